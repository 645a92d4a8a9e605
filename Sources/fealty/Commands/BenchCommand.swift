/// `fealty bench`: measures a server under load.
enum BenchCommand {
  private static let connections = Option.integer(
    "connections",
    default: 16,
    in: 1...1024,
    "connections to the server"
  )
  private static let depth = Option.integer(
    "depth",
    default: 100,
    in: 1...4096,
    "calls in flight on each connection"
  )
  private static let lines = Option.integer(
    "lines",
    default: 5,
    in: 0...1000,
    "lines of a basket"
  )
  private static let promotions = Option.integer(
    "promotions",
    default: 20,
    in: 1...100_000,
    "live promotions"
  )
  private static let matching = Option.integer(
    "matching",
    default: 5,
    in: 1...80,
    "promotions that match the baskets, the base rate included"
  )
  private static let members = Option.integer(
    "members",
    default: 100_000,
    in: 1...50_000_000,
    "members"
  )
  private static let fund = Option.integer(
    "fund",
    default: 0,
    in: 0...100,
    "earns of each member before the run; redeem, return, exchange and mixed have at least 1"
  )
  private static let expiry = Option.integer(
    "expire-in",
    "S",
    default: 0,
    in: 0...86_400,
    "all points of --fund expire at one instant, so long after the programme was put; 0 = never"
  )
  private static let seconds = Option.integer(
    "seconds",
    "S",
    default: 10,
    in: 0...86_400,
    "length of the measured run; 0 = set up and verify only"
  )
  private static let warmUp = Option.integer(
    "warmup",
    "S",
    default: 2,
    in: 0...3600,
    "length of the warm-up before it"
  )
  private static let rate = Option.integer(
    "rate",
    "R",
    default: 0,
    in: 0...10_000_000,
    "open loop: calls a second, latency from when a call was due; 0 = closed loop"
  )
  private static let shards = Option.integer(
    "shards",
    default: 0,
    in: 0...64,
    "shards of the server; 0 = its default"
  )
  private static let explain = Option.choice(
    "explain",
    ["applied", "none"],
    default: "applied",
    "what the answers explain"
  )
  private static let reload = Option.flag(
    "reload",
    "put all promotions anew in the middle of the run, and measure before and meanwhile"
  )
  private static let snapshot = Option.flag(
    "snapshot",
    "take a snapshot in the middle of the run, and measure before and meanwhile"
  )
  private static let webhooks = Option.flag(
    "webhooks",
    "deliver each earn of the second half to a local receiver, and measure before and meanwhile"
  )
  private static let recover = Option.flag(
    "recover",
    "kill the server after the run, start it again, time the recovery"
  )
  private static let connect = Option.endpoint(
    "connect",
    "load the server there instead of one of its own"
  )
  private static let directory = Option.text(
    "data-directory",
    "DIR",
    default: "./.bench-data",
    "where its own server keeps its data; a disk"
  )
  private static let baskets = Option.text("baskets", "FILE", "journey: the baskets, NDJSON")
  private static let people = Option.text("members-file", "FILE", "journey: the members, NDJSON")
  private static let programme = Option.text("programme", "FILE", "journey: the programme, JSON")
  private static let json = Option.flag("json", "the result as JSON")
  private static let named = Option.text("scenario", "SCENARIO", "the same as SCENARIO alone")

  static let command: Command = Command(
    "bench",
    "measures a server under load",
    details: """
      Scenarios: earn (durable earns), evaluate (basket evaluations), redeem (durable redemptions
      of one point), return (durable returns of one line of a sale made before the run, no sale's
      last line), exchange (durable exchanges of one point into another token, of a member of
      another shard), mixed (of ten calls 5 evaluate, 3 earn, 1 redeems, 1 reads the member),
      journey (evaluations of the baskets of --baskets, in their order, under the programme of
      --programme, for the members of --members-file), compile (compiles --promotions in this
      process, and changes one of as many at a server while baskets are evaluated one at a time).

      A server is started as a process of its own, with a data directory that is removed
      afterwards. Latency counts from the submission of a call; with --rate from the moment when it
      was due. The disk is measured before and after: one fdatasync of a preallocated file, the
      quieter result counts. Afterwards the ledger is verified and compared with what the answers
      said; a ledger that does not fit, or an error, ends with exit code 1.
      """,
    positionals: [
      Positional(
        "SCENARIO",
        "earn, evaluate, redeem, return, exchange, mixed, journey or compile",
        .optional
      )
    ],
    options: [
      connections.specification, depth.specification, lines.specification, promotions.specification,
      matching.specification, members.specification, fund.specification, expiry.specification,
      seconds.specification, warmUp.specification, rate.specification, shards.specification,
      explain.specification, reload.specification, snapshot.specification,
      webhooks.specification, recover.specification, connect.specification, directory.specification,
      baskets.specification, people.specification, programme.specification, json.specification,
      named.specification,
    ]
  ) { (arguments) throws(CommandFailure) in
    try run(arguments)
  }

  private static func run(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    guard arguments.positionals.isEmpty == arguments.has(named) else {
      throw command.misuse("one SCENARIO is needed")
    }
    let name = arguments.positionals.first ?? arguments[named]
    if name == "journey" { return try runJourney(arguments) }
    if name == "compile" { return try runCompile(arguments) }
    guard let scenario = BenchPlan.Scenario(rawValue: name) else {
      throw command.misuse("there is no scenario '\(name)'")
    }
    guard arguments[matching] <= arguments[promotions] else {
      throw command.misuse("--matching is more than --promotions")
    }
    if scenario == .return, !ReturnRequests.lines.contains(arguments[lines]) {
      throw command.misuse("return needs --lines from 2 to 100")
    }
    let interludes: [(isWanted: Bool, what: BenchPlan.Interlude)] = [
      (arguments[reload], .reload), (arguments[snapshot], .snapshot),
      (arguments[webhooks], .webhooks),
    ].filter(\.isWanted)
    guard interludes.count < 2 else {
      throw command.misuse("--reload, --snapshot and --webhooks are load tests of their own")
    }
    if !interludes.isEmpty, arguments[seconds] < 2 {
      throw command.misuse("--reload, --snapshot and --webhooks need --seconds 2 or more")
    }
    if arguments[recover], arguments[connect] != nil {
      throw command.misuse("--recover kills the server, so it cannot be one of --connect")
    }
    let plan = BenchPlan(
      scenario: scenario,
      connections: arguments[connections],
      depth: arguments[depth],
      lines: arguments[lines],
      promotions: arguments[promotions],
      matching: arguments[matching],
      members: arguments[members],
      funding: max(arguments[fund], scenario.needsPoints ? 1 : 0),
      expirySeconds: arguments[expiry],
      seconds: arguments[seconds],
      warmUpSeconds: arguments[warmUp],
      rate: arguments[rate],
      shards: arguments[shards],
      explain: arguments[explain] == "applied",
      interlude: interludes.first?.what ?? .none,
      recovers: arguments[recover]
    )
    let bench = Bench(plan: plan, target: arguments[connect], directory: arguments[directory])
    let report = try bench.run()
    Console.write(arguments[json] ? report.json() + "\n" : report.text())
    return report.ledgerVerified && report.result.errorCount == 0 ? .ok : .refused
  }

  private static func runJourney(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    guard arguments.has(baskets), arguments.has(people), arguments.has(programme) else {
      throw command.misuse("journey needs --baskets, --members-file and --programme")
    }
    let plan = JourneyBench.Plan(
      baskets: arguments[baskets],
      members: arguments[people],
      programme: arguments[programme],
      connections: arguments[connections],
      depth: arguments[depth],
      seconds: arguments[seconds],
      warmUpSeconds: arguments[warmUp],
      shards: arguments[shards],
      explain: arguments[explain] == "applied"
    )
    let bench = JourneyBench(
      plan: plan,
      target: arguments[connect],
      directory: arguments[directory]
    )
    let report = try bench.run()
    Console.write(arguments[json] ? report.json() + "\n" : report.text())
    return report.result.errorCount == 0 ? .ok : .refused
  }

  private static func runCompile(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    guard arguments[connect] == nil else {
      throw command.misuse("compile measures this program, not the server of --connect")
    }
    guard arguments[matching] <= arguments[promotions] else {
      throw command.misuse("--matching is more than --promotions")
    }
    let report = try CompileBench(
      promotions: arguments[promotions],
      matching: arguments[matching],
      shards: arguments[shards],
      directory: arguments[directory]
    ).run()
    Console.write(arguments[json] ? report.json() + "\n" : report.text())
    return .ok
  }
}
