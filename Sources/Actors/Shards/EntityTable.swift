internal import CLinux

/// The entities of one kind on one shard, by number.
///
/// Open addressing over references: a slot is the entity's address, and in the 16 bits that no
/// address uses a part of its number, so that a probe looks at an entity only where it is nearly
/// surely the right one. Confined to the shard's thread.
struct EntityTable<Entity: AnyObject & NumberedEntity>: ~Copyable {
  /// 0 = empty.
  private var slots: UnsafeMutablePointer<UInt>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = 63
    slots = Self.allocate(mask + 1)
  }

  /// Empty slots.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt> {
    LargePages.allocate(bytes: count * MemoryLayout<UInt>.stride)
      .bindMemory(to: UInt.self, capacity: count)
  }

  private static func free(_ slots: UnsafeMutablePointer<UInt>, count: Int) {
    LargePages.free(slots, bytes: count * MemoryLayout<UInt>.stride)
  }

  deinit {
    for index in 0...mask { Self.reference(slots[index])?.release() }
    Self.free(slots, count: mask + 1)
  }

  // MARK: - Slots

  private static var addressMask: UInt { 0xFFFF_FFFF_FFFF }

  @inline(__always)
  private static func mark(_ number: UInt64) -> UInt {
    UInt(truncatingIfNeeded: number) << 16 & ~addressMask
  }

  @inline(__always)
  private static func reference(_ slot: UInt) -> Unmanaged<Entity>? {
    guard let address = UnsafeRawPointer(bitPattern: slot & addressMask) else { return nil }
    return Unmanaged.fromOpaque(address)
  }

  @inline(__always)
  private func home(_ number: UInt64) -> Int { Int(truncatingIfNeeded: number) & mask }

  // MARK: - Finding

  /// The entity with this number.
  @inline(__always)
  func find(_ number: UInt64) -> Entity? {
    guard let index = slot(of: number) else { return nil }
    return Self.reference(slots[index])?.takeUnretainedValue()
  }

  /// The entity with this number, without counting a reference: the table keeps it.
  @inline(__always)
  func unretained(_ number: UInt64) -> Unmanaged<Entity>? {
    guard let index = slot(of: number) else { return nil }
    return Self.reference(slots[index])
  }

  /// The slot of the entity with this number; it stays until ``slotCount`` changes.
  @inline(__always)
  func slot(of number: UInt64) -> Int? {
    let mark = Self.mark(number)
    var index = home(number)
    while slots[index] != 0 {
      if slots[index] & ~Self.addressMask == mark,
        Self.reference(slots[index])?.takeUnretainedValue().number == number
      {
        return index
      }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Brings the slot of a number into the cache, for a look-up that comes a little later.
  @inline(__always)
  func prefetchSlot(_ number: UInt64) { clinux_prefetch(slots + home(number)) }

  /// Brings the entity of a number into the cache, once its slot is there.
  @inline(__always)
  func prefetchEntity(_ number: UInt64) {
    let mark = Self.mark(number)
    var index = home(number)
    while slots[index] != 0 {
      if slots[index] & ~Self.addressMask == mark {
        return Self.prefetch(slots[index])
      }
      index = (index + 1) & mask
    }
  }

  @inline(__always)
  private static func prefetch(_ slot: UInt) {
    guard let address = UnsafeRawPointer(bitPattern: slot & addressMask) else { return }
    clinux_prefetch(address)
    // A member has 168 bytes.
    clinux_prefetch(address + 64)
    clinux_prefetch(address + 128)
  }

  /// Slots, used and free: at most three quarters are used.
  var slotCount: Int { mask + 1 }

  // MARK: - Adding

  /// Adds an entity whose number is not there yet.
  mutating func insert(_ entity: Entity) {
    precondition(find(entity.number) == nil, "entity \(entity.number) is there already")
    if (count + 1) * 4 > (mask + 1) * 3 { grow() }
    let address = UInt(bitPattern: Unmanaged.passRetained(entity).toOpaque())
    precondition(address & ~Self.addressMask == 0, "an address has more than 48 bits")
    place(address | Self.mark(entity.number), number: entity.number)
    count += 1
  }

  private func place(_ slot: UInt, number: UInt64) {
    var index = home(number)
    while slots[index] != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = Self.allocate(mask + 1)
    for index in 0..<oldCount {
      guard let entity = Self.reference(old[index]) else { continue }
      place(old[index], number: entity.takeUnretainedValue().number)
    }
    Self.free(old, count: oldCount)
  }

  // MARK: - All of them

  /// Calls `body` with the entities of `slots` slots from `start` on.
  ///
  /// - Returns: the first slot not looked at; nil at the end.
  func forEach(from start: Int, slots count: Int, _ body: (Entity) -> Void) -> Int? {
    forEach(from: start, slots: count, soon: { _ in }, body: body)
  }

  /// The same; `soon` gets what `body` will get a little later, when it has come into the cache.
  @inline(__always)
  func forEach(
    from start: Int,
    slots count: Int,
    soon: (Entity) -> Void,
    body: (Entity) -> Void
  ) -> Int? {
    let end = min(start + count, mask + 1)
    for index in start..<end {
      // Their order has nothing to do with that in memory.
      if index + 24 < end { Self.prefetch(slots[index + 24]) }
      if index + 12 < end { Self.reference(slots[index + 12])?._withUnsafeGuaranteedRef(soon) }
      if let entity = Self.reference(slots[index]) { body(entity.takeUnretainedValue()) }
    }
    return end > mask ? nil : end
  }

  func forEach(_ body: (Entity) -> Void) { _ = forEach(from: 0, slots: mask + 1, body) }
}

/// Something that records are about.
protocol NumberedEntity {
  /// The entity's number: a stable hash of its name, see `docs/architecture.md`.
  var number: UInt64 { get }
}
