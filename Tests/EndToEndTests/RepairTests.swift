import FealtyClient
import Foundation
import Testing

// Goal: a server that refuses its directory starts again after a repair, with what the repair has
// announced. Method: a real server's log, a byte of which is changed behind its snapshot.
@Suite("Repair with the real binary")
struct RepairTests {
  /// The members' points that a server finds in a directory.
  private static func available(_ data: String) async throws -> Int64 {
    let server = try ServerProcess.start(data: data)
    let till = Till(client: try server.client())
    let points = try await till.available("ada")
    till.client.close()
    server.kill()
    return points
  }

  private static func contents(_ data: String) throws -> [String: Data] {
    var all: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: data) {
      all[name] = FileManager.default.contents(atPath: "\(data)/\(name)")
    }
    return all
  }

  @Test(.timeLimit(.minutes(2)))
  func `it says what would be lost, changes nothing unasked, and then the server starts`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data)
    var till = Till(client: try server.client())
    try await till.putProgramme()
    try await till.enrol("ada")
    for number in 0..<5 { _ = try await till.earn(2, for: "ada", receipt: "a\(number)") }
    till.client.close()
    #expect(server.stop() == 0)
    server = try ServerProcess.start(data: data)
    till = Till(client: try server.client())
    for number in 0..<5 { _ = try await till.earn(2, for: "ada", receipt: "b\(number)") }
    till.client.close()
    server.kill()
    let whole = try Binary.run(["repair", data])
    #expect(whole.exitCode == 0 && whole.output.contains("nothing to repair"), "\(whole.output)")

    // The last but two of the batches with records: two of them are lost with it.
    let log = data + "/log-0000000001"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: log))
    let magic = Data("FBAT".utf8)
    var places: [Int] = []
    var from = 512
    while let found = bytes.range(of: magic, in: from..<bytes.count) {
      if bytes[found.lowerBound + 6] == 1 { places.append(found.lowerBound) }
      from = found.upperBound
    }
    bytes[try #require(places.suffix(3).first) + 70] ^= 8
    try bytes.write(to: URL(fileURLWithPath: log))
    let before = try Self.contents(data)
    let refused = try Binary.run(["serve", "--data", data, "--listen", "127.0.0.1:0"])
    #expect(refused.exitCode == 65 && refused.errors.contains("badBatchInTheMiddle"))

    let shown = try Binary.run(["repair", data])
    #expect(shown.exitCode == 65)
    #expect(shown.output.contains("Nothing was changed"))
    #expect(shown.output.contains("and snapshot 1"))
    #expect(shown.output.contains("what was acknowledged"))
    #expect(shown.output.contains("cut it at byte"))
    #expect(try Self.contents(data) == before)

    let done = try Binary.run(["repair", data, "--apply"])
    #expect(done.exitCode == 0, "\(done.output)\(done.errors)")
    let kept = try Self.contents(data).filter { $0.key.hasPrefix("kept-") }
    #expect(kept.values.contains(bytes))
    #expect(try Binary.run(["verify", data]).exitCode == 0)
    let points = try await Self.available(data)
    #expect(points >= 10 && points < 20 && points % 2 == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  @Test func `what is no directory, or in use, is left alone`() throws {
    #expect(try Binary.run(["repair", "/nonexistent"]).exitCode == 64)
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let server = try ServerProcess.start(data: data)
    #expect(try Binary.run(["repair", data, "--apply"]).exitCode == 73)
    #expect(server.stop() == 0)
  }
}
