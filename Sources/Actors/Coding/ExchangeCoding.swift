internal import FealtyLoyalty
internal import FealtyWire

// `ExchangeStep` ↔ `StoredExchange`, and what `StoredMember` keeps of exchanges.

extension OutputBuffer {
  /// A `StoredExchange`.
  mutating func writeExchange(_ field: UInt32, _ step: ExchangeStep) {
    writeMessage(field) { out in
      if step.id.member != 0 { out.writeFixed64(1, step.id.member) }
      out.writeNonZero(2, UInt64(step.id.version))
      out.writeTerms(step.terms)
      out.writeNonZero(22, UInt64(step.creditedVersion))
      for draw in step.paid { out.writeDraw(24, draw, version: 0) }
      for use in step.used { out.writeCapUse(25, use) }
      out.writeNonEmpty(60, step.membership)
      out.writeNonEmpty(61, step.receipt)
      out.writeNonZero(62, step.watchUntil.milliseconds)
    }
  }

  /// The terms alone as a `StoredExchange`.
  private mutating func writeTerms(_ field: UInt32, _ terms: ExchangeTerms, version: UInt32) {
    writeMessage(field) { out in
      out.writeNonZero(2, UInt64(version))
      out.writeTerms(terms)
    }
  }

  /// Fields 3 to 23 but for 22, and 160.
  private mutating func writeTerms(_ terms: ExchangeTerms) {
    if terms.target != 0 { writeFixed64(3, terms.target) }
    writeNonZero(4, UInt64(terms.targetToken))
    writeNonZero(5, terms.points.rawValue)
    writeNonZero(6, terms.fee.rawValue)
    writeNonZero(7, terms.received.rawValue)
    writeRatio(8, terms.remainder)
    writeRatio(10, terms.offRamp)
    writeRatio(12, terms.onRamp)
    if terms.isOverridden { writeBool(14, true) }
    writeNonZero(15, terms.offRampSince.milliseconds)
    writeNonZero(16, terms.onRampSince.milliseconds)
    writeNonZero(17, UInt64(terms.partnership))
    writeNonZero(18, UInt64(terms.partnershipVersion))
    if let id = RequestID(terms.caller) {
      id.write(19, to: &self)
      writeFixed64(20, terms.caller.hash)
      writeNonZero(21, terms.caller.occurredAt.milliseconds)
    }
    writeNonZero(23, terms.ruleSetVersion)
    if terms.isFromOutside { writeBool(160, true) }
  }

  /// Numerator and denominator as two fields; nothing where it is 0.
  private mutating func writeRatio(_ field: UInt32, _ ratio: FealtyLoyalty.Ratio) {
    guard ratio.numerator != 0 else { return }
    writeInt64(field, ratio.numerator)
    writeInt64(field + 1, ratio.denominator)
  }

  /// An `ExchangeFacts`: the same as ``ExchangeFacts/init(_:_:)``, without the detour.
  mutating func writeExchangeFacts(
    _ field: UInt32,
    _ id: ExchangeID,
    _ terms: ExchangeTerms,
    credited version: UInt32,
    _ programme: PublishedProgramme
  ) {
    writeMessage(field) { out in
      TransactionID(member: id.member, version: id.version).write(1, to: &out)
      out.writeNonZero(2, terms.points.rawValue)
      out.writeNonZero(3, terms.fee.rawValue)
      out.writeNonZero(4, terms.received.rawValue)
      out.writeWireRatio(5, terms.remainder)
      if terms.offRamp.numerator != 0 { out.writeExchangeRate(6, terms, programme) }
      if version != 0 {
        TransactionID(member: terms.target, version: version).write(7, to: &out)
      }
    }
  }

  private mutating func writeExchangeRate(
    _ field: UInt32,
    _ terms: ExchangeTerms,
    _ programme: PublishedProgramme
  ) {
    writeMessage(field) { out in
      out.writeWireRatio(1, terms.offRamp)
      out.writeWireRatio(2, terms.onRamp)
      if terms.isOverridden { out.writeBool(3, true) }
      out.writeNonZero(4, terms.offRampSince.milliseconds)
      out.writeNonZero(5, terms.onRampSince.milliseconds)
      out.writeNonEmpty(6, programme.names.name(of: terms.partnership, .partnership))
      out.writeNonZero(7, UInt64(terms.partnershipVersion))
    }
  }

  private mutating func writeWireRatio(_ field: UInt32, _ ratio: FealtyLoyalty.Ratio) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, ratio.numerator)
      out.writeNonZero(2, ratio.denominator)
    }
  }

  /// A `StoredTransit`.
  mutating func writeTransit(_ field: UInt32, _ transit: Transit) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, UInt64(transit.id))
      out.writeNonZero(2, UInt64(transit.token))
      out.writeTerms(3, transit.terms, version: transit.id)
      for draw in transit.draws { out.writeDraw(4, draw, version: 0) }
      for use in transit.capUses { out.writeCapUse(5, use) }
      out.writeNonZero(6, UInt64(transit.returns))
      out.writeNonZero(7, UInt64(transit.creditedVersion))
      out.writeNonEmpty(60, transit.membership)
      out.writeNonZero(160, UInt64(transit.giving.rawValue))
      out.writeNonEmpty(161, transit.reason)
      out.writeNonZero(200, transit.since.milliseconds)
    }
  }

  /// A `StoredGivenUpExchange`.
  mutating func writeGivenUp(_ field: UInt32, _ exchange: GivenUpExchange) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, UInt64(exchange.id))
      out.writeNonZero(2, UInt64(exchange.token))
      out.writeTerms(3, exchange.terms, version: exchange.id)
      out.writeNonZero(4, exchange.watchUntil.milliseconds)
      out.writeNonZero(5, exchange.deliveredAt.milliseconds)
      out.writeNonEmpty(6, exchange.receipt)
    }
  }

  /// A `StoredDraw`.
  mutating func writeDraw(_ field: UInt32, _ draw: Draw, version: UInt32) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeLot(1, draw.lot, version: version)
      out.writeNonZero(2, draw.points.rawValue)
      out.writeNonZero(3, UInt64(draw.destination.rawValue))
      out.writeNonZero(4, UInt64(draw.hold))
    }
  }

  /// A `StoredExchangeTotals`.
  mutating func writeExchangeTotals(_ field: UInt32, _ totals: ExchangeTotals) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, UInt64(totals.token))
      out.writeNonZero(2, totals.inTransit.rawValue)
      out.writeNonZero(3, totals.exchanged.rawValue)
      out.writeNonZero(4, totals.fees.rawValue)
      out.writeNonZero(5, totals.received.rawValue)
      for part in totals.rounding.parts {
        out.writeMessage(6) { (out: inout OutputBuffer) in
          out.writeNonZero(1, part.denominator)
          out.writeNonZero(2, part.whole)
          out.writeNonZero(3, part.numerator)
        }
      }
      out.writeNonZero(60, totals.delivered.rawValue)
    }
  }
}

extension FieldReader {
  /// A `StoredExchange`.
  mutating func readExchange() throws(DecodingError) -> ExchangeStep {
    let bytes = try readBytes()
    let stored = try StoredExchange(decoding: bytes)
    var paid: [Draw] = []
    var used: [CapUse] = []
    if !stored.paid.isEmpty || !stored.used.isEmpty {
      var fields = FieldReader(bytes)
      reading: while true {
        let tag = try fields.nextTag()
        switch tag >> 3 {
        case 0: break reading
        case 24: paid.append(try fields.readDraw(version: 0))
        case 25: used.append(try fields.readCapUse())
        default: try fields.skip(tag)
        }
      }
    }
    return ExchangeStep(
      id: ExchangeID(member: stored.source, version: stored.sourceVersion),
      terms: ExchangeTerms(stored),
      creditedVersion: stored.creditedVersion,
      paid: paid,
      used: used,
      membership: stored.membershipNumber,
      receipt: stored.receipt,
      watchUntil: Timestamp(milliseconds: stored.watchUntilMs)
    )
  }

  /// A `StoredTransit`.
  mutating func readTransit() throws(DecodingError) -> Transit {
    var fields = try readMessage()
    var transit = Transit(id: 0, token: 0, terms: ExchangeTerms(), draws: [], capUses: [])
    while true {
      let tag = try fields.nextTag()
      switch tag >> 3 {
      case 0: return transit
      case 1: transit.id = try fields.readNumber(UInt32.self)
      case 2: transit.token = try fields.readNumber(TokenNumber.self)
      case 3: transit.terms = try fields.readExchange().terms
      case 4: transit.draws.append(try fields.readDraw(version: 0))
      case 5: transit.capUses.append(try fields.readCapUse())
      case 6: transit.returns = try fields.readNumber(UInt32.self)
      case 7: transit.creditedVersion = try fields.readNumber(UInt32.self)
      case 60: transit.membership = try fields.readString()
      case 160:
        let giving = try fields.readNumber(UInt8.self)
        transit.giving = Transit.Giving(rawValue: giving) ?? .none
      case 161: transit.reason = try fields.readString()
      case 200: transit.since = Timestamp(milliseconds: try fields.readNumber(Int64.self))
      default: try fields.skip(tag)
      }
    }
  }

  /// A `StoredGivenUpExchange`.
  mutating func readGivenUp() throws(DecodingError) -> GivenUpExchange {
    let stored = try StoredGivenUpExchange(decoding: try readBytes())
    var exchange = GivenUpExchange(
      id: stored.version,
      token: TokenNumber(clamping: stored.token),
      terms: ExchangeTerms(stored.exchange ?? StoredExchange()),
      watchUntil: Timestamp(milliseconds: stored.watchUntilMs)
    )
    exchange.deliveredAt = Timestamp(milliseconds: stored.deliveredAtMs)
    exchange.receipt = stored.receipt
    return exchange
  }

  /// A `StoredExchangeTotals`.
  mutating func readExchangeTotals() throws(DecodingError) -> ExchangeTotals {
    let stored = try StoredExchangeTotals(decoding: try readBytes())
    var totals = ExchangeTotals(token: TokenNumber(clamping: stored.token))
    totals.inTransit = Points(stored.inTransit)
    totals.exchanged = Points(stored.exchanged)
    totals.fees = Points(stored.fees)
    totals.received = Points(stored.received)
    totals.delivered = Points(stored.delivered)
    for part in stored.rounding {
      totals.rounding.add(
        Remainders.Part(
          denominator: part.denominator,
          whole: part.whole,
          numerator: part.numerator
        )
      )
    }
    return totals
  }
}

extension ExchangeTerms {
  init(_ stored: StoredExchange) {
    self.init()
    target = stored.target
    targetToken = TokenNumber(clamping: stored.targetToken)
    points = Points(stored.points)
    fee = Points(stored.fee)
    received = Points(stored.received)
    remainder = Self.ratio(stored.remainderNumerator, stored.remainderDenominator)
    offRamp = Self.ratio(stored.offRampNumerator, stored.offRampDenominator)
    onRamp = Self.ratio(stored.onRampNumerator, stored.onRampDenominator)
    isOverridden = stored.overridden
    isFromOutside = stored.fromOutside
    offRampSince = Timestamp(milliseconds: stored.offRampSinceMs)
    onRampSince = Timestamp(milliseconds: stored.onRampSinceMs)
    partnership = stored.partnership
    partnershipVersion = stored.partnershipVersion
    ruleSetVersion = stored.ruleSetVersion
    guard let id = stored.requestID.withUnsafeBytes({ RequestID($0) }) else { return }
    (caller.high, caller.low) = (id.high, id.low)
    caller.hash = stored.contentHash
    caller.occurredAt = Timestamp(milliseconds: stored.occurredAtMs)
  }

  private static func ratio(_ numerator: Int64, _ denominator: Int64) -> FealtyLoyalty.Ratio {
    FealtyLoyalty.Ratio(numerator, denominator) ?? .zero
  }
}

extension RequestID {
  /// The id of an exchange's request; nil where none asked.
  init?(_ caller: ExchangeTerms.Caller) {
    guard caller.high != 0 || caller.low != 0 else { return nil }
    (high, low) = (caller.high, caller.low)
  }
}

extension ExchangeFacts {
  /// What a record tells of an exchange.
  ///
  /// `id`: where the step's own is not the one that was answered.
  init(_ step: ExchangeStep, _ programme: PublishedProgramme, named id: ExchangeID? = nil) {
    let (terms, id) = (step.terms, id ?? step.id)
    self.init(
      exchangeID: TransactionID(member: id.member, version: id.version).text,
      points: terms.points.rawValue,
      fee: terms.fee.rawValue,
      received: terms.received.rawValue,
      remainder: FealtyWire.Ratio(terms.remainder)
    )
    if terms.offRamp.numerator != 0 { rate = ExchangeRate(terms, programme) }
    receipt = step.receipt
    if step.creditedVersion != 0 {
      creditedTransactionID =
        TransactionID(member: terms.target, version: step.creditedVersion).text
    }
  }
}

extension ExchangeRate {
  init(_ terms: ExchangeTerms, _ programme: PublishedProgramme) {
    self.init(
      offRamp: FealtyWire.Ratio(terms.offRamp),
      onRamp: FealtyWire.Ratio(terms.onRamp),
      overridden: terms.isOverridden,
      offRampSinceMs: terms.offRampSince.milliseconds,
      onRampSinceMs: terms.onRampSince.milliseconds,
      partnershipID: programme.names.name(of: terms.partnership, .partnership),
      partnershipVersion: terms.partnershipVersion
    )
  }
}

extension FealtyWire.Ratio {
  init(_ ratio: FealtyLoyalty.Ratio) {
    self.init(numerator: ratio.numerator, denominator: ratio.denominator)
  }

  /// Parts that add up to a sum of remainders.
  static func list(_ rounding: Remainders) -> [FealtyWire.Ratio] {
    var whole: Int64 = 0
    var list: [FealtyWire.Ratio] = []
    for part in rounding.parts {
      whole += part.whole
      if part.numerator != 0 {
        list.append(Self(numerator: part.numerator, denominator: part.denominator))
      }
    }
    if whole != 0 { list.insert(Self(numerator: whole, denominator: 1), at: 0) }
    return list
  }
}
