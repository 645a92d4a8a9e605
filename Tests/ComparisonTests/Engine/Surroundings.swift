internal import FealtyActors
internal import Foundation
internal import Synchronization

// What an engine takes from the world. All but the zones are for the one thread of their engine:
// that is the proof for each `@unchecked Sendable` here.

/// Time that stands still until it is set.
final class ManualClock: FealtyActors.Clock, @unchecked Sendable {
  private var wall: Int64

  init(milliseconds: Int64) { wall = milliseconds }

  func wallMilliseconds() -> Int64 { wall }
  func monotonicNanoseconds() -> Int64 { wall * 1_000_000 }

  func set(_ milliseconds: Int64) {
    precondition(milliseconds >= wall, "time does not go back from \(wall) to \(milliseconds)")
    wall = milliseconds
  }
}

/// 1, 2, 3 …: different, and the same in each run.
final class CountingSource: RandomSource, @unchecked Sendable {
  private var last: UInt64 = 0

  func next() -> UInt64 {
    last += 1
    return last
  }
}

/// Keeps secrets as they are: a comparison has no time for slow hashes.
struct OpenHasher: SecretHasher {
  func hash(_ secret: [UInt8]) -> [UInt8] { secret }
  func verify(_ secret: [UInt8], against stored: [UInt8]) -> Bool { secret == stored }
}

/// There is one thread, and it never sleeps.
struct NoWaker: Waker {
  func wake() {}
}

/// Slow work, done between two turns.
final class InlinePool: BlockingPool, @unchecked Sendable {
  private var waiting: [@Sendable () -> Void] = []

  func run(_ work: @escaping @Sendable () -> Void) { waiting.append(work) }

  func performAll() {
    while !waiting.isEmpty {
      let work = waiting
      waiting = []
      for piece in work { piece() }
    }
  }

  func forget() { waiting = [] }
}

/// The zones that Foundation knows, each looked up once for all engines.
struct KnownZones: ZoneSource {
  typealias Transitions = [(atMilliseconds: Int64, offsetSeconds: Int32)]

  private static let known = Mutex<[String: Transitions]>([:])

  func transitions(zone: String) -> Transitions? {
    Self.known.withLock { known in
      if let transitions = known[zone] { return transitions }
      let transitions = TimeZone(identifier: zone).map(Self.transitions)
      known[zone] = transitions
      return transitions
    }
  }

  /// From 1970 to 2060.
  private static func transitions(of zone: TimeZone) -> Transitions {
    let end = Date(timeIntervalSince1970: 2_840_140_800)
    var moment = Date(timeIntervalSince1970: 0)
    var found: Transitions = [(0, Int32(zone.secondsFromGMT(for: moment)))]
    while let next = zone.nextDaylightSavingTimeTransition(after: moment), next > moment, next < end
    {
      moment = next
      let offset = zone.secondsFromGMT(for: next.addingTimeInterval(1))
      found.append((Int64((next.timeIntervalSince1970 * 1000).rounded()), Int32(offset)))
    }
    return found
  }
}
