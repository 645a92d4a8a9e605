// The end of a member: what becomes of its points, and what is left of it.
extension Member {
  /// Whether it has points, of whatever kind, or owes any, or some are on their way.
  package var hasBalance: Bool { !lots.isEmpty || !transits.isEmpty || hasDebt }

  private var hasDebt: Bool { accounts.contains { $0.debt > .zero } }

  /// Whether a redemption is authorised that has not been captured.
  package var hasAuthorization: Bool { holds.contains { $0.kind == .authorization } }

  /// Decides a change of the stage.
  ///
  /// - Parameters:
  ///   - new: The stage that it is to be.
  ///   - expected: What the caller takes it to be now; ``Stage/none`` = whatever it is.
  ///   - policy: What becomes of the points where it is closed.
  ///   - now: When.
  /// - Returns: What the points come to, see ``forfeitures(now:)``: to be applied before the
  ///   change, in the same step.
  /// - Throws: In this order ``Refusal/stageConflict``, ``Refusal/stageNotAllowed``,
  ///   ``Refusal/balanceLeft``, ``Refusal/memberInUse``.
  package func decideStage(
    _ new: Stage,
    expected: Stage = .none,
    policy: BalancePolicy,
    now: Timestamp
  ) throws(Refusal) -> [Posting] {
    guard expected == .none || expected == stage else { throw .stageConflict }
    guard stage.next.contains(new) else { throw .stageNotAllowed }
    guard new == .closed else { return [] }
    switch policy {
    case .keep: return []
    case .refuse:
      guard !hasBalance else { throw .balanceLeft }
      return []
    case .forfeit:
      guard transits.isEmpty else { throw .memberInUse }
      return forfeitures(now: now)
    }
  }

  /// Decides that the member is deleted.
  ///
  /// - Parameters:
  ///   - policy: What becomes of the points. They cannot be kept: nobody could ever spend them.
  ///   - now: When.
  /// - Returns: What the points come to, see ``forfeitures(now:)``: to be applied before
  ///   ``Entry/erased``, in the same step.
  /// - Throws: In this order ``Refusal/memberInUse``, ``Refusal/balanceLeft``.
  package func decideErasure(
    policy: BalancePolicy,
    now: Timestamp
  ) throws(Refusal) -> [Posting] {
    precondition(stage != .none && stage != .erased, "member \(id) is \(stage) and to be erased")
    guard !hasAuthorization, transits.isEmpty else { throw .memberInUse }
    // Nobody could pay it any more, and a brand's books would have it for ever.
    guard !hasDebt else { throw .balanceLeft }
    guard policy == .forfeit else {
      guard !hasBalance else { throw .balanceLeft }
      return []
    }
    return forfeitures(now: now)
  }

  /// What lets all points expire at once, those included that are not active yet or that an
  /// operator has locked.
  ///
  /// What a redemption has authorised stays until that ends; what is set free then expires with it.
  /// Debt stays a debt. No points may be on their way: they could come back.
  ///
  /// - Returns: Postings of one token each, of at most ``forfeitedLots`` lots; none where there is
  ///   nothing.
  package func forfeitures(now: Timestamp) -> [Posting] {
    var postings: [Posting] = []
    for account in accounts {
      let own = lots.filter { $0.token == account.token }
      for start in stride(from: 0, to: own.count, by: Self.forfeitedLots) {
        let part = own[start..<min(start + Self.forfeitedLots, own.count)]
        let posting = forfeiture(of: part, token: account.token, now: now)
        if let posting { postings.append(posting) }
      }
    }
    return postings
  }

  /// Lots of one forfeiture.
  static let forfeitedLots = 1_000

  private func forfeiture(
    of lots: ArraySlice<Lot>,
    token: TokenNumber,
    now: Timestamp
  ) -> Posting? {
    var posting = Posting(kind: .pointsForfeited, token: token, effectiveAt: now)
    var changes: [LotChange] = []
    for lot in lots {
      var taken = lot.free
      for hold in holds where hold.kind == .lock {
        for part in hold.parts where part.lot == lot.id {
          posting.releases.append(HoldRelease(hold: hold.id, lot: lot.id, points: part.points))
          taken += part.points
        }
      }
      if taken > .zero {
        posting.draws.append(Draw(lot: lot, points: taken, destination: .expired))
      }
      // What is left is authorised: it is over as soon as it is free again.
      guard taken < lot.remaining, lot.expiresAt > now else { continue }
      changes.append(
        LotChange(lot: lot.id, activationAt: lot.activationAt, expiresAt: now, waits: lot.waits)
      )
    }
    guard !posting.draws.isEmpty || !changes.isEmpty else { return nil }
    if !changes.isEmpty { posting.details.lotChanges = changes }
    return posting
  }

  /// Takes away all that says who the member was, and what nobody can ask for any more.
  ///
  /// What stays is the ledger: totals, reversals, and what budgets have been used of.
  mutating func erase() {
    precondition(stage != .none, "member \(id) is erased and not enrolled")
    precondition(holds.isEmpty && transits.isEmpty, "member \(id) is erased while it is in use")
    stage = .erased
    details.otherEntries += 1
    details.profile = Profile()
    details.tier = ""
    details.segments = []
    details.cards = []
    details.extras.cardMarks = []
    details.extras.tiers = []
    details.extras.tierStanding = TierStanding()
    details.extras.segmentSpans = []
    details.extras.guardian = MemberGuard()
    details.extras.clocks = []
    details.extras.isExpirySuspended = false
  }
}
