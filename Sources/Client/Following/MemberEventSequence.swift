public import FealtyWire

/// What happens to a programme's members, for as long as somebody reads.
///
/// When the connection breaks or the server restarts, the sequence goes on behind the last item
/// that it gave: nothing is left out, and nothing is told twice to the one who reads. Who stops and
/// begins again later keeps the cursor of the last item that was dealt with; what was dealt with
/// and not kept comes once more, under the same event ids.
///
/// ```swift
/// for try await item in client.memberEvents(SubscribeRequest(envelope: envelope)) {
///   for event in item.events { handle(event) }
///   keep(item.cursor)
/// }
/// ```
///
/// - Fails: with ``ClientError`` that another try does not mend, such as `dataLoss`: what follows
///   the cursor is not kept any more.
public struct MemberEventSequence: AsyncSequence, Sendable {
  /// Some events, and the cursor behind them.
  public typealias Element = MemberEvents

  let client: FealtyClient
  let request: SubscribeRequest
  let retry: FealtyClient.RetryPolicy

  /// Reads the sequence once more from its beginning.
  public func makeAsyncIterator() -> Iterator {
    Iterator(client: client, request: request, retry: retry)
  }

  /// Where one reader stands.
  public struct Iterator: AsyncIteratorProtocol {
    private let client: FealtyClient
    private var request: SubscribeRequest
    private let retry: FealtyClient.RetryPolicy
    /// The stream that is read now.
    private var reader: StreamReader?
    private var failures = 0

    fileprivate init(
      client: FealtyClient,
      request: SubscribeRequest,
      retry: FealtyClient.RetryPolicy
    ) {
      self.client = client
      self.request = request
      self.retry = retry
    }

    /// A stream lives as long as the protocol lets a call, then the next one takes its place.
    private static var timeout: Duration { .seconds(40 * 86_400) }

    /// Waits for the next item.
    ///
    /// - Returns: It; nil when the reader's task was cancelled.
    /// - Throws: ``ClientError``.
    public mutating func next() async throws -> MemberEvents? {
      while !Task.isCancelled {
        var wanted: Duration = .zero
        do throws(ClientError) {
          let reader: StreamReader
          if let current = self.reader { reader = current } else { reader = try begin() }
          self.reader = reader
          if let bytes = try await reader.next() {
            let item: MemberEvents = try FealtyClient.decode(bytes)
            failures = 0
            request.cursor = item.cursor
            request.fromStart = false
            return item
          }
        } catch {
          if error.code == .cancelled, Task.isCancelled { return nil }
          guard Self.passes(error) else { throw error }
          wanted = error.retryAfter ?? .zero
        }
        reader = nil
        failures += 1
        // A cancelled rest ends the loop.
        try? await Task.sleep(for: Swift.max(wanted, retry.delay(attempt: failures - 1)))
      }
      return nil
    }

    private func begin() throws(ClientError) -> StreamReader {
      var buffer = OutputBuffer(capacity: 512)
      request.encode(into: &buffer)
      return try client.reader(
        CallTarget(EventsMethods.subscribe),
        buffer,
        CallOptions(timeout: Self.timeout)
      )
    }

    /// Whether another stream may do better.
    private static func passes(_ error: ClientError) -> Bool {
      switch error.code {
      case .unavailable, .deadlineExceeded: true
      case .resourceExhausted: error.reason == .overloaded || error.reason == .rateLimited
      // The client was changed: the next connection hears whether it is still one.
      case .unauthenticated: error.reason == .tokenExpired
      default: false
      }
    }
  }
}

extension FealtyClient {
  /// Follows a programme's members.
  ///
  /// - Parameter request: From where on, and what is wanted.
  /// - Returns: What happens, item by item.
  public func memberEvents(_ request: SubscribeRequest) -> MemberEventSequence {
    MemberEventSequence(client: self, request: request, retry: retryPolicy)
  }
}
