/// A hash of members' states that does not depend on their order, nor on the process.
///
/// Add the hash of each member: equal states give equal sums. It finds differences; it is no
/// protection against somebody who makes two states with one hash.
package struct StateHash: Hashable, Sendable {
  package private(set) var high: UInt64 = 0
  package private(set) var low: UInt64 = 0

  package init() {}

  /// The hash of what some bytes say.
  package init(of bytes: [UInt8]) {
    var hasher = WordHasher()
    hasher.add(bytes)
    self = hasher.finished()
  }

  /// The hash of two numbers.
  package init(of first: UInt64, _ second: UInt64) {
    var hasher = WordHasher()
    hasher.add(first)
    hasher.add(second)
    self = hasher.finished()
  }

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Puts another one in; twice the same one is as if it had never been.
  package mutating func combine(_ other: StateHash) {
    high ^= other.high
    low ^= other.low
  }

  /// 16 bytes, most significant first.
  package var bytes: [UInt8] {
    [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
  }
}

/// Hashes words one after the other: two lanes of multiplication to 128 bits, folded.
struct WordHasher {
  private var a: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var b: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private var count: UInt64 = 0
  /// Sums of parts whose order does not matter.
  fileprivate var unordered: [StateHash] = []

  mutating func add(_ word: UInt64) {
    count += 1
    a = Self.fold(a ^ word, 0xA076_1D64_78BD_642F ^ count)
    b = Self.fold(b &+ word, 0xE703_7ED1_A0B4_28DB ^ (count << 32)) ^ a
  }

  mutating func add(_ number: Int64) { add(UInt64(bitPattern: number)) }
  mutating func add(_ points: Points) { add(points.rawValue) }
  mutating func add(_ instant: Timestamp) { add(instant.milliseconds) }
  mutating func add(_ flag: Bool) { add(flag ? 1 as UInt64 : 0) }
  mutating func add(_ hash: StateHash) {
    add(hash.high)
    add(hash.low)
  }

  /// Its length, and its UTF-8 by eights.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  /// The last word has what is left, without zeros behind it.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count))
    var index = 0
    while index + 8 <= bytes.count {
      add(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).bigEndian)
      index += 8
    }
    guard index < bytes.count else { return }
    var word: UInt64 = 0
    for byte in bytes[index...] { word = word << 8 | UInt64(byte) }
    add(word)
  }

  func finished() -> StateHash {
    var copy = self
    copy.add(count)
    copy.add(a ^ b)
    return StateHash(high: copy.a, low: copy.b)
  }

  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    // The factors too, so that a zero does not swallow what came before.
    return product.high ^ product.low ^ (a << 32 | a >> 32) ^ b
  }
}

extension Member {
  /// ``fullHash`` of a member where it stands.
  ///
  /// `inout` in form alone: a member that is read through a pointer is copied first.
  package static func fullHash(of member: inout Member) -> StateHash { member.fullHash }

  /// The hash of everything that the member is.
  package var fullHash: StateHash {
    var hasher = WordHasher()
    addIdentity(to: &hasher)
    hasher.add(UInt64(version))
    hasher.add(enrolledAt)
    hasher.add(lastRecordedAt)
    for lot in lots {
      hasher.add(lot.id)
      lot.addStanding(to: &hasher)
      hasher.add(lot.amount)
    }
    for account in accounts {
      hasher.add(UInt64(account.token))
      for total in [
        account.debt, account.issued, account.redeemed, account.expired, account.reversed,
        account.unrecovered,
      ] {
        hasher.add(total)
      }
    }
    guard hasDetails else { return hasher.finished() }
    addDetails(to: &hasher)
    if details.hasExtras { addExtras(to: &hasher) }
    return hasher.finished()
  }

  /// The hash of what the future depends on: stage, tier, segments, points with their dates, debt,
  /// holds, caps, counters and vouchers.
  ///
  /// Not of numbers, lifetime totals and history: buying something and returning all of it leaves
  /// this hash as it was.
  package var standingHash: StateHash {
    var hasher = WordHasher()
    addIdentity(to: &hasher)
    hasher.addUnordered(lots) { lot, hasher in lot.addStanding(to: &hasher) }
    let owing = accounts.filter { $0.debt > .zero }
    hasher.addUnordered(owing) { account, hasher in
      hasher.add(UInt64(account.token))
      hasher.add(account.debt)
    }
    guard hasDetails else { return hasher.finishedStanding() }
    hasher.addUnordered(details.holds) { hold, hasher in
      hasher.add(UInt64(hold.kind.rawValue))
      hasher.add(UInt64(hold.token))
      hasher.add(hold.points)
      hasher.add(hold.until)
    }
    hasher.addUnordered(details.capUses) { use, hasher in use.add(to: &hasher) }
    hasher.addUnordered(counters) { counter, hasher in
      hasher.add(UInt64(counter.owner))
      hasher.add(UInt64(counter.kind.rawValue))
      hasher.add(counter.base)
      for entry in counter.entries {
        hasher.add(entry.at)
        hasher.add(entry.delta)
      }
    }
    for sum in tierStanding.sums {
      hasher.add(sum.from)
      hasher.add(sum.amount)
    }
    let good = vouchers.filter { $0.state == .issued }
    hasher.addUnordered(good) { voucher, hasher in
      hasher.add(voucher.tag)
      hasher.add(voucher.validTo)
      hasher.add(voucher.valueMinor)
    }
    return hasher.finishedStanding()
  }

  // MARK: - Parts

  private func addIdentity(to hasher: inout WordHasher) {
    hasher.add(id)
    hasher.add(UInt64(stage.rawValue))
    hasher.add(tier)
    // In the order in which they stand: a change replaces the whole list.
    hasher.add(UInt64(segments.count))
    for segment in segments { hasher.add(segment) }
    hasher.add(isExpirySuspended)
  }

  private func addDetails(to hasher: inout WordHasher) {
    for card in details.cards { hasher.add(card) }
    for hold in details.holds {
      hasher.add(UInt64(hold.id))
      hasher.add(UInt64(hold.kind.rawValue))
      hasher.add(UInt64(hold.token))
      hasher.add(UInt64(hold.onTransaction))
      hasher.add(hold.until)
      hasher.add(hold.reason)
      for part in hold.parts {
        hasher.add(part.lot)
        hasher.add(part.points)
      }
    }
    for use in details.capUses { use.add(to: &hasher) }
    for reversal in details.reversals {
      hasher.add(UInt64(reversal.version))
      hasher.add(UInt64(reversal.by))
      hasher.add(reversal.points)
      hasher.add(reversal.isFull)
    }
    for ended in details.endedHolds {
      hasher.add(UInt64(ended.id))
      hasher.add(UInt64(ended.onTransaction))
      hasher.add(UInt64(ended.kind.rawValue))
      hasher.add(ended.wasCaptured)
    }
    let profile = details.profile
    for text in [
      profile.givenName, profile.familyName, profile.email, profile.birthday, profile.language,
      profile.country,
    ] {
      hasher.add(text)
    }
    // Few have any: the others' hashes stay as they were.
    for (place, texts) in [profile.attributes, profile.memberships].enumerated() {
      for text in texts {
        hasher.add(UInt64(place))
        hasher.add(text.name)
        hasher.add(text.text)
      }
    }
    for nft in profile.nfts {
      hasher.add(UInt64(nft.lot.version) << 16 | UInt64(nft.lot.index))
      hasher.add(nft.text)
      hasher.add(UInt64(nft.status.rawValue))
    }
    for alias in profile.aliases {
      hasher.add(alias.provider)
      hasher.add(alias.value)
      hasher.add(alias.isVerified)
    }
    if profile.isEmptied { hasher.add(true) }
  }

  private func addExtras(to hasher: inout WordHasher) {
    let extras = details.extras
    for counter in extras.counters {
      hasher.add(UInt64(counter.owner))
      hasher.add(UInt64(counter.kind.rawValue))
      hasher.add(counter.base)
      hasher.add(counter.baseUntil)
      for entry in counter.entries {
        hasher.add(entry.at)
        hasher.add(UInt64(entry.version))
        hasher.add(entry.delta)
      }
    }
    for voucher in extras.vouchers {
      hasher.add(UInt64(voucher.id))
      hasher.add(UInt64(voucher.type))
      hasher.add(voucher.tag)
      hasher.add(voucher.check)
      hasher.add(voucher.validTo)
      hasher.add(voucher.valueMinor)
      hasher.add(UInt64(voucher.state.rawValue))
    }
    for text in extras.tiers + extras.segmentSpans {
      hasher.add(text.text)
      hasher.add(text.from)
      hasher.add(text.to)
    }
    for clock in extras.clocks {
      hasher.add(UInt64(clock.token))
      hasher.add(clock.inactiveAt)
      hasher.add(clock.decayAt)
    }
    extras.guardian.add(to: &hasher)
    // Few have any: the others' hashes stay as they were.
    if hasTierStanding { extras.tierStanding.add(to: &hasher) }
    for transit in extras.transits { transit.add(to: &hasher) }
    for totals in extras.exchanges { totals.add(to: &hasher) }
    for exchange in extras.givenUp { exchange.add(to: &hasher) }
    for mark in extras.cardMarks {
      hasher.add(mark.number)
      hasher.add(UInt64(mark.stage.rawValue) << 8 | UInt64(mark.reason.rawValue))
      hasher.add(mark.successor)
      hasher.add(mark.since)
    }
  }
}

extension TierStanding {
  fileprivate func add(to hasher: inout WordHasher) {
    hasher.add(UInt64(measure))
    hasher.add(keptUntil)
    hasher.add(pinnedUntil)
    hasher.add(isFloor)
    hasher.add(pinned)
    hasher.add(beforePin)
    for sum in sums {
      hasher.add(sum.from)
      hasher.add(sum.amount)
    }
  }
}

extension MemberGuard {
  fileprivate func add(to hasher: inout WordHasher) {
    hasher.add(pin)
    hasher.add(UInt64(failed))
    hasher.add(lockedUntil)
    hasher.add(UInt64(lockOuts))
    hasher.add(UInt64(failedInAll))
    hasher.add(UInt64(failedOfDay))
    hasher.add(dayBegan)
    for own in thresholds {
      hasher.add(UInt64(own.token))
      hasher.add(own.threshold.perTransaction ?? Points(-1))
      hasher.add(own.threshold.perDay ?? Points(-1))
    }
    for count in dayCounts {
      hasher.add(Int64(count.day))
      hasher.add(UInt64(count.token))
      hasher.add(count.points)
    }
  }
}

extension Lot {
  fileprivate func addStanding(to hasher: inout WordHasher) {
    hasher.add(UInt64(token))
    hasher.add(UInt64(kind.rawValue))
    hasher.add(waits)
    hasher.add(UInt64(partner))
    hasher.add(remaining)
    hasher.add(locked)
    hasher.add(activationAt)
    hasher.add(expiresAt)
  }
}

extension CapUse {
  fileprivate func add(to hasher: inout WordHasher) {
    hasher.add(UInt64(owner))
    hasher.add(UInt64(period.rawValue))
    hasher.add(UInt64(scope.rawValue))
    hasher.add(UInt64(unit.rawValue))
    hasher.add(key)
    hasher.add(periodStart)
    hasher.add(amount)
  }
}

extension WordHasher {
  fileprivate mutating func add(_ lot: LotID) {
    add(UInt64(lot.version) << 16 | UInt64(lot.index))
  }

  /// Adds parts so that their order does not matter, and none at all is as nothing.
  fileprivate mutating func addUnordered<Part>(
    _ parts: some Sequence<Part>,
    _ add: (Part, inout WordHasher) -> Void
  ) {
    var (high, low): (UInt64, UInt64) = (0, 0)
    for part in parts {
      var hasher = WordHasher()
      add(part, &hasher)
      let hash = hasher.finished()
      // A sum, not an exclusive or: two equal lots are not as none.
      high &+= hash.high
      low &+= hash.low
    }
    unordered.append(StateHash(high: high, low: low))
  }

  /// Every kind of part has its place, whether there are any or not.
  fileprivate mutating func finishedStanding() -> StateHash {
    for index in 0..<6 { add(index < unordered.count ? unordered[index] : StateHash()) }
    return finished()
  }
}
