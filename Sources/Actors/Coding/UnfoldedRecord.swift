internal import FealtyWire

/// The body of a record as the schema shows it: the block of a sale's lines, in which a record keeps
/// them, as the messages that it stands for.
package enum UnfoldedRecord {
  /// A body as it can be read by whoever knows only the schema: field `lines` instead of
  /// `stored_lines`.
  ///
  /// - Parameters:
  ///   - body: Of a record as the log has it.
  ///   - kind: That of the record's head; most kinds have no lines, and their bodies are as they are.
  /// - Returns: The body, or what is wrong with its block, in words.
  package static func body(
    _ body: UnsafeRawBufferPointer,
    ofKind kind: UInt8
  ) -> Result<[UInt8], Damage> {
    let (block, lines): (UInt32, UInt32)
    switch RecordKind(rawValue: Int32(kind)) {
    case .pointsPosted:
      (block, lines) = (PointsPostedRecord.Field.storedLines, PointsPostedRecord.Field.lines)
    case .saleParked:
      (block, lines) = (SaleParkedRecord.Field.storedLines, SaleParkedRecord.Field.lines)
    default: return .success([UInt8](body))
    }
    do {
      return .success(try unfold(body, block: block, lines: lines))
    } catch {
      return .failure(Damage(description: "\(error)"))
    }
  }

  /// Why a body cannot be shown.
  package struct Damage: Error, CustomStringConvertible {
    package let description: String
  }

  /// `block`, `lines`: the numbers of the fields.
  private static func unfold(
    _ body: UnsafeRawBufferPointer,
    block: UInt32,
    lines: UInt32
  ) throws -> [UInt8] {
    var cursor = RecordCursor(body)
    var out = OutputBuffer(capacity: body.count * 3)
    var start = 0
    while true {
      let tag = try cursor.nextTag()
      if tag == 0 { break }
      if tag == block << 3 | 2 {
        try StoredLines(block: try cursor.readBytes()).withMessages { messages in
          for message in messages { out.writeBytes(lines, message) }
        }
      } else {
        try cursor.skip(tag)
        out.append(UnsafeRawBufferPointer(rebasing: body[start..<cursor.offset]))
      }
      start = cursor.offset
    }
    return out.bytes()
  }
}
