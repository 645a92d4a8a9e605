/// How a body stands in the columns.
enum ArchiveBody: UInt8 {
  /// Whole.
  case whole = 0
  /// Taken apart by the shape.
  case split = 1
  /// Replaced by other bytes, which are whole.
  case replacedWhole = 2
  /// Replaced by other bytes, taken apart.
  case replacedSplit = 3

  var isReplaced: Bool { self == .replacedWhole || self == .replacedSplit }
  var isSplit: Bool { self == .split || self == .replacedSplit }
}

/// Takes bodies apart by a shape, if they can be put together again byte for byte.
struct ArchiveBodySplitter {
  let shape: ArchiveShape

  /// Whether the bytes can be taken apart: rows of tagged fields whose numbers are all written in
  /// their shortest form.
  ///
  /// `text` is called with each text that may stand in the table.
  func check(
    _ bytes: ArraySlice<UInt8>,
    _ node: Int,
    depth: Int = 0,
    _ text: ((ArraySlice<UInt8>) -> Void)? = nil
  ) -> Bool {
    guard depth < ArchiveShape.depthLimit else { return false }
    var fields = ArchiveFields(bytes)
    if shape.prefix(of: node) > 0 {
      guard let prefix = fields.prefix(upTo: shape.prefix(of: node)) else { return false }
      text?(prefix)
    }
    while !fields.isAtEnd {
      guard let field = fields.next() else { return false }
      guard field.wireType == 2 else { continue }
      let (coding, child) = shape.field(node, field.number)
      switch coding {
      case .message:
        guard check(field.content, Int(child), depth: depth + 1, text) else { return false }
      case .text: text?(field.content)
      case .plain, .delta, .pairs, .digits, .stamped: break
      }
    }
    return true
  }

  /// Writes a body that ``check(_:_:depth:_:)`` has accepted.
  func split(
    _ bytes: ArraySlice<UInt8>,
    _ node: Int,
    _ index: ArchiveTextIndex,
    into columns: inout ArchiveColumns
  ) {
    var fields = ArchiveFields(bytes)
    let tags = node * 256
    if shape.prefix(of: node) > 0, let prefix = fields.prefix(upTo: shape.prefix(of: node)) {
      put(text: prefix, tags + ArchiveShape.prefixField * 4, index, &columns)
    }
    while !fields.isAtEnd {
      guard let field = fields.next() else { preconditionFailure("a body that was not checked") }
      columns.put(varint: UInt64(field.number << 3 | field.wireType), in: tags)
      let column = tags + field.number * 4
      let (coding, child) = shape.field(node, field.number)
      switch field.wireType {
      case 0 where coding == .delta:
        columns.put(varint: columns.difference(field.value, in: column), in: column)
      case 0: columns.put(varint: field.value, in: column)
      case 1, 5: columns.put(field.content, in: column)
      default:
        switch coding {
        case .message: split(field.content, Int(child), index, into: &columns)
        case .text: put(text: field.content, column, index, &columns)
        case .pairs: put(pairs: field.content, column, &columns)
        case .digits: put(digits: field.content, column, &columns)
        case .stamped: put(stamped: field.content, column, &columns)
        case .plain, .delta:
          columns.put(varint: UInt64(field.content.count), in: column + 1)
          columns.put(field.content, in: column)
        }
      }
    }
    columns.put(0, in: tags)
  }

  /// Parts 0 and 1: 1 + the number's upper part, and its low byte; or 0, then part 2 has length and
  /// bytes.
  private func put(
    text: ArraySlice<UInt8>,
    _ column: Int,
    _ index: ArchiveTextIndex,
    _ columns: inout ArchiveColumns
  ) {
    guard let number = index.number(of: text) else {
      columns.put(0, in: column)
      columns.put(varint: UInt64(text.count), in: column + 2)
      columns.put(text, in: column + 2)
      return
    }
    columns.put(varint: UInt64(number >> 8) + 1, in: column)
    columns.put(UInt8(truncatingIfNeeded: number), in: column + 1)
  }

  /// Part 0: 1 + count of pairs, or 0, then part 3 has length and bytes; 1: zigzag of how much the
  /// first of a pair is over that of the pair before and one more; 2: the second.
  private func put(
    pairs bytes: ArraySlice<UInt8>,
    _ column: Int,
    _ columns: inout ArchiveColumns
  ) {
    var fields = ArchiveFields(bytes)
    var values: [UInt64] = []
    var isReadable = true
    while isReadable, !fields.isAtEnd {
      // One that is not at its shortest would not come back.
      if let value = fields.varint() { values.append(value) } else { isReadable = false }
    }
    guard isReadable, values.count % 2 == 0 else {
      columns.put(0, in: column)
      columns.put(varint: UInt64(bytes.count), in: column + 3)
      columns.put(bytes, in: column + 3)
      return
    }
    columns.put(varint: UInt64(values.count / 2) + 1, in: column)
    var expected: UInt64 = 0
    for index in stride(from: 0, to: values.count, by: 2) {
      columns.put(varint: zigzag(values[index] &- expected), in: column + 1)
      columns.put(varint: values[index + 1], in: column + 2)
      expected = values[index] &+ 1
    }
  }

  /// Part 0: 1 + zigzag of the difference, or 0, then part 1 has length and bytes.
  private func put(
    digits bytes: ArraySlice<UInt8>,
    _ column: Int,
    _ columns: inout ArchiveColumns
  ) {
    guard let number = Self.number(bytes) else {
      columns.put(0, in: column)
      columns.put(varint: UInt64(bytes.count), in: column + 1)
      columns.put(bytes, in: column + 1)
      return
    }
    columns.put(varint: columns.difference(number, in: column) + 1, in: column)
  }

  /// At most 17 decimal digits without a zero in front.
  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    guard let first = bytes.first, bytes.count <= 17, first != UInt8(ascii: "0") else { return nil }
    var number: UInt64 = 0
    for byte in bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
    return number
  }

  /// Part 0: 1 + zigzag of the difference of the first six bytes, and part 2 the other ten; or 0,
  /// then part 1 has length and bytes.
  private func put(
    stamped bytes: ArraySlice<UInt8>,
    _ column: Int,
    _ columns: inout ArchiveColumns
  ) {
    guard bytes.count == 16 else {
      columns.put(0, in: column)
      columns.put(varint: UInt64(bytes.count), in: column + 1)
      columns.put(bytes, in: column + 1)
      return
    }
    let time = bytes.prefix(6).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    columns.put(varint: columns.difference(time, in: column) + 1, in: column)
    columns.put(bytes.dropFirst(6), in: column + 2)
  }
}

/// Steps through tagged fields; what is not in its shortest form is refused.
struct ArchiveFields {
  struct Field {
    var number: Int
    var wireType: Int
    /// Of wire type 0.
    var value: UInt64 = 0
    /// Of the others.
    var content: ArraySlice<UInt8> = []
  }

  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  var isAtEnd: Bool { offset == bytes.endIndex }

  /// Nil: it cannot be taken apart.
  mutating func next() -> Field? {
    guard let tag = varint(), tag >> 3 > 0, tag >> 3 < UInt64(ArchiveShape.fieldLimit) else {
      return nil
    }
    var field = Field(number: Int(tag >> 3), wireType: Int(tag & 7))
    switch field.wireType {
    case 0:
      guard let value = varint() else { return nil }
      field.value = value
    case 1:
      guard let content = take(8) else { return nil }
      field.content = content
    case 2:
      guard let count = varint(), let content = take(count) else { return nil }
      field.content = content
    case 5:
      guard let content = take(4) else { return nil }
      field.content = content
    default: return nil
    }
    return field
  }

  /// The fields from here on that are bytes and have a number up to `last`; nil if they cannot be
  /// taken apart.
  mutating func prefix(upTo last: UInt8) -> ArraySlice<UInt8>? {
    let start = offset
    while !isAtEnd {
      let before = offset
      guard let field = next() else { return nil }
      guard field.wireType == 2, field.number <= Int(last) else {
        offset = before
        break
      }
    }
    return bytes[start..<offset]
  }

  /// Nil: there is none, or it has more bytes than it needs.
  @inline(__always)
  mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64, offset < bytes.endIndex {
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7f) &<< shift
      if byte < 0x80 {
        let isShortest = (byte > 0 || shift == 0) && (shift < 63 || byte == 1)
        return isShortest ? value : nil
      }
      shift += 7
    }
    return nil
  }

  private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
    guard count <= UInt64(bytes.endIndex - offset) else { return nil }
    defer { offset += Int(count) }
    return bytes[offset..<offset + Int(count)]
  }
}
