/// Some records of a block, side by side, read together and without the others.
///
/// ```
/// of each record: kind, type of the entity, entity, version, previous position, time, form of the
/// body (see ArchiveHead), the body (see ArchiveBodySplitter); all numbers of one row of numerals
/// (see ArchiveNumerals), by the models of the archive (see ArchiveModels)
/// ```
struct ArchiveGroup: Sendable {
  /// A record, and whether its body is not the one that was written.
  struct Record: Sendable {
    /// All of it, in ``bytes``.
    var range: Range<Int>
    /// Bytes and CRC32C of the body that was replaced.
    var original: (count: Int, checksum: UInt32)?
  }

  private(set) var bytes: [UInt8] = []
  private(set) var records: [Record] = []

  /// Reads a group.
  ///
  /// - Parameters:
  ///   - index: Which one.
  ///   - content: All of the block but its head.
  ///   - front: What it begins with.
  ///   - tables: Of the archive.
  ///   - limit: Bytes of the block's payload.
  /// - Throws: ``ArchiveFault``.
  init(
    _ index: Int,
    of content: [UInt8],
    _ front: ArchiveFront,
    _ tables: ArchiveTables,
    limit: Int
  ) throws(ArchiveFault) {
    let first = index * Limits.archiveGroupRecords
    let count = min(Limits.archiveGroupRecords, front.recordCount - first)
    var batch = front.place(ofRecord: first)
    var reader = try ArchiveGroupReader(content, front.groups[index], front, tables, limit)
    for record in first..<first + count {
      while batch + 1 < front.batches.count, front.batches[batch + 1].firstRecord <= record {
        batch += 1
      }
      records.append(try reader.record(of: front.batches[batch].head.number))
    }
    guard reader.isAtEnd else { throw .malformed }
    bytes = reader.out
  }
}

extension ArchiveFront {
  /// The place of the last batch that begins with a record up to this one.
  func place(ofRecord record: Int) -> Int {
    var (low, high) = (0, batches.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if batches[middle].firstRecord <= record { low = middle } else { high = middle }
    }
    return low
  }
}

/// Puts the records of a group together.
struct ArchiveGroupReader {
  private var numerals: ArchiveNumerals.Reader
  private var contexts = ArchiveContexts()
  private let content: [UInt8]
  private let long: [Range<Int>]
  private let tables: ArchiveTables
  private let models: ArchiveModels
  private let limit: Int
  private(set) var out: [UInt8] = []

  init(
    _ content: [UInt8],
    _ range: Range<Int>,
    _ front: ArchiveFront,
    _ tables: ArchiveTables,
    _ limit: Int
  ) throws(ArchiveFault) {
    numerals = try ArchiveNumerals.Reader(content, range)
    contexts.beginBlock(front.bases)
    self.content = content
    long = front.long
    self.tables = tables
    models = tables.models
    self.limit = limit
    out.reserveCapacity(16 << 10)
  }

  /// Whether all of the group was read.
  var isAtEnd: Bool { numerals.isAtEnd }

  // MARK: - Numbers

  @inline(__always)
  private mutating func number(_ column: Int) throws(ArchiveFault) -> UInt64 {
    let value = try models.read(column, contexts, &numerals)
    contexts.note(value, column: column)
    return value
  }

  private mutating func tag(
    _ column: Int,
    after one: UInt64,
    _ two: UInt64
  ) throws(ArchiveFault) -> UInt64 {
    contexts.expectTag(after: one, two)
    let value = try models.read(column, contexts, &numerals)
    contexts.tagCame()
    return value
  }

  private mutating func number(_ head: ArchiveHead) throws(ArchiveFault) -> UInt64 {
    try number(head.column)
  }

  private mutating func fixed<T: FixedWidthInteger & UnsignedInteger>(
    _ type: T.Type
  ) throws(ArchiveFault) -> T {
    var value: T = 0
    for shift in stride(from: 0, to: MemoryLayout<T>.size * 8, by: 8) {
      value |= T(truncatingIfNeeded: try numerals.bits(8)) << T(shift)
    }
    return value
  }

  private mutating func copyRaw(_ count: UInt64) throws(ArchiveFault) {
    guard count <= UInt64(limit), out.count <= limit else { throw .malformed }
    for _ in 0..<count { out.append(UInt8(truncatingIfNeeded: try numerals.bits(8))) }
  }

  /// Bytes that are numbers of a column.
  private mutating func copy(_ count: UInt64, _ column: Int) throws(ArchiveFault) {
    guard count <= UInt64(limit), out.count <= limit else { throw .malformed }
    for _ in 0..<count {
      guard let byte = UInt8(exactly: try number(column)) else { throw .malformed }
      out.append(byte)
    }
  }

  // MARK: - Records

  /// The next record, which stands in a batch of that number.
  mutating func record(of batch: UInt64) throws(ArchiveFault) -> ArchiveGroup.Record {
    guard let kind = UInt8(exactly: try number(.kind)),
      let type = UInt8(exactly: try number(.entityType))
    else { throw .malformed }
    let entity = try fixed(UInt64.self)
    guard let version = UInt32(exactly: try number(.version)) else { throw .malformed }
    let previous = try previous(batch)
    let column = ArchiveHead.time.column
    let time = contexts.value(try number(column), in: column)

    let start = out.count
    out.appendFixed(0 as UInt32)
    out += [kind, type, 0, 0]
    out.appendFixed(entity)
    out.appendFixed(version)
    out.appendFixed(previous)
    out.appendFixed(time)
    guard let form = UInt8(exactly: try number(.body)).flatMap(ArchiveBody.init) else {
      throw .malformed
    }
    if form.isSplit {
      guard let node = tables.shape.roots[kind] else { throw .malformed }
      try join(Int(node), depth: 0)
    } else {
      try joinWhole(try number(.bodyLength))
    }
    guard out.count <= limit else { throw .malformed }
    let length = UInt32(out.count - start - LogRecordLayout.lengthBytes)
    for byte in 0..<4 {
      out[start + byte] = UInt8(truncatingIfNeeded: length >> UInt32(8 * byte))
    }
    var record = ArchiveGroup.Record(range: start..<out.count)
    if form.isReplaced {
      let count = try number(.originalLength)
      guard count <= UInt64(Limits.batchBytes) else { throw .malformed }
      record.original = (Int(count), try fixed(UInt32.self))
    }
    return record
  }

  private mutating func joinWhole(_ count: UInt64) throws(ArchiveFault) {
    guard count >= UInt64(Limits.archiveLongBytes) else {
      return try copy(count, ArchiveHead.bodyByte.column)
    }
    let index = try number(.longBody)
    guard index < UInt64(long.count), count <= UInt64(limit) else { throw .malformed }
    out += try ArchiveBlock.inflated(content[long[Int(index)]], count: Int(count))
  }

  private mutating func previous(_ batch: UInt64) throws(ArchiveFault) -> UInt64 {
    let code = try number(.previousBatch)
    switch code {
    case 0: throw .malformed
    case 1: return 0
    case 2: return try fixed(UInt64.self)
    default:
      let index = try number(.previousIndex)
      guard code - 3 < batch, index <= UInt64(UInt16.max) else { throw .malformed }
      return (batch - (code - 3)) << 16 | index
    }
  }

  // MARK: - Bodies

  /// Appends a body, or a message in it.
  private mutating func join(_ node: Int, depth: Int) throws(ArchiveFault) {
    guard depth < ArchiveShape.depthLimit else { throw .malformed }
    let tags = node * 256
    if tables.shape.prefix(of: node) > 0 {
      try joinText(tags + ArchiveShape.prefixField * 4)
    }
    var (before, secondBefore): (UInt64, UInt64) = (0, 0)
    while true {
      let tag = try tag(tags, after: before, secondBefore)
      if tag == 0 { return }
      (before, secondBefore) = (tag, before)
      guard tag >> 3 > 0, tag >> 3 < UInt64(ArchiveShape.fieldLimit), out.count <= limit else {
        throw .malformed
      }
      out.appendVarint(tag)
      let field = Int(tag >> 3)
      let column = tags + field * 4
      let (coding, child) = tables.shape.field(node, field)
      switch tag & 7 {
      case 0:
        let value = try number(column)
        out.appendVarint(coding == .delta ? contexts.value(value, in: column) : value)
      case 1: out.appendFixed(try number(column))
      case 5:
        guard let value = UInt32(exactly: try number(column)) else { throw .malformed }
        out.appendFixed(value)
      case 2: try joinBytes(coding, Int(child), column, depth: depth)
      default: throw .malformed
      }
    }
  }

  private mutating func joinBytes(
    _ coding: ArchiveShape.Coding,
    _ child: Int,
    _ column: Int,
    depth: Int
  ) throws(ArchiveFault) {
    // Its length is known when it is there; most have one byte of it.
    let mark = out.count
    out.append(0)
    switch coding {
    case .message: try join(child, depth: depth + 1)
    case .text, .plain, .delta: try joinText(column)
    case .pairs: try joinPairs(column)
    case .digits: try joinDigits(column)
    case .stamped: try joinStamped(column)
    }
    let count = out.count - mark - 1
    if count < 0x80 {
      out[mark] = UInt8(count)
      return
    }
    var length: [UInt8] = []
    length.appendVarint(UInt64(count))
    out.replaceSubrange(mark...mark, with: length)
  }

  private mutating func joinText(_ column: Int) throws(ArchiveFault) {
    let number = try number(column)
    guard number > 0 else { return try copy(try self.number(column + 1), column + 2) }
    guard number <= UInt64(tables.textCount), out.count <= limit else { throw .malformed }
    out += tables.text(Int(number) - 1)
  }

  private mutating func joinPairs(_ column: Int) throws(ArchiveFault) {
    let count = try number(column)
    guard count > 0 else { return try copyRaw(try number(column + 3)) }
    guard count <= UInt64(limit) else { throw .malformed }
    var expected: UInt64 = 0
    for _ in 1..<count {
      guard out.count <= limit else { throw .malformed }
      let first = expected &+ unzigzag(try number(column + 1))
      out.appendVarint(first)
      out.appendVarint(try number(column + 2))
      expected = first &+ 1
    }
  }

  private mutating func joinDigits(_ column: Int) throws(ArchiveFault) {
    let difference = try number(column)
    guard difference > 0 else { return try copy(try number(column + 1), column + 2) }
    out += Array(String(contexts.value(difference - 1, in: column)).utf8)
  }

  private mutating func joinStamped(_ column: Int) throws(ArchiveFault) {
    let difference = try number(column)
    guard difference > 0 else { return try copy(try number(column + 1), column + 2) }
    let time = contexts.value(difference - 1, in: column)
    for shift in stride(from: 40, through: 0, by: -8) {
      out.append(UInt8(truncatingIfNeeded: time >> UInt64(shift)))
    }
    try copyRaw(10)
  }
}
