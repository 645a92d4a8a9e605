/// Where the engine is known to differ from the contract: the comparison looks away until it is
/// put right, and each place where it does asks here.
enum KnownDifference: CaseIterable {
  /// Inactivity that is recorded late, after other expiries, is dated when it is recorded.
  case lateInactivityIsDatedLate
  /// Of a line paid with points in part, no more of its amount can come back than was paid in
  /// money.
  case paidAmountsReturnInMoney

  /// Whether the engine still differs.
  var isOpen: Bool {
    switch self {
    case .lateInactivityIsDatedLate, .paidAmountsReturnInMoney: true
    }
  }
}
