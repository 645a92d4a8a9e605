internal import FealtyWire

/// Why a server does not take a client for who it says it is.
struct Denial: Hashable, Sendable {
  let code: UInt32
  let reason: Int32
  let message: String
  let retryAfterMilliseconds: Int64

  init(code: UInt32, _ status: Status) {
    self.code = code
    reason = status.reason.rawValue
    message = status.message
    retryAfterMilliseconds = status.retryAfterMs
  }

  /// The error that calls end with.
  var error: ClientError {
    ClientError(
      code: code,
      status: Status(
        code: Code(rawValue: Int32(bitPattern: code)),
        reason: Reason(rawValue: reason),
        message: message,
        retryAfterMs: retryAfterMilliseconds
      )
    )
  }
}
