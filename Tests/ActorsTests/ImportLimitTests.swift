import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: no line of an import makes a member that nobody can go on with.
@Suite("Numbers of imported members")
struct ImportLimitTests {
  private static let far: Int64 = 1_000_000_000_000_001

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
      ExportedMember(memberID: "grace", guard: ExportedGuard(failed: .max, lockOuts: .max))
    ),
  ]

  private static func lots(_ lots: [ExportedLot]) -> ExportedMember {
    ExportedMember(memberID: "grace", lots: lots)
  }

  private static func sums(_ account: ExportedAccount) -> ExportedMember {
    ExportedMember(memberID: "grace", accounts: [account])
  }

  private func send(_ rig: EngineRig, _ state: ExportedMember) throws -> ImportMemberResponse {
    try rig.answer(
      ImportMemberResponse.self,
      MethodID.importMember,
      ImportMemberRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("grace")),
        state: state
      )
    )
  }

  @Test func `are refused where nothing could come after them, and the server lives`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    for (what, state) in Self.states {
      #expect(throws: RigFailure.self, "\(what)") { _ = try send(rig, state) }
    }
    let good = ExportedLot(version: 7, tokenID: "points", remaining: 5)
    #expect(try send(rig, Self.lots([good])).isNew)
    try rig.earn(3, for: "grace")
    #expect(try rig.available("grace") == 8)
    #expect(try rig.verifyLedger().balanced)
    try rig.stop()
  }
}
