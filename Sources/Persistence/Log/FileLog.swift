internal import Glibc
internal import Synchronization

/// The log as files of one directory: one write and one sync a batch.
///
/// - Owns: the directory's lock, the segments, and the ones made ready ahead.
/// - Guarantees: an append that says ``AppendOutcome/durable(_:)`` survives a power cut, and no
///   byte of the next batch was written before (CL3). Nobody else appends, for the directory is
///   locked.
/// - Waits: in ``append(_:after:)`` for the disk, and for a segment that is being made.
/// - Fails: at the first failed write or sync, for good, through ``LogOptions/failStop`` (CL6).
///
/// One thread, always the same, appends and seals. Another calls ``prepareNextSegment()``. Any
/// thread reads.
@safe
package final class FileLog: LogStore, @unchecked Sendable {
  // MARK: - State

  let storage: any Storage
  let options: LogOptions
  package let logID: LogID
  package let limits: LogLimits
  let archiveReader: ArchiveReader
  /// What the snapshots ended in that were there at the start.
  let snapshotEnds: [LogTail]

  /// What all threads share.
  ///
  /// Everything inside is touched only under its mutex.
  let mutex = PosixMutex()
  var shared: Shared

  struct Shared {
    /// In order, never empty; the last one is written to.
    var segments: [LogSegment]

    /// Made ahead, in order.
    var ready: [ReadySegment]

    /// What came before the first segment, in order; there may be gaps.
    var archives: [Archive] = []

    /// What is missing between them.
    var gaps: [ArchiveGap] = []

    /// An archive that cannot be read and is older than all others, by name.
    var badArchive: String?
    var isArchiving = false

    var durable: LogTail
    var nextOrdinal: UInt64
    var isPreparing = false

    /// Why the last preparation found no space; nil once one has worked.
    var full: StorageError?

    var isStopped = false
    var isClosed = false

    /// The next batch goes into another segment, if one is ready.
    var endsSegment = false
  }

  struct ReadySegment {
    var ordinal: UInt64
    var name: String
    var file: any StorageFile
    var size: UInt64
  }

  // The rest belongs to the log's thread alone; with the mutex above, that is the proof for
  // `@unchecked Sendable`.
  private var active: LogSegment
  private var tailNow: LogTail
  private var offset: UInt64
  private var isSealed: Bool

  /// Whether the segment has its last seal already, so that the next batch goes to the next one.
  private var hasEnded: Bool
  private let epoch: UInt32
  private let mark: UnsafeMutableRawBufferPointer
  private var thread: pthread_t?
  private let lock: any StorageLock
  private let room = Atomic<Bool>(true)

  // MARK: - Lifecycle

  /// Takes over what recovery has found and put in order; ``RecoveredLog/open()`` calls it.
  init(
    storage: any Storage,
    lock: any StorageLock,
    options: LogOptions,
    logID: LogID,
    segments: [LogSegment],
    ready: [ReadySegment],
    archives: ArchiveCatalog,
    snapshotEnds: [LogTail],
    tail: LogTail,
    offset: UInt64,
    hasEnded: Bool
  ) {
    guard let last = segments.last else { preconditionFailure("a log has a segment") }
    precondition(offset >= UInt64(SegmentHead.bytes) && offset <= last.size, "offset \(offset)")
    precondition(last.last == tail.batch, "the log ends in \(tail), its files in \(last.last)")
    precondition(tail.epoch < UInt32.max, "epochs are used up")
    self.storage = storage
    self.lock = lock
    self.options = options
    self.logID = logID
    self.snapshotEnds = snapshotEnds
    archiveReader = ArchiveReader(storage)
    let sizes = ready.map { Int($0.size) - SegmentHead.bytes - BatchHead.bytes }
    let smallest = min(options.limits.largestBatchBytes, sizes.min() ?? Int.max)
    limits = LogLimits(largestBatchBytes: smallest)
    shared = Shared(
      segments: segments,
      ready: ready,
      archives: archives.good.map { Archive(index: $0, bytes: archives.bytes[$0.ordinal] ?? 0) },
      gaps: archives.gaps,
      badArchive: archives.badBeforeAll,
      durable: tail,
      nextOrdinal: (ready.last?.ordinal ?? last.ordinal) + 1
    )
    active = last
    tailNow = tail
    epoch = tail.epoch + 1
    isSealed = true
    self.hasEnded = hasEnded
    self.offset = offset
    unsafe mark = .allocate(byteCount: BatchHead.bytes + Limits.pageBytes, alignment: 16)
    unsafe mark.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { unsafe mark.deallocate() }

  /// Begins this writer's epoch with a batch of its own (CL7).
  func begin() throws(LogFailure) {
    guard makeRoom(for: BatchHead.bytes) == .made, append(mark: .epoch) else {
      throw mutex.locked { shared.isStopped } ? .stopped : fullFailure()
    }
    updateRoom()
  }

  /// Seals the log, closes its files and gives up the directory.
  ///
  /// Appends have ended before.
  package func close() throws(LogFailure) {
    seal()
    try checkRunning()
    let (segments, ready) = mutex.locked { () -> ([LogSegment], [ReadySegment]) in
      shared.isClosed = true
      while shared.isPreparing || shared.isArchiving { mutex.wait() }
      return (shared.segments, shared.ready)
    }
    do throws(StorageError) {
      for segment in segments { try segment.file.close() }
      for segment in ready { try segment.file.close() }
      try lock.release()
    } catch {
      throw .io(error)
    }
  }

  // MARK: - Appending

  /// What the log ends in, as far as it is durable.
  package func tail() throws(LogFailure) -> LogTail {
    try checkRunning()
    return mutex.locked { shared.durable }
  }

  /// Whether a mutation may be accepted: if not, it is refused before it changes anything (CL8).
  package var hasRoom: Bool { room.load(ordering: .acquiring) }

  package func append(
    _ batch: LogBatchBuffer,
    after expected: LogTail,
    then: @escaping @Sendable (AppendOutcome) -> Void
  ) {
    then(append(batch, after: expected))
  }

  /// Appends one batch and waits until it is durable.
  ///
  /// On the log's thread.
  ///
  /// - Parameters:
  ///   - batch: Numbered one more than the tail, with at least one record.
  ///   - expected: What the log ends in.
  /// - Returns: What became of it.
  package func append(_ batch: LogBatchBuffer, after expected: LogTail) -> AppendOutcome {
    checkThread()
    if mutex.locked({ shared.isStopped }) { return .unknown }
    guard expected == tailNow else { return .fenced(tailNow) }
    precondition(!batch.isEmpty, "batch \(batch.number) has no record")
    precondition(batch.number == tailNow.batch + 1, "batch \(batch.number) after \(tailNow)")
    let stored = BatchHead.storedCount(payload: batch.count)
    guard stored <= limits.largestBatchBytes else { return .notAppended(.tooLarge) }
    switch makeRoom(for: stored) {
    case .made: break
    case .full: return .notAppended(.full)
    case .failed: return .unknown
    }
    let (head, bytes) = unsafe batch.seal(logID, epoch: epoch, after: tailNow)
    guard unsafe put(bytes) else { return .unknown }
    publish(head)
    updateRoom()
    return .durable(tailNow)
  }

  /// Lets the next batch go into another segment, so that this one can become an archive.
  ///
  /// From any thread. Where no segment is ready by then, or this one has no batch yet, a later
  /// batch does.
  package func endSegment() { mutex.locked { shared.endsSegment = true } }

  /// Marks the tail as durable, so that rot in it is known from a torn write.
  ///
  /// On the log's thread.
  ///
  /// Call it when nothing was appended for a short time, and before a clean stop. It does nothing
  /// if the tail is sealed already.
  package func seal() {
    checkThread()
    guard !isSealed, !hasEnded, tailNow.batch > 0, !mutex.locked({ shared.isStopped }) else {
      return
    }
    // The mark that ends the segment keeps its place, or is the seal itself if another segment is
    // there to go on in.
    if offset + 2 * UInt64(BatchHead.bytes) <= active.size {
      _ = append(mark: .seal)
    } else if mutex.locked({ !shared.ready.isEmpty }), append(mark: .end) {
      hasEnded = true
    }
  }

  // MARK: - Steps

  private enum Room { case made, full, failed }

  /// Goes to the next segment if the batch does not fit into this one.
  private func makeRoom(for stored: Int) -> Room {
    let needed = UInt64(stored + BatchHead.bytes)
    let fits = offset + needed <= active.size && stored <= active.largestBatch
    if !hasEnded && fits && !wantsNext { return .made }
    guard let next = takeReady() else { return mutex.locked { shared.isStopped } ? .failed : .full }
    // 1. This segment says that it has ended, and that is durable.
    guard hasEnded || append(mark: .end) else { return .failed }
    hasEnded = true
    // 2. The next one says what it continues, and that is durable before its first batch.
    let head = SegmentHead(
      logID: logID,
      ordinal: next.ordinal,
      before: tailNow,
      size: next.size,
      largestBatch: options.limits.largestBatchBytes
    )
    do throws(StorageError) {
      let padding = [UInt8](
        repeating: 0,
        count: min(Limits.pageBytes, Int(next.size)) - SegmentHead.bytes
      )
      try next.file.write(head.encoded() + padding, at: 0)
      try next.file.sync()
    } catch {
      return failed(error)
    }
    use(next, head)
    options.segmentTaken()
    return .made
  }

  /// Whether somebody wants this segment to end, and it can without waiting and without a moment in
  /// which there is no room.
  private var wantsNext: Bool {
    guard tailNow.batch >= active.first else { return false }
    return mutex.locked {
      guard shared.endsSegment, let next = shared.ready.first else { return false }
      let left = next.size - min(next.size, UInt64(Limits.pageBytes))
      return shared.ready.count > 1 || left >= 2 * UInt64(options.reserveBytes)
    }
  }

  private func use(_ next: ReadySegment, _ head: SegmentHead) {
    active = LogSegment(
      ordinal: next.ordinal,
      name: next.name,
      file: next.file,
      first: tailNow.batch + 1,
      size: next.size,
      largestBatch: head.largestBatch,
      last: tailNow.batch,
      endOffset: UInt64(SegmentHead.bytes)
    )
    precondition(hasEnded, "the segment before did not end")
    precondition(next.size >= UInt64(SegmentHead.bytes + 2 * BatchHead.bytes), "\(next.size) bytes")
    offset = active.endOffset
    hasEnded = false
    mutex.locked {
      shared.segments.append(active)
      shared.endsSegment = false
    }
  }

  /// The next segment; waits for one that is being made, and makes it here if nobody does.
  private func takeReady() -> ReadySegment? {
    while true {
      let taken = mutex.locked { () -> ReadySegment? in
        while shared.ready.isEmpty && shared.isPreparing && !shared.isStopped { mutex.wait() }
        return shared.ready.isEmpty || shared.isStopped ? nil : shared.ready.removeFirst()
      }
      if let taken { return taken }
      switch prepareNextSegment() {
      case .prepared, .enough: continue
      case .full, .stopped: return nil
      }
    }
  }

  /// Writes a batch without records, or a seal, and syncs it.
  private func append(mark kind: BatchHead.Kind) -> Bool {
    let isSeal = kind.isSeal
    var head = BatchHead(
      kind: kind,
      logID: logID,
      number: isSeal ? tailNow.batch : tailNow.batch + 1,
      epoch: isSeal ? tailNow.epoch : epoch,
      payloadCount: 0,
      recordCount: 0,
      previousChecksum: tailNow.checksum
    )
    guard let base = unsafe mark.baseAddress else { preconditionFailure("the mark has memory") }
    unsafe head.write(to: base)
    guard unsafe put(UnsafeRawBufferPointer(rebasing: mark[..<BatchHead.bytes])) else {
      return false
    }
    if isSeal {
      offset += UInt64(head.storedCount)
      isSealed = true
    } else {
      publish(head)
    }
    return true
  }

  /// One write, one sync (CL2).
  ///
  /// Up to the end of the page, with zeros over the zeros that are there.
  ///
  /// - Parameter bytes: The batch; a page of zeros is readable behind it.
  /// - Returns: Whether it is durable; if not, the log has stopped.
  private func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    precondition(offset % UInt64(Limits.batchAlignment) == 0, "offset \(offset) is not aligned")
    precondition(bytes.count % Limits.batchAlignment == 0, "\(bytes.count) bytes are not padded")
    precondition(bytes.count <= Limits.batchBytes, "a write of \(bytes.count) bytes")
    precondition(!hasEnded, "segment \(active.ordinal) has ended")
    precondition(offset + UInt64(bytes.count) <= active.size, "a batch crosses the segment's end")
    let page = UInt64(Limits.pageBytes)
    let end = min(active.size, (offset + UInt64(bytes.count) + page - 1) & ~(page - 1))
    let padded = unsafe UnsafeRawBufferPointer(
      start: bytes.baseAddress,
      count: Int(end - offset)
    )
    do throws(StorageError) {
      try unsafe active.file.write(padded, at: offset)
      try active.file.sync()
      return true
    } catch {
      _ = failed(error)
      return false
    }
  }

  private func publish(_ head: BatchHead) {
    precondition(!head.kind.isSeal, "a seal is no batch")
    precondition(head.number == tailNow.batch + 1, "batch \(head.number) after \(tailNow)")
    precondition(head.epoch == epoch, "epoch \(head.epoch) in that of \(epoch)")
    let start = offset
    offset += UInt64(head.storedCount)
    precondition(offset + UInt64(BatchHead.bytes) <= active.size, "no place for the last seal")
    tailNow = head.tail
    isSealed = false
    mutex.locked {
      let last = shared.segments.count - 1
      precondition(shared.segments[last].ordinal == active.ordinal, "another segment is the last")
      precondition(shared.durable.batch < head.number, "the durable tail goes back")
      shared.segments[last].note(head, at: start)
      shared.durable = head.tail
    }
  }

  private func failed(_ error: StorageError) -> Room {
    stop(.io(error))
    return .failed
  }

  /// Ends the use of the log for good, and the process with it.
  func stop(_ failure: LogFailure) {
    mutex.locked {
      shared.isStopped = true
      mutex.wakeAll()
    }
    room.store(false, ordering: .releasing)
    options.failStop(failure)
  }

  func checkRunning() throws(LogFailure) {
    if mutex.locked({ shared.isStopped || shared.isClosed }) { throw .stopped }
  }

  private func fullFailure() -> LogFailure {
    .io(mutex.locked { shared.full } ?? StorageError(.write, active.name, code: ENOSPC))
  }

  /// Room is there if a segment is ready, or if this one still takes all that may be on its way.
  func updateRoom() {
    let hasRoom = mutex.locked {
      guard let last = shared.segments.last, !shared.isStopped else { return false }
      let left = last.size - min(last.size, last.endOffset)
      return !shared.ready.isEmpty || left >= UInt64(options.reserveBytes)
    }
    room.store(hasRoom, ordering: .releasing)
  }

  private func checkThread() {
    guard let thread else {
      thread = pthread_self()
      return
    }
    precondition(pthread_equal(thread, pthread_self()) != 0, "two threads append to the log")
  }
}
