internal import Glibc

/// SIGTERM and SIGINT, and SIGHUP if wanted, as something to wait for, instead of something that
/// interrupts.
///
/// Made before the first thread is started, so that all of them inherit the mask and the signals
/// stay pending until ``wait()`` takes them.
struct StopSignals {
  private var signals = sigset_t()

  init(hangUp: Bool = false) {
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    if hangUp { sigaddset(&signals, SIGHUP) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Blocks until one of the signals comes that end the process; each SIGHUP runs `onHangUp`.
  ///
  /// From then on they have their usual effect: a second one
  /// ends the process.
  func wait(onHangUp: () -> Void = {}) {
    var set = signals
    var number: Int32 = 0
    while true {
      let failure = sigwait(&set, &number)
      if failure == 0, number == SIGHUP { onHangUp() }
      if failure == 0, number != SIGHUP { break }
    }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Sends this process SIGTERM when standard input ends.
  func stopWhenStandardInputEnds() {
    var thread = pthread_t()
    let failure = pthread_create(
      &thread,
      nil,
      { _ in
        var byte: UInt8 = 0
        while true {
          let count = read(STDIN_FILENO, &byte, 1)
          if count == 0 || (count < 0 && errno != EINTR) { break }
        }
        kill(getpid(), SIGTERM)
        return nil
      },
      nil
    )
    precondition(failure == 0, "no thread for standard input: \(failure)")
    pthread_detach(thread)
  }
}
