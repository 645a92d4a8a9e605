package import FealtyWire

/// What a connection is in the middle of, and what each frame means there.
///
/// A pure value: fed with the frames that were received, it says what to do. It reads no socket, no
/// clock, and keeps no bytes.
package struct ConnectionState: Sendable {
  package enum Phase: Equatable, Sendable {
    /// Accepted; the eight bytes of the preface are missing. → awaitingHello, closed
    case awaitingPreface
    /// HELLO must be the first frame. → open, closed
    case awaitingHello
    /// Calls are taken. → draining, closed
    case open
    /// One side has sent GOAWAY: calls that run are answered, new ones refused. → closed
    case draining
    /// A fault was reported or nothing is left to do: no frame counts any more.
    case closed
  }

  /// What the owner is to do about a frame.
  package enum Action: Equatable, Sendable {
    /// Nothing.
    case none
    /// Negotiate with the HELLO in the payload; then call ``helloAccepted()`` or ``faultFound()``.
    case negotiate
    /// Run the call in the payload; it counts as in flight.
    case run
    /// Answer the call with this status; it does not count as in flight.
    case refuse(Code, Reason)
    /// Cancel the call.
    case cancel
    /// Grant the stream so many items.
    case grant(UInt32)
    /// See who the client says it is.
    case authenticate
    /// Answer with a PONG with this token.
    case pong(UInt32)
    /// Send GOAWAY with the fault, then close.
    case fail(ConnectionFault)
  }

  package private(set) var phase: Phase

  /// Calls that have not been answered.
  package private(set) var inFlight = 0

  /// The largest number of a call that was received; 0 before the first.
  package private(set) var lastStream: UInt32 = 0

  package private(set) var budget: ControlBudget
  private var streams = StreamCredits()
  private let limits: ConnectionLimits

  /// A connection at its beginning.
  package init(limits: ConnectionLimits, nowNanoseconds now: Int64) {
    self.limits = limits
    phase = .awaitingPreface
    budget = ControlBudget(
      limit: limits.controlFrames,
      perSecond: limits.controlFramesPerSecond,
      nowNanoseconds: now
    )
  }

  // MARK: - Input

  /// The preface was right.
  package mutating func prefaceReceived() {
    precondition(phase == .awaitingPreface, "a preface in phase \(phase)")
    phase = .awaitingHello
  }

  /// Version and limits were agreed, here or on the shard that handed the connection over.
  package mutating func helloAccepted() {
    precondition(phase == .awaitingHello || phase == .awaitingPreface, "HELLO in phase \(phase)")
    phase = .open
  }

  /// A frame was received whole.
  ///
  /// - Parameters:
  ///   - kind: The frame's kind.
  ///   - header: The frame's header.
  ///   - streaming: Whether the method that a REQUEST calls answers with a stream.
  /// - Returns: What the owner is to do.
  @inline(__always)
  package mutating func received(
    _ kind: FrameKind,
    _ header: FrameHeader,
    streaming: @autoclosure () -> Bool
  ) -> Action {
    if _fastPath(kind == .request && phase == .open) {
      return requestReceived(header, streaming: streaming())
    }
    return otherReceived(kind, header)
  }

  /// One frame of a call was written; `last` when it was its answer.
  @inline(__always)
  package mutating func frameWritten(stream: UInt32, last: Bool) {
    if last {
      assert(inFlight > 0, "stream \(stream) was answered, and nothing was in flight")
      inFlight -= 1
      if _slowPath(!streams.isEmpty) { streams.end(stream) }
    } else {
      streams.itemSent(stream)
      budget.itemSent()
    }
  }

  /// A call that was counted as in flight is refused after all, for its payload cannot be read.
  package mutating func requestRefused(stream: UInt32) {
    frameWritten(stream: stream, last: true)
  }

  /// This side has sent GOAWAY, or is about to.
  package mutating func drain() {
    if phase == .open { phase = .draining }
  }

  /// A fault was found outside of a frame, or the connection is done with.
  package mutating func close() {
    phase = .closed
    streams.removeAll()
  }

  /// Time has passed.
  package mutating func timePassed(nowNanoseconds now: Int64) {
    budget.timePassed(nowNanoseconds: now)
  }

  // MARK: - Steps

  @inline(__always)
  private mutating func requestReceived(_ header: FrameHeader, streaming: Bool) -> Action {
    let stream = header.stream
    guard stream != 0 else { return fail(.streamZero) }
    guard inFlight < limits.inFlight else { return .refuse(.resourceExhausted, .overloaded) }
    if _slowPath(!streams.isEmpty), streams.contains(stream) { return fail(.streamInUse(stream)) }
    if _slowPath(streaming) {
      let begun = streams.begin(stream, credit: Limits.streamCredit)
      assert(begun, "stream \(stream) was looked up before")
    }
    lastStream = max(lastStream, stream)
    inFlight += 1
    budget.requestReceived()
    return .run
  }

  @inline(never)
  private mutating func otherReceived(_ kind: FrameKind, _ header: FrameHeader) -> Action {
    switch (phase, kind) {
    case (.closed, _): return .none
    case (.awaitingPreface, _): preconditionFailure("frame \(kind) before the preface")
    case (.awaitingHello, .hello): return header.flags.isEmpty ? .negotiate : fail(.malformedHello)
    case (.awaitingHello, _): return fail(.unexpected(kind))
    case (.draining, .request): return .refuse(.unavailable, .shuttingDown)
    case (.open, .ping), (.draining, .ping):
      return budget.spend() ? .pong(header.aux) : fail(.controlFlood)
    case (.open, .auth), (.draining, .auth):
      return budget.spend() ? .authenticate : fail(.controlFlood)
    case (.open, .pong), (.draining, .pong):
      return budget.spend() ? .none : fail(.controlFlood)
    case (.open, .cancel), (.draining, .cancel):
      return budget.spend() ? .cancel : fail(.controlFlood)
    case (.open, .credit), (.draining, .credit):
      guard budget.spend() else { return fail(.controlFlood) }
      guard streams.grant(header.stream, items: header.aux) else {
        return fail(.creditOverflow(header.stream))
      }
      return streams.contains(header.stream) ? .grant(header.aux) : .none
    case (.open, .goAway), (.draining, .goAway):
      phase = .draining
      return .none
    case (.open, .request):
      preconditionFailure("a request in phase open is received elsewhere")
    case (.open, .hello), (.open, .welcome), (.open, .response), (.open, .item),
      (.open, .granted), (.draining, .hello), (.draining, .welcome), (.draining, .response),
      (.draining, .item), (.draining, .granted):
      return fail(.unexpected(kind))
    }
  }

  private mutating func fail(_ fault: ConnectionFault) -> Action {
    close()
    return .fail(fault)
  }
}
