internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// What recovery found and did.
package struct RecoveryReport: Sendable {
  package var milliseconds: Int64 = 0
  package var snapshotRecords: UInt64 = 0
  package var logRecords: UInt64 = 0
  /// Sentences for the operator, such as where a torn tail was cut.
  package var notices: [String] = []
  /// The directory was empty.
  package var isNew = false
}

extension Engine {
  /// Opens the directory and rebuilds the state: lock, snapshot, log, checks; then the log takes
  /// writes.
  ///
  /// The shards' loops must run, for each shard rebuilds its own part. Nothing is written before
  /// everything has been decided (fault-model, CR1).
  ///
  /// - Throws: ``EngineFailure``, with nothing changed on disk unless the failure is of the disk.
  package func recover() throws(EngineFailure) -> RecoveryReport {
    let start = services.clock.monotonicNanoseconds()
    var report = RecoveryReport()
    let (recovered, replay) = try rebuild(try find())
    report.snapshotRecords = recovered.snapshot?.manifest.recordCount ?? 0
    report.logRecords = replay.recordCount
    confirmTime()
    let log: FileLog
    let tail: LogTail
    do throws(LogFailure) {
      log = try recovered.open()
      tail = try log.tail()
    } catch {
      throw EngineFailure(error)
    }
    openLog.value = log
    services.history.open(log)
    services.log.open(log, tail: tail)
    prepareSegments(log)
    publishProgrammes()
    releaseUnconfirmedCards()
    shards[0].post { $0.publishWebhooks() }
    onEachShard { shard in
      shard.indexVouchers()
      shard.indexCodes()
    }
    // What a claimed sale uses is its member's from here on: else it would be reported twice.
    releaseUnconfirmedClaims()
    onEachShard { $0.reportUses() }
    // The reports leave with the end of a turn, and are read in one: before that no home grants.
    barrier()
    barrier()
    findExchanges()
    onEachShard { $0.startTimers() }
    onEachShard { $0.startWaiting() }
    // Before the first snapshot: what could not be loaded is none of those that are kept.
    let unusable = unusableSnapshots(recovered, replay)
    services.snapshots.noteUnusable(unusable)
    // What was replayed the next start would replay again: that may be enough for a snapshot.
    services.snapshots.logHasGrown(by: Int(clamping: replay.byteCount))
    report.isNew = recovered.isNew
    report.notices = recovered.notices.map(\.description)
    report.notices += unusable.subtracting(recovered.unusableSnapshots).sorted().map {
      "snapshot \($0) is bad and not used: an earlier start could not load it"
    }
    report.milliseconds = (services.clock.monotonicNanoseconds() - start) / 1_000_000
    var facts = services.started.value
    facts.atNanoseconds = services.clock.monotonicNanoseconds()
    facts.recoveryMilliseconds = report.milliseconds
    facts.recoveredRecords = Int64(report.logRecords + report.snapshotRecords)
    services.started.value = facts
    checkUnread(log)
    if let needed = recovered.logNeeded(without: unusable) {
      services.snapshots.logNeeded(from: needed)
    } else {
      // Nothing is known to be unnecessary: archives may still be too old.
      archiveSealed(before: 0)
    }
    return report
  }

  func find(
    base: ReplayBase = .newestSnapshot
  ) throws(EngineFailure) -> FoundLog {
    let failStop = failStop
    let openLog = openLog
    let pool = services.pool
    let preparation = preparation
    let options = LogOptions(
      segmentBytes: configuration.segmentBytes,
      readySegments: configuration.readySegments,
      limits: configuration.logLimits,
      reserveBytes: 4 * configuration.logLimits.largestBatchBytes,
      unreadBytes: configuration.unreadLogBytes,
      segmentTaken: {
        pool.run { if let log = openLog.value { preparation.fill(log) } }
      },
      failStop: { failStop("the log failed: \($0)") }
    )
    do throws(LogFailure) {
      return try LogRecovery.find(
        storage,
        newLogID: LogID(low: services.random.next(), high: services.random.next()),
        options: options,
        base: base
      )
    } catch {
      throw EngineFailure(error)
    }
  }

  /// The snapshots that could not be loaded, now or by an earlier start, and are still there.
  ///
  /// Their checksums may be right: the server that found out says so in each snapshot it takes.
  private func unusableSnapshots(_ recovered: RecoveredLog, _ replay: Replay) -> Set<UInt64> {
    let known = recovered.goodSnapshots.intersection(replay.unusableSnapshots)
    return recovered.unusableSnapshots.union(known)
  }

  private func prepareSegments(_ log: FileLog) {
    let preparation = preparation
    services.pool.run { preparation.fill(log) }
  }

  // MARK: - Snapshot and log

  /// Lets the shards load the newest snapshot that can be loaded, and replay the log.
  ///
  /// The log is read and checked while the snapshot is loaded; its batches wait for that.
  ///
  /// - Parameters:
  ///   - found: The directory.
  ///   - inline: Whether all work runs on the calling thread, whose shard is the only one.
  ///   - keepsIndexes: Whether the indexes of request ids and receipts are wanted.
  ///   - audits: Whether the shards add up what they have, and a ledger that does not balance is
  ///     damage.
  /// - Returns: The log's verdict, and what was replayed.
  /// - Throws: ``EngineFailure`` where the directory is refused; nothing on disk has changed.
  func rebuild(
    _ found: FoundLog,
    inline: Bool = false,
    keepsIndexes: Bool = true,
    audits: Bool = true
  ) throws(EngineFailure) -> (RecoveredLog, Replay) {
    while true {
      let replay = Replay(shards, inline: inline, keepsIndexes: keepsIndexes, audits: audits)
      let loading = found.snapshot.map { SnapshotLoading($0, replay) }
      if inline || services.meanwhile != nil {
        loading?.run()
      } else if let loading {
        services.pool.run { loading.run() }
      }
      let result = read(found, replay, loading)
      let ending = loading?.wait() ?? .loaded
      if case .loaded = ending { replay.finishLog() }
      let recovered: RecoveredLog
      do throws(LogFailure) {
        // What is wrong with the log comes first; what did not fit may follow from it.
        recovered = try result.get()
        if case .failed(let failure) = ending { throw failure }
        if case .unusable(let reason) = ending { try found.rejectSnapshot(reason) }
      } catch {
        throw EngineFailure(error)
      }
      if case .loaded = ending {
        try replay.check()
        return (recovered, replay)
      }
      forgetEverything(inline: inline)
    }
  }

  private func read(
    _ found: FoundLog,
    _ replay: Replay,
    _ loading: SnapshotLoading?
  ) -> Result<RecoveredLog, LogFailure> {
    var isLoaded: Bool? = loading == nil ? true : nil
    func canGoOn() -> Bool {
      if let isLoaded { return isLoaded }
      let isUsable = if case .loaded? = loading?.wait() { true } else { false }
      isLoaded = isUsable
      return isUsable
    }
    return Result { () throws(LogFailure) in
      try found.read {
        if canGoOn() { replay.add($0, bytesToCome: found.bytesToCome) }
      } ended: {
        if canGoOn() { replay.endLog() }
      }
    }
  }

  /// Lets the shards begin anew, with nothing.
  private func forgetEverything(inline: Bool) {
    services.requests.removeAll()
    services.receipts.removeAll()
    services.articles.removeAll()
    services.snapshots.countsEntries = true
    // Without loops nobody would take the work.
    guard !inline else {
      for shard in shards { shard.forgetEverything() }
      return
    }
    onEachShard { $0.forgetEverything() }
  }

  // MARK: - Checks

  /// Lets server time begin after the log's.
  private func confirmTime() {
    let newest = Gathered<Int64>()
    onEachShard { newest.append(contentsOf: [$0.stamp().milliseconds]) }
    let latest = newest.values.max() ?? 0
    onEachShard { $0.advanceStamp(to: latest) }
  }

  /// Runs `work` once on each shard and waits for all.
  func onEachShard(_ work: @escaping @Sendable (Shard) -> Void) {
    let done = countedWait(shards.count)
    for shard in shards {
      shard.post { shard in
        work(shard)
        done.countDown()
      }
    }
    done.wait()
  }

  // MARK: - Loose ends

  /// Gives back cards and aliases that were claimed for a member whose record a crash prevented.
  private func releaseUnconfirmedCards() {
    let claims = Gathered<(card: UInt64, number: String, member: UInt64)>()
    onEachShard { shard in
      shard.cards.forEach { card in
        if card.member != 0 {
          claims.append(contentsOf: [(card.number, card.cardNumber, card.member)])
        }
      }
    }
    let all = claims.values
    guard !all.isEmpty else { return }
    let orphans = Gathered<UInt64>()
    onEachShard { shard in
      for claim in all
      where StableHash.shard(claim.member, count: shard.count) == shard.index {
        if !shard.isClaimed(claim.number, by: claim.member) {
          orphans.append(contentsOf: [claim.card])
        }
      }
    }
    let released = Set(orphans.values)
    guard !released.isEmpty else { return }
    onEachShard { shard in
      for number in released {
        guard let card = shard.cards.find(number) else { continue }
        shard.record(card, kind: .cardReleased, program: card.programID, member: 0)
      }
    }
  }

  private func publishProgrammes() {
    let states = Gathered<ProgrammeState>()
    shards[0].post { shard in
      let found = shard.catalogue?.assumeIsolated { $0.programmes } ?? []
      states.append(contentsOf: found)
    }
    barrier()
    let done = countedWait(states.values.count)
    for state in states.values {
      shards[0].post { shard in
        shard.publish(state) { _ in done.countDown() }
      }
    }
    done.wait()
  }
}

/// Values that several threads add to.
///
/// Proof for `@unchecked Sendable`: `stored` is read and changed under `lock`.
final class Gathered<Value>: @unchecked Sendable {
  private let lock = Lock()
  private var stored: [Value] = []
  private var unkept = 0

  func append(contentsOf values: [Value]) {
    lock.locked { stored.append(contentsOf: values) }
  }

  var values: [Value] { lock.locked { stored } }

  /// All that were added or noted.
  var count: Int { lock.locked { stored.count + unkept } }

  /// Keeps the first ones and counts the others: a log may have millions of one kind.
  func note(_ value: @autoclosure () -> Value) {
    lock.locked {
      if stored.count < LedgerAudit.findingsListed { stored.append(value()) } else { unkept += 1 }
    }
  }

  func removeAll() { lock.locked { stored = [] } }
}
