internal import FealtyWire

/// What a load test found, for people and as JSON.
struct BenchReport {
  let plan: BenchPlan
  let result: LoadResult
  var server = GetServerInfoResponse()
  var syncBefore: SyncProbe.Result?
  var syncAfter: SyncProbe.Result?
  var residentBytes: Int64 = 0
  var bytesPerMember: Int64 = 0
  var ledgerVerified = false
  var findings: [String] = []

  /// Points that the server says were issued, in all.
  var issued: Int64 = 0

  /// From the start of the killed server's successor until it took connections.
  var restartMilliseconds: Int64?
  var recovery: GetServerInfoResponse?

  init(plan: BenchPlan, result: LoadResult) {
    self.plan = plan
    self.result = result
  }

  /// The quieter of the two probes: what the disk can do.
  private var sync: SyncProbe.Result? {
    guard let syncBefore, let syncAfter else { return syncBefore ?? syncAfter }
    return syncBefore.p50 <= syncAfter.p50 ? syncBefore : syncAfter
  }

  private var recordsPerSecond: Double {
    guard let recovery, recovery.recoveryMs > 0 else { return 0 }
    return Double(recovery.recoveredRecords) * 1000 / Double(recovery.recoveryMs)
  }

  func text() -> String {
    let latency = result.latency
    var table = Table([("bench \(plan.scenario.rawValue)", .left), ("", .right)])
    let load =
      plan.rate > 0
      ? "open loop, \(plan.rate.grouped)/s" : "closed loop, \(plan.depth) in flight each"
    table.add("load", "\(plan.connections) connections, \(load)")
    table.add(
      "baskets",
      "\(plan.lines) lines; \(plan.promotions) promotions, \(plan.matching) match"
    )
    table.add("members", plan.members.grouped)
    table.add("operations", latency.count.grouped)
    table.add("operations a second", Int(result.operationsPerSecond).grouped)
    for (name, fraction) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)] {
      table.add("latency \(name)", readable(nanoseconds: latency.percentile(fraction)))
    }
    table.add("latency max", readable(nanoseconds: latency.maximum))
    addInterlude(to: &table)
    if let sync {
      table.add("one fdatasync p50", readable(nanoseconds: sync.p50))
      table.add("one fdatasync p99", readable(nanoseconds: sync.p99))
    }
    if server.batches > 0 {
      table.add("a batch of the log p50", readable(nanoseconds: server.syncP50Us * 1_000))
      table.add("a batch of the log p99", readable(nanoseconds: server.syncP99Us * 1_000))
    }
    table.add("errors", result.errorCount.grouped)
    for (reason, count) in result.errors.sorted(by: { $0.key < $1.key }) {
      table.add("  \(reason)", count.grouped)
    }
    if result.overdue > 0 { table.add("due and not sent", result.overdue.grouped) }
    table.add("server memory", readable(bytes: residentBytes))
    table.add("bytes a member", bytesPerMember.grouped)
    if let recovery {
      table.add("records recovered", recovery.recoveredRecords.grouped)
      table.add("recovery", "\(recovery.recoveryMs.grouped) ms")
      table.add("records a second", Int(recordsPerSecond).grouped)
    }
    table.add("ledger verified", ledgerVerified ? "yes" : "NO")
    var text = table.text
    if !result.firstError.isEmpty { text += "  first error: \(result.firstError)\n" }
    for finding in findings { text += "  finding: \(finding)\n" }
    return text
  }

  private func addInterlude(to table: inout Table) {
    guard let interlude = result.interlude else { return }
    table.add("the \(interlude.name)", readable(nanoseconds: interlude.nanoseconds))
    let rates = result.ratesAroundInterlude
    for (name, histogram, rate) in [
      ("before", result.before, rates.before), ("during", result.during, rates.during),
    ] {
      table.add("operations \(name) it", histogram.count.grouped)
      table.add("operations a second \(name) it", Int(rate).grouped)
      table.add("latency p99 \(name) it", readable(nanoseconds: histogram.percentile(0.99)))
      table.add("latency max \(name) it", readable(nanoseconds: histogram.maximum))
    }
  }

  func json() -> String {
    JSONLine.object { writer in
      writer.field("scenario", plan.scenario.rawValue)
      writer.field("connections", plan.connections)
      writer.field("depth", plan.depth)
      writer.field("lines", plan.lines)
      writer.field("promotions", plan.promotions)
      writer.field("matching", plan.matching)
      writer.field("members", plan.members)
      writer.field("seconds", plan.seconds)
      writer.field("warmup_seconds", plan.warmUpSeconds)
      writer.field("rate", plan.rate)
      writer.field("shards", server.shards)
      writer.field("operations", latency.count)
      writer.field("operations_per_second", result.operationsPerSecond, places: 1)
      writer.latency("latency_us", latency)
      if let (name, took) = result.interlude {
        writer.field("\(name)_ms", Double(took) / 1e6, places: 1)
        writer.field("operations_during_\(name)", result.during.count)
        let rates = result.ratesAroundInterlude
        writer.field("operations_per_second_before_\(name)", rates.before, places: 1)
        writer.field("operations_per_second_during_\(name)", rates.during, places: 1)
        writer.latency("latency_before_\(name)_us", result.before)
        writer.latency("latency_during_\(name)_us", result.during)
      }
      writer.field("errors", result.errorCount)
      writer.object("errors_by_reason") { writer in
        for (reason, count) in result.errors.sorted(by: { $0.key < $1.key }) {
          writer.field(reason, count)
        }
      }
      writer.field("overdue", result.overdue)
      writer.field("ledger_verified", ledgerVerified)
      writeSyncs(into: &writer)
      writer.field("server_rss_bytes", residentBytes)
      writer.field("bytes_per_member", bytesPerMember)
      writer.field("server_version", server.version)
      writer.field("log_batches", server.batches)
      writer.field("log_records", server.records)
      writeRecovery(into: &writer)
    }
  }

  private var latency: Histogram { result.latency }

  private func writeSyncs(into writer: inout JSONLine) {
    func write(_ key: String, _ result: SyncProbe.Result?, _ writer: inout JSONLine) {
      guard let result else { return }
      writer.object(key) { writer in
        writer.field("p50", Double(result.p50) / 1000, places: 1)
        writer.field("p99", Double(result.p99) / 1000, places: 1)
      }
    }
    write("fdatasync_us", sync, &writer)
    write("fdatasync_before_us", syncBefore, &writer)
    write("fdatasync_after_us", syncAfter, &writer)
    // What writing and syncing a batch took the server itself, at the end of the run.
    writer.object("log_sync_us") { writer in
      writer.field("p50", server.syncP50Us)
      writer.field("p99", server.syncP99Us)
    }
  }

  private func writeRecovery(into writer: inout JSONLine) {
    guard let recovery, let restartMilliseconds else { return }
    writer.object("recovery") { writer in
      writer.field("restart_ms", restartMilliseconds)
      writer.field("recovery_ms", recovery.recoveryMs)
      writer.field("records", recovery.recoveredRecords)
      writer.field("records_per_second", recordsPerSecond, places: 1)
    }
  }
}
