extension FealtyClient {
  /// What a client may be told beside host and port.
  public struct Configuration: Sendable {
    /// How many connections, 1 to 1,024; nil = one for each of the server's shards.
    ///
    /// Connection *i* asks for shard *i* modulo their count.
    public var connections: Int?

    /// Calls in flight on one connection, at most; the server's grant bounds it further.
    public var maximumInFlightPerConnection = Int.max

    /// How long a call may take, retries included, unless its options say otherwise; nil = no
    /// limit.
    public var timeout: Duration? = .seconds(10)

    /// When and how often a failed attempt is repeated.
    public var retry = RetryPolicy()

    /// How connections are encrypted; nil = not at all.
    public var tls: ClientTLS?

    /// Who the client is, where the server asks.
    public var credentials: ClientCredentials?

    /// How long connecting and the handshake of one connection may take.
    public var handshakeTimeout = Duration.seconds(5)

    /// Silence after which a connection is pinged, and after twice of which it is given up.
    public var pingInterval = Duration.seconds(15)

    /// Largest answer in bytes, up to 16 MiB.
    public var maximumFrameBytes = 1 << 20

    /// Whether requests of 4 KiB and more are compressed: for slow networks, at the server's
    /// expense.
    public var compressesLargeRequests = false

    /// Name and version that the server sees.
    public var clientName = "fealty-client"

    /// A configuration with the defaults above.
    public init() {}
  }

  /// When and how often a failed attempt is repeated.
  ///
  /// Repeated are attempts that ended with a lost connection, UNAVAILABLE, IN_PROGRESS or
  /// OVERLOADED, always with the same bytes and the same request id.
  public struct RetryPolicy: Sendable {
    /// Attempts in all, 1 or more.
    public var maximumAttempts = 6

    /// Wait before the second attempt; each further one waits twice as long.
    public var initialBackoff = Duration.milliseconds(25)

    /// The longest wait.
    ///
    /// A server's advice to wait longer is followed all the same.
    public var maximumBackoff = Duration.seconds(2)

    /// A policy with the defaults above.
    public init() {}

    /// How long to wait before the attempt after number `attempt` (from 0): half of it fixed, half
    /// by chance, so that tills which lost the same server do not come back in step.
    func delay(attempt: Int) -> Duration {
      let doublings = min(max(attempt, 0), 30)
      let whole = min(initialBackoff * (1 << doublings), maximumBackoff).nanoseconds
      return .nanoseconds(Int64(clamping: whole / 2 + UInt64.random(in: 0...whole / 2)))
    }
  }
}
