internal import Glibc

/// Reads a file forward through one buffer, in few large reads.
///
/// One window serves a whole scan: its memory is made once, unless somebody keeps what was read.
@safe
final class FileWindow {
  /// What the bytes given last lie in.
  private(set) var chunk: LogChunk
  private(set) var size: UInt64 = 0
  private let pool: LogChunkPool
  private let capacity: Int
  private let readAhead: Int
  private var file: (any StorageFile)?

  /// The same file, opened past the cache.
  private var direct: (any StorageFile)?
  private var start: UInt64 = 0
  private var count = 0

  /// What offsets and counts are multiples of past the cache.
  static let pageBytes = 4096

  /// - Parameters:
  ///   - capacity: At least the bytes of what is asked for at once.
  ///   - readAhead: Bytes read at once if fewer are asked for; all that fit if nil.
  init(capacity: Int, readAhead: Int? = nil) {
    self.readAhead = readAhead ?? capacity
    precondition(capacity <= Limits.scanWindowBytes, "a window of \(capacity) bytes")
    precondition(capacity >= SegmentHead.bytes, "a window of \(capacity) bytes")
    self.capacity = capacity
    pool = LogChunkPool(capacity: capacity)
    chunk = pool.take()
  }

  /// Turns to another file, of which nothing is known yet.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - direct: The same one opened past the cache, to read through; closed when it is left.
  /// - Throws: ``StorageError``.
  func turn(
    to file: any StorageFile,
    direct: (any StorageFile)? = nil
  ) throws(StorageError) {
    try leave()
    self.file = file
    precondition(readAhead > 0, "a window that reads nothing")
    size = try file.size()
    let fits = size % UInt64(Self.pageBytes) == 0 && capacity >= Limits.scanWindowBytes
    if fits { self.direct = direct } else { try direct?.close() }
    start = 0
    count = 0
  }

  /// Lets go of the file that was opened for this window.
  func leave() throws(StorageError) {
    guard let direct else { return }
    self.direct = nil
    try direct.close()
  }

  /// The bytes from `offset` on: at least `wanted` of them unless the file ends.
  ///
  /// Valid until the next call, or as long as somebody keeps ``chunk``.
  func bytes(at offset: UInt64, atLeast wanted: Int) throws(StorageError) -> UnsafeRawBufferPointer
  {
    precondition(wanted <= largestRequest, "\(wanted) bytes wanted of a window of \(capacity)")
    let end = start + UInt64(count)
    let needed = min(size, offset + UInt64(wanted))
    if offset < start || needed > end { try refill(at: offset, atLeast: wanted) }
    precondition(offset >= start, "byte \(offset) of a window from \(start)")
    let skipped = Int(offset - start)
    return unsafe UnsafeRawBufferPointer(rebasing: chunk.bytes[min(skipped, count)..<count])
  }

  /// Bytes that may be asked for at once.
  private var largestRequest: Int { direct == nil ? capacity : capacity - Self.pageBytes }

  private func refill(at offset: UInt64, atLeast wanted: Int) throws(StorageError) {
    guard let file else { preconditionFailure("a window needs a file") }
    if !isKnownUniquelyReferenced(&chunk) { chunk = pool.take() }
    let skipped = direct == nil ? 0 : offset % UInt64(Self.pageBytes)
    start = offset - skipped
    count = 0
    guard offset < size else { return }
    // Past the cache both ends are whole pages, as the file's own end is.
    let most = min(capacity, max(readAhead, wanted))
    let part = unsafe UnsafeMutableRawBufferPointer(
      rebasing: chunk.memory[..<Int(min(UInt64(most), size - start))]
    )
    guard let direct else {
      count = try unsafe file.read(into: part, at: start)
      return
    }
    do throws(StorageError) {
      count = try unsafe direct.read(into: part, at: start)
    } catch {
      // Some file systems open a file this way and read none.
      guard error.code == EINVAL else { throw error }
      try leave()
      count = try unsafe file.read(into: part, at: start)
    }
  }

  /// The batch at `offset`, with the bytes from there on, or why there is none.
  func batch(
    at offset: UInt64
  ) throws(StorageError) -> (result: Result<BatchHead, BatchFault>, bytes: UnsafeRawBufferPointer) {
    var found = try unsafe bytes(at: offset, atLeast: BatchHead.bytes)
    if let base = found.baseAddress, found.count >= BatchHead.bytes,
      unsafe base.stored(UInt32.self, at: 0) == BatchHead.magic
    {
      let payload = unsafe Int(base.stored(UInt32.self, at: 36))
      if payload <= Limits.batchBytes - BatchHead.bytes {
        let stored = BatchHead.storedCount(payload: payload)
        if stored > found.count && stored <= largestRequest {
          unsafe found = try unsafe bytes(at: offset, atLeast: stored)
        }
      }
    }
    guard let base = found.baseAddress else { return unsafe (.failure(.truncated), found) }
    do throws(BatchFault) {
      let head = try unsafe BatchHead.read(base, available: found.count)
      return unsafe (.success(head), found)
    } catch {
      return unsafe (.failure(error), found)
    }
  }

  /// Whether every byte from `offset` to the end of the file is zero.
  func isZero(from offset: UInt64) throws(StorageError) -> Bool {
    try lastNonZero(from: offset, stopAtFirst: true) == nil
  }

  /// The offset of the last byte that is not zero, from `offset` to the end of the file.
  ///
  /// - Parameters:
  ///   - offset: Where to begin.
  ///   - stopAtFirst: Any such byte will do.
  /// - Returns: Nil if all are zero.
  /// - Throws: ``StorageError``.
  func lastNonZero(from offset: UInt64, stopAtFirst: Bool = false) throws(StorageError) -> UInt64? {
    var last: UInt64?
    var position = offset
    while position < size {
      let bytes = try unsafe bytes(at: position, atLeast: 1)
      guard bytes.count > 0 else { break }
      if unsafe !FealtyPersistence.isZero(bytes) {
        var index = bytes.count - 1
        while unsafe bytes[index] == 0 { index -= 1 }
        last = position + UInt64(index)
        if stopAtFirst { return last }
      }
      position += UInt64(bytes.count)
    }
    return last
  }

  /// Looks for valid batches of a log at every place where one could begin.
  ///
  /// - Parameters:
  ///   - offset: Where to begin.
  ///   - logID: Batches of other logs are passed over; nil to see them all.
  ///   - body: Gets the offset and the head; returns whether to go on.
  /// - Throws: ``StorageError``.
  func search(
    from offset: UInt64,
    logID: LogID?,
    _ body: (UInt64, BatchHead) -> Bool
  ) throws(StorageError) {
    let alignment = UInt64(Limits.batchAlignment)
    var position = (offset + alignment - 1) / alignment * alignment
    while position < size {
      let found = try unsafe bytes(at: position, atLeast: BatchHead.bytes)
      guard found.count >= BatchHead.bytes, let base = found.baseAddress else { return }
      guard let hit = unsafe memchr(base, Int32(BatchHead.magic & 0xff), found.count) else {
        position += UInt64(found.count) / alignment * alignment
        continue
      }
      let distance = unsafe UnsafeRawPointer(hit) - base
      let candidate = position + UInt64(distance) / alignment * alignment
      position = candidate + alignment
      guard distance % Int(alignment) == 0 else { continue }
      let there = try unsafe batch(at: candidate)
      if case .success(let head) = unsafe there.result, logID == nil || head.logID == logID {
        guard body(candidate, head) else { return }
      }
    }
  }
}
