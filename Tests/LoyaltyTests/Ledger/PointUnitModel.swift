@testable import FealtyLoyalty

/// The ledger as a child would build it: every single point is a token on the table.
///
/// Slow and obvious, the oracle for random commands. It shares no code with ``Member`` but the
/// names of refusals: no lots, no totals, no index. A balance is a count of tokens.
struct PointUnitModel {
  struct Unit: Equatable {
    var lot: LotID
    /// The version of the earn it came from, also of a point restored after its expiry.
    var earn: UInt32
    var activationAt: Timestamp
    var expiresAt: Timestamp
    var place: Place
  }

  enum Place: Equatable { case free, held(UInt32), redeemed, expired, reversed, paidDebt }

  struct ModelHold {
    var isLock: Bool
    var onTransaction: UInt32
    var until: Timestamp
    var units: [Int]
  }

  var units: [Unit] = []
  var holds: [UInt32: ModelHold] = [:]
  /// Units of each redemption that were not given back, in the order in which they were taken.
  var redemptions: [UInt32: [Int]] = [:]
  var earns: [UInt32: Int] = [:]
  var ended: [UInt32: (isLock: Bool, captured: Bool)] = [:]
  var reversedBy: [UInt32: UInt32] = [:]
  var debt = 0
  var debtEver = 0
  var unrecovered = 0
  var rules: LedgerRules

  init(rules: LedgerRules) { self.rules = rules }

  // MARK: - Time

  /// Lets holds lapse and points expire.
  mutating func go(to now: Timestamp) {
    for (id, hold) in holds where hold.until <= now {
      free(hold.units, now: hold.until)
      end(id, captured: false)
    }
    for index in units.indices where units[index].place == .free && units[index].expiresAt <= now {
      units[index].place = .expired
    }
  }

  private mutating func free(_ indices: [Int], now: Timestamp) {
    for index in indices {
      units[index].place = units[index].expiresAt <= now ? .expired : .free
    }
  }

  private mutating func end(_ id: UInt32, captured: Bool) {
    guard let hold = holds.removeValue(forKey: id) else { return }
    ended[id] = (hold.isLock, captured)
  }

  // MARK: - Picking

  private func comesFirst(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (units[a], units[b])
    if !rules.isStrictFIFO, x.expiresAt != y.expiresAt { return x.expiresAt < y.expiresAt }
    return x.lot == y.lot ? a < b : x.lot < y.lot
  }

  private func freeUnits(_ condition: (Unit) -> Bool) -> [Int] {
    units.indices.filter { units[$0].place == .free && condition(units[$0]) }.sorted(by: comesFirst)
  }

  func count(_ condition: (Unit) -> Bool) -> Int { units.filter(condition).count }

  private mutating func payDebt(_ candidates: [Int]) {
    let order = candidates.sorted {
      units[$0].expiresAt != units[$1].expiresAt
        ? units[$0].expiresAt < units[$1].expiresAt
        : (units[$0].lot, $0) < (units[$1].lot, $1)
    }
    for index in order.prefix(debt) {
      units[index].place = .paidDebt
      debt -= 1
    }
  }

  // MARK: - Commands

  mutating func earn(
    _ lots: [(points: Int, activationAt: Timestamp, expiresAt: Timestamp)],
    version: UInt32
  ) {
    let first = units.count
    for (index, lot) in lots.enumerated() {
      for _ in 0..<lot.points {
        units.append(
          Unit(
            lot: LotID(version: version, index: UInt16(index)),
            earn: version,
            activationAt: lot.activationAt,
            expiresAt: lot.expiresAt,
            place: .free
          )
        )
      }
    }
    earns[version] = units.count - first
    payDebt(Array(first..<units.count))
  }

  mutating func redeem(_ points: Int, version: UInt32, now: Timestamp) throws(Refusal) {
    let picked = try pick(points, now: now)
    for index in picked { units[index].place = .redeemed }
    redemptions[version] = picked
  }

  mutating func authorize(
    _ points: Int,
    until: Timestamp,
    version: UInt32,
    now: Timestamp
  ) throws(Refusal) {
    let picked = try pick(points, now: now)
    for index in picked { units[index].place = .held(version) }
    holds[version] = ModelHold(isLock: false, onTransaction: 0, until: until, units: picked)
  }

  private func pick(_ points: Int, now: Timestamp) throws(Refusal) -> [Int] {
    let available = freeUnits { $0.activationAt <= now }
    guard points <= available.count else {
      throw .insufficientPoints(available: Points(Int64(available.count)))
    }
    return Array(available.prefix(points))
  }

  mutating func capture(
    _ id: UInt32,
    _ points: Int,
    version: UInt32,
    now: Timestamp
  ) throws(Refusal) {
    let hold = try live(id, isLock: false)
    guard points <= hold.units.count else { throw .aboveMax }
    let amount = points == 0 ? hold.units.count : points
    let picked = Array(hold.units.prefix(amount))
    for index in picked { units[index].place = .redeemed }
    redemptions[version] = picked
    free(Array(hold.units.dropFirst(amount)), now: now)
    end(id, captured: true)
  }

  mutating func void(_ id: UInt32, now: Timestamp) throws(Refusal) {
    let hold = try live(id, isLock: false)
    free(hold.units, now: now)
    end(id, captured: false)
  }

  private func live(_ id: UInt32, isLock: Bool) throws(Refusal) -> ModelHold {
    if let hold = holds[id], hold.isLock == isLock { return hold }
    if let past = ended[id], past.isLock == isLock {
      throw past.captured ? .alreadyCaptured : .lockExpired
    }
    throw .notLocked
  }

  mutating func lock(
    _ points: Int,
    transaction: UInt32,
    until: Timestamp,
    allowPartial: Bool,
    version: UInt32,
    now: Timestamp
  ) throws(Refusal) {
    let candidates: [Int]
    if transaction == 0 {
      candidates = freeUnits { $0.activationAt <= now } + freeUnits { $0.activationAt > now }
    } else {
      candidates = freeUnits { $0.lot.version == transaction }
    }
    guard !candidates.isEmpty, points <= candidates.count || allowPartial else {
      throw .insufficientPoints(available: Points(Int64(candidates.count)))
    }
    let picked = Array(candidates.prefix(points == 0 ? candidates.count : points))
    for index in picked { units[index].place = .held(version) }
    holds[version] = ModelHold(
      isLock: true,
      onTransaction: transaction,
      until: until,
      units: picked
    )
  }

  mutating func unlock(_ id: UInt32, _ points: Int, now: Timestamp) throws(Refusal) {
    let hold = try live(id, isLock: true)
    guard points <= hold.units.count else { throw .aboveMax }
    let amount = points == 0 ? hold.units.count : points
    free(Array(hold.units.prefix(amount)), now: now)
    holds[id]?.units.removeFirst(amount)
    if amount == hold.units.count { end(id, captured: false) }
  }

  mutating func reverseEarn(
    _ earn: UInt32,
    isStrict: Bool,
    version: UInt32,
    now: Timestamp
  ) throws(Refusal) {
    guard let points = earns[earn] else { throw .notReversible }
    if let by = reversedBy[earn] { throw .alreadyReversed(version: by) }
    let before = self

    let own = units.indices.filter { units[$0].earn == earn }
    var taken = own.filter { units[$0].place == .expired }
    let pendingOnly = rules.returnPolicy == .onlyPending
    taken += freeUnits { $0.earn == earn && $0.activationAt > now }
    if !pendingOnly { taken += freeUnits { $0.earn == earn && $0.activationAt <= now } }
    for id in holds.keys.sorted() where holds[id]?.isLock == true {
      for index in holds[id]?.units ?? [] where units[index].earn == earn {
        if !pendingOnly || units[index].activationAt > now { taken.append(index) }
      }
    }
    if !pendingOnly { taken += freeUnits { $0.earn != earn && $0.activationAt <= now } }
    taken = Array(taken.prefix(points))
    for index in taken { units[index].place = .reversed }
    for (id, hold) in holds {
      holds[id]?.units.removeAll { taken.contains($0) }
      if hold.units.allSatisfy({ taken.contains($0) }) { end(id, captured: false) }
    }
    var missing = points - taken.count
    if case .allowDebt(let most) = rules.returnPolicy {
      let owed = min(missing, max(0, Int(most.rawValue) - debt))
      debt += owed
      debtEver += owed
      missing -= owed
    }
    unrecovered += missing
    reversedBy[earn] = version
    if isStrict, missing > 0 {
      self = before
      throw .unrecoverable
    }
  }

  mutating func reverseRedemption(
    _ redemption: UInt32,
    _ points: Int,
    version: UInt32,
    now: Timestamp
  ) throws(Refusal) {
    guard let left = redemptions[redemption] else { throw .notReversible }
    if left.isEmpty, let by = reversedBy[redemption] { throw .alreadyReversed(version: by) }
    guard points <= left.count else { throw .aboveMax }
    let back = Array(left.reversed().prefix(points == 0 ? left.count : points))
    redemptions[redemption] = Array(left.dropLast(back.count))
    reversedBy[redemption] = version

    var originals: [LotID] = []
    for index in back {
      let original = units[index].lot
      if !originals.contains(original) { originals.append(original) }
      units[index].place = .free
      guard units[index].expiresAt <= now,
        case .grace(let milliseconds) = rules.restorePolicy
      else { continue }
      let number = originals.firstIndex(of: original) ?? 0
      units[index].lot = LotID(version: version, index: UInt16(number))
      units[index].activationAt = now
      units[index].expiresAt = now.adding(milliseconds: milliseconds)
    }
    payDebt(back)
    go(to: now)
  }
}
