import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Points vouchers")
struct VoucherTests {
  private static let day: Int64 = 86_400_000
  private static let types = [
    VoucherType(
      voucherTypeID: "five",
      points: 500,
      valueMinor: 500,
      validity: CalendarTerm(count: 30, unit: .unitDay),
      active: true
    ),
    VoucherType(voucherTypeID: "rare", points: 10, valueMinor: 1_000, stock: 3, active: true),
    VoucherType(voucherTypeID: "old", points: 10, valueMinor: 1_000),
  ]

  private func rig(shards: Int = 1, settings: Settings = Settings()) throws -> RedemptionRig {
    let ada = try RedemptionRig(settings: settings, voucherTypes: Self.types, shards: shards)
    try ada.rig.earn(10_000)
    return ada
  }

  private func request(
    _ ada: RedemptionRig,
    _ type: String = "five",
    pin: String = "",
    member: String = "ada"
  ) -> RedeemVoucherRequest {
    RedeemVoucherRequest(
      envelope: ada.rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      voucherTypeID: type,
      pin: pin
    )
  }

  private func issue(
    _ ada: RedemptionRig,
    _ request: RedeemVoucherRequest? = nil
  ) throws -> RedeemVoucherResponse {
    try ada.rig.answer(
      RedeemVoucherResponse.self,
      MethodID.redeemVoucher,
      request ?? self.request(ada)
    )
  }

  @discardableResult
  private func use(
    _ ada: RedemptionRig,
    _ code: String,
    shard: Int = 0
  ) throws -> UseVoucherResponse {
    try ada.rig.answer(
      UseVoucherResponse.self,
      MethodID.useVoucher,
      UseVoucherRequest(envelope: ada.rig.envelope(), code: code, receiptNumber: "R1"),
      shard: shard
    )
  }

  private func cancel(
    _ ada: RedemptionRig,
    _ issued: RedeemVoucherResponse,
    force: Bool = false
  ) throws -> ReverseRedemptionResponse {
    try ada.rig.answer(
      ReverseRedemptionResponse.self,
      MethodID.reverseRedemption,
      ReverseRedemptionRequest(
        envelope: ada.rig.envelope(),
        redemptionID: issued.redemptionID,
        force: force
      )
    )
  }

  @Test("it is paid for, found by its code from any shard, and used once", arguments: [1, 3])
  func lifeOfOne(shards: Int) throws {
    var ada = try rig(shards: shards)
    let issued = try issue(ada)
    #expect(issued.valueMinor == 500)
    #expect(issued.code.utf8.count == 14)
    #expect(issued.validToMs - issued.validFromMs >= 30 * Self.day)
    #expect(issued.outcome?.balances.first?.available == 9_500)
    ada = try ada.restarted(shards: shards)
    // As a person types it.
    let used = try use(ada, " \(issued.code.lowercased())", shard: shards - 1)
    #expect(used.voucherTypeID == "five" && used.valueMinor == 500 && used.memberID == "ada")
    #expect(ada.reason { try use(ada, issued.code) } == .voucherAlreadyUsed)
    ada = try ada.restarted(shards: shards)
    #expect(ada.reason { try use(ada, issued.code) } == .voucherAlreadyUsed)
    let kinds = try ada.transactions().map(\.kind)
    #expect(kinds == [.voucherUsed, .voucherIssued, .earn])
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test func `a retry is told the same code, and nothing on disk holds it`() throws {
    var ada = try rig()
    let request = request(ada)
    let first = try issue(ada, request)
    let again = try issue(ada, request)
    #expect(again.code == first.code && again.outcome?.replayed == true)
    ada = try ada.restarted()
    let later = try issue(ada, request)
    #expect(later.code == first.code && later.redemptionID == first.redemptionID)
    let other = try issue(ada)
    #expect(other.code != first.code)
    #expect(try ada.rig.available() == 9_000)
    try ada.rig.stop()
    let code = Array(first.code.utf8)
    for name in ada.rig.storage.fileNames {
      let bytes = ada.rig.storage.contents(of: name)
      #expect(!contains(bytes, code), "\(name) holds the code")
    }
  }

  private func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    return (0...bytes.count - wanted.count).contains { start in
      bytes[start] == wanted[0] && bytes[start..<start + wanted.count].elementsEqual(wanted)
    }
  }

  @Test func `a retry of a use is told the first answer`() throws {
    var ada = try rig()
    let issued = try issue(ada)
    let request = UseVoucherRequest(envelope: ada.rig.envelope(), code: issued.code)
    func used() throws -> UseVoucherResponse {
      try ada.rig.answer(UseVoucherResponse.self, MethodID.useVoucher, request)
    }
    let first = try used()
    ada = try ada.restarted()
    let again = try used()
    #expect(again.outcome?.replayed == true && again.valueMinor == first.valueMinor)
    #expect(again.outcome?.transactionID == first.outcome?.transactionID)
    try ada.rig.stop()
  }

  @Test(
    "what is refused",
    arguments: [
      ("", Reason.voucherNotFound), ("00000000000012", .voucherNotFound),
      ("no code at all", .voucherNotFound),
    ]
  )
  func unknownCode(code: String, reason: Reason) throws {
    let ada = try rig()
    #expect(ada.reason { try use(ada, code) } == reason)
    try ada.rig.stop()
  }

  @Test func `unknown types, such as are not active, and too few points are refused`() throws {
    let ada = try rig()
    for type in ["", "none", "old"] {
      #expect(ada.reason { _ = try issue(ada, request(ada, type)) } == .invalidField, "\(type)")
    }
    try ada.rig.enrol("ben")
    let poor = request(ada, member: "ben")
    #expect(ada.reason { _ = try issue(ada, poor) } == .insufficientPoints)
    try ada.rig.stop()
  }

  @Test func `it is good through its last day`() throws {
    let ada = try rig()
    let issued = try (0..<2).map { _ in try issue(ada) }
    ada.rig.clock.advance(milliseconds: issued[0].validToMs - ada.rig.clock.wallMilliseconds() - 1)
    try use(ada, issued[0].code)
    ada.rig.clock.advance(milliseconds: 1)
    #expect(ada.reason { try use(ada, issued[1].code) } == .voucherExpired)
    // The points of one that was not used in time do not come back.
    #expect(ada.reason { _ = try cancel(ada, issued[1]) } == .voucherExpired)
    try ada.rig.stop()
  }

  @Test func `an unused one is cancelled by a reversal, a used one by force`() throws {
    var ada = try rig()
    let issued = try (0..<2).map { _ in try issue(ada) }
    #expect(try cancel(ada, issued[0]).points == 500)
    #expect(try ada.rig.available() == 9_500)
    #expect(ada.reason { try use(ada, issued[0].code) } == .voucherNotFound)
    try use(ada, issued[1].code)
    #expect(ada.reason { _ = try cancel(ada, issued[1]) } == .voucherAlreadyUsed)
    ada = try ada.restarted()
    #expect(ada.reason { try use(ada, issued[0].code) } == .voucherNotFound)
    #expect(try cancel(ada, issued[1], force: true).points == 500)
    #expect(ada.reason { _ = try cancel(ada, issued[1]) } == .alreadyReversed)
    #expect(try ada.rig.available() == 10_000)
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test("stock is never oversold, and comes back with a cancelled voucher", arguments: [1, 3])
  func stock(shards: Int) throws {
    var ada = try rig(shards: shards)
    for member in 0..<8 {
      try ada.rig.enrol("m\(member)")
      try ada.rig.earn(100, for: "m\(member)")
    }
    let sent = (0..<8).map { member in
      let stream = ada.rig.newStream()
      let shard = member % shards
      let request = request(ada, "rare", member: "m\(member)")
      ada.rig.send([(stream, MethodID.redeemVoucher, request)], shard: shard)
      return (stream: stream, shard: shard)
    }
    var issued: [RedeemVoucherResponse] = []
    for call in sent {
      do {
        issued.append(
          try ada.rig.answer(RedeemVoucherResponse.self, to: call.stream, shard: call.shard)
        )
      } catch let failure as RigFailure {
        #expect(failure.reason == .budgetExhausted)
      }
    }
    #expect(issued.count == 3)
    ada = try ada.restarted(shards: shards)
    #expect(ada.reason { _ = try issue(ada, request(ada, "rare")) } == .budgetExhausted)
    _ = try cancel(ada, issued[0])
    _ = try issue(ada, request(ada, "rare"))
    #expect(ada.reason { _ = try issue(ada, request(ada, "rare")) } == .budgetExhausted)
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test func `it needs the PIN as a redemption does`() throws {
    let ada = try rig(settings: Settings(pinThreshold: PinThreshold(perDay: 800)))
    try ada.setPIN("2580")
    _ = try issue(ada)
    #expect(ada.reason { _ = try issue(ada) } == .pinRequired)
    #expect(ada.status { _ = try issue(ada, request(ada, pin: "1357")) }?.attemptsLeft == 4)
    _ = try issue(ada, request(ada, pin: "2580"))
    #expect(try ada.rig.available() == 9_000)
    try ada.rig.stop()
  }

  @Test func `a dry run takes nothing and tells no code`() throws {
    let ada = try rig()
    for type in ["five", "rare"] {
      var request = request(ada, type)
      request.envelope?.dryRun = true
      let answer = try issue(ada, request)
      #expect(answer.code.isEmpty && answer.redemptionID.isEmpty && answer.valueMinor > 0)
    }
    #expect(try ada.rig.available() == 10_000)
    try ada.rig.stop()
  }

  @Test func `it pays in its owner's sale, and in nobody else's`() throws {
    let ada = try rig()
    try ada.rig.enrol("ben")
    let issued = try issue(ada)
    func sale(_ member: String, commit: Bool) throws -> PostSaleResponse {
      try ada.rig.answer(
        PostSaleResponse.self,
        MethodID.postSale,
        PostSaleRequest(
          envelope: ada.rig.envelope(),
          member: MemberReference(reference: .memberID(member)),
          basket: Basket(lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 2_000)]),
          ops: [
            SaleOp(op: .earn(EarnOp())),
            SaleOp(op: .useVoucher(UseVoucherOp(code: issued.code))),
          ],
          commit: commit
        )
      )
    }
    #expect(ada.status { _ = try sale("ben", commit: true) }?.reason == .voucherOtherMember)
    let preview = try sale("ada", commit: false)
    let done = try sale("ada", commit: true)
    for answer in [preview, done] {
      #expect(answer.pointsTenderMinor == 500)
      // 20.00 less 5.00 that the voucher pays.
      guard case .earn(let earn) = answer.results.first?.result else {
        Issue.record("no earn")
        return
      }
      #expect(earn.points == 15)
    }
    #expect(ada.status { _ = try sale("ada", commit: true) }?.reason == .voucherAlreadyUsed)
    try ada.rig.stop()
  }
}
