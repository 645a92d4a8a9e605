/// What becomes of segments that no start needs any more.
package struct ArchivePolicy: Sendable {
  /// How bodies are taken apart.
  package var shape: ArchiveShape

  /// What is left out; nil = nothing.
  package var redact: ArchiveRedaction?

  /// The kinds of records that ``redact`` looks at; nil = all.
  package var redactedKinds: Set<UInt8>?

  /// Whether what the batches hash to is kept beside them.
  package var keepsChain = false

  /// How long records are kept after they were recorded, milliseconds; nil = for ever.
  package var keptMilliseconds: Int64?

  /// Bytes of all archives together; nil = any number.
  package var keptBytes: UInt64?

  /// Records younger than this are kept however much there is, milliseconds: retries and late
  /// returns need them.
  package var youngestMilliseconds: Int64 = 0

  /// How hard zlib tries, 1 to 9.
  package var level: Int

  package init(
    shape: ArchiveShape = .none,
    redact: ArchiveRedaction? = nil,
    level: Int = Limits.archiveLevel,
    keptMilliseconds: Int64? = nil,
    keptBytes: UInt64? = nil
  ) {
    precondition((1...9).contains(level), "level \(level)")
    precondition(keptMilliseconds ?? 0 >= 0, "records are kept for a time")
    self.shape = shape
    self.redact = redact
    self.level = level
    self.keptMilliseconds = keptMilliseconds
    self.keptBytes = keptBytes
  }
}

/// What ``FileLog/archiveSealed(before:_:now:pause:shouldStop:)`` did.
package struct ArchiveReport: Equatable, Sendable {
  /// The segments that have become archives.
  package var archived = 0

  /// Bytes of the batches' payloads in them, and of the archives' files.
  package var rawBytes: UInt64 = 0
  package var storedBytes: UInt64 = 0

  /// The archives that were removed because they were too old or too many.
  package var removed: [String] = []

  /// What all batches up to the newest sealed segment hash to, where that is new.
  package var link: LogChain.Link?

  /// Why it ended before its time.
  package var failure: ArchiveFailure?

  /// Nothing was done.
  package init() {}
}

extension FileLog {
  /// An archive as readers know it.
  struct Archive: Sendable {
    var index: ArchiveIndex
    var bytes: UInt64
  }

  /// How many archives there are, and their bytes.
  package var archiveUsage: (count: Int, bytes: UInt64) {
    mutex.locked { (shared.archives.count, shared.archives.reduce(0) { $0 + $1.bytes }) }
  }

  /// Makes archives of the segments all of whose batches have smaller numbers than `number`, then
  /// removes archives that are too old or too many.
  ///
  /// On a thread that may wait for long, and not the log's. Oldest first: each archive is there and
  /// was read back before its segment goes, and that is durable before the next one is begun (CS6).
  ///
  /// - Parameters:
  ///   - number: The first batch that a start may need.
  ///   - policy: How, and what is kept.
  ///   - now: Server time, milliseconds since 1970.
  ///   - pause: Called after each small piece of the work; it may sleep.
  ///   - shouldStop: Asked between batches: the rest is done another time.
  /// - Returns: What was done. A full disk and a damaged segment are no more than a failure in it;
  ///   any other failed change of the directory stops the log, as everywhere.
  package func archiveSealed(
    before number: UInt64,
    _ policy: ArchivePolicy,
    now: Int64,
    pause: @escaping @Sendable () -> Void = {},
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) -> ArchiveReport {
    var report = ArchiveReport()
    let begins = mutex.locked { () -> Bool in
      guard !shared.isStopped, !shared.isClosed, !shared.isArchiving else { return false }
      shared.isArchiving = true
      return true
    }
    guard begins else { return report }
    defer {
      mutex.locked {
        shared.isArchiving = false
        mutex.wakeAll()
      }
    }
    let writer = ArchiveWriter(
      storage: storage,
      logID: logID,
      shape: policy.shape,
      redact: policy.redact,
      level: policy.level,
      pause: pause,
      shouldStop: { [self] in shouldStop() || mutex.locked { shared.isClosed || shared.isStopped } }
    )
    if policy.keepsChain {
      note(&report) { (report) throws(ArchiveFailure) in
        report.link = try extendChain(policy, writer.shouldStop)
      }
      if case .failed = report.failure { return report }
    }
    note(&report) { (report) throws(ArchiveFailure) in
      while try archiveNext(before: number, writer, &report) {}
    }
    // Also where the disk is full: what is removed makes room.
    if case .failed = report.failure { return report }
    note(&report) { (report) throws(ArchiveFailure) in
      while try removeOldest(policy, now: now, &report) {}
    }
    return report
  }

  /// Does a part of the work, and keeps the first failure.
  private func note(
    _ report: inout ArchiveReport,
    _ body: (inout ArchiveReport) throws(ArchiveFailure) -> Void
  ) {
    do throws(ArchiveFailure) {
      try body(&report)
    } catch {
      report.failure = report.failure ?? error
      if case .failed(let error) = error { stop(.io(error)) }
    }
  }

  /// - Returns: Whether there may be another one.
  private func archiveNext(
    before number: UInt64,
    _ writer: ArchiveWriter,
    _ report: inout ArchiveReport
  ) throws(ArchiveFailure) -> Bool {
    let segment = mutex.locked { () -> LogSegment? in
      // The last one is written to, and stays.
      guard shared.segments.count > 1, shared.segments[0].last < number,
        // An archive is made of what is known to be whole.
        shared.segments[0].unreadTail == nil
      else { return nil }
      return shared.segments[0]
    }
    guard let segment, !writer.shouldStop() else { return false }
    let made: Archive?
    var writer = writer
    writer.tablesBefore = { [self] in
      let before = mutex.locked { shared.archives.last?.index }
      guard let before, before.version > 1 else { return nil }
      // One that cannot be read is told of when somebody asks for its history.
      return try? archiveReader.tables(of: before)
    }
    switch try writer.write(segment) {
    case .stopped: return false
    case .empty: made = nil
    case .written(let index, let bytes):
      precondition(index.after.batch == segment.last, "the archive of \(segment.name) is another's")
      made = Archive(index: index, bytes: bytes)
    }
    mutex.locked {
      precondition(shared.segments[0].ordinal == segment.ordinal, "another segment is the first")
      shared.segments.removeFirst()
      if let made { shared.archives.append(made) }
    }
    // Its file is closed when the last reader is done with it.
    try unlink(segment.name)
    guard let made else { return true }
    report.archived += 1
    report.rawBytes += made.index.rawBytes
    report.storedBytes += made.bytes
    return true
  }

  private func removeOldest(
    _ policy: ArchivePolicy,
    now: Int64,
    _ report: inout ArchiveReport
  ) throws(ArchiveFailure) -> Bool {
    let removed = mutex.locked { () -> Archive? in
      guard let oldest = shared.archives.first else { return nil }
      let bytes = shared.archives.reduce(0) { $0 + $1.bytes }
      let isTooMuch = policy.keptBytes.map { bytes > $0 } ?? false
      let age = now &- oldest.index.newestTime
      let isTooOld = policy.keptMilliseconds.map { age > $0 } ?? false
      guard age >= policy.youngestMilliseconds else { return nil }
      return isTooMuch || isTooOld ? shared.archives.removeFirst() : nil
    }
    guard let removed else { return false }
    let name = FileNames.archive(removed.index.ordinal)
    archiveReader.forget(removed.index.ordinal)
    try unlink(name)
    report.removed.append(name)
    return true
  }

  private func unlink(_ name: String) throws(ArchiveFailure) {
    do throws(StorageError) {
      try storage.unlink(name)
      try storage.syncDirectory()
    } catch {
      throw .failed(error)
    }
  }

  // MARK: - Reading

  /// The number of the oldest batch from which on all are there.
  var firstKept: UInt64 {
    mutex.locked {
      guard let first = shared.segments.first else { preconditionFailure("a log has a segment") }
      var kept = first.first
      for archive in shared.archives.reversed() where archive.index.after.batch + 1 == kept {
        kept = archive.index.before.batch + 1
      }
      return min(kept, shared.durable.batch)
    }
  }

  /// Gives the archived batches from `number` on, up to `end`, which is in a segment; `body`
  /// returns whether to go on.
  ///
  /// - Throws: ``LogFailure``.
  /// - Returns: Whether it wants to go on in the segments.
  func forEachArchived(
    from number: UInt64,
    upTo end: UInt64,
    _ body: (BatchHead, UnsafeRawBufferPointer) -> Bool
  ) throws(LogFailure) -> Bool {
    var next = number
    while next < end {
      let (index, entry) = try archive(with: next)
      let content: ArchiveContent
      do throws(LogFailure) {
        content = try archiveReader.content(index, entry)
      } catch {
        throw archived(error)
      }
      guard unsafe content.forEach(from: next, body) else { return false }
      next = index.entries[entry].last + 1
    }
    return true
  }

  /// The record at a position, if that is in an archive.
  ///
  /// - Returns: All its bytes, nil where there is none; not known of a batch that is in a
  ///   segment, or in an archive of format 1, of which whole batches are read.
  /// - Throws: ``LogFailure``.
  func archivedRecord(
    at position: LogPosition
  ) throws(LogFailure) -> (bytes: ArraySlice<UInt8>?, isKnown: Bool) {
    try checkRunning()
    guard position.batch < mutex.locked({ shared.segments.first?.first ?? 0 }) else {
      return (nil, false)
    }
    let (index, entry) = try archive(with: position.batch)
    guard index.version > 1 else { return (nil, false) }
    do throws(LogFailure) {
      return (try archiveReader.record(index, entry, position), true)
    } catch {
      throw archived(error)
    }
  }

  /// The archive with a batch, and its entry there.
  private func archive(
    with number: UInt64
  ) throws(LogFailure) -> (index: ArchiveIndex, entry: Int) {
    let archives = mutex.locked { shared.archives }
    // They are in order, and each ends before the next one begins.
    var (low, high) = (0, archives.count)
    while low < high {
      let middle = (low + high) / 2
      if archives[middle].index.after.batch < number { low = middle + 1 } else { high = middle }
    }
    guard low < archives.count, let entry = archives[low].index.entry(of: number) else {
      throw missing(number, archives)
    }
    return (archives[low].index, entry)
  }

  /// Why an archive could not be read.
  private func archived(_ failure: LogFailure) -> LogFailure {
    // It was removed meanwhile, because it has become too old.
    if case .io(let error) = failure, error.isMissing { return .truncated(before: firstKept) }
    return failure
  }

  private func missing(_ number: UInt64, _ archives: [Archive]) -> LogFailure {
    let (bad, gaps) = mutex.locked { (shared.badArchive, shared.gaps) }
    let gap = gaps.first { $0.batches.contains(number) }
    let isBeforeAll = number <= archives.first?.index.before.batch ?? .max
    guard let name = isBeforeAll ? bad : gap?.name ?? bad else {
      return .truncated(before: firstKept)
    }
    return ArchiveReader.damage(
      name,
      at: 0,
      batch: number,
      expected: "the archive with batch \(number)\(gap.map { ", found: \($0.reason)" } ?? "")"
    )
  }
}
