import FealtyClient
import Testing

@Suite("Restarts")
struct RestartTests {
  @Test(
    "a request id is remembered over a restart",
    .timeLimit(.minutes(2)),
    arguments: [false, true]
  )
  func idempotency(afterKill: Bool) async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data)
    var till = Till(client: try server.client())
    try await till.putProgramme()
    try await till.enrol("ada")
    let id = till.client.makeRequestID()
    let refusedID = till.client.makeRequestID()
    let first = try await till.earn(12, for: "ada", receipt: "R1", id: id)
    let refusal = await #expect(throws: ClientError.self) {
      try await till.redeem(1000, of: "ada", id: refusedID)
    }

    if afterKill { server.kill() } else { #expect(server.stop() == 0) }
    server = try ServerProcess.start(data: data)
    till = Till(client: try server.client())

    let again = try await till.earn(12, for: "ada", receipt: "R1", id: id)
    #expect(again.outcome?.transactionID == first.outcome?.transactionID)
    #expect(again.outcome?.replayed == true)
    #expect(again.points == 12)
    // Enough points by now, and still the first answer: a refusal is an answer too.
    _ = try await till.earn(5000, for: "ada", receipt: "R2")
    let refusedAgain = await #expect(throws: ClientError.self) {
      try await till.redeem(1000, of: "ada", id: refusedID)
    }
    #expect(refusedAgain?.reason == .insufficientPoints)
    #expect(refusedAgain?.reason == refusal?.reason)
    #expect(try await till.available("ada") == 5012)

    // Another content under the same id is no retry.
    let conflict = await #expect(throws: ClientError.self) {
      try await till.earn(13, for: "ada", receipt: "R3", id: id)
    }
    #expect(conflict?.reason == .idempotencyConflict)
    // The same receipt under another id is the same sale.
    let duplicate = await #expect(throws: ClientError.self) {
      try await till.earn(12, for: "ada", receipt: "R1")
    }
    #expect(duplicate?.reason == .duplicateTransaction)
    #expect(duplicate?.status?.existingID == first.outcome?.transactionID)
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a second server on the same directory ends with exit code 73`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let server = try ServerProcess.start(data: data)
    let failure = #expect(throws: ServerProcess.StartFailure.self) {
      try ServerProcess.start(data: data)
    }
    #expect(failure?.exitCode == 73, "\(failure?.description ?? "")")
    // Reading it offline is no different.
    #expect(try Binary.run(["verify", data]).exitCode == 73)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a directory that cannot be made ends with exit code 74`() throws {
    let failure = #expect(throws: ServerProcess.StartFailure.self) {
      try ServerProcess.start(data: "/proc/nowhere/data")
    }
    #expect(failure?.exitCode == 74, "\(failure?.description ?? "")")
  }
}
