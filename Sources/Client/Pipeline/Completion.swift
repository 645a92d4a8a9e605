public import FealtyWire

/// The end of one call of a ``PipelinedClient``: an answer, a refusal, or a lost connection.
///
/// Valid only within the closure that it is given to; ``payload`` points into the connection's
/// input.
public struct Completion: ~Copyable {
  /// What the caller gave with the call.
  public let tag: UInt64

  /// Status code of the answer: 0 = OK, else a number of ``FealtyWire/Code``; 14 (UNAVAILABLE) when
  /// the connection was lost.
  public let code: UInt32

  /// Index of the connection that carried the call.
  public let connection: Int

  /// When the answer was taken from the system, in nanoseconds of ``PipelinedClient/now()``.
  ///
  /// Answers that came together share it.
  public let receivedAt: UInt64

  /// Whether the connection was lost before the answer came: the call was executed, or was not.
  public let outcomeUnknown: Bool

  /// The encoded response, or ``Status`` where ``code`` is not 0.
  ///
  /// Empty when the connection was lost.
  public let payload: UnsafeRawBufferPointer

  init(
    tag: UInt64,
    code: UInt32,
    connection: Int,
    receivedAt: UInt64,
    outcomeUnknown: Bool,
    payload: UnsafeRawBufferPointer
  ) {
    self.tag = tag
    self.code = code
    self.connection = connection
    self.receivedAt = receivedAt
    self.outcomeUnknown = outcomeUnknown
    self.payload = payload
  }

  /// Whether the call was answered with its response.
  @inlinable public var isOK: Bool { code == 0 }

  /// Decodes the response.
  ///
  /// - Throws: ``DecodingError`` when the payload is another message. It is a programmer error to
  ///   ask for a response when ``isOK`` is false.
  @inlinable
  public func message<M: Message>(as type: M.Type = M.self) throws(DecodingError) -> M {
    precondition(isOK, "the answer has status \(code), not a response")
    return try M(decoding: payload)
  }

  /// The refusal or failure as an error; nil when the call was answered.
  public var error: ClientError? {
    if isOK { return nil }
    if outcomeUnknown {
      return ClientError(
        .outcomeUnknown,
        message: "the connection was lost before the answer came",
        cause: .unavailable
      )
    }
    if payload.isEmpty {
      return ClientError(
        ClientError.Code(status: code),
        message: "the call ended with status \(code)"
      )
    }
    do {
      return ClientError(code: code, status: try Status(decoding: payload))
    } catch {
      return ClientError(.malformedResponse, message: "the status is no message: \(error)")
    }
  }
}
