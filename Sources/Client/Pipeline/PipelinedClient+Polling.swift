internal import FealtyWire

// From a connection's bytes to completions.
extension PipelinedClient {
  /// Gives the system what has been submitted.
  ///
  /// ``poll(timeout:_:)`` does so too.
  public func flush() {
    // A connection that the system takes no more from stays out of the list until the poller calls.
    while let index = dirty.popLast() {
      connections[index].isDirty = false
      write(connections[index])
    }
  }

  /// Sends what has been submitted and hands out what has come back.
  ///
  /// For a moment it looks for answers without sleeping, for waking a sleeping thread takes about
  /// a third of a sync; each look yields the processor.
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
    if configuration.credentials != nil { renew() }
    flush()
    var completions = tellLost(body)
    let deadline = timeout == .zero ? 0 : MonotonicClock.now() &+ timeout.nanoseconds
    var wait = completions > 0 ? 0 : timeout.nanoseconds
    while true {
      let count = poller.watch(looks: Limits.watchLooks, nanoseconds: wait)
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

  /// Says again who the client is where that is due; looks once a second.
  private func renew() {
    let now = MonotonicClock.now()
    guard now >= renewalLookAt else { return }
    renewalLookAt = now &+ 1_000_000_000
    for connection in connections {
      guard let link = connection.link, now >= link.renewAt else { continue }
      link.renew()
      write(connection)
    }
  }

  /// Gives the system what it takes of a connection's output.
  func write(_ connection: PipelinedConnection) {
    guard let link = connection.link else { return }
    do { try link.flush() } catch { return lose(connection, error) }
    guard link.hasOutput != connection.watchesOutput else { return }
    connection.watchesOutput = link.hasOutput
    poller.change(
      link.descriptor,
      link.hasOutput ? .readingAndWriting : .reading,
      token: UInt64(connection.index)
    )
  }

  /// Notes that a connection has gone; its calls are told by the next ``tellLost(_:)``.
  func lose(_ connection: PipelinedConnection, _ failure: LinkFailure) {
    connection.fail(failure)
    giveUp(connection, mayHaveExecuted: true)
  }

  /// Ends all calls above a stream without an answer.
  func giveUp(
    _ connection: PipelinedConnection,
    above stream: UInt32 = 0,
    mayHaveExecuted: Bool
  ) {
    for (entry, request) in connection.endAll(above: stream) {
      untold.append(
        Untold(
          tag: entry.tag,
          connection: connection.index,
          mayHaveExecuted: mayHaveExecuted
        )
      )
      if let request { lost.append(request) }
    }
  }

  /// Hands out the calls that ended without an answer.
  func tellLost(_ body: (borrowing Completion) -> Void) -> Int {
    guard !untold.isEmpty else { return 0 }
    let now = MonotonicClock.now()
    let calls = untold
    untold.removeAll(keepingCapacity: true)
    for call in calls {
      inFlight -= 1
      let completion = Completion(
        tag: call.tag,
        code: 14,
        connection: call.connection,
        receivedAt: now,
        outcomeUnknown: call.mayHaveExecuted,
        payload: UnsafeRawBufferPointer(start: nil, count: 0)
      )
      body(completion)
    }
    return calls.count
  }

  /// Acts on what a socket is ready for.
  func serve(
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

  /// Hands out an answer.
  func complete(
    _ call: PipelinedConnection.InFlight,
    _ frame: Frame,
    _ index: Int,
    receivedAt: UInt64,
    _ body: (borrowing Completion) -> Void
  ) throws(LinkFailure) {
    func tell(_ payload: UnsafeRawBufferPointer, outcomeUnknown: Bool = false) {
      let completion = Completion(
        tag: call.tag,
        code: outcomeUnknown ? 14 : frame.header.aux,
        connection: index,
        receivedAt: receivedAt,
        outcomeUnknown: outcomeUnknown,
        payload: payload
      )
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
