import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Codes that give points")
struct CodeTests {
  @Test func `a code gives its points once, to whoever shows it first`() throws {
    let codes = try CodeRig()
    let made = try codes.issue(
      codes.issueRequest([
        CodeOrder(referenceID: "flyer-1"), CodeOrder(points: 7), CodeOrder(), CodeOrder(),
      ]),
      shard: 2
    )
    #expect(made.codes.map(\.points) == [100, 7, 100, 100])
    #expect(Set(made.codes.map(\.code)).count == 4 && Set(made.codes.map(\.codeID)).count == 4)
    for (place, code) in made.codes.enumerated() {
      #expect(VoucherCode(code.code) != nil)
      // As somebody types it.
      let typed = " " + code.code.lowercased() + " "
      let answer = try codes.claim(
        codes.claimRequest(typed, by: CodeRig.members[place]),
        shard: place
      )
      #expect(answer.points == code.points && answer.campaignID == "spring")
      #expect(answer.lot?.kind == .bonus && answer.lot?.amount == code.points)
      for shard in 0..<4 {
        let again = try codes.refusal(code.code, by: CodeRig.members[shard], shard: shard)
        #expect(again?.reason == .codeAlreadyClaimed)
      }
    }
    let statement = try codes.transactions()
    #expect(statement.map(\.kind) == [.codeClaimed] && statement.first?.points == 100)
    #expect(
      statement.first?.metadata == [
        Tag(name: "campaign", value: "spring"), Tag(name: "code", value: made.codes[0].codeID),
        Tag(name: "reference", value: "flyer-1"),
      ]
    )
    #expect(try codes.sum() == 307)
    #expect(try codes.rig.verifyLedger().findings.isEmpty)
    try codes.rig.stop()
  }

  // Goal: of many who claim one code in the same moment on all shards one has it.
  @Test(arguments: [1, 4])
  func `of all who claim at once one has it`(_ shards: Int) throws {
    let codes = try CodeRig(shards: shards)
    let made = try codes.issue(20)
    var calls: [(stream: UInt32, shard: Int, code: Int)] = []
    for (place, code) in made.enumerated() {
      for (number, member) in CodeRig.members.enumerated() {
        let stream = codes.rig.newStream()
        let shard = (place + number) % shards
        let request = codes.claimRequest(code.code, by: member)
        codes.rig.send([(stream, MethodID.claimCode, request)], shard: shard)
        calls.append((stream, shard, place))
      }
    }
    var won: [Int: Int] = [:]
    for call in calls {
      do {
        let answer = try codes.rig.answer(
          ClaimCodeResponse.self,
          to: call.stream,
          shard: call.shard
        )
        #expect(answer.points == 100)
        won[call.code, default: 0] += 1
      } catch let failure as RigFailure {
        #expect(failure.reason == .codeAlreadyClaimed)
      }
    }
    #expect(won.count == 20 && won.values.allSatisfy { $0 == 1 })
    #expect(try codes.sum() == 2_000)
    #expect(try codes.rig.verifyLedger().findings.isEmpty)
    try codes.rig.stop()
  }

  @Test(arguments: [true, false])
  func `what was made, claimed and withdrawn stays so after a restart`(_ isKilled: Bool) throws {
    let first = try CodeRig()
    let order = first.issueRequest([
      CodeOrder(referenceID: "a"), CodeOrder(referenceID: "b"), CodeOrder(referenceID: "c"),
    ])
    let made = try first.issue(order).codes
    let claim = first.claimRequest(made[0].code)
    let answer = try first.claim(claim)
    let cancel = first.cancelRequest("", reference: "b")
    #expect(try first.cancel(cancel).codeID == made[1].codeID)
    let hash = try first.stateHash()
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try CodeRig(
      shards: 3,
      storage: isKilled ? killed : first.rig.storage,
      clock: first.rig.clock
    )
    #expect(try second.stateHash() == hash)
    // A retry is told the codes again, and the claim's answer; nothing is made or given twice.
    for shard in 0..<3 {
      let told = try second.issue(order, shard: shard)
      #expect(told.codes.map(\.code) == made.map(\.code) && told.outcome?.replayed == true)
      let again = try second.claim(claim, shard: shard)
      #expect(again.outcome?.replayed == true)
      #expect(again.outcome?.transactionID == answer.outcome?.transactionID)
      #expect(try second.cancel(cancel, shard: shard).outcome?.replayed == true)
    }
    let listed = try second.list(shard: 1)
    #expect(listed.total == 3 && listed.codes.map(\.code) == ["", "", ""])
    #expect(
      listed.codes.map(\.state) == [.codeStateClaimed, .codeStateCancelled, .codeStateOpen]
    )
    #expect(try second.refusal(made[0].code, by: "member-1")?.reason == .codeAlreadyClaimed)
    #expect(try second.refusal(made[1].code, by: "member-1")?.reason == .codeWithdrawn)
    let duplicate = second.issueRequest([CodeOrder(), CodeOrder(referenceID: "c")])
    let status = try second.refusal { _ = try second.issue(duplicate) }
    #expect(status?.reason == .duplicateReference && status?.existingID == made[2].codeID)
    #expect(status?.field == "codes[1].reference_id")
    #expect(try second.claim(second.claimRequest(made[2].code, by: "member-2")).points == 100)
    #expect(try second.sum() == 200)
    #expect(try second.list().total == 3)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    try second.rig.stop()
  }

  // The codes are worth money: who reads the disk must not find one.
  @Test func `no code stands in the log or in a snapshot`() throws {
    let codes = try CodeRig()
    let made = try codes.issue(3)
    try codes.claim(codes.claimRequest(made[0].code))
    try codes.rig.stop()
    let storage = codes.rig.storage
    #expect(!storage.fileNames.isEmpty)
    for name in storage.fileNames {
      let text = String(decoding: storage.contents(of: name), as: UTF8.self)
      for code in made { #expect(!text.contains(code.code), "\(name)") }
    }
  }

  @Test func `a code is withdrawn or claimed, never both`() throws {
    let codes = try CodeRig()
    let made = try codes.issue(12)
    for (place, code) in made.enumerated() {
      let (claim, cancel) = (codes.rig.newStream(), codes.rig.newStream())
      let calls: [(stream: UInt32, method: UInt16, request: any Message)] = [
        (claim, MethodID.claimCode, codes.claimRequest(code.code)),
        (cancel, MethodID.cancelCode, codes.cancelRequest(code.codeID)),
      ]
      codes.rig.send(place % 2 == 0 ? calls : calls.reversed(), shard: place % 4)
      let claimed = try codes.refusal {
        _ = try codes.rig.answer(ClaimCodeResponse.self, to: claim, shard: place % 4)
      }
      let cancelled = try codes.refusal {
        _ = try codes.rig.answer(CancelCodeResponse.self, to: cancel, shard: place % 4)
      }
      #expect((claimed == nil) != (cancelled == nil))
      #expect(claimed == nil || claimed?.reason == .codeWithdrawn)
      #expect(cancelled == nil || cancelled?.reason == .codeAlreadyClaimed)
    }
    let again = try codes.refusal { try codes.cancel(codes.cancelRequest("0-0")) }
    #expect(again?.reason == .codeNotFound)
    let both = codes.cancelRequest(made[0].codeID, reference: "x")
    #expect(try codes.refusal { try codes.cancel(both) }?.reason == .invalidField)
    try codes.rig.stop()
  }

  // Goal: a campaign's stock is never oversold and used to its last claim. Method: all members on
  // all shards claim at once, more often than there is stock.
  @Test(arguments: [1, 4])
  func `a stock of claims is given to the last one and no further`(_ shards: Int) throws {
    let codes = try CodeRig(shards: shards, campaigns: [CodeRig.summer(stock: 50, perMember: 20)])
    var calls: [(stream: UInt32, shard: Int)] = []
    for round in 0..<100 {
      let stream = codes.rig.newStream()
      let request = codes.claimRequest("Sommer26", by: CodeRig.members[round % 8])
      codes.rig.send([(stream, MethodID.claimCode, request)], shard: round % shards)
      calls.append((stream, round % shards))
    }
    var given: Int64 = 0
    for call in calls {
      do {
        given += try codes.rig.answer(
          ClaimCodeResponse.self,
          to: call.stream,
          shard: call.shard
        ).points
      } catch let failure as RigFailure {
        #expect(failure.reason == .budgetExhausted)
      }
    }
    #expect(given <= 250)
    // One after the other, what is left.
    for round in 0..<50 where given < 250 {
      let request = codes.claimRequest("SOMMER26", by: CodeRig.members[round % 8])
      given += try codes.claim(request, shard: round % shards).points
    }
    #expect(given == 250)
    #expect(try codes.refusal("sommer26", by: "member-1")?.reason == .budgetExhausted)
    #expect(try codes.sum() == 250)
    #expect(try codes.rig.verifyLedger().findings.isEmpty)
    let killed = codes.rig.storage.killed()
    try codes.rig.stop()
    let second = try CodeRig(shards: 2, storage: killed, clock: codes.rig.clock)
    #expect(try second.refusal("sommer26", by: "member-1")?.reason == .budgetExhausted)
    #expect(try second.rig.verifyLedger().findings.isEmpty)
    try second.rig.stop()
  }

  @Test func `a member claims as often as the campaign lets one`() throws {
    var spring = CodeRig.spring
    spring.perMember = 2
    let codes = try CodeRig(campaigns: [spring, CodeRig.summer()])
    let made = try codes.issue(3)
    #expect(try codes.claim(codes.claimRequest("sommer26")).points == 5)
    #expect(try codes.refusal("sommer26", shard: 3)?.reason == .codeLimitReached)
    #expect(try codes.claim(codes.claimRequest("sommer26", by: "member-1")).points == 5)
    for code in made[..<2] { try codes.claim(codes.claimRequest(code.code)) }
    #expect(try codes.refusal(made[2].code)?.reason == .codeLimitReached)
    // It is still there for somebody else.
    #expect(try codes.claim(codes.claimRequest(made[2].code, by: "member-1")).points == 100)
    #expect(try codes.sum() == 310)
    try codes.rig.stop()
  }

  @Test func `a code is good within its own time and its campaign's`() throws {
    let clock = TestClock()
    let now = clock.wallMilliseconds()
    var spring = CodeRig.spring
    spring.startMs = now + 10_000
    spring.endMs = now + 90_000
    let codes = try CodeRig(clock: clock, campaigns: [spring])
    let made = try codes.issue(
      codes.issueRequest([
        CodeOrder(), CodeOrder(validFromMs: now + 30_000, validToMs: now + 60_000), CodeOrder(),
      ])
    ).codes.map(\.code)
    func reasons() throws -> [Reason?] {
      try made[..<2].map { code in
        var request = codes.claimRequest(code)
        request.envelope?.dryRun = true
        return try codes.refusal { try codes.claim(request) }?.reason
      }
    }
    #expect(try reasons() == [.codeNotYetValid, .codeNotYetValid])
    clock.advance(milliseconds: 20_000)
    #expect(try reasons() == [nil, .codeNotYetValid])
    clock.advance(milliseconds: 20_000)
    #expect(try reasons() == [nil, nil])
    clock.advance(milliseconds: 25_000)
    #expect(try reasons() == [nil, .codeExpired])
    #expect(try codes.list().codes[1].state == .codeStateExpired)
    clock.advance(milliseconds: 30_000)
    #expect(try reasons() == [.codeExpired, .codeExpired])
    // What was claimed is told before what has expired, and a sale of that time still counts.
    var late = codes.claimRequest(made[0])
    late.envelope?.occurredAtMs = now + 80_000
    #expect(try codes.claim(late).points == 100)
    #expect(try codes.refusal(made[0])?.reason == .codeAlreadyClaimed)
    spring.active = false
    try codes.put([spring])
    #expect(try codes.refusal(made[2])?.reason == .campaignClosed)
    let closed = try codes.refusal { _ = try codes.issue(1) }
    #expect(closed?.reason == .campaignClosed)
    #expect(try codes.sum() == 100)
    try codes.rig.stop()
  }

  @Test func `who shows codes that do not exist has to wait`() throws {
    let clock = TestClock()
    let codes = try CodeRig(clock: clock)
    let made = try codes.issue(2)
    for number in 0..<10 {
      let wrong = VoucherCode(tag: UInt64(number)).text
      #expect(try codes.refusal(wrong, shard: number % 4)?.reason == .codeNotFound)
    }
    let status = try codes.refusal(made[0].code)
    #expect(status?.reason == .rateLimited && (status?.retryAfterMs ?? 0) > 3_000_000)
    // Others do not.
    #expect(try codes.claim(codes.claimRequest(made[1].code, by: "member-1")).points == 100)
    clock.advance(milliseconds: 3_600_000)
    #expect(try codes.claim(codes.claimRequest(made[0].code)).points == 100)
    try codes.rig.stop()
  }

  // Goal: codes that were made are given to the last of a stock; who comes too late is told so.
  // Method: more claims at once than there is stock, each of a code of its own.
  @Test(arguments: [1, 4])
  func `a stock of codes that were made is given to the last one`(_ shards: Int) throws {
    let spring = CodeCampaign(campaignID: "spring", points: 100, stock: 5, active: true)
    let codes = try CodeRig(shards: shards, campaigns: [spring])
    let calls = zip(try codes.issue(8), CodeRig.members).enumerated().map { place, pair in
      let stream = codes.rig.newStream()
      let shard = place % shards
      let request = codes.claimRequest(pair.0.code, by: pair.1)
      codes.rig.send([(stream, MethodID.claimCode, request)], shard: shard)
      return (stream: stream, shard: shard)
    }
    var refused = 0
    for call in calls {
      do {
        _ = try codes.rig.answer(ClaimCodeResponse.self, to: call.stream, shard: call.shard)
      } catch let failure as RigFailure {
        #expect(failure.reason == .budgetExhausted)
        refused += 1
      }
    }
    #expect(refused == 3)
    #expect(try codes.sum() == 500)
    #expect(try codes.list().codes.count { $0.state == .codeStateOpen } == 3)
    #expect(try codes.rig.verifyLedger().findings.isEmpty)
    try codes.rig.stop()
  }

  @Test func `an NFT is given by a code, and its supply holds`() throws {
    var programme = BankRig.programme()
    programme.tokens[2].supply = 1
    programme.codeCampaigns = [
      CodeCampaign(campaignID: "art", tokenID: "art", points: 1, active: true),
      CodeCampaign(campaignID: "air", tokenID: "miles", points: 1, active: true),
    ]
    let codes = try CodeRig(programme: programme)
    let two = codes.issueRequest([CodeOrder(points: 2)], of: "art")
    #expect(try codes.refusal { _ = try codes.issue(two) }?.field == "codes[0].points")
    let made = try codes.issue(2, of: "art")
    #expect(try codes.claim(codes.claimRequest(made[0].code)).lot?.tokenID == "art")
    let none = try codes.refusal(made[1].code, by: "member-1", shard: 3)
    #expect(none?.reason == .supplyExhausted)
    // Refused, and so still open.
    #expect(try codes.list(of: "art").codes.map(\.state) == [.codeStateClaimed, .codeStateOpen])
    let miles = try codes.issue(1, of: "air")
    #expect(try codes.refusal(miles[0].code)?.reason == .tokenNotFound)
    #expect(try codes.rig.verifyLedger().findings.isEmpty)
    try codes.rig.stop()
  }

  @Test func `pages of codes, references, and what is refused before anything is made`() throws {
    let codes = try CodeRig()
    for round in 0..<5 {
      let orders = (0..<50).map { CodeOrder(referenceID: "r\(round)-\($0)") }
      #expect(try codes.issue(codes.issueRequest(orders), shard: round % 4).codes.count == 50)
    }
    var seen: [String] = []
    var after = ""
    repeat {
      let page = try codes.list(after: after, limit: 70, shard: seen.count % 4)
      #expect(page.total == 250)
      seen += page.codes.map(\.referenceID)
      after = page.codes.last?.codeID ?? ""
    } while !after.isEmpty
    #expect(seen == (0..<5).flatMap { round in (0..<50).map { "r\(round)-\($0)" } })
    #expect(try codes.list(reference: "r3-7").codes.map(\.referenceID) == ["r3-7"])
    #expect(try codes.list(reference: "none").codes.isEmpty)
    let unknown = try codes.refusal { _ = try codes.list(of: "none") }
    #expect(unknown?.reason == .campaignNotFound)
    for (order, field) in [
      (CodeOrder(points: -1), "codes[0].points"),
      (CodeOrder(validFromMs: -1), "codes[0].valid_from_ms"),
      (CodeOrder(validFromMs: 5, validToMs: 5), "codes[0].valid_to_ms"),
      (CodeOrder(referenceID: String(repeating: "x", count: 65)), "codes[0].reference_id"),
    ] {
      let status = try codes.refusal { _ = try codes.issue(codes.issueRequest([order])) }
      #expect(status?.field == field)
    }
    let twins = codes.issueRequest([CodeOrder(referenceID: "t"), CodeOrder(referenceID: "t")])
    #expect(try codes.refusal { _ = try codes.issue(twins) }?.field == "codes[1].reference_id")
    #expect(try codes.refusal { _ = try codes.issue(0) }?.field == "codes")
    #expect(try codes.refusal { _ = try codes.issue(501) }?.field == "codes")
    var dry = codes.issueRequest([CodeOrder()])
    dry.envelope?.dryRun = true
    #expect(try codes.issue(dry).codes.map(\.code) == [""])
    #expect(try codes.list().total == 250)
    try codes.rig.stop()
  }

  @Test func `a claim can be reversed; its code stays claimed`() throws {
    let codes = try CodeRig(campaigns: [CodeRig.spring, CodeRig.summer(stock: 1)])
    let code = try codes.issue(1)[0].code
    try codes.claim(codes.claimRequest(code))
    let shared = try codes.claim(codes.claimRequest("sommer26"))
    #expect(try codes.refusal("sommer26", by: "member-1")?.reason == .budgetExhausted)
    for id in try codes.transactions().map(\.transactionID) {
      _ = try codes.rig.answer(
        ReverseEarnResponse.self,
        MethodID.reverseEarn,
        ReverseEarnRequest(
          envelope: codes.rig.envelope(),
          member: MemberReference(reference: .memberID("member-0")),
          transactionID: id
        )
      )
    }
    #expect(shared.points == 5)
    #expect(try codes.sum() == 0)
    #expect(try codes.refusal(code, by: "member-1")?.reason == .codeAlreadyClaimed)
    // The campaign's stock has it again.
    #expect(try codes.claim(codes.claimRequest("sommer26", by: "member-1")).points == 5)
    #expect(try codes.rig.verifyLedger().findings.isEmpty)
    try codes.rig.stop()
  }

  @Test func `campaigns without meaning are refused, and a light brand has none`() throws {
    let codes = try CodeRig()
    for campaign in [
      CodeCampaign(campaignID: "", points: 1), CodeCampaign(campaignID: "a", points: 0),
      CodeCampaign(campaignID: "a", tokenID: "none", points: 1),
      CodeCampaign(campaignID: "a", points: 1, code: "abc"),
      CodeCampaign(campaignID: "a", points: 1, startMs: 5, endMs: 5),
      CodeCampaign(campaignID: "a", points: 1, stock: -1),
      CodeCampaign(campaignID: "a", voucherTypeID: "none"),
    ] {
      let status = try codes.refusal { try codes.put([campaign]) }
      #expect(status?.reason == .invalidProgramme, "\(campaign)")
    }
    var other = CodeRig.summer()
    other.campaignID = "other"
    other.code = "SOMMER26 "
    let twice = try codes.refusal { try codes.put([CodeRig.summer(), other]) }
    #expect(twice?.reason == .invalidProgramme)
    let code = try codes.issue(1)[0].code
    try codes.put([CodeRig.spring], light: true)
    #expect(try codes.refusal(code)?.reason == .notAvailableInLight)
    let made = try codes.refusal { _ = try codes.issue(1) }
    #expect(made?.reason == .notAvailableInLight)
    try codes.rig.stop()
  }
}
