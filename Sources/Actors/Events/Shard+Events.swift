internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// RewardEvent: points for what is no purchase. An event is evaluated as a basket whose lines stand
// for the event itself and for each of its counters, so rules, caps and explanations are those of
// sales.

extension Shard {
  func rewardEvent(_ call: RoutedCall) {
    guard let request = decode(call, RewardEventRequest.self) else { return }
    if let path = Self.faultyField(request) {
      return fail(call.call, Status(.invalidField(path)))
    }
    guard var read = beginRead(call) else { return }
    read.head.originalHash = request.ingestedHash
    let event = StoredEvent(request)
    let explanation = Explanation(rawValue: UInt8(clamping: request.explain.rawValue)) ?? .applied
    do throws(Refusal) {
      try evaluation.fill(event, explanation, in: read.programme)
    } catch {
      return fail(call.call, Status(error))
    }
    guard let command = beginCommand(read, entity: call.entity) else { return }
    guard command.programme.takes(event) || !command.programme.settings.refuseUnknownEvents else {
      return refuse(command, .invalidField("event_type"))
    }
    reward(call, command, event, tag: EventKey.tag(program: call.head.program, event))
  }

  private static func faultyField(_ request: RewardEventRequest) -> String? {
    let names = [
      ("source", request.source), ("event_id", request.eventID), ("event_type", request.eventType),
    ]
    for (path, name) in names where !(1...Limits.identifierBytes).contains(name.utf8.count) {
      return path
    }
    return EventParts.faultyField(request.tags, request.counters)
  }

  /// Rewards the event on the desk, whose request id is reserved.
  private func reward(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ event: StoredEvent,
    tag: UInt64
  ) {
    let receipts = services.receipts
    if command.isDryRun {
      if let position = receipts.position(tag) {
        return resolve(event, tag: tag, call, command, existing: position)
      }
    } else {
      switch receipts.reserve(tag) {
      case .new: break
      case .reserved:
        command.abandon()
        return park(call.call, entity: call.entity, payload: call.head.payload)
      case .known(let position):
        return resolve(event, tag: tag, call, command, existing: position)
      }
    }
    let known = member(call, command.programme)
    let enrolled =
      known == nil && mayEnrol(call, command.programme) ? enrolUnknown(call, command) : nil
    guard let member = known ?? enrolled else {
      // Of who was deleted nothing is held: nobody will be enrolled under that id.
      let isGone = erasedMember(call, command.programme) != nil
      if !isGone, hold(event, tag: tag, call, command) { return leaveQuarantine(command) }
      if !command.isDryRun { receipts.release(tag) }
      return refuse(command, missing(call.head))
    }
    let refusal = member.assumeIsolated { member in
      member.run(command) { (member) throws(Refusal) in
        try member.reward(event, command, tag: tag)
      }
    }
    if refusal == nil, evaluation.evaluation.shortages.isEmpty { return leaveQuarantine(command) }
    if !command.isDryRun { receipts.release(tag) }
    guard let refusal else { return waitForBudgets(command, entity: call.entity) }
    refuse(command, refusal, member: member.number)
  }

  /// The event was taken: if its payload was in quarantine, it leaves.
  private func leaveQuarantine(_ command: CommandContext) {
    guard !command.isDryRun,
      // It was read when the event was.
      let request = try? RewardEventRequest(decoding: command.head.payload),
      !request.quarantineID.isEmpty
    else { return }
    releaseQuarantined(request.connectorID, request.quarantineID, program: command.programme.id)
  }

  // MARK: - Repeated

  /// The tag of an event is known: answers as the event was answered first, or goes on with the
  /// next tag where it is another event's.
  private func resolve(
    _ event: StoredEvent,
    tag: UInt64,
    _ call: RoutedCall,
    _ command: CommandContext,
    existing position: UInt64
  ) {
    let waiting = WaitingCommand(command, entity: call.entity)
    let program = command.programme.id
    let programme = command.programme.index
    let explanation = evaluation.explanation
    readRecord(at: position) { shard, found in
      let record: HistoryReader.Record
      switch found {
      case .success(let read): record = read
      // An event that is too old to be remembered may come again.
      case .failure(.removed): return shard.go(on: event, explanation, waiting, after: tag)
      case .failure(let lost):
        return waiting.resume(on: shard) { _, command in shard.fail(command, for: lost) }
      }
      guard let found = shard.recordedEvent(record), found.event.hasKey(of: event),
        found.program == nil || found.program == program
      else {
        return shard.go(on: event, explanation, waiting, after: tag)
      }
      guard found.program == nil else {
        return shard.answerAgain(waiting, event, found.event, found.answer)
      }
      // Two programmes may have the same source; the member tells which it is.
      let home = shard.index
      shard.send(to: StableHash.shard(record.entity, count: shard.count)) { peer in
        let isSame = peer.members.find(record.entity)?.programmeIndex == programme
        peer.send(to: home) { shard in
          guard isSame else { return shard.go(on: event, explanation, waiting, after: tag) }
          shard.answerAgain(waiting, event, found.event, found.answer)
        }
      }
    }
  }

  private func recordedEvent(
    _ record: HistoryReader.Record
  ) -> (event: StoredEvent, program: String?, answer: [UInt8])? {
    do throws(DecodingError) {
      return try EventKey.recorded(record)
    } catch {
      services.log.stopServing(
        "the record at \(LogPosition(packed: record.position)) cannot be read: \(error)"
      )
      return nil
    }
  }

  /// Takes an event up again, with the next tag of its sequence.
  private func go(
    on event: StoredEvent,
    _ explanation: Explanation,
    _ waiting: WaitingCommand,
    after tag: UInt64
  ) {
    waiting.resume(on: self) { routed, command in
      do throws(Refusal) {
        try evaluation.fill(event, explanation, in: command.programme)
        reward(routed, command, event, tag: ReceiptKey.tag(after: tag))
      } catch {
        refuse(command, error)
      }
    }
  }

  /// Gives the first answer to an event again, whatever the request id.
  private func answerAgain(
    _ waiting: WaitingCommand,
    _ event: StoredEvent,
    _ first: StoredEvent,
    _ answer: [UInt8]
  ) {
    waiting.resume(on: self) { routed, command in
      // Nothing is decided: the same request asks the event again.
      command.abandon()
      leaveQuarantine(command)
      do throws(DecodingError) {
        var response = try RewardEventResponse(bytes: answer)
        response.outcome?.replayed = true
        if event != first {
          response.outcome?.warnings.append(
            Warning(
              code: "EVENT_DIFFERS",
              text: "the source has used this event id with other content: the first one counts"
            )
          )
        }
        respond(routed.call, gated: false, message: response)
      } catch {
        preconditionFailure("an answer that this server wrote cannot be read: \(error)")
      }
    }
  }

  // MARK: - Held

  /// Keeps an event for somebody who may enrol; false where the programme does not.
  private func hold(
    _ event: StoredEvent,
    tag: UInt64,
    _ call: RoutedCall,
    _ command: CommandContext
  ) -> Bool {
    let time = command.programme.settings.holdEventsMs
    guard time > 0, case .memberID(let id) = call.head.target,
      heldEvents[call.entity]?.events.count ?? 0 < Limits.heldEvents
    else { return false }
    let until = command.now.milliseconds + time
    var response = RewardEventResponse(
      outcome: Outcome(
        recordedAtMs: command.now.milliseconds,
        ruleSetVersion: command.programme.version
      ),
      held: true,
      heldUntilMs: until
    )
    response.outcome?.warnings = command.programme.warnings(of: event)
    if !command.isDryRun {
      let held = EventHeldRecord(
        context: command.place,
        programID: command.programme.id,
        memberID: String(decoding: id, as: UTF8.self),
        event: event,
        heldUntilMs: until,
        answer: response.serialized()
      )
      let index = hold(held, for: call.entity, command)
      command.settle(index: index)
      turn.note(receipts, tag: tag, index: index)
    }
    respond(call.call, gated: true, message: response)
    return true
  }

  /// Rewards the events that were held for a member, in the order of their times.
  ///
  /// Each reward and the end of its holding are records of one turn. Those that draw on a budget
  /// may come some turns later.
  func rewardHeldEvents(of actor: MemberActor) {
    let id = actor.inPlace { $0.pointee.id }
    let program = services.programmeIndexes.id(actor.programmeIndex)
    let number = StableHash.hash(
      program: String(decoding: program, as: UTF8.self),
      member: id
    )
    guard let held = heldEvents[number], let programme = programmeAt(actor.programmeIndex),
      !programme.isLight
    else { return }
    let mine = held.events.filter { event in
      event.memberID == id && event.programID.utf8.elementsEqual(program)
    }
    for event in mine.sorted(by: { $0.occurredAtMs < $1.occurredAtMs }) {
      guard reward(event, from: held, actor, programme) else {
        return budgets.wait(evaluation.evaluation.shortages, programme: programme.index) { shard in
          shard.rewardHeldEvents(of: actor)
        }
      }
    }
  }

  private func programmeAt(_ index: UInt16) -> PublishedProgramme? {
    Int(index) < programmes.count ? programmes[Int(index)] : nil
  }

  /// - Returns: false where it must wait for a budget; nothing was decided then.
  private func reward(
    _ held: EventHeldRecord,
    from events: HeldEvents,
    _ actor: MemberActor,
    _ programme: PublishedProgramme
  ) -> Bool {
    guard let event = held.event else { return true }
    let context = held.context ?? RequestContext()
    let request = RewardEventRequest(
      envelope: Envelope(
        programID: held.programID,
        storeID: context.storeID,
        terminalID: context.terminalID,
        channel: context.channel
      )
    )
    let now = stamp()
    return request.serialized().withUnsafeBytes { bytes in
      do {
        let command = CommandContext(
          call: Call(
            origin: UInt16(index),
            method: MethodID.rewardEvent,
            connection: 0,
            generation: 0,
            stream: 0,
            deadlineNanoseconds: 0
          ),
          head: try RequestHead(bytes, namesMember: true),
          shard: self,
          programme: programme,
          now: now,
          occurredAt: Timestamp(milliseconds: held.occurredAtMs)
        )
        try evaluation.fill(event, .applied, in: programme)
        let refusal = actor.assumeIsolated { actor in
          actor.run(command) { (actor) throws(Refusal) in
            try actor.reward(event, command, tag: nil)
          }
        }
        if refusal == nil, !evaluation.evaluation.shortages.isEmpty { return false }
        // A member that may not earn stays without it, as if the event came now.
      } catch {
        preconditionFailure("an event that was taken once cannot be read again: \(error)")
      }
      take(held, from: events)
      return true
    }
  }
}

extension EventHeldRecord {
  fileprivate var occurredAtMs: Int64 { context?.occurredAtMs ?? 0 }
}

extension PublishedProgramme {
  /// Whether promotions may reward events of the type.
  func takes(_ event: StoredEvent) -> Bool { settings.eventTypes.contains(event.type) }

  /// What an answer says of an event beside its points.
  func warnings(of event: StoredEvent) -> [Warning] {
    guard !takes(event) else { return [] }
    return [
      Warning(
        code: "EVENT_TYPE_UNKNOWN",
        text: "the programme has no events of this type: it was stored without a reward"
      )
    ]
  }
}
