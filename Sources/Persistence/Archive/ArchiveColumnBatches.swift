/// Puts the batches of a block together from its columns, as they stand in archives of format 1.
struct ArchiveColumnBatches {
  private struct Entity: Hashable {
    var type: UInt8
    var number: UInt64
  }

  private let block: ArchiveBlock
  private let tables: ArchiveTables
  private let joiner: ArchiveColumnJoiner
  private let columns: ArchiveColumnReader
  private var known: [Entity: (version: UInt32, position: UInt64)] = [:]
  private var time: UInt64 = 0
  private(set) var bytes: [UInt8] = []

  init(
    _ block: ArchiveBlock,
    _ columns: [UInt8],
    _ tables: ArchiveTables
  ) throws(ArchiveFault) {
    self.block = block
    self.tables = tables
    joiner = ArchiveColumnJoiner(tables: tables, limit: block.rawCount)
    self.columns = try ArchiveColumnReader(columns)
    bytes.reserveCapacity(block.rawCount + Limits.archiveTextBytes)
  }

  mutating func batches() throws(ArchiveFault) -> [ArchiveContent.Batch] {
    var tail = block.before
    var records = 0
    var batches: [ArchiveContent.Batch] = []
    for _ in 0..<block.batchCount {
      let batch = try batch(after: tail)
      tail = batch.head.tail
      records += batch.head.recordCount
      batches.append(batch)
    }
    guard columns.isAtEnd, bytes.count == block.rawCount, records == block.recordCount else {
      throw .malformed
    }
    return batches
  }

  private mutating func batch(after tail: LogTail) throws(ArchiveFault) -> ArchiveContent.Batch {
    let form = try columns.byte(.batch)
    let epoch = UInt64(tail.epoch) &+ unzigzag(try columns.varint(.epoch))
    let checksum = try columns.fixed(UInt32.self, .checksum)
    let count = try columns.varint(.recordCount)
    guard form < 4, count <= UInt64(Limits.recordsPerBatch), epoch <= UInt64(UInt32.max) else {
      throw .malformed
    }
    let start = bytes.count
    var replaced: [ArchiveProof.Replaced] = []
    if form & 2 == 0 {
      for index in 0..<Int(count) {
        try record(LogPosition(batch: tail.batch + 1, index: UInt16(index)), start, &replaced)
        guard bytes.count <= block.rawCount else { throw .malformed }
      }
    } else {
      bytes += try columns.take(try columns.varint(.payloadLength), .payload)
    }
    // The batch that was written fitted a batch, with all that was replaced.
    let originalCount = replaced.reduce(bytes.count - start) { $0 - $1.count + $1.originalCount }
    guard originalCount <= Limits.batchBytes - BatchHead.bytes else { throw .malformed }
    let head = BatchHead(
      kind: form & 1 == 1 ? .data : .epoch,
      logID: block.logID,
      number: tail.batch + 1,
      epoch: UInt32(epoch),
      payloadCount: bytes.count - start,
      recordCount: Int(count),
      previousChecksum: tail.checksum,
      checksum: checksum
    )
    return ArchiveContent.Batch(head: head, payload: start..<bytes.count, replaced: replaced)
  }

  private mutating func record(
    _ position: LogPosition,
    _ batch: Int,
    _ replaced: inout [ArchiveProof.Replaced]
  ) throws(ArchiveFault) {
    let kind = try columns.byte(.kind)
    let entity = Entity(type: try columns.byte(.entityType), number: try entity())
    let before = known[entity]
    let expected = UInt64(before?.version ?? 0) &+ 1
    let version = expected &+ unzigzag(try columns.varint(.version))
    guard version <= UInt64(UInt32.max) else { throw .malformed }
    let previous = try previous(before?.position, position.batch)
    known[entity] = (UInt32(version), position.packed)
    time = time &+ unzigzag(try columns.varint(.time))

    let start = bytes.count
    bytes.appendFixed(0 as UInt32)
    bytes += [kind, entity.type, 0, 0]
    bytes.appendFixed(entity.number)
    bytes.appendFixed(UInt32(version))
    bytes.appendFixed(previous)
    bytes.appendFixed(time)
    guard let form = ArchiveBody(rawValue: try columns.byte(.body)) else { throw .malformed }
    if form.isSplit {
      guard let node = tables.shape.roots[kind] else { throw .malformed }
      try joiner.join(Int(node), columns, to: &bytes)
    } else {
      bytes += try columns.take(try columns.varint(.bodyLength), .bodyBytes)
    }
    let count = bytes.count - start - LogRecordLayout.headBytes
    let length = UInt32(count + LogRecordLayout.headBytes - LogRecordLayout.lengthBytes)
    for byte in 0..<4 {
      bytes[start + byte] = UInt8(truncatingIfNeeded: length >> UInt32(8 * byte))
    }
    guard form.isReplaced else { return }
    let originalCount = try columns.varint(.originalLength)
    guard originalCount <= UInt64(Limits.batchBytes) else { throw .malformed }
    replaced.append(
      ArchiveProof.Replaced(
        offset: start - batch,
        count: count,
        originalCount: Int(originalCount),
        originalChecksum: try columns.fixed(UInt32.self, .originalChecksum)
      )
    )
  }

  private mutating func entity() throws(ArchiveFault) -> UInt64 {
    let upper = try columns.varint(.entityHigh)
    if upper == 0 { return try columns.fixed(UInt64.self, .entity) }
    guard upper <= UInt64(Limits.archiveEntities) else { throw .malformed }
    let number = Int(upper - 1) << 8 | Int(try columns.byte(.entityLow))
    guard number < tables.entities.count else { throw .malformed }
    return tables.entities[number]
  }

  private mutating func previous(
    _ known: UInt64?,
    _ batch: UInt64
  ) throws(ArchiveFault) -> UInt64 {
    let code = try columns.varint(.previousBatch)
    switch code {
    case 0:
      guard let known else { throw .malformed }
      return known
    case 1: return 0
    case 2: return try columns.fixed(UInt64.self, .previous)
    default:
      let index = try columns.varint(.previousIndex)
      guard code - 3 < batch, index <= UInt64(UInt16.max) else { throw .malformed }
      return (batch - (code - 3)) << 16 | index
    }
  }
}
