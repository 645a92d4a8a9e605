import Testing

@testable import FealtyLoyalty

// Goal: no sequence of commands brings the ledger and an obvious model apart. Method: random
// commands from a seed go to both; after each, the answers and every balance, lot and total are
// compared. The seed is in the failure.
@Suite("Random commands against a model of single points")
struct RandomCommandsTests {
  @Test("the ledger and the model agree after every command", arguments: 0..<50 as Range<UInt64>)
  func agree(block: UInt64) throws {
    for seed in block * 50..<(block + 1) * 50 {
      var run = RandomRun(seed: seed)
      for step in 0..<30 {
        let command = run.step()
        let difference = run.difference()
        try #require(difference == nil, "seed \(seed), step \(step), \(command)")
      }
      #expect(run.ledger.replayed() == run.ledger.member, "seed \(seed), replay")
    }
  }

  @Test func `the random commands reach every kind of transaction and refusal`() {
    var kinds: Set<TransactionKind> = []
    var refusals: Set<String> = []
    for seed in 0..<400 {
      var run = RandomRun(seed: UInt64(seed))
      for _ in 0..<30 { _ = run.step() }
      for posting in run.ledger.log.values { kinds.insert(posting.kind) }
      refusals.formUnion(run.refusals)
    }
    #expect(
      kinds == [
        .earn, .redeem, .earnReversal, .redemptionReversal, .expiry, .lock, .unlock, .authorization,
        .captured, .voided, .holdLapsed,
      ]
    )
    #expect(
      refusals == [
        "insufficientPoints", "aboveMax", "alreadyCaptured", "lockExpired", "notLocked",
        "alreadyReversed", "unrecoverable", "notReversible",
      ]
    )
  }
}

/// One seed's commands, given to the ledger and to the model.
private struct RandomRun {
  var ledger = TestLedger()
  var model: PointUnitModel
  var refusals: Set<String> = []
  private var random: SplitMix64
  /// Where the two answered differently.
  private var disagreement: String?

  init(seed: UInt64) {
    random = SplitMix64(state: seed)
    var rules = LedgerRules()
    rules.isStrictFIFO = random.next() % 4 == 0
    switch random.next() % 4 {
    case 0: rules.returnPolicy = .onlyPending
    case 1: rules.returnPolicy = .allowDebt(max: Points(Int64(random.upTo(40))))
    default: rules.returnPolicy = .withinBalance
    }
    let grace = Int64(random.upTo(4) + 1) * LedgerRules.dayMilliseconds
    rules.restorePolicy = random.next() % 2 == 0 ? .expireNow : .grace(milliseconds: grace)
    ledger.rules = rules
    model = PointUnitModel(rules: rules)
  }

  /// Gives one command to both, and says which.
  mutating func step() -> String {
    let days = [0, 0, 0, 1, 1, 2, 4][Int(random.upTo(6))]
    ledger.go(to: ledger.now.adding(milliseconds: Int64(days) * LedgerRules.dayMilliseconds))
    model.go(to: ledger.now)
    switch random.upTo(13) {
    case 0...3: return earn()
    case 4, 5: return redeem()
    case 6: return authorize()
    case 7: return capture()
    case 8: return void()
    case 9: return lock()
    case 10: return unlock()
    case 11, 12: return reverseEarn()
    default: return reverseRedemption()
    }
  }

  private mutating func earn() -> String {
    var awards: [Award] = []
    var lots: [(points: Int, activationAt: Timestamp, expiresAt: Timestamp)] = []
    for index in 0...random.upTo(1) {
      let points = random.upTo(12) + index
      let pending = random.next() % 3 == 0 ? Int64(random.upTo(4)) : 0
      // The second award is a bonus, so that the two never share a lot.
      awards.append(
        .of(
          Int64(points),
          pendingDays: pending,
          expiresAfterDays: Int64(random.upTo(6)),
          isBonus: index == 1
        )
      )
      guard points > 0, let award = awards.last else { continue }
      let dates = award.lotSchedule.dates(recordedAt: ledger.now, occurredAt: ledger.now) {
        ProgrammeCalendar(zone: .utc)
      }
      lots.append((points, dates.activationAt, dates.expiresAt))
    }
    let (now, rules, version) = (ledger.now, ledger.rules, ledger.member.nextVersion)
    return both("earn \(lots)") { ledger throws(Refusal) in
      ledger.post(
        try ledger.member.decideEarn(awards: awards, capUses: [], now: now, rules: rules)
      )
    } model: { model throws(Refusal) in
      model.earn(lots, version: version)
    }
  }

  private mutating func redeem() -> String {
    let points = random.upTo(19) + 1
    let (now, version) = (ledger.now, ledger.member.nextVersion)
    return both("redeem \(points)") { ledger throws(Refusal) in
      try ledger.redeem(Int64(points))
    } model: { model throws(Refusal) in
      try model.redeem(points, version: version, now: now)
    }
  }

  private mutating func authorize() -> String {
    let (points, days) = (random.upTo(9) + 1, Int64(random.upTo(5) + 1))
    let (now, version) = (ledger.now, ledger.member.nextVersion)
    return both("authorize \(points) for \(days) days") { ledger throws(Refusal) in
      try ledger.authorize(Int64(points), timeoutDays: days)
    } model: { model throws(Refusal) in
      let until = now.adding(milliseconds: days * LedgerRules.dayMilliseconds)
      try model.authorize(points, until: until, version: version, now: now)
    }
  }

  private mutating func capture() -> String {
    let (hold, points) = (anyVersion(of: .authorization), random.upTo(8))
    let (now, version) = (ledger.now, ledger.member.nextVersion)
    return both("capture \(points) of \(hold)") { ledger throws(Refusal) in
      try ledger.capture(hold, Int64(points))
    } model: { model throws(Refusal) in
      try model.capture(hold, points, version: version, now: now)
    }
  }

  private mutating func void() -> String {
    let (hold, now) = (anyVersion(of: .authorization), ledger.now)
    return both("void \(hold)") { ledger throws(Refusal) in
      try ledger.void(hold)
    } model: { model throws(Refusal) in
      try model.void(hold, now: now)
    }
  }

  private mutating func lock() -> String {
    let onEarn = random.next() % 2 == 0
    let transaction = onEarn ? anyVersion(of: .earn) : 0
    let points = onEarn ? random.upTo(9) : random.upTo(9) + 1
    let partial = random.next() % 2 == 0
    let days = Int64(random.upTo(8))
    let until = days == 0 ? .never : ledger.now.adding(milliseconds: days * 86_400_000)
    let (now, version) = (ledger.now, ledger.member.nextVersion)
    return both("lock \(points) on \(transaction), \(days) days") { ledger throws(Refusal) in
      let target = transaction == 0 ? LockTarget.anyPoints : .transaction(transaction)
      // A sequence without an earn yet has nothing to name: both then lock any points.
      let named = points == 0 && transaction == 0 ? 1 : points
      try ledger.lock(Int64(named), of: target, until: until, allowPartial: partial)
    } model: { model throws(Refusal) in
      let named = points == 0 && transaction == 0 ? 1 : points
      try model.lock(
        named,
        transaction: transaction,
        until: until,
        allowPartial: partial,
        version: version,
        now: now
      )
    }
  }

  private mutating func unlock() -> String {
    let (lock, points, now) = (anyVersion(of: .lock), random.upTo(8), ledger.now)
    return both("unlock \(points) of \(lock)") { ledger throws(Refusal) in
      try ledger.unlock(lock, Int64(points))
    } model: { model throws(Refusal) in
      try model.unlock(lock, points, now: now)
    }
  }

  private mutating func reverseEarn() -> String {
    let (earn, isStrict) = (anyVersion(of: .earn), random.next() % 4 == 0)
    let (now, version) = (ledger.now, ledger.member.nextVersion)
    return both("reverse earn \(earn)") { ledger throws(Refusal) in
      let reversal = try ledger.reverseEarn(earn, isStrict: isStrict)
      let parts = [
        reversal.pendingVoided, reversal.availableTaken, reversal.lockedTaken,
        reversal.takenFromOtherLots, reversal.debtCreated, reversal.alreadyExpired,
        reversal.unrecovered,
      ]
      precondition(parts.reduce(.zero, +) == reversal.points, "\(reversal)")
    } model: { model throws(Refusal) in
      try model.reverseEarn(earn, isStrict: isStrict, version: version, now: now)
    }
  }

  private mutating func reverseRedemption() -> String {
    let kind: TransactionKind = random.next() % 3 == 0 ? .captured : .redeem
    let (redemption, points) = (anyVersion(of: kind), random.upTo(8))
    let (now, version) = (ledger.now, ledger.member.nextVersion)
    return both("reverse \(points) of redemption \(redemption)") { ledger throws(Refusal) in
      try ledger.reverseRedemption(redemption, Int64(points))
    } model: { model throws(Refusal) in
      try model.reverseRedemption(redemption, points, version: version, now: now)
    }
  }

  // MARK: - Steps

  private mutating func anyVersion(of kind: TransactionKind) -> UInt32 {
    let versions = ledger.log.filter { $0.value.kind == kind }.keys.sorted()
    guard !versions.isEmpty, random.next() % 16 != 0 else { return 0 }
    // The youngest half of the time, so that most of them are still alive.
    return random.next() % 2 == 0
      ? versions[versions.count - 1] : versions[Int(random.upTo(versions.count - 1))]
  }

  private mutating func both(
    _ command: String,
    _ real: (inout TestLedger) throws(Refusal) -> Void,
    model pretended: (inout PointUnitModel) throws(Refusal) -> Void
  ) -> String {
    var answers: [Refusal?] = []
    do {
      try real(&ledger)
      answers.append(nil)
    } catch { answers.append(error) }
    do {
      try pretended(&model)
      answers.append(nil)
    } catch { answers.append(error) }
    if let refusal = answers[0] { refusals.insert(String("\(refusal)".prefix { $0.isLetter })) }
    if answers[0] != answers[1] { disagreement = "\(command): \(answers)" }
    return command
  }

  /// What differs between the two; `nil` = nothing.
  func difference() -> String? {
    if let disagreement { return disagreement }
    // Asked about a later instant without applying what is due, the ledger says what the model says
    // after it.
    for days in [0, 2] as [Int64] {
      let now = ledger.now.adding(milliseconds: days * LedgerRules.dayMilliseconds)
      var later = model
      later.go(to: now)
      if let difference = later.difference(from: ledger.member, now: now) {
        return "in \(days) days: \(difference)"
      }
    }
    return nil
  }
}

extension PointUnitModel {
  fileprivate func difference(from member: Member, now: Timestamp) -> String? {
    let isHeld = { (unit: Unit) in if case .held = unit.place { true } else { false } }
    let expected = Balance.of(
      Int64(count { $0.place == .free && $0.activationAt <= now }),
      pending: Int64(count { $0.place == .free && $0.activationAt > now }),
      locked: Int64(count(isHeld)),
      debt: Int64(debt)
    )
    let balance = member.balance(of: 0, now: now)
    if balance != expected { return "\(balance) is not \(expected)" }

    let account = member.lifetime(of: 0, now: now)
    let totals = [
      account.issued, account.redeemed, account.expired, account.reversed, account.unrecovered,
    ].map { Int($0.rawValue) }
    let expectedTotals = [
      units.count, count { $0.place == .redeemed }, count { $0.place == .expired },
      count { $0.place == .reversed } + debtEver, unrecovered,
    ]
    if totals != expectedTotals { return "totals \(totals) are not \(expectedTotals)" }

    let lots = member.openLots(now: now)
    let open = units.filter { $0.place == .free || isHeld($0) }
    if Set(open.map { $0.lot }) != Set(lots.map { $0.id }) { return "open lots \(lots)" }
    for lot in lots {
      let own = open.filter { $0.lot == lot.id }
      if own.count != Int(lot.remaining.rawValue)
        || own.filter(isHeld).count != Int(lot.locked.rawValue)
        || own.contains(where: { $0.expiresAt != lot.expiresAt })
      {
        return "lot \(lot) is not \(own)"
      }
    }
    let schedule = member.expirySchedule(now: now)
    let scheduled = (schedule.upcoming + schedule.neverExpiring).reduce(Points.zero) {
      $0 + $1.points
    }
    if scheduled != balance.total + balance.debt { return "schedule \(schedule)" }
    return nil
  }
}

/// Sebastiano Vigna's SplitMix64: small, and the same on every machine.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 to `most`.
  mutating func upTo(_ most: Int) -> Int { Int(next() % UInt64(most + 1)) }
}
