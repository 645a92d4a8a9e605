internal import FealtyLoyalty
internal import FealtyWire

/// What the record of a return of lines tells the next one.
///
/// A class, because it is handed on several times.
final class ReturnRecord: Sendable {
  let version: UInt32
  /// The sale's.
  let linkedVersion: UInt32
  let isFullReversal: Bool
  /// What has come back of the sale's lines, in all returns together.
  let returned: [StoredSale.ReturnedPart]
  /// Of what remained.
  let awards: [Award]
  /// Packed position of the earn's record; nil where the facts cannot be told without what lies
  /// between.
  let earnPosition: UInt64?
  private let record: HistoryReader.Record
  /// Where in the record's body the earn's facts are.
  private let earn: Range<Int>

  /// Nil where the record is no return of one of some sales.
  init?(_ record: HistoryReader.Record, of versions: [UInt32]) {
    guard record.kind == UInt8(RecordKind.pointsPosted.rawValue) else { return nil }
    var linkedVersion: UInt32 = 0
    var isFullReversal = false
    var returned: [StoredSale.ReturnedPart] = []
    var awards: [Award] = []
    var earnPosition: UInt64?
    var earn = 0..<0
    let isReturn = record.decoded { body throws(DecodingError) in
      var cursor = RecordCursor(body)
      while true {
        let tag = try cursor.nextTag()
        switch tag {
        case 0: return linkedVersion != 0
        case 2 << 3:
          let kind = FealtyLoyalty.TransactionKind.partialReversal
          guard try cursor.readVarint() == UInt64(kind.rawValue) else { return false }
        case 12 << 3:
          linkedVersion = UInt32(clamping: try cursor.readVarint())
          guard versions.contains(linkedVersion) else { return false }
        case 14 << 3: isFullReversal = try cursor.readVarint() != 0
        case 16 << 3 | 2:
          if awards.isEmpty { awards.reserveCapacity(StoredSale.usualAwards) }
          awards.append(try StoredSaleAward(cursor.readBytes()).award)
        case 34 << 3 | 2:
          if returned.isEmpty { returned.reserveCapacity(StoredSale.usualLines) }
          var fields = FieldReader(cursor.rest)
          returned.append(try StoredSale.readReturned(&fields))
          cursor.advance(fields.offset)
        case 42 << 3 | 2:
          let stored = try cursor.readBytes()
          earn = cursor.offset - stored.count..<cursor.offset
          earnPosition = try EarnFacts.position(stored: stored)
        default: try cursor.skip(tag)
        }
      }
    }
    guard isReturn else { return nil }
    version = record.version
    self.linkedVersion = linkedVersion
    self.isFullReversal = isFullReversal
    self.returned = returned
    self.awards = awards
    self.earnPosition = earnPosition
    self.record = record
    self.earn = earn
  }

  /// The earn's facts as they were after the return; nil where its record does not tell them.
  ///
  /// `kind`, `lots`: of the earn's record.
  func facts(
    of kind: FealtyLoyalty.TransactionKind,
    made lots: [FealtyLoyalty.Lot],
    version: UInt32
  ) -> EarnFacts? {
    guard earnPosition != nil else { return nil }
    return record.decoded { body throws(DecodingError) in
      let stored = UnsafeRawBufferPointer(rebasing: body[earn])
      return try EarnFacts(stored: FieldReader(stored), of: kind, made: lots, version: version)
    }
  }
}
