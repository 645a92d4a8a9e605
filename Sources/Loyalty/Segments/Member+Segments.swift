// One segment at a time: who puts a member into one says nothing of the others.
extension Member {
  /// Segments that one member is in, or is to be in.
  package static let segmentLimit = 64

  /// When the member is in which segments; one that it is in since ever begins before all time.
  package var segmentSpans: [DatedText] {
    let spans = hasExtras ? details.extras.segmentSpans : []
    return spans.isEmpty ? segments.map { DatedText(text: $0, from: .first) } : spans
  }

  /// Decides a change of one segment.
  ///
  /// - Parameters:
  ///   - change: What is to be so.
  ///   - now: When.
  /// - Returns: nil where it is so already.
  /// - Throws: ``Refusal/segmentLimit``.
  package func decideSegment(
    _ change: SegmentChange,
    now: Timestamp
  ) throws(Refusal) -> SegmentChange? {
    let before = segmentSpans
    let after = before.after(change)
    // They may stand in another order.
    guard Set(after) != Set(before) else { return nil }
    let living = after.count { $0.to > now }
    // Who is in too many by an earlier rule may leave.
    guard living <= Self.segmentLimit || living <= before.count(where: { $0.to > now }) else {
      throw .segmentLimit
    }
    return change
  }

  /// Whether a span of a segment begins or ends after an instant.
  ///
  /// What says all segments from then on would do away with it.
  package func hasPlannedSegments(after instant: Timestamp) -> Bool {
    guard hasExtras else { return false }
    return details.extras.segmentSpans.contains { span in
      span.from > instant || span.to > instant && span.to != .never
    }
  }

  /// Takes a change of one segment.
  mutating func note(_ change: SegmentChange, at now: Timestamp) {
    var spans = segmentSpans.after(change)
    // The oldest that are over are forgotten; those that are not are as many at most.
    while spans.count(where: { $0.to != .never }) > Self.historyLimit,
      let oldest = spans.indices.min(by: { spans[$0].to < spans[$1].to })
    {
      spans.remove(at: oldest)
    }
    details.segments = spans.filter { $0.from <= now && now < $0.to }.map(\.text)
    let isPlain = spans.allSatisfy { $0.from == .first && $0.to == .never }
    details.extras.segmentSpans = isPlain ? [] : spans
  }
}
