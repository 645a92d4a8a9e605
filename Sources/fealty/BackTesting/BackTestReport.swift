internal import FealtyServer
internal import FealtyWire

/// Shows a back-test's outcome, to people and as JSON.
struct BackTestReport {
  /// Promotions that the table for people names.
  private static let promotionsNamed = 20
  private static let barWidth = 24

  let result: BackTestResult
  let total: BackTestTotal
  /// Of the programme.
  let currency: String
  let days: LocalDays
  let names: [String: String]

  // MARK: - For people

  var text: String {
    var text = summary + "\n"
    if !result.weeks.isEmpty { text += weeks + "\n" }
    if !result.promotions.isEmpty { text += promotions + "\n" }
    if !result.members.isEmpty { text += members + "\n" }
    for note in total.notes { text += "  note: \(note)\n" }
    return text
  }

  private var summary: String {
    var table = Table([("", .left), ("booked", .right), ("draft", .right), ("difference", .right)])
    add("points", total.booked, total.draft, to: &table)
    if total.costBookedMinor != 0 || total.costDraftMinor != 0 {
      let unit = currency.isEmpty ? "" : " of \(currency)"
      add("cost, minor units\(unit)", total.costBookedMinor, total.costDraftMinor, to: &table)
    }
    table.add("sales", total.sales.grouped, "", "")
    table.add("returns", total.returns.grouped, "", "")
    table.add("members", total.members.grouped, "", "")
    table.add("members affected", "", "", total.membersAffected.grouped)
    let isUnchanged = total.isUnchanged
    table.add("state hash", hash(total.hashBefore), isUnchanged ? "unchanged" : "changed", "")
    return table.text
  }

  private var weeks: String {
    var table = Table([
      ("week of", .left), ("sales", .right), ("booked", .right), ("draft", .right),
      ("difference", .right), ("█ both  ▒ more  ░ less", .left),
    ])
    let most = result.weeks.reduce(1) { max($0, $1.booked, $1.draft) }
    for week in result.weeks {
      table.add(
        days.text(week.startMs),
        week.sales.grouped,
        week.booked.grouped,
        week.draft.grouped,
        signed(week.draft - week.booked),
        Self.bar(week.booked, week.draft, most: most)
      )
    }
    return table.text
  }

  private var promotions: String {
    var table = Table([
      ("promotion", .left), ("what it gives", .left), ("sales", .right), ("booked", .right),
      ("draft", .right), ("difference", .right),
    ])
    for promotion in result.promotions.prefix(Self.promotionsNamed) {
      table.add(
        promotion.promotionID,
        names[promotion.promotionID] ?? "",
        promotion.sales.grouped,
        promotion.booked.grouped,
        promotion.draft.grouped,
        signed(promotion.draft - promotion.booked)
      )
    }
    let rest = result.promotions.dropFirst(Self.promotionsNamed)
    if !rest.isEmpty {
      let (booked, draft) = rest.reduce((0, 0)) { ($0.0 + $1.booked, $0.1 + $1.draft) }
      table.add(
        "\(rest.count.grouped) others",
        "",
        "",
        booked.grouped,
        draft.grouped,
        signed(draft - booked)
      )
    }
    return table.text
  }

  private var members: String {
    var table = Table([
      ("member", .left), ("booked", .right), ("draft", .right), ("difference", .right),
      ("differs most in", .left),
    ])
    for member in result.members {
      table.add(
        member.memberID,
        member.booked.grouped,
        member.draft.grouped,
        signed(member.draft - member.booked),
        member.transactionID
      )
    }
    return table.text
  }

  private func add(_ name: String, _ booked: Int64, _ draft: Int64, to table: inout Table) {
    table.add(name, booked.grouped, draft.grouped, signed(draft - booked))
  }

  private func signed(_ number: Int64) -> String {
    number > 0 ? "+\(number.grouped)" : number.grouped
  }

  private func hash(_ bytes: [UInt8]) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// What both have, and behind it what the draft has more or less; negative points have no bar.
  static func bar(_ booked: Int64, _ draft: Int64, most: Int64) -> String {
    func width(_ points: Int64) -> Int {
      Int(Double(max(0, points)) * Double(barWidth) / Double(max(1, most)) + 0.5)
    }
    let (old, new) = (width(booked), width(draft))
    let both = min(old, new)
    return String(repeating: "█", count: both)
      + String(repeating: new > old ? "▒" : "░", count: max(old, new) - both)
  }

  // MARK: - For programs

  func json() -> String {
    JSONLine.object { writer in
      writer.field("sales", total.sales)
      writer.field("returns", total.returns)
      writer.field("booked", total.booked)
      writer.field("draft", total.draft)
      writer.field("cost_booked_minor", total.costBookedMinor)
      writer.field("cost_draft_minor", total.costDraftMinor)
      writer.field("members", total.members)
      writer.field("members_affected", total.membersAffected)
      writer.field("hash_before", hash(total.hashBefore))
      writer.field("hash_after", hash(total.hashAfter))
      writer.array("weeks") { writer in
        for week in result.weeks {
          writer.object { writer in
            writer.field("week", days.text(week.startMs))
            writer.field("sales", week.sales)
            writer.field("booked", week.booked)
            writer.field("draft", week.draft)
          }
        }
      }
      writer.array("promotions") { writer in
        for promotion in result.promotions {
          writer.object { writer in
            writer.field("promotion_id", promotion.promotionID)
            writer.field("sales", promotion.sales)
            writer.field("booked", promotion.booked)
            writer.field("draft", promotion.draft)
          }
        }
      }
      writer.array("largest_differences") { writer in
        for member in result.members {
          writer.object { writer in
            writer.field("member_id", member.memberID)
            writer.field("booked", member.booked)
            writer.field("draft", member.draft)
            writer.field("transaction_id", member.transactionID)
          }
        }
      }
      writer.array("notes") { writer in for note in total.notes { writer.element(note) } }
    }
  }
}
