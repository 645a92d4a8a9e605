/// Writes one snapshot, from the first record to a verified manifest in place.
///
/// Used by one thread at a time, which is never a shard's: it compresses and it waits for the disk.
/// The records are opaque. Write those of a section one after the other, or in blocks of their own,
/// for a block has one section.
///
/// 1. Blocks are written under a temporary name, synced, renamed, and the directory synced.
/// 2. Only then the manifest, which refers to them, goes the same way.
/// 3. Both are read back from the disk and checked, before the caller may delete anything older.
///
/// A crash anywhere leaves either no manifest or a good one.
@safe
package final class SnapshotWriter {
  package let sequence: UInt64

  /// The first batch that replay will have to look at.
  package let start: UInt64

  private let storage: any Storage
  private let logID: LogID
  private let level: Int
  private let pause: (@Sendable () -> Void)?
  private let file: any StorageFile
  private let raw: UnsafeMutableRawBufferPointer
  private let compressed: UnsafeMutableRawBufferPointer

  private var isOpen = true
  private var section: UInt8 = 0
  private var rawCount = 0
  private var blockRecords = 0
  private var blockCount = 0
  private var recordCount: UInt64 = 0
  private var sectionCounts: [UInt8: UInt64] = [:]
  private var offset: UInt64 = 0
  private var isFileOpen = true
  private var syncedOffset: UInt64 = 0
  private var crc: UInt32 = 0

  private var blocksName: String { FileNames.blocks(sequence) }
  private var temporaryName: String { blocksName + FileNames.temporarySuffix }

  /// Begins a snapshot.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - logID: Of the log that it is of.
  ///   - start: The first batch that replay will have to look at, fixed before the first slice.
  ///   - level: Of zlib, 0 to 9.
  ///   - pause: Called after each small piece of the work, by whoever gave that; it may sleep.
  /// - Throws: ``SnapshotError/io(_:)``.
  package init(
    storage: any Storage,
    logID: LogID,
    start: UInt64,
    level: Int = Limits.snapshotLevel,
    pause: (@Sendable () -> Void)? = nil
  ) throws(SnapshotError) {
    precondition(start > 0, "batches are numbered from 1")
    precondition(0...9 ~= level, "level \(level)")
    self.level = level
    self.pause = pause
    self.storage = storage
    self.logID = logID
    self.start = start
    do {
      sequence = try SnapshotCatalog.nextSequence(storage)
      file = try storage.open(FileNames.blocks(sequence) + FileNames.temporarySuffix, .create)
    } catch {
      throw .io(error)
    }
    unsafe raw = .allocate(byteCount: Limits.blockBytes, alignment: 16)
    unsafe compressed = .allocate(
      byteCount: SnapshotBlock.headBytes + SnapshotBlock.compressedLimit(Limits.blockBytes),
      alignment: 16
    )
  }

  deinit {
    unsafe raw.deallocate()
    unsafe compressed.deallocate()
  }

  /// Adds one record to a section.
  ///
  /// - Parameters:
  ///   - newSection: The owner's name for this kind of records.
  ///   - record: At most 1 MiB less 4 bytes.
  /// - Throws: ``SnapshotError``; the snapshot can only be abandoned then.
  package func append(
    section newSection: UInt8,
    _ record: UnsafeRawBufferPointer
  ) throws(SnapshotError) {
    precondition(isOpen, "snapshot \(sequence) is finished or abandoned")
    let needed = record.count + 4
    let capacity = unsafe raw.count
    guard needed <= capacity else { throw .recordTooLarge(record.count) }
    if newSection != section || rawCount + needed > capacity { try flush() }
    section = newSection
    guard let base = unsafe raw.baseAddress else { preconditionFailure("a block has memory") }
    unsafe base.put(UInt32(record.count), at: rawCount)
    if let bytes = record.baseAddress {
      unsafe (base + rawCount + 4).copyMemory(from: bytes, byteCount: record.count)
    }
    precondition(rawCount + needed <= capacity, "a block overflows")
    rawCount += needed
    blockRecords += 1
  }

  /// Adds a block of records that are laid out already: each 4 bytes of length, little-endian, and
  /// its bytes.
  ///
  /// - Parameters:
  ///   - section: The owner's name for this kind of records.
  ///   - records: 1 byte to 1 MiB.
  ///   - count: How many they are.
  ///   - level: Of zlib; nil = that of the snapshot.
  /// - Throws: ``SnapshotError``; the snapshot can only be abandoned then.
  package func append(
    section: UInt8,
    block records: UnsafeRawBufferPointer,
    count: Int,
    level: Int? = nil
  ) throws(SnapshotError) {
    precondition(isOpen, "snapshot \(sequence) is finished or abandoned")
    precondition(unsafe count > 0 && !records.isEmpty, "a block of \(count) records")
    try flush()
    guard records.count <= Limits.blockBytes else { throw .recordTooLarge(records.count) }
    try unsafe write(section: section, records, count: count, level: level ?? self.level)
  }

  /// Bytes of the blocks so far.
  package var byteCount: UInt64 { offset }

  /// Publishes the snapshot and proves that it can be read.
  ///
  /// - Parameters:
  ///   - end: The log's durable tail, not older than anything inside (CS2).
  ///   - metadata: The owner's, at most 1 MiB.
  /// - Returns: The manifest as published.
  /// - Throws: ``SnapshotError``; nothing older may be deleted then.
  package func finish(
    end: LogTail,
    metadata: [UInt8]
  ) throws(SnapshotError) -> SnapshotManifest {
    precondition(isOpen, "snapshot \(sequence) is finished or abandoned")
    precondition(end.batch + 1 >= start, "it begins at \(start) and ends at \(end.batch)")
    try flush()
    precondition(rawCount == 0 && blockRecords == 0, "records are left over")
    isOpen = false
    let manifest = SnapshotManifest(
      logID: logID,
      sequence: sequence,
      start: start,
      end: end,
      blocksSize: offset,
      blocksChecksum: CRC32C.masked(crc),
      blockCount: blockCount,
      recordCount: recordCount,
      sectionCounts: sectionCounts,
      metadata: metadata
    )
    do throws(StorageError) { try publish(manifest) } catch { throw .io(error) }
    let reader = try SnapshotReader.open(storage, sequence: sequence)
    guard reader.manifest == manifest else {
      throw .damaged(
        file: FileNames.manifest(sequence),
        offset: 0,
        reason: "reads back differently"
      )
    }
    try reader.verify(pause: pause)
    return manifest
  }

  /// Gives up, at whatever point: removes what there is of the snapshot.
  ///
  /// Its manifest first, so that nothing refers to what is removed.
  ///
  /// - Throws: ``SnapshotError``; what is left is found by the next start, or by a later snapshot.
  package func abandon() throws(SnapshotError) {
    isOpen = false
    do throws(StorageError) {
      try close()
      let names = try storage.list()
      let manifest = FileNames.manifest(sequence)
      if names.contains(manifest) {
        try storage.unlink(manifest)
        try storage.syncDirectory()
      }
      let others = [manifest + FileNames.temporarySuffix, temporaryName, blocksName]
      for name in others where names.contains(name) { try storage.unlink(name) }
      try storage.syncDirectory()
    } catch {
      throw .io(error)
    }
  }

  private func close() throws(StorageError) {
    guard isFileOpen else { return }
    isFileOpen = false
    try file.close()
  }

  private func publish(_ manifest: SnapshotManifest) throws(StorageError) {
    try file.sync()
    try close()
    try storage.rename(temporaryName, to: blocksName)
    try storage.syncDirectory()
    try storage.publish(FileNames.manifest(sequence), manifest.encoded())
  }

  private func flush() throws(SnapshotError) {
    guard blockRecords > 0 else { return }
    let count = blockRecords
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: raw[..<rawCount])
    rawCount = 0
    blockRecords = 0
    try unsafe write(section: section, bytes, count: count, level: level)
  }

  private func write(
    section: UInt8,
    _ records: UnsafeRawBufferPointer,
    count recordsInBlock: Int,
    level: Int
  ) throws(SnapshotError) {
    var block = SnapshotBlock(
      section: section,
      sequence: sequence,
      index: blockCount,
      recordCount: recordsInBlock,
      rawCount: records.count,
      compressedCount: 0
    )
    let count = unsafe block.write(records, to: compressed, level: level, pause: pause)
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: compressed[..<count])
    do throws(StorageError) {
      try unsafe file.write(bytes, at: offset)
      if offset + UInt64(count) - syncedOffset >= Limits.snapshotSyncBytes {
        try file.sync()
        syncedOffset = offset + UInt64(count)
      }
    } catch {
      throw .io(error)
    }
    pause?()
    precondition(count > SnapshotBlock.headBytes, "a block of \(count) bytes")
    precondition(block.rawCount == records.count, "a block of \(block.rawCount) raw bytes")
    crc = unsafe CRC32C.update(crc, bytes)
    offset += UInt64(count)
    sectionCounts[section, default: 0] += UInt64(recordsInBlock)
    recordCount += UInt64(recordsInBlock)
    blockCount += 1
  }
}
