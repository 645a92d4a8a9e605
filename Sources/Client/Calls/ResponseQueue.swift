/// Items of a server stream between the I/O thread, which puts them in, and the task that reads
/// them.
///
/// Holds no more than the credit that was granted, for the server must not send more.
final class ResponseQueue: Sendable {
  /// What a reader gets.
  enum Step: Sendable {
    /// The next item, encoded, and how many more the server may now be granted.
    case item([UInt8], grant: UInt32)
    /// The stream has ended well.
    case finished
    /// The stream has ended otherwise.
    case failed(ClientError)
  }

  private struct State {
    var items: ArraySlice<[UInt8]> = []
    var end: Step?
    var reader: CheckedContinuation<Step, Never>?
    /// Items read and not granted anew.
    var read: UInt32 = 0
    /// Grants come in portions, so that one frame serves several items.
    var portion: UInt32 = 1

    mutating func step(_ item: [UInt8]) -> Step {
      read += 1
      guard read >= portion else { return .item(item, grant: 0) }
      defer { read = 0 }
      return .item(item, grant: read)
    }
  }

  private let state = ThreadLock(State())

  /// The call has been sent on a connection that grants so many items to begin with.
  func open(credit: UInt32) {
    state.withLock { $0.portion = max(1, credit / 2) }
  }

  /// Puts an item in; after the end it counts for nothing.
  func push(_ item: [UInt8]) {
    typealias Reader = CheckedContinuation<Step, Never>
    let (reader, step) = state.withLock { state -> (Reader?, Step?) in
      guard state.end == nil else { return (nil, nil) }
      if let reader = state.reader.take() { return (reader, state.step(item)) }
      state.items.append(item)
      return (nil, nil)
    }
    if let reader, let step { reader.resume(returning: step) }
  }

  /// Ends the stream; what is unread can still be read.
  ///
  /// Later ends count for nothing.
  func finish(_ error: ClientError?) {
    let end: Step = error.map { .failed($0) } ?? .finished
    let reader = state.withLock { state -> CheckedContinuation<Step, Never>? in
      guard state.end == nil else { return nil }
      state.end = end
      return state.reader.take()
    }
    reader?.resume(returning: end)
  }

  /// Waits for the next item or the end.
  ///
  /// Only one task may read.
  func next() async -> Step {
    await withCheckedContinuation { continuation in
      let step = state.withLock { state -> Step? in
        if let item = state.items.popFirst() { return state.step(item) }
        if let end = state.end { return end }
        precondition(state.reader == nil, "two tasks read one stream")
        state.reader = continuation
        return nil
      }
      if let step { continuation.resume(returning: step) }
    }
  }
}
