extension MessageSchema {
  /// Finds the field of a message that a byte is in.
  ///
  /// For who is told where decoding ended: bytes that are no message behind it do not matter. Costs
  /// what the message is long.
  ///
  /// - Parameters:
  ///   - offset: From the first byte of the message.
  ///   - bytes: The message.
  /// - Returns: The field's path, such as `basket.lines[0].sku`; empty where the byte is in none.
  public func path(ofByteAt offset: Int, in bytes: UnsafeRawBufferPointer) -> String {
    unsafe path(ofByteAt: offset, in: FieldReader(bytes))
  }

  private func path(ofByteAt offset: Int, in message: FieldReader) -> String {
    var reader = message
    var counts: [UInt32: Int] = [:]
    var path = ""
    do throws(DecodingError) {
      while reader.offset <= offset, case let tag = try reader.nextTag(), tag != 0 {
        guard let field = field(number: tag >> 3) else {
          try reader.skip(tag)
          continue
        }
        path = field.name
        let isWhole = tag & 7 == WireType.lengthDelimited.rawValue
        if field.isRepeated, !(field.isPacked && isWhole) {
          path += "[\(counts[field.number, default: 0])]"
          counts[field.number, default: 0] += 1
        }
        guard case .message(let inner) = field.kind, isWhole else {
          try reader.skip(tag)
          continue
        }
        let content = try reader.readMessage()
        guard reader.offset > offset else { continue }
        let below = inner().path(ofByteAt: offset, in: content)
        return below.isEmpty ? path : "\(path).\(below)"
      }
    } catch {
      // It is the field that could not be read.
    }
    return path
  }
}
