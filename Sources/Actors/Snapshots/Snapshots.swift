internal import FealtyPersistence
internal import Synchronization

/// How snapshots are taken.
package struct SnapshotOptions: Sendable {
  /// Seconds between two of them; 0 = not by time.
  package var everySeconds: Int64
  /// Bytes of the log's records after which one is taken; 0 = not by growth.
  package var logBytes: Int64
  /// Of zlib, 0 to 9.
  package var level = FealtyPersistence.Limits.snapshotLevel
  /// Places of a table that a shard looks at in one slice, at most: a simulation takes few.
  package var sliceSlots = Limits.snapshotSlots

  package init(everySeconds: Int64 = 0, logBytes: Int64 = 0) {
    self.everySeconds = everySeconds
    self.logBytes = logBytes
  }
}

/// A snapshot that was taken.
package struct TakenSnapshot: Sendable {
  package var sequence: UInt64
  /// The first batch that a start from it reads.
  package var start: UInt64
  /// Nothing inside is of a newer batch.
  package var end: UInt64
  package var records: UInt64
  /// On disk.
  package var bytes: UInt64
  package var milliseconds: Int64
}

/// Why a snapshot was not taken.
package enum SnapshotFailure: Error, Sendable, CustomStringConvertible {
  /// The disk, in a sentence: nothing has changed but a count (fault-model, CS8).
  case failed(String)
  /// The server ends, which writes one of its own.
  case stopping

  package var description: String {
    switch self {
    case .failed(let sentence): sentence
    case .stopping: "the server stops"
    }
  }
}

/// Sees to it that snapshots are taken, one at a time: when it is time, when the log has grown, and
/// on request.
///
/// - Owns: the run under way, and those who wait for it or for the next.
/// - Guarantees: who asks is told of a snapshot that began after the question; what is wrong with a
///   snapshot is no harm to the server, but for a failed sync of the directory, which ends it.
/// - Suspends: in ``close(meanwhile:)`` alone.
/// - Fails: never; a run does, and is counted.
final class Snapshots: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `parts` is set once, before any thread runs; `nextAt` belongs
  // to the thread of shard 0; the rest is read and changed under `lock`, or atomic.
  typealias Waiter = @Sendable (Result<TakenSnapshot, SnapshotFailure>) -> Void

  /// Whether each member's number of entries that are no postings is known; not where the history
  /// of the directory goes through a snapshot that did not have it.
  var countsEntries: Bool {
    get { counts.load(ordering: .relaxed) }
    set { counts.store(newValue, ordering: .relaxed) }
  }
  private let counts = Atomic<Bool>(true)

  /// What has been since the start.
  struct Facts: Sendable {
    var taken: Int64 = 0
    var failures: Int64 = 0
    var failuresInARow: Int64 = 0
    /// Of the newest one; 0 = none.
    var sequence: UInt64 = 0
    /// When it was in place, milliseconds since 1970.
    var atMilliseconds: Int64 = 0
    /// The first batch that a start from the older of two reads; 0 = unknown.
    var logNeededFrom: UInt64 = 0
    /// Sequences that the start could not use: they are none of the two that are kept.
    var unusable: Set<UInt64> = []
  }

  let options: SnapshotOptions
  private let report: @Sendable (Result<TakenSnapshot, SnapshotFailure>) -> Void
  private var parts: SnapshotRun.Parts?
  private let lock = Lock()
  private var running: SnapshotRun?
  /// Those whom the run under way serves, and those who came after it had begun.
  private var served: [Waiter] = []
  private var waiting: [Waiter] = []
  private var isClosed = false
  private var stored = Facts()
  /// Bytes of records that a start would have to replay, about.
  private let grown = Atomic<Int64>(0)
  /// Of them, those that the run under way would save.
  private var covered: Int64 = 0
  /// Not before it does growth ask again for what has failed, monotonic nanoseconds.
  private let growthRestsUntil = Atomic<Int64>(0)
  /// When the next is due by time, monotonic nanoseconds; 0 = not known yet.
  private var nextAt: Int64 = 0

  init(
    _ options: SnapshotOptions,
    report: @escaping @Sendable (Result<TakenSnapshot, SnapshotFailure>) -> Void
  ) {
    self.options = options
    self.report = report
  }

  /// Gives what runs need.
  ///
  /// Once, before any thread runs.
  func open(_ parts: SnapshotRun.Parts) { self.parts = parts }

  /// Lets the log go on in another segment, so that the snapshots to come make this one
  /// unnecessary.
  func endSegment() { parts?.openLog.value?.endSegment() }

  var facts: Facts { lock.locked { stored } }

  // MARK: - When

  /// Records have become durable; on the log's thread.
  ///
  /// `bytes`: how many they have, those of the log that a start has replayed included.
  func logHasGrown(by bytes: Int) {
    let all = grown.add(Int64(bytes), ordering: .relaxed).newValue
    guard options.logBytes > 0, all >= options.logBytes, let parts,
      growthRestsUntil.load(ordering: .relaxed) <= parts.clock.monotonicNanoseconds()
    else { return }
    take()
  }

  /// Takes one when it is time, unless nothing was written since the last.
  ///
  /// On shard 0's thread, with each turn.
  ///
  /// - Returns: Monotonic nanoseconds at which to look again; `Int64.max` = never.
  func lookAtTime(_ clock: any Clock) -> Int64 {
    guard options.everySeconds > 0 else { return .max }
    let now = clock.monotonicNanoseconds()
    if nextAt > now { return nextAt }
    let isFirst = nextAt == 0
    nextAt = now + options.everySeconds * 1_000_000_000
    if !isFirst, grown.load(ordering: .relaxed) > 0 { take() }
    return nextAt
  }

  // MARK: - Runs

  /// Takes a snapshot, unless one is being taken.
  ///
  /// `waiter`: is told of one that begins from now on, on any thread; where one is being taken, the
  /// next follows it.
  func take(_ waiter: Waiter? = nil) {
    var isRefused = false
    let run = lock.locked { () -> SnapshotRun? in
      guard !isClosed else {
        isRefused = true
        return nil
      }
      if let waiter { waiting.append(waiter) }
      return running == nil ? begin() : nil
    }
    if isRefused { waiter?(.failure(.stopping)) }
    run?.start()
  }

  /// Under the lock.
  private func begin() -> SnapshotRun? {
    guard let parts else { return nil }
    served = waiting
    waiting = []
    covered = grown.exchange(0, ordering: .relaxed)
    let run = SnapshotRun(parts, options) { [self] in ended($0) }
    running = run
    return run
  }

  private func ended(_ result: Result<TakenSnapshot, SnapshotFailure>) {
    let told = lock.locked { () -> [Waiter] in
      defer { served = [] }
      note(result)
      return served
    }
    if case .failure(.stopping) = result {} else { report(result) }
    for waiter in told { waiter(result) }
    let next = lock.locked { () -> SnapshotRun? in
      running = nil
      lock.signal()
      return waiting.isEmpty || isClosed ? nil : begin()
    }
    next?.start()
  }

  private func note(_ result: Result<TakenSnapshot, SnapshotFailure>) {
    switch result {
    case .success(let taken):
      stored.taken += 1
      stored.failuresInARow = 0
      growthRestsUntil.store(0, ordering: .relaxed)
      stored.sequence = taken.sequence
      stored.atMilliseconds = parts?.clock.wallMilliseconds() ?? 0
    case .failure(.failed):
      stored.failures += 1
      stored.failuresInARow += 1
      // What it would have saved is still to be replayed, and soon asks again.
      grown.add(covered, ordering: .relaxed)
      let rest = Limits.snapshotRetryMilliseconds << min(stored.failuresInARow - 1, 5)
      let now = parts?.clock.monotonicNanoseconds() ?? 0
      growthRestsUntil.store(now + rest * 1_000_000, ordering: .relaxed)
    case .failure(.stopping): break
    }
  }

  /// The start could not use these snapshots.
  func noteUnusable(_ sequences: Set<UInt64>) { lock.locked { stored.unusable = sequences } }

  /// Every start from now on begins with batch `number` or later: what the log has before it, no
  /// snapshot needs, and it goes into the archive.
  func logNeeded(from number: UInt64) {
    lock.locked { stored.logNeededFrom = number }
    parts?.archive(number)
  }

  // MARK: - End

  /// Gives up the run under way, and takes no other; does not wait for its end.
  func stopTaking() {
    let (run, left) = lock.locked { () -> (SnapshotRun?, [Waiter]) in
      isClosed = true
      defer { waiting = [] }
      return (running, waiting)
    }
    for waiter in left { waiter(.failure(.stopping)) }
    run?.cancel()
  }

  /// Gives up the run under way, takes no other, and waits for the end of the one.
  func close(meanwhile: (@Sendable () -> Void)?) {
    stopTaking()
    while true {
      let isOver = lock.locked { () -> Bool in
        if running != nil, meanwhile == nil { lock.wait(milliseconds: 1_000) }
        return running == nil
      }
      if isOver { return }
      meanwhile?()
    }
  }

  /// Cuts the ties to the shards.
  func letGo() {
    parts = nil
    lock.locked { running = nil }
  }

  /// Writes the last one, on the calling thread, when nothing changes any more and the shards'
  /// loops still turn.
  ///
  /// `patience`: milliseconds after which it is given up where no shard has written anything: a
  /// stop waits for no shard that waits for the log, which has ended.
  func takeLast(
    meanwhile: (@Sendable () -> Void)?,
    patience: Int = Limits.lastSnapshotMilliseconds
  ) -> Result<TakenSnapshot, SnapshotFailure> {
    guard var parts else { return .failure(.stopping) }
    let bench = SnapshotBench()
    parts.pool = bench
    let outcome = Gathered<Result<TakenSnapshot, SnapshotFailure>>()
    let run = SnapshotRun(parts, options) { result in
      outcome.append(contentsOf: [result])
      bench.wake()
    }
    run.start()
    var waited = 0
    while waited < patience {
      if let result = outcome.values.first { return result }
      if let work = bench.take(waits: meanwhile == nil) {
        waited = 0
        work()
      } else if let meanwhile {
        meanwhile()
      } else {
        waited += SnapshotBench.waitMilliseconds
      }
    }
    run.cancel()
    while let work = bench.take(waits: false) { work() }
    return .failure(.failed("no shard has written anything for \(patience) ms"))
  }
}

/// Work that waits for the thread that asked for it.
final class SnapshotBench: BlockingPool, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `waiting` is read and changed under `lock`.
  private let lock = Lock()
  private var waiting: [@Sendable () -> Void] = []

  /// How long ``take(waits:)`` waits at most.
  static let waitMilliseconds = 100

  func run(_ work: @escaping @Sendable () -> Void) {
    lock.locked {
      waiting.append(work)
      lock.signal()
    }
  }

  /// Lets ``take(waits:)`` return.
  func wake() { lock.locked { lock.signal() } }

  /// The first piece of work; nil where there is none, after a while if it `waits`.
  func take(waits: Bool) -> (@Sendable () -> Void)? {
    lock.locked {
      if waiting.isEmpty, waits { lock.wait(milliseconds: Self.waitMilliseconds) }
      return waiting.isEmpty ? nil : waiting.removeFirst()
    }
  }
}
