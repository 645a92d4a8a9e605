internal import FealtyLoyalty
internal import FealtyWire

/// What a programme says about exchanges, as every shard reads it: its tokens' values and its
/// partnerships.
struct ExchangeBook: Sendable {
  /// What a whole unit is worth from an instant to another.
  struct Value: Sendable {
    var value: FealtyLoyalty.Ratio
    var from: Timestamp
    var to: Timestamp
  }

  /// A token as an exchange sees it.
  ///
  /// An object, as a way is: each exchange looks at two of them, and they are large.
  final class Token: Sendable {
    let number: TokenNumber
    let type: TokenType
    let decimals: Int
    let isPaused: Bool
    let isSandbox: Bool
    let onRamp: [Value]
    let offRamp: [Value]
    /// 0 = any.
    let maxValueAgeMilliseconds: Int64
    let membership: MembershipCheck
    /// Other programmes whose tokens may become this one.
    let accepts: [String]
    let schedule: LotSchedule
    /// Whether its brand keeps its members' points itself.
    let isLight: Bool
    /// Its id in UTF-8.
    let idBytes: [UInt8]
    /// As it was put.
    let message: FealtyWire.Token

    fileprivate init(
      _ token: FealtyWire.Token,
      number: TokenNumber,
      isSandbox: Bool,
      isLight: Bool
    ) {
      self.number = number
      type = token.type
      decimals = Int(token.decimals)
      isPaused = token.status != .tokenActive
      self.isSandbox = isSandbox
      onRamp = token.onRamp.compactMap(Value.init)
      offRamp = token.offRamp.compactMap(Value.init)
      maxValueAgeMilliseconds = token.maxValueAgeMs
      membership = MembershipCheck(token.membership, isSandbox: isSandbox)
      accepts = token.acceptsProgramIDs
      schedule = LotSchedule(
        FealtyLoyalty.LotTerms(token.exchangeLotTerms ?? FealtyWire.LotTerms())
      )
      self.isLight = isLight
      idBytes = Array(token.tokenID.utf8)
      message = token
    }

    /// Whether members of the server hold it, and not somebody else.
    var isHeldHere: Bool {
      switch type {
      // What credited a light brand's members has no say when it has become a full one.
      case .typeErc20, .typeGiftCard: !isLight
      case .typeErc721: !isLight && message.partner == nil
      default: false
      }
    }

    /// Whether a partner outside gives it out; crypto has no sandbox.
    var isHeldOutside: Bool {
      message.partner != nil && !isHeldHere && !(type == .typeCrypto && isSandbox)
    }

    /// Whether it is members' points that their brand keeps itself: it is asked for them.
    var isGivenOutside: Bool { isLight && (type == .typeErc20 || type == .typeGiftCard) }

    /// The webhook through which its partner is asked; nil where that is no webhook.
    var webhookID: String? {
      guard let partner = message.partner, partner.kind == .partnerWebhook else { return nil }
      return partner.webhookID
    }

    /// Whether the number may name somebody at the partner.
    ///
    /// A donation names nobody, and crypto goes to an e-mail.
    func namesOutside(_ number: UnsafeRawBufferPointer) -> Bool {
      guard type == .typeCrypto else { return membership.takes(number) }
      let parts = number.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return false }
      let isPlain = number.allSatisfy { $0 > 0x20 && $0 != 0x7F }
      return isPlain && membership.takes(number)
    }
  }

  /// A way from one token to another.
  final class Way: Sendable {
    let number: UInt32
    let from: TokenNumber
    let isPaused: Bool
    let opens: Timestamp
    let closes: Timestamp
    let fee: FealtyLoyalty.Ratio
    /// Bounds on a request's own rate; nil = none is taken.
    let rates: (least: FealtyLoyalty.Ratio, most: FealtyLoyalty.Ratio)?
    let limits: [Limit]
    /// As it was put.
    let partnership: Partnership

    fileprivate init(_ partnership: Partnership, number: UInt32, from: TokenNumber) {
      self.number = number
      self.from = from
      isPaused = partnership.paused
      opens = Timestamp(milliseconds: partnership.fromMs)
      closes = partnership.toMs == 0 ? .never : Timestamp(milliseconds: partnership.toMs)
      fee = FealtyLoyalty.Ratio(partnership.fee) ?? .zero
      limits = partnership.limits.map { limit in
        Limit(
          period: .init(rawValue: UInt8(clamping: limit.period.rawValue)) ?? .life,
          unit: .init(rawValue: UInt8(clamping: limit.unit.rawValue)) ?? .points,
          limit: limit.limit
        )
      }
      self.partnership = partnership
      if let least = FealtyLoyalty.Ratio(partnership.minRate),
        let most = FealtyLoyalty.Ratio(partnership.maxRate)
      {
        rates = (least, most)
      } else {
        rates = nil
      }
    }

    func isOpen(at now: Timestamp) -> Bool { !isPaused && opens <= now && now < closes }
  }

  struct Limit: Sendable, BitwiseCopyable {
    var period: FealtyLoyalty.CapPeriod
    var unit: FealtyLoyalty.CapUnit
    var limit: Int64
  }

  private struct Key: Hashable {
    var from: TokenNumber
    var program: String
    var token: String
  }

  private(set) var tokens: [Token] = []
  private(set) var ways: [Way] = []
  private var places: [Key: Int] = [:]

  static let none = ExchangeBook()

  private init() {}

  init(_ programme: Programme, numbers: [String: TokenNumber], names: NumberedNames) {
    let isSandbox = programme.settings?.sandbox ?? false
    let isLight = programme.settings?.integration == .integrationLight
    for token in programme.tokens {
      guard let number = numbers[token.tokenID] else { continue }
      tokens.append(
        Token(
          token,
          number: number,
          isSandbox: isSandbox || token.sandbox,
          isLight: isLight
        )
      )
    }
    for partnership in programme.partnerships {
      guard let from = numbers[partnership.fromTokenID] else { continue }
      let program =
        partnership.toProgramID.isEmpty ? programme.programID : partnership.toProgramID
      let key = Key(from: from, program: program, token: partnership.toTokenID)
      let number = names.number(of: partnership.partnershipID, .partnership)
      places[key] = ways.count
      ways.append(Way(partnership, number: number, from: from))
    }
  }

  func token(_ number: TokenNumber) -> Token? {
    for token in tokens where token.number == number { return token }
    return nil
  }

  /// The token with this id, in UTF-8.
  func token(_ id: UnsafeRawBufferPointer) -> Token? {
    for token in tokens where token.idBytes.elementsEqual(id) { return token }
    return nil
  }

  /// Whether a token's partner is asked through this webhook.
  func asks(webhook id: String) -> Bool {
    tokens.contains { $0.webhookID == id || $0.membership.inquiry?.webhookID == id }
  }

  /// The way with this number; nil where it is not there any more.
  func way(_ number: UInt32) -> Way? {
    for way in ways where way.number == number { return way }
    return nil
  }

  /// The way from a token of this programme to another one; nil where there is none.
  func way(from: TokenNumber, to token: String, of program: String) -> Way? {
    places[Key(from: from, program: program, token: token)].map { ways[$0] }
  }
}

extension ExchangeBook.Token {
  /// The value that decides at an instant.
  ///
  /// - Throws: ``Refusal/rateStale`` where there is none, or it is too old.
  func value(
    _ history: [ExchangeBook.Value],
    at now: Timestamp
  ) throws(Refusal) -> (
    value: FealtyLoyalty.Ratio, since: Timestamp
  ) {
    guard let newest = history.last(where: { $0.from <= now }), now < newest.to else {
      throw .rateStale
    }
    let age = now.milliseconds - newest.from.milliseconds
    guard maxValueAgeMilliseconds == 0 || age <= maxValueAgeMilliseconds else { throw .rateStale }
    return (newest.value, newest.from)
  }
}

extension ExchangeBook.Value {
  fileprivate init?(_ value: TokenValue) {
    guard let ratio = FealtyLoyalty.Ratio(value.value), ratio.numerator > 0 else { return nil }
    self.init(
      value: ratio,
      from: Timestamp(milliseconds: value.fromMs),
      to: value.toMs == 0 ? .never : Timestamp(milliseconds: value.toMs)
    )
  }
}
