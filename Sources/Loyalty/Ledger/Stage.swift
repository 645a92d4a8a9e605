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
  /// Gone: every command is refused, also corrections.
  case closed = 5
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
    case .none, .closed: throw .memberNotActive
    }
  }

  /// Whether a member in this stage may redeem.
  ///
  /// - Throws: ``Refusal/memberNotActive`` or ``Refusal/redeemBlocked``.
  package func requireRedeeming() throws(Refusal) {
    switch self {
    case .active: return
    case .suspended, .blocked: throw .redeemBlocked
    case .none, .pending, .closed: throw .memberNotActive
    }
  }

  /// Whether corrections may be made: reversals, locks and the end of holds.
  ///
  /// They are allowed while a member is suspended or blocked, for they are the operator's, and a
  /// till that holds an authorisation has handed out the goods.
  ///
  /// - Throws: ``Refusal/memberNotActive``.
  package func requireCorrecting() throws(Refusal) {
    switch self {
    case .pending, .active, .suspended, .blocked: return
    case .none, .closed: throw .memberNotActive
    }
  }
}
