import FealtyClient
import Testing

// Goal: a budget is spent to its last point and never beyond, whatever happens to the server.
// Method: the real binary on four shards, eight connections that want more than there is in pieces
// that do not divide it, one that looks all the time, and three kills; in the end every request is
// sent once more.
@Suite("One budget, many tills", .serialized)
struct BudgetRaceTests {
  private static let limit: Int64 = 10_000
  private static let members = (0..<40).map { "member-\($0)" }

  /// An earn of 7 points, under an id of its own.
  private struct Earn: Sendable {
    let id: [UInt8]
    let member: String
    let receipt: String
  }

  @Test(.timeLimit(.minutes(5)))
  func `eight connections and three kills: the sum is what fits, at every instant`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try Self.start(data)
    let first = Till(client: try server.client())
    try await first.putProgramme(budget: Self.limit)
    for member in Self.members { try await first.enrol(member) }
    let earns = (0..<1_600).map { number in
      Earn(
        id: first.client.makeRequestID(),
        member: Self.members[number % Self.members.count],
        receipt: "R-\(number)"
      )
    }

    let answers = Answers()
    var used: Int64 = 0
    for round in 1...3 {
      let tills = try Self.tills(of: server)
      let eye = Till(client: try server.client(attempts: 1))
      let looker = Task { [used] in await Self.look(eye, from: used) }
      await withTaskGroup { group in
        for (worker, till) in tills.enumerated() {
          group.addTask { await Self.work(till, earns, worker, answers) }
        }
        await answers.reach(380 * round)
        server.kill()
      }
      used = max(used, await looker.value)
      server = try Self.start(data)
      let till = Till(client: try server.client())
      let state = try await till.budget()
      #expect(used...Self.limit ~= state.used, "round \(round)")
      let known = await answers.points
      #expect(state.used >= known, "round \(round): what was acknowledged is counted")
      #expect(try await till.verifyLedger().balanced)
      used = state.used
    }

    let known = await answers.byReceipt
    let all = Answers()
    let tills = try Self.tills(of: server)
    await withTaskGroup { group in
      for (worker, till) in tills.enumerated() {
        group.addTask { await Self.work(till, earns, worker, all) }
      }
    }
    let last = await all.byReceipt
    #expect(last.count == earns.count)
    for (receipt, answer) in known { #expect(last[receipt] == answer, "\(receipt)") }
    #expect(last.values.reduce(0) { $0 + $1.points } == Self.limit)
    let till = Till(client: try server.client())
    let state = try await till.budget()
    #expect(state.used == Self.limit && state.left == 0)
    var sum: Int64 = 0
    for member in Self.members { sum += try await till.available(member) }
    #expect(sum == Self.limit)
    #expect(server.stop() == 0)
    let verified = try Binary.run(["verify", data])
    #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
  }

  private static func start(_ data: String) throws -> ServerProcess {
    try ServerProcess.start(data: data, options: ["--shards", "4"])
  }

  /// Eight, each with a connection of its own, that do not ask again.
  private static func tills(of server: ServerProcess) throws -> [Till] {
    try (0..<8).map { _ in Till(client: try server.client(attempts: 1)) }
  }

  /// Sends every eighth earn that has no answer yet, until the server is gone.
  private static func work(
    _ till: Till,
    _ earns: [Earn],
    _ worker: Int,
    _ answers: Answers
  ) async {
    defer { till.client.close() }
    let known = await answers.byReceipt
    for place in stride(from: worker, to: earns.count, by: 8) {
      let earn = earns[place]
      if known[earn.receipt] != nil { continue }
      let answer = try? await till.earn(7, for: earn.member, receipt: earn.receipt, id: earn.id)
      guard let answer else { return }
      await answers.note(earn.receipt, answer)
    }
  }

  /// Looks until the server is gone: used never sinks and is never beyond the limit.
  ///
  /// - Returns: What was seen last.
  private static func look(_ till: Till, from: Int64) async -> Int64 {
    defer { till.client.close() }
    var used = from
    while let state = try? await till.budget() {
      #expect(used...limit ~= state.used)
      #expect(state.used + state.left == limit)
      used = state.used
    }
    return used
  }

  /// What was answered, by receipt.
  private actor Answers {
    struct Answer: Equatable {
      var transaction: String
      var points: Int64
    }

    private(set) var byReceipt: [String: Answer] = [:]
    private var watcher: (target: Int, continuation: CheckedContinuation<Void, Never>)?

    var points: Int64 { byReceipt.values.reduce(0) { $0 + $1.points } }

    func note(_ receipt: String, _ response: EarnResponse) {
      #expect(0...7 ~= response.points)
      byReceipt[receipt] = Answer(
        transaction: response.outcome?.transactionID ?? "",
        points: response.points
      )
      guard let watcher, byReceipt.count >= watcher.target else { return }
      self.watcher = nil
      watcher.continuation.resume()
    }

    /// Waits until there are so many.
    func reach(_ target: Int) async {
      guard byReceipt.count < target else { return }
      await withCheckedContinuation { watcher = (target, $0) }
    }
  }
}

extension Till {
  /// 1 point per 1.00, from a budget.
  fileprivate func putProgramme(budget: Int64) async throws {
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      budgetIDs: ["all"]
    )
    let programme = Programme(
      programID: Self.programID,
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      promotions: [base],
      budgets: [Budget(budgetID: "all", period: .perLife, limit: budget)]
    )
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope(), programme: programme)
    )
  }

  fileprivate func budget() async throws -> BudgetState {
    let listed = try await client.programmes.listPromotions(
      ListPromotionsRequest(envelope: envelope())
    )
    return listed.budgets.first ?? BudgetState()
  }
}
