import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Codes that give vouchers")
struct CodeVoucherTests {
  private static let gift = CodeCampaign(campaignID: "gift", active: true, voucherTypeID: "coffee")
  private static let wall = CodeCampaign(
    campaignID: "wall",
    code: "KAFFEE26",
    active: true,
    voucherTypeID: "coffee"
  )

  private static func programme(
    stock: Int64 = 0,
    campaigns: [CodeCampaign] = [gift, wall],
    isActive: Bool = true
  ) -> Programme {
    var programme = BankRig.programme()
    programme.voucherTypes = [
      VoucherType(
        voucherTypeID: "coffee",
        points: 250,
        valueMinor: 300,
        stock: stock,
        validity: CalendarTerm(count: 10, unit: .unitDay),
        active: isActive
      )
    ]
    programme.codeCampaigns = campaigns
    return programme
  }

  private func use(_ codes: CodeRig, _ code: String, shard: Int = 0) throws -> UseVoucherResponse {
    try codes.rig.answer(
      UseVoucherResponse.self,
      MethodID.useVoucher,
      UseVoucherRequest(envelope: codes.rig.envelope(store: "cafe"), code: code),
      shard: shard
    )
  }

  private func reverse(_ codes: CodeRig, _ claim: ClaimCodeResponse, of member: String) throws {
    _ = try codes.rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: codes.rig.envelope(),
        member: MemberReference(reference: .memberID(member)),
        transactionID: claim.outcome?.transactionID ?? ""
      )
    )
  }

  private func vouchers(_ codes: CodeRig, of member: String) throws -> [MemberVoucher] {
    try codes.rig.answer(
      ListVouchersResponse.self,
      MethodID.listVouchers,
      ListVouchersRequest(
        envelope: codes.rig.envelope(),
        member: MemberReference(reference: .memberID(member))
      )
    ).vouchers
  }

  @Test(arguments: [true, false])
  func `a code gives a voucher once, which is used once, over restarts`(_ isKilled: Bool) throws {
    let first = try CodeRig(programme: Self.programme())
    let order = first.issueRequest([CodeOrder(referenceID: "letter-1")], of: "gift")
    let made = try first.issue(order).codes[0]
    #expect(made.points == 0)
    let claim = first.claimRequest(made.code)
    let answer = try first.claim(claim, shard: 2)
    let voucher = try #require(answer.voucher)
    #expect(answer.points == 0 && answer.lot == nil && answer.campaignID == "gift")
    #expect(voucher.voucherTypeID == "coffee" && voucher.valueMinor == 300)
    #expect(voucher.code.utf8.count == 14 && voucher.code != made.code && voucher.validToMs > 0)
    let shared = try first.claim(first.claimRequest("kaffee26", by: "member-1"), shard: 3)
    #expect(shared.voucher?.code != voucher.code)
    let hash = try first.stateHash()
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try CodeRig(
      shards: 3,
      storage: isKilled ? killed : first.rig.storage,
      clock: first.rig.clock
    )
    #expect(try second.stateHash() == hash)
    // The same request is told the same voucher.
    let again = try second.claim(claim, shard: 1)
    #expect(again.outcome?.replayed == true && again.voucher == voucher)
    #expect(try second.refusal(made.code, by: "member-1")?.reason == .codeAlreadyClaimed)
    #expect(try second.refusal("kaffee26", by: "member-1")?.reason == .codeLimitReached)
    let used = try use(second, voucher.code, shard: 2)
    #expect(used.memberID == "member-0" && used.valueMinor == 300)
    let twice = try second.refusal { _ = try use(second, voucher.code) }
    #expect(twice?.reason == .voucherAlreadyUsed)
    #expect(twice?.existingID == used.outcome?.transactionID)
    let listed = try vouchers(second, of: "member-0")
    #expect(listed.map(\.voucherID) == [answer.outcome?.transactionID])
    #expect(listed.first?.state == .voucherStateUsed && listed.first?.endedStoreID == "cafe")
    #expect(listed.first?.points == 0)
    #expect(
      listed.first?.metadata == [
        Tag(name: "campaign", value: "gift"), Tag(name: "code", value: made.codeID),
        Tag(name: "reference", value: "letter-1"),
      ]
    )
    #expect(try second.transactions().map(\.kind) == [.voucherUsed, .codeClaimed])
    #expect(try second.sum() == 0)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    try second.rig.stop()
    for text in [voucher.code, made.code] {
      for name in second.rig.storage.fileNames {
        let bytes = String(decoding: second.rig.storage.contents(of: name), as: Unicode.ASCII.self)
        #expect(!bytes.contains(text), "\(name) holds a code")
      }
    }
  }

  // Goal: claims on all shards at once give no more vouchers than there are.
  @Test(arguments: [1, 4])
  func `the stock of vouchers holds for codes and points together`(_ shards: Int) throws {
    let codes = try CodeRig(shards: shards, programme: Self.programme(stock: 5))
    try codes.rig.earn(250, for: "member-0")
    let bought = try codes.rig.answer(
      RedeemVoucherResponse.self,
      MethodID.redeemVoucher,
      RedeemVoucherRequest(
        envelope: codes.rig.envelope(),
        member: MemberReference(reference: .memberID("member-0")),
        voucherTypeID: "coffee"
      )
    )
    let made = try codes.issue(8, of: "gift")
    let calls = zip(made, CodeRig.members).enumerated().map { place, pair in
      let stream = codes.rig.newStream()
      let shard = place % shards
      let request = codes.claimRequest(pair.0.code, by: pair.1)
      codes.rig.send([(stream, MethodID.claimCode, request)], shard: shard)
      return (stream: stream, shard: shard, member: pair.1)
    }
    var claimed: [(answer: ClaimCodeResponse, member: String)] = []
    for call in calls {
      do {
        let answer = try codes.rig.answer(
          ClaimCodeResponse.self,
          to: call.stream,
          shard: call.shard
        )
        claimed.append((answer, call.member))
      } catch let failure as RigFailure {
        #expect(failure.reason == .budgetExhausted)
      }
    }
    #expect(claimed.count == 4)
    #expect(Set(claimed.compactMap { $0.answer.voucher?.code } + [bought.code]).count == 5)
    // A refused claim has left its code as it was, and the stock comes back with a reversal.
    let open = try codes.list(of: "gift").codes
    #expect(open.count { $0.state == .codeStateOpen } == 4)
    try reverse(codes, claimed[0].answer, of: claimed[0].member)
    let cancelled = try codes.refusal { _ = try use(codes, claimed[0].answer.voucher?.code ?? "") }
    #expect(cancelled?.reason == .voucherNotFound)
    let place = try #require(open.firstIndex { $0.state == .codeStateOpen })
    #expect(try codes.claim(codes.claimRequest(made[place].code)).voucher != nil)
    #expect(try codes.refusal("KAFFEE26", by: "member-7")?.reason == .budgetExhausted)
    // One that was used is not taken back.
    _ = try use(codes, claimed[1].answer.voucher?.code ?? "")
    let used = try codes.refusal { try reverse(codes, claimed[1].answer, of: claimed[1].member) }
    #expect(used?.reason == .voucherAlreadyUsed)
    #expect(try codes.rig.verifyLedger().findings.isEmpty)
    try codes.rig.stop()
  }

  @Test func `a dry run tells no code, and what cannot be given is refused`() throws {
    let codes = try CodeRig(programme: Self.programme())
    let worth = codes.issueRequest([CodeOrder(points: 1)], of: "gift")
    #expect(try codes.refusal { _ = try codes.issue(worth) }?.field == "codes[0].points")
    let made = try codes.issue(2, of: "gift")
    var dry = codes.claimRequest(made[0].code)
    dry.envelope?.dryRun = true
    let told = try codes.claim(dry)
    #expect(told.voucher?.code.isEmpty == true && told.voucher?.valueMinor == 300)
    #expect(try vouchers(codes, of: "member-0").isEmpty)
    // A type that gives no more vouchers closes its campaigns.
    try codes.rig.put(Self.programme(isActive: false))
    #expect(try codes.refusal(made[0].code)?.reason == .campaignClosed)
    // A campaign that gives points from now on gives them for its older codes, too.
    let points = CodeCampaign(campaignID: "gift", points: 40, active: true)
    try codes.rig.put(Self.programme(campaigns: [points]))
    #expect(try codes.claim(codes.claimRequest(made[0].code)).points == 40)
    // And one that was worth points of its own gives a voucher alone where the campaign does.
    let own = try codes.issue(codes.issueRequest([CodeOrder(points: 50)], of: "gift")).codes[0]
    try codes.rig.put(Self.programme())
    let given = try codes.claim(codes.claimRequest(own.code, by: "member-1"))
    #expect(given.points == 0 && given.voucher?.valueMinor == 300)
    for bad in [
      CodeCampaign(campaignID: "a", voucherTypeID: "tea"),
      CodeCampaign(campaignID: "a", points: 1, voucherTypeID: "coffee"),
      CodeCampaign(campaignID: "a", tokenID: "points", voucherTypeID: "coffee"),
    ] {
      let status = try codes.refusal { try codes.rig.put(Self.programme(campaigns: [bad])) }
      #expect(status?.reason == .invalidProgramme, "\(bad)")
    }
    try codes.rig.stop()
  }
}
