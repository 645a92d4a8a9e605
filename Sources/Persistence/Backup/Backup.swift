/// What a backup did.
package struct BackupReport: Equatable, Sendable {
  /// Of the manifest; nil where there was nothing new.
  package var sequence: UInt64?

  /// Whether an earlier backup was continued.
  package var isIncremental = false

  /// The newest batch inside.
  package var end = LogTail.empty
  package var newestTimeMilliseconds: Int64 = 0

  /// What was copied, and what the backup has in all.
  package var copiedFiles = 0
  package var copiedBytes: UInt64 = 0
  package var fileCount = 0
  package var byteCount: UInt64 = 0

  /// The first batch of which the log is inside; from there on any moment can be restored that is
  /// not older than the oldest snapshot.
  package var firstBatch: UInt64 = 0

  /// What an operator should know, in sentences.
  package var notes: [String] = []

  package init() {}
}

/// Copies a data directory, of which a server may be writing the log, into a directory of backups.
///
/// 1. The directory is locked; the newest whole backup in it is what this one continues.
/// 2. The source's files are opened; the log is read up to a batch that was durable before, and
///    must continue the backup: same log, same checksum of its last batch.
/// 3. What is new is copied: pieces of segments from where the last backup ended, archives,
///    snapshots, the chain; each under a temporary name, synced, renamed, read back and checked.
/// 4. The directory is synced, then the manifest follows in the same way. Only with it the backup
///    is there: killed before, the earlier one is what counts, and none of its files was touched.
/// 5. What none of the two newest manifests names is removed.
///
/// Where the directory is full, what was copied is left for the next one to remove.
package struct Backup {
  private let source: any Storage
  private let target: any Storage
  private let now: Int64
  private let keptMilliseconds: Int64?
  private let progressed: (UInt64, UInt64) -> Void

  private var report = BackupReport()
  private var planned: [Work] = []
  private var kept: [BackupFile] = []

  /// Something to copy.
  private struct Work {
    var file: any StorageFile
    var content: BackupFile.Content
    var from: UInt64
    var to: UInt64
    var endsSegment = false
  }

  /// Makes a backup.
  ///
  /// - Parameters:
  ///   - source: A data directory.
  ///   - target: A directory that is empty, or has earlier backups of that one.
  ///   - now: Milliseconds since 1970-01-01T00:00:00Z.
  ///   - keptMilliseconds: Any moment up to that far back can be restored; older snapshots, and the
  ///     log before them, are left out. Nil = nothing is.
  ///   - durable: Gives the newest batch that is durable at the time of the call; nil where nobody
  ///     knows.
  ///   - progressed: Hears of the bytes that were copied, of those that will be.
  /// - Returns: What was done.
  /// - Throws: ``BackupFailure``.
  package static func run(
    from source: any Storage,
    into target: any Storage,
    now: Int64,
    keptMilliseconds: Int64? = nil,
    durable: () -> UInt64?,
    progressed: @escaping (UInt64, UInt64) -> Void = { _, _ in }
  ) throws(BackupFailure) -> BackupReport {
    let lock: any StorageLock
    do throws(StorageError) { lock = try target.lock(FileNames.lock) } catch {
      throw .target(error.isBusy ? .directoryBusy(error) : .io(error))
    }
    var backup = Backup(
      source: source,
      target: target,
      now: now,
      keptMilliseconds: keptMilliseconds,
      progressed: progressed
    )
    try backup.run(durable)
    do throws(StorageError) { try lock.release() } catch { throw .target(.io(error)) }
    return backup.report
  }

  /// Compares every file of the newest backup of a directory with its checksum.
  ///
  /// - Returns: One line a file; nil where the directory has no backups.
  /// - Throws: ``BackupFailure``; damage is thrown where no manifest is good.
  package static func verify(_ target: any Storage) throws(BackupFailure) -> [LogVerify.Check]? {
    try BackupCatalog.verify(target)
  }

  private init(
    source: any Storage,
    target: any Storage,
    now: Int64,
    keptMilliseconds: Int64?,
    progressed: @escaping (UInt64, UInt64) -> Void
  ) {
    self.source = source
    self.target = target
    self.now = now
    self.keptMilliseconds = keptMilliseconds
    self.progressed = progressed
  }

  // MARK: - Steps

  private mutating func run(_ durable: () -> UInt64?) throws(BackupFailure) {
    let catalog: BackupCatalog?
    do throws(LogFailure) { catalog = try BackupCatalog.load(target) } catch {
      throw .target(error)
    }
    if catalog == nil { try checkIsOurs() }
    report.notes = catalog?.notes ?? []
    report.isIncremental = catalog != nil
    let known = BackupProgress(catalog?.newest)
    let opened = try BackupSource.open(source, from: known.nextSegment, durable: durable)
    let found = try BackupScan.run(opened, after: known, in: target)
    kept = found.kept
    for piece in found.pieces {
      planned.append(
        Work(
          file: piece.file,
          content: .piece(ordinal: piece.ordinal, offset: piece.from),
          from: piece.from,
          to: piece.to,
          endsSegment: piece.endsSegment
        )
      )
    }
    report.end = found.end
    report.newestTimeMilliseconds = found.newestTime
    report.firstBatch = found.firstBatch
    try planSnapshots(opened, found, catalog?.newest)
    try checkCanBeRestored()
    try planArchives(opened, catalog?.newest)
    try copyAll()
    try copyChain(catalog, opened.logID)
    try publish(catalog, opened.logID)
    try opened.close()
  }

  /// An empty directory, or what a first backup has left that was killed.
  private func checkIsOurs() throws(BackupFailure) {
    for name in try listed() where BackupNames.kind(of: name) == .unknown {
      throw .refused("there is \(name) already: a backup needs an empty directory, or its own")
    }
  }

  private mutating func planSnapshots(
    _ opened: BackupSource,
    _ found: BackupScan.Result,
    _ newest: BackupManifest?
  ) throws(BackupFailure) {
    let known = Set(newest?.snapshots ?? [])
    for file in newest?.files ?? [] {
      switch file.content {
      case .snapshotManifest(let sequence), .snapshotBlocks(let sequence):
        if found.isUsable(sequence) { kept.append(file) }
      case .piece, .archive, .chain: continue
      }
    }
    for snapshot in opened.snapshots where !known.contains(snapshot.sequence) {
      guard snapshot.facts.start >= found.firstBatch, snapshot.facts.end.batch <= found.end.batch
      else { continue }
      for (file, content) in [
        (snapshot.blocks, BackupFile.Content.snapshotBlocks(snapshot.sequence)),
        (snapshot.manifest, .snapshotManifest(snapshot.sequence)),
      ] {
        let size = try reading { () throws(StorageError) in try file.size() }
        planned.append(Work(file: file, content: content, from: 0, to: size))
      }
    }
  }

  /// A log that begins later than with batch 1 is nothing without a snapshot.
  private func checkCanBeRestored() throws(BackupFailure) {
    let contents = kept.map(\.content) + planned.map(\.content)
    let hasPiece = contents.contains { if case .piece = $0 { true } else { false } }
    let hasSnapshot = contents.contains { if case .snapshotManifest = $0 { true } else { false } }
    guard hasPiece, hasSnapshot || report.firstBatch == 1 else {
      throw .refused("the log and its snapshots do not meet just now; try again")
    }
  }

  /// Those of the directory: what it has removed by age, the backup does not keep either.
  private mutating func planArchives(
    _ opened: BackupSource,
    _ newest: BackupManifest?
  ) throws(BackupFailure) {
    let there = Set(opened.archives)
    var known: Set<UInt64> = []
    for file in newest?.files ?? [] {
      guard case .archive(let ordinal) = file.content, there.contains(ordinal) else { continue }
      kept.append(file)
      known.insert(ordinal)
    }
    for ordinal in opened.archives where !known.contains(ordinal) {
      let name = FileNames.archive(ordinal)
      do throws(StorageError) {
        let file = try source.open(name, .read)
        let size = try file.size()
        planned.append(Work(file: file, content: .archive(ordinal), from: 0, to: size))
      } catch {
        // Too old meanwhile: the server has removed it.
        guard error.isMissing else { throw .source(.io(error)) }
      }
    }
  }

  private mutating func copyAll() throws(BackupFailure) {
    let all = planned.reduce(0) { $0 + $1.to - $1.from }
    var done: UInt64 = 0
    for work in planned {
      let before = done
      var written: UInt64 = 0
      let progressed = progressed
      let copy = FileCopy(target: target) { bytes in
        written += bytes
        progressed(before + written, all)
      }
      var file = BackupFile(
        content: work.content,
        size: work.to - work.from,
        checksum: 0,
        copiedAtMilliseconds: now,
        endsSegment: work.endsSegment
      )
      file.checksum = try copy.copy(work.file, from: work.from, to: work.to, as: file.name)
      done += file.size
      kept.append(file)
      if case .archive = work.content {
        try reading { () throws(StorageError) in try work.file.close() }
      }
    }
    report.copiedFiles = planned.count
    report.copiedBytes = all
  }

  /// What the batches inside hash to, as far as the server has hashed them.
  ///
  /// The server replaces its file as a whole, so it is read once; the earlier backup's is kept
  /// where it says the same.
  private mutating func copyChain(
    _ catalog: BackupCatalog?,
    _ logID: LogID
  ) throws(BackupFailure) {
    let found = try reading { () throws(StorageError) in try LogChain.load(source) }
    guard case .success(let whole)? = found else {
      if found != nil { report.notes.append("the file chain is damaged, and is not in the backup") }
      return
    }
    guard whole.logID == logID, let chain = whole.upTo(report.end.batch) else { return }
    let bytes = chain.encoded()
    let crc = unsafe bytes.withUnsafeBytes { unsafe CRC32C.update(0, $0) }
    var file = BackupFile(
      content: .chain((catalog?.sequences.last ?? 0) + 1),
      size: UInt64(bytes.count),
      checksum: CRC32C.masked(crc),
      copiedAtMilliseconds: now
    )
    if let known = catalog?.newest.chain, known.size == file.size, known.checksum == file.checksum {
      file = known
    } else {
      try writing { () throws(StorageError) in try target.publish(file.name, bytes) }
      try FileCopy(target: target) { _ in }
        .check(file.name, size: file.size, checksum: file.checksum)
      report.copiedFiles += 1
      report.copiedBytes += file.size
    }
    kept.append(file)
  }

  private mutating func publish(
    _ catalog: BackupCatalog?,
    _ logID: LogID
  ) throws(BackupFailure) {
    var manifest = BackupManifest(
      logID: logID,
      sequence: (catalog?.sequences.last ?? 0) + 1,
      madeAtMilliseconds: now,
      end: report.end,
      newestTimeMilliseconds: report.newestTimeMilliseconds,
      files: kept.sorted { $0.order < $1.order }
    )
    try prune(&manifest)
    report.fileCount = manifest.files.count
    report.byteCount = manifest.byteCount
    guard !planned.isEmpty || manifest.files != catalog?.newest.files else { return }
    let bytes = manifest.encoded()
    try writing { () throws(StorageError) in
      try target.syncDirectory()
      try target.publish(BackupNames.manifest(manifest.sequence), bytes)
    }
    report.sequence = manifest.sequence
    try removeUnnamed(manifest, catalog)
  }

  /// Leaves out what no moment needs that is to be kept.
  private mutating func prune(_ manifest: inout BackupManifest) throws(BackupFailure) {
    guard let keptMilliseconds else { return }
    let limit = now - keptMilliseconds
    // The newest snapshot that is old enough: all older ones are of moments before it.
    let old = manifest.files.compactMap { file -> UInt64? in
      guard case .snapshotManifest(let sequence) = file.content else { return nil }
      return file.copiedAtMilliseconds <= limit ? sequence : nil
    }
    guard let oldest = old.max() else { return }
    let reader: SnapshotReader
    do throws(SnapshotError) { reader = try SnapshotReader.open(target, sequence: oldest) } catch {
      report.notes.append("snapshot \(oldest) cannot be read, so nothing is left out: \(error)")
      return
    }
    let first = try firstSegmentNeeded(manifest, reader.manifest.start)
    manifest.files.removeAll { file in
      switch file.content {
      case .piece(let ordinal, _): ordinal < first
      case .snapshotManifest(let sequence), .snapshotBlocks(let sequence): sequence < oldest
      case .archive, .chain: false
      }
    }
  }

  /// The segment of a manifest that has a batch.
  private func firstSegmentNeeded(
    _ manifest: BackupManifest,
    _ batch: UInt64
  ) throws(BackupFailure) -> UInt64 {
    do throws(LogFailure) {
      let log = try StoredLog.open(manifest, in: target)
      var first: UInt64 = 1
      for segment in log.segments {
        guard let head = try log.head(of: segment), head.before.batch < batch else { break }
        first = head.ordinal
      }
      return first
    } catch {
      throw .target(error)
    }
  }

  private func removeUnnamed(
    _ newest: BackupManifest,
    _ catalog: BackupCatalog?
  ) throws(BackupFailure) {
    let previous = catalog?.newest
    let named = Set((newest.files + (previous?.files ?? [])).map(\.name))
    let names = try listed()
    try writing { () throws(StorageError) in
      // Manifests first, so that none names what is not there any more.
      for name in names {
        guard case .manifest(let sequence) = BackupNames.kind(of: name) else { continue }
        if sequence != newest.sequence, sequence != previous?.sequence { try target.unlink(name) }
      }
      try target.syncDirectory()
      for name in names where !named.contains(name) {
        switch BackupNames.kind(of: name) {
        case .file, .temporary: try target.unlink(name)
        case .lock, .manifest, .unknown: continue
        }
      }
      try target.syncDirectory()
    }
  }

  private func listed() throws(BackupFailure) -> [String] {
    try writing { () throws(StorageError) in try target.list() }
  }

  private func writing<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(BackupFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw .target(.io(error)) }
  }

  private func reading<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(BackupFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw .source(.io(error)) }
  }
}

extension BackupFile {
  /// Pieces by segment and offset, then archives, then snapshots, then the chain.
  fileprivate var order: (Int, UInt64, UInt64) {
    switch content {
    case .piece(let ordinal, let offset): (0, ordinal, offset)
    case .archive(let ordinal): (1, ordinal, 0)
    case .snapshotBlocks(let sequence): (2, sequence, 0)
    case .snapshotManifest(let sequence): (2, sequence, 1)
    case .chain(let sequence): (3, sequence, 0)
    }
  }
}
