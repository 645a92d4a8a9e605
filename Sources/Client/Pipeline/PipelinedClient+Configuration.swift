extension PipelinedClient {
  /// What a pipelined client may be told beside host and port.
  public struct Configuration: Sendable {
    /// How many connections, 1 to 1,024; nil = one for each of the server's shards.
    ///
    /// Connection *i* asks for shard *i* modulo their count.
    public var connections: Int?

    /// Calls in flight on one connection, at most; the server's grant bounds it further.
    public var maximumInFlightPerConnection = Int.max

    /// How connections are encrypted; nil = not at all.
    public var tls: ClientTLS?

    /// Who the client is, where the server asks.
    public var credentials: ClientCredentials?

    /// How long connecting and the handshake of one connection may take.
    public var handshakeTimeout = Duration.seconds(5)

    /// Largest answer in bytes, up to 16 MiB.
    public var maximumFrameBytes = 1 << 20

    /// Whether requests in flight are kept, so that ``PipelinedClient/resubmit()`` can send those
    /// of a lost connection again.
    ///
    /// Costs one copy of each request.
    public var keepsRequests = true

    /// Name and version that the server sees.
    public var clientName = "fealty-client"

    /// A configuration with the defaults above.
    public init() {}
  }
}
