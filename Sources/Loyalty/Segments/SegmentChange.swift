/// That a member is in a segment over a stretch of time, or is not.
///
/// It says nothing of other segments, nor of the time before and after.
package struct SegmentChange: Hashable, Sendable {
  package var segment: String
  package var isMember: Bool
  /// Inclusive.
  package var from: Timestamp
  /// Exclusive, and after ``from``; ``Timestamp/never`` = for good.
  package var to: Timestamp

  package init(
    segment: String,
    isMember: Bool,
    from: Timestamp,
    to: Timestamp = .never
  ) {
    self.segment = segment
    self.isMember = isMember
    self.from = from
    self.to = to
  }
}

extension [DatedText] {
  /// The same spans after a change; those of one segment neither meet nor overlap, in the order of
  /// time.
  ///
  /// Those of other segments stay in their places, and those of the segment where it was.
  func after(_ change: SegmentChange) -> [DatedText] {
    precondition(change.from < change.to, "segment \(change.segment) changes over no time")
    let own = filter { $0.text == change.segment }
    var changed = change.isMember ? own.joining(change) : own.leaving(change)
    changed.sort { $0.from < $1.from }
    let place = firstIndex { $0.text == change.segment } ?? count
    let before = self[..<place]
    let after = self[place...].filter { $0.text != change.segment }
    return Array(before) + changed + after
  }

  private func joining(_ change: SegmentChange) -> [DatedText] {
    var joined = DatedText(text: change.segment, from: change.from, to: change.to)
    var apart: [DatedText] = []
    for span in self {
      guard span.from <= joined.to, joined.from <= span.to else {
        apart.append(span)
        continue
      }
      joined.from = Swift.min(joined.from, span.from)
      joined.to = Swift.max(joined.to, span.to)
    }
    return apart + [joined]
  }

  private func leaving(_ change: SegmentChange) -> [DatedText] {
    var left: [DatedText] = []
    for span in self {
      let before = Swift.min(span.to, change.from)
      let after = Swift.max(span.from, change.to)
      if span.from < before { left.append(DatedText(text: span.text, from: span.from, to: before)) }
      if after < span.to { left.append(DatedText(text: span.text, from: after, to: span.to)) }
    }
    return left
  }
}
