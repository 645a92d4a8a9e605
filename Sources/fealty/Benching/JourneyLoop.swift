internal import FealtyClient
internal import FealtyWire

/// Keeps every connection's depth of evaluations in flight; a shard's baskets go in their order to
/// whichever of its connections is free, and begin anew at the end.
final class JourneyLoop {
  private let client: PipelinedClient
  private let plan: JourneyBench.Plan
  private let baskets: JourneyBaskets

  // Unchecked: one thread uses these, and no access spans another.
  @exclusivity(unchecked) private var startedAt: [Int64]

  /// The next basket of each shard.
  @exclusivity(unchecked) private var next: [Int]
  @exclusivity(unchecked) private(set) var result = LoadResult()

  /// Points that the measured answers named.
  @exclusivity(unchecked) private(set) var points: Int64 = 0

  init(client: PipelinedClient, plan: JourneyBench.Plan, baskets: JourneyBaskets) {
    self.client = client
    self.plan = plan
    self.baskets = baskets
    startedAt = [Int64](repeating: 0, count: client.connectionCount * plan.depth)
    next = [Int](repeating: 0, count: client.shardCount)
  }

  /// Warms up, measures, and waits for what is still in flight.
  func run() throws(CommandFailure) {
    let begin = Monotonic.now()
    result.measuredFrom = begin + Int64(plan.warmUpSeconds) * 1_000_000_000
    result.measuredTo = result.measuredFrom + Int64(plan.seconds) * 1_000_000_000
    for slot in startedAt.indices { submit(slot) }
    var bar = ProgressBar("journey", total: 0, unit: "baskets")
    while Monotonic.now() < result.measuredTo {
      client.poll(timeout: .milliseconds(100)) { completion in
        finish(completion)
        submit(Int(completion.tag))
      }
      if let failure = result.failure { throw failure }
      guard client.brokenConnections == 0 else {
        throw CommandFailure(.unavailable, "the server closed a connection during the run")
      }
      bar.update(Int(result.answered))
    }
    bar.finish(Int(result.answered))
    let limit = Monotonic.now() + 60_000_000_000
    while client.inFlight > 0 {
      guard Monotonic.now() < limit else {
        throw CommandFailure(.unavailable, "\(client.inFlight) calls have no answer after a minute")
      }
      client.poll(timeout: .milliseconds(100)) { completion in finish(completion) }
    }
  }

  @inline(__always)
  private func submit(_ slot: Int) {
    let connection = slot / plan.depth
    let shard = client.shard(ofConnection: connection)
    let count = baskets.count(shard: shard)
    guard count > 0 else { return }
    let index = next[shard]
    next[shard] = index + 1 == count ? 0 : index + 1
    startedAt[slot] = Monotonic.now()
    do throws(ClientError) {
      try baskets.withRequest(index, shard: shard) { (request) throws(ClientError) in
        try client.submit(
          PointsMethods.evaluateBasket,
          encoded: request,
          tag: UInt64(slot),
          connection: connection
        )
      }
    } catch {
      result.failure = result.failure ?? CommandFailure(error, during: "journey")
    }
  }

  @inline(__always)
  private func finish(_ completion: borrowing Completion) {
    let measured = result.latency.count
    guard result.count(completion, startedAt: startedAt[Int(completion.tag)]) else { return }
    guard result.latency.count > measured else { return }
    points += AnswerScan.number(EvaluateBasketResponse.Field.points, in: completion.payload)
  }
}
