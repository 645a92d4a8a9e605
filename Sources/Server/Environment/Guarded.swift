internal import FealtyActors

/// A value that threads share, reached under a lock for a few instructions at a time.
package final class Guarded<Value> {
  private let lock = Lock()
  private var value: Value

  /// How long a waiting thread trusts that it will be signalled before it looks again,
  /// milliseconds.
  private static var stepMilliseconds: Int { 500 }

  package init(_ value: Value) {
    self.value = value
  }

  /// Calls `body` with the value, while no other thread can reach it.
  package func withLock<R>(_ body: (inout Value) -> R) -> R {
    lock.locked { body(&value) }
  }

  /// Changes the value and wakes every thread in ``wait(milliseconds:_:)``.
  package func signal<R>(_ body: (inout Value) -> R) -> R {
    lock.locked {
      let result = body(&value)
      lock.signal()
      return result
    }
  }

  /// Waits until `body` returns something, trying again after each ``signal(_:)``.
  ///
  /// - Parameters:
  ///   - milliseconds: How long at most; nil = for ever.
  ///   - body: Looks at the value, and may change it.
  /// - Returns: What `body` returned, or nil when time was up.
  package func wait<R>(milliseconds: Int64? = nil, _ body: (inout Value) -> R?) -> R? {
    let clock = SystemClock()
    let deadline = milliseconds.map { clock.monotonicNanoseconds() + $0 * 1_000_000 }
    return lock.locked {
      while true {
        if let result = body(&value) { return result }
        var step = Self.stepMilliseconds
        if let deadline {
          let left = (deadline - clock.monotonicNanoseconds() + 999_999) / 1_000_000
          guard left > 0 else { return nil }
          step = min(step, Int(left))
        }
        lock.wait(milliseconds: step)
      }
    }
  }
}

// The value is reached under the lock alone, and `body` hands out what it makes of it; Value is
// Sendable, so that may travel to any thread.
extension Guarded: @unchecked Sendable where Value: Sendable {}
