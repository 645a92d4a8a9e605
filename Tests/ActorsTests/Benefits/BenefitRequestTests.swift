import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Benefits of members")
struct BenefitRequestTests {
  private static let benefits = [
    Benefit(benefitID: "water", name: "A bottle of water", limit: 2, active: true),
    Benefit(
      benefitID: "lounge",
      name: "The lounge",
      tiers: ["silver", "gold"],
      limit: 1,
      period: .benefitPerMonth,
      active: true
    ),
    Benefit(
      benefitID: "birthday",
      name: "5.00 for the birthday",
      tiers: ["gold"],
      limit: 1,
      period: .benefitPerYear,
      active: true,
      voucherTypeID: "five"
    ),
    Benefit(benefitID: "gone", name: "Gone", active: false),
  ]

  private static func programme(_ change: (inout Programme) -> Void = { _ in }) -> Programme {
    var programme = TierRig.programme()
    programme.benefits = benefits
    programme.voucherTypes = [
      VoucherType(voucherTypeID: "five", points: 500, valueMinor: 500, stock: 2, active: true)
    ]
    change(&programme)
    return programme
  }

  private func rig() throws -> TierRig {
    let tiers = try TierRig()
    try tiers.rig.put(Self.programme())
    return tiers
  }

  private func request(
    _ tiers: TierRig,
    _ benefit: String,
    _ mode: BenefitMode = .benefitAvail,
    quantity: Int64 = 0
  ) -> CheckBenefitRequest {
    CheckBenefitRequest(
      envelope: tiers.rig.envelope(),
      member: EngineRig.ada,
      benefitID: benefit,
      mode: mode,
      quantity: quantity,
      receiptNumber: "R-1"
    )
  }

  private func check(
    _ tiers: TierRig,
    _ request: CheckBenefitRequest
  ) throws
    -> CheckBenefitResponse
  {
    try tiers.rig.answer(CheckBenefitResponse.self, MethodID.checkBenefit, request)
  }

  private func list(_ tiers: TierRig, eligible: Bool = false) throws -> [BenefitState] {
    try tiers.rig.answer(
      ListBenefitsResponse.self,
      MethodID.listBenefits,
      ListBenefitsRequest(
        envelope: tiers.rig.envelope(),
        member: EngineRig.ada,
        eligibleOnly: eligible
      )
    ).benefits
  }

  private func reason<Answer>(_ tiers: TierRig, _ call: () throws -> Answer) throws -> Reason? {
    try tiers.status(call)?.reason
  }

  @Test func `a member's benefits say how often, until when, and why not`() throws {
    let tiers = try rig()
    #expect(try list(tiers).map(\.benefitID) == ["water", "lounge", "birthday"])
    #expect(try list(tiers, eligible: true).map(\.benefitID) == ["water"])
    #expect(try list(tiers)[1].reason == .tierNotEligible)
    _ = try tiers.earn(tiers.sale(300))
    #expect(try list(tiers).allSatisfy { $0.eligible && $0.reason == .reasonNone })
    let used = try check(tiers, request(tiers, "lounge"))
    let state = BenefitState(
      benefitID: "lounge",
      name: "The lounge",
      source: .benefitOfTier,
      limit: 1,
      used: 1,
      resetsAtMs: TierRig.begin + 31 * TierRig.day,
      reason: .benefitLimitReached
    )
    #expect(used.state == state && used.quantity == 1)
    #expect(try list(tiers)[1] == state)
    try tiers.rig.stop()
  }

  @Test func `what only asks changes nothing, takes no request id, and tells why not`() throws {
    let tiers = try rig()
    let hash = try tiers.stateHash()
    for benefit in ["water", "lounge", "gone"] {
      var question = request(tiers, benefit, .benefitCheck)
      question.envelope?.requestID = []
      let answer = try check(tiers, question)
      #expect(answer.quantity == 0 && answer.outcome?.transactionID == "")
      let reasons: [String: Reason] = ["lounge": .tierNotEligible, "gone": .benefitClosed]
      #expect(answer.state?.reason == reasons[benefit] ?? .reasonNone)
      #expect(answer.state?.eligible == (reasons[benefit] == nil))
    }
    var dry = request(tiers, "water", quantity: 2)
    dry.envelope?.dryRun = true
    #expect(try check(tiers, dry).state?.remaining == 0)
    #expect(try tiers.stateHash() == hash)
    try tiers.rig.stop()
  }

  @Test func `what cannot be had is refused, and counts nothing`() throws {
    let tiers = try rig()
    let hash = try tiers.stateHash()
    var late = request(tiers, "water")
    late.envelope?.occurredAtMs = TierRig.begin - 31 * TierRig.day
    var nobody = request(tiers, "water")
    nobody.member = MemberReference(reference: .memberID("nobody"))
    var long = request(tiers, "water")
    long.receiptNumber = String(repeating: "r", count: 65)
    let refusals: [(CheckBenefitRequest, Reason)] = [
      (request(tiers, "nothing"), .benefitNotFound), (request(tiers, "gone"), .benefitClosed),
      (request(tiers, "lounge"), .tierNotEligible),
      (request(tiers, "water", quantity: 3), .benefitLimitReached),
      (request(tiers, "water", quantity: -1), .invalidField),
      (request(tiers, "water", quantity: 1_001), .invalidField),
      (request(tiers, "birthday", .benefitVoucher, quantity: 2), .invalidField),
      (request(tiers, "water", .benefitVoucher), .benefitClosed),
      (request(tiers, "water", BenefitMode(rawValue: 3)), .invalidField), (late, .tooOld),
      (nobody, .memberNotFound), (long, .invalidField),
    ]
    for (request, reason) in refusals {
      #expect(try self.reason(tiers) { try check(tiers, request) } == reason, "\(request)")
    }
    #expect(try tiers.stateHash() == hash)
    try tiers.rig.stop()
  }

  @Test func `the limit holds across retries, kills and restarts, and a reversal frees it`() throws
  {
    var tiers = try rig()
    let first = request(tiers, "water")
    let answer = try check(tiers, first)
    #expect(answer.state?.remaining == 1)
    var again = try check(tiers, first)
    #expect(again.outcome?.replayed == true)
    again.outcome?.replayed = false
    #expect(again == answer)
    _ = try check(tiers, request(tiers, "water"))
    let hash = try tiers.stateHash()
    for isKilled in [true, false] {
      tiers = try tiers.restarted(isKilled: isKilled)
      #expect(try tiers.stateHash() == hash)
      let refused = try reason(tiers) { try check(tiers, request(tiers, "water")) }
      #expect(refused == .benefitLimitReached)
    }
    let used = try #require(try tiers.transactions().first)
    #expect(used.kind == .benefitUsed && used.points == 0 && used.receiptNumber == "R-1")
    #expect(used.metadata == [Tag(name: "benefit", value: "water")])
    let reversal = ReverseEarnRequest(
      envelope: tiers.rig.envelope(),
      transactionID: used.transactionID
    )
    _ = try tiers.rig.answer(ReverseEarnResponse.self, MethodID.reverseEarn, reversal)
    #expect(try list(tiers)[0].remaining == 1)
    var second = reversal
    second.envelope = tiers.rig.envelope()
    let twice = try reason(tiers) {
      try tiers.rig.answer(ReverseEarnResponse.self, MethodID.reverseEarn, second)
    }
    #expect(twice == .alreadyReversed)
    // A day later it begins anew.
    tiers.go(to: TierRig.begin + TierRig.day)
    #expect(try check(tiers, request(tiers, "water", quantity: 2)).state?.remaining == 0)
    #expect(try tiers.rig.verifyLedger().balanced)
    try tiers.rig.stop()
  }

  @Test func `a voucher of a benefit is told once, is used, and goes with its reversal`() throws {
    let tiers = try rig()
    _ = try tiers.earn(tiers.sale(300))
    let first = request(tiers, "birthday", .benefitVoucher)
    let answer = try check(tiers, first)
    let code = try #require(answer.voucher?.code)
    #expect(!code.isEmpty && answer.voucher?.valueMinor == 500)
    #expect(try tiers.member().balances.first?.available == 300, "it takes no points")
    #expect(try check(tiers, first).voucher?.code == code)
    let isLimited = try reason(tiers) {
      try check(tiers, request(tiers, "birthday", .benefitVoucher))
    }
    #expect(isLimited == .benefitLimitReached)
    func reverse() throws -> ReverseEarnResponse {
      try tiers.rig.answer(
        ReverseEarnResponse.self,
        MethodID.reverseEarn,
        ReverseEarnRequest(
          envelope: tiers.rig.envelope(),
          transactionID: answer.outcome?.transactionID ?? ""
        )
      )
    }
    func use(_ code: String) throws -> UseVoucherResponse {
      try tiers.rig.answer(
        UseVoucherResponse.self,
        MethodID.useVoucher,
        UseVoucherRequest(envelope: tiers.rig.envelope(), code: code)
      )
    }
    _ = try reverse()
    #expect(try reason(tiers) { try use(code) } == .voucherNotFound)
    let other = try check(tiers, request(tiers, "birthday", .benefitVoucher))
    #expect(try use(other.voucher?.code ?? "").valueMinor == 500)
    let listed = try tiers.rig.answer(
      ListVouchersResponse.self,
      MethodID.listVouchers,
      ListVouchersRequest(envelope: tiers.rig.envelope(), member: EngineRig.ada)
    ).vouchers
    #expect(listed.map(\.state) == [.voucherStateUsed, .voucherStateCancelled])
    // The stock of two is used up but for the one that came back.
    try tiers.rig.put(Self.programme { $0.benefits[2].limit = 0 })
    _ = try check(tiers, request(tiers, "birthday", .benefitVoucher))
    let isEmpty = try reason(tiers) {
      try check(tiers, request(tiers, "birthday", .benefitVoucher))
    }
    #expect(isEmpty == .budgetExhausted)
    try tiers.rig.stop()
  }

  @Test func `who follows the members hears of it, and an export brings what was had`() throws {
    let tiers = try rig()
    let stream: UInt32 = 9_000
    _ = try check(tiers, request(tiers, "water"))
    let wish = SubscribeRequest(
      envelope: tiers.rig.envelope(),
      fromStart: true,
      kinds: [.benefitHad]
    )
    tiers.rig.send([(stream, MethodID.subscribe, wish)])
    var events: [MemberEvent] = []
    while events.isEmpty {
      try #require(tiers.rig.received(stream).last?.kind != .response)
      events = try tiers.rig.received(stream).filter { $0.kind == .item }
        .flatMap { try MemberEvents(bytes: $0.payload).events }
    }
    #expect(events.map(\.benefitID) == ["water"] && events[0].receiptNumber == "R-1")
    var out = OutputBuffer()
    events[0].writeJSON(to: &out)
    #expect(String(decoding: out.bytes(), as: UTF8.self) == events[0].json(pretty: false))

    let state = try #require(try tiers.rig.exported().first)
    #expect(state.capUses.map(\.benefitID) == ["water"])
    let other = try rig()
    var moved = state
    moved.memberID = "moved"
    #expect(try other.rig.importMember(moved).isNew)
    #expect(try other.rig.exported().first { $0.memberID == "moved" }?.capUses == state.capUses)
    moved.memberID = "wrong"
    moved.capUses[0].benefitID = "nothing"
    let status = try other.status { try other.rig.importMember(moved) }
    #expect(status?.field == "state.cap_uses[0].benefit_id")
    try tiers.rig.stop()
    try other.rig.stop()
  }

  struct FaultCase: Sendable {
    var field: String
    var change: @Sendable (inout Benefit) -> Void

    init(_ field: String, _ change: @escaping @Sendable (inout Benefit) -> Void) {
      self.field = field
      self.change = change
    }
  }

  @Test(
    "benefits that mean nothing are refused by their field",
    arguments: [
      FaultCase("benefit_id") { $0.benefitID = "" },
      FaultCase("benefit_id") { $0.benefitID = "water" },
      FaultCase("tiers[0]") { $0.tiers = ["platinum"] },
      FaultCase("limit") { $0.limit = -1 },
      FaultCase("limit") { $0.limit = 1_000_001 },
      FaultCase("voucher_type_id") { $0.voucherTypeID = "six" },
      FaultCase("end_ms") { benefit in
        benefit.startMs = 2
        benefit.endMs = 2
      },
    ]
  )
  func faults(_ fault: FaultCase) throws {
    let tiers = try rig()
    let status = try tiers.status {
      try tiers.rig.put(Self.programme { fault.change(&$0.benefits[1]) })
    }
    #expect(status?.reason == .invalidProgramme)
    #expect(status?.field == "programme.benefits[1].\(fault.field)")
    try tiers.rig.stop()
  }
}
