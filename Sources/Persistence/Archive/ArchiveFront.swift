/// What a block of records begins with: its batches, and where its groups of records lie.
///
/// ```
/// varint bytes of the batches, then of each:
///   varint record count × 8, + 4 its epoch is not the expected one, + 2 its payload is whole,
///   for its records cannot be read, + 1 data
///   where bit 2 is set: varint, zigzag of how much the epoch is over the expected one
///   its checksum, 4 bytes
///   where its payload is whole: varint length, and the bytes
/// varint count of bases, each: varint column, varint number that its differences begin from
/// varint count of groups, each: varint length
/// varint count of long bodies, each: varint length
/// the groups, see ArchiveGroup
/// the long bodies, each a zlib stream
/// ```
///
/// Expected is the epoch before, one more in a batch that begins an epoch. All groups but the last
/// have 8 records. Long is a body of 1,024 bytes or more that is not taken apart.
struct ArchiveFront {
  struct Batch {
    var head: BatchHead
    /// Of all records in groups, the one that is its first.
    var firstRecord: Int
    /// Where its payload lies, if it is whole.
    var whole: Range<Int>?
    var tail: LogTail { head.tail }
  }

  /// Their heads have no count of bytes yet.
  private(set) var batches: [Batch] = []
  private(set) var bases: [(column: Int, value: UInt64)] = []
  /// Where they lie in the content of the block.
  private(set) var groups: [Range<Int>] = []
  private(set) var long: [Range<Int>] = []
  /// Records in groups.
  private(set) var recordCount = 0

  // MARK: - Writing

  static func append(
    _ batch: BatchHead,
    after tail: LogTail,
    isWhole: Bool,
    to bytes: inout [UInt8]
  ) {
    let expected = batch.kind == .epoch ? tail.epoch &+ 1 : tail.epoch
    var flags = batch.kind == .data ? 1 : 0
    if isWhole { flags |= 2 }
    if batch.epoch != expected { flags |= 4 }
    bytes.appendVarint(UInt64(batch.recordCount << 3 | flags))
    if batch.epoch != expected {
      bytes.appendVarint(zigzag(UInt64(batch.epoch) &- UInt64(expected)))
    }
    bytes.appendFixed(batch.checksum)
  }

  /// All of a block but its head.
  static func content(
    _ batches: [UInt8],
    _ bases: [(column: Int, value: UInt64)],
    _ groups: [[UInt8]],
    _ long: [[UInt8]] = []
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendVarint(UInt64(batches.count))
    bytes += batches
    bytes.appendVarint(UInt64(bases.count))
    for base in bases {
      bytes.appendVarint(UInt64(base.column))
      bytes.appendVarint(base.value)
    }
    for parts in [groups, long] {
      bytes.appendVarint(UInt64(parts.count))
      for part in parts { bytes.appendVarint(UInt64(part.count)) }
    }
    for part in groups + long { bytes += part }
    return bytes
  }

  // MARK: - Reading

  /// - Parameters:
  ///   - content: All of a block but its head.
  ///   - block: Its head.
  /// - Throws: ``ArchiveFault``.
  init(_ content: [UInt8], _ block: ArchiveBlock) throws(ArchiveFault) {
    var cursor = ArchiveCursor(content)
    let end = try cursor.count(atMost: content.count) + cursor.offset
    var tail = block.before
    var all = 0
    batches.reserveCapacity(block.batchCount)
    for _ in 0..<block.batchCount {
      let batch = try batch(&cursor, after: tail, block.logID)
      if batch.whole == nil { recordCount += batch.head.recordCount }
      all += batch.head.recordCount
      tail = batch.tail
      batches.append(batch)
    }
    guard cursor.offset == end, all == block.recordCount else { throw .malformed }
    for _ in 0..<(try cursor.count(atMost: ArchiveColumns.count)) {
      let column = try cursor.count(atMost: ArchiveColumns.count - 1)
      bases.append((column, try cursor.varint()))
    }
    let size = Limits.archiveGroupRecords
    let count = try cursor.count(atMost: content.count)
    guard count == (recordCount + size - 1) / size else { throw .malformed }
    var lengths: [Int] = []
    for _ in 0..<count { lengths.append(try cursor.count(atMost: content.count)) }
    for _ in 0..<(try cursor.count(atMost: recordCount)) {
      lengths.append(try cursor.count(atMost: content.count))
    }
    var offset = cursor.offset
    for (index, length) in lengths.enumerated() {
      guard length <= content.count - offset else { throw .truncated }
      if index < count {
        groups.append(offset..<offset + length)
      } else {
        long.append(offset..<offset + length)
      }
      offset += length
    }
    guard offset == content.count else { throw .malformed }
  }

  private func batch(
    _ cursor: inout ArchiveCursor,
    after tail: LogTail,
    _ logID: LogID
  ) throws(ArchiveFault) -> Batch {
    let flags = try cursor.varint()
    let isData = flags & 1 == 1
    let expected = isData ? tail.epoch : tail.epoch &+ 1
    var epoch = UInt64(expected)
    if flags & 4 != 0 { epoch = epoch &+ unzigzag(try cursor.varint()) }
    guard flags >> 3 <= UInt64(Limits.recordsPerBatch), epoch <= UInt64(UInt32.max) else {
      throw .malformed
    }
    let checksum = try cursor.fixed(UInt32.self)
    var whole: Range<Int>?
    if flags & 2 != 0 {
      whole = try cursor.take(try cursor.count(atMost: Limits.batchBytes)).indices
    }
    let head = BatchHead(
      kind: isData ? .data : .epoch,
      logID: logID,
      number: tail.batch + 1,
      epoch: UInt32(epoch),
      payloadCount: whole?.count ?? 0,
      recordCount: Int(flags >> 3),
      previousChecksum: tail.checksum,
      checksum: checksum
    )
    return Batch(head: head, firstRecord: recordCount, whole: whole)
  }
}
