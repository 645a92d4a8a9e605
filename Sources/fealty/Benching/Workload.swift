internal import FealtyClient
internal import FealtyWire

/// Makes the calls of a scenario, and adds up what the answers say.
struct Workload {
  /// What a call was, so that its answer can be read.
  enum Kind: UInt8 {
    case earn
    case evaluate
    case redeem
    case read
    case giveBack
    case exchange
  }

  /// Prepared baskets; every call takes one at random.
  private static let variants = 256

  private let scenario: BenchPlan.Scenario
  private let pool: MemberPool
  private var earns: [RequestTemplate] = []
  private var evaluations: [RequestTemplate] = []
  private var redemption: RequestTemplate
  private var reading: RequestTemplate
  private var exchange: RequestTemplate
  private var random: RandomNumbers
  private var receipts = 0
  private var returns: ReturnRequests?

  /// Points that the answers of earns and exchanges named, refused ones excluded.
  private(set) var earned: Int64 = 0

  /// Points that the answers of redemptions named.
  private(set) var redeemed: Int64 = 0

  /// Points that the answers of returns named.
  private(set) var returned: Int64 = 0

  /// Prepares the requests; `run` distinguishes this run's receipts from others at the same server.
  init(_ plan: BenchPlan, pool: MemberPool, run: String) {
    scenario = plan.scenario
    self.pool = pool
    random = RandomNumbers(seed: 8451)
    let member = MemberReference(reference: .memberID(RequestTemplate.memberPlaceholder))
    let envelope = Envelope(
      programID: BenchProgramme.id,
      storeID: "S\(run)",
      terminalID: "T1",
      occurredAtMs: WallClock.milliseconds()
    )
    let explain: ExplainLevel = plan.explain ? .explainApplied : .explainNone
    for _ in 0..<Self.variants {
      let basket = BenchBaskets.make(
        lines: plan.lines,
        receiptNumber: RequestTemplate.receiptPlaceholder,
        &random
      )
      earns.append(
        RequestTemplate(
          EarnRequest(envelope: envelope, member: member, basket: basket, explain: explain)
        )
      )
      evaluations.append(
        RequestTemplate(
          EvaluateBasketRequest(
            envelope: envelope,
            member: member,
            basket: basket,
            explain: explain
          )
        )
      )
    }
    if plan.scenario == .return {
      returns = ReturnRequests(
        envelope: envelope,
        lines: plan.lines,
        shards: pool.shardCount,
        explain: explain
      )
    }
    redemption = RequestTemplate(
      RedeemRequest(envelope: envelope, member: member, mode: .sale, points: 1)
    )
    reading = RequestTemplate(GetMemberRequest(envelope: envelope, member: member))
    exchange = RequestTemplate(
      ExchangeRequest(
        envelope: envelope,
        member: member,
        toTokenID: BenchProgramme.coins,
        points: 1,
        toMembershipNumber: RequestTemplate.otherPlaceholder
      )
    )
  }

  /// Submits the scenario's next call for a member of the connection's shard.
  @inline(__always)
  mutating func submit(
    _ client: PipelinedClient,
    shard: Int?,
    tag: UInt64,
    connection: Int
  ) throws(ClientError) -> Kind {
    let kind = nextKind()
    if kind == .giveBack {
      try giveBack(client, shard: shard, tag, connection)
      return kind
    }
    try submit(kind, client, member: pool.pick(shard: shard, &random), tag, connection)
    return kind
  }

  /// Submits one call for a member.
  mutating func submit(
    _ kind: Kind,
    _ client: PipelinedClient,
    member: Int,
    _ tag: UInt64,
    _ connection: Int?
  ) throws(ClientError) {
    receipts &+= 1
    switch kind {
    case .earn:
      let variant = random.below(Self.variants)
      earns[variant].set(member: member, receipt: receipts)
      try client.submit(
        PointsMethods.earn,
        encoded: earns[variant].bytes,
        tag: tag,
        connection: connection
      )
    case .evaluate:
      let variant = random.below(Self.variants)
      evaluations[variant].set(member: member, receipt: receipts)
      try client.submit(
        PointsMethods.evaluateBasket,
        encoded: evaluations[variant].bytes,
        tag: tag,
        connection: connection
      )
    case .redeem:
      redemption.set(member: member, receipt: 0)
      try client.submit(
        PointsMethods.redeem,
        encoded: redemption.bytes,
        tag: tag,
        connection: connection
      )
    case .giveBack: preconditionFailure("a return is of a sale, not of a member")
    case .exchange:
      let other = pool.pick(shard: (pool.shard(of: member) + 1) % pool.shardCount, &random)
      exchange.set(member: member, receipt: 0, other: other)
      try client.submit(
        ExchangesMethods.exchange,
        encoded: exchange.bytes,
        tag: tag,
        connection: connection
      )
    case .read:
      reading.set(member: member, receipt: 0)
      try client.submit(
        MembersMethods.getMember,
        encoded: reading.bytes,
        tag: tag,
        connection: connection
      )
    }
  }

  /// Returns a line of the next sale of the shard's members.
  private mutating func giveBack(
    _ client: PipelinedClient,
    shard: Int?,
    _ tag: UInt64,
    _ connection: Int
  ) throws(ClientError) {
    guard let request = try returns?.next(shard: shard) else { return }
    try client.submit(
      PointsMethods.returnLines,
      encoded: request,
      tag: tag,
      connection: connection
    )
  }

  /// Notes a sale whose lines may be returned.
  mutating func note(_ sale: borrowing Completion, member: Int) {
    guard returns != nil else { return }
    do {
      let answer = try sale.message(as: EarnResponse.self)
      returns?.add(answer.outcome?.transactionID ?? "", shard: pool.shard(of: member))
    } catch {
      preconditionFailure("the server's answer is no message: \(error)")
    }
  }

  /// Adds up the points of an answer.
  @inline(__always)
  mutating func count(_ kind: Kind, _ completion: borrowing Completion) {
    switch kind {
    case .earn: earned += AnswerScan.number(EarnResponse.Field.points, in: completion.payload)
    case .redeem: redeemed += AnswerScan.number(RedeemResponse.Field.points, in: completion.payload)
    case .giveBack:
      returned -= AnswerScan.number(ReturnLinesResponse.Field.delta, in: completion.payload)
    // One for one.
    case .exchange: earned += 1
    case .evaluate, .read: break
    }
  }

  @inline(__always)
  private mutating func nextKind() -> Kind {
    switch scenario {
    case .earn: return .earn
    case .evaluate: return .evaluate
    case .redeem: return .redeem
    case .return: return .giveBack
    case .exchange: return .exchange
    case .mixed:
      let dice = random.below(10)
      return dice < 5 ? .evaluate : dice < 8 ? .earn : dice < 9 ? .redeem : .read
    }
  }
}

/// Reads one number of an encoded message without decoding the rest.
enum AnswerScan {
  /// The value of field `field`, a varint; 0 when it is absent.
  @inline(__always)
  static func number(_ field: UInt32, in payload: UnsafeRawBufferPointer) -> Int64 {
    var reader = FieldReader(payload)
    do throws(DecodingError) {
      while true {
        let tag = try reader.nextTag()
        if tag == 0 { return 0 }
        if tag == field << 3 { return try reader.readInt64() }
        try reader.skip(tag)
      }
    } catch {
      preconditionFailure("the server's answer is no message: \(error)")
    }
  }
}
