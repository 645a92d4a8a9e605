internal import FealtyLoyalty
internal import FealtyWire

/// A `ReturnLinesRequest` without its head, read in one pass.
///
/// A class, because it is handed on several times.
final class LineReturn: Sendable {
  /// The earn's; empty where ``naturalKey`` names it.
  let transactionID: String
  let naturalKey: NaturalKey?
  let wish: ReturnWish
  /// Of the return itself; empty = none.
  let receiptNumber: String
  let explanation: Explanation?

  init(_ payload: UnsafeRawBufferPointer) throws(DecodingError) {
    var transactionID = ""
    var naturalKey: NaturalKey?
    var lines: [ReturnedLine] = []
    var receiptNumber = ""
    var reason = ""
    var isStrict = false
    var explanation: UInt64 = 0
    var fields = FieldReader(payload)
    var tag = try fields.nextTag()
    while tag != 0 {
      switch tag {
      case 3 << 3 | 2: transactionID = try fields.readString()
      case 4 << 3 | 2: try fields.readMessage(into: &naturalKey)
      case 5 << 3 | 2: try fields.readMessage(appendingTo: &lines)
      case 6 << 3 | 2: receiptNumber = try fields.readString()
      case 7 << 3 | 2: reason = try fields.readString()
      case 8 << 3: isStrict = try fields.readVarint() != 0
      case 9 << 3: explanation = try fields.readVarint()
      default: try fields.skip(tag)
      }
      tag = try fields.nextTag()
    }
    self.transactionID = transactionID
    self.naturalKey = naturalKey
    wish = ReturnWish(lines: lines, reason: reason, isStrict: isStrict)
    self.receiptNumber = receiptNumber
    self.explanation = Explanation(rawValue: UInt8(clamping: explanation))
  }
}
