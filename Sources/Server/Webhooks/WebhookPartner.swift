internal import FealtyActors
internal import FealtyWire

/// Partners outside that are asked by HTTP, each at the webhook that its token names; the others
/// are played.
///
/// Proof for `@unchecked Sendable`: `port` is set once, before any call; the rest is immutable or
/// guarded.
final class WebhookPartner: ExchangePartner, @unchecked Sendable {
  /// What is remembered of a receiver, for as long as the process lives.
  private struct Knowledge {
    /// Of the webhook; another one's token and habits are not its own.
    var version: UInt32
    var token: (text: String, until: Int64)?
    /// Whether it refused the newest secret and the one before it is good.
    var usesOlderSecret = false
  }

  /// Has a thread of its own, which the server starts and ends.
  let caller: HTTPCaller
  private let environment: WebhookEnvironment
  private let played: any ExchangePartner
  private let known = Guarded<[UInt64: Knowledge]>([:])
  private weak var port: WebhookPort?

  /// `played`: who answers for tokens whose partner is no webhook.
  init(
    _ caller: HTTPCaller,
    _ environment: WebhookEnvironment,
    played: any ExchangePartner
  ) {
    self.caller = caller
    self.environment = environment
    self.played = played
  }

  /// Whom to tell how calls went.
  func open(_ port: WebhookPort) { self.port = port }

  func call(_ call: PartnerCall, answer: @escaping @Sendable (PartnerAnswer) -> Void) {
    guard call.settings.kind == .partnerWebhook else { return played.call(call, answer: answer) }
    guard let task = call.endpoint, let url = WebhookURL(task.webhook.url) else {
      return answer(.unreachable)
    }
    let content = PartnerRequest.content(call, url)
    send(content, to: url, task, milliseconds: call.timeoutMilliseconds) { [self] result in
      switch result {
      case .failure(let failure):
        port?.noteCall(task.number, failure: failure.reason)
        answer(.unreachable)
      case .success(let response):
        let meaning = PartnerRequest.meaning(response, of: call)
        let hasMeaning = meaning != .unreachable
        port?.noteCall(
          task.number,
          failure: hasMeaning ? nil : "it answered \(response.status), which says nothing"
        )
        answer(meaning)
      }
    }
  }

  func confirm(
    _ question: MembershipQuestion,
    answer: @escaping @Sendable (MembershipVerdict) -> Void
  ) {
    guard let task = question.endpoint, let url = WebhookURL(task.webhook.url) else {
      return answer(.unreachable)
    }
    let content = PartnerRequest.content(question, url)
    send(content, to: url, task, milliseconds: question.timeoutMilliseconds) { [self] result in
      switch result {
      case .failure(let failure):
        port?.noteCall(task.number, failure: failure.reason)
        answer(.unreachable)
      case .success(let response):
        let verdict = PartnerRequest.verdict(response)
        let hasMeaning = verdict != .unreachable
        let failure = "about a number it answered \(response.status), which says nothing"
        port?.noteCall(task.number, failure: hasMeaning ? nil : failure)
        answer(verdict)
      }
    }
  }

  // MARK: - Steps

  /// Sends a request in the way by which the receiver knows us.
  private func send(
    _ content: PartnerRequest.Content,
    to url: WebhookURL,
    _ task: WebhookTask,
    milliseconds: Int64,
    _ then: @escaping @Sendable (Result<HTTPResponse, HTTPCallFailure>) -> Void
  ) {
    let longest = min(milliseconds, Limits.partnerCallMilliseconds)
    let deadline = environment.clock.monotonicNanoseconds() + longest * 1_000_000
    withToken(task, deadline) { [self] token in
      switch token {
      case .failure(let failure): then(.failure(failure))
      case .success(let token):
        let seconds = environment.clock.wallMilliseconds() / 1_000
        let fields = WebhookRequest.fields(
          task.webhook.authentication,
          secrets: secrets(of: task),
          token: token,
          id: content.id,
          seconds: seconds,
          body: content.body
        )
        let call = HTTPCall(
          url: url,
          request: PartnerRequest.bytes(content, url, seconds: seconds, fields: fields),
          deadline: deadline,
          receiver: task.number
        ) { [self] result in
          if case .success(let response) = result, [401, 403].contains(response.status) {
            forget(task)
          }
          then(result)
        }
        caller.call(call)
      }
    }
  }

  /// Goes on with a token, where the receiver wants one: asked for anew when the last one has
  /// expired or was refused.
  private func withToken(
    _ task: WebhookTask,
    _ deadline: Int64,
    _ then: @escaping @Sendable (Result<String?, HTTPCallFailure>) -> Void
  ) {
    guard case .oauth(let oauth)? = task.webhook.authentication?.method else {
      return then(.success(nil))
    }
    let now = environment.clock.monotonicNanoseconds()
    if let token = knowledge(of: task).token, now < token.until {
      return then(.success(token.text))
    }
    guard let url = WebhookURL(oauth.tokenUrl) else {
      return then(.failure(HTTPCallFailure(reason: "the address is no URL")))
    }
    let call = HTTPCall(
      url: url,
      request: WebhookRequest.token(url, oauth, secret: secrets(of: task).first ?? []),
      deadline: deadline,
      receiver: task.number
    ) { [self] result in
      switch result {
      case .failure(let failure): then(.failure(failure))
      case .success(let response):
        guard 200..<300 ~= response.status, let token = WebhookLane.token(response.body) else {
          forget(task)
          let reason = "no token: it answered \(response.status)"
          return then(.failure(HTTPCallFailure(reason: reason)))
        }
        // A token is not used up to its last moment.
        let seconds = max(token.seconds - 30, token.seconds / 2, 1)
        let until = environment.clock.monotonicNanoseconds() + seconds * 1_000_000_000
        learn(task) { $0.token = (token.text, until) }
        then(.success(token.text))
      }
    }
    caller.call(call)
  }

  /// Those that are good, in the order in which they are to be tried.
  private func secrets(of task: WebhookTask) -> [[UInt8]] {
    let now = environment.clock.wallMilliseconds()
    let good = task.secrets
      .filter { $0.goodUntilMilliseconds == 0 || now < $0.goodUntilMilliseconds }.map(\.value)
    return knowledge(of: task).usesOlderSecret && good.count > 1 ? good.reversed() : good
  }

  /// The receiver does not know us by what it was sent: the next call brings another secret.
  private func forget(_ task: WebhookTask) {
    learn(task) { known in
      known.token = nil
      known.usesOlderSecret.toggle()
    }
  }

  private func knowledge(of task: WebhookTask) -> Knowledge {
    let found = known.withLock { $0[task.number] }
    guard let found, found.version == task.version else { return Knowledge(version: task.version) }
    return found
  }

  private func learn(_ task: WebhookTask, _ change: (inout Knowledge) -> Void) {
    known.withLock { known in
      var one = known[task.number] ?? Knowledge(version: task.version)
      if one.version != task.version { one = Knowledge(version: task.version) }
      change(&one)
      known[task.number] = one
    }
  }
}
