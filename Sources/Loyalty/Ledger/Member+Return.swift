extension Member {
  /// Decides the return of lines: takes what the sale was worth so far less what the rest is worth.
  ///
  /// The difference is taken once, first from the lots of the promotions that give less, then as
  /// in a full reversal. What the rest gives by another promotion than before moves from lots of
  /// those that give less to a lot with the dates which that promotion would have given at once, as
  /// far as they still hold it. Where a token's rest is worth more than before, the token stays as
  /// it was.
  ///
  /// - Parameters:
  ///   - sale: From the log.
  ///   - rest: What remains, evaluated anew by the sale's own rules, buyer and time.
  ///   - isEverything: Whether no line is left; then `rest` is not asked.
  ///   - isStrict: Whether to refuse when something could not be taken.
  ///   - reason: What the statement says.
  ///   - now: Nothing may be due by it.
  ///   - rules: Of the programme.
  ///   - policies: Of its tokens.
  ///   - calendar: Of the programme; asked for where a lot's dates go by the calendar.
  /// - Returns: The posting, with all that the answer and the next return need.
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone,
  ///   ``Refusal/alreadyReversed(version:)``, ``Refusal/unrecoverable``.
  package func decideReturn(
    of sale: SaleFacts,
    leaving rest: SaleStanding,
    isEverything: Bool,
    isStrict: Bool = false,
    reason: String = "",
    now: Timestamp,
    rules: LedgerRules,
    policies: TokenPolicies = .none,
    calendar: @autoclosure () -> ProgrammeCalendar = ProgrammeCalendar(zone: .utc)
  ) throws(Refusal) -> SaleReturn {
    requireNothingDue(now: now)
    try stage.requireCorrecting()
    try requireReversible(sale.earn)

    let before = SaleStanding(
      awards: sale.awards,
      capUses: sale.earn.capUses,
      counterUses: sale.earn.counterUses
    )
    var (standing, unclamped) = before.falling(to: isEverything ? SaleStanding() : rest)
    if !isEverything { standing.qualify(after: before) }
    let groups = LotGroup.groups(of: sale, after: standing.awards, calendar: calendar)
    var taking = taking(sale.earn, kind: .partialReversal, now: now, rules: rules)
    for token in sale.tokens {
      take(token, groups, by: &taking, rules: rules, policies: policies)
    }
    var effects = taking.finish()
    guard !isStrict || effects.unrecovered == .zero else { throw .unrecoverable }

    effects.alreadyReversed = sale.earn.returnedPoints
    effects.posting.capUses = differences(from: before.capUses, to: standing.capUses)
    effects.posting.linkedVersion = sale.earn.version
    effects.posting.reversedPoints = effects.points
    effects.posting.isFullReversal = isEverything
    effects.posting.reason = reason
    let counted = Self.differences(from: before.counterUses, to: standing.counterUses)
    if !counted.isEmpty { effects.posting.details.counterUses = counted }
    return SaleReturn(
      before: before.points,
      after: standing.points,
      effects: effects,
      standing: standing,
      isFull: isEverything,
      unclamped: unclamped
    )
  }

  /// Refuses a return before anybody looks at its lines.
  ///
  /// - Throws: ``Refusal/memberNotActive`` for a member that is gone,
  ///   ``Refusal/alreadyReversed(version:)``.
  package func requireReturnable(_ earn: EarnFacts) throws(Refusal) {
    try stage.requireCorrecting()
    try requireReversible(earn)
  }

  // MARK: - Steps

  private func take(
    _ token: TokenNumber,
    _ groups: [LotGroup],
    by taking: inout Taking,
    rules: LedgerRules,
    policies: TokenPolicies
  ) {
    // By index: a group that is handed on is copied, with its lists.
    var needs: [TakingPlan.Need] = []
    needs.reserveCapacity(groups.count)
    var grown = Points.zero
    for index in groups.indices where groups[index].token == token {
      needs.append(TakingPlan.Need(lots: groups[index].lots, points: groups[index].shrinks))
      grown += groups[index].grows
    }
    // What others gain is not asked back: of those that come last in rule order.
    var room: [Points] = []
    if grown > .zero {
      room = Array(repeating: .zero, count: needs.count)
      var gained = grown
      for index in needs.indices.reversed() {
        room[index] = min(needs[index].points, gained)
        needs[index].points -= room[index]
        gained -= room[index]
      }
    }
    taking.take(
      TakingPlan(token: token, needs: needs),
      policy: policies.returnPolicy(of: token, rules),
      debt: account(token).debt
    )
    guard grown > .zero else { return }
    for group in groups
    where group.token == token && group.grows > .zero && group.expiresAt > taking.now {
      var left = group.grows
      for index in needs.indices where left > .zero && room[index] > .zero {
        let lot = group.newLot(version: nextVersion, index: taking.lotsMoved)
        let moved = taking.move(min(left, room[index]), from: needs[index].lots, to: lot)
        room[index] -= moved
        left -= moved
      }
    }
  }
}

extension Taking {
  /// How many lots points have moved to.
  fileprivate var lotsMoved: Int { reversal.posting.restores.count }
}

extension SaleFacts {
  /// Each token of the sale once.
  fileprivate var tokens: [TokenNumber] {
    var tokens: [TokenNumber] = []
    for award in awards where !tokens.contains(award.token) { tokens.append(award.token) }
    return tokens
  }
}

extension SaleFacts {
  /// Whether the points of an award begin and end with those of a lot of the sale, which is given
  /// as it was first made.
  package func gives(
    _ award: Award,
    like lot: Lot,
    calendar: () -> ProgrammeCalendar
  ) -> Bool {
    LotGroup(award, of: self, calendar: calendar).isSame(lot)
  }
}

extension SaleStanding {
  /// Says how much of what counted towards the tier still does: no more than before.
  fileprivate mutating func qualify(after before: SaleStanding) {
    for use in before.counterUses where use.kind == .qualifying {
      var rest = use
      let left = use.owner == 0 ? spentMinor : points(of: TokenNumber(use.owner - 1)).rawValue
      rest.delta = min(max(left, 0), use.delta)
      counterUses.append(rest)
    }
  }

  /// The points of all tokens.
  fileprivate var points: Points { awards.reduce(.zero) { $0 + $1.points } }

  /// What stands after a return: of each token what the rest gives, or what it was where that is
  /// more; and how much more.
  package func falling(to rest: SaleStanding) -> (SaleStanding, unclamped: Points) {
    var unclamped = Points.zero
    var seen: [TokenNumber] = []
    var kept: [TokenNumber] = []
    for award in rest.awards where !seen.contains(award.token) {
      seen.append(award.token)
      let more = rest.points(of: award.token) - points(of: award.token)
      guard more > .zero else { continue }
      unclamped += more
      kept.append(award.token)
    }
    guard !kept.isEmpty else { return (rest, .zero) }
    var result = rest
    result.awards = awards.filter { kept.contains($0.token) }
    result.awards += rest.awards.filter { !kept.contains($0.token) }
    let owners = Set((awards + rest.awards).filter { kept.contains($0.token) }.map(\.promotion))
    result.capUses = capUses.filter { owners.contains($0.owner) }
    let old = capUses.merged
    for use in rest.capUses.merged where !owners.contains(use.owner) {
      var use = use
      // Several promotions share a budget: with one that stays as it was, it never uses more.
      if use.owner & CapUse.budgetBit != 0 {
        let most = old.first { $0.isSameCount(as: use) }
        use.amount = min(use.amount, most?.amount ?? 0)
      }
      if use.amount > 0 { result.capUses.append(use) }
    }
    return (result, unclamped)
  }
}

/// The awards of a sale that became one lot, before a return and after it.
private struct LotGroup {
  let token: TokenNumber
  let kind: LotKind
  let activationAt: Timestamp
  let expiresAt: Timestamp
  let waits: Bool
  let partner: UInt16
  /// Of its first award: another with the same has the same dates.
  private let schedule: LotSchedule
  /// Places among the sale's lots.
  var lots: [Int] = []
  var before = Points.zero
  var after = Points.zero

  var shrinks: Points { max(before - after, .zero) }
  var grows: Points { max(after - before, .zero) }

  init(_ award: Award, of sale: borrowing SaleFacts, calendar: () -> ProgrammeCalendar) {
    let dates = award.lotSchedule.dates(
      recordedAt: sale.recordedAt,
      occurredAt: sale.occurredAt,
      calendar: calendar
    )
    token = award.token
    kind = award.lotKind(in: sale.earn.kind)
    activationAt = dates.activationAt
    expiresAt = dates.expiresAt
    waits = award.lotSchedule.waits
    partner = award.partner
    schedule = award.lotSchedule
  }

  /// Finds the sale's lots that are of the group.
  private mutating func findLots(of sale: borrowing EarnFacts) {
    for index in sale.lots.indices where isSame(sale.lots[sale.lots[index].origin ?? index].lot) {
      lots.append(index)
    }
  }

  /// In the order of the awards, those that the rest alone has last.
  static func groups(
    of sale: SaleFacts,
    after: [Award],
    calendar: () -> ProgrammeCalendar
  ) -> [LotGroup] {
    var groups: [LotGroup] = []
    groups.reserveCapacity(4)
    for award in sale.awards where award.points > .zero {
      groups[place(of: award, in: &groups, sale, calendar)].before += award.points
    }
    for award in after where award.points > .zero {
      groups[place(of: award, in: &groups, sale, calendar)].after += award.points
    }
    return groups
  }

  /// Where among the groups an award belongs, which may be a new one.
  private static func place(
    of award: Award,
    in groups: inout [LotGroup],
    _ sale: borrowing SaleFacts,
    _ calendar: () -> ProgrammeCalendar
  ) -> Int {
    for index in groups.indices where groups[index].surelyHas(award, sale.earn.kind) {
      return index
    }
    var group = LotGroup(award, of: sale, calendar: calendar)
    for index in groups.indices where groups[index].isSame(group) { return index }
    group.findLots(of: sale.earn)
    groups.append(group)
    return groups.count - 1
  }

  func newLot(version: UInt32, index: Int) -> Lot {
    Lot(
      id: LotID(version: version, index: UInt16(clamping: index)),
      token: token,
      kind: kind,
      amount: .zero,
      remaining: .zero,
      activationAt: activationAt,
      expiresAt: expiresAt,
      waits: waits,
      partner: partner
    )
  }

  /// Whether an award belongs here; false also where only its dates, once made, tell that it does.
  @inline(__always)
  private func surelyHas(_ award: Award, _ transaction: TransactionKind) -> Bool {
    token == award.token && partner == award.partner && schedule == award.lotSchedule
      && kind == award.lotKind(in: transaction)
  }

  @inline(__always)
  func isSame(_ lot: Lot) -> Bool {
    token == lot.token && kind == lot.kind && activationAt == lot.activationAt
      && expiresAt == lot.expiresAt && waits == lot.waits && partner == lot.partner
  }

  @inline(__always)
  private func isSame(_ other: LotGroup) -> Bool {
    token == other.token && kind == other.kind && activationAt == other.activationAt
      && expiresAt == other.expiresAt && waits == other.waits && partner == other.partner
  }
}

extension Award {
  /// What kind of lot it becomes in a transaction of a kind.
  func lotKind(in transaction: TransactionKind) -> LotKind {
    if transaction == .eventReward { return .event }
    return isBonus ? .bonus : .base
  }
}
