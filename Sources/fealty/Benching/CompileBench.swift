internal import FealtyClient
internal import FealtyServer
internal import FealtyWire

/// How long a programme takes to compile, and whether anybody waits for it: alone in this process,
/// and at a server whose promotions change while baskets are evaluated one at a time.
struct CompileBench {
  private static let rounds = 7
  private static let changes = 5

  /// How long evaluations are measured while nothing changes, in nanoseconds.
  private static let calm: Int64 = 1_000_000_000

  let promotions: Int
  let matching: Int
  let shards: Int

  /// Where its server keeps its data, in a directory that is removed afterwards.
  let directory: String

  func run() throws(CommandFailure) -> CompileReport {
    var report = CompileReport(promotions: promotions)
    let programme = BenchProgramme.make(promotions: promotions, matching: matching)
    for _ in 0..<Self.rounds {
      let startedAt = Monotonic.now()
      let rules = ProgrammeCompilation.compile(programme)
      report.compiling.append(Monotonic.now() - startedAt)
      guard rules == promotions else {
        throw CommandFailure(.defect, "\(promotions) promotions became \(rules) rules")
      }
    }
    try Directory.make(directory)
    defer { Directory.removeIfEmpty(directory) }
    let data = "\(directory)/run-\(WallClock.milliseconds())"
    do {
      let options = shards > 0 ? ["--shards", "\(shards)"] : []
      let server = try LocalServer.start(dataDirectory: data, options: options)
      defer { server.kill() }
      try measure(server, programme, &report)
    } catch {
      try Directory.remove(data)
      throw error
    }
    try Directory.remove(data)
    return report
  }

  // MARK: - Steps

  /// Changes a promotion of the server's programme again and again, with one evaluation in flight
  /// on a connection to each shard.
  private func measure(
    _ server: LocalServer,
    _ programme: Programme,
    _ report: inout CompileReport
  ) throws(CommandFailure) {
    let client = try PipelinedClient.connect(to: server.endpoint)
    let application = ProgrammeApplication(client: client, wanted: programme)
    try application.apply(try application.difference())
    // A client of its own, so that an answer of one kind cannot wait behind the other's.
    let changing = try PipelinedClient.connect(to: server.endpoint, connections: 1)
    let till = Till(client: client)
    let end = Monotonic.now() + Self.calm
    try till.run { Monotonic.now() < end }
    report.calm = till.take()
    for round in 0..<Self.changes {
      guard var promotion = programme.promotions.first else { return }
      promotion.name = "Changed \(round)"
      let request = PutPromotionsRequest(
        envelope: Envelope(programID: programme.programID),
        promotions: [promotion]
      )
      let startedAt = Monotonic.now()
      do { try changing.submit(ProgrammesMethods.putPromotions, request, tag: 0) } catch {
        throw CommandFailure(error, during: "PutPromotions")
      }
      changing.flush()
      var failure: CommandFailure?
      try till.run {
        // The change's own answer is looked for here, for this thread is the only one.
        changing.poll(timeout: .zero) { completion in
          if let error = completion.error {
            failure = CommandFailure(error, during: "PutPromotions")
          }
        }
        return changing.inFlight > 0 && failure == nil
      }
      if let failure { throw failure }
      report.changing.append(Monotonic.now() - startedAt)
    }
    report.during = till.take()
  }

  /// Evaluates a basket of 20 lines, one in flight on each connection.
  private final class Till {
    private let client: PipelinedClient
    private let request: [UInt8]
    private var startedAt: [Int64]
    private var latency = Histogram()

    init(client: PipelinedClient) {
      self.client = client
      var random = RandomNumbers(seed: 8451)
      request = EvaluateBasketRequest(
        envelope: Envelope(programID: BenchProgramme.id, occurredAtMs: WallClock.milliseconds()),
        basket: BenchBaskets.make(lines: 20, receiptNumber: "R1", &random)
      ).serialized()
      startedAt = [Int64](repeating: 0, count: client.connectionCount)
    }

    /// What was measured since the last time.
    func take() -> Histogram {
      defer { latency = Histogram() }
      return latency
    }

    /// Evaluates while `goesOn` says so, and waits for the last answers.
    func run(while goesOn: () -> Bool) throws(CommandFailure) {
      var failure: CommandFailure?
      for connection in startedAt.indices { try submit(connection) }
      while client.inFlight > 0, failure == nil {
        let more = goesOn()
        var free: [Int] = []
        client.poll(timeout: .microseconds(200)) { completion in
          if let error = completion.error { failure = CommandFailure(error, during: "evaluating") }
          let connection = Int(completion.tag)
          latency.record(Int64(completion.receivedAt) - startedAt[connection])
          free.append(connection)
        }
        if more { for connection in free { try submit(connection) } }
      }
      if let failure { throw failure }
    }

    private func submit(_ connection: Int) throws(CommandFailure) {
      startedAt[connection] = Monotonic.now()
      do {
        try client.submit(
          PointsMethods.evaluateBasket,
          encoded: request,
          tag: UInt64(connection),
          connection: connection
        )
      } catch {
        throw CommandFailure(error, during: "evaluating")
      }
    }
  }
}
