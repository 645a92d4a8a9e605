/// Writes JSON values as text.
struct JSONWriter {
  private(set) var text = ""
  private let pretty: Bool

  private init(pretty: Bool) { self.pretty = pretty }

  /// The text of a value: on one line, or with two spaces for each level.
  static func text(_ value: JSONValue, pretty: Bool) -> String {
    var writer = JSONWriter(pretty: pretty)
    writer.write(value, depth: 0)
    return writer.text
  }

  // MARK: - Steps

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let digits): text += digits
    case .string(let content): write(content)
    case .array(let values):
      guard !values.isEmpty else { return text += "[]" }
      text += "["
      for (index, value) in values.enumerated() {
        separate(index, depth: depth + 1)
        write(value, depth: depth + 1)
      }
      newLine(depth)
      text += "]"
    case .object(let members):
      guard !members.isEmpty else { return text += "{}" }
      text += "{"
      for (index, member) in members.enumerated() {
        separate(index, depth: depth + 1)
        write(member.name)
        text += pretty ? ": " : ":"
        write(member.value, depth: depth + 1)
      }
      newLine(depth)
      text += "}"
    }
  }

  private mutating func separate(_ index: Int, depth: Int) {
    if index > 0 { text += "," }
    newLine(depth)
  }

  private mutating func newLine(_ depth: Int) {
    guard pretty else { return }
    text += "\n" + String(repeating: "  ", count: depth)
  }

  private mutating func write(_ content: String) {
    text += "\""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
