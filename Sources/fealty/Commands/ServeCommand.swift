internal import FealtyPersistence
internal import FealtyServer
internal import Glibc

/// `fealty serve`: the server, until a signal ends it.
enum ServeCommand {
  private static let data = Option.text(
    "data",
    "DIR",
    "the data directory, made when it is not there; required"
  )
  private static let listen = Option.endpoint(
    "listen",
    "where to listen; port 0 = a free one [127.0.0.1:7411]"
  )
  private static let portFile = Option.text(
    "port-file",
    "FILE",
    "write the port there once the server listens"
  )
  private static let shards = Option.integer(
    "shards",
    default: 0,
    in: 0...256,
    "threads that serve; 0 = one for each core"
  )
  private static let segmentBytes = Option.integer(
    "segment-bytes",
    "BYTES",
    default: 0,
    in: 0...(1 << 32),
    "size of a log segment; 0 = the default"
  )
  private static let archiveKeepDays = Option.integer(
    "archive-keep-days",
    "DAYS",
    default: 0,
    in: 0...36_500,
    "how long archived history is kept; 0 = for ever, else at least 31"
  )
  private static let archiveKeepBytes = Option.integer(
    "archive-keep-bytes",
    "BYTES",
    default: 0,
    in: 0...Int.max,
    "bytes of archived history kept, but for that of the last 31 days; 0 = any number"
  )
  private static let snapshotEvery = Option.integer(
    "snapshot-every",
    "S",
    default: Int(Limits.snapshotEverySeconds),
    in: 0...(30 * 86_400),
    "a snapshot at least so often while something changes; 0 = not by time"
  )
  private static let snapshotLogBytes = Option.integer(
    "snapshot-log-bytes",
    "BYTES",
    default: Int(Limits.snapshotLogBytes),
    in: 0...(1 << 40),
    "a snapshot when the log has grown by so much; 0 = not by growth"
  )
  private static let snapshotLevel = Option.integer(
    "snapshot-level",
    default: 1,
    in: 0...9,
    "how much snapshots are compressed: 0 = not, 9 = as far as zlib can"
  )
  private static let maximumConnections = Option.integer(
    "max-connections",
    default: 10_000,
    in: 1...1_000_000,
    "connections in all"
  )
  private static let logFormat = Option.choice(
    "log-format",
    ["text", "json"],
    default: "text",
    "form of the log on standard error"
  )
  private static let logLevel = Option.choice(
    "log-level",
    LogLevel.allCases.map(\.name),
    default: LogLevel.warning.name,
    "what is logged"
  )
  private static let tlsCertificate = Option.text(
    "tls-cert",
    "FILE",
    "encrypt every connection: the server's certificate and those that signed it, PEM"
  )
  private static let tlsKey = Option.text("tls-key", "FILE", "the certificate's key, PEM")
  private static let tlsClientAuthority = Option.text(
    "tls-client-ca",
    "FILE",
    "take only clients that show a certificate of one of these authorities, PEM"
  )
  private static let firstClient = Option.text(
    "first-client",
    "FILE",
    "where nobody is a client: make 'admin', which may do everything, and write its secret there"
  )
  private static let partnerBook = Option.text(
    "partner-book",
    "FILE",
    "where the partners that the server plays itself keep their books; none = in memory"
  )
  private static let allowOpen = Option.flag(
    "allow-open",
    "listen beyond loopback although there is no TLS, or no client"
  )
  private static let localWebhooks = Option.flag(
    "local-webhooks",
    "let webhooks lead to private addresses, unencrypted and without authentication: for trials"
  )
  private static let webhookAuthorities = Option.text(
    "webhook-ca",
    "FILE",
    "webhooks' receivers show certificates of these authorities, PEM; default: the system's"
  )
  private static let stopOnEnd = Option.flag(
    "stop-on-stdin-end",
    "stop when standard input ends, as it does with the process that started this one"
  )

  static let command: Command = Command(
    "serve",
    "runs the server",
    details: """
      Recovers the data directory, then prints 'listening on HOST:PORT' to standard output and
      serves. SIGTERM and SIGINT stop it in order: no new calls, those that run are answered, a
      snapshot is written, the log is sealed, exit code 0. A second signal ends it at once, which
      loses nothing that was acknowledged either. With TLS, SIGHUP has the certificates read anew,
      for connections from then on; without, it does nothing.
      """,
    options: [
      data.specification, listen.specification, portFile.specification, shards.specification,
      segmentBytes.specification, snapshotEvery.specification, snapshotLogBytes.specification,
      snapshotLevel.specification, archiveKeepDays.specification, archiveKeepBytes.specification,
      localWebhooks.specification, webhookAuthorities.specification,
      maximumConnections.specification, logFormat.specification,
      logLevel.specification, stopOnEnd.specification, tlsCertificate.specification,
      tlsKey.specification, tlsClientAuthority.specification, firstClient.specification,
      allowOpen.specification, partnerBook.specification,
    ]
  ) { (arguments) throws(CommandFailure) in
    try serve(arguments)
  }

  private static func serve(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    guard arguments.has(data) else { throw command.misuse("--data is missing") }
    let bytes = arguments[segmentBytes]
    guard bytes == 0 || LogOptions.accepts(segmentBytes: bytes) else {
      throw command.misuse("--segment-bytes is too small for a batch, or no multiple of 512")
    }
    let configuration = try configuration(arguments)
    let signals = StopSignals(hangUp: true)
    let server = Server(configuration: configuration, log: log(arguments))
    let address: Server.Address
    do { address = try server.start() } catch { throw CommandFailure(error, arguments[data]) }

    let endpoint = Endpoint(host: address.host, port: address.port)
    if arguments.has(portFile) {
      var writer = try LineWriter(path: arguments[portFile])
      try writer.write("\(address.port)")
      try writer.finish()
    }
    Console.line("listening on \(endpoint)")
    if arguments[stopOnEnd] { signals.stopWhenStandardInputEnds() }
    signals.wait { if configuration.tls != nil { server.reloadCertificates() } }
    do { try server.stop() } catch { throw CommandFailure(error, arguments[data]) }
    return .ok
  }

  private static func configuration(
    _ arguments: Arguments
  ) throws(CommandFailure) -> ServerConfiguration {
    let endpoint = arguments[listen] ?? .local
    var configuration = ServerConfiguration(directory: Directory.absolute(arguments[data]))
    configuration.host = endpoint.host
    configuration.port = endpoint.port
    configuration.version = Version.program
    configuration.maximumConnections = arguments[maximumConnections]
    if arguments[shards] > 0 { configuration.shardCount = arguments[shards] }
    if arguments[segmentBytes] > 0 { configuration.segmentBytes = arguments[segmentBytes] }
    if arguments[archiveKeepDays] > 0 { configuration.archiveKeptDays = arguments[archiveKeepDays] }
    if arguments[archiveKeepBytes] > 0 {
      configuration.archiveKeptBytes = UInt64(arguments[archiveKeepBytes])
    }
    configuration.snapshotEverySeconds = Int64(arguments[snapshotEvery])
    configuration.snapshotLogBytes = Int64(arguments[snapshotLogBytes])
    configuration.snapshotLevel = arguments[snapshotLevel]
    configuration.tls = try tls(arguments)
    if arguments.has(firstClient) {
      configuration.firstClientFile = Directory.absolute(arguments[firstClient])
    }
    configuration.allowsOpenNetwork = arguments[allowOpen]
    configuration.allowsLocalWebhooks = arguments[localWebhooks]
    if arguments.has(webhookAuthorities) {
      configuration.webhookAuthorityFile = arguments[webhookAuthorities]
    }
    if arguments.has(partnerBook) {
      configuration.partnerBookFile = Directory.absolute(arguments[partnerBook])
    }
    return configuration
  }

  private static func tls(_ arguments: Arguments) throws(CommandFailure) -> ServerTLS? {
    guard arguments.has(tlsCertificate), arguments.has(tlsKey) else {
      if arguments.has(tlsCertificate) || arguments.has(tlsKey)
        || arguments.has(tlsClientAuthority)
      {
        throw command.misuse("TLS takes both --tls-cert and --tls-key")
      }
      return nil
    }
    return ServerTLS(
      certificateFile: arguments[tlsCertificate],
      keyFile: arguments[tlsKey],
      clientAuthorityFile: arguments.has(tlsClientAuthority) ? arguments[tlsClientAuthority] : nil
    )
  }

  private static func log(_ arguments: Arguments) -> Log {
    let level = LogLevel.allCases.first { $0.name == arguments[logLevel] } ?? .warning
    return Log(level: level, format: arguments[logFormat] == "json" ? .json : .text)
  }
}

extension CommandFailure {
  /// A server that could not start or stop, with the exit code that the server gives it.
  init(_ failure: ServerFailure, _ directory: String) {
    let code = ExitCode(rawValue: failure.exitCode.rawValue) ?? .defect
    let advice = code == .busy ? "; stop the server that uses it, or give another --data" : ""
    self.init(code, "\(directory): \(failure)\(advice)")
  }
}
