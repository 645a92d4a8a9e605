internal import CLinux
internal import Glibc

/// Why a thread could not be made.
package struct ThreadFailure: Error, Equatable, Sendable {
  /// The error number of `pthread_create`.
  package var code: Int32
}

/// A thread of the operating system with one owner, who joins it.
///
/// It is a programmer error to let it go without ``join()``.
package final class PlatformThread: Sendable {
  private let handle: pthread_t

  private final class Body: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
      self.name = name
      self.run = run
    }
  }

  /// Starts a thread.
  ///
  /// - Parameters:
  ///   - name: Shown by `ps -L` and debuggers; the kernel keeps 15 bytes.
  ///   - run: What it does; the thread ends when it returns.
  /// - Throws: ``ThreadFailure`` when the system has no more threads.
  package init(name: String, _ run: @escaping @Sendable () -> Void) throws(ThreadFailure) {
    let body = Unmanaged.passRetained(Body(name: name, run: run))
    var made = pthread_t()
    let code = pthread_create(
      &made,
      nil,
      { argument in
        guard let argument else { return nil }
        let body = Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        clinux_name_thread(body.name)
        body.run()
        return nil
      },
      body.toOpaque()
    )
    guard code == 0 else {
      body.release()
      throw ThreadFailure(code: code)
    }
    handle = made
  }

  /// Waits until the thread has ended.
  ///
  /// Call once.
  package func join() {
    pthread_join(handle, nil)
  }
}
