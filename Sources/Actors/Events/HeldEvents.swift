internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Events for an id that no member has yet.
///
/// Lives where the member will.
final class HeldEvents: NumberedEntity {
  let number: UInt64
  var version: UInt32 = 0
  var last: UInt64 = 0
  /// In the order of their records, without answers and requests' ids.
  private(set) var events: [EventHeldRecord] = []

  init(number: UInt64) { self.number = number }

  init(_ stored: StoredHeldEvents) {
    number = stored.number
    version = stored.version
    last = stored.lastPosition
    events = stored.events
  }

  var stored: StoredHeldEvents {
    StoredHeldEvents(number: number, version: version, events: events, lastPosition: last)
  }

  /// When the next one lapses, milliseconds; nil where there is none.
  var nextLapse: Int64? { events.map(\.heldUntilMs).min() }

  func add(_ event: EventHeldRecord) {
    var kept = event
    kept.answer = []
    // Of the request only when and where.
    kept.context?.requestID = []
    kept.context?.contentHash = 0
    kept.context?.method = 0
    events.append(kept)
  }

  func remove(_ event: StoredEvent) {
    events.removeAll { $0.event?.hasKey(of: event) ?? false }
  }
}

extension Shard {
  /// Keeps an event until somebody enrols with its id.
  func hold(
    _ event: EventHeldRecord,
    for number: UInt64,
    _ command: CommandContext
  ) -> Int {
    let held = heldEvents[number] ?? HeldEvents(number: number)
    heldEvents[number] = held
    held.add(event)
    keepTimer(of: held)
    return record(held, kind: .eventHeld) { out in
      // The context first: it names the request.
      out.writeContext(of: event.context ?? RequestContext(), for: command)
      var rest = event
      rest.context = nil
      rest.encode(into: &out)
    }
  }

  /// Records that a held event was rewarded, or has lapsed, or that somebody gave it up.
  ///
  /// `command`: whose answer it is; nil where none asked.
  @discardableResult
  func take(
    _ event: EventHeldRecord,
    from held: HeldEvents,
    for command: CommandContext? = nil,
    answer: [UInt8] = []
  ) -> Int {
    let key = event.event ?? StoredEvent()
    held.remove(key)
    if held.events.isEmpty { heldEvents[held.number] = nil }
    let body = EventHeldRecord(
      programID: event.programID,
      memberID: event.memberID,
      event: StoredEvent(source: key.source, eventID: key.eventID),
      answer: answer
    )
    return record(held, kind: .eventTaken) { out in
      command?.write(to: &out)
      body.encode(into: &out)
    }
  }

  /// Sees to it that the shard looks at the events when the next of them lapses.
  func keepTimer(of held: HeldEvents) {
    guard waitingTimers.isRunning, let at = held.nextLapse else { return }
    waitingTimers.add(held.number, at: max(1, at))
  }

  /// Gives up the events that nobody has enrolled for in time.
  func lapseEvents(of number: UInt64, now: Timestamp) {
    guard let held = heldEvents[number] else { return }
    for event in held.events where event.heldUntilMs <= now.milliseconds {
      take(event, from: held)
    }
    keepTimer(of: held)
  }

  // MARK: - Replay

  /// Takes a record of the log; false where its version leaps.
  func replayHeldEvent(
    _ body: EventHeldRecord,
    isTaken: Bool,
    number: UInt64,
    version: UInt32,
    position: UInt64
  ) -> Bool {
    let held = heldEvents[number] ?? HeldEvents(number: number)
    // Versions begin again when nothing is held any more: only positions tell old from new.
    guard position > held.last else { return true }
    guard version == held.version + 1 else { return false }
    held.version = version
    held.last = position
    if isTaken {
      if let event = body.event { held.remove(event) }
    } else {
      held.add(body)
    }
    heldEvents[number] = held.events.isEmpty ? nil : held
    return true
  }
}
