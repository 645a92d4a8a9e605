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
  private var tags: [MappingFields.Named]
  private var counters: [MappingFields.Named]

  /// - Throws: ``MappingFault``: the first field that is missing or cannot be read.
  init(_ mapping: EventMapping) throws(MappingFault) {
    eventType = try MappingFields.required("event_type", mapping.eventType)
    eventID = try MappingFields.required("event_id", mapping.eventID)
    memberID = try MappingFields.optional("member_id", mapping.memberID)
    cardNumber = try MappingFields.optional("card_number", mapping.cardNumber)
    guard (memberID == nil) != (cardNumber == nil) else {
      throw MappingFault(
        field: "member_id",
        message: "Exactly one of member_id and card_number is needed."
      )
    }
    occurredAt = try MappingFields.optional("occurred_at", mapping.occurredAt)
    storeID = try MappingFields.optional("store_id", mapping.storeID)
    tags = try MappingFields.named("tags", mapping.tags)
    counters = try MappingFields.named("counters", mapping.counters)
  }

  /// The event that a payload comes to, as far as it goes; what is wrong with it is noted.
  ///
  /// - Parameters:
  ///   - reading: Of the payload.
  ///   - source: Whose event it is.
  /// - Returns: An event, complete where nothing was noted.
  func event(of reading: inout MappingReading, source: String) -> RewardEventRequest {
    var event = RewardEventRequest(source: source)
    guard !reading.isUnreadable else { return event }
    event.eventType = reading.text("event_type", eventType) ?? ""
    event.eventID = reading.text("event_id", eventID) ?? ""
    if let id = reading.text("member_id", memberID) {
      event.member = MemberReference(reference: .memberID(id))
    }
    if let number = reading.text("card_number", cardNumber) {
      event.member = MemberReference(reference: .cardNumber(number))
    }
    var envelope = Envelope()
    envelope.occurredAtMs = reading.integer("occurred_at", occurredAt) ?? 0
    envelope.storeID = reading.text("store_id", storeID, isNeeded: false) ?? ""
    event.envelope = envelope
    event.tags = reading.tags("tags", tags)
    event.counters = reading.counters("counters", counters)
    return event
  }
}
