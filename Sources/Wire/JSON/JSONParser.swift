/// Reads JSON (RFC 8259) from bytes.
///
/// Recursion is bounded, and any input gives a value or an error.
struct JSONParser {
  private let bytes: [UInt8]
  private var offset = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that makes up the whole text.
  static func parse(_ text: String) throws(JSONError) -> JSONValue {
    guard text.utf8.count <= Limits.jsonBytes else { throw .tooLarge }
    var parser = JSONParser(Array(text.utf8))
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.offset == parser.bytes.count else { throw parser.expected("the end of the text") }
    return value
  }

  // MARK: - Steps

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func expected(_ what: String) -> JSONError { .syntax(offset: offset, expected: what) }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    // A message may hold a list of messages: two levels of JSON for one of the schema.
    guard depth < 2 * Limits.messageDepth else { throw .tooDeep(path: "the text") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[offset...].starts(with: text.utf8) else { throw expected(text) }
    offset += text.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    offset += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw expected("a name in quotes") }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw expected("a colon") }
      members.append(.init(name, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw expected("a comma or }") }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    offset += 1
    var values: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw expected("a comma or ]") }
    }
  }

  private mutating func digits() throws(JSONError) {
    guard let first = next, first >= 0x30, first <= 0x39 else { throw expected("a digit") }
    while let byte = next, byte >= 0x30, byte <= 0x39 { offset += 1 }
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    guard let first = next, first >= 0x30, first <= 0x39 else { throw expected("a value") }
    if first == 0x30 { offset += 1 } else { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func string() throws(JSONError) -> String {
    offset += 1
    var content: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        // The text was a String, so what it holds is UTF-8.
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        offset += 1
        try escape(into: &content)
      case 0..<0x20: throw expected("an escape instead of a control character")
      default:
        content.append(byte)
        offset += 1
      }
    }
    throw expected("a closing quote")
  }

  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    guard let byte = next else { throw expected("an escape") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): content.append(contentsOf: Array(String(try scalar()).utf8))
    default: throw .syntax(offset: offset - 1, expected: "an escape that exists")
    }
  }

  private mutating func scalar() throws(JSONError) -> Character {
    var code = try fourDigits()
    if code >= 0xD800, code < 0xDC00 {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
        throw expected("the second half of a surrogate pair")
      }
      let low = try fourDigits()
      guard low >= 0xDC00, low < 0xE000 else {
        throw expected("the second half of a surrogate pair")
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw expected("a Unicode scalar") }
    return Character(scalar)
  }

  private mutating func fourDigits() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw expected("four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      offset += 1
    }
    return code
  }
}
