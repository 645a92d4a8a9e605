internal import FealtyClient
internal import FealtyWire

/// `fealty import`: makes a programme of what `fealty export` has written.
enum ImportCommand {
  private static let connect = Option.endpoint(
    "connect",
    "the server; the default is 127.0.0.1:7411"
  )
  private static let dryRun = Option.flag(
    "dry-run",
    "check every line and say what would be done; the server checks members too where it has the "
      + "programme already"
  )
  private static let json = Option.flag("json", "errors and the sum as lines of JSON")

  static let command: Command = Command(
    "import",
    "makes a programme with its members of an exported file",
    details: """
      All lines are read and checked first; where one is wrong nothing is sent. Then the programme
      and its promotions are put, members are made, and cards are given. A member that is there is
      left as it is, so the same command may be given again after a kill, and doubles nothing. What
      the server refuses is listed by line, and the rest goes on. Exit code 1 when there was any.
      """,
    positionals: [Positional("FILE", "as fealty export writes it")],
    options: [connect.specification, dryRun.specification, json.specification]
  ) { (arguments) throws(CommandFailure) in
    let file = try ImportFile(path: arguments.positionals[0])
    guard file.findings.isEmpty else {
      show(file.findings, arguments)
      Console.note("nothing was sent: \(file.findings.count) lines are wrong\n")
      return .refused
    }
    let client = try PipelinedClient.connect(to: arguments[connect] ?? .local)
    var job = ProgrammeImport(client: client, file: file, isDryRun: arguments[dryRun])
    try job.run()
    show(job.findings, arguments)
    Console.line(summary(job, arguments))
    return job.findings.isEmpty ? .ok : .refused
  }

  private static func show(_ findings: [ImportFinding], _ arguments: Arguments) {
    guard !findings.isEmpty else { return }
    let ordered = findings.sorted { $0.line < $1.line }
    if arguments[json] {
      for finding in ordered { Console.line(finding.json) }
      return
    }
    var table = Table([("line", .right), ("of", .left), ("field", .left), ("error", .left)])
    for finding in ordered {
      table.add("\(finding.line)", finding.subject, finding.field, finding.text)
    }
    Console.write(table.text)
  }

  private static func summary(_ job: ProgrammeImport, _ arguments: Arguments) -> String {
    if arguments[json] {
      return JSONLine.object { writer in
        writer.field("members", job.file.rows.count)
        writer.field("made", job.made)
        writer.field("there", job.there)
        writer.field("cards", job.cards)
        writer.field("errors", job.findings.count)
        writer.field("dry_run", arguments[dryRun])
      }
    }
    let sum =
      "\(job.file.rows.count.grouped) members and "
      + "\(job.file.programme.promotions.count.grouped) promotions"
    if arguments[dryRun] {
      return "\(sum) can be read; \(job.made.grouped) members would be made, "
        + "\(job.there.grouped) are there; nothing was changed"
    }
    return "\(sum): \(job.made.grouped) members made, \(job.there.grouped) there already, "
      + "\(job.cards.grouped) cards given, \(job.findings.count.grouped) errors"
  }
}
