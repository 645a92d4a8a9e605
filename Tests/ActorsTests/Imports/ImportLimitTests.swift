import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: no line of an import makes a member that nobody can go on with, nor sums that nobody can
/// count; one with very many lots is taken.
@Suite("Numbers of imported members")
struct ImportLimitTests {
  private static let limit: Int64 = 1_000_000_000_000_000
  private static let far = limit + 1
  private static let long = String(repeating: "x", count: 257)

  private static let states: [(String, ExportedMember)] = [
    (
      "a version without a next",
      lots([ExportedLot(version: .max, tokenID: "points", remaining: 5)])
    ),
    ("a lot beyond the limit", lots([ExportedLot(tokenID: "points", remaining: far)])),
    (
      "lots that are too many points together",
      lots([
        ExportedLot(version: 1, index: 0, tokenID: "points", remaining: far - 1),
        ExportedLot(version: 1, index: 1, tokenID: "points", remaining: far - 1),
      ])
    ),
    (
      "two lots of one name",
      lots([
        ExportedLot(version: 1, remaining: 5, expiresAtMs: 4_000_000_000_000),
        ExportedLot(version: 1, remaining: 5),
      ])
    ),
    ("the lowest number redeemed", sums(ExportedAccount(tokenID: "points", redeemed: .min))),
    ("the highest number issued", sums(ExportedAccount(tokenID: "points", issued: .max))),
    (
      "a hold of the last version",
      ExportedMember(
        memberID: "grace",
        holds: [ExportedHold(version: .max, tokenID: "points")]
      )
    ),
    (
      "more wrong tries than there are",
      guarded(ExportedGuard(failed: .max, lockOuts: .max))
    ),
    (
      "a threshold below nothing",
      guarded(ExportedGuard(thresholds: [threshold(PinThreshold(perTransaction: -1))]))
    ),
    (
      "a threshold beyond the limit",
      guarded(ExportedGuard(thresholds: [threshold(PinThreshold(perDay: far))]))
    ),
    (
      "two thresholds of a token",
      guarded(
        ExportedGuard(thresholds: [threshold(PinThreshold()), threshold(PinThreshold())])
      )
    ),
    ("a hash that is none", guarded(ExportedGuard(pin: Array(repeating: 1, count: 513)))),
    ("points of who was deleted", erased { $0.lots = [ExportedLot(version: 1, remaining: 5)] }),
    ("a card of who was deleted", erased { $0.cards = ["4711"] }),
    ("a name of who was deleted", erased { $0.profile = Profile(givenName: "Ghost") }),
    ("a long name", ExportedMember(memberID: "grace", profile: Profile(givenName: long))),
    ("a segment without a name", ExportedMember(memberID: "grace", segments: [""])),
    ("a segment with a long name", ExportedMember(memberID: "grace", segments: [long])),
    (
      "too many segments",
      ExportedMember(memberID: "grace", segments: (0...64).map { "s\($0)" })
    ),
    (
      "a long name of a past segment",
      ExportedMember(memberID: "grace", segmentSpans: [DatedText(text: long, toMs: 1)])
    ),
    ("a long tier", ExportedMember(memberID: "grace", tiers: [DatedText(text: long)])),
    (
      "a long reason",
      ExportedMember(
        memberID: "grace",
        lots: [ExportedLot(version: 1, remaining: 5)],
        holds: [
          ExportedHold(
            version: 2,
            parts: [StoredHoldPart(version: 1, points: 5)],
            reason: long
          )
        ]
      )
    ),
    (
      "a clock of before time",
      ExportedMember(
        memberID: "grace",
        clocks: [ExportedClock(tokenID: "points", decayAtMs: .min)]
      )
    ),
  ]

  private static func lots(_ lots: [ExportedLot]) -> ExportedMember {
    ExportedMember(memberID: "grace", lots: lots)
  }

  private static func sums(_ account: ExportedAccount) -> ExportedMember {
    ExportedMember(memberID: "grace", accounts: [account])
  }

  private static func guarded(_ guardian: ExportedGuard) -> ExportedMember {
    ExportedMember(memberID: "grace", guard: guardian)
  }

  private static func erased(_ change: (inout ExportedMember) -> Void) -> ExportedMember {
    var member = ExportedMember(memberID: "grace", stage: .stageErased)
    change(&member)
    return member
  }

  private static func threshold(_ threshold: FealtyWire.PinThreshold) -> ExportedThreshold {
    ExportedThreshold(tokenID: "points", threshold: threshold)
  }

  @Test func `are refused where nothing could come after them, and the server lives`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    for (what, state) in Self.states {
      #expect(throws: RigFailure.self, "\(what)") { _ = try rig.importMember(state) }
    }
    let good = ExportedLot(version: 7, tokenID: "points", remaining: 5)
    #expect(try rig.importMember(Self.lots([good])).isNew)
    // Of who was deleted the name alone comes, and stays taken.
    var gone = Self.erased { _ in }
    gone.memberID = "gone"
    #expect(try rig.importMember(gone).isNew)
    #expect(throws: RigFailure.self) { try rig.enrol("gone") }
    try rig.earn(3, for: "grace")
    #expect(try rig.available("grace") == 8)
    #expect(try rig.verifyLedger().balanced)
    try rig.stop()
  }

  // MARK: - Sums over members

  @Test func `a token's points over all members are counted, or no more are imported`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    let most = Int(Int64.max / 2 / Self.limit)
    for number in 0..<most {
      let account = ExportedAccount(issued: Self.limit, redeemed: Self.limit)
      let state = ExportedMember(memberID: "m\(number)", accounts: [account])
      #expect(try rig.importMember(state).isNew)
    }
    // Each sum counts for itself, and debts have no points that were issued.
    for account in [
      ExportedAccount(issued: Self.limit, expired: Self.limit),
      ExportedAccount(issued: Self.limit, redeemed: Self.limit),
    ] {
      do {
        _ = try rig.importMember(ExportedMember(memberID: "grace", accounts: [account]))
        Issue.record("more than can be counted was imported")
      } catch RigFailure.refused(let status) {
        #expect(status.field == "state.accounts" && status.message.contains("be counted"))
      }
    }
    let debt = ExportedAccount(debt: Self.limit, reversed: Self.limit)
    #expect(try rig.importMember(ExportedMember(memberID: "debtor", accounts: [debt])).isNew)
    try rig.earn(3)
    let ledger = try rig.verifyLedger()
    #expect(ledger.balanced && ledger.findings.isEmpty)
    #expect(ledger.totals.first?.issued == Int64(most) * Self.limit + 3)
    let image = rig.storage.killed()
    try rig.stop()
    let again = try EngineRig(storage: image)
    #expect(try again.verifyLedger().balanced)
    try again.stop()
  }

  @Test func `counters hold whatever accounts can add up to`() {
    var counters = TokenCounters()
    var account = Account(token: 0, issued: Account.issuedLimit, redeemed: Account.issuedLimit)
    for _ in 0..<1_000 { counters.add(account) }
    #expect(counters[0].issued == Int128(Account.issuedLimit.rawValue) * 1_000)
    account.issued = 1
    #expect(!counters.hasRoom(for: account, upTo: .max))
    #expect(TokenCounters().hasRoom(for: account, upTo: Account.issuedLimit.rawValue))
  }

  // MARK: - Size

  private static func member(lots count: Int) -> ExportedMember {
    var made: [ExportedLot] = []
    for number in 0..<count {
      var lot = ExportedLot(tokenID: "points", amount: 1_000, remaining: 900)
      lot.version = UInt32(1 + number / 1_000)
      lot.index = UInt32(number % 1_000)
      lot.activationAtMs = 1_700_000_000_000
      lot.expiresAtMs = 4_000_000_000_000 + Int64(number)
      made.append(lot)
    }
    return lots(made)
  }

  @Test func `a member with twelve thousand lots is imported, exported, and there after a kill`()
    throws
  {
    let rig = try EngineRig()
    try rig.setUp()
    let state = Self.member(lots: 12_000)
    #expect(state.serialized().count > Limits.commandBytes)
    #expect(try rig.importMember(state).isNew)
    let image = rig.storage.killed()
    try rig.stop()
    // A rig counts its requests anew; their ids begin with the time.
    rig.clock.advance(milliseconds: 60_000)
    let again = try EngineRig(storage: image, clock: rig.clock)
    let found = try again.exported().first { $0.memberID == "grace" }
    #expect(found?.lots == state.lots)
    #expect(try again.importMember(state).isSame)
    #expect(try again.importMember(found ?? ExportedMember()).isSame)
    #expect(try again.verifyLedger().balanced)
    try again.stop()
  }

  @Test func `one whose record would fit no batch is refused, with what to do`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    // Small in a request, for what a lot does not say is filled in.
    let state = Self.lots((0..<65_000).map { _ in ExportedLot(remaining: 1_000_000_000) })
    #expect(state.serialized().count < Limits.importBytes)
    do {
      _ = try rig.importMember(state)
      Issue.record("a record that fits no batch was taken")
    } catch RigFailure.refused(let status) {
      #expect(status.field == "state.lots" && status.message.contains("together"))
    }
    #expect(try rig.importMember(Self.lots([ExportedLot(remaining: 5)])).isNew)
    try rig.stop()
  }
}
