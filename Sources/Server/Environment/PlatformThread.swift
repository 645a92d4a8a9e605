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
    let niceness: Int32
    let slice: Int64
    let run: @Sendable () -> Void

    init(name: String, niceness: Int32, slice: Int64, run: @escaping @Sendable () -> Void) {
      self.name = name
      self.niceness = niceness
      self.slice = slice
      self.run = run
    }
  }

  /// Starts a thread.
  ///
  /// - Parameters:
  ///   - name: Shown by `ps -L` and debuggers; the kernel keeps 15 bytes.
  ///   - niceness: From 0, like others, to 19: how far it stands behind other threads that want the
  ///     processor.
  ///   - slice: Nanoseconds that it wants the processor for at a time, 0 = the system's default:
  ///     one that wants less than others gets it from them as soon as it has something to do.
  ///   - run: What it does; the thread ends when it returns.
  /// - Throws: ``ThreadFailure`` when the system has no more threads.
  package init(
    name: String,
    niceness: Int32 = 0,
    slice: Int64 = 0,
    _ run: @escaping @Sendable () -> Void
  ) throws(ThreadFailure) {
    let body = Unmanaged.passRetained(Body(name: name, niceness: niceness, slice: slice, run: run))
    var made = pthread_t()
    let code = pthread_create(
      &made,
      nil,
      { argument in
        guard let argument else { return nil }
        let body = Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        clinux_name_thread(body.name)
        // Where the system does not let it, the thread runs like others: slower for them, not
        // wrong.
        if body.niceness > 0 { _ = clinux_add_niceness(body.niceness) }
        if body.slice > 0 { _ = clinux_shorten_slice(UInt64(body.slice)) }
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
