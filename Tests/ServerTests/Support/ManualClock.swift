import FealtyActors
import Synchronization

/// A clock that a test moves.
final class ManualClock: FealtyActors.Clock {
  private let nanoseconds = Atomic<Int64>(1_000_000_000)

  func wallMilliseconds() -> Int64 { 1_790_000_000_000 + monotonicNanoseconds() / 1_000_000 }
  func monotonicNanoseconds() -> Int64 { nanoseconds.load(ordering: .relaxed) }

  func advance(milliseconds: Int64) {
    nanoseconds.wrappingAdd(milliseconds * 1_000_000, ordering: .relaxed)
  }
}
