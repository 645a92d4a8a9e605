internal import FealtyLoyalty
internal import FealtyWire

// Supplies: of a token that has one, what was issued and not taken back is never more than that.
//
// What a shard's members have used of it is what their accounts say, and nothing else: issued less
// reversed, which the shard counts with every posting, and beside it what parked sales promise.
// So a supply can be said of a token that is out already, what a reversal could not take stays
// used, and no record has to be reconciled. What may be spent is given out as of any shared limit,
// see `AllotmentTable.swift`.

/// A supply that a change of a programme gives to a token that is there, or lowers.
struct SupplyChange: Sendable {
  var token: TokenNumber
  var tokenID: String
  var supply: Int64
  /// Whether there was none.
  var isNew: Bool
  /// Where the request has it.
  var field: String

  static func all(
    from before: ProgrammeState,
    to after: ProgrammeState,
    _ paths: DraftPaths
  ) -> [SupplyChange] {
    var changes: [SupplyChange] = []
    for (place, token) in after.programme.tokens.enumerated() where token.supply > 0 {
      guard let old = before.programme.tokens.first(where: { $0.tokenID == token.tokenID }),
        old.supply == 0 || token.supply < old.supply,
        let number = after.tokens[token.tokenID]
      else { continue }
      changes.append(
        SupplyChange(
          token: number,
          tokenID: token.tokenID,
          supply: token.supply,
          isNew: old.supply == 0,
          field: paths.isToken ? "token.supply" : "\(paths.prefix)tokens[\(place)].supply"
        )
      )
    }
    return changes
  }

  func refusal(used: Int64) -> Status? {
    guard used > supply else { return nil }
    return Status(
      code: .failedPrecondition,
      reason: .supplyBelowIssued,
      message: "\(used) of \(tokenID) are out, or promised to guests; its supply cannot be "
        + "\(supply)",
      field: field
    )
  }
}

extension PublishedProgramme {
  /// Whether there is an end to what is issued of a token.
  func hasSupply(_ token: TokenNumber) -> Bool { supplies.contains(token) }
}

extension CapUse {
  /// Whether it counts what is issued of a token.
  var isOfSupply: Bool { Self.isOfSupply(owner) }

  /// The same of an owner's number.
  static func isOfSupply(_ owner: UInt32) -> Bool {
    owner & (budgetBit | supplyBit | Voucher.stockBit) == budgetBit | supplyBit
  }
}

extension Shard {
  // MARK: - What is used

  /// Counts a change of this shard's totals, with what it uses of its programme's supplies.
  ///
  /// What the change itself says of supplies is not read.
  func countTotals(of programme: UInt16, _ change: (inout TokenCounters) -> Void) {
    let supplies = supplies(of: programme)
    guard !supplies.isEmpty else { return change(&totals) }
    let before = supplies.map { supplied($0) }
    change(&totals)
    for (token, before) in zip(supplies, before) {
      var use = CapUse.supply(of: token, .zero)
      use.amount = supplied(token) - before
      if use.amount != 0 { countUses([use], programme: programme) }
    }
  }

  /// The uses of a posting or an import that the accounts do not tell.
  func countUsesBesideSupplies(_ uses: [CapUse], programme: UInt16) {
    guard !supplies(of: programme).isEmpty else { return countUses(uses, programme: programme) }
    countUses(uses.filter { !$0.isOfSupply }, programme: programme)
  }

  /// Whether an owner of uses is the supply of a token that has one.
  func hasSupply(_ owner: UInt32, of programme: UInt16) -> Bool {
    supplies(of: programme).contains { CapUse.supplyOwner(of: $0) == owner }
  }

  @inline(__always)
  private func supplies(of programme: UInt16) -> [TokenNumber] {
    let place = Int(programme)
    return place < programmes.count ? programmes[place].supplies : []
  }

  /// What this shard's members were given of a token and what was not taken back.
  func supplied(_ token: TokenNumber) -> Int64 {
    let counter = totals[token]
    return Int64(clamping: counter.issued - counter.reversed)
  }

  /// The same with what parked sales promise.
  func usedOfSupply(of token: TokenNumber, programme: UInt16) -> Int64 {
    let owner = CapUse.supplyOwner(of: token)
    var used = supplied(token)
    for sale in parkedSales.values where sale.programmeIndex == programme {
      for use in sale.uses where use.owner == owner { used += use.amount }
    }
    return used
  }

  // MARK: - What is left

  /// What has to be asked for before so much of a token can be issued; nil = it is known whether.
  func supplyShortage(
    of token: TokenNumber,
    _ points: Int64,
    _ programme: PublishedProgramme
  ) -> Shortage? {
    guard programme.hasSupply(token) else { return nil }
    return budgets.shortage(
      of: SharedLimits.supplyKey(token: token),
      points,
      programme: programme.index
    )
  }

  /// What may be issued of a token without asking; nil = any number.
  func spendableSupply(of token: TokenNumber, _ programme: PublishedProgramme) -> Int64? {
    guard programme.hasSupply(token) else { return nil }
    let key = SharedLimits.supplyKey(token: token)
    return budgets.stripe(programme.index).pointee.spendable(key)
  }

  /// What a posting that issues points uses of their token's supply.
  ///
  /// - Throws: ``Refusal/supplyExhausted``.
  func supplyUses(
    of token: TokenNumber,
    _ points: Points,
    _ programme: PublishedProgramme
  ) throws(Refusal) -> [CapUse] {
    guard let left = spendableSupply(of: token, programme) else { return [] }
    guard points.rawValue <= left else { throw .supplyExhausted }
    return [CapUse.supply(of: token, points)]
  }

  // MARK: - Changes

  /// Asks whether no more is out of tokens than their supplies are to be, then goes on here.
  ///
  /// While it is asked, and until the change is known, no shard lets the programme's points move.
  /// The homes of new supplies know what is used before anybody can ask them.
  func confirm(
    _ wanted: [SupplyChange],
    of programme: UInt16,
    _ done: @escaping @Sendable (Shard, Status?) -> Void
  ) {
    guard !wanted.isEmpty else { return done(self, nil) }
    let none = [Int64](repeating: 0, count: wanted.count)
    let gathering = Gathering(none, parts: wanted.count * count)
    let asking = index
    for peer in 0..<count {
      send(to: peer) { shard in
        for (place, change) in wanted.enumerated() {
          shard.tellUsed(of: change, programme: programme) { home, used in
            home.send(to: asking) { shard in
              let sums = gathering.add { sums in
                let (sum, isBeyond) = sums[place].addingReportingOverflow(used)
                sums[place] = isBeyond ? .max : sum
              }
              guard let sums else { return }
              done(shard, zip(wanted, sums).lazy.compactMap { $0.refusal(used: $1) }.first)
            }
          }
        }
      }
    }
  }

  /// `then`: runs on the home of the supply, which knows what is used here by then.
  private func tellUsed(
    of change: SupplyChange,
    programme: UInt16,
    _ then: @escaping @Sendable (Shard, Int64) -> Void
  ) {
    let used = usedOfSupply(of: change.token, programme: programme)
    let key = SharedLimits.supplyKey(token: change.token)
    if change.isNew { budgets.stripe(programme).pointee.begin(key, used: used) }
    let me = index
    send(to: StableHash.shard(key.stableHash, count: count)) { home in
      if change.isNew {
        home.begin(BudgetDesk.Key(programme: programme, key: key), used: used, onShard: me)
      }
      then(home, used)
    }
  }

  /// Counts what changed of new supplies since their homes heard of them: what time did.
  func beginSupplies(_ programme: PublishedProgramme, before: PublishedProgramme) {
    guard before.version > 0 else { return }
    for token in programme.supplies where !before.hasSupply(token) {
      let key = SharedLimits.supplyKey(token: token)
      var use = CapUse.supply(of: token, .zero)
      use.amount =
        usedOfSupply(of: token, programme: programme.index)
        - budgets.stripe(programme.index).pointee.used(key)
      if use.amount != 0 { countUses([use], programme: programme.index) }
    }
  }

  /// Adds to the shares that a start has counted what its members use of supplies.
  func restoreSupplies() {
    for programme in programmes {
      for token in programme.supplies {
        let use = CapUse.supply(of: token, .zero)
        budgets.stripe(programme.index).pointee.restore(AllotmentKey(use), supplied(token))
      }
    }
  }
}
