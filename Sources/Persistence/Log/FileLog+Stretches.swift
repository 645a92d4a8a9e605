/// Some batches that lie together, so that they are read at once.
package struct LogStretch: Equatable, Sendable {
  /// Their numbers.
  package var batches: ClosedRange<UInt64>

  /// The number of the first batch of the file that they lie in.
  package var firstOfFile: UInt64

  /// When the first of their records and the newest were recorded, milliseconds since 1970; nil
  /// where they have to be read to tell.
  package var times: (first: Int64, newest: Int64)?

  package static func == (a: LogStretch, b: LogStretch) -> Bool {
    a.batches == b.batches && a.firstOfFile == b.firstOfFile && a.times?.first == b.times?.first
      && a.times?.newest == b.times?.newest
  }
}

/// What lies before a batch.
package enum LogPast: Equatable, Sendable {
  case stretch(LogStretch)
  /// Batches that no archive has, though older ones are there: the first of them, the file that had
  /// them, and what is wrong with it.
  case missing(first: UInt64, file: String, reason: String)
  /// Nothing is kept.
  ///
  /// `isCut`: whether something was there once.
  case end(isCut: Bool)
}

extension FileLog {
  /// The durable batches right before a number, for who reads the log from its end.
  ///
  /// - Parameter number: Of the batch before which to look.
  /// - Returns: What is there; of a stretch, no batch with that number or a later one.
  /// - Complexity: O(number of archives and segments); nothing is read.
  package func past(before number: UInt64) -> LogPast {
    let (segments, archives, gaps, durable) = mutex.locked {
      (shared.segments, shared.archives, shared.gaps, shared.durable.batch)
    }
    let last = min(number, durable + 1) - min(number, 1)
    guard last > 0 else { return .end(isCut: false) }
    if let segment = segments.last(where: { $0.first <= last && $0.last >= $0.first }) {
      let found = segment.entry(for: last)?.number ?? segment.first
      return .stretch(
        LogStretch(
          batches: min(found, last)...min(last, segment.last),
          firstOfFile: segment.first,
          times: nil
        )
      )
    }
    if let index = archives.last(where: { $0.index.entry(of: last) != nil })?.index,
      let place = index.entry(of: last)
    {
      let entry = index.entries[place]
      return .stretch(
        LogStretch(
          batches: entry.first...min(entry.last, last),
          firstOfFile: index.before.batch + 1,
          times: (entry.firstTime, entry.newestTime)
        )
      )
    }
    if let gap = gaps.last(where: { $0.batches.contains(last) }),
      archives.contains(where: { $0.index.after.batch < gap.batches.lowerBound })
    {
      return .missing(first: gap.batches.lowerBound, file: gap.name, reason: gap.reason)
    }
    return .end(isCut: true)
  }
}
