public import FealtyWire

/// Submits many calls and collects their answers, for load generators, imports and replays.
///
/// Nothing is awaited and no task is made: ``submit(_:_:tag:timeout:connection:)`` writes the
/// request into a connection's buffer, ``poll(timeout:_:)`` sends what has gathered and hands out
/// what came back, in whatever order the server answered. Once warm, a call allocates nothing.
///
/// - Owns: its connections. Belongs to one thread at a time; it has no thread of its own, so
///   nothing moves unless ``poll(timeout:_:)`` is called, not even the answers to the server's
///   pings.
/// - Guarantees: every submitted call has exactly one completion (one more if it is resubmitted).
/// - Fails: by connection. All calls in flight on a lost connection complete with
///   ``Completion/outcomeUnknown``; ``reconnect()`` and ``resubmit()`` then send them again, the
///   same bytes under the same request ids, so that none is executed twice.
public final class PipelinedClient {
  // MARK: - State

  // Unchecked where a call comes by: one thread uses these, and no access spans another; the checks
  // at run time would be a fifth of what a call costs.
  let configuration: Configuration
  let dialer: Dialer
  let poller: Poller
  @exclusivity(unchecked) var connections: [PipelinedConnection] = []
  /// Indices of the connections to each shard.
  var byShard: [[Int]] = []
  /// Which of a shard's connections is next.
  var turn = 0
  /// Connections with something to write.
  @exclusivity(unchecked) var dirty: ContiguousArray<Int> = []
  /// Calls of lost connections that have not been told to the caller.
  @exclusivity(unchecked) var untold: ContiguousArray<Untold> = []
  /// Requests of lost connections, in the order in which they were submitted.
  var lost: [KeptRequest] = []
  /// The request that is being submitted.
  @exclusivity(unchecked) @usableFromInline var scratch = OutputBuffer(capacity: 4096)
  @exclusivity(unchecked) var identifiers = RequestIDSource()
  @exclusivity(unchecked) var isPolling = false
  /// When to look which connections must say again who the client is.
  @exclusivity(unchecked) var renewalLookAt: UInt64 = 0

  /// Calls submitted and not completed.
  ///
  /// How many there may be is the caller's to choose, up to the room of the connections.
  @exclusivity(unchecked) public internal(set) var inFlight = 0

  /// A call that ends without an answer.
  struct Untold {
    let tag: UInt64
    let connection: Int
    let mayHaveExecuted: Bool
  }

  // MARK: - Lifecycle

  /// Connects to a server and shakes hands on every connection.
  ///
  /// - Parameters:
  ///   - host: Name or address of the server.
  ///   - port: Its port.
  ///   - configuration: Everything else.
  /// - Throws: ``ClientError`` with code `unavailable`.
  public init(
    host: String,
    port: Int,
    configuration: Configuration = Configuration()
  ) throws(ClientError) {
    guard let number = UInt16(exactly: port), number > 0 else {
      throw ClientError(.invalidArgument, message: "\(port) is not a port")
    }
    self.configuration = configuration
    dialer = Dialer(
      host: host,
      port: number,
      clientName: configuration.clientName,
      maximumFrameBytes: configuration.maximumFrameBytes,
      handshakeTimeout: configuration.handshakeTimeout,
      encryption: try Encryption(configuration.tls, host: host),
      credentials: configuration.credentials
    )
    do throws(LinkFailure) {
      poller = try Poller()
      let first = try dialer.dial(shard: 1)
      shardCount = max(1, Int(first.welcome.shards))
      let count = min(max(configuration.connections ?? shardCount, 1), Limits.connections)
      for index in 0..<count {
        connections.append(PipelinedConnection(index: index))
        try install(index == 0 ? first : dial(index), at: index)
      }
    } catch {
      throw ClientError(unavailable: error)
    }
    sortByShard()
  }

  /// How many shards the server has.
  public internal(set) var shardCount = 1

  /// How many connections there are, lost ones included.
  public var connectionCount: Int { connections.count }

  /// Nanoseconds of the clock that ``Completion/receivedAt`` uses.
  public static func now() -> UInt64 { MonotonicClock.now() }

  /// A new request id, as the client makes it for a request without one.
  ///
  /// For callers that write the id down before the request is sent.
  public func makeRequestID() -> [UInt8] { identifiers.next().bytes }

  // MARK: - Connections

  /// The shard that a connection ends at.
  public func shard(ofConnection index: Int) -> Int { connections[index].shard }

  /// Calls in flight on one connection.
  public func inFlight(onConnection index: Int) -> Int { connections[index].calls.count }

  /// How many more calls one connection takes now; 0 when it is lost or ending.
  public func room(onConnection index: Int) -> Int {
    let connection = connections[index]
    return connection.hasRoom ? connection.calls.limit - connection.calls.count : 0
  }

  /// How many connections are lost, or take no more calls because the server is going away.
  public var brokenConnections: Int { connections.count { $0.isEnding } }

  /// Requests of lost connections that ``resubmit()`` would send.
  public var lostCalls: Int { lost.count }

  /// Makes lost and ending connections anew; one that still has calls in flight is left alone.
  ///
  /// - Returns: How many connections were made.
  /// - Throws: ``ClientError`` with code `unavailable` at the first that cannot be made.
  @discardableResult
  public func reconnect() throws(ClientError) -> Int {
    precondition(!isPolling, "a completion must not reconnect; do it after poll() has returned")
    var count = 0
    for connection in connections where connection.isEnding && connection.calls.count == 0 {
      do { try install(dial(connection.index), at: connection.index) } catch {
        throw ClientError(unavailable: error)
      }
      count += 1
    }
    sortByShard()
    return count
  }

  /// Sends requests of lost connections again: same bytes, same request ids, same tags.
  ///
  /// Each has one more completion. Stops when the connections are full; call it again later.
  ///
  /// - Returns: How many were sent.
  @discardableResult
  public func resubmit() -> Int {
    var count = 0
    for request in lost {
      guard let index = choose(home: request.home, routing: request.routing) else { break }
      request.bytes.withUnsafeBytes { bytes in
        enqueue(
          bytes,
          method: request.method,
          tag: request.tag,
          timeoutMilliseconds: request.timeoutMilliseconds,
          home: request.home,
          routing: request.routing,
          on: connections[index]
        )
      }
      count += 1
    }
    lost.removeFirst(count)
    return count
  }

  /// Drops the requests of lost connections instead of sending them again.
  public func forgetLostCalls() { lost.removeAll() }

  // MARK: - Calls

  /// Submits a call.
  ///
  /// It leaves with the next ``flush()`` or ``poll(timeout:_:)``.
  ///
  /// A mutating request without a request id gets one.
  ///
  /// - Parameters:
  ///   - method: A method that answers once.
  ///   - request: Encoded before this returns.
  ///   - tag: Comes back with the completion.
  ///   - timeout: How long the server may take; nil = as long as it likes.
  ///   - connection: Index of the connection; nil = one to the member's home shard with room.
  /// - Returns: Index of the connection that takes it.
  /// - Throws: ``ClientError``: `resourceExhausted` when there is no room, `unavailable` when every
  ///   connection is lost, `invalidArgument` for a stream or a request that is too large.
  @inlinable @discardableResult
  public func submit<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    _ request: Request,
    tag: UInt64,
    timeout: Duration? = nil,
    connection: Int? = nil
  ) throws(ClientError) -> Int {
    scratch.removeAll()
    request.encode(into: &scratch)
    return try submitScratch(CallTarget(method), tag, timeout, connection)
  }

  /// Submits a call whose request has been encoded already.
  ///
  /// - Parameters:
  ///   - method: A method that answers once.
  ///   - encoded: The request; copied before this returns.
  ///   - tag: Comes back with the completion.
  ///   - timeout: How long the server may take; nil = as long as it likes.
  ///   - connection: Index of the connection; nil = one to the member's home shard with room.
  /// - Returns: Index of the connection that takes it.
  /// - Throws: As ``submit(_:_:tag:timeout:connection:)``.
  @inlinable @discardableResult
  public func submit<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    encoded: UnsafeRawBufferPointer,
    tag: UInt64,
    timeout: Duration? = nil,
    connection: Int? = nil
  ) throws(ClientError) -> Int {
    try submitEncoded(encoded, CallTarget(method), tag, timeout, connection)
  }

  /// Submits a call whose request has been encoded already.
  ///
  /// - Parameters:
  ///   - method: A method that answers once.
  ///   - encoded: The request.
  ///   - tag: Comes back with the completion.
  ///   - timeout: How long the server may take; nil = as long as it likes.
  ///   - connection: Index of the connection; nil = one to the member's home shard with room.
  /// - Returns: Index of the connection that takes it.
  /// - Throws: As ``submit(_:_:tag:timeout:connection:)``.
  @inlinable @discardableResult
  public func submit<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    encoded: [UInt8],
    tag: UInt64,
    timeout: Duration? = nil,
    connection: Int? = nil
  ) throws(ClientError) -> Int {
    let target = CallTarget(method)
    return try encoded.withUnsafeBufferPointer { bytes throws(ClientError) in
      try submitEncoded(UnsafeRawBufferPointer(bytes), target, tag, timeout, connection)
    }
  }
}
