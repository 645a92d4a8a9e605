internal import FealtyActors
internal import FealtyTLS
internal import FealtyWire

/// Deliveries to one receiver that wait for each other: all events of a member go through the same
/// lane, so the receiver gets them in their order.
///
/// Confined to the courier's thread.
final class WebhookLane {
  /// What an exchange of request and answer is for.
  enum Purpose {
    case token, delivery
  }

  enum State {
    /// Nothing is under way. Goes to `resolving` or `exchanging` when an event waits.
    case idle
    /// The host's addresses are being asked for. Goes to `exchanging` or `resting`.
    case resolving(Purpose, ticket: UInt64)
    /// A request is on its way. Goes to `idle`, `resting`, or from a token to its delivery.
    case exchanging(Purpose)
    /// A try has failed. Goes to `resolving` or `exchanging` when its time has come.
    case resting(until: Int64)
  }

  /// What the courier does for a lane, once its own state is settled.
  enum Action {
    case resolve(WebhookURL, ticket: UInt64)
    /// All of the batch has been taken.
    case delivered(Int)
    /// A try was not taken.
    case failed(String)
    /// The batch was tried as often as may be.
    case gaveUp([WebhookEvent], String)
    /// The receiver does not know the token any more.
    case lostToken
  }

  private(set) var state = State.idle
  private var queue: ArraySlice<WebhookEvent> = []
  private(set) var batch: [WebhookEvent] = []
  private var body: [UInt8] = []
  private var id = ""
  private var tries: UInt32 = 0
  /// Monotonic nanoseconds.
  private var deadline: Int64 = 0
  private var isOnUsedConnection = false
  /// Monotonic nanoseconds; when a connection that rests is closed.
  private var idleUntil: Int64 = 0
  /// Whether the receiver refused the newest secret and the one before it is good.
  private var usesOlderSecret = false
  private(set) var connection: WebhookConnection?

  // MARK: - What waits

  func add(_ event: WebhookEvent) { queue.append(event) }

  /// The oldest event that has not been dealt with.
  var first: WebhookEvent? { batch.first ?? queue.first }

  /// When to look at it again at the latest, monotonic nanoseconds.
  var next: Int64 {
    switch state {
    case .idle: !queue.isEmpty ? 0 : connection == nil ? .max : idleUntil
    case .resolving, .exchanging: deadline
    case .resting(let until): until
    }
  }

  // MARK: - Steps

  /// Does what is due.
  func step(_ run: WebhookRun, _ now: Int64) -> [Action] {
    switch state {
    case .idle:
      guard !queue.isEmpty else {
        if now >= idleUntil { connection = nil }
        return []
      }
      takeBatch(run)
      return begin(run, now)
    case .resting(let until):
      return now >= until ? begin(run, now) : []
    case .resolving, .exchanging:
      guard now >= deadline else { return [] }
      return fail("no answer in \(run.timeoutMilliseconds) ms", run, now)
    }
  }

  private func takeBatch(_ run: WebhookRun) {
    var bytes = 0
    batch = []
    while let event = queue.first, batch.count < run.batchEvents,
      batch.isEmpty || bytes + event.json.count <= Limits.webhookRequestBytes
    {
      bytes += event.json.count
      batch.append(event)
      queue.removeFirst()
    }
    if queue.isEmpty { queue = [] }
    body = WebhookRequest.body(batch)
    id = WebhookRequest.id(batch)
    tries = 0
  }

  private func begin(_ run: WebhookRun, _ now: Int64) -> [Action] {
    tries += 1
    deadline = now + run.timeoutMilliseconds * 1_000_000
    return open(run.needsToken(now) ? .token : .delivery, run, now)
  }

  private func open(_ purpose: Purpose, _ run: WebhookRun, _ now: Int64) -> [Action] {
    if case .delivery = purpose, let connection, !connection.isBusy {
      isOnUsedConnection = connection.isUsed
      return send(purpose, run, now)
    }
    guard let url = run.url(purpose) else { return fail("the address is no URL", run, now) }
    let ticket = run.newTicket()
    state = .resolving(purpose, ticket: ticket)
    return [.resolve(url, ticket: ticket)]
  }

  /// The host's addresses have come.
  func resolved(
    _ addresses: [NetworkAddress],
    ticket: UInt64,
    _ run: WebhookRun,
    _ now: Int64
  ) -> [Action] {
    guard case .resolving(let purpose, let current) = state, current == ticket else { return [] }
    guard !addresses.isEmpty else { return fail("the host has no address", run, now) }
    // Connected to is the very address that was looked at, and no name is asked for again.
    let allowed = addresses.filter { run.allowsPrivate || $0.isPublic }
    guard !allowed.isEmpty else { return fail("the host's address is a private one", run, now) }
    // Where one does not answer, the next try takes the next.
    let address = allowed[Int(max(tries, 1) - 1) % allowed.count]
    let session: TLSSession?
    do throws(TLSFailure) {
      session = try run.session(purpose)
    } catch {
      return fail("\(error)", run, now)
    }
    guard let made = WebhookConnection(to: address, session: session) else {
      return fail("no connection", run, now)
    }
    connection = made
    isOnUsedConnection = false
    return send(purpose, run, now)
  }

  private func send(_ purpose: Purpose, _ run: WebhookRun, _ now: Int64) -> [Action] {
    guard let connection, let url = run.url(purpose) else {
      return fail("the address is no URL", run, now)
    }
    switch purpose {
    case .token: connection.send(run.tokenRequest(url, older: usesOlderSecret))
    case .delivery:
      let seconds = run.wallMilliseconds() / 1_000
      let fields = run.fields(
        older: usesOlderSecret,
        id: id,
        seconds: seconds,
        body: body
      )
      connection.send(
        WebhookRequest.post(url, id: id, seconds: seconds, fields: fields, body: body)
      )
    }
    state = .exchanging(purpose)
    return ready(run, now)
  }

  /// The socket has something to say.
  func ready(_ run: WebhookRun, _ now: Int64) -> [Action] {
    guard let connection else { return [] }
    switch connection.ready() {
    case .goesOn: return []
    case .failed(let reason):
      self.connection = nil
      guard case .exchanging(let purpose) = state else { return [] }
      // The receiver had closed a connection that had rested: the try has not begun.
      guard isOnUsedConnection else { return fail(reason, run, now) }
      isOnUsedConnection = false
      return open(purpose, run, now)
    case .answered(let response, let isReusable):
      guard case .exchanging(let purpose) = state else {
        self.connection = nil
        return []
      }
      if !isReusable { self.connection = nil }
      return answered(response, purpose, run, now)
    }
  }

  private func answered(
    _ response: HTTPResponse,
    _ purpose: Purpose,
    _ run: WebhookRun,
    _ now: Int64
  ) -> [Action] {
    let isTaken = 200..<300 ~= response.status
    switch purpose {
    case .token:
      connection = nil
      guard isTaken, let token = Self.token(response.body) else {
        // RFC 6749 has 400 or 401 for a client that is not known by its secret.
        if [400, 401, 403].contains(response.status) { usesOlderSecret.toggle() }
        return fail("no token: \(Self.words(response.status))", run, now)
      }
      run.keep(token.text, seconds: token.seconds, now: now)
      return open(.delivery, run, now)
    case .delivery:
      guard isTaken else {
        let isUnknown = response.status == 401 || response.status == 403
        if isUnknown, !run.usesTokens { usesOlderSecret.toggle() }
        let lost: [Action] = isUnknown ? [.lostToken] : []
        return lost + fail(Self.words(response.status), run, now)
      }
      let count = batch.count
      finish()
      idleUntil = now + Limits.webhookIdleMilliseconds * 1_000_000
      return [.delivered(count)]
    }
  }

  private static func words(_ status: Int) -> String {
    300..<400 ~= status
      ? "it answered \(status), and redirects are not followed" : "it answered \(status)"
  }

  /// The token of an answer, and for how long it is good: a day at most, whatever it says.
  static func token(_ body: [UInt8]) -> (text: String, seconds: Int64)? {
    // What is no JSON is no token.
    guard let json = try? JSONValue(parsing: String(decoding: body, as: UTF8.self)),
      case .string(let text)? = json["access_token"],
      !text.isEmpty, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
    else { return nil }
    var seconds: Int64 = 300
    if case .number(let digits)? = json["expires_in"], let number = Int64(digits) {
      seconds = min(max(number, 0), 86_400)
    }
    return (text, seconds)
  }

  private func finish() {
    batch = []
    body = []
    state = .idle
  }

  private func fail(_ reason: String, _ run: WebhookRun, _ now: Int64) -> [Action] {
    connection = nil
    guard tries <= run.retries else {
      let lost = batch
      finish()
      return [.failed(reason), .gaveUp(lost, reason)]
    }
    state = .resting(until: now + run.delay(tries) * 1_000_000)
    return [.failed(reason)]
  }
}
