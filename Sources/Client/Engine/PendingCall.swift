internal import FealtyWire

/// One call of the async form, from its start to its answer.
///
/// Made by the caller's task and handed to the I/O thread, which alone touches it from then on.
final class PendingCall: Alarm {
  /// Where the call is.
  enum State {
    /// Not yet seen by the I/O thread. Goes anywhere.
    case new
    /// Waits for a connection with room. Goes to `inFlight`, `backingOff` or `ended`.
    case waiting
    /// On a connection. Goes to `backingOff` or `ended`.
    case inFlight(EngineConnection, stream: UInt32)
    /// Waits for its next attempt. Goes to `waiting`, `inFlight` or `ended`.
    case backingOff
    /// The caller has its answer. Final.
    case ended
  }

  /// Who waits for the answer.
  enum Receiver {
    case one(CheckedContinuation<Result<[UInt8], ClientError>, Never>)
    case stream(ResponseQueue)
  }

  let target: CallTarget
  /// The payload of the REQUEST frame.
  ///
  /// Every attempt sends these very bytes.
  let payload: [UInt8]
  let flags: FrameFlags
  let requestID: [UInt8]
  let home: UInt64?
  /// In monotonic nanoseconds; `.max` = none.
  let deadline: UInt64

  var state = State.new
  var receiver: Receiver?
  var isCancelled = false

  /// Attempts begun, or failed for want of a connection.
  var attempts = 0

  /// Whether an earlier attempt of a mutating call may have been executed.
  var earlierUnknown = false

  /// Whether this attempt has reached a connection.
  var isSent = false

  /// Items of a stream that have arrived.
  var items: UInt64 = 0

  /// Items of a stream that the server may have sent.
  var credit: UInt64 = 0

  init(
    target: CallTarget,
    payload: [UInt8],
    flags: FrameFlags,
    requestID: [UInt8],
    home: UInt64?,
    deadline: UInt64
  ) {
    self.target = target
    self.payload = payload
    self.flags = flags
    self.requestID = requestID
    self.home = home
    self.deadline = deadline
  }

  /// Whether a mutating call may have been executed, so far as nobody has said otherwise.
  var mayHaveExecuted: Bool { target.mutates && (earlierUnknown || isSent) }

  /// Whether it has ended.
  var hasEnded: Bool {
    if case .ended = state { true } else { false }
  }

  /// Ends a call that no I/O thread will ever see.
  func fail(_ error: ClientError) {
    let error = error.settled(mayHaveExecuted: false, requestID: requestID)
    switch receiver.take() {
    case .one(let continuation): continuation.resume(returning: .failure(error))
    case .stream(let queue): queue.finish(error)
    case nil: break
    }
  }

  override func ring(in loop: EngineLoop) {
    loop.callIsDue(self)
  }
}

// Handed over through the inbox, whose lock orders the caller's writes before the I/O thread's
// reads; `receiver` is set before that, and nothing else is touched by anyone but the I/O thread.
extension PendingCall: @unchecked Sendable {}
