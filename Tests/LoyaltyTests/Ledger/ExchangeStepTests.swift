import Testing

@testable import FealtyLoyalty

@Suite("Steps of an exchange")
struct ExchangeStepTests {
  private static let now = Timestamp(milliseconds: 1_000_000)

  private func member(_ points: [Int64]) throws -> Member {
    var member = Member(id: "ada")
    member.apply(.enrolled(Enrolment()), version: 1, at: Self.now)
    for amount in points {
      let award = Award(
        promotion: 1,
        promotionVersion: 1,
        token: 0,
        points: Points(amount),
        beforeCap: Points(amount),
        eligibleAmount: 0,
        eligibleQuantity: 0,
        isBonus: false
      )
      let posting = try member.decideEarn(
        awards: [award],
        capUses: [],
        now: Self.now,
        rules: LedgerRules()
      )
      member.apply(posting, version: member.nextVersion, at: Self.now)
    }
    return member
  }

  private func terms(_ points: Int64, fee: Int64 = 0) -> ExchangeTerms {
    var terms = ExchangeTerms()
    (terms.points, terms.fee) = (Points(points), Points(fee))
    (terms.received, terms.target, terms.targetToken) = (Points(1), 9, 1)
    return terms
  }

  private func started(_ member: inout Member, _ terms: ExchangeTerms) throws -> Transit {
    let posting = try member.decideExchange(
      terms,
      of: 0,
      id: ExchangeID(member: 7, version: member.nextVersion),
      now: Self.now,
      rules: LedgerRules()
    )
    member.apply(posting, version: member.nextVersion, at: Self.now)
    return try #require(member.transit(member.version))
  }

  @Test func `points leave the lots, are in transit, and have left`() throws {
    var member = try member([100, 50])
    let transit = try started(&member, terms(120, fee: 20))
    #expect(member.balance(of: 0, now: Self.now).available == Points(30))
    #expect(member.exchanges(of: 0).inTransit == Points(120))
    #expect(member.violations().isEmpty)
    let settled = Member.exchangeSettled(transit, number: 7, creditedVersion: 3, now: Self.now)
    member.apply(settled, version: member.nextVersion, at: Self.now)
    let totals = member.exchanges(of: 0)
    #expect(totals.inTransit == .zero && totals.exchanged == Points(100))
    #expect(totals.fees == Points(20) && member.transits.isEmpty)
    #expect(member.balance(of: 0, now: Self.now).available == Points(30))
    #expect(member.violations().isEmpty)
  }

  // Also of a member who was imported with a debt: it stays, for the points are the brand's.
  @Test(arguments: [0, 50] as [Int64])
  func `points that a brand keeps come into the ledger when it has taken them`(
    _ debt: Int64
  ) throws {
    var member = try member([])
    if debt > 0 {
      let imported = Account(token: 0, debt: Points(debt), redeemed: Points(debt))
      member.accounts = AccountList([imported])
    }
    var terms = terms(120, fee: 20)
    terms.isFromOutside = true
    func post(_ posting: Posting) {
      member.apply(posting, version: member.nextVersion, at: Self.now)
    }
    let asked = try started(&member, terms)
    #expect(asked.giving == .asked && asked.draws.isEmpty && member.violations().isEmpty)
    #expect(member.exchanges(of: 0).inTransit == .zero)
    post(try member.exchangeDebited(asked, number: 7, receipt: "D", now: Self.now))
    let taken = try #require(member.transit(asked.id))
    #expect(taken.giving == .taken && member.exchanges(of: 0).inTransit == Points(120))
    #expect(member.lots.isEmpty && member.violations().isEmpty)
    post(Member.exchangeGivingBack(taken, number: 7, reason: "no", now: Self.now))
    let back = try #require(member.transit(asked.id))
    #expect(back.giving == .givingBack && back.reason == "no")
    let hash = member.fullHash
    post(
      member.exchangeReversed(
        back,
        number: 7,
        reason: back.reason,
        now: Self.now,
        rules: LedgerRules(),
        calendar: ProgrammeCalendar(zone: .utc)
      )
    )
    #expect(member.fullHash != hash && member.transits.isEmpty && member.lots.isEmpty)
    let account = try #require(member.accounts.first)
    #expect(account.issued == Points(120) && account.reversed == Points(120))
    #expect(account.debt == Points(debt))
    #expect(member.exchanges(of: 0).inTransit == .zero && member.violations().isEmpty)
  }

  // A reversal cannot be refused, so its record must fit the log: a lot for each that had paid.
  @Test func `an exchange takes from as many lots as a reversal's record can hold`() throws {
    let most = Member.exchangeDraws
    var member = try member(Array(repeating: 1, count: most + 1))
    #expect(throws: Refusal.amountOutOfRange) {
      try started(&member, terms(Int64(most) + 1))
    }
    #expect(try started(&member, terms(Int64(most))).draws.count == most)
  }

  @Test func `what a partner outside gives out is counted with its token, and taken off again`()
    throws
  {
    var member = try member([100])
    var terms = terms(50)
    (terms.target, terms.received) = (0, Points(7))
    terms.remainder = try #require(Ratio(1, 3))
    let transit = try started(&member, terms)
    #expect(transit.membership.isEmpty && terms.isOutside)
    let before = member.fullHash
    let settled = Member.exchangeSettled(
      transit,
      number: 7,
      creditedVersion: 0,
      receipt: "R",
      now: Self.now
    )
    member.apply(settled, version: member.nextVersion, at: Self.now)
    #expect(member.fullHash != before)
    #expect(member.exchanges(of: 0).exchanged == Points(50))
    #expect(member.exchanges(of: 1).delivered == Points(7))
    #expect(member.exchanges(of: 1).rounding.parts.count == 1)
    #expect(member.accounts.map(\.token) == [0] && member.violations().isEmpty)
    let begun = try member.decideExchange(
      terms,
      of: 0,
      id: ExchangeID(member: 7, version: member.nextVersion),
      membership: "M-1",
      now: Self.now,
      rules: LedgerRules()
    )
    member.apply(begun, version: member.nextVersion, at: Self.now)
    #expect(member.transit(member.version)?.membership == "M-1")
    // Of the settled one: it is taken back.
    let start = try member.decideExchangeReturn(
      of: startedPosting(transit),
      version: transit.id,
      creditedVersion: 0,
      caller: .init(),
      number: 7,
      reason: "",
      now: Self.now
    )
    member.apply(start, version: member.nextVersion, at: Self.now)
    let returning = try #require(member.transit(member.version))
    let returned = member.exchangeReturnEnded(
      returning,
      isTaken: true,
      number: 7,
      reason: "",
      now: Self.now,
      rules: LedgerRules(),
      calendar: ProgrammeCalendar(zone: .utc)
    )
    member.apply(returned, version: member.nextVersion, at: Self.now)
    #expect(member.exchanges(of: 1).delivered == .zero)
    #expect(member.exchanges(of: 1).rounding.parts.isEmpty && member.violations().isEmpty)
  }

  /// What began an exchange, made again of what it left under way.
  private func startedPosting(_ transit: Transit) -> Posting {
    var posting = Posting(kind: .exchangeStarted, token: transit.token, effectiveAt: Self.now)
    posting.draws = transit.draws
    posting.details.exchange = ExchangeStep(
      id: ExchangeID(member: 7, version: transit.id),
      terms: transit.terms
    )
    return posting
  }

  @Test func `a reversal restores the lots as they were`() throws {
    var member = try member([100, 50])
    let before = member.lots
    let transit = try started(&member, terms(120))
    let back = member.exchangeReversed(
      transit,
      number: 7,
      reason: "",
      now: Self.now,
      rules: LedgerRules(),
      calendar: ProgrammeCalendar(zone: .utc)
    )
    member.apply(back, version: member.nextVersion, at: Self.now)
    #expect(member.lots == before)
    #expect(member.exchanges(of: 0).left == .zero && member.transits.isEmpty)
    #expect(member.account(0).redeemed == .zero)
    #expect(member.violations().isEmpty)
  }

  @Test func `the state hash tells what is under way`() throws {
    var member = try member([100])
    let before = member.fullHash
    _ = try started(&member, terms(10))
    #expect(member.fullHash != before)
  }

  @Test func `the past is told without what came later`() throws {
    var member = try member([100])
    let later = Timestamp(milliseconds: Self.now.milliseconds + 10)
    let started = try member.decideExchange(
      terms(40),
      of: 0,
      id: ExchangeID(member: 7, version: member.nextVersion),
      now: later,
      rules: LedgerRules()
    )
    member.apply(started, version: member.nextVersion, at: later)
    let transit = try #require(member.transit(member.version))
    let settled = Member.exchangeSettled(transit, number: 7, creditedVersion: 1, now: later)
    member.apply(settled, version: member.nextVersion, at: later)
    var past = MemberPast(member, at: Self.now)
    past.take(.posted(settled), version: 4, at: later)
    past.take(.posted(started), version: 3, at: later)
    _ = past.endsHere()
    #expect(past.member.balance(of: 0, now: Self.now).available == Points(100))
    #expect(past.member.exchanges(of: 0).left == .zero)
  }

  @Test func `remainders add up exactly`() throws {
    var sum = Remainders()
    for _ in 0..<3 { sum.add(try #require(Ratio(2, 3))) }
    sum.add(try #require(Ratio(1, 7)))
    var other = Remainders()
    other.add(try #require(Ratio(6, 7)))
    sum.add(other)
    #expect(
      sum.parts == [
        Remainders.Part(denominator: 3, whole: 2, numerator: 0),
        Remainders.Part(denominator: 7, whole: 1, numerator: 0),
      ]
    )
    var large = Remainders()
    for _ in 0..<4 { large.add(try #require(Ratio(.max - 2, .max - 1))) }
    #expect(large.parts[0].whole == 3)
  }

  @Test func `decimals scale a rate either way`() throws {
    let one = try #require(Ratio(1, 1))
    let coin = try #require(Ratio(50_000, 1))
    // 12,345 points of 0.01 each for a coin of 50,000.00 with eight decimals.
    let cent = try #require(Ratio(1, 100))
    let bought = try Exchange.convert(Points(12_345), offRamp: cent, onRamp: coin, decimals: 8)
    #expect(bought.received == Points(246_900) && bought.remainder.numerator == 0)
    // And from cents to whole units.
    let whole = try Exchange.convert(Points(199), offRamp: one, onRamp: one, decimals: -2)
    #expect(whole.received == Points(1) && whole.remainder == Ratio(99, 100))
    #expect(throws: Refusal.resultZero) {
      try Exchange.convert(Points(99), offRamp: one, onRamp: one, decimals: -2)
    }
    #expect(throws: Refusal.amountOutOfRange) {
      try Exchange.convert(Points(99), offRamp: one, onRamp: one, decimals: 18)
    }
  }
}
