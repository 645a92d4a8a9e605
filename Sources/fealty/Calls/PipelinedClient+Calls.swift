internal import FealtyClient
internal import FealtyWire

extension PipelinedClient {
  /// Connects to a server.
  ///
  /// No count of connections means one for each of the server's shards. With `keepsRequests`,
  /// requests of a lost connection can be sent again.
  static func connect(
    to endpoint: Endpoint,
    connections: Int? = nil,
    maximumInFlight: Int = .max,
    keepsRequests: Bool = true
  ) throws(CommandFailure) -> PipelinedClient {
    var configuration = Configuration()
    configuration.connections = connections
    configuration.tls = endpoint.security.tls
    configuration.credentials = endpoint.security.credentials
    configuration.maximumInFlightPerConnection = maximumInFlight
    configuration.maximumFrameBytes = 16 << 20
    configuration.keepsRequests = keepsRequests
    configuration.clientName = "fealty/\(Version.program)"
    do {
      return try PipelinedClient(
        host: endpoint.host,
        port: Int(endpoint.port),
        configuration: configuration
      )
    } catch {
      throw CommandFailure(
        .unavailable,
        "no Fealty server answers at \(endpoint): \(error.message); start one with fealty serve"
      )
    }
  }

  /// Makes one call and waits for its answer.
  ///
  /// It is a programmer error to do so with others in
  /// flight.
  func perform<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    _ request: Request,
    timeout: Duration = .seconds(120)
  ) throws(CommandFailure) -> Response {
    var result: Result<Response, CommandFailure>?
    try performOnce(method, request, timeout: timeout) { completion in
      result = Self.outcome(of: completion, method.name)
    }
    guard let result else { preconditionFailure("\(method.name) has no outcome") }
    return try result.get()
  }

  /// Makes one call and hands its completion to `body`.
  func performOnce<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    _ request: Request,
    timeout: Duration = .seconds(120),
    _ body: (borrowing Completion) -> Void
  ) throws(CommandFailure) {
    precondition(inFlight == 0, "\(inFlight) calls are in flight")
    do { try submit(method, request, tag: 0, timeout: timeout) } catch {
      throw CommandFailure(error, during: method.name)
    }
    let limit = Monotonic.now() + timeout.nanosecondCount
    while inFlight > 0 {
      guard Monotonic.now() < limit else {
        throw CommandFailure(.unavailable, "\(method.name): no answer within \(timeout)")
      }
      poll(timeout: .milliseconds(100), body)
    }
  }

  private static func outcome<Response: Message>(
    of completion: borrowing Completion,
    _ name: String
  ) -> Result<Response, CommandFailure> {
    if let error = completion.error { return .failure(CommandFailure(error, during: name)) }
    do {
      return .success(try completion.message(as: Response.self))
    } catch {
      return .failure(CommandFailure(.damaged, "\(name): the answer cannot be read: \(error)"))
    }
  }

  /// Makes `count` calls with as many in flight as the connections take, and waits for all answers.
  ///
  /// `submit` submits the call with the number that it is given, as its tag; `completed` is called
  /// for each answer, with the number of those that came so far. The first refusal or loss ends it.
  func performMany(
    _ count: Int,
    _ what: String,
    submit: (PipelinedClient, Int) throws(ClientError) -> Void,
    completed: (borrowing Completion, Int) -> Void
  ) throws(CommandFailure) {
    let window = 256 * connectionCount
    var next = 0
    var done = 0
    var failure: CommandFailure?
    while done < count, failure == nil {
      while next < count, inFlight < window {
        do { try submit(self, next) } catch {
          if error.code == .resourceExhausted { break }
          throw CommandFailure(error, during: what)
        }
        next += 1
      }
      poll(timeout: .seconds(1)) { completion in
        if let error = completion.error, failure == nil {
          failure = CommandFailure(error, during: what)
        }
        done += 1
        completed(completion, done)
      }
    }
    if let failure { throw failure }
  }
}

extension ClientError {
  /// What happened, and to which field of the request.
  var explained: String {
    guard let field = status?.field, !field.isEmpty, !message.hasPrefix(field) else {
      return message
    }
    return "\(field): \(message)"
  }
}

extension CommandFailure {
  /// A call that was refused or had no answer.
  ///
  /// A server that answers is there, whoever else it could not reach; unless it is about to end.
  init(_ error: ClientError, during what: String) {
    let answered = error.status.map { $0.reason != .shuttingDown } ?? false
    let lost = !answered && (error.code == .unavailable || error.code == .outcomeUnknown)
    let reason = error.reason == Reason.reasonNone ? "\(error.code)" : "\(error.reason)"
    self.init(lost ? .unavailable : .refused, "\(what): \(error.explained) (\(reason))")
  }
}

extension Duration {
  var nanosecondCount: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
