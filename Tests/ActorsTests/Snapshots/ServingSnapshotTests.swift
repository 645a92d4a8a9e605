import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Goal: a snapshot that was written while everything changed, with the log behind it, gives the
/// state that the log alone gives.
///
/// Method: a snapshot goes on step by step, and between its steps happens what it must stand; then
/// the process dies, and starts on its disk with and without the snapshot are compared.
@Suite("Snapshots while the server serves")
struct ServingSnapshotTests {
  private static let day: Int64 = 86_400_000

  private static var small: SnapshotOptions {
    var options = SnapshotOptions()
    options.sliceSlots = 16
    return options
  }

  /// Compares the start with the newest snapshot to that without any, on copies of the disk.
  private func compare(
    _ rig: EngineRig,
    shards: Int = 2,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let disk = rig.storage.copied()
    let manifest = try #require(disk.fileNames.last { $0.hasSuffix(".manifest") })
    let states = try [disk.copied(), try disk.withoutSnapshots()].map { storage in
      let again = try EngineRig(shards: shards, storage: storage, clock: rig.clock)
      let state = again.state()
      #expect(try again.verifyLedger().findings.isEmpty)
      try again.stop()
      return state
    }
    #expect(states[0].subtracting(states[1]).isEmpty, "\(manifest)", sourceLocation: sourceLocation)
    #expect(states[1].subtracting(states[0]).isEmpty, "\(manifest)", sourceLocation: sourceLocation)
  }

  private func put(_ rig: EngineRig, points: Int64, budget: Int64 = 1_000) throws {
    try rig.put(
      Programme(
        programID: "p",
        currency: "EUR",
        defaultTokenID: "points",
        tokens: [Token(tokenID: "points", name: "Points")],
        tiers: ["basic", "gold"],
        promotions: [
          Promotion(
            promotionID: "base",
            mechanic: .rate(Rate(points: points, perAmountMinor: 100)),
            caps: [Cap(period: .perDay, points: 500)],
            budgetIDs: ["spring"]
          ),
          Promotion(
            promotionID: "survey",
            selection: Selection(kinds: [.event], include: Terms(eventTypes: ["survey"])),
            mechanic: .fixed(Fixed(points: 3))
          ),
        ],
        settings: Settings(
          guests: true,
          parkGuestSales: true,
          claimWindowMs: 10 * Self.day,
          eventTypes: ["survey"],
          holdEventsMs: 5 * Self.day
        ),
        budgets: [Budget(budgetID: "spring", period: .perLife, limit: budget)],
        voucherTypes: [
          VoucherType(
            voucherTypeID: "five",
            name: "5.00",
            points: 5,
            valueMinor: 500,
            stock: 50,
            active: true
          )
        ]
      )
    )
  }

  private func enrol(_ rig: EngineRig, _ member: String, card: String = "") throws {
    let request = EnrolRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      mode: .upsert,
      cardNumber: card
    )
    _ = try rig.answer(EnrolResponse.self, MethodID.enrol, request)
  }

  private func survey(_ rig: EngineRig, _ member: String, _ event: String) throws {
    let request = RewardEventRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      source: "web",
      eventID: event,
      eventType: "survey"
    )
    _ = try rig.answer(RewardEventResponse.self, MethodID.rewardEvent, request)
  }

  private func guest(_ rig: EngineRig, _ receipt: String) throws {
    var request = rig.earnRequest(20, receipt: receipt)
    request.member = nil
    #expect(try rig.answer(EarnResponse.self, MethodID.earn, request).parked)
  }

  private func claim(_ rig: EngineRig, _ receipt: String, for member: String) throws {
    let request = ClaimSaleRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      naturalKey: GuestRig.key(receipt)
    )
    _ = try rig.answer(EarnResponse.self, MethodID.claimSale, request)
  }

  /// Changes everything that can change, `round` by round.
  private func change(_ rig: EngineRig, _ round: Int) throws {
    try put(rig, points: Int64(1 + round % 3))
    try enrol(rig, "new-\(round)", card: "card-\(round)")
    for member in 0..<3 {
      try enrol(rig, "m\(member)", card: member == round % 3 ? "extra-\(round)" : "")
      let sale = try rig.earn(30, for: "m\(member)", receipt: "R\(round)-\(member)")
      let part = ReturnLinesRequest(
        envelope: rig.envelope(),
        transactionID: sale.outcome?.transactionID ?? "",
        lines: [ReturnedLine(line: 1, amountMinor: 500)],
        returnReceiptNumber: "B\(round)-\(member)"
      )
      _ = try rig.answer(ReturnLinesResponse.self, MethodID.returnLines, part)
    }
    let voucher = RedeemVoucherRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID("m0")),
      voucherTypeID: "five"
    )
    _ = try rig.answer(RedeemVoucherResponse.self, MethodID.redeemVoucher, voucher)
    let pin = SetPinRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID("new-\(round)")),
      pin: "2580"
    )
    _ = try rig.answer(SetPinResponse.self, MethodID.setPin, pin)
    for number in 0..<3 { try guest(rig, "G\(round)-\(number)") }
    try claim(rig, "G\(round)-0", for: "m1")
    if round > 0 { try claim(rig, "G\(round - 1)-1", for: "m2") }
    for number in 0..<3 { try survey(rig, "later-\(round)-\(number)", "e\(round)-\(number)") }
    try enrol(rig, "later-\(round)-0")
    if round > 0 { try enrol(rig, "later-\(round - 1)-1") }
    let short = rig.earnRequest(1, for: "nobody")
    #expect(throws: RigFailure.self) { try rig.answer(EarnResponse.self, MethodID.earn, short) }
  }

  @Test(arguments: 0..<6, [1, 3])
  func `CS1: whatever happens between its slices, the state is that of the log`(
    seed: Int,
    shards: Int
  ) throws {
    let rig = try EngineRig(shards: 2, snapshots: Self.small)
    var random = SeededRandom(seed: UInt64(seed))
    try change(rig, 0)
    let stepper = SnapshotStepper(rig)
    for round in 1...8 {
      for _ in 0..<random.below(60) {
        stepper.step(random.below(2))
        rig.pool.drain()
      }
      try change(rig, round)
      if round == 4 { rig.clock.advance(milliseconds: 3 * Self.day) }
    }
    let taken = try stepper.finish()
    #expect(taken.start <= taken.end)
    try compare(rig, shards: shards)
    try change(rig, 9)
    // Those that nobody claims or enrols for lapse, and the next start meets that too. No request
    // id leaves its window: when its day is dropped depends on the turns of a start.
    rig.clock.advance(milliseconds: 12 * Self.day)
    while (0..<2).contains(where: { rig.on($0) { !$0.heldEvents.isEmpty } }) {}
    try compare(rig, shards: shards)
    try rig.stop()
  }

  /// Whether an event waits for the member.
  private func holds(_ rig: EngineRig, _ member: String) -> Bool {
    rig.on(0) { shard in
      shard.heldEvents.values.contains { $0.events.contains { $0.memberID == member } }
    }
  }

  // Goal: what is forgotten when it waits no more has versions that begin again, or none.
  @Test func `CR6: what came, went and came again between two slices is there once`() throws {
    let rig = try EngineRig(snapshots: Self.small)
    try change(rig, 0)
    try survey(rig, "ada", "first")
    let stepper = SnapshotStepper(rig)
    stepper.run(to: .cards)
    // The first is taken, so that nothing is held and versions begin again; then one more comes.
    try enrol(rig, "ada")
    while holds(rig, "ada") {}
    try survey(rig, "bob", "second")
    try enrol(rig, "bob")
    while holds(rig, "bob") {}
    // One sale is given up while the snapshot has not come to it.
    rig.clock.advance(milliseconds: 20 * Self.day)
    while rig.on(0, { $0.parkedSales.values.contains { $0.member == 0 } }) {}
    try guest(rig, "late")
    _ = try stepper.finish()
    try compare(rig, shards: 1)
    try survey(rig, "eve", "third")
    try compare(rig, shards: 3)
    try rig.stop()
  }

  @Test func `an event that is held, taken and held again keeps its newest state`() throws {
    let rig = try EngineRig(snapshots: Self.small)
    try change(rig, 0)
    let stepper = SnapshotStepper(rig)
    try survey(rig, "ada", "first")
    rig.clock.advance(milliseconds: 6 * Self.day)
    while rig.on(0, { !$0.heldEvents.isEmpty }) {}
    // Its version is 1 again.
    try survey(rig, "ada", "second")
    _ = try stepper.finish()
    try compare(rig)
    rig.clock.advance(milliseconds: 6 * Self.day)
    while rig.on(0, { !$0.heldEvents.isEmpty }) {}
    try compare(rig)
    try rig.stop()
  }

  @Test func `members that come while their table grows are there once`() throws {
    let rig = try EngineRig(snapshots: Self.small)
    try put(rig, points: 1)
    for member in 0..<40 { try enrol(rig, "m\(member)", card: "c\(member)") }
    let stepper = SnapshotStepper(rig)
    let slots = rig.on { $0.members.slotCount }
    for _ in 0..<3 { stepper.step(0) }
    // What was written already changes, and everybody gets another place.
    for member in 0..<40 { try rig.earn(5, for: "m\(member)") }
    for member in 40..<80 { try enrol(rig, "m\(member)", card: "c\(member)") }
    #expect(rig.on { $0.members.slotCount } > slots)
    let taken = try stepper.finish()
    #expect(taken.records > 160, "nobody was written twice")
    try compare(rig, shards: 3)
    try rig.stop()
  }

  @Test func `CS2: it is published when the log is durable past what is inside`() throws {
    let rig = try EngineRig(holdsLog: true)
    try put(rig, points: 1)
    try enrol(rig, "ada")
    rig.logHold.isHeld = true
    rig.send([(rig.newStream(), MethodID.earn, rig.earnRequest(7))])
    let done = Promised<Result<TakenSnapshot, SnapshotFailure>>()
    rig.engine.takeSnapshot { done.keep($0) }
    // The shard has written everything, and what is inside is nowhere else.
    while rig.on(0, { $0.snapshotShare != nil }) {}
    for _ in 0..<20 {
      rig.on { _ in }
      rig.pool.drain()
    }
    let files = rig.storage.copied().fileNames
    #expect(!files.contains { $0.hasSuffix(".manifest") })
    #expect(files.contains { $0.hasSuffix(".blocks.tmp") })
    let newest = rig.engine.services.log.newestBatch
    rig.logHold.isHeld = false
    let taken = try done.wait().get()
    #expect(taken.end >= newest && taken.start <= newest)
    try compare(rig)
    try rig.stop()
  }

  // Goal: an answer is given again after a start from a snapshot whose index was read while others
  // came; and the same receipt is refused.
  @Test(arguments: [1, 3])
  func `requests and receipts are known again, whenever they came`(shards: Int) throws {
    let rig = try EngineRig(shards: 2, snapshots: Self.small)
    try put(rig, points: 1)
    try enrol(rig, "ada")
    let stepper = SnapshotStepper(rig)
    var requests: [EarnRequest] = []
    for number in 0..<60 {
      let request = rig.earnRequest(3, receipt: "R\(number)")
      requests.append(request)
      _ = try rig.answer(EarnResponse.self, MethodID.earn, request)
      for shard in 0..<2 { stepper.step(shard) }
      rig.pool.drain()
    }
    _ = try stepper.finish()
    let disk = rig.storage.copied()
    try rig.stop()
    let again = try EngineRig(shards: shards, storage: disk, clock: rig.clock)
    for request in requests {
      let answer = try again.answer(EarnResponse.self, MethodID.earn, request)
      #expect(answer.outcome?.replayed == true)
      var other = request
      other.envelope?.requestID[15] ^= 0x80
      #expect(throws: RigFailure.self) {
        try again.answer(EarnResponse.self, MethodID.earn, other)
      }
    }
    #expect(try again.available() == 180)
    try again.stop()
  }
}
