@testable import FealtyLoyalty

// Two promotions of one group, of which one is in vain, or which contradict each other.
extension WarningTests {
  static let pairs = [
    Row(
      "a higher one with the same selection wins",
      grouped("a"),
      grouped("b", 1),
      expected: "a ALWAYS_BEATEN priority b"
    ),
    Row("not where all stand", mode: .stack, grouped("a"), grouped("b", 1)),
    Row("not where it is joint", grouped("a") { $0.isJoint = true }, grouped("b", 1)),
    Row("not outside a group", fixed("a"), fixed("b") { $0.priority = 1 }),
    Row("not where it may be used up", grouped("a"), grouped("b", 1) { $0.caps = [oneADay] }),
    Row("not where it is for other lines", grouped("a"), grouped("b", 1) { sku(&$0, "1") }),
    Row("not where it is for fewer stores", grouped("a"), grouped("b", 1) { $0.stores = ["S"] }),
    Row(
      "where it is for more stores",
      grouped("a") { $0.stores = ["S"] },
      grouped("b", 1) { $0.stores = ["S", "T"] },
      expected: "a ALWAYS_BEATEN priority b"
    ),
    Row("not where it begins later", grouped("a"), grouped("b", 1) { $0.start = at(5) }),
    Row("not where it is a draft", grouped("a"), grouped("b", 1) { $0.status = .draft }),
    Row(
      "not where one of two drafts may be put live",
      grouped("a") { $0.status = .draft },
      grouped("b", 1) { $0.status = .draft },
      grouped("c") { $0.status = .draft }
    ),
    Row(
      "where a draft would be beaten or tied",
      grouped("a") { $0.status = .draft },
      grouped("b", 1) { $0.caps = [oneADay] },
      grouped("c", 0) { $0.caps = [oneADay] },
      expected: "a SAME_PRIORITY priority c"
    ),
    Row(
      "where it is open longer",
      grouped("a") { $0.weekdays = 0b1 },
      grouped("b", 1) { $0.weekdays = 0b11 },
      expected: "a ALWAYS_BEATEN priority b"
    ),
    Row(
      "not where it is open less",
      grouped("a") { $0.weekdays = 0b11 },
      grouped("b", 1) { $0.weekdays = 0b1 }
    ),
    Row(
      "not where it asks for more",
      grouped("a") { $0.conditions.minBasketMinor = 100 },
      grouped("b", 1) { $0.conditions.minBasketMinor = 200 }
    ),
    Row(
      "a rate from the same amount on",
      grouped("a") { $0.mechanic = rate(1, per: 100) },
      grouped("b", 1) { $0.mechanic = rate(2, per: 150) },
      expected: "a ALWAYS_BEATEN priority b"
    ),
    Row(
      "not a rate from a higher amount on",
      grouped("a") { $0.mechanic = rate(1, per: 100) },
      grouped("b", 1) { $0.mechanic = rate(1, per: 101) }
    ),
    Row(
      "not where it gives from a higher step on",
      grouped("a") { $0.mechanic = rate(1, per: 100) },
      grouped("b", 1) {
        $0.mechanic = .threshold(steps: [ThresholdStep(amountMinor: 101, points: 9)])
      }
    ),
    Row("not the other way round", grouped("a", 1) { $0.caps = [oneADay] }, grouped("b")),
    Row(
      "an exclusive one beats the others",
      mode: .stack,
      grouped("a", 7),
      grouped("b") { $0.isExclusive = true },
      expected: "a ALWAYS_BEATEN group_id b"
    ),
    Row(
      "of the same the first by id is best",
      mode: .bestForMember,
      grouped("a"),
      grouped("b"),
      expected: "b ALWAYS_BEATEN priority a"
    ),
    Row(
      "which is better depends on the basket",
      mode: .bestForMember,
      grouped("a") { $0.mechanic = rate(1, per: 100) },
      grouped("b", 1)
    ),
    Row(
      "a cap makes the same cheaper",
      mode: .bestForProgram,
      grouped("a", 1),
      grouped("b") { $0.caps = [oneADay] }
    ),
    Row(
      "ids decide between steps and a rate",
      grouped("a") { $0.mechanic = rate(1, per: 100) },
      grouped("b") {
        $0.mechanic = .threshold(steps: [ThresholdStep(amountMinor: 5_000, points: 9)])
        $0.caps = [oneADay]
      },
      grouped("c", 1) { sku(&$0, "1") },
      expected: "b ALWAYS_BEATEN priority a"
    ),
    Row(
      "ids decide between two of the same priority",
      grouped("a") {
        $0.mechanic = rate(1, per: 100)
        $0.caps = [oneADay]
      },
      grouped("b") { $0.caps = [oneADay] },
      expected: "b SAME_PRIORITY priority a"
    ),
    Row(
      "not where they are for different segments",
      grouped("a") { $0.segments = ["x"] },
      grouped("b") { $0.segments = ["y"] }
    ),
    Row(
      "not where they follow each other",
      grouped("a") { $0.end = at(5) },
      grouped("b") { $0.start = at(5) }
    ),
    Row(
      "not of a series of visits",
      grouped("a") { $0.conditions.visit = VisitCondition(number: 1) },
      grouped("b") { $0.conditions.visit = VisitCondition(number: 2) }
    ),
    Row(
      "of exclusive ones the first is chosen, though the group awards all",
      mode: .stack,
      grouped("a") { $0.isExclusive = true },
      grouped("b", 1) { $0.isExclusive = true },
      expected: "a ALWAYS_BEATEN priority b"
    ),
    Row(
      "of exclusive ones that may be used up the ids decide, too",
      mode: .stack,
      grouped("a") {
        $0.isExclusive = true
        $0.caps = [oneADay]
      },
      grouped("b") { $0.isExclusive = true },
      expected: "b SAME_PRIORITY priority a"
    ),
    Row(
      "exclusive ones for other lines",
      grouped("a") { exclusive(&$0, "1") },
      grouped("b") { exclusive(&$0, "2") }
    ),
    Row(
      "names of lines are compared byte by byte",
      grouped("a") { sku(&$0, "caf\u{E9}") },
      grouped("b", 1) { sku(&$0, "cafe\u{301}") }
    ),
    Row(
      "a welcome and what follows it",
      grouped("a") { $0.conditions.firstPurchase = .ofMember },
      grouped("b") { $0.conditions.visit = VisitCondition(number: 2) }
    ),
    Row(
      "not where they no longer meet",
      grouped("a") {
        $0.end = at(-1)
        $0.caps = [oneADay]
      },
      grouped("b") {
        $0.start = at(-9)
        $0.caps = [oneADay]
      }
    ),
    Row(
      "multipliers of one base",
      grouped("a") { $0.mechanic = .multiplier(base: "base", factor: ratio(2, 1)) },
      grouped("b", 1) { $0.mechanic = .multiplier(base: "base", factor: ratio(2, 1)) },
      expected: "a ALWAYS_BEATEN priority b"
    ),
    Row(
      "a multiplier whose base may not stand",
      fixed("there") {
        $0.mechanic = rate(1, per: 100)
        $0.stores = ["S"]
      },
      grouped("a") { $0.mechanic = rate(1, per: 100) },
      grouped("b", 1) { $0.mechanic = .multiplier(base: "there", factor: ratio(2, 1)) }
    ),
    Row(
      "tier multipliers of different bases",
      fixed("other") { $0.mechanic = rate(1, per: 200) },
      grouped("a") { $0.mechanic = tiers(("gold", 3)) },
      grouped("b") { $0.mechanic = .tierMultiplier(base: "other", factors: goldTwice) }
    ),
  ]

  static let oneADay = CapDefinition(period: .day, points: 1)

  static func sku(_ promotion: inout PromotionDefinition, _ sku: String) {
    promotion.selection.include.skus = [sku]
  }

  static func exclusive(_ promotion: inout PromotionDefinition, _ name: String) {
    promotion.isExclusive = true
    sku(&promotion, name)
  }
}
