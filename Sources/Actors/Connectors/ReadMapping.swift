internal import FealtyLoyalty
internal import FealtyWire

/// A mapping whose expressions have been read.
struct ReadMapping: Sendable {
  private var eventType: MappingExpression
  private var eventID: MappingExpression
  private var memberID: MappingExpression?
  private var cardNumber: MappingExpression?
  private var occurredAt: MappingExpression?
  private var storeID: MappingExpression?
  private var tags: [(name: String, value: MappingExpression)]
  private var counters: [(name: String, value: MappingExpression)]

  /// - Throws: ``MappingFault``: the first field that is missing or cannot be read.
  init(_ mapping: EventMapping) throws(MappingFault) {
    eventType = try Self.required("event_type", mapping.eventType)
    eventID = try Self.required("event_id", mapping.eventID)
    memberID = try Self.optional("member_id", mapping.memberID)
    cardNumber = try Self.optional("card_number", mapping.cardNumber)
    guard (memberID == nil) != (cardNumber == nil) else {
      throw MappingFault(
        field: "member_id",
        message: "Exactly one of member_id and card_number is needed."
      )
    }
    occurredAt = try Self.optional("occurred_at", mapping.occurredAt)
    storeID = try Self.optional("store_id", mapping.storeID)
    tags = try Self.fields("tags", mapping.tags)
    counters = try Self.fields("counters", mapping.counters)
  }

  /// What a payload comes to.
  ///
  /// - Parameters:
  ///   - payload: JSON; more than ``Limits/payloadBytes`` is a fault.
  ///   - source: Whose event it is.
  ///   - zone: That of dates that do not say theirs.
  /// - Returns: The event as far as it goes, and what is wrong with it: nothing = it may be taken.
  func event(
    of payload: String,
    source: String,
    zone: ZoneRules
  ) -> (event: RewardEventRequest, faults: [MappingFault]) {
    var reading = Reading(zone: zone)
    reading.event.source = source
    guard payload.utf8.count <= Limits.payloadBytes else {
      reading.fault("payload", "It has more than \(Limits.payloadBytes) bytes.")
      return (reading.event, reading.faults)
    }
    do throws(JSONError) {
      reading.payload = try JSONValue(parsing: payload)
    } catch {
      reading.fault("payload", "It is no JSON: \(error)")
      return (reading.event, reading.faults)
    }
    reading.event.eventType = reading.text("event_type", eventType) ?? ""
    reading.event.eventID = reading.text("event_id", eventID) ?? ""
    if let memberID, let id = reading.text("member_id", memberID) {
      reading.event.member = MemberReference(reference: .memberID(id))
    }
    if let cardNumber, let number = reading.text("card_number", cardNumber) {
      reading.event.member = MemberReference(reference: .cardNumber(number))
    }
    var envelope = Envelope()
    if let occurredAt, let at = reading.integer("occurred_at", occurredAt) {
      envelope.occurredAtMs = at
    }
    if let storeID { envelope.storeID = reading.text("store_id", storeID, isNeeded: false) ?? "" }
    reading.event.envelope = envelope
    for (index, tag) in tags.enumerated() {
      guard let value = reading.text("tags[\(index)]", tag.value, isNeeded: false) else { continue }
      reading.event.tags.append(FealtyWire.Tag(name: tag.name, value: value))
    }
    for (index, counter) in counters.enumerated() {
      guard let value = reading.integer("counters[\(index)]", counter.value) else { continue }
      guard (0...Limits.counterValue).contains(value) else {
        reading.fault("counters[\(index)]", "\(value) is not from 0 to \(Limits.counterValue).")
        continue
      }
      reading.event.counters.append(FealtyWire.Counter(name: counter.name, value: value))
    }
    return (reading.event, reading.faults)
  }

  // MARK: - Expressions

  private static func required(
    _ field: String,
    _ text: String
  ) throws(MappingFault) -> MappingExpression {
    guard !text.isEmpty else { throw MappingFault(field: field, message: "It is missing.") }
    return try read(field, text)
  }

  private static func optional(
    _ field: String,
    _ text: String
  ) throws(MappingFault) -> MappingExpression? {
    text.isEmpty ? nil : try read(field, text)
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

  private static func fields(
    _ field: String,
    _ mapped: [MappedField]
  ) throws(MappingFault) -> [(name: String, value: MappingExpression)] {
    guard mapped.count <= Limits.eventParts else {
      throw MappingFault(field: field, message: "There are more than \(Limits.eventParts).")
    }
    var read: [(name: String, value: MappingExpression)] = []
    for (index, part) in mapped.enumerated() {
      let path = "\(field)[\(index)]"
      guard (1...Limits.identifierBytes).contains(part.name.utf8.count) else {
        throw MappingFault(field: path, message: "Its name is empty or too long.")
      }
      read.append((part.name, try required(path, part.value)))
    }
    return read
  }
}

/// One payload while its event is read of it.
private struct Reading {
  var payload = JSONValue.null
  var event = RewardEventRequest()
  var faults: [MappingFault] = []
  private let zone: ZoneRules

  init(zone: ZoneRules) { self.zone = zone }

  mutating func fault(_ field: String, _ message: String) {
    faults.append(MappingFault(field: field, message: message))
  }

  /// The text of an expression; nil where there is none or it is too long for an event.
  mutating func text(
    _ field: String,
    _ expression: MappingExpression,
    isNeeded: Bool = true
  ) -> String? {
    guard let text = value(field, expression)?.text else {
      if isNeeded { missing(field) }
      return nil
    }
    let sizes = (isNeeded ? 1 : 0)...Limits.identifierBytes
    guard sizes.contains(text.utf8.count) else {
      fault(field, "It has \(text.utf8.count) bytes; \(sizes) are allowed.")
      return nil
    }
    return text
  }

  mutating func integer(_ field: String, _ expression: MappingExpression) -> Int64? {
    switch value(field, expression) {
    case nil: return nil
    case .missing: missing(field)
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

  /// Notes that there is nothing, once a field.
  private mutating func missing(_ field: String) {
    guard !faults.contains(where: { $0.field == field }) else { return }
    fault(field, "The payload has nothing for it.")
  }

  /// Nil where the payload has something else than the expression asks for.
  private mutating func value(
    _ field: String,
    _ expression: MappingExpression
  ) -> MappingExpression.Value? {
    do throws(MappingExpression.Fault) {
      let zone = zone
      return try expression.value(of: payload) { $0.milliseconds(in: zone) }
    } catch {
      fault(field, error.sentence)
      return nil
    }
  }
}
