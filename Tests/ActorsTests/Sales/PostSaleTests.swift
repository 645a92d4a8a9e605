import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("A sale in one piece")
struct PostSaleTests {
  private static func redeem(_ points: Int64) -> SaleOp.OneOfOp {
    .redeem(RedeemOp(mode: .sale, points: points))
  }

  private static func lock(_ points: Int64, earnedHere: Bool = false) -> SaleOp.OneOfOp {
    .lock(LockOp(points: points, reason: "kept", earnedHere: earnedHere))
  }

  @Test func `evaluate, redeem, earn and lock are one transaction, and its retry answers the same`()
    throws
  {
    let sales = try SaleRig()
    try sales.earn(Basket(lines: [SaleRig.line("X", 100_000)]))
    let before = try sales.rig.available()
    let version = sales.member.version
    // 10.00 are paid with points, so that 30.00 of 40.00 earn by the base.
    let request = sales.sale(
      [
        .evaluate(EvaluateOp()), Self.redeem(1_000), .earn(EarnOp()),
        Self.lock(5, earnedHere: true),
      ],
      SaleRig.three
    )
    let answer = try sales.post(request)
    #expect(answer.committed)
    #expect(answer.pointsTenderMinor == 1_000)
    #expect(
      answer.inShort == ["evaluate 60", "redeem 1000 for 1000", "earn 60", "lock 5"]
    )
    #expect(try sales.rig.available() == before - 1_000 + 60 - 5)
    #expect(sales.member.version == version + 3)
    var again = try sales.post(request)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == answer)
    #expect(sales.member.version == version + 3)
    #expect(try sales.rig.verifyLedger().balanced)

    let image = sales.rig.storage.copied()
    let records = try LogReading.postings(sales.rig.storage.copied()).suffix(3).map(\.body)
    #expect(records.map(\.kind) == [.redeem, .earn, .lock])
    #expect(records.map(\.saleFirst) == [version + 1, version + 1, version + 1])
    #expect(records.map(\.saleCount) == [3, 3, 3])
    #expect(records.map { $0.context?.requestID.isEmpty ?? true } == [true, true, false])
    #expect(records.map(\.answer.isEmpty) == [true, true, false])
    let state = sales.member
    try sales.rig.stop()
    let restarted = SaleRig(try EngineRig(storage: image, clock: sales.rig.clock))
    #expect(restarted.member == state)
    again = try restarted.post(request)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == answer)
    try restarted.rig.stop()
  }

  @Test func `one operation that is refused refuses the sale, and a preview says which`() throws {
    let sales = try SaleRig()
    try sales.earn(SaleRig.three)
    let state = sales.member
    let ops: [SaleOp.OneOfOp] = [
      .earn(EarnOp()), Self.lock(1), Self.redeem(1_000_000), .evaluate(EvaluateOp()),
    ]
    let request = sales.sale(ops, SaleRig.three)
    for replayed in [false, true] {
      let status = sales.status { _ = try sales.post(request) }
      #expect(status?.reason == .insufficientPoints)
      #expect(status?.failedOp == 3)
      #expect(status?.replayed == replayed)
    }
    #expect(sales.member == state)
    let preview = try sales.post(sales.sale(ops, SaleRig.three, commit: false))
    #expect(!preview.committed)
    #expect(preview.results.count == 4)
    #expect(
      preview.results.map { $0.status?.reason } == [
        .linkedFailed, .linkedFailed, .insufficientPoints, .linkedFailed,
      ]
    )
    #expect(preview.results[2].status?.failedOp == 3)
    #expect(sales.member == state)
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }

  @Test func `what is wrong with the request is said before anything is tried`() throws {
    let sales = try SaleRig()
    let wrong: [([SaleOp.OneOfOp], String)] = [
      ([], "ops"), ([.earn(EarnOp()), .earn(EarnOp())], "ops"),
      (Array(repeating: .evaluate(EvaluateOp()), count: 17), "ops"),
      (
        [.lock(LockOp(points: 1, reason: String(repeating: "x", count: 257)))],
        "ops[0].lock.reason"
      ),
    ]
    for (ops, field) in wrong {
      let status = sales.status { _ = try sales.post(sales.sale(ops, SaleRig.three)) }
      #expect(status?.reason == .invalidField)
      #expect(status?.field == field)
    }
    let early = sales.status {
      let ops = [Self.lock(1, earnedHere: true), .earn(EarnOp())]
      _ = try sales.post(sales.sale(ops, SaleRig.three))
    }
    #expect(early?.field == "ops.lock.earned_here")
    #expect(early?.failedOp == 1)
    try sales.rig.stop()
  }

  @Test func `the sale's receipt is one natural key, for sales and earns alike`() throws {
    let sales = try SaleRig()
    var basket = SaleRig.three
    basket.receiptNumber = "R-1"
    basket.businessDate = 20_260_101
    let first = try sales.post(sales.sale([.earn(EarnOp()), Self.lock(3)], basket))
    guard case .earn(let earn)? = first.results.first?.result else {
      Issue.record("no earn")
      return
    }
    let state = sales.member
    for _ in 0..<2 {
      let status = sales.status {
        _ = try sales.post(sales.sale([Self.lock(1), .earn(EarnOp())], basket))
      }
      #expect(status?.reason == .duplicateTransaction)
      #expect(status?.existingID == earn.outcome?.transactionID)
    }
    #expect(sales.status { try sales.earn(basket) }?.reason == .duplicateTransaction)
    #expect(sales.member == state)
    // A sale without an earn takes no receipt.
    basket.receiptNumber = "R-2"
    _ = try sales.post(sales.sale([Self.redeem(5)], basket))
    try sales.earn(basket)
    try sales.rig.stop()
  }

  @Test func `goods come back and others are bought in one sale`() throws {
    let sales = try SaleRig()
    let bought = try sales.earn(SaleRig.three)
    let id = bought.outcome?.transactionID ?? ""
    let back = ReturnOp(transactionID: id, lines: [ReturnedLine(lineID: "line-X")])
    let answer = try sales.post(
      sales.sale([.returnLines(back), .earn(EarnOp())], Basket(lines: [SaleRig.line("X", 500)]))
    )
    #expect(answer.inShort == ["return -20", "earn 5"])
    #expect(try sales.rig.available() == 70 - 20 + 5)
    let twice = sales.status {
      _ = try sales.post(sales.sale([.returnLines(back), .returnLines(back)]))
    }
    #expect(twice?.reason == .aboveMax && twice?.failedOp == 1)
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }

  @Test func `returns of one sale follow one another`() throws {
    let sales = try SaleRig()
    let bought = try sales.earn(SaleRig.three)
    let ops = ["A", "X", "B"].map { sku in
      SaleOp.OneOfOp.returnLines(
        ReturnOp(
          transactionID: bought.outcome?.transactionID ?? "",
          lines: [ReturnedLine(lineID: "line-\(sku)")]
        )
      )
    }
    let preview = try sales.post(sales.sale(ops, commit: false))
    #expect(preview.inShort == ["return -20", "return -20", "return -30"])
    let again = sales.status { _ = try sales.post(sales.sale([ops[0], ops[1], ops[0]])) }
    #expect(again?.reason == .aboveMax && again?.failedOp == 3)
    #expect(try sales.rig.available() == 70)
    let two = try sales.post(sales.sale([ops[0], ops[1]]))
    #expect(two.inShort == ["return -20", "return -20"])
    let last = try sales.post(sales.sale([ops[2]]))
    #expect(last.inShort == ["return -30"])
    #expect(try sales.rig.available() == 0)
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }

  // Goal: a return knows the one before it in the request, also where older ones are recorded and a
  // redemption lies between.
  @Test func `returns of one sale follow a recorded one and a redemption`() throws {
    let sales = try SaleRig()
    let bought = try sales.earn(SaleRig.three)
    _ = try sales.giveBack(bought, ReturnedLine(lineID: "line-B"))
    let returns = ["A", "X"].map { sku in
      SaleOp.OneOfOp.returnLines(
        ReturnOp(
          transactionID: bought.outcome?.transactionID ?? "",
          lines: [ReturnedLine(lineID: "line-\(sku)")]
        )
      )
    }
    try sales.earn(Basket(lines: [SaleRig.line("X", 5_000)]))
    let answer = try sales.post(sales.sale([Self.redeem(1)] + returns))
    #expect(answer.inShort.dropFirst() == ["return -20", "return -20"])
    #expect(try sales.rig.available() == 49)
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }

  @Test func `a preview says what the commit then does, sale after sale`() throws {
    let sales = try SaleRig()
    var random = Dice(seed: 7)
    var previewed = 0
    for _ in 0..<120 {
      let basket = random.basket()
      let ops = random.ops()
      let state = sales.member
      var preview: PostSaleResponse?
      let refused = sales.status {
        preview = try sales.post(sales.sale(ops, basket, commit: false))
      }
      #expect(refused == nil)
      #expect(sales.member == state)
      var committed: PostSaleResponse?
      let status = sales.status { committed = try sales.post(sales.sale(ops, basket)) }
      if let status {
        let said = preview?.results.compactMap { $0.status }.first { $0.reason != .linkedFailed }
        #expect(said?.reason == status.reason)
        #expect(said?.failedOp == status.failedOp)
        #expect(sales.member == state)
      } else if let preview, let committed {
        previewed += 1
        #expect(preview.inShort == committed.inShort, "\(ops)")
        #expect(preview.outcome?.balances == committed.outcome?.balances)
        #expect(preview.pointsTenderMinor == committed.pointsTenderMinor)
      }
      sales.rig.clock.advance(milliseconds: 3_600_000)
    }
    #expect(previewed > 40)
    #expect(try sales.rig.verifyLedger().balanced)
    let state = sales.member
    let image = sales.rig.storage.copied()
    try sales.rig.stop()
    let restarted = SaleRig(try EngineRig(storage: image, clock: sales.rig.clock))
    #expect(restarted.member == state)
    try restarted.rig.stop()
  }
}

/// Numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A basket of one to six lines of the products that ``SaleRig`` rewards, and others.
  mutating func basket() -> Basket {
    var basket = Basket()
    let skus = ["A", "B", "C", "D", "X", "Y"].shuffled(using: &self)
    for sku in skus.prefix(Int.random(in: 1...6, using: &self)) {
      let pieces = Int64.random(in: 1...4, using: &self)
      let amount = Int64.random(in: 1...6_000, using: &self)
      basket.lines.append(SaleRig.line(sku, amount, pieces: pieces))
    }
    if Bool.random(using: &self) { basket.codes = [Bool.random(using: &self) ? "save15" : "OTHER"] }
    if Int.random(in: 0..<4, using: &self) == 0 {
      basket.tenders = [
        Tender(kind: "points", amountMinor: Int64.random(in: 1...999, using: &self))
      ]
    }
    return basket
  }

  /// Operations of which some are refused now and then.
  mutating func ops() -> [SaleOp.OneOfOp] {
    var ops: [SaleOp.OneOfOp] = [.evaluate(EvaluateOp(nearMisses: 3)), .earn(EarnOp())]
    if Bool.random(using: &self) {
      ops.append(.redeem(RedeemOp(mode: .sale, points: Int64.random(in: 1...150, using: &self))))
    }
    if Bool.random(using: &self) {
      ops.append(.lock(LockOp(points: Int64.random(in: 1...60, using: &self), reason: "kept")))
    }
    return ops.shuffled(using: &self)
  }
}
