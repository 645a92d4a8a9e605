internal import FealtyLoyalty
internal import FealtyWire

/// A decision that is not applied yet, and how it is answered once it is.
///
/// One code decides what a request of its own asks for and what a sale does in one of its
/// operations; they differ in how it is recorded.
struct Decided<Answer: Message> {
  var posting: Posting
  /// To be called when the posting is applied: the answer shows the member as it is then.
  var answer: (Outcome) -> Answer
}

extension MemberActor {
  /// Applies what was decided, records it with its answer, and sends that.
  ///
  /// - Throws: ``Refusal/aboveMax`` where its record would fit no batch of the log.
  func post<Answer: Message>(
    _ decided: Decided<Answer>,
    command: CommandContext,
    receiptNumber: String = ""
  ) throws(Refusal) {
    try post(
      decided.posting,
      command: command,
      receiptNumber: receiptNumber,
      answer: decided.answer
    )
  }
}
