// A member's cards: which of them may be used for what, and which is in whose place.
extension Member {
  /// Cards that one member may have, those included that were replaced.
  ///
  /// Each replacement keeps one more: who has lost a hundred is looked at by somebody.
  package static let cardsLimit = 100

  /// The cards that are blocked or were replaced, oldest change first.
  package var cardMarks: [CardMark] { hasExtras ? details.extras.cardMarks : [] }

  /// What stands against a card of the member; `nil` for one that is active.
  package func mark(ofCard number: String) -> CardMark? {
    guard hasExtras else { return nil }
    return details.extras.cardMarks.first { $0.number == number }
  }

  /// The first card of a chain of replacements: what is counted by card is counted under it, so
  /// that a new card is not a new allowance.
  ///
  /// In one step, however often the card was replaced; a card that replaces none is its own.
  package func firstCard(before number: String) -> String {
    var first = number
    // As many marks as there are, at most: a chain has no cycle, and a damaged one no end.
    for _ in cardMarks {
      guard let before = cardMarks.first(where: { $0.successor == first }) else { break }
      first = before.number
    }
    return first
  }

  /// Requires that a card may pay, or change what guards the member's points.
  ///
  /// - Throws: ``Refusal/cardBlocked``, ``Refusal/cardReplaced``.
  package func requireUsable(card number: String) throws(Refusal) {
    switch mark(ofCard: number)?.stage {
    case .blocked: throw .cardBlocked
    case .replaced: throw .cardReplaced
    case .active, nil: return
    }
  }

  /// Decides that another card takes the place of one.
  ///
  /// - Parameters:
  ///   - old: The card that goes.
  ///   - new: The card that comes; empty where it is not made yet.
  ///   - reason: Why; one that replaces.
  /// - Returns: What stands against the old card from then on.
  /// - Throws: In this order ``Refusal/cardNotFound`` where the old card is not the member's,
  ///   ``Refusal/cardReplaced`` where another card is in its place already, ``Refusal/cardCycle``
  ///   where the new one is it or was replaced by it, ``Refusal/cardAlreadyAssigned`` where the
  ///   member has the new one, ``Refusal/aboveMax`` where it has too many.
  package func decideReplacement(
    of old: String,
    by new: String,
    reason: CardReason
  ) throws(Refusal) -> CardMark {
    guard cards.contains(old) else { throw .cardNotFound }
    guard let stage = reason.stageOfReplaced else { throw .invalidField("reason") }
    let known = mark(ofCard: old)
    guard known?.successor.isEmpty ?? true else { throw .cardReplaced }
    guard new != old, new.isEmpty || !wasReplaced(new, by: old) else { throw .cardCycle }
    guard !cards.contains(new) else { throw .cardAlreadyAssigned }
    guard cards.count < Self.cardsLimit else { throw .aboveMax }
    // A stolen card stays blocked, whatever its successor is for.
    return CardMark(
      number: old,
      stage: known?.stage == .blocked ? .blocked : stage,
      reason: reason,
      successor: new
    )
  }

  /// Decides that a card is blocked, or active again.
  ///
  /// - Parameters:
  ///   - number: The card.
  ///   - stage: `active` or `blocked`.
  ///   - reason: Why it is blocked.
  /// - Returns: What stands against the card from then on; `nil` where it is in that stage.
  /// - Throws: In this order ``Refusal/cardNotFound``, ``Refusal/cardReplaced`` where another card
  ///   is in its place.
  package func decideCardStage(
    _ number: String,
    _ stage: CardStage,
    reason: CardReason
  ) throws(Refusal) -> CardMark? {
    guard cards.contains(number) else { throw .cardNotFound }
    let known = mark(ofCard: number)
    guard known?.successor.isEmpty ?? true else { throw .cardReplaced }
    guard known?.stage ?? .active != stage else { return nil }
    return CardMark(number: number, stage: stage, reason: reason)
  }

  /// Whether one card is before another in a chain of replacements.
  private func wasReplaced(_ number: String, by other: String) -> Bool {
    var next = mark(ofCard: number)?.successor ?? ""
    for _ in cardMarks {
      if next == other { return true }
      next = mark(ofCard: next)?.successor ?? ""
    }
    return false
  }

  mutating func set(_ mark: CardMark, at: Timestamp) {
    precondition(cards.contains(mark.number), "member \(id) has no card that is \(mark.stage)")
    details.extras.cardMarks.removeAll { $0.number == mark.number }
    guard mark.stage != .active else { return }
    var mark = mark
    mark.since = at
    details.extras.cardMarks.append(mark)
  }
}
