/// What the process tells the script that started it.
///
/// The numbers are those of `sysexits.h` where
/// one fits.
enum ExitCode: Int32, Sendable {
  /// Done.
  case ok = 0

  /// The server refused, or a check found something.
  case refused = 1

  /// The command line is wrong; the message says how to call it.
  case usage = 64

  /// A file's bytes are damaged or not in the expected form.
  case damaged = 65

  /// No server answers there, or it did not come up.
  case unavailable = 69

  /// A defect of this program.
  case defect = 70

  /// The system has no more threads, descriptors or memory.
  case system = 71

  /// Another server holds the data directory.
  case busy = 73

  /// Reading or writing failed; the message names the file and the reason.
  case inputOutput = 74

  /// A setting or a programme file cannot be used.
  case configuration = 78

  /// One line for the help text.
  var meaning: String {
    switch self {
    case .ok: "done"
    case .refused: "refused by the server, or a check found something"
    case .usage: "wrong command line"
    case .damaged: "damaged data"
    case .unavailable: "no server there"
    case .defect: "defect of this program"
    case .system: "the system has no more threads, descriptors or memory"
    case .busy: "the data directory is in use"
    case .inputOutput: "reading or writing failed"
    case .configuration: "a setting or a programme file cannot be used"
    }
  }

  static let all: [ExitCode] = [
    .ok, .refused, .usage, .damaged, .unavailable, .defect, .system, .busy, .inputOutput,
    .configuration,
  ]
}

/// Why a command ended early: one line that says what happened and what to do.
struct CommandFailure: Error, Sendable {
  let code: ExitCode
  let message: String

  init(_ code: ExitCode, _ message: String) {
    self.code = code
    self.message = message
  }
}
