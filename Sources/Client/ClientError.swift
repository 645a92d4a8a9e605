public import FealtyWire

/// Why a call gave no answer.
///
/// Descriptions name no member; ``message`` may, as the server wrote it, so keep it out of logs
/// that others read.
public struct ClientError: Error, Sendable {
  /// The size of a reference, so that throwing it costs nothing on the calls that succeed.
  private final class Details: Sendable {
    let code: Code
    let reason: Reason
    let message: String
    let status: Status?
    let requestID: [UInt8]
    let cause: Code?

    init(
      code: Code,
      reason: Reason,
      message: String,
      status: Status?,
      requestID: [UInt8],
      cause: Code?
    ) {
      self.code = code
      self.reason = reason
      self.message = message
      self.status = status
      self.requestID = requestID
      self.cause = cause
    }
  }

  private let details: Details

  /// Makes an error.
  public init(
    _ code: Code,
    reason: Reason = .reasonNone,
    message: String,
    status: Status? = nil,
    requestID: [UInt8] = [],
    cause: Code? = nil
  ) {
    details = Details(
      code: code,
      reason: reason,
      message: message,
      status: status,
      requestID: requestID,
      cause: cause
    )
  }

  /// The error that a server's status means.
  ///
  /// - Parameters:
  ///   - code: The status code of the RESPONSE frame; not 0.
  ///   - status: Its payload.
  public init(code: UInt32, status: Status) {
    self.init(
      Code(status: code),
      reason: status.reason,
      message: status.message,
      status: status
    )
  }

  /// What kind of failure it is: what to switch over.
  public var code: Code { details.code }

  /// The server's machine-readable reason; `reasonNone` where the client itself gave up.
  public var reason: Reason { details.reason }

  /// One sentence: what happened, and what to do about it.
  public var message: String { details.message }

  /// What the server said, when it was the server who refused.
  public var status: Status? { details.status }

  /// The id under which a mutating call was sent: 16 bytes, or empty.
  ///
  /// Sending the same request with the same id again is always safe.
  public var requestID: [UInt8] { details.requestID }

  /// For ``Code/outcomeUnknown``: what ended the last attempt.
  public var cause: Code? { details.cause }

  /// How long the server asks to wait before the next attempt, if it does.
  public var retryAfter: Duration? {
    guard let milliseconds = status?.retryAfterMs, milliseconds > 0 else { return nil }
    return .milliseconds(milliseconds)
  }
}

extension ClientError: Equatable {
  /// Whether two errors say the same.
  public static func == (one: ClientError, other: ClientError) -> Bool {
    one.code == other.code && one.reason == other.reason && one.message == other.message
      && one.status == other.status && one.requestID == other.requestID
      && one.cause == other.cause
  }
}

extension ClientError: CustomStringConvertible, CustomDebugStringConvertible {
  /// Code and reason, without anything about a member.
  public var description: String {
    let known = reason == .reasonNone ? "" : " (\(reason))"
    let because = cause.map { " after \($0)" } ?? ""
    return "\(code)\(known)\(because)"
  }

  /// Everything, identifiers included.
  public var debugDescription: String {
    let digits = Array("0123456789abcdef")
    let id = requestID.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    let request = id.isEmpty ? "" : " [request \(String(id))]"
    return "\(description): \(message)\(request)"
  }
}
