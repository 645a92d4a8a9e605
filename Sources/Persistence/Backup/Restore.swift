/// Puts a log up to some batch into a new directory, in which a server goes on.
///
/// 1. The directory is locked, and a mark in it says that it is not whole: no start, and no
///    verification, takes it.
/// 2. Segments, archives and snapshots are copied, each synced before it has its name; the last
///    segment ends with the batch that was asked for, and so does the chain.
/// 3. Everything is read back as a start reads it.
/// 4. The log is opened in a new epoch, and a record says where it comes from: with it the two
///    histories differ in a checksum, so no file of the one continues the other.
/// 5. The owner proves what the records say.
/// 6. The mark is removed, durably. Killed anywhere before, or not proved, the same restore may be
///    made again, and nothing else uses the directory.
///
/// - Owns: the lock of the directory that is read.
/// - Waits: for the disk.
package final class Restore {
  /// What is read.
  package enum Origin: Equatable, Sendable {
    case dataDirectory
    case backup(sequence: UInt64, madeAtMilliseconds: Int64)
  }

  package let origin: Origin

  /// What is wrong with newer backups in the directory, and other things to know.
  package let notes: [String]
  private let log: StoredLog
  private let lock: any StorageLock

  private init(origin: Origin, notes: [String], log: StoredLog, lock: any StorageLock) {
    self.origin = origin
    self.notes = notes
    self.log = log
    self.lock = lock
  }

  /// Opens a backup or a data directory that no server uses; changes nothing in it.
  package static func open(_ storage: any Storage) throws(BackupFailure) -> Restore {
    do throws(LogFailure) {
      let lock = try lockDirectory(storage)
      guard let catalog = try BackupCatalog.load(storage) else {
        let log = try StoredLog.open(dataDirectory: storage)
        return Restore(origin: .dataDirectory, notes: [], log: log, lock: lock)
      }
      let newest = catalog.newest
      return Restore(
        origin: .backup(
          sequence: newest.sequence,
          madeAtMilliseconds: newest.madeAtMilliseconds
        ),
        notes: catalog.notes,
        log: try StoredLog.open(newest, in: storage),
        lock: lock
      )
    } catch {
      throw .source(error)
    }
  }

  package func close() throws(BackupFailure) {
    do throws(StorageError) {
      for segment in log.segments { try segment.file.close() }
      try lock.release()
    } catch {
      throw .source(.io(error))
    }
  }

  /// Finds out what would be kept and lost; reads the whole log, and writes nothing.
  package func plan(_ target: RestoreTarget) throws(BackupFailure) -> RestorePlan {
    var planner = RestorePlanner(log, target)
    return try planner.plan()
  }

  /// Carries out a plan.
  ///
  /// - Parameters:
  ///   - plan: Of this log.
  ///   - target: A directory that is empty, or in which a restore was killed.
  ///   - record: What the new history begins with, of an entity of its own in version 1.
  ///   - progressed: Hears of bytes that were written.
  ///   - proves: Looks at the new directory as if it were not marked, changing nothing; what it
  ///     does not find sound stays marked as unfinished.
  /// - Returns: What an operator should know, in sentences.
  /// - Throws: ``BackupFailure``; the directory is then marked as unfinished.
  package func run(
    _ plan: RestorePlan,
    into target: any Storage,
    record: (head: LogRecordHead, body: [UInt8]),
    progressed: @escaping (UInt64) -> Void = { _ in },
    proves: (any Storage) -> Bool = { _ in true }
  ) throws(BackupFailure) -> [String] {
    let held: any StorageLock
    do throws(LogFailure) { held = try Self.lockDirectory(target) } catch { throw .target(error) }
    try prepare(target)
    let copy = FileCopy(target: target, progressed: progressed)
    var notes: [String] = []
    for ordinal in plan.archives {
      let name = FileNames.archive(ordinal)
      try copyWhole(name, copy)
    }
    for sequence in plan.snapshots.reversed() {
      try copyWhole(FileNames.blocks(sequence), copy)
      try copyWhole(FileNames.manifest(sequence), copy)
    }
    for part in plan.segments {
      guard let segment = log.segments.first(where: { $0.ordinal == part.head.ordinal }) else {
        preconditionFailure("segment \(part.head.ordinal) is not in the log")
      }
      _ = try copy.copy(
        segment.file,
        from: 0,
        to: part.endOffset,
        as: segment.name,
        size: part.head.size,
        readsBack: false
      )
    }
    try writing { () throws(StorageError) in
      if let chain = log.chain?.upTo(plan.cut.batch) {
        try target.publish(FileNames.chain, chain.encoded())
      }
      try target.syncDirectory()
      try target.publish(FileNames.identity, LogIdentity(logID: plan.logID).encoded())
      // What comes next takes the lock itself, and the mark still keeps everybody else away.
      try held.release()
    }
    do throws(LogFailure) {
      try begin(plan, target, record, &notes)
    } catch {
      throw .target(error)
    }
    guard proves(UnmarkedStorage(target)) else {
      throw .refused(
        "what was restored does not add up, and stays marked as unfinished, so that no server "
          + "takes it; restore up to an earlier position, or from another backup"
      )
    }
    try writing { () throws(StorageError) in
      try target.unlink(FileNames.restoring)
      try target.syncDirectory()
    }
    return notes
  }

  // MARK: - Steps

  private static func lockDirectory(_ storage: any Storage) throws(LogFailure) -> any StorageLock {
    do throws(StorageError) { return try storage.lock(FileNames.lock) } catch {
      throw error.isBusy ? .directoryBusy(error) : .io(error)
    }
  }

  /// Sees that the directory is empty but for what a killed restore has left, and marks it.
  private func prepare(_ target: any Storage) throws(BackupFailure) {
    let names = try writing { () throws(StorageError) in try target.list() }
    let found = names.filter { $0 != FileNames.lock }
    let isUnfinished = found.contains(FileNames.restoring)
    let begun = FileNames.restoring + FileNames.temporarySuffix
    for name in found where name != FileNames.restoring && name != begun {
      let isOurs = FileNames.kind(of: name) != .unknown
      guard isUnfinished, isOurs else {
        throw .refused("there is \(name) already: a restore needs an empty directory")
      }
    }
    try writing { () throws(StorageError) in
      if !isUnfinished {
        let text = "A restore is under way, or was killed: make it again.\n"
        try target.publish(FileNames.restoring, Array(text.utf8))
      }
      for name in found where name != FileNames.restoring && name != begun {
        try target.unlink(name)
      }
      try target.syncDirectory()
    }
  }

  private func copyWhole(_ name: String, _ copy: FileCopy) throws(BackupFailure) {
    let file: any StorageFile
    let size: UInt64
    do throws(StorageError) {
      file = try log.storage.open(name, .read)
      try file.distrustCache()
      size = try file.size()
    } catch {
      throw .source(.io(error))
    }
    _ = try copy.copy(file, from: 0, to: size, as: name, readsBack: false)
    do throws(StorageError) { try file.close() } catch { throw .source(.io(error)) }
  }

  /// Reads everything back, and begins the new history.
  private func begin(
    _ plan: RestorePlan,
    _ target: any Storage,
    _ record: (head: LogRecordHead, body: [UInt8]),
    _ notes: inout [String]
  ) throws(LogFailure) {
    guard let head = plan.segments.last?.head else { preconditionFailure("a plan has a segment") }
    let options = LogOptions(
      segmentBytes: Int(head.size),
      readySegments: Limits.readySegments,
      limits: LogLimits(largestBatchBytes: head.largestBatch),
      unreadBytes: .max,
      failStop: { _ in }
    )
    let recovered = try unsafe LogRecovery.find(
      target,
      newLogID: plan.logID,
      options: options,
      isRestoring: true
    ).read { _ in }
    guard recovered.tail == plan.cut else {
      throw .damaged(
        LogDamage(
          .badBackup,
          file: FileNames.segment(plan.cutSegment),
          offset: plan.cutOffset,
          batch: plan.cut.batch,
          expected: "what was copied, which ends in \(plan.cut), found \(recovered.tail)",
          repair: "make the restore again"
        )
      )
    }
    for notice in recovered.notices {
      if case .unknownFile = notice { continue }
      notes.append("\(notice)")
    }
    for check in recovered.verifyArchives() where !check.isGood {
      notes.append("\(check.file): \(check.text)")
    }
    if let snapshot = recovered.snapshot {
      do throws(SnapshotError) { try snapshot.verify() } catch {
        throw .damaged(
          LogDamage(
            .snapshotGap,
            file: FileNames.manifest(snapshot.manifest.sequence),
            offset: 0,
            batch: snapshot.manifest.start,
            expected: "a good snapshot, found: \(error)",
            repair: "repair cannot help: take an earlier position, or another backup"
          )
        )
      }
    }
    let log = try recovered.open()
    let tail = try log.tail()
    let buffer = LogBatchBuffer(number: tail.batch + 1, limits: log.limits)
    let position = unsafe buffer.append(record.head, bodyLimit: record.body.count) { room in
      unsafe room.copyBytes(from: record.body)
      return record.body.count
    }
    precondition(position != nil, "a record of \(record.body.count) bytes in a new batch")
    guard case .durable = log.append(buffer, after: tail) else {
      // What has failed was told to the log's owner, who is this function.
      throw .stopped
    }
    try prepareSegments(log)
    try log.close()
  }

  /// Makes the segments that a server has ready: without one it refuses changes at first.
  private func prepareSegments(_ log: FileLog) throws(LogFailure) {
    while true {
      switch log.prepareNextSegment() {
      case .prepared: continue
      case .enough: return
      case .full(let error): throw .io(error)
      case .stopped: throw .stopped
      }
    }
  }

  private func writing<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(BackupFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw .target(.io(error)) }
  }
}

/// A directory without the mark of the restore that has not ended, for who proves it.
private final class UnmarkedStorage: Storage {
  private let storage: any Storage

  init(_ storage: any Storage) { self.storage = storage }

  func list() throws(StorageError) -> [String] {
    try storage.list().filter { $0 != FileNames.restoring }
  }

  func open(_ name: String, _ mode: StorageOpenMode) throws(StorageError) -> any StorageFile {
    try storage.open(name, mode)
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    try storage.rename(name, to: newName)
  }

  func unlink(_ name: String) throws(StorageError) { try storage.unlink(name) }

  func syncDirectory() throws(StorageError) { try storage.syncDirectory() }

  func lock(_ name: String) throws(StorageError) -> any StorageLock { try storage.lock(name) }
}
