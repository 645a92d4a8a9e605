/// Decides what of a record stays out of the archive.
///
/// Gets the record's head and body; returns the body that is kept instead, not longer than the one
/// that was there, or nil to keep it as it is.
package typealias ArchiveRedaction =
  @Sendable (_ head: LogRecordHead, _ body: ArraySlice<UInt8>) -> [UInt8]?

/// Gathers batches into the columns of one block after another.
struct ArchiveBlockWriter {
  private struct Entity: Hashable {
    var type: UInt8
    var number: UInt64
  }

  private let index: ArchiveTextIndex
  private let splitter: ArchiveBodySplitter
  private let redact: ArchiveRedaction?
  private var columns = ArchiveColumns()
  private var known: [Entity: (version: UInt32, position: UInt64)] = [:]
  private var time: UInt64 = 0
  private(set) var head: ArchiveBlock

  /// Bodies that were replaced, in all blocks.
  private(set) var replacedCount = 0

  init(
    _ tables: ArchiveTables,
    redact: ArchiveRedaction?,
    logID: LogID,
    ordinal: UInt64,
    before: LogTail
  ) {
    index = ArchiveTextIndex(tables)
    splitter = ArchiveBodySplitter(shape: tables.shape)
    self.redact = redact
    head = ArchiveBlock(
      kind: .batches,
      logID: logID,
      ordinal: ordinal,
      index: 1,
      before: before,
      lastBatch: before.batch
    )
    tail = before
  }

  /// The last batch that was added.
  private(set) var tail: LogTail

  var isEmpty: Bool { head.batchCount == 0 }

  /// Whether a batch of that many bytes still belongs into this block.
  func takes(_ payloadCount: Int) -> Bool {
    isEmpty || head.rawCount + payloadCount <= Limits.archiveBlockBytes
  }

  mutating func add(_ batch: BatchHead, _ payload: [UInt8]) {
    precondition(batch.number == tail.batch + 1, "batch \(batch.number) after \(tail)")
    precondition(batch.previousChecksum == tail.checksum, "batch \(batch.number) after another")
    let records = Self.records(payload, batch.recordCount)
    let isData: UInt8 = batch.kind == .data ? 1 : 0
    columns.put(isData | (records == nil ? 2 : 0), in: .batch)
    columns.put(varint: zigzag(UInt64(batch.epoch) &- UInt64(tail.epoch)), in: .epoch)
    columns.put(fixed: batch.checksum, in: .checksum)
    columns.put(varint: UInt64(batch.recordCount), in: .recordCount)
    if let records {
      for (place, record) in records.enumerated() {
        add(record, LogPosition(batch: batch.number, index: UInt16(place)), payload)
      }
    } else {
      columns.put(varint: UInt64(payload.count), in: .payloadLength)
      columns.put(payload[...], in: .payload)
      head.rawCount += payload.count
    }
    head.batchCount += 1
    head.recordCount += batch.recordCount
    head.lastBatch = batch.number
    tail = batch.tail
  }

  /// Ends the block, and begins the next one.
  ///
  /// `pause`: called after each small piece of the work.
  ///
  /// - Returns: Its head as written, and its bytes.
  mutating func finish(level: Int, pause: () -> Void = {}) -> (head: ArchiveBlock, bytes: [UInt8]) {
    precondition(!isEmpty, "a block without a batch")
    let parts = [columns.directory()] + columns.filled.map(\.bytes)
    let bytes = head.encoded(parts, level: level, pause: pause)
    let finished = head
    head = ArchiveBlock(
      kind: .batches,
      logID: head.logID,
      ordinal: head.ordinal,
      index: head.index + 1,
      before: tail,
      lastBatch: tail.batch
    )
    columns.removeAll()
    known.removeAll(keepingCapacity: true)
    time = 0
    return (finished, bytes)
  }

  // MARK: - Records

  struct Record {
    var head: LogRecordHead
    var body: Range<Int>
  }

  /// The records of a payload; nil where it cannot be read as records.
  static func records(_ payload: [UInt8], _ count: Int) -> [Record]? {
    unsafe payload.withUnsafeBytes { bytes in
      var reader = unsafe LogRecordReader(payload: bytes, recordCount: count)
      var records: [Record] = []
      records.reserveCapacity(count)
      do throws(LogRecordFault) {
        while let view = try unsafe reader.next() {
          let end = unsafe reader.offset
          let bodyCount = unsafe view.body.count
          records.append(unsafe Record(head: view.head, body: end - bodyCount..<end))
        }
        return records
      } catch {
        return nil
      }
    }
  }

  private mutating func add(_ record: Record, _ position: LogPosition, _ payload: [UInt8]) {
    let head = record.head
    columns.put(head.kind, in: .kind)
    columns.put(head.entityType, in: .entityType)
    if let number = index.number(of: head.entity) {
      columns.put(varint: UInt64(number >> 8) + 1, in: .entityHigh)
      columns.put(UInt8(truncatingIfNeeded: number), in: .entityLow)
    } else {
      columns.put(0, in: .entityHigh)
      columns.put(fixed: head.entity, in: .entity)
    }
    let entity = Entity(type: head.entityType, number: head.entity)
    let before = known[entity]
    let expected = UInt64(before?.version ?? 0) &+ 1
    columns.put(varint: zigzag(UInt64(head.version) &- expected), in: .version)
    add(head.previous, after: before?.position, in: position.batch)
    known[entity] = (head.version, position.packed)
    let now = UInt64(bitPattern: head.recordedAtMilliseconds)
    columns.put(varint: zigzag(now &- time), in: .time)
    time = now
    if self.head.recordCount == 0, position.index == 0 {
      self.head.firstTime = head.recordedAtMilliseconds
      self.head.newestTime = head.recordedAtMilliseconds
    }
    self.head.newestTime = max(self.head.newestTime, head.recordedAtMilliseconds)
    add(head, payload[record.body])
  }

  private mutating func add(_ previous: LogPosition, after known: UInt64?, in batch: UInt64) {
    if let known, previous.packed == known { return columns.put(0, in: .previousBatch) }
    if previous == .none { return columns.put(1, in: .previousBatch) }
    guard previous.batch <= batch, previous.batch > 0 else {
      columns.put(2, in: .previousBatch)
      columns.put(fixed: previous.packed, in: .previous)
      return
    }
    columns.put(varint: batch - previous.batch + 3, in: .previousBatch)
    columns.put(varint: UInt64(previous.index), in: .previousIndex)
  }

  private mutating func add(_ head: LogRecordHead, _ body: ArraySlice<UInt8>) {
    let replaced = redact?(head, body)
    let kept = replaced?[...] ?? body
    precondition(kept.count <= body.count, "a body of \(body.count) bytes grows to \(kept.count)")
    self.head.rawCount += LogRecordLayout.headBytes + kept.count
    var form = replaced == nil ? ArchiveBody.whole : .replacedWhole
    let node = splitter.shape.roots[head.kind].map(Int.init)
    if let node, splitter.check(kept, node) {
      form = replaced == nil ? .split : .replacedSplit
      columns.put(form.rawValue, in: .body)
      splitter.split(kept, node, index, into: &columns)
    } else {
      columns.put(form.rawValue, in: .body)
      columns.put(varint: UInt64(kept.count), in: .bodyLength)
      columns.put(kept, in: .bodyBytes)
    }
    guard form.isReplaced else { return }
    replacedCount += 1
    columns.put(varint: UInt64(body.count), in: .originalLength)
    columns.put(fixed: ArchiveProof.checksum(of: body), in: .originalChecksum)
  }
}
