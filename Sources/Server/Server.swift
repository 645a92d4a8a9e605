package import FealtyActors
internal import CLinux
internal import FealtyPersistence
internal import FealtyTLS
internal import FealtyWire
internal import Glibc

/// A server: threads, engine, and the socket that it listens on.
///
/// - Owns: a thread for each shard, one for the log, a pool for slow work; it starts them and joins
///   them.
/// - Guarantees: nobody is served before recovery has ended; after ``stop()`` everything that was
///   acknowledged is in the log, which is sealed.
/// - Suspends: ``start()`` and ``stop()`` block the thread that calls them; call both on the same
///   one.
/// - Fails: ``ServerFailure``, which knows the exit code. When the disk fails while it serves, the
///   process ends.
package final class Server {
  // MARK: - State

  private let configuration: ServerConfiguration
  private let log: Log
  private let clock: any Clock
  private var parts: Parts?

  /// Threads for slow work.
  private struct Pools {
    var requests: ThreadPool
    /// For what nobody at a till waits for.
    var background: ThreadPool
    /// For what nobody waits for.
    var archive: ThreadPool
    var snapshots: ThreadPool
    /// For names of webhooks' hosts, which may take long to be found.
    var names: ThreadPool

    func stop() {
      names.stop()
      archive.stop()
      snapshots.stop()
      background.stop()
      requests.stop()
    }
  }

  /// What a server that has been started consists of.
  private struct Parts {
    var engine: Engine
    var group: LoopGroup
    var access: AccessDirectory
    var pools: Pools
    var loops: [ShardLoop<Shard>]
    var threads: [PlatformThread]
    var logThread: PlatformThread?
    var courier: Courier
    var courierThread: PlatformThread?
    var partner: WebhookPartner
    var callerThread: PlatformThread?

    /// Lets the courier record how far it has come, and ends the calls to partners.
    mutating func stopCourier() {
      if let thread = callerThread {
        callerThread = nil
        partner.caller.stop()
        thread.join()
      }
      guard let thread = courierThread else { return }
      courierThread = nil
      courier.stop()
      thread.join()
    }
  }

  /// Where a server listens.
  package struct Address: Equatable, Sendable {
    package var host: String
    package var port: UInt16
  }

  // MARK: - Lifecycle

  package init(
    configuration: ServerConfiguration,
    log: Log = Log(),
    clock: any Clock = SystemClock()
  ) {
    self.configuration = configuration
    self.log = log
    self.clock = clock
  }

  deinit {
    precondition(parts == nil, "a server was let go without stop()")
  }

  /// What recovery found; nil before ``start()``.
  package private(set) var recovery: RecoveryReport?

  /// Recovers the data directory, then begins to listen.
  ///
  /// - Returns: The address with the real port.
  /// - Throws: ``ServerFailure``; nothing is left running then.
  package func start() throws(ServerFailure) -> Address {
    precondition(parts == nil, "start() on a server that runs")
    try configuration.check()
    let descriptors = ProcessResources.raiseDescriptorLimit()
    if descriptors < configuration.maximumConnections {
      log(
        .warning,
        "fewer open files are allowed than connections",
        ["files": .init(descriptors), "connections": .init(configuration.maximumConnections)]
      )
    }
    var parts = try assemble(try configuration.tls?.context())
    do {
      try run(&parts)
      let address = try listen(&parts)
      self.parts = parts
      return address
    } catch {
      takeDown(parts)
      throw error
    }
  }

  /// Stops in good order: no new calls, those that run are answered, the log is sealed, threads
  /// end.
  ///
  /// - Throws: ``ServerFailure`` when the log could not be ended in good order. What was
  ///   acknowledged is
  ///   durable all the same.
  package func stop() throws(ServerFailure) {
    guard var parts else { return }
    self.parts = nil
    log(.info, "stopping", ["connections": .init(parts.group.connections)])
    parts.engine.endSnapshots()
    parts.group.drain(milliseconds: configuration.drainMilliseconds)
    parts.stopCourier()
    let failure = endLog(parts)
    takeDown(parts)
    if let failure { throw .engine(failure) }
    log(.info, "stopped")
  }

  /// Reads the certificate files anew, for the connections to come.
  ///
  /// Where they cannot be used, all stays as it is, and the log says why.
  package func reloadCertificates() {
    guard let files = configuration.tls, let parts else { return }
    do {
      parts.group.replace(tls: try files.context())
      log(.info, "certificates read", ["file": .init(files.certificateFile)])
    } catch {
      log(.error, "the certificates stay as they were", ["reason": .init(error.description)])
    }
  }

  // MARK: - Queries

  /// Connections that are open now.
  package var connections: Int { parts?.group.connections ?? 0 }

  // MARK: - Steps

  /// Makes everything; no thread of the loops or the log runs yet.
  private func assemble(_ tls: TLSContext?) throws(ServerFailure) -> Parts {
    let count =
      configuration.shardCount ?? min(ProcessResources.processors, FealtyActors.Limits.shards)
    let webhooks = try webhookEnvironment()
    let storage: FileStorage
    do {
      storage = try FileStorage(path: configuration.directory, create: true)
    } catch {
      throw .directory(error)
    }
    do {
      var wakers: [EventfdWaker] = []
      var transports: [EpollTransport] = []
      for _ in 0..<count {
        let waker = try EventfdWaker()
        wakers.append(waker)
        transports.append(try EpollTransport(waker: waker))
      }
      let access = AccessDirectory()
      let group = LoopGroup(
        wakers: wakers,
        limits: configuration.connection,
        maximumConnections: configuration.maximumConnections,
        serverName: "fealty/\(configuration.version)",
        streamingMethods: SchemaRegistry.methods.filter(\.serverStreaming).map(\.id),
        dearMethods: Self.dearMethods,
        clock: clock,
        log: log,
        tls: tls,
        access: access
      )
      let pools = try pools()
      let partner = try partner(webhooks, pools)
      let engine = Engine(
        configuration: engineConfiguration(count, group, access, webhooks.abilities),
        storage: storage,
        clock: clock,
        random: SystemRandom(),
        zones: SystemZones(),
        pool: pools.requests,
        background: pools.background,
        archivePool: pools.archive,
        snapshotPool: pools.snapshots,
        hasher: SystemSecretHasher(),
        partner: partner,
        wakers: wakers,
        failStop: Self.failStop(log)
      )
      let loops = zip(engine.shards, transports).map { shard, transport in
        ShardLoop(index: shard.index, group: group, handler: shard, transport: transport)
      }
      for (shard, loop) in zip(engine.shards, loops) { shard.port = loop }
      return Parts(
        engine: engine,
        group: group,
        access: access,
        pools: pools,
        loops: loops,
        threads: [],
        courier: try Courier(engine.webhooks, webhooks, names: pools.names, log: log),
        partner: partner
      )
    } catch let failure as TransportFailure {
      throw .system(operation: failure.operation, code: failure.code)
    } catch let failure as ServerFailure {
      throw failure
    } catch {
      preconditionFailure("nothing else is thrown: \(error)")
    }
  }

  /// What deliveries to webhooks need; the machine's library is loaded for authorities that were
  /// named, and else for the first receiver that wants it.
  private func webhookEnvironment() throws(ServerFailure) -> WebhookEnvironment {
    let tls = WebhookTLS(authorityFile: configuration.webhookAuthorityFile)
    do throws(TLSFailure) {
      if configuration.webhookAuthorityFile != nil { _ = try tls.context() }
    } catch {
      throw .configuration("\(error)")
    }
    var abilities = WebhookAbilities()
    abilities.isLocal = configuration.allowsLocalWebhooks
    return WebhookEnvironment(
      clock: clock,
      random: SystemRandom(),
      abilities: abilities,
      tls: tls
    )
  }

  /// Who keeps tokens outside.
  ///
  /// - Throws: ``ServerFailure`` or ``TransportFailure``.
  private func partner(
    _ webhooks: WebhookEnvironment,
    _ pools: Pools
  ) throws -> WebhookPartner {
    WebhookPartner(
      try HTTPCaller(webhooks, names: pools.names),
      webhooks,
      played: try playedPartners(pools.requests)
    )
  }

  /// Those that the server plays.
  private func playedPartners(_ pool: ThreadPool) throws(ServerFailure) -> any ExchangePartner {
    guard let path = configuration.partnerBookFile else {
      return SimulatedPartners(random: SystemRandom(), pool: pool)
    }
    let book = try PartnerBook(path: path, log: log)
    return SimulatedPartners(random: SystemRandom(), pool: pool, lines: book.lines) {
      book.append($0)
    }
  }

  private func pools() throws(ServerFailure) -> Pools {
    // Archiving and snapshots take seconds at a time, and would hold up whoever waits for another.
    let kinds: [(name: String, threads: Int, niceness: Int32)] = [
      ("fealty-pool", Limits.poolThreads, 0),
      ("fealty-slow", 1, Limits.backgroundNiceness),
      ("fealty-archive", 1, Limits.backgroundNiceness),
      ("fealty-snap", 1, Limits.snapshotNiceness),
      ("fealty-names", Limits.webhookNames, Limits.backgroundNiceness),
    ]
    var made: [ThreadPool] = []
    do throws(ThreadFailure) {
      for kind in kinds {
        made.append(
          try ThreadPool(kind.name, threads: kind.threads, niceness: kind.niceness)
        )
      }
      return Pools(
        requests: made[0],
        background: made[1],
        archive: made[2],
        snapshots: made[3],
        names: made[4]
      )
    } catch {
      for pool in made { pool.stop() }
      throw .system(operation: "pthread_create", code: error.code)
    }
  }

  private func engineConfiguration(
    _ count: Int,
    _ group: LoopGroup,
    _ access: AccessDirectory,
    _ abilities: WebhookAbilities
  ) -> Engine.Configuration {
    var result = Engine.Configuration(
      shardCount: count,
      directory: configuration.directory,
      version: configuration.version,
      residentBytes: { ProcessResources.residentBytes },
      connections: { Int64(group.connections) }
    )
    result.access = access
    result.archive = .ofServer(
      days: configuration.archiveKeptDays,
      bytes: configuration.archiveKeptBytes
    )
    let log = log
    result.archived = { Self.note($0, log) }
    result.damageFound = Self.stopForDamage(log)
    if let segmentBytes = configuration.segmentBytes { result.segmentBytes = segmentBytes }
    if let readySegments = configuration.readySegments { result.readySegments = readySegments }
    result.snapshots.everySeconds = configuration.snapshotEverySeconds
    result.snapshots.logBytes = configuration.snapshotLogBytes
    result.snapshots.level = configuration.snapshotLevel
    result.snapshotEnded = { Self.note($0, log) }
    result.webhooks = abilities
    return result
  }

  /// Starts the loops, recovers, starts the log.
  private func run(_ parts: inout Parts) throws(ServerFailure) {
    for (number, loop) in parts.loops.enumerated() {
      parts.threads.append(try thread("fealty-shard-\(number)") { loop.run() })
    }
    let engine = parts.engine
    let report: RecoveryReport
    do {
      report = try engine.recover()
    } catch {
      throw .engine(error)
    }
    recovery = report
    log(
      .info,
      "recovered",
      [
        "milliseconds": .init(report.milliseconds), "log_records": .init(report.logRecords),
        "snapshot_records": .init(report.snapshotRecords),
      ]
    )
    for notice in report.notices {
      log(report.isNew ? .info : .warning, "recovery", ["notice": .init(notice)])
    }
    parts.logThread = try thread("fealty-log", slice: Limits.logSliceNanoseconds) {
      engine.runLog()
    }
    let caller = parts.partner.caller
    parts.partner.open(engine.webhooks)
    parts.callerThread = try thread("fealty-partner", niceness: Limits.backgroundNiceness) {
      caller.run()
    }
    for notice in engine.endExchanges() { log(.warning, "recovery", ["notice": .init(notice)]) }
    let courier = parts.courier
    engine.webhooks.open(courier)
    parts.courierThread = try thread("fealty-hooks", niceness: Limits.backgroundNiceness) {
      courier.run()
    }
  }

  private func thread(
    _ name: String,
    niceness: Int32 = 0,
    slice: Int64 = 0,
    _ body: @escaping @Sendable () -> Void
  ) throws(ServerFailure) -> PlatformThread {
    do {
      return try PlatformThread(name: name, niceness: niceness, slice: slice, body)
    } catch {
      throw .system(operation: "pthread_create", code: error.code)
    }
  }

  private func listen(_ parts: inout Parts) throws(ServerFailure) -> Address {
    do throws(ServerFailure) {
      try makeFirstClient(parts)
      guard !configuration.isBeyondLoopback || parts.access.isGuarded else {
        throw .addressNotAllowed(configuration.host)
      }
    } catch {
      if let failure = endLog(parts) {
        log(.error, "the log could not be closed", ["reason": .init(failure.description)])
      }
      throw error
    }
    var port = configuration.port
    let socket = clinux_listen(configuration.address, &port, Limits.backlog)
    guard socket >= 0 else {
      let code = errno
      parts.stopCourier()
      if let failure = endLog(parts) {
        log(.error, "the log could not be closed", ["reason": .init(failure.description)])
      }
      throw .cannotListen(host: configuration.address, port: configuration.port, code: code)
    }
    parts.group.listen(socket)
    log(
      .info,
      "listening",
      ["address": .init("\(configuration.address):\(port)"), "shards": .init(parts.loops.count)]
    )
    return Address(host: configuration.address, port: port)
  }

  private func makeFirstClient(_ parts: Parts) throws(ServerFailure) {
    guard let file = configuration.firstClientFile, !parts.access.isGuarded else { return }
    try Self.makeFirstClient(file, on: parts.engine.shards[0])
    log(.info, "first client", ["client": .init(Self.firstClient), "file": .init(file)])
  }

  /// Ends the log, which has been opened, while the loops still turn.
  private func endLog(_ parts: Parts) -> EngineFailure? {
    parts.engine.endArchiving()
    // First the pools: a segment must not be in the making when its log is closed. What the end
    // itself brings to them runs at once then, where it is brought.
    parts.pools.stop()
    do {
      try parts.engine.close()
      return nil
    } catch {
      return error
    }
  }

  /// Ends and joins every thread.
  ///
  /// The log has been closed, or was never opened.
  private func takeDown(_ parts: Parts) {
    var parts = parts
    parts.stopCourier()
    parts.logThread?.join()
    parts.group.end()
    for thread in parts.threads { thread.join() }
    parts.pools.stop()
    parts.engine.letGo()
  }

  /// Methods whose answers, or the work for them, have no proportion to the request.
  private static var dearMethods: [UInt16] {
    [
      MethodID.getProgramme, MethodID.listPromotions, MethodID.listTransactions,
      MethodID.listProgrammeTransactions, MethodID.listVouchers, MethodID.getExpirySchedule,
      MethodID.getPointStatus,
      MethodID.getToken, MethodID.verifyLedger,
    ]
  }
}
