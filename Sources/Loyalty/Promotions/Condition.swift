/// Why a promotion did not give points.
///
/// Raw values are the schema's `Condition`.
///
/// Cases stand in the order in which they are checked; the first that fails is reported.
package enum Condition: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// It fired.
  case none = 0
  /// Its status, start or end.
  case notLive = 1
  /// Its weekdays or hours.
  case outsideSchedule = 2
  case otherStore = 3
  case otherChannel = 4
  case otherTerminal = 5
  case notInTier = 6
  case notInSegment = 7
  case inExcludedSegment = 8
  case noMatchingLine = 9
  /// The amount or quantity is too small for any points.
  case belowThreshold = 10
  case capReached = 11
  case beatenInGroup = 12
  case excludedByExclusive = 13
  /// It names tiers or segments, or multiplies by tier, and a guest has none.
  ///
  /// Checked before those.
  case guest = 14
  case noCode = 15
  /// Not the visit that it rewards.
  case otherVisit = 16
  case notFirstPurchase = 17
  case outsideBirthday = 18
  /// A budget or a cap of all members together has nothing left.
  case budgetReached = 19
  case otherTender = 20
  case belowBasketMinimum = 21
  /// Enrolled too long ago.
  case memberTooOld = 22
  /// It multiplies a rate whose own conditions do not hold.
  case baseNotApplied = 23
}
