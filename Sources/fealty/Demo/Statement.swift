internal import FealtyClient
internal import FealtyWire

/// A member's balance and newest transactions, and why one of them gave its points.
struct Statement {
  private static let shown = 8

  private let member: GetMemberResponse
  private let transactions: [Transaction]

  static func read(
    _ client: PipelinedClient,
    programID: String,
    memberID: String
  ) throws(CommandFailure) -> Statement {
    let envelope = Envelope(programID: programID)
    let reference = MemberReference(reference: .memberID(memberID))
    let member = try client.perform(
      MembersMethods.getMember,
      GetMemberRequest(envelope: envelope, member: reference)
    )
    let page = try client.perform(
      PointsMethods.listTransactions,
      ListTransactionsRequest(envelope: envelope, member: reference, limit: 100)
    )
    return Statement(member: member, transactions: page.transactions)
  }

  func text(names: [String: String]) -> String {
    var text = ""
    for balance in member.balances {
      text += "  tier \(member.tier), \(balance.available.grouped) \(balance.tokenID) available"
      text += balance.pending > 0 ? ", \(balance.pending.grouped) pending\n" : "\n"
    }
    if member.nextExpiryPoints > 0 {
      let date = CalendarTime.text(milliseconds: member.nextExpiryAtMs)
      text += "  next to expire: \(member.nextExpiryPoints.grouped) on \(date)\n"
    }
    var table = Table([
      ("bought", .left), ("store", .left), ("receipt", .left), ("points", .right),
      ("balance", .right),
    ])
    for transaction in transactions.prefix(Self.shown) {
      table.add(
        CalendarTime.text(milliseconds: transaction.occurredAtMs),
        transaction.storeID,
        transaction.receiptNumber,
        "+\(transaction.points.grouped)",
        transaction.balances.first.map { $0.total.grouped } ?? ""
      )
    }
    text += "\n" + table.text
    let rest = transactions.count - Self.shown
    if rest > 0 { text += "  and \(rest.grouped) more\n" }
    return text + explanation(names)
  }

  /// The transaction that the most promotions gave points to, promotion by promotion.
  private func explanation(_ names: [String: String]) -> String {
    guard let example = transactions.max(by: { $0.applied.count < $1.applied.count }) else {
      return ""
    }
    var text = "\n  Why receipt \(example.receiptNumber) gave \(example.points.grouped) points:\n"
    var table = Table([
      ("promotion", .left), ("what it gives", .left), ("on", .right), ("lines", .right),
      ("points", .right), ("", .left),
    ])
    for part in example.applied {
      let capped = part.points < part.beforeCap
      table.add(
        part.promotionID,
        names[part.promotionID] ?? "",
        (Double(part.eligibleMinor) / 100).fixed(2),
        "\(part.lines.count)",
        part.points.grouped,
        capped ? "cut by its cap from \(part.beforeCap.grouped)" : ""
      )
    }
    text += table.text
    return text
  }
}
