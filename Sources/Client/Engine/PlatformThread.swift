internal import CLinux
internal import Glibc

/// A thread of the system's, for work that must not sit on Swift's cooperative threads.
enum PlatformThread {
  private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Starts a thread that ends when `body` returns.
  ///
  /// Nobody joins it: whoever starts it must have another way to make `body` return.
  ///
  /// - Parameters:
  ///   - name: At most 15 bytes, as debuggers show it.
  ///   - body: What it does.
  static func start(name: String, _ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(
      Work {
        clinux_name_thread(name)
        body()
      }
    )
    var thread = pthread_t()
    let status = pthread_create(
      &thread,
      nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      },
      work.toOpaque()
    )
    precondition(status == 0, "the system starts no thread: \(systemMessage(status))")
    pthread_detach(thread)
  }
}
