/// Reads a ``MappingExpression`` from its text; any text gives one or says where it is wrong.
struct MappingParser {
  /// What is wrong with an expression.
  struct Failure: Error, Hashable {
    /// Bytes from the beginning.
    var offset: Int
    /// Fits behind "expected".
    var expected: String
  }

  private let bytes: [UInt8]
  private var offset = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Parameter text: At most ``Limits/mappingBytes`` bytes.
  /// - Returns: The expression.
  /// - Throws: ``Failure``: where the text is none.
  static func parse(_ text: String) throws(Failure) -> MappingExpression {
    let bytes = Array(text.utf8)
    guard bytes.count <= Limits.mappingBytes else {
      throw Failure(offset: Limits.mappingBytes, expected: "at most \(Limits.mappingBytes) bytes")
    }
    var parser = MappingParser(bytes)
    let expression = try parser.expression(depth: 0)
    parser.skipSpace()
    guard parser.offset == bytes.count else { throw parser.expected("the end") }
    return expression
  }

  /// Whether a path may name it without brackets.
  static func isNamePart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "_")
  }

  /// How deep calls stand in calls at most.
  private static let depthLimit = 16

  // MARK: - Steps

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func expected(_ what: String) -> Failure { Failure(offset: offset, expected: what) }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: letter) else { return false }
    offset += 1
    return true
  }

  private mutating func expression(depth: Int) throws(Failure) -> MappingExpression {
    guard depth < Self.depthLimit else {
      throw expected("no more than \(Self.depthLimit) calls in each other")
    }
    skipSpace()
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try quoted())
    case UInt8(ascii: "$"), UInt8(ascii: "["): return .path(try path(allowsEach: false))
    case UInt8(ascii: "-"): return .text(try integer())
    case let byte? where (0x30...0x39).contains(byte): return .text(try integer())
    default: break
    }
    let start = offset
    let name = try word()
    skipSpace()
    guard next == UInt8(ascii: "(") else {
      offset = start
      return .path(try path(allowsEach: false))
    }
    offset += 1
    let call = try call(name, at: start, depth: depth + 1)
    guard take(")") else { throw expected("a comma or )") }
    return call
  }

  private mutating func call(
    _ name: String,
    at start: Int,
    depth: Int
  ) throws(Failure) -> MappingExpression {
    switch name {
    case "concat": return .concat(try arguments(depth: depth))
    case "default": return .firstOf(try arguments(depth: depth))
    case "number":
      let of = try expression(depth: depth)
      let decimals = try take(",") ? decimals() : 0
      var mark = UInt8(ascii: ".")
      if take(",") {
        skipSpace()
        let text = try quoted()
        guard text == "." || text == "," else { throw expected("\".\" or \",\" before this") }
        mark = text.utf8.first ?? mark
      }
      return .number(of, decimals: decimals, mark: mark)
    case "date":
      let of = try expression(depth: depth)
      guard take(",") else { throw expected("a comma and how the date is written") }
      skipSpace()
      return .date(of, try dateForm())
    case "sum":
      skipSpace()
      let steps = try path(allowsEach: true)
      guard steps.contains(.each) else { throw expected("a path with [*] before this") }
      return .sum(steps, decimals: try take(",") ? decimals() : 0)
    default:
      throw Failure(offset: start, expected: "concat, default, number, date or sum, not \(name)")
    }
  }

  private mutating func arguments(depth: Int) throws(Failure) -> [MappingExpression] {
    var parts: [MappingExpression] = []
    repeat { parts.append(try expression(depth: depth)) } while take(",")
    return parts
  }

  private mutating func decimals() throws(Failure) -> Int {
    skipSpace()
    guard let byte = next, (0x30...0x39).contains(byte) else {
      throw expected("how many decimals count, 0 to 9")
    }
    offset += 1
    return Int(byte - 0x30)
  }

  private mutating func dateForm() throws(Failure) -> MappingExpression.DateForm {
    let start = offset
    let text = try quoted()
    switch text {
    case "rfc3339": return .rfc3339
    case "seconds": return .seconds
    case "milliseconds": return .milliseconds
    default:
      guard text.contains("yyyy"), text.contains("MM"), text.contains("dd") else {
        throw Failure(
          offset: start,
          expected: "\"rfc3339\", \"seconds\", \"milliseconds\" or a pattern with yyyy, MM and dd"
        )
      }
      return .pattern(Array(text.utf8))
    }
  }

  // MARK: - Tokens

  private mutating func path(
    allowsEach: Bool
  ) throws(Failure) -> [MappingExpression.PathStep] {
    var steps: [MappingExpression.PathStep] = []
    if next == UInt8(ascii: "$") {
      offset += 1
    } else if next != UInt8(ascii: "[") {
      steps.append(.name(try word()))
    }
    while true {
      if next == UInt8(ascii: ".") {
        offset += 1
        steps.append(.name(try word()))
      } else if next == UInt8(ascii: "[") {
        offset += 1
        steps.append(try bracket(allowsEach: allowsEach))
        guard take("]") else { throw expected("]") }
      } else {
        return steps
      }
    }
  }

  private mutating func bracket(
    allowsEach: Bool
  ) throws(Failure) -> MappingExpression.PathStep {
    skipSpace()
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .name(try quoted())
    case UInt8(ascii: "*"):
      guard allowsEach else { throw expected("an index: only sum takes [*]") }
      offset += 1
      return .each
    default:
      var index = 0
      let start = offset
      while let byte = next, (0x30...0x39).contains(byte), offset - start < 6 {
        index = index * 10 + Int(byte - 0x30)
        offset += 1
      }
      guard offset > start else { throw expected("an index, a name in quotes or *") }
      return .index(index)
    }
  }

  private mutating func word() throws(Failure) -> String {
    let start = offset
    while let byte = next, Self.isNamePart(byte) { offset += 1 }
    guard offset > start else { throw expected("a path, a text in quotes or a call") }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func integer() throws(Failure) -> String {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    let digits = offset
    while let byte = next, (0x30...0x39).contains(byte) { offset += 1 }
    guard offset > digits else { throw expected("a digit") }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// A text between single or double quotes; a backslash takes what follows it as it is.
  private mutating func quoted() throws(Failure) -> String {
    guard let quote = next, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw expected("a text in quotes")
    }
    offset += 1
    var content: [UInt8] = []
    while let byte = next {
      offset += 1
      if byte == quote { return String(decoding: content, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        guard let escaped = next else { break }
        content.append(escaped)
        offset += 1
      } else {
        content.append(byte)
      }
    }
    throw expected("a closing quote")
  }
}
