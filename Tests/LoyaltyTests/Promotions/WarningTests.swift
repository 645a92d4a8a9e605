import Testing

@testable import FealtyLoyalty

@Suite("Warnings about a programme")
struct WarningTests {
  /// A Wednesday.
  static let now = utc(2024, 6, 12)
  static let day: Int64 = 86_400_000

  static let context = WarningContext(
    now: now,
    maxBackdateMilliseconds: 30 * day,
    zone: newYork,
    eventTypes: ["review"]
  )

  // MARK: -

  private static func text(_ warning: ProgrammeWarning) -> String {
    [warning.promotion, warning.code.rawValue, warning.field, warning.other]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func check(_ row: Row) {
    #expect(row.definition.findings().isEmpty)
    let warnings = row.definition.warnings(Self.context)
    #expect(warnings.map(Self.text) == row.expected)
    #expect(warnings.allSatisfy { $0.sentence.hasSuffix(".") })
  }

  @Test("when it applies", arguments: times)
  func time(_ row: Row) { check(row) }

  @Test("what it asks for and gives", arguments: contents)
  func content(_ row: Row) { check(row) }

  @Test("of what builds on a rate", arguments: bases)
  func base(_ row: Row) { check(row) }

  @Test("of two in a group", arguments: pairs)
  func pair(_ row: Row) { check(row) }

  // Goal: what is called hopeless is hopeless.
  // Method: random programmes, made simpler so that promotions meet in groups and bases often do
  // not stand; whatever is sold from now on, such promotions give nothing.
  @Test func `what can never give anything never does`() throws {
    let never: Set<ProgrammeWarning.Code> = [
      .emptySchedule, .emptySelection, .zeroPoints, .nobodyEligible, .baseNeverApplies,
      .alwaysBeaten,
    ]
    var found: [ProgrammeWarning.Code: Int] = [:]
    for seed in UInt64(0)..<1_200 {
      var random = RandomProgramme(seed: seed)
      var definition = random.definition()
      Self.simplify(&definition, &random.generator)
      guard definition.findings().isEmpty else { continue }
      var hopeless: [PromotionNumber: UInt32] = [:]
      for warning in definition.warnings(Self.context) where never.contains(warning.code) {
        found[warning.code, default: 0] += 1
        let versions = definition.promotions.filter { $0.id == warning.promotion }
        guard let newest = versions.max(by: { $0.version < $1.version }) else { continue }
        hopeless[newest.number] = newest.version
      }
      guard !hopeless.isEmpty else { continue }
      let compiled = CompiledProgramme(definition, zone: newYork)
      let from = max(Self.now, definition.heads.last?.validFrom ?? Self.now)
      for _ in 0..<24 {
        let sale = random.sale()
        guard sale.occurredAt >= from else { continue }
        for award in try evaluate(sale, compiled).awards {
          let isHopeless = hopeless[award.promotion] == award.promotionVersion
          #expect(!isHopeless, "seed \(seed), promotion \(award.promotion)")
        }
      }
    }
    for code in never.subtracting([.nobodyEligible, .emptySchedule]) {
      #expect(found[code, default: 0] > 10, "\(code): \(found)")
    }
  }

  private static func simplify(
    _ definition: inout ProgrammeDefinition,
    _ generator: inout SeededGenerator
  ) {
    definition.groups = definition.heads.last?.groups ?? []
    for place in definition.promotions.indices.dropFirst() {
      if generator.chance(60) { definition.promotions[place].selection = Selection() }
      if generator.chance(60) { definition.promotions[place].caps = [] }
      if generator.chance(60) { definition.promotions[place].budgets = [] }
      if generator.chance(60) { definition.promotions[place].segments = [] }
      if generator.chance(60) { definition.promotions[place].tiers = [] }
      if generator.chance(60) { definition.promotions[place].stores = [] }
      guard generator.chance(50) else { continue }
      let promotion = definition.promotions[place]
      definition.promotions[place] = PromotionDefinition(
        number: promotion.number,
        version: promotion.version,
        validFrom: promotion.validFrom,
        id: promotion.id,
        group: promotion.group,
        priority: promotion.priority,
        mechanic: promotion.mechanic,
        isExclusive: promotion.isExclusive
      )
    }
    if generator.chance(10) { definition.promotions[0].status = .paused }
    if generator.chance(20) { definition.promotions[0].stores = ["S1"] }
    if generator.chance(20) { definition.promotions[0].weekdays = 0b11 }
    if generator.chance(20) { definition.promotions[0].segments = ["seg1"] }
    guard generator.chance(30) else { return }
    var second = definition.promotions[0]
    second.version = 2
    second.validFrom = at(generator.number(-30...90))
    second.status = second.status == .live ? .paused : .live
    definition.promotions.append(second)
  }

  @Test func `only what changed is looked at, and what it does to others`() {
    let row = Row("", Self.grouped("a"), Self.fixed("z", 0), Self.grouped("b", 1))
    func codes(_ changed: Set<String>) -> [String] {
      row.definition.warnings(changed: changed, Self.context).map(Self.text)
    }
    #expect(codes(["a"]) == ["a ALWAYS_BEATEN priority b"])
    #expect(codes(["b"]) == ["a ALWAYS_BEATEN priority b"])
    #expect(codes(["a", "b"]) == ["a ALWAYS_BEATEN priority b"])
    #expect(codes(["z"]) == ["z ZERO_POINTS fixed.points"])
    #expect(codes(["base"]).isEmpty)
  }

  @Test func `of several versions the newest is looked at`() {
    var old = Self.fixed("p", 0)
    old.number = 2
    var new = Self.fixed("p", 5)
    new.number = 2
    new.version = 2
    #expect(programme([baseRate, old, new]).warnings(Self.context).isEmpty)
    new.mechanic = .fixed(points: 0)
    old.mechanic = .fixed(points: 5)
    #expect(programme([baseRate, old, new]).warnings(Self.context).count == 1)
  }

  @Test func `of a campaign that is over only those who put it are told`() {
    let row = Row(
      "",
      Self.fixed("old", 0) {
        $0.start = Self.at(-60)
        $0.end = Self.at(-30)
        $0.lotTerms.expiresAt = Self.at(-10)
      },
      Self.fixed("ending") {
        $0.end = Self.at(-1)
        $0.lotTerms.expiresAt = Self.at(-1)
      }
    )
    func codes(_ put: Set<String>) -> [String] {
      row.definition.warnings(put: put, Self.context).map(Self.text)
    }
    #expect(codes(["old"]) == ["old WINDOW_OVER end_ms"])
    #expect(codes(["ending"]).isEmpty)
  }

  @Test func `ten thousand of one group are compared in bounded time`() {
    var promotions = [baseRate]
    for place in 1...10_000 {
      promotions.append(Self.grouped("p\(place)") { $0.priority = Int32(place % 3) })
      promotions[place].number = PromotionNumber(place + 1)
    }
    let definition = programme(promotions, groups: [GroupDefinition(id: "g", mode: .firstMatch)])
    let one = definition.warnings(changed: ["p9999"], Self.context)
    #expect(one.map(Self.text) == ["p9999 ALWAYS_BEATEN priority p1"])
    // The pairs that may be compared have been used up by the first forty.
    #expect(definition.warnings(Self.context).count == 40)
  }
}
