import FealtyClient
import Foundation
import Testing

// Goal: what was acknowledged survives a crash, and nothing counts twice. Method: the real binary
// is killed at random moments under load, more than thirty times on the same directory; operations
// whose answer was lost are repeated under their ids after the restart, then every balance must be
// exactly the sum of the operations. Most of the time snapshots are taken meanwhile, one after the
// other, so that kills meet them at whatever they do.
@Suite("Crashes", .serialized)
struct CrashTests {
  private static let kills = 32
  private static let members = (0..<24).map { "member-\($0)" }
  /// Of the server, in turn.
  private static let options = [
    ["--snapshot-log-bytes", "20000"], ["--snapshot-log-bytes", "1", "--snapshot-level", "9"], [],
  ]

  @Test(.timeLimit(.minutes(10)))
  func `no acknowledged operation is lost and none is doubled by 32 kills`() async throws {
    var random = SeededNumbers(seed: 20_260_101)
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let book = Book(members: Self.members)

    var server = try ServerProcess.start(data: data)
    let first = Till(client: try server.client())
    try await first.putProgramme()
    for member in Self.members { try await first.enrol(member) }

    for round in 1...Self.kills {
      let target = Int.random(in: 1...300, using: &random)
      await load(server, book, round: round, target: target)
      server = try ServerProcess.start(data: data, options: Self.options[round % 3])
      let till = Till(client: try server.client())
      try await settle(book, till)
      let ledger = try await till.verifyLedger()
      #expect(ledger.balanced, "round \(round): \(ledger.findings)")
      for member in Self.members {
        let expected = await book.balance(of: member)
        let found = try await till.available(member)
        #expect(found == expected, "round \(round), \(member), killed after \(target) answers")
      }
    }

    let till = Till(client: try server.client())
    for member in Self.members {
      let found = try await till.transactions(of: member).map(\.transactionID)
      let acknowledged = await book.transactions(of: member)
      #expect(Set(found) == acknowledged, "\(member)")
      #expect(found.count == acknowledged.count, "\(member) has a transaction twice")
    }
    #expect(server.stop() == 0)
    let manifests = try FileManager.default.contentsOfDirectory(atPath: data)
      .filter { $0.hasSuffix(".manifest") }.sorted()
    // Each life may have had some, of which two are kept.
    let newest = try #require(manifests.last)
    #expect(manifests.count == 2 && newest > "snapshot-0000000005")
    let verified = try Binary.run(["verify", data])
    #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
  }

  /// Sends operations from several tasks, kills the server after `target` answers, and waits until
  /// every task has seen the end.
  private func load(_ server: ServerProcess, _ book: Book, round: Int, target: Int) async {
    let till: Till
    do { till = Till(client: try server.client(attempts: 1)) } catch {
      Issue.record("round \(round): \(error)")
      return
    }
    await withTaskGroup { group in
      for worker in 0..<12 {
        group.addTask { await work(till, book, worker, round, target) }
      }
      await book.answers(reach: target)
      server.kill()
    }
    till.client.close()
  }

  private func work(_ till: Till, _ book: Book, _ worker: Int, _ round: Int, _ target: Int) async {
    var count = 0
    while true {
      count += 1
      let member = Self.members[(worker * 2 + count % 2) % Self.members.count]
      let balance = await book.balance(of: member)
      let redeems = count % 4 == 0 && balance > 50
      let operation = Operation(
        id: till.client.makeRequestID(),
        member: member,
        points: redeems ? -3 : Int64(1 + count % 7),
        receipt: "R-\(round)-\(worker)-\(count)"
      )
      await book.begin(operation)
      do {
        await book.finish(operation, transaction: try await operation.send(till))
      } catch {
        // The server has gone; whether the operation counts is settled after the restart.
        return
      }
    }
  }

  /// Repeats what had no answer, under the same ids.
  private func settle(_ book: Book, _ till: Till) async throws {
    for operation in await book.open() {
      await book.finish(operation, transaction: try await operation.send(till))
    }
    await book.nextRound()
  }
}

/// One earn (points above zero) or redemption (below).
struct Operation: Sendable {
  let id: [UInt8]
  let member: String
  let points: Int64
  let receipt: String

  /// - Returns: The transaction's id.
  func send(_ till: Till) async throws -> String {
    if points > 0 {
      let answer = try await till.earn(points, for: member, receipt: receipt, id: id)
      #expect(answer.points == points)
      return answer.outcome?.transactionID ?? ""
    }
    let answer = try await till.redeem(-points, of: member, id: id)
    #expect(answer.points == -points)
    return answer.outcome?.transactionID ?? ""
  }
}

/// What the tills know: the acknowledged operations, and those that are still without an answer.
actor Book {
  private var balances: [String: Int64] = [:]
  private var known: [String: Set<String>] = [:]
  private var waiting: [[UInt8]: Operation] = [:]
  private var answers = 0
  private var watcher: (target: Int, continuation: CheckedContinuation<Void, Never>)?

  init(members: [String]) {
    for member in members { balances[member] = 0 }
  }

  func balance(of member: String) -> Int64 { balances[member] ?? 0 }
  func transactions(of member: String) -> Set<String> { known[member] ?? [] }
  func open() -> [Operation] { Array(waiting.values) }

  func begin(_ operation: Operation) {
    waiting[operation.id] = operation
  }

  func finish(_ operation: Operation, transaction: String) {
    waiting[operation.id] = nil
    balances[operation.member, default: 0] += operation.points
    let isNew = known[operation.member, default: []].insert(transaction).inserted
    #expect(isNew, "\(transaction) was the answer to two operations")
    answers += 1
    guard let (target, continuation) = watcher, answers >= target else { return }
    watcher = nil
    continuation.resume()
  }

  /// Waits for that many answers in this round.
  func answers(reach target: Int) async {
    if answers >= target { return }
    await withCheckedContinuation { watcher = (target, $0) }
  }

  func nextRound() { answers = 0 }
}

/// SplitMix64: the same seed, the same moments.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
