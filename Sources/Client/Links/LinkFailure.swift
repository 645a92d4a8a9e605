internal import FealtyWire

/// Why a connection is of no use (any more).
///
/// Calls in flight on it have an unknown outcome.
enum LinkFailure: Error, Hashable, Sendable {
  /// The host's name has no address.
  case unresolved(host: String, reason: String)
  /// No connection could be made.
  case connect(errno: Int32)
  /// Connecting or the handshake took longer than the configuration allows.
  case handshakeTimeout
  /// The server ended the connection, or the handshake, with this reason.
  case refused(code: Int32, message: String)
  /// The server closed the connection.
  case closedByServer
  /// The connection broke.
  case broken(errno: Int32)
  /// What arrived is not a frame.
  case frame(FrameError)
  /// What arrived is a frame that has no place here.
  case unexpected(kind: FrameKind)
  /// A payload of the connection's own is not the message that it should be.
  case malformed(DecodingError)
  /// The connection could not be encrypted, or the server is not the one that it should be.
  case tls(String)
  /// The server does not take the client for who it says it is, or has let it wait.
  case denied(Denial)
  /// The server answered no ping.
  case silent
  /// The system refused what the client needs to work at all.
  case system(operation: String, errno: Int32)
  /// The owner closed the connection.
  case closedByOwner
}

extension LinkFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .unresolved(let host, let reason): "cannot resolve \(host): \(reason)"
    case .connect(let number): "cannot connect: \(systemMessage(number))"
    case .handshakeTimeout: "no handshake in time"
    case .refused(let code, let message): "the server ended the connection (\(code)): \(message)"
    case .closedByServer: "the server closed the connection"
    case .tls(let reason): reason
    case .denied(let denial): denial.message
    case .broken(let number): "the connection broke: \(systemMessage(number))"
    case .frame(let error): "damaged frame: \(error)"
    case .unexpected(let kind): "unexpected frame: \(kind)"
    case .malformed(let error): "malformed handshake message: \(error)"
    case .silent: "the server answers no ping"
    case .system(let operation, let number): "\(operation): \(systemMessage(number))"
    case .closedByOwner: "the client has been closed"
    }
  }
}
