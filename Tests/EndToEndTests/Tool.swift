import Foundation

/// The program as a process that is killed.
final class Tool {
  private let process: Process

  private init(_ process: Process) { self.process = process }

  static func start(_ words: [String]) throws -> Tool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = words
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return Tool(process)
  }

  /// Kills it at a moment that is left to chance; no thread is held until then.
  ///
  /// - Returns: Whether it was still at work.
  func kill(after moment: Duration) async throws -> Bool {
    try await Task.sleep(for: moment)
    return kill()
  }

  private func kill() -> Bool {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }
}
