internal import Glibc

/// Reads a file forward through one buffer, in few large reads.
///
/// One window serves a whole scan: its memory is made once.
@safe
final class FileWindow {
  private let buffer: UnsafeMutableRawBufferPointer
  private var file: (any StorageFile)?
  private(set) var size: UInt64 = 0
  private let readAhead: Int
  private var start: UInt64 = 0
  private var count = 0

  /// - Parameters:
  ///   - capacity: At least the bytes of what is asked for at once.
  ///   - readAhead: Bytes read at once if fewer are asked for; all that fit if nil.
  init(capacity: Int, readAhead: Int? = nil) {
    self.readAhead = readAhead ?? capacity
    precondition(capacity <= Limits.scanWindowBytes, "a window of \(capacity) bytes")
    precondition(capacity >= SegmentHead.bytes, "a window of \(capacity) bytes")
    unsafe buffer = .allocate(byteCount: capacity, alignment: 4096)
  }

  deinit { unsafe buffer.deallocate() }

  /// Turns to another file, of which nothing is known yet.
  func turn(to file: any StorageFile) throws(StorageError) {
    self.file = file
    precondition(readAhead > 0, "a window that reads nothing")
    size = try file.size()
    start = 0
    count = 0
  }

  /// The bytes from `offset` on: at least `wanted` of them unless the file ends.
  ///
  /// Valid until the next call.
  func bytes(at offset: UInt64, atLeast wanted: Int) throws(StorageError) -> UnsafeRawBufferPointer
  {
    let capacity = unsafe buffer.count
    precondition(wanted <= capacity, "\(wanted) bytes wanted of a window of \(capacity)")
    let end = start + UInt64(count)
    let needed = min(size, offset + UInt64(wanted))
    if offset < start || needed > end {
      guard let file else { preconditionFailure("a window needs a file") }
      start = offset
      count = 0
      if offset < size {
        let part = unsafe UnsafeMutableRawBufferPointer(
          rebasing: buffer[..<min(buffer.count, max(readAhead, wanted))]
        )
        count = try unsafe file.read(into: part, at: offset)
      }
    }
    precondition(offset >= start, "byte \(offset) of a window from \(start)")
    let skipped = Int(offset - start)
    return unsafe UnsafeRawBufferPointer(rebasing: buffer[min(skipped, count)..<count])
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
        if unsafe stored > found.count && stored <= buffer.count {
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
