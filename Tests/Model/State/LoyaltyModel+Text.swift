extension LoyaltyModel {
  /// The state as far as the future depends on it, as canonical text.
  ///
  /// Two programmes with the same text answer every later command about new sales alike. History
  /// (numbers of lots and transactions, lifetime totals, what is used up) is left out: buying and
  /// returning everything leaves this text as it was.
  package var standingText: String {
    var lines: [String] = []
    for member in members.values.sorted(by: { $0.id < $1.id }) {
      lines += standingLines(of: member)
    }
    for id in parked.sorted() {
      guard let sale = transactions[id]?.sale, let until = sale.claimUntil else { continue }
      lines.append("parked until \(until): \(text(sale.standing))")
    }
    lines += used.map { "cap \($0.key) = \($0.value)" }.sorted()
    lines += eventCounts.map { "event \($0.key) = \($0.value)" }.sorted()
    lines += promotions.map { "promotion \($0.key): \($0.value.map(\.from))" }.sorted()
    return lines.joined(separator: "\n")
  }

  /// The whole state but the remembered answers, as canonical text.
  package var fullText: String {
    var lines = [standingText]
    for member in members.values.sorted(by: { $0.id < $1.id }) {
      for lot in member.lots.values.sorted(by: { $0.id < $1.id }) {
        let gone = [lot.redeemed, lot.expired, lot.reversed, lot.paidDebt, lot.moved]
        lines.append("\(member.id) lot \(lot.id) of \(lot.transaction): \(lot.amount) \(gone)")
      }
      for (token, kept) in (totals[member.id] ?? [:]).sorted(by: { $0.key < $1.key }) {
        let counts = [kept.issued, kept.redeemed, kept.expired, kept.reversed, kept.unrecovered]
        lines.append("\(member.id) \(token) totals \(counts)")
      }
    }
    for transaction in transactions.values.sorted(by: { $0.id < $1.id }) {
      let standing = transaction.sale.map { text($0.standing) } ?? ""
      lines.append(
        "transaction \(transaction.id) \(transaction.kind.rawValue) \(transaction.member ?? "") "
          + "\(transaction.recordedAt) \(transaction.occurredAt) \(standing) "
          + "\(transaction.reversedBy ?? 0) \(transaction.draws.points)"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// FNV-1a of ``standingText``.
  package var standingHash: UInt64 { Self.hash(standingText) }

  /// FNV-1a of ``fullText``.
  package var fullHash: UInt64 { Self.hash(fullText) }

  private func standingLines(of member: Member) -> [String] {
    let segments = member.segments(at: now).sorted()
    var lines = ["member \(member.id) \(member.stage) \(member.tier(at: now)) \(segments)"]
    lines += member.lots.values.filter { $0.remaining > 0 }.map { lot in
      "\(member.id) \(lot.token) \(lot.isPending ? "pending" : "active") "
        + "\(lot.activationAt ?? 0) \(lot.expiresAt ?? 0) \(lot.earnedAt) "
        + "\(lot.free) + \(lot.heldInAll)"
    }.sorted()
    lines += member.holds.values.filter { $0.state == .live }.map { hold in
      "\(member.id) \(hold.isAuthorization ? "authorisation" : "lock") \(hold.id) "
        + "\(hold.points) until \(hold.until ?? 0)"
    }.sorted()
    lines += member.debt.map { "\(member.id) owes \($0.value) \($0.key)" }.sorted()
    let visits = transactions.values.filter { $0.member == member.id && $0.isVisit }
    lines.append("\(member.id) visits \(visits.map(\.occurredAt).sorted())")
    lines += units(of: member, before: .max).filter { $0.value != 0 }
      .map { "set \($0.key) = \($0.value)" }.sorted()
    lines += member.redeemedByDay.map { "\(member.id) redeemed \($0.value) on \($0.key)" }.sorted()
    return lines
  }

  private func text(_ points: [PromotionID: Points]) -> String {
    points.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
