extension LoyaltyModel {
  /// Rewards what a member did; the same event again is answered as the first time.
  mutating func reward(
    _ event: Event,
    _ id: MemberID,
    at occurredAt: Milliseconds
  )
    throws(Refusal) -> Answer
  {
    if var first = events[event.name] {
      first.isReplayed = true
      let original = first.transaction.flatMap { transactions[$0]?.sale?.event }
      if original != event { first.warnings.insert(.eventDiffers) }
      return first
    }
    let member = try member(id)
    try checkMayEarn(member)
    let facts = facts(of: member, Place(), at: occurredAt)
    let occasion = Occasion(facts: facts, lines: [], event: event)
    let evaluation = try occasion.evaluate(zone: zone)
    var answer = Answer()
    if !settings.eventTypes.contains(event.type) {
      answer.warnings.insert(.unknownEvent)
    }
    let transaction = book(.event, id, at: occurredAt) {
      $0.sale = Sale(
        facts: facts,
        original: [],
        codes: [],
        tendered: [:],
        returned: [:],
        standing: evaluation.byPromotion,
        evaluation: evaluation,
        charges: evaluation.charges,
        event: event
      )
    }
    recharge(from: [:], to: evaluation.charges)
    for key in evaluation.awards.flatMap(\.counts) { eventCounts[key, default: 0] += 1 }
    answer.transaction = transaction
    answer.evaluation = evaluation
    answer.points = try sum(evaluation.awards.map(\.points))
    noteActivity(of: id)
    try credit(transaction, to: id, kind: .event, &answer)
    events[event.name] = answer
    return answer
  }
}
