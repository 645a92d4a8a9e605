internal import FealtyLoyalty
internal import FealtyWire

// Shared caps and budgets between shards: see `AllotmentTable.swift` for why nothing is oversold
// and nothing undersold. All of it travels as work in parcels: those of one shard arrive in the
// order of their sending, those of several in any, for a shard puts its parcels into one mailbox
// after the other, and who has an answer out of the first may act before the last is there.

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
    tellOveruses()
    runReady()
    tellOveruses()
    for programme in budgets.takeTouched() {
      let stripe = budgets.stripe(programme)
      let version = Int(programme) < programmes.count ? programmes[Int(programme)].version : 0
      let me = index
      for request in stripe.pointee.takeRequests() {
        let home = budgetHome(request.key)
        let asked = BudgetDesk.Request(
          key: BudgetDesk.Key(programme: programme, key: request.key),
          version: version,
          freed: budgets.freed.posted(to: home),
          shard: me,
          wanted: request.wanted,
          askedAt: stamp().milliseconds
        )
        send(to: home) { $0.requested(asked) }
      }
      let releases = stripe.pointee.takeLeftovers { key in
        let isKept = budgets.isKept(BudgetDesk.Key(programme: programme, key: key))
        if isKept { budgets.touch(programme) }
        return isKept
      }
      for release in releases { give(back: release, of: programme) }
    }
  }

  private func tellOveruses() {
    for programme in budgets.touchedProgrammes {
      for overuse in budgets.stripe(programme).pointee.takeOveruses() {
        give(back: overuse, of: programme)
      }
    }
  }

  /// Counts what a claimed sale uses as this shard's: its homes hear at once from whom it comes.
  ///
  /// At the end of the work that claims it.
  func takeOver(_ uses: [CapUse], from giver: Int, programme: UInt16) {
    let me = index
    for use in uses {
      let key = BudgetDesk.Key(programme: programme, key: AllotmentKey(use))
      budgets.stripe(programme).pointee.takeOver(key.key, use.amount)
      send(to: budgetHome(key.key)) { $0.moved(key, use.amount, from: giver, to: me) }
    }
    if !uses.isEmpty { budgets.touch(programme) }
  }

  /// Counts no longer what a claimed sale uses: its member's shard does.
  func handOn(_ uses: [CapUse], programme: UInt16) {
    for use in uses { budgets.stripe(programme).pointee.handOn(AllotmentKey(use), use.amount) }
  }

  /// Runs the commands whose wants were answered, as long as there is room for their records.
  private func runReady() {
    while budgets.hasReady, acceptsRequests { budgets.runNextReady(on: self) }
  }

  private func recalled(_ key: BudgetDesk.Key) {
    // What was granted to them is theirs.
    runReady()
    let amount = budgets.stripe(key.programme).pointee.recalled(key.key)
    let (me, now) = (index, stamp().milliseconds)
    send(to: budgetHome(key.key)) { home in
      home.released(key, shard: me, amount: amount, at: now, answersRecall: true)
    }
  }

  /// Gives something back that no recall asked for.
  ///
  /// From here on no shard trusts a "nothing left" that was said before it arrives, and no request
  /// is answered without it.
  private func give(back release: BudgetStripe.Release, of programme: UInt16) {
    let key = BudgetDesk.Key(programme: programme, key: release.key)
    let (me, now) = (index, stamp().milliseconds)
    let peer = budgetHome(release.key)
    let number = budgets.freed.post(to: peer)
    send(to: peer) { home in
      home.budgets.freed.arrive()
      home.released(key, shard: me, amount: release.amount, at: now, answersRecall: false)
      home.budgets.arrivals.arrived(number)
      home.retryEarlyRequests()
    }
  }

  /// Takes the answer to a request; what was said by limits that hold no longer is asked again.
  private func granted(_ key: BudgetDesk.Key, _ grant: Grant) {
    budgets.granted(key, grant.amount, isLast: grant.isLast, freed: grant.freed)
    let version = programmes[Int(key.programme)].version
    guard grant.at < budgets.limitsAsOf || grant.version < version else { return }
    giveUp(key.programme) { $0 == key.key }
  }

  /// What the home of a key answers.
  private struct Grant: Sendable {
    var amount: Int64
    var isLast: Bool
    /// See ``FreedBudgets/arrived``.
    var freed: UInt64
    /// The home's time.
    var at: Int64
    /// The home's version of the programme.
    var version: UInt64
  }

  // MARK: - Limits that change by themselves

  /// Versions begin that were scheduled: what was granted or refused by the limits before holds no
  /// longer, and is asked for again.
  ///
  /// Each shard does so by its own time, before it decides anything at or after that instant, so
  /// that a cap is raised and lowered on all of them at once.
  func beginScheduledLimits() {
    let now = Timestamp(milliseconds: lastStamp)
    let before = Timestamp(milliseconds: budgets.limitsAsOf)
    budgets.limitsAsOf = lastStamp
    for programme in programmes where !programme.sharedLimits.isEmpty {
      let limits = programme.sharedLimits
      giveUp(programme.index) { limits.limit(of: $0, at: before) != limits.limit(of: $0, at: now) }
    }
    lookForScheduledLimits()
  }

  private func giveUp(_ programme: UInt16, where isChanged: (AllotmentKey) -> Bool) {
    let releases = budgets.stripe(programme).pointee.giveUp(where: isChanged)
    for release in releases { give(back: release, of: programme) }
  }

  private func lookForScheduledLimits() {
    let now = Timestamp(milliseconds: lastStamp)
    budgets.limitsChangeAt = programmes.reduce(.max) { next, programme in
      min(next, programme.sharedLimits.nextChange(after: now).milliseconds)
    }
  }

  // MARK: - The home

  /// A shard wants more of something that this one is home to.
  private func requested(_ request: BudgetDesk.Request) {
    let place = Int(request.key.programme)
    guard place < programmes.count, programmes[place].version >= request.version,
      budgets.arrivals.complete >= request.freed
    else {
      // The asking shard has seen rules, or the answer to a return, that have not arrived here.
      return budgets.early.append(request)
    }
    advanceStamp(to: request.askedAt)
    var home = budgetHome(request.key)
    var actions = renewLimit(of: &home, request.key)
    actions += home.request(shard: request.shard, wanted: request.wanted)
    budgets.homes[request.key] = home
    perform(actions, request.key)
  }

  /// Lets a home know the limit that is in force now.
  private func renewLimit(
    of home: inout BudgetHome,
    _ key: BudgetDesk.Key
  ) -> [BudgetHome.Action] {
    let limit = programmes[Int(key.programme)].sharedLimits.limit(of: key.key, at: stamp())
    guard limit != home.limit else { return [] }
    // Who was told "nothing left" by the limit before asks again.
    budgets.freed.changeAtHome()
    return home.setLimit(limit)
  }

  /// What the home of a key says, made where nobody has asked yet.
  private func budgetHome(_ key: BudgetDesk.Key) -> BudgetHome {
    if let home = budgets.homes[key] { return home }
    let used = budgets.usedAtStart.removeValue(forKey: key) ?? Array(repeating: 0, count: count)
    let limit = programmes[Int(key.programme)].sharedLimits.limit(of: key.key, at: stamp())
    return BudgetHome(limit: limit, used: used)
  }

  /// A limit begins of something that a shard has used already; nobody may have asked for any.
  func begin(_ key: BudgetDesk.Key, used: Int64, onShard shard: Int) {
    budgets.homes[key] = nil
    let none = Array(repeating: Int64(0), count: count)
    budgets.usedAtStart[key, default: none][shard] = used
  }

  /// A claimed sale's use is another shard's from now on.
  private func moved(_ key: BudgetDesk.Key, _ amount: Int64, from giver: Int, to taker: Int) {
    guard budgets.homes[key] == nil else {
      budgets.homes[key]?.move(amount, from: giver, to: taker)
      return
    }
    var used = budgets.usedAtStart[key] ?? Array(repeating: 0, count: count)
    used[giver] -= amount
    used[taker] += amount
    budgets.usedAtStart[key] = used
  }

  private func released(
    _ key: BudgetDesk.Key,
    shard: Int,
    amount: Int64,
    at instant: Int64,
    answersRecall: Bool
  ) {
    guard var home = budgets.homes[key] else {
      // Nobody has asked yet: when somebody does, this is how much is used.
      let none = Array(repeating: Int64(0), count: count)
      budgets.usedAtStart[key, default: none][shard] -= amount
      return
    }
    advanceStamp(to: instant)
    var actions = renewLimit(of: &home, key)
    actions += home.release(shard: shard, amount: amount, answersRecall: answersRecall)
    budgets.homes[key] = home
    perform(actions, key)
  }

  private func perform(_ actions: [BudgetHome.Action], _ key: BudgetDesk.Key) {
    for action in actions {
      switch action {
      case .grant(let shard, let amount, let isLast):
        let grant = Grant(
          amount: amount,
          isLast: isLast,
          freed: budgets.freed.arrived,
          at: lastStamp,
          version: programmes[Int(key.programme)].version
        )
        send(to: shard) { $0.granted(key, grant) }
      case .recall(let shard): send(to: shard) { $0.recalled(key) }
      }
    }
  }

  /// Other rules are in force here: gives up what was granted by other limits, and tells the homes
  /// of the programme's limits.
  func limitsChanged(_ programme: PublishedProgramme, before: PublishedProgramme) {
    lookForScheduledLimits()
    beginSupplies(programme, before: before)
    let (now, limits, limitsBefore) = (stamp(), programme.sharedLimits, before.sharedLimits)
    if !limits.isEmpty || !limitsBefore.isEmpty {
      giveUp(programme.index) {
        limits.limit(of: $0, at: now) != limitsBefore.limit(of: $0, at: now)
      }
    }
    for (key, home) in budgets.homes where key.programme == programme.index {
      var home = home
      let actions = renewLimit(of: &home, key)
      budgets.homes[key] = home
      perform(actions, key)
    }
    retryEarlyRequests()
  }

  private func retryEarlyRequests() {
    guard !budgets.early.isEmpty else { return }
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
        guard !use.isOfSupply else { return }
        budgets.stripe(actor.programmeIndex).pointee.restore(AllotmentKey(use), use.amount)
      }
    }
    for sale in parkedSales.values {
      for use in sale.uses {
        budgets.stripe(sale.programmeIndex).pointee.restore(AllotmentKey(use), use.amount)
      }
    }
    restoreSupplies()
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
      Member.forEachCapUse(of: &member.pointee) { if $0.isShared { body($0) } }
    }
  }
}
