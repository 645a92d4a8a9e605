import Testing

@testable import FealtyLoyalty

// Goal: a member is always in the tier that its sales come to, whatever was bought late or came
// back. Method: random sales, late ones among them, returns in parts and in full, and time that
// passes; after each step the tier is compared with that of a list of all sales, added up naively.
@Suite("Random sales and tiers")
struct RandomTierTests {
  private struct Sale {
    var version: UInt32
    var at: Timestamp
    var points: Int64
    var isOpen = true
  }

  private static let periods: [TierRules.Period] = [
    .rolling(days: 1), .rolling(days: 7), .rolling(days: 40), .calendar(.month),
    .calendar(.quarter), .calendar(.year), .anniversary,
  ]

  /// What the sales of the period come to, and of the one before where that keeps a tier too.
  private static func reached(_ sales: [Sale], _ ledger: TestLedger, _ rules: TierRules) -> String {
    var span = rules.span(containing: ledger.now, enrolledAt: ledger.member.enrolledAt)
    var rank = 0
    for round in 0..<2 {
      let sum = sales.filter { span.start <= $0.at && $0.at < span.end }.reduce(0) {
        $0 + $1.points
      }
      rank = max(rank, rules.rank(reaching: sum))
      if case .rolling = rules.period { break }
      guard round == 0 else { break }
      span = rules.span(
        containing: span.start.adding(milliseconds: -1),
        enrolledAt: ledger.member.enrolledAt
      )
    }
    return rules.steps[rank].tier
  }

  @Test("the tier is what the sales come to", arguments: 0..<20 as Range<UInt64>)
  func compare(block: UInt64) throws {
    var changes = 0
    for seed in block * 10..<(block + 1) * 10 {
      var random = SplitMix64(state: seed &+ 4_500)
      let period = Self.periods[Int(random.next() % UInt64(Self.periods.count))]
      let zone = [ZoneRules.utc, CalendarTests.berlin, CalendarTests.beirut][
        Int(random.next() % 3)
      ]
      let rules = TierRules.of(period, fallsOnReturn: true, zone: zone)
      var ledger = TestLedger.ofTiers(rules, enrolled: "2026-01-15")
      var sales: [Sale] = []
      for step in 0..<60 {
        let hours = random.next() % 3 == 0 ? random.next() % 1_500 : random.next() % 60
        ledger.go(to: ledger.now.adding(milliseconds: Int64(hours) * 3_600_000))
        let open = sales.indices.filter { sales[$0].isOpen }
        switch random.next() % 4 {
        case 0 where !open.isEmpty:
          let place = open[Int(random.next() % UInt64(open.count))]
          if random.next() % 2 == 0 {
            try ledger.reverseEarn(sales[place].version)
            sales[place].points = 0
            sales[place].isOpen = false
          } else {
            let rest = Int64(random.next() % UInt64(sales[place].points + 1))
            let awards = rest == 0 ? [] : [Award.of(rest)]
            try ledger.takeBack(sales[place].version, leaving: SaleStanding(awards: awards))
            sales[place].points = rest
          }
        default:
          let late = random.next() % 3 == 0 ? Int64(random.next() % 720) : 0
          let occurredAt = ledger.now.adding(milliseconds: -late * 3_600_000)
          let points = Int64(random.next() % 120) + 1
          let version = try ledger.buy(points, occurredAt: occurredAt)
          sales.append(Sale(version: version, at: occurredAt, points: points))
        }
        let tier = Self.reached(sales, ledger, rules)
        try #require(ledger.tier == tier, "seed \(seed), step \(step), \(period)")
      }
      changes += ledger.log.values.filter { $0.tierChange != nil }.count
      #expect(ledger.replayed() == ledger.member, "seed \(seed)")
    }
    #expect(changes > 20, "tiers that never change show nothing")
  }
}
