/// A segment that is in use, as readers know it: where its batches are, as far as they are durable.
struct LogSegment: Sendable {
  let ordinal: UInt64
  let name: String
  let file: any StorageFile

  /// The number that its first batch has or will have.
  let first: UInt64

  /// Bytes of the file.
  let size: UInt64

  /// Bytes of the largest batch that its head allows.
  let largestBatch: Int

  /// The number of its last durable batch, `first` less 1 if it has none.
  var last: UInt64

  /// Where the durable part ends: readers never look further (CL11).
  var endOffset: UInt64

  /// In order; the first entry is the first batch.
  var index: [LogIndexEntry] = []

  /// What the segment ends in, where the start has not read it: until ``FileLog/checkUnread(_:)``
  /// has, ``endOffset`` is the end of the file and the index has its first batch alone.
  var unreadTail: LogTail?

  /// The last indexed batch that is not after `number`.
  func entry(for number: UInt64) -> LogIndexEntry? {
    var low = 0
    var high = index.count
    while low < high {
      let middle = (low + high) / 2
      if index[middle].number <= number { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? index[low - 1] : nil
  }

  mutating func note(_ head: BatchHead, at offset: UInt64) {
    precondition(head.number == last + 1, "batch \(head.number) after \(last)")
    precondition(offset >= endOffset, "batch \(head.number) at \(offset), before \(endOffset)")
    precondition(offset + UInt64(head.storedCount) <= size, "batch \(head.number) crosses the end")
    last = head.number
    endOffset = offset + UInt64(head.storedCount)
    guard let entry = index.last else {
      index.append(LogIndexEntry(number: head.number, offset: offset))
      return
    }
    if head.number - entry.number >= Limits.batchesPerIndexEntry
      || offset - entry.offset >= Limits.bytesPerIndexEntry
    {
      index.append(LogIndexEntry(number: head.number, offset: offset))
    }
  }
}

/// A batch as it stands in a reader's buffer.
///
/// Valid only inside the call that gave it, or as long as its ``chunk`` is kept.
@unsafe
package struct LogBatchView {
  package let logID: LogID
  package let number: UInt64
  package let epoch: UInt32
  package let checksum: UInt32

  /// 0 in the batches that the log adds when it is opened for writing.
  package let recordCount: Int

  package let payload: UnsafeRawBufferPointer

  /// What the payload lies in: to be kept by who reads it later.
  package let chunk: LogChunk

  /// Its records.
  package var records: LogRecordReader {
    unsafe LogRecordReader(payload: payload, recordCount: recordCount)
  }

  /// - Parameters:
  ///   - head: Of the batch.
  ///   - payload: Its records.
  ///   - chunk: What they lie in.
  init(_ head: BatchHead, _ payload: UnsafeRawBufferPointer, in chunk: LogChunk) {
    unsafe logID = head.logID
    unsafe number = head.number
    unsafe epoch = head.epoch
    unsafe checksum = head.checksum
    unsafe recordCount = head.recordCount
    unsafe self.payload = unsafe payload
    unsafe self.chunk = chunk
  }
}

extension LogSegment {
  /// Gives the batches from `number` on in their order, each checked again.
  ///
  /// - Parameters:
  ///   - number: The first batch to give.
  ///   - window: Room for the largest batch.
  ///   - body: Returns whether to go on.
  /// - Throws: ``LogFailure`` if the disk fails or the batches are no longer what they were.
  /// - Returns: Whether `body` wants to go on in the next segment.
  func walk(
    from number: UInt64,
    _ window: FileWindow,
    _ body: (BatchHead, UnsafeRawBufferPointer) -> Bool
  ) throws(LogFailure) -> Bool {
    guard var expected = index.first?.number, number <= last else { return true }
    var offset = index[0].offset
    if let entry = entry(for: number) {
      expected = entry.number
      offset = entry.offset
    }
    do throws(StorageError) { try window.turn(to: file) } catch { throw .io(error) }
    while offset < endOffset {
      let found = try unsafe batch(at: offset, window)
      guard case .success(let head) = unsafe found.result else {
        throw unsafe damage(found.result, at: offset, batch: expected)
      }
      let bytes = unsafe found.bytes
      if head.kind == .end { break }
      offset += UInt64(head.storedCount)
      if head.kind.isSeal { continue }
      guard head.number == expected else {
        throw damage(.failure(.malformed), at: offset, batch: expected)
      }
      expected += 1
      if head.number < number { continue }
      let payload = unsafe UnsafeRawBufferPointer(
        rebasing: bytes[BatchHead.bytes...].prefix(head.payloadCount)
      )
      guard unsafe body(head, payload) else { return false }
    }
    guard expected == last + 1 else {
      throw damage(.failure(.noMagic), at: offset, batch: expected)
    }
    return true
  }

  private func batch(
    at offset: UInt64,
    _ window: FileWindow
  ) throws(LogFailure) -> (result: Result<BatchHead, BatchFault>, bytes: UnsafeRawBufferPointer) {
    do throws(StorageError) { return try unsafe window.batch(at: offset) } catch {
      throw .io(error)
    }
  }

  /// What a reader reports that meets a bad batch in the durable part of the log.
  private func damage(
    _ found: Result<BatchHead, BatchFault>,
    at offset: UInt64,
    batch: UInt64
  ) -> LogFailure {
    .damaged(
      LogDamage(
        .badBatchInTheMiddle,
        file: name,
        offset: offset,
        batch: batch,
        expected: "the batch that was there when the log was opened, found: \(found)",
        repair: "repair would keep the batches up to \(batch - 1) and lose all later ones"
      )
    )
  }
}
