internal import Synchronization

/// How often shards have given back something of a shared limit that was used up or recalled.
///
/// A home that says "nothing left" says it as of so many that had reached it; where more have been
/// posted since, something may be left, and the shard asks again. And who asks a home says how many
/// were on their way to it: it answers when those have come, whichever of them is the faster.
final class FreedBudgets: Sendable {
  /// What was posted to one home.
  private final class Home: Sendable {
    let posted = Atomic<UInt64>(0)
  }

  private let postedCount = Atomic<UInt64>(0)
  private let arrivedCount = Atomic<UInt64>(0)
  private let homes: [Home]

  init(shards: Int) { homes = (0..<shards).map { _ in Home() } }

  /// Those that the answers to their commands could tell of.
  @inline(__always)
  var posted: UInt64 { postedCount.load(ordering: .sequentiallyConsistent) }
  /// Those that have reached their homes; never more than were posted.
  var arrived: UInt64 { arrivedCount.load(ordering: .sequentiallyConsistent) }

  /// Those of ``posted`` that go to one home, by its shard.
  func posted(to home: Int) -> UInt64 {
    homes[home].posted.load(ordering: .sequentiallyConsistent)
  }

  /// Something is on its way to its home.
  ///
  /// - Returns: Its number among all that go to that home, from 1.
  func post(to home: Int) -> UInt64 {
    postedCount.add(1, ordering: .sequentiallyConsistent)
    return homes[home].posted.add(1, ordering: .sequentiallyConsistent).newValue
  }

  /// Something that was posted is at its home, before the home decides again.
  func arrive() { arrivedCount.add(1, ordering: .sequentiallyConsistent) }

  /// Something came free at the home itself.
  func changeAtHome() {
    postedCount.add(1, ordering: .sequentiallyConsistent)
    arrive()
  }
}
