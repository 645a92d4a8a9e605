import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: an imported member is known again by whoever repeats the import, and its past begins with
/// it exactly.
///
/// Method: an engine on a disk in memory with small segments, restarted until its log is archived.
@Suite("Imported members")
struct ImportTests {
  private static let hour: Int64 = 3_600_000
  private static let grace = MemberReference(reference: .memberID("grace"))

  /// As somebody writes one by hand: without the time of the enrolment, lots without names.
  private static let byHand = ExportedMember(
    memberID: "grace",
    profile: Profile(givenName: "Grace"),
    lots: [ExportedLot(remaining: 5), ExportedLot(remaining: 7)],
    guard: ExportedGuard(pin: Array("hash".utf8))
  )

  private func programme(_ rig: EngineRig) throws {
    try rig.putProgramme(lotTerms: LotTerms(expiresAfterMs: 400 * 24 * Self.hour))
  }

  private func giveCard(_ rig: EngineRig, _ card: String) throws {
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: rig.envelope(),
        member: Self.grace,
        mode: .update,
        cardNumber: card
      )
    )
  }

  @Test(.timeLimit(.minutes(2)))
  func `a second run knows the member that the first one made, whatever it has done since`() throws
  {
    var rig = try EngineRig.small()
    try programme(rig)
    #expect(try rig.importMember(Self.byHand).isNew)
    rig.clock.advance(milliseconds: Self.hour)
    var again = try rig.importMember(Self.byHand)
    #expect(again.isSame && !again.isNew && again.cards.isEmpty)
    try giveCard(rig, "4711")
    again = try rig.importMember(Self.byHand)
    #expect(again.isSame && again.cards == ["4711"])

    for isArchived in [false, true] {
      if isArchived { rig = try rig.archived() }
      try rig.earn(3, for: "grace")
      again = try rig.importMember(Self.byHand)
      #expect(again.wasMade && !again.isSame && !again.isNew && again.cards == ["4711"])
      var other = Self.byHand
      other.lots[0].remaining = 6
      let answer = try rig.importMember(other)
      #expect(!answer.wasMade && !answer.isSame && !answer.isNew)
      var dated = Self.byHand
      dated.enrolledAtMs = rig.clock.wallMilliseconds() - 2 * Self.hour
      #expect(try !rig.importMember(dated).wasMade)
    }
    #expect(rig.storage.fileNames.contains { $0.hasPrefix("archive-") })
    #expect(try rig.available("grace") == 18)

    // One that was enrolled is nobody's import.
    try rig.enrol("bob")
    try rig.earn(2, for: "bob")
    let bob = try rig.importMember(ExportedMember(memberID: "bob"))
    #expect(!bob.wasMade && !bob.isSame)
    #expect(try rig.verifyLedger().balanced)
    try rig.stop()
  }

  // MARK: - History

  private func status(_ rig: EngineRig, asOf: Int64 = 0) throws -> GetPointStatusResponse {
    try rig.answer(
      GetPointStatusResponse.self,
      MethodID.getPointStatus,
      GetPointStatusRequest(envelope: rig.envelope(), member: Self.grace, asOfMs: asOf)
    )
  }

  /// A member of another server: two lots with dates, one of them partly used, all of one hold and
  /// a part of another, and sums.
  private func moved(_ rig: EngineRig) -> ExportedMember {
    let now = rig.clock.wallMilliseconds()
    return ExportedMember(
      memberID: "grace",
      enrolledAtMs: now - 900 * Self.hour,
      lots: [
        ExportedLot(
          version: 12,
          index: 1,
          tokenID: "points",
          kind: .bonus,
          amount: 50,
          remaining: 40,
          activationAtMs: now - 100 * Self.hour,
          expiresAtMs: now + 100 * Self.hour
        ),
        ExportedLot(
          version: 31,
          tokenID: "points",
          remaining: 20,
          activationAtMs: now - 50 * Self.hour,
          expiresAtMs: now + 200 * Self.hour
        ),
      ],
      accounts: [ExportedAccount(tokenID: "points", issued: 100, redeemed: 30, expired: 10)],
      holds: [
        ExportedHold(
          version: 33,
          tokenID: "points",
          parts: [
            StoredHoldPart(version: 31, points: 6),
            StoredHoldPart(version: 12, index: 1, points: 4),
          ],
          untilMs: now + 30 * Self.hour,
          reason: "as it came"
        )
      ]
    )
  }

  /// Uses up, extends and unlocks what was imported; what is shown each time.
  private func live(_ rig: EngineRig) throws -> [(at: Int64, shown: GetPointStatusResponse)] {
    var seen: [(at: Int64, shown: GetPointStatusResponse)] = []
    func step(_ work: () throws -> Void) throws {
      try work()
      seen.append((rig.clock.wallMilliseconds(), try status(rig)))
      rig.clock.advance(milliseconds: Self.hour)
    }
    try step { try rig.importMember(moved(rig)) }
    let lots = try status(rig).lots
    try step { try rig.earn(9, for: "grace") }
    try step {
      _ = try rig.answer(
        ChangeLotsResponse.self,
        MethodID.extendExpiry,
        ExtendExpiryRequest(
          envelope: rig.envelope(),
          member: Self.grace,
          lotIDs: [lots[0].lotID],
          expiresAtMs: rig.clock.wallMilliseconds() + 300 * Self.hour
        )
      )
    }
    try step {
      _ = try rig.answer(
        RedeemResponse.self,
        MethodID.redeem,
        RedeemRequest(envelope: rig.envelope(), member: Self.grace, points: 15)
      )
    }
    try step {
      let hold = try status(rig).holds[0]
      _ = try rig.answer(
        UnlockResponse.self,
        MethodID.unlock,
        UnlockRequest(envelope: rig.envelope(), member: Self.grace, lockID: hold.holdID)
      )
    }
    try step {
      _ = try rig.answer(
        RedeemResponse.self,
        MethodID.redeem,
        RedeemRequest(envelope: rig.envelope(), member: Self.grace, points: 54)
      )
    }
    try step { try rig.earn(2, for: "grace") }
    return seen
  }

  @Test(.timeLimit(.minutes(3)))
  func `any past moment is told as it was shown then, back to the import`() throws {
    var rig = try EngineRig.small()
    try programme(rig)
    let before = rig.clock.wallMilliseconds() - 1
    let seen = try live(rig)
    #expect(seen[0].shown.lots.count == 2 && seen[0].shown.holds.count == 1)
    #expect(try status(rig).holds.isEmpty && status(rig).lots.count == 1)
    for isArchived in [false, true] {
      if isArchived { rig = try rig.archived() }
      for (at, shown) in seen { #expect(try status(rig, asOf: at) == shown, "\(at)") }
      do {
        _ = try status(rig, asOf: before)
        Issue.record("a member was there before it was imported")
      } catch RigFailure.refused(let status) {
        #expect(status.reason == .memberNotFound)
      }
    }
    #expect(rig.storage.fileNames.contains { $0.hasPrefix("archive-") })
    try rig.stop()
  }

  @Test func `the total of its history counts what was recorded here`() throws {
    var rig = try EngineRig.small()
    try programme(rig)
    try rig.importMember(moved(rig))
    for count in 0..<3 {
      if count == 1 { try giveCard(rig, "4711") }
      if count == 2 {
        try rig.stop()
        rig = try EngineRig.small(after: rig)
      }
      let page = try rig.answer(
        ListTransactionsResponse.self,
        MethodID.listTransactions,
        ListTransactionsRequest(envelope: rig.envelope(), member: Self.grace, withTotal: true)
      )
      #expect(page.totalCount == Int64(count) && page.transactions.count == count)
      try rig.earn(1, for: "grace")
    }
    try rig.stop()
  }
}
