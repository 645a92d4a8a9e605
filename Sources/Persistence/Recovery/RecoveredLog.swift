/// A directory whose lock is held and whose verdict is "start": to replay, then to open for
/// writing.
///
/// Used by one thread. Until ``open()`` nothing was written, so whoever replays may still refuse.
package final class RecoveredLog {
  package let logID: LogID

  /// What the log ends in.
  package let tail: LogTail

  /// The newest snapshot that can be used, verified; nil if there is none, then replay from 1.
  package let snapshot: SnapshotReader?

  /// Sequences of the snapshots whose checksums are right and that were not rejected.
  package var goodSnapshots: Set<UInt64> { Set(snapshots.good.map(\.manifest.sequence)) }

  /// Sequences of the snapshots that cannot be used.
  package var unusableSnapshots: Set<UInt64> { Set(snapshots.bad.map(\.sequence)) }

  /// What an operator should know.
  package private(set) var notices: [LogNotice] = []

  /// The first batch to replay after loading ``snapshot``.
  package var replayStart: UInt64 { snapshot?.manifest.start ?? 1 }

  /// How many records the segments hold, those before ``replayStart`` included.
  package var recordCount: UInt64 { scan.contents.reduce(0) { $0 + $1.recordCount } }

  /// Whether there was no log yet.
  package var isNew: Bool { scan.files.identity == nil }

  let storage: any Storage
  private let lock: any StorageLock
  private let options: LogOptions
  private let snapshots: SnapshotCatalog
  let scan: LogScan
  let archives: ArchiveCatalog
  /// What the good snapshots end in.
  private let snapshotEnds: [LogTail]

  init(
    storage: any Storage,
    lock: any StorageLock,
    options: LogOptions,
    logID: LogID,
    scan: LogScan,
    snapshot: SnapshotReader?,
    snapshots: SnapshotCatalog,
    snapshotEnds: [LogTail],
    archives: ArchiveCatalog
  ) {
    self.storage = storage
    self.lock = lock
    self.options = options
    self.logID = logID
    self.scan = scan
    self.snapshot = snapshot
    self.snapshots = snapshots
    self.archives = archives
    self.snapshotEnds = snapshotEnds
    tail = scan.tail
    if isNew { notices.append(.created) }
    notices += snapshots.bad.map { .badSnapshot(sequence: $0.sequence, error: $0.error) }
    notices += archives.bad.map { .badArchive(file: $0.name, reason: $0.reason) }
    let missing = archives.gaps.filter { gap in !archives.bad.contains { $0.name == gap.name } }
    notices += missing.map { .badArchive(file: $0.name, reason: $0.reason) }
    notices += scan.files.unknown.map { .unknownFile(file: $0) }
    notices += scan.files.temporaries.map { .temporaryRemoved(file: $0) }
    if let torn = scan.tornTail { notices.append(notice(of: torn)) }
    if let index = scan.headToRemake {
      notices.append(.headRemade(file: scan.files.segments[index].name))
    }
  }

  /// Of the log before this batch no good snapshot of those that are kept needs anything; nil where
  /// there are too few of them.
  ///
  /// `unusable`: sequences of those that an earlier start could not load, whatever their checksums
  /// say.
  package func logNeeded(without unusable: Set<UInt64>) -> UInt64? {
    snapshots.replayStart(without: unusable)
  }

  /// Gives the batches from `number` on, in order and each checked again; `body` returns whether to
  /// go on.
  ///
  /// Reads in few large reads; all of a batch is in memory at once, and never more than 4 MiB.
  package func replay(
    from number: UInt64,
    _ body: (LogBatchView) -> Bool
  ) throws(LogFailure) {
    for (content, segment) in zip(scan.contents, scan.files.segments) {
      let walked = LogSegment(segment, content)
      guard walked.last >= number, walked.last >= walked.first else { continue }
      let goesOn = try unsafe walked.walk(from: number, scan.window) { head, payload in
        unsafe body(LogBatchView(head, payload, in: scan.window.chunk))
      }
      guard goesOn else { return }
    }
  }

  /// Gives the directory up without having written anything.
  package func abandon() throws(LogFailure) {
    try storing { () throws(StorageError) in
      for segment in scan.files.segments { try segment.file.close() }
      try lock.release()
    }
  }

  /// Puts the directory in order and opens the log for writing, in a new epoch.
  ///
  /// Each step can be repeated after a crash in it. ``LogOptions/failStop`` is called for failures
  /// here as for later ones.
  package func open() throws(LogFailure) -> FileLog {
    do throws(LogFailure) {
      return try prepare()
    } catch {
      options.failStop(error)
      throw error
    }
  }

  // MARK: - Steps

  private func prepare() throws(LogFailure) -> FileLog {
    try storing { () throws(StorageError) in
      for name in scan.files.temporaries { try storage.unlink(name) }
      if !scan.files.temporaries.isEmpty { try storage.syncDirectory() }
      if let torn = scan.tornTail { try cut(torn) }
    }
    var segments = zip(scan.contents, scan.files.segments).map { LogSegment($1, $0) }
    var ready = scan.files.segments.dropFirst(segments.count).map { segment in
      FileLog.ReadySegment(
        ordinal: segment.ordinal,
        name: segment.name,
        file: segment.file,
        size: segment.size
      )
    }
    precondition(segments.isEmpty || segments.last?.last == tail.batch, "the files end elsewhere")
    precondition(!segments.isEmpty || isNew, "a log without a segment")
    if segments.isEmpty {
      segments.append(try storing { () throws(StorageError) in try makeFirst(&ready) })
    }
    if isNew { try storing { () throws(StorageError) in try publishIdentity() } }
    // A segment that ended, or whose successor has no head yet: the log's own step to the next
    // segment writes both again.
    let offset = scan.contents.last?.endOffset ?? UInt64(SegmentHead.bytes)
    let hasEnded = if case .ended? = scan.contents.last?.finding { true } else { false }
    let log = FileLog(
      storage: storage,
      lock: lock,
      options: options,
      logID: logID,
      segments: segments,
      ready: ready,
      archives: archives,
      snapshotEnds: snapshotEnds,
      tail: tail,
      offset: offset,
      hasEnded: hasEnded
    )
    try log.begin()
    return log
  }

  /// A torn tail: copied aside, then overwritten with zeros and synced (CR4).
  private func cut(_ torn: LogScan.TornTail) throws(StorageError) {
    precondition(torn.batch == tail.batch + 1, "the torn batch \(torn.batch) is in the log")
    precondition(
      torn.segment == scan.contents.count - 1,
      "the torn tail is not in the last segment"
    )
    let segment = scan.files.segments[torn.segment]
    let count = Int(torn.byteCount)
    precondition(count <= Limits.batchBytes, "a torn tail of \(count) bytes")
    let bytes = try segment.file.read(count, at: torn.offset)
    precondition(bytes.count == count, "the torn tail has become shorter")
    try storage.publish(keptName(torn), bytes)
    try segment.file.write([UInt8](repeating: 0, count: count), at: torn.offset)
    try segment.file.sync()
  }

  /// Named by place and content, so that a crash here and another try make the same file.
  private func keptName(_ torn: LogScan.TornTail) -> String {
    let segment = scan.files.segments[torn.segment]
    return FileNames.kept(Int(torn.batch), of: "\(segment.name)-\(torn.offset)-\(torn.checksum)")
  }

  private func notice(of torn: LogScan.TornTail) -> LogNotice {
    .tornTail(
      file: scan.files.segments[torn.segment].name,
      offset: torn.offset,
      batch: torn.batch,
      bytes: torn.byteCount,
      kept: keptName(torn)
    )
  }

  /// Part of the verdict: a segment that would be used next has room for what it will hold.
  func checkReady() throws(LogFailure) {
    for segment in scan.files.segments.dropFirst(scan.contents.count)
    where segment.size < UInt64(options.smallestSegmentBytes) {
      throw .damaged(
        LogDamage(
          .shortSegment,
          file: segment.name,
          offset: segment.size,
          batch: tail.batch + 1,
          expected: "room for a batch of \(options.limits.largestBatchBytes) bytes",
          repair: "remove the file: it holds only zeros"
        )
      )
    }
  }

  /// The first segment of a new log, with its head from the start.
  private func makeFirst(
    _ ready: inout [FileLog.ReadySegment]
  ) throws(StorageError) -> LogSegment {
    var head = SegmentHead(
      logID: logID,
      ordinal: 1,
      before: .empty,
      size: UInt64(options.segmentBytes),
      largestBatch: options.limits.largestBatchBytes
    )
    let made: FileLog.ReadySegment
    if ready.isEmpty {
      made = try FileLog.makeSegment(storage, 1, bytes: options.segmentBytes, head: head)
    } else {
      made = ready.removeFirst()
      head.size = made.size
      try made.file.write(head.encoded(), at: 0)
      try made.file.sync()
    }
    return LogSegment(
      ordinal: 1,
      name: made.name,
      file: made.file,
      first: 1,
      size: made.size,
      largestBatch: head.largestBatch,
      last: 0,
      endOffset: UInt64(SegmentHead.bytes)
    )
  }

  private func publishIdentity() throws(StorageError) {
    try storage.publish(FileNames.identity, LogIdentity(logID: logID).encoded())
  }

  private func storing<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(LogFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw .io(error) }
  }
}
