/// Reads one snapshot.
///
/// Nothing is inflated before its checksum was looked at, and nothing grows beyond 1 MiB.
package final class SnapshotReader: Sendable {
  package let manifest: SnapshotManifest

  private let file: any StorageFile

  private var name: String { FileNames.blocks(manifest.sequence) }

  private init(manifest: SnapshotManifest, file: any StorageFile) {
    self.manifest = manifest
    self.file = file
  }

  /// Opens a snapshot and checks its manifest; ``verify()`` checks the rest.
  package static func open(
    _ storage: any Storage,
    sequence: UInt64
  ) throws(SnapshotError) -> SnapshotReader {
    let manifest = try readManifest(storage, sequence: sequence)
    let name = FileNames.blocks(sequence)
    do throws(StorageError) {
      let file = try storage.open(name, .read)
      try file.distrustCache()
      let size = try file.size()
      if size == manifest.blocksSize { return SnapshotReader(manifest: manifest, file: file) }
    } catch {
      guard error.isMissing else { throw .io(error) }
      throw .damaged(file: name, offset: 0, reason: "it is missing")
    }
    throw .damaged(file: name, offset: manifest.blocksSize, reason: "its size is another")
  }

  private static func readManifest(
    _ storage: any Storage,
    sequence: UInt64
  ) throws(SnapshotError) -> SnapshotManifest {
    let name = FileNames.manifest(sequence)
    let bytes: [UInt8]
    do throws(StorageError) {
      let file = try storage.open(name, .read)
      try file.distrustCache()
      bytes = try file.readWhole(atMost: Limits.metadataBytes + 8_192)
      try file.close()
    } catch {
      throw .io(error)
    }
    let result = unsafe bytes.withUnsafeBytes { bytes -> Result<SnapshotManifest, BatchFault> in
      do throws(BatchFault) {
        return .success(try unsafe SnapshotManifest.read(bytes))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let manifest):
      guard manifest.sequence == sequence else {
        throw .damaged(file: name, offset: 24, reason: "it is that of \(manifest.sequence)")
      }
      return manifest
    case .failure(.newerFormat(let version)): throw .newerFormat(file: name, version: version)
    case .failure(let fault): throw .damaged(file: name, offset: 0, reason: "\(fault)")
    }
  }

  /// Reads all of it, inflates it, and compares every size, count and checksum.
  ///
  /// `pause`: called after each small piece of the work, which is then read in smaller parts.
  package func verify(pause: (@Sendable () -> Void)? = nil) throws(SnapshotError) {
    try unsafe forEachInflated(pause: pause) { block, offset, content throws(SnapshotError) in
      try unsafe records(of: block, at: offset, content) { _, _ in true }
    }
  }

  /// Reads all of it and compares every checksum, without inflating: that finds whatever has
  /// happened to the bytes since ``SnapshotWriter/finish(end:metadata:)`` inflated them.
  package func verifyChecksums() throws(SnapshotError) {
    try unsafe forEachBlock { _, _, _ throws(SnapshotError) in true }
  }

  /// Gives each record, in the order of writing, with its section.
  ///
  /// - Parameter body: Returns whether to go on; the bytes are valid only inside it. If it never
  ///   returns false, every size, count and checksum was compared at the end.
  /// - Throws: ``SnapshotError``.
  package func forEachRecord(
    _ body: (UInt8, UnsafeRawBufferPointer) -> Bool
  ) throws(SnapshotError) {
    try unsafe forEachInflated { block, offset, content throws(SnapshotError) in
      try unsafe records(of: block, at: offset, content, body)
    }
  }

  /// Gives the records of each block at once, with their section: each 4 bytes of length,
  /// little-endian, and its bytes, which end where the block ends.
  ///
  /// - Parameter body: Gets memory that is valid only inside it.
  /// - Throws: ``SnapshotError``, as ``forEachRecord(_:)``.
  package func forEachRun(
    _ body: (UInt8, UnsafeRawBufferPointer) -> Void
  ) throws(SnapshotError) {
    try unsafe forEachInflated { block, offset, content throws(SnapshotError) in
      let isWhole = try unsafe records(of: block, at: offset, content) { _, _ in true }
      unsafe body(block.section, content)
      return isWhole
    }
  }

  private func forEachInflated(
    pause: (@Sendable () -> Void)? = nil,
    _ body: (SnapshotBlock, UInt64, UnsafeRawBufferPointer) throws(SnapshotError) -> Bool
  ) throws(SnapshotError) {
    let raw = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Limits.blockBytes,
      alignment: 16
    )
    defer { unsafe raw.deallocate() }
    let readAhead = pause == nil ? nil : Limits.blockBytes
    try unsafe forEachBlock(readAhead: readAhead) { block, offset, bytes throws(SnapshotError) in
      guard unsafe block.inflate(bytes, into: raw, pause: pause) else {
        throw .damaged(file: name, offset: offset, reason: "it does not inflate as declared")
      }
      return try unsafe body(
        block,
        offset,
        UnsafeRawBufferPointer(rebasing: raw[..<block.rawCount])
      )
    }
  }

  /// Gives each block as it lies in the file, its checksum compared.
  private func forEachBlock(
    readAhead: Int? = nil,
    _ body: (SnapshotBlock, UInt64, UnsafeRawBufferPointer) throws(SnapshotError) -> Bool
  ) throws(SnapshotError) {
    let window = FileWindow(capacity: Limits.scanWindowBytes, readAhead: readAhead)
    do throws(StorageError) { try window.turn(to: file) } catch { throw .io(error) }
    var offset: UInt64 = 0
    var crc: UInt32 = 0
    var index = 0
    var counts: [UInt8: UInt64] = [:]
    while offset < manifest.blocksSize {
      let (block, bytes) = try unsafe self.block(index, at: offset, in: window)
      crc = unsafe CRC32C.update(crc, bytes)
      guard try unsafe body(block, offset, bytes) else { return }
      counts[block.section, default: 0] += UInt64(block.recordCount)
      offset += UInt64(bytes.count)
      index += 1
    }
    guard CRC32C.masked(crc) == manifest.blocksChecksum, index == manifest.blockCount,
      counts == manifest.sectionCounts
    else { throw .damaged(file: name, offset: 0, reason: "it is not what the manifest says") }
  }

  private func block(
    _ index: Int,
    at offset: UInt64,
    in window: FileWindow
  ) throws(SnapshotError) -> (SnapshotBlock, UnsafeRawBufferPointer) {
    let wanted = SnapshotBlock.headBytes + SnapshotBlock.compressedLimit(Limits.blockBytes)
    let bytes: UnsafeRawBufferPointer
    do throws(StorageError) {
      unsafe bytes = try unsafe window.bytes(at: offset, atLeast: wanted)
    } catch {
      throw .io(error)
    }
    do throws(BatchFault) {
      let block = try unsafe SnapshotBlock.read(bytes)
      guard block.sequence == manifest.sequence, block.index == index else { throw .malformed }
      let total = SnapshotBlock.headBytes + block.compressedCount
      return unsafe (block, UnsafeRawBufferPointer(rebasing: bytes[..<total]))
    } catch {
      if case .newerFormat(let version) = error { throw .newerFormat(file: name, version: version) }
      throw .damaged(file: name, offset: offset, reason: "block \(index): \(error)")
    }
  }

  private func records(
    of block: SnapshotBlock,
    at offset: UInt64,
    _ content: UnsafeRawBufferPointer,
    _ body: (UInt8, UnsafeRawBufferPointer) -> Bool
  ) throws(SnapshotError) -> Bool {
    guard let base = content.baseAddress else { return true }
    var position = 0
    for _ in 0..<block.recordCount {
      let left = content.count - position
      let length = left >= 4 ? unsafe Int(base.stored(UInt32.self, at: position)) : Int.max
      guard left >= 4, length <= left - 4 else {
        throw .damaged(file: name, offset: offset, reason: "a record does not fit its block")
      }
      let record = unsafe UnsafeRawBufferPointer(start: base + position + 4, count: length)
      guard unsafe body(block.section, record) else { return false }
      position += 4 + length
    }
    guard position == content.count else {
      throw .damaged(file: name, offset: offset, reason: "it has more than its records")
    }
    return true
  }
}
