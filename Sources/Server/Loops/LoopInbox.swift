internal import FealtyActors

/// Where other threads leave messages for a loop.
final class LoopInbox: Sendable {
  private let messages = Guarded<[LoopMessage]>([])
  private let waker: any Waker

  init(waker: any Waker) {
    self.waker = waker
  }

  /// Leaves a message and wakes the loop.
  func put(_ message: LoopMessage) {
    messages.withLock { $0.append(message) }
    waker.wake()
  }

  /// Takes all messages, oldest first.
  func take() -> [LoopMessage] {
    messages.withLock { messages in
      guard !messages.isEmpty else { return [] }
      let taken = messages
      messages = []
      return taken
    }
  }
}
