import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Redeeming by the programme's rules")
struct RedemptionRulesTests {
  private static let day: Int64 = 86_400_000

  struct Row: Sendable, CustomStringConvertible {
    var description: String
    var settings: Settings
    var points: Int64 = 0
    var value: Int64 = 0
    /// Points and value of the answer.
    var taken: Int64 = 0
    var worth: Int64 = 0
    var reason: Reason?
  }

  /// 3 minor units for 2 points.
  private static let price = Ratio(numerator: 3, denominator: 2)
  private static func own(min: Int64 = 0, max: Int64 = 0, step: Int64 = 0) -> Settings {
    Settings(
      redeemMin: 10,
      redeemMax: 100,
      redeemStep: 5,
      tokenPolicies: [
        TokenPolicy(tokenID: "points", redeemMin: min, redeemMax: max, redeemStep: step)
      ]
    )
  }

  private static let rows: [Row] = [
    Row(
      description: "by value, rounded up",
      settings: Settings(redemptionValue: price),
      value: 100,
      taken: 67,
      worth: 100
    ),
    Row(
      description: "by value: the fraction of a point pays nothing",
      settings: Settings(redemptionValue: price),
      value: 2,
      taken: 2,
      worth: 2
    ),
    Row(
      description: "by value, exactly",
      settings: Settings(redemptionValue: price),
      value: 99,
      taken: 66,
      worth: 99
    ),
    Row(
      description: "by value: what it comes to must fit the step",
      settings: Settings(redeemStep: 10, redemptionValue: price),
      value: 100,
      reason: .notMultiple
    ),
    Row(
      description: "by value without a price",
      settings: Settings(),
      value: 100,
      reason: .invalidField
    ),
    Row(
      description: "points and value",
      settings: Settings(redemptionValue: price),
      points: 1,
      value: 100,
      reason: .invalidField
    ),
    Row(
      description: "a negative value",
      settings: Settings(redemptionValue: price),
      value: -1,
      reason: .invalidField
    ),
    Row(description: "neither", settings: Settings(), reason: .invalidField),
    Row(description: "programme's least", settings: own(), points: 5, reason: .belowMin),
    Row(description: "token's least", settings: own(min: 5), points: 5, taken: 5),
    Row(description: "programme's most", settings: own(), points: 105, reason: .aboveMax),
    Row(description: "token's most", settings: own(max: 200), points: 105, taken: 105),
    Row(description: "programme's step", settings: own(), points: 12, reason: .notMultiple),
    Row(description: "token's step", settings: own(step: 4), points: 12, taken: 12),
  ]

  @Test("how much may be redeemed at once", arguments: rows, [RedeemMode.sale, .authorize])
  func amount(_ row: Row, mode: RedeemMode) throws {
    let ada = try RedemptionRig(settings: row.settings)
    try ada.rig.earn(1_000)
    let reason = ada.reason {
      let answer = try ada.redeem(row.points, value: row.value, mode: mode)
      #expect(answer.points == row.taken && answer.valueMinor == row.worth)
    }
    #expect(reason == row.reason)
    try ada.rig.stop()
  }

  // MARK: - Locks

  private func lock(
    _ ada: RedemptionRig,
    _ points: Int64,
    until: Int64 = 0
  ) throws -> LockResponse {
    try ada.rig.answer(
      LockResponse.self,
      MethodID.lock,
      LockRequest(
        envelope: ada.rig.envelope(),
        member: EngineRig.ada,
        points: points,
        untilMs: until
      )
    )
  }

  private func unlock(_ ada: RedemptionRig, _ id: String, _ points: Int64) throws -> UnlockResponse
  {
    try ada.rig.answer(
      UnlockResponse.self,
      MethodID.unlock,
      UnlockRequest(
        envelope: ada.rig.envelope(),
        member: EngineRig.ada,
        lockID: id,
        points: points
      )
    )
  }

  @Test("what expired under a lock", arguments: [0, 3])
  func grace(days: Int64) throws {
    var ada = try RedemptionRig(
      settings: Settings(unlockGraceMs: days * Self.day),
      lotTerms: LotTerms(expiresAfterMs: 10 * Self.day)
    )
    try ada.rig.earn(100)
    let held = try lock(ada, 60)
    ada.rig.clock.advance(milliseconds: 20 * Self.day)
    #expect(try ada.member().balances.first?.locked == 60)
    let freed = try unlock(ada, held.lockID, 25)
    let left: Int64 = days == 0 ? 0 : 25
    #expect(freed.points == 25 && freed.expiredAtOnce == 25 - left)
    ada = try ada.restarted()
    #expect(try ada.rig.available() == left)
    #expect(try ada.member().balances.first?.locked == 35)
    ada.rig.clock.advance(milliseconds: 3 * Self.day)
    #expect(try ada.rig.available() == 0)
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test func `a part of pending points is locked, and stays so when they come active`() throws {
    let ada = try RedemptionRig(lotTerms: LotTerms(pendingMs: 10 * Self.day))
    try ada.rig.earn(100)
    let held = try lock(ada, 60)
    #expect(try ada.member().balances.first?.pending == 40)
    #expect(try unlock(ada, held.lockID, 10).points == 10)
    ada.rig.clock.advance(milliseconds: 10 * Self.day)
    let balance = try ada.member().balances.first
    #expect(balance?.available == 50 && balance?.locked == 50)
    try ada.rig.stop()
  }

  // MARK: - Giving back

  @Test func `points of an expired lot begin a new period`() throws {
    let ada = try RedemptionRig(
      settings: Settings(
        restorePolicy: .restoreNewPeriod,
        restorePeriod: CalendarTerm(count: 1, unit: .unitMonth)
      ),
      lotTerms: LotTerms(expiresAfterMs: 10 * Self.day)
    )
    try ada.rig.earn(100)
    let redeemed = try ada.redeem(60)
    ada.rig.clock.advance(milliseconds: 20 * Self.day)
    let back = try ada.rig.answer(
      ReverseRedemptionResponse.self,
      MethodID.reverseRedemption,
      ReverseRedemptionRequest(
        envelope: ada.rig.envelope(),
        redemptionID: redeemed.redemptionID
      )
    )
    // 21 January 2026 and a month: good through 21 February.
    #expect(back.lots.map(\.expiresAtMs) == [1_771_718_400_000])
    #expect(try ada.rig.available() == 60)
    try ada.rig.stop()
  }

  // MARK: - Activity

  @Test("activity keeps points alive", arguments: [false, true])
  func inactivity(redeemCounts: Bool) throws {
    var ada = try RedemptionRig(
      settings: Settings(
        tokenPolicies: [
          TokenPolicy(
            tokenID: "points",
            inactivity: CalendarTerm(count: 10, unit: .unitDay),
            redeemCounts: redeemCounts
          )
        ]
      )
    )
    try ada.rig.earn(100)
    ada.rig.clock.advance(milliseconds: 8 * Self.day)
    try ada.redeem(10)
    ada = try ada.restarted()
    ada.rig.clock.advance(milliseconds: 4 * Self.day)
    #expect(try ada.rig.available() == (redeemCounts ? 90 : 0))
    let status = try ada.status()
    #expect(status.balances.first?.available == (redeemCounts ? 90 : 0))
    #expect(status.lots.isEmpty == !redeemCounts)
    try ada.rig.earn(1)
    #expect(try ada.rig.available() == (redeemCounts ? 91 : 1))
    let kinds = try ada.transactions().map(\.kind)
    #expect(kinds.contains(.inactivityExpiry) == !redeemCounts)
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test func `the schedule shows when the member has been away for too long`() throws {
    let ada = try RedemptionRig(
      settings: Settings(
        tokenPolicies: [
          TokenPolicy(tokenID: "points", inactivity: CalendarTerm(count: 10, unit: .unitDay))
        ]
      ),
      lotTerms: LotTerms(expiresAfterMs: 30 * Self.day),
      promotions: [
        Promotion(
          promotionID: "short",
          mechanic: .fixed(Fixed(points: 5)),
          lotTerms: LotTerms(expiresAfterMs: 2 * Self.day)
        ),
        Promotion(promotionID: "ever", mechanic: .fixed(Fixed(points: 7))),
      ]
    )
    let start = ada.rig.clock.wallMilliseconds()
    try ada.rig.earn(100)
    _ = try lock(ada, 40)
    func schedule() throws -> GetExpiryScheduleResponse {
      try ada.rig.answer(
        GetExpiryScheduleResponse.self,
        MethodID.getExpirySchedule,
        GetExpiryScheduleRequest(envelope: ada.rig.envelope(), member: EngineRig.ada)
      )
    }
    // The lock took the 5 and 35 of the 100; 11 January ends after ten days and what is left of
    // one.
    let inactive = start + 11 * Self.day
    let instants = [start + 2 * Self.day, inactive, start + 30 * Self.day]
    #expect(try schedule().upcoming.map(\.atMs) == instants)
    #expect(try schedule().upcoming.map(\.points) == [5, 72, 35])
    #expect(try schedule().upcoming.map(\.locked) == [5, 0, 35])
    #expect(try schedule().neverExpires.isEmpty)
    #expect(try ada.member().nextExpiryAtMs == start + 2 * Self.day)
    ada.rig.clock.advance(milliseconds: 11 * Self.day)
    #expect(try ada.member().balances.first?.available == 0)
    #expect(try ada.member().balances.first?.locked == 40)
    try ada.rig.stop()
  }
}
