/// With what the process ends, so that a supervisor knows whether to start it again.
///
/// The numbers follow `sysexits.h` where it has one.
package enum ExitCode: Int32, Sendable, CaseIterable {
  /// A clean end: everything acknowledged is durable, the log is sealed. Nothing to do.
  case ok = 0
  /// The command line was wrong. Mend it; do not restart.
  case usage = 64
  /// The files are damaged in a way that recovery must not repair by itself. Do not restart: see
  /// `docs/operations.md`, or restore a backup.
  case damage = 65
  /// The address could not be listened on. Restart when it is free.
  case unavailable = 69
  /// The server found itself in a state that must not be. Restart; report it.
  case defect = 70
  /// The system has no more threads, descriptors or memory. Restart when it has.
  case system = 71
  /// Another server uses the directory. Stop it first; do not restart in a loop.
  case directoryBusy = 73
  /// Reading, writing or syncing failed. Everything acknowledged is in the log; restart once the
  /// device is well.
  case ioFailure = 74
  /// The configuration cannot work, such as an address that needs TLS. Mend it; do not restart.
  case configuration = 78

  /// Whether starting again, with nothing changed, may work.
  package var mayRestart: Bool {
    switch self {
    case .defect, .ioFailure, .unavailable, .system: true
    case .ok, .usage, .damage, .directoryBusy, .configuration: false
    }
  }
}
