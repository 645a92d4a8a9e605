import FealtyClient
import Testing

/// What guards redemptions, vouchers, and changes of lots, through the program itself: each method
/// once, and again as a retry after the process was killed.
@Suite("Guarded redemptions, vouchers and lots")
struct RedemptionTests {
  private static let settings = Settings(
    redemptionValue: Ratio(numerator: 1, denominator: 2),
    pinThreshold: PinThreshold(perTransaction: 500, perDay: 900)
  )

  private static let ada = MemberReference(reference: .memberID("ada"))

  private func put(_ till: Till) async throws {
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
    )
    let late = Promotion(
      promotionID: "late",
      mechanic: .fixed(Fixed(points: 40)),
      lotTerms: LotTerms(activateOn: "delivered", expires: CalendarTerm(count: 1, unit: .unitMonth))
    )
    let programme = Programme(
      programID: Till.programID,
      timeZone: "Europe/Berlin",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      promotions: [base, late],
      settings: Self.settings,
      voucherTypes: [
        VoucherType(
          voucherTypeID: "coffee",
          points: 100,
          valueMinor: 250,
          stock: 2,
          validity: CalendarTerm(count: 1, unit: .unitYear),
          active: true
        )
      ]
    )
    _ = try await till.client.programmes.putProgramme(
      PutProgrammeRequest(envelope: till.envelope(), programme: programme)
    )
    try await till.enrol("ada")
  }

  /// Kills the server and starts it again on its directory.
  private func restarted(
    _ server: ServerProcess,
    data: String
  ) throws -> (ServerProcess, Till) {
    server.kill()
    let next = try ServerProcess.start(data: data)
    return (next, Till(client: try next.client()))
  }

  @Test(.timeLimit(.minutes(2)))
  func `a PIN and a threshold outlive the process, and a retry hears the first answer`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data)
    var till = Till(client: try server.client())
    try await put(till)
    _ = try await till.earn(5_000, for: "ada", receipt: "R1")
    let setPIN = SetPinRequest(
      envelope: till.envelope(till.client.makeRequestID()),
      member: Self.ada,
      pin: "2580"
    )
    let setThreshold = SetRedemptionThresholdRequest(
      envelope: till.envelope(till.client.makeRequestID()),
      member: Self.ada,
      threshold: PinThreshold(perTransaction: 50, perDay: 900)
    )
    let pin = try await till.client.members.setPin(setPIN)
    let threshold = try await till.client.members.setRedemptionThreshold(setThreshold)
    #expect(threshold.old?.perTransaction == 500 && threshold.now?.perTransaction == 50)
    let wrong = try await failure(of: till, points: 51, pin: "1357")
    #expect(wrong?.reason == .pinInvalid && wrong?.status?.attemptsLeft == 4)

    (server, till) = try restarted(server, data: data)
    let pinAgain = try await till.client.members.setPin(setPIN)
    #expect(pinAgain.outcome?.replayed == true)
    #expect(pinAgain.outcome?.transactionID == pin.outcome?.transactionID)
    let thresholdAgain = try await till.client.members.setRedemptionThreshold(setThreshold)
    #expect(thresholdAgain.outcome?.replayed == true && thresholdAgain.now == threshold.now)
    #expect(try await till.member("ada").pinSet)
    #expect(try await failure(of: till, points: 51)?.reason == .pinRequired)
    let again = try await failure(of: till, points: 51, pin: "1357")
    #expect(again?.status?.attemptsLeft == 3)
    _ = try await redeem(till, points: 51, pin: "2580")
    // 10 cents at half a cent a point.
    #expect(try await redeem(till, value: 10, pin: "2580").points == 20)
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
  }

  private func redeem(
    _ till: Till,
    points: Int64 = 0,
    value: Int64 = 0,
    pin: String = ""
  ) async throws -> RedeemResponse {
    try await till.client.points.redeem(
      RedeemRequest(
        envelope: till.envelope(),
        member: Self.ada,
        mode: .sale,
        points: points,
        valueMinor: value,
        pin: pin
      )
    )
  }

  private func failure(
    of till: Till,
    points: Int64,
    pin: String = ""
  ) async throws -> ClientError? {
    await #expect(throws: ClientError.self) { try await redeem(till, points: points, pin: pin) }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a lost answer is asked for again and tells the same code, which is used once`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data)
    var till = Till(client: try server.client())
    try await put(till)
    _ = try await till.earn(1_000, for: "ada", receipt: "R1")
    let order = RedeemVoucherRequest(
      envelope: till.envelope(till.client.makeRequestID()),
      member: Self.ada,
      voucherTypeID: "coffee"
    )
    let issued = try await till.client.points.redeemVoucher(order)
    (server, till) = try restarted(server, data: data)
    let again = try await till.client.points.redeemVoucher(order)
    #expect(again.code == issued.code && again.outcome?.replayed == true)
    #expect(try await till.available("ada") == 900)
    let use = UseVoucherRequest(
      envelope: till.envelope(till.client.makeRequestID()),
      code: issued.code
    )
    let used = try await till.client.points.useVoucher(use)
    #expect(used.valueMinor == 250 && used.memberID == "ada" && used.voucherTypeID == "coffee")
    let other = try await till.client.points.redeemVoucher(
      RedeemVoucherRequest(
        envelope: till.envelope(),
        member: Self.ada,
        voucherTypeID: "coffee"
      )
    )
    (server, till) = try restarted(server, data: data)
    let usedAgain = try await till.client.points.useVoucher(use)
    #expect(usedAgain.outcome?.replayed == true)
    let twice = await #expect(throws: ClientError.self) {
      try await till.client.points.useVoucher(
        UseVoucherRequest(envelope: till.envelope(), code: issued.code)
      )
    }
    #expect(twice?.reason == .voucherAlreadyUsed)
    let none = await #expect(throws: ClientError.self) {
      try await till.client.points.redeemVoucher(
        RedeemVoucherRequest(
          envelope: till.envelope(),
          member: Self.ada,
          voucherTypeID: "coffee"
        )
      )
    }
    #expect(none?.reason == .budgetExhausted)
    let cancelled = try await till.client.points.reverseRedemption(
      ReverseRedemptionRequest(envelope: till.envelope(), redemptionID: other.redemptionID)
    )
    #expect(cancelled.points == 100)
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `lots are activated, lengthened, and expire by a share`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data)
    var till = Till(client: try server.client())
    try await put(till)
    let earn = try await till.earn(100, for: "ada", receipt: "R1")
    #expect(earn.outcome?.balances.first?.pending == 40)
    let activation = ActivatePointsRequest(
      envelope: till.envelope(till.client.makeRequestID()),
      transactionID: earn.outcome?.transactionID ?? "",
      action: "delivered"
    )
    let lengthening = ExtendExpiryRequest(
      envelope: till.envelope(till.client.makeRequestID()),
      member: Self.ada,
      by: CalendarTerm(count: 1, unit: .unitYear)
    )
    let share = ExpirePointsRequest(
      envelope: till.envelope(till.client.makeRequestID()),
      member: Self.ada,
      tenThousandths: 250_000
    )
    let activated = try await till.client.points.activatePoints(activation)
    #expect(activated.points == 40 && activated.lots.count == 1)
    let lengthened = try await till.client.points.extendExpiry(lengthening)
    // The points of the base promotion never expire.
    #expect(lengthened.points == 40)
    let before = activated.lots.first?.expiresAtMs ?? 0
    let after = lengthened.lots.first?.expiresAtMs ?? 0
    #expect(after - before >= 364 * 86_400_000)
    let expired = try await till.client.points.expirePoints(share)
    #expect(expired.points == 35)

    (server, till) = try restarted(server, data: data)
    let again = (
      try await till.client.points.activatePoints(activation),
      try await till.client.points.extendExpiry(lengthening),
      try await till.client.points.expirePoints(share)
    )
    #expect(again.0.outcome?.replayed == true && again.0.lots == activated.lots)
    #expect(again.1.outcome?.replayed == true && again.1.lots == lengthened.lots)
    #expect(again.2.outcome?.replayed == true && again.2.lots == expired.lots)
    #expect(try await till.available("ada") == 105)
    let kinds = try await till.transactions(of: "ada").map(\.kind)
    #expect(kinds == [.percentageExpiry, .extension, .activation, .earn])
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
  }
}
