import Testing

@testable import FealtyLoyalty

@Suite("Groups of promotions")
struct GroupTests {
  /// A rate in group "g" that gives `points` for the tests' basket of 100.
  private static func member(
    _ number: PromotionNumber,
    _ points: Int64,
    priority: Int32 = 0,
    exclusive: Bool = false,
    joint: Bool = false
  ) -> PromotionDefinition {
    PromotionDefinition(
      number: number,
      id: "p\(number)",
      group: "g",
      priority: priority,
      mechanic: .rate(points: points, perAmountMinor: 100),
      isExclusive: exclusive,
      isJoint: joint
    )
  }

  struct Row: Sendable {
    var mode: GroupMode
    var members: [PromotionDefinition]
    var awarded: [PromotionNumber]
  }

  static let rows: [Row] = [
    Row(mode: .stack, members: [member(1, 5), member(2, 7)], awarded: [1, 2]),
    Row(mode: .firstMatch, members: [member(1, 5), member(2, 7)], awarded: [1]),
    Row(mode: .firstMatch, members: [member(1, 5), member(2, 7, priority: 1)], awarded: [2]),
    Row(mode: .firstMatch, members: [member(1, 0), member(2, 7)], awarded: [2]),
    Row(mode: .bestForMember, members: [member(1, 5), member(2, 7)], awarded: [2]),
    Row(mode: .bestForMember, members: [member(1, 7), member(2, 7)], awarded: [1]),
    Row(mode: .bestForMember, members: [member(1, 7), member(2, 7, priority: 3)], awarded: [2]),
    Row(mode: .bestForProgram, members: [member(1, 5), member(2, 7)], awarded: [1]),
    Row(mode: .bestForProgram, members: [member(1, 0), member(2, 7)], awarded: [2]),
    // Exclusive beats the others whatever the mode says.
    Row(mode: .stack, members: [member(1, 5), member(2, 1, exclusive: true)], awarded: [2]),
    Row(
      mode: .bestForMember,
      members: [member(1, 5), member(2, 1, exclusive: true)],
      awarded: [2]
    ),
    Row(mode: .stack, members: [member(1, 5), member(2, 0, exclusive: true)], awarded: [1]),
    Row(
      mode: .stack,
      members: [member(1, 5, exclusive: true), member(2, 6, priority: 1, exclusive: true)],
      awarded: [2]
    ),
    Row(
      mode: .bestForMember,
      members: [member(1, 9, exclusive: true), member(2, 6, priority: 1, exclusive: true)],
      awarded: [1]
    ),
    // Joint ones compete with nobody.
    Row(
      mode: .stack,
      members: [member(1, 5), member(2, 1, exclusive: true), member(3, 2, joint: true)],
      awarded: [2, 3]
    ),
    Row(
      mode: .bestForMember,
      members: [member(1, 5), member(2, 9), member(3, 99, joint: true)],
      awarded: [2, 3]
    ),
    Row(mode: .firstMatch, members: [member(1, 5, joint: true)], awarded: [1]),
  ]

  @Test("the mode decides, in whatever order promotions were added", arguments: rows)
  func mode(_ row: Row) throws {
    for members in [row.members, row.members.reversed()] {
      let definition = programme(members, groups: [GroupDefinition(id: "g", mode: row.mode)])
      #expect(definition.findings().isEmpty)
      let given = try points(TestSale(lines: [TestLine(100)]), definition)
      #expect(given.keys.sorted() == row.awarded)
    }
  }

  @Test func `groups add up, and a group that is not named does not choose`() throws {
    var other = Self.member(3, 4)
    other.group = "h"
    var alone = Self.member(4, 4)
    alone.group = ""
    alone.isExclusive = true
    let definition = programme(
      [Self.member(1, 5), Self.member(2, 7), other, alone],
      groups: [
        GroupDefinition(id: "g", mode: .bestForMember),
        GroupDefinition(id: "h", mode: .bestForMember),
      ]
    )
    let given = try points(TestSale(lines: [TestLine(100)]), definition)
    #expect(given == [2: 7, 3: 4, 4: 4])
  }

  @Test func `the best is what is left after caps, and who lost uses none of its cap`() throws {
    var capped = Self.member(1, 9)
    capped.caps = [CapDefinition(period: .day, points: 3)]
    let definition = programme(
      [capped, Self.member(2, 7)],
      groups: [GroupDefinition(id: "g", mode: .bestForMember)]
    )
    let result = try evaluate(
      TestSale(lines: [TestLine(100)]),
      CompiledProgramme(definition, zone: .utc)
    )
    #expect(result.awards.map(\.promotion) == [2])
    #expect(result.capUses.isEmpty)
    #expect(result.rejections.map(\.condition) == [.beatenInGroup])
  }

  @Test func `a base that lost in its group is not multiplied by tier`() throws {
    var base = baseRate
    base.group = "g"
    let tier = PromotionDefinition(
      number: 9,
      id: "tier",
      mechanic: .tierMultiplier(
        base: "base",
        factors: [TierFactor(tier: "basic", factor: ratio(3, 1))]
      )
    )
    let lines = [TestLine(100)]
    let groups = [GroupDefinition(id: "g", mode: .bestForMember)]
    let won = programme([base, tier], groups: groups)
    let lost = programme([base, tier, Self.member(2, 7)], groups: groups)
    #expect(try points(TestSale(lines: lines), won) == [1: 1, 9: 2])
    #expect(try points(TestSale(lines: lines), lost) == [2: 7])
  }

  @Test func `a tier multiplier competes with a campaign`() throws {
    let tier = PromotionDefinition(
      number: 9,
      id: "tier",
      group: "g",
      mechanic: .tierMultiplier(
        base: "base",
        factors: [TierFactor(tier: "gold", factor: ratio(3, 1))]
      )
    )
    let double = PromotionDefinition(
      number: 8,
      id: "double",
      group: "g",
      mechanic: .multiplier(base: "base", factor: ratio(2, 1))
    )
    let definition = programme(
      [tier, double, baseRate],
      groups: [GroupDefinition(id: "g", mode: .bestForMember)]
    )
    #expect(definition.findings().isEmpty)
    let lines = [TestLine(100)]
    #expect(try points(TestSale(lines: lines, tier: "gold"), definition) == [1: 1, 9: 2])
    #expect(try points(TestSale(lines: lines), definition) == [1: 1, 8: 1])
  }
}
