import FealtyClient
import Foundation
import Testing

/// A snapshot of a server that goes on, by the command and by itself.
@Suite("Snapshots of a running server")
struct SnapshotTests {
  @Test(.timeLimit(.minutes(1)))
  func `after a kill the server starts from it, and retries are answered as before`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let server = try ServerProcess.start(data: data)
    let till = Till(client: try server.client())
    try await till.putProgramme()
    try await till.enrol("ada")
    let ids = (0..<40).map { _ in till.client.makeRequestID() }
    for (number, id) in ids.prefix(20).enumerated() {
      _ = try await till.earn(2, for: "ada", receipt: "R-\(number)", id: id)
    }
    let taken = try Binary.run(["snapshot", "--connect", "127.0.0.1:\(server.port)"])
    #expect(taken.exitCode == 0 && taken.output.hasPrefix("snapshot 1: "), "\(taken.errors)")
    for (number, id) in ids.enumerated().dropFirst(20) {
      _ = try await till.earn(2, for: "ada", receipt: "R-\(number)", id: id)
    }
    let info = try await till.client.operations.getServerInfo(GetServerInfoRequest())
    #expect(info.snapshots == 1 && info.snapshotSequence == 1 && info.snapshotFailures == 0)
    till.client.close()
    server.kill()

    let again = try ServerProcess.start(data: data)
    let other = Till(client: try again.client())
    for (number, id) in ids.enumerated() {
      let answer = try await other.earn(2, for: "ada", receipt: "R-\(number)", id: id)
      #expect(answer.outcome?.replayed == true)
    }
    #expect(try await other.available("ada") == 80)
    other.client.close()
    #expect(again.stop() == 0)
    let verified = try Binary.run(["verify", data])
    #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
  }

  @Test func `without a server it says so`() throws {
    let result = try Binary.run(["snapshot", "--connect", "127.0.0.1:1"])
    #expect(result.exitCode != 0 && result.errors.contains("no Fealty server answers"))
  }
}
