public import FealtyWire

extension FealtyClient: Caller {
  /// Calls a method that answers once.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - request: What it takes; a mutating one without a request id gets one.
  ///   - options: Timeout and metadata.
  /// - Returns: What it answers.
  /// - Throws: ``ClientError``.
  public func call<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    _ request: Request,
    options: CallOptions = CallOptions()
  ) async throws(ClientError) -> Response {
    var buffer = OutputBuffer(capacity: 512)
    request.encode(into: &buffer)
    return try Self.decode(try await perform(CallTarget(method), buffer, options))
  }

  /// Calls a method that answers with a stream.
  ///
  /// The server sends no more than what has been granted: a reader that stops reading stops it.
  /// Ending the iteration early, or cancelling its task, cancels the call.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - request: What it takes.
  ///   - options: Timeout of the whole stream, and metadata.
  /// - Returns: The items. Iterating throws ``ClientError``.
  public func stream<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    _ request: Request,
    options: CallOptions = CallOptions()
  ) -> AsyncThrowingStream<Response, any Error> {
    var buffer = OutputBuffer(capacity: 512)
    request.encode(into: &buffer)
    return items(CallTarget(method), buffer, options, Self.decode)
  }

  static func decode<Response: Message>(
    _ bytes: [UInt8]
  ) throws(ClientError) -> Response {
    do { return try Response(bytes: bytes) } catch {
      throw ClientError(
        .malformedResponse,
        message: "the answer is no \(Response.self): \(error)"
      )
    }
  }
}
