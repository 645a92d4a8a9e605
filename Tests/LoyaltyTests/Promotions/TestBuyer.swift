@testable import FealtyLoyalty

/// What a member's booked sales leave for the next, kept as the ledger keeps it.
struct TestBuyer: Sendable {
  var counters: [Counter] = []
  var capUses: [CapUse] = []
  var version: UInt32 = 0
  var hasEarned = false

  /// A sale as the next one of this buyer.
  func facts(of sale: TestSale) -> TestSale {
    var sale = sale
    sale.counters = sale.isGuest ? [] : counters
    sale.capUses = capUses
    sale.version = version + 1
    sale.hasEarned = hasEarned
    return sale
  }

  /// Books what a sale of ``facts(of:)`` was worth.
  mutating func book(_ result: Evaluation) {
    version += 1
    hasEarned = true
    for use in result.counterUses { apply(use) }
    for use in result.capUses {
      let index = capUses.firstIndex { $0.isSameCount(as: use) }
      if let index { capUses[index].amount += use.amount } else { capUses.append(use) }
    }
  }

  private mutating func apply(_ use: CounterUse) {
    let index = counters.firstIndex { $0.kind == use.kind && $0.owner == use.owner }
    if let index {
      counters[index].apply(use, version: version)
    } else {
      var counter = Counter(owner: use.owner, kind: use.kind)
      counter.apply(use, version: version)
      counters.append(counter)
    }
  }
}
