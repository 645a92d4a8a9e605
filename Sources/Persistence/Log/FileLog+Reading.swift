extension FileLog {
  /// The numbers of the durable batches that are kept, archived ones among them.
  package var batches: ClosedRange<UInt64> {
    let first = firstKept
    return first...mutex.locked { shared.durable.batch }
  }

  /// Bytes that lie in segments in use, and how many segments there are.
  package var usage: (segments: Int, ready: Int, bytes: UInt64) {
    mutex.locked {
      (
        shared.segments.count, shared.ready.count,
        shared.segments.reduce(0) { $0 + $1.endOffset }
      )
    }
  }

  package func read(from number: UInt64, atMost bytes: Int) throws(LogFailure) -> [LogBatch] {
    try read(from: number, through: .max, atMost: bytes)
  }

  /// Reads the batches of a stretch, and nothing behind it: that may be missing.
  ///
  /// - Throws: ``LogFailure``.
  package func read(_ stretch: LogStretch) throws(LogFailure) -> [LogBatch] {
    try read(from: stretch.batches.lowerBound, through: stretch.batches.upperBound, atMost: .max)
  }

  private func read(
    from number: UInt64,
    through last: UInt64,
    atMost bytes: Int
  ) throws(LogFailure) -> [LogBatch] {
    var batches: [LogBatch] = []
    var total = 0
    try unsafe forEach(from: number) { head, payload in
      total += payload.count
      if head.number > last || (!batches.isEmpty && total > bytes) { return false }
      batches.append(
        LogBatch(
          number: head.number,
          epoch: head.epoch,
          checksum: head.checksum,
          previousChecksum: head.previousChecksum,
          recordCount: head.recordCount,
          payload: unsafe Array(payload)
        )
      )
      return total < bytes && head.number < last
    }
    return batches
  }

  /// Gives one record of a durable batch.
  ///
  /// From any thread that may wait for the disk.
  ///
  /// Reads and checks the whole batch; callers that follow a chain do best to go by batches.
  ///
  /// - Throws: ``LogFailure/notFound(_:)``, ``LogFailure/truncated(before:)``, or what was met.
  package func withRecord<Value>(
    at position: LogPosition,
    _ body: (LogRecordView) -> Value
  ) throws(LogFailure) -> Value {
    var value: Value?
    var fault: LogRecordFault?
    let (bytes, isKnown) = try archivedRecord(at: position)
    if isKnown {
      guard let bytes else { throw .notFound(position) }
      unsafe bytes.withUnsafeBytes { bytes in
        var reader = unsafe LogRecordReader(payload: bytes, recordCount: 1)
        do throws(LogRecordFault) {
          if let record = try unsafe reader.next() { value = unsafe body(record) }
        } catch {
          fault = error
        }
      }
      if let value { return value }
    }
    try unsafe forEach(from: position.batch) { head, payload in
      guard head.number == position.batch, Int(position.index) < head.recordCount else {
        return false
      }
      var reader = unsafe LogRecordReader(payload: payload, recordCount: head.recordCount)
      do throws(LogRecordFault) {
        while let record = try unsafe reader.next() {
          if unsafe reader.index == Int(position.index) + 1 {
            value = unsafe body(record)
            break
          }
        }
      } catch {
        fault = error
      }
      return false
    }
    if let value { return value }
    guard let fault else { throw .notFound(position) }
    throw .damaged(
      LogDamage(
        .badRecord,
        file: "log",
        offset: 0,
        batch: position.batch,
        expected: "record \(position.index), found: \(fault)",
        repair: "repair cannot help: the batch is what was written"
      )
    )
  }

  /// Gives the durable batches from `number` on, in order; `body` returns whether to go on.
  func forEach(
    from number: UInt64,
    _ body: (BatchHead, UnsafeRawBufferPointer) -> Bool
  ) throws(LogFailure) {
    try checkRunning()
    let segments = mutex.locked { shared.segments }
    guard let first = segments.first else { preconditionFailure("a log has a segment") }
    if number < first.first {
      guard try unsafe forEachArchived(from: number, upTo: first.first, body) else { return }
    }
    // Enough for the largest batch; only as much is read as is needed.
    let window = FileWindow(capacity: Limits.batchBytes, readAhead: 64 << 10)
    for segment in segments where segment.last >= number && segment.last >= segment.first {
      guard try unsafe segment.walk(from: number, window, body) else { return }
    }
  }
}
