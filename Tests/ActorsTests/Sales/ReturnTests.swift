import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Returned lines")
struct ReturnTests {
  @Test("what remains is worth 50 of 70: 20 points come back", arguments: [true, false])
  func vector(keepsBatches: Bool) throws {
    let sales = try SaleRig(keepsBatches: keepsBatches)
    let bought = try sales.earn(SaleRig.three)
    #expect(bought.points == 70)
    let id = bought.outcome?.transactionID ?? ""
    let request = sales.returnRequest(id, [ReturnedLine(line: 3)])
    let answer = try sales.giveBack(request)
    #expect([answer.before, answer.after, answer.delta] == [70, 50, -20])
    #expect(answer.effects?.points == 20)
    #expect(answer.effects?.availableTaken == 20)
    #expect(!answer.full)
    #expect(
      Dictionary(uniqueKeysWithValues: answer.applied.map { ($0.promotionID, $0.points) })
        == ["base": 20, "bonus-a": 10, "bonus-b": 20]
    )
    #expect(try sales.rig.available() == 50)
    var again = try sales.giveBack(request)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == answer)
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }

  @Test func `what was just bought comes back without a reading of the log`() throws {
    let sales = try SaleRig()
    let bought = try sales.earn(SaleRig.three)
    sales.rig.pool.isHeld = true
    for line in 1...3 {
      #expect(try sales.giveBack(bought, ReturnedLine(line: Int32(line))).full == (line == 3))
    }
    #expect(try sales.explain(bought.outcome?.transactionID ?? "").matches)
    sales.rig.pool.isHeld = false
    try sales.rig.stop()
  }

  @Test func `pieces and money come back, never more than is left`() throws {
    let sales = try SaleRig()
    // 4 pieces for 10.00: 10 base, 2 sets of 7, and 3 for each 2.50.
    let bought = try sales.earn(Basket(lines: [SaleRig.line("D", 1_000, pieces: 4)]))
    #expect(bought.points == 10 + 14 + 12)
    // 3 pieces, 7.50.
    #expect(try sales.giveBack(bought, ReturnedLine(line: 1, quantity: 1)).after == 7 + 7 + 9)
    // 5.00 of it.
    let money = ReturnedLine(line: 1, amountMinor: 250)
    #expect(try sales.giveBack(bought, money).after == 5 + 7 + 6)
    let refused: [(ReturnedLine, Reason)] = [
      (ReturnedLine(line: 1, quantity: 4), .aboveMax),
      (ReturnedLine(line: 1, amountMinor: 501), .aboveMax),
      (ReturnedLine(line: 2), .invalidField), (ReturnedLine(), .invalidField),
      (ReturnedLine(lineID: "none"), .invalidField),
      (ReturnedLine(line: 1, quantity: 1, amountMinor: 1), .invalidField),
      (ReturnedLine(line: 1, quantity: -1), .invalidField),
    ]
    for (line, reason) in refused {
      #expect(sales.status { _ = try sales.giveBack(bought, line) }?.reason == reason, "\(line)")
    }
    let twice = sales.status {
      _ = try sales.giveBack(bought, ReturnedLine(line: 1), ReturnedLine(lineID: "line-D"))
    }
    #expect(twice?.reason == .invalidField)
    let rest = try sales.giveBack(bought, ReturnedLine(line: 1))
    #expect([rest.before, rest.after] == [18, 0])
    #expect(rest.full)
    #expect(
      sales.status { _ = try sales.giveBack(bought, ReturnedLine(line: 1)) }?.reason
        == .alreadyReversed
    )
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }

  // Goods by weight have no pieces: where points have paid them whole, nothing of the line is left
  // to count, and yet it is the buyer's. Only what came back counts as taken off the receipt.
  @Test(
    "a line without pieces that points paid is there until it comes back",
    arguments: [
      // What points pay of 0.99 by weight with a bonus of 10 and of 50.00; what the sale earns,
      // without the second line, and without the first.
      (0, 60, 10, 50), (99, 60, 10, 49), (4_000, 20, 10, 10), (5_099, 10, 10, 0),
    ] as [(Int64, Int64, Int64, Int64)]
  )
  func weighed(tender: Int64, all: Int64, first: Int64, second: Int64) throws {
    for line in 1...2 as ClosedRange<Int32> {
      let sales = try SaleRig()
      let before = sales.member.standing
      var basket = Basket(lines: [SaleRig.line("A", 99, pieces: 0), SaleRig.line("X", 5_000)])
      basket.tenders = [Tender(kind: "points", amountMinor: tender)]
      let bought = try sales.earn(basket)
      #expect(bought.points == all)
      let explained = try sales.explain(bought.outcome?.transactionID ?? "")
      #expect(explained.matches)
      #expect(explained.applied == bought.applied)
      let answer = try sales.giveBack(bought, ReturnedLine(line: line))
      #expect([answer.before, answer.after] == [all, line == 2 ? first : second])
      #expect(try sales.giveBack(bought, ReturnedLine(line: 3 - line)).full)
      #expect(sales.member.standing == before)
      try sales.rig.stop()
    }
  }

  @Test func `the hash of what stands says that all came back`() throws {
    let sales = try SaleRig(shards: 2)
    func hashes() throws -> GetStateHashResponse {
      try sales.rig.answer(
        GetStateHashResponse.self,
        MethodID.getStateHash,
        GetStateHashRequest(envelope: sales.rig.envelope())
      )
    }
    try sales.earn(SaleRig.three)
    let before = try hashes()
    let bought = try sales.earn(SaleRig.three)
    let between = try hashes()
    #expect(try sales.giveBack(bought, ReturnedLine(line: 2)).delta == -30)
    #expect(try sales.giveBack(bought, ReturnedLine(line: 1), ReturnedLine(line: 3)).full)
    let after = try hashes()
    #expect(before.standingHash.count == 16 && between.standingHash != before.standingHash)
    #expect(after.standingHash == before.standingHash && after.hash != before.hash)
    try sales.rig.stop()
  }

  // Caps, counters, pending points and codes included.
  @Test("whatever is bought and returned in full leaves things as they were", arguments: 0..<6)
  func everything(seed: UInt64) throws {
    var random = Dice(seed: seed)
    let sales = try SaleRig()
    for _ in 0..<5 { try sales.earn(random.basket()) }
    for round in 0..<12 {
      let before = sales.member
      let basket = random.basket()
      let bought = try sales.earn(basket)
      var places = Array(basket.lines.indices).shuffled(using: &random)
      var back: Int64 = 0
      while !places.isEmpty {
        let count = Int.random(in: 1...places.count, using: &random)
        let lines = places.prefix(count).map { ReturnedLine(line: Int32($0 + 1)) }
        places.removeFirst(count)
        let request = sales.returnRequest(bought.outcome?.transactionID ?? "", lines)
        let answer = try sales.giveBack(request)
        #expect(answer.full == places.isEmpty)
        #expect(answer.before == bought.points - back)
        back += answer.before - answer.after
        #expect(answer.effects?.points == answer.before - answer.after)
      }
      #expect(back == bought.points)
      #expect(sales.member.standing == before.standing, "round \(round)")
      sales.rig.clock.advance(milliseconds: 3_600_000)
    }
    #expect(try sales.rig.verifyLedger().balanced)
    let state = sales.member
    let image = sales.rig.storage.copied()
    try sales.rig.stop()
    let restarted = SaleRig(try EngineRig(storage: image, clock: sales.rig.clock))
    #expect(restarted.member == state)
    try restarted.rig.stop()
  }

  @Test func `a full reversal after returns takes the rest, and is the full one`() throws {
    let sales = try SaleRig()
    let before = sales.member.standing
    let bought = try sales.earn(SaleRig.three)
    _ = try sales.giveBack(bought, ReturnedLine(lineID: "line-B"))
    let reversal = ReverseEarnRequest(
      envelope: sales.rig.envelope(),
      member: SaleRig.ada,
      transactionID: bought.outcome?.transactionID ?? ""
    )
    let answer = try sales.rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      reversal
    )
    #expect(answer.points == 40)
    #expect(answer.alreadyReversed == 30)
    #expect(sales.member.standing == before)
    let late = sales.status { _ = try sales.giveBack(bought, ReturnedLine(line: 1)) }
    #expect(late?.reason == .alreadyReversed)
    #expect(late?.existingID == answer.outcome?.transactionID)
    try sales.rig.stop()
  }

  @Test func `a return's own receipt counts once, whatever sales have that number`() throws {
    let sales = try SaleRig(shards: 2)
    var basket = SaleRig.three
    basket.receiptNumber = "R-1"
    let bought = try sales.earn(basket)
    let id = bought.outcome?.transactionID ?? ""
    let first = try sales.giveBack(
      sales.returnRequest(id, [ReturnedLine(line: 1)], receipt: "R-1")
    )
    func again() -> Status? {
      sales.status {
        let request = sales.returnRequest(id, [ReturnedLine(line: 2)], receipt: "R-1")
        _ = try sales.giveBack(request)
      }
    }
    let status = again()
    #expect(status?.reason == .duplicateTransaction)
    #expect(status?.field == "return_receipt_number")
    #expect(status?.existingID == first.outcome?.transactionID)
    let image = sales.rig.storage.copied()
    try sales.rig.stop()
    sales.rig.clock.advance(milliseconds: 1)
    let restarted = SaleRig(try EngineRig(shards: 2, storage: image, clock: sales.rig.clock))
    let request = restarted.returnRequest(id, [ReturnedLine(line: 2)], receipt: "R-1")
    #expect(
      restarted.status { _ = try restarted.giveBack(request) }?.reason == .duplicateTransaction
    )
    try restarted.rig.stop()
  }

  @Test("the receipt alone names the sale, whichever shard is asked", arguments: [0, 1, 2])
  func naturalKey(shard: Int) throws {
    let sales = try SaleRig(shards: 3)
    var basket = SaleRig.three
    (basket.receiptNumber, basket.businessDate) = ("R-9", 20_260_101)
    let bought = try sales.earn(basket)
    let key = NaturalKey(
      storeID: "S1",
      terminalID: "T1",
      businessDate: 20_260_101,
      receiptNumber: "R-9"
    )
    var request = sales.returnRequest("", [ReturnedLine(lineID: "line-X")], receipt: "B-1")
    (request.member, request.naturalKey) = (nil, key)
    for replayed in [false, true] {
      let answer = try sales.rig.answer(
        ReturnLinesResponse.self,
        MethodID.returnLines,
        request,
        shard: shard
      )
      #expect(answer.delta == -20)
      #expect(answer.outcome?.replayed == replayed)
    }
    var unknown = sales.returnRequest("", [ReturnedLine(line: 1)])
    (unknown.member, unknown.naturalKey) = (nil, key)
    unknown.naturalKey?.receiptNumber = "R-8"
    let status = sales.status {
      _ = try sales.rig.answer(
        ReturnLinesResponse.self,
        MethodID.returnLines,
        unknown,
        shard: shard
      )
    }
    #expect(status?.reason == .transactionNotFound)
    #expect(try sales.explain(bought.outcome?.transactionID ?? "").matches)
    try sales.rig.stop()
  }

  @Test func `a dry run says the same and changes nothing`() throws {
    let sales = try SaleRig()
    let bought = try sales.earn(SaleRig.three)
    let state = sales.member
    var request = sales.returnRequest(
      bought.outcome?.transactionID ?? "",
      [ReturnedLine(line: 1)],
      receipt: "B-1"
    )
    request.envelope?.dryRun = true
    let dry = try sales.giveBack(request)
    #expect(sales.member == state)
    request.envelope?.dryRun = false
    let wet = try sales.giveBack(request)
    #expect(dry.before == wet.before && dry.after == wet.after && dry.delta == wet.delta)
    #expect(dry.outcome?.balances == wet.outcome?.balances)
    try sales.rig.stop()
  }
}
