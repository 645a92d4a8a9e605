/// A directory whose lock is held and whose log has not been read yet.
///
/// Used by one thread. Nothing was written.
package final class FoundLog {
  /// The snapshot to load before the first batch of ``read(_:ended:)`` is applied; nil if there is
  /// none, then replay begins with batch 1.
  ///
  /// Its blocks were verified. Whether the log fits it is known when the log has been read.
  package private(set) var snapshot: SnapshotReader?

  /// The first batch that ``read(_:ended:)`` gives.
  package private(set) var replayStart: UInt64 = 1

  /// The snapshots that ``rejectSnapshot(_:)`` was called for, in sentences.
  package private(set) var rejections: [String] = []

  private let lock: any StorageLock
  private let options: LogOptions
  private var catalog: SnapshotCatalog
  private let files: LogFiles
  private let logID: LogID
  /// Of the log.
  private let firstBatch: UInt64
  private let base: ReplayBase

  init(
    lock: any StorageLock,
    options: LogOptions,
    catalog: SnapshotCatalog,
    files: LogFiles,
    logID: LogID,
    firstBatch: UInt64,
    base: ReplayBase
  ) {
    self.lock = lock
    self.options = options
    self.catalog = catalog
    self.files = files
    self.logID = logID
    self.firstBatch = firstBatch
    self.base = base
    choose()
  }

  private func choose() {
    snapshot = LogRecovery.usable(catalog, firstBatch, base)
    // Without the batches before the first one there is nothing to apply the others to: `read`
    // refuses.
    replayStart = snapshot?.manifest.start ?? (firstBatch == 1 ? 1 : .max)
  }

  /// ``snapshot`` cannot be loaded, although its checksums are right: takes the next older one, or
  /// the log alone if that has everything, and else lets ``read(_:ended:)`` refuse.
  ///
  /// What was applied so far must have been undone.
  ///
  /// - Throws: ``LogFailure``, as ``LogRecovery/find(_:newLogID:options:)``.
  package func rejectSnapshot(_ reason: String) throws(LogFailure) {
    guard let snapshot else { preconditionFailure("no snapshot to reject: \(reason)") }
    try catalog.checkRest()
    catalog.reject(snapshot.manifest.sequence, reason: reason)
    rejections.append("snapshot \(snapshot.manifest.sequence) cannot be loaded: \(reason)")
    choose()
  }

  /// Bytes of the log that surely come after the batch being given, within a segment's size; 0 near
  /// the end.
  ///
  /// What they fill can have its room at once.
  package private(set) var bytesToCome: UInt64 = 0

  /// Reads the log from its first byte to its last, and decides what it amounts to.
  ///
  /// Segments that lie wholly before ``replayStart`` and have ``LogOptions/unreadBytes`` together
  /// are left for ``FileLog/checkUnread(_:)``.
  ///
  /// Once, and again after ``rejectSnapshot(_:)``. Another thread may load ``snapshot`` meanwhile.
  ///
  /// - Parameters:
  ///   - body: Gets the batches from ``replayStart`` on, in order, each as soon as it has been
  ///     checked and before what follows has been read. So all that it does has to be undone by
  ///     forgetting it.
  ///   - ended: Called when `body` has had the last batch, while the rest of the log has still to
  ///     be read and found empty: a quarter of a second in which others can work. Not called for
  ///     some of the logs that are refused.
  /// - Returns: The verdict "start".
  /// - Throws: ``LogFailure``: damaged, newer, or input and output. Nothing was changed then.
  package func read(
    _ body: @escaping (LogBatchView) -> Void,
    ended: @escaping () -> Void = {}
  ) throws(LogFailure) -> RecoveredLog {
    let start = replayStart
    try catalog.checkRest()
    var scan = LogScan(files: files, logID: logID)
    // A snapshot that was made of another log is refused below; its batches must not meet it. That
    // is known at the snapshot's end, and where replay begins before that, it is looked up first.
    let ends = catalog.good.map(\.manifest.end)
    var isForeign = false
    let unread =
      snapshot == nil
      ? nil : try scan.leaveUnread(before: start, atLeast: options.unreadBytes)
    if let manifest = snapshot?.manifest,
      manifest.start <= manifest.end.batch || manifest.end.batch == unread?.batch
    {
      isForeign = try scan.checksumAhead(of: manifest.end.batch) != manifest.end.checksum
    }
    var segments = scan.files.segments.dropLast(options.readySegments + 1)
    segments = segments.dropFirst(scan.unread.count)
    bytesToCome = segments.reduce(0) { $0 + $1.size }
    unsafe scan.visit = { name, _, batch in
      while let first = segments.first, first.name != name {
        self.bytesToCome -= first.size
        segments.removeFirst()
      }
      for end in ends where unsafe end.batch == batch.number && end.checksum != batch.checksum {
        isForeign = true
      }
      if unsafe !isForeign && batch.number >= start { unsafe body(batch) }
    }
    scan.visitedAll = ended
    try scan.run()
    // What it visits refers to this, which has the lock.
    unsafe scan.visit = nil
    scan.visitedAll = nil
    let chosen = try LogRecovery.choose(catalog, scan, base: base)
    // Both were decided ahead by bytes that have been read again since: what was given, or was not
    // given, would be something else than the log.
    guard chosen?.manifest.sequence == snapshot?.manifest.sequence, !isForeign else {
      throw unsteady(scan)
    }
    let recovered = RecoveredLog(
      storage: scan.files.storage,
      lock: lock,
      options: options,
      logID: scan.logID,
      scan: scan,
      snapshot: snapshot,
      snapshots: catalog,
      snapshotEnds: ends,
      archives: try scan.archives()
    )
    try recovered.checkReady()
    return recovered
  }

  /// The log is good, and was not when it was looked at a moment ago.
  private func unsteady(_ scan: LogScan) -> LogFailure {
    .damaged(
      LogDamage(
        .unsteadyBytes,
        file: scan.files.segments.first?.name ?? FileNames.segment(1),
        offset: 0,
        batch: replayStart,
        expected: "the bytes that were there a moment ago: two readings of the log differ",
        repair: "repair cannot help: start again, and if it happens again replace the disk"
      )
    )
  }
}
