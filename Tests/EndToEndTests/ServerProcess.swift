import FealtyClient
import Foundation

/// The real binary, serving, as a process of its own.
final class ServerProcess: Sendable {
  struct StartFailure: Error, CustomStringConvertible {
    let exitCode: Int32
    let description: String
  }

  let port: Int
  private let process: Process
  private let errors: FileHandle

  private init(process: Process, port: Int, errors: FileHandle) {
    self.process = process
    self.port = port
    self.errors = errors
  }

  /// What it has logged; once, when it has ended.
  var log: String { String(decoding: errors.readDataToEndOfFile(), as: UTF8.self) }

  deinit {
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Memory of the process that is in RAM, bytes.
  var residentBytes: Int {
    let path = "/proc/\(process.processIdentifier)/statm"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
  }

  /// A path as the process sees it, which may have file systems of its own.
  func path(_ path: String) -> String { "/proc/\(process.processIdentifier)/root\(path)" }

  /// Starts a server on a free port and waits until it says that it listens.
  ///
  /// - Parameters:
  ///   - data: The data directory.
  ///   - options: Of `fealty serve`.
  ///   - megabytes: Size of a file system of its own for the data directory, which then exists and
  ///     lives as long as the process; nil = the directory as it is.
  ///   - log: The file that standard error goes to; nil = it is shown where the start fails.
  /// - Returns: The server, which serves.
  /// - Throws: ``StartFailure`` when it ends instead.
  static func start(
    data: String,
    options: [String] = [],
    megabytes: Int? = nil,
    log: String? = nil
  ) throws -> ServerProcess {
    let process = Process()
    let arguments = ["serve", "--data", data, "--listen", "127.0.0.1:0"] + options
    if let megabytes {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      let mount = "mount -t tmpfs -o size=\(megabytes)m none \"$0\" && exec \"$@\""
      process.arguments =
        ["unshare", "-Urm", "sh", "-c", mount, data, Binary.path] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: Binary.path)
      process.arguments = arguments
    }
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    if let log {
      try Data().write(to: URL(fileURLWithPath: log))
      process.standardError = FileHandle(forWritingAtPath: log)
    }
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.contains("\n") {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { break }
      text += String(decoding: bytes, as: UTF8.self)
    }
    if let line = text.split(separator: "\n").first, line.hasPrefix("listening on "),
      let port = line.split(separator: ":").last.flatMap({ Int($0) })
    {
      return ServerProcess(process: process, port: port, errors: errors.fileHandleForReading)
    }
    process.waitUntilExit()
    let message = log == nil ? errors.fileHandleForReading.readDataToEndOfFile() : Data()
    throw StartFailure(
      exitCode: process.terminationStatus,
      description: "\(text)\(String(decoding: message, as: UTF8.self))"
    )
  }

  /// Ends the process without warning.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Returns when it has ended by itself, or by somebody else's doing.
  func awaitEnd() { process.waitUntilExit() }

  /// Asks the process to end, and gives its exit code.
  func stop() -> Int32 {
    Foundation.kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Asks the process to read its certificates anew.
  func hangUp() { Foundation.kill(process.processIdentifier, SIGHUP) }

  /// A client of this server; with one attempt, a lost answer is not asked for again.
  func client(attempts: Int = 6) throws -> FealtyClient {
    var configuration = FealtyClient.Configuration()
    configuration.retry.maximumAttempts = attempts
    return try FealtyClient(host: "127.0.0.1", port: port, configuration: configuration)
  }
}

/// The program under test.
enum Binary {
  /// `FEALTY_BINARY`, or the one that was built beside the tests.
  static let path: String = {
    if let path = ProcessInfo.processInfo.environment["FEALTY_BINARY"] { return path }
    // The process is the toolchain's test runner, or the bundle; either way the bundle is named.
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle).deletingLastPathComponent()
    while folder.path.contains(".xctest") { folder.deleteLastPathComponent() }
    return folder.appendingPathComponent("fealty").path
  }()

  struct Result {
    let exitCode: Int32
    let output: String
    let errors: String
  }

  /// Runs the program to its end.
  static func run(_ arguments: [String], directory: String? = nil) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    let output = Pipe()
    let errors = TemporaryDirectory()
    let errorPath = errors.path + "/errors"
    try Data().write(to: URL(fileURLWithPath: errorPath))
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errorPath)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      exitCode: process.terminationStatus,
      output: String(decoding: text, as: UTF8.self),
      errors: (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? ""
    )
  }
}

/// A directory that lives as long as the test.
final class TemporaryDirectory {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "fealty-" + UUID().uuidString
    // A directory that cannot be made shows at its first use.
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// The project's folder.
enum Repository {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}
