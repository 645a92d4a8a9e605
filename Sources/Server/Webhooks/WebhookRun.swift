internal import FealtyActors
internal import FealtyTLS
internal import FealtyWire

/// One webhook at work: what is read for it, its lanes, and how far it has come.
///
/// Confined to the courier's thread.
final class WebhookRun {
  private(set) var task: WebhookTask
  let lanes = (0..<Limits.webhookLanes).map { _ in WebhookLane() }
  private let environment: WebhookEnvironment
  private let target: WebhookURL?
  private let tokenURL: WebhookURL?
  private var token: (text: String, until: Int64)?
  private var tickets: UInt64 = 0

  /// Packed position of the next record to read.
  private(set) var position: UInt64
  /// While something is replayed: where it goes on afterwards.
  private var live: UInt64
  private(set) var replay: WebhookStretch?
  private(set) var delivered: UInt64
  /// Events that were read and not dealt with.
  private(set) var outstanding = 0
  /// Dead letters that no record has yet, the oldest first.
  private(set) var letters: [UnrecordedLetter] = []
  private var failuresInARow: UInt64 = 0
  private var lastFailure = ""

  /// Records of the next page.
  private(set) var pageRecords = Limits.webhookReadRecordsFewest
  /// Number of the page that is being read; 0 = none.
  private(set) var page: UInt64 = 0
  /// Monotonic nanoseconds before which nothing is read.
  private(set) var readAt: Int64 = 0
  /// The progress that has been recorded, or is being.
  private var recorded: UInt64
  private var recordedReplay: WebhookStretch?
  private var recordedDelivered: UInt64
  private(set) var isRecording = false
  private(set) var recordAt: Int64 = 0

  /// `before`: the same webhook as it was until now; where it was is where this one goes on.
  init(_ task: WebhookTask, _ environment: WebhookEnvironment, after before: WebhookRun? = nil) {
    self.task = task
    self.environment = environment
    target = WebhookURL(task.webhook.url)
    if case .oauth(let oauth)? = task.webhook.authentication?.method {
      tokenURL = WebhookURL(oauth.tokenUrl)
    } else {
      tokenURL = nil
    }
    let isSameReplay = before?.task.replayVersion == task.replayVersion
    live = max(task.cursor, before?.liveCursor ?? 0)
    replay = isSameReplay ? before?.replayLeft : task.replay
    position = replay?.next ?? live
    delivered = max(task.delivered, before?.delivered ?? 0)
    letters = before?.letters ?? []
    tickets = before?.tickets ?? 0
    recorded = task.cursor
    recordedReplay = task.replay
    recordedDelivered = task.delivered
    isRecording = before?.isRecording ?? false
  }

  func newTicket() -> UInt64 {
    tickets += 1
    return tickets
  }

  /// Whether another task means the same deliveries.
  func isSame(_ other: WebhookTask) -> Bool {
    task.webhook == other.webhook && task.replayVersion == other.replayVersion
      && task.secrets.map(\.value) == other.secrets.map(\.value)
      && task.secrets.map(\.goodUntilMilliseconds) == other.secrets.map(\.goodUntilMilliseconds)
  }

  // MARK: - How far it is

  /// Packed position: everything before it, of what is read now, has been dealt with.
  private var done: UInt64 {
    var first = position
    for lane in lanes { if let event = lane.first { first = min(first, event.position) } }
    return first
  }

  /// A letter that the next record has no room for is not dealt with.
  private func firstLetterLeft(ofReplay isOfReplay: Bool) -> UInt64 {
    letters.dropFirst(Limits.webhookLettersPerRecord)
      .filter { $0.isOfReplay == isOfReplay }.map(\.position).min() ?? .max
  }

  private var liveCursor: UInt64 {
    min(replay == nil ? done : live, firstLetterLeft(ofReplay: false))
  }

  private var replayLeft: WebhookStretch? {
    replay.map { replay in
      let next = min(done, firstLetterLeft(ofReplay: true), replay.end)
      return WebhookStretch(next: next, end: replay.end)
    }
  }

  /// Whether there is something to read.
  func wantsPage(durable: UInt64, _ now: Int64) -> Bool {
    guard page == 0, outstanding < min(Limits.webhookWindow, pageRecords), now >= readAt,
      letters.count <= Limits.webhookLettersPerRecord
    else { return false }
    if let replay, position >= replay.end { return false }
    return position >> 16 <= durable
  }

  func beginPage() -> UInt64 {
    page = newTicket()
    return page
  }

  /// A page has been read.
  func take(_ found: Result<WebhookPage, WebhookReadFailure>, _ now: Int64) {
    page = 0
    switch found {
    case .success(let page):
      for event in page.events { lanes[Int(event.member % UInt64(lanes.count))].add(event) }
      outstanding += page.events.count
      position = page.next
    case .failure(.gone):
      // There is nothing to wait for: it goes on with the oldest that is kept, and says so.
      note(failure: "events were removed before they were delivered: they had become too old")
      position = 0
    case .failure(.damaged):
      note(failure: "a file of the log is damaged: nothing is delivered until it is mended")
      readAt = now + 60_000_000_000
    case .failure(.later): readAt = now + 1_000_000_000
    }
  }

  /// Ends a replay whose last event has been dealt with.
  func finishReplay(durable: UInt64) {
    guard let replay, outstanding == 0, page == 0, letters.isEmpty,
      position >= replay.end || position >> 16 > durable
    else { return }
    self.replay = nil
    position = live
  }

  // MARK: - What came of deliveries

  func took(_ count: Int) {
    outstanding -= count
    delivered += UInt64(count)
    failuresInARow = 0
    if outstanding < pageRecords { pageRecords = min(2 * pageRecords, Limits.webhookReadRecords) }
  }

  func note(failure: String) {
    failuresInARow += 1
    lastFailure = failure
    pageRecords = Limits.webhookReadRecordsFewest
  }

  func gaveUp(_ events: [WebhookEvent], _ reason: String) {
    outstanding -= events.count
    let times = events.map(\.recordedAt)
    let letter = StoredDeadLetter(
      givenUpAtMs: wallMilliseconds(),
      reason: reason,
      eventIDs: events.map(\.eventID),
      fromMs: times.min() ?? 0,
      toMs: (times.max() ?? 0) + 1
    )
    letters.append(
      UnrecordedLetter(
        letter: letter,
        position: events.first?.position ?? 0,
        isOfReplay: replay != nil
      )
    )
  }

  var health: WebhookHealth {
    var health = WebhookHealth()
    health.cursor = liveCursor
    health.delivered = delivered
    health.failuresInARow = failuresInARow
    health.lastFailure = lastFailure
    health.oldestWaiting = lanes.compactMap(\.first?.recordedAt).min() ?? 0
    health.unread = position
    health.isReplaying = replay != nil
    return health
  }

  /// Whether a receiver who takes what he is sent waits for something old.
  func isBehind(_ now: Int64) -> Bool {
    guard failuresInARow == 0, let oldest = lanes.compactMap(\.first?.recordedAt).min() else {
      return false
    }
    return now - oldest > Limits.webhookBehindMilliseconds
  }

  // MARK: - Recording

  /// Whether the progress is worth a record now.
  ///
  /// Its own record makes the log grow: the cursor alone is worth one only when it has come far.
  func wantsRecord(_ now: Int64, isLast: Bool) -> Bool {
    let isFull = letters.count >= Limits.webhookLettersPerRecord
    guard !isRecording, isLast || isFull || now >= recordAt else { return false }
    if !letters.isEmpty || delivered != recordedDelivered || replayLeft != recordedReplay {
      return true
    }
    return liveCursor >> 16 >= recorded >> 16 + FealtyActors.Limits.silentBatches
  }

  func beginRecord(_ now: Int64) -> WebhookProgress {
    isRecording = true
    recordAt = now + Limits.webhookRecordMilliseconds * 1_000_000
    recorded = liveCursor
    recordedReplay = replayLeft
    recordedDelivered = delivered
    return WebhookProgress(
      number: task.number,
      cursor: recorded,
      delivered: delivered,
      replay: replayLeft,
      replayVersion: task.replayVersion,
      begun: task.begun,
      letters: letters.prefix(Limits.webhookLettersPerRecord).map(\.letter)
    )
  }

  /// `count`: letters that the record has.
  func endRecord(letters count: Int, isRecorded: Bool) {
    isRecording = false
    if isRecorded { letters.removeFirst(min(count, letters.count)) }
    if !isRecorded { recordedDelivered = .max }
  }

  // MARK: - What lanes ask

  var allowsPrivate: Bool { environment.abilities.isLocal }
  var batchEvents: Int {
    task.webhook.batchEvents == 0 ? Limits.webhookEvents : Int(task.webhook.batchEvents)
  }
  var retries: UInt32 {
    task.webhook.retries == 0 ? Limits.webhookRetries : task.webhook.retries
  }
  var timeoutMilliseconds: Int64 {
    task.webhook.timeoutMs == 0 ? Limits.webhookMilliseconds : Int64(task.webhook.timeoutMs)
  }

  func url(_ purpose: WebhookLane.Purpose) -> WebhookURL? {
    switch purpose {
    case .delivery: target
    case .token: tokenURL
    }
  }

  /// What encrypts a connection; nil where nothing does.
  func session(_ purpose: WebhookLane.Purpose) throws(TLSFailure) -> TLSSession? {
    guard let url = url(purpose), url.isEncrypted else { return nil }
    return try TLSSession(environment.tls.context(), host: url.host)
  }

  func wallMilliseconds() -> Int64 { environment.clock.wallMilliseconds() }

  /// Milliseconds to rest after so many tries: twice as long each time, and up to half more or
  /// less, so that receivers that come back are not met by everybody at once.
  func delay(_ tries: UInt32) -> Int64 {
    let first = Int64(
      task.webhook.firstRetryMs == 0
        ? Limits.webhookFirstRetryMilliseconds : task.webhook.firstRetryMs
    )
    let longest = Int64(
      task.webhook.longestRetryMs == 0
        ? Limits.webhookLongestRetryMilliseconds : task.webhook.longestRetryMs
    )
    let whole = min(first << Int64(min(tries - 1, 20)), longest)
    return whole / 2 + Int64(environment.random.next() % UInt64(whole + 1))
  }

  private func goodSecrets() -> [[UInt8]] {
    let now = wallMilliseconds()
    return task.secrets.filter { $0.goodUntilMilliseconds == 0 || now < $0.goodUntilMilliseconds }
      .map(\.value)
  }

  func fields(
    older: Bool,
    id: String,
    seconds: Int64,
    body: [UInt8]
  ) -> [(name: String, value: String)] {
    var secrets = goodSecrets()
    if older, secrets.count > 1 { secrets.reverse() }
    return WebhookRequest.fields(
      task.webhook.authentication,
      secrets: secrets,
      token: token?.text,
      id: id,
      seconds: seconds,
      body: body
    )
  }

  // MARK: - Token

  /// Whether the receiver knows us by a token, for which somebody else is asked.
  var usesTokens: Bool { tokenURL != nil }

  func needsToken(_ now: Int64) -> Bool {
    usesTokens && (token.map { now >= $0.until } ?? true)
  }

  /// `older`: whether by the secret that was there before, while that is good.
  func tokenRequest(_ url: WebhookURL, older: Bool) -> [UInt8] {
    guard case .oauth(let oauth)? = task.webhook.authentication?.method else { return [] }
    let secrets = goodSecrets()
    return WebhookRequest.token(url, oauth, secret: (older ? secrets.last : secrets.first) ?? [])
  }

  /// A token is not used up to its last moment.
  func keep(_ text: String, seconds: Int64, now: Int64) {
    token = (text, now + max(seconds - 30, seconds / 2, 1) * 1_000_000_000)
  }

  func dropToken() { token = nil }
}

/// What webhooks need of the world.
struct WebhookEnvironment: Sendable {
  let clock: any Clock
  let random: any RandomSource
  let abilities: WebhookAbilities
  let tls: WebhookTLS
}

/// What connections with receivers are encrypted by, loaded for the first that is.
final class WebhookTLS: Sendable {
  private let authorityFile: String?
  private let made = Guarded<TLSContext?>(nil)

  /// `authorityFile`: PEM; nil = the system's authorities.
  init(authorityFile: String?) { self.authorityFile = authorityFile }

  /// - Throws: ``TLSFailure``; the next call tries again.
  func context() throws(TLSFailure) -> TLSContext {
    if let context = made.withLock({ $0 }) { return context }
    let context = try TLSContext.client(authorityFile: authorityFile)
    made.withLock { $0 = context }
    return context
  }
}

/// A dead letter that no record has yet.
struct UnrecordedLetter {
  let letter: StoredDeadLetter
  /// Packed, of its first event.
  let position: UInt64
  let isOfReplay: Bool
}
