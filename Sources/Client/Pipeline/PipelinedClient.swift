public import FealtyWire

/// Submits many calls and collects their answers, for load generators, imports and replays.
///
/// Nothing is awaited and no task is made: ``submit(_:_:tag:timeout:connection:)`` writes the request
/// into a connection's buffer, ``poll(timeout:_:)`` sends what has gathered and hands out what came
/// back, in whatever order the server answered. Once warm, a call allocates nothing.
///
/// - Owns: its connections. Belongs to one thread at a time; it has no thread of its own, so nothing
///   moves unless ``poll(timeout:_:)`` is called, not even the answers to the server's pings.
/// - Guarantees: every submitted call has exactly one completion (one more if it is resubmitted).
/// - Fails: by connection. All calls in flight on a lost connection complete with
///   ``Completion/outcomeUnknown``; ``reconnect()`` and ``resubmit()`` then send them again, the same
///   bytes under the same request ids, so that none is executed twice.
public final class PipelinedClient {
  // MARK: - State

  private let configuration: Configuration
  private let dialer: Dialer
  private let poller: Poller
  private var connections: [PipelinedConnection] = []
  /// Indices of the connections to each shard.
  private var byShard: [[Int]] = []
  /// Which of a shard's connections is next.
  private var turn = 0
  /// Connections with something to write.
  private var dirty: ContiguousArray<Int> = []
  /// Calls of lost connections that have not been told to the caller.
  private var untold: ContiguousArray<Untold> = []
  /// Requests of lost connections, in the order in which they were submitted.
  private var lost: [KeptRequest] = []
  private var scratch = OutputBuffer(capacity: 4096)
  private var identifiers = RequestIDSource()
  private var isPolling = false

  /// Calls submitted and not completed. How many there may be is the caller's to choose, up to the
  /// room of the connections.
  public private(set) var inFlight = 0

  /// A call that ends without an answer.
  private struct Untold {
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
      host: host, port: number, clientName: configuration.clientName,
      maximumFrameBytes: configuration.maximumFrameBytes,
      handshakeTimeout: configuration.handshakeTimeout)
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
  public private(set) var shardCount = 1

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
          bytes, method: request.method, tag: request.tag,
          timeoutMilliseconds: request.timeoutMilliseconds, home: request.home,
          routing: request.routing, on: connections[index])
      }
      count += 1
    }
    lost.removeFirst(count)
    return count
  }

  /// Drops the requests of lost connections instead of sending them again.
  public func forgetLostCalls() { lost.removeAll() }

  // MARK: - Calls

  /// Submits a call. It leaves with the next ``flush()`` or ``poll(timeout:_:)``.
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
  @discardableResult
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
  @discardableResult
  public func submit<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    encoded: UnsafeRawBufferPointer,
    tag: UInt64,
    timeout: Duration? = nil,
    connection: Int? = nil
  ) throws(ClientError) -> Int {
    scratch.removeAll()
    scratch.append(encoded)
    return try submitScratch(CallTarget(method), tag, timeout, connection)
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
  @discardableResult
  public func submit<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    encoded: [UInt8],
    tag: UInt64,
    timeout: Duration? = nil,
    connection: Int? = nil
  ) throws(ClientError) -> Int {
    scratch.removeAll()
    scratch.append(encoded)
    return try submitScratch(CallTarget(method), tag, timeout, connection)
  }

  /// Gives the system what has been submitted. ``poll(timeout:_:)`` does so too.
  public func flush() {
    // A connection that the system takes no more from stays out of the list until the poller calls.
    while let index = dirty.popLast() {
      connections[index].isDirty = false
      write(connections[index])
    }
  }

  /// Sends what has been submitted and hands out what has come back.
  ///
  /// - Parameters:
  ///   - timeout: How long to wait for the first completion; zero = not at all.
  ///   - body: Called for each completion. It may submit calls, but not poll or reconnect.
  /// - Returns: How many completions there were; 0 when the time has passed.
  @discardableResult
  public func poll(timeout: Duration = .zero, _ body: (borrowing Completion) -> Void) -> Int {
    precondition(!isPolling, "a completion must not poll")
    isPolling = true
    defer { isPolling = false }
    flush()
    var completions = tellLost(body)
    let deadline = timeout == .zero ? 0 : MonotonicClock.now() &+ timeout.nanoseconds
    var wait = completions > 0 ? 0 : timeout.nanoseconds
    while true {
      let count = poller.wait(nanoseconds: wait)
      for index in 0..<count {
        let event = poller.event(index)
        completions += serve(connections[Int(event.token)], event, body)
      }
      flush()
      completions += tellLost(body)
      // Pings, or a connection that has become writable, are no reason to return early.
      guard completions == 0, deadline > 0 else { return completions }
      let now = MonotonicClock.now()
      guard now < deadline else { return 0 }
      wait = deadline - now
    }
  }

  // MARK: - Steps

  private func dial(_ index: Int) throws(LinkFailure) -> Link {
    try dialer.dial(shard: UInt32(1 + index % shardCount))
  }

  private func install(_ link: Link, at index: Int) throws(LinkFailure) {
    let granted = Int(link.welcome.maximumInFlight)
    let limit = min(
      max(configuration.maximumInFlightPerConnection, 1), granted == 0 ? Int.max : granted,
      Limits.inFlight)
    guard poller.add(link.descriptor, .reading, token: UInt64(index)) else {
      throw .system(operation: "epoll_ctl", errno: 0)
    }
    connections[index].open(link, limit: limit)
  }

  private func sortByShard() {
    byShard = Array(repeating: [], count: shardCount)
    for connection in connections { byShard[connection.shard % shardCount].append(connection.index) }
  }

  private func submitScratch(
    _ target: CallTarget,
    _ tag: UInt64,
    _ timeout: Duration?,
    _ index: Int?
  ) throws(ClientError) -> Int {
    guard !target.serverStreaming else {
      throw ClientError(.invalidArgument, message: "\(target.name) answers with a stream")
    }
    let scan = scratch.withUnsafeBytes { RequestScan($0, routing: target.routing) }
    guard let index = index ?? choose(home: scan.home, routing: target.routing),
      connections[index].hasRoom
    else { throw noRoom(index) }
    if target.mutates, scan.requestID == nil {
      _ = scratch.insertRequestID(identifiers.next(), scan)
    }
    let connection = connections[index]
    let largest = connection.link?.maximumPayloadBytes ?? 0
    guard scratch.count <= largest else {
      throw ClientError(
        .invalidArgument, message: "the request has \(scratch.count) of at most \(largest) bytes")
    }
    let milliseconds = timeout.map { UInt32(clamping: max(1, $0.nanoseconds / 1_000_000)) } ?? 0
    scratch.withUnsafeBytes { bytes in
      enqueue(
        bytes, method: target.id, tag: tag, timeoutMilliseconds: milliseconds, home: scan.home,
        routing: target.routing, on: connection)
    }
    return index
  }

  private func noRoom(_ index: Int?) -> ClientError {
    let unavailable = index.map { connections[$0].isEnding } ?? connections.allSatisfy(\.isEnding)
    return unavailable
      ? ClientError(.unavailable, message: "the connection is lost; reconnect")
      : ClientError(.resourceExhausted, message: "as many calls are in flight as the server takes")
  }

  /// A connection with room: one to the home shard, else any.
  private func choose(home: UInt64?, routing: Routing) -> Int? {
    turn &+= 1
    if shardCount > 1, home != nil || routing == .routingProgramme {
      let shard = home.map { StableHash.shard($0, count: shardCount) } ?? 0
      let candidates = byShard[shard]
      for offset in 0..<candidates.count {
        let index = candidates[(turn &+ offset) % candidates.count]
        if connections[index].hasRoom { return index }
      }
    }
    for offset in 0..<connections.count {
      let index = (turn &+ offset) % connections.count
      if connections[index].hasRoom { return index }
    }
    return nil
  }

  private func enqueue(
    _ bytes: UnsafeRawBufferPointer,
    method: UInt16,
    tag: UInt64,
    timeoutMilliseconds: UInt32,
    home: UInt64?,
    routing: Routing,
    on connection: PipelinedConnection
  ) {
    guard let link = connection.link else { preconditionFailure("the connection is lost") }
    let stream = connection.begin(tag: tag)
    let start = link.output.beginFrame(
      .request, method: method, stream: stream, aux: timeoutMilliseconds)
    link.output.append(bytes)
    link.output.endFrame(start)
    inFlight += 1
    if configuration.keepsRequests {
      let keeper = connection.keeper(of: stream)
      keeper.bytes.removeAll()
      keeper.bytes.append(bytes)
      keeper.tag = tag
      keeper.method = method
      keeper.timeoutMilliseconds = timeoutMilliseconds
      keeper.home = home
      keeper.routing = routing
    }
    if !connection.isDirty {
      connection.isDirty = true
      dirty.append(connection.index)
    }
    if link.output.count >= Limits.gatheredBytes { write(connection) }
  }

  private func write(_ connection: PipelinedConnection) {
    guard let link = connection.link else { return }
    do { try link.flush() } catch { return lose(connection, error) }
    guard link.hasOutput != connection.watchesOutput else { return }
    connection.watchesOutput = link.hasOutput
    poller.change(
      link.descriptor, link.hasOutput ? .readingAndWriting : .reading,
      token: UInt64(connection.index))
  }

  /// Notes that a connection has gone; its calls are told by the next ``tellLost(_:)``.
  private func lose(_ connection: PipelinedConnection, _ failure: LinkFailure) {
    connection.fail(failure)
    giveUp(connection, mayHaveExecuted: true)
  }

  /// Ends all calls above a stream without an answer.
  private func giveUp(
    _ connection: PipelinedConnection,
    above stream: UInt32 = 0,
    mayHaveExecuted: Bool
  ) {
    for (entry, request) in connection.endAll(above: stream) {
      untold.append(
        Untold(
          tag: entry.tag, connection: connection.index, mayHaveExecuted: mayHaveExecuted))
      if let request { lost.append(request) }
    }
  }

  private func tellLost(_ body: (borrowing Completion) -> Void) -> Int {
    guard !untold.isEmpty else { return 0 }
    let now = MonotonicClock.now()
    let calls = untold
    untold.removeAll(keepingCapacity: true)
    for call in calls {
      inFlight -= 1
      let completion = Completion(
        tag: call.tag, code: 14, connection: call.connection, receivedAt: now,
        outcomeUnknown: call.mayHaveExecuted, payload: UnsafeRawBufferPointer(start: nil, count: 0))
      body(completion)
    }
    return calls.count
  }

  private func serve(
    _ connection: PipelinedConnection,
    _ event: Poller.Event,
    _ body: (borrowing Completion) -> Void
  ) -> Int {
    guard let link = connection.link else { return 0 }
    if event.writable, link.hasOutput { write(connection) }
    guard event.readable, connection.link != nil else { return 0 }
    var count = 0
    do throws(LinkFailure) {
      _ = try link.fill()
      while let frame = try link.nextFrame() {
        guard frame.kind == .response else { throw .unexpected(kind: frame.kind) }
        guard let call = connection.end(frame.header.stream) else { continue }
        inFlight -= 1
        count += 1
        try complete(call, frame, connection.index, receivedAt: link.lastReceived, body)
      }
      // What the server says that it has not begun can be sent elsewhere at once.
      if let notice = link.goAway {
        giveUp(connection, above: notice.lastStream, mayHaveExecuted: false)
      }
    } catch {
      lose(connection, error)
    }
    if link.hasOutput, connection.link != nil { write(connection) }
    return count
  }

  private func complete(
    _ call: PipelinedConnection.InFlight,
    _ frame: Frame,
    _ index: Int,
    receivedAt: UInt64,
    _ body: (borrowing Completion) -> Void
  ) throws(LinkFailure) {
    func tell(_ payload: UnsafeRawBufferPointer, outcomeUnknown: Bool = false) {
      let completion = Completion(
        tag: call.tag, code: outcomeUnknown ? 14 : frame.header.aux, connection: index,
        receivedAt: receivedAt, outcomeUnknown: outcomeUnknown, payload: payload)
      body(completion)
    }
    guard frame.header.flags.contains(.compressed) else { return tell(frame.payload) }
    let inflated: [UInt8]
    do { inflated = try frame.inflatedPayload(limit: configuration.maximumFrameBytes) } catch {
      // The frame's checksum was right, so the server sent what nobody can read.
      tell(UnsafeRawBufferPointer(start: nil, count: 0), outcomeUnknown: true)
      throw .frame(.checksumMismatch)
    }
    inflated.withUnsafeBytes { tell($0) }
  }
}
