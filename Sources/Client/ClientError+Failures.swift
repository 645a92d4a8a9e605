internal import FealtyWire

extension ClientError {
  /// No connection, and nothing was sent.
  init(unavailable failure: LinkFailure) {
    if case .denied(let denial) = failure {
      self = denial.error
      return
    }
    self.init(.unavailable, message: "no answer from the server: \(failure)")
  }

  /// The same error for a call that may have been executed, if that is what it was.
  ///
  /// - Parameters:
  ///   - mayHaveExecuted: Whether a mutating call reached a connection on this or an earlier
  ///     attempt, without an answer that rules its execution out.
  ///   - requestID: The call's id.
  /// - Returns: This error, or `outcomeUnknown` because of it.
  func settled(mayHaveExecuted: Bool, requestID: [UInt8]) -> ClientError {
    let isUnknown = mayHaveExecuted && code != .cancelled
    return ClientError(
      isUnknown ? .outcomeUnknown : code,
      reason: reason,
      message: message,
      status: status,
      requestID: requestID,
      cause: isUnknown ? code : cause
    )
  }

  /// Whether the same request, sent again unchanged after a while, may be answered otherwise.
  var isRetryable: Bool {
    switch code {
    case .unavailable: true
    case .aborted: reason == .inProgress
    case .resourceExhausted: reason == .overloaded || reason == .rateLimited
    case .unauthenticated: reason == .tokenExpired
    default: false
    }
  }
}
