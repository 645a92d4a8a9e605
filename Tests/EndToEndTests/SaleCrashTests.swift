import FealtyClient
import Foundation
import Testing

// Goal: a sale in one piece is whole after a crash or not there at all, and every sale of a replay
// is explained as it was booked. Method: the real binary, killed under load; the sample's baskets.
@Suite("Sales in one piece", .serialized)
struct SaleCrashTests {
  private static let kills = 8
  private static let members = (0..<8).map { "member-\($0)" }

  @Test(.timeLimit(.minutes(5)))
  func `kills leave every sale whole or not there, and its retry counts once`() async throws {
    var random = SeededNumbers(seed: 20_260_102)
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let book = SaleBook()
    var server = try ServerProcess.start(data: data)
    let first = Till(client: try server.client())
    try await first.putProgramme()
    for member in Self.members {
      try await first.enrol(member)
      _ = try await first.earn(1_000_000, for: member, receipt: "first-\(member)")
    }
    for round in 1...Self.kills {
      let target = Int.random(in: 20...200, using: &random)
      await load(server, book, target: target)
      server = try ServerProcess.start(data: data)
      let till = Till(client: try server.client())
      for (id, member) in await book.unanswered {
        try await book.note(id, till.sale(id, of: member))
      }
      let ledger = try await till.verifyLedger()
      #expect(ledger.balanced, "round \(round): \(ledger.findings)")
      for member in Self.members {
        let sales = await book.answered(of: member)
        // Each pays 3, earns 10 and locks 2 of these.
        #expect(
          try await till.available(member) == 1_000_000 + 5 * sales,
          "round \(round), \(member)"
        )
        let kinds = try await till.transactions(of: member).map(\.kind)
        for kind in [TransactionKind.redeem, .lock] {
          #expect(kinds.count { $0 == kind } == Int(sales), "round \(round), \(member)")
        }
        #expect(kinds.count { $0 == .earn } == Int(sales) + 1, "round \(round), \(member)")
      }
    }
    #expect(server.stop() == 0)
  }

  private func load(_ server: ServerProcess, _ book: SaleBook, target: Int) async {
    let till: Till
    do { till = Till(client: try server.client(attempts: 1)) } catch {
      Issue.record("\(error)")
      return
    }
    let goal = await book.count + target
    await withTaskGroup { group in
      for member in Self.members {
        group.addTask {
          while true {
            let id = till.client.makeRequestID()
            await book.begin(id, member)
            // The server has gone when it fails; whether the sale counts is found out afterwards.
            guard let answer = try? await till.sale(id, of: member) else { return }
            await book.note(id, answer)
            if await book.reaches(goal) { return }
          }
        }
      }
      // The sales of the others are under way.
      await group.next()
      server.kill()
    }
    till.client.close()
  }

  @Test(.timeLimit(.minutes(5)))
  func `every earn of the sample's replay is derived anew as it was booked`() async throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let sample = Repository.path + "/Examples/sample"
    let result = try Binary.run([
      "replay", "\(sample)/baskets.ndjson", "--members", "\(sample)/members.ndjson",
      "--programme", "\(sample)/programme.json", "--connect", "127.0.0.1:\(server.port)", "--json",
    ])
    #expect(result.exitCode == 0, "\(result.errors)\(result.output)")
    let programme = try Self.firstText("programId", in: "\(sample)/programme.json")
    let text = try String(contentsOfFile: "\(sample)/members.ndjson", encoding: .utf8)
    let client = try server.client()
    var earns = 0
    for row in text.split(separator: "\n") {
      guard let range = row.firstRange(of: /"member_id" *: *"([^"]*)"/) else { continue }
      let id = row[range].split(separator: "\"").last.map(String.init) ?? ""
      let envelope = Envelope(programID: programme)
      let member = MemberReference(reference: .memberID(id))
      let request = StreamTransactionsRequest(envelope: envelope, member: member)
      for try await transaction in client.points.streamTransactions(request)
      where transaction.kind == .earn {
        let answer = try await client.points.explainTransaction(
          ExplainTransactionRequest(
            envelope: envelope,
            member: member,
            transactionID: transaction.transactionID
          )
        )
        #expect(answer.matches, "\(transaction)")
        earns += 1
      }
    }
    #expect(earns == 2_000)
    #expect(server.stop() == 0)
  }

  private static func firstText(_ name: String, in path: String) throws -> String {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    let fields = try #require(object as? [String: Any])
    return try #require(fields[name] as? String)
  }
}

extension Till {
  /// A sale of 10.03 of which 3 points pay 0.03; it earns 10, of which 2 are locked.
  fileprivate func sale(_ id: [UInt8], of member: String) async throws -> PostSaleResponse {
    let line = BasketLine(sku: "SKU-1", quantity: 1, amountMinor: 1_000)
    return try await client.points.postSale(
      PostSaleRequest(
        envelope: envelope(id),
        member: MemberReference(reference: .memberID(member)),
        basket: Basket(currency: "EUR", lines: [line]),
        ops: [
          SaleOp(op: .redeem(RedeemOp(mode: .sale, points: 3))),
          SaleOp(op: .earn(EarnOp())),
          SaleOp(op: .lock(LockOp(points: 2, reason: "kept", earnedHere: true))),
        ],
        commit: true
      )
    )
  }
}

/// What the tills know of their sales.
private actor SaleBook {
  private var open: [[UInt8]: String] = [:]
  private var done: [String: Int64] = [:]
  private(set) var count = 0
  private var reached = 0

  var unanswered: [([UInt8], String)] { open.map { ($0.key, $0.value) } }

  func answered(of member: String) -> Int64 { done[member] ?? 0 }

  /// Whether so many sales have been answered; true once for each number.
  func reaches(_ goal: Int) -> Bool {
    guard count >= goal, goal > reached else { return false }
    reached = goal
    return true
  }

  func begin(_ id: [UInt8], _ member: String) { open[id] = member }

  func note(_ id: [UInt8], _ answer: PostSaleResponse) {
    #expect(answer.committed)
    #expect(answer.results.count == 3)
    guard let member = open.removeValue(forKey: id) else { return }
    done[member, default: 0] += 1
    count += 1
  }
}
