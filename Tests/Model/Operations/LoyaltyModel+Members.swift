extension LoyaltyModel {
  /// Makes a member.
  mutating func enrol(
    _ enrolment: Enrolment,
    at occurredAt: Milliseconds
  ) throws(Refusal)
    -> Answer
  {
    let tier = enrolment.tier ?? settings.tiers[0]
    guard members[enrolment.member] == nil else { throw Refusal(.duplicateIdentity) }
    var member = Member(
      id: enrolment.member,
      stage: enrolment.stage,
      birthday: enrolment.birthday,
      tiers: [Dated(from: now, tier)],
      segments: [Dated(from: now, enrolment.segments)]
    )
    member.pinLimits = enrolment.pinLimits
    members[enrolment.member] = member
    var answer = Answer()
    answer.transaction = book(.enrolment, enrolment.member, at: occurredAt)
    return answer
  }

  /// Changes a member from now on.
  mutating func change(
    _ change: MemberChange,
    at occurredAt: Milliseconds
  ) throws(Refusal)
    -> Answer
  {
    var member = try member(change.member)
    let wasSuspended = suspendsExpiry(member)
    if let stage = change.stage { member.stage = stage }
    if let tier = change.tier { member.tiers.append(Dated(from: now, tier)) }
    if let segments = change.segments { member.segments.append(Dated(from: now, segments)) }
    if let limits = change.pinLimits { member.pinLimits = limits }
    if wasSuspended, !suspendsExpiry(member) {
      // What came due meanwhile ends with the suspension, or a grace later.
      let end = now + settings.graceAfterSuspension
      let overdue = member.lots.values.filter { $0.remaining > 0 && $0.expiresAt ?? .max <= now }
      let clocks = member.inactiveAt.filter { $0.value <= now }
      for lot in overdue { member.lots[lot.id]?.expiresAt = end }
      for token in clocks.keys { member.inactiveAt[token] = end }
      if !overdue.isEmpty || !clocks.isEmpty { happened(now, .resumed, change.member, 0) }
    }
    members[change.member] = member
    var answer = Answer()
    answer.transaction = book(.change, change.member, at: occurredAt)
    return answer
  }

  /// Notes that a member was there: what ends with inactivity ends so long after it.
  mutating func noteActivity(of id: MemberID) {
    for (token, span) in settings.inactivity {
      members[id]?.inactiveAt[token] = span.end(from: now, upTo: .day, in: zone)
    }
  }

  /// Whether a member's stage lets it earn.
  func checkMayEarn(_ member: Member) throws(Refusal) {
    switch member.stage {
    case .pending, .active: return
    case .suspended: if !settings.earnWhileSuspended { throw Refusal(.earnBlocked) }
    case .blocked: throw Refusal(.earnBlocked)
    case .closed: throw Refusal(.memberNotActive)
    }
  }

  /// Whether a member's stage lets it redeem.
  func checkMayRedeem(_ member: Member) throws(Refusal) {
    switch member.stage {
    case .active: return
    case .suspended, .blocked: throw Refusal(.redeemBlocked)
    case .pending, .closed: throw Refusal(.memberNotActive)
    }
  }

  /// Whether a member's points may be corrected: reversals, locks, and the end of holds.
  func checkMayCorrect(_ id: MemberID) throws(Refusal) {
    if members[id]?.stage == .closed { throw Refusal(.memberNotActive) }
  }
}
