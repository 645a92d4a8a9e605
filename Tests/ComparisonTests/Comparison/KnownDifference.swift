/// Where the engine is known to differ from the contract: the comparison looks away until it is
/// put right, and each place where it does asks here.
enum KnownDifference: CaseIterable {
  /// A lot that waits for an action shows an activation at the end of all time.
  case waitingLotShowsNever
  /// A guest's basket is evaluated at any time, too old and too far ahead as well.
  case guestsAreValuedAtAnyTime

  /// Whether the engine still differs.
  var isOpen: Bool {
    switch self {
    case .waitingLotShowsNever, .guestsAreValuedAtAnyTime: true
    }
  }
}
