internal import Glibc

@testable import FealtyPersistence

/// Threads that work on one log beside the one that appends.
final class Readers: @unchecked Sendable {
  // `results` is touched under the mutex only; the threads are joined before it is read.
  private let log: FileLog
  private let mutex = PosixMutex()
  private var threads: [pthread_t] = []
  private var results: [UInt64] = []

  init(_ log: FileLog) { self.log = log }

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  func start(_ count: Int, _ body: @escaping @Sendable (FileLog) -> UInt64) {
    for _ in 0..<count {
      let work = Work { [self] in
        let result = body(log)
        mutex.locked { results.append(result) }
      }
      var thread = pthread_t()
      let status = pthread_create(
        &thread,
        nil,
        { argument in
          if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
          return nil
        },
        Unmanaged.passRetained(work).toOpaque()
      )
      precondition(status == 0, "pthread_create returned \(status)")
      threads.append(thread)
    }
  }

  /// Waits for all, and gives what they returned.
  func join() -> [UInt64] {
    for thread in threads { pthread_join(thread, nil) }
    return mutex.locked { results }
  }
}
