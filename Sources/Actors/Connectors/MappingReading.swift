internal import FealtyLoyalty
internal import FealtyWire

/// One payload while the fields of an event or a purchase are read of it.
struct MappingReading {
  private(set) var payload: JSONValue
  private(set) var faults: [MappingFault] = []
  private let zone: ZoneRules

  /// - Parameters:
  ///   - payload: JSON; more than ``Limits/payloadBytes`` is a fault.
  ///   - zone: That of dates that do not say theirs.
  init(_ payload: String, zone: ZoneRules) {
    self.zone = zone
    self.payload = .null
    guard payload.utf8.count <= Limits.payloadBytes else {
      fault("payload", "It has more than \(Limits.payloadBytes) bytes.")
      return
    }
    do throws(JSONError) {
      self.payload = try JSONValue(parsing: payload)
    } catch {
      fault("payload", "It is no JSON: \(error)")
    }
  }

  /// Whether nothing of the payload can be read.
  var isUnreadable: Bool { faults.first?.field == "payload" }

  mutating func fault(_ field: String, _ message: String) {
    faults.append(MappingFault(field: field, message: message))
  }

  /// Whether an expression gives something, or is at fault.
  func hasValue(_ expression: MappingExpression) -> Bool {
    do throws(MappingExpression.Fault) {
      let zone = zone
      return try expression.value(of: payload) { $0.milliseconds(in: zone) } != .missing
    } catch {
      return true
    }
  }

  /// The text of an expression; nil where there is none or it is too long.
  ///
  /// `element`: what it is looked for in; nil = in the payload.
  mutating func text(
    _ field: String,
    _ expression: MappingExpression?,
    of element: JSONValue? = nil,
    isNeeded: Bool = true,
    atMost bytes: Int = Limits.identifierBytes
  ) -> String? {
    guard let expression else { return nil }
    guard let text = value(field, expression, of: element)?.text else {
      if isNeeded { missing(field) }
      return nil
    }
    let sizes = (isNeeded ? 1 : 0)...bytes
    guard sizes.contains(text.utf8.count) else {
      fault(field, "It has \(text.utf8.count) bytes; \(sizes) are allowed.")
      return nil
    }
    return text
  }

  /// A whole number; nil where there is none.
  mutating func integer(
    _ field: String,
    _ expression: MappingExpression?,
    of element: JSONValue? = nil,
    isNeeded: Bool = true
  ) -> Int64? {
    guard let expression else { return nil }
    switch value(field, expression, of: element) {
    case nil: return nil
    case .missing: if isNeeded { missing(field) }
    case .integer(let number): return number
    case .text(let text):
      guard let number = Int64(text) else {
        fault(
          field,
          "\(MappingExpression.quoted(text)) is no whole number; number() and date() make one."
        )
        return nil
      }
      return number
    }
    return nil
  }

  /// Tags, each with a value.
  mutating func tags(_ field: String, _ mapped: [MappingFields.Named]) -> [Tag] {
    var tags: [Tag] = []
    for (index, tag) in mapped.enumerated() {
      let value = text("\(field)[\(index)]", tag.value, isNeeded: false)
      if let value { tags.append(Tag(name: tag.name, value: value)) }
    }
    return tags
  }

  mutating func counters(
    _ field: String,
    _ mapped: [MappingFields.Named]
  ) -> [FealtyWire.Counter] {
    var counters: [FealtyWire.Counter] = []
    for (index, counter) in mapped.enumerated() {
      let path = "\(field)[\(index)]"
      guard let value = integer(path, counter.value) else { continue }
      guard (0...Limits.counterValue).contains(value) else {
        fault(path, "\(value) is not from 0 to \(Limits.counterValue).")
        continue
      }
      counters.append(FealtyWire.Counter(name: counter.name, value: value))
    }
    return counters
  }

  /// The elements of a list; none where there is no list.
  mutating func elements(_ field: String, _ path: MappingExpression) -> [JSONValue] {
    do throws(MappingExpression.Fault) {
      if let elements = try path.elements(of: payload) { return elements }
      missing(field)
    } catch {
      fault(field, error.sentence)
    }
    return []
  }

  /// Notes that there is nothing, once a field.
  private mutating func missing(_ field: String) {
    guard !faults.contains(where: { $0.field == field }) else { return }
    fault(field, "The payload has nothing for it.")
  }

  /// Nil where the payload has something else than the expression asks for.
  private mutating func value(
    _ field: String,
    _ expression: MappingExpression,
    of element: JSONValue?
  ) -> MappingExpression.Value? {
    do throws(MappingExpression.Fault) {
      let zone = zone
      return try expression.value(of: element ?? payload) { $0.milliseconds(in: zone) }
    } catch {
      fault(field, error.sentence)
      return nil
    }
  }
}

/// Reads the expressions of a mapping.
enum MappingFields {
  typealias Named = (name: String, value: MappingExpression)

  static func required(
    _ field: String,
    _ text: String
  ) throws(MappingFault) -> MappingExpression {
    guard !text.isEmpty else { throw MappingFault(field: field, message: "It is missing.") }
    return try read(field, text)
  }

  static func optional(
    _ field: String,
    _ text: String
  ) throws(MappingFault) -> MappingExpression? {
    text.isEmpty ? nil : try read(field, text)
  }

  /// Expressions of which each gives one of a list.
  static func list(
    _ field: String,
    _ texts: [String],
    atMost count: Int
  ) throws(MappingFault) -> [MappingExpression] {
    guard texts.count <= count else {
      throw MappingFault(field: field, message: "There are more than \(count).")
    }
    var read: [MappingExpression] = []
    for (index, text) in texts.enumerated() {
      read.append(try required("\(field)[\(index)]", text))
    }
    return read
  }

  static func named(
    _ field: String,
    _ mapped: [MappedField]
  ) throws(MappingFault) -> [Named] {
    guard mapped.count <= Limits.eventParts else {
      throw MappingFault(field: field, message: "There are more than \(Limits.eventParts).")
    }
    var read: [Named] = []
    for (index, part) in mapped.enumerated() {
      let path = "\(field)[\(index)]"
      guard (1...Limits.identifierBytes).contains(part.name.utf8.count) else {
        throw MappingFault(field: path, message: "Its name is empty or too long.")
      }
      read.append((part.name, try required(path, part.value)))
    }
    return read
  }

  private static func read(
    _ field: String,
    _ text: String
  ) throws(MappingFault) -> MappingExpression {
    do throws(MappingParser.Failure) {
      return try MappingParser.parse(text)
    } catch {
      throw MappingFault(
        field: field,
        message: "At byte \(error.offset), \(error.expected) was expected."
      )
    }
  }
}
