internal import FealtyLoyalty
internal import FealtyWire

// Events as other systems send them. A payload is mapped where it comes in, and goes on as the
// event that it is; one that cannot be mapped goes to its connector's quarantine.

extension Shard {
  func ingestEvent(_ call: RoutedCall) {
    guard let request = decode(call, IngestEventRequest.self), let read = beginRead(call) else {
      return
    }
    // A retry hears its first answer, whatever has become of the connector and its mapping.
    var known = read
    guard reserve(&known, entity: call.entity) else { return }
    known.abandon()
    guard let connector = connector(request.connectorID, call, read) else { return }
    guard !connector.isPaused else {
      return fail(
        call.call,
        Status(
          code: .failedPrecondition,
          reason: .connectorPaused,
          message: "the connector is paused; resume it, or send the event later",
          field: "connector_id"
        )
      )
    }
    let mapped = connector.read(request.payload, zone: read.programme.zone)
    guard mapped.faults.isEmpty else {
      return quarantine(call, request, mapped.faults, read)
    }
    switch mapped.content {
    case .event(var event):
      event.explain = request.explain
      event.ingestedHash = read.head.contentHash
      reward(event, as: request.envelope, call)
    case .purchase(var purchase):
      purchase.explain = request.explain
      purchase.ingestedHash = read.head.contentHash
      book(purchase, as: request.envelope, call)
    }
  }

  /// Goes on with a payload's purchase, as if its sender had sent that.
  ///
  /// `quarantined`: the payload's place in quarantine, which it leaves when its purchase was taken.
  private func book(
    _ purchase: EarnRequest,
    as envelope: Envelope?,
    _ call: RoutedCall,
    quarantined: QuarantinePlace? = nil
  ) {
    var purchase = purchase
    purchase.enrolUnknown = true
    purchase.quarantineID = quarantined?.id ?? ""
    purchase.connectorID = quarantined?.connector ?? ""
    purchase.envelope = (envelope ?? Envelope()).at(purchase.envelope)
    var routed = call.call
    // Of a batch the answer is an item's; alone it becomes the answer to the payload.
    if quarantined != nil || routed.connection != Call.batchConnection {
      let single = itemDesk.add(routed, items: 1) { $0.answerPurchase($1, quarantined) }
      routed = Call(
        origin: UInt16(index),
        method: MethodID.earn,
        connection: Call.batchConnection,
        generation: single,
        stream: 0,
        deadlineNanoseconds: routed.deadlineNanoseconds
      )
      routed.audit = call.call.audit
    }
    routed.method = MethodID.earn
    purchase.serialized().withUnsafeBytes {
      goOn(routed, payload: $0)
      // It does not wait for others: its bytes go.
      finishGathered()
    }
  }

  /// Goes on with a payload's event, as if its sender had sent that.
  private func reward(_ event: RewardEventRequest, as envelope: Envelope?, _ call: RoutedCall) {
    var event = event
    var own = envelope ?? Envelope()
    if let mapped = event.envelope {
      if mapped.occurredAtMs != 0 { own.occurredAtMs = mapped.occurredAtMs }
      if !mapped.storeID.isEmpty { own.storeID = mapped.storeID }
    }
    event.envelope = own
    var routed = call.call
    routed.method = MethodID.rewardEvent
    routed.caller = Call.uncounted
    event.serialized().withUnsafeBytes { goOn(routed, payload: $0) }
  }

  /// The connector that a request names; nil when the call has been answered that there is none.
  private func connector(
    _ id: String,
    _ call: RoutedCall,
    _ read: CommandContext
  ) -> ConnectorBook.ReadConnector? {
    if let connector = read.programme.connectors[id] { return connector }
    fail(
      call.call,
      Status(
        code: .notFound,
        reason: .connectorNotFound,
        message: "the programme has no such connector; put it among its settings",
        field: "connector_id"
      )
    )
    return nil
  }

  func testMapping(_ call: RoutedCall) {
    guard let request = decode(call, TestMappingRequest.self), let read = beginRead(call) else {
      return
    }
    var response = TestMappingResponse()
    do throws(MappingFault) {
      let tested: ConnectorBook.ReadConnector
      if request.connectorID.isEmpty {
        tested = try ConnectorBook.ReadConnector(
          source: "test",
          mapping: request.mapping,
          purchase: request.purchase
        )
      } else {
        guard let connector = connector(request.connectorID, call, read) else { return }
        tested = connector
      }
      let mapped = tested.read(request.payload, zone: read.programme.zone)
      response.faults = mapped.faults
      switch mapped.content {
      case .event(let event): response.event = event
      case .purchase(let purchase): response.purchase = purchase
      }
    } catch {
      response.faults = [error]
    }
    respond(call.call, gated: false, message: response)
  }

  // MARK: - Quarantine

  /// The number under which a connector's quarantine is kept, among the events that wait.
  static func quarantineNumber(program: String, connector: String) -> UInt64 {
    StableHash.hash(program: program, member: "quarantine:" + connector)
  }

  /// Whether the call has come to the home of the connector's quarantine; if not, it is sent there.
  private func isAtQuarantine(_ call: RoutedCall, _ connector: String) -> Bool {
    let program = String(decoding: call.head.program, as: UTF8.self)
    let number = Self.quarantineNumber(program: program, connector: connector)
    let home = StableHash.shard(number, count: count)
    guard home != index else { return true }
    outbox(home).add(call.call, entity: number, payload: call.head.payload)
    return false
  }

  /// What is in a connector's quarantine, oldest first.
  private func quarantined(_ program: String, _ connector: String) -> [EventHeldRecord] {
    let number = Self.quarantineNumber(program: program, connector: connector)
    return heldEvents[number]?.events.filter {
      $0.connectorID == connector && $0.programID == program
    } ?? []
  }

  private func quarantine(
    _ call: RoutedCall,
    _ request: IngestEventRequest,
    _ faults: [MappingFault],
    _ read: CommandContext
  ) {
    guard isAtQuarantine(call, request.connectorID),
      let command = beginCommand(read, entity: call.entity)
    else { return }
    let kept = quarantined(command.programme.id, request.connectorID)
    let bytes = kept.reduce(0) { $0 + $1.payload.utf8.count + $1.fault.utf8.count + 200 }
    guard kept.count < Limits.quarantined, bytes <= Limits.quarantineBytes,
      request.payload.utf8.count <= Limits.payloadBytes
    else {
      command.abandon()
      return fail(
        call.call,
        Status(
          code: .resourceExhausted,
          reason: .quarantineFull,
          message: "the payload cannot be read, and the connector's quarantine has no room; "
            + "mend the mapping, then replay or drop what is in it",
          field: "connector_id"
        )
      )
    }
    let lifetime = command.programme.settings.quarantineMs
    let id = command.reservation.map { Self.quarantineID($0.id) } ?? ""
    let fault = Self.sentence(faults)
    let response = RewardEventResponse(
      outcome: Outcome(
        recordedAtMs: command.now.milliseconds,
        ruleSetVersion: command.programme.version,
        warnings: [Warning(code: "QUARANTINED", text: fault)]
      ),
      quarantineID: id
    )
    if !command.isDryRun {
      let index = hold(
        EventHeldRecord(
          context: command.place,
          programID: command.programme.id,
          event: StoredEvent(source: "quarantine:\(request.connectorID)", eventID: id),
          heldUntilMs: command.now.milliseconds
            + (lifetime == 0 ? Limits.quarantineMilliseconds : lifetime),
          connectorID: request.connectorID,
          payload: request.payload,
          fault: fault,
          answer: response.serialized()
        ),
        for: Self.quarantineNumber(
          program: command.programme.id,
          connector: request.connectorID
        ),
        command
      )
      command.settle(index: index)
    }
    respond(call.call, gated: true, message: response)
  }

  /// The id of what a request brought into quarantine: the request's, in hexadecimal digits.
  private static func quarantineID(_ id: RequestID) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for half in [id.high, id.low] {
      for shift in stride(from: 60, through: 0, by: -4) {
        text.append(digits[Int(half >> shift & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  func listQuarantine(_ call: RoutedCall) {
    guard let request = decode(call, ListQuarantineRequest.self), let read = beginRead(call),
      connector(request.connectorID, call, read) != nil
    else { return }
    guard request.limit <= 100 else { return fail(call.call, Status(.invalidField("limit"))) }
    guard isAtQuarantine(call, request.connectorID) else { return }
    let kept = quarantined(read.programme.id, request.connectorID)
    let start = kept.firstIndex { $0.event?.eventID == request.after }.map { $0 + 1 } ?? 0
    var response = ListQuarantineResponse(total: UInt32(kept.count))
    var room = Limits.quarantinePageBytes
    for event in kept[start...].prefix(request.limit == 0 ? 100 : Int(request.limit)) {
      room -= event.payload.utf8.count
      guard room >= 0 || response.payloads.isEmpty else { break }
      response.payloads.append(
        QuarantinedPayload(
          quarantineID: event.event?.eventID ?? "",
          payload: event.payload,
          fault: event.fault,
          keptUntilMs: event.heldUntilMs
        )
      )
    }
    respond(call.call, gated: true, message: response)
  }

  func replayQuarantined(_ call: RoutedCall) {
    guard let request = decode(call, ReplayQuarantinedRequest.self), let read = beginRead(call),
      let connector = connector(request.connectorID, call, read),
      isAtQuarantine(call, request.connectorID)
    else { return }
    let kept = quarantined(read.programme.id, request.connectorID)
    guard let event = kept.first(where: { $0.event?.eventID == request.quarantineID }) else {
      // A retry hears what became of it.
      guard let command = beginCommand(read, entity: call.entity) else { return }
      return refuse(command, Self.notQuarantined)
    }
    let mapped = connector.read(event.payload, zone: read.programme.zone)
    guard mapped.faults.isEmpty else {
      return fail(
        call.call,
        Status(
          code: .failedPrecondition,
          reason: .mappingFailed,
          message: "the mapping cannot read the payload; mend it, and replay again. "
            + Self.sentence(mapped.faults),
          field: "quarantine_id"
        )
      )
    }
    // Where the payload does not say when it took place, it did when it first came.
    let came = event.context?.occurredAtMs ?? 0
    switch mapped.content {
    case .event(var event):
      event.explain = request.explain
      event.connectorID = request.connectorID
      event.quarantineID = request.quarantineID
      if event.envelope?.occurredAtMs == 0 { event.envelope?.occurredAtMs = came }
      reward(event, as: request.envelope, call)
    case .purchase(var purchase):
      purchase.explain = request.explain
      if purchase.envelope?.occurredAtMs == 0 { purchase.envelope?.occurredAtMs = came }
      let quarantined = QuarantinePlace(
        connector: request.connectorID,
        id: request.quarantineID,
        program: read.programme.id
      )
      book(purchase, as: request.envelope, call, quarantined: quarantined)
    }
  }

  /// The first few things that are wrong with a payload.
  private static func sentence(_ faults: [MappingFault]) -> String {
    faults.prefix(4).map { "\($0.field): \($0.message)" }.joined(separator: " ")
  }

  private static let notQuarantined = Status(
    code: .notFound,
    reason: .quarantineNotFound,
    message: "there is no such payload in quarantine: it was taken, dropped or has lapsed",
    field: "quarantine_id"
  )

  /// The event of a payload in quarantine has been taken: it leaves.
  ///
  /// If the process ends before, the payload stays, and its replay finds the event rewarded.
  func releaseQuarantined(_ connector: String, _ id: String, program: String) {
    let number = Self.quarantineNumber(program: program, connector: connector)
    send(to: StableHash.shard(number, count: count)) { shard in
      guard let held = shard.heldEvents[number] else { return }
      let event = held.events.first { $0.connectorID == connector && $0.event?.eventID == id }
      if let event { shard.take(event, from: held) }
    }
  }

  func dropQuarantined(_ call: RoutedCall) {
    guard let request = decode(call, DropQuarantinedRequest.self), let read = beginRead(call),
      isAtQuarantine(call, request.connectorID),
      let command = beginCommand(read, entity: call.entity)
    else { return }
    let number = Self.quarantineNumber(
      program: command.programme.id,
      connector: request.connectorID
    )
    let kept = quarantined(command.programme.id, request.connectorID)
    guard let held = heldEvents[number],
      let event = kept.first(where: { $0.event?.eventID == request.quarantineID })
    else { return refuse(command, Self.notQuarantined) }
    let response = DropQuarantinedResponse(
      outcome: Outcome(
        recordedAtMs: command.now.milliseconds,
        ruleSetVersion: command.programme.version
      )
    )
    if !command.isDryRun {
      command.settle(index: take(event, from: held, for: command, answer: response.serialized()))
    }
    respond(call.call, gated: true, message: response)
  }
}
