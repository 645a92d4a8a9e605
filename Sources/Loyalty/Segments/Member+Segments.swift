// One segment at a time: who puts a member into one says nothing of the others.
extension Member {
  /// Segments that one member is in, or is to be in.
  package static let segmentLimit = 64

  /// When the member is in which segments; one that it is in since ever begins before all time.
  ///
  /// What a list says that is being loaded begins and ends with the mark of the load.
  package func segmentSpans(_ swaps: SegmentSwaps) -> [DatedText] {
    let spans = hasExtras ? details.extras.segmentSpans : []
    guard !spans.isEmpty else { return segments.map { DatedText(text: $0, from: .first) } }
    return spans.map(swaps.settled).filter { $0.from < $0.to }
  }

  /// The same as it is while lists that are being loaded have not come into force.
  package func segmentSpansInForce(_ swaps: SegmentSwaps) -> [DatedText] {
    segmentSpans(swaps).filter { !$0.from.isMark }
      .map { DatedText(text: $0.text, from: $0.from, to: $0.to.isMark ? .never : $0.to) }
  }

  /// Decides a change of one segment.
  ///
  /// - Parameters:
  ///   - change: What is to be so.
  ///   - swaps: The loads that have come into force.
  ///   - now: When.
  /// - Returns: nil where it is so already.
  /// - Throws: ``Refusal/segmentLimit``.
  package func decideSegment(
    _ change: SegmentChange,
    swaps: SegmentSwaps,
    now: Timestamp
  ) throws(Refusal) -> MemberChange? {
    let settled = settlement(swaps, before: change.from.load ?? 0, of: change.segment)
    let before = segmentSpans(SegmentSwaps(settled))
    let after = before.after(change)
    // They may stand in another order.
    guard Set(after) != Set(before) else { return nil }
    let living = after.count { $0.to > now }
    // Who is in too many by an earlier rule may leave.
    guard living <= Self.segmentLimit || living <= before.count(where: { $0.to > now }) else {
      throw .segmentLimit
    }
    return MemberChange(segmentChanges: [change], segmentSwaps: settled)
  }

  /// What is known of the loads whose marks the member's spans have.
  ///
  /// `load`: the one of `segment` that is under way; marks of earlier ones of it that did not come
  /// into force never will.
  package func settlement(
    _ swaps: SegmentSwaps,
    before load: Int64 = 0,
    of segment: String = ""
  ) -> [SegmentSwaps.Swap] {
    guard hasExtras else { return [] }
    var settled: [SegmentSwaps.Swap] = []
    for span in details.extras.segmentSpans {
      for mark in [span.from, span.to] {
        guard let own = mark.load, !settled.contains(where: { $0.load == own }) else { continue }
        if let instant = swaps.instant(of: own) {
          settled.append(SegmentSwaps.Swap(load: own, at: instant))
        } else if own < load, span.text == segment {
          settled.append(SegmentSwaps.Swap(load: own, at: .never))
        }
      }
    }
    return settled
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

  /// Takes the instants of loads that have come into force, and leaves out what never will.
  mutating func note(_ swaps: [SegmentSwaps.Swap]) {
    let settled = SegmentSwaps(swaps)
    details.extras.segmentSpans = segmentSpans(settled)
  }

  /// Takes a change of one segment.
  mutating func note(_ change: SegmentChange, at now: Timestamp) {
    var spans = segmentSpans(.none).after(change)
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
