internal import FealtyClient
internal import FealtyWire

/// `fealty export`: writes a whole programme as lines of JSON.
enum ExportCommand {
  private static let programme = Option.text("programme", "P", "the programme's id; required")
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let data = Option.text(
    "data",
    "DIR",
    "start a server of its own on that data directory instead"
  )

  static let command: Command = Command(
    "export",
    "writes a programme, its promotions and its members as lines of JSON",
    details: """
      The file holds the programme with tokens, tiers and settings, each promotion as it is now, and
      each member with profile, cards, lots with their own dates, holds, sums, and what counts for
      promotions: fealty import makes the same of it elsewhere, and an export of that is the same,
      byte for byte. Transactions, points vouchers, guests' sales and held events are not in it.
      Members are written as they are when they are read: for a state of one moment export from a
      server at rest, or from a restored directory. PINs are in it as hashes: keep it secret.
      """,
    positionals: [Positional("FILE", "where to write; complete or not there")],
    options: [programme.specification, connect.specification, data.specification]
  ) { (arguments) throws(CommandFailure) in
    guard arguments.has(programme) else { throw command.misuse("--programme is required") }
    guard arguments.has(data) else {
      return try run(arguments, at: arguments[connect] ?? .local)
    }
    let server = try LocalServer.start(dataDirectory: arguments[data])
    let code: ExitCode
    do throws(CommandFailure) { code = try run(arguments, at: server.endpoint) } catch {
      server.kill()
      throw error
    }
    try server.stop()
    return code
  }

  private static func run(
    _ arguments: Arguments,
    at endpoint: Endpoint
  ) throws(CommandFailure) -> ExitCode {
    let client = try PipelinedClient.connect(to: endpoint, connections: 1)
    var export = ProgrammeExport(client: client, programID: arguments[programme])
    try export.run(to: arguments.positionals[0])
    if export.vouchers > 0 {
      Console.note("note: \(export.vouchers) points vouchers are not in the file\n")
    }
    Console.line(
      "\(export.members.grouped) members and \(export.promotions.grouped) promotions of "
        + "\(arguments[programme]) in \(arguments.positionals[0])"
    )
    return .ok
  }
}
