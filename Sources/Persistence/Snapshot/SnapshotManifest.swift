/// The file `snapshot-N.manifest`: what a snapshot is of, and how to know its other file.
///
/// Little-endian.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | magic | `46 4d 41 4e`, "FMAN" |
/// | 4 | 2 | format version | 1 |
/// | 6 | 2 | zero | 0 |
/// | 8 | 16 | log id | that of the directory |
/// | 24 | 8 | sequence | N of the name, from 1 |
/// | 32 | 8 | start | the first batch that replay has to look at |
/// | 40 | 8 | end | the newest batch of which anything may be inside |
/// | 48 | 4 | end's epoch | |
/// | 52 | 4 | end's checksum | |
/// | 56 | 8 | size | bytes of `snapshot-N.blocks` |
/// | 64 | 4 | checksum | masked CRC32C of `snapshot-N.blocks` |
/// | 68 | 4 | block count | |
/// | 72 | 8 | record count | over all blocks |
/// | 80 | 4 | metadata length | bytes |
/// | 84 | 4 | section count | pairs that follow |
/// | 88 | 16 each | section, count | 8 bytes each, by section: how many records it has |
/// | | | metadata | the owner's: totals, for instance |
/// | | 4 | checksum | masked CRC32C of all before |
///
/// Valid if and only if the checksum is right, the constants and lengths are as above and the
/// sequence is that of the name.
package struct SnapshotManifest: Equatable, Sendable {
  static let headBytes = 88
  static let magic: UInt32 = 0x4e41_4d46

  package var logID: LogID

  /// Snapshots of a directory are numbered from 1, newest highest.
  package var sequence: UInt64

  /// The first batch that replay has to look at; 1 if all of them.
  package var start: UInt64

  /// The log's tail when it was published: the snapshot knows nothing newer (CS2).
  package var end: LogTail

  /// Bytes and checksum of the file with the blocks.
  package var blocksSize: UInt64
  package var blocksChecksum: UInt32

  package var blockCount: Int
  package var recordCount: UInt64

  /// Records of each section.
  package var sectionCounts: [UInt8: UInt64]

  /// The owner's, opaque here: totals to compare with after loading.
  package var metadata: [UInt8]

  func encoded() -> [UInt8] {
    precondition(sequence > 0 && start > 0, "snapshot \(sequence) from batch \(start)")
    precondition(start <= end.batch + 1, "from batch \(start), to \(end.batch)")
    precondition(metadata.count <= Limits.metadataBytes, "\(metadata.count) bytes of metadata")
    let sections = sectionCounts.sorted { $0.key < $1.key }
    let pairs = sections.flatMap { [UInt64($0.key), $0.value] }
    let length = Self.headBytes + pairs.count * 8 + metadata.count
    return unsafe CheckedFile.encoded(magic: Self.magic, logID: logID, length: length) { base in
      unsafe base.put(sequence, at: 24)
      unsafe base.put(start, at: 32)
      unsafe base.put(end, at: 40)
      unsafe base.put(blocksSize, at: 56)
      unsafe base.put(blocksChecksum, at: 64)
      unsafe base.put(UInt32(blockCount), at: 68)
      unsafe base.put(recordCount, at: 72)
      unsafe base.put(UInt32(metadata.count), at: 80)
      unsafe base.put(UInt32(sections.count), at: 84)
      for (index, value) in pairs.enumerated() {
        unsafe base.put(value, at: Self.headBytes + index * 8)
      }
      for (index, byte) in metadata.enumerated() {
        unsafe base.put(byte, at: length - metadata.count + index)
      }
    }
  }

  /// - Throws: ``BatchFault``, as for a batch.
  static func read(_ file: UnsafeRawBufferPointer) throws(BatchFault) -> SnapshotManifest {
    let found = unsafe try CheckedFile(file, magic: magic, headBytes: headBytes)
    let metadataCount = Int(found.stored(UInt32.self, at: 80))
    let sectionCount = Int(found.stored(UInt32.self, at: 84))
    guard sectionCount <= 256, metadataCount <= Limits.metadataBytes,
      headBytes + sectionCount * 16 + metadataCount == found.length
    else { throw .malformed }
    var counts: [UInt8: UInt64] = [:]
    for index in 0..<sectionCount {
      let pair = headBytes + index * 16
      let section = found.stored(UInt64.self, at: pair)
      guard section < 256 else { throw .malformed }
      counts[UInt8(section)] = found.stored(UInt64.self, at: pair + 8)
    }
    let metadata = unsafe Array(file[(found.length - metadataCount)..<found.length])
    let manifest = SnapshotManifest(
      logID: found.logID,
      sequence: found.stored(UInt64.self, at: 24),
      start: found.stored(UInt64.self, at: 32),
      end: found.tail(at: 40),
      blocksSize: found.stored(UInt64.self, at: 56),
      blocksChecksum: found.stored(UInt32.self, at: 64),
      blockCount: Int(found.stored(UInt32.self, at: 68)),
      recordCount: found.stored(UInt64.self, at: 72),
      sectionCounts: counts,
      metadata: metadata
    )
    guard manifest.sequence > 0, manifest.start > 0,
      manifest.end.batch <= Limits.lastBatchNumber, manifest.start <= manifest.end.batch + 1
    else { throw .malformed }
    return manifest
  }
}
