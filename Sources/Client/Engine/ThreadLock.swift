internal import Glibc

/// A mutual exclusion for short critical sections, around the state that it protects.
///
/// A pthread lock, because ThreadSanitizer does not understand `Synchronization.Mutex` on Linux.
final class ThreadLock<State> {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var state: State

  init(_ state: sending State) {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    let status = pthread_mutex_init(mutex, nil)
    precondition(status == 0, "pthread_mutex_init: \(status)")
    self.state = state
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Calls `body` alone.
  ///
  /// It must not wait, nor lock again.
  func withLock<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&state)
  }
}

// The state is reached through `withLock` only, by one thread at a time. What a body takes out of
// it must be Sendable, or no longer be in it; each user in this module says so where it matters.
extension ThreadLock: @unchecked Sendable {}
