/// What a call may say beside its request.
public struct CallOptions: Sendable {
  /// How long the answer may take, from 1 ms to 49 days; absent means the caller's default.
  public var timeout: Duration?

  /// Names and values that travel in front of the request; at most ``Limits/headBytes`` in all.
  public var metadata: [(String, String)]

  /// Makes options.
  public init(timeout: Duration? = nil, metadata: [(String, String)] = []) {
    self.timeout = timeout
    self.metadata = metadata
  }
}
