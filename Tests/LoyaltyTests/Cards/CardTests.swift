import Testing

@testable import FealtyLoyalty

@Suite("A member's cards")
struct CardTests {
  /// Enrolled with card 1, which is the first of the chain 1, 2, 3, and with a side card beside it.
  private func member(replaced count: Int = 2) throws -> Member {
    var member = Member(id: "ada")
    member.apply(.enrolled(Enrolment(cards: ["1"])), version: 1, at: Self.at(1))
    change(&member) { $0.cards = ["1", "side"] }
    for number in 1..<(1 + count) {
      try replace("\(number)", by: "\(number + 1)", .damaged, &member)
    }
    return member
  }

  private static func at(_ milliseconds: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds)
  }

  private func change(_ member: inout Member, _ body: (inout MemberChange) -> Void) {
    var change = MemberChange()
    body(&change)
    let at = Self.at(Int64(member.nextVersion))
    member.apply(.changed(change), version: member.nextVersion, at: at)
  }

  private func replace(
    _ old: String,
    by new: String,
    _ reason: CardReason,
    _ member: inout Member
  ) throws {
    let mark = try member.decideReplacement(of: old, by: new, reason: reason)
    let cards = member.cards + [new]
    change(&member) {
      $0.cards = cards
      $0.cardMark = mark
    }
  }

  @Test(
    "what becomes of a card that is replaced",
    arguments: [
      (CardReason.lost, CardStage.blocked, Refusal.cardBlocked),
      (.stolen, .blocked, .cardBlocked), (.damaged, .replaced, .cardReplaced),
      (.upgrade, .replaced, .cardReplaced),
    ]
  )
  func replaced(reason: CardReason, stage: CardStage, refusal: Refusal) throws {
    var member = try member(replaced: 0)
    try replace("1", by: "2", reason, &member)
    let mark = try #require(member.mark(ofCard: "1"))
    #expect(mark.stage == stage && mark.reason == reason && mark.successor == "2")
    #expect(mark.since == member.lastRecordedAt)
    #expect(throws: refusal) { try member.requireUsable(card: "1") }
    #expect(throws: Never.self) { try member.requireUsable(card: "2") }
    #expect(throws: Never.self) { try member.requireUsable(card: "side") }
    #expect(member.violations().isEmpty)
  }

  @Test func `a chain leads to its first card in one step`() throws {
    let member = try member()
    for card in ["1", "2", "3"] { #expect(member.firstCard(before: card) == "1") }
    #expect(member.firstCard(before: "side") == "side" && member.firstCard(before: "0") == "0")
    #expect(Member(id: "bo").firstCard(before: "1") == "1")
  }

  @Test(
    "what no card takes the place of",
    arguments: [
      ("1", "4", CardReason.lost, Refusal.cardReplaced), ("2", "4", .lost, .cardReplaced),
      ("3", "3", .lost, .cardCycle), ("3", "2", .lost, .cardCycle),
      ("3", "1", .damaged, .cardCycle), ("3", "side", .damaged, .cardAlreadyAssigned),
      ("7", "8", .damaged, .cardNotFound), ("3", "4", .none, .invalidField("reason")),
    ]
  )
  func refused(old: String, new: String, reason: CardReason, refusal: Refusal) throws {
    let member = try member()
    #expect(throws: refusal) {
      try member.decideReplacement(of: old, by: new, reason: reason)
    }
  }

  @Test func `a stolen card stays blocked whatever its successor is for`() throws {
    var member = try member(replaced: 0)
    let stolen = try #require(try member.decideCardStage("1", .blocked, reason: .stolen))
    change(&member) { $0.cardMark = stolen }
    try replace("1", by: "2", .upgrade, &member)
    #expect(member.mark(ofCard: "1")?.stage == .blocked)
    #expect(throws: Refusal.cardReplaced) {
      try member.decideCardStage("1", .active, reason: .none)
    }
  }

  @Test func `a card that was found is active again, and as if it had never been blocked`() throws {
    var member = try member(replaced: 0)
    #expect(try member.decideCardStage("1", .active, reason: .none) == nil)
    let stages: [(CardStage, CardReason)] = [(.blocked, .lost), (.active, .none)]
    for (stage, reason) in stages {
      let mark = try #require(try member.decideCardStage("1", stage, reason: reason))
      change(&member) { $0.cardMark = mark }
      #expect(try member.decideCardStage("1", stage, reason: reason) == nil)
    }
    #expect(member.cardMarks.isEmpty && !member.hasExtras)
    #expect(throws: Refusal.cardNotFound) {
      try member.decideCardStage("2", .blocked, reason: .lost)
    }
  }

  @Test func `a member has so many cards at most`() throws {
    var member = try member(replaced: Member.cardsLimit - 2)
    #expect(member.cards.count == Member.cardsLimit)
    let last = "\(Member.cardsLimit - 1)"
    #expect(throws: Refusal.aboveMax) {
      try member.decideReplacement(of: last, by: "new", reason: .lost)
    }
    // It is blocked all the same.
    let mark = try #require(try member.decideCardStage(last, .blocked, reason: .lost))
    change(&member) { $0.cardMark = mark }
    #expect(member.firstCard(before: last) == "1")
  }

  @Test func `the state's hash has the marks, and an erasure takes them`() throws {
    var member = try member(replaced: 0)
    let before = member.fullHash
    let mark = try #require(try member.decideCardStage("1", .blocked, reason: .lost))
    change(&member) { $0.cardMark = mark }
    let blocked = member
    for (stage, reason) in [(CardStage.replaced, CardReason.lost), (.blocked, .stolen)] {
      var other = blocked
      other.details.extras.cardMarks[0].stage = stage
      other.details.extras.cardMarks[0].reason = reason
      #expect(other.fullHash != blocked.fullHash)
    }
    #expect(blocked.fullHash != before)
    member.apply(.erased, version: member.nextVersion, at: Self.at(99))
    #expect(member.cards.isEmpty && member.cardMarks.isEmpty)
  }

  @Test func `marking a card that is none of the member's stops the server`() async {
    await #expect(processExitsWith: .failure) {
      var member = Member(id: "ada")
      member.apply(.enrolled(Enrolment(cards: ["1"])), version: 1, at: Timestamp(milliseconds: 1))
      var change = MemberChange()
      change.cardMark = CardMark(number: "2", stage: .blocked, reason: .lost)
      member.apply(.changed(change), version: 2, at: Timestamp(milliseconds: 2))
    }
  }
}
