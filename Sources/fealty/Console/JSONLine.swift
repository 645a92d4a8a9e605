/// Writes one JSON text front to back, on one line.
///
/// Keys stand in the order of writing.
struct JSONLine {
  private var text = ""
  private var needsComma = false

  /// The text so far.
  var result: String { text }

  /// A JSON object whose fields `body` writes.
  static func object(_ body: (inout JSONLine) -> Void) -> String {
    var writer = JSONLine()
    writer.object(body)
    return writer.result
  }

  mutating func object(_ body: (inout JSONLine) -> Void) {
    separate()
    text += "{"
    needsComma = false
    body(&self)
    text += "}"
    needsComma = true
  }

  mutating func object(_ key: String, _ body: (inout JSONLine) -> Void) {
    self.key(key)
    object(body)
  }

  mutating func array(_ key: String, _ body: (inout JSONLine) -> Void) {
    self.key(key)
    text += "["
    needsComma = false
    body(&self)
    text += "]"
    needsComma = true
  }

  mutating func field(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  mutating func field<Number: FixedWidthInteger>(_ key: String, _ value: Number) {
    self.key(key)
    text += "\(value)"
    needsComma = true
  }

  mutating func field(_ key: String, _ value: Bool) {
    self.key(key)
    text += value ? "true" : "false"
    needsComma = true
  }

  /// A number with a fixed count of digits after the point.
  mutating func field(_ key: String, _ value: Double, places: Int) {
    self.key(key)
    text += value.fixed(places)
    needsComma = true
  }

  /// A value that is JSON already.
  mutating func field(_ key: String, json: String) {
    self.key(key)
    text += json
    needsComma = true
  }

  /// A text in an array.
  mutating func element(_ value: String) { string(value) }

  private mutating func key(_ key: String) {
    string(key)
    text += ":"
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { text += "," }
    needsComma = false
  }

  private mutating func string(_ value: String) {
    separate()
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
    needsComma = true
  }
}
