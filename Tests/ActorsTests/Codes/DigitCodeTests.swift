import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Codes of digits")
struct DigitCodeTests {
  private static func campaign(_ length: UInt32, active: Bool = true) -> CodeCampaign {
    CodeCampaign(campaignID: "spring", points: 100, active: active, codeLength: length)
  }

  /// Nine digits that are no code of these.
  private static func wrong(_ number: Int, _ codes: [IssuedCode]) -> String {
    var guess = 100_000_000 + number * 7_919
    while codes.contains(where: { $0.code == "\(guess)" }) { guess += 1 }
    return "\(guess)"
  }

  @Test(arguments: [9, 14, 32] as [UInt32])
  func `a code has as many digits as its campaign says, and is claimed once`(
    _ length: UInt32
  ) throws {
    var codes = try CodeRig(campaigns: [Self.campaign(length)])
    let request = codes.issueRequest((0..<500).map { CodeOrder(referenceID: "r\($0)") })
    let made = try codes.issue(request).codes
    let texts = made.map(\.code)
    #expect(Set(texts).count == 500)
    #expect(texts.allSatisfy { $0.utf8.count == Int(length) && $0.allSatisfy(\.isNumber) })
    #expect(try codes.claim(codes.claimRequest(" \(texts[0])\n")).points == 100)
    let storage = codes.rig.storage.killed()
    let clock = codes.rig.clock
    try codes.rig.stop()
    codes = try CodeRig(storage: storage, clock: clock)
    // The same request is told the same codes, and each is worth what it was.
    let again = try codes.issue(request, shard: 2)
    #expect(again.codes.map(\.code) == texts && again.outcome?.replayed == true)
    #expect(try codes.refusal(texts[0], by: "member-1")?.reason == .codeAlreadyClaimed)
    #expect(try codes.claim(codes.claimRequest(texts[1], by: "member-1")).points == 100)
    // Old codes stay good when the campaign makes others.
    try codes.put([Self.campaign(0)])
    let other = try codes.issue(1)[0].code
    #expect(other.utf8.count == 14)
    for code in [texts[2], other] {
      #expect(try codes.claim(codes.claimRequest(code, by: "member-2"), shard: 3).points == 100)
    }
    let cancel = CancelCodeRequest(
      envelope: codes.rig.envelope(),
      campaignID: "spring",
      referenceID: "r3"
    )
    _ = try codes.rig.answer(CancelCodeResponse.self, MethodID.cancelCode, cancel)
    #expect(try codes.refusal(texts[3])?.reason == .codeWithdrawn)
    #expect(try codes.rig.verifyLedger().findings.isEmpty)
    try codes.rig.stop()
  }

  // Goal: of many who claim a short code at once one has it.
  @Test func `eight claims of one code at once give its points once`() throws {
    let codes = try CodeRig(campaigns: [Self.campaign(9)])
    let code = try codes.issue(1)[0].code
    let calls = CodeRig.members.enumerated().map { place, member in
      let stream = codes.rig.newStream()
      let request = codes.claimRequest(code, by: member)
      codes.rig.send([(stream, MethodID.claimCode, request)], shard: place % 4)
      return (stream: stream, shard: place % 4)
    }
    let taken = try calls.count { call in
      try codes.rig.frames(of: call.stream, shard: call.shard).last?.aux == 0
    }
    #expect(taken == 1)
    try codes.rig.stop()
  }

  @Test func `a campaign has no more codes than are hard to guess`() throws {
    let codes = try CodeRig(campaigns: [Self.campaign(9)])
    // What 100,000 codes would be, without making them all.
    let full = CodesIssuedRecord(
      programID: "p",
      campaignID: "spring",
      codes: Array(repeating: StoredCode(), count: 99_999),
      length: 9
    )
    let home = CodeBook.home(program: "p", campaign: "spring")
    codes.rig.on(StableHash.shard(home, count: 4)) { shard in
      shard.codes.add(CodeSheet(full, number: home + 1_000, version: 1, last: 0))
    }
    let status = try codes.refusal { _ = try codes.issue(2) }
    #expect(status?.reason == .invalidField && status?.field == "codes")
    #expect(status?.message.contains("100000 codes of 9 digits") == true)
    #expect(try codes.issue(1).count == 1)
    try codes.put([Self.campaign(10)])
    #expect(try codes.issue(2).count == 2)
    try codes.rig.stop()
  }

  @Test func `who goes on guessing waits twice as long each time`() throws {
    let clock = TestClock()
    let codes = try CodeRig(clock: clock, campaigns: [Self.campaign(9)])
    let made = try codes.issue(2)
    let hour: Int64 = 3_600_000
    var next = 0
    func guess() throws -> FealtyWire.Status? {
      next += 1
      return try codes.refusal(Self.wrong(next, made), shard: next % 4)
    }
    for hours in [1, 2, 4, 8, 16, 24, 24] as [Int64] {
      for _ in 0..<10 { #expect(try guess()?.reason == .codeNotFound) }
      let status = try codes.refusal(made[0].code)
      #expect(status?.reason == .rateLimited)
      #expect(((hours - 1) * hour...hours * hour).contains(status?.retryAfterMs ?? 0))
      clock.advance(milliseconds: hours * hour)
    }
    // A day without is a new beginning, and a right code is taken at once.
    clock.advance(milliseconds: 49 * hour)
    for _ in 0..<10 { #expect(try guess()?.reason == .codeNotFound) }
    let wait = try codes.refusal(made[0].code)?.retryAfterMs ?? 0
    #expect(wait > 0 && wait <= hour)
    clock.advance(milliseconds: hour)
    #expect(try codes.claim(codes.claimRequest(made[0].code)).points == 100)
    try codes.rig.stop()
  }

  // Goal: guesses under many names close the programme to digits, and to nothing else; typing
  // errors beside right codes do not.
  @Test func `guesses of many members together are limited`() {
    var wrong = WrongCodes()
    for _ in 0..<Limits.wrongDigits { wrong.noteDigits(in: 1, isRight: true, now: 0) }
    for _ in 0..<Limits.wrongDigits { wrong.noteDigits(in: 1, isRight: false, now: 1) }
    #expect(wrong.wait(ofDigitsIn: 1, now: 2) == 0)
    wrong.noteDigits(in: 1, isRight: false, now: 3)
    #expect(wrong.wait(ofDigitsIn: 1, now: 3) == Limits.wrongCodesMilliseconds - 3)
    #expect(wrong.wait(ofDigitsIn: 2, now: 3) == 0)
    #expect(wrong.wait(of: 7, now: 3) == 0)
    #expect(wrong.wait(ofDigitsIn: 1, now: Limits.wrongCodesMilliseconds) == 0)
  }

  @Test func `a shard that has seen too many guesses takes other codes`() throws {
    let other = CodeCampaign(campaignID: "other", points: 7, active: true)
    let codes = try CodeRig(shards: 1, campaigns: [Self.campaign(9), other])
    let digits = try codes.issue(1)
    let text = try codes.issue(1, of: "other")[0].code
    let now = codes.rig.clock.wallMilliseconds()
    codes.rig.on { shard in
      for _ in 0...Limits.wrongDigits {
        shard.wrongCodes.noteDigits(in: 0, isRight: false, now: now)
      }
    }
    #expect(try codes.refusal(digits[0].code)?.reason == .rateLimited)
    #expect(try codes.claim(codes.claimRequest(text)).points == 7)
    codes.rig.clock.advance(milliseconds: 3_600_000)
    #expect(try codes.claim(codes.claimRequest(digits[0].code)).points == 100)
    try codes.rig.stop()
  }

  @Test func `guesses do not close the digits that a brand chose for everybody`() throws {
    let poster = CodeCampaign(campaignID: "poster", points: 5, code: "123456789", active: true)
    let codes = try CodeRig(shards: 1, campaigns: [poster])
    let now = codes.rig.clock.wallMilliseconds()
    codes.rig.on { shard in
      for _ in 0...Limits.wrongDigits {
        shard.wrongCodes.noteDigits(in: 0, isRight: false, now: now)
      }
    }
    #expect(try codes.refusal("987654321")?.reason == .rateLimited)
    #expect(try codes.claim(codes.claimRequest("123456789")).points == 5)
    try codes.rig.stop()
  }

  @Test(arguments: [
    [campaign(8)], [campaign(33)],
    [
      campaign(9),
      CodeCampaign(campaignID: "poster", points: 5, code: "123456789", active: true),
    ],
  ])
  func `a length without meaning, or a text that could be a code, is refused`(
    _ campaigns: [CodeCampaign]
  ) throws {
    let codes = try CodeRig()
    #expect(try codes.refusal { try codes.put(campaigns) }?.reason == .invalidProgramme)
    try codes.rig.stop()
  }
}
