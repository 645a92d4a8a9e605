internal import FealtyPersistence
internal import FealtyWire

/// What a shard has written in some slices, on its way to the file.
///
/// Records of one section, each with 4 bytes of length before it, as in a block; or settled slots
/// of an index, 16 bytes each, which are packed here.
final class SnapshotChunk: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: it belongs to its shard until that gives it to the run, then
  // to the piece of work that stores it, then to the shard again; each takes it under the run's
  // lock.
  let shard: Int
  var section: UInt8 = 0
  /// Of an index of requests: the day; of other sections 0.
  var day: Int64 = 0
  var bytes = OutputBuffer(capacity: FealtyPersistence.Limits.blockBytes + 64 * 1024)
  /// Records; slots are not counted.
  private(set) var recordCount = 0

  /// Bytes from which a chunk goes to the writer: what follows in one step still fits the block.
  private static let fullBytes = FealtyPersistence.Limits.blockBytes - 32 * 1024
  /// The same for slots: packed, one may have 18 bytes.
  private static let fullSlotBytes = FealtyPersistence.Limits.blockBytes * 16 / 18 - 32 * 1024

  init(shard: Int) { self.shard = shard }

  var isFull: Bool {
    bytes.count >= (SnapshotSection.isPacked(section) ? Self.fullSlotBytes : Self.fullBytes)
  }

  /// Adds a record that `body` writes.
  func add(_ body: (inout OutputBuffer) -> Void) {
    let start = bytes.count
    bytes.append(littleEndian: 0 as UInt32)
    body(&bytes)
    bytes.patch(littleEndian: UInt32(bytes.count - start - 4), at: start)
    recordCount += 1
  }

  func clear() {
    bytes.removeAll(keepingCapacity: true)
    recordCount = 0
  }

  // MARK: - Storing

  /// Writes it as one block; where large records have made it more than one may have, as several.
  ///
  /// On the writer's thread.
  func store(to writer: SnapshotWriter) throws(SnapshotError) {
    if SnapshotSection.isPacked(section) { return try storeSlots(to: writer) }
    try bytes.withUnsafeBytes { (all) throws(SnapshotError) in
      let limit = FealtyPersistence.Limits.blockBytes
      guard all.count > limit else {
        return try writer.append(section: section, block: all, count: recordCount)
      }
      var start = 0
      while start < all.count {
        var end = start
        var count = 0
        while end < all.count {
          let length = Int(all.loadUnaligned(fromByteOffset: end, as: UInt32.self).littleEndian)
          guard count == 0 || end + 4 + length - start <= limit else { break }
          end += 4 + length
          count += 1
        }
        let part = UnsafeRawBufferPointer(rebasing: all[start..<end])
        try writer.append(section: section, block: part, count: count)
        start = end
      }
    }
  }

  /// One record: see ``PackedIndex``.
  private func storeSlots(to writer: SnapshotWriter) throws(SnapshotError) {
    guard !bytes.isEmpty else { return }
    var slots = bytes.withUnsafeBytes { PositionIndex.Settled.read($0) }
    slots.sort { ($0.position, $0.tag) < ($1.position, $1.tag) }
    clear()
    add { PackedIndex.write(slots, day: day, to: &$0) }
    try bytes.withUnsafeBytes { (all) throws(SnapshotError) in
      try writer.append(section: section, block: all, count: 1, level: PackedIndex.level)
    }
  }
}

/// Some entries of an index as a record of a snapshot.
///
/// | size | field |
/// | --- | --- |
/// | 8 | the day of the requests, days since 1970; 0 of receipts |
/// | 4 | how many entries |
/// | 8 each | their tags, in the order of their positions |
/// | 1–10 each | their positions, packed: varints, each less the one before |
///
/// Little-endian. Tags are hashes: nothing makes them smaller, so they are stored as they are.
enum PackedIndex {
  /// Of zlib.
  static let level = 0

  static func write(_ slots: [PositionIndex.Settled], day: Int64, to out: inout OutputBuffer) {
    out.append(littleEndian: day)
    out.append(littleEndian: UInt32(slots.count))
    for slot in slots { out.append(littleEndian: slot.tag) }
    var before: UInt64 = 0
    for slot in slots {
      out.writeVarint(slot.position - before)
      before = slot.position
    }
  }

  /// Calls `body` with each tag and position.
  ///
  /// - Returns: The day; what the record says of it first.
  static func read(
    _ record: UnsafeRawBufferPointer,
    day turn: (Int64) -> Void,
    _ body: (_ tag: UInt64, _ position: UInt64) -> Void
  ) throws(DecodingError) {
    guard record.count >= 12 else { throw .truncated(offset: record.count) }
    let count = Int(record.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian)
    let tagsEnd = 12 + 8 * count
    guard tagsEnd <= record.count else { throw .truncated(offset: record.count) }
    turn(record.loadUnaligned(as: Int64.self))
    var positions = FieldReader(UnsafeRawBufferPointer(rebasing: record[tagsEnd...]))
    var position: UInt64 = 0
    for place in 0..<count {
      position &+= try positions.readVarint()
      body(record.loadUnaligned(fromByteOffset: 12 + 8 * place, as: UInt64.self), position)
    }
    guard positions.isAtEnd else { throw .truncated(offset: record.count) }
  }
}
