/// Where a member stands with the programme.
///
/// Raw values are the schema's.
package enum Stage: UInt8, Hashable, Sendable, CaseIterable {
  /// Not enrolled.
  ///
  /// Goes to any other stage by an enrolment; nothing comes back to it.
  case none = 0
  /// Enrolled and not confirmed yet: earns, does not redeem.
  case pending = 1
  /// Earns and redeems.
  case active = 2
  /// Redeems nothing; earns where the programme says so.
  case suspended = 3
  /// Neither earns nor redeems.
  case blocked = 4
  /// Gone: every command is refused, also corrections, but the end of what was authorised before.
  case closed = 5
  /// Deleted: nothing leads to the member but its postings, and nothing leaves the stage.
  case erased = 6
}

extension Stage {
  /// Whether a member in this stage may earn.
  ///
  /// "Not active" means not yet or no longer a member; "blocked" means that somebody took the right
  /// away.
  ///
  /// - Throws: ``Refusal/memberNotActive`` or ``Refusal/earnBlocked``.
  package func requireEarning(_ rules: LedgerRules) throws(Refusal) {
    switch self {
    case .pending, .active: return
    case .suspended: if !rules.earnWhileSuspended { throw .earnBlocked }
    case .blocked: throw .earnBlocked
    case .none, .closed, .erased: throw .memberNotActive
    }
  }

  /// Whether a member in this stage may redeem.
  ///
  /// - Throws: ``Refusal/memberNotActive`` or ``Refusal/redeemBlocked``.
  package func requireRedeeming() throws(Refusal) {
    switch self {
    case .active: return
    case .suspended, .blocked: throw .redeemBlocked
    case .none, .pending, .closed, .erased: throw .memberNotActive
    }
  }

  /// Whether corrections may be made: reversals, locks and the end of holds.
  ///
  /// They are allowed while a member is suspended or blocked, for they are the operator's.
  ///
  /// - Throws: ``Refusal/memberNotActive``.
  package func requireCorrecting() throws(Refusal) {
    switch self {
    case .pending, .active, .suspended, .blocked: return
    case .none, .closed, .erased: throw .memberNotActive
    }
  }

  /// Whether what was authorised before may be captured or given up: the till has handed out the
  /// goods, whatever has become of the member.
  ///
  /// - Throws: ``Refusal/memberNotActive``.
  package func requireSettling() throws(Refusal) {
    if self != .closed { try requireCorrecting() }
  }

  /// The stages that somebody may bring a member of this one into.
  ///
  /// Nobody becomes pending again; who was closed comes back as active, and is looked at there.
  package var next: StageSet {
    switch self {
    case .none, .erased: []
    case .pending: StageSet([.active, .suspended, .blocked, .closed])
    case .active: StageSet([.suspended, .blocked, .closed])
    case .suspended: StageSet([.active, .blocked, .closed])
    case .blocked: StageSet([.active, .suspended, .closed])
    case .closed: StageSet([.active])
    }
  }
}
