import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: who is to be told, and how far each has come, survives whatever happens to the server.
///
/// Method: an engine on a disk in memory, with a courier that only notes what it is given.
@Suite("Webhooks as the engine keeps them")
struct WebhookStateTests {
  private static let bearer = WebhookAuthentication(
    method: .bearer(WebhookBearer(token: "planted-token"))
  )

  private func rig(after before: EngineRig? = nil) throws -> EngineRig {
    let rig = try EngineRig(
      storage: before?.storage ?? FaultyStorage(seed: 1),
      clock: before?.clock ?? TestClock(),
      localWebhooks: true
    )
    if before == nil { try rig.setUp() }
    return rig
  }

  private func request(_ rig: EngineRig, _ id: String = "crm") -> PutWebhookRequest {
    PutWebhookRequest(
      envelope: rig.envelope(),
      webhook: Webhook(
        webhookID: id,
        url: "http://127.0.0.1:9/",
        kinds: [.earned],
        authentication: Self.bearer
      )
    )
  }

  @discardableResult
  private func put(_ rig: EngineRig, _ request: PutWebhookRequest) throws -> PutWebhookResponse {
    try rig.answer(PutWebhookResponse.self, MethodID.putWebhook, request)
  }

  private func list(_ rig: EngineRig) throws -> [WebhookStatus] {
    try rig.answer(
      ListWebhooksResponse.self,
      MethodID.listWebhooks,
      ListWebhooksRequest(envelope: rig.envelope())
    ).webhooks
  }

  @Test(arguments: [
    "https:///hook", "https://ada@example.org/", "https://example.org:0/", "https://[::1/",
    "https://a:b:c/", "ftp://example.org/", "https://", "http://:80/",
  ])
  func `an address that no delivery could use is refused`(_ url: String) throws {
    let rig = try rig()
    var request = request(rig)
    request.webhook?.url = url
    do {
      try put(rig, request)
      Issue.record("\(url) was taken")
    } catch let failure as RigFailure {
      #expect(failure.status?.field == "webhook.url")
    }
    try rig.stop()
  }

  /// What the courier would be given.
  private func tasks(_ rig: EngineRig) -> [WebhookTask] {
    let courier = NotingCourier()
    rig.on { $0.publishWebhooks() }
    rig.engine.webhooks.open(courier)
    return courier.tasks
  }

  /// Waits for progress to be durable.
  private func record(_ rig: EngineRig, _ progress: WebhookProgress) -> Bool {
    let done = Promised<Bool>()
    rig.engine.webhooks.record(progress) { done.keep($0) }
    return done.wait()
  }

  @Test func `what was put is there after a kill and after a stop, and its secret with it`() throws
  {
    let first = try rig()
    #expect(try put(first, request(first)).isNew)
    let task = try #require(tasks(first).first)
    #expect(task.secrets.map(\.value) == [Array("planted-token".utf8)])
    #expect(task.webhook.authentication?.method == .bearer(WebhookBearer()))
    let letter = StoredDeadLetter(givenUpAtMs: 5, reason: "why", eventIDs: ["a", "b"])
    let progress = WebhookProgress(
      number: task.number,
      cursor: task.cursor + 10,
      delivered: 7,
      replay: nil,
      replayVersion: task.replayVersion,
      begun: task.begun,
      letters: [letter]
    )
    #expect(record(first, progress))
    let shown = try list(first)
    #expect(shown.first?.delivered == 7 && shown.first?.dead == 2)
    // Progress is no change: who has read the webhook before has read it as it is.
    #expect(shown.first?.version == 1)
    #expect(shown.first?.webhook?.authentication?.method == .bearer(WebhookBearer()))
    // A start from the log alone, then one from the snapshot that the stop has written.
    let killed = try EngineRig(storage: first.storage.killed(), clock: first.clock)
    try expect(killed, task, shown)
    try killed.stop()
    try first.stop()
    let second = try rig(after: first)
    try expect(second, task, shown)
    try second.stop()
  }

  private func expect(_ rig: EngineRig, _ before: WebhookTask, _ shown: [WebhookStatus]) throws {
    let task = try #require(tasks(rig).first)
    #expect(task.cursor == before.cursor + 10 && task.delivered == 7)
    #expect(task.secrets.map(\.value) == before.secrets.map(\.value))
    #expect(try list(rig) == shown)
    let letters = try rig.answer(
      ListDeadLettersResponse.self,
      MethodID.listDeadLetters,
      ListDeadLettersRequest(envelope: rig.envelope(), webhookID: "crm")
    )
    #expect(letters.letters.map(\.eventIDs) == [["a", "b"]] && letters.nextCursor.isEmpty)
    var change = DeleteWebhookRequest(
      envelope: rig.envelope(),
      webhookID: "crm",
      expectedVersion: 2
    )
    change.envelope?.dryRun = true
    let refused = #expect(throws: RigFailure.self) {
      try rig.answer(PutWebhookResponse.self, MethodID.deleteWebhook, change)
    }
    #expect(refused?.reason == .versionConflict)
    change.envelope = rig.envelope()
    change.envelope?.dryRun = true
    change.expectedVersion = 1
    _ = try rig.answer(PutWebhookResponse.self, MethodID.deleteWebhook, change)
  }

  // Goal: what is asked for again while something is delivered again waits its turn, also over a
  // kill and a stop, and comes then.
  @Test func `replays are delivered one after the other, and none is lost`() throws {
    let first = try rig()
    try put(first, request(first))
    func replay(_ rig: EngineRig, _ from: Int64, _ to: Int64) throws {
      let request = ReplayWebhookRequest(
        envelope: rig.envelope(),
        webhookID: "crm",
        fromMs: from,
        toMs: to
      )
      _ = try rig.answer(PutWebhookResponse.self, MethodID.replayWebhook, request)
    }
    try replay(first, 0, 0)
    let whole = try #require(tasks(first).first)
    let stretch = try #require(whole.replay)
    first.clock.advance(milliseconds: 60_000)
    try first.enrol("bob")
    let now = first.clock.wallMilliseconds()
    for _ in 0..<2 { try replay(first, now - 1_000, 0) }
    // The first goes on as if nothing had been asked.
    let still = try #require(tasks(first).first)
    #expect(still.replay == stretch && still.replayVersion == whole.replayVersion)
    let killed = try EngineRig(storage: first.storage.killed(), clock: first.clock)
    #expect(tasks(killed).first?.replay == stretch)
    try killed.stop()
    try first.stop()
    let second = try rig(after: first)
    let task = try #require(tasks(second).first)
    func progress(_ task: WebhookTask, left: WebhookStretch?) -> WebhookProgress {
      WebhookProgress(
        number: task.number,
        cursor: task.cursor,
        delivered: 1,
        replay: left,
        replayVersion: task.replayVersion,
        begun: task.begun,
        letters: []
      )
    }
    #expect(task.replay == stretch)
    #expect(record(second, progress(task, left: nil)))
    let next = try #require(tasks(second).first)
    let waiting = try #require(next.replay)
    #expect(waiting.next > stretch.next && next.replayVersion != task.replayVersion)
    // Who has not heard of it yet does not end it.
    #expect(record(second, progress(task, left: nil)))
    #expect(tasks(second).first?.replay == waiting)
    #expect(record(second, progress(next, left: nil)))
    #expect(try tasks(second).first?.replay == nil && list(second).first?.replaying == false)
    try second.stop()
  }

  @Test func `in a sandbox nobody need be known`() throws {
    let rig = try EngineRig()
    try rig.setUp()
    var request = request(rig)
    request.webhook?.url = "https://example.org/"
    request.webhook?.authentication = WebhookAuthentication(method: .open(true))
    let refused = #expect(throws: RigFailure.self) { try put(rig, request) }
    #expect(refused?.status?.field == "webhook.authentication.open")
    try rig.put(
      Programme(
        programID: "p",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points")],
        settings: Settings(sandbox: true)
      )
    )
    request.envelope = rig.envelope()
    #expect(try put(rig, request).isNew)
    try rig.stop()
  }

  @Test func `a webhook of an older snapshot was changed last by its version`() {
    var stored = WebhookState("p", "crm").stored
    (stored.version, stored.changedVersion) = (9, 0)
    #expect(WebhookState(stored).changedVersion == 9)
    stored.changedVersion = 4
    #expect(WebhookState(stored).changedVersion == 4)
    #expect(WebhookState(stored).stored == stored)
  }

  @Test func `retries get the first answer, and who has read something older is refused`() throws {
    let rig = try rig()
    let request = request(rig)
    #expect(try !put(rig, request).replayed)
    let again = try put(rig, request)
    #expect(again.replayed && again.isNew && again.version == 1)
    var change = self.request(rig)
    change.webhook?.url = "http://127.0.0.1:9/other"
    change.webhook?.authentication?.method = .bearer(WebhookBearer())
    change.expectedVersion = 1
    #expect(try put(rig, change).version == 2)
    // Without a secret the one that was there stays.
    #expect(tasks(rig).first?.secrets.map(\.value) == [Array("planted-token".utf8)])
    // Elsewhere nobody gets to see it.
    change.envelope = rig.envelope()
    change.webhook?.url = "http://127.0.0.1:10/"
    change.expectedVersion = 2
    let elsewhere = #expect(throws: RigFailure.self) { try put(rig, change) }
    #expect(elsewhere?.status?.field == "webhook.secret")
    var late = self.request(rig)
    late.expectedVersion = 1
    let refused = #expect(throws: RigFailure.self) { try put(rig, late) }
    #expect(refused?.reason == .versionConflict)
    var other = self.request(rig)
    other.webhook?.authentication?.method = .basic(WebhookBasic(username: "u"))
    let without = #expect(throws: RigFailure.self) { try put(rig, other) }
    #expect(without?.status?.field == "webhook.secret")
    try rig.stop()
  }

  @Test func `one that was ended is told nothing, and its name can be used again`() throws {
    let rig = try rig()
    try put(rig, request(rig))
    try rig.earn(1)
    let delete = DeleteWebhookRequest(envelope: rig.envelope(), webhookID: "crm")
    _ = try rig.answer(PutWebhookResponse.self, MethodID.deleteWebhook, delete)
    #expect(tasks(rig).isEmpty)
    #expect(try list(rig).isEmpty)
    let again = DeleteWebhookRequest(envelope: rig.envelope(), webhookID: "crm")
    let refused = #expect(throws: RigFailure.self) {
      try rig.answer(PutWebhookResponse.self, MethodID.deleteWebhook, again)
    }
    #expect(refused?.reason == .webhookNotFound)
    #expect(try put(rig, request(rig)).isNew)
    // It begins where it was made anew.
    let task = try #require(tasks(rig).first)
    #expect(task.cursor >> 16 == rig.on { $0.durableBatch })
    #expect(task.version == 3)
    try rig.stop()
  }

  @Test func `secrets are in no archive`() throws {
    let record = WebhookChangedRecord(
      programID: "p",
      webhook: Webhook(webhookID: "crm"),
      secrets: StoredWebhookSecrets(secrets: [StoredWebhookSecret(value: Array("planted".utf8))]),
      answer: [1]
    )
    let kind = UInt8(RecordKind.webhookChanged.rawValue)
    let kept = try #require(ArchivePolicy.withoutSecrets(kind, record.serialized()[...]))
    var expected = record
    expected.secrets = nil
    #expect(kept == expected.serialized())
  }

  @Test func `events are written as the schema's JSON has them`() throws {
    var event = MemberEvent(
      eventID: "1-2-3-4",
      kind: .earned,
      recordedAtMs: 1_750_000_000_000,
      programID: "p",
      memberID: "a\"\\\n\r\t\u{1}\u{7F}ä€😀",
      sequence: 7,
      transactionID: "T",
      transactionKind: .earn,
      occurredAtMs: -5,
      tokenID: "points",
      points: -12,
      changes: [TokenChange(tokenID: "points", points: -12), TokenChange(tokenID: "miles")],
      balances: [
        Balance(tokenID: "points", available: 1, pending: 2, locked: 3, debt: 4, total: 2)
      ],
      storeID: "S",
      terminalID: "T",
      receiptNumber: "R",
      linkedTransactionID: "L",
      reason: "why",
      stage: .active,
      tier: "gold",
      segments: ["a", "b"],
      cardNumber: "4711",
      segmentChanges: [
        EventSegmentChange(segmentID: "a", removed: true, fromMs: 5, toMs: 7),
        EventSegmentChange(segmentID: "b"),
      ]
    )
    for _ in 0..<2 {
      var out = OutputBuffer(capacity: 64)
      event.writeJSON(to: &out)
      #expect(String(decoding: out.bytes(), as: UTF8.self) == event.json())
      event = MemberEvent()
    }
    event.kind = MemberEventKind(rawValue: 77)
    var out = OutputBuffer(capacity: 64)
    event.writeJSON(to: &out)
    #expect(String(decoding: out.bytes(), as: UTF8.self) == event.json())
  }

  @Test func `a stretch of time is found in the log, and never too little of it`() throws {
    let rig = try rig()
    var times: [Int64] = []
    for number in 0..<40 {
      rig.clock.advance(milliseconds: 60_000)
      times.append(rig.clock.wallMilliseconds())
      try rig.earn(1, receipt: "R\(number)")
    }
    let history = rig.engine.services.history
    for (from, to) in [(0, 40), (5, 6), (0, 1), (39, 40), (10, 30)] {
      let end = to < 40 ? times[to] : 0
      let stretch = try history.stretch(from: times[from], to: end)
      var scan = MemberEventScan(MemberEventFilter(kinds: [.earned]), from: stretch.next)
      var found: [Int64] = []
      while !scan.hasReachedEnd {
        found += try scan.records(100, in: history).filter { $0.position < stretch.end }
          .map(\.recordedAtMilliseconds)
      }
      // Some seconds around it are taken too, for times may stand a little out of order.
      let expected = times.filter { $0 > times[from] - 5_000 && (end == 0 || $0 < end + 5_000) }
      #expect(found == expected, "\(from) to \(to)")
    }
    let whole = try history.stretch(from: 0, to: .max)
    #expect(whole.end >> 16 == rig.on { $0.durableBatch } + 1)
    try rig.stop()
  }
}

/// Keeps what it was given last.
private final class NotingCourier: WebhookCourier, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: used by one thread at a time, each waiting for the one before.
  var tasks: [WebhookTask] = []

  func deliver(_ tasks: [WebhookTask]) { self.tasks = tasks }
  func logHasGrown() {}
}
