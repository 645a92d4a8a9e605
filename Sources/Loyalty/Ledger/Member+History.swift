// What a member was at an instant: tier and segments, for sales that come late.
extension Member {
  /// The tier at an instant; the first one holds since ever.
  package func tier(at instant: Timestamp) -> String {
    guard hasDetails else { return "" }
    guard details.hasExtras, let first = details.extras.tiers.first else { return details.tier }
    var tier = first.text
    for entry in details.extras.tiers where entry.from <= instant { tier = entry.text }
    return tier
  }

  /// The segments at an instant, in the order in which the member came into them; the first ones
  /// hold since ever.
  ///
  /// `swaps`: the loads of lists that have come into force.
  package func segments(at instant: Timestamp, _ swaps: SegmentSwaps = .none) -> [String] {
    guard hasDetails else { return [] }
    guard details.hasExtras, !details.extras.segmentSpans.isEmpty else { return details.segments }
    var segments: [String] = []
    for span in details.extras.segmentSpans
    where swaps.settled(span.from) <= instant && instant < swaps.settled(span.to) {
      segments.append(span.text)
    }
    return segments
  }

  /// Whether tier or segments were ever others than now; what is not asked where it is false.
  package var hasHistory: Bool {
    hasExtras
      && !(details.extras.tiers.isEmpty && details.extras.segmentSpans.isEmpty)
  }

  /// How many tiers, and how many spans of segments that are over, a member remembers.
  package static let historyLimit = 64

  // MARK: - Changes

  /// Notes the tier from an instant on, whatever was said of later ones before.
  mutating func note(tier: String, from instant: Timestamp) {
    guard tier != details.tier || hasHistory else { return }
    var tiers = details.extras.tiers
    if tiers.isEmpty { tiers = [DatedText(text: details.tier, from: .first)] }
    tiers.removeAll { $0.from >= instant }
    if tiers.last?.text != tier { tiers.append(DatedText(text: tier, from: instant)) }
    if tiers.count > Self.historyLimit {
      tiers.removeFirst(tiers.count - Self.historyLimit)
    }
    // What holds since ever needs no entry.
    details.extras.tiers = tiers.count == 1 && tiers[0].from == .first ? [] : tiers
    details.tier = tier
  }

  /// Notes all segments from an instant on, whatever was said of later ones before.
  mutating func note(segments: [String], from instant: Timestamp) {
    var spans = details.extras.segmentSpans
    if spans.isEmpty { spans = details.segments.map { DatedText(text: $0, from: .first) } }
    for index in spans.indices where spans[index].to > instant { spans[index].to = instant }
    spans.removeAll { $0.from >= $0.to }
    for segment in segments {
      let going = spans.firstIndex { $0.text == segment && $0.to == instant }
      if let going {
        spans[going].to = .never
      } else {
        spans.append(DatedText(text: segment, from: instant))
      }
    }
    var surplus = spans.filter { $0.to != .never }.count - Self.historyLimit
    if surplus > 0 {
      spans.removeAll { span in
        guard surplus > 0, span.to != .never else { return false }
        surplus -= 1
        return true
      }
    }
    // What holds since ever needs no span.
    let isPlain = spans.allSatisfy { $0.from == .first && $0.to == .never }
    details.extras.segmentSpans = isPlain ? [] : spans
    details.segments = segments
  }
}

extension Timestamp {
  /// Since ever.
  package static let first = Timestamp(milliseconds: .min)
}
