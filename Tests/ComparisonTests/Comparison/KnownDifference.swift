/// Where the engine is known to differ from the contract: the comparison looks away until it is
/// put right, and each place where it does asks here.
enum KnownDifference: CaseIterable {
  /// A guest's basket is evaluated at any time, too old and too far ahead as well.
  case guestsAreValuedAtAnyTime

  /// Whether the engine still differs.
  var isOpen: Bool {
    switch self {
    case .guestsAreValuedAtAnyTime: true
    }
  }
}
