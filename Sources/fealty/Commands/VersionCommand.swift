/// The version of the program, and of what it speaks and writes.
enum Version {
  static let program = "0.1.0"
}

extension Command {
  static let version: Command = Command("version", "shows the version") { _ in
    Console.line("fealty \(Version.program)")
    return .ok
  }
}
