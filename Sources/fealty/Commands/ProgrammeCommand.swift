internal import FealtyClient
internal import FealtyServer
internal import FealtyWire
internal import Glibc

/// `fealty programme`: brings a server's programme to what a file says, checks such files and makes
/// them.
enum ProgrammeCommand {
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let reason = Option.text("reason", "TEXT", "apply: why, for the audit")
  private static let yes = Option.flag("yes", "do not ask")
  private static let dryRun = Option.flag("dry-run", "show the difference and change nothing")

  private static let base = Option.text(
    "base",
    "FILE",
    "from-campaigns: the programme that the campaigns join, JSON; required"
  )
  private static let rate = Option.text(
    "rate",
    "ID",
    default: "base",
    "from-campaigns: the base's promotion that the campaigns' multipliers multiply"
  )
  private static let out = Option.text(
    "out",
    "FILE",
    "from-campaigns: the programme file to write; required"
  )

  static let command: Command = Command(
    "programme",
    "brings a server's programme to what a file says",
    details: """
      fealty programme apply FILE shows what would be added and changed, asks, and applies it. The
      file is the JSON of the message Programme (docs/reference.md); Examples/sample/programme.json
      is one. Promotions that are on the server and not in the file stay as they are: end one by
      giving it the status ENDED. Applying the same file again changes nothing. What the server
      finds that is hardly meant, such as a promotion that another one always beats, is listed.

      fealty programme check FILE lists the same without a server, and says whether one would
      refuse the programme. It ends with 1 where there is anything to tell.

      fealty programme from-campaigns FILE writes such a file of the campaigns of a replay, NDJSON:
      each offer becomes a promotion CAMPAIGN/OFFER beside those of the base programme, in its
      window and stores, for the members who have the segment of the campaign.
      """,
    positionals: [
      Positional("ACTION", "apply, check or from-campaigns"),
      Positional("FILE", "the programme, or the campaigns; - = standard input"),
    ],
    options: [
      connect.specification, yes.specification, dryRun.specification, reason.specification,
      base.specification, rate.specification, out.specification,
    ]
  ) { (arguments) throws(CommandFailure) in
    switch arguments.positionals[0] {
    case "apply": return try apply(arguments)
    case "check": return try check(arguments)
    case "from-campaigns": return try makeOfCampaigns(arguments)
    default: throw command.misuse("there is no action '\(arguments.positionals[0])'")
    }
  }

  private static func makeOfCampaigns(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    guard arguments.has(base), arguments.has(out) else {
      throw command.misuse("--base and --out are required")
    }
    let made = try CampaignProgramme(
      base: try ProgrammeFile.read(arguments[base]),
      rateID: arguments[rate]
    )
    let campaigns = try ReplayCampaign.readAll(arguments.positionals[1])
    let programme = try made.programme(with: campaigns)
    var writer = try LineWriter(path: arguments[out])
    try writer.write(programme.json())
    try writer.finish()
    Console.line(
      """
      \(arguments[out]): \(made.base.promotions.count) base promotions, \(campaigns.count.grouped) \
      campaigns with \((programme.promotions.count - made.base.promotions.count).grouped) offers
      """
    )
    return .ok
  }

  private static func check(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    let programme = try ProgrammeFile.read(arguments.positionals[1])
    let check = ProgrammeCheck(programme)
    if let refusal = check.refusal {
      Console.line("refused: \(refusal.field): \(refusal.message)")
      return .refused
    }
    var findings = FindingTable()
    findings.add(check.findings, more: check.more)
    Console.write(findings.text)
    guard findings.isEmpty else { return .refused }
    let count = programme.promotions.count.grouped
    Console.line("\(programme.programID): \(count) promotions, nothing found")
    return .ok
  }

  private static func apply(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    let path = arguments.positionals[1]
    let wanted = try ProgrammeFile.read(path)
    let endpoint = arguments[connect] ?? .local
    let client = try PipelinedClient.connect(to: endpoint, connections: 1)
    let application = ProgrammeApplication(
      client: client,
      wanted: wanted,
      reason: arguments[reason]
    )
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
    let (version, findings) = try application.apply(difference)
    Console.write(findings.text)
    Console.line("\(wanted.programID) now has version \(version) of its rules")
    return .ok
  }
}

extension Endpoint {
  /// Where `fealty serve` listens by default.
  static let local = Endpoint(host: "127.0.0.1", port: 7411)
}
