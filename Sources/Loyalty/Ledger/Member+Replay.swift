// What a replay of millions of postings needs, done where nothing of the member is copied.
extension Member {
  /// What becomes of an entry of the log.
  package enum ReplayStep: Sendable {
    case applied
    /// The member has it already.
    case skipped
    /// Its version is not the next: damage.
    case leaps
  }

  /// Applies a posting when its version is the next, and skips one that is held already.
  ///
  /// - Parameters:
  ///   - posting: What was decided; `inout` because passing it otherwise would count a reference to
  ///     each of its arrays, which takes longer than applying it. It is not changed.
  ///   - version: That of the record.
  ///   - at: Server time of the record.
  /// - Returns: What became of it.
  package mutating func replay(
    _ posting: inout Posting,
    version: UInt32,
    at: Timestamp
  ) -> ReplayStep {
    guard version > self.version else { return .skipped }
    guard version == nextVersion else { return .leaps }
    apply(posting, version: version, at: at)
    return .applied
  }

  /// The same for an entry that is no posting.
  package mutating func replay(_ entry: Entry, version: UInt32, at: Timestamp) -> ReplayStep {
    guard version > self.version else { return .skipped }
    guard version == nextVersion else { return .leaps }
    apply(entry, version: version, at: at)
    return .applied
  }

  /// The address at which its lots begin, for who wants them in the cache.
  ///
  /// `mutating`, like the next: a member that is read through a pointer is copied first.
  package mutating func lotsAddress() -> UInt { unsafeBitCast(lots, to: UInt.self) }

  /// About the address where the next lot goes if it is the last to expire.
  package mutating func nextLotAddress() -> UInt {
    let arrayHead: UInt = 32
    return lotsAddress() + arrayHead + UInt(lots.count * MemoryLayout<Lot>.stride)
  }
}
