import FealtyClient
import Foundation
import Testing

// Goal: a benefit's limit is never passed, and what was answered is counted, whatever tills ask at
// once and whenever the server is killed. Method: the real server, tills that all ask for the same
// benefit of the same member while it is killed, and the tool.
@Suite("Benefits with the real binary")
struct BenefitTests {
  private static let ada = MemberReference(reference: .memberID("ada"))
  private static let limit: Int64 = 60

  private static func prepare(_ client: FealtyClient) async throws {
    let envelope = Envelope(programID: Till.programID)
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(
        envelope: envelope,
        programme: Programme(
          programID: Till.programID,
          currency: "EUR",
          defaultTokenID: "points",
          tokens: [Token(tokenID: "points")],
          tiers: ["basic", "gold"],
          benefits: [
            Benefit(
              benefitID: "coffee",
              tiers: ["gold"],
              limit: limit,
              period: .benefitEver,
              active: true
            )
          ]
        )
      )
    )
    _ = try await client.members.enrol(
      EnrolRequest(envelope: envelope, member: ada, mode: .create, tier: "gold")
    )
  }

  private static func avail(_ client: FealtyClient) async throws -> CheckBenefitResponse {
    try await client.benefits.checkBenefit(
      CheckBenefitRequest(
        envelope: Envelope(programID: Till.programID),
        member: ada,
        benefitID: "coffee",
        mode: .benefitAvail
      )
    )
  }

  private static func state(_ client: FealtyClient) async throws -> BenefitState {
    let answer = try await client.benefits.listBenefits(
      ListBenefitsRequest(envelope: Envelope(programID: Till.programID), member: ada)
    )
    return try #require(answer.benefits.first)
  }

  @Test(.timeLimit(.minutes(2)))
  func `tills at once never pass a limit, and a kill loses none that was answered`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data)
    try await Self.prepare(try server.client())
    var answered: Set<String> = []
    for _ in 0..<2 {
      let process = server
      let client = try server.client(attempts: 1)
      let ids = await withTaskGroup(of: [String].self) { group in
        for _ in 0..<4 {
          group.addTask {
            var ids: [String] = []
            for _ in 0..<6 {
              guard let answer = try? await Self.avail(client) else { continue }
              ids.append(answer.outcome?.transactionID ?? "")
              // In the middle of what the tills ask.
              if ids.count == 4 { process.kill() }
            }
            return ids
          }
        }
        return await group.reduce(into: []) { $0 += $1 }
      }
      answered.formUnion(ids)
      server = try ServerProcess.start(data: data)
      let used = try await Self.state(try server.client()).used
      #expect(used >= Int64(answered.count) && used <= Self.limit)
    }
    // Now as many as there are, and not one more.
    let client = try server.client()
    let before = try await Self.state(client).used
    let given = try await withThrowingTaskGroup(of: Int64.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var given: Int64 = 0
          for _ in 0..<Self.limit {
            do {
              given += try await Self.avail(client).quantity
            } catch let error as ClientError where error.reason == .benefitLimitReached {
              continue
            }
          }
          return given
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(before + given == Self.limit)
    let state = try await Self.state(client)
    #expect(state.used == Self.limit && state.remaining == 0 && !state.eligible)
    let till = Till(client: client)
    let had = try await till.transactions(of: "ada").filter { $0.kind == .benefitUsed }
    #expect(Int64(had.count) == Self.limit)
    #expect(answered.isSubset(of: Set(had.map(\.transactionID))))
    // The tool takes one back.
    let last = try #require(had.first)
    let reversed = try Binary.run([
      "call", "Points/ReverseEarn", "--connect", "127.0.0.1:\(server.port)", "--json",
      "{\"envelope\":{\"programId\":\"\(Till.programID)\"},"
        + "\"transactionId\":\"\(last.transactionID)\"}",
    ])
    #expect(reversed.exitCode == 0, "\(reversed.errors)")
    #expect(try await Self.state(client).remaining == 1)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }
}
