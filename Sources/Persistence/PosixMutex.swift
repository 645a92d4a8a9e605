internal import Glibc

/// A pthread mutex with one condition: the lock of this module.
///
/// `Synchronization.Mutex` gives false reports under ThreadSanitizer on Linux. Held for a few
/// assignments at a time and never around a call that waits for the disk.
@safe
final class PosixMutex: @unchecked Sendable {
  // The two pointers are set once and point to memory that this object alone frees; pthread itself
  // makes their use from several threads safe. That is the proof for `@unchecked Sendable`.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  /// `isRecursive`: whether who is inside may enter again; ``wait()`` is not for such a one.
  init(isRecursive: Bool = false) {
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    var attributes = pthread_mutexattr_t()
    let kind = isRecursive ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_DEFAULT
    let attributeStatus = unsafe pthread_mutexattr_init(&attributes)
    let kindStatus = unsafe pthread_mutexattr_settype(&attributes, CInt(kind))
    precondition(attributeStatus == 0 && kindStatus == 0, "no attributes of a pthread mutex")
    let mutexStatus = unsafe pthread_mutex_init(mutex, &attributes)
    unsafe pthread_mutexattr_destroy(&attributes)
    let conditionStatus = unsafe pthread_cond_init(condition, nil)
    precondition(mutexStatus == 0, "pthread_mutex_init returned \(mutexStatus)")
    precondition(conditionStatus == 0, "pthread_cond_init returned \(conditionStatus)")
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Runs `body` while no other thread is inside.
  func locked<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    let status = unsafe pthread_mutex_lock(mutex)
    precondition(status == 0, "pthread_mutex_lock returned \(status)")
    defer {
      let status = unsafe pthread_mutex_unlock(mutex)
      precondition(status == 0, "pthread_mutex_unlock returned \(status)")
    }
    return try body()
  }

  /// Gives the lock up until another thread calls ``wakeAll()``.
  ///
  /// Only inside ``locked(_:)``.
  func wait() {
    let status = unsafe pthread_cond_wait(condition, mutex)
    precondition(status == 0, "pthread_cond_wait returned \(status)")
  }

  /// Wakes every thread inside ``wait()``.
  func wakeAll() {
    let status = unsafe pthread_cond_broadcast(condition)
    precondition(status == 0, "pthread_cond_broadcast returned \(status)")
  }
}
