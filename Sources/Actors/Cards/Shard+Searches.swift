internal import FealtyLoyalty
internal import FealtyWire

// Who tries one card number after the other learns which ones there are. Each look-up is counted
// where the name is at home, by the client that asks, and before anything is answered: one that has
// asked for too many that nobody has hears the same of those that somebody has.

extension Shard {
  /// Counts a look-up, or answers that its caller has to wait.
  ///
  /// What a batch or a connector brings is not counted: other systems send the cards of everybody.
  ///
  /// `isRight`: whether it leads to a member.
  @inline(__always)
  func maySearch(_ call: Call, _ head: RequestHead, isRight: Bool) -> Bool {
    if isRight, !wrongCodes.hasSearchers { return true }
    return countSearch(call, head, isRight: isRight)
  }

  @inline(never)
  private func countSearch(_ call: Call, _ head: RequestHead, isRight: Bool) -> Bool {
    guard call.connection != Call.batchConnection, call.caller != Call.uncounted,
      let programme = programme(head.program)
    else { return true }
    let key = WrongCodes.SearchKey(programme: programme.index, caller: call.caller)
    let now = stamp().milliseconds
    let wait = wrongCodes.wait(of: key, now: now)
    guard wait == 0 else {
      fail(call, Self.tooManyGuesses(wait, field: "member"))
      return false
    }
    wrongCodes.note(key, isRight: isRight, now: now)
    return true
  }
}
