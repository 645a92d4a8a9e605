internal import FealtyClient
internal import FealtyWire

/// The demonstration: one server, the sample's baskets, a crash, and the same balances afterwards.
struct Demo {
  let sample: String
  let data: String

  /// - Returns: Whether everything fitted.
  func run() throws(CommandFailure) -> Bool {
    let programmePath = "\(sample)/programme.json"
    guard Directory.exists(programmePath) else {
      throw CommandFailure(
        .usage,
        "\(programmePath) is not there; run fealty demo in the project's folder or give --sample"
      )
    }
    let programme = try ProgrammeFile.read(programmePath)
    let members = try ReplayMember.readAll("\(sample)/members.ndjson")
    try Directory.remove(data)
    try Directory.make(data)

    heading("A server of its own, data in \(data)/")
    let server = try LocalServer.start(dataDirectory: data)
    Console.line("  process \(server.processID) listens on \(server.endpoint)")

    let client = try PipelinedClient.connect(to: server.endpoint)
    try apply(programme, client)
    let (replay, replayFits) = try replay(client, programme, members)
    let before = try BalanceSheet.read(client, programme.programID, members)
    try showStatement(client, programme, members, replay)

    let (same, recovered) = try crash(server, before, programme.programID, members)
    let richest = before.richest(members)
    let traded = try exchange(recovered.endpoint, programme, richest)
    try recovered.stop()
    sayHowToGoOn(programme, members)
    return replayFits && same && traded
  }

  // MARK: - Steps

  func heading(_ text: String) {
    Console.line("\n" + Console.bold(text))
  }

  private func apply(_ programme: Programme, _ client: PipelinedClient) throws(CommandFailure) {
    heading("The programme \(programme.name)")
    let application = ProgrammeApplication(client: client, wanted: programme)
    let difference = try application.difference()
    Console.write(difference.text)
    try application.apply(difference)
  }

  private func replay(
    _ client: PipelinedClient,
    _ programme: Programme,
    _ members: [ReplayMember]
  ) throws(CommandFailure) -> (ReplayResult, Bool) {
    let path = "\(sample)/baskets.ndjson"
    heading("Baskets of \(members.count) members, each a durable earn")
    let replay = Replay(client: client, programID: programme.programID, members: members, depth: 64)
    try replay.enrol()
    try replay.run(path: path, total: try LineReader.countLines(of: path), perBasket: nil)
    let result = replay.result
    let check = try LedgerCheck.run(client, programID: programme.programID)
    let verified = check.balanced && check.issued == result.totals.points
    let report = ReplayReport(
      result: result,
      names: ProgrammeFile.names(of: programme),
      ledgerVerified: verified
    )
    Console.write("\n" + report.promotionTable() + "\n" + report.summaryTable())
    if result.refused > 0 { Console.note("first refusal: \(result.firstRefusal)\n") }
    return (result, verified && result.refused == 0)
  }

  private func showStatement(
    _ client: PipelinedClient,
    _ programme: Programme,
    _ members: [ReplayMember],
    _ result: ReplayResult
  ) throws(CommandFailure) {
    // The member whose points come from the most promotions has the most to explain.
    let richest = members.indices.max { left, right in
      let a = result.byMember[left]
      let b = result.byMember[right]
      return (a.byPromotion.count, -a.baskets) < (b.byPromotion.count, -b.baskets)
    }
    guard let richest else { return }
    heading("The statement of member \(members[richest].memberID)")
    let statement = try Statement.read(
      client,
      programID: programme.programID,
      memberID: members[richest].memberID
    )
    Console.write(statement.text(names: ProgrammeFile.names(of: programme)))
  }

  private func crash(
    _ server: LocalServer,
    _ before: BalanceSheet,
    _ programID: String,
    _ members: [ReplayMember]
  ) throws(CommandFailure) -> (Bool, LocalServer) {
    heading("A crash")
    server.kill()
    Console.line("  process \(server.processID) was ended with SIGKILL")
    let startedAt = Monotonic.now()
    // The airline of the last scene listens on this machine.
    let second = try LocalServer.start(dataDirectory: data, options: ["--local-webhooks"])
    let restart = Monotonic.now() - startedAt
    let client = try PipelinedClient.connect(to: second.endpoint)
    let info = try client.perform(OperationsMethods.getServerInfo, GetServerInfoRequest())
    let after = try BalanceSheet.read(client, programID, members)
    let check = try LedgerCheck.run(client, programID: programID)
    let differing = before.differences(from: after)
    let same = differing.isEmpty && check.balanced
    Console.line(
      "  process \(second.processID) took connections after \(readable(nanoseconds: restart)): "
        + "\(info.recoveredRecords.grouped) records recovered in \(info.recoveryMs) ms"
    )
    var table = Table([("", .left), ("before", .right), ("after", .right)])
    table.add("members", before.members.grouped, after.members.grouped)
    table.add("points", before.total.grouped, after.total.grouped)
    Console.write(table.text)
    Console.line(
      same
        ? Console.good("  Every balance is the same, and the ledger verifies.")
        : Console.bad("  \(differing.count) balances differ: \(differing.prefix(5))")
    )
    return (same, second)
  }

  private func sayHowToGoOn(_ programme: Programme, _ members: [ReplayMember]) {
    heading("How to go on")
    let member = members.first?.memberID ?? ""
    let request =
      #"{"envelope":{"programId":"\#(programme.programID)"},"member":{"memberId":"\#(member)"}}"#
    Console.write(
      """
        fealty serve --data \(data)
        fealty call Members/GetMember --json '\(request)'
        fealty bench earn --connections 16 --depth 100
        fealty --help, docs/README.md

      """
    )
  }
}
