import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Two programmes whose tokens are exchanged: "p" has points and gems, "q" has stars.
struct ExchangeRig {
  let rig: EngineRig
  let shards: Int

  init(
    shards: Int = 4,
    storage: FaultyStorage = FaultyStorage(seed: 1),
    clock: TestClock = TestClock(),
    largestBatchBytes: Int? = nil,
    partner: (any ExchangePartner)? = nil
  ) throws {
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    clock.advance(milliseconds: 1_000)
    rig = try EngineRig(
      shards: shards,
      partner: partner,
      storage: storage,
      clock: clock,
      largestBatchBytes: largestBatchBytes
    )
    self.shards = shards
  }

  static func value(_ numerator: Int64, _ denominator: Int64 = 1, from: Int64 = 0) -> TokenValue {
    TokenValue(
      value: FealtyWire.Ratio(numerator: numerator, denominator: denominator),
      fromMs: from
    )
  }

  static let points = Token(
    tokenID: "points",
    name: "Points",
    onRamp: [value(1, 50)],
    offRamp: [value(1, 100)]
  )
  static let gems = Token(tokenID: "gems", name: "Gems", onRamp: [value(3, 100)])
  static let stars = Token(
    tokenID: "stars",
    name: "Stars",
    onRamp: [value(7, 300)],
    offRamp: [value(1, 100)],
    acceptsProgramIDs: ["p"]
  )
  static let toStars = Partnership(
    partnershipID: "p-q",
    fromTokenID: "points",
    toProgramID: "q",
    toTokenID: "stars"
  )
  static let toGems = Partnership(
    partnershipID: "gems",
    fromTokenID: "points",
    toTokenID: "gems"
  )

  /// Puts both programmes; members "ada" and "bob" of "p" have 1,000 points each, "cy" and "dee"
  /// are of "q".
  func setUp(
    partnerships: [Partnership] = [toStars, toGems],
    stars: Token = stars,
    tokens: [Token] = [points, gems],
    terms: FealtyWire.LotTerms? = nil
  ) throws {
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      lotTerms: terms
    )
    try put(
      Programme(
        programID: "p",
        defaultTokenID: "points",
        tokens: tokens,
        promotions: [base],
        partnerships: partnerships
      )
    )
    try put(
      Programme(
        programID: "q",
        defaultTokenID: "stars",
        tokens: [stars],
        promotions: [base],
        partnerships: [
          Partnership(
            partnershipID: "q-p",
            fromTokenID: "stars",
            toProgramID: "p",
            toTokenID: "points"
          )
        ]
      )
    )
    for member in ["ada", "bob"] {
      try rig.enrol(member)
      try rig.earn(1_000, for: member)
    }
    for member in ["cy", "dee"] { try enrol(member, in: "q", card: "77-\(member)") }
  }

  func envelope(_ program: String) -> Envelope {
    var envelope = rig.envelope()
    envelope.programID = program
    return envelope
  }

  func put(_ programme: Programme) throws {
    _ = try rig.answer(
      PutProgrammeResponse.self,
      MethodID.putProgramme,
      PutProgrammeRequest(envelope: envelope(programme.programID), programme: programme)
    )
  }

  func enrol(
    _ member: String,
    in program: String,
    card: String = "",
    stage: FealtyWire.Stage = .active,
    mode: EnrolMode = .upsert
  ) throws {
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: envelope(program),
        member: Self.reference(member),
        mode: mode,
        cardNumber: card,
        stage: stage
      )
    )
  }

  static func reference(_ member: String) -> MemberReference {
    MemberReference(reference: .memberID(member))
  }

  func request(
    _ points: Int64,
    of member: String = "ada",
    from: String = "points",
    to token: String = "stars",
    in program: String = "q",
    of source: String = "p",
    number: String = "cy",
    rate: FealtyWire.Ratio? = nil
  ) -> ExchangeRequest {
    ExchangeRequest(
      envelope: envelope(source),
      member: Self.reference(member),
      fromTokenID: from,
      toProgramID: program,
      toTokenID: token,
      points: points,
      toMembershipNumber: number,
      rateOverride: rate
    )
  }

  @discardableResult
  func exchange(_ request: ExchangeRequest, shard: Int = 0) throws -> ExchangeResponse {
    try rig.answer(ExchangeResponse.self, MethodID.exchange, request, shard: shard)
  }

  /// Why an exchange is refused; nil where it is not.
  func refusal(_ request: ExchangeRequest) throws -> Reason? { try status(request)?.reason }

  /// The same with all that is said of it.
  func status(_ request: ExchangeRequest) throws -> Status? {
    do {
      try exchange(request)
      return nil
    } catch RigFailure.refused(let status) {
      return status
    }
  }

  func member(_ member: String, of program: String = "p") throws -> GetMemberResponse {
    try rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(envelope: envelope(program), member: Self.reference(member))
    )
  }

  func available(_ id: String, of program: String, _ token: String) throws -> Int64 {
    try member(id, of: program).balances.first { $0.tokenID == token }?.available ?? 0
  }

  func transactions(of member: String, _ program: String = "p") throws -> [Transaction] {
    try rig.answer(
      ListTransactionsResponse.self,
      MethodID.listTransactions,
      ListTransactionsRequest(envelope: envelope(program), member: Self.reference(member))
    ).transactions
  }

  /// The token's totals, of a ledger that balances.
  func totals(_ token: String) throws -> TokenTotals {
    let verified = try rig.verifyLedger()
    #expect(verified.findings.isEmpty)
    return verified.totals.first { $0.tokenID == token } ?? TokenTotals()
  }

  // MARK: - Step by step

  func home(_ member: String, of program: String) -> Int {
    StableHash.shard(StableHash.hash(program: program, member: member), count: shards)
  }

  /// Begins an exchange from "ada" to "cy" and goes no further.
  func begin(_ request: ExchangeRequest) -> ExchangeMessage {
    let bytes = request.serialized()
    let target = StableHash.hash(program: "q", member: request.toMembershipNumber)
    return rig.on(home("ada", of: "p")) { shard in
      bytes.withUnsafeBytes { payload in
        do {
          let head = try RequestHead(payload, namesMember: true)
          let number = StableHash.hash(program: "p", member: "ada")
          let call = EngineRig.call(MethodID.exchange, stream: 1_000_000, shard: shard.index)
          let routed = RoutedCall(call: call, head: head, entity: number)
          guard let command = shard.beginCommand(routed), let actor = shard.members.find(number)
          else { fatalError("the exchange cannot begin") }
          let offer = try ExchangeOffer(try ExchangeAsk(payload), command, capUses: [])
          var message = ExchangeMessage(
            call: call,
            id: ExchangeID(member: number, version: 0),
            terms: offer.terms
          )
          message.token = offer.token
          message.terms.target = target
          let begun = message
          return actor.assumeIsolated { actor in
            var message = begun
            do { try actor.startExchange(&message, command) } catch { fatalError("\(error)") }
            return message
          }
        } catch {
          fatalError("\(error)")
        }
      }
    }
  }

  /// Does the other steps of what has begun.
  func goOn(_ message: ExchangeMessage) {
    rig.on(home("ada", of: "p")) { shard in
      guard let actor = shard.members.find(message.id.member),
        let transit = actor.assumeIsolated({ $0.member.transit(message.id.version) })
      else { fatalError("nothing is under way") }
      shard.resumeExchange(message.id, transit, creditedVersion: 0)
    }
  }

  /// Credits what has begun, and goes no further.
  ///
  /// Behind the first record in the log, as the parcel that asks for it would be.
  func credit(_ message: ExchangeMessage) {
    awaitDurable()
    rig.on(home("cy", of: "q")) { shard in
      guard let actor = shard.members.find(message.terms.target) else { fatalError("nobody") }
      actor.assumeIsolated { actor in
        do { _ = try actor.creditExchange(message) } catch { fatalError("\(error)") }
      }
    }
  }

  /// Returns when all that members have recorded is durable.
  func awaitDurable() {
    for index in 0..<shards { while !rig.on(index, { $0.hasDurableMembers }) {} }
  }
}

extension Shard {
  fileprivate var hasDurableMembers: Bool {
    var isDurable = true
    members.forEach { member in
      isDurable = isDurable && !member.assumeIsolated { $0.isAhead }
    }
    return isDurable
  }
}
