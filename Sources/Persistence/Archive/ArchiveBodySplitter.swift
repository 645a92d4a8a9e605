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
  /// `text` is called with all bytes that may stand in the table.
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
      case .text, .plain, .delta: text?(field.content)
      case .pairs, .digits, .stamped: break
      }
    }
    return true
  }

  /// Writes a body that ``check(_:_:depth:_:)`` has accepted.
  func split(
    _ bytes: ArraySlice<UInt8>,
    _ node: Int,
    _ index: ArchiveTextIndex,
    into events: inout ArchiveEvents
  ) {
    var fields = ArchiveFields(bytes)
    let tags = node * 256
    if shape.prefix(of: node) > 0, let prefix = fields.prefix(upTo: shape.prefix(of: node)) {
      put(text: prefix, tags + ArchiveShape.prefixField * 4, index, &events)
    }
    var (before, secondBefore): (UInt64, UInt64) = (0, 0)
    while !fields.isAtEnd {
      guard let field = fields.next() else { preconditionFailure("a body that was not checked") }
      let tag = UInt64(field.number << 3 | field.wireType)
      events.put(tag: tag, in: tags, after: before, secondBefore)
      (before, secondBefore) = (tag, before)
      let column = tags + field.number * 4
      let (coding, child) = shape.field(node, field.number)
      switch field.wireType {
      case 0 where coding == .delta: events.put(difference: field.value, in: column)
      case 0: events.put(field.value, in: column)
      case 1, 5: events.put(Self.number(littleEndian: field.content), in: column)
      default:
        switch coding {
        case .message: split(field.content, Int(child), index, into: &events)
        case .text, .plain, .delta: put(text: field.content, column, index, &events)
        case .pairs: put(pairs: field.content, column, &events)
        case .digits: put(digits: field.content, column, &events)
        case .stamped: put(stamped: field.content, column, &events)
        }
      }
    }
    events.put(tag: 0, in: tags, after: before, secondBefore)
  }

  private static func number(littleEndian bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Part 0: 1 + the number in the table; or 0, then part 1 has the length and part 2 the bytes.
  private func put(
    text: ArraySlice<UInt8>,
    _ column: Int,
    _ index: ArchiveTextIndex,
    _ events: inout ArchiveEvents
  ) {
    guard let number = index.number(of: text) else {
      events.put(0, in: column)
      return put(bytes: text, column, &events)
    }
    events.put(UInt64(number) + 1, in: column)
  }

  private func put(
    bytes: ArraySlice<UInt8>,
    _ column: Int,
    _ events: inout ArchiveEvents
  ) {
    events.put(UInt64(bytes.count), in: column + 1)
    for byte in bytes { events.put(UInt64(byte), in: column + 2) }
  }

  /// Part 0: 1 + count of pairs, or 0, then part 3 has the length, and the bytes follow.
  ///
  /// Part 1: zigzag of how much the first of a pair is over that of the pair before and one
  /// more; 2: the second.
  private func put(
    pairs bytes: ArraySlice<UInt8>,
    _ column: Int,
    _ events: inout ArchiveEvents
  ) {
    var fields = ArchiveFields(bytes)
    var values: [UInt64] = []
    var isReadable = true
    while isReadable, !fields.isAtEnd {
      // One that is not at its shortest would not come back.
      if let value = fields.varint() { values.append(value) } else { isReadable = false }
    }
    guard isReadable, values.count % 2 == 0 else {
      events.put(0, in: column)
      events.put(UInt64(bytes.count), in: column + 3)
      return events.put(raw: bytes)
    }
    events.put(UInt64(values.count / 2) + 1, in: column)
    var expected: UInt64 = 0
    for index in stride(from: 0, to: values.count, by: 2) {
      events.put(zigzag(values[index] &- expected), in: column + 1)
      events.put(values[index + 1], in: column + 2)
      expected = values[index] &+ 1
    }
  }

  /// Part 0: 1 + zigzag of the difference, or 0 and bytes as of a text.
  private func put(
    digits bytes: ArraySlice<UInt8>,
    _ column: Int,
    _ events: inout ArchiveEvents
  ) {
    guard let number = Self.number(bytes) else {
      events.put(0, in: column)
      return put(bytes: bytes, column, &events)
    }
    events.put(difference: number, plus: 1, in: column)
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

  /// Part 0: 1 + zigzag of the difference of the first six bytes, then the other ten; or 0 and
  /// bytes as of a text.
  private func put(
    stamped bytes: ArraySlice<UInt8>,
    _ column: Int,
    _ events: inout ArchiveEvents
  ) {
    guard bytes.count == 16 else {
      events.put(0, in: column)
      return put(bytes: bytes, column, &events)
    }
    let time = bytes.prefix(6).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    events.put(difference: time, plus: 1, in: column)
    events.put(raw: bytes.dropFirst(6))
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
