internal import FealtyClient
internal import FealtyWire

/// Evaluates the baskets of a replay's file under a programme file, in their order, again and
/// again: what the sales of a real shop cost under its campaigns.
struct JourneyBench {
  struct Plan: Sendable {
    var baskets: String
    var members: String
    var programme: String
    var connections: Int
    var depth: Int
    var seconds: Int
    var warmUpSeconds: Int
    /// Shards of its own server; 0 = the default.
    var shards: Int
    var explain: Bool
  }

  let plan: Plan

  /// The server to load; nil = one of its own.
  let target: Endpoint?

  /// Where its own server keeps its data, in a directory that is removed afterwards.
  let directory: String

  func run() throws(CommandFailure) -> JourneyReport {
    if let target { return try load(target, server: nil) }
    try Directory.make(directory)
    defer { Directory.removeIfEmpty(directory) }
    let data = "\(directory)/run-\(WallClock.milliseconds())"
    let options = plan.shards > 0 ? ["--shards", "\(plan.shards)"] : []
    let report: JourneyReport
    do {
      let server = try LocalServer.start(dataDirectory: data, options: options)
      defer { server.kill() }
      report = try load(server.endpoint, server: server)
    } catch {
      try Directory.remove(data)
      throw error
    }
    try Directory.remove(data)
    return report
  }

  private func load(
    _ endpoint: Endpoint,
    server: LocalServer?
  ) throws(CommandFailure) -> JourneyReport {
    let wanted = try ProgrammeFile.read(plan.programme)
    let people = try ReplayMember.readAll(plan.members)
    let client = try PipelinedClient.connect(
      to: endpoint,
      connections: plan.connections,
      maximumInFlight: max(plan.depth, 256),
      keepsRequests: false
    )
    guard client.connectionCount >= client.shardCount else {
      throw CommandFailure(
        .usage,
        "the server has \(client.shardCount) shards: --connections \(client.shardCount) or more"
      )
    }
    let application = ProgrammeApplication(client: client, wanted: wanted)
    try application.apply(try application.difference())
    try Replay(client: client, programID: wanted.programID, members: people, depth: plan.depth)
      .enrol()
    let baskets = try JourneyBaskets(
      path: plan.baskets,
      programID: wanted.programID,
      shards: client.shardCount,
      explain: plan.explain ? .explainApplied : .explainNone
    )
    let loop = JourneyLoop(client: client, plan: plan, baskets: baskets)
    try loop.run()
    var report = JourneyReport(plan: plan, baskets: baskets.count, lines: baskets.lines)
    report.promotions = wanted.promotions.count
    report.members = people.count
    report.shards = client.shardCount
    report.result = loop.result
    report.points = loop.points
    report.residentBytes = server?.residentBytes() ?? 0
    return report
  }
}
