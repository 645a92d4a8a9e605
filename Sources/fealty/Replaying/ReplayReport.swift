/// Shows a replay's result, to people and as JSON.
struct ReplayReport {
  /// Promotions that the table for people names; campaigns have more than anybody reads.
  private static let promotionsNamed = 30

  let result: ReplayResult
  let names: [String: String]
  let ledgerVerified: Bool

  /// Points by promotion, most first, the smaller ones of many in one row.
  func promotionTable() -> String {
    var table = Table([
      ("promotion", .left), ("what it gives", .left), ("baskets", .right), ("points", .right),
    ])
    let totals = result.totals
    let rows = totals.byPromotion
      .map { (id: result.promotions.ids[$0.key], given: $0.value) }
      .sorted { ($1.given.points, $0.id) < ($0.given.points, $1.id) }
    for (promotion, given) in rows.prefix(Self.promotionsNamed) {
      table.add(
        promotion,
        names[promotion] ?? "",
        given.baskets.grouped,
        given.points.grouped
      )
    }
    let rest = rows.dropFirst(Self.promotionsNamed)
    if !rest.isEmpty {
      let points = rest.reduce(0) { $0 + $1.given.points }
      table.add("\(rest.count.grouped) others", "", "", points.grouped)
    }
    table.add("all", "", totals.baskets.grouped, totals.points.grouped)
    return table.text
  }

  func summaryTable() -> String {
    let latency = result.latency
    var table = Table([("replay", .left), ("", .right)])
    table.add("baskets", result.answered.grouped)
    table.add("lines", result.totals.lines.grouped)
    table.add("points", result.totals.points.grouped)
    if result.duplicates > 0 { table.add("posted before", result.duplicates.grouped) }
    for (reason, count) in result.refusals.sorted(by: { $0.key < $1.key }) {
      table.add("refused: \(reason)", count.grouped)
    }
    table.add("seconds", result.seconds.fixed(2))
    table.add("durable baskets a second", Int(result.basketsPerSecond).grouped)
    for (name, fraction) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)] {
      table.add("latency \(name)", readable(nanoseconds: latency.percentile(fraction)))
    }
    table.add("latency max", readable(nanoseconds: latency.maximum))
    table.add("ledger verified", ledgerVerified ? "yes" : "NO")
    return table.text
  }

  func json() -> String {
    JSONLine.object { writer in
      writer.field("baskets", result.answered)
      writer.field("lines", result.totals.lines)
      writer.field("points", result.totals.points)
      result.totals.writePromotions(result.promotions, into: &writer)
      writer.field("duplicates", result.duplicates)
      writer.field("errors", result.refused)
      writer.field("seconds", result.seconds, places: 3)
      writer.field("baskets_per_second", result.basketsPerSecond, places: 1)
      writer.latency("latency_us", result.latency)
      writer.field("ledger_verified", ledgerVerified)
    }
  }
}

extension JSONLine {
  /// Percentiles in microseconds.
  mutating func latency(_ key: String, _ histogram: Histogram) {
    object(key) { writer in
      for (name, fraction) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p999", 0.999)] {
        writer.field(name, Double(histogram.percentile(fraction)) / 1000, places: 1)
      }
      writer.field("max", Double(histogram.maximum) / 1000, places: 1)
    }
  }
}
