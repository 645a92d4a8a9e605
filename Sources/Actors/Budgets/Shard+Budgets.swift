internal import FealtyLoyalty
internal import FealtyWire

// Shared caps and budgets between shards: see `AllotmentTable.swift` for why nothing is oversold
// and nothing undersold. All of it travels as work in parcels, which arrive in the order of their
// sending.

extension Shard {
  /// The shard that is home to a key.
  private func budgetHome(_ key: AllotmentKey) -> Int {
    StableHash.shard(key.stableHash, count: count)
  }

  // MARK: - The side that spends

  /// Puts a command off whose evaluation is short of something: it runs again from its beginning
  /// when the homes have answered.
  ///
  /// Nothing may have been decided; its request id is given up until then.
  func waitForBudgets(_ command: CommandContext, entity: UInt64, _ shortages: [Shortage]) {
    command.abandon()
    let call = command.call
    let bytes = [UInt8](command.head.payload)
    budgets.wait(shortages, programme: command.programme.index) { shard in
      bytes.withUnsafeBytes { shard.handle(call, entity: entity, payload: $0) }
    }
  }

  /// The same for what is on the desk.
  func waitForBudgets(_ command: CommandContext, entity: UInt64) {
    waitForBudgets(command, entity: entity, evaluation.evaluation.shortages)
  }

  /// Counts what a posting uses of shared caps and budgets.
  func countUses(_ uses: [CapUse], programme: UInt16) {
    budgets.use(uses, programme: programme) { isOver($0, programme: programme) }
  }

  /// Lets commands run again whose wants were answered, then asks and gives back what the turn has
  /// left over.
  ///
  /// At the end of each turn, before its records are handed over.
  func settleBudgets() {
    runReady()
    guard !budgets.hasReady else { return }
    for programme in budgets.takeTouched() {
      let stripe = budgets.stripe(programme)
      let version = Int(programme) < programmes.count ? programmes[Int(programme)].version : 0
      let me = index
      for request in stripe.pointee.takeRequests() {
        let early = BudgetDesk.EarlyRequest(
          key: BudgetDesk.Key(programme: programme, key: request.key),
          version: version,
          shard: me,
          wanted: request.wanted
        )
        send(to: budgetHome(request.key)) { $0.requested(early) }
      }
      let releases = stripe.pointee.takeLeftovers { key in
        let isKept = budgets.isKept(BudgetDesk.Key(programme: programme, key: key))
        if isKept { budgets.touch(programme) }
        return isKept
      }
      for release in releases {
        let key = BudgetDesk.Key(programme: programme, key: release.key)
        send(to: budgetHome(release.key)) { home in
          home.released(key, shard: me, amount: release.amount, answersRecall: false)
        }
      }
    }
  }

  /// Runs the commands whose wants were answered, as long as there is room for their records.
  private func runReady() {
    while budgets.hasReady, acceptsRequests, let command = budgets.nextReady() { command.run(self) }
  }

  private func recalled(_ key: BudgetDesk.Key) {
    // What was granted to them is theirs.
    runReady()
    let amount = budgets.stripe(key.programme).pointee.recalled(key.key)
    let me = index
    send(to: budgetHome(key.key)) { home in
      home.released(key, shard: me, amount: amount, answersRecall: true)
    }
  }

  // MARK: - The home

  /// A shard wants more of something that this one is home to.
  private func requested(_ request: BudgetDesk.EarlyRequest) {
    let place = Int(request.key.programme)
    guard place < programmes.count, programmes[place].version >= request.version else {
      // The asking shard has seen rules that have not arrived here.
      return budgets.early.append(request)
    }
    var home = budgetHome(request.key)
    var actions: [BudgetHome.Action] = []
    let limit = programmes[place].sharedLimits.limit(of: request.key.key, at: stamp())
    if limit != home.limit { actions = home.setLimit(limit) }
    actions += home.request(shard: request.shard, wanted: request.wanted)
    budgets.homes[request.key] = home
    perform(actions, request.key)
  }

  /// What the home of a key says, made where nobody has asked yet.
  private func budgetHome(_ key: BudgetDesk.Key) -> BudgetHome {
    if let home = budgets.homes[key] { return home }
    let used = budgets.usedAtStart.removeValue(forKey: key) ?? Array(repeating: 0, count: count)
    let limit = programmes[Int(key.programme)].sharedLimits.limit(of: key.key, at: stamp())
    return BudgetHome(limit: limit, used: used)
  }

  private func released(
    _ key: BudgetDesk.Key,
    shard: Int,
    amount: Int64,
    answersRecall: Bool
  ) {
    guard
      let actions = budgets.homes[key]?
        .release(shard: shard, amount: amount, answersRecall: answersRecall)
    else { return }
    perform(actions, key)
  }

  private func perform(_ actions: [BudgetHome.Action], _ key: BudgetDesk.Key) {
    for action in actions {
      switch action {
      case .grant(let shard, let amount, let isLast):
        send(to: shard) { $0.budgets.granted(key, amount, isLast: isLast) }
      case .recall(let shard): send(to: shard) { $0.recalled(key) }
      case .reopen(let shard):
        send(to: shard) { $0.budgets.stripe(key.programme).pointee.reopened(key.key) }
      }
    }
  }

  /// Other rules are in force here: tells the homes of the programme's limits.
  func limitsChanged(_ programme: PublishedProgramme) {
    let now = stamp()
    for (key, home) in budgets.homes where key.programme == programme.index {
      let limit = programme.sharedLimits.limit(of: key.key, at: now)
      guard limit != home.limit, let actions = budgets.homes[key]?.setLimit(limit) else { continue }
      perform(actions, key)
    }
    let early = budgets.early
    budgets.early = []
    for request in early { requested(request) }
  }

  // MARK: - Start

  /// Adds up what this shard's members and parked sales have used, and tells the homes.
  ///
  /// Once, when snapshot and log have been taken and nobody is served yet.
  func reportUses() {
    let me = index
    guard programmes.contains(where: \.mayShareUses) else { return }
    members.forEach { actor in
      actor.forEachSharedUse { use in
        budgets.stripe(actor.programmeIndex).pointee.restore(AllotmentKey(use), use.amount)
      }
    }
    for sale in parkedSales.values {
      for use in sale.uses {
        budgets.stripe(sale.programmeIndex).pointee.restore(AllotmentKey(use), use.amount)
      }
    }
    budgets.forEach { programme, stripe in
      stripe.pointee.forEach { key, used, _ in
        let key = BudgetDesk.Key(programme: programme, key: key)
        send(to: budgetHome(key.key)) { home in
          home.budgets.usedAtStart[key, default: Array(repeating: 0, count: home.count)][me] = used
        }
      }
    }
  }

  // MARK: - Forgetting

  /// Whether no sale can count towards a key any more.
  func isOver(_ key: AllotmentKey, programme: UInt16) -> Bool {
    guard key.period != .life, Int(programme) < programmes.count else { return false }
    let rules = programmes[Int(programme)].rules
    let reach = rules.maxBackdateMilliseconds + Self.longestBudgetPeriodMilliseconds
    return key.periodStart.adding(milliseconds: reach) < stamp()
  }

  /// A month of 31 days, a day for the change of clocks, and one in which all shards forget.
  private static let longestBudgetPeriodMilliseconds: Int64 = 33 * 86_400_000

  /// Drops the keys of periods that are over; looks once an hour.
  func forgetOldBudgets() {
    let now = lastStamp
    guard now - budgets.forgottenAt > 3_600_000 else { return }
    budgets.forgottenAt = now
    budgets.forEach { programme, stripe in
      guard stripe.pointee.count > Self.keysBeforeForgetting else { return }
      stripe.pointee.forget { isOver($0, programme: programme) }
    }
    budgets.homes = budgets.homes.filter { !isOver($0.key.key, programme: $0.key.programme) }
    budgets.usedAtStart = budgets.usedAtStart.filter {
      !isOver($0.key.key, programme: $0.key.programme)
    }
  }

  private static let keysBeforeForgetting = 1_024
}

extension MemberActor {
  /// Calls `body` with each use of a shared cap or budget.
  nonisolated func forEachSharedUse(_ body: (CapUse) -> Void) {
    inPlace { member in
      guard member.pointee.hasDetails else { return }
      for use in member.pointee.details.capUses where use.isShared { body(use) }
    }
  }
}
