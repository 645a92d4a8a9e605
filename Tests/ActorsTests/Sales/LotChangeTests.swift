import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Changing lots")
struct LotChangeTests {
  private static let day: Int64 = 86_400_000
  /// 1 January 2026, the rigs' first instant.
  private static let start: Int64 = 1_767_225_600_000

  private func activate(
    _ ada: RedemptionRig,
    _ transaction: String,
    _ action: String,
    lot: String = ""
  ) throws -> ChangeLotsResponse {
    try ada.rig.answer(
      ChangeLotsResponse.self,
      MethodID.activatePoints,
      ActivatePointsRequest(
        envelope: ada.rig.envelope(),
        transactionID: transaction,
        action: action,
        lotID: lot
      )
    )
  }

  private func extend(
    _ ada: RedemptionRig,
    _ body: (inout ExtendExpiryRequest) -> Void
  ) throws -> ChangeLotsResponse {
    var request = ExtendExpiryRequest(envelope: ada.rig.envelope(), member: EngineRig.ada)
    body(&request)
    return try ada.rig.answer(ChangeLotsResponse.self, MethodID.extendExpiry, request)
  }

  private func expire(
    _ ada: RedemptionRig,
    _ tenThousandths: UInt32,
    pendingToo: Bool = false
  ) throws -> ExpirePointsResponse {
    try ada.rig.answer(
      ExpirePointsResponse.self,
      MethodID.expirePoints,
      ExpirePointsRequest(
        envelope: ada.rig.envelope(),
        member: EngineRig.ada,
        tenThousandths: tenThousandths,
        pendingToo: pendingToo
      )
    )
  }

  // MARK: - Activation

  @Test func `a credit waits for what its token says, and is found`() throws {
    let bank = try BankRig()
    var token = BankRig.points
    token.exchangeLotTerms = LotTerms(
      expiresAfterMs: Self.day,
      activateOn: "delivered",
      clock: .fromActivation
    )
    var programme = BankRig.programme()
    programme.tokens[0] = token
    try bank.rig.put(programme)
    try bank.rig.enrol("ada")
    let credited = try bank.credit(bank.creditRequest(40))
    let id = try #require(credited.outcome?.transactionID)
    func activate(_ action: String, lot: String = "") throws -> ChangeLotsResponse {
      try bank.rig.answer(
        ChangeLotsResponse.self,
        MethodID.activatePoints,
        ActivatePointsRequest(
          envelope: bank.rig.envelope(),
          transactionID: id,
          action: action,
          lotID: lot
        )
      )
    }
    #expect(try bank.balances().balances.first?.balance?.available == 0)
    #expect(try activate("rated").lots.isEmpty)
    let done = try activate("delivered", lot: credited.lot?.lotID ?? "")
    #expect(done.points == 40 && done.lots.count == 1)
    #expect(done.lots.first?.expiresAtMs == bank.rig.clock.wallMilliseconds() + Self.day)
    #expect(try bank.balances().balances.first?.balance?.available == 40)
    #expect(try activate("delivered").lots.isEmpty)
    try bank.rig.stop()
  }

  /// 1 point per 1.00 that waits for "delivered", and 10 points that wait for "rated".
  private func waiting() throws -> RedemptionRig {
    try RedemptionRig(
      lotTerms: LotTerms(
        expiresAfterMs: 10 * Self.day,
        activateOn: "delivered",
        clock: .fromActivation
      ),
      promotions: [
        Promotion(
          promotionID: "rating",
          mechanic: .fixed(Fixed(points: 10)),
          lotTerms: LotTerms(activateOn: "rated")
        ),
        Promotion(promotionID: "now", mechanic: .fixed(Fixed(points: 5))),
      ]
    )
  }

  @Test func `lots wait for their own action, whenever it comes`() throws {
    var ada = try waiting()
    let earn = try ada.rig.earn(100)
    let id = earn.outcome?.transactionID ?? ""
    #expect(earn.outcome?.balances.first?.available == 5)
    #expect(earn.outcome?.balances.first?.pending == 110)
    ada = try ada.restarted()
    ada.rig.clock.advance(milliseconds: 20 * Self.day)
    #expect(try ada.member().balances.first?.pending == 110)
    #expect(try activate(ada, id, "unknown").lots.isEmpty)
    let delivered = try activate(ada, id, "delivered")
    let now = ada.rig.clock.wallMilliseconds()
    #expect(delivered.points == 100 && delivered.lots.count == 1)
    // The clock of its expiry began now.
    #expect(delivered.lots.first?.expiresAtMs == now + 10 * Self.day)
    #expect(delivered.lots.first?.state == .lotActive)
    #expect(delivered.outcome?.balances.first?.available == 105)
    ada = try ada.restarted()
    #expect(try ada.rig.available() == 105)
    // A second time it finds nothing, and says so where the lot is named.
    #expect(try activate(ada, id, "delivered").points == 0)
    let lot = delivered.lots.first?.lotID ?? ""
    #expect(ada.reason { _ = try activate(ada, id, "delivered", lot: lot) } == .notWaiting)
    let rated = try activate(ada, id, "rated")
    #expect(rated.points == 10 && rated.lots.first?.expiresAtMs == 0)
    #expect(try ada.transactions().map(\.kind).filter { $0 == .activation }.count == 4)
    ada.rig.clock.advance(milliseconds: 11 * Self.day)
    #expect(try ada.rig.available() == 15)
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test func `the status shows what waits, without an instant`() throws {
    let ada = try waiting()
    try ada.rig.earn(100)
    let lots = try ada.status().lots
    #expect(lots.filter(\.waiting).map(\.remaining).sorted() == [10, 100])
    #expect(lots.allSatisfy { $0.activationAtMs == 0 })
    #expect(lots.filter(\.waiting).allSatisfy { $0.state == .lotPending })
    try ada.rig.stop()
  }

  @Test func `a named lot of another action is refused, and so are strangers`() throws {
    let ada = try waiting()
    let earn = try ada.rig.earn(100)
    let id = earn.outcome?.transactionID ?? ""
    let base = try #require(earn.lots.first { $0.amount == 100 }).lotID
    let rows: [(String, String, String, Reason)] = [
      (id, "rated", base, .notWaiting), (id, "rated", "99.0", .lotNotFound),
      (id, "rated", "x", .invalidField), (id, "", base, .invalidField),
      ("", "rated", "", .invalidField),
    ]
    for (transaction, action, lot, reason) in rows {
      let found = ada.reason { _ = try activate(ada, transaction, action, lot: lot) }
      #expect(found == reason, "\(action) \(lot)")
    }
    try ada.rig.stop()
  }

  @Test func `an earn above what a day allows waits for a review alone`() throws {
    let ada = try RedemptionRig(
      settings: Settings(velocity: Velocity(pointsPerDay: 100, review: true)),
      lotTerms: LotTerms(activateOn: "delivered")
    )
    let below = try ada.rig.earn(100)
    let above = try ada.rig.earn(1)
    let (first, second) = (below.outcome?.transactionID ?? "", above.outcome?.transactionID ?? "")
    #expect(try activate(ada, first, "review").points == 0)
    #expect(try activate(ada, first, "delivered").points == 100)
    #expect(try activate(ada, second, "delivered").points == 0)
    #expect(try activate(ada, second, "review").points == 1)
    #expect(try ada.rig.available() == 101)
    try ada.rig.stop()
  }

  // MARK: - Extension

  struct Lengthening: Sendable, CustomStringConvertible {
    var description: String
    var body: @Sendable (inout ExtendExpiryRequest) -> Void
    var points: Int64 = 0
    /// Days from the rigs' first instant; the lots had ten.
    var days: Int64 = 0
    var reason: Reason?
  }

  private static let lengthenings: [Lengthening] = [
    Lengthening(
      description: "to an instant",
      body: { $0.expiresAtMs = start + 20 * day },
      points: 100,
      days: 20
    ),
    Lengthening(
      description: "by a week",
      body: { $0.by = CalendarTerm(count: 1, unit: .unitWeek) },
      points: 100,
      days: 17
    ),
    Lengthening(
      description: "to an earlier instant: nothing",
      body: { $0.expiresAtMs = start + 5 * day },
      days: 10
    ),
    Lengthening(
      description: "of a lot by its id",
      body: {
        $0.lotIDs = ["2.0"]
        $0.expiresAtMs = start + 20 * day
      },
      points: 100,
      days: 20
    ),
    Lengthening(
      description: "into the past",
      body: { $0.expiresAtMs = start - 1 },
      reason: .invalidField
    ),
    Lengthening(
      description: "by no week",
      body: { $0.by = CalendarTerm(count: 0, unit: .unitWeek) },
      reason: .invalidField
    ),
    Lengthening(
      description: "by more than a hundred years",
      body: { $0.by = CalendarTerm(count: 101, unit: .unitYear) },
      reason: .invalidField
    ),
    Lengthening(description: "nothing said", body: { _ in }, reason: .invalidField),
    Lengthening(
      description: "both said",
      body: {
        $0.expiresAtMs = start + 20 * day
        $0.by = CalendarTerm(count: 1, unit: .unitWeek)
      },
      reason: .invalidField
    ),
    Lengthening(
      description: "no such lot",
      body: {
        $0.lotIDs = ["9.9"]
        $0.expiresAtMs = start + 20 * day
      },
      reason: .lotNotFound
    ),
    Lengthening(
      description: "no such token",
      body: {
        $0.tokenID = "miles"
        $0.expiresAtMs = start + 20 * day
      },
      reason: .tokenNotFound
    ),
  ]

  @Test("expiry is only lengthened", arguments: lengthenings)
  func lengthening(_ row: Lengthening) throws {
    var ada = try RedemptionRig(lotTerms: LotTerms(expiresAfterMs: 10 * Self.day))
    try ada.rig.earn(100)
    let reason = ada.reason {
      let answer = try extend(ada, row.body)
      #expect(answer.points == row.points)
    }
    #expect(reason == row.reason)
    if row.reason == nil {
      ada = try ada.restarted()
      let left = try ada.status().lots.first?.expiresAtMs ?? 0
      #expect(left == Self.start + row.days * Self.day)
    }
    try ada.rig.stop()
  }

  // MARK: - Percentage

  @Test func `a share of the points expires, rounded down, the pending ones by wish`() throws {
    var ada = try RedemptionRig(
      promotions: [
        Promotion(
          promotionID: "later",
          mechanic: .fixed(Fixed(points: 50)),
          lotTerms: LotTerms(pendingMs: 100 * Self.day)
        )
      ]
    )
    try ada.rig.earn(99)
    #expect(try expire(ada, 100_000).points == 9)
    #expect(try expire(ada, 100_000, pendingToo: true).points == 14)
    ada = try ada.restarted()
    #expect(try ada.rig.available() == 76)
    #expect(try expire(ada, 1).points == 0)
    #expect(try expire(ada, 1_000_000).points == 76)
    #expect(try ada.member().balances.first?.pending == 50)
    for bad: UInt32 in [0, 1_000_001] {
      #expect(ada.reason { _ = try expire(ada, bad) } == .invalidField)
    }
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  // MARK: - Retries

  @Test func `retries are told the first answer, also after a restart`() throws {
    var ada = try waiting()
    let id = try ada.rig.earn(100).outcome?.transactionID ?? ""
    let activation = ActivatePointsRequest(
      envelope: ada.rig.envelope(),
      transactionID: id,
      action: "delivered"
    )
    let lengthening = ExtendExpiryRequest(
      envelope: ada.rig.envelope(),
      member: EngineRig.ada,
      by: CalendarTerm(count: 1, unit: .unitMonth)
    )
    let share = ExpirePointsRequest(
      envelope: ada.rig.envelope(),
      member: EngineRig.ada,
      tenThousandths: 500_000
    )
    func outcomes() throws -> [(points: Int64, outcome: Outcome?)] {
      let rig = ada.rig
      let first = try rig.answer(ChangeLotsResponse.self, MethodID.activatePoints, activation)
      let second = try rig.answer(ChangeLotsResponse.self, MethodID.extendExpiry, lengthening)
      let third = try rig.answer(ExpirePointsResponse.self, MethodID.expirePoints, share)
      return [
        (first.points, first.outcome), (second.points, second.outcome),
        (third.points, third.outcome),
      ]
    }
    let first = try outcomes()
    #expect(first.map(\.points) == [100, 100, 52])
    let again = try outcomes()
    ada = try ada.restarted()
    let later = try outcomes()
    for answers in [again, later] {
      #expect(answers.map(\.points) == [100, 100, 52])
      #expect(answers.allSatisfy { $0.outcome?.replayed == true })
      #expect(answers.map(\.outcome?.transactionID) == first.map(\.outcome?.transactionID))
    }
    try ada.rig.stop()
  }
}
