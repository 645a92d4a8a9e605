/// Sockets in memory, for tests and simulations: whoever holds it plays the network and the peers.
///
/// Deterministic and on one thread: nothing happens in it but what its methods are told. Waiting
/// returns at once, so that a test drives a loop turn by turn. The loops of one server have a
/// transport each, on the same ``SimulatedNetwork``.
package final class SimulatedTransport: Transport {
  private let network: SimulatedNetwork
  private var events: [TransportEvent] = []
  /// What the next wait returns with; the network adds to it.
  var pending: [TransportEvent] = []

  /// When set, accepting fails with this error number, as it does when descriptors have run out.
  package var acceptFailure: Int32?
  /// Bytes that one read or write moves at most.
  package var transferLimit = Int.max
  /// What the last wait was told.
  package private(set) var lastDeadline: Int64 = 0

  package init(network: SimulatedNetwork = SimulatedNetwork()) { self.network = network }

  /// Whether the next wait returns with events.
  package var hasEvents: Bool { !pending.isEmpty }

  // MARK: - The peers' side

  /// A peer connects to a listening socket; returns the socket that the server will accept.
  package func connect(to listener: Int32) -> Int32 { network.connect(to: listener) }

  /// The peer sends bytes.
  package func send(_ bytes: [UInt8], to socket: Int32) { network.send(bytes, to: socket) }

  /// The peer says that it sends no more.
  package func finish(_ socket: Int32) { network.finish(socket) }

  /// What has been written to the peer since the last call.
  package func take(_ socket: Int32) -> [UInt8] { network.take(socket) }

  /// The peer takes `bytes` more from now on; before the first call it takes everything.
  package func open(window bytes: Int, of socket: Int32) {
    network.open(window: bytes, of: socket)
  }

  /// Whether the server has closed its end.
  package func isClosed(_ socket: Int32) -> Bool { network.isClosed(socket) }

  /// Whether the server has said that it sends no more.
  package func isFinished(_ socket: Int32) -> Bool { network.isFinished(socket) }

  // MARK: - The server's side

  package var isWoken: Bool { false }

  package func yield() -> Bool { false }

  package func wait(untilNanoseconds deadline: Int64) -> Int {
    lastDeadline = deadline
    events = pending
    pending = []
    return events.count
  }

  package func event(at index: Int) -> TransportEvent { events[index] }

  package func watch(_ socket: Int32, token: UInt64) -> Bool {
    network.watch(socket, token: token, by: self)
    return true
  }

  package func unwatch(_ socket: Int32) { network.unwatch(socket) }

  package func accept(_ listener: Int32) -> AcceptOutcome {
    if let acceptFailure { return .exhausted(acceptFailure) }
    return network.accept().map { .accepted($0) } ?? .none
  }

  package func read(
    _ socket: Int32,
    into buffer: UnsafeMutableRawBufferPointer
  ) -> TransferOutcome {
    network.read(socket, into: buffer, limit: transferLimit)
  }

  package func write(
    _ socket: Int32,
    _ first: UnsafeRawBufferPointer,
    _ second: UnsafeRawBufferPointer
  ) -> TransferOutcome {
    network.write(socket, first, second, limit: transferLimit)
  }

  package func finishWriting(_ socket: Int32) { network.finishWriting(socket) }

  package func close(_ socket: Int32) { network.close(socket) }
}
