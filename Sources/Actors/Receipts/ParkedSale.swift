internal import FealtyLoyalty
internal import FealtyWire

/// A guest's sale that waits for a member: what it gives stands in its record, not here.
///
/// Its number is the tag of its receipt, or the next free one. What it uses of shared caps and
/// budgets counts as long as no member's record says it.
final class ParkedSale: NumberedEntity {
  let number: UInt64
  let programmeIndex: UInt16
  var version: UInt32 = 0
  var last: UInt64 = 0
  /// Where the newest of its `SaleParkedRecord`s lies, which tells what is left of it.
  var parked: UInt64 = 0
  /// Milliseconds; from then on nobody may claim it.
  private(set) var claimUntil: Int64 = 0
  /// Whose it is, by number; 0 = nobody's.
  private(set) var member: UInt64 = 0
  /// Whether the member's record has it.
  private(set) var isConfirmed = false
  /// Whether all of it came back.
  private(set) var isEmptied = false
  /// Of shared caps and budgets.
  private(set) var uses: [CapUse] = []

  init(number: UInt64, programmeIndex: UInt16) {
    self.number = number
    self.programmeIndex = programmeIndex
  }

  /// Whether nobody has it and somebody may still claim it.
  func isOpen(at now: Timestamp) -> Bool { member == 0 && now.milliseconds < claimUntil }

  func park(until: Int64, isEmptied: Bool = false, uses: [CapUse]) {
    claimUntil = until
    self.isEmptied = isEmptied
    self.uses = uses.filter { $0.isShared && $0.period != .basket }
    member = 0
  }

  /// Gives it to a member whose record must follow; 0 = takes it back.
  func give(to member: UInt64) {
    self.member = member
    isConfirmed = false
  }

  /// The member's record has it.
  ///
  /// - Returns: What it does not use any more.
  func confirm() -> [CapUse] {
    isConfirmed = true
    defer { uses = [] }
    return uses
  }
}

// MARK: - Coding

extension ParkedSale {
  convenience init(_ stored: StoredReceipt, programmes: ProgrammeIndexes) {
    let sale = stored.sale ?? SaleParkedRecord()
    self.init(number: stored.number, programmeIndex: programmes.index(sale.programID))
    version = stored.version
    last = stored.lastPosition
    parked = stored.parkedPosition
    claimUntil = sale.claimUntilMs
    isEmptied = sale.emptied
    uses = sale.capUses.map(CapUse.init)
    member = stored.member
    // A claim that was confirmed is not stored with a time.
    isConfirmed = member != 0 && claimUntil == 0
  }

  func stored(programID: String) -> StoredReceipt {
    StoredReceipt(
      number: number,
      version: version,
      sale: SaleParkedRecord(
        programID: programID,
        claimUntilMs: isConfirmed ? 0 : claimUntil,
        capUses: uses.map(StoredCapUse.init),
        emptied: isEmptied
      ),
      member: member,
      lastPosition: last,
      parkedPosition: parked
    )
  }
}

extension CapUse {
  init(_ stored: StoredCapUse) {
    self.init(
      owner: stored.promotion,
      period: FealtyLoyalty.CapPeriod(rawValue: UInt8(clamping: stored.period)) ?? .basket,
      scope: FealtyLoyalty.CapScope(rawValue: UInt8(clamping: stored.scope)) ?? .member,
      unit: FealtyLoyalty.CapUnit(rawValue: UInt8(clamping: stored.unit)) ?? .points,
      key: stored.key,
      periodStart: Timestamp(milliseconds: stored.periodStartMs),
      amount: stored.points
    )
  }
}

extension StoredCapUse {
  init(_ use: CapUse) {
    self.init(
      promotion: use.owner,
      period: UInt32(use.period.rawValue),
      periodStartMs: use.periodStart.milliseconds,
      points: use.amount,
      scope: UInt32(use.scope.rawValue),
      key: use.key,
      unit: UInt32(use.unit.rawValue)
    )
  }
}
