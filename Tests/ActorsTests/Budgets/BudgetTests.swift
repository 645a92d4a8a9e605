import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Budgets")
struct BudgetTests {
  // Goal: a budget that all shards spend at once is used up to its last point and never beyond.
  // Method: more is wanted than there is, in pieces that do not divide it.
  @Test func `eight connections use up a budget of 10,000 by sevens, to the last point`() throws {
    let budget = try BudgetRig(limit: 10_000)
    let requests = budget.requests(1_800, of: 7)
    let answers = try budget.answers(to: requests)
    let points = answers.map(\.points)
    #expect(points.reduce(0, +) == 10_000)
    #expect(points.allSatisfy { 0...7 ~= $0 })
    let state = try budget.state()
    #expect(state.used == 10_000 && state.left == 0)
    #expect(try budget.rig.verifyLedger().findings.isEmpty)
    // The same requests again: the same answers.
    let again = try budget.answers(to: requests)
    #expect(again.map(\.points) == points)
    #expect(again.allSatisfy { $0.outcome?.replayed == true })
    #expect(again.map(\.outcome?.transactionID) == answers.map(\.outcome?.transactionID))
    try budget.rig.stop()
  }

  // Goal: what was used is known again after a start, from a snapshot as from the log, on more
  // shards or fewer.
  @Test(arguments: [true, false], [1, 3])
  func `a budget goes on where it was after a restart`(_ isKilled: Bool, _ shards: Int) throws {
    let first = try BudgetRig(limit: 1_000)
    #expect(try first.earn(60, of: 7).reduce(0, +) == 420)
    let killed = first.rig.storage.killed()
    try first.rig.stop()
    let second = try BudgetRig(
      shards: shards,
      storage: isKilled ? killed : first.rig.storage,
      clock: first.rig.clock
    )
    #expect(try second.state().used == 420)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    #expect(try second.earn(200, of: 7).reduce(0, +) == 580)
    #expect(try second.state().left == 0)
    try second.rig.stop()
  }

  // Goal: a crash in the middle oversells nothing, and what was answered is still counted.
  @Test func `a kill while a budget is being spent loses and doubles nothing`() throws {
    let first = try BudgetRig(limit: 5_000)
    let requests = first.requests(600, of: 7)
    var known: Int64 = 0
    for answer in try first.answers(to: Array(requests[..<300])) { known += answer.points }
    // The other half is sent, and the disk is taken away while it is under way.
    for (place, request) in requests[300...].enumerated() {
      let call = (first.rig.newStream(), MethodID.earn, request)
      first.rig.send([call], shard: place % first.shards)
    }
    let disk = first.rig.storage.crashImage(seed: 7)
    let second = try BudgetRig(shards: 2, storage: disk, clock: first.rig.clock)
    let used = try second.state().used
    #expect(known...4_200 ~= used)
    // Whoever had no answer asks again.
    let sum = try second.answers(to: requests).reduce(0) { $0 + $1.points }
    #expect(sum == 4_200)
    #expect(try second.state().used == 4_200)
    #expect(try second.earn(200, of: 7).reduce(0, +) == 800)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    try second.rig.stop()
    try first.rig.stop()
  }

  // Goal: what one shard holds unspent is another's when it is wanted there.
  @Test func `what a shard was given and does not spend is recalled`() throws {
    let budget = try BudgetRig(limit: 1_000)
    // Every shard gets a chunk with its first earn.
    #expect(try budget.earn(BudgetRig.members, of: 1).reduce(0, +) == 32)
    // One member wants all that is left.
    let rest = try budget.rig.earn(2_000, for: "m0")
    #expect(rest.points == 968)
    #expect(try budget.rig.earn(1, for: "m1").points == 0)
    try budget.rig.stop()
  }

  @Test func `a return gives back, and another shard may have it`() throws {
    let budget = try BudgetRig(limit: 100)
    let first = try budget.rig.earn(100, for: "m0")
    #expect(first.points == 100)
    for member in 1..<8 { #expect(try budget.rig.earn(10, for: "m\(member)").points == 0) }
    try budget.reverse(first.outcome?.transactionID ?? "")
    #expect(try budget.state().used == 0)
    #expect(try budget.earn(40, of: 7).reduce(0, +) == 100)
    #expect(try budget.rig.verifyLedger().findings.isEmpty)
    try budget.rig.stop()
  }

  @Test func `a raised limit gives more, a lowered one nothing until enough came back`() throws {
    let budget = try BudgetRig(limit: 100)
    let first = try budget.rig.earn(60, for: "m0")
    #expect(try budget.earn(40, of: 7).reduce(0, +) == 40)
    try budget.put(limit: 150)
    #expect(try budget.earn(40, of: 7).reduce(0, +) == 50)
    try budget.put(limit: 120)
    #expect(try budget.earn(10, of: 7).reduce(0, +) == 0)
    #expect(try budget.state().left == 0)
    try budget.reverse(first.outcome?.transactionID ?? "")
    #expect(try budget.state().left == 30)
    #expect(try budget.earn(40, of: 7).reduce(0, +) == 30)
    try budget.rig.stop()
  }

  @Test func `a preview says what is left and takes nothing`() throws {
    let budget = try BudgetRig(limit: 100)
    let rig = budget.rig
    for reference in [nil, MemberReference(reference: .memberID("m3"))] {
      let answer = try rig.answer(
        EvaluateBasketResponse.self,
        MethodID.evaluateBasket,
        EvaluateBasketRequest(
          envelope: rig.envelope(),
          member: reference,
          basket: Basket(lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 30_000)])
        )
      )
      #expect(answer.points == 100)
    }
    #expect(try budget.state().used == 0)
    #expect(try budget.earn(40, of: 7).reduce(0, +) == 100)
    try rig.stop()
  }

  @Test func `a day's budget begins anew with the next day`() throws {
    let budget = try BudgetRig(limit: 50, period: .perDay)
    #expect(try budget.earn(20, of: 7).reduce(0, +) == 50)
    budget.rig.clock.advance(milliseconds: 86_400_000)
    #expect(try budget.earn(20, of: 7).reduce(0, +) == 50)
    #expect(try budget.state().used == 50)
    try budget.rig.stop()
  }

  // Goal: what is said to be used of a budget is what all members have used of it, and the record
  // says the same.
  @Test(arguments: [1, 4]) func `explanations say what all have used`(shards: Int) throws {
    let budgets = try BudgetRig(shards: shards, limit: 20)
    let rig = budgets.rig
    for member in 0..<3 { try rig.earn(2, for: "m\(member)") }
    let evaluated = try rig.answer(
      EvaluateBasketResponse.self,
      MethodID.evaluateBasket,
      EvaluateBasketRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("m3")),
        basket: Basket(lines: [BasketLine(quantity: 1, amountMinor: 500)]),
        explain: .explainFull
      )
    )
    #expect(evaluated.capsLeft.map(\.used) == [11])
    #expect(evaluated.capsLeft.map(\.left) == [9])
    #expect(evaluated.capsLeft.map(\.budgetID) == ["summer"])
    var request = rig.earnRequest(50, for: "m4")
    request.explain = .explainFull
    let earned = try rig.answer(EarnResponse.self, MethodID.earn, request)
    #expect(earned.points == 14)
    let explained = try rig.answer(
      ExplainTransactionResponse.self,
      MethodID.explainTransaction,
      ExplainTransactionRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("m4")),
        transactionID: earned.outcome?.transactionID ?? ""
      )
    )
    let cap = try #require(earned.applied.first?.cappedBy)
    #expect((cap.used, cap.left) == (20, 0))
    #expect(explained.applied.first?.cappedBy == cap)
    #expect(explained.inputs?.caps == [cap])
    #expect(explained.matches)
    try rig.stop()
  }
}
