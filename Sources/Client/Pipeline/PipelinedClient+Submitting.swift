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
    let scan = scratch.withUnsafeBytes { self.scan($0, target, index) }
    let connection = try self.connection(index, scan, target)
    if target.mutates, scan.requestID == nil {
      _ = scratch.insertRequestID(identifiers.next(), scan)
    }
    try scratch.withUnsafeBytes { bytes throws(ClientError) in
      try submit(bytes, target, tag, timeout, scan, on: connection)
    }
    return connection.index
  }

  /// Submits a request that lies elsewhere; it is copied here only where it needs a request id.
  @usableFromInline
  func submitEncoded(
    _ bytes: UnsafeRawBufferPointer,
    _ target: CallTarget,
    _ tag: UInt64,
    _ timeout: Duration?,
    _ index: Int?
  ) throws(ClientError) -> Int {
    let scan = self.scan(bytes, target, index)
    let connection = try self.connection(index, scan, target)
    guard target.mutates, scan.requestID == nil else {
      try submit(bytes, target, tag, timeout, scan, on: connection)
      return connection.index
    }
    scratch.replaceAll(with: bytes)
    _ = scratch.insertRequestID(identifiers.next(), scan)
    try scratch.withUnsafeBytes { bytes throws(ClientError) in
      try submit(bytes, target, tag, timeout, scan, on: connection)
    }
    return connection.index
  }

  /// What of a request has to be known: its id where it changes something, the member's home where
  /// a connection must be chosen, now or when the request is sent again.
  private func scan(
    _ bytes: UnsafeRawBufferPointer,
    _ target: CallTarget,
    _ index: Int?
  ) -> RequestScan {
    if index == nil || configuration.keepsRequests {
      return RequestScan(bytes, routing: target.routing)
    }
    return target.mutates ? RequestScan(bytes, routing: .routingAny) : RequestScan()
  }

  /// The connection that takes a call: the one asked for, or the best.
  private func connection(
    _ index: Int?,
    _ scan: RequestScan,
    _ target: CallTarget
  ) throws(ClientError) -> PipelinedConnection {
    guard !target.serverStreaming else {
      throw ClientError(.invalidArgument, message: "\(target.name) answers with a stream")
    }
    guard let index = index ?? choose(home: scan.home, routing: target.routing),
      connections[index].hasRoom
    else { throw noRoom(index) }
    return connections[index]
  }

  /// Submits a request that has all it needs.
  private func submit(
    _ bytes: UnsafeRawBufferPointer,
    _ target: CallTarget,
    _ tag: UInt64,
    _ timeout: Duration?,
    _ scan: RequestScan,
    on connection: PipelinedConnection
  ) throws(ClientError) {
    let largest = connection.link?.maximumPayloadBytes ?? 0
    guard bytes.count <= largest else {
      throw ClientError(
        .invalidArgument,
        message: "the request has \(bytes.count) of at most \(largest) bytes"
      )
    }
    enqueue(
      bytes,
      method: target.id,
      tag: tag,
      timeoutMilliseconds: timeout.map { UInt32(clamping: max(1, $0.nanoseconds / 1_000_000)) }
        ?? 0,
      home: scan.home,
      routing: target.routing,
      on: connection
    )
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
