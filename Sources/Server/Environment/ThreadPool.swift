internal import FealtyActors
internal import Glibc

/// A few threads for slow work, so that none of it runs on a shard's thread.
///
/// Its owner ends it with ``stop()``, which lets what has been taken on run to its end.
package final class ThreadPool: BlockingPool {
  private struct State: Sendable {
    var waiting: [@Sendable () -> Void] = []
    var next = 0
    var stopping = false

    mutating func take() -> (@Sendable () -> Void)? {
      guard next < waiting.count else { return nil }
      let work = waiting[next]
      next += 1
      if next == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        next = 0
      }
      return work
    }
  }

  private enum Step {
    case work(@Sendable () -> Void)
    case end
  }

  private let state: Guarded<State>
  private let capacity: Int
  private let threads: [PlatformThread]

  /// Starts the threads.
  ///
  /// - Parameters:
  ///   - name: Of the threads, before their numbers.
  ///   - count: Threads, 1 or more.
  ///   - capacity: Pieces of work that may wait, 1 or more.
  ///   - niceness: From 0, like others, to 19: how far the threads stand behind others that want
  ///     the processor.
  /// - Throws: ``ThreadFailure`` when the system has no more threads.
  package init(
    _ name: String = "fealty-pool",
    threads count: Int = Limits.poolThreads,
    capacity: Int = Limits.poolQueue,
    niceness: Int32 = 0
  ) throws(ThreadFailure) {
    precondition(count >= 1 && capacity >= 1, "a pool of \(count) threads and \(capacity) places")
    let state = Guarded(State())
    self.state = state
    self.capacity = capacity
    var made: [PlatformThread] = []
    for number in 0..<count {
      made.append(
        try PlatformThread(name: "\(name)-\(number)", niceness: niceness) {
          while case .work(let work)? = Self.step(state) { work() }
        }
      )
    }
    threads = made
  }

  /// Runs `work` on one of the threads.
  ///
  /// When too much waits already, the caller runs it itself: that slows down whoever brings too
  /// much, and neither loses work nor lets the queue grow without bound.
  package func run(_ work: @escaping @Sendable () -> Void) {
    let taken = state.signal { state in
      guard !state.stopping, state.waiting.count - state.next < capacity else { return false }
      state.waiting.append(work)
      return true
    }
    if !taken { work() }
  }

  package func processorNanoseconds() -> Int64 {
    var time = timespec()
    guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  package func rest(nanoseconds: Int64) {
    guard nanoseconds > 0 else { return }
    var time = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000),
      tv_nsec: Int(nanoseconds % 1_000_000_000)
    )
    // Woken early by a signal, it has rested enough.
    nanosleep(&time, nil)
  }

  /// Ends the threads once all work has been done; what is brought later, the caller runs itself.
  ///
  /// It is a programmer error to let a pool go without it. Calling it again does nothing.
  package func stop() {
    let stopped = state.signal { state in
      defer { state.stopping = true }
      return state.stopping
    }
    guard !stopped else { return }
    for thread in threads { thread.join() }
  }

  private static func step(_ state: Guarded<State>) -> Step? {
    state.wait { state in
      if let work = state.take() { return .work(work) }
      return state.stopping ? .end : nil
    }
  }
}
