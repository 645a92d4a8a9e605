package import FealtyPersistence
internal import Glibc
internal import Synchronization

/// Gathers the shards' records into batches and makes them durable, one batch at a time.
///
/// - Owns: the buffer that is being gathered, the one in flight, and the number of the newest
///   durable batch.
/// - Guarantees: a record's position is known when it is handed over, and final; batches reach the
///   store in order, each after the one before is durable (fault-model, CL3).
/// - Suspends: ``run()`` waits for records and for the disk; nothing else waits.
/// - Fails: for good, through `failStop`. Shards are then ahead of the log, and only a restart
///   mends that.
package final class LogWriter: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `gathering` and `isStopping` are read and changed under
  // `lock`; `inFlight`, `tail`, `isSealed` and `hasFailed` belong to the thread inside `run()`;
  // `capacity` is set before any thread runs; the rest is atomic or immutable.
  private let lock = Lock()
  private var gathering: LogBatchBuffer
  private var isStopping = false
  private var inFlight: LogBatchBuffer
  private var tail: LogTail
  /// Bytes of records that one batch holds: what is together must not be more.
  private(set) var capacity: Int
  /// Whether the store has been told to seal the tail.
  private var isSealed = false
  private var hasFailed = false
  private var store: (any LogStore)?
  private let clock: any Clock
  private let failStop: @Sendable (String) -> Void
  private let hooks: Hooks
  private let newestDurable = Atomic<UInt64>(0)
  /// Whether anything has been gathered: what the log's thread watches before it sleeps.
  private let hasGathered = Atomic<Bool>(false)
  private let roomLeft = Atomic<Bool>(true)
  private let batchCount = Atomic<Int>(0)
  private let recordCount = Atomic<Int>(0)
  private let syncTimes = SyncTimes()

  /// What the writer asks of those around it.
  package struct Hooks: Sendable {
    /// A batch has become durable, and nobody knows it yet.
    package var written: @Sendable (LogBatchBuffer) -> Void
    /// A batch has become durable, or buffers were swapped: shards may go on.
    package var progressed: @Sendable () -> Void
    /// Nothing came for a while: the store may put its seal on the tail (fault-model, CL7).
    package var idle: @Sendable () -> Void
    /// Whether the store can take as many bytes as all shards may have under way.
    package var hasRoom: @Sendable () -> Bool

    package init(
      written: @escaping @Sendable (LogBatchBuffer) -> Void,
      progressed: @escaping @Sendable () -> Void,
      idle: @escaping @Sendable () -> Void,
      hasRoom: @escaping @Sendable () -> Bool
    ) {
      self.written = written
      self.progressed = progressed
      self.idle = idle
      self.hasRoom = hasRoom
    }
  }

  /// How long the log waits for records before it lets the store seal the tail, milliseconds.
  private static let idleMilliseconds = 50

  /// Makes a writer without a log.
  ///
  /// `failStop` ends the process; where it returns, in a simulation, nothing of the server is run
  /// any more.
  package init(clock: any Clock, hooks: Hooks, failStop: @escaping @Sendable (String) -> Void) {
    self.clock = clock
    self.hooks = hooks
    self.failStop = failStop
    tail = .empty
    gathering = LogBatchBuffer(number: 1)
    inFlight = LogBatchBuffer(number: 0)
    capacity = inFlight.capacity
  }

  /// Gives the writer the log that recovery opened.
  ///
  /// Once, before ``run()`` and the first record.
  package func open(_ store: any LogStore, tail: LogTail) {
    lock.locked {
      precondition(self.store == nil && gathering.isEmpty, "the log is open already")
      self.store = store
      self.tail = tail
      gathering = LogBatchBuffer(number: tail.batch + 1, limits: store.limits)
      inFlight = LogBatchBuffer(number: 0, limits: store.limits)
      capacity = gathering.capacity
    }
    newestDurable.store(tail.batch, ordering: .releasing)
  }

  /// Number of the newest batch that would survive a power cut.
  package var durableBatch: UInt64 { newestDurable.load(ordering: .acquiring) }

  /// The batch that records handed over from now on will have, or a later one.
  var gatheringBatch: UInt64 { lock.locked { gathering.number } }

  /// The newest batch of which any record was handed over.
  var newestBatch: UInt64 {
    lock.locked { gathering.isEmpty ? gathering.number - 1 : gathering.number }
  }

  /// Whether commands may be taken: false when the disk is nearly full.
  package var hasRoom: Bool { roomLeft.load(ordering: .relaxed) }

  /// Whether records wait for ``turn(isIdle:)``.
  package var hasWork: Bool { hasGathered.load(ordering: .relaxed) }

  /// Ends the process: what was promised cannot be kept.
  ///
  /// Returns in a simulation alone, which runs nothing of the server any more.
  func stopServing(_ reason: String) { failStop(reason) }

  package var batches: Int { batchCount.load(ordering: .relaxed) }
  package var records: Int { recordCount.load(ordering: .relaxed) }
  package var syncMicroseconds: (p50: Int, p99: Int) { syncTimes.percentiles }

  /// Takes a turn's records, or a part of them.
  ///
  /// `patches`: where a record's `previous` names another record of the same turn: the field's
  /// offset in `records`, and that record's index in the turn.
  ///
  /// - Returns: the position of the first record, the others follow; or nil when the batch has no
  ///   room for all of them: try again when woken.
  func handOver(
    _ records: UnsafeRawBufferPointer,
    count: Int,
    patches: [(offset: Int, index: Int)]
  ) -> LogPosition? {
    let first: LogPosition? = lock.locked {
      precondition(
        records.count <= gathering.capacity,
        "a turn of \(records.count) bytes fits no batch of \(gathering.capacity)"
      )
      guard records.count <= gathering.freeCount,
        gathering.recordCount + count <= FealtyPersistence.Limits.recordsPerBatch
      else { return nil }
      let first = gathering.nextPosition
      let start = gathering.free
      let taken = gathering.append(payload: records, recordCount: count)
      precondition(taken, "a turn of \(records.count) bytes does not fit the batch that had room")
      for patch in patches {
        let previous = LogPosition(batch: first.batch, index: first.index + UInt16(patch.index))
        start.storeBytes(
          of: previous.packed.littleEndian,
          toByteOffset: patch.offset,
          as: UInt64.self
        )
      }
      hasGathered.store(true, ordering: .relaxed)
      lock.signal()
      return first
    }
    return first
  }

  /// The body of the log's thread: returns when ``stop()`` was called and everything is durable.
  package func run() {
    while perform(next()) {}
  }

  /// Does what ``run()`` would do next, without waiting: for a simulation, whose one thread is also
  /// the log's.
  ///
  /// `isIdle`: whether nothing has come for a while.
  ///
  /// - Returns: false where ``run()`` would have returned.
  package func turn(isIdle: Bool) -> Bool {
    let step = lock.locked { takeGathered() ?? (isStopping ? .stopped : nil) }
    if let step { return perform(step) }
    return isIdle && (!isSealed || !hasRoom) ? perform(.idle) : true
  }

  /// Lets ``run()`` finish what has been gathered, then return.
  package func stop() {
    lock.locked {
      isStopping = true
      lock.signal()
    }
  }

  // MARK: - Steps

  private enum Step {
    case batch, idle, stopped
  }

  /// Waits for records, or for there to be something else to do.
  private func next() -> Step {
    watch()
    return lock.locked {
      while true {
        if let batch = takeGathered() { return batch }
        if isStopping { return .stopped }
        let woken = lock.wait(milliseconds: Self.idleMilliseconds)
        if !woken, gathering.isEmpty, !isStopping, !isSealed || !hasRoom { return .idle }
      }
    }
  }

  /// Makes what has been gathered the batch in flight; nil where there is nothing.
  ///
  /// Under the lock.
  private func takeGathered() -> Step? {
    guard !gathering.isEmpty else { return nil }
    let number = gathering.number
    swap(&gathering, &inFlight)
    hasGathered.store(false, ordering: .relaxed)
    gathering.reset(number: number + 1)
    return .batch
  }

  /// - Returns: Whether there is a next step.
  private func perform(_ step: Step) -> Bool {
    switch step {
    case .batch:
      append()
      isSealed = false
    case .idle:
      hooks.idle()
      updateRoom()
      isSealed = true
    case .stopped:
      return false
    }
    return !hasFailed
  }

  /// Notes whether there is room; what was seen before another thread has made some must not stay.
  private func updateRoom() {
    var hasRoom: Bool
    repeat {
      hasRoom = hooks.hasRoom()
      roomLeft.store(hasRoom, ordering: .relaxed)
    } while hooks.hasRoom() != hasRoom
  }

  /// Looks for records without sleeping for a moment after a batch.
  ///
  /// Waking a sleeping thread costs half a sync; callers that wait for each answer come back at
  /// once. Each look yields the processor.
  private func watch() {
    guard batches > 0, !hasGathered.load(ordering: .relaxed) else { return }
    for _ in 0..<Limits.logWatchLooks where !hasGathered.load(ordering: .relaxed) {
      sched_yield()
    }
  }

  private func append() {
    guard let store else { preconditionFailure("the log is not open") }
    let start = clock.monotonicNanoseconds()
    let records = inFlight.recordCount
    store.append(inFlight, after: tail) { [self] outcome in
      guard case .durable(let newTail) = outcome else {
        hasFailed = true
        failStop("the log did not take batch \(inFlight.number): \(outcome); restart to recover")
        return
      }
      tail = newTail
    }
    if hasFailed { return }
    precondition(tail.batch == inFlight.number, "the log ends in \(tail), not \(inFlight.number)")
    syncTimes.add(nanoseconds: clock.monotonicNanoseconds() - start)
    batchCount.add(1, ordering: .relaxed)
    recordCount.add(records, ordering: .relaxed)
    updateRoom()
    hooks.written(inFlight)
    newestDurable.store(tail.batch, ordering: .releasing)
    hooks.progressed()
  }
}
