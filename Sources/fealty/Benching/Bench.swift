internal import FealtyClient
internal import FealtyWire

/// One load test from the empty server to the verified ledger.
struct Bench {
  let plan: BenchPlan

  /// The server to load; nil = one of its own.
  let target: Endpoint?

  /// Where its own server keeps its data, in a directory that is removed afterwards.
  let directory: String

  func run() throws(CommandFailure) -> BenchReport {
    try Directory.make(directory)
    defer { Directory.removeIfEmpty(directory) }
    if target == nil, Directory.isInMemory(directory) {
      throw CommandFailure(
        .configuration,
        "\(directory) lies in memory, where a sync costs nothing; give --data-directory on a disk"
      )
    }
    let before = try SyncProbe.run(in: directory)
    guard let target else {
      let data = "\(directory)/run-\(WallClock.milliseconds())"
      var report: BenchReport
      do {
        report = try runOwnServer(data)
      } catch {
        try Directory.remove(data)
        throw error
      }
      try Directory.remove(data)
      report.syncBefore = before
      report.syncAfter = try SyncProbe.run(in: directory)
      return report
    }
    var report = try load(target, server: nil)
    report.syncBefore = before
    report.syncAfter = try SyncProbe.run(in: directory)
    return report
  }

  // MARK: - Steps

  private func runOwnServer(_ data: String) throws(CommandFailure) -> BenchReport {
    var options = plan.shards > 0 ? ["--shards", "\(plan.shards)"] : []
    if plan.interlude == .webhooks { options.append("--local-webhooks") }
    let server = try LocalServer.start(dataDirectory: data, options: options)
    var report = try load(server.endpoint, server: server)
    if plan.recovers {
      server.kill()
      let startedAt = Monotonic.now()
      let second = try LocalServer.start(dataDirectory: data, options: options)
      report.restartMilliseconds = (Monotonic.now() - startedAt) / 1_000_000
      let client = try PipelinedClient.connect(to: second.endpoint)
      report.recovery = try client.perform(OperationsMethods.getServerInfo, GetServerInfoRequest())
      let check = try LedgerCheck.run(client, programID: BenchProgramme.id)
      report.ledgerVerified =
        report.ledgerVerified && check.balanced && check.issued == report.issued
      second.kill()
    } else {
      server.kill()
    }
    return report
  }

  private func load(
    _ endpoint: Endpoint,
    server: LocalServer?
  ) throws(CommandFailure) -> BenchReport {
    let client = try PipelinedClient.connect(
      to: endpoint,
      connections: plan.connections,
      maximumInFlight: max(plan.depth, 256),
      keepsRequests: false
    )
    let expiry = Int64(plan.expirySeconds) * 1_000
    try put(client, expiresAtMs: expiry > 0 ? WallClock.milliseconds() + expiry : 0)

    let residentBefore = try resident(client, server)
    let pool = MemberPool(count: plan.members, shards: client.shardCount)
    let run = String(WallClock.milliseconds(), radix: 36)
    var workload = Workload(plan, pool: pool, run: run)
    let issuedBefore = try LedgerCheck.run(client, programID: BenchProgramme.id)
    try enrol(client)
    try fund(client, &workload)
    if expiry > 0 { try put(client, expiresAtMs: 0) }
    let residentAfter = try resident(client, server)

    let interlude = try interlude(endpoint)
    let loop = LoadLoop(
      client: client,
      plan: plan,
      workload: workload,
      interlude: interlude
    )
    if plan.seconds > 0 { try loop.run() }
    try (interlude as? WebhooksUnderLoad)?.settle(earns: Int(loop.result.during.count))
    let check = try LedgerCheck.run(client, programID: BenchProgramme.id)
    var report = BenchReport(plan: plan, result: loop.result)
    report.server = try client.perform(OperationsMethods.getServerInfo, GetServerInfoRequest())
    report.residentBytes = try resident(client, server)
    report.bytesPerMember = max(0, residentAfter - residentBefore) / Int64(plan.members)
    report.issued = check.issued
    report.findings = check.findings
    report.ledgerVerified =
      check.balanced && check.issued - issuedBefore.issued == loop.workload.earned
      && check.redeemed - issuedBefore.redeemed == loop.workload.redeemed
      && check.reversed - issuedBefore.reversed == loop.workload.returned
    return report
  }

  private func interlude(_ endpoint: Endpoint) throws(CommandFailure) -> (any Interlude)? {
    switch plan.interlude {
    case .none: nil
    case .reload:
      try ProgrammeReload(
        endpoint,
        BenchProgramme.make(
          promotions: plan.promotions,
          matching: plan.matching,
          exchanges: plan.scenario == .exchange
        )
      )
    case .snapshot: try SnapshotUnderLoad(endpoint)
    case .webhooks: try WebhooksUnderLoad(endpoint, seconds: plan.seconds / 2)
    }
  }

  private func put(
    _ client: PipelinedClient,
    expiresAtMs: Int64
  ) throws(CommandFailure) {
    let programme = ProgrammeApplication(
      client: client,
      wanted: BenchProgramme.make(
        promotions: plan.promotions,
        matching: plan.matching,
        expiresAtMs: expiresAtMs,
        exchanges: plan.scenario == .exchange
      )
    )
    try programme.apply(try programme.difference())
  }

  private func enrol(_ client: PipelinedClient) throws(CommandFailure) {
    var bar = ProgressBar("Enrolling", total: plan.members, unit: "members")
    let tiers = ["basic", "silver", "gold"]
    try client.performMany(plan.members, "enrolling") { (client, index) throws(ClientError) in
      let request = EnrolRequest(
        envelope: Envelope(programID: BenchProgramme.id),
        member: MemberReference(reference: .memberID(RequestTemplate.memberID(index))),
        mode: .upsert,
        tier: tiers[index % tiers.count]
      )
      try client.submit(MembersMethods.enrol, request, tag: UInt64(index))
    } completed: { _, done in
      bar.update(done)
    }
    bar.finish(plan.members)
  }

  /// Gives each member its points before the run.
  private func fund(
    _ client: PipelinedClient,
    _ workload: inout Workload
  ) throws(CommandFailure) {
    let count = plan.members * plan.funding
    guard count > 0 else { return }
    var bar = ProgressBar("Funding", total: count, unit: "earns")
    // A copy, for two closures change it; it goes back when they are done.
    var funding = workload
    let members = plan.members
    try client.performMany(count, "funding") { (client, index) throws(ClientError) in
      try funding.submit(.earn, client, member: index % members, UInt64(index), nil)
    } completed: { completion, done in
      if completion.isOK {
        funding.count(.earn, completion)
        funding.note(completion, member: Int(completion.tag) % members)
      }
      bar.update(done)
    }
    workload = funding
    bar.finish(count)
  }

  private func resident(
    _ client: PipelinedClient,
    _ server: LocalServer?
  ) throws(CommandFailure) -> Int64 {
    if let server { return server.residentBytes() }
    return try client.perform(
      OperationsMethods.getServerInfo,
      GetServerInfoRequest()
    ).residentBytes
  }
}
