// What lies before the snapshot that a start has loaded is history: no answer follows from it but
// those about the past. It is read when the port is open, and damage in it ends the server as it
// would have ended the start.

extension FileLog {
  /// Whether there are segments that the start has not read.
  package var hasUnread: Bool {
    mutex.locked { shared.segments.contains { $0.unreadTail != nil } }
  }

  /// Reads the segments that the start has not read, and checks each batch as the start would have.
  ///
  /// On a thread that may wait for long, and not the log's.
  ///
  /// - Parameter shouldStop: Asked between segments: the next start has them before it again.
  /// - Throws: ``LogFailure``, as recovery throws it.
  package func checkUnread(_ shouldStop: () -> Bool = { false }) throws(LogFailure) {
    let window = FileWindow(capacity: Limits.scanWindowBytes)
    while !shouldStop() {
      let next = mutex.locked { () -> (segment: LogSegment, follower: String)? in
        guard let place = shared.segments.firstIndex(where: { $0.unreadTail != nil }) else {
          return nil
        }
        // The last one is written to: the start has read it.
        return (shared.segments[place], shared.segments[place + 1].name)
      }
      guard let (segment, follower) = next, let tail = segment.unreadTail else { return }
      let content = try read(segment, window)
      if let damage = damage(content, in: segment, upTo: tail, follower) { throw .damaged(damage) }
      mutex.locked {
        guard let place = shared.segments.firstIndex(where: { $0.ordinal == segment.ordinal })
        else { return }
        shared.segments[place].index = content.index
        shared.segments[place].endOffset = content.endOffset
        shared.segments[place].unreadTail = nil
      }
    }
  }

  private func read(
    _ segment: LogSegment,
    _ window: FileWindow
  ) throws(LogFailure) -> SegmentContent {
    var scanner = SegmentScanner(window: window, logID: logID)
    var foreign: (end: LogTail, found: UInt32)?
    let ends = snapshotEnds
    unsafe scanner.visit = { _, batch in
      for end in ends where unsafe end.batch == batch.number && end.checksum != batch.checksum {
        foreign = unsafe (end, batch.checksum)
      }
    }
    let content: SegmentContent?
    do throws(StorageError) {
      let head = try SegmentHead.read(from: segment.file)
      try window.turn(to: segment.file, direct: openPastCache(segment.name))
      content = if let head { try scanner.scan(head) } else { nil }
      try window.leave()
    } catch {
      throw .io(error)
    }
    if let (end, found) = foreign {
      throw .damaged(LogRecovery.behind(end, found: found, file: segment.name))
    }
    guard let content else {
      let expected = "the head that was there when the log was opened"
      let kept = segment.first - 1
      throw .damaged(damage(.badSegmentHead, in: segment, at: 0, after: kept, expected))
    }
    return content
  }

  private func openPastCache(_ name: String) throws(StorageError) -> (any StorageFile)? {
    do throws(StorageError) {
      return try storage.open(name, .readPastCache)
    } catch {
      // Without a descriptor to spare as without the way past the cache: by the one that is open.
      guard error.isUnsupported || error.isOutOfDescriptors else { throw error }
      return nil
    }
  }

  /// What is wrong with a segment that was read; nil if it ends where the next one begins.
  private func damage(
    _ content: SegmentContent,
    in segment: LogSegment,
    upTo tail: LogTail,
    _ follower: String
  ) -> LogDamage? {
    let kind: LogDamage.Kind
    let expected: String
    switch content.finding {
    case .ended:
      if content.tail == tail { return nil }
      kind = .foreignBatch
      expected = "batches up to \(tail), which \(follower) continues, found \(content.tail)"
    case .open, .bad:
      kind = .badBatchInTheMiddle
      expected =
        "batch \(content.tail.batch + 1) or a seal, for the head of \(follower) comes after it"
    case .misplaced(let batch):
      kind = .misplacedBatch
      expected = "batch \(content.tail.batch + 1) after \(content.tail), found \(batch.number)"
    case .foreign(let batch):
      kind = .foreignBatch
      expected =
        "a batch of log \(logID) after \(content.tail), found log \(batch.logID) after checksum "
        + String(batch.previousChecksum, radix: 16)
    }
    return damage(kind, in: segment, at: content.endOffset, after: content.tail.batch, expected)
  }

  private func damage(
    _ kind: LogDamage.Kind,
    in segment: LogSegment,
    at offset: UInt64,
    after kept: UInt64,
    _ expected: String
  ) -> LogDamage {
    LogDamage(
      kind,
      file: segment.name,
      offset: offset,
      batch: kept + 1,
      expected: expected,
      repair: "repair would keep the snapshot and what follows it, and lose history alone"
    )
  }
}
