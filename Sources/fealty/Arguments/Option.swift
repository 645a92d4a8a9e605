/// One option of a command as help and parser see it.
struct OptionSpecification: Sendable {
  /// The name without the two dashes.
  let name: String

  /// What stands for the value in the help, such as `N`; nil for a flag without a value.
  let placeholder: String?

  let help: String

  /// What is used when the option is absent, for the help; empty = nothing to show.
  let defaultText: String

  /// What a legal value looks like, for the message when it is not.
  let expected: String

  let accepts: @Sendable (String) -> Bool
}

/// An option with the type of its value; ``Arguments`` is indexed with it.
struct Option<Value: Sendable>: Sendable {
  let specification: OptionSpecification
  let defaultValue: Value
  let parse: @Sendable (String) -> Value?
}

extension Option {
  private init(
    _ name: String,
    _ placeholder: String?,
    _ defaultValue: Value,
    _ defaultText: String,
    _ help: String,
    expected: String,
    parse: @escaping @Sendable (String) -> Value?
  ) {
    self.specification = OptionSpecification(
      name: name,
      placeholder: placeholder,
      help: help,
      defaultText: defaultText,
      expected: expected,
      accepts: { parse($0) != nil }
    )
    self.defaultValue = defaultValue
    self.parse = parse
  }
}

extension Option where Value == Bool {
  /// An option without a value.
  static func flag(_ name: String, _ help: String) -> Option<Bool> {
    Option(name, nil, false, "", help, expected: "nothing") { _ in true }
  }
}

extension Option where Value == String {
  static func text(
    _ name: String,
    _ placeholder: String,
    default value: String = "",
    _ help: String
  ) -> Option<String> {
    Option(name, placeholder, value, value, help, expected: "a text") { $0.isEmpty ? nil : $0 }
  }

  /// One of a few words.
  static func choice(
    _ name: String,
    _ words: [String],
    default value: String,
    _ help: String
  ) -> Option<String> {
    let list = words.joined(separator: "|")
    return Option(name, list, value, value, help, expected: "one of \(list)") {
      words.contains($0) ? $0 : nil
    }
  }
}

extension Option where Value == Int {
  /// A whole number in a range; `_` and `,` between digits are ignored.
  static func integer(
    _ name: String,
    _ placeholder: String = "N",
    default value: Int,
    in range: ClosedRange<Int>,
    _ help: String
  ) -> Option<Int> {
    Option(
      name,
      placeholder,
      value,
      "\(value)",
      help,
      expected: "a number from \(range.lowerBound) to \(range.upperBound)"
    ) { text in
      guard let number = Int(text.filter { $0 != "_" && $0 != "," }) else { return nil }
      return range.contains(number) ? number : nil
    }
  }
}

extension Option where Value == Endpoint? {
  static func endpoint(_ name: String, _ help: String) -> Option<Endpoint?> {
    Option(name, "HOST:PORT", nil, "", help, expected: "HOST:PORT") { text in
      Endpoint(text).map { .some($0) }
    }
  }
}

/// A host name or address, and a port.
struct Endpoint: Sendable, CustomStringConvertible {
  let host: String
  let port: UInt16
  var security = Security()

  init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Reads `host:port` or `[v6 address]:port`; nil when the text is neither.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    guard let port = UInt16(text[text.index(after: colon)...]) else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = port
  }

  var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
