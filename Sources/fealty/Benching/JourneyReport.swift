/// What evaluating a replay's baskets came to, for people and as JSON.
struct JourneyReport {
  let plan: JourneyBench.Plan

  /// Of the file.
  let baskets: Int
  let lines: Int
  var promotions = 0
  var members = 0
  var shards = 0
  var result = LoadResult()

  /// What the measured answers named.
  var points: Int64 = 0

  /// 0 where the server is not its own.
  var residentBytes: Int64 = 0

  init(plan: JourneyBench.Plan, baskets: Int, lines: Int) {
    self.plan = plan
    self.baskets = baskets
    self.lines = lines
  }

  private var pointsPerBasket: Double {
    result.latency.count > 0 ? Double(points) / Double(result.latency.count) : 0
  }

  func text() -> String {
    let latency = result.latency
    var table = Table([("bench journey", .left), ("", .right)])
    table.add("load", "\(plan.connections) connections, closed loop, \(plan.depth) in flight each")
    table.add("baskets of the file", "\(baskets.grouped), \(lines.grouped) lines")
    table.add("promotions", promotions.grouped)
    table.add("members", members.grouped)
    table.add("shards", shards.grouped)
    table.add("baskets evaluated", latency.count.grouped)
    table.add("baskets a second", Int(result.operationsPerSecond).grouped)
    table.add("points a basket", pointsPerBasket.fixed(3))
    for (name, fraction) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)] {
      table.add("latency \(name)", readable(nanoseconds: latency.percentile(fraction)))
    }
    table.add("latency max", readable(nanoseconds: latency.maximum))
    table.add("errors", result.errorCount.grouped)
    for (reason, count) in result.errors.sorted(by: { $0.key < $1.key }) {
      table.add("  \(reason)", count.grouped)
    }
    if residentBytes > 0 { table.add("server memory", readable(bytes: residentBytes)) }
    return table.text + (result.firstError.isEmpty ? "" : "  first error: \(result.firstError)\n")
  }

  func json() -> String {
    JSONLine.object { writer in
      writer.field("scenario", "journey")
      writer.field("connections", plan.connections)
      writer.field("depth", plan.depth)
      writer.field("baskets", baskets)
      writer.field("lines", lines)
      writer.field("promotions", promotions)
      writer.field("members", members)
      writer.field("shards", shards)
      writer.field("seconds", plan.seconds)
      writer.field("warmup_seconds", plan.warmUpSeconds)
      writer.field("operations", result.latency.count)
      writer.field("operations_per_second", result.operationsPerSecond, places: 1)
      writer.field("points_per_basket", pointsPerBasket, places: 3)
      writer.latency("latency_us", result.latency)
      writer.field("errors", result.errorCount)
      writer.object("errors_by_reason") { writer in
        for (reason, count) in result.errors.sorted(by: { $0.key < $1.key }) {
          writer.field(reason, count)
        }
      }
      writer.field("server_rss_bytes", residentBytes)
    }
  }
}
