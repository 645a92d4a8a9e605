/// The clock that a server lives by.
///
/// Real, or simulated.
package protocol Clock: Sendable {
  /// Wall time, Unix milliseconds. May jump.
  func wallMilliseconds() -> Int64
  /// Monotonic nanoseconds since some start. Never goes back.
  func monotonicNanoseconds() -> Int64
}

/// Where chance comes from.
///
/// Real, or seeded.
package protocol RandomSource: Sendable {
  /// 64 random bits, good enough for identifiers that must not be guessed.
  func next() -> UInt64
}

/// The UTC offsets of a time zone, from outside (the system's zone data).
package protocol ZoneSource: Sendable {
  /// Transitions in ascending order: from `atMilliseconds` on, local time is UTC + `offsetSeconds`.
  ///
  /// The first holds from the beginning of time. Nil where the zone is unknown.
  func transitions(zone: String) -> [(atMilliseconds: Int64, offsetSeconds: Int32)]?
}

/// Wakes a shard's loop from another thread.
package protocol Waker: Sendable {
  func wake()
}

/// Runs slow work (file reads, compression) off the shards' threads.
package protocol BlockingPool: Sendable {
  func run(_ work: @escaping @Sendable () -> Void)

  /// Processor time that the calling thread has used; always 0 where work is not to be paced.
  func processorNanoseconds() -> Int64

  /// Lets the calling thread, which is the pool's, rest.
  func rest(nanoseconds: Int64)
}

extension BlockingPool {
  package func processorNanoseconds() -> Int64 { 0 }
  package func rest(nanoseconds: Int64) {}
}
