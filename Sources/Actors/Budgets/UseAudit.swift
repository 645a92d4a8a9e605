internal import FealtyLoyalty

/// Adds up what a shard's members have used of shared caps and budgets, while they go on being
/// changed: the same way as ``LedgerPass`` adds up their points.
struct UseAudit {
  private var found: [BudgetDesk.Key: Int64] = [:]
  /// What postings changed for members that had been counted.
  private var later: [BudgetDesk.Key: Int64] = [:]

  init() {}

  mutating func add(_ use: CapUse, programme: UInt16) {
    guard !use.isOfSupply else { return }
    found[BudgetDesk.Key(programme: programme, key: AllotmentKey(use)), default: 0] += use.amount
  }

  /// A posting of a member that was counted already.
  mutating func addLater(_ posting: Posting, programme: UInt16) {
    for use in posting.capUses where use.isShared && use.period != .basket && !use.isOfSupply {
      later[BudgetDesk.Key(programme: programme, key: AllotmentKey(use)), default: 0] += use.amount
    }
  }

  /// Where the sums are not what the shard has counted with every posting.
  func findings(_ shard: Shard) -> [String] {
    var counted: [BudgetDesk.Key: Int64] = [:]
    shard.budgets.forEach { programme, stripe in
      stripe.pointee.forEach { key, used, _ in
        // What a supply counted that nobody has is left of a change that was refused.
        guard !CapUse.isOfSupply(key.owner) || shard.hasSupply(key.owner, of: programme) else {
          return
        }
        counted[BudgetDesk.Key(programme: programme, key: key)] = used
      }
    }
    var found = found
    // Of a supply that is what the accounts say, which the pass compares with what was counted.
    for programme in shard.programmes {
      for token in programme.supplies {
        let key = BudgetDesk.Key(
          programme: programme.index,
          key: SharedLimits.supplyKey(token: token)
        )
        found[key] = shard.supplied(token)
      }
    }
    for sale in shard.parkedSales.values {
      for use in sale.uses {
        let key = BudgetDesk.Key(programme: sale.programmeIndex, key: AllotmentKey(use))
        found[key, default: 0] += use.amount
      }
    }
    var findings: [String] = []
    for key in Set(found.keys).union(counted.keys) {
      let expected = counted[key, default: 0] - later[key, default: 0]
      let sum = found[key, default: 0]
      guard sum != expected, !shard.isOver(key.key, programme: key.programme) else { continue }
      findings.append(
        "shard \(shard.index), \(Self.name(of: key.key.owner)): members have used \(sum), "
          + "the shard has counted \(expected)"
      )
    }
    return findings.sorted()
  }

  /// What an owner's number stands for.
  private static func name(of owner: UInt32) -> String {
    guard owner & CapUse.budgetBit != 0 else { return "promotion #\(owner)" }
    if owner & CapUse.supplyBit != 0, owner & Voucher.stockBit == 0 {
      return "supply of token #\(owner & ~(CapUse.budgetBit | CapUse.supplyBit))"
    }
    if owner & CapUse.campaignBit != 0, owner & Voucher.stockBit == 0 {
      return "stock of campaign #\(owner & ~(CapUse.budgetBit | CapUse.campaignBit))"
    }
    let number = owner & ~(CapUse.budgetBit | Voucher.stockBit)
    return owner & Voucher.stockBit != 0 ? "stock of voucher type #\(number)" : "budget #\(number)"
  }
}
