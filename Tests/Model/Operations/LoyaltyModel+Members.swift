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
      segments: [Dated(from: now, enrolment.segments)],
      lastActivity: now
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
      for lot in member.lots.values {
        guard let end = lot.expiresAt, end <= now else { continue }
        member.lots[lot.id]?.expiresAt = now + settings.graceAfterSuspension
      }
    }
    members[change.member] = member
    var answer = Answer()
    answer.transaction = book(.change, change.member, at: occurredAt)
    return answer
  }

  /// Notes that a member was there: what ends with inactivity ends later.
  mutating func noteActivity(of id: MemberID) {
    guard var member = members[id] else { return }
    member.lastActivity = now
    for lot in member.lots.values where lot.remaining > 0 {
      guard case .inactivity = lot.terms.expiry, let end = lot.expiresAt else { continue }
      let later = lot.terms.expiresAt(from: lot.earnedAt, lastActivity: now, in: zone) ?? end
      member.lots[lot.id]?.expiresAt = max(end, later)
    }
    members[id] = member
  }

  /// Whether a member's stage lets it earn.
  func checkMayEarn(_ member: Member) throws(Refusal) {
    let may =
      switch member.stage {
      case .pending, .active: true
      case .suspended: settings.earnWhileSuspended
      case .blocked, .closed: false
      }
    guard may else { throw Refusal(.memberNotActive) }
  }
}
