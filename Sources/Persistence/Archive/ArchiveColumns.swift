/// The numbers of columns: values of the same field.
///
/// A column's number is node × 256 + field × 4 + part; those from ``heads`` on are of batches and
/// of records' heads. Field 0 of a node is the row of tags of its messages, each message ended by a
/// 0; field 63 the text of its prefix.
enum ArchiveColumns {
  /// The first column that is of no body.
  static let heads = ArchiveShape.nodeLimit * 256
  static let count = heads + Head.allCases.count

  /// Of batches and records.
  enum Head: Int, CaseIterable {
    /// Of a batch: bit 0 data, bit 1 its payload is whole, for its records cannot be read.
    case batch
    /// Zigzag of the difference to the batch before.
    case epoch
    /// 4 bytes.
    case checksum
    case recordCount
    /// Of a batch whose payload is whole: varint length; and the bytes.
    case payloadLength, payload
    case kind, entityType
    /// 1 + number in the table, low byte apart; 0 = 8 bytes follow in `entity`.
    case entityHigh, entityLow, entity
    /// Zigzag of the difference to one more than the entity's version before in this block.
    case version
    /// 0 = the entity's record before in this block; 1 none; 2 = 8 bytes follow in `previous`; else
    /// 3 + the batches between, with the index beside it.
    case previousBatch, previousIndex, previous
    /// Zigzag of the difference to the record before.
    case time
    /// ``ArchiveBody``.
    case body
    /// Of a body that is whole: varint length; and the bytes.
    case bodyLength, bodyBytes
    /// Of a body that was replaced: bytes and CRC32C of the one that the batch's checksum is of.
    case originalLength, originalChecksum
  }
}

/// The columns of a block that was read.
///
/// Every value of a block goes through here, so places and bytes lie behind pointers: arrays would
/// be asked at each of them whether somebody else has them.
@safe
final class ArchiveColumnReader {
  private let bytes: [UInt8]
  private let memory: UnsafeMutablePointer<UInt8>
  private let next: UnsafeMutablePointer<Int>
  private let ends: UnsafeMutablePointer<Int>
  private let last: UnsafeMutablePointer<UInt64>

  /// Takes a directory and the columns.
  init(_ bytes: [UInt8]) throws(ArchiveFault) {
    var cursor = ArchiveCursor(bytes)
    var columns: [(number: Int, length: Int)] = []
    for _ in 0..<(try cursor.count(atMost: ArchiveColumns.count)) {
      let number = try cursor.count(atMost: ArchiveColumns.count - 1)
      columns.append((number, try cursor.count(atMost: bytes.count)))
    }
    self.bytes = bytes
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      unsafe memory.initialize(from: base, count: source.count)
    }
    unsafe self.memory = unsafe memory
    unsafe next = .allocate(capacity: ArchiveColumns.count)
    unsafe next.initialize(repeating: 0, count: ArchiveColumns.count)
    unsafe ends = .allocate(capacity: ArchiveColumns.count)
    unsafe ends.initialize(repeating: 0, count: ArchiveColumns.count)
    unsafe last = .allocate(capacity: ArchiveColumns.heads)
    unsafe last.initialize(repeating: 0, count: ArchiveColumns.heads)
    var start = cursor.offset
    var before = -1
    for column in columns {
      guard column.number > before, column.length <= bytes.count - start else { throw .malformed }
      before = column.number
      unsafe next[column.number] = start
      start += column.length
      unsafe ends[column.number] = start
    }
    guard start == bytes.count else { throw .malformed }
  }

  deinit {
    unsafe memory.deallocate()
    unsafe next.deallocate()
    unsafe ends.deallocate()
    unsafe last.deallocate()
  }

  /// Whether every column was read to its end.
  var isAtEnd: Bool {
    for column in 0..<ArchiveColumns.count {
      guard unsafe next[column] == ends[column] else { return false }
    }
    return true
  }

  @inline(__always)
  func byte(_ column: Int) throws(ArchiveFault) -> UInt8 {
    precondition(column >= 0 && column < ArchiveColumns.count, "column \(column)")
    let offset = unsafe next[column]
    guard unsafe offset < ends[column] else { throw .truncated }
    unsafe next[column] = offset + 1
    return unsafe memory[offset]
  }

  @inline(__always)
  func varint(_ column: Int) throws(ArchiveFault) -> UInt64 {
    precondition(column >= 0 && column < ArchiveColumns.count, "column \(column)")
    var offset = unsafe next[column]
    let end = unsafe ends[column]
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      guard offset < end else { throw .truncated }
      let byte = unsafe memory[offset]
      offset += 1
      value |= UInt64(byte & 0x7f) &<< shift
      if byte < 0x80 {
        unsafe next[column] = offset
        return value
      }
      shift += 7
    }
    throw .malformed
  }

  @inline(__always)
  func take(_ count: UInt64, _ column: Int) throws(ArchiveFault) -> ArraySlice<UInt8> {
    precondition(column >= 0 && column < ArchiveColumns.count, "column \(column)")
    let offset = unsafe next[column]
    guard unsafe count <= UInt64(ends[column] - offset) else { throw .truncated }
    unsafe next[column] = offset + Int(count)
    return bytes[offset..<offset + Int(count)]
  }

  func fixed<T: FixedWidthInteger & UnsignedInteger>(
    _ type: T.Type,
    _ column: Int
  ) throws(ArchiveFault) -> T {
    var value: T = 0
    var shift = 0
    for byte in try take(UInt64(MemoryLayout<T>.size), column) {
      value |= T(truncatingIfNeeded: byte) << T(shift)
      shift += 8
    }
    return value
  }

  func byte(_ head: ArchiveColumns.Head) throws(ArchiveFault) -> UInt8 {
    try byte(ArchiveColumns.heads + head.rawValue)
  }

  func varint(_ head: ArchiveColumns.Head) throws(ArchiveFault) -> UInt64 {
    try varint(ArchiveColumns.heads + head.rawValue)
  }

  func take(
    _ count: UInt64,
    _ head: ArchiveColumns.Head
  ) throws(ArchiveFault) -> ArraySlice<UInt8> {
    try take(count, ArchiveColumns.heads + head.rawValue)
  }

  func fixed<T: FixedWidthInteger & UnsignedInteger>(
    _ type: T.Type,
    _ head: ArchiveColumns.Head
  ) throws(ArchiveFault) -> T {
    try fixed(type, ArchiveColumns.heads + head.rawValue)
  }

  /// The value that a difference leads to.
  @inline(__always)
  func value(_ difference: UInt64, in column: Int) -> UInt64 {
    precondition(column >= 0 && column < ArchiveColumns.heads, "column \(column)")
    let value = unsafe last[column] &+ unzigzag(difference)
    unsafe last[column] = value
    return value
  }
}
