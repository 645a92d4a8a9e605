internal import FealtyWire

// From a request to bytes in a connection's buffer.
extension PipelinedClient {
  /// Submits the request that `scratch` holds.
  @usableFromInline
  func submitScratch(
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
        .invalidArgument,
        message: "the request has \(scratch.count) of at most \(largest) bytes"
      )
    }
    let milliseconds = timeout.map { UInt32(clamping: max(1, $0.nanoseconds / 1_000_000)) } ?? 0
    scratch.withUnsafeBytes { bytes in
      enqueue(
        bytes,
        method: target.id,
        tag: tag,
        timeoutMilliseconds: milliseconds,
        home: scan.home,
        routing: target.routing,
        on: connection
      )
    }
    return index
  }

  /// Why a call cannot be submitted now.
  func noRoom(_ index: Int?) -> ClientError {
    let unavailable = index.map { connections[$0].isEnding } ?? connections.allSatisfy(\.isEnding)
    return unavailable
      ? ClientError(.unavailable, message: "the connection is lost; reconnect")
      : ClientError(.resourceExhausted, message: "as many calls are in flight as the server takes")
  }

  /// A connection with room: one to the home shard, else any.
  func choose(home: UInt64?, routing: Routing) -> Int? {
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

  /// Writes a request into a connection's buffer, and keeps a copy.
  func enqueue(
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
    link.output.appendRequest(
      bytes,
      method: method,
      stream: stream,
      timeoutMilliseconds: timeoutMilliseconds
    )
    inFlight += 1
    if configuration.keepsRequests {
      let keeper = connection.keeper(of: stream)
      keeper.bytes.replaceAll(with: bytes)
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
    // Where the system has no room, the poller tells when it has: asking again costs a call each
    // time.
    if link.output.count >= Limits.gatheredBytes, !connection.watchesOutput { write(connection) }
  }
}
