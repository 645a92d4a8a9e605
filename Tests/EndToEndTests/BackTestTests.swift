import Foundation
import Testing

// Goal: `fealty backtest` tells what a year's baskets would have given, from outside. Method: the
// sample is replayed through the real binary; its programme is a draft, then with a doubled rate.
@Suite("Back-tests from the command line")
struct BackTestTests {
  private struct Outcome: Decodable {
    struct Week: Decodable {
      let week: String
      let sales: Int
      let booked: Int64
      let draft: Int64
    }
    struct Promotion: Decodable {
      let promotion_id: String
      let booked: Int64
      let draft: Int64
    }
    struct Member: Decodable {
      let member_id: String
      let booked: Int64
      let draft: Int64
      let transaction_id: String
    }
    let sales: Int
    let returns: Int
    let booked: Int64
    let draft: Int64
    let members: Int
    let members_affected: Int
    let hash_before: String
    let hash_after: String
    let weeks: [Week]
    let promotions: [Promotion]
    let largest_differences: [Member]
  }

  private static let sample = Repository.path + "/Examples/sample"
  private static let year = ["--from", "2024-01-01", "--to", "2025-01-01"]

  private struct Replayed: Decodable { let points: Int64 }

  private static func replay(_ programme: String, to port: Int) throws -> Int64 {
    let result = try Binary.run([
      "replay", "\(sample)/baskets.ndjson", "--members", "\(sample)/members.ndjson",
      "--programme", programme, "--connect", "127.0.0.1:\(port)", "--json",
    ])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    return try JSONDecoder().decode(Replayed.self, from: Data(result.output.utf8)).points
  }

  private static func backTest(_ draft: String, _ options: [String]) throws -> Outcome {
    let result = try Binary.run(["backtest", draft] + options + ["--json"])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    return try JSONDecoder().decode(Outcome.self, from: Data(result.output.utf8))
  }

  /// A programme of one rate, so that twice the rate is twice the points.
  private static func programme(_ directory: TemporaryDirectory, points: Int) throws -> String {
    let path = "\(directory.path)/rate-\(points).json"
    let text = """
      {"programId":"journey","currency":"USD","timeZone":"America/New_York",
       "defaultTokenId":"points","tokens":[{"tokenId":"points","name":"Points"}],
       "tiers":["basic","silver","gold"],"settings":{"maxBackdateMs":"1576800000000"},
       "promotions":[{"promotionId":"base","name":"by cents",
         "rate":{"points":"\(points)","perAmountMinor":"1"}}]}
      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test(.timeLimit(.minutes(5)))
  func `the sample's own programme differs in nothing, whatever it asks of members`() throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let connect = ["--connect", "127.0.0.1:\(server.port)"]
    let programme = "\(Self.sample)/programme.json"
    let points = try Self.replay(programme, to: server.port)
    let same = try Self.backTest(programme, Self.year + connect)
    #expect(same.sales == 2000)
    #expect(same.booked == points)
    #expect(same.draft == points)
    #expect(same.members == 109)
    #expect(same.members_affected == 0)
    #expect(same.largest_differences.isEmpty)
    #expect(same.weeks.count == 13)
    #expect(same.weeks.reduce(0) { $0 + $1.sales } == 2000)
    for promotion in same.promotions { #expect(promotion.booked == promotion.draft) }
    // A part of the period: what weeks say is what it says.
    let part = try Self.backTest(
      programme,
      ["--from", "2024-03-04", "--to", "2024-04-01"] + connect
    )
    #expect(part.weeks.map(\.booked) == same.weeks[1...4].map(\.booked))
    #expect(part.draft == part.booked)
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a doubled rate gives exactly twice as much, and nothing is changed by asking`() throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let server = try ServerProcess.start(data: data)
    let connect = ["--connect", "127.0.0.1:\(server.port)"]
    let points = try Self.replay(try Self.programme(directory, points: 1), to: server.port)
    let draft = try Self.programme(directory, points: 2)
    let plot = directory.path + "/plot.svg"
    let outcome = try Self.backTest(draft, Self.year + connect + ["--top", "200", "--plot", plot])
    #expect(outcome.booked == points)
    #expect(outcome.draft == 2 * points)
    // Who has no points has no difference.
    #expect(outcome.members == 109)
    #expect(outcome.members_affected > 100)
    #expect(outcome.largest_differences.count == outcome.members_affected)
    #expect(outcome.largest_differences.reduce(0) { $0 + $1.booked } == points)
    for member in outcome.largest_differences { #expect(member.draft == 2 * member.booked) }
    let first = try #require(outcome.largest_differences.first)
    #expect(outcome.largest_differences.allSatisfy { $0.booked <= first.booked })
    #expect(outcome.hash_before.count == 32)
    #expect(outcome.hash_after == outcome.hash_before)
    let svg = try String(contentsOfFile: plot, encoding: .utf8)
    #expect(Self.isWellFormed(svg))
    #expect(svg.contains("Largest differences"))
    #expect(svg.components(separatedBy: "<rect").count > 2 * 13 + 3)

    // For people: a table whose rows are equally wide where they have all columns.
    let shown = try Binary.run(["backtest", draft] + Self.year + connect)
    #expect(shown.exitCode == 0, "\(shown.errors)")
    #expect(shown.output.contains("state hash"))
    #expect(shown.output.contains("unchanged"))
    #expect(shown.output.contains("week of"))
    #expect(server.stop() == 0)

    // The same from the files alone, and still nothing has been changed.
    let again = try Self.backTest(draft, Self.year + ["--data", data])
    #expect(again.draft == 2 * points)
    #expect(again.hash_before == outcome.hash_before)
  }

  /// Whether each element is closed, in order.
  private static func isWellFormed(_ xml: String) -> Bool {
    var open: [Substring] = []
    var rest = xml[...]
    while let start = rest.firstIndex(of: "<") {
      guard !rest[..<start].contains(">"), let end = rest[start...].firstIndex(of: ">") else {
        return false
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      guard !tag.contains("<"), tag.count(where: { $0 == "\"" }) % 2 == 0 else { return false }
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(tag.prefix { $0 != " " && $0 != "\n" })
      }
    }
    return open.isEmpty && !rest.contains(">") && xml.contains("<svg")
  }

  @Test(.timeLimit(.minutes(1))) func `a period that is none is a wrong command line`() throws {
    let directory = TemporaryDirectory()
    let draft = try Self.programme(directory, points: 1)
    let server = try ServerProcess.start(data: directory.path + "/data")
    let connect = ["--connect", "127.0.0.1:\(server.port)"]
    _ = try Binary.run(["programme", "apply", draft, "--yes"] + connect)
    for (period, expected) in [
      ([], 64), (["--from", "2024-01-01"], 64),
      (["--from", "2024-02-30", "--to", "2024-03-01"], 64),
      (["--from", "2024-02-01", "--to", "2024-02-01"], 64),
      (["--from", "2024-02-01", "--to", "2024-02-02"], 0),
      (["--from", "2024-02-01T10:00:00Z", "--to", "2024-02-01T10:00:01Z"], 0),
    ] as [([String], Int32)] {
      let result = try Binary.run(["backtest", draft] + period + connect)
      #expect(result.exitCode == expected, "\(period): \(result.errors)")
    }
    #expect(server.stop() == 0)
  }
}
