internal import FealtyLoyalty
internal import FealtyWire

/// What tells whether a `PointsPostedRecord` concerns a back-test, read without the rest.
struct PostedOutline {
  private(set) var kind = FealtyLoyalty.TransactionKind.none
  /// Version of the record that it is about; 0 = none.
  private(set) var linkedVersion: UInt32 = 0
  /// Nil where it is the time of recording.
  private(set) var occurredAt: Timestamp?
  private(set) var reversedPoints: Int64 = 0

  init(_ body: UnsafeRawBufferPointer) throws(DecodingError) {
    var fields = FieldReader(body)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: try readContext(fields.readMessage())
      case 2 << 3:
        kind = FealtyLoyalty.TransactionKind(rawValue: try fields.readNumber(UInt8.self)) ?? .none
      case 12 << 3: linkedVersion = try fields.readNumber(UInt32.self)
      case 13 << 3: reversedPoints = try fields.readInt()
      default: try fields.skip(tag)
      }
    }
  }

  private mutating func readContext(_ message: FieldReader) throws(DecodingError) {
    var context = message
    while true {
      let tag = try context.nextTag()
      switch tag {
      case 0: return
      case 4 << 3: occurredAt = Timestamp(milliseconds: try context.readInt())
      default: try context.skip(tag)
      }
    }
  }

  /// Whether it gives points that promotions decided.
  var isSale: Bool { kind == .earn || kind == .saleClaimed || kind == .eventReward }

  /// Whether it takes such points back.
  var isReturn: Bool { kind == .earnReversal || kind == .partialReversal }
}
