internal import Glibc

/// Walks over one JSON text from front to back without building a tree.
///
/// For the replay's files: a caller asks for each field by name as it comes and skips what it does
/// not know. Numbers are whole; a fraction or an exponent where a number is asked for is an error,
/// never a rounded value.
struct JSONCursor {
  /// What is wrong, and at which byte of the text.
  struct Failure: Error, Sendable {
    let what: String
    let offset: Int
  }

  private static let deepest = 32

  private let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  /// - Parameter bytes: The text; it must outlive the cursor.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  // MARK: - Values

  /// Walks over an object; `field` must read or skip the value of the key that it is given.
  mutating func object(
    _ field: (inout JSONCursor, UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try expect(UInt8(ascii: "{"))
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let key = try rawString()
      try expect(UInt8(ascii: ":"))
      try field(&self, key.bytes)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Walks over an array; `element` must read or skip one value.
  mutating func array(
    _ element: (inout JSONCursor) throws(Failure) -> Void
  ) throws(Failure) {
    try expect(UInt8(ascii: "["))
    if take(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }

  mutating func string() throws(Failure) -> String {
    let raw = try rawString()
    return raw.escaped ? try unescaped(raw.bytes) : String(decoding: raw.bytes, as: UTF8.self)
  }

  /// Calls `body` with a string's bytes in UTF-8: as they stand in the text, unless there are
  /// escapes in it or more than ASCII.
  @inline(__always)
  mutating func text(_ body: (UnsafeRawBufferPointer) -> Void) throws(Failure) {
    let raw = try rawString()
    if raw.isPlain { body(raw.bytes) } else { try rareText(raw, body) }
  }

  private func rareText(
    _ raw: RawString,
    _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(Failure) {
    var text = raw.escaped ? try unescaped(raw.bytes) : String(decoding: raw.bytes, as: UTF8.self)
    text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }

  /// An array of strings.
  mutating func strings() throws(Failure) -> [String] {
    var strings: [String] = []
    try array { (cursor) throws(Failure) in strings.append(try cursor.string()) }
    return strings
  }

  /// Reads the word `null` if that is the next value.
  mutating func null() throws(Failure) -> Bool {
    skipSpace()
    guard bytes[offset...].starts(with: "null".utf8) else { return false }
    offset += 4
    return true
  }

  /// The string's bytes as they stand in the text; escapes are not resolved.
  mutating func plainString() throws(Failure) -> UnsafeRawBufferPointer {
    try rawString().bytes
  }

  mutating func integer() throws(Failure) -> Int64 {
    skipSpace()
    let start = offset
    var negative = false
    if peek() == UInt8(ascii: "-") {
      negative = true
      offset += 1
    }
    var value: Int64 = 0
    let digits = offset
    while let byte = peek(), byte &- 0x30 < 10 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.subtractingReportingOverflow(Int64(byte - 0x30))
      if overflow || carry { throw Failure(what: "a number is too large", offset: start) }
      value = sum
      offset += 1
    }
    if offset == digits { throw Failure(what: "a whole number is missing", offset: start) }
    if let byte = peek(), byte == 0x2E || byte | 0x20 == 0x65 {
      throw Failure(what: "a number is not whole", offset: start)
    }
    if negative { return value }
    if value == .min { throw Failure(what: "a number is too large", offset: start) }
    return -value
  }

  mutating func skipValue(depth: Int = 0) throws(Failure) {
    skipSpace()
    guard depth < Self.deepest else { throw Failure(what: "nested too deeply", offset: offset) }
    switch peek() {
    case UInt8(ascii: "{"):
      try object { (cursor, _) throws(Failure) in try cursor.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["):
      try array { (cursor) throws(Failure) in try cursor.skipValue(depth: depth + 1) }
    case UInt8(ascii: "\""):
      _ = try rawString()
    default:
      let start = offset
      while let byte = peek(), Self.isBare(byte) { offset += 1 }
      if offset == start { throw Failure(what: "a value is missing", offset: start) }
    }
  }

  /// Checks that nothing follows the value that was read.
  mutating func end() throws(Failure) {
    skipSpace()
    if offset < bytes.count { throw Failure(what: "text after the value", offset: offset) }
  }

  // MARK: - Steps

  @inline(__always)
  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  @inline(__always)
  private mutating func skipSpace() {
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  @inline(__always)
  private mutating func expect(_ byte: UInt8) throws(Failure) {
    guard take(byte) else {
      throw Failure(what: "'\(Character(UnicodeScalar(byte)))' is missing", offset: offset)
    }
  }

  /// Letters, digits, and the signs of numbers: what `true`, `null` and numbers are made of.
  private static func isBare(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2B || byte == 0x2D || byte == 0x2E
  }

  /// A string as it stands in the text, without its quotes.
  private struct RawString {
    var bytes: UnsafeRawBufferPointer
    /// Whether there are escapes in it.
    var escaped: Bool
    /// Whether there is nothing but ASCII and no escape in it.
    var isPlain: Bool
  }

  @inline(__always)
  private mutating func rawString() throws(Failure) -> RawString {
    try expect(UInt8(ascii: "\""))
    let start = offset
    skipPlain()
    guard peek() == UInt8(ascii: "\"") else { return try rareString(from: start) }
    offset += 1
    return RawString(
      bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<offset - 1]),
      escaped: false,
      isPlain: true
    )
  }

  /// Moves to the first byte that is no plain one of a string, or near the text's end.
  @inline(__always)
  private mutating func skipPlain() {
    while offset + 8 <= bytes.count {
      let special = Self.special(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      if special != 0 {
        offset += UInt64(littleEndian: special).trailingZeroBitCount >> 3
        return
      }
      offset += 8
    }
  }

  /// Marks, by their high bits, the bytes that are quotes, backslashes, control characters or no
  /// ASCII; behind the first one others may be marked too.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ 0x2222_2222_2222_2222
    let backslashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
    let found =
      ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
      | ((word &- 0x2020_2020_2020_2020) & ~word) | word
    return found & 0x8080_8080_8080_8080
  }

  /// Goes on with a string whose next byte is no plain one.
  private mutating func rareString(from start: Int) throws(Failure) -> RawString {
    var escaped = false
    var isASCII = true
    while let byte = peek() {
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return RawString(
          bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<offset - 1]),
          escaped: escaped,
          isPlain: !escaped && isASCII
        )
      }
      if byte < 0x20 { throw Failure(what: "a control character in a string", offset: offset) }
      if byte >= 0x80 { isASCII = false }
      if byte == UInt8(ascii: "\\") {
        escaped = true
        offset += 1
      }
      offset += 1
    }
    throw Failure(what: "a string does not end", offset: start)
  }

  private func unescaped(_ raw: UnsafeRawBufferPointer) throws(Failure) -> String {
    var units: [UInt16] = []
    var text = ""
    var index = 0
    func flush() {
      text += String(decoding: units, as: UTF16.self)
      units.removeAll(keepingCapacity: true)
    }
    while index < raw.count {
      guard raw[index] == UInt8(ascii: "\\") else {
        flush()
        let start = index
        while index < raw.count, raw[index] != UInt8(ascii: "\\") { index += 1 }
        text += String(decoding: raw[start..<index], as: UTF8.self)
        continue
      }
      guard let unit = Self.escape(raw, &index) else {
        throw Failure(what: "an unknown escape in a string", offset: offset)
      }
      units.append(unit)
    }
    flush()
    return text
  }

  /// Reads the escape at `index` and moves behind it; nil when there is no such escape.
  private static func escape(_ raw: UnsafeRawBufferPointer, _ index: inout Int) -> UInt16? {
    guard index + 1 < raw.count else { return nil }
    let kind = raw[index + 1]
    index += 2
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(kind)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      guard index + 4 <= raw.count else { return nil }
      let digits = String(decoding: raw[index..<index + 4], as: UTF8.self)
      index += 4
      return UInt16(digits, radix: 16)
    default: return nil
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are those of `text`.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let base = baseAddress else {
      return count == text.utf8CodeUnitCount
    }
    return memcmp(base, text.utf8Start, count) == 0
  }
}
