internal import FealtyTLS

/// What other threads ask of a loop; taken at the beginning of its next turn.
enum LoopMessage: Sendable {
  /// Serve a connection whose handshake another loop has done.
  case adopt(Handover)
  /// Accept connections from this socket.
  case listen(Int32)
  /// Take no more calls, finish those that run, and close every connection by the time given
  /// (monotonic nanoseconds).
  case drain(by: Int64)
  /// End the thread.
  case end
}

/// A connection on its way from the loop that accepted it to the one that will serve it.
struct Handover: Sendable {
  var socket: Int32
  var tls: TLSSession?
  var acceptedAt: Int64
  /// What was received behind HELLO.
  var received: [UInt8]
}
