// What gives points beside a plain earn, and what sales count.
extension Member {
  /// Decides the reward of an event or the claim of a guest's sale: as an earn, under its own name.
  ///
  /// - Parameters:
  ///   - kind: ``TransactionKind/eventReward``, ``TransactionKind/saleClaimed``, or an earn.
  ///   - awards: What evaluating gave; a claim's are those that were parked.
  ///   - capUses: How much of its caps they use.
  ///   - isUnderReview: Whether all lots wait for somebody to look at them.
  ///   - now: Time of recording. Nothing may be due.
  ///   - occurredAt: The business time.
  ///   - rules: Of the programme.
  ///   - calendar: Of the programme; asked for where a lot's dates go by the calendar.
  /// - Returns: One posting; an event's lots are of kind ``LotKind/event``.
  /// - Throws: As ``decideEarn(awards:capUses:now:occurredAt:rules:calendar:)``.
  package func decideReward(
    as kind: TransactionKind,
    awards: [Award],
    capUses: [CapUse],
    isUnderReview: Bool = false,
    now: Timestamp,
    occurredAt: Timestamp,
    rules: LedgerRules,
    calendar: @autoclosure () -> ProgrammeCalendar = ProgrammeCalendar(zone: .utc)
  ) throws(Refusal) -> Posting {
    precondition([.earn, .eventReward, .saleClaimed].contains(kind), "\(kind) gives no points")
    var awards = awards
    for index in awards.indices {
      // One kind of lot, so that what has the same dates is one lot.
      if kind == .eventReward { awards[index].isBonus = true }
      if isUnderReview { awards[index].lotSchedule = awards[index].lotSchedule.waiting }
    }
    var posting = try decideEarn(
      awards: awards,
      capUses: capUses,
      now: now,
      occurredAt: occurredAt,
      rules: rules,
      calendar: calendar()
    )
    posting.kind = kind
    if isUnderReview { posting.reason = Posting.review }
    guard kind == .eventReward else { return posting }
    for index in posting.lotsMade.indices { posting.lotsMade[index].kind = .event }
    for index in posting.draws.indices { posting.draws[index].lot.kind = .event }
    return posting
  }

  /// Adds what a sale counts to its posting, and folds what no later sale can ask for one by one.
  ///
  /// - Parameters:
  ///   - uses: Of the evaluation.
  ///   - posting: Of the sale.
  ///   - now: Time of recording.
  ///   - rules: Of the programme.
  package func count(
    _ uses: [CounterUse],
    in posting: inout Posting,
    now: Timestamp,
    rules: LedgerRules
  ) {
    guard !uses.isEmpty else { return }
    var counted = uses
    let reach = rules.maxBackdateMilliseconds + Self.longestWindowMilliseconds
    let limit = now.adding(milliseconds: -reach)
    for use in uses {
      let counter = counter(use.kind, of: use.owner)
      guard counter.foldable(before: limit) >= Self.entriesBeforeFolding else { continue }
      counted.append(
        CounterUse(owner: use.owner, kind: use.kind, at: limit, delta: 0, before: 0)
      )
    }
    posting.details.counterUses += counted
  }

  /// How many old entries a counter has before a sale folds them.
  package static let entriesBeforeFolding = 8
  /// A leap year, and a day for the change of clocks.
  private static let longestWindowMilliseconds = 367 * LedgerRules.dayMilliseconds

  /// Whether one more earn is more than a member may have in a day.
  ///
  /// - Parameters:
  ///   - points: Of the earn.
  ///   - limit: Of the programme.
  ///   - now: Time of recording, by which the day is counted.
  ///   - dayStart: The first instant of the local day.
  /// - Returns: Whether it is, and what the earn's posting must count if it is made.
  package func velocity(
    of points: Points,
    limit: VelocityLimit,
    now: Timestamp,
    dayStart: Timestamp
  ) -> (isAbove: Bool, uses: [CounterUse]) {
    let additions: [(kind: CounterKind, delta: Int64, most: Int64)] = [
      (.earns, 1, Int64(limit.earnsPerDay)),
      (.points, points.rawValue, limit.pointsPerDay.rawValue),
    ]
    var isAbove = false
    var uses: [CounterUse] = []
    for (kind, delta, most) in additions where most > 0 {
      let counter = counter(kind, of: 0)
      let before = counter.value(before: now, version: nextVersion, from: dayStart)
      if before + delta > most { isAbove = true }
      if counter.foldable(before: dayStart) > 0 {
        uses.append(CounterUse(owner: 0, kind: kind, at: dayStart, delta: 0, before: 0))
      }
      if delta != 0 {
        uses.append(CounterUse(owner: 0, kind: kind, at: now, delta: delta, before: before))
      }
    }
    return (isAbove, uses)
  }
}

/// How much a member may earn in a local day; 0 = no limit.
package struct VelocityLimit: Hashable, Sendable, BitwiseCopyable {
  package var earnsPerDay: UInt32
  package var pointsPerDay: Points
  /// Whether what is above it is posted and waits, instead of being refused.
  package var isReviewed: Bool

  package init(earnsPerDay: UInt32, pointsPerDay: Points, isReviewed: Bool = false) {
    self.earnsPerDay = earnsPerDay
    self.pointsPerDay = pointsPerDay
    self.isReviewed = isReviewed
  }
}

extension Posting {
  /// The action that lots wait for which somebody is to look at; the reason that the statement
  /// gives.
  package static let review = "review"

  /// Whether its lots wait to be looked at, instead of what their promotions say.
  package var isUnderReview: Bool { hasDetails && details.reason == Self.review && kind == .earn }
}
