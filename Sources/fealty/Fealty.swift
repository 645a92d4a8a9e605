internal import Glibc

/// The program: finds the command, reads its arguments, runs it, and ends with its exit code.
@main
enum Fealty {
  static let commands: [Command] = [
    ServeCommand.command, DemoCommand.command, ReplayCommand.command, BenchCommand.command,
    CallCommand.command, WatchCommand.command, ProgrammeCommand.command, BackTestCommand.command,
    SnapshotCommand.command, BackupCommand.command, RestoreCommand.command,
    ExportCommand.command, ImportCommand.command,
    InspectCommand.command, VerifyCommand.command, RepairCommand.command, EraseCommand.command,
    SegmentCommand.command,
    SimulateCommand.command, .version,
  ]

  static func main() async {
    // A closed pipe and a limit on files are errors of a call, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let code = await run(Array(CommandLine.arguments.dropFirst()))
    exit(code.rawValue)
  }

  /// Runs one command line; a failure is one line on standard error.
  static func run(_ words: [String]) async -> ExitCode {
    do {
      return try await dispatch(words)
    } catch {
      Console.note("fealty: \(error.message)\n")
      return error.code
    }
  }

  private static func dispatch(_ words: [String]) async throws(CommandFailure) -> ExitCode {
    guard let name = words.first, name != "--help", name != "-h", name != "help" else {
      return try help(Array(words.dropFirst()), asked: !words.isEmpty)
    }
    let wanted = name == "--version" ? "version" : name
    guard let command = commands.first(where: { $0.name == wanted }) else {
      throw CommandFailure(.usage, "there is no command '\(name)'; see fealty --help")
    }
    let rest = Array(words.dropFirst())
    if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      Console.write(Help.text(of: command))
      return .ok
    }
    return try await command.run(Arguments(parsing: rest, for: command))
  }

  private static func help(_ words: [String], asked: Bool) throws(CommandFailure) -> ExitCode {
    guard let name = words.first else {
      if asked {
        Console.write(Help.overview(commands))
      } else {
        Console.note(Help.overview(commands))
      }
      return asked ? .ok : .usage
    }
    guard let command = commands.first(where: { $0.name == name }) else {
      throw CommandFailure(.usage, "there is no command '\(name)'; see fealty --help")
    }
    Console.write(Help.text(of: command))
    return .ok
  }
}
