internal import CLinux
internal import FealtyActors
internal import Glibc
internal import Synchronization

/// Wakes a loop from other threads; costs a system call only when the loop sleeps.
///
/// Why no wake-up is lost: whoever wakes has published its data before it sets `notified`. The loop
/// goes to sleep only by turning `awake` into `sleeping`; when it finds `notified` it does another
/// turn, which sees the data. Who finds `sleeping` writes to the event counter, which ends the
/// wait.
package final class EventfdWaker: Waker {
  /// Doing a turn: will look at everything again before it sleeps.
  private static let awake: UInt8 = 0
  /// In the kernel, or about to be: only the event counter reaches it.
  private static let sleeping: UInt8 = 1
  /// Has been woken since it last looked.
  private static let notified: UInt8 = 2

  /// The event counter, to be watched edge-triggered; it is never read.
  package let descriptor: Int32

  private let state = Atomic<UInt8>(EventfdWaker.awake)

  /// - Throws: ``TransportFailure`` when the system has no more descriptors.
  package init() throws(TransportFailure) {
    descriptor = clinux_eventfd()
    guard descriptor >= 0 else { throw TransportFailure(operation: "eventfd", code: errno) }
  }

  deinit { Glibc.close(descriptor) }

  package func wake() {
    // Already notified: whoever did it reaches the loop for us, as it looks only after it reset
    // this.
    if state.load(ordering: .sequentiallyConsistent) == Self.notified { return }
    let before = state.exchange(Self.notified, ordering: .sequentiallyConsistent)
    guard before == Self.sleeping else { return }
    var one: UInt64 = 1
    // Fails only when the counter is full, and then the loop is woken anyway.
    _ = Glibc.write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Whether somebody has woken the loop since ``awoke()``.
  var isNotified: Bool { state.load(ordering: .sequentiallyConsistent) == Self.notified }

  /// Whether the loop may sleep now.
  ///
  /// Call ``awoke()`` after the wait, whatever this returned.
  func maySleep() -> Bool {
    state.compareExchange(
      expected: Self.awake,
      desired: Self.sleeping,
      ordering: .sequentiallyConsistent
    ).exchanged
  }

  /// The wait is over; what is published from now on needs another turn.
  func awoke() {
    state.store(Self.awake, ordering: .sequentiallyConsistent)
  }
}
