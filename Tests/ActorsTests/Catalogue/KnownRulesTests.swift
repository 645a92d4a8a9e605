import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Rules as they were known")
struct KnownRulesTests {
  private static func rate(_ version: UInt32, _ number: PromotionNumber = 1) -> PromotionDefinition
  {
    PromotionDefinition(
      Promotion(
        promotionID: "p\(number)",
        mechanic: .rate(Rate(points: Int64(version), perAmountMinor: 100)),
        version: version
      ),
      number: number,
      validFrom: Timestamp(milliseconds: version == 1 ? 0 : Int64(version) * 1_000),
      addedIn: UInt64(version),
      partner: 0
    )
  }

  private static func programme(_ versions: UInt32) -> PublishedProgramme {
    PublishedProgramme(
      index: 0,
      version: UInt64(versions),
      definition: ProgrammeDefinition(
        id: "p",
        defaultToken: "points",
        tokens: [TokenDefinition(number: 0, id: "points")],
        promotions: (1...versions).map { rate($0) }
      ),
      zone: .utc
    )
  }

  private static func at(_ milliseconds: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds)
  }

  @Test func `later rules matter from when they decide`() {
    let history = Self.programme(5).history
    for version in 1...5 as ClosedRange<UInt64> {
      // Version n + 1 decides from (n + 1) seconds on.
      let next = Int64(version + 1) * 1_000
      #expect(history.isExact(at: Self.at(next - 1), knownAt: version))
      #expect(history.isExact(at: Self.at(next), knownAt: version) == (version == 5))
    }
  }

  @Test func `a version that begins before those before it counts for all of them`() {
    var definition = Self.programme(3).compiled.definition
    definition.promotions[2].validFrom = Self.at(500)
    let history = RuleHistory(definition)
    #expect(history.isExact(at: Self.at(499), knownAt: 1))
    #expect(!history.isExact(at: Self.at(500), knownAt: 1))
    #expect(!history.isExact(at: Self.at(500), knownAt: 2))
    #expect(history.isExact(at: Self.at(9_000), knownAt: 3))
  }

  @Test func `a new promotion matters from its start on`() {
    var definition = Self.programme(1).compiled.definition
    var other = Self.rate(1, 2)
    other.addedIn = 2
    other.start = Self.at(7_000)
    definition.promotions.append(other)
    let history = RuleHistory(definition)
    #expect(history.isExact(at: Self.at(6_999), knownAt: 1))
    #expect(!history.isExact(at: Self.at(7_000), knownAt: 1))
  }

  @Test func `what was added later is not known`() {
    let known = Self.programme(5).compiled.definition.asKnown(at: 3)
    #expect(known.promotions.map(\.addedIn) == [1, 2, 3])
    #expect(Self.programme(3).compiled.definition == known)
  }

  @Test func `a shard gets the rules of an old sale, compiled once`() throws {
    let rig = try EngineRig()
    let now = Self.programme(5)
    let found = (0..<2).map { _ in
      let promise = Promised<PublishedProgramme>()
      rig.on { shard in
        shard.withProgramme(now, decidedAt: Self.at(4_500), knownAt: 3) { _, programme in
          promise.keep(programme)
        }
      }
      return promise.wait()
    }
    #expect(found[0] === found[1])
    #expect(found[0].version == 3 && found[0].compiled.definition.promotions.count == 3)
    // Exact: at once, and the rules of now.
    let same = rig.on { shard in
      var result: PublishedProgramme?
      let box = Promised<PublishedProgramme>()
      shard.withProgramme(now, decidedAt: Self.at(3_999), knownAt: 3) { box.keep($1) }
      result = box.wait()
      return result === now
    }
    #expect(same)
    try rig.stop()
  }

  @Test func `an evaluation's id is text and back`() {
    let programme = Self.programme(2)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      var id = EvaluationID(programme, member: random.next(), now: Self.at(1_767_225_600_123))
      id.ruleSetVersion = random.next() >> UInt64.random(in: 0..<64, using: &random)
      id.owner = UInt32(truncatingIfNeeded: random.next())
      let text = id.text
      #expect(text.utf8.count == EvaluationID.textLength)
      #expect(Array(text.utf8).withUnsafeBytes { EvaluationID($0) } == id)
      #expect(Array(text.lowercased().utf8).withUnsafeBytes { EvaluationID($0) } == id)
    }
    for text in ["", "0", String(repeating: "U", count: 26), String(repeating: "Z", count: 26)] {
      #expect(Array(text.utf8).withUnsafeBytes { EvaluationID($0) } == nil, "\(text)")
    }
  }

  @Test func `an evaluation's rules are kept for a while, for its own member alone`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let clock = rig.clock
    let made = rig.on { shard in
      EvaluationID(shard.programmes[0], member: 77, now: shard.stamp())
    }
    func found(_ member: UInt64 = 77) -> (version: UInt64, isRepriced: Bool) {
      rig.on { shard in
        let result = shard.programme(
          for: made,
          member: member,
          current: shard.programmes[0],
          now: shard.stamp()
        )
        return (result.programme.version, result.isRepriced)
      }
    }
    #expect(found() == (1, false))
    try rig.putProgramme(lotTerms: LotTerms(expiresAfterMs: 9_000))
    #expect(found() == (1, false))
    #expect(found(78) == (2, true))
    clock.advance(milliseconds: 599_000)
    #expect(found() == (1, false))
    clock.advance(milliseconds: 3_000)
    #expect(found() == (2, true))
    try rig.stop()
  }
}
