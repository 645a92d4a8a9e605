import FealtyClient
import Foundation
import Testing

/// A reversal reads its member's past from the log; tills that go on earning for the same member
/// must not put it off.
@Suite("Reversals under load")
struct ReversalUnderLoadTests {
  @Test(.timeLimit(.minutes(1)))
  func `a reversal succeeds while the member is changed without a break`() async throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    try await till.putProgramme()
    try await till.enrol("ada")
    var firsts: [String] = []
    for number in 0..<10 {
      let answer = try await till.earn(100, for: "ada", receipt: "first-\(number)")
      firsts.append(answer.outcome?.transactionID ?? "")
    }
    // Every flush of the log has records of this member, and so has every turn.
    let isOver = Flag()
    let lanes = (0..<64).map { lane in
      Task {
        var count: Int64 = 0
        while !isOver.value {
          count += try await till.earn(1, for: "ada", receipt: "\(lane)-\(count)").points
        }
        return count
      }
    }
    for first in firsts {
      let reversal = try await till.client.points.reverseEarn(
        ReverseEarnRequest(envelope: till.envelope(), transactionID: first),
        options: CallOptions(timeout: .seconds(5))
      )
      #expect(reversal.points == 100)
      #expect(reversal.availableTaken == 100)
    }
    // The statement, too, is read while the member moves.
    let page = try await till.client.points.listTransactions(
      ListTransactionsRequest(
        envelope: till.envelope(),
        member: MemberReference(reference: .memberID("ada")),
        kinds: [.earnReversal]
      ),
      options: CallOptions(timeout: .seconds(5))
    )
    #expect(page.transactions.allSatisfy { $0.kind == .earnReversal })
    let ledger = try await till.verifyLedger()
    #expect(ledger.balanced && ledger.findings.isEmpty)
    isOver.raise()
    var earned: Int64 = 0
    for lane in lanes { earned += try await lane.value }
    #expect(try await till.available("ada") == earned)
    #expect(try await till.verifyLedger().balanced)
    #expect(server.stop() == 0)
  }
}

/// Raised once, seen by all.
private final class Flag: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `isRaised` is read and changed under `lock`.
  private let lock = NSLock()
  private var isRaised = false

  var value: Bool { lock.withLock { isRaised } }
  func raise() { lock.withLock { isRaised = true } }
}
