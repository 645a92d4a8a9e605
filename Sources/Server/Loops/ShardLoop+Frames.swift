internal import FealtyActors
internal import FealtyWire

// What each frame does.

extension ShardLoop {
  /// Does what the connection's state says about a frame.
  ///
  /// `rest` is what was received behind it; it goes along when the connection is handed over.
  @inline(__always)
  func handle(_ connection: Connection, _ frame: Frame, rest: UnsafeRawBufferPointer) {
    let header = frame.header
    let action = connection.state.received(
      frame.kind,
      header,
      streaming: group.isStreaming(header.method)
    )
    if _fastPath(action == .run && header.flags.isEmpty) {
      connection.lastCallAt = now
      guard admits(connection, header) else { return }
      let call = call(connection, header)
      dearBegins(connection, header.method)
      if _slowPath(isTracing) { trace(call, connection, [], frame.payload) }
      handler.gather(call, payload: frame.payload)
      return
    }
    handler.finishGathered()
    perform(action, connection, frame, rest: rest)
  }

  @inline(never)
  private func perform(
    _ action: ConnectionState.Action,
    _ connection: Connection,
    _ frame: Frame,
    rest: UnsafeRawBufferPointer
  ) {
    switch action {
    case .none:
      // A client that has said GOAWAY may be done with: flushing looks, for the slot must not be
      // freed
      // while its bytes are being decoded.
      if connection.state.phase == .draining { markDirty(connection) }
    case .negotiate: negotiate(connection, frame, rest: rest)
    case .run: runUnpacked(connection, frame)
    case .refuse(let code, let reason): refuse(connection, frame.header.stream, code, reason)
    case .authenticate: authenticate(connection, frame)
    case .cancel: handler.cancel(call(connection, frame.header))
    case .grant(let items): handler.credit(call(connection, frame.header), items: items)
    case .pong(let token):
      connection.ready.bytes.appendFrame(.pong, aux: token)
      markDirty(connection)
    case .fail(let fault): fail(connection, fault)
    }
  }

  @inline(__always)
  private func call(_ connection: Connection, _ header: FrameHeader) -> Call {
    Call(
      origin: UInt16(truncatingIfNeeded: index),
      method: header.method,
      connection: connection.slot,
      generation: connection.generation,
      stream: header.stream,
      deadlineNanoseconds: header.aux == 0 || header.rawKind != FrameKind.request.rawValue
        ? 0 : now + Int64(header.aux) * 1_000_000
    )
  }

  /// Runs a call whose payload is compressed or has a head in front.
  private func runUnpacked(_ connection: Connection, _ frame: Frame) {
    connection.lastCallAt = now
    let call = call(connection, frame.header)
    guard frame.header.flags.contains(.compressed) else {
      return runBehindHead(connection, call, frame, payload: frame.payload)
    }
    do {
      let inflated = try frame.inflatedPayload(limit: limits.frameBytes)
      inflated.withUnsafeBytes { runBehindHead(connection, call, frame, payload: $0) }
    } catch {
      refuseMalformed(connection, call.stream, "the compressed payload cannot be inflated")
    }
  }

  private func runBehindHead(
    _ connection: Connection,
    _ call: Call,
    _ frame: Frame,
    payload: UnsafeRawBufferPointer
  ) {
    var payload = payload
    var metadata: [Metadata] = []
    if frame.header.flags.contains(.head) {
      do {
        // Of no use but for the log and the caller's token; a head must be right all the same.
        metadata = try CallHead.take(from: &payload).metadata
      } catch {
        return refuseMalformed(connection, call.stream, "the head in front of the request is none")
      }
    }
    guard admits(connection, call, metadata) else { return }
    dearBegins(connection, call.method)
    if isTracing { trace(call, connection, metadata, payload) }
    handler.receive(call, payload: payload)
  }

  private func refuseMalformed(_ connection: Connection, _ stream: UInt32, _ message: String) {
    connection.state.requestRefused(stream: stream)
    refuse(connection, stream, .invalidArgument, .malformedMessage, message)
  }

  /// Answers a call that never reached the shard.
  private func refuse(
    _ connection: Connection,
    _ stream: UInt32,
    _ code: Code,
    _ reason: Reason,
    _ message: String? = nil
  ) {
    var status = Status()
    status.code = code
    status.reason = reason
    status.message =
      message
      ?? (reason == .shuttingDown
        ? "the server is shutting down; send the request to the next one"
        : "the connection has \(limits.inFlight) calls in flight; wait for answers")
    refuse(connection, stream, status)
  }

  func refuse(_ connection: Connection, _ stream: UInt32, _ status: Status) {
    connection.ready.bytes.appendFrame(
      .response,
      stream: stream,
      aux: UInt32(truncatingIfNeeded: status.code.rawValue),
      status
    )
    markDirty(connection)
  }
}
