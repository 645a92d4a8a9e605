/// Sockets in memory, for tests and simulations: whoever holds it plays the network and the peers.
///
/// Deterministic and on one thread: nothing happens in it but what its methods are told. Waiting
/// returns at once, so that a test drives a loop turn by turn.
package final class SimulatedTransport: Transport {
  /// One end of a connection, as the peer sees it.
  private struct Socket {
    var token: UInt64?
    /// Sent by the peer, not read yet.
    var incoming: [UInt8] = []
    /// The peer has said that it sends no more.
    var peerFinished = false
    /// Written to the peer, not taken yet.
    var outgoing: [UInt8] = []
    /// How much more the peer's window takes.
    var window = Int.max
    var finished = false
    var closed = false
  }

  private var sockets: [Int32: Socket] = [:]
  private var nextSocket: Int32 = 100
  private var backlog: [Int32] = []
  private var events: [TransportEvent] = []
  private var pending: [TransportEvent] = []

  /// When set, accepting fails with this error number, as it does when descriptors have run out.
  package var acceptFailure: Int32?
  /// Bytes that one read or write moves at most.
  package var transferLimit = Int.max
  /// What the last wait was told.
  package private(set) var lastDeadline: Int64 = 0

  package init() {}

  // MARK: - The peers' side

  /// A peer connects to a listening socket; returns the socket that the server will accept.
  package func connect(to listener: Int32) -> Int32 {
    nextSocket += 1
    sockets[nextSocket] = Socket()
    backlog.append(nextSocket)
    notify(listener, readable: true)
    return nextSocket
  }

  /// The peer sends bytes.
  package func send(_ bytes: [UInt8], to socket: Int32) {
    sockets[socket]?.incoming += bytes
    notify(socket, readable: true)
  }

  /// The peer says that it sends no more.
  package func finish(_ socket: Int32) {
    sockets[socket]?.peerFinished = true
    notify(socket, readable: true, ended: true)
  }

  /// What has been written to the peer since the last call.
  package func take(_ socket: Int32) -> [UInt8] {
    let bytes = sockets[socket]?.outgoing ?? []
    sockets[socket]?.outgoing = []
    return bytes
  }

  /// The peer takes `bytes` more from now on; before the first call it takes everything.
  package func open(window bytes: Int, of socket: Int32) {
    sockets[socket]?.window = bytes
    notify(socket, writable: true)
  }

  /// Whether the server has closed its end.
  package func isClosed(_ socket: Int32) -> Bool { sockets[socket]?.closed ?? true }

  /// Whether the server has said that it sends no more.
  package func isFinished(_ socket: Int32) -> Bool { sockets[socket]?.finished ?? true }

  // MARK: - The server's side

  package func yield() {}

  package func wait(untilNanoseconds deadline: Int64) -> Int {
    lastDeadline = deadline
    events = pending
    pending = []
    return events.count
  }

  package func event(at index: Int) -> TransportEvent { events[index] }

  package func watch(_ socket: Int32, token: UInt64) -> Bool {
    let known = sockets[socket] ?? Socket()
    sockets[socket] = known
    sockets[socket]?.token = token
    if !known.incoming.isEmpty || known.peerFinished || !backlog.isEmpty {
      notify(socket, readable: true, ended: known.peerFinished)
    }
    return true
  }

  package func unwatch(_ socket: Int32) { sockets[socket]?.token = nil }

  package func accept(_ listener: Int32) -> AcceptOutcome {
    if let acceptFailure { return .exhausted(acceptFailure) }
    guard !backlog.isEmpty else { return .none }
    return .accepted(backlog.removeFirst())
  }

  package func read(
    _ socket: Int32,
    into buffer: UnsafeMutableRawBufferPointer
  ) -> TransferOutcome {
    guard var state = sockets[socket], !state.closed else { return .failed(9) }
    let count = min(buffer.count, state.incoming.count, transferLimit)
    guard count > 0 else { return state.peerFinished ? .ended : .wouldBlock }
    buffer.copyBytes(from: state.incoming[..<count])
    state.incoming.removeFirst(count)
    sockets[socket] = state
    // Edge-triggered means "until it comes up short"; a limited read comes up short with more to
    // read.
    if !state.incoming.isEmpty { notify(socket, readable: true) }
    return .bytes(count)
  }

  package func write(
    _ socket: Int32,
    _ first: UnsafeRawBufferPointer,
    _ second: UnsafeRawBufferPointer
  ) -> TransferOutcome {
    guard var state = sockets[socket], !state.closed else { return .failed(32) }
    let count = min(first.count + second.count, state.window, transferLimit)
    guard count > 0 else { return .wouldBlock }
    state.outgoing += first.prefix(count)
    state.outgoing += second.prefix(max(0, count - first.count))
    if state.window != .max { state.window -= count }
    sockets[socket] = state
    if count < first.count + second.count, state.window > 0 { notify(socket, writable: true) }
    return .bytes(count)
  }

  package func finishWriting(_ socket: Int32) { sockets[socket]?.finished = true }

  package func close(_ socket: Int32) { sockets[socket]?.closed = true }

  private func notify(
    _ socket: Int32,
    readable: Bool = false,
    writable: Bool = false,
    ended: Bool = false
  ) {
    guard let token = sockets[socket]?.token else { return }
    pending.append(
      TransportEvent(token: token, readable: readable, writable: writable, ended: ended)
    )
  }
}
