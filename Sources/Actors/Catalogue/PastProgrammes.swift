internal import FealtyLoyalty

/// Programmes as they were known earlier, compiled again for returns and questions about old sales.
///
/// For all shards.
final class PastProgrammes: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `kept` is read and changed under `lock`.
  private let lock = Lock()
  /// The one asked for last comes last.
  private var kept: [(programme: PublishedProgramme, current: UInt64)] = []
  private static let most = 4

  /// The programme as known at a version, while the one in force is `current`.
  func find(_ current: PublishedProgramme, version: UInt64) -> PublishedProgramme? {
    lock.locked {
      let place = kept.firstIndex {
        $0.programme.index == current.index && $0.programme.version == version
          && $0.current == current.version
      }
      guard let place else { return nil }
      let entry = kept.remove(at: place)
      kept.append(entry)
      return entry.programme
    }
  }

  /// Keeps one; on the pool, for the oldest is freed.
  func add(_ programme: PublishedProgramme, current: PublishedProgramme) {
    let old = lock.locked { () -> PublishedProgramme? in
      kept.append((programme, current.version))
      return kept.count > Self.most ? kept.removeFirst().programme : nil
    }
    _ = old
  }
}

extension Shard {
  /// Runs `body` with the rules for sales of an instant, as they were known when the rule set had a
  /// version: at once where nothing that was added later could decide such a sale, else when they
  /// have been compiled.
  ///
  /// `decidedAt`: the sale's business time, or when it was recorded where that was earlier.
  func withProgramme(
    _ current: PublishedProgramme,
    decidedAt instant: Timestamp,
    knownAt version: UInt64,
    _ body: @escaping @Sendable (Shard, PublishedProgramme) -> Void
  ) {
    if version >= current.version || current.history.isExact(at: instant, knownAt: version) {
      return body(self, current)
    }
    if let past = services.pastProgrammes.find(current, version: version) {
      return body(self, past)
    }
    let services = services
    let me = self
    services.pool.run {
      let past =
        services.pastProgrammes.find(current, version: version)
        ?? {
          let made = current.asKnown(at: version)
          services.pastProgrammes.add(made, current: current)
          return made
        }()
      me.post { body($0, past) }
    }
  }
}
