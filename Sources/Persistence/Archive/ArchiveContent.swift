/// The batches of one block, as they stood in the log but for what was replaced.
///
/// Its reader shares it with everybody else who reads these batches.
final class ArchiveContent: Sendable {
  struct Batch: Sendable {
    var head: BatchHead
    var payload: Range<Int>
    var replaced: [ArchiveProof.Replaced]
  }

  let block: ArchiveBlock
  let batches: [Batch]

  /// The payloads, one after the other.
  let bytes: [UInt8]

  private init(block: ArchiveBlock, batches: [Batch], bytes: [UInt8]) {
    self.block = block
    self.batches = batches
    self.bytes = bytes
  }

  /// What the last batch is.
  var tail: LogTail { batches.last?.head.tail ?? block.before }

  /// Puts the batches together from the content of a block.
  static func read(
    _ block: ArchiveBlock,
    _ content: [UInt8],
    _ tables: ArchiveTables
  ) throws(ArchiveFault) -> ArchiveContent {
    if block.kind == .records { return try read(records: block, content, tables) }
    var reader = try ArchiveColumnBatches(block, content, tables)
    return ArchiveContent(block: block, batches: try reader.batches(), bytes: reader.bytes)
  }

  private static func read(
    records block: ArchiveBlock,
    _ content: [UInt8],
    _ tables: ArchiveTables
  ) throws(ArchiveFault) -> ArchiveContent {
    let front = try ArchiveFront(content, block)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(block.rawCount)
    var batches: [Batch] = []
    var group: ArchiveGroup?
    for batch in front.batches {
      let start = bytes.count
      var replaced: [ArchiveProof.Replaced] = []
      if let whole = batch.whole {
        bytes += content[whole]
      } else {
        for record in batch.firstRecord..<batch.firstRecord + batch.head.recordCount {
          let (index, place) = record.quotientAndRemainder(
            dividingBy: Limits.archiveGroupRecords
          )
          if place == 0 || group == nil {
            group = try ArchiveGroup(index, of: content, front, tables, limit: block.rawCount)
          }
          guard let group, bytes.count <= block.rawCount else { throw .malformed }
          let found = group.records[place]
          if let original = found.original {
            replaced.append(
              ArchiveProof.Replaced(
                offset: bytes.count - start,
                count: found.range.count - LogRecordLayout.headBytes,
                originalCount: original.count,
                originalChecksum: original.checksum
              )
            )
          }
          bytes += group.bytes[found.range]
        }
      }
      let head = try head(batch.head, bytes.count - start, replaced)
      batches.append(Batch(head: head, payload: start..<bytes.count, replaced: replaced))
    }
    guard bytes.count == block.rawCount else { throw .malformed }
    return ArchiveContent(block: block, batches: batches, bytes: bytes)
  }

  /// The head of a batch whose payload has so many bytes now.
  ///
  /// The batch that was written fitted a batch, with all that was replaced.
  static func head(
    _ head: BatchHead,
    _ count: Int,
    _ replaced: [ArchiveProof.Replaced]
  ) throws(ArchiveFault) -> BatchHead {
    let originalCount = replaced.reduce(count) { $0 - $1.count + $1.originalCount }
    guard originalCount <= Limits.batchBytes - BatchHead.bytes else { throw .malformed }
    var head = head
    head.payloadCount = count
    return head
  }

  /// Checks every batch against its own checksum and that of the one before it.
  func prove() throws(ArchiveFault) {
    var tail = block.before
    for batch in batches {
      let sum = ArchiveProof.checksum(of: batch.head, bytes[batch.payload], batch.replaced)
      guard sum == batch.head.checksum, batch.head.previousChecksum == tail.checksum else {
        throw .wrongBatch(batch.head.number)
      }
      let isNewEpoch = batch.head.kind == .epoch
      guard batch.head.epoch == (isNewEpoch ? tail.epoch &+ 1 : tail.epoch) else {
        throw .wrongBatch(batch.head.number)
      }
      tail = batch.head.tail
    }
  }

  /// Gives the batches from `number` on; `body` returns whether to go on.
  ///
  /// - Returns: Whether it wants to go on in the next block.
  func forEach(
    from number: UInt64,
    _ body: (BatchHead, UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    unsafe bytes.withUnsafeBytes { bytes in
      let skipped = number > block.before.batch + 1 ? Int(number - block.before.batch - 1) : 0
      for batch in batches.dropFirst(skipped) {
        let payload = unsafe UnsafeRawBufferPointer(rebasing: bytes[batch.payload])
        guard unsafe body(batch.head, payload) else { return false }
      }
      return true
    }
  }
}
