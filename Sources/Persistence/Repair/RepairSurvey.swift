/// What lies in the segments of a damaged directory: each one's good beginning, and whatever valid
/// batches stand elsewhere in it.
///
/// Reads only, and believes nothing but checksums.
@safe
struct RepairSurvey {
  /// Batches of a file.
  struct Batches: Equatable, Sendable {
    var first: UInt64
    var last: UInt64
    var records: UInt64 = 0
    var entities: Set<UInt64> = []
    /// Of their records, milliseconds since 1970; nil without a record.
    var oldest: Int64?
    var newest: Int64?

    init(_ number: UInt64) {
      first = number
      last = number
    }

    mutating func note(_ number: UInt64) {
      first = min(first, number)
      last = max(last, number)
    }

    mutating func note(_ payload: UnsafeRawBufferPointer, _ recordCount: Int) {
      records += UInt64(recordCount)
      var reader = unsafe LogRecordReader(payload: payload, recordCount: recordCount)
      do throws(LogRecordFault) {
        while let record = unsafe try reader.next() {
          let head = unsafe record.head
          entities.insert(head.entity)
          oldest = min(oldest ?? .max, head.recordedAtMilliseconds)
          newest = max(newest ?? .min, head.recordedAtMilliseconds)
        }
      } catch {
        // They are counted as the head says; what cannot be read has no time.
      }
    }
  }

  /// One segment.
  struct Segment {
    var name: String
    var ordinal: UInt64
    var file: any StorageFile
    var size: UInt64
    /// Its head, or what it must have been by the first batch; nil where nothing says so.
    var head: SegmentHead?
    /// Whether the head that stands there is another, or the file has another size.
    var needsHead = false
    /// What the good beginning ends in, where its last batch ends, and why it goes no further.
    var tail: LogTail
    var end: UInt64
    var reason: String?
    /// Whether an end mark says that the log goes on in the next one, and where that ends.
    var hasEnded = false
    var markEnd: UInt64 = 0
    /// The batches of the good beginning, one after the other: their checksums at a snapshot's end.
    var checksums: [UInt64: UInt32] = [:]
    var good: Batches?
    /// Valid batches behind it.
    var strewn: Batches?
    /// Whether all of it is zeros.
    var isUnused = false

    /// The number that its first batch has or would have.
    var first: UInt64 { (head?.before.batch ?? 0) + 1 }
  }

  let logID: LogID
  private(set) var segments: [Segment] = []
  private let window: FileWindow
  private let ends: Set<UInt64>
  private let judge: ((String, UInt64, LogBatchView) -> String?)?

  /// Looks at all segments.
  ///
  /// `ends`: the batches whose checksums are wanted. `judge`: says what is wrong with a batch whose
  /// checksum is right.
  init(
    _ files: LogFiles,
    logID: LogID,
    ends: Set<UInt64>,
    judge: ((String, UInt64, LogBatchView) -> String?)?
  ) throws(LogFailure) {
    self.logID = logID
    self.ends = ends
    unsafe self.judge = unsafe judge
    window = FileWindow(capacity: Limits.scanWindowBytes)
    for file in files.segments {
      let result: Result<Segment, BatchFault>
      do throws(StorageError) { result = try survey(file) } catch { throw .io(error) }
      switch result {
      case .success(let segment): segments.append(segment)
      // Whatever it holds, this program cannot judge it.
      case .failure(.newerFormat(let version)):
        throw .newerFormat(file: file.name, version: version)
      case .failure(let fault): preconditionFailure("\(file.name): \(fault)")
      }
    }
  }

  /// The log that the heads of segments name, where there is no identity: the first good one.
  static func logID(of files: LogFiles) throws(StorageError) -> LogID? {
    for segment in files.segments {
      let bytes = try segment.file.read(SegmentHead.bytes, at: 0)
      if case .success(let head) = head(bytes) { return head.logID }
    }
    return nil
  }

  private static func head(_ bytes: [UInt8]) -> Result<SegmentHead, BatchFault> {
    unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return .failure(.truncated) }
      do throws(BatchFault) {
        return .success(try unsafe SegmentHead.read(base, available: bytes.count))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Fails for a newer format alone.
  private func survey(
    _ file: LogFiles.Segment
  ) throws(StorageError) -> Result<Segment, BatchFault> {
    var segment = Segment(
      name: file.name,
      ordinal: file.ordinal,
      file: file.file,
      size: file.size,
      tail: .empty,
      end: UInt64(SegmentHead.bytes)
    )
    try window.turn(to: file.file)
    segment.isUnused = try window.isZero(from: 0)
    if segment.isUnused { return .success(segment) }
    var stored: SegmentHead?
    switch Self.head(try file.file.read(SegmentHead.bytes, at: 0)) {
    case .success(let head): stored = head
    case .failure(.newerFormat(let version)): return .failure(.newerFormat(version))
    case .failure: break
    }
    var known = stored
    if known == nil { known = try rebuiltHead(file) }
    if let stored, stored.logID != logID || stored.ordinal != file.ordinal {
      segment.reason = "it is segment \(stored.ordinal) of log \(stored.logID)"
      segment.end = 0
    } else if let head = known {
      segment.head = head
      segment.needsHead = stored == nil || head.size != file.size
      if stored == nil { segment.reason = "its head is bad" }
      if head.size != file.size { segment.reason = "it has \(file.size) of \(head.size) bytes" }
      if let newer = try scan(head, &segment) { return .failure(newer) }
    } else {
      segment.reason = "its head is bad, and no batch stands behind it"
    }
    try search(&segment)
    return .success(segment)
  }

  /// What the head must have been, by the first batch.
  private func rebuiltHead(_ file: LogFiles.Segment) throws(StorageError) -> SegmentHead? {
    let found = try unsafe window.batch(at: UInt64(SegmentHead.bytes))
    guard case .success(let batch) = unsafe found.result, !batch.kind.isSeal, batch.logID == logID
    else { return nil }
    return SegmentHead(
      logID: logID,
      ordinal: file.ordinal,
      before: LogTail(
        batch: batch.number - 1,
        epoch: batch.kind == .epoch ? batch.epoch - 1 : batch.epoch,
        checksum: batch.previousChecksum
      ),
      size: file.size,
      largestBatch: Limits.batchBytes
    )
  }

  /// - Returns: What it cannot judge: a newer format.
  private func scan(
    _ head: SegmentHead,
    _ segment: inout Segment
  ) throws(StorageError) -> BatchFault? {
    var copy = segment
    copy.tail = head.before
    var refused: String?
    var scanner = SegmentScanner(window: window, logID: logID)
    unsafe scanner.visit = { [ends, judge] offset, batch in
      guard refused == nil else { return }
      refused = unsafe Self.recordFault(batch) ?? judge?(copy.name, offset, batch)
      if refused != nil { return }
      let number = unsafe batch.number
      if ends.contains(number) { copy.checksums[number] = unsafe batch.checksum }
      if copy.good == nil { copy.good = Batches(number) }
      copy.good?.note(number)
      unsafe copy.good?.note(batch.payload, batch.recordCount)
      copy.tail = unsafe LogTail(batch: number, epoch: batch.epoch, checksum: batch.checksum)
      let count = unsafe batch.payload.count
      copy.end = offset + UInt64(BatchHead.storedCount(payload: count))
    }
    let content = try scanner.scan(head)
    switch content.finding {
    case .open: break
    case .ended:
      copy.hasEnded = refused == nil
      copy.markEnd = content.endOffset
    case .bad(.newerFormat(let version)): return .newerFormat(version)
    case .bad(let fault): copy.reason = "\(fault)"
    case .misplaced(let batch): copy.reason = "batch \(batch.number) stands there"
    case .foreign(let batch): copy.reason = "batch \(batch.number) of another log or time"
    }
    if let refused { copy.reason = refused }
    segment = copy
    return nil
  }

  private static func recordFault(_ batch: LogBatchView) -> String? {
    guard unsafe batch.recordCount > 0 else { return nil }
    var reader = unsafe batch.records
    do throws(LogRecordFault) {
      while unsafe try reader.next() != nil {}
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Valid batches behind the good beginning.
  private func search(_ segment: inout Segment) throws(StorageError) {
    var places: [(offset: UInt64, head: BatchHead)] = []
    try window.search(from: segment.end, logID: logID) { offset, head in
      if !head.kind.isSeal { places.append((offset, head)) }
      return true
    }
    for place in places {
      if segment.strewn == nil { segment.strewn = Batches(place.head.number) }
      segment.strewn?.note(place.head.number)
      let found = try unsafe window.batch(at: place.offset)
      let payload = unsafe UnsafeRawBufferPointer(
        rebasing: found.bytes[BatchHead.bytes...].prefix(place.head.payloadCount)
      )
      unsafe segment.strewn?.note(payload, place.head.recordCount)
    }
  }
}
