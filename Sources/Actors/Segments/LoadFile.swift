internal import FealtyPersistence
internal import FealtyWire

/// A list as its file has it: one key a line.
///
/// Lines end with LF, or CR and LF; the last one may lack its end. Empty lines are none.
struct LoadFile: Sendable {
  /// A line that is to be looked up.
  struct Row: Sendable {
    /// From 1.
    var line: UInt32
    var key: String
  }

  /// By the shard that knows of the key.
  var rows: [[Row]]
  var errors: LoadErrors = LoadErrors()
  /// Lines that are not empty.
  var count: UInt64 = 0

  /// Why a file is not the one that was announced.
  enum Fault: Error {
    case otherBytes
    case otherRows(UInt64)
  }

  /// Reads a file; slow: off the shards' threads.
  ///
  /// - Throws: ``Fault``.
  init(
    _ bytes: [UInt8],
    _ file: SegmentFile,
    program: String,
    shards: Int
  ) throws(Fault) {
    guard Digest(of: bytes).bytes == file.digest else { throw .otherBytes }
    rows = Array(repeating: [], count: shards)
    let isCard = file.key == .keyCardNumber
    let longest = isCard ? Limits.cardNumberBytes : Limits.identifierBytes
    var (start, line) = (0, UInt32(0))
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var key = bytes[start..<end]
      start = end + 1
      line += 1
      if key.last == UInt8(ascii: "\r") { key.removeLast() }
      guard !key.isEmpty else { continue }
      count += 1
      guard key.count <= longest, let text = String(validating: key, as: UTF8.self) else {
        errors.add(line, .invalidField)
        continue
      }
      let entity =
        isCard
        ? Shard.cardEntity(program: program, number: text)
        : StableHash.hash(program: program, member: text)
      rows[StableHash.shard(entity, count: shards)].append(Row(line: line, key: text))
    }
    guard count == file.rowCount else { throw .otherRows(count) }
  }
}

/// Lines that cannot be taken, of which the first are told.
struct LoadErrors: Sendable {
  private(set) var count: UInt64 = 0
  private var first: [SegmentRowError] = []

  mutating func add(_ line: UInt32, _ reason: Reason) {
    count += 1
    add(SegmentRowError(line: UInt64(line), reason: reason))
  }

  mutating func add(_ other: LoadErrors) {
    count += other.count
    for error in other.first { add(error) }
  }

  private mutating func add(_ error: SegmentRowError) {
    first.append(error)
    // The first by their lines, whichever shard tells of them.
    guard first.count > 2 * Limits.segmentRowErrors else { return }
    first = told
  }

  /// As many as are told, by line.
  var told: [SegmentRowError] {
    Array(first.sorted { $0.line < $1.line }.prefix(Limits.segmentRowErrors))
  }
}
