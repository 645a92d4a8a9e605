internal import FealtyLoyalty
internal import FealtyWire

// `MemberExtras` ↔ fields 19 to 25, 40, 41, 60, 210 and 220 of `StoredMember`; `MemberGuard` ↔
// `StoredGuard`, which `MemberGuardedRecord` holds too.

extension OutputBuffer {
  mutating func writeExtras(_ extras: MemberExtras) {
    for counter in extras.counters { writeCounter(19, counter) }
    for voucher in extras.vouchers { writeVoucher(20, voucher) }
    for tier in extras.tiers { writeDatedText(21, tier) }
    for span in extras.segmentSpans { writeDatedText(22, span) }
    if !extras.guardian.isEmpty { writeGuard(23, extras.guardian) }
    for clock in extras.clocks { writeClock(24, clock) }
    if extras.isExpirySuspended { writeBool(25, true) }
    for transit in extras.transits { writeTransit(40, transit) }
    for totals in extras.exchanges { writeExchangeTotals(41, totals) }
    for exchange in extras.givenUp { writeGivenUp(60, exchange) }
    for mark in extras.cardMarks { writeMessage(210, MemberCard(mark)) }
    let standing = extras.tierStanding
    if !standing.isEmpty { writeTierStanding(220, standing) }
  }

  /// A `StoredCounter`.
  private mutating func writeCounter(_ field: UInt32, _ counter: FealtyLoyalty.Counter) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, UInt64(counter.owner))
      out.writeNonZero(2, UInt64(counter.kind.rawValue))
      out.writeNonZero(3, counter.base)
      // Nothing is folded before the first fold; then the instant is not the least one.
      if counter.baseUntil.milliseconds != .min {
        out.writeInt64(4, counter.baseUntil.milliseconds)
      }
      guard !counter.entries.isEmpty else { return }
      out.writeMessage(5) { out in
        var before: Int64 = 0
        for entry in counter.entries {
          out.writeVarint(ZigZag.encode(entry.at.milliseconds &- before))
          out.writeVarint(UInt64(entry.version))
          out.writeVarint(ZigZag.encode(entry.delta))
          before = entry.at.milliseconds
        }
      }
    }
  }

  /// A `DatedText`.
  private mutating func writeDatedText(_ field: UInt32, _ text: FealtyLoyalty.DatedText) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonEmpty(1, text.text)
      out.writeNonZero(2, text.from.milliseconds)
      out.writeNonZero(3, text.to.storedExpiry)
    }
  }

  /// A `StoredGuard`.
  mutating func writeGuard(_ field: UInt32, _ guardian: MemberGuard) {
    writeMessage(field) { (out: inout OutputBuffer) in
      if !guardian.pin.isEmpty { out.writeBytes(1, guardian.pin) }
      out.writeNonZero(2, UInt64(guardian.failed))
      out.writeNonZero(3, guardian.lockedUntil.milliseconds)
      for own in guardian.thresholds {
        out.writeMessage(4) { out in
          out.writeNonZero(1, UInt64(own.token))
          out.writeMessage(2, FealtyWire.PinThreshold(own.threshold))
        }
      }
      if let first = guardian.dayCounts.first { out.writeNonZero(5, Int64(first.day)) }
      for count in guardian.dayCounts {
        out.writeMessage(6) { out in
          out.writeNonZero(1, UInt64(count.token))
          out.writeNonZero(2, count.points.rawValue)
        }
      }
      out.writeNonZero(7, UInt64(guardian.lockOuts))
      out.writeNonZero(8, UInt64(guardian.failedInAll))
      out.writeNonZero(9, UInt64(guardian.failedOfDay))
      out.writeNonZero(10, guardian.dayBegan.milliseconds)
    }
  }
}

extension MemberExtras {
  /// Reads one of the fields 19 to 25, 40, 41, 60, 210 and 220; another one is stepped over.
  mutating func readField(
    _ tag: UInt32,
    from fields: inout FieldReader
  ) throws(DecodingError) {
    switch tag >> 3 {
    case 19: counters.append(try fields.readCounter())
    case 20: vouchers.append(try fields.readVoucher())
    case 21: tiers.append(FealtyLoyalty.DatedText(try .init(decoding: fields.readBytes())))
    case 22: segmentSpans.append(FealtyLoyalty.DatedText(try .init(decoding: fields.readBytes())))
    case 23: guardian = MemberGuard(try StoredGuard(decoding: fields.readBytes()))
    case 24: clocks.append(try fields.readClock())
    case 25: isExpirySuspended = try fields.readVarint() != 0
    case 40: transits.append(try fields.readTransit())
    case 41: exchanges.append(try fields.readExchangeTotals())
    case 60: givenUp.append(try fields.readGivenUp())
    case 210:
      let mark = CardMark(try MemberCard(decoding: fields.readBytes()))
      if let mark { cardMarks.append(mark) }
    case 220: tierStanding = try fields.readTierStanding()
    default: try fields.skip(tag)
    }
  }
}

extension FealtyLoyalty.DatedText {
  init(_ text: FealtyWire.DatedText) {
    self.init(
      text: text.text,
      from: Timestamp(milliseconds: text.fromMs),
      to: Timestamp(storedExpiry: text.toMs)
    )
  }
}

extension MemberGuard {
  init(_ stored: StoredGuard) {
    self.init()
    pin = stored.pin
    failed = stored.failed
    lockedUntil = Timestamp(milliseconds: stored.lockedUntilMs)
    lockOuts = stored.lockOuts
    failedInAll = stored.failedInAll
    failedOfDay = stored.failedOfDay
    dayBegan = Timestamp(milliseconds: stored.dayBeganMs)
    thresholds = stored.thresholds.map { own in
      Threshold(
        token: TokenNumber(clamping: own.token),
        threshold: FealtyLoyalty.PinThreshold(own.threshold ?? FealtyWire.PinThreshold())
      )
    }
    dayCounts = stored.sums.map { sum in
      DayCount(day: stored.day, token: TokenNumber(clamping: sum.token), points: Points(sum.points))
    }
  }
}

extension FieldReader {
  fileprivate mutating func readCounter() throws(DecodingError) -> FealtyLoyalty.Counter {
    var fields = try readMessage()
    var owner: UInt32 = 0
    var kind = CounterKind.visits
    var base: Int64 = 0
    var baseUntil = Timestamp(milliseconds: .min)
    var entries: [CounterEntry] = []
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        guard
          let counter = FealtyLoyalty.Counter(
            owner: owner,
            kind: kind,
            base: base,
            baseUntil: baseUntil,
            entries: entries
          )
        else { throw .truncated(offset: offset) }
        return counter
      case 1 << 3: owner = try fields.readNumber(UInt32.self)
      case 2 << 3: kind = CounterKind(rawValue: try fields.readNumber(UInt8.self)) ?? .visits
      case 3 << 3: base = try fields.readInt()
      case 4 << 3: baseUntil = Timestamp(milliseconds: try fields.readInt())
      case 5 << 3 | 2: entries = try fields.readCounterEntries()
      default: try fields.skip(tag)
      }
    }
  }

  private mutating func readCounterEntries() throws(DecodingError) -> [CounterEntry] {
    var numbers = FieldReader(try readBytes())
    var entries: [CounterEntry] = []
    var before: Int64 = 0
    while !numbers.isAtEnd {
      before = before &+ ZigZag.decode(try numbers.readVarint())
      entries.append(
        CounterEntry(
          at: Timestamp(milliseconds: before),
          version: try numbers.readNumber(UInt32.self),
          delta: ZigZag.decode(try numbers.readVarint())
        )
      )
    }
    return entries
  }
}
