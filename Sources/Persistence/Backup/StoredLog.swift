/// A log that is read and not changed, wherever its bytes lie: in a data directory, or in the
/// pieces of a backup.
@safe
struct StoredLog: Sendable {
  struct Segment: Sendable {
    var ordinal: UInt64
    var name: String
    var file: any StorageFile
  }

  /// A batch, and where it ends.
  struct Place: Equatable, Sendable {
    var ordinal: UInt64
    var tail: LogTail

    /// In its segment.
    var endOffset: UInt64

    var recordCount: Int

    /// Of its records; nil of a batch without one.
    var newestTime: Int64?
  }

  let storage: any Storage
  let logID: LogID

  /// In order, without gaps.
  var segments: [Segment]

  /// Ordinals, ascending.
  var archives: [UInt64]

  /// Sequences, newest first.
  var snapshots: [UInt64]

  /// The newest batch that counts; nil where damage hides it.
  var end: UInt64?

  /// Why a start would refuse it.
  var refusal: LogFailure?

  /// What the batches hash to, as far as that was stored; nil where it is not there, or damaged.
  var chain: LogChain?

  /// The log of a data directory whose lock is held.
  static func open(dataDirectory storage: any Storage) throws(LogFailure) -> StoredLog {
    let report = try unsafe LogVerify.run(storage, lock: false)
    let files = try LogFiles.open(storage, .read)
    guard let logID = report.logID ?? files.identity?.logID, files.identity != nil else {
      throw report.refusal
        ?? .damaged(
          LogDamage(
            .badIdentity,
            file: FileNames.identity,
            offset: 0,
            batch: 0,
            expected: "the file: this is no data directory",
            repair: "nothing is here to be kept"
          )
        )
    }
    return StoredLog(
      storage: storage,
      logID: logID,
      segments: files.segments.map { Segment(ordinal: $0.ordinal, name: $0.name, file: $0.file) },
      archives: files.archives.sorted(),
      snapshots: SnapshotCatalog.sequences(in: files.names),
      end: report.refusal == nil ? report.tail.batch : nil,
      refusal: report.refusal,
      chain: try chain(storage, FileNames.chain, logID)
    )
  }

  /// The log of a backup.
  static func open(
    _ manifest: BackupManifest,
    in storage: any Storage
  ) throws(LogFailure)
    -> StoredLog
  {
    var segments: [Segment] = []
    for (ordinal, pieces) in manifest.segments {
      var parts: [JoinedFile.Part] = []
      for piece in pieces {
        guard case .piece(_, let offset) = piece.content else { continue }
        do throws(StorageError) {
          let file = try storage.open(piece.name, .read)
          try file.distrustCache()
          parts.append(JoinedFile.Part(file: file, offset: offset, size: piece.size))
        } catch {
          throw .io(error)
        }
      }
      let name = FileNames.segment(ordinal)
      segments.append(
        Segment(ordinal: ordinal, name: name, file: JoinedFile(name: name, parts))
      )
    }
    return StoredLog(
      storage: storage,
      logID: manifest.logID,
      segments: segments,
      archives: manifest.archives,
      snapshots: manifest.snapshots,
      end: manifest.end.batch,
      refusal: nil,
      chain: try manifest.chain.flatMap { file throws(LogFailure) in
        try chain(storage, file.name, manifest.logID)
      }
    )
  }

  private static func chain(
    _ storage: any Storage,
    _ name: String,
    _ logID: LogID
  ) throws(LogFailure) -> LogChain? {
    do throws(StorageError) {
      guard case .success(let chain)? = try LogChain.load(storage, name: name) else { return nil }
      return chain.logID == logID ? chain : nil
    } catch {
      throw .io(error)
    }
  }

  // MARK: - Reading

  /// Reads the segments in order and checks each batch and the chain between them.
  ///
  /// - Parameters:
  ///   - before: What the first segment must continue; nil = whatever it says.
  ///   - began: Gets each segment's head.
  ///   - ended: Gets each segment's ordinal, and what it holds.
  ///   - visit: Gets each good batch.
  /// - Throws: ``LogFailure/io(_:)`` and ``LogFailure/newerFormat(file:version:)``.
  /// - Returns: What is wrong first, where it is more than an end; what came before it was given.
  func walk(
    after before: LogTail? = nil,
    began: (SegmentHead) -> Void = { _ in },
    ended: (UInt64, SegmentContent) -> Void = { _, _ in },
    _ visit: (Place) -> Void
  ) throws(LogFailure) -> LogDamage? {
    let window = FileWindow(capacity: Limits.scanWindowBytes)
    var tail = before
    for segment in segments {
      guard let head = try head(of: segment, window) else {
        return damage(segment, .badSegmentHead, at: 0, tail, "the head of a segment that is used")
      }
      guard head.logID == logID, head.ordinal == segment.ordinal, tail == nil || head.before == tail
      else {
        let found = "found segment \(head.ordinal) of log \(head.logID) after \(head.before)"
        return damage(segment, .foreignBatch, at: 8, tail, "what follows in log \(logID), \(found)")
      }
      began(head)
      let content = try scan(segment, head, window, visit)
      ended(segment.ordinal, content)
      tail = content.tail
      switch content.finding {
      case .ended: continue
      case .open: return nil
      case .bad(let fault):
        let expected = "a batch or zeros, found: \(fault)"
        return damage(segment, .badBatchInTheMiddle, at: content.endOffset, tail, expected)
      case .misplaced(let batch):
        let expected = "the next batch, found \(batch.number)"
        return damage(segment, .misplacedBatch, at: content.endOffset, tail, expected)
      case .foreign(let batch):
        let expected = "the next batch, found \(batch.number) of another log or time"
        return damage(segment, .foreignBatch, at: content.endOffset, tail, expected)
      }
    }
    return nil
  }

  /// The head of a segment; nil where there is none.
  func head(
    of segment: Segment,
    _ window: FileWindow = FileWindow(capacity: SegmentHead.bytes)
  ) throws(LogFailure) -> SegmentHead? {
    let bytes: UnsafeRawBufferPointer
    do throws(StorageError) {
      try window.turn(to: segment.file)
      unsafe bytes = try unsafe window.bytes(at: 0, atLeast: SegmentHead.bytes)
    } catch {
      throw .io(error)
    }
    guard let base = bytes.baseAddress else { return nil }
    do throws(BatchFault) {
      return try unsafe SegmentHead.read(base, available: bytes.count)
    } catch {
      guard case .newerFormat(let version) = error else { return nil }
      throw .newerFormat(file: segment.name, version: version)
    }
  }

  private func scan(
    _ segment: Segment,
    _ head: SegmentHead,
    _ window: FileWindow,
    _ visit: (Place) -> Void
  ) throws(LogFailure) -> SegmentContent {
    var result: Result<SegmentContent, LogFailure>?
    withoutActuallyEscaping(visit) { visit in
      var scanner = SegmentScanner(window: window, logID: logID)
      unsafe scanner.visit = { offset, batch in
        let stored = unsafe BatchHead.storedCount(payload: batch.payload.count)
        let place = unsafe Place(
          ordinal: segment.ordinal,
          tail: LogTail(batch: batch.number, epoch: batch.epoch, checksum: batch.checksum),
          endOffset: offset + UInt64(stored),
          recordCount: batch.recordCount,
          newestTime: newestTime(in: batch)
        )
        visit(place)
      }
      do throws(StorageError) { result = .success(try scanner.scan(head)) } catch {
        result = .failure(.io(error))
      }
      unsafe scanner.visit = nil
    }
    guard let result else { preconditionFailure("\(segment.name) was not scanned") }
    return try result.get()
  }

  private func newestTime(in batch: LogBatchView) -> Int64? {
    guard unsafe batch.recordCount > 0 else { return nil }
    var newest: Int64?
    var reader = unsafe batch.records
    do throws(LogRecordFault) {
      while let record = unsafe try reader.next() {
        newest = unsafe max(newest ?? .min, record.head.recordedAtMilliseconds)
      }
    } catch {
      // What follows in the batch cannot be read; whoever replays it says so.
      return newest
    }
    return newest
  }

  private func damage(
    _ segment: Segment,
    _ kind: LogDamage.Kind,
    at offset: UInt64,
    _ tail: LogTail?,
    _ expected: String
  ) -> LogDamage {
    LogDamage(
      kind,
      file: segment.name,
      offset: offset,
      batch: (tail?.batch ?? 0) + 1,
      expected: expected,
      repair: "what stands before it can be restored: fealty restore --to \(tail?.batch ?? 0)"
    )
  }
}
