internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// Webhooks, on shard 0: who is to be told, and how far each has come. A change is a record; when it
// is durable, the courier hears of it. The courier's progress is a record too, now and then.

/// The webhooks of all programmes.
///
/// Confined to the thread of shard 0.
struct WebhookDesk {
  private(set) var states: [UInt64: WebhookState] = [:]

  subscript(number: UInt64) -> WebhookState? {
    get { states[number] }
    set { states[number] = newValue }
  }

  mutating func update(_ number: UInt64, _ change: (inout WebhookState) -> Void) {
    guard var state = states.removeValue(forKey: number) else { return }
    change(&state)
    states[number] = state
  }

  /// Those of a programme that there are, by their names.
  func all(of programID: String) -> [WebhookState] {
    states.values.filter { !$0.isDeleted && $0.programID == programID }
      .sorted { $0.webhook.webhookID < $1.webhook.webhookID }
  }

  /// How many names of a programme are taken, those of ended webhooks too.
  func count(of programID: String) -> Int { states.values.count { $0.programID == programID } }
}

/// What became of a wish to change a webhook.
private enum WebhookDecision {
  case record(WebhookChangedRecord)
  case refused(Status)
}

extension Shard {
  // MARK: - Changes

  func putWebhook(_ call: RoutedCall) {
    guard let request = decode(call, PutWebhookRequest.self) else { return }
    guard let webhook = request.webhook else {
      return fail(call.call, Status(.invalidField("webhook")))
    }
    let isSandbox = programme(call.head.program)?.settings.sandbox ?? false
    let abilities = services.webhooks.abilities
    if let path = WebhookRules.fault(webhook, abilities, isSandbox: isSandbox) {
      return fail(call.call, Status(.invalidField(path)))
    }
    changeWebhook(call, webhook.webhookID, request.expectedVersion) { state, programID, now in
      var record = WebhookChangedRecord(programID: programID, webhook: webhook.withoutSecret)
      let isLive = state.map { !$0.isDeleted } ?? false
      let known = isLive && state?.webhook.isKnown(as: webhook) == true ? state?.secrets ?? [] : []
      guard webhook.needsSecret else {
        record.secrets = StoredWebhookSecrets()
        return .record(record)
      }
      if webhook.secret.isEmpty {
        guard !known.isEmpty else { return .refused(Status(.invalidField("webhook.secret"))) }
        return .record(record)
      }
      let overlap = Int64(webhook.authentication?.overlapS ?? 0) * 1_000
      record.secrets = Self.secrets(webhook.secret, before: known, overlap: overlap, now: now)
      return .record(record)
    }
  }

  /// The new secret, and the one before it for as long as it still serves.
  private static func secrets(
    _ secret: String,
    before: [StoredWebhookSecret],
    overlap: Int64,
    now: Timestamp
  ) -> StoredWebhookSecrets {
    let value = Array(secret.utf8)
    var all = [StoredWebhookSecret(value: value)]
    if var last = before.first, last.value != value, overlap > 0 {
      last.goodUntilMs = now.milliseconds + overlap
      all.append(last)
    }
    return StoredWebhookSecrets(secrets: all)
  }

  func deleteWebhook(_ call: RoutedCall) {
    guard let request = decode(call, DeleteWebhookRequest.self) else { return }
    changeWebhook(call, request.webhookID, request.expectedVersion) { state, programID, _ in
      guard let state, !state.isDeleted else { return .refused(Self.noWebhook) }
      return .record(
        WebhookChangedRecord(
          programID: programID,
          webhook: Webhook(webhookID: state.webhook.webhookID),
          secrets: StoredWebhookSecrets(),
          deleted: true
        )
      )
    }
  }

  static let noWebhook = Status(
    code: .notFound,
    reason: .webhookNotFound,
    message: "the programme has no such webhook; ListWebhooks shows them",
    field: "webhook_id"
  )

  /// Decides a change of a webhook, records it, and tells the courier when it is durable.
  private func changeWebhook(
    _ call: RoutedCall,
    _ id: String,
    _ expectedVersion: UInt64,
    _ decide: (WebhookState?, String, Timestamp) -> WebhookDecision
  ) {
    guard 1...Limits.identifierBytes ~= id.utf8.count else {
      return fail(call.call, Status(.invalidField("webhook_id")))
    }
    guard let command = beginCommand(call) else { return }
    let programID = command.programme.id
    let number = WebhookState.number(programID, id)
    let state = webhooks[number]
    if let state, state.programID != programID || state.webhook.webhookID != id {
      // Two names with one hash of 64 bits.
      return refuse(command, Status(.invalidField("webhook_id")))
    }
    if state == nil, webhooks.count(of: programID) >= Limits.webhooks {
      return refuse(command, Self.tooManyWebhooks)
    }
    let version = state?.changedVersion ?? 0
    if expectedVersion != 0, expectedVersion != UInt64(version) || state?.isDeleted == true {
      return refuse(command, Self.otherVersion)
    }
    switch decide(state, programID, command.now) {
    case .refused(let status): refuse(command, status)
    case .record(let record):
      if let state, !state.isDeleted, state.webhook.exchanges {
        // It is told of no events, so there is nothing to replay.
        guard let wanted = record.webhook else {
          return refuse(command, Status(.invalidField("webhook_id")))
        }
        let (exchanges, others) = (command.programme.exchanges, command.programme.memberships)
        let isAsked = exchanges.asks(webhook: id) || others.asks(webhook: id)
        guard wanted.exchanges || !isAsked else {
          return refuse(command, Self.webhookInUse)
        }
      }
      record.write(state ?? WebhookState(programID, id), command, on: self)
    }
  }

  private static let tooManyWebhooks = Status(
    code: .failedPrecondition,
    reason: .invalidProgramme,
    message: "a programme has at most \(Limits.webhooks) names of webhooks"
  )

  private static let tooManyReplays = Status(
    code: .resourceExhausted,
    reason: .overloaded,
    message: "as many stretches as may be wait to be delivered again; ask for one long one instead",
    field: "webhook_id",
    retryAfterMs: 60_000
  )

  private static let webhookInUse = Status(
    code: .failedPrecondition,
    reason: .webhookInUse,
    message: "the partner of a token is asked through it; pause it where nothing is to be asked",
    field: "webhook_id"
  )

  private static let otherVersion = Status(
    code: .aborted,
    reason: .versionConflict,
    message: "the webhook was changed meanwhile; read it and decide again"
  )

  func replayWebhook(_ call: RoutedCall) {
    guard let request = decode(call, ReplayWebhookRequest.self) else { return }
    guard request.fromMs >= 0, request.toMs == 0 || request.toMs > request.fromMs else {
      return fail(call.call, Status(.invalidField("from_ms")))
    }
    // Where a time lies in the log is looked for in the background; then the call goes on with what
    // was found, its bytes kept until then.
    let payload = [UInt8](call.head.payload)
    let (reply, services, me) = (call.call, services, self)
    services.background.run {
      let found = Result { () throws(LostRecord) in
        try services.history.stretch(from: request.fromMs, to: request.toMs)
      }
      me.post { shard in
        switch found {
        case .failure(let lost): shard.fail(reply, lost.status("nothing was changed"))
        case .success(let stretch):
          shard.replay(reply, payload, request.webhookID, stretch)
        }
      }
    }
  }

  private func replay(_ call: Call, _ payload: [UInt8], _ id: String, _ stretch: StoredStretch) {
    payload.withUnsafeBytes { bytes in
      do throws(RequestFault) {
        let head = try RequestHead(bytes, namesMember: false)
        let routed = RoutedCall(call: call, head: head, entity: 0)
        changeWebhook(routed, id, 0) { state, programID, _ in
          guard let state, !state.isDeleted else { return .refused(Self.noWebhook) }
          guard state.takesReplay else { return .refused(Self.tooManyReplays) }
          return .record(WebhookChangedRecord(programID: programID, replay: stretch))
        }
      } catch {
        preconditionFailure("a request that was read once cannot be read again: \(error)")
      }
    }
  }

  /// Gives the courier the webhooks as they are.
  func publishWebhooks() {
    let tasks = webhooks.states.values.compactMap { state -> WebhookTask? in
      // One without a place in the log yet is published when it has one.
      guard !state.isDeleted, !state.webhook.paused, state.cursor != 0 else { return nil }
      return WebhookTask(state, programme: services.programmeIndexes.index(state.programID))
    }
    services.webhooks.publish(tasks.sorted { $0.number < $1.number })
  }

  // MARK: - Progress

  /// Records how far the courier has come.
  ///
  /// `then`: hears whether that is durable.
  func recordProgress(
    _ progress: WebhookProgress,
    _ then: @escaping @Sendable (_ isRecorded: Bool) -> Void
  ) {
    guard let state = webhooks[progress.number], !state.isDeleted, state.begun == progress.begun,
      services.log.hasRoom
    else { return then(false) }
    // Another record of this turn has no position yet.
    guard state.last & TurnRecords.localBit == 0 else {
      return send(to: index) { $0.recordProgress(progress, then) }
    }
    var record = WebhookAdvancedRecord(
      programID: state.programID,
      cursor: max(progress.cursor, state.cursor),
      delivered: progress.delivered,
      letters: progress.letters,
      replay: state.replay,
      lettersBefore: progress.letters.isEmpty ? 0 : state.lastLetters
    )
    // One that was asked for meanwhile has not begun.
    if progress.replayVersion == state.replayVersion {
      record.replay = progress.replay.map { StoredStretch(next: $0.next, end: $0.end) }
    }
    let now = max(stamp().milliseconds, state.recordedAt)
    let (number, version) = (state.number, state.version + 1)
    let place = turn.append(
      kind: .webhookAdvanced,
      entityType: .webhook,
      entity: number,
      version: version,
      previous: state.last,
      atMilliseconds: now
    ) { record.encode(into: &$0) }
    let made = record
    webhooks.update(number) {
      $0.apply(made, version: version, at: now, position: nil)
      $0.last = TurnRecords.localBit | UInt64(place)
    }
    let beginsReplay = webhooks[number]?.replayVersion == version
    turn.note(index: place) { [self] position in
      webhooks.update(number) { state in
        if state.version == version { state.last = position.packed }
        if !made.letters.isEmpty { state.lastLetters = position.packed }
      }
      whenDurable(position.batch) { shard in
        then(true)
        if beginsReplay { shard.publishWebhooks() }
      }
    }
  }

  // MARK: - Replay and snapshots

  /// - Returns: false where its version leaps.
  func replayWebhook(_ record: LogRecordView, _ position: UInt64) throws(DecodingError) -> Bool {
    let head = record.head
    let (number, version, at) = (head.entity, head.version, head.recordedAtMilliseconds)
    let before = webhooks[number]
    guard version > before?.version ?? 0 else { return true }
    guard version == (before?.version ?? 0) + 1 else { return false }
    if head.kind == UInt8(RecordKind.webhookChanged.rawValue) {
      let body = try WebhookChangedRecord(decoding: record.body)
      var state = before ?? WebhookState(body.programID, body.webhook?.webhookID ?? "")
      state.apply(body, version: version, at: at, position: position)
      webhooks[number] = state
    } else {
      guard before != nil else { return false }
      let body = try WebhookAdvancedRecord(decoding: record.body)
      webhooks.update(number) { $0.apply(body, version: version, at: at, position: position) }
    }
    return true
  }

  func loadWebhook(_ stored: StoredWebhook) {
    guard index == 0, webhooks[stored.number]?.version ?? 0 <= stored.version else { return }
    webhooks[stored.number] = WebhookState(stored)
    advanceStamp(to: stored.recordedAtMs)
  }
}

extension WebhookChangedRecord {
  /// Records the change, makes it true, and answers when it is durable.
  fileprivate func write(_ state: WebhookState, _ command: CommandContext, on shard: Shard) {
    var state = state
    let version = state.version + 1
    let isNew = state.version == 0 || state.isDeleted
    let answer = PutWebhookResponse(version: UInt64(version), isNew: isNew).serialized()
    guard !command.isDryRun else {
      return shard.respond(command.call, gated: true) { $0.append(answer) }
    }
    let now = max(command.now.milliseconds, state.recordedAt)
    let place = shard.turn.append(
      kind: .webhookChanged,
      entityType: .webhook,
      entity: state.number,
      version: version,
      previous: state.last,
      atMilliseconds: now
    ) { out in
      command.write(to: &out)
      encode(into: &out)
      out.writeBytes(15, answer)
    }
    let number = state.number
    state.apply(self, version: version, at: now, position: nil)
    state.last = TurnRecords.localBit | UInt64(place)
    if isNew { state.cursor = 0 }
    shard.webhooks[number] = state
    command.settle(index: place)
    shard.turn.note(index: place) { position in
      shard.webhooks.update(number) { state in
        if isNew, state.cursor == 0 { state.cursor = position.packed + 1 }
        if state.version == version { state.last = position.packed }
      }
      shard.whenDurable(position.batch) { $0.publishWebhooks() }
    }
    shard.respond(command.call, gated: true) { $0.append(answer) }
  }
}

extension WebhookTask {
  fileprivate init(_ state: WebhookState, programme: UInt16) {
    number = state.number
    programID = state.programID
    self.programme = programme
    version = state.version
    webhook = state.webhook
    secrets = state.secrets.map { Secret($0.value, goodUntilMilliseconds: $0.goodUntilMs) }
    cursor = state.cursor
    delivered = state.delivered
    replay = state.replay.map { WebhookStretch(next: $0.next, end: $0.end) }
    replayVersion = state.replayVersion
    begun = state.begun
  }
}
