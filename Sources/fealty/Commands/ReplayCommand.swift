internal import FealtyClient
internal import FealtyWire

/// `fealty replay`: sends a file of baskets through a server.
enum ReplayCommand {
  private static let members = Option.text("members", "FILE", "the members, NDJSON; required")
  private static let programme = Option.text("programme", "FILE", "the programme, JSON; required")
  private static let connect = Option.endpoint(
    "connect",
    "use the server there instead of one of its own"
  )
  private static let data = Option.text(
    "data",
    "DIR",
    "keep the data of its own server there; else it is removed afterwards"
  )
  private static let totals = Option.text(
    "totals",
    "FILE",
    "write the totals of each member, NDJSON"
  )
  private static let perBasket = Option.text(
    "per-basket",
    "FILE",
    "write the award of each basket, NDJSON"
  )
  private static let depth = Option.integer(
    "depth",
    default: 128,
    in: 1...4096,
    "baskets in flight on the connection to each shard"
  )
  private static let shards = Option.integer(
    "shards",
    default: 0,
    in: 0...64,
    "shards of its own server; 0 = the default"
  )
  private static let json = Option.flag("json", "the result as JSON")

  static let command: Command = Command(
    "replay",
    "sends a file of baskets through a server",
    details: """
      Applies the programme, enrols the members, and posts each basket as a durable earn at its own
      time, a member's baskets in the file's order. The basket's id is the receipt's number, so a
      second replay into the same server posts nothing twice. Ends with exit code 1 when a basket
      was refused or the ledger does not fit.
      """,
    positionals: [Positional("BASKETS", "the baskets, NDJSON in order of time")],
    options: [
      members.specification, programme.specification, connect.specification, data.specification,
      totals.specification, perBasket.specification, depth.specification, shards.specification,
      json.specification,
    ]
  ) { (arguments) throws(CommandFailure) in
    try run(arguments)
  }

  private static func run(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    guard arguments.has(members), arguments.has(programme) else {
      throw command.misuse("--members and --programme are required")
    }
    guard let endpoint = arguments[connect] else {
      let kept = arguments.has(data)
      let directory = kept ? arguments[data] : ".bench-data/replay-\(WallClock.milliseconds())"
      try Directory.make(directory)
      defer { if !kept { Directory.removeIfEmpty(".bench-data") } }
      let options = arguments[shards] > 0 ? ["--shards", "\(arguments[shards])"] : []
      let server = try LocalServer.start(dataDirectory: directory, options: options)
      let code: ExitCode
      do {
        code = try replay(arguments, to: server.endpoint)
      } catch {
        server.kill()
        if !kept { try Directory.remove(directory) }
        throw error
      }
      if kept {
        try server.stop()
      } else {
        server.kill()
        try Directory.remove(directory)
      }
      return code
    }
    return try replay(arguments, to: endpoint)
  }

  private static func replay(
    _ arguments: Arguments,
    to endpoint: Endpoint
  ) throws(CommandFailure) -> ExitCode {
    let path = arguments.positionals[0]
    let wanted = try ProgrammeFile.read(arguments[programme])
    let people = try ReplayMember.readAll(arguments[members])
    let total = try LineReader.countLines(of: path)
    let client = try PipelinedClient.connect(to: endpoint)
    let application = ProgrammeApplication(client: client, wanted: wanted)
    try application.apply(try application.difference())
    let before = try LedgerCheck.run(client, programID: wanted.programID)

    let replay = Replay(
      client: client,
      programID: wanted.programID,
      members: people,
      depth: arguments[depth]
    )
    try replay.enrol()
    try replay.run(
      path: path,
      total: total,
      perBasket: arguments.has(perBasket) ? arguments[perBasket] : nil
    )
    if arguments.has(totals) { try write(replay.result, people, to: arguments[totals]) }

    let check = try LedgerCheck.run(client, programID: wanted.programID)
    let fits = check.issued - before.issued == replay.result.totals.points
    let report = ReplayReport(
      result: replay.result,
      names: ProgrammeFile.names(of: wanted),
      ledgerVerified: check.balanced && fits
    )
    if arguments[json] {
      Console.line(report.json())
    } else {
      Console.write(report.promotionTable() + "\n" + report.summaryTable())
    }
    for finding in check.findings { Console.note("finding: \(finding)\n") }
    if replay.result.refused > 0 { Console.note("first refusal: \(replay.result.firstRefusal)\n") }
    return report.ledgerVerified && replay.result.refused == 0 ? .ok : .refused
  }

  private static func write(
    _ result: ReplayResult,
    _ people: [ReplayMember],
    to path: String
  ) throws(CommandFailure) {
    var writer = try LineWriter(path: path)
    for (index, member) in people.enumerated() {
      try writer.write(
        result.byMember[index].json(memberID: member.memberID, promotions: result.promotions)
      )
    }
    try writer.finish()
  }
}
