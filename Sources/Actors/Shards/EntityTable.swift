/// The entities of one kind on one shard, by number.
///
/// Open addressing over references; the key is read from the entity itself, so that a slot takes
/// eight bytes. Confined to the shard's thread.
struct EntityTable<Entity: AnyObject & NumberedEntity>: ~Copyable {
  private var slots: UnsafeMutablePointer<Unmanaged<Entity>?>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = 63
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: nil, count: mask + 1)
  }

  deinit {
    for index in 0...mask { slots[index]?.release() }
    slots.deallocate()
  }

  /// The entity with this number.
  @inline(__always)
  func find(_ number: UInt64) -> Entity? {
    var index = Int(truncatingIfNeeded: number) & mask
    while let slot = slots[index] {
      let entity = slot.takeUnretainedValue()
      if entity.number == number { return entity }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Adds an entity whose number is not there yet.
  mutating func insert(_ entity: Entity) {
    precondition(find(entity.number) == nil, "entity \(entity.number) is there already")
    if (count + 1) * 4 > (mask + 1) * 3 { grow() }
    place(Unmanaged.passRetained(entity), number: entity.number)
    count += 1
  }

  private func place(_ slot: Unmanaged<Entity>, number: UInt64) {
    var index = Int(truncatingIfNeeded: number) & mask
    while slots[index] != nil { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: nil, count: mask + 1)
    for index in 0..<oldCount {
      if let slot = old[index] { place(slot, number: slot.takeUnretainedValue().number) }
    }
    old.deallocate()
  }

  /// Calls `body` with the entities of `slots` slots from `start` on.
  ///
  /// - Returns: the first slot not looked at; nil at the end.
  func forEach(from start: Int, slots count: Int, _ body: (Entity) -> Void) -> Int? {
    let end = min(start + count, mask + 1)
    for index in start..<end {
      if let slot = slots[index] { body(slot.takeUnretainedValue()) }
    }
    return end > mask ? nil : end
  }

  func forEach(_ body: (Entity) -> Void) {
    for index in 0...mask {
      if let slot = slots[index] { body(slot.takeUnretainedValue()) }
    }
  }
}

/// Something that records are about.
protocol NumberedEntity {
  /// The entity's number: a stable hash of its name, see `docs/architecture.md`.
  var number: UInt64 { get }
}
