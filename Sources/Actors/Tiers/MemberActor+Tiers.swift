internal import FealtyLoyalty
internal import FealtyWire

// Tiers: what a preview says of them, how far a member is, and what an office decides.

extension Dispatcher {
  func updateTier(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.updateTier(call)
  }
}

extension Shard {
  func updateTier(_ call: RoutedCall) {
    guard let request = decode(call, UpdateTierRequest.self) else { return }
    guard (1...Limits.textBytes).contains(request.reason.utf8.count) else {
      return fail(call.call, Status(.invalidField("reason")))
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    guard actor.hasVersion(request.expectedVersion) else {
      return refuse(command, .versionConflict)
    }
    actor.finish(command) { (member) throws(Refusal) in
      try member.updateTier(request, command)
    }
  }
}

extension MemberActor {
  /// Pins a tier.
  fileprivate func updateTier(
    _ request: UpdateTierRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    guard command.programme.tiers.contains(request.tier) else { throw .invalidField("tier") }
    let until = Timestamp(storedExpiry: request.validUntilMs)
    guard until > command.now else { throw .invalidField("valid_until_ms") }
    try member.stage.requireCorrecting()
    let old = Self.tierName(of: member, command.programme)
    let grant = TierGrant(keptUntil: until, isPinned: true, isFloor: request.floor, old: old)
    make(MemberChange(tier: request.tier, tierGrant: grant), command) {
      UpdateTierResponse(
        outcome: outcome(command),
        old: old,
        new: request.tier,
        version: UInt64(member.version)
      ).serialized()
    }
  }

  /// How long a tier stays that an enrolment or a change of the member gives.
  func grant(
    of tier: String,
    enrolledAt: Timestamp,
    _ command: CommandContext
  ) -> TierGrant? {
    var grant = member.grant(
      of: tier,
      now: command.now,
      enrolledAt: enrolledAt,
      rules: command.programme.tierRules
    )
    grant?.old = Self.tierName(of: member, command.programme)
    return grant
  }

  /// Puts on the desk which tier what is on it would lead to.
  ///
  /// - Throws: What the earn would be refused for.
  func noteTier(_ command: CommandContext, on desk: EvaluationDesk) throws(Refusal) {
    guard let rules = command.programme.tierRules else { return }
    var amount = desk.basket.spentMinor
    if case .points(let token) = rules.measure {
      amount = desk.evaluation.totals.first { $0.token == token }?.points.rawValue ?? 0
    }
    var posting = Posting(kind: .earn, token: 0, effectiveAt: command.now)
    try shown(command).qualify(
      amount,
      in: &posting,
      now: command.now,
      occurredAt: command.occurredAt,
      rules: rules
    )
    desk.tierChange = posting.tierChange
  }

  /// How far a member is; nil where nothing counts towards tiers and none is pinned.
  static func tierProgress(
    of member: Member,
    _ command: CommandContext
  ) -> FealtyWire.TierProgress? {
    let standing = member.tierStanding
    let rules = command.programme.tierRules
    guard rules != nil || !standing.pinned.isEmpty else { return nil }
    var progress = FealtyWire.TierProgress(
      pinnedUntilMs: standing.pinnedUntil.storedExpiry,
      pinnedForGood: standing.pinnedUntil == .never,
      floor: standing.isFloor
    )
    guard let rules else {
      progress.keptUntilMs = standing.keptUntil.storedExpiry
      return progress
    }
    let far = member.tierProgress(now: command.now, rules: rules)
    progress.qualified = far.qualified
    progress.periodFromMs = far.span.start.milliseconds
    progress.periodToMs = far.span.end.milliseconds
    progress.keptUntilMs = far.keptUntil.storedExpiry
    progress.toKeep = far.toKeep
    progress.nextTier = far.nextTier
    progress.toNext = far.toNext
    switch rules.measure {
    case .spend: progress.measure = .qualifyBySpend
    case .points(let token):
      progress.measure = .qualifyByPoints
      progress.tokenID = command.programme.tokenID(token)
    }
    return progress
  }
}
