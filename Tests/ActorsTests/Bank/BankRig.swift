import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// A programme with points, gift cards, an NFT and miles that an airline keeps.
struct BankRig {
  let rig: EngineRig

  init(
    shards: Int = 1,
    storage: FaultyStorage = FaultyStorage(seed: 1),
    clock: TestClock = TestClock()
  ) throws {
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    clock.advance(milliseconds: 1_000)
    rig = try EngineRig(shards: shards, storage: storage, clock: clock)
  }

  static let points = Token(
    tokenID: "points",
    name: "Kaffeepunkte",
    symbol: "KP",
    decimals: 2,
    countries: ["DEU"],
    onRamp: [value(1, 50)],
    offRamp: [value(1, 100)],
    exchangeLotTerms: LotTerms(expiresAfterMs: 3_600_000)
  )

  static func value(_ numerator: Int64, _ denominator: Int64) -> TokenValue {
    TokenValue(value: Ratio(numerator: numerator, denominator: denominator))
  }

  static func programme(_ integration: IntegrationMode = .integrationFull) -> Programme {
    Programme(
      programID: "p",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [
        points,
        Token(tokenID: "cards", name: "Gift cards", type: .typeGiftCard),
        Token(tokenID: "art", name: "Art", type: .typeErc721),
        Token(tokenID: "miles", name: "Miles", type: .typeMiles),
      ],
      promotions: [
        Promotion(promotionID: "base", mechanic: .rate(Rate(points: 1, perAmountMinor: 100)))
      ],
      settings: Settings(integration: integration)
    )
  }

  func setUp(_ integration: IntegrationMode = .integrationFull) throws {
    try rig.put(Self.programme(integration))
    for member in ["ada", "bo", "cy"] { try rig.enrol(member) }
  }

  func put(
    _ integration: IntegrationMode,
    openings: [TokenPoints] = [],
    dryRun: Bool = false
  ) throws {
    var envelope = rig.envelope()
    envelope.dryRun = dryRun
    _ = try rig.answer(
      PutProgrammeResponse.self,
      MethodID.putProgramme,
      PutProgrammeRequest(
        envelope: envelope,
        programme: Self.programme(integration),
        openingBalances: openings
      )
    )
  }

  static func reference(_ member: String) -> MemberReference {
    MemberReference(reference: .memberID(member))
  }

  func creditRequest(
    _ points: Int64,
    to member: String = "ada",
    of token: String = "",
    metadata: [FealtyWire.Tag] = []
  ) -> CreditPointsRequest {
    CreditPointsRequest(
      envelope: rig.envelope(),
      member: Self.reference(member),
      tokenID: token,
      points: points,
      reason: "goodwill",
      metadata: metadata
    )
  }

  @discardableResult
  func credit(_ request: CreditPointsRequest) throws -> CreditPointsResponse {
    try rig.answer(CreditPointsResponse.self, MethodID.creditPoints, request)
  }

  func debitRequest(
    _ points: Int64,
    from member: String = "ada",
    of token: String = "",
    metadata: [FealtyWire.Tag] = []
  ) -> DebitPointsRequest {
    DebitPointsRequest(
      envelope: rig.envelope(),
      member: Self.reference(member),
      tokenID: token,
      points: points,
      reason: "fee",
      metadata: metadata
    )
  }

  @discardableResult
  func debit(_ request: DebitPointsRequest) throws -> DebitPointsResponse {
    try rig.answer(DebitPointsResponse.self, MethodID.debitPoints, request)
  }

  func balances(_ member: String = "ada", of token: String = "") throws -> GetBalancesResponse {
    try rig.answer(
      GetBalancesResponse.self,
      MethodID.getBalances,
      GetBalancesRequest(
        envelope: rig.envelope(),
        member: Self.reference(member),
        tokenID: token
      )
    )
  }

  func transactions(_ member: String = "ada") throws -> [Transaction] {
    try rig.answer(
      ListTransactionsResponse.self,
      MethodID.listTransactions,
      ListTransactionsRequest(envelope: rig.envelope(), member: Self.reference(member))
    ).transactions
  }

  /// Why a call is refused; nil where it is not.
  func refusal<Answer>(_ call: () throws -> Answer) throws -> Status? {
    do {
      _ = try call()
      return nil
    } catch let failure as RigFailure {
      return failure.status
    }
  }
}
