internal import FealtyClient
internal import FealtyWire
internal import Glibc

/// `fealty programme`: brings a server's programme to what a file says.
enum ProgrammeCommand {
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let yes = Option.flag("yes", "do not ask")
  private static let dryRun = Option.flag("dry-run", "show the difference and change nothing")

  static let command: Command = Command(
    "programme",
    "brings a server's programme to what a file says",
    details: """
      fealty programme apply FILE shows what would be added and changed, asks, and applies it. The
      file is the JSON of the message Programme (docs/reference.md); Examples/sample/programme.json
      is one. Promotions that are on the server and not in the file stay as they are: end one by
      giving it the status ENDED. Applying the same file again changes nothing.
      """,
    positionals: [
      Positional("ACTION", "apply"), Positional("FILE", "the programme, JSON; - = standard input"),
    ],
    options: [connect.specification, yes.specification, dryRun.specification]
  ) { (arguments) throws(CommandFailure) in
    guard arguments.positionals[0] == "apply" else {
      throw command.misuse("there is no action '\(arguments.positionals[0])'")
    }
    return try apply(arguments)
  }

  private static func apply(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    let path = arguments.positionals[1]
    let wanted = try ProgrammeFile.read(path)
    let endpoint = arguments[connect] ?? .local
    let client = try PipelinedClient.connect(to: endpoint, connections: 1)
    let application = ProgrammeApplication(client: client, wanted: wanted)
    let difference = try application.difference()
    Console.write(difference.text)
    if difference.isEmpty {
      Console.line("\(wanted.programID) is up to date")
      return .ok
    }
    if arguments[dryRun] { return .ok }
    if !arguments[yes] {
      guard path != "-", isatty(STDIN_FILENO) == 1 else {
        throw command.misuse("nobody can be asked here; give --yes or --dry-run")
      }
      Console.write("Apply this to \(endpoint)? [y/N] ")
      let answer = readLine()?.lowercased() ?? ""
      guard answer == "y" || answer == "yes" else {
        Console.line("Nothing was changed.")
        return .refused
      }
    }
    let version = try application.apply(difference)
    Console.line("\(wanted.programID) now has version \(version) of its rules")
    return .ok
  }
}

extension Endpoint {
  /// Where `fealty serve` listens by default.
  static let local = Endpoint(host: "127.0.0.1", port: 7411)
}
