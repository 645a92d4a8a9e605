internal import CLinux
internal import Glibc

/// What tasks ask of the I/O thread.
enum EngineCommand: Sendable {
  /// Make a call.
  case start(PendingCall)
  /// Its task was cancelled, or nobody reads its stream any more.
  case cancel(PendingCall)
  /// So many items of its stream have been read.
  case credit(PendingCall, UInt32)
  /// End all calls and then the thread.
  case stop
}

/// Carries commands to the I/O thread and wakes it, once for however many have gathered.
final class Inbox: Sendable {
  private struct State {
    var commands: [EngineCommand] = []
    var isClosed = false
  }

  private let state = ThreadLock(State())

  /// An event counter that is readable while commands wait.
  let wakeDescriptor: Int32

  init() throws(LinkFailure) {
    wakeDescriptor = clinux_eventfd()
    guard wakeDescriptor >= 0 else { throw .system(operation: "eventfd", errno: errno) }
  }

  deinit {
    if wakeDescriptor >= 0 { close(wakeDescriptor) }
  }

  /// Hands a command over.
  ///
  /// - Returns: False when the thread has ended, so that nobody will act on it.
  func post(_ command: EngineCommand) -> Bool {
    let (isOpen, isFirst) = state.withLock { state in
      guard !state.isClosed else { return (false, false) }
      state.commands.append(command)
      return (true, state.commands.count == 1)
    }
    if isFirst {
      var one: UInt64 = 1
      // It can fail only when the counter is full, and then the thread is awake anyway.
      _ = write(wakeDescriptor, &one, 8)
    }
    return isOpen
  }

  /// Takes what has gathered; `spare` becomes the next list, so that its memory is used again.
  func take(into spare: inout [EngineCommand]) {
    spare.removeAll(keepingCapacity: true)
    state.withLock { swap(&$0.commands, &spare) }
  }

  /// Resets the event counter.
  func acknowledgeWake() {
    var count: UInt64 = 0
    _ = read(wakeDescriptor, &count, 8)
  }

  /// Takes no more commands, and gives those that nobody has seen.
  func closeAndTakeRest() -> [EngineCommand] {
    state.withLock { state in
      state.isClosed = true
      let rest = state.commands
      state.commands = []
      return rest
    }
  }
}
