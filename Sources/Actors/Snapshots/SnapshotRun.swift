internal import FealtyPersistence
internal import FealtyWire
internal import Synchronization

/// One snapshot while the server serves: the shards write their entities in slices, this sorts,
/// compresses and stores what they have written, off their threads.
///
/// 1. Where replay will begin is fixed: the batch that is being gathered.
/// 2. Each shard begins at the end of a turn, when all that it has applied has its position. What
///    was applied before is in what it will write; what comes later has a record from the start on,
///    and replay skips it where the entity holds it already.
/// 3. The indexes, which all shards fill, are read when all shards have begun, for the same reason.
/// 4. When the last shard has ended, the log must become durable up to the newest record that was
///    handed over by then. Only then is the snapshot published: it never knows more than the log.
///
/// One piece of work at a time runs in the pool. A shard has two chunks; where the writer is
/// slower, the shard waits with its next slice, so that memory stays bounded.
final class SnapshotRun: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `writer`, `pace`, `began` and `storedRecords` belong to
  // the piece of work that runs, and those run one after the other, each brought there under
  // `lock`; the rest of the state is read and changed under `lock`, or atomic.

  /// What a run needs of the engine.
  struct Parts: Sendable {
    var storage: any Storage
    var openLog: OpenLog
    var log: LogWriter
    var clock: any Clock
    var pool: any BlockingPool
    var shards: [Shard]
    /// Takes the first batch that a start may need: older ones may leave the log.
    var archive: @Sendable (UInt64) -> Void
  }

  /// Work for the pool.
  private enum Item {
    case open
    case programmes([ProgrammeState])
    case webhooks([StoredWebhook])
    case audit([[AuditEntry]])
    case chunk(SnapshotChunk)
    case finish(newest: UInt64)
    case cancel
  }

  let options: SnapshotOptions
  private let parts: Parts
  private let ended: @Sendable (Result<TakenSnapshot, SnapshotFailure>) -> Void
  private let lock = Lock()
  private var items: [Item] = []
  private var isWorking = false
  private var unsettled: Int
  private var unfinished: Int
  private var freeChunks: [[SnapshotChunk]]
  private var madeChunks: [Int]
  /// Of all shards that have ended.
  private var facts = SnapshotFacts()
  private let isEnded = Atomic<Bool>(false)
  private var writer: SnapshotWriter?
  private let pace: Pace
  private var began: Int64 = 0
  /// Records stored, by section.
  private var storedRecords: [UInt8: Int] = [:]

  init(
    _ parts: Parts,
    _ options: SnapshotOptions,
    ended: @escaping @Sendable (Result<TakenSnapshot, SnapshotFailure>) -> Void
  ) {
    self.parts = parts
    self.options = options
    self.ended = ended
    let count = parts.shards.count
    pace = Pace(parts.pool, parts.clock, parts.shards[0].services.served)
    unsettled = count
    unfinished = count
    freeChunks = Array(repeating: [], count: count)
    madeChunks = Array(repeating: 0, count: count)
  }

  func start() { bring(.open) }

  func cancel() { bring(.cancel) }

  // MARK: - The shards' side

  /// Whether nothing more is wanted of the shards.
  var isOver: Bool { isEnded.load(ordering: .acquiring) }

  /// Whether all shards have begun, so that the indexes may be read.
  var hasAllSettled: Bool { lock.locked { unsettled == 0 } }

  /// A shard begins: everything that it has applied has its position.
  func settled() {
    let isLast = lock.locked { () -> Bool in
      unsettled -= 1
      return unsettled == 0
    }
    if isLast { for shard in parts.shards { shard.mailbox.nudge() } }
  }

  /// An empty chunk; nil while the writer has both of the shard's: it will be woken.
  func takeChunk(_ shard: Int) -> SnapshotChunk? {
    lock.locked {
      if let chunk = freeChunks[shard].popLast() { return chunk }
      guard madeChunks[shard] < 2 else { return nil }
      madeChunks[shard] += 1
      return SnapshotChunk(shard: shard)
    }
  }

  func write(_ chunk: SnapshotChunk) { bring(.chunk(chunk)) }
  func write(_ programmes: [ProgrammeState]) { bring(.programmes(programmes)) }
  func write(_ webhooks: [StoredWebhook]) { if !webhooks.isEmpty { bring(.webhooks(webhooks)) } }
  func write(audit: [[AuditEntry]]) { if !audit.isEmpty { bring(.audit(audit)) } }

  /// A shard has written all that it has, of which these are the facts.
  ///
  /// - Returns: Whether it was the last, which then sees to ``finish(newest:)``.
  func finished(_ share: SnapshotFacts) -> Bool {
    lock.locked {
      facts.serverTimeMs = max(facts.serverTimeMs, share.serverTimeMs)
      facts.members += share.members
      facts.cards += share.cards
      facts.requestIDs += share.requestIDs
      facts.receipts += share.receipts
      facts.articles += share.articles
      unfinished -= 1
      return unfinished == 0
    }
  }

  /// The log is durable up to `newest`, the newest batch of which anything is inside.
  func finish(newest: UInt64) { bring(.finish(newest: newest)) }

  // MARK: - The pool's side

  private func bring(_ item: Item) {
    let begins = lock.locked { () -> Bool in
      items.append(item)
      defer { isWorking = true }
      return !isWorking
    }
    if begins { parts.pool.run { self.step() } }
  }

  /// Does one piece of work, and leaves the next to another turn of the pool.
  private func step() {
    let item = lock.locked { items.removeFirst() }
    if !isOver { perform(item) }
    let goesOn = lock.locked { () -> Bool in
      isWorking = !items.isEmpty
      return isWorking
    }
    if goesOn { parts.pool.run { self.step() } }
  }

  private func perform(_ item: Item) {
    do {
      switch item {
      case .open: try open()
      case .programmes(let states): try store(states)
      case .webhooks(let webhooks): try store(webhooks)
      case .audit(let rows): for row in rows { try store(row) }
      case .chunk(let chunk): try store(chunk)
      case .finish(let newest): try publish(newest: newest)
      case .cancel: giveUp(.stopping)
      }
    } catch let error as SnapshotError {
      giveUp(.failed("\(error)"), isFatal: error.isOfDirectory)
    } catch {
      giveUp(.failed("\(error)"))
    }
  }

  private func open() throws {
    guard let log = parts.openLog.value else { return giveUp(.stopping) }
    began = parts.clock.monotonicNanoseconds()
    writer = try SnapshotWriter(
      storage: parts.storage,
      logID: log.logID,
      start: parts.log.gatheringBatch,
      level: options.level,
      pause: { [pace] in pace.look() }
    )
    for shard in parts.shards { shard.post { [self] in $0.begin(self) } }
  }

  private func store(_ states: [ProgrammeState]) throws {
    for state in states {
      for stored in state.stored {
        try stored.serialized().withUnsafeBytes {
          try writer?.append(section: SnapshotSection.programmes, $0)
        }
      }
    }
  }

  private func store(_ webhooks: [StoredWebhook]) throws {
    for webhook in webhooks {
      try webhook.serialized().withUnsafeBytes {
        try writer?.append(section: SnapshotSection.webhooks, $0)
      }
    }
  }

  private func store(_ entries: [AuditEntry]) throws {
    for entry in entries {
      try entry.serialized().withUnsafeBytes {
        try writer?.append(section: SnapshotSection.audit, $0)
      }
    }
  }

  private func store(_ chunk: SnapshotChunk) throws {
    storedRecords[chunk.section, default: 0] += chunk.recordCount
    if let writer { try chunk.store(to: writer) }
    chunk.clear()
    lock.locked { freeChunks[chunk.shard].append(chunk) }
    parts.shards[chunk.shard].mailbox.nudge()
  }

  private func publish(newest: UInt64) throws {
    guard let writer, let log = parts.openLog.value else { return giveUp(.stopping) }
    let tail = try log.tail()
    precondition(tail.batch >= newest, "the log is durable up to \(tail.batch), not \(newest)")
    var facts = lock.locked { self.facts }
    let snapshots = parts.shards[0].services.snapshots
    let unusable = snapshots.facts.unusable
    facts.countsEntries = snapshots.countsEntries
    facts.unusable = unusable.sorted()
    for (section, count) in [
      (SnapshotSection.members, facts.members), (SnapshotSection.cards, facts.cards),
      (SnapshotSection.articles, facts.articles),
    ] where UInt64(storedRecords[section] ?? 0) < count {
      return giveUp(.failed("a defect: section \(section) has fewer than \(count) records"))
    }
    let manifest = try writer.finish(end: tail, metadata: facts.serialized())
    // It is in place: what fails from here on does not take it away again.
    self.writer = nil
    if let needed = try SnapshotCatalog.removeOld(parts.storage, unusable: unusable) {
      snapshots.logNeeded(from: needed)
    }
    end(
      .success(
        TakenSnapshot(
          sequence: manifest.sequence,
          start: manifest.start,
          end: manifest.end.batch,
          records: manifest.recordCount,
          bytes: manifest.blocksSize,
          milliseconds: (parts.clock.monotonicNanoseconds() - began) / 1_000_000
        )
      )
    )
  }

  /// Ends without a snapshot, and takes away what there is of it.
  ///
  /// `isFatal`: a sync of the directory has failed. What of its names is on disk nobody knows then,
  /// and among them may be a segment's that another thread has just made: nothing may be promised
  /// any more.
  private func giveUp(_ failure: SnapshotFailure, isFatal: Bool = false) {
    var isFatal = isFatal
    if !isFatal, let writer {
      do throws(SnapshotError) { try writer.abandon() } catch { isFatal = error.isOfDirectory }
    }
    writer = nil
    if isFatal { parts.log.stopServing("a snapshot: \(failure)") }
    end(.failure(failure))
  }

  private func end(_ result: Result<TakenSnapshot, SnapshotFailure>) {
    isEnded.store(true, ordering: .releasing)
    ended(result)
  }
}

extension SnapshotError {
  /// Whether a sync of the directory has failed.
  fileprivate var isOfDirectory: Bool {
    if case .io(let error) = self { return error.operation == .syncDirectory }
    return false
  }
}
