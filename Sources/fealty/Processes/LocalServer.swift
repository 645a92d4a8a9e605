internal import Glibc

/// A Fealty server that a command runs for itself: the same binary, as a process of its own, so
/// that the commands use nothing but what any client has.
final class LocalServer {
  let endpoint: Endpoint
  let dataDirectory: String
  private let process: ChildProcess

  private init(endpoint: Endpoint, dataDirectory: String, process: ChildProcess) {
    self.endpoint = endpoint
    self.dataDirectory = dataDirectory
    self.process = process
  }

  var processID: pid_t { process.id }

  /// Starts the server and waits until it takes connections.
  ///
  /// The data directory is made when it is not there; `options` are further ones of `fealty serve`.
  static func start(
    dataDirectory: String,
    options: [String] = []
  ) throws(CommandFailure) -> LocalServer {
    let path = try ChildProcess.ownPath()
    let process = try ChildProcess.start(
      path,
      ["serve", "--data", dataDirectory, "--listen", "127.0.0.1:0", "--stop-on-stdin-end"] + options
    )
    while let line = process.readLine() {
      let prefix = "listening on "
      guard line.hasPrefix(prefix) else { continue }
      guard let endpoint = Endpoint(String(line.dropFirst(prefix.count))) else { break }
      return LocalServer(endpoint: endpoint, dataDirectory: dataDirectory, process: process)
    }
    let code = process.wait()
    throw CommandFailure(
      ExitCode(rawValue: code) ?? .unavailable,
      "the server in \(dataDirectory) did not start (exit code \(code)); its message stands above"
    )
  }

  /// Ends the server as a power cut would end it for its clients.
  func kill() {
    process.signal(SIGKILL)
    _ = process.wait()
  }

  /// Ends the server in order: it drains, writes its snapshot and seals the log.
  func stop() throws(CommandFailure) {
    process.signal(SIGTERM)
    let code = process.wait()
    guard code == 0 else {
      throw CommandFailure(.defect, "the server ended with exit code \(code); its log stands above")
    }
  }

  /// Memory that the server's process holds, in bytes; 0 when `/proc` does not say.
  func residentBytes() -> Int64 {
    // A process that has ended, or a system without /proc: the caller shows 0.
    guard let bytes = try? WholeFile.read("/proc/\(process.id)/statm") else { return 0 }
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
    return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }
}
