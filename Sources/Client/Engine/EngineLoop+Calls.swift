internal import FealtyWire

// Calls: started, sent, answered, tried again, given up.
extension EngineLoop {
  /// Takes a call from its task.
  func start(_ call: PendingCall) {
    guard !call.isCancelled else { return end(call, .failure(Self.cancelled)) }
    dispatch(call)
  }

  /// The caller wants no answer any more.
  func cancel(_ call: PendingCall) {
    call.isCancelled = true
    switch call.state {
    // Cancelled before it was started: it ends when it is.
    case .new, .ended: return
    case .waiting, .inFlight, .backingOff: abandon(call, Self.cancelled)
    }
  }

  private static let cancelled = ClientError(.cancelled, message: "the caller's task was cancelled")

  /// Tells the server that nobody waits for the call, and ends it.
  private func abandon(_ call: PendingCall, _ error: ClientError) {
    if case .inFlight(let connection, let stream) = call.state, let link = connection.link {
      // The call keeps its place in the table until the server has answered: its work counts there
      // too.
      link.output.appendFrame(.cancel, stream: stream)
      touch(connection)
    }
    end(call, .failure(error))
  }

  /// Sends a call, or lets it wait for a connection.
  private func dispatch(_ call: PendingCall) {
    alarms.set(call, due: call.deadline)
    if let connection = choose(call) { return send(call, on: connection) }
    guard waiting.count < Limits.waitingCalls else {
      let error = ClientError(
        .resourceExhausted,
        message: "\(waiting.count) calls wait for a connection already"
      )
      return end(call, .failure(error))
    }
    call.state = .waiting
    waiting.append(call)
  }

  /// Sends calls that wait for as long as there is room.
  func sendWaiting() {
    while let call = waiting.first {
      if call.hasEnded {
        waiting.removeFirst()
        continue
      }
      guard let connection = choose(call) else { return }
      waiting.removeFirst()
      send(call, on: connection)
    }
    // The slice would otherwise keep its dead front for ever.
    waiting = []
  }

  /// A connection with room: one to the call's home shard if possible.
  private func choose(_ call: PendingCall) -> EngineConnection? {
    turn &+= 1
    var found: EngineConnection?
    let home: Int? =
      if let hash = call.home {
        StableHash.shard(hash, count: max(shardCount, 1))
      } else if call.target.routing == .routingProgramme { 0 } else { nil }
    for offset in 0..<connections.count {
      let connection = connections[(turn &+ offset) % connections.count]
      guard connection.hasRoom else { continue }
      if home == nil || connection.shard == home { return connection }
      found = found ?? connection
    }
    return found
  }

  private func send(_ call: PendingCall, on connection: EngineConnection) {
    guard let link = connection.link else { preconditionFailure("open without a link") }
    let now = MonotonicClock.now()
    guard call.deadline > now else { return expire(call) }
    guard call.payload.count <= link.maximumPayloadBytes else {
      let error = ClientError(
        .invalidArgument,
        message: "the request has \(call.payload.count) of \(link.maximumPayloadBytes) bytes"
      )
      return end(call, .failure(error))
    }
    let stream = connection.calls.insert(call)
    let left = call.deadline == .max ? 0 : max(1, (call.deadline - now) / 1_000_000)
    let start = link.output.beginFrame(
      .request,
      flags: call.flags,
      method: call.target.id,
      stream: stream,
      aux: UInt32(min(left, Limits.timeoutMilliseconds))
    )
    link.output.append(call.payload)
    if configuration.compressesLargeRequests {
      link.output.endFrameCompressing(start)
    } else {
      link.output.endFrame(start)
    }
    call.state = .inFlight(connection, stream: stream)
    if case .stream(let queue) = call.receiver {
      call.credit = UInt64(link.streamCredit)
      queue.open(credit: link.streamCredit)
    }
    call.isSent = true
    call.attempts += 1
    touch(connection)
    if connection.calls.isExhausted { connection.phase = .draining }
  }

  // MARK: - Answers

  /// Takes a RESPONSE or an ITEM.
  func receive(_ frame: Frame, on connection: EngineConnection) throws(LinkFailure) {
    let stream = frame.header.stream
    if frame.kind == .item {
      guard let call = connection.calls[stream], !call.hasEnded else { return }
      return try receiveItem(frame, of: call)
    }
    guard let call = connection.calls.remove(stream), !call.hasEnded else { return }
    let payload: [UInt8]
    do throws(LinkFailure) { payload = try content(of: frame) } catch {
      // The connection is lost over this, and the call with it.
      call.isSent = true
      retry(call, ClientError(unavailable: error))
      throw error
    }
    guard frame.header.aux != 0 else { return end(call, .success(payload)) }
    do {
      let error = ClientError(code: frame.header.aux, status: try Status(bytes: payload))
      if error.reason == .tokenExpired, let link = connection.link {
        link.renew()
        touch(connection)
      }
      answer(call, error)
    } catch {
      let message = "the status is no message: \(error)"
      end(call, .failure(ClientError(.malformedResponse, message: message)))
    }
  }

  /// The server has refused a call.
  private func answer(_ call: PendingCall, _ error: ClientError) {
    guard error.isRetryable else {
      call.isSent = false
      call.earlierUnknown = false
      return end(call, .failure(error))
    }
    // Overloaded or unavailable means that this attempt was not executed; in progress, that some
    // attempt is being executed now.
    call.isSent = error.reason == .inProgress
    retry(call, error)
  }

  private func content(of frame: Frame) throws(LinkFailure) -> [UInt8] {
    guard frame.header.flags.contains(.compressed) else { return Array(frame.payload) }
    do { return try frame.inflatedPayload(limit: configuration.maximumFrameBytes) } catch {
      throw .frame(.checksumMismatch)
    }
  }

  private func receiveItem(_ frame: Frame, of call: PendingCall) throws(LinkFailure) {
    guard case .stream(let queue) = call.receiver else { throw .unexpected(kind: .item) }
    call.items += 1
    guard call.items <= call.credit else { throw .unexpected(kind: .item) }
    queue.push(try content(of: frame))
  }

  /// The reader of a stream has read items: the server may send as many more.
  func grant(_ items: UInt32, to call: PendingCall) {
    guard case .inFlight(let connection, let stream) = call.state, let link = connection.link
    else { return }
    call.credit += UInt64(items)
    link.output.appendFrame(.credit, stream: stream, aux: items)
    touch(connection)
  }

  // MARK: - Trying again

  /// An attempt has failed: begins another after a while, or gives up.
  func retry(_ call: PendingCall, _ error: ClientError) {
    call.earlierUnknown = call.earlierUnknown || call.isSent
    call.isSent = false
    if case .waiting = call.state { call.attempts += 1 }
    let delay = configuration.retry.delay(attempt: call.attempts - 1)
    let wait = max(delay, error.retryAfter ?? .zero).nanoseconds
    let due = MonotonicClock.now() &+ wait
    // Who is not taken for who it says it is will not be the next time either.
    let isDenied = error.code == .unauthenticated && !error.isRetryable
    guard !isDenied, call.attempts < configuration.retry.maximumAttempts, due < call.deadline,
      call.items == 0, !isStopping
    else { return end(call, .failure(error)) }
    call.state = .backingOff
    alarms.set(call, due: due)
  }

  /// The call's alarm: its deadline, or the time of its next attempt.
  func callIsDue(_ call: PendingCall) {
    guard !call.hasEnded else { return }
    guard case .backingOff = call.state else { return expire(call) }
    dispatch(call)
  }

  private func expire(_ call: PendingCall) {
    let error = ClientError(
      .deadlineExceeded,
      reason: .deadlinePassed,
      message: "no answer before the deadline"
    )
    abandon(call, error)
  }

  /// Ends a call, once.
  func end(_ call: PendingCall, _ result: Result<[UInt8], ClientError>) {
    guard !call.hasEnded, let receiver = call.receiver else { return }
    let mayHaveExecuted = call.mayHaveExecuted
    let result = result.mapError {
      $0.settled(mayHaveExecuted: mayHaveExecuted, requestID: call.requestID)
    }
    call.state = .ended
    call.receiver = nil
    alarms.cancel(call)
    switch (receiver, result) {
    case (.one(let continuation), _): continuation.resume(returning: result)
    case (.stream(let queue), .success): queue.finish(nil)
    case (.stream(let queue), .failure(let error)): queue.finish(error)
    }
  }
}
