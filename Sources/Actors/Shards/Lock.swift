internal import Glibc

/// A pthread mutex with one condition, for critical sections of a few instructions.
///
/// `Synchronization.Mutex` gives false reports under ThreadSanitizer on Linux.
package final class Lock: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: both pointers are set once, and what they point to is made for
  // use from several threads.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  package init() {
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    let made = pthread_mutex_init(mutex, nil) == 0 && pthread_cond_init(condition, nil) == 0
    precondition(made, "the system refused a mutex")
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` while no other thread is inside.
  @inline(__always)
  package func locked<Value: ~Copyable>(_ body: () -> Value) -> Value {
    let status = pthread_mutex_lock(mutex)
    precondition(status == 0, "pthread_mutex_lock returned \(status)")
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Gives the lock up until another thread signals, or the time is over.
  ///
  /// Only inside ``locked(_:)``.
  ///
  /// - Returns: false when the time ran out.
  @discardableResult
  package func wait(milliseconds: Int) -> Bool {
    var until = timespec()
    clock_gettime(CLOCK_REALTIME, &until)
    until.tv_sec += milliseconds / 1000
    until.tv_nsec += (milliseconds % 1000) * 1_000_000
    if until.tv_nsec >= 1_000_000_000 {
      until.tv_nsec -= 1_000_000_000
      until.tv_sec += 1
    }
    return pthread_cond_timedwait(condition, mutex, &until) != ETIMEDOUT
  }

  /// Wakes every thread inside ``wait(milliseconds:)``.
  package func signal() { pthread_cond_broadcast(condition) }
}
