import FealtyClient
import Testing

@Suite("One balance, many tills")
struct RedemptionRaceTests {
  private enum Answer: Equatable, Sendable {
    case redeemed(transaction: String)
    case refused(Reason)
  }

  @Test(.timeLimit(.minutes(2)))
  func `twenty redemptions of all points at once: one wins, and retries get the same answers`()
    async throws
  {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let setUp = Till(client: try server.client())
    try await setUp.putProgramme()
    try await setUp.enrol("ada")
    _ = try await setUp.earn(100, for: "ada", receipt: "R1")

    let tills = try (0..<20).map { _ in Till(client: try server.client()) }
    let ids = tills.map { $0.client.makeRequestID() }
    let first = try await redeem(tills, ids)
    let second = try await redeem(tills.reversed(), ids.reversed()).reversed()

    #expect(first.count { if case .redeemed = $0 { true } else { false } } == 1)
    #expect(first.count { $0 == .refused(.insufficientPoints) } == 19)
    #expect(first == Array(second))
    #expect(try await setUp.available("ada") == 0)
    #expect(try await setUp.verifyLedger().balanced)
    #expect(server.stop() == 0)
  }

  private func redeem(_ tills: [Till], _ ids: [[UInt8]]) async throws -> [Answer] {
    try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
      for (index, till) in tills.enumerated() {
        let id = ids[index]
        group.addTask {
          do {
            let answer = try await till.redeem(100, of: "ada", id: id)
            return (index, .redeemed(transaction: answer.outcome?.transactionID ?? ""))
          } catch let error as ClientError where error.code == .failedPrecondition {
            return (index, .refused(error.reason))
          }
        }
      }
      var answers = [Answer](repeating: .refused(Reason.reasonNone), count: tills.count)
      for try await (index, answer) in group { answers[index] = answer }
      return answers
    }
  }
}
