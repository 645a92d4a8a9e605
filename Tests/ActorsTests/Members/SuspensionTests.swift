import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Stages in which nothing expires, and what holds from when")
struct SuspensionTests {
  private static let day: Int64 = 86_400_000

  private func rig(grace: Int64 = 0, clocks: Bool = false) throws -> RedemptionRig {
    var settings = Settings(
      expirySuspendedStages: [.suspended],
      resumeGraceMs: grace
    )
    if clocks {
      settings.tokenPolicies = [
        TokenPolicy(tokenID: "points", inactivity: CalendarTerm(count: 10, unit: .unitDay))
      ]
    }
    return try RedemptionRig(
      settings: settings,
      lotTerms: clocks ? nil : LotTerms(expiresAfterMs: 10 * Self.day)
    )
  }

  @Test("what came due meanwhile", arguments: [0, 5] as [Int64], [false, true])
  func resumption(graceDays: Int64, clocks: Bool) throws {
    var ada = try rig(grace: graceDays * Self.day, clocks: clocks)
    try ada.rig.earn(100)
    try ada.update { $0.stage = .suspended }
    ada.rig.clock.advance(milliseconds: 30 * Self.day)
    #expect(try ada.rig.available() == 100)
    ada = try ada.restarted()
    #expect(try ada.rig.available() == 100)
    let back = try ada.update { $0.stage = .active }
    let left: Int64 = graceDays == 0 ? 0 : 100
    #expect(back.outcome?.balances.first?.available == left)
    ada = try ada.restarted()
    #expect(try ada.rig.available() == left)
    ada.rig.clock.advance(milliseconds: 5 * Self.day)
    #expect(try ada.rig.available() == 0)
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test func `what was due before a member is suspended expires first`() throws {
    let ada = try rig()
    try ada.rig.earn(100)
    ada.rig.clock.advance(milliseconds: 10 * Self.day)
    try ada.rig.earn(7)
    try ada.update { $0.stage = .suspended }
    ada.rig.clock.advance(milliseconds: 30 * Self.day)
    #expect(try ada.rig.available() == 7)
    try ada.rig.stop()
  }

  @Test func `a dry run changes neither stage nor expiry`() throws {
    let ada = try rig()
    try ada.rig.earn(100)
    try ada.update {
      $0.stage = .suspended
      $0.envelope?.dryRun = true
    }
    ada.rig.clock.advance(milliseconds: 10 * Self.day)
    #expect(try ada.member().stage == .active)
    #expect(try ada.rig.available() == 0)
    try ada.rig.stop()
  }

  @Test func `who is enrolled in such a stage begins so`() throws {
    var ada = try RedemptionRig(
      settings: Settings(
        earnWhileSuspended: true,
        expirySuspendedStages: [.suspended]
      ),
      lotTerms: LotTerms(expiresAfterMs: 10 * Self.day)
    )
    let ben = MemberReference(reference: .memberID("ben"))
    let made = try ada.rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(envelope: ada.rig.envelope(), member: ben, mode: .create, stage: .suspended)
    )
    try ada.rig.earn(100, for: "ben")
    ada = try ada.restarted()
    ada.rig.clock.advance(milliseconds: 30 * Self.day)
    #expect(try ada.rig.available("ben") == 100)
    // The version that the answer told is the member's before the earn.
    let member = try ada.rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(envelope: ada.rig.envelope(), member: ben)
    )
    #expect(member.version == made.version + 1)
    try ada.rig.stop()
  }

  // MARK: - From when

  @Test func `a tier counts for sales from the time on that the change names`() throws {
    var ada = try RedemptionRig(
      promotions: [
        Promotion(
          promotionID: "gold",
          tiers: ["gold"],
          mechanic: .fixed(Fixed(points: 1_000))
        )
      ],
      tiers: ["basic", "gold"]
    )
    let now = ada.rig.clock.wallMilliseconds()
    ada.rig.clock.advance(milliseconds: 10 * Self.day)
    try ada.update {
      $0.tier = "gold"
      $0.effectiveAtMs = now + 5 * Self.day
    }
    ada = try ada.restarted()
    for (days, points): (Int64, Int64) in [(4, 1), (5, 1_001), (6, 1_001)] {
      var request = ada.rig.earnRequest(1)
      request.envelope?.occurredAtMs = now + days * Self.day
      let earn = try ada.rig.answer(EarnResponse.self, MethodID.earn, request)
      #expect(earn.points == points, "day \(days)")
    }
    try ada.rig.stop()
  }

  @Test(
    "the time of a change lies within what the programme takes",
    arguments: [(-31, Reason.tooOld), (1, .clockSkew)] as [(Int64, Reason)]
  )
  func effectiveAt(days: Int64, reason: Reason) throws {
    let ada = try rig()
    ada.rig.clock.advance(milliseconds: 60 * Self.day)
    let instant = ada.rig.clock.wallMilliseconds() + days * Self.day
    let found = ada.reason {
      try ada.update {
        $0.segments = ["family"]
        $0.effectiveAtMs = instant
      }
    }
    #expect(found == reason)
    try ada.rig.stop()
  }
}
