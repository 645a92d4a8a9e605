internal import FealtyActors
internal import FealtyTLS
internal import FealtyWire

/// Everything that an operator can set.
///
/// The defaults of limits, with their reasons, are in ``Limits``.
package struct ServerConfiguration: Sendable {
  /// Numeric address to listen on, or `localhost`.
  ///
  /// Beyond loopback only with TLS and clients, see ``allowsOpenNetwork``.
  package var host = "127.0.0.1"

  /// Port to listen on; 0 = one that is free, see ``Server/start()``.
  package var port: UInt16 = 7411

  /// The directory with the log and the snapshots; made when it does not exist.
  package var directory: String

  /// Threads that serve, 1 to 256; nil = one a core.
  package var shardCount: Int?

  /// Certificates; nil = connections are not encrypted.
  package var tls: ServerTLS?

  /// Whether to listen beyond loopback although connections are not encrypted, or anybody may call.
  package var allowsOpenNetwork = false

  /// Where to write the secret of the first client, `admin`, which is made where there is none;
  /// nil = none is made.
  package var firstClientFile: String?

  /// Where simulated partners keep their books; nil = in memory, so that a start forgets them.
  package var partnerBookFile: String?

  /// What one connection may do.
  package var connection = ConnectionLimits()

  /// Connections in all.
  package var maximumConnections = Limits.connections

  /// How long ``Server/stop()`` waits for calls that run, milliseconds.
  package var drainMilliseconds = Limits.drainMilliseconds

  /// Bytes of a log segment, and how many are prepared ahead; nil = the log's own default.
  package var segmentBytes: Int?
  package var readySegments: Int?

  /// How long archived records are kept, days; nil = for ever.
  package var archiveKeptDays: Int?

  /// Bytes of all archives together; nil = any number.
  package var archiveKeptBytes: UInt64?

  /// When snapshots are taken while the server serves: seconds between two, bytes by which the log
  /// has grown; 0 = not for that reason.
  package var snapshotEverySeconds = Limits.snapshotEverySeconds
  package var snapshotLogBytes = Limits.snapshotLogBytes

  /// How much they are compressed, 0 to 9 as in zlib.
  package var snapshotLevel = 1

  /// Whether webhooks may lead to private addresses, without encryption and authentication.
  ///
  /// For trying things out: whoever may put a webhook reaches everything then that this machine
  /// reaches.
  package var allowsLocalWebhooks = false

  /// PEM file of authorities of which one must have signed a receiver's certificate; nil = the
  /// system's.
  package var webhookAuthorityFile: String?

  /// The version that clients and `GetServerInfo` are told.
  package var version = "0.1.0"

  package init(directory: String) {
    self.directory = directory
  }

  /// Whether a server can start with this.
  func check() throws(ServerFailure) {
    guard !isBeyondLoopback || tls != nil else { throw .addressNotAllowed(host) }
    if let shardCount, !(1...FealtyActors.Limits.shards).contains(shardCount) {
      throw .configuration(
        "there can be 1 to \(FealtyActors.Limits.shards) shards, not \(shardCount)"
      )
    }
    guard maximumConnections >= 1 else {
      throw .configuration("a server that takes \(maximumConnections) connections serves nobody")
    }
    guard (1...FealtyWire.Limits.maximumFrameBytes).contains(connection.frameBytes) else {
      let most = FealtyWire.Limits.maximumFrameBytes
      throw .configuration("a frame has 1 to \(most) bytes, not \(connection.frameBytes)")
    }
  }

  /// Whether others than this machine reach the server, and nobody said that this is all right.
  var isBeyondLoopback: Bool { !Self.isLoopback(host) && !allowsOpenNetwork }

  /// The numeric form of the host.
  var address: String { host == "localhost" ? "127.0.0.1" : host }

  /// Whether only this machine can reach an address.
  package static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
