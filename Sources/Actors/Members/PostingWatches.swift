internal import FealtyLoyalty

/// What is recorded for members while their past is read from the log.
///
/// A reversal needs every posting of its member back to the original, and the log gives those up to
/// the moment when the reading began. What comes meanwhile is noted here, so one reading is enough
/// however busy the member is. Confined to the shard's thread.
final class PostingWatches {
  /// One command's view of one member, from ``begin(_:)`` on.
  final class Watch {
    fileprivate(set) var postings: [(version: UInt32, posting: Posting)] = []
  }

  private var watches: [UInt64: [Watch]] = [:]

  var isEmpty: Bool { watches.isEmpty }

  /// Begins to note the postings of a member.
  func begin(_ member: UInt64) -> Watch {
    let watch = Watch()
    watches[member, default: []].append(watch)
    return watch
  }

  /// Ends what ``begin(_:)`` began.
  ///
  /// - Returns: The postings since, oldest first.
  func end(_ watch: Watch, of member: UInt64) -> [(version: UInt32, posting: Posting)] {
    watches[member]?.removeAll { $0 === watch }
    if watches[member]?.isEmpty == true { watches[member] = nil }
    return watch.postings
  }

  func posted(_ posting: Posting, version: UInt32, member: UInt64) {
    guard let noting = watches[member] else { return }
    for watch in noting { watch.postings.append((version, posting)) }
  }
}
