/// What is loaded before the log is replayed.
package enum ReplayBase: Equatable, Sendable {
  /// The newest snapshot that can be used: what a start does.
  case newestSnapshot
  /// Nothing where the log begins with batch 1, else the oldest snapshot that can be used: what
  /// proves the newer ones.
  case oldest
}

/// Opens a data directory: lock, look, decide.
///
/// Nothing is written before the verdict (CR1). The log is read once: what is replayed meanwhile is
/// thrown away with the refusal if the verdict is one.
///
/// ```swift
/// let found = try LogRecovery.find(storage, newLogID: id, options: options)
/// // load found.snapshot
/// let recovered = try found.read { batch in … }
/// // check totals
/// let log = try recovered.open()
/// ```
package enum LogRecovery {
  /// Takes the lock, opens the files and finds the snapshot to begin with.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - newLogID: The name of the log if there is none yet: random.
  ///   - options: How the log will be kept.
  ///   - base: What to load before the log: a start needs the newest snapshot.
  ///   - isRestoring: Whether the caller is the restore that has not ended.
  /// - Returns: The log, still to be read.
  /// - Throws: ``LogFailure``: busy, damaged, newer, or input and output. Nothing was changed then.
  package static func find(
    _ storage: any Storage,
    newLogID: LogID,
    options: LogOptions,
    base: ReplayBase = .newestSnapshot,
    isRestoring: Bool = false
  ) throws(LogFailure) -> FoundLog {
    let lock: any StorageLock
    do throws(StorageError) {
      lock = try storage.lock(FileNames.lock)
    } catch {
      throw error.isBusy ? .directoryBusy(error) : .io(error)
    }
    let files = try LogFiles.open(storage, .readWrite, isRestoring: isRestoring)
    let logID = try identify(files, newLogID)
    let firstBatch = try LogScan(files: files, logID: logID).firstBatch()
    let catalog = try SnapshotCatalog.load(storage, names: files.names, logID: logID) {
      // Which is the oldest is known when all have been looked at.
      base == .newestSnapshot && usable($0, firstBatch)
    }
    return FoundLog(
      lock: lock,
      options: options,
      catalog: catalog,
      files: files,
      logID: logID,
      firstBatch: firstBatch,
      base: base
    )
  }

  /// Takes the lock and reads everything.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - newLogID: The name of the log if there is none yet: random.
  ///   - options: How the log will be kept.
  /// - Returns: What was found, ready to be replayed and then opened for writing.
  /// - Throws: ``LogFailure``: busy, damaged, newer, or input and output. Nothing was changed then.
  package static func inspect(
    _ storage: any Storage,
    newLogID: LogID,
    options: LogOptions
  ) throws(LogFailure) -> RecoveredLog {
    try unsafe find(storage, newLogID: newLogID, options: options).read { _ in }
  }

  /// Which log it is: by its identity, or, if a crash struck before there was one, by its segment.
  static func identify(_ files: LogFiles, _ newLogID: LogID) throws(LogFailure) -> LogID {
    if let identity = files.identity {
      guard !files.segments.isEmpty else {
        throw .damaged(
          LogDamage(
            .lostSegment,
            file: FileNames.segment(1),
            offset: 0,
            batch: 1,
            expected: "the log's segments, for the directory was in use",
            repair: "repair cannot help: restore the segments from a backup"
          )
        )
      }
      return identity.logID
    }
    guard let first = files.segments.first else {
      if files.hasManifest { throw missingIdentity() }
      return newLogID
    }
    guard first.ordinal == 1, !files.hasManifest else { throw missingIdentity() }
    let bytes: [UInt8]
    do throws(StorageError) {
      bytes = try first.file.readWhole(atMost: SegmentHead.bytes)
    } catch {
      throw .io(error)
    }
    return unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return newLogID }
      do throws(BatchFault) {
        return try unsafe SegmentHead.read(base, available: bytes.count).logID
      } catch {
        // The scan decides whether a segment without a head is damage.
        return newLogID
      }
    }
  }

  private static func missingIdentity() -> LogFailure {
    .damaged(
      LogDamage(
        .badIdentity,
        file: FileNames.identity,
        offset: 0,
        batch: 0,
        expected: "the file, for the directory was in use",
        repair: "repair would write it again from the heads of the segments and lose nothing"
      )
    )
  }

  /// The newest snapshot that is good and that the log continues without a gap (CS7).
  static func choose(
    _ catalog: SnapshotCatalog,
    _ scan: LogScan,
    base: ReplayBase = .newestSnapshot
  ) throws(LogFailure) -> SnapshotReader? {
    if scan.files.identity == nil, scan.tail.batch > 0 { throw missingIdentity() }
    let tail = scan.tail
    let firstBatch = (scan.contents.first?.head.before.batch ?? 0) + 1
    for reader in catalog.good {
      let end = reader.manifest.end
      guard end.batch <= tail.batch else {
        throw behind(
          reader,
          expected: "a log of at least \(end.batch) batches, found \(tail.batch)"
        )
      }
      if let found = try checksum(of: end.batch, scan), found != end.checksum {
        throw behind(
          reader,
          expected: "batch \(end.batch) with checksum \(String(end.checksum, radix: 16)), "
            + "found \(String(found, radix: 16))"
        )
      }
    }
    if let usable = usable(catalog, firstBatch, base) { return usable }
    if firstBatch == 1 { return nil }
    throw .damaged(
      LogDamage(
        .snapshotGap,
        file: catalog.bad.first.map { FileNames.manifest($0.sequence) } ?? "snapshot",
        offset: 0,
        batch: firstBatch,
        expected: "a good snapshot that reaches up to batch \(firstBatch), where the log begins"
          + catalog.bad.map { "; snapshot \($0.sequence): \($0.error)" }.joined(),
        repair: "repair cannot help: restore a snapshot from a backup"
      )
    )
  }

  /// The good snapshot to begin with, after which a log that begins with that batch has no gap.
  static func usable(
    _ catalog: SnapshotCatalog,
    _ firstBatch: UInt64,
    _ base: ReplayBase
  ) -> SnapshotReader? {
    switch base {
    case .newestSnapshot: catalog.good.first { usable($0.manifest, firstBatch) }
    case .oldest: firstBatch == 1 ? nil : catalog.good.last { usable($0.manifest, firstBatch) }
    }
  }

  private static func usable(_ manifest: SnapshotManifest, _ firstBatch: UInt64) -> Bool {
    manifest.start >= firstBatch
  }

  private static func behind(_ reader: SnapshotReader, expected: String) -> LogFailure {
    .damaged(
      LogDamage(
        .logBehindSnapshot,
        file: FileNames.manifest(reader.manifest.sequence),
        offset: 40,
        batch: reader.manifest.end.batch,
        expected: expected,
        repair: "repair cannot help: the log has lost what was durable; restore it from a backup"
      )
    )
  }

  /// The same of a segment that is read when the server runs, and of a snapshot that ends in `end`.
  static func behind(_ end: LogTail, found: UInt32, file: String) -> LogDamage {
    LogDamage(
      .logBehindSnapshot,
      file: file,
      offset: 0,
      batch: end.batch,
      expected: "batch \(end.batch) with checksum \(String(end.checksum, radix: 16)), in which a "
        + "snapshot ends, found \(String(found, radix: 16))",
      repair: "repair cannot help: restore the snapshot or the log from a backup"
    )
  }

  /// The checksum of a batch, if the log still has it.
  private static func checksum(of batch: UInt64, _ scan: LogScan) throws(LogFailure) -> UInt32? {
    if batch == 0 { return 0 }
    for (content, segment) in zip(scan.contents, scan.files.segments) {
      if batch == content.head.before.batch { return content.head.before.checksum }
      guard batch <= content.tail.batch, batch > content.head.before.batch else { continue }
      if batch == content.tail.batch { return content.tail.checksum }
      // Who reads the segment later compares it.
      if content.isUnread { return nil }
      var checksum: UInt32?
      let walked = LogSegment(segment, content)
      _ = try unsafe walked.walk(from: batch, scan.window) { head, _ in
        checksum = head.checksum
        return false
      }
      return checksum
    }
    return nil
  }
}

extension LogSegment {
  init(_ segment: LogFiles.Segment, _ content: SegmentContent) {
    self.init(
      ordinal: segment.ordinal,
      name: segment.name,
      file: segment.file,
      first: content.head.before.batch + 1,
      size: segment.size,
      largestBatch: content.head.largestBatch,
      last: content.tail.batch,
      endOffset: content.endOffset,
      index: content.index,
      unreadTail: content.isUnread ? content.tail : nil
    )
  }
}
