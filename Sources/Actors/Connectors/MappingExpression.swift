internal import FealtyWire

/// How one value of an event is made of a foreign payload.
///
/// A small total language: every expression ends, with a value, without one, or with a reason why
/// the payload cannot be read so. `docs/connectors.md` has its grammar.
///
///     order.customer.card            a path: names, [index], ["any name"]
///     "shop-1"                       a constant text
///     concat(order.shop, "-", order.id)
///     default(order.kind, "sale")    the first that has a value
///     number(order.total, 2)         a decimal as an integer of hundredths
///     date(order.at, "rfc3339")      milliseconds since 1970
///     sum(order.lines[*].quantity)   of an array's numbers
indirect enum MappingExpression: Hashable, Sendable {
  case text(String)
  case path([PathStep])
  case concat([MappingExpression])
  /// The first that has a value.
  case firstOf([MappingExpression])
  /// An exact decimal, as an integer of units of 10^-`decimals`.
  case number(MappingExpression, decimals: Int, mark: UInt8)
  case date(MappingExpression, DateForm)
  /// The sum of the numbers that a path with `[*]` leads to, in units of 10^-`decimals`.
  case sum([PathStep], decimals: Int)

  /// One step of a path.
  enum PathStep: Hashable, Sendable {
    case name(String)
    case index(Int)
    /// Every element of an array; in `sum` only.
    case each
  }

  /// How a time is written.
  enum DateForm: Hashable, Sendable {
    case rfc3339
    case seconds
    case milliseconds
    /// `yyyy MM dd HH mm ss` stand for digits, all else for itself; in the programme's zone.
    case pattern([UInt8])
  }

  /// What an expression comes to.
  enum Value: Hashable, Sendable {
    case missing
    case text(String)
    case integer(Int64)

    /// As a text; nil where there is none.
    var text: String? {
      switch self {
      case .missing: nil
      case .text(let text): text
      case .integer(let number): String(number)
      }
    }
  }

  /// Why a payload has no value where one was looked for.
  struct Fault: Error, Hashable {
    var sentence: String

    init(_ sentence: String) { self.sentence = sentence }
  }
}

extension MappingExpression {
  /// The value for a payload.
  ///
  /// O(size of the expression + elements that it visits + bytes of the texts that it joins, each
  /// at most ``Limits/mappedBytes`` and one part more).
  ///
  /// - Parameters:
  ///   - payload: What another system sent.
  ///   - instant: Turns a date and time of the programme's zone into milliseconds since 1970.
  /// - Returns: A text, a number, or that there is none.
  /// - Throws: ``Fault`` where the payload has something else than is asked for.
  func value(
    of payload: JSONValue,
    _ instant: (LocalTime) -> Int64
  ) throws(Fault) -> Value {
    switch self {
    case .text(let text): return .text(text)
    case .path(let steps): return try Self.scalar(Self.find(steps[...], in: payload), steps)
    case .concat(let parts):
      var joined = ""
      for part in parts {
        guard let text = try part.value(of: payload, instant).text else { return .missing }
        joined += text
        guard joined.utf8.count <= Limits.mappedBytes else {
          throw Fault("concat comes to more than \(Limits.mappedBytes) bytes.")
        }
      }
      return .text(joined)
    case .firstOf(let choices):
      for choice in choices {
        let value = try choice.value(of: payload, instant)
        if value != .missing { return value }
      }
      return .missing
    case .number(let of, let decimals, let mark):
      guard let text = try of.value(of: payload, instant).text else { return .missing }
      return .integer(try Self.decimal(text, decimals: decimals, mark: mark))
    case .date(let of, let form):
      guard let text = try of.value(of: payload, instant).text else { return .missing }
      return .integer(try form.milliseconds(text, instant))
    case .sum(let steps, let decimals):
      var sum: Int64 = 0
      try Self.visit(steps[...], in: payload) { (value) throws(Fault) in
        guard let text = try Self.scalar(value, steps).text else { return }
        let number = try Self.decimal(text, decimals: decimals, mark: UInt8(ascii: "."))
        let (total, overflows) = sum.addingReportingOverflow(number)
        guard !overflows else { throw Fault("The sum of \(Self.text(steps)) is too large.") }
        sum = total
      }
      return .integer(sum)
    }
  }

  /// The elements of the list that a path leads to; nil where there is nothing.
  ///
  /// - Throws: ``Fault`` where something else is there, or the expression is no path.
  func elements(of payload: JSONValue) throws(Fault) -> [JSONValue]? {
    guard case .path(let steps) = self else { throw Fault("Only a path leads to a list.") }
    switch Self.find(steps[...], in: payload) {
    case nil, .null: return nil
    case .array(let elements): return elements
    case .bool, .number, .string, .object: throw Fault("\(Self.text(steps)) is no list.")
    }
  }

  // MARK: - Paths

  private static func find(_ steps: ArraySlice<PathStep>, in value: JSONValue) -> JSONValue? {
    var value = value
    for step in steps {
      guard let next = Self.step(step, in: value) else { return nil }
      value = next
    }
    return value
  }

  private static func step(_ step: PathStep, in value: JSONValue) -> JSONValue? {
    switch step {
    case .name(let name): return value[name]
    case .index(let index):
      guard case .array(let elements) = value, index < elements.count else { return nil }
      return elements[index]
    case .each: return nil
    }
  }

  private static func visit(
    _ steps: ArraySlice<PathStep>,
    in value: JSONValue,
    _ body: (JSONValue) throws(Fault) -> Void
  ) throws(Fault) {
    guard let first = steps.first else { return try body(value) }
    guard first == .each else {
      guard let next = step(first, in: value) else { return }
      return try visit(steps.dropFirst(), in: next, body)
    }
    guard case .array(let elements) = value else { return }
    for element in elements { try visit(steps.dropFirst(), in: element, body) }
  }

  private static func scalar(_ value: JSONValue?, _ steps: [PathStep]) throws(Fault) -> Value {
    switch value {
    case nil, .null: return .missing
    case .bool(let isTrue): return .text(isTrue ? "true" : "false")
    case .number(let text), .string(let text): return .text(text)
    case .array: throw Fault("\(text(steps)) is a list.")
    case .object: throw Fault("\(text(steps)) is an object.")
    }
  }

  /// A path as it is written.
  static func text(_ steps: [PathStep]) -> String {
    var text = ""
    for step in steps {
      switch step {
      case .name(let name):
        if !name.isEmpty, name.utf8.allSatisfy(MappingParser.isNamePart) {
          text += text.isEmpty ? name : "." + name
        } else {
          text += "[\"\(name)\"]"
        }
      case .index(let index): text += "[\(index)]"
      case .each: text += "[*]"
      }
    }
    return text.isEmpty ? "$" : text
  }

  // MARK: - Numbers

  /// An exact decimal in units of 10^-`decimals`.
  ///
  /// - Throws: ``Fault`` where the text is no number, has digits beyond its decimals, or does not
  ///   fit: nothing is rounded.
  static func decimal(_ text: String, decimals: Int, mark: UInt8) throws(Fault) -> Int64 {
    guard let parts = DecimalParts(text, mark: mark) else {
      throw Fault("\(quoted(text)) is no number.")
    }
    // What stands behind the last digit that counts is zero, or the number does not fit.
    let shift = decimals + parts.exponent - parts.fractionDigits
    var number: Int64 = 0
    for (index, digit) in parts.digits.enumerated() {
      let isKept = index < parts.digits.count + min(shift, 0)
      guard isKept else {
        guard digit == 0 else { throw Fault("\(quoted(text)) has more than \(decimals) decimals.") }
        continue
      }
      number = try step(number, digit, text)
    }
    if number != 0, shift > 0 {
      guard shift <= 18 else { throw Fault("\(quoted(text)) is too large.") }
      for _ in 0..<shift { number = try step(number, 0, text) }
    }
    return parts.isNegative ? -number : number
  }

  /// A text of a payload as a sentence shows it.
  static func quoted(_ text: String) -> String {
    text.count <= 40 ? "\"\(text)\"" : "\"\(text.prefix(40))…\""
  }

  private static func step(
    _ number: Int64,
    _ digit: Int64,
    _ text: String
  ) throws(Fault) -> Int64 {
    let (tens, overflows) = number.multipliedReportingOverflow(by: 10)
    let (sum, overflowsToo) = tens.addingReportingOverflow(digit)
    guard !overflows, !overflowsToo else { throw Fault("\(quoted(text)) is too large.") }
    return sum
  }
}

/// A decimal number's text in its parts: sign, digits, how many of them are a fraction, exponent.
private struct DecimalParts {
  var isNegative = false
  var digits: [Int64] = []
  var fractionDigits = 0
  var exponent = 0

  /// Digits that are read of one number; longer ones are none.
  private static let digitLimit = 64

  init?(_ text: String, mark: UInt8) {
    var rest = Array(text.utf8)[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest.removeFirst()
    }
    guard Self.takeDigits(&rest, into: &digits), digits.count <= Self.digitLimit else { return nil }
    if rest.first == mark {
      rest.removeFirst()
      let whole = digits.count
      guard Self.takeDigits(&rest, into: &digits), digits.count <= Self.digitLimit else {
        return nil
      }
      fractionDigits = digits.count - whole
    }
    if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      let sign = rest.first
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
      var power: [Int64] = []
      guard Self.takeDigits(&rest, into: &power), power.count <= 3 else { return nil }
      exponent = power.reduce(0) { $0 * 10 + Int($1) }
      if sign == UInt8(ascii: "-") { exponent.negate() }
    }
    guard rest.isEmpty else { return nil }
  }

  private static func takeDigits(
    _ rest: inout ArraySlice<UInt8>,
    into digits: inout [Int64]
  ) -> Bool {
    let before = digits.count
    while let byte = rest.first, byte &- 0x30 < 10 {
      digits.append(Int64(byte - 0x30))
      rest.removeFirst()
    }
    return digits.count > before
  }
}
