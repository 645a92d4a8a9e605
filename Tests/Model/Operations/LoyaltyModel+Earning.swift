extension LoyaltyModel {
  /// Says what a basket would earn now, and changes nothing.
  ///
  /// A buyer whom no member is known for is valued as a guest where the programme allows it.
  func evaluate(_ sale: SaleCommand, at occurredAt: Milliseconds) throws(Refusal) -> Answer {
    var answer = Answer()
    var guest = sale
    if let id = sale.member, members[id] == nil, settings.guests {
      guest.member = nil
      answer.warnings.insert(.unknownMemberAsGuest)
    }
    let valued = try value(guest, at: occurredAt)
    noteUnknownCodes(sale.basket, &answer)
    answer.evaluation = valued.evaluation
    answer.points = try sum(valued.evaluation.awards.map(\.points))
    return answer
  }

  /// Books a sale: a member's with lots, a guest's parked for a later claim.
  mutating func earn(_ sale: SaleCommand, at occurredAt: Milliseconds) throws(Refusal) -> Answer {
    let receipt = receiptKey(sale.receipt, sale.place, at: occurredAt, isReturn: false)
    if let member = sale.member { _ = try self.member(member) }
    if let receipt, let existing = receipts[receipt] {
      throw Refusal(.duplicateTransaction, existing: existing)
    }
    var valued = try value(sale, at: occurredAt)
    valued.claimUntil = sale.member == nil ? now + settings.claimWindow : nil
    recharge(from: [:], to: valued.charges)

    var answer = Answer()
    let id = book(sale.member == nil ? .guestSale : .earn, sale.member, at: occurredAt) {
      $0.sale = valued
    }
    if let receipt { receipts[receipt] = id }
    if sale.member == nil { parked.insert(id) }
    answer.transaction = id
    noteUnknownCodes(sale.basket, &answer)
    answer.evaluation = valued.evaluation
    answer.points = try sum(valued.evaluation.awards.map(\.points))
    if let member = sale.member {
      noteActivity(of: member)
      try credit(id, to: member, kind: nil, &answer)
    }
    return answer
  }

  /// Warns of codes that no promotion names, in any version that is ever in force.
  private func noteUnknownCodes(_ basket: Basket, _ answer: inout Answer) {
    let inForce = promotions.values.flatMap { versions in
      versions.indices.filter { index in
        !versions[(index + 1)...].contains { $0.from <= versions[index].from }
      }.map { versions[$0].value }
    }
    let known = Set(inForce.flatMap(\.conditions.codes))
    if basket.codes.contains(where: { !known.contains($0) }) {
      answer.warnings.insert(.unknownCode)
    }
  }

  /// Values a sale by the rules of its own time.
  private func value(_ sale: SaleCommand, at occurredAt: Milliseconds) throws(Refusal) -> Sale {
    var buyer: Member?
    if let id = sale.member {
      let known = try member(id)
      try checkMayEarn(known)
      buyer = known
    } else if !settings.guests {
      throw Refusal(.memberNotFound)
    }
    let facts = facts(of: buyer, sale.place, at: occurredAt)
    let lines = sale.basket.lines
    let tendered = try tendered(sale.basket)
    let occasion = Occasion(
      facts: facts,
      lines: Self.counting(lines, tendered),
      codes: sale.basket.codes
    )
    let evaluation = try occasion.evaluate(zone: zone)
    return Sale(
      facts: facts,
      original: lines,
      codes: sale.basket.codes,
      tendered: tendered,
      returned: [:],
      standing: evaluation.byPromotion,
      evaluation: evaluation,
      charges: evaluation.charges
    )
  }

  /// Makes the lots of a valued sale, claim or event, in rule order, and pays debt with them.
  ///
  /// `crediting` is the claim, where it is one.
  mutating func credit(
    _ id: TransactionID,
    to member: MemberID,
    by crediting: TransactionID? = nil,
    kind: Lot.Kind?,
    _ answer: inout Answer
  ) throws(Refusal) {
    let transaction = try transaction(id)
    guard let sale = transaction.sale else { return }
    for award in sale.evaluation.awards {
      let points = sale.standing[award.promotion, default: 0]
      guard points > 0,
        let rule = sale.facts.rules.first(where: { $0.id == award.promotion })
      else { continue }
      credit(
        points,
        of: rule,
        kind: kind ?? (rule.isRate ? .base : .bonus),
        to: member,
        for: crediting ?? id,
        source: id,
        from: rule.terms.basis == .recorded ? now : transaction.occurredAt,
        into: &answer.lots
      )
    }
    for token in members[member]?.tokens ?? [] {
      answer.debtPaid += payDebt(member, token, with: answer.lots)
    }
  }

  /// A receipt's natural key; none where it has no number.
  func receiptKey(
    _ number: String,
    _ place: Place,
    at occurredAt: Milliseconds,
    isReturn: Bool
  )
    -> ReceiptKey?
  {
    guard !number.isEmpty else { return nil }
    return ReceiptKey(
      store: place.store,
      terminal: place.terminal,
      day: zone.day(occurredAt),
      number: number,
      isReturn: isReturn
    )
  }
}

extension Evaluation {
  /// Points of each promotion that gave some.
  package var byPromotion: [PromotionID: Points] {
    awards.reduce(into: [:]) { $0[$1.promotion] = $1.points }
  }
}

extension Promotion {
  var isRate: Bool {
    if case .rate = mechanic { true } else { false }
  }
}
