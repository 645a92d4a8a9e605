/// What an earlier backup has of the log.
struct BackupProgress {
  /// Its manifest; nil = there is none.
  let manifest: BackupManifest?

  init(_ manifest: BackupManifest?) { self.manifest = manifest }

  /// The last segment of which there is anything, and up to where.
  var last: (ordinal: UInt64, end: UInt64, isEnded: Bool)? {
    guard let segment = manifest?.segments.last, let piece = segment.pieces.last,
      case .piece(_, let offset) = piece.content
    else { return nil }
    return (segment.ordinal, offset + piece.size, piece.endsSegment)
  }

  /// The first segment that it has not as a whole.
  var nextSegment: UInt64 {
    guard let last else { return 1 }
    return last.isEnded ? last.ordinal + 1 : last.ordinal
  }
}

/// Reads the log of a source up to its durable batch, proves that it continues an earlier backup,
/// and says which bytes are new.
struct BackupScan {
  struct Piece {
    var ordinal: UInt64
    var file: any StorageFile
    var from: UInt64
    var to: UInt64
    var endsSegment: Bool
  }

  struct Result {
    var pieces: [Piece] = []

    /// Pieces of the earlier backup that the new ones continue.
    var kept: [BackupFile] = []
    var end: LogTail
    var newestTime: Int64

    /// The first batch that pieces have.
    var firstBatch: UInt64 = 1

    /// Snapshots of the earlier backup from which the log goes on.
    var usable: Set<UInt64> = []

    func isUsable(_ sequence: UInt64) -> Bool { usable.contains(sequence) }
  }

  private let source: BackupSource
  private let known: BackupProgress
  private let target: any Storage
  private var result: Result
  private var heads: [UInt64: SegmentHead] = [:]
  private var ends: [UInt64: SegmentContent] = [:]

  /// The last durable batch of each segment.
  private var last: [UInt64: StoredLog.Place] = [:]

  /// Whether the batch in which the earlier backup ends was met, as it was.
  private var continues = false

  static func run(
    _ source: BackupSource,
    after known: BackupProgress,
    in target: any Storage
  ) throws(BackupFailure) -> Result {
    if let logID = known.manifest?.logID, logID != source.logID {
      throw .refused(
        "the backups are of log \(logID), the directory holds log \(source.logID): "
          + "back up into a new directory"
      )
    }
    var scan = BackupScan(source, known, target)
    try scan.read()
    return scan.result
  }

  private init(_ source: BackupSource, _ known: BackupProgress, _ target: any Storage) {
    self.source = source
    self.known = known
    self.target = target
    result = Result(
      end: known.manifest?.end ?? .empty,
      newestTime: known.manifest?.newestTimeMilliseconds ?? 0
    )
  }

  // MARK: - Steps

  private mutating func read() throws(BackupFailure) {
    var copy = self
    let damage: LogDamage?
    do throws(LogFailure) {
      damage = try source.storedLog.walk(
        began: { copy.heads[$0.ordinal] = $0 },
        ended: { copy.ends[$0] = $1 },
        { copy.take($0) }
      )
    } catch {
      throw .source(error)
    }
    self = copy
    try checkContinues()
    guard result.end.batch >= source.durable else {
      if let damage { throw .source(.damaged(damage)) }
      throw .refused(
        "the log ends with batch \(result.end.batch), but batch \(source.durable) is durable: "
          + "it is not the log of that server"
      )
    }
    try choosePieces()
    try chooseSnapshots()
  }

  private mutating func take(_ place: StoredLog.Place) {
    if let end = known.manifest?.end, place.tail == end { continues = true }
    guard place.tail.batch <= source.durable else { return }
    last[place.ordinal] = place
    if place.tail.batch > result.end.batch { result.end = place.tail }
    result.newestTime = max(result.newestTime, place.newestTime ?? 0)
  }

  /// Whether the log goes on where the earlier backup ends.
  private mutating func checkContinues() throws(BackupFailure) {
    guard let manifest = known.manifest, let last = known.last else { return }
    if continues { return }
    guard let first = source.segments.first, let head = heads[first.ordinal] else {
      // Nothing has been written since: the segment after the last one is not in use yet.
      if last.isEnded, source.durable == manifest.end.batch,
        try sourceHas(manifest.end, in: last.ordinal)
      {
        return
      }
      throw .refused(otherHistory(manifest))
    }
    if head.before == manifest.end, last.isEnded { return }
    // The segments in between have become archives: are they the same log's?
    guard first.ordinal > last.ordinal, try sourceHas(manifest.end, in: last.ordinal) else {
      throw .refused(otherHistory(manifest))
    }
    result.end = self.last.values.max { $0.tail.batch < $1.tail.batch }?.tail ?? head.before
  }

  /// Whether a segment of the source, or the archive of it, has the batch in which the earlier
  /// backup ends, with its checksum: that proves all before it.
  private func sourceHas(_ end: LogTail, in ordinal: UInt64) throws(BackupFailure) -> Bool {
    var found: LogTail?
    do throws(LogFailure) {
      if source.archives.contains(ordinal) {
        let index = ArchiveCatalog.index(source.storage, FileNames.archive(ordinal))
        guard case .success(let (index, _)) = index, index.logID == source.logID else {
          return false
        }
        let archive = ArchivedBatches(ArchiveReader(source.storage), index)
        _ = try unsafe archive.forEach(from: end.batch) { batch in
          found = unsafe LogTail(
            batch: batch.number,
            epoch: batch.epoch,
            checksum: batch.checksum
          )
          return false
        }
      } else {
        var log = source.storedLog
        let name = FileNames.segment(ordinal)
        let file: any StorageFile
        do throws(StorageError) { file = try source.storage.open(name, .read) } catch {
          if error.isMissing { return false }
          throw .io(error)
        }
        log.segments = [StoredLog.Segment(ordinal: ordinal, name: name, file: file)]
        _ = try log.walk { if $0.tail.batch == end.batch { found = $0.tail } }
        do throws(StorageError) { try file.close() } catch { throw .io(error) }
      }
    } catch {
      throw .source(error)
    }
    return found == end
  }

  private func otherHistory(_ manifest: BackupManifest) -> String {
    "the backups end with \(manifest.end), which the directory's log does not have: "
      + "it was restored from an earlier state, or too much of it was removed since; "
      + "back up into a new directory"
  }

  private mutating func choosePieces() throws(BackupFailure) {
    // Whether the first segment that is opened follows on what the backup has.
    let isContinued = known.last.map { last in
      source.segments.first.map { $0.ordinal <= last.ordinal + (last.isEnded ? 1 : 0) } ?? true
    }
    if isContinued == true {
      result.kept =
        known.manifest?.files.filter { file in
          if case .piece = file.content { true } else { false }
        } ?? []
    }
    for segment in source.segments {
      guard let place = last[segment.ordinal], let content = ends[segment.ordinal] else { continue }
      let isEnded = if case .ended = content.finding { true } else { false }
      let endsSegment = isEnded && content.tail == place.tail
      var from: UInt64 = 0
      if let last = known.last, last.ordinal == segment.ordinal { from = last.end }
      let to = endsSegment ? content.endOffset : place.endOffset
      guard to > from else { continue }
      result.pieces.append(
        Piece(
          ordinal: segment.ordinal,
          file: segment.file,
          from: from,
          to: to,
          endsSegment: endsSegment
        )
      )
    }
    result.firstBatch = try firstBatch()
  }

  private func firstBatch() throws(BackupFailure) -> UInt64 {
    guard let first = result.kept.first, case .piece(let ordinal, _) = first.content,
      let manifest = known.manifest
    else { return (source.segments.first.flatMap { heads[$0.ordinal] }?.before.batch ?? 0) + 1 }
    do throws(LogFailure) {
      let log = try StoredLog.open(manifest, in: target)
      guard let segment = log.segments.first(where: { $0.ordinal == ordinal }),
        let head = try log.head(of: segment)
      else { return 1 }
      return head.before.batch + 1
    } catch {
      throw .target(error)
    }
  }

  private mutating func chooseSnapshots() throws(BackupFailure) {
    for sequence in known.manifest?.snapshots ?? [] {
      do throws(SnapshotError) {
        let reader = try SnapshotReader.open(target, sequence: sequence)
        if reader.manifest.start >= result.firstBatch { result.usable.insert(sequence) }
      } catch {
        if case .io(let error) = error { throw .target(.io(error)) }
      }
    }
  }
}
