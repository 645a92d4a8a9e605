internal import CLinux
internal import FealtyWire
internal import Glibc
internal import Synchronization

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
  // Proof for `@unchecked Sendable`: every access to a stripe's table happens under its mutex, and
  // the pointer is set once.
  static let stripeCount = 64
  /// For each stripe its mutex and behind it its table: on most machines one line of the cache, so
  /// that who has the lock has the table.
  private let stripes: UnsafeMutableRawPointer
  /// Where each stripe's slots are, and in the upper 16 bits how many (as a power of two).
  ///
  /// For ``prefetch(_:)``, which neither takes the lock nor looks at the line that the lock is in:
  /// that one is often another processor's. What it reads may be old; fetching from where slots
  /// have been does no harm.
  private let outlooks: UnsafeMutablePointer<Atomic<UInt64>>
  private let memory = SlotMemory(stripeCount: PositionIndex.stripeCount)

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
    stripes = .allocate(byteCount: Self.stripeCount * Self.stripeBytes, alignment: 64)
    outlooks = .allocate(capacity: Self.stripeCount)
    for index in 0..<Self.stripeCount {
      let slots = memory.take(PositionTable.firstSlotCount, stripe: index)
      table(index).initialize(to: PositionTable(slots, count: PositionTable.firstSlotCount))
      (outlooks + index).initialize(to: Atomic(table(index).pointee.outlook))
      let status = pthread_mutex_init(mutex(index), nil)
      precondition(status == 0, "the system refused a mutex")
    }
  }

  deinit {
    for index in 0..<Self.stripeCount {
      pthread_mutex_destroy(mutex(index))
      table(index).deinitialize(count: 1)
    }
    outlooks.deinitialize(count: Self.stripeCount)
    outlooks.deallocate()
    stripes.deallocate()
  }

  private static var tableOffset: Int { MemoryLayout<pthread_mutex_t>.stride }
  private static var stripeBytes: Int {
    (tableOffset + MemoryLayout<PositionTable>.stride + 63) & ~63
  }

  @inline(__always)
  private func mutex(_ stripe: Int) -> UnsafeMutablePointer<pthread_mutex_t> {
    (stripes + stripe * Self.stripeBytes).assumingMemoryBound(to: pthread_mutex_t.self)
  }

  @inline(__always)
  private func table(_ stripe: Int) -> UnsafeMutablePointer<PositionTable> {
    (stripes + stripe * Self.stripeBytes + Self.tableOffset)
      .assumingMemoryBound(to: PositionTable.self)
  }

  /// Runs `body` with a stripe's table while nobody else has it.
  @inline(__always)
  private func locked<Value>(_ stripe: Int, _ body: (inout PositionTable) -> Value) -> Value {
    let status = pthread_mutex_lock(mutex(stripe))
    precondition(status == 0, "pthread_mutex_lock returned \(status)")
    defer { pthread_mutex_unlock(mutex(stripe)) }
    return body(&table(stripe).pointee)
  }

  private func stripe(_ tag: UInt64) -> Int { Int(truncatingIfNeeded: tag >> 58) }

  /// Gives a table that is too full for `count` more keys larger memory.
  @inline(__always)
  private func makeRoom(
    _ count: Int,
    expecting expected: Int = 0,
    in table: inout PositionTable,
    stripe: Int
  ) {
    if _slowPath(!table.hasRoom(for: count)) {
      enlarge(&table, for: count, expecting: expected, stripe: stripe)
    }
  }

  @inline(never)
  private func enlarge(
    _ table: inout PositionTable,
    for count: Int,
    expecting expected: Int,
    stripe: Int
  ) {
    let old = table.slotCount
    var slotCount = old * 2
    // An expectation may be wrong, as of a day's table while many days are read: two sizes at once
    // save most of what there is to save, and cost at most one size too much.
    if !PositionTable.hasRoom(for: expected, slotCount: slotCount) { slotCount *= 2 }
    while !PositionTable.hasRoom(for: table.count + count, slotCount: slotCount) { slotCount *= 2 }
    table.move(to: memory.take(slotCount, stripe: stripe), count: slotCount)
    outlooks[stripe].store(table.outlook, ordering: .relaxed)
    memory.leave(old..<slotCount)
  }

  /// Brings the tag's slot into the cache, for a call that comes a little later.
  @inline(__always)
  package func prefetch(_ tag: UInt64) {
    clinux_prefetch(PositionTable.address(of: tag, outlooks[stripe(tag)].load(ordering: .relaxed)))
  }

  /// Reserves the tag, or tells what it has.
  package func reserve(_ tag: UInt64) -> Entry {
    let index = stripe(tag)
    return locked(index) { table in
      makeRoom(1, in: &table, stripe: index)
      return table.reserve(tag)
    }
  }

  /// Writes the position of a reserved (or, in recovery, a new) tag.
  package func settle(_ tag: UInt64, position: UInt64) {
    let index = stripe(tag)
    locked(index) { table in
      makeRoom(1, in: &table, stripe: index)
      table.set(tag, position)
    }
  }

  /// A tag and its record's packed position.
  struct Settled: Equatable {
    var tag: UInt64
    var position: UInt64

    /// What ``PositionIndex/copy(_:from:slots:_:)`` has copied.
    static func read(_ copied: UnsafeRawBufferPointer) -> [Settled] {
      (0..<copied.count / 16).map { place in
        Settled(
          tag: copied.loadUnaligned(fromByteOffset: 16 * place, as: UInt64.self),
          position: copied.loadUnaligned(fromByteOffset: 16 * place + 8, as: UInt64.self)
        )
      }
    }
  }

  /// Writes the positions of many tags that nobody has reserved, in recovery.
  ///
  /// - Parameters:
  ///   - settled: The tags, in any order.
  ///   - sorted: Room for as many.
  ///   - expected: How many tags the index will have, as far as is known.
  /// - Returns: Those whose tag has another position already; it keeps that.
  func settle(
    _ settled: UnsafeBufferPointer<Settled>,
    sorting sorted: UnsafeMutablePointer<Settled>,
    expecting expected: UInt64 = 0
  ) -> [Settled] {
    var ends = InlineArray<65, Int>(repeating: 0)
    for entry in settled { ends[stripe(entry.tag) + 1] += 1 }
    for index in 0..<Self.stripeCount { ends[index + 1] += ends[index] }
    for entry in settled {
      let index = stripe(entry.tag)
      (sorted + ends[index]).initialize(to: entry)
      ends[index] += 1
    }
    // Each end has become that of its own stripe, where it began as that of the stripe before.
    var conflicts: [Settled] = []
    var start = 0
    let expectedOfStripe = Int(expected / UInt64(Self.stripeCount))
    for index in 0..<Self.stripeCount {
      let part = UnsafeBufferPointer(start: sorted + start, count: ends[index] - start)
      locked(index) { table in
        makeRoom(part.count, expecting: expectedOfStripe, in: &table, stripe: index)
        table.set(part, &conflicts)
      }
      start = ends[index]
    }
    return conflicts
  }

  /// Writes the position of a tag unless it has a newer one, in recovery.
  func settleNewest(_ tag: UInt64, position: UInt64) {
    let index = stripe(tag)
    locked(index) { table in
      makeRoom(1, in: &table, stripe: index)
      if (table.position(tag) ?? 0) < position { table.set(tag, position) }
    }
  }

  /// Gives a reservation back: nothing was decided under it.
  package func release(_ tag: UInt64) {
    let index = stripe(tag)
    locked(index) { $0.remove(tag) }
  }

  /// Forgets everything, and keeps the memory.
  func removeAll() {
    for index in 0..<Self.stripeCount { locked(index) { $0.removeAll() } }
  }

  /// The position of a settled tag.
  package func position(_ tag: UInt64) -> UInt64? {
    let index = stripe(tag)
    return locked(index) { $0.position(tag) }
  }

  package var count: Int {
    (0..<Self.stripeCount).reduce(0) { sum, index in
      sum + locked(index) { $0.count }
    }
  }

  /// Calls `body` with all that is settled in a stripe, under its lock.
  func forEachSettled(in stripe: Int, _ body: (_ tag: UInt64, _ position: UInt64) -> Void) {
    locked(stripe) { $0.forEachSettled(body) }
  }

  /// All that is settled.
  var settled: [Settled] {
    var out = OutputBuffer()
    for stripe in 0..<Self.stripeCount {
      var place = Place()
      while !copy(stripe, from: &place, slots: .max / 2, &out) {}
    }
    return out.withUnsafeBytes { Settled.read($0) }
  }

  /// How far a stripe has been copied.
  struct Place {
    fileprivate var slot = 0
    fileprivate var slotCount = 0
  }

  /// Copies what is settled in some slots of a stripe: 8 bytes of tag, 8 of position.
  ///
  /// Whatever was settled before the first of these calls is copied by the last, once at least,
  /// also where others settle and release meanwhile:
  ///
  /// 1. A call ends at an empty slot. What lies behind that has its home behind it too, so that
  ///    releasing a tag, which moves others back, never moves one across.
  /// 2. What lies at the beginning and has its home at the end moves to the end, if it moves.
  /// 3. A table that has grown is begun again.
  ///
  /// - Parameters:
  ///   - stripe: 0 to 63.
  ///   - place: Where to go on; the next call's is left there.
  ///   - slots: How many to look at, about, under the lock.
  ///   - out: Gets the copies.
  /// - Returns: Whether that was all.
  func copy(
    _ stripe: Int,
    from place: inout Place,
    slots: Int,
    _ out: inout OutputBuffer
  ) -> Bool {
    locked(stripe) { table in
      if place.slotCount != table.slotCount { place = Place(slotCount: table.slotCount) }
      place.slot = table.copy(from: place.slot, slots: slots, &out)
      return place.slot == table.slotCount
    }
  }
}

/// One stripe: linear probing, at most three quarters full, deletion by moving back.
private struct PositionTable: ~Copyable {
  private static var reservedMark: UInt64 { .max }
  static let firstSlotCount = 16

  private(set) var slots: UnsafeMutablePointer<PositionSlot>
  private var mask: Int
  private(set) var count = 0

  init(_ slots: UnsafeMutablePointer<PositionSlot>, count: Int) {
    self.slots = slots
    mask = count - 1
  }

  var slotCount: Int { mask + 1 }

  /// At most three quarters of the slots are used.
  @inline(__always)
  func hasRoom(for more: Int) -> Bool { Self.hasRoom(for: count + more, slotCount: slotCount) }

  @inline(__always)
  static func hasRoom(for count: Int, slotCount: Int) -> Bool { count * 4 <= slotCount * 3 }

  @inline(__always)
  private static func home(_ tag: UInt64, mask: Int) -> Int {
    Int(truncatingIfNeeded: (tag &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
  }

  @inline(__always)
  private func home(_ tag: UInt64) -> Int { Self.home(tag, mask: mask) }

  /// Where the slots are and how many: see ``PositionIndex/outlooks``.
  var outlook: UInt64 {
    UInt64(UInt(bitPattern: slots)) | UInt64(slotCount.trailingZeroBitCount) << 48
  }

  /// Where a tag is looked for first, going by an outlook.
  @inline(__always)
  static func address(of tag: UInt64, _ outlook: UInt64) -> UnsafeRawPointer? {
    let start = UInt(outlook & 0xFFFF_FFFF_FFFF)
    let home = home(tag, mask: 1 &<< Int(outlook &>> 48) &- 1)
    return UnsafeRawPointer(bitPattern: start &+ UInt(home) &* 16)
  }

  @inline(__always)
  func prefetch(_ tag: UInt64) { clinux_prefetch(slots + home(tag)) }

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

  /// Sets the positions of new tags; adds those whose tag has another one to `conflicts`.
  mutating func set(
    _ settled: UnsafeBufferPointer<PositionIndex.Settled>,
    _ conflicts: inout [PositionIndex.Settled]
  ) {
    for entry in settled.indices {
      if entry + 8 < settled.count { prefetch(settled[entry + 8].tag) }
      let (tag, position) = (settled[entry].tag, settled[entry].position)
      precondition(position != 0 && position != Self.reservedMark, "\(position) is no position")
      let index = find(tag)
      if slots[index].position == 0 {
        slots[index] = PositionSlot(tag: tag, position: position)
        count += 1
      } else if slots[index].position != position {
        conflicts.append(settled[entry])
      }
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

  mutating func removeAll() {
    slots.update(repeating: PositionSlot(tag: 0, position: 0), count: slotCount)
    count = 0
  }

  private mutating func insert(_ tag: UInt64, _ position: UInt64, at index: Int) {
    precondition(hasRoom(for: 1), "\(count) of \(slotCount) slots are used")
    slots[index] = PositionSlot(tag: tag, position: position)
    count += 1
  }

  /// Goes on in larger, empty memory; the old one is the caller's.
  mutating func move(to larger: UnsafeMutablePointer<PositionSlot>, count slotCount: Int) {
    let old = slots
    let oldCount = mask + 1
    slots = larger
    mask = slotCount - 1
    for index in 0..<oldCount where old[index].position != 0 {
      slots[find(old[index].tag)] = old[index]
    }
  }

  func forEachSettled(_ body: (_ tag: UInt64, _ position: UInt64) -> Void) {
    for index in 0...mask {
      let position = slots[index].position
      if position != 0, position != Self.reservedMark { body(slots[index].tag, position) }
    }
  }

  /// Copies what is settled from slot `start` on, up to the first empty one after `count` slots.
  ///
  /// - Returns: The slot to go on with.
  func copy(from start: Int, slots count: Int, _ out: inout OutputBuffer) -> Int {
    var index = start
    while index <= mask, index < start + count || slots[index].position != 0 {
      let position = slots[index].position
      if position != 0, position != Self.reservedMark {
        out.append(littleEndian: slots[index].tag)
        out.append(littleEndian: position)
      }
      index += 1
    }
    return index
  }
}
