import FealtyClient

/// What the tests do as a till would: requests of one programme in short form.
struct Till: Sendable {
  static let programID = "end-to-end"

  let client: FealtyClient

  /// Makes the programme: 1 point per 1.00.
  func putProgramme() async throws {
    let base = Promotion(
      promotionID: "base",
      name: "1 point per 1.00",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
    )
    let programme = Programme(
      programID: Self.programID,
      name: "End to end",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      tiers: ["basic"],
      promotions: [base]
    )
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope(), programme: programme)
    )
  }

  func enrol(_ member: String) async throws {
    _ = try await client.members.enrol(
      EnrolRequest(envelope: envelope(), member: reference(member), mode: .create)
    )
  }

  /// A basket that is worth `points`.
  func earn(
    _ points: Int64,
    for member: String,
    receipt: String,
    id: [UInt8] = []
  ) async throws -> EarnResponse {
    let line = BasketLine(
      sku: "SKU-1",
      department: "GROCERY",
      categories: ["BREAD"],
      brand: "private",
      quantity: 1,
      amountMinor: points * 100
    )
    return try await client.points.earn(
      EarnRequest(
        envelope: envelope(id),
        member: reference(member),
        basket: Basket(currency: "EUR", lines: [line], receiptNumber: receipt)
      )
    )
  }

  func redeem(_ points: Int64, of member: String, id: [UInt8] = []) async throws -> RedeemResponse {
    try await client.points.redeem(
      RedeemRequest(envelope: envelope(id), member: reference(member), mode: .sale, points: points)
    )
  }

  func member(_ member: String) async throws -> GetMemberResponse {
    try await client.members.getMember(
      GetMemberRequest(envelope: envelope(), member: reference(member))
    )
  }

  /// The points that the member can spend.
  func available(_ member: String) async throws -> Int64 {
    try await self.member(member).balances.first { $0.tokenID == "points" }?.available ?? 0
  }

  /// Ids of all of the member's transactions, newest first.
  func transactions(of member: String) async throws -> [Transaction] {
    var all: [Transaction] = []
    let request = StreamTransactionsRequest(envelope: envelope(), member: reference(member))
    for try await transaction in client.points.streamTransactions(request) {
      all.append(transaction)
    }
    return all
  }

  func verifyLedger() async throws -> VerifyLedgerResponse {
    try await client.operations.verifyLedger(
      VerifyLedgerRequest(envelope: Envelope()),
      options: CallOptions(timeout: .seconds(60))
    )
  }

  func envelope(_ id: [UInt8] = []) -> Envelope {
    Envelope(programID: Self.programID, requestID: id, storeID: "S1", terminalID: "T1")
  }

  private func reference(_ member: String) -> MemberReference {
    MemberReference(reference: .memberID(member))
  }
}
