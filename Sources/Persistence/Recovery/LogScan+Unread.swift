extension LogScan {
  /// Lets ``run()`` read nothing but the heads of segments that hold no batch from `number` on: who
  /// has a snapshot that begins there needs them for history alone.
  ///
  /// A segment's head has the checksum of the batch before it, so what follows continues them or is
  /// refused, whenever they are read.
  ///
  /// - Parameters:
  ///   - number: The first batch that is needed.
  ///   - bytes: Where the segments have fewer, they are read all the same.
  /// - Returns: What the last of them ends in; nil where all is read.
  /// - Throws: ``LogFailure/io(_:)``.
  mutating func leaveUnread(
    before number: UInt64,
    atLeast bytes: UInt64
  ) throws(LogFailure) -> LogTail? {
    // A log without its identity is read from the first byte on.
    guard !isUnborn else { return nil }
    var count = 0
    var size: UInt64 = 0
    var tail = LogTail.empty
    while count + 1 < files.segments.count {
      guard let next = try smallHead(count + 1), next.logID == logID,
        next.ordinal == files.segments[count + 1].ordinal, next.before.batch < number
      else { break }
      size += files.segments[count].size
      tail = next.before
      count += 1
    }
    guard count > 0, size >= bytes else { return nil }
    unread = (count, tail)
    return tail
  }

  /// What the heads say about a segment that is not read now; nil for the others.
  mutating func unreadContent(_ index: Int) throws(LogFailure) -> SegmentContent? {
    guard index < unread.count, let head = try smallHead(index),
      let next = try smallHead(index + 1), next.before.batch >= head.before.batch
    else {
      // What is wrong with it is found by reading it and all that follow.
      unread.count = min(unread.count, index)
      return nil
    }
    try check(head, of: index)
    var content = SegmentContent(
      head: head,
      tail: next.before,
      endOffset: files.segments[index].size,
      finding: .ended
    )
    content.isUnread = true
    if next.before.batch > head.before.batch {
      content.index = [
        LogIndexEntry(number: head.before.batch + 1, offset: UInt64(SegmentHead.bytes))
      ]
    }
    return content
  }
}
