/// What can make calls.
///
/// The generated stubs stand on it, so that `caller.points.earn(request)` works for any client.
public protocol Caller: Sendable {
  /// Calls a method that answers once.
  ///
  /// - Throws: What the caller documents; for the client library, its `ClientError`.
  func call<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    _ request: Request,
    options: CallOptions
  ) async throws -> Response

  /// Calls a method that answers with a stream. Ending the iteration early cancels the call.
  func stream<Request: Message, Response: Message>(
    _ method: Method<Request, Response>,
    _ request: Request,
    options: CallOptions
  ) -> AsyncThrowingStream<Response, any Error>
}
