internal import Synchronization

/// How much is being served, for work that nobody waits for.
final class ServedTurns: Sendable {
  private let turns = Atomic<Int>(0)

  /// A turn of a shard has served somebody.
  func note() { turns.wrappingAdd(1, ordering: .relaxed) }

  var count: Int { turns.load(ordering: .relaxed) }
}

/// Keeps work that nobody waits for to a share of one processor while requests are served.
///
/// Niceness alone does not: who has got a processor keeps it until the next tick, 4 ms on many
/// machines, and shards that look for events without sleeping give theirs away again and again. So
/// the work asks here after each small piece, and sleeps when it has had its share. While nobody is
/// served it goes on at once.
///
/// Used by one piece of work at a time.
final class Pace: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: its owner, a run of a snapshot or of archiving, does one piece
  // of work after the other, and each is brought to its thread under the owner's lock.
  private let pool: any BlockingPool
  private let clock: any Clock
  private let served: ServedTurns
  /// Of the thread's processor time, how much was spent before this stretch of work; nil = nothing
  /// was done yet.
  private var spentBefore: Int64?
  /// Monotonic nanoseconds at which the stretch began.
  private var beganAt: Int64 = 0
  private var servedBefore = 0

  /// `pool`: the one whose thread works.
  init(_ pool: any BlockingPool, _ clock: any Clock, _ served: ServedTurns) {
    self.pool = pool
    self.clock = clock
    self.served = served
  }

  /// To be called after each piece of work, of some hundred microseconds at most.
  ///
  /// `restRatio`: how many times as long as it works it rests.
  func look(restRatio: Int64 = Limits.paceRestRatio) {
    let spent = pool.processorNanoseconds()
    guard let spentBefore, spent >= spentBefore else { return begin(spent) }
    let worked = spent - spentBefore
    guard worked >= Limits.paceWorkNanoseconds else { return }
    let count = served.count
    defer { servedBefore = count }
    if count != servedBefore {
      // What it waited for a processor or for the disk counts as rest.
      let waited = clock.monotonicNanoseconds() - beganAt - worked
      let rest = min(worked, Limits.paceLongestWorkNanoseconds) * restRatio - waited
      if rest > 0 { pool.rest(nanoseconds: rest) }
    }
    begin(pool.processorNanoseconds())
  }

  private func begin(_ spent: Int64) {
    spentBefore = spent
    beganAt = clock.monotonicNanoseconds()
  }
}
