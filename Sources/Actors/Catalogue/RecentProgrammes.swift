internal import FealtyLoyalty

/// Programmes that were replaced a moment ago, for earns whose evaluation used them.
///
/// Confined to a shard's thread.
struct RecentProgrammes {
  private struct Entry {
    let programme: PublishedProgramme
    /// Milliseconds since 1970.
    let keptUntil: Int64
  }

  /// A compiled programme with ten thousand promotions takes some megabytes.
  private static let most = 8
  /// Oldest first.
  private var entries: [Entry] = []

  /// When the first one is to be let go of; `Int64.max` where there is none.
  private(set) var next: Int64 = .max

  /// Takes a programme that has been replaced.
  ///
  /// - Returns: those that are not kept any more.
  mutating func replace(_ programme: PublishedProgramme, now: Int64) -> [PublishedProgramme] {
    guard programme.version > 0 else { return [] }
    let kept = now.addingReportingOverflow(programme.evaluationValidMilliseconds)
    let entry = Entry(programme: programme, keptUntil: kept.overflow ? .max : kept.partialValue)
    entries.append(entry)
    var released: [PublishedProgramme] = []
    if entries.count > Self.most { released.append(entries.removeFirst().programme) }
    return released + release(now: now)
  }

  /// Those whose time is over, which are then gone.
  mutating func release(now: Int64) -> [PublishedProgramme] {
    let released = entries.filter { $0.keptUntil < now }.map(\.programme)
    entries.removeAll { $0.keptUntil < now }
    next = entries.map(\.keptUntil).min() ?? .max
    return released
  }

  /// The programme with this number as one version of its rule set had it.
  func find(_ index: UInt16, version: UInt64, now: Int64) -> PublishedProgramme? {
    entries.first {
      $0.programme.index == index && $0.programme.version == version && now <= $0.keptUntil
    }?.programme
  }
}

extension Services {
  /// Lets go of something large on the pool: freeing ten thousand promotions takes milliseconds.
  func release(_ values: [any Sendable]) {
    guard !values.isEmpty else { return }
    pool.run { _ = values }
  }
}
