/// Why a segment was not archived.
///
/// Nothing but time is lost: the segment stays.
package enum ArchiveFailure: Error, Equatable, Sendable {
  /// The disk is full. What had been written is removed; it is tried again later (S7, CS8).
  case full(StorageError)
  /// The segment is not what was written, or its archive does not read back as it should.
  case unreadable(LogFailure)
  /// A call failed that changes the directory: the log has stopped (CL6).
  case failed(StorageError)
}

extension ArchiveFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .full(let error): "there is no space for the archive: \(error)"
    case .unreadable(let failure): "\(failure)"
    case .failed(let error): "\(error)"
    }
  }
}

/// Writes the archive of one sealed segment, and proves it.
///
/// Used by one thread, which is neither a shard's nor the log's: it compresses and it waits.
///
/// 1. The file is written under a temporary name and synced; renamed, and the directory synced.
/// 2. It is read back from the disk, and every batch of it proved against its checksum.
/// 3. Only then may the caller unlink the segment.
///
/// A crash anywhere leaves the segment alone, or the segment and an archive that is made again, or
/// a good archive.
struct ArchiveWriter {
  let storage: any Storage
  let logID: LogID
  let shape: ArchiveShape
  let redact: ArchiveRedaction?
  let level: Int

  /// Those of the archive before, which are used again where they are nearly as good as new ones;
  /// asked for once.
  var tablesBefore: () -> ArchiveTables? = { nil }

  /// Called after each small piece of the work.
  let pause: @Sendable () -> Void

  /// Whether to give up between two batches.
  let shouldStop: @Sendable () -> Bool

  enum Outcome {
    /// It is there and was proved.
    case written(ArchiveIndex, bytes: UInt64)
    /// The segment has no batch.
    case empty
    /// It was told to stop; nothing is left of it.
    case stopped
  }

  /// - Throws: ``ArchiveFailure``.
  func write(_ segment: LogSegment) throws(ArchiveFailure) -> Outcome {
    guard segment.last >= segment.first else { return .empty }
    guard let tables = try count(segment) else { return .stopped }
    let name = FileNames.archive(segment.ordinal)
    let temporary = name + FileNames.temporarySuffix
    let index: ArchiveIndex
    do throws(ArchiveFailure) {
      guard let written = try write(segment, tables, temporary) else {
        try discard(temporary)
        return .stopped
      }
      index = written
      try storing { () throws(StorageError) in
        try storage.rename(temporary, to: name)
        try storage.syncDirectory()
      }
    } catch {
      // After a failed write nothing more is done to the directory (CL6).
      if case .failed = error { throw error }
      try discard(temporary)
      throw error
    }
    return .written(index, bytes: try prove(index, name))
  }

  // MARK: - Steps

  /// Counts what comes again, and learns from some of the records how often what comes; nil if it
  /// was told to stop.
  private func count(_ segment: LogSegment) throws(ArchiveFailure) -> ArchiveTables? {
    var counts = ArchiveCounts()
    var sample = ArchiveSample(bytes: segment.endOffset)
    let splitter = ArchiveBodySplitter(shape: shape)
    let isComplete = try walk(segment) { batch, payload in
      for record in ArchiveBlockWriter.records(payload, batch.recordCount) ?? [] {
        sample.note(record.head, batch.number, payload[record.body])
        guard let node = shape.roots[record.head.kind] else { continue }
        let body = payload[record.body]
        let kept = redact?(record.head, body)?[...] ?? body
        // A body that cannot be taken apart may have had texts that can: they do no harm.
        _ = splitter.check(kept, Int(node)) { counts.note(text: $0) }
      }
      pause()
      return !shouldStop()
    }
    guard isComplete else { return nil }
    var tables = counts.tables(shape)
    tables.models = sample.models(tables, redact: redact, pause: pause)
    guard let before = tablesBefore(), before.shape == shape, !before.models.isEmpty else {
      return tables
    }
    // Each archive has all that it needs; but whoever reads many of them reads the same tables
    // once.
    let bytes = sample.size(tables, redact: redact, pause: pause)
    let bytesBefore = sample.size(before, redact: redact, pause: pause)
    return bytesBefore * 16 <= bytes * 17 ? before : tables
  }

  /// - Returns: Nil if it was told to stop.
  private func write(
    _ segment: LogSegment,
    _ tables: ArchiveTables,
    _ temporary: String
  ) throws(ArchiveFailure) -> ArchiveIndex? {
    let file = try storing { () throws(StorageError) in try storage.open(temporary, .create) }
    var output: ArchiveOutput?
    var failure: StorageError?
    let isComplete = try walk(segment) { batch, payload in
      do throws(StorageError) {
        if output == nil {
          output = try ArchiveOutput(file, self, segment.ordinal, tables, Self.before(batch))
        }
        try output?.add(batch, payload)
        pause()
        return !shouldStop()
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw Self.failure(failure) }
    return try storing { () throws(StorageError) in
      let index = isComplete ? try output?.finish() : nil
      try file.close()
      return index
    }
  }

  /// What the log ended in before a batch.
  private static func before(_ batch: BatchHead) -> LogTail {
    if batch.number == 1 { return .empty }
    return LogTail(
      batch: batch.number - 1,
      epoch: batch.kind == .epoch ? batch.epoch - 1 : batch.epoch,
      checksum: batch.previousChecksum
    )
  }

  /// Reads the archive back from the disk.
  ///
  /// - Returns: Its bytes.
  private func prove(_ index: ArchiveIndex, _ name: String) throws(ArchiveFailure) -> UInt64 {
    switch ArchiveCatalog.index(storage, name) {
    case .failure(.storage(let error)): throw .unreadable(.io(error))
    case .failure(let failure): throw .unreadable(bad(name, "\(failure)"))
    case .success(let (found, bytes)):
      guard found == index else { throw .unreadable(bad(name, "it reads back differently")) }
      do throws(LogFailure) { try ArchiveReader(storage).verify(index) { _, _ in pause() } } catch {
        throw .unreadable(error)
      }
      return bytes
    }
  }

  private func bad(_ name: String, _ reason: String) -> LogFailure {
    ArchiveReader.damage(name, at: 0, batch: 0, expected: "the index as written: \(reason)")
  }

  private func discard(_ temporary: String) throws(ArchiveFailure) {
    do throws(StorageError) {
      try storage.unlink(temporary)
      try storage.syncDirectory()
    } catch {
      guard error.isMissing else { throw .failed(error) }
    }
  }

  private func walk(
    _ segment: LogSegment,
    _ body: (BatchHead, [UInt8]) -> Bool
  ) throws(ArchiveFailure) -> Bool {
    let window = FileWindow(capacity: Limits.scanWindowBytes)
    do throws(LogFailure) {
      return try unsafe segment.walk(from: segment.first, window) { head, payload in
        unsafe body(head, Array(payload))
      }
    } catch {
      throw .unreadable(error)
    }
  }

  private func storing<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(ArchiveFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw Self.failure(error) }
  }

  private static func failure(_ error: StorageError) -> ArchiveFailure {
    error.isFull || error.isOutOfDescriptors ? .full(error) : .failed(error)
  }
}

/// The file of an archive while it is written.
private struct ArchiveOutput {
  private let file: any StorageFile
  private var blocks: ArchiveBlockWriter
  private var index: ArchiveIndex
  private let level: Int
  private let pause: @Sendable () -> Void
  private var offset: UInt64 = 0
  private var syncedOffset: UInt64 = 0

  /// Writes the head and the tables.
  init(
    _ file: any StorageFile,
    _ writer: ArchiveWriter,
    _ ordinal: UInt64,
    _ tables: ArchiveTables,
    _ before: LogTail
  ) throws(StorageError) {
    self.file = file
    level = writer.level
    pause = writer.pause
    let logID = writer.logID
    index = ArchiveIndex(logID: logID, ordinal: ordinal, before: before, after: before)
    blocks = ArchiveBlockWriter(
      tables,
      redact: writer.redact,
      logID: logID,
      ordinal: ordinal,
      before: before
    )
    try put(index.head())
    var block = ArchiveBlock(
      kind: .tables,
      logID: logID,
      ordinal: ordinal,
      index: 0,
      before: before,
      lastBatch: before.batch
    )
    let content = tables.encoded()
    (block.firstTime, block.newestTime) = ArchiveTables.mark(of: content)
    let bytes = block.encoded(content, level: level, pause: pause)
    try put(block, bytes)
  }

  mutating func add(_ batch: BatchHead, _ payload: [UInt8]) throws(StorageError) {
    if !blocks.takes(payload.count) { try flush() }
    blocks.add(batch, payload)
  }

  /// Writes what is left, the index and the foot, and syncs.
  mutating func finish() throws(StorageError) -> ArchiveIndex {
    if !blocks.isEmpty { try flush() }
    index.after = blocks.tail
    index.replaced = blocks.replacedCount
    try put(index.tail())
    try file.sync()
    return index
  }

  private mutating func flush() throws(StorageError) {
    let (block, bytes) = blocks.finish(level: level, pause: pause)
    index.recordCount += UInt64(block.recordCount)
    index.rawBytes += UInt64(block.rawCount)
    let isFirst = index.entries.count == 1
    index.newestTime = isFirst ? block.newestTime : max(index.newestTime, block.newestTime)
    try put(block, bytes)
  }

  private mutating func put(_ block: ArchiveBlock, _ bytes: [UInt8]) throws(StorageError) {
    precondition(block.index == index.entries.count, "block \(block.index) out of order")
    let isTables = block.kind == .tables
    index.entries.append(
      ArchiveIndex.Entry(
        first: isTables ? 0 : block.before.batch + 1,
        last: isTables ? 0 : block.lastBatch,
        offset: offset,
        count: bytes.count,
        recordCount: block.recordCount,
        firstTime: block.firstTime,
        newestTime: block.newestTime
      )
    )
    try put(bytes)
  }

  private mutating func put(_ bytes: [UInt8]) throws(StorageError) {
    try file.write(bytes, at: offset)
    offset += UInt64(bytes.count)
    // The log's own sync never queues behind all of it.
    guard offset - syncedOffset >= Limits.snapshotSyncBytes else { return }
    try file.sync()
    syncedOffset = offset
  }
}
