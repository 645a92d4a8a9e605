import FealtyActors
import FealtyPersistence

/// What the parts of a simulation share.
final class World {
  let clock: SimulatedClock
  let trace: Trace
  var random: SeededRandom
  let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    clock = SimulatedClock()
    trace = Trace()
    random = SeededRandom(seed: seed)
  }

  func below(_ bound: Int) -> Int { random.below(bound) }

  /// Whether something happens that does so once in `times`.
  func oneIn(_ times: Int) -> Bool { random.below(times) == 0 }

  func pass(nanoseconds: Int64) {
    clock.advance(nanoseconds: nanoseconds)
    trace.now = clock.nanoseconds
  }
}

// What a server takes from the world, simulated. All of it is for the one thread of its simulation:
// that is the proof for each `@unchecked Sendable` here.

/// Time that passes when the simulation says so.
///
/// The wall clock may jump; the monotonic one never goes back.
final class SimulatedClock: FealtyActors.Clock, @unchecked Sendable {
  private(set) var nanoseconds: Int64 = 1_000_000_000
  /// How far the wall clock is ahead of the monotonic one, milliseconds.
  var offsetMilliseconds: Int64 = 1_790_000_000_000

  func wallMilliseconds() -> Int64 { offsetMilliseconds + nanoseconds / 1_000_000 }
  func monotonicNanoseconds() -> Int64 { nanoseconds }

  func advance(nanoseconds step: Int64) {
    precondition(step >= 0, "time does not go back by \(step)")
    nanoseconds += step
  }
}

/// Chance from a seed.
final class SeededSource: RandomSource, @unchecked Sendable {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  func next() -> UInt64 { random.next() }
}

/// Notes that a loop is to turn.
final class SimulatedWaker: Waker, @unchecked Sendable {
  var isSet = false

  func wake() { isSet = true }
}

/// Slow work, which waits until the simulation runs it, in any order.
final class SimulatedPool: BlockingPool, @unchecked Sendable {
  private var waiting: [@Sendable () -> Void] = []

  var count: Int { waiting.count }

  func run(_ work: @escaping @Sendable () -> Void) { waiting.append(work) }

  func perform(_ index: Int) { waiting.remove(at: index)() }

  /// What waits is never run.
  func forget() { waiting = [] }
}

/// No zones but UTC.
struct NoZones: ZoneSource {
  func transitions(zone: String) -> [(atMilliseconds: Int64, offsetSeconds: Int32)]? {
    zone == "UTC" ? [(0, 0)] : nil
  }
}
