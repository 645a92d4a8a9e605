/// Where a record lies, by a 64-bit tag: the index of request ids and that of receipts.
///
/// Shared by all shards: a request id names one outcome for the whole server, whichever member it
/// is sent for. 64 stripes, each an open-addressing table of 16-byte slots under its own lock; a
/// look-up costs one uncontended lock (about 20 ns), a hop to the id's own shard would cost ten
/// times that.
///
/// A tag is the hash of the real key. Two keys with one tag are told apart by the record, which
/// holds the key whole.
package final class PositionIndex: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: every access to `stripes[i]` happens under `locks[i]`.
  private static let stripeCount = 64
  private let locks: [Lock]
  private let stripes: UnsafeMutablePointer<PositionTable>

  /// What is known of a key.
  package enum Entry: Equatable, Sendable {
    /// Nobody had it; it is now reserved for the caller, who settles or releases it.
    case new
    /// Somebody reserved it and has not settled it yet.
    case reserved
    /// Its record's packed position.
    case known(UInt64)
  }

  package init() {
    locks = (0..<Self.stripeCount).map { _ in Lock() }
    stripes = .allocate(capacity: Self.stripeCount)
    for index in 0..<Self.stripeCount {
      (stripes + index).initialize(to: PositionTable())
    }
  }

  deinit {
    stripes.deinitialize(count: Self.stripeCount)
    stripes.deallocate()
  }

  private func stripe(_ tag: UInt64) -> Int { Int(truncatingIfNeeded: tag >> 58) }

  /// Reserves the tag, or tells what it has.
  package func reserve(_ tag: UInt64) -> Entry {
    let index = stripe(tag)
    return locks[index].locked { stripes[index].reserve(tag) }
  }

  /// Writes the position of a reserved (or, in recovery, a new) tag.
  package func settle(_ tag: UInt64, position: UInt64) {
    let index = stripe(tag)
    locks[index].locked { stripes[index].set(tag, position) }
  }

  /// Gives a reservation back: nothing was decided under it.
  package func release(_ tag: UInt64) {
    let index = stripe(tag)
    locks[index].locked { stripes[index].remove(tag) }
  }

  /// The position of a settled tag.
  package func position(_ tag: UInt64) -> UInt64? {
    let index = stripe(tag)
    return locks[index].locked { stripes[index].position(tag) }
  }

  package var count: Int {
    (0..<Self.stripeCount).reduce(0) { sum, index in
      sum + locks[index].locked { stripes[index].count }
    }
  }

  /// Calls `body` with each settled tag and position, a stripe at a time under its lock.
  package func forEach(_ body: (UInt64, UInt64) -> Void) {
    for index in 0..<Self.stripeCount {
      locks[index].locked { stripes[index].forEach(body) }
    }
  }
}

/// One stripe: linear probing, at most three quarters full, deletion by moving back.
private struct PositionTable: ~Copyable {
  private struct Slot {
    var tag: UInt64
    /// 0 = empty, all ones = reserved, else a packed position.
    var position: UInt64
  }

  private static var reservedMark: UInt64 { .max }
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = 15
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(tag: 0, position: 0), count: mask + 1)
  }

  deinit { slots.deallocate() }

  private func home(_ tag: UInt64) -> Int {
    Int(truncatingIfNeeded: (tag &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
  }

  /// The slot of the tag, or the empty one where it would go.
  private func find(_ tag: UInt64) -> Int {
    var index = home(tag)
    while slots[index].position != 0, slots[index].tag != tag { index = (index + 1) & mask }
    return index
  }

  mutating func reserve(_ tag: UInt64) -> PositionIndex.Entry {
    let index = find(tag)
    let position = slots[index].position
    if position == Self.reservedMark { return .reserved }
    if position != 0 { return .known(position) }
    insert(tag, Self.reservedMark, at: index)
    return .new
  }

  mutating func set(_ tag: UInt64, _ position: UInt64) {
    precondition(position != 0 && position != Self.reservedMark, "\(position) is no position")
    let index = find(tag)
    if slots[index].position == 0 {
      insert(tag, position, at: index)
    } else {
      slots[index].position = position
    }
  }

  func position(_ tag: UInt64) -> UInt64? {
    let position = slots[find(tag)].position
    return position == 0 || position == Self.reservedMark ? nil : position
  }

  mutating func remove(_ tag: UInt64) {
    var hole = find(tag)
    guard slots[hole].position != 0 else { return }
    count -= 1
    var next = (hole + 1) & mask
    while slots[next].position != 0 {
      // What sits here may move into the hole unless its own home lies between the two.
      let distance = (next - home(slots[next].tag)) & mask
      if distance >= (next - hole) & mask {
        slots[hole] = slots[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    slots[hole].position = 0
  }

  private mutating func insert(_ tag: UInt64, _ position: UInt64, at index: Int) {
    slots[index] = Slot(tag: tag, position: position)
    count += 1
    if count * 4 > (mask + 1) * 3 { grow() }
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(tag: 0, position: 0), count: mask + 1)
    for index in 0..<oldCount where old[index].position != 0 {
      slots[find(old[index].tag)] = old[index]
    }
    old.deallocate()
  }

  func forEach(_ body: (UInt64, UInt64) -> Void) {
    for index in 0...mask {
      let position = slots[index].position
      if position != 0, position != Self.reservedMark { body(slots[index].tag, position) }
    }
  }
}
