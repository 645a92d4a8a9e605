/// How a ``FileLog`` is kept.
///
/// The defaults are for a server.
package struct LogOptions: Sendable {
  /// Bytes of each new segment, a multiple of 512.
  package var segmentBytes: Int

  /// Segments that should lie ready ahead of the one in use.
  package var readySegments: Int

  /// Bytes of the largest batch.
  package var limits: LogLimits

  /// Bytes that must be left in the segment in use while no other is ready, or there is no room.
  ///
  /// It covers the batches that are on their way when the room ends, so that nothing that was
  /// accepted is refused by the log.
  package var reserveBytes: Int

  /// Bytes of segments before the snapshot from which on a start leaves them for
  /// ``FileLog/checkUnread(_:)``.
  package var unreadBytes: UInt64

  /// Called on the log's thread when a segment was taken into use: make another one soon.
  package var segmentTaken: @Sendable () -> Void

  /// Called at the first failure of a write or a sync.
  ///
  /// In a server it ends the process and never returns (CL6); if it returns, as in tests, the log
  /// refuses everything for good.
  package var failStop: @Sendable (LogFailure) -> Void

  package init(
    segmentBytes: Int = Limits.segmentBytes,
    readySegments: Int = Limits.readySegments,
    limits: LogLimits = LogLimits(),
    reserveBytes: Int = 4 * Limits.batchBytes,
    unreadBytes: UInt64 = Limits.unreadBytes,
    segmentTaken: @escaping @Sendable () -> Void = {},
    failStop: @escaping @Sendable (LogFailure) -> Void
  ) {
    precondition(
      Self.accepts(segmentBytes: segmentBytes, limits: limits),
      "segments of \(segmentBytes) bytes"
    )
    self.segmentBytes = segmentBytes
    self.readySegments = readySegments
    self.limits = limits
    self.reserveBytes = reserveBytes
    self.unreadBytes = unreadBytes
    self.segmentTaken = segmentTaken
    self.failStop = failStop
  }

  /// Whether segments may have that many bytes: a multiple of 512, in which the largest batch fits.
  package static func accepts(segmentBytes: Int, limits: LogLimits = LogLimits()) -> Bool {
    let needed = SegmentHead.bytes + limits.largestBatchBytes + BatchHead.bytes
    return segmentBytes % 512 == 0 && segmentBytes >= needed
      && segmentBytes <= Limits.largestSegmentBytes
  }

  /// Bytes of the smallest segment that a log with these options accepts as ready for use.
  var smallestSegmentBytes: Int {
    SegmentHead.bytes + limits.largestBatchBytes + BatchHead.bytes
  }
}
