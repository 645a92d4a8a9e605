internal import FealtyLoyalty
internal import FealtyWire

// `Posting` ↔ fields 2 to 15, 30 to 33, 36 and 39 of `PointsPostedRecord`: what replay needs. The
// rest of the record (request, basket, awards, answer) is written and read by `EarnRecord` and
// `RequestContext`.

extension OutputBuffer {
  /// Writes a posting's fields of a `PointsPostedRecord`.
  ///
  /// `capsBefore`: how much was used before it, of the first of its uses of caps.
  mutating func writePosting(
    _ posting: Posting,
    version: UInt32,
    recordedAt: Timestamp,
    capsBefore: [Int64] = []
  ) {
    writeNonZero(2, UInt64(posting.kind.rawValue))
    writeNonZero(3, UInt64(posting.token))
    if posting.effectiveAt != recordedAt { writeNonZero(4, posting.effectiveAt.milliseconds) }
    for lot in posting.lotsMade { writeLot(5, lot, version: version, madeAt: recordedAt) }
    let isRare = posting.hasRareEffects
    if isRare { writeHoldsAndRestores(posting, version: version) }
    for draw in posting.draws { writeDraw(9, draw, version: version) }
    if isRare { writeAccountChanges(posting) }
    for index in posting.capUses.indices {
      let before = index < capsBefore.count ? capsBefore[index] : 0
      writeCapUse(11, posting.capUses[index], before: before)
    }
    writeNonZero(12, UInt64(posting.linkedVersion))
    writeNonZero(13, posting.reversedPoints.rawValue)
    if posting.isFullReversal { writeBool(14, true) }
    guard isRare else { return }
    if posting.hasDetailsBesideExchange { writeDetails(posting.details) }
    if let exchange = posting.exchange { writeExchange(45, exchange) }
  }

  @inline(never)
  private mutating func writeHoldsAndRestores(_ posting: Posting, version: UInt32) {
    for restore in posting.restores {
      writeMessage(6) { (out: inout OutputBuffer) in
        out.writeLot(1, restore.lot, version: version)
        out.writeNonZero(2, restore.points.rawValue)
      }
    }
    for hold in posting.holdsPlaced { writeHold(7, hold) }
    for release in posting.releases {
      writeMessage(8) { out in
        out.writeNonZero(1, UInt64(release.hold))
        out.writeNonZero(2, UInt64(release.lot.version))
        out.writeNonZero(3, UInt64(release.lot.index))
        out.writeNonZero(4, release.points.rawValue)
      }
    }
  }

  @inline(never)
  private mutating func writeAccountChanges(_ posting: Posting) {
    for change in posting.accountChanges {
      writeMessage(10) { out in
        out.writeNonZero(1, UInt64(change.token))
        out.writeNonZero(2, change.debtCreated.rawValue)
        out.writeNonZero(3, change.expiredToReversed.rawValue)
        out.writeNonZero(4, change.unrecovered.rawValue)
      }
    }
  }
}

extension Posting {
  /// Reads the posting of a `PointsPostedRecord`; the other fields are stepped over.
  init(
    record: UnsafeRawBufferPointer,
    version: UInt32,
    recordedAt: Timestamp
  ) throws(DecodingError) {
    self.init(kind: .none, token: 0, effectiveAt: recordedAt)
    var cursor = RecordCursor(record)
    while true {
      let tag = try cursor.nextTag()
      switch tag >> 3 {
      case 0: return
      case 1, 16...29, 40...44, 46...219, 221...: try cursor.skip(tag)
      default:
        var fields = FieldReader(cursor.rest)
        if try !readCommonField(tag, of: &fields, version: version, recordedAt: recordedAt) {
          try readRareField(tag, of: &fields, version: version)
        }
        cursor.advance(fields.offset)
      }
    }
  }

  @inline(__always)
  private mutating func readCommonField(
    _ tag: UInt32,
    of fields: inout FieldReader,
    version: UInt32,
    recordedAt: Timestamp
  ) throws(DecodingError) -> Bool {
    switch tag >> 3 {
    case 2: kind = TransactionKind(rawValue: try fields.readNumber(UInt8.self)) ?? .none
    case 3: token = try fields.readNumber(TokenNumber.self)
    case 5: lotsMade.append(try fields.readLot(version: version, madeAt: recordedAt))
    case 11: capUses.append(try fields.readCapUse())
    default: return false
    }
    return true
  }

  private mutating func readRareField(
    _ tag: UInt32,
    of fields: inout FieldReader,
    version: UInt32
  ) throws(DecodingError) {
    switch tag >> 3 {
    case 4: effectiveAt = Timestamp(milliseconds: try fields.readInt())
    case 6:
      let draw = try fields.readDraw(version: version)
      restores.append(Restore(lot: draw.lot, points: draw.points))
    case 7: holdsPlaced.append(try fields.readHold())
    case 8:
      let numbers = try fields.readNumbers(count: 4)
      releases.append(
        HoldRelease(
          hold: UInt32(clamping: numbers[1]),
          lot: LotID(version: UInt32(clamping: numbers[2]), index: UInt16(clamping: numbers[3])),
          points: Points(Int64(bitPattern: numbers[4]))
        )
      )
    case 9: draws.append(try fields.readDraw(version: version))
    case 10:
      let numbers = try fields.readNumbers(count: 4)
      accountChanges.append(
        AccountChange(
          token: TokenNumber(clamping: numbers[1]),
          debtCreated: Points(Int64(bitPattern: numbers[2])),
          expiredToReversed: Points(Int64(bitPattern: numbers[3])),
          unrecovered: Points(Int64(bitPattern: numbers[4]))
        )
      )
    case 12: linkedVersion = try fields.readNumber(UInt32.self)
    case 13: reversedPoints = try fields.readPoints()
    case 14: isFullReversal = try fields.readVarint() != 0
    default: try readDetail(tag, of: &fields)
    }
  }
}

extension FieldReader {
  mutating func readDraw(version: UInt32) throws(DecodingError) -> Draw {
    var fields = try readMessage()
    var draw = Draw(
      lot: FealtyLoyalty.Lot(
        id: LotID(version: 0, index: 0),
        token: 0,
        kind: .base,
        amount: .zero,
        remaining: .zero,
        activationAt: Timestamp(milliseconds: 0),
        expiresAt: .never
      ),
      points: .zero,
      destination: .redeemed
    )
    while true {
      let tag = try fields.nextTag()
      switch tag >> 3 {
      case 0: return draw
      case 1: draw.lot = try fields.readLot(version: version)
      case 2: draw.points = try fields.readPoints()
      case 3:
        draw.destination =
          DrawDestination(rawValue: try fields.readNumber(UInt8.self)) ?? .redeemed
      case 4: draw.hold = try fields.readNumber(UInt32.self)
      default: try fields.skip(tag)
      }
    }
  }
}
