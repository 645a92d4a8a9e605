// What few postings do: apply what stands in ``PostingDetails``.
extension Member {
  mutating func applyDetails(of posting: Posting) {
    // An exchange's steps have nothing else, or seldom.
    if let step = posting.exchange { apply(step, of: posting) }
    guard posting.hasDetailsBesideExchange else { return }
    let changes = posting.details
    for change in changes.lotChanges { apply(change) }
    for clock in changes.clocks { set(clock) }
    if !changes.counterUses.isEmpty {
      // A reversal takes back what the sale that it is linked with counted.
      let sale = posting.linkedVersion == 0 ? version : posting.linkedVersion
      for use in changes.counterUses { count(use, version: sale) }
    }
    if let step = changes.tierStep { apply(step) }
    if let voucher = changes.voucher { set(voucher) }
    if let count = changes.dayCounted { details.extras.guardian.count(count) }
  }

  /// The counter of an owner; an empty one where there is none.
  package func counter(_ kind: CounterKind, of owner: UInt32) -> Counter {
    for counter in counters where counter.kind == kind && counter.owner == owner {
      return counter
    }
    return Counter(owner: owner, kind: kind)
  }

  /// The clocks of a token; idle ones where it has none.
  package func clock(of token: TokenNumber) -> TokenClock {
    for clock in clocks where clock.token == token { return clock }
    return TokenClock(token: token)
  }

  // MARK: - Steps

  private mutating func apply(_ change: LotChange) {
    var lot = lots.remove(at: openIndex(of: change.lot))
    lot.activationAt = change.activationAt
    lot.expiresAt = change.expiresAt
    lot.waits = change.waits
    accounts[accountIndex(of: lot.token)].note(activationAt: lot.activationAt, now: lastRecordedAt)
    insert(lot)
  }

  private mutating func set(_ clock: TokenClock) {
    details.extras.clocks.removeAll { $0.token == clock.token }
    if !clock.isIdle { details.extras.clocks.append(clock) }
  }

  private mutating func count(_ use: CounterUse, version: UInt32) {
    guard use.kind != .qualifying else { return addToTier(use) }
    var counters = self.counters
    details.extras.counters = []
    var index = counters.firstIndex { $0.kind == use.kind && $0.owner == use.owner }
    if index == nil {
      counters.append(Counter(owner: use.owner, kind: use.kind))
      index = counters.count - 1
    }
    if let index {
      counters[index].apply(use, version: version)
      if counters[index].isEmpty { counters.remove(at: index) }
    }
    details.extras.counters = counters
  }

  private mutating func set(_ voucher: Voucher) {
    if let index = vouchers.firstIndex(where: { $0.id == voucher.id }) {
      let known = details.extras.vouchers[index]
      details.extras.vouchers[index] = voucher
      let ends = known.state == .issued && voucher.state != .issued
      details.extras.vouchers[index].endedBy = ends ? version : known.endedBy
    } else {
      precondition(voucher.id == version, "voucher \(voucher.id) is issued by \(version)")
      details.extras.vouchers.append(voucher)
      forgetVouchers(now: lastRecordedAt)
    }
  }
}
