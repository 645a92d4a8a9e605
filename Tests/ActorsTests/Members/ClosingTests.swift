import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Stages by command, and deleting a member")
struct ClosingTests {
  private static let card = MemberReference(reference: .cardNumber("4711"))

  /// A programme with the member `ada`, who has a card, a name and 100 points.
  private func rig(
    shards: Int = 1,
    settings: Settings = Settings(),
    holdsLog: Bool = false
  ) throws -> RedemptionRig {
    let rig = try RedemptionRig(
      settings: settings,
      tiers: ["basic", "gold"],
      shards: shards,
      holdsLog: holdsLog
    )
    try rig.update {
      $0.cardNumber = "4711"
      $0.profile = Profile(givenName: "Zyxwella")
      $0.tier = "gold"
      $0.segments = ["vip"]
    }
    try rig.rig.earn(100, receipt: "R1")
    return rig
  }

  private func started(
    on storage: FaultyStorage,
    after rig: EngineRig,
    shards: Int = 1
  ) throws -> EngineRig {
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    rig.clock.advance(milliseconds: 1_000)
    return try EngineRig(shards: shards, storage: storage, clock: rig.clock)
  }

  @discardableResult
  private func enter(
    _ stage: Stage,
    _ rig: EngineRig,
    _ change: (inout UpdateStageRequest) -> Void = { _ in }
  ) throws -> UpdateStageResponse {
    var request = UpdateStageRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      newStage: stage,
      reason: "asked for"
    )
    change(&request)
    return try rig.answer(UpdateStageResponse.self, MethodID.updateStage, request)
  }

  private func deletion(
    _ rig: EngineRig,
    _ policy: BalancePolicy = .balanceForfeit
  ) -> DeleteMemberRequest {
    DeleteMemberRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      reason: "a letter",
      balance: policy
    )
  }

  @discardableResult
  private func delete(
    _ rig: EngineRig,
    _ request: DeleteMemberRequest
  ) throws -> DeleteMemberResponse {
    try rig.answer(DeleteMemberResponse.self, MethodID.deleteMember, request)
  }

  private func status<Answer>(_ call: () throws -> Answer) throws -> Status? {
    do {
      _ = try call()
      return nil
    } catch let failure as RigFailure {
      return failure.status
    }
  }

  private func reason<Answer>(_ call: () throws -> Answer) throws -> Reason? {
    try status(call)?.reason
  }

  private func member(
    _ rig: EngineRig,
    _ reference: MemberReference = EngineRig.ada
  ) throws -> GetMemberResponse {
    try rig.answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(envelope: rig.envelope(), member: reference)
    )
  }

  private func enrol(
    _ rig: EngineRig,
    _ id: String,
    _ mode: EnrolMode,
    card: String = ""
  ) throws -> EnrolResponse {
    try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID(id)),
        mode: mode,
        cardNumber: card
      )
    )
  }

  private func transactions(_ rig: EngineRig) throws -> [Transaction] {
    try rig.answer(
      ListProgrammeTransactionsResponse.self,
      MethodID.listProgrammeTransactions,
      ListProgrammeTransactionsRequest(envelope: rig.envelope())
    ).transactions.compactMap(\.transaction)
  }

  // MARK: - Stages

  @Test func `a stage goes where it may, from what it is expected to be`() throws {
    let ada = try rig()
    let engine = ada.rig
    let blocked = try enter(.blocked, engine) { $0.expectedStage = .active }
    #expect(blocked.old == .active && blocked.new == .blocked && blocked.forfeited.isEmpty)
    #expect(try ada.member().stage == .blocked)
    #expect(blocked.version == (try ada.member().version))
    let other = try reason { try enter(.active, engine) { $0.expectedStage = .active } }
    #expect(other == .stageConflict)
    #expect(try reason { try enter(.pending, engine) } == .stageNotAllowed)
    #expect(try reason { try enter(.blocked, engine) } == .stageNotAllowed)
    let version = try ada.member().version
    let late = try reason { try enter(.active, engine) { $0.expectedVersion = version - 1 } }
    #expect(late == .versionConflict)
    for (field, change) in [
      ("new_stage", { $0.newStage = .stageErased }), ("new_stage", { $0.newStage = .stageNone }),
      ("expected_stage", { $0.expectedStage = .stageErased }),
      ("balance", { $0.balance = .balanceKeep }),
      ("balance", { ($0.newStage, $0.balance) = (.closed, .init(rawValue: 4)) }),
      ("reason", { $0.reason = String(repeating: "x", count: 257) }),
    ] as [(String, (inout UpdateStageRequest) -> Void)] {
      let found = try status { try enter(.active, engine, change) }
      #expect(found?.reason == .invalidField && found?.field == field)
    }
    let nobody = try reason {
      try enter(.active, engine) { $0.member = MemberReference(reference: .memberID("nobody")) }
    }
    #expect(nobody == .memberNotFound)
    #expect(try ada.member().version == version)
    try engine.stop()
  }

  // Goal: what the request says of the points counts, and else what the programme says.
  @Test(
    arguments: [
      (.balanceAsSet, .balanceAsSet, 100), (.balanceAsSet, .balanceForfeit, 0),
      (.balanceAsSet, .balanceRefuse, nil), (.balanceKeep, .balanceRefuse, 100),
      (.balanceForfeit, .balanceKeep, 0), (.balanceRefuse, .balanceForfeit, nil),
    ] as [(BalancePolicy, BalancePolicy, Int64?)]
  )
  func `closing keeps the points, forfeits them or is refused`(
    _ asked: BalancePolicy,
    _ set: BalancePolicy,
    _ left: Int64?
  ) throws {
    var ada = try rig(settings: Settings(closingBalance: set))
    let refusal = try reason { try enter(.closed, ada.rig) { $0.balance = asked } }
    #expect(refusal == (left == nil ? .balanceLeft : nil))
    #expect(try ada.member().stage == (left == nil ? .active : .closed))
    for _ in 0..<2 {
      #expect(try ada.rig.available() == left ?? 100)
      let forfeited = try transactions(ada.rig).filter { $0.kind == .pointsForfeited }
      #expect(forfeited.map(\.points) == (left == 0 ? [-100] : []))
      #expect(try ada.rig.verifyLedger().balanced)
      ada = try ada.restarted()
    }
    try ada.rig.stop()
  }

  @Test func `what was authorised is captured of who is closed, nothing else is`() throws {
    let ada = try rig()
    let hold = try ada.redeem(30, mode: .authorize)
    let closed = try enter(.closed, ada.rig) { $0.balance = .balanceForfeit }
    #expect(closed.forfeited == [TokenPoints(tokenID: "points", points: 70)])
    #expect(try ada.member().balances.first?.locked == 30)
    #expect(try reason { try ada.redeem(1, mode: .authorize) } == .memberNotActive)
    // Neither deleted nor gone while the till may come back.
    #expect(try reason { try delete(ada.rig, deletion(ada.rig)) } == .memberInUse)
    let captured = try ada.rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(
        envelope: ada.rig.envelope(),
        member: EngineRig.ada,
        redemptionID: hold.redemptionID,
        mode: .capture,
        points: 10
      )
    )
    #expect(captured.points == 10)
    let balance = try #require(try ada.member().balances.first)
    #expect(balance.total == 0 && balance.locked == 0)
    #expect(try ada.rig.verifyLedger().balanced)
    try delete(ada.rig, deletion(ada.rig, .balanceRefuse))
    try ada.rig.stop()
  }

  @Test func `who is closed where expiry rests forfeits all the same`() throws {
    let ada = try rig(
      settings: Settings(
        expirySuspendedStages: [.suspended, .closed],
        resumeGraceMs: 86_400_000
      )
    )
    let hold = try ada.redeem(30, mode: .authorize)
    try enter(.suspended, ada.rig)
    try enter(.closed, ada.rig) { $0.balance = .balanceForfeit }
    _ = try ada.rig.answer(
      RedeemResponse.self,
      MethodID.redeem,
      RedeemRequest(
        envelope: ada.rig.envelope(),
        member: EngineRig.ada,
        redemptionID: hold.redemptionID,
        mode: .voidAuthorization
      )
    )
    #expect(try ada.member().balances.first?.total == 0)
    #expect(try ada.restarted().rig.verifyLedger().balanced)
  }

  @Test func `a dry run tells what would be, and changes nothing`() throws {
    let ada = try rig()
    let before = try ada.member()
    var request = deletion(ada.rig)
    request.envelope?.dryRun = true
    let shown = try delete(ada.rig, request)
    #expect(shown.forfeited == [TokenPoints(tokenID: "points", points: 100)])
    let closed = try enter(.closed, ada.rig) {
      $0.envelope?.dryRun = true
      $0.balance = .balanceForfeit
    }
    #expect(closed.forfeited.first?.points == 100)
    #expect(try ada.member() == before)
    #expect(try member(ada.rig, Self.card).memberID == "ada")
    try ada.rig.stop()
  }

  // MARK: - Deletion

  // Goal: nothing leads to who was deleted, its card is free, and the ledger is as it was, also
  // after a kill, on other counts of shards, and from a snapshot.
  @Test(arguments: [1, 3])
  func `who is deleted is found by nobody, and the ledger stays`(shards: Int) throws {
    let ada = try rig(shards: shards)
    let earned = try transactions(ada.rig)
    let request = deletion(ada.rig)
    let first = try delete(ada.rig, request)
    #expect(first.forfeited == [TokenPoints(tokenID: "points", points: 100)])
    #expect(first.cardsFreed == 1 && first.outcome?.replayed == false)
    var replayed = first
    replayed.outcome?.replayed = true
    var rig = ada.rig
    for step in 0..<3 {
      #expect(try reason { try member(rig) } == .memberNotFound)
      #expect(try reason { try member(rig, Self.card) } == .cardNotFound)
      #expect(try reason { try rig.earn(5) } == .memberNotFound)
      #expect(try reason { try enter(.active, rig) } == .memberNotFound)
      #expect(try reason { try enrol(rig, "ada", .update) } == .memberNotFound)
      for mode in [EnrolMode.create, .upsert] {
        #expect(try reason { try enrol(rig, "ada", mode) } == .duplicateIdentity)
      }
      // The same request, and another one, are answered as the first was.
      #expect(try delete(rig, request) == replayed)
      #expect(try delete(rig, deletion(rig, .balanceRefuse)) == replayed)
      let shown = try transactions(rig)
      #expect(shown.count == earned.count + 1)
      #expect(shown.first?.kind == .pointsForfeited && Array(shown.dropFirst()) == earned)
      #expect(try rig.verifyLedger().balanced)
      guard step < 2 else { break }
      // First of a killed process: the log alone. Then of one that has stopped: its snapshot.
      let storage = step == 0 ? rig.storage.killed() : rig.storage
      try rig.stop()
      rig = try started(on: storage, after: rig, shards: shards + step)
    }
    // Another member gets the card.
    #expect(try enrol(rig, "bo", .create, card: "4711").isNew)
    #expect(try member(rig, Self.card).memberID == "bo")
    try rig.stop()
  }

  // Goal: a transaction leads to the member of it in the calls that are about transactions alone.
  @Test func `who is deleted is not reached by a transaction that the method has no field for`()
    throws
  {
    let ada = try rig()
    let earned = try #require(try transactions(ada.rig).first?.transactionID)
    var text = OutputBuffer()
    text.writeString(3, earned)
    let field = text.bytes()
    for isDeleted in [false, true] {
      if isDeleted { try delete(ada.rig, deletion(ada.rig)) }
      var request = deletion(ada.rig)
      (request.member, request.unknownFields) = (nil, field)
      #expect(try reason { try delete(ada.rig, request) } == .invalidField)
      var other = UpdateMemberRequest(envelope: ada.rig.envelope(), givenName: "Ghost")
      other.unknownFields = field
      let updated = try reason {
        _ = try ada.rig.answer(EnrolResponse.self, MethodID.updateMember, other)
      }
      #expect(updated == .invalidField)
    }
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test func `an event of who was deleted is not kept for an enrolment`() throws {
    let ada = try rig(settings: Settings(eventTypes: ["visit"], holdEventsMs: 86_400_000))
    func event(_ member: String, _ id: String) throws -> RewardEventResponse {
      try ada.rig.answer(
        RewardEventResponse.self,
        MethodID.rewardEvent,
        RewardEventRequest(
          envelope: ada.rig.envelope(),
          member: MemberReference(reference: .memberID(member)),
          source: "app",
          eventID: id,
          eventType: "visit"
        )
      )
    }
    // It is kept of who was never there.
    _ = try event("bo", "e1")
    try delete(ada.rig, deletion(ada.rig))
    #expect(try reason { try event("ada", "e2") } == .memberNotFound)
    let held = ada.rig.on(0) { shard in shard.heldEvents.isEmpty }
    #expect(!held)
    try ada.rig.stop()
  }

  @Test func `it takes a policy that lets points go, and the version that is expected`() throws {
    let ada = try rig()
    // The programme keeps the points of who is closed; who is deleted could never spend them.
    #expect(try reason { try delete(ada.rig, deletion(ada.rig, .balanceAsSet)) } == .balanceLeft)
    let kept = try status { try delete(ada.rig, deletion(ada.rig, .balanceKeep)) }
    #expect(kept?.reason == .invalidField && kept?.field == "balance")
    var request = deletion(ada.rig)
    request.expectedVersion = try ada.member().version - 1
    #expect(try reason { try delete(ada.rig, request) } == .versionConflict)
    request.envelope = ada.rig.envelope()
    request.expectedVersion += 1
    let deleted = try delete(ada.rig, request)
    #expect(deleted.version == request.expectedVersion + 2)
    var nobody = deletion(ada.rig)
    nobody.member = MemberReference(reference: .memberID("nobody"))
    #expect(try reason { try delete(ada.rig, nobody) } == .memberNotFound)
    try ada.rig.stop()
  }

  // Goal: a card is nobody else's before the deletion is durable. Method: the log is held; the
  // disk of that moment still has the member with its card.
  @Test func `a card is free only when the deletion is durable`() throws {
    let ada = try rig(shards: 2, holdsLog: true)
    ada.rig.logHold.isHeld = true
    let stream = ada.rig.newStream()
    ada.rig.send([(stream, MethodID.deleteMember, deletion(ada.rig))])
    for _ in 0..<4 { for shard in 0..<2 { ada.rig.on(shard) { _ in } } }
    let card = Shard.cardEntity(program: "p", number: "4711")
    let home = StableHash.shard(card, count: 2)
    #expect(ada.rig.on(home) { $0.cards.find(card)?.member != 0 })
    let killed = ada.rig.storage.killed()
    ada.rig.logHold.isHeld = false
    _ = try ada.rig.answer(DeleteMemberResponse.self, to: stream)
    #expect(try reason { try member(ada.rig, Self.card) } == .cardNotFound)
    try ada.rig.stop()
    let before = try started(on: killed, after: ada.rig)
    #expect(try member(before, Self.card).memberID == "ada")
    #expect(try before.available() == 100)
    try before.stop()
  }

  @Test func `who follows the programme hears that the points and the member are gone`() throws {
    let ada = try rig()
    try delete(ada.rig, deletion(ada.rig))
    let stream = ada.rig.newStream()
    ada.rig.send([
      (stream, MethodID.subscribe, SubscribeRequest(envelope: ada.rig.envelope(), fromStart: true))
    ])
    func events() throws -> [MemberEvent] {
      try ada.rig.received(stream).filter { $0.kind == .item }
        .flatMap { try MemberEvents(bytes: $0.payload).events }
    }
    while try events().last?.kind != .stageChanged {
      try #require(ada.rig.received(stream).last?.kind != .response)
    }
    let told = try events().suffix(3)
    #expect(told.map(\.kind) == [.expired, .erased, .stageChanged])
    #expect(told.map(\.stage) == [.stageNone, .stageErased, .stageErased])
    #expect(told.first?.points == -100 && told.first?.transactionKind == .pointsForfeited)
    #expect(told.first?.balances.first?.total == 0)
    #expect(told.allSatisfy { $0.memberID == "ada" })
    try ada.rig.stop()
  }
}
