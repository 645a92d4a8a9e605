internal import FealtyLoyalty
internal import FealtyWire

extension MemberActor {
  /// Decides what gives points, with all that it counts and sets: an earn, an event, or the claim
  /// of a guest's sale.
  ///
  /// `spentMinor`: what was bought, as tier rules count it; asked for where they count money.
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
    occurredAt: Timestamp,
    spentMinor: @autoclosure () -> Int64
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
    if let tiers = programme.tierRules {
      try member.qualify(
        tiers.amount(of: posting, spentMinor: spentMinor()),
        in: &posting,
        now: command.now,
        occurredAt: occurredAt,
        rules: tiers
      )
    }
    return posting
  }
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
