import FealtyClient
import Foundation
import Testing

// Goal: the past is known from the archive as it was from the log, with the real binary. Method:
// the sample is replayed into a server with small segments; after two stops its log becomes
// archives; then a back-test, the ledger, `inspect` and `verify` say what they said before.
@Suite("The archive with the real binary")
struct ArchiveTests {
  private static let sample = Repository.path + "/Examples/sample"
  private static let year = ["--from", "2024-01-01", "--to", "2025-01-01"]
  private static let segments = ["--segment-bytes", "1114112"]

  private func names(_ data: String, _ prefix: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? []
    return all.filter { $0.hasPrefix(prefix) && !$0.hasSuffix(".tmp") }.sorted()
  }

  private func run(_ words: [String]) throws -> String {
    let result = try Binary.run(words)
    #expect(result.exitCode == 0, "\(words): \(result.errors)\(result.output)")
    return result.output
  }

  /// Waits for archives; the server makes them in the background.
  private func awaitArchives(_ data: String) async throws {
    let end = Date(timeIntervalSinceNow: 60)
    while names(data, "archive-").isEmpty || !names(data, "log-0000000001").isEmpty {
      try #require(Date() < end, "no archive was made")
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `back-test, history and ledger are the same from archived batches, and files prove it`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let programme = "\(Self.sample)/programme.json"
    var server = try ServerProcess.start(data: data, options: Self.segments)
    var connect = ["--connect", "127.0.0.1:\(server.port)"]
    _ = try run(
      [
        "replay", "\(Self.sample)/baskets.ndjson", "--members", "\(Self.sample)/members.ndjson",
        "--programme", programme, "--json",
      ] + connect
    )
    let before = try run(["backtest", programme] + Self.year + connect + ["--json"])
    #expect(server.stop() == 0)
    let records = try run(["inspect", data]).split(separator: "\n")
    #expect(names(data, "log-").count > 2)

    server = try ServerProcess.start(data: data, options: Self.segments)
    #expect(server.stop() == 0)
    server = try ServerProcess.start(data: data, options: Self.segments)
    try await awaitArchives(data)
    connect = ["--connect", "127.0.0.1:\(server.port)"]
    let after = try run(["backtest", programme] + Self.year + connect + ["--json"])
    #expect(try Self.figures(after) == Self.figures(before))
    #expect(server.stop() == 0)

    // All records are there, in their places.
    let kept = try run(["inspect", data]).split(separator: "\n")
    #expect(kept.prefix(records.count).elementsEqual(records))
    let archive = "\(data)/\(names(data, "archive-")[0])"
    let alone = try run(["inspect", archive]).split(separator: "\n")
    #expect(alone.elementsEqual(records.prefix(alone.count)) && !alone.isEmpty)
    let proof = try run(["verify", data])
    let archived = proof.split(separator: "\n").first { $0.hasPrefix("  archives ") }
    #expect(archived?.contains("batches 1–") == true && archived?.hasSuffix("ok") == true)

    // A bit of it: named, the server starts all the same, and nothing is deleted.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: archive))
    bytes[bytes.count / 2] ^= 16
    try bytes.write(to: URL(fileURLWithPath: archive))
    let bad = try Binary.run(["verify", data])
    #expect(bad.exitCode == 65 && bad.output.contains("archive-0000000001"))
    server = try ServerProcess.start(data: data, options: Self.segments)
    #expect(server.stop() == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: archive)) == bytes)
  }

  /// What a back-test found, without what changes with each run.
  private static func figures(_ output: String) throws -> String {
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
    let all = try #require(object as? [String: Any])
    let kept = all.filter { !$0.key.hasPrefix("hash") && !$0.key.contains("seconds") }
    let data = try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
    return String(decoding: data, as: UTF8.self)
  }
}
