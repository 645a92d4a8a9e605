internal import FealtyLoyalty
internal import FealtyWire

extension MemberActor {
  /// Decides what gives points, with all that it counts and sets: an earn, an event, or the claim
  /// of a guest's sale.
  ///
  /// - Throws: ``Refusal/velocityLimit`` for an earn beyond what a member may have in a day, and
  ///   what `Member.decideReward` throws.
  @inline(never)
  func decideReward(
    as kind: FealtyLoyalty.TransactionKind,
    awards: [Award],
    capUses: [CapUse],
    counterUses: [CounterUse],
    _ command: CommandContext,
    occurredAt: Timestamp
  ) throws(Refusal) -> Posting {
    let programme = command.programme
    let calendar = programme.dueTerms.calendar
    var day: (isAbove: Bool, uses: [CounterUse]) = (false, [])
    if kind == .earn, let limit = programme.velocity {
      day = member.velocity(
        of: awards.reduce(.zero) { $0 + $1.points },
        limit: limit,
        now: command.now,
        dayStart: calendar.start(of: .day, containing: command.now)
      )
      guard !day.isAbove || limit.isReviewed else { throw .velocityLimit }
    }
    var posting = try member.decideReward(
      as: kind,
      awards: awards,
      capUses: capUses,
      isUnderReview: day.isAbove,
      now: command.now,
      occurredAt: occurredAt,
      rules: programme.rules,
      calendar: calendar
    )
    member.count(counterUses, in: &posting, now: command.now, rules: programme.rules)
    if !day.uses.isEmpty { posting.details.counterUses += day.uses }
    noteActivity(in: &posting, command)
    return posting
  }
}

extension PublishedProgramme {
  /// Whether earns have more to decide than their points: how often a member earns, or when its
  /// points lapse without activity.
  @inline(__always)
  var followsMembers: Bool { rules.notesActivity || velocity != nil }
}

extension VelocityLimit {
  /// Nil where nothing is limited.
  init?(_ velocity: Velocity?) {
    guard let velocity, velocity.earnsPerDay != 0 || velocity.pointsPerDay != 0 else { return nil }
    self.init(
      earnsPerDay: velocity.earnsPerDay,
      pointsPerDay: Points(velocity.pointsPerDay),
      isReviewed: velocity.review
    )
  }
}
