/// Decides what of a record stays out of the archive.
///
/// Gets the record's head and body; returns the body that is kept instead, not longer than the one
/// that was there, or nil to keep it as it is.
package typealias ArchiveRedaction =
  @Sendable (_ head: LogRecordHead, _ body: ArraySlice<UInt8>) -> [UInt8]?

/// Takes batches apart into the events of one group of records after another.
///
/// What comes of a group depends on the block that it is in and on the tables, and on no other
/// group: each is read by itself.
struct ArchiveRecordSplitter {
  private let index: ArchiveTextIndex
  private let splitter: ArchiveBodySplitter
  private let redact: ArchiveRedaction?
  private(set) var events = ArchiveEvents()

  /// Records in the group.
  private(set) var groupCount = 0

  /// Bodies that were replaced, in all groups.
  private(set) var replacedCount = 0

  /// Bodies of the block that are too long for a group: those that are read with them would wait.
  private(set) var long: [[UInt8]] = []

  init(_ tables: ArchiveTables, redact: ArchiveRedaction?) {
    index = ArchiveTextIndex(tables)
    splitter = ArchiveBodySplitter(shape: tables.shape)
    self.redact = redact
  }

  mutating func beginBlock() {
    events.beginBlock()
    groupCount = 0
    long.removeAll()
  }

  mutating func beginGroup() {
    events.beginGroup()
    groupCount = 0
  }

  /// Adds a record to the group.
  ///
  /// - Returns: Bytes that it has in the archive's payload.
  mutating func add(_ head: LogRecordHead, _ batch: UInt64, _ body: ArraySlice<UInt8>) -> Int {
    groupCount += 1
    events.put(UInt64(head.kind), in: .kind)
    events.put(UInt64(head.entityType), in: .entityType)
    events.put(fixed: head.entity)
    events.put(UInt64(head.version), in: .version)
    add(head.previous, in: batch)
    let time = UInt64(bitPattern: head.recordedAtMilliseconds)
    events.put(difference: time, in: ArchiveHead.time.column)
    return LogRecordLayout.headBytes + add(head, body)
  }

  private mutating func add(_ previous: LogPosition, in batch: UInt64) {
    if previous == .none { return events.put(1, in: .previousBatch) }
    guard previous.batch <= batch, previous.batch > 0 else {
      events.put(2, in: .previousBatch)
      return events.put(fixed: previous.packed)
    }
    events.put(batch - previous.batch + 3, in: .previousBatch)
    events.put(UInt64(previous.index), in: .previousIndex)
  }

  /// - Returns: Bytes of the body that is kept.
  private mutating func add(_ head: LogRecordHead, _ body: ArraySlice<UInt8>) -> Int {
    let replaced = redact?(head, body)
    let kept = replaced?[...] ?? body
    precondition(kept.count <= body.count, "a body of \(body.count) bytes grows to \(kept.count)")
    var form = replaced == nil ? ArchiveBody.whole : .replacedWhole
    let node = splitter.shape.roots[head.kind].map(Int.init)
    if let node, splitter.check(kept, node) {
      form = replaced == nil ? .split : .replacedSplit
      events.put(UInt64(form.rawValue), in: .body)
      splitter.split(kept, node, index, into: &events)
    } else {
      events.put(UInt64(form.rawValue), in: .body)
      events.put(UInt64(kept.count), in: .bodyLength)
      if kept.count >= Limits.archiveLongBytes {
        events.put(UInt64(long.count), in: .longBody)
        long.append(Array(kept))
      } else {
        for byte in kept { events.put(UInt64(byte), in: .bodyByte) }
      }
    }
    guard form.isReplaced else { return kept.count }
    replacedCount += 1
    events.put(UInt64(body.count), in: .originalLength)
    events.put(fixed: ArchiveProof.checksum(of: body))
    return kept.count
  }
}

/// Gathers batches into one block after another.
struct ArchiveBlockWriter {
  private let tables: ArchiveTables
  private var splitter: ArchiveRecordSplitter
  private var numerals = ArchiveNumerals()
  private var batches: [UInt8] = []
  private var groups: [[UInt8]] = []
  private(set) var head: ArchiveBlock

  /// The last batch that was added.
  private(set) var tail: LogTail

  init(
    _ tables: ArchiveTables,
    redact: ArchiveRedaction?,
    logID: LogID,
    ordinal: UInt64,
    before: LogTail
  ) {
    self.tables = tables
    splitter = ArchiveRecordSplitter(tables, redact: redact)
    head = ArchiveBlock(
      kind: .records,
      logID: logID,
      ordinal: ordinal,
      index: 1,
      before: before,
      lastBatch: before.batch
    )
    tail = before
  }

  /// Bodies that were replaced, in all blocks.
  var replacedCount: Int { splitter.replacedCount }

  var isEmpty: Bool { head.batchCount == 0 }

  /// Whether a batch of that many bytes still belongs into this block.
  func takes(_ payloadCount: Int) -> Bool {
    isEmpty || head.rawCount + payloadCount <= Limits.archiveBlockBytes
  }

  mutating func add(_ batch: BatchHead, _ payload: [UInt8]) {
    precondition(batch.number == tail.batch + 1, "batch \(batch.number) after \(tail)")
    precondition(batch.previousChecksum == tail.checksum, "batch \(batch.number) after another")
    let records = Self.records(payload, batch.recordCount)
    ArchiveFront.append(batch, after: tail, isWhole: records == nil, to: &batches)
    if let records {
      for record in records { add(record, batch.number, payload) }
    } else {
      batches.appendVarint(UInt64(payload.count))
      batches += payload
      head.rawCount += payload.count
    }
    head.batchCount += 1
    head.recordCount += batch.recordCount
    head.lastBatch = batch.number
    tail = batch.tail
  }

  private mutating func add(_ record: Record, _ batch: UInt64, _ payload: [UInt8]) {
    let time = record.head.recordedAtMilliseconds
    if groups.isEmpty, splitter.groupCount == 0 { head.firstTime = time }
    head.newestTime = max(groups.isEmpty && splitter.groupCount == 0 ? time : head.newestTime, time)
    head.rawCount += splitter.add(record.head, batch, payload[record.body])
    if splitter.groupCount == Limits.archiveGroupRecords { endGroup() }
  }

  private mutating func endGroup() {
    for event in splitter.events.list { tables.models.put(event, to: &numerals) }
    groups.append(numerals.finish())
    splitter.beginGroup()
  }

  /// Ends the block, and begins the next one.
  ///
  /// `pause`: called after each small piece of the work.
  ///
  /// - Returns: Its head as written, and its bytes.
  mutating func finish(level: Int, pause: () -> Void = {}) -> (head: ArchiveBlock, bytes: [UInt8]) {
    precondition(!isEmpty, "a block without a batch")
    if splitter.groupCount > 0 { endGroup() }
    let long = splitter.long.map { ArchiveBlock.compressed($0, level: level, pause: pause) }
    let bases = splitter.events.contexts.bases
    let bytes = head.encoded(stored: ArchiveFront.content(batches, bases, groups, long))
    pause()
    let finished = head
    head = ArchiveBlock(
      kind: .records,
      logID: head.logID,
      ordinal: head.ordinal,
      index: head.index + 1,
      before: tail,
      lastBatch: tail.batch
    )
    batches.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    splitter.beginBlock()
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
}
