import FealtyClient
import FealtyWire
import Foundation
import Testing

// Goal: lots that expire by time alone do so once each, at their instants and in their order,
// whatever becomes of the process. Method: the real binary is killed again and again while
// thousands of lots expire; then statements, ledger, log and the hash of the state are looked at.
@Suite("Crashes while points expire", .serialized)
struct ExpiryCrashTests {
  private static let members = (0..<2_000).map { "member-\($0)" }
  /// Each earn gives so many lots of a point, which live for so long and longer, milliseconds.
  private static let lots = 8
  private static let life: Int64 = 700
  private static let kills = 7

  @Test(.timeLimit(.minutes(5)))
  func `every lot expires once, in order, through kills among thousands of expiries`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let serving = ["--shards", "2"]
    var server = try ServerProcess.start(data: data, options: serving)
    var till = Till(client: try server.client())
    try await earn(till)

    let issued = Int64(Self.members.count * Self.lots)
    var expired: Int64 = 0
    var amongExpiries = 0
    for kill in 1...Self.kills {
      let goal = max(expired + 1, issued * Int64(kill) / Int64(Self.kills + 1))
      let found = try await expiry(till, reaches: min(goal, issued))
      if found < issued { amongExpiries += 1 }
      server.kill()
      till.client.close()
      server = try ServerProcess.start(data: data, options: serving)
      till = Till(client: try server.client())
      // What somebody was shown is there still; what came due meanwhile may be, too.
      expired = try await expiry(till, reaches: 0)
      #expect(expired >= found, "kill \(kill)")
    }
    #expect(amongExpiries > 0)

    #expect(try await expiry(till, reaches: issued) == issued)
    try await checkStatements(till)
    let hash = try await till.stateHash()
    #expect(server.stop() == 0)
    let verified = try Binary.run(["verify", data])
    #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
    try checkLog(data)
    // From the snapshot of the stop, and after a kill; with other shards, too.
    for options in [serving, ["--shards", "3"]] {
      server = try ServerProcess.start(data: data, options: options)
      till = Till(client: try server.client())
      #expect(try await till.stateHash() == hash)
      #expect(try await expiry(till, reaches: 0) == issued)
      server.kill()
    }
  }

  // MARK: - Steps

  /// Enrols everybody, and lets everybody earn once.
  private func earn(_ till: Till) async throws {
    try await till.putProgramme()
    try await till.putLives((1...Self.lots).map { Int64($0) * Self.life })
    try await withThrowingTaskGroup { group in
      for lane in 0..<32 {
        group.addTask {
          for place in stride(from: lane, to: Self.members.count, by: 32) {
            try await till.enrol(Self.members[place])
            let earned = try await till.earn(0, for: Self.members[place], receipt: "")
            #expect(earned.points == Int64(Self.lots))
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Asks until so many points have expired.
  private func expiry(_ till: Till, reaches goal: Int64) async throws -> Int64 {
    while true {
      let ledger = try await till.verifyLedger()
      #expect(ledger.balanced, "\(ledger.findings)")
      let expired = ledger.totals.first?.expired ?? 0
      if expired >= goal { return expired }
    }
  }

  // MARK: - Checks

  private func checkStatements(_ till: Till) async throws {
    for member in Self.members.prefix(200) {
      let entries = try await till.transactions(of: member).reversed()
      let ends = entries.first?.lots.map(\.expiresAtMs).sorted() ?? []
      #expect(entries.map(\.kind) == [.earn] + ends.map { _ in .expiry }, "\(member)")
      #expect(entries.dropFirst().map(\.occurredAtMs) == ends, "\(member)")
      #expect(entries.dropFirst().allSatisfy { $0.points == -1 }, "\(member)")
    }
  }

  /// Each lot of the log has one expiry, at its instant, and a shard's expiries follow one another
  /// in the order of time.
  private func checkLog(_ data: String) throws {
    let shown = try Binary.run(["inspect", data])
    #expect(shown.exitCode == 0, "\(shown.errors)")
    var promised: [String: [Int64]] = [:]
    var expired: [String: [Int64]] = [:]
    var newest: [Int64] = [0, 0]
    for line in shown.output.split(separator: "\n") {
      let json = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let record = try #require(json as? [String: Any])
      guard let body = record["body"] as? [String: Any], let kind = body["kind"] as? String else {
        continue
      }
      let entity = try #require(record["entity"] as? String)
      if kind == "EARN" {
        let lots = body["lotsMade"] as? [[String: Any]] ?? []
        promised[entity] = lots.compactMap { Self.milliseconds($0["expiresAtMs"]) }.sorted()
      }
      guard kind == "EXPIRY" else { continue }
      let number = try #require(UInt64(entity, radix: 16))
      let recordedAt = try #require(Self.milliseconds(record["recorded_at_ms"]))
      let at = Self.milliseconds(body["effectiveAtMs"]) ?? recordedAt
      #expect(at <= recordedAt)
      let shard = StableHash.shard(number, count: 2)
      #expect(at >= newest[shard], "\(line)")
      newest[shard] = at
      expired[entity, default: []].append(at)
    }
    #expect(promised.count == Self.members.count)
    #expect(promised.values.allSatisfy { $0.count == Self.lots })
    #expect(promised == expired)
  }

  /// A number of 64 bits, which JSON has as text.
  private static func milliseconds(_ value: Any?) -> Int64? {
    (value as? String).flatMap { Int64($0) } ?? value as? Int64
  }
}

extension Till {
  /// Adds promotions that give every basket a point, which lives for so many milliseconds.
  fileprivate func putLives(_ lives: [Int64]) async throws {
    let promotions = lives.map { life in
      Promotion(
        promotionID: "for-\(life)",
        name: "for \(life) ms",
        mechanic: .fixed(Fixed(points: 1)),
        lotTerms: LotTerms(expiresAfterMs: life)
      )
    }
    _ = try await client.programmes.putPromotions(
      PutPromotionsRequest(envelope: envelope(), promotions: promotions)
    )
  }

  fileprivate func stateHash() async throws -> [UInt8] {
    try await client.operations.getStateHash(GetStateHashRequest(envelope: envelope())).hash
  }
}
