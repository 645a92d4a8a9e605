internal import FealtyClient
internal import FealtyWire

/// Runs a workload for a time and measures each call.
///
/// Closed loop: every connection has `depth` calls in flight, each answer is followed by a new
/// call, and latency counts from the call's submission. Open loop: calls are due at fixed
/// intervals, whatever the server does, and latency counts from when a call was due, so that a slow
/// server cannot hide its queue by slowing the generator.
final class LoadLoop {
  private struct Slot {
    var startedAt: Int64 = 0
    var connection: Int32 = 0
    var kind = Workload.Kind.earn
  }

  private let client: PipelinedClient
  private let plan: BenchPlan
  private let interlude: (any Interlude)?

  /// The shard whose members a connection calls for; nil = any, where not every shard has a
  /// connection.
  private let shardOfConnection: [Int?]

  // Unchecked: one thread uses these, and no access spans another.
  @exclusivity(unchecked) private var slots: [Slot]
  @exclusivity(unchecked) private var idle: [[Int]]

  @exclusivity(unchecked) private(set) var workload: Workload
  @exclusivity(unchecked) private(set) var result = LoadResult()

  /// `interlude`: begins in the middle of the measured time, which goes on until it is done.
  init(
    client: PipelinedClient,
    plan: BenchPlan,
    workload: Workload,
    interlude: (any Interlude)? = nil
  ) {
    self.client = client
    self.plan = plan
    self.workload = workload
    self.interlude = interlude
    let covered = client.connectionCount >= client.shardCount
    shardOfConnection = (0..<client.connectionCount).map {
      covered ? client.shard(ofConnection: $0) : nil
    }
    slots = [Slot](repeating: Slot(), count: plan.connections * plan.depth)
    idle = (0..<plan.connections).map { connection in
      (0..<plan.depth).reversed().map { connection * plan.depth + $0 }
    }
    for slot in slots.indices { slots[slot].connection = Int32(slot / plan.depth) }
  }

  /// Warms up, measures, and waits for what is still in flight.
  func run() throws(CommandFailure) {
    let begin = Monotonic.now()
    result.measuredFrom = begin + Int64(plan.warmUpSeconds) * 1_000_000_000
    result.measuredTo = result.measuredFrom + Int64(plan.seconds) * 1_000_000_000
    if interlude != nil { result.phase = .before }
    if plan.rate > 0 { try runOpen(begin) } else { try runClosed() }
    try drain()
  }

  // MARK: - Steps

  private func runClosed() throws(CommandFailure) {
    for connection in 0..<plan.connections {
      while let slot = idle[connection].popLast() { submit(slot, startedAt: Monotonic.now()) }
    }
    var bar = ProgressBar(plan.scenario.rawValue, total: 0, unit: "calls")
    while Monotonic.now() < result.measuredTo {
      client.poll(timeout: .milliseconds(100)) { completion in
        let slot = finish(completion)
        submit(slot, startedAt: Monotonic.now())
      }
      try drive()
      try checkConnections()
      bar.update(Int(result.answered))
    }
    bar.finish(Int(result.answered))
  }

  private func runOpen(_ begin: Int64) throws(CommandFailure) {
    let interval = 1e9 / Double(plan.rate)
    var due = 0
    var connection = 0
    var bar = ProgressBar(plan.scenario.rawValue, total: 0, unit: "calls")
    while true {
      let now = Monotonic.now()
      if now >= result.measuredTo { break }
      var next = begin + Int64(Double(due) * interval)
      while next <= now, let slot = idleSlot(&connection) {
        submit(slot, startedAt: next)
        due += 1
        next = begin + Int64(Double(due) * interval)
      }
      // With every slot taken, only an answer helps; else the next call is due first.
      let wait = max(0, min(next - Monotonic.now(), 1_000_000))
      client.poll(timeout: .nanoseconds(next <= now ? 1_000_000 : wait)) { completion in
        let slot = finish(completion)
        idle[Int(slots[slot].connection)].append(slot)
      }
      try drive()
      try checkConnections()
      bar.update(Int(result.answered))
    }
    bar.finish(Int(result.answered))
    let end = Int64(Double(result.measuredTo - begin) / interval)
    result.overdue = max(0, Int(end) - due)
  }

  /// Moves the interlude on, if there is one.
  private func drive() throws(CommandFailure) {
    guard let interlude, interlude.endedAt == nil else { return }
    let now = Monotonic.now()
    guard interlude.beganAt != nil else {
      guard now >= result.measuredFrom + (result.measuredTo - result.measuredFrom) / 2 else {
        return
      }
      result.phase = .during
      result.beforeNanoseconds = now - result.measuredFrom
      return try interlude.begin()
    }
    try interlude.goOn()
    if interlude.isRunning {
      // The next look is not far, and no answer that comes until then is left out.
      result.measuredTo = max(result.measuredTo, now + 200_000_000)
    } else {
      result.phase = .after
      result.interlude = (interlude.name, interlude.nanoseconds)
    }
  }

  /// A free slot of the next connection that has one.
  private func idleSlot(_ connection: inout Int) -> Int? {
    for _ in 0..<plan.connections {
      connection = (connection + 1) % plan.connections
      if let slot = idle[connection].popLast() { return slot }
    }
    return nil
  }

  @inline(__always)
  private func submit(_ slot: Int, startedAt: Int64) {
    let connection = Int(slots[slot].connection)
    slots[slot].startedAt = startedAt
    do {
      slots[slot].kind = try workload.submit(
        client,
        shard: shardOfConnection[connection],
        tag: UInt64(slot),
        connection: connection
      )
    } catch {
      result.failure = result.failure ?? CommandFailure(error, during: plan.scenario.rawValue)
    }
  }

  @inline(__always)
  private func finish(_ completion: borrowing Completion) -> Int {
    let slot = Int(completion.tag)
    let measured = result.count(completion, startedAt: slots[slot].startedAt)
    if measured { workload.count(slots[slot].kind, completion) }
    return slot
  }

  private func drain() throws(CommandFailure) {
    let limit = Monotonic.now() + 60_000_000_000
    while client.inFlight > 0 {
      guard Monotonic.now() < limit else {
        throw CommandFailure(
          .unavailable,
          "\(client.inFlight) calls have no answer a minute after the run"
        )
      }
      client.poll(timeout: .milliseconds(100)) { completion in _ = finish(completion) }
    }
  }

  private func checkConnections() throws(CommandFailure) {
    if let failure = result.failure { throw failure }
    if client.brokenConnections > 0 {
      throw CommandFailure(
        .unavailable,
        "the server closed \(client.brokenConnections) connections during the run"
      )
    }
  }
}
