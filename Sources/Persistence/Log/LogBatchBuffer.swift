/// The bytes of one batch while it is gathered, with room for its head in front.
///
/// Records are written straight into it and go to the disk from it, without a copy between.
///
/// - Owns: 1 MiB of memory, for its whole life: a writer keeps two and never allocates again.
/// - Guarantees: a record that does not fit leaves it unchanged.
@safe
package final class LogBatchBuffer: @unchecked Sendable {
  // One thread at a time has it: whoever gathers, then the log's thread, then whoever gathers
  // again. The hand-over itself (a mailbox) orders their accesses. That is the proof for
  // `@unchecked Sendable`.
  let payload: UnsafeMutableRawPointer
  private let memory: UnsafeMutableRawPointer

  /// The number that the batch will have.
  ///
  /// The writer sets it before the first record, for positions are made of it.
  package var number: UInt64

  /// Bytes that records may take.
  package let capacity: Int

  /// Bytes that records have taken.
  package var count: Int { used }

  /// How many records there are.
  package var recordCount: Int { records }

  var used = 0
  var records = 0

  /// - Parameters:
  ///   - number: Of the batch to gather; may be set later.
  ///   - limits: Those of the log that it is meant for.
  package init(number: UInt64 = 0, limits: LogLimits = LogLimits()) {
    self.number = number
    let stored = limits.largestBatchBytes & ~(Limits.batchAlignment - 1)
    capacity = stored - BatchHead.bytes
    precondition(capacity > 0 && stored <= Limits.batchBytes, "batches of \(stored) bytes")
    unsafe memory = .allocate(byteCount: stored + Limits.pageBytes, alignment: Limits.pageBytes)
    unsafe payload = memory + BatchHead.bytes
  }

  deinit { unsafe memory.deallocate() }

  /// Whether nothing was gathered yet.
  package var isEmpty: Bool { recordCount == 0 }

  /// Bytes that records may still take.
  ///
  /// What does not fit here belongs into the next batch.
  package var freeCount: Int { capacity - used }

  /// Where the next record goes: ``freeCount`` bytes are writable from here.
  @unsafe
  package var free: UnsafeMutableRawPointer { unsafe payload + used }

  /// The index that the next record gets.
  package var nextIndex: UInt16 { UInt16(truncatingIfNeeded: records) }

  /// The position that the next record gets.
  package var nextPosition: LogPosition { LogPosition(batch: number, index: nextIndex) }

  /// Whether a record with a body of that many bytes fits.
  package func fits(bodyCount: Int) -> Bool {
    LogRecordLayout.headBytes + bodyCount <= freeCount && records < 1 << 16
  }

  /// Adds a record, whose body is written in place.
  ///
  /// - Parameters:
  ///   - head: What stands before the body.
  ///   - bodyLimit: Bytes that `body` may write at most.
  ///   - body: Writes the body and says how many bytes it has.
  /// - Returns: The record's position; nil, and nothing changed, if `bodyLimit` does not fit.
  package func append(
    _ head: LogRecordHead,
    bodyLimit: Int,
    body: (UnsafeMutableRawBufferPointer) -> Int
  ) -> LogPosition? {
    guard fits(bodyCount: bodyLimit) else { return nil }
    let record = unsafe free
    let room = unsafe UnsafeMutableRawBufferPointer(
      start: record + LogRecordLayout.headBytes,
      count: bodyLimit
    )
    let bodyCount = unsafe body(room)
    precondition(bodyCount >= 0 && bodyCount <= bodyLimit, "a body of \(bodyCount) bytes")
    return finishRecord(head, bodyCount: bodyCount)
  }

  /// Adds a record whose body is already in place, at `free + LogRecordLayout.headBytes`.
  ///
  /// It is a programmer error if it does not fit.
  ///
  /// - Returns: The record's position.
  @discardableResult
  package func finishRecord(_ head: LogRecordHead, bodyCount: Int) -> LogPosition {
    precondition(bodyCount >= 0, "a body of \(bodyCount) bytes")
    precondition(fits(bodyCount: bodyCount), "a record of \(bodyCount) bytes does not fit")
    let position = nextPosition
    let start = used
    unsafe head.write(to: payload + start, bodyCount: bodyCount)
    used = start + LogRecordLayout.headBytes + bodyCount
    records += 1
    return position
  }

  /// Adds records that another buffer gathered, in their order.
  ///
  /// - Returns: Whether they fitted; if not, nothing changed.
  package func append(payload bytes: UnsafeRawBufferPointer, recordCount added: Int) -> Bool {
    guard bytes.count <= freeCount, recordCount + added <= Limits.recordsPerBatch else {
      return false
    }
    guard let base = bytes.baseAddress else { return true }
    unsafe free.copyMemory(from: base, byteCount: bytes.count)
    used += bytes.count
    records += added
    return true
  }

  /// Empties the buffer for another batch.
  package func reset(number: UInt64) {
    precondition(number > 0 && number <= Limits.lastBatchNumber, "batch number \(number)")
    self.number = number
    used = 0
    records = 0
  }

  /// The records gathered so far.
  ///
  /// Valid until the next change.
  @unsafe package var gathered: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: payload, count: count)
  }

  /// Completes the head in place, and puts a page of zeros behind the batch.
  ///
  /// - Returns: The bytes of the batch, with the zeros behind them, and the head that stands in
  ///   them.
  func seal(
    _ logID: LogID,
    epoch: UInt32,
    after previous: LogTail
  ) -> (head: BatchHead, bytes: UnsafeRawBufferPointer) {
    var head = BatchHead(
      kind: .data,
      logID: logID,
      number: number,
      epoch: epoch,
      payloadCount: count,
      recordCount: recordCount,
      previousChecksum: previous.checksum
    )
    unsafe head.write(to: memory)
    unsafe (memory + head.storedCount).initializeMemory(
      as: UInt8.self,
      repeating: 0,
      count: Limits.pageBytes
    )
    return unsafe (head, UnsafeRawBufferPointer(start: memory, count: head.storedCount))
  }
}
