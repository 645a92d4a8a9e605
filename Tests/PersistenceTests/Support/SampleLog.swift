@testable import FealtyPersistence

/// A directory with a log whose batches all have the same size, and where they lie.
struct SampleLog {
  struct Place: Equatable {
    var file: String
    var offset: Int
    var number: UInt64
  }

  let storage: FaultyStorage
  var places: [Place] = []
  var tail = LogTail.empty

  /// Bytes of each batch with records: 56 of head, 36 and 100 of one record.
  static let batchBytes = 192

  /// Makes `batches` data batches after the epoch batch; sealed means that it is closed cleanly.
  ///
  /// A snapshot is written after the data batches named in `snapshotsAfter`, which replay is to
  /// begin `overlap` batches before its end; `truncates` says whether segments are then deleted as
  /// far as the snapshots allow.
  init(
    batches: Int,
    sealed: Bool,
    snapshotsAfter: [Int] = [],
    overlap: UInt64 = 0,
    truncates: Bool = false,
    logID: LogID = testLogID,
    seed: UInt64 = 1,
    options: LogOptions = smallOptions()
  ) throws {
    storage = FaultyStorage(seed: seed)
    let recovered = try LogRecovery.inspect(storage, newLogID: logID, options: options)
    let log = try recovered.open()
    let buffer = LogBatchBuffer(limits: log.limits)
    tail = try log.tail()
    for step in 1...max(1, batches) where batches > 0 {
      buffer.reset(number: tail.batch + 1)
      fill(buffer, records: 1, bodyBytes: 100, seed: seed &* 1_000 &+ UInt64(step))
      guard case .durable(let next) = log.append(buffer, after: tail) else {
        throw Violation.lost(buffer.number)
      }
      tail = next
      if snapshotsAfter.contains(step) {
        try writeSnapshot(storage, log, start: tail.batch + 1 - overlap, end: tail)
        if truncates, let start = try SnapshotCatalog.removeOld(storage) {
          try log.truncate(before: start, owner: tail)
        }
      }
    }
    _ = log.prepareNextSegment()
    if sealed { try log.close() }
    var found: [Place] = []
    _ = try LogVerify.run(storage.crashImage(seed: 0), lock: false) { file, offset, batch in
      found.append(Place(file: file, offset: Int(offset), number: batch.number))
    }
    places = found
  }

  /// All files with their bytes.
  static func contents(_ storage: FaultyStorage) -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: storage.fileNames.map { ($0, storage.contents(of: $0)) })
  }

  /// Another copy of the directory, as after a restart of the machine.
  func copy() -> FaultyStorage { storage.crashImage(seed: 0) }

  func bytes(of place: Place) -> [UInt8] {
    Array(storage.contents(of: place.file)[place.offset..<(place.offset + Self.batchBytes)])
  }
}

/// Writes a snapshot of three records.
@discardableResult
func writeSnapshot(
  _ storage: any Storage,
  _ log: FileLog,
  start: UInt64,
  end: LogTail
) throws -> SnapshotManifest {
  let writer = try SnapshotWriter(storage: storage, logID: log.logID, start: start)
  let record = [UInt8]("a record of the snapshot from \(start)".utf8)
  try record.withUnsafeBytes { bytes in
    for section: UInt8 in [1, 1, 2] { try writer.append(section: section, bytes) }
  }
  return try writer.finish(end: end, metadata: [UInt8]("totals".utf8))
}

/// Overwrites bytes of a file, durably.
func overwrite(_ storage: FaultyStorage, _ name: String, at offset: Int, with bytes: [UInt8]) {
  var content = storage.contents(of: name)
  content.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
  storage.put(name, content)
}

/// Why a directory is refused, after checking that nothing in it was changed; nil if it starts.
func refusal(_ storage: FaultyStorage, options: LogOptions = smallOptions()) -> LogFailure? {
  var before = SampleLog.contents(storage)
  before[FileNames.lock] = []
  do {
    let recovered = try LogRecovery.inspect(storage, newLogID: testLogID, options: options)
    try recovered.abandon()
    return nil
  } catch {
    let after = SampleLog.contents(storage)
    precondition(after == before, "a refusal has changed the directory: \(error)")
    return error
  }
}

/// The row of the table that a directory is refused by.
func refusedRow(_ storage: FaultyStorage) -> LogDamage.Kind? {
  guard case .damaged(let damage)? = refusal(storage) else { return nil }
  return damage.kind
}
