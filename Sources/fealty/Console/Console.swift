internal import Glibc

/// Standard output and standard error, written whole.
///
/// Output that a script reads goes to standard output; progress, logs and errors to standard error.
enum Console {
  /// Writes to standard output.
  static func write(_ text: String) {
    writeAll(Array(text.utf8), to: STDOUT_FILENO)
  }

  /// Writes a line to standard output.
  static func line(_ text: String = "") {
    write(text + "\n")
  }

  /// Writes to standard error.
  static func note(_ text: String) {
    writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  /// Text in bold, where standard output is a terminal.
  static func bold(_ text: String) -> String {
    outputIsTerminal ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  /// Text in grey, where standard output is a terminal.
  static func faint(_ text: String) -> String {
    outputIsTerminal ? "\u{1B}[2m\(text)\u{1B}[0m" : text
  }

  /// Text in green, where standard output is a terminal.
  static func good(_ text: String) -> String {
    outputIsTerminal ? "\u{1B}[32m\(text)\u{1B}[0m" : text
  }

  /// Text in red, where standard output is a terminal.
  static func bad(_ text: String) -> String {
    outputIsTerminal ? "\u{1B}[31m\(text)\u{1B}[0m" : text
  }

  /// Writes all bytes.
  ///
  /// When the reader has gone (`head`), there is nobody left to tell: the process
  /// ends as a shell tool does.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress?.advanced(by: start), all.count - start)
      }
      if count > 0 {
        start += count
      } else if errno != EINTR && errno != EAGAIN {
        if descriptor == STDOUT_FILENO { exit(errno == EPIPE ? 0 : ExitCode.inputOutput.rawValue) }
        return
      }
    }
  }
}
