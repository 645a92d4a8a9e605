import Testing

@testable import FealtyLoyalty

@Suite("Applying entries to a member")
struct MemberApplyTests {
  var ledger = TestLedger()

  @Test func `a member and its lots stay small, for millions of them live at once`() {
    #expect(MemoryLayout<Member>.size <= 120)
    #expect(MemoryLayout<Lot>.stride <= 64)
    #expect(MemoryLayout<Account>.stride <= 56)
  }

  @Test mutating func `a replay of the entries gives the same member`() throws {
    try ledger.earn(50, expiresAfterDays: 3)
    let hold = try ledger.authorize(20)
    try ledger.capture(hold, 15)
    try ledger.lock(10)
    ledger.go(to: ledgerDay(4))
    ledger.enter(.suspended)
    #expect(ledger.replayed() == ledger.member)
  }

  @Test func `an enrolment and a change set what they name, and nothing else`() {
    var profile = Profile()
    profile.givenName = "Ada"
    var member = Member(id: "m-1")
    #expect(member.stage == .none && !member.hasDetails)
    member.apply(
      .enrolled(
        Enrolment(
          stage: .pending,
          tier: "gold",
          segments: ["a"],
          cards: ["1", "2"],
          profile: profile
        )
      ),
      version: 1,
      at: ledgerDay(1)
    )
    #expect(member.enrolledAt == ledgerDay(1) && member.stage == .pending)
    member.apply(
      .changed(MemberChange(stage: .active, segments: [])),
      version: 2,
      at: ledgerDay(2)
    )
    #expect(member.stage == .active && member.segments.isEmpty)
    #expect(member.tier == "gold" && member.cards == ["1", "2"])
    #expect(member.details.profile == profile)
    #expect(member.enrolledAt == ledgerDay(1) && member.lastRecordedAt == ledgerDay(2))
    member.apply(
      .changed(MemberChange(tier: "", cards: ["2"], profile: Profile())),
      version: 3,
      at: ledgerDay(2)
    )
    #expect(member.tier.isEmpty && member.cards == ["2"] && member.details.profile == Profile())
  }

  @Test mutating func `a plain member has no details`() throws {
    try ledger.earn(5)
    try ledger.redeem(5)
    #expect(!ledger.member.hasDetails)
  }

  @Test mutating func `a copy is a member of its own`() throws {
    try ledger.earn(10)
    try ledger.authorize(5)
    let copy = ledger.member
    try ledger.redeem(5)
    #expect(copy.balance(of: 0, now: ledger.now) == .of(5, locked: 5))
    #expect(ledger.balance() == .of(0, locked: 5))
  }

  @Test func `each broken invariant is named`() {
    func member(_ lots: [Lot], _ accounts: [Account], _ details: MemberDetails? = nil) -> Member {
      Member(
        id: "m",
        version: 5,
        stage: .active,
        enrolledAt: ledgerDay(0),
        lastRecordedAt: ledgerDay(0),
        lots: lots,
        accounts: accounts,
        details: details
      )
    }
    let sound = Lot(
      id: LotID(version: 2, index: 0),
      token: 0,
      kind: .base,
      amount: 10,
      remaining: 8,
      activationAt: ledgerDay(0),
      expiresAt: ledgerDay(9)
    )
    let account = Account(token: 0, issued: 10, redeemed: 2)
    #expect(member([sound], [account]).violations().isEmpty)

    var later = sound
    later.id = LotID(version: 1, index: 0)
    let twice = Account(token: 0, issued: 20, redeemed: 4)
    #expect(member([sound, later], [twice]).violations().count == 1)
    #expect(member([later, sound], [twice]).violations().isEmpty)

    var wrong = sound
    wrong.remaining = 11
    #expect(!member([wrong], [Account(token: 0, issued: 11)]).violations().isEmpty)
    wrong = sound
    wrong.locked = 1
    #expect(member([wrong], [account]).violations().count == 1)
    wrong = sound
    wrong.id.version = 6
    #expect(member([wrong], [account]).violations().count == 1)
    #expect(member([sound], []).violations().count == 1)
    #expect(member([sound], [Account(token: 0, issued: 9, redeemed: 2)]).violations().count == 1)
    #expect(member([], [Account(token: 0, issued: -1, redeemed: -1)]).violations().count == 1)
    #expect(member([], [Account(token: 3), Account(token: 3)]).violations().count == 1)

    var details = MemberDetails()
    details.holds = [
      Hold(
        id: 3,
        kind: .lock,
        token: 0,
        parts: [HoldPart(lot: sound.id, points: 1)],
        until: .never
      )
    ]
    #expect(member([sound], [account], details).violations().count == 1)
    details.holds[0].parts[0].lot.index = 4
    #expect(member([sound], [account], details).violations().count == 1)
    details.holds = []
    details.capUses = [CapUse(promotion: 1, period: .day, periodStart: ledgerDay(0), points: 0)]
    #expect(member([sound], [account], details).violations().count == 1)
  }
}

@Suite("Entries that do not fit stop the server")
struct MisfitEntryTests {
  @Test func `an entry applied twice`() async {
    await #expect(processExitsWith: .failure) {
      var ledger = TestLedger()
      try ledger.earn(10)
      var member = ledger.member
      let posting = try member.decideRedeem(1, token: 0, now: ledger.now, rules: ledger.rules)
      member.apply(posting, version: 3, at: ledger.now)
      member.apply(posting, version: 3, at: ledger.now)
    }
  }

  @Test func `an entry after a gap`() async {
    await #expect(processExitsWith: .failure) {
      var member = TestLedger().member
      member.apply(.changed(MemberChange()), version: 3, at: ledgerDay(0))
    }
  }

  @Test func `an entry from the past`() async {
    await #expect(processExitsWith: .failure) {
      var ledger = TestLedger()
      ledger.go(to: ledgerDay(2))
      try ledger.earn(1)
      ledger.now = ledgerDay(1)
      try ledger.earn(1)
    }
  }

  @Test func `one redemption posted as two versions draws more than there is`() async {
    await #expect(processExitsWith: .failure) {
      var ledger = TestLedger()
      try ledger.earn(10)
      let posting = try ledger.member.decideRedeem(6, token: 0, now: ledger.now, rules: .init())
      ledger.post(posting)
      ledger.post(posting)
    }
  }

  @Test func `one reversal posted as two versions`() async {
    await #expect(processExitsWith: .failure) {
      var ledger = TestLedger()
      let earn = try ledger.earn(10)
      try ledger.redeem(10)
      let facts = try ledger.earnFacts(earn)
      let reversal = try ledger.member.decideEarnReversal(
        of: facts,
        now: ledger.now,
        rules: .init()
      )
      ledger.post(reversal.posting)
      ledger.post(reversal.posting)
    }
  }

  @Test func `a lot made in the name of another version`() async {
    await #expect(processExitsWith: .failure) {
      var ledger = TestLedger()
      let posting = try ledger.member.decideEarn(
        awards: [.of(1)],
        capUses: [],
        now: ledger.now,
        rules: .init()
      )
      ledger.enter(.active)
      ledger.post(posting)
    }
  }

  @Test func `a posting before the enrolment, or a second enrolment`() async {
    await #expect(processExitsWith: .failure) {
      var member = Member(id: "m")
      let posting = Posting(kind: .earn, token: 0, effectiveAt: ledgerDay(0))
      member.apply(posting, version: 1, at: ledgerDay(0))
    }
    await #expect(processExitsWith: .failure) {
      var member = TestLedger().member
      member.apply(.enrolled(Enrolment()), version: 2, at: ledgerDay(0))
    }
  }

  @Test func `a draw on a lot that is not open`() async {
    await #expect(processExitsWith: .failure) {
      var ledger = TestLedger()
      try ledger.earn(10)
      let posting = try ledger.member.decideRedeem(10, token: 0, now: ledger.now, rules: .init())
      ledger.post(posting)
      ledger.post(posting)
    }
  }
}
