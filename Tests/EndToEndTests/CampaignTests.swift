import Foundation
import Testing

// Goal: the campaigns of a replay give what their file says. Method: the sample's campaigns become
// a programme and are replayed through a server; what each offer gave each member is compared with
// a sum over the files that knows nothing of programmes.
@Suite("Campaigns")
struct CampaignTests {
  private struct Campaign: Decodable {
    struct Window: Decodable {
      let start: String
      let end: String
    }
    struct Segment: Decodable {
      let id: String
      let members: [String]
    }
    struct Offer: Decodable {
      struct Eligible: Decodable { let skus: Set<String> }
      struct Mechanic: Decodable {
        let buy_qty: Int64?
        let points: Int64?
        let max_per_basket: Int64?
        let multiplier: String?
      }
      let offer_id: String
      let eligible: Eligible
      let mechanic: Mechanic
    }
    let promotion_id: String
    let window: Window
    let stores: [String]?
    let segment: Segment?
    let offers: [Offer]
  }

  private struct Basket: Decodable {
    struct Line: Decodable {
      let sku: String
      let qty: Int64
      let net_cents: Int64
      let kind: String?
    }
    let member_id: String
    let store_id: String
    let ts: String
    let lines: [Line]
  }

  private struct Total: Decodable {
    let member_id: String
    let by_promotion: [String: Int64]
  }

  private static let sample = Repository.path + "/Examples/sample"

  private static func rows<Row: Decodable>(_ path: String, _ type: Row.Type) throws -> [Row] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Row.self, from: Data($0.utf8))
    }
  }

  /// What an offer gives a basket.
  private static func points(_ offer: Campaign.Offer, _ basket: Basket) throws -> Int64 {
    let lines = basket.lines.filter { $0.kind == nil && offer.eligible.skus.contains($0.sku) }
    if let buy = offer.mechanic.buy_qty {
      let points = try #require(offer.mechanic.points)
      let times = lines.reduce(0) { $0 + $1.qty } / buy
      return min(times, offer.mechanic.max_per_basket ?? times) * points
    }
    // The base gives a point for a hundred cents, and a multiplier one less of its factor more.
    let factor = try #require(offer.mechanic.multiplier.flatMap { Int64($0) })
    return lines.reduce(0) { $0 + $1.net_cents } * (factor - 1) / 100
  }

  /// Points by member and offer, from the files.
  private static func sums() throws -> [String: Int64] {
    let campaigns = try rows("\(sample)/campaigns.ndjson", Campaign.self)
    var sums: [String: Int64] = [:]
    for basket in try rows("\(sample)/baskets.ndjson", Basket.self) {
      for campaign in campaigns {
        guard campaign.window.start <= basket.ts, basket.ts < campaign.window.end,
          campaign.stores?.contains(basket.store_id) ?? true,
          campaign.segment?.members.contains(basket.member_id) ?? true
        else { continue }
        for offer in campaign.offers {
          let points = try points(offer, basket)
          let key = "\(basket.member_id) \(campaign.promotion_id)/\(offer.offer_id)"
          if points != 0 { sums[key, default: 0] += points }
        }
      }
    }
    return sums
  }

  private static func makeProgramme(_ directory: TemporaryDirectory) throws -> String {
    let path = directory.path + "/programme.json"
    let made = try Binary.run([
      "programme", "from-campaigns", "\(sample)/campaigns.ndjson", "--base", "\(sample)/base.json",
      "--out", path,
    ])
    #expect(made.exitCode == 0, "\(made.errors)")
    #expect(made.output.contains("8 base promotions, 17 campaigns with 84 offers"))
    return path
  }

  @Test(.timeLimit(.minutes(5)))
  func `every offer gives every member what a sum over the files says`() throws {
    let directory = TemporaryDirectory()
    let programme = try Self.makeProgramme(directory)
    let server = try ServerProcess.start(data: directory.path + "/data")
    let totals = directory.path + "/totals.ndjson"
    let result = try Binary.run([
      "replay", "\(Self.sample)/baskets.ndjson", "--members", "\(Self.sample)/members.ndjson",
      "--programme", programme, "--connect", "127.0.0.1:\(server.port)", "--totals", totals,
      "--json",
    ])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    #expect(result.output.contains("\"ledger_verified\":true"))
    var told: [String: Int64] = [:]
    for total in try Self.rows(totals, Total.self) {
      for (promotion, points) in total.by_promotion where promotion.contains("/") {
        told["\(total.member_id) \(promotion)"] = points
      }
    }
    let sums = try Self.sums()
    #expect(sums.count > 300)
    #expect(told == sums)

    // What the server has is what the file says.
    let again = try Binary.run([
      "programme", "apply", programme, "--connect", "127.0.0.1:\(server.port)",
    ])
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(again.output.contains("is up to date"), "\(again.output)")
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `the sample's baskets are evaluated as a load`() throws {
    let directory = TemporaryDirectory()
    let programme = try Self.makeProgramme(directory)
    let result = try Binary.run([
      "bench", "journey", "--baskets", "\(Self.sample)/baskets.ndjson", "--members-file",
      "\(Self.sample)/members.ndjson", "--programme", programme, "--connections", "4", "--depth",
      "8", "--seconds", "1", "--warmup", "0", "--data-directory", directory.path, "--json",
    ])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    #expect(result.output.contains("\"baskets\":2000,\"lines\":18979,\"promotions\":92"))
    #expect(result.output.contains("\"errors\":0"))
  }

  @Test(.timeLimit(.minutes(2)))
  func `a snapshot is taken while a load runs, and what it costs is told`() throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let result = try Binary.run([
      "bench", "earn", "--snapshot", "--members", "2000", "--connections", "4", "--depth", "8",
      "--seconds", "2", "--warmup", "0", "--connect", "127.0.0.1:\(server.port)",
      "--data-directory", directory.path, "--json",
    ])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    for part in [
      "\"snapshot_ms\":", "\"latency_before_snapshot_us\":", "\"latency_during_snapshot_us\":",
      "\"errors\":0", "\"ledger_verified\":true",
    ] {
      #expect(result.output.contains(part), "\(part) in \(result.output)")
    }
    #expect(result.output.contains("\"operations_during_snapshot\":"))
    let both = try Binary.run(["bench", "earn", "--snapshot", "--reload"])
    #expect(both.exitCode == 64, "\(both.errors)")
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `a programme is reloaded while a load runs`() throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let result = try Binary.run([
      "bench", "mixed", "--reload", "--promotions", "300", "--members", "200", "--connections",
      "4", "--depth", "8", "--seconds", "2", "--warmup", "0", "--connect",
      "127.0.0.1:\(server.port)", "--data-directory", directory.path, "--json",
    ])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    for part in [
      "\"reload_ms\":", "\"latency_before_reload_us\":", "\"latency_during_reload_us\":",
      "\"errors\":0", "\"ledger_verified\":true",
    ] {
      #expect(result.output.contains(part), "\(part) in \(result.output)")
    }
    let versions = try Binary.run([
      "call", "Programmes/ListPromotionVersions", "--json",
      #"{"envelope":{"programId":"bench"},"promotionId":"other-299"}"#, "--connect",
      "127.0.0.1:\(server.port)",
    ])
    #expect(versions.output.contains("Other 299, again"), "\(versions.output)\(versions.errors)")
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `compiling is measured beside evaluations`() throws {
    let directory = TemporaryDirectory()
    let result = try Binary.run([
      "bench", "compile", "--promotions", "300", "--data-directory", directory.path, "--json",
    ])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    #expect(result.output.contains("\"scenario\":\"compile\",\"promotions\":300"))
  }
}
