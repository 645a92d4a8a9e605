internal import FealtyLoyalty
internal import FealtyWire

// `PostingDetails` ↔ fields 15, 30 to 33, 36, 39 and 220 of `PointsPostedRecord`, and the messages
// that these share with `StoredMember`.

extension OutputBuffer {
  mutating func writeDetails(_ details: PostingDetails) {
    writeNonEmpty(15, details.reason)
    for change in details.lotChanges {
      writeMessage(30) { out in
        out.writeNonZero(1, UInt64(change.lot.version))
        out.writeNonZero(2, UInt64(change.lot.index))
        if !change.waits { out.writeNonZero(3, change.activationAt.milliseconds) }
        out.writeNonZero(4, change.expiresAt.storedExpiry)
        if change.waits { out.writeBool(5, true) }
      }
    }
    for clock in details.clocks { writeClock(31, clock) }
    for use in details.counterUses { writeCounterUse(32, use) }
    if let voucher = details.voucher { writeVoucher(33, voucher) }
    if let count = details.dayCounted {
      // Its token is the posting's.
      writeNonZero(36, count.points.rawValue)
      writeNonZero(39, Int64(count.day))
    }
    if let step = details.tierStep { writeTierStep(220, step) }
  }

  /// A `StoredClock`.
  mutating func writeClock(_ field: UInt32, _ clock: TokenClock) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, UInt64(clock.token))
      out.writeNonZero(2, clock.inactiveAt.storedExpiry)
      out.writeNonZero(3, clock.decayAt.storedExpiry)
    }
  }

  /// A `StoredCounterUse`.
  mutating func writeCounterUse(_ field: UInt32, _ use: CounterUse) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, UInt64(use.owner))
      out.writeNonZero(2, UInt64(use.kind.rawValue))
      out.writeNonZero(3, use.at.milliseconds)
      if use.delta != 0 { out.writeSInt64(4, use.delta) }
      out.writeNonZero(5, use.before)
    }
  }

  /// A `StoredVoucher`.
  mutating func writeVoucher(_ field: UInt32, _ voucher: Voucher) {
    writeMessage(field) { (out: inout OutputBuffer) in
      out.writeNonZero(1, UInt64(voucher.id))
      out.writeNonZero(2, UInt64(voucher.type))
      if voucher.tag != 0 { out.writeFixed64(3, voucher.tag) }
      if voucher.check != 0 {
        Swift.withUnsafeBytes(of: voucher.check.littleEndian) { out.writeBytes(4, $0) }
      }
      out.writeNonZero(5, voucher.validTo.storedExpiry)
      if voucher.valueMinor != 0 { out.writeSInt64(6, voucher.valueMinor) }
      out.writeNonZero(7, UInt64(voucher.state.rawValue))
      out.writeNonZero(150, UInt64(voucher.endedBy))
    }
  }
}

extension Posting {
  /// Reads one of the fields of its details; another one is stepped over.
  mutating func readDetail(
    _ tag: UInt32,
    of fields: inout FieldReader
  ) throws(DecodingError) {
    switch tag >> 3 {
    case 15: details.reason = try fields.readString()
    case 30: details.lotChanges.append(try fields.readLotChange())
    case 31: details.clocks.append(try fields.readClock())
    case 32: details.counterUses.append(try fields.readCounterUse())
    case 33: details.voucher = try fields.readVoucher()
    case 36:
      let points = try fields.readPoints()
      var count = details.dayCounted ?? DayCount(day: 0, token: token, points: .zero)
      count.points = points
      details.dayCounted = count
    case 39:
      let day = Int32(truncatingIfNeeded: try fields.readInt())
      var count = details.dayCounted ?? DayCount(day: 0, token: token, points: .zero)
      count.day = day
      details.dayCounted = count
    case 45: details.exchange = try fields.readExchange()
    case 220: details.tierStep = try fields.readTierStep()
    default: try fields.skip(tag)
    }
  }

  /// Whether a field of the record is part of a posting that is not read in passing.
  static func isRareEffect(_ field: UInt32) -> Bool {
    switch field {
    case 0...15, 30...33, 36, 39, 45, 220: true
    default: false
    }
  }
}

extension FieldReader {
  fileprivate mutating func readLotChange() throws(DecodingError) -> LotChange {
    let numbers = try readNumbers(count: 5)
    let waits = numbers[5] != 0
    return LotChange(
      lot: LotID(version: UInt32(clamping: numbers[1]), index: UInt16(clamping: numbers[2])),
      activationAt: waits ? .never : Timestamp(milliseconds: Int64(bitPattern: numbers[3])),
      expiresAt: Timestamp(storedExpiry: Int64(bitPattern: numbers[4])),
      waits: waits
    )
  }

  mutating func readClock() throws(DecodingError) -> TokenClock {
    let numbers = try readNumbers(count: 3)
    return TokenClock(
      token: TokenNumber(clamping: numbers[1]),
      inactiveAt: Timestamp(storedExpiry: Int64(bitPattern: numbers[2])),
      decayAt: Timestamp(storedExpiry: Int64(bitPattern: numbers[3]))
    )
  }

  mutating func readCounterUse() throws(DecodingError) -> CounterUse {
    let numbers = try readNumbers(count: 5)
    return CounterUse(
      owner: UInt32(clamping: numbers[1]),
      kind: CounterKind(rawValue: UInt8(clamping: numbers[2])) ?? .visits,
      at: Timestamp(milliseconds: Int64(bitPattern: numbers[3])),
      delta: ZigZag.decode(numbers[4]),
      before: Int64(bitPattern: numbers[5])
    )
  }

  mutating func readVoucher() throws(DecodingError) -> Voucher {
    var fields = try readMessage()
    var voucher = Voucher(id: 0, type: 0, tag: 0, check: 0, validTo: .never, valueMinor: 0)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return voucher
      case 1 << 3: voucher.id = try fields.readNumber(UInt32.self)
      case 2 << 3: voucher.type = try fields.readNumber(UInt32.self)
      case 3 << 3 | 1: voucher.tag = try fields.readFixed64()
      case 4 << 3 | 2:
        let bytes = try fields.readBytes()
        guard bytes.count == 8 else { throw .truncated(offset: offset) }
        voucher.check = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
      case 5 << 3: voucher.validTo = Timestamp(storedExpiry: try fields.readInt())
      case 6 << 3: voucher.valueMinor = ZigZag.decode(try fields.readVarint())
      case 7 << 3:
        voucher.state = Voucher.State(rawValue: try fields.readNumber(UInt8.self)) ?? .issued
      case 150 << 3: voucher.endedBy = try fields.readNumber(UInt32.self)
      default: try fields.skip(tag)
      }
    }
  }
}
