internal import FealtyLoyalty
internal import FealtyWire

// Lots and holds ↔ `StoredLot`, `StoredHold` of records.proto. Written by hand because every earn's
// record and every member of a snapshot passes through; ActorsTests compare the bytes with the
// generated codec's.

extension Timestamp {
  /// The schema's form: 0 = never.
  var storedExpiry: Int64 { self == .never ? 0 : milliseconds }

  init(storedExpiry: Int64) {
    self = storedExpiry == 0 ? .never : Timestamp(milliseconds: storedExpiry)
  }
}

extension OutputBuffer {
  /// Writes `value` unless it is the field's default.
  @inline(__always)
  mutating func writeNonZero(_ field: UInt32, _ value: Int64) {
    if value != 0 { writeInt64(field, value) }
  }

  @inline(__always)
  mutating func writeNonZero(_ field: UInt32, _ value: UInt64) {
    if value != 0 { writeUInt64(field, value) }
  }

  @inline(__always)
  mutating func writeNonEmpty(_ field: UInt32, _ value: String) {
    if !value.isEmpty { writeString(field, value) }
  }

  /// A `StoredLot`.
  ///
  /// `version`: the record's; a lot of that version leaves its own out. 0 = always write it.
  /// `madeAt`: the record's time, of a lot that the record makes: its remaining points are its
  /// amount, it is active at once unless a field says when, and so both need no field.
  mutating func writeLot(
    _ field: UInt32,
    _ lot: FealtyLoyalty.Lot,
    version: UInt32,
    madeAt: Timestamp? = nil
  ) {
    writeMessage(field) { out in
      out.writeNonZero(1, UInt64(lot.id.index))
      if lot.id.version != version { out.writeNonZero(2, UInt64(lot.id.version)) }
      out.writeNonZero(3, UInt64(lot.token))
      out.writeNonZero(4, UInt64(lot.kind.rawValue))
      out.writeNonZero(5, lot.amount.rawValue)
      if madeAt == nil { out.writeNonZero(6, lot.remaining.rawValue) }
      out.writeNonZero(7, lot.locked.rawValue)
      if lot.activationAt != madeAt, !lot.waits {
        out.writeNonZero(8, lot.activationAt.milliseconds)
      }
      out.writeNonZero(9, lot.expiresAt.storedExpiry)
      if lot.waits { out.writeUInt64(10, 1) }
      out.writeNonZero(11, UInt64(lot.partner))
    }
  }

  /// A `StoredHold`.
  mutating func writeHold(_ field: UInt32, _ hold: FealtyLoyalty.Hold) {
    writeMessage(field) { out in
      out.writeNonZero(1, UInt64(hold.id))
      out.writeNonZero(2, UInt64(hold.kind.rawValue))
      out.writeNonZero(3, UInt64(hold.token))
      for part in hold.parts {
        out.writeMessage(4) { out in
          out.writeNonZero(1, UInt64(part.lot.version))
          out.writeNonZero(2, UInt64(part.lot.index))
          out.writeNonZero(3, part.points.rawValue)
        }
      }
      out.writeNonZero(5, hold.until.storedExpiry)
      out.writeNonEmpty(6, hold.reason)
      out.writeNonZero(7, UInt64(hold.onTransaction))
    }
  }

  /// A `StoredCapUse`.
  ///
  /// `before`: how much was used before, where the record keeps it.
  mutating func writeCapUse(_ field: UInt32, _ use: CapUse, before: Int64 = 0) {
    writeMessage(field) { out in
      out.writeNonZero(1, UInt64(use.owner))
      out.writeNonZero(2, UInt64(use.period.rawValue))
      out.writeNonZero(3, use.periodStart.milliseconds)
      if use.amount != 0 { out.writeSInt64(4, use.amount) }
      out.writeNonZero(5, UInt64(use.scope.rawValue))
      if use.key != 0 { out.writeFixed64(6, use.key) }
      out.writeNonZero(7, UInt64(use.unit.rawValue))
      out.writeNonZero(8, before)
    }
  }
}

extension FieldReader {
  mutating func readInt() throws(DecodingError) -> Int64 {
    Int64(bitPattern: try readVarint())
  }

  /// A varint that fits the type, or an error: a record never holds another.
  mutating func readNumber<T: FixedWidthInteger>(_ type: T.Type) throws(DecodingError) -> T {
    let value = try readVarint()
    guard let number = T(exactly: value) else { throw .overlongVarint(offset: offset) }
    return number
  }

  mutating func readPoints() throws(DecodingError) -> Points { Points(try readInt()) }

  /// A `StoredLot`, as ``OutputBuffer/writeLot(_:_:version:madeAt:)`` writes it.
  mutating func readLot(
    version: UInt32,
    madeAt: Timestamp? = nil
  ) throws(DecodingError) -> FealtyLoyalty.Lot {
    var fields = try readMessage()
    var lot = FealtyLoyalty.Lot(
      id: LotID(version: version, index: 0),
      token: 0,
      kind: .base,
      amount: .zero,
      remaining: .zero,
      activationAt: madeAt ?? Timestamp(milliseconds: 0),
      expiresAt: .never
    )
    while true {
      let tag = try fields.nextTag()
      switch tag >> 3 {
      case 0:
        if madeAt != nil { lot.remaining = lot.amount }
        if lot.waits { lot.activationAt = .never }
        return lot
      case 1: lot.id.index = try fields.readNumber(UInt16.self)
      case 2: lot.id.version = try fields.readNumber(UInt32.self)
      case 3: lot.token = try fields.readNumber(TokenNumber.self)
      case 4: lot.kind = LotKind(rawValue: try fields.readNumber(UInt8.self)) ?? .base
      case 5: lot.amount = try fields.readPoints()
      case 6: lot.remaining = try fields.readPoints()
      case 7: lot.locked = try fields.readPoints()
      case 8: lot.activationAt = Timestamp(milliseconds: try fields.readInt())
      case 9: lot.expiresAt = Timestamp(storedExpiry: try fields.readInt())
      case 10: lot.waits = try fields.readVarint() & 1 != 0
      case 11: lot.partner = try fields.readNumber(UInt16.self)
      default: try fields.skip(tag)
      }
    }
  }

  mutating func readHold() throws(DecodingError) -> FealtyLoyalty.Hold {
    var fields = try readMessage()
    var hold = FealtyLoyalty.Hold(id: 0, kind: .lock, token: 0, parts: [], until: .never)
    while true {
      let tag = try fields.nextTag()
      switch tag >> 3 {
      case 0: return hold
      case 1: hold.id = try fields.readNumber(UInt32.self)
      case 2: hold.kind = HoldKind(rawValue: try fields.readNumber(UInt8.self)) ?? .lock
      case 3: hold.token = try fields.readNumber(TokenNumber.self)
      case 4:
        let part = try fields.readNumbers(count: 3)
        hold.parts.append(
          HoldPart(
            lot: LotID(version: UInt32(clamping: part[1]), index: UInt16(clamping: part[2])),
            points: Points(Int64(bitPattern: part[3]))
          )
        )
      case 5: hold.until = Timestamp(storedExpiry: try fields.readInt())
      case 6: hold.reason = try fields.readString()
      case 7: hold.onTransaction = try fields.readNumber(UInt32.self)
      default: try fields.skip(tag)
      }
    }
  }

  /// The varint fields 1 to `count` (at most 7) of a message; absent ones are 0.
  mutating func readNumbers(count: Int) throws(DecodingError) -> InlineArray<8, UInt64> {
    var fields = try readMessage()
    var numbers = InlineArray<8, UInt64>(repeating: 0)
    while true {
      let tag = try fields.nextTag()
      if tag == 0 { return numbers }
      if tag & 7 == 0, tag >> 3 <= count {
        numbers[Int(tag >> 3)] = try fields.readVarint()
      } else {
        try fields.skip(tag)
      }
    }
  }

  /// A `StoredCapUse`; what was used before it is stepped over.
  mutating func readCapUse() throws(DecodingError) -> CapUse {
    var before: Int64 = 0
    return try readCapUse(before: &before)
  }

  /// A `StoredCapUse`, with what was used before it.
  mutating func readCapUse(before: inout Int64) throws(DecodingError) -> CapUse {
    var fields = try readMessage()
    var use = CapUse(
      owner: 0,
      period: .basket,
      periodStart: Timestamp(milliseconds: 0),
      amount: 0
    )
    before = 0
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return use
      case 1 << 3: use.owner = try fields.readNumber(UInt32.self)
      case 2 << 3: use.period = CapPeriod(rawValue: try fields.readNumber(UInt8.self)) ?? .basket
      case 3 << 3: use.periodStart = Timestamp(milliseconds: try fields.readInt())
      case 4 << 3: use.amount = ZigZag.decode(try fields.readVarint())
      case 5 << 3: use.scope = CapScope(rawValue: try fields.readNumber(UInt8.self)) ?? .member
      case 6 << 3 | 1: use.key = try fields.readFixed64()
      case 7 << 3: use.unit = CapUnit(rawValue: try fields.readNumber(UInt8.self)) ?? .points
      case 8 << 3: before = try fields.readInt()
      default: try fields.skip(tag)
      }
    }
  }
}
