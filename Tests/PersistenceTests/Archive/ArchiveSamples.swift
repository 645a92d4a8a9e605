@testable import FealtyPersistence

/// A shape with one field of each coding, and a message inside a message.
let sampleShape = ArchiveShape(
  roots: [1: 0, 2: 1],
  nodes: [
    .init([
      .init(1, .message, node: 1), .init(2, .delta), .init(3, .text), .init(4, .pairs),
      .init(5, .digits), .init(6, .stamped), .init(7, .message, node: 2),
    ]),
    .init([.init(1, .message, node: 2), .init(6, .digits)]),
    .init(prefix: 4, [.init(6, .delta), .init(9, .text)]),
  ]
)

/// A record to be put into a batch.
struct SampleRecord {
  var kind: UInt8
  var entity: UInt64
  var version: UInt32
  var previous: LogPosition
  var time: Int64
  var body: [UInt8]
}

/// Batches as they stand in a log, one after the other.
struct SampleBatches {
  private(set) var tail: LogTail
  private(set) var batches: [(head: BatchHead, payload: [UInt8])] = []

  init(after tail: LogTail = .empty) { self.tail = tail }

  mutating func add(_ records: [SampleRecord], epoch: UInt32? = nil) {
    let buffer = LogBatchBuffer(number: tail.batch + 1)
    for record in records {
      let head = LogRecordHead(
        kind: record.kind,
        entityType: 1,
        entity: record.entity,
        version: record.version,
        previous: record.previous,
        recordedAtMilliseconds: record.time
      )
      let position = buffer.append(head, bodyLimit: record.body.count) { room in
        room.copyBytes(from: record.body)
        return record.body.count
      }
      precondition(position != nil, "the record does not fit")
    }
    add(buffer, epoch ?? max(1, tail.epoch))
  }

  /// Records that cannot be read.
  mutating func add(payload: [UInt8], recordCount: Int) {
    let buffer = LogBatchBuffer(number: tail.batch + 1)
    let fits = payload.withUnsafeBytes { buffer.append(payload: $0, recordCount: recordCount) }
    precondition(fits, "the payload does not fit")
    add(buffer, max(1, tail.epoch))
  }

  private mutating func add(_ buffer: LogBatchBuffer, _ epoch: UInt32) {
    let payload = withExtendedLifetime(buffer) { Array(buffer.gathered) }
    let (head, _) = buffer.seal(testLogID, epoch: epoch, after: tail)
    batches.append((head, payload))
    tail = head.tail
  }

  /// Begins an epoch, as opening a log does.
  mutating func addEpoch() {
    var head = BatchHead(
      kind: .epoch,
      logID: testLogID,
      number: tail.batch + 1,
      epoch: tail.epoch + 1,
      payloadCount: 0,
      recordCount: 0,
      previousChecksum: tail.checksum
    )
    let memory = UnsafeMutableRawPointer.allocate(byteCount: BatchHead.bytes, alignment: 8)
    defer { memory.deallocate() }
    head.write(to: memory)
    batches.append((head, []))
    tail = head.tail
  }
}

/// Bodies that are rows of tagged fields, nearly so, or nothing of the kind.
struct BodyMaker {
  var random: SeededRandom

  private let words = ["GROCERY", "private", "", "x", "COOKIES/CONES", "911724"]

  mutating func body() -> [UInt8] {
    switch random.below(8) {
    case 0: return (0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    case 1:
      // One byte of a good one is another: a length that is too long, a number not at its shortest.
      var bytes = message(depth: 0)
      if !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      return bytes
    case 2: return []
    default: return message(depth: 0)
    }
  }

  private mutating func message(depth: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<random.below(8) {
      let field = random.below(10) == 0 ? 1 + random.below(90) : 1 + random.below(10)
      let type = [0, 1, 2, 2, 2, 5, 0, 3][random.below(depth == 0 && random.below(9) == 0 ? 8 : 7)]
      bytes.appendVarint(UInt64(field << 3 | type))
      switch type {
      case 0: bytes.appendVarint(number())
      case 1: bytes.appendFixed(random.next())
      case 5: bytes.appendFixed(UInt32(truncatingIfNeeded: random.next()))
      default:
        let content = self.content(depth)
        bytes.appendVarint(UInt64(content.count))
        bytes += content
      }
    }
    return bytes
  }

  private mutating func number() -> UInt64 {
    switch random.below(4) {
    case 0: UInt64(random.below(3))
    case 1: random.next()
    case 2: .max
    default: 1_700_000_000_000 + UInt64(random.below(100_000))
    }
  }

  private mutating func content(_ depth: Int) -> [UInt8] {
    switch random.below(7) {
    case 0: return Array(words[random.below(words.count)].utf8)
    case 1: return Array(String(32_957_742_034 + UInt64(random.below(5_000))).utf8)
    case 2: return Array(String(repeating: "0", count: random.below(3)).utf8)
    case 3:
      return [0, 1, 0x8f, 0x20] + (0..<12).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    case 4:
      var pairs: [UInt8] = []
      for index in 0..<random.below(9) { pairs.appendVarint(UInt64(index * random.below(90))) }
      return pairs
    default: return depth < 10 ? message(depth: depth + 1) : []
    }
  }
}

/// Batches through blocks and back.
func throughBlocks(
  _ batches: SampleBatches,
  _ shape: ArchiveShape,
  redact: ArchiveRedaction? = nil
) throws -> [(block: ArchiveBlock, content: ArchiveContent)] {
  let (tables, blocks) = try blocks(of: batches, shape, redact: redact)
  return try blocks.map { bytes in
    let (head, content) = try ArchiveBlock.read(bytes)
    return (head, try ArchiveContent.read(head, content, tables))
  }
}

/// The blocks of batches, and what they refer to.
func blocks(
  of batches: SampleBatches,
  _ shape: ArchiveShape,
  redact: ArchiveRedaction? = nil
) throws -> (tables: ArchiveTables, blocks: [[UInt8]]) {
  var counts = ArchiveCounts()
  var sample = ArchiveSample(bytes: 0)
  let splitter = ArchiveBodySplitter(shape: shape)
  for (head, payload) in batches.batches {
    for record in ArchiveBlockWriter.records(payload, head.recordCount) ?? [] {
      sample.note(record.head, head.number, payload[record.body])
      guard let node = shape.roots[record.head.kind] else { continue }
      _ = splitter.check(payload[record.body], Int(node)) { counts.note(text: $0) }
    }
  }
  var made = counts.tables(shape)
  made.models = sample.models(made, redact: redact)
  let tables = try ArchiveTables(decoding: made.encoded())
  var writer = ArchiveBlockWriter(
    tables,
    redact: redact,
    logID: testLogID,
    ordinal: 1,
    before: .empty
  )
  var blocks: [[UInt8]] = []
  for (head, payload) in batches.batches {
    if !writer.takes(payload.count) { blocks.append(writer.finish(level: 6).bytes) }
    writer.add(head, payload)
  }
  blocks.append(writer.finish(level: 6).bytes)
  return (tables, blocks)
}

/// The columns of a block of format 1, as it was written once.
struct SampleColumns {
  private var columns: [Int: [UInt8]] = [:]

  mutating func put(_ byte: UInt8, in head: ArchiveColumns.Head) {
    columns[ArchiveColumns.heads + head.rawValue, default: []].append(byte)
  }

  mutating func put(varint value: UInt64, in head: ArchiveColumns.Head) {
    columns[ArchiveColumns.heads + head.rawValue, default: []].appendVarint(value)
  }

  mutating func put<T: FixedWidthInteger>(fixed value: T, in head: ArchiveColumns.Head) {
    columns[ArchiveColumns.heads + head.rawValue, default: []].appendFixed(value)
  }

  /// A directory and the columns.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendVarint(UInt64(columns.count))
    for (number, column) in columns.sorted(by: { $0.key < $1.key }) {
      bytes.appendVarint(UInt64(number))
      bytes.appendVarint(UInt64(column.count))
    }
    for (_, column) in columns.sorted(by: { $0.key < $1.key }) { bytes += column }
    return bytes
  }
}
