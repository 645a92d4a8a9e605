package import FealtyActors
internal import Glibc

/// The server's own log: a line an event, as text or JSON, to standard error.
///
/// - Guarantees: lines of several threads never mix; nothing of a member is in them, for callers
///   pass
///   counts, addresses and identifiers of connections alone.
package final class Log: Sendable {
  /// How a line looks.
  package enum Format: Sendable {
    /// `2026-11-21T06:00:00.000Z info  listening address=127.0.0.1:7411`
    case text
    /// `{"time":"…","level":"info","event":"listening","address":"127.0.0.1:7411"}`
    case json
  }

  /// A value beside the event.
  package enum Value: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case text(String)
    case number(Int64)

    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .number(value) }
    package init<I: BinaryInteger>(_ value: I) { self = .number(Int64(clamping: value)) }
    package init(_ value: String) { self = .text(value) }
  }

  /// Lines above this level are not written.
  package let level: LogLevel

  private let format: Format
  private let clock: any Clock
  private let write: @Sendable (String) -> Void

  /// Makes a log.
  ///
  /// `write` takes a whole line with its end, and is called from any thread.
  package init(
    level: LogLevel = .warning,
    format: Format = .text,
    clock: any Clock = SystemClock(),
    write: @escaping @Sendable (String) -> Void = Log.standardError
  ) {
    self.level = level
    self.format = format
    self.clock = clock
    self.write = write
  }

  /// Writes an event, if its level is wanted.
  package func callAsFunction(
    _ level: LogLevel,
    _ event: StaticString,
    _ fields: @autoclosure () -> KeyValuePairs<StaticString, Value> = [:]
  ) {
    guard level <= self.level else { return }
    let time = Self.timestamp(clock.wallMilliseconds())
    switch format {
    case .text: write(Self.text(time, level, "\(event)", fields()))
    case .json: write(Self.json(time, level, "\(event)", fields()))
    }
  }

  /// One `write` of the whole line, so that threads and processes do not cut each other's lines.
  @Sendable package static func standardError(_ line: String) {
    var line = line
    line.withUTF8 { bytes in
      // Nobody can be told when standard error is gone; the server serves on.
      _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    }
  }

  // MARK: - Steps

  private static func text(
    _ time: String,
    _ level: LogLevel,
    _ event: String,
    _ fields: KeyValuePairs<StaticString, Value>
  ) -> String {
    let name = level.name
    var line = "\(time) \(name)\(String(repeating: " ", count: 7 - name.utf8.count)) \(event)"
    for (key, value) in fields {
      switch value {
      case .number(let number): line += " \(key)=\(number)"
      case .text(let text):
        let plain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        line += plain && !text.isEmpty ? " \(key)=\(text)" : " \(key)=\(quoted(text))"
      }
    }
    return line + "\n"
  }

  private static func json(
    _ time: String,
    _ level: LogLevel,
    _ event: String,
    _ fields: KeyValuePairs<StaticString, Value>
  ) -> String {
    var line = "{\"time\":\"\(time)\",\"level\":\"\(level.name)\",\"event\":\(quoted(event))"
    for (key, value) in fields {
      switch value {
      case .number(let number): line += ",\(quoted("\(key)")):\(number)"
      case .text(let text): line += ",\(quoted("\(key)")):\(quoted(text))"
      }
    }
    return line + "}\n"
  }

  /// A JSON string.
  ///
  /// Text from a client may hold anything; a line stays a line.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// RFC 3339 in UTC with milliseconds.
  static func timestamp(_ milliseconds: Int64) -> String {
    let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000)
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let date =
      "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))"
      + "-\(padded(Int(parts.tm_mday), 2))"
    return date + "T\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2))"
      + ":\(padded(Int(parts.tm_sec), 2)).\(padded(Int(rest), 3))Z"
  }
}
