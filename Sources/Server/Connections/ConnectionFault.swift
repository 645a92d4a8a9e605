package import FealtyWire

/// Why a connection cannot go on.
///
/// The peer is told with a GOAWAY, then the connection is closed.
package enum ConnectionFault: Error, Equatable, Sendable {
  /// What came is no frame, or one that is too large, damaged or of an unknown kind.
  case notAFrame(FrameError)
  /// The client speaks versions that this server does not.
  case versionUnsupported(minimum: UInt32, maximum: UInt32)
  /// The payload of HELLO is no such message.
  case malformedHello
  /// A frame that only the server sends, or at the wrong time.
  case unexpected(FrameKind)
  /// A request with stream 0, which is the connection's own.
  case streamZero
  /// A stream is used for a second call before the first was answered.
  case streamInUse(UInt32)
  /// More credit than a stream can have.
  case creditOverflow(UInt32)
  /// More PING, CREDIT and CANCEL frames than the work that they serve can need.
  case controlFlood
  /// HELLO did not come in time.
  case handshakeTooSlow
  /// A frame that had begun did not end in time.
  case frameTooSlow
  /// The server has as many connections as it takes.
  case tooManyConnections

  /// The code that the GOAWAY carries.
  package var code: Code {
    switch self {
    case .notAFrame(.tooLarge), .tooManyConnections, .controlFlood: .resourceExhausted
    case .notAFrame(.checksumMismatch): .dataLoss
    case .notAFrame, .malformedHello, .unexpected, .streamZero, .streamInUse, .creditOverflow:
      .invalidArgument
    case .versionUnsupported: .unimplemented
    case .handshakeTooSlow, .frameTooSlow: .deadlineExceeded
    }
  }

  /// The sentence that the GOAWAY carries, for whoever writes the client.
  package var message: String {
    switch self {
    case .notAFrame(.tooLarge(let length, let limit)):
      "a payload of \(length) bytes is larger than the \(limit) agreed"
    case .notAFrame(.checksumMismatch): "a frame's checksum does not fit its bytes"
    case .notAFrame(.unknownKind(let kind)): "frame kind \(kind) does not exist in version 1"
    case .notAFrame(.unknownFlags(let flags)): "frame flags \(flags) do not exist in version 1"
    case .notAFrame(.badPreface): "a connection begins with FEALTY1 and a line feed"
    case .versionUnsupported(let minimum, let maximum):
      "this server speaks version 1, the client \(minimum) to \(maximum)"
    case .malformedHello: "the payload of HELLO is no Hello message"
    case .unexpected(let kind): "a frame of kind \(kind.rawValue) is out of place here"
    case .streamZero: "a request needs a stream other than 0"
    case .streamInUse(let stream): "stream \(stream) has a call that is not answered yet"
    case .creditOverflow(let stream): "stream \(stream) was granted more than it can have"
    case .controlFlood: "too many PING, CREDIT and CANCEL frames for the work done"
    case .handshakeTooSlow: "the handshake took too long"
    case .frameTooSlow: "a frame took too long to arrive"
    case .tooManyConnections: "the server has as many connections as it takes"
    }
  }
}
