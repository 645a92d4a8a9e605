/// The sockets of one simulated server, whichever of its loops watches them, and their peers.
///
/// Deterministic and on one thread, as ``SimulatedTransport``.
package final class SimulatedNetwork {
  /// One end of a connection, as the server sees it.
  private struct Socket {
    weak var watcher: SimulatedTransport?
    var token: UInt64 = 0
    /// Sent by the peer, not read yet.
    var incoming: [UInt8] = []
    /// The peer has said that it sends no more.
    var peerFinished = false
    /// The connection was cut: neither side hears of the other any more.
    var isCut = false
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

  /// The connection is gone: what has not been read on either side is lost.
  package func cut(_ socket: Int32) {
    sockets[socket]?.isCut = true
    sockets[socket]?.incoming = []
    sockets[socket]?.outgoing = []
    notify(socket, readable: true, writable: true, ended: true)
  }

  /// What has been written to the peer since the last call, at most `limit` bytes of it.
  package func take(_ socket: Int32, limit: Int = .max) -> [UInt8] {
    guard let outgoing = sockets[socket]?.outgoing, !outgoing.isEmpty else { return [] }
    let count = min(limit, outgoing.count)
    sockets[socket]?.outgoing.removeFirst(count)
    return Array(outgoing[..<count])
  }

  /// Whether something has been written to the peer that it has not taken.
  package func hasOutput(_ socket: Int32) -> Bool { sockets[socket]?.outgoing.isEmpty == false }

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

  func watch(_ socket: Int32, token: UInt64, by transport: SimulatedTransport) {
    var state = sockets[socket] ?? Socket()
    state.watcher = transport
    state.token = token
    sockets[socket] = state
    if !state.incoming.isEmpty || state.peerFinished || state.isCut || !backlog.isEmpty {
      notify(socket, readable: true, ended: state.peerFinished || state.isCut)
    }
  }

  func unwatch(_ socket: Int32) { sockets[socket]?.watcher = nil }

  func accept() -> Int32? { backlog.isEmpty ? nil : backlog.removeFirst() }

  func read(
    _ socket: Int32,
    into buffer: UnsafeMutableRawBufferPointer,
    limit: Int
  ) -> TransferOutcome {
    guard let state = sockets[socket], !state.closed else { return .failed(9) }
    if state.isCut { return .failed(104) }
    let count = min(buffer.count, state.incoming.count, limit)
    guard count > 0 else { return state.peerFinished ? .ended : .wouldBlock }
    buffer.copyBytes(from: state.incoming[..<count])
    sockets[socket]?.incoming.removeFirst(count)
    // Edge-triggered means "until it comes up short"; a limited read comes up short with more to
    // read.
    if count < state.incoming.count { notify(socket, readable: true) }
    return .bytes(count)
  }

  func write(
    _ socket: Int32,
    _ first: UnsafeRawBufferPointer,
    _ second: UnsafeRawBufferPointer,
    limit: Int
  ) -> TransferOutcome {
    guard let state = sockets[socket], !state.closed, !state.isCut else { return .failed(32) }
    let count = min(first.count + second.count, state.window, limit)
    guard count > 0 else { return .wouldBlock }
    sockets[socket]?.outgoing += first.prefix(count)
    sockets[socket]?.outgoing += second.prefix(max(0, count - first.count))
    let left = state.window == .max ? .max : state.window - count
    sockets[socket]?.window = left
    if count < first.count + second.count, left > 0 { notify(socket, writable: true) }
    return .bytes(count)
  }

  func finishWriting(_ socket: Int32) { sockets[socket]?.finished = true }

  func close(_ socket: Int32) {
    sockets[socket]?.closed = true
    sockets[socket]?.watcher = nil
  }

  private func notify(
    _ socket: Int32,
    readable: Bool = false,
    writable: Bool = false,
    ended: Bool = false
  ) {
    guard let state = sockets[socket], let watcher = state.watcher else { return }
    watcher.pending.append(
      TransportEvent(token: state.token, readable: readable, writable: writable, ended: ended)
    )
  }
}
