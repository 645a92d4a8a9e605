internal import FealtyLoyalty
package import FealtyPersistence
internal import FealtyWire

/// The whole engine: shards, log, catalogue, recovery.
///
/// Threads belong to the server: one that loops each shard, one inside ``runLog()``. The engine
/// opens no file and no socket itself; storage, clock, chance and zones are given.
package final class Engine: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `ending`, which alone changes after `init`, is guarded by
  // `hasEnded`.
  package struct Configuration: Sendable {
    package var shardCount: Int
    /// For `GetServerInfo`.
    package var directory: String
    package var version: String
    package var segmentBytes: Int
    package var readySegments: Int
    /// Bytes of the log before the snapshot from which on a start leaves them for later.
    package var unreadLogBytes = FealtyPersistence.Limits.unreadBytes
    /// What one batch of the log may hold.
    package var logLimits = LogLimits()
    /// Bytes of batches that are kept in memory after they were written or read; 0 = what was read
    /// last alone.
    package var recentRecordBytes = Limits.recentRecordBytes
    /// What becomes of segments that no start needs any more; nil = they stay.
    package var archive: ArchivePolicy?
    /// Told what archiving did, and which archives turn out to be damaged.
    package var archived: @Sendable (ArchiveEvent) -> Void = { _ in }
    /// Told, after the start, that what the start has left for later is not what was written.
    ///
    /// On any thread. It ends the process.
    package var damageFound: @Sendable (EngineFailure) -> Void = { fatalError("\($0)") }
    package var snapshots = SnapshotOptions()
    package var webhooks = WebhookAbilities()
    /// Hears of each snapshot that was taken while the server serves, or given up; on any thread.
    package var snapshotEnded: @Sendable (Result<TakenSnapshot, SnapshotFailure>) -> Void = { _ in }
    /// Who may call, for those who take the calls.
    package var access = AccessDirectory()
    package var residentBytes: @Sendable () -> Int64
    package var connections: @Sendable () -> Int64

    package init(
      shardCount: Int,
      directory: String,
      version: String,
      segmentBytes: Int = FealtyPersistence.Limits.segmentBytes,
      readySegments: Int = FealtyPersistence.Limits.readySegments,
      residentBytes: @escaping @Sendable () -> Int64 = { 0 },
      connections: @escaping @Sendable () -> Int64 = { 0 }
    ) {
      precondition((1...Limits.shards).contains(shardCount), "\(shardCount) shards")
      self.shardCount = shardCount
      self.directory = directory
      self.version = version
      self.segmentBytes = segmentBytes
      self.readySegments = readySegments
      self.residentBytes = residentBytes
      self.connections = connections
    }
  }

  package let shards: [Shard]
  let services: Services
  let storage: any Storage
  let configuration: Configuration
  let failStop: @Sendable (String) -> Void
  private var ending: Result<Void, EngineFailure>?
  private let hasEnded = Lock()

  /// Makes an engine that has not recovered yet.
  ///
  /// - Parameters:
  ///   - configuration: What an operator sets.
  ///   - storage: The data directory.
  ///   - clock: Server time.
  ///   - random: Identifiers.
  ///   - zones: The zones of programmes.
  ///   - pool: Where slow work runs.
  ///   - background: Where slow work runs that nobody at a till waits for, so that it takes as
  ///     little as may be from requests; nil = in the pool.
  ///   - archivePool: Where archives are made, seconds at a time; nil = where the background is.
  ///   - snapshotPool: Where snapshots are sorted, compressed and stored: one piece of that work
  ///     may take seconds. Nil = in the background.
  ///   - hasher: Hashes PINs; nil = none can be set or asked for.
  ///   - partner: Keeps tokens outside; nil = simulated ones, as tokens' settings say.
  ///   - wakers: One a shard, in order.
  ///   - meanwhile: What a thread does that waits for the shards or the log: lets them go on, where
  ///     a simulation has one thread for all. Nil = it sleeps.
  ///   - failStop: Ends the process. Where it returns, in a simulation, the engine must not be run
  ///     any more.
  package init(
    configuration: Configuration,
    storage: any Storage,
    clock: any Clock,
    random: any RandomSource,
    zones: any ZoneSource,
    pool: any BlockingPool,
    background: (any BlockingPool)? = nil,
    archivePool: (any BlockingPool)? = nil,
    snapshotPool: (any BlockingPool)? = nil,
    hasher: (any SecretHasher)? = nil,
    partner: (any ExchangePartner)? = nil,
    wakers: [any Waker],
    meanwhile: (@Sendable () -> Void)? = nil,
    failStop: @escaping @Sendable (String) -> Void
  ) {
    precondition(wakers.count == configuration.shardCount, "a waker for each shard")
    (self.configuration, self.storage) = (configuration, storage)
    self.failStop = failStop
    self.archivePool = archivePool ?? background ?? pool
    let openLog = OpenLog()
    let nudges = Nudges(WebhookPort(configuration.webhooks))
    let preparation = preparation
    let history = HistoryReader(keeping: configuration.recentRecordBytes) {
      configuration.archived(.unreadable($0.description))
    }
    let snapshots = Snapshots(configuration.snapshots, report: configuration.snapshotEnded)
    let writer = LogWriter(
      clock: clock,
      hooks: LogWriter.Hooks(
        written: {
          history.note($0)
          snapshots.logHasGrown(by: $0.count)
        },
        progressed: { nudges.nudge() },
        idle: {
          guard let log = openLog.value else { return }
          log.seal()
          // The disk was full when a segment was to be made: it may have space again (S7).
          if !log.hasRoom { preparation.retry(log, on: pool, clock) }
        },
        hasRoom: { openLog.value?.hasRoom ?? true }
      ),
      failStop: failStop
    )
    services = Services(
      shards: configuration.shardCount,
      log: writer,
      clock: clock,
      random: random,
      pool: pool,
      background: background ?? pool,
      zones: zones,
      history: history,
      webhooks: nudges.webhooks,
      started: StartFacts(configuration),
      snapshots: snapshots,
      hasher: hasher,
      partner: partner ?? SimulatedPartners(random: random, pool: pool),
      meanwhile: meanwhile
    )
    let services = services
    shards = (0..<configuration.shardCount).map { index in
      Shard(
        index: index,
        count: configuration.shardCount,
        waker: wakers[index],
        services: services
      )
    }
    self.openLog = openLog
    nudges.set(shards.map(\.mailbox))
    connectShards()
    snapshots.open(
      SnapshotRun.Parts(
        storage: storage,
        openLog: openLog,
        log: writer,
        clock: clock,
        pool: snapshotPool ?? background ?? pool,
        shards: shards,
        archive: { [weak self] in self?.archiveSealed(before: $0) }
      )
    )
  }

  /// Tells shards and those who ask them of each other.
  private func connectShards() {
    for shard in shards { shard.connect(shards) }
    services.feed.connect(shards)
    services.webhooks.connect(shards)
    shards[0].catalogue = CatalogueActor(shard: shards[0])
  }

  /// Where webhooks are delivered from.
  package var webhooks: WebhookPort { services.webhooks }

  let openLog: OpenLog
  /// What the start has found half done, until it is ended.
  let openExchanges = Gathered<OpenExchange>()
  /// Exchanges whose points came back from a partner outside, by the number of their member.
  let givenUpExchanges = Gathered<(UInt64, [GivenUpExchange])>()
  let preparation = SegmentPreparation()
  let archiver = Archiver()
  let archivePool: any BlockingPool

  // MARK: - Log thread

  /// The body of the log's thread: returns when ``close()`` has been called and the log is closed.
  ///
  /// Call it after ``recover()``.
  package func runLog() {
    services.log.run()
    end()
  }

  /// Does what ``runLog()`` would do next, without waiting: for a simulation.
  ///
  /// `isIdle`: whether nothing has come for a while.
  ///
  /// - Returns: false once ``runLog()`` would have returned.
  package func turnLog(isIdle: Bool) -> Bool {
    if services.log.turn(isIdle: isIdle) { return true }
    end()
    return false
  }

  /// Whether records wait for ``turnLog(isIdle:)``.
  package var logHasWork: Bool { services.log.hasWork }

  private func end() {
    let result = Result<Void, EngineFailure> { () throws(EngineFailure) in try finish() }
    hasEnded.locked {
      ending = result
      hasEnded.signal()
    }
  }

  /// Ends the engine after the last request: a snapshot is written, the log sealed and closed.
  ///
  /// The shards' loops must still run; no request may come any more.
  package func close() throws(EngineFailure) {
    // Everything that the shards hold is handed over before the log is told to end.
    for shard in shards {
      shard.post { shard in
        shard.timers.stop()
        shard.waitingTimers.stop()
      }
    }
    settle()
    services.snapshots.close(meanwhile: services.meanwhile)
    services.log.stop()
    while true {
      let result = hasEnded.locked { () -> Result<Void, EngineFailure>? in
        if ending == nil, services.meanwhile == nil { hasEnded.wait(milliseconds: 1_000) }
        return ending
      }
      if let result { return try result.get() }
      services.meanwhile?()
    }
  }

  /// Takes a snapshot while the server serves.
  ///
  /// `done`: hears of one that begins from now on; where one is being taken, that is the next.
  package func takeSnapshot(
    _ done: (@Sendable (Result<TakenSnapshot, SnapshotFailure>) -> Void)? = nil
  ) {
    services.snapshots.take(done)
  }

  /// Lets no snapshot be begun any more, and gives up the one that is being taken, without waiting:
  /// ``close()`` writes one.
  ///
  /// Before a stop waits for anything, so that it waits for one snapshot alone.
  package func endSnapshots() { services.snapshots.stopTaking() }

  /// Returns when each shard has ended a turn that began after the call, with nothing left to hand
  /// over.
  func barrier() {
    let done = countedWait(shards.count)
    for shard in shards {
      shard.post { shard in shard.afterHandOver { done.countDown() } }
    }
    done.wait()
  }

  /// Returns when nothing is on its way from one shard to another: what arrives may be recorded,
  /// and behind the end of the log it would wait for ever.
  ///
  /// Between two barriers with the same number of parcels nobody has sent one, and those from
  /// before have been opened. Work that goes on by itself, such as adding up the ledger for an
  /// answer that nobody gets any more, is not waited for.
  func settle() {
    var before: Int?
    for _ in 0..<Limits.settlingRounds {
      let sent = Gathered<Int>()
      let done = countedWait(shards.count)
      for shard in shards {
        shard.post { shard in
          shard.afterHandOver {
            sent.append(contentsOf: [shard.parcelsSent])
            done.countDown()
          }
        }
      }
      done.wait()
      let total = sent.values.reduce(0, +)
      if total == before { return }
      before = total
    }
  }

  /// Cuts the ties between shards and their actors, so that a process that makes many engines, as a
  /// simulation does, does not keep them all.
  ///
  /// Nothing of the engine is used afterwards.
  package func letGo() {
    for shard in shards {
      shard.members = EntityTable()
      shard.cards = EntityTable()
      shard.catalogue = nil
      shard.letGo()
      _ = shard.mailbox.take()
    }
    services.snapshots.letGo()
    services.feed.letGo()
    services.webhooks.letGo()
    openLog.value = nil
  }

  /// A wait for the shards.
  func countedWait(_ count: Int) -> CountedWait {
    CountedWait(count, meanwhile: services.meanwhile)
  }

  /// On the log's thread, when everything is durable: snapshot, seal, close.
  private func finish() throws(EngineFailure) {
    guard let log = openLog.value else { return }
    preparation.end()
    archiver.end()
    let last: Result<TakenSnapshot, SnapshotFailure>
    do throws(LogFailure) {
      // A log that has failed is not followed by a snapshot (fault-model, CL6).
      _ = try log.tail()
      last = services.snapshots.takeLast(meanwhile: services.meanwhile)
      // On a disk that fails nothing more is written, not even a seal.
      if case .success = last { try log.close() }
    } catch {
      throw EngineFailure(error)
    }
    if case .failure(let failure) = last {
      throw EngineFailure(
        .io,
        "the snapshot could not be written: \(failure); the log has everything"
      )
    }
  }
}

/// Why the engine cannot start or end.
///
/// The family decides the exit code.
package struct EngineFailure: Error, Sendable, CustomStringConvertible {
  package enum Family: Sendable {
    case busy, damage, newerFormat, io
  }

  package var family: Family
  package var description: String

  package init(_ family: Family, _ description: String) {
    self.family = family
    self.description = description
  }

  init(_ failure: LogFailure) {
    description = failure.description
    switch failure.family {
    case .busy: family = .busy
    case .damage: family = .damage
    case .format: family = .newerFormat
    case .input, .io: family = .io
    }
  }
}

/// The log, from the moment when recovery has opened it.
final class OpenLog: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `log` is read and changed under `lock`.
  private let lock = Lock()
  private var log: FileLog?

  var value: FileLog? {
    get { lock.locked { log } }
    set { lock.locked { log = newValue } }
  }
}

/// Makes segments ahead of use on the blocking pool, and ends before the log is closed.
final class SegmentPreparation: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = Lock()
  private var running = 0
  private var isRetrying = false
  private var hasEnded = false
  /// Monotonic nanoseconds before which nothing is tried again.
  private var nextRetry: Int64 = 0

  /// Tries once more on `pool`, unless that is under way or was done a moment ago: each try writes
  /// as much as the disk takes.
  func retry(_ log: FileLog, on pool: any BlockingPool, _ clock: any Clock) {
    let begins = lock.locked {
      guard !isRetrying, !hasEnded, clock.monotonicNanoseconds() >= nextRetry else { return false }
      isRetrying = true
      return true
    }
    guard begins else { return }
    pool.run { [self] in
      fill(log)
      lock.locked {
        isRetrying = false
        nextRetry = clock.monotonicNanoseconds() + Limits.segmentRetryMilliseconds * 1_000_000
      }
    }
  }

  /// Makes segments until enough are ready.
  func fill(_ log: FileLog) {
    guard begin() else { return }
    var goesOn = true
    while goesOn, !lock.locked({ hasEnded }) {
      if case .prepared = log.prepareNextSegment() { continue }
      goesOn = false
    }
    lock.locked {
      running -= 1
      lock.signal()
    }
  }

  private func begin() -> Bool {
    lock.locked {
      guard !hasEnded else { return false }
      running += 1
      return true
    }
  }

  /// Lets no more be made, and waits for the one being made.
  func end() {
    lock.locked {
      hasEnded = true
      while running > 0 { lock.wait(milliseconds: 1_000) }
    }
  }
}

/// Wakes all shards, and who delivers to webhooks, when the log has progressed.
final class Nudges: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: set once, before any thread runs.
  private var mailboxes: [Mailbox] = []
  let webhooks: WebhookPort

  init(_ webhooks: WebhookPort) { self.webhooks = webhooks }

  func set(_ mailboxes: [Mailbox]) { self.mailboxes = mailboxes }

  func nudge() {
    for mailbox in mailboxes { mailbox.nudge() }
    webhooks.logHasGrown()
  }
}
