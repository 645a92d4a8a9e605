internal import Glibc

/// What became of making a segment.
package enum SegmentPreparation: Equatable, Sendable {
  /// One more is ready.
  case prepared
  /// As many as are wanted are ready, or another thread is making one.
  case enough
  /// There is no space, or no descriptor. Try again after a while: service returns by itself (S7,
  /// P4).
  case full(StorageError)
  /// The log has stopped.
  case stopped
}

extension FileLog {
  /// How many segments should be made now.
  package var segmentsWanted: Int {
    mutex.locked { max(0, options.readySegments - shared.ready.count) }
  }

  /// Makes one more segment ready: full of zeros, synced, named, and the directory synced (CL1).
  ///
  /// Takes long (a hundred milliseconds, say), so it has a thread of its own. It is done in parts
  /// with a sync each, so that the log's own sync never waits for all of it.
  package func prepareNextSegment() -> SegmentPreparation {
    let ordinal = mutex.locked { () -> UInt64? in
      guard !shared.isStopped, !shared.isClosed, !shared.isPreparing,
        shared.ready.count < max(1, options.readySegments)
      else { return nil }
      shared.isPreparing = true
      return shared.nextOrdinal
    }
    guard let ordinal else {
      return mutex.locked { shared.isStopped || shared.isClosed } ? .stopped : .enough
    }
    defer { updateRoom() }
    do throws(StorageError) {
      let segment = try Self.makeSegment(storage, ordinal, bytes: options.segmentBytes)
      mutex.locked {
        precondition(shared.isPreparing, "nobody is making segment \(ordinal)")
        precondition(shared.nextOrdinal == ordinal, "segment \(ordinal) was made twice")
        shared.ready.append(segment)
        shared.nextOrdinal = ordinal + 1
        shared.full = nil
        shared.isPreparing = false
        mutex.wakeAll()
      }
      return .prepared
    } catch {
      guard error.isFull || error.isOutOfDescriptors, removeTemporary(ordinal) else {
        stop(.io(error))
        return .stopped
      }
      mutex.locked {
        shared.full = error
        shared.isPreparing = false
        mutex.wakeAll()
      }
      return .full(error)
    }
  }

  /// Gives the space back that a segment has taken which could not be finished.
  private func removeTemporary(_ ordinal: UInt64) -> Bool {
    do throws(StorageError) {
      try storage.unlink(FileNames.segment(ordinal) + FileNames.temporarySuffix)
      try storage.syncDirectory()
      return true
    } catch {
      return error.isMissing
    }
  }

  static func makeSegment(
    _ storage: any Storage,
    _ ordinal: UInt64,
    bytes: Int,
    head: SegmentHead? = nil
  ) throws(StorageError) -> ReadySegment {
    precondition(bytes >= SegmentHead.bytes && bytes % 512 == 0, "a segment of \(bytes) bytes")
    precondition(head == nil || head?.size == UInt64(bytes), "the head says another size")
    let name = FileNames.segment(ordinal)
    let temporary = name + FileNames.temporarySuffix
    let file = try storage.open(temporary, .create)
    try fill(storage, file, bytes: bytes)
    if let head {
      try file.write(head.encoded(), at: 0)
    }
    try file.sync()
    try storage.rename(temporary, to: name)
    try storage.syncDirectory()
    return ReadySegment(ordinal: ordinal, name: name, file: file, size: UInt64(bytes))
  }

  /// Writes zeros, past the system's cache where that can be: a tenth of a server's time under full
  /// load would go into copying them, and no one reads them.
  private static func fill(
    _ storage: any Storage,
    _ file: any StorageFile,
    bytes: Int
  ) throws(StorageError) {
    guard bytes % Limits.pageBytes == 0, let direct = try openPastCache(storage, file.name) else {
      return try fill(file, bytes: bytes)
    }
    do throws(StorageError) {
      try fill(direct, bytes: bytes)
      return try direct.close()
    } catch {
      // Some file systems take the flag and refuse the writes.
      guard error.isUnsupportedWrite else { throw error }
    }
    try direct.close()
    try fill(file, bytes: bytes)
  }

  private static func openPastCache(
    _ storage: any Storage,
    _ name: String
  ) throws(StorageError) -> (any StorageFile)? {
    do throws(StorageError) {
      return try storage.open(name, .writePastCache)
    } catch {
      guard error.isUnsupported else { throw error }
      return nil
    }
  }

  private static func fill(_ file: any StorageFile, bytes: Int) throws(StorageError) {
    let zeros = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(bytes, Limits.zeroFillBytes),
      alignment: 4096
    )
    defer { unsafe zeros.deallocate() }
    unsafe zeros.initializeMemory(as: UInt8.self, repeating: 0)
    var offset = 0
    while offset < bytes {
      let count = min(zeros.count, bytes - offset)
      try unsafe file.write(
        UnsafeRawBufferPointer(rebasing: zeros[..<count]),
        at: UInt64(offset)
      )
      offset += count
      if offset < bytes { try file.sync() }
    }
  }

  // MARK: - Truncating

  /// Deletes the segments all of whose batches have smaller numbers than `number`.
  ///
  /// Oldest first, each made durable before the next, so that no gap can appear (CS6).
  package func truncate(before number: UInt64, owner: LogTail) throws(LogFailure) {
    try checkRunning()
    while true {
      let durable = mutex.locked { shared.durable }
      guard owner.epoch == durable.epoch, owner.batch <= durable.batch else {
        throw .notOwner(durable)
      }
      let removed = mutex.locked { () -> LogSegment? in
        // The last one is written to, and stays.
        guard shared.segments.count > 1, shared.segments[0].last < number else { return nil }
        return shared.segments.removeFirst()
      }
      guard let removed else { return }
      do throws(StorageError) {
        precondition(removed.last < durable.batch || removed.last < number, "the tail is removed")
        // Its file is closed when the last reader is done with it.
        try storage.unlink(removed.name)
        try storage.syncDirectory()
      } catch {
        stop(.io(error))
        throw .io(error)
      }
    }
  }
}
