/// How much a line of the log matters.
package enum LogLevel: Int, Sendable, CaseIterable, Comparable {
  /// The server stops, or has lost something that an operator must act on.
  case error
  /// Something went wrong that the server could deal with.
  case warning
  /// What an operator wants to see once: start, recovery, stop.
  case info
  /// Single connections and their ends.
  case debug

  /// The word in the log and on the command line.
  package var name: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "info"
    case .debug: "debug"
    }
  }

  package static func < (one: LogLevel, other: LogLevel) -> Bool { one.rawValue < other.rawValue }
}
