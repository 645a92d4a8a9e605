/// A place in a segment from which a batch can be found by stepping forward.
struct LogIndexEntry: Sendable {
  var number: UInt64
  var offset: UInt64
}

/// What a segment that was used turned out to hold.
struct SegmentContent: Sendable {
  var head: SegmentHead

  /// What the segment ends in: the tail of the log as of its last good batch.
  var tail: LogTail

  /// Where the next batch would stand, or where the first bad thing is.
  var endOffset: UInt64

  /// A sparse index, in order; the first entry is the first batch.
  var index: [LogIndexEntry] = []

  var batchCount: UInt64 = 0
  var recordCount: UInt64 = 0
  var sealCount: UInt64 = 0

  /// Whether the last good thing is a seal of the last batch.
  var isSealed = false

  /// How the reading ended.
  var finding: Finding

  /// Whether nothing but the heads of this segment and the next was read: see
  /// ``LogScan/leaveUnread(before:atLeast:)``.
  var isUnread = false

  enum Finding: Sendable {
    /// Zeros from here to the end of the file.
    case open
    /// A seal that ends the segment, and zeros after it.
    case ended
    /// Not zero, and not a batch.
    case bad(BatchFault)
    /// A good batch that has no business here.
    case misplaced(BatchHead)
    /// A good batch of another log, or one that does not continue the one before.
    case foreign(BatchHead)
  }

  var lastIndexed: LogIndexEntry? { index.last }

  /// Notes a batch, and indexes it if the entry before is far away.
  mutating func note(_ batch: BatchHead, at offset: UInt64) {
    precondition(batch.number == tail.batch + 1, "batch \(batch.number) after \(tail)")
    precondition(offset == endOffset, "batch \(batch.number) at \(offset), not \(endOffset)")
    batchCount += 1
    recordCount += UInt64(batch.recordCount)
    isSealed = false
    tail = batch.tail
    endOffset = offset + UInt64(batch.storedCount)
    guard let last = index.last else {
      index.append(LogIndexEntry(number: batch.number, offset: offset))
      return
    }
    if batch.number - last.number >= Limits.batchesPerIndexEntry
      || offset - last.offset >= Limits.bytesPerIndexEntry
    {
      index.append(LogIndexEntry(number: batch.number, offset: offset))
    }
  }
}

/// Walks the batches of one segment from its head to its end and checks each against its place.
@safe
struct SegmentScanner {
  let window: FileWindow
  let logID: LogID

  /// Sees each good batch with its offset.
  var visit: ((UInt64, LogBatchView) -> Void)?

  /// Called when ``visit`` has seen the last batch of the log, before what follows has been read.
  var foundEnd: (() -> Void)?

  init(window: FileWindow, logID: LogID) {
    self.window = window
    self.logID = logID
  }

  /// - Parameter head: That of the segment, checked already.
  /// - Returns: What stands in the segment, up to the first bad thing.
  /// - Throws: ``StorageError``.
  func scan(_ head: SegmentHead) throws(StorageError) -> SegmentContent {
    var content = SegmentContent(
      head: head,
      tail: head.before,
      endOffset: UInt64(SegmentHead.bytes),
      finding: .open
    )
    while true {
      let offset = content.endOffset
      let found = try unsafe window.batch(at: offset)
      switch unsafe found.result {
      case .failure(let fault):
        foundEnd?()
        content.finding = try window.isZero(from: offset) ? .open : .bad(fault)
        return content
      case .success(let batch):
        if let finding = judge(batch, after: content.tail) {
          content.finding = finding
          return content
        }
        if batch.kind.isSeal {
          content.sealCount += 1
          content.isSealed = true
          content.endOffset += UInt64(batch.storedCount)
          guard batch.kind == .end else { continue }
          let isClean = try window.isZero(from: content.endOffset)
          if !isClean { foundEnd?() }
          content.finding = isClean ? .ended : .bad(.noMagic)
          return content
        }
        content.note(batch, at: offset)
        let payload = unsafe UnsafeRawBufferPointer(
          rebasing: found.bytes[BatchHead.bytes...].prefix(batch.payloadCount)
        )
        unsafe visit?(offset, LogBatchView(batch, payload, in: window.chunk))
      }
    }
  }

  /// What is wrong with a good batch in this place; nil if nothing is.
  private func judge(_ batch: BatchHead, after tail: LogTail) -> SegmentContent.Finding? {
    if batch.logID != logID { return .foreign(batch) }
    switch batch.kind {
    case .seal, .end:
      let repeats = batch.number == tail.batch && batch.epoch == tail.epoch
      return repeats && batch.previousChecksum == tail.checksum ? nil : .misplaced(batch)
    case .data, .epoch:
      if batch.number != tail.batch + 1 { return .misplaced(batch) }
      if batch.previousChecksum != tail.checksum { return .foreign(batch) }
      let epoch = batch.kind == .epoch ? tail.epoch + 1 : tail.epoch
      return batch.epoch == epoch ? nil : .misplaced(batch)
    }
  }
}
