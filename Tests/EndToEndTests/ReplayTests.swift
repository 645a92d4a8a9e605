import Foundation
import Testing

@Suite("The replay")
struct ReplayTests {
  private struct Row: Decodable {
    let points: Int64
    let by_promotion: [String: Int64]
    let member_id: String
    let baskets: Int?
  }

  @Test(.timeLimit(.minutes(5)))
  func `the sample's totals are the sums of its baskets, twice the same, and nothing counts twice`()
    throws
  {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let first = try replay(server.port, directory, "first")
    #expect(first.baskets.count == 2000)
    #expect(first.totals.count == 109)

    for total in first.totals {
      let own = first.baskets.filter { $0.member_id == total.member_id }
      #expect(own.count == total.baskets)
      #expect(own.reduce(0) { $0 + $1.points } == total.points)
      #expect(total.by_promotion.values.reduce(0, +) == total.points)
    }
    // The same baskets into the same server: every one is known.
    let second = try replay(server.port, directory, "second")
    #expect(second.baskets.isEmpty)
    #expect(second.summary.contains("\"duplicates\":2000"), "\(second.summary)")
    #expect(server.stop() == 0)

    // The same baskets into an empty server: the same points, member by member and basket by
    // basket.
    let other = try ServerProcess.start(
      data: directory.path + "/other",
      options: ["--shards", "1"]
    )
    let third = try replay(other.port, directory, "third")
    #expect(third.text == first.text)
    #expect(other.stop() == 0)
  }

  private func replay(
    _ port: Int,
    _ directory: TemporaryDirectory,
    _ name: String
  ) throws -> (totals: [Row], baskets: [Row], text: String, summary: String) {
    let sample = Repository.path + "/Examples/sample"
    let totals = "\(directory.path)/\(name)-totals.ndjson"
    let baskets = "\(directory.path)/\(name)-baskets.ndjson"
    let result = try Binary.run([
      "replay", "\(sample)/baskets.ndjson", "--members", "\(sample)/members.ndjson",
      "--programme", "\(sample)/programme.json", "--connect", "127.0.0.1:\(port)",
      "--totals", totals, "--per-basket", baskets, "--json",
    ])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    #expect(result.output.contains("\"ledger_verified\":true"))
    let totalsText = try String(contentsOfFile: totals, encoding: .utf8)
    let basketsText = try String(contentsOfFile: baskets, encoding: .utf8)
    return (
      try rows(totalsText), try rows(basketsText), totalsText + basketsText, result.output
    )
  }

  private func rows(_ text: String) throws -> [Row] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(Row.self, from: Data($0.utf8))
    }
  }
}
