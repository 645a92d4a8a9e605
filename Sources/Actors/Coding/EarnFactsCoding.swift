internal import FealtyLoyalty
internal import FealtyWire

// `EarnFacts` ↔ field 42 of `PointsPostedRecord`: what a return of lines leaves for the next one,
// so that it reads two records however often something came back.

extension OutputBuffer {
  /// A `StoredEarn`; nothing where the facts cannot be told without older records.
  ///
  /// `position`: packed position of the earn's record.
  mutating func writeEarnFacts(_ facts: EarnFacts, position: UInt64) {
    guard facts.isComplete else { return }
    writeMessage(42) { out in
      out.writeFixed64(1, position)
      for earned in facts.lots { out.writeEarnedLot(2, earned, ofEarn: facts.version) }
      for use in facts.capUses { out.writeCapUse(3, use) }
      for use in facts.counterUses { out.writeCounterUse(4, use) }
      for part in facts.returned {
        out.writeMessage(5) { out in
          out.writeNonZero(1, UInt64(part.token))
          out.writeNonZero(2, part.points.rawValue)
        }
      }
    }
  }

  private mutating func writeEarnedLot(_ field: UInt32, _ earned: EarnedLot, ofEarn version: UInt32)
  {
    writeMessage(field) { out in
      if earned.lot.id.version != version { out.writeLot(1, earned.lot, version: 0) }
      if let origin = earned.origin { out.writeNonZero(2, UInt64(origin) + 1) }
      out.writeNonZero(3, earned.redeemed.rawValue)
      out.writeNonZero(4, earned.expired.rawValue)
      out.writeNonZero(5, earned.reversed.rawValue)
      out.writeNonZero(6, earned.paidDebt.rawValue)
    }
  }
}

extension EarnFacts {
  /// Packed position of the earn's record, as a `StoredEarn` has it; nil where it has none.
  static func position(stored: UnsafeRawBufferPointer) throws(DecodingError) -> UInt64? {
    var fields = FieldReader(stored)
    guard try fields.nextTag() == 1 << 3 | 1 else { return nil }
    return try fields.readFixed64()
  }

  /// The facts as a `StoredEarn` has them; nil where the posting is of no earn.
  ///
  /// - Parameters:
  ///   - stored: The message.
  ///   - kind: Of the earn's record.
  ///   - made: Its lots.
  ///   - version: The earn's.
  /// - Throws: what cannot be decoded.
  init?(
    stored: FieldReader,
    of kind: FealtyLoyalty.TransactionKind,
    made: [FealtyLoyalty.Lot],
    version: UInt32
  ) throws(DecodingError) {
    var lots: [EarnedLot] = []
    lots.reserveCapacity(made.count)
    var capUses: [CapUse] = []
    var counterUses: [CounterUse] = []
    var returned: [FealtyLoyalty.TokenPoints] = []
    var fields = stored
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        self.init(
          of: kind,
          version: version,
          lots: lots,
          capUses: capUses,
          counterUses: counterUses,
          returned: returned
        )
        return
      case 2 << 3 | 2:
        lots.append(try fields.readEarnedLot(lots.count < made.count ? made[lots.count] : nil))
      case 3 << 3 | 2: capUses.append(try fields.readCapUse())
      case 4 << 3 | 2: counterUses.append(try fields.readCounterUse())
      case 5 << 3 | 2:
        let numbers = try fields.readNumbers(count: 2)
        returned.append(
          FealtyLoyalty.TokenPoints(
            token: TokenNumber(clamping: numbers[1]),
            points: Points(Int64(bitPattern: numbers[2]))
          )
        )
      default: try fields.skip(tag)
      }
    }
  }
}

extension FieldReader {
  /// `made`: the earn's lot in this place, which the message does not repeat.
  fileprivate mutating func readEarnedLot(
    _ made: FealtyLoyalty.Lot?
  ) throws(DecodingError) -> EarnedLot {
    var fields = try readMessage()
    var lot = made
    var earned = InlineArray<7, UInt64>(repeating: 0)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        guard let lot else { throw .truncated(offset: offset) }
        var result = EarnedLot(
          lot: lot,
          origin: earned[2] == 0 ? nil : Int(clamping: earned[2]) - 1
        )
        result.redeemed = Points(Int64(bitPattern: earned[3]))
        result.expired = Points(Int64(bitPattern: earned[4]))
        result.reversed = Points(Int64(bitPattern: earned[5]))
        result.paidDebt = Points(Int64(bitPattern: earned[6]))
        return result
      case 1 << 3 | 2: lot = try fields.readLot(version: 0)
      case 2 << 3, 3 << 3, 4 << 3, 5 << 3, 6 << 3:
        earned[Int(tag >> 3)] = try fields.readVarint()
      default: try fields.skip(tag)
      }
    }
  }
}
