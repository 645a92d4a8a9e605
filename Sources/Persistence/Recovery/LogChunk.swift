/// Bytes of a segment as they were read, shared by all who replay the batches in them.
///
/// Whoever wants a batch's bytes after the call that gave the batch keeps its chunk; when the last
/// one lets go, the memory is used for the next read.
@safe
package final class LogChunk: @unchecked Sendable {
  // Its reader writes the memory only while it is the sole owner, everybody else only reads. That
  // is the proof for `@unchecked Sendable`.
  let memory: UnsafeMutableRawBufferPointer
  private let pool: LogChunkPool

  fileprivate init(_ memory: UnsafeMutableRawBufferPointer, _ pool: LogChunkPool) {
    unsafe self.memory = unsafe memory
    self.pool = pool
  }

  deinit { unsafe pool.give(memory) }

  /// The memory; what of it means anything is known to who was given a batch in it.
  @unsafe package var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(memory) }
}

/// Memory for chunks, used again and again: fresh memory costs more than reading into it.
///
/// Hands out as much as is asked for. Who keeps chunks limits how many.
@safe
final class LogChunkPool: @unchecked Sendable {
  // `free` is read and changed under `mutex`: that is the proof for `@unchecked Sendable`.
  private let mutex = PosixMutex()
  private var free: [UnsafeMutableRawBufferPointer] = unsafe []
  private let capacity: Int

  /// - Parameter capacity: Bytes of each chunk.
  init(capacity: Int) { self.capacity = capacity }

  deinit {
    unsafe free.forEach { unsafe $0.deallocate() }
  }

  func take() -> LogChunk {
    let known = unsafe mutex.locked { unsafe free.popLast() }
    return unsafe LogChunk(
      known ?? .allocate(byteCount: capacity, alignment: FileWindow.pageBytes),
      self
    )
  }

  fileprivate func give(_ memory: UnsafeMutableRawBufferPointer) {
    mutex.locked { unsafe free.append(memory) }
  }
}
