internal import FealtyLoyalty
internal import FealtyWire

/// What an `ExchangeRequest` asks for, as bytes of the frame that carries it.
struct ExchangeAsk {
  /// Empty = the programme's default.
  private(set) var fromToken = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Empty = the same programme.
  private(set) var toProgram = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var toToken = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Who receives; empty = the same member.
  private(set) var membership = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var points = Points.zero
  /// The rate that the request brings; nil = by the tokens' values.
  private(set) var override: FealtyLoyalty.Ratio?

  init(_ payload: UnsafeRawBufferPointer) throws(RequestFault) {
    var fields = FieldReader(payload)
    var given: FealtyWire.Ratio?
    do throws(DecodingError) {
      reading: while true {
        let tag = try fields.nextTag()
        switch tag {
        case 0: break reading
        case 4 << 3 | 2: fromToken = try fields.readBytes()
        case 5 << 3 | 2: toProgram = try fields.readBytes()
        case 6 << 3 | 2: toToken = try fields.readBytes()
        case 7 << 3: points = try fields.readPoints()
        case 8 << 3 | 2: membership = try fields.readBytes()
        case 9 << 3 | 2: given = try FealtyWire.Ratio(decoding: try fields.readBytes())
        default: try fields.skip(tag)
        }
      }
    } catch {
      throw .malformed(error)
    }
    guard membership.count <= Limits.identifierBytes else { throw .field("to_membership_number") }
    guard let given else { return }
    guard let ratio = FealtyLoyalty.Ratio(given), ratio.numerator > 0 else {
      throw .field("rate_override")
    }
    override = ratio
  }
}

extension ExchangeAsk {
  /// Whether a request brings a rate of its own; what cannot be read is refused later.
  static func hasOverride(_ payload: UnsafeRawBufferPointer) -> Bool {
    var fields = FieldReader(payload)
    do throws(DecodingError) {
      while true {
        let tag = try fields.nextTag()
        if tag == 0 { return false }
        if tag == 9 << 3 | 2 { return true }
        try fields.skip(tag)
      }
    } catch {
      return false
    }
  }
}

/// What an exchange comes to before anybody is asked whether it can be.
struct ExchangeOffer {
  var token: TokenNumber
  /// Of the programme that receives.
  var programme: PublishedProgramme
  var terms: ExchangeTerms
  /// Whether a partner outside gives out what is bought.
  private(set) var isOutside = false
  /// Why it cannot be, which is told after what comes before it in the order of the refusals.
  var refusal: Refusal?
}

extension ExchangeOffer {
  /// Checks, in this order: the tokens, whether a brand that keeps the giving one itself can be
  /// asked, the partnership between them, its limits, the number's shape; and values what would be
  /// received.
  ///
  /// - Throws: ``Refusal/tokenNotFound``, ``Refusal/notAvailableInLight``,
  ///   ``Refusal/exchangeNotAllowed``,
  ///   ``Refusal/invalidField(_:)``, ``Refusal/belowExchangeMin(_:)``,
  ///   ``Refusal/aboveExchangeMax(_:)``, ``Refusal/noExchangeMultiple(_:)``,
  ///   ``Refusal/exchangeLimit``, ``Refusal/numberOfOtherShape``.
  init(
    _ ask: ExchangeAsk,
    _ command: CommandContext,
    capUses used: @autoclosure () -> [CapUse]
  ) throws(Refusal) {
    let (shard, programme) = (command.shard, command.programme)
    let (now, market) = (command.now, shard.services.marketRates)
    let from = try Self.token(ask.fromToken, of: programme)
    guard !from.isLight || from.isGivenOutside && shard.canDeliver(from, of: programme) else {
      throw .notAvailableInLight
    }
    if !ask.toProgram.isEmpty, !ask.toProgram.elementsEqual(programme.id.utf8) {
      // Before the other programme is looked at: without a way to it nobody learns of it.
      let token = String(decoding: ask.toToken, as: UTF8.self)
      let program = String(decoding: ask.toProgram, as: UTF8.self)
      guard programme.exchanges.way(from: from.number, to: token, of: program) != nil else {
        throw .exchangeNotAllowed
      }
    }
    guard !ask.toToken.isEmpty else { throw .tokenNotFound }
    let other = ask.toProgram.isEmpty ? programme : shard.programme(ask.toProgram)
    // A way may lead to names that nobody has: which of them there are is the other brand's.
    let isOwn = other?.id == programme.id
    guard let other, let to = other.exchanges.token(ask.toToken) else {
      throw isOwn ? .tokenNotFound : .exchangeNotAllowed
    }
    guard
      let way = programme.exchanges.way(from: from.number, to: to.message.tokenID, of: other.id),
      way.isOpen(at: now), !from.isPaused, !to.isPaused, from.isSandbox == to.isSandbox,
      from.number != to.number, to.isHeldHere || shard.canDeliver(to, of: other),
      other.id == programme.id || to.accepts.contains(programme.id)
    else { throw .exchangeNotAllowed }

    token = from.number
    isOutside = to.isHeldOutside
    self.programme = other
    terms = ExchangeTerms()
    terms.targetToken = to.number
    (terms.partnership, terms.partnershipVersion) = (way.number, way.partnership.version)
    terms.ruleSetVersion = programme.version
    terms.isFromOutside = from.isLight
    if to.type == .typeErc721 {
      guard ask.points == .zero else { throw .invalidField("points") }
      guard ask.override == nil else { throw .overrideNotPermitted }
      // Its price says how many points leave: without one nothing else can be checked.
      try price(from, to, way, market, now)
    } else {
      guard ask.points > .zero else { throw .invalidField("points") }
      guard ask.points <= .limit else { throw .amountOutOfRange }
      terms.points = ask.points
    }
    try requireLimits(way, way.limits.isEmpty ? [] : used(), command)
    if isOutside {
      guard ask.membership.isEmpty == (to.type == .typeDonation) else {
        throw .invalidField("to_membership_number")
      }
      guard ask.membership.isEmpty || to.namesOutside(ask.membership) else {
        throw .numberOfOtherShape
      }
    } else {
      guard ask.membership.isEmpty || to.membership.takes(ask.membership) else {
        throw .numberOfOtherShape
      }
    }
    guard to.type != .typeErc721 else { return }
    do throws(Refusal) {
      try value(from, to, way, ask.override, market, now)
    } catch {
      refusal = error
    }
  }

  private static func token(
    _ id: UnsafeRawBufferPointer,
    of programme: PublishedProgramme
  ) throws(Refusal) -> ExchangeBook.Token {
    let found =
      id.isEmpty
      ? programme.exchanges.token(programme.defaultToken) : programme.exchanges.token(id)
    guard let found else { throw .tokenNotFound }
    return found
  }

  // MARK: - Steps

  private mutating func requireLimits(
    _ way: ExchangeBook.Way,
    _ used: [CapUse],
    _ command: CommandContext
  ) throws(Refusal) {
    let partnership = way.partnership
    guard terms.points.rawValue >= partnership.min else {
      throw .belowExchangeMin(partnership.min)
    }
    guard partnership.max == 0 || terms.points.rawValue <= partnership.max else {
      throw .aboveExchangeMax(partnership.max)
    }
    guard partnership.step == 0 || terms.points.rawValue % partnership.step == 0 else {
      throw .noExchangeMultiple(partnership.step)
    }
    _ = try Self.uses(of: way, terms.points, used, command)
  }

  /// What an exchange uses of a partnership's limits.
  ///
  /// - Throws: ``Refusal/exchangeLimit`` where that is more than is left.
  static func uses(
    of way: ExchangeBook.Way,
    _ points: Points,
    _ used: [CapUse],
    _ command: CommandContext
  ) throws(Refusal) -> [CapUse] {
    var uses: [CapUse] = []
    for limit in way.limits {
      let use = CapUse(
        owner: CapUse.partnershipBit | way.number,
        period: limit.period,
        unit: limit.unit,
        periodStart: limit.period.start(in: command.programme, at: command.now),
        amount: limit.unit == .times ? 1 : points.rawValue
      )
      let before = used.first { $0.isSameCount(as: use) }?.amount ?? 0
      guard before <= limit.limit - use.amount else { throw .exchangeLimit }
      // Two limits of one period and unit count once.
      if !uses.contains(where: { $0.isSameCount(as: use) }) { uses.append(use) }
    }
    return uses
  }

  /// How many points one unit of an NFT costs.
  private mutating func price(
    _ from: ExchangeBook.Token,
    _ to: ExchangeBook.Token,
    _ way: ExchangeBook.Way,
    _ market: MarketRates,
    _ now: Timestamp
  ) throws(Refusal) {
    let point = try from.value(from.onRamp, at: now)
    let unit = try to.cost(at: now, market)
    terms.points = try Exchange.pointsToBurn(
      price: unit.value,
      onRamp: point.value,
      decimals: from.decimals
    )
    terms.received = Points(1)
    (terms.offRamp, terms.offRampSince) = point
    (terms.onRamp, terms.onRampSince) = unit
    terms.fee = Self.share(way.fee, of: terms.points)
  }

  private mutating func value(
    _ from: ExchangeBook.Token,
    _ to: ExchangeBook.Token,
    _ way: ExchangeBook.Way,
    _ override: FealtyLoyalty.Ratio?,
    _ market: MarketRates,
    _ now: Timestamp
  ) throws(Refusal) {
    if let override {
      guard let rates = way.rates, override.isAtLeast(rates.least), rates.most.isAtLeast(override)
      else { throw .overrideNotPermitted }
      (terms.offRamp, terms.onRamp) = (override, FealtyLoyalty.Ratio(whole: 1))
      terms.isOverridden = true
    } else {
      (terms.offRamp, terms.offRampSince) = try from.value(from.offRamp, at: now)
      (terms.onRamp, terms.onRampSince) = try to.cost(at: now, market)
    }
    terms.fee = Self.share(way.fee, of: terms.points)
    let conversion = try Exchange.convert(
      terms.points - terms.fee,
      offRamp: terms.offRamp,
      onRamp: terms.onRamp,
      decimals: to.decimals - from.decimals
    )
    (terms.received, terms.remainder) = (conversion.received, conversion.remainder)
  }

  /// floor(points × share).
  private static func share(_ share: FealtyLoyalty.Ratio, of points: Points) -> Points {
    guard share.numerator > 0 else { return .zero }
    let product = UInt128(points.rawValue) * UInt128(share.numerator)
    return Points(Int64(product / UInt128(share.denominator)))
  }
}

extension FealtyLoyalty.Ratio {
  fileprivate func isAtLeast(_ other: FealtyLoyalty.Ratio) -> Bool {
    Int128(numerator) * Int128(other.denominator) >= Int128(other.numerator) * Int128(denominator)
  }
}

extension FealtyLoyalty.CapPeriod {
  /// When the period that an instant lies in began.
  fileprivate func start(in programme: PublishedProgramme, at now: Timestamp) -> Timestamp {
    let calendar = programme.dueTerms.calendar
    return switch self {
    case .basket, .life: Timestamp(milliseconds: 0)
    case .day: calendar.start(of: .day, containing: now)
    case .week: calendar.start(of: .week, containing: now)
    case .month: calendar.start(of: .month, containing: now)
    }
  }
}
