import FealtyWire

/// Adds up the log of a ``SaleSimulation``, lot by lot, and compares it with what the tills were
/// told and with what the server says at last.
struct SaleAudit {
  private struct LotKey: Hashable {
    var entity: UInt64
    var version: UInt32
    var index: UInt32
  }

  private struct Standing {
    var remaining: Int64
    var expiresAt: Int64
  }

  /// Points of one member, as its lifetime has them.
  private struct Sums: Equatable {
    var issued: Int64 = 0
    var redeemed: Int64 = 0
    var expired: Int64 = 0
    var reversed: Int64 = 0
  }

  private let deeds: [Deed]
  private let rows: [LogRow]
  private var lots: [LotKey: Standing] = [:]
  private var sums: [UInt64: Sums] = [:]

  init(_ deeds: [Deed], rows: [LogRow]) {
    self.deeds = deeds
    self.rows = rows
  }

  /// - Throws: ``Violation`` where something was lost, doubled or invented, or does not add up.
  mutating func check(_ served: ServedPoints) throws {
    try checkRequests()
    try checkSales()
    try checkNames()
    try checkBudget()
    for row in rows { try post(row) }
    try compare(served)
  }

  // MARK: - Exactly once

  /// Each request made at most one posting, and where it was done, the one that it was told.
  private func checkRequests() throws {
    var made: [[UInt8]: LogRow] = [:]
    for row in rows {
      guard let id = row.posting.context?.requestID, !id.isEmpty else { continue }
      guard made.updateValue(row, forKey: id) == nil else {
        throw Violation("request \(id) was posted twice, at last in version \(row.version)")
      }
    }
    for deed in deeds {
      guard let answer = deed.answer else { throw Violation("deed \(deed.number) has no answer") }
      let row = made.removeValue(forKey: deed.id)
      guard deed.isDone else {
        if row != nil { throw Violation("deed \(deed.number) was \(answer), and was posted") }
        continue
      }
      switch deed.role {
      case .programme, .enrolment, .parkedSale, .question: continue
      case .event where row == nil: continue
      case .comesBack where deed.member == nil && row == nil: continue
      default: break
      }
      guard let row else { throw Violation("deed \(deed.number) was done, and is not in the log") }
      guard row.version == deed.version else {
        throw Violation("deed \(deed.number) is version \(row.version), and was \(deed.version)")
      }
    }
    if let invented = made.first {
      throw Violation("nobody sent request \(invented.key) of version \(invented.value.version)")
    }
  }

  /// A sale in one piece has all its records, in order, one behind the other.
  private func checkSales() throws {
    var places: [LotKey: LogRow] = [:]
    for row in rows {
      let key = LotKey(entity: row.entity, version: row.version, index: 0)
      guard places.updateValue(row, forKey: key) == nil else {
        throw Violation("version \(row.version) is there twice")
      }
    }
    for deed in deeds where deed.isDone {
      guard case .sale(let kinds) = deed.role, let member = deed.member else { continue }
      let entity = SaleRequests.entity(member)
      guard let last = places[LotKey(entity: entity, version: deed.version, index: 0)] else {
        throw Violation("sale \(deed.number) has no last record")
      }
      let first = last.posting.saleFirst
      let count = last.posting.saleCount
      guard count > 0, first + count == deed.version + 1 else {
        throw Violation("sale \(deed.number) has \(count) records from \(first) on")
      }
      let found = try (first...deed.version).map { version -> LogRow in
        let row = places[LotKey(entity: entity, version: version, index: 0)]
        guard let row, row.posting.saleFirst == first, row.posting.saleCount == count else {
          throw Violation("sale \(deed.number) lacks version \(version)")
        }
        return row
      }
      let asked = found.map(\.posting.kind).filter { $0 != .expiry && $0 != .holdLapsed }
      guard asked == kinds else { throw Violation("sale \(deed.number) posted \(asked)") }
    }
  }

  /// Each event was rewarded once, each guest's sale claimed once with what was parked, each
  /// voucher used once.
  private func checkNames() throws {
    var events: Set<String> = []
    var vouchers: Set<LotKey> = []
    var claims: Set<UInt64> = []
    for row in rows {
      switch row.posting.kind {
      case .eventReward:
        guard let event = row.posting.event, events.insert(event.eventID).inserted else {
          throw Violation("an event was rewarded twice, at last in version \(row.version)")
        }
      case .saleClaimed:
        guard claims.insert(row.posting.claimedSale).inserted else {
          throw Violation("a guest's sale was claimed twice, at last in version \(row.version)")
        }
      case .voucherUsed:
        let key = LotKey(entity: row.entity, version: row.posting.linkedVersion, index: 0)
        guard vouchers.insert(key).inserted else {
          throw Violation("a voucher was used twice, at last in version \(row.version)")
        }
      default: continue
      }
    }
    // Those that had to wait for an enrolment have been rewarded by it.
    for deed in deeds where deed.isDone {
      if case .event(let key) = deed.role, !events.contains(key) {
        throw Violation("event \(key) was taken, and never rewarded")
      }
    }
  }

  /// At no point of the log members have used more than there was.
  private func checkBudget() throws {
    var used: Int64 = 0
    for row in rows {
      for use in row.posting.capUses where use.promotion & 1 << 31 != 0 { used += use.points }
      guard used <= SaleRequests.budget else {
        throw Violation("\(used) points of a budget of \(SaleRequests.budget)")
      }
    }
  }

  // MARK: - Adding up

  private mutating func post(_ row: LogRow) throws {
    let posting = row.posting
    var sum = sums[row.entity] ?? Sums()
    for lot in posting.lotsMade {
      try open(lot, lot.amount, row)
      sum.issued += lot.amount
    }
    for restore in posting.restores {
      guard let lot = restore.lot else { continue }
      if lots[key(lot, row)] != nil {
        lots[key(lot, row)]?.remaining += restore.points
      } else {
        try open(lot, restore.points, row)
      }
      sum.redeemed -= restore.points
    }
    for draw in posting.draws {
      try take(draw, row)
      switch draw.to {
      case 0: sum.redeemed += draw.points
      case 1: sum.expired += draw.points
      case 2: sum.reversed += draw.points
      default: break
      }
    }
    for change in posting.accountChanges {
      sum.expired -= change.expiredToReversed
      sum.reversed += change.expiredToReversed + change.debtCreated
    }
    sums[row.entity] = sum
    guard row.at <= row.recordedAt || posting.kind != .expiry else {
      throw Violation("version \(row.version) expired points before their time")
    }
  }

  private func key(_ lot: StoredLot, _ row: LogRow) -> LotKey {
    let version = lot.version == 0 ? row.version : lot.version
    return LotKey(entity: row.entity, version: version, index: lot.index)
  }

  private mutating func open(_ lot: StoredLot, _ points: Int64, _ row: LogRow) throws {
    let expiresAt = lot.expiresAtMs == 0 ? Int64.max : lot.expiresAtMs
    let known = lots.updateValue(
      Standing(remaining: points, expiresAt: expiresAt),
      forKey: key(lot, row)
    )
    guard known == nil else { throw Violation("version \(row.version) makes a lot anew") }
  }

  private mutating func take(_ draw: StoredDraw, _ row: LogRow) throws {
    guard let lot = draw.lot, var standing = lots[key(lot, row)] else {
      throw Violation("version \(row.version) draws from no lot")
    }
    standing.remaining -= draw.points
    guard draw.points > 0, standing.remaining >= 0 else {
      throw Violation("version \(row.version) overdraws a lot by \(-standing.remaining)")
    }
    lots[key(lot, row)] = standing
    let isExpiry = row.posting.kind == .expiry
    let isInTime = isExpiry ? row.at == standing.expiresAt : row.at < standing.expiresAt
    // What a hold has kept outlives its lot.
    guard isInTime || draw.hold != 0 || (!isExpiry && draw.to == 1) else {
      throw Violation(
        "version \(row.version), \(row.posting.kind), draws at \(row.at) from a lot that ended at "
          + "\(standing.expiresAt)"
      )
    }
  }

  // MARK: - What the server says

  private func compare(_ served: ServedPoints) throws {
    guard served.ledger.balanced else { throw Violation("the ledger: \(served.ledger.findings)") }
    var all = Sums()
    for (number, member) in served.members.enumerated() {
      let entity = SaleRequests.entity(number)
      let sum = sums[entity] ?? Sums()
      let told = Sums(
        issued: member.lifetime.issued,
        redeemed: member.lifetime.redeemed,
        expired: member.lifetime.expired,
        reversed: member.lifetime.reversed
      )
      guard sum == told else { throw Violation("member \(number) has \(told), the log \(sum)") }
      guard sum.issued == member.balance.total + sum.redeemed + sum.expired + sum.reversed else {
        throw Violation("member \(number): \(sum) leave \(member.balance)")
      }
      try compareLots(of: entity, member, at: served.at)
      all.issued += sum.issued
      all.redeemed += sum.redeemed
      all.expired += sum.expired
      all.reversed += sum.reversed
    }
    let total = served.ledger.totals.first ?? TokenTotals()
    let told = Sums(
      issued: total.issued,
      redeemed: total.redeemed,
      expired: total.expired,
      reversed: total.reversed
    )
    guard told == all else { throw Violation("the ledger has \(told), the log \(all)") }
  }

  /// What is open is what the log leaves; and of what has ended, only what is locked is open.
  private func compareLots(
    of entity: UInt64,
    _ member: ServedPoints.Member,
    at now: Int64
  ) throws {
    var open: [String: Standing] = [:]
    for (key, standing) in lots where key.entity == entity && standing.remaining > 0 {
      open["\(key.version).\(key.index)"] = standing
    }
    for lot in member.lots {
      guard let standing = open.removeValue(forKey: lot.lotID), standing.remaining == lot.remaining
      else { throw Violation("the log does not leave \(lot)") }
      let hasEnded = lot.expiresAtMs != 0 && lot.expiresAtMs <= now
      guard !hasEnded || lot.locked == lot.remaining else {
        throw Violation("points that have ended are there still: \(lot)")
      }
    }
    if let lost = open.first { throw Violation("nobody has what is left of lot \(lost)") }
  }
}
