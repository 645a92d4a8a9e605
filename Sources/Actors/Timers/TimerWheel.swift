/// Who must be looked at when.
///
/// A hierarchical wheel (G. Varghese, A. Lauck, "Hashed and hierarchical timing wheels", 1987) that
/// counts milliseconds: 1,024 slots of 1 ms, and four levels of 256 slots of about 1 s, 4 min, 19 h
/// and 199 days; what lies beyond the 139 years that these span waits in a list. An entry stands at
/// the level of the highest bit in which its time differs from the wheel's position. When the
/// position enters a slot of a higher level, the slot's entries move down. A slot of the lowest
/// level holds one instant, so entries come out in the order of time, and those of one instant in
/// the order in which they came there.
///
/// Entries lie in chunks of 62 that slots link. A chunk whose entries all go to one slot moves as a
/// whole, so a million entries of one midnight cost some 16,000 steps a level, and those are spread
/// over the calls of ``advance(to:atMost:into:)`` like everything else.
///
/// There is no way to remove an entry: who asks for one that is outdated ignores it when it comes.
///
/// - Complexity: ``add(_:at:)`` O(1), no allocation but for a slab of 256 chunks when more entries
///   wait than ever before; an entry moves at most five times in its life. 16 bytes an entry where
///   slots are full, and a chunk of 1 KiB for each slot in use.
struct TimerWheel: ~Copyable {
  /// Something that is due.
  struct Entry: Hashable, Sendable, BitwiseCopyable {
    var number: UInt64
    /// Milliseconds since 1970.
    var at: Int64
  }

  /// How many entries wait.
  private(set) var count = 0
  /// Milliseconds since 1970; everything before it came out.
  ///
  /// Entries that are added before it come out next.
  private(set) var position: Int64
  /// Memory for entries, waiting or to come.
  var reservedBytes: Int { chunks.reservedBytes }
  private var lists: UnsafeMutablePointer<ChunkList>
  /// A bit for each slot that is in use.
  private var bits: UnsafeMutablePointer<UInt64>
  /// Entries of a slot that the position has entered, on their way down.
  private var moving = ChunkList()
  private var chunks = TimerChunks()

  private static var slotCount: Int { 1_024 + 4 * 256 }
  /// The list of what is further away than the highest level reaches.
  private static var beyond: Int { slotCount }
  private static var levels: Int { 5 }
  /// Entries of one call: more do not stand in memory.
  private static var mostAtOnce: Int { 1 << 40 }

  /// Makes an empty wheel.
  ///
  /// - Parameter position: Milliseconds since 1970, 0 or more; not after the first entry, where
  ///   overdue ones are to come out in the order of time.
  init(position: Int64 = 0) {
    precondition(position >= 0, "a wheel at \(position)")
    self.position = position
    lists = .allocate(capacity: Self.slotCount + 1)
    lists.initialize(repeating: ChunkList(), count: Self.slotCount + 1)
    bits = .allocate(capacity: Self.slotCount / 64)
    bits.initialize(repeating: 0, count: Self.slotCount / 64)
  }

  deinit {
    lists.deallocate()
    bits.deallocate()
    chunks.deallocate()
  }

  /// Adds an entry; one in the past comes out next.
  ///
  /// - Parameters:
  ///   - number: Whatever tells the caller who it is.
  ///   - at: Milliseconds since 1970, 0 or more. "Never" is no time: it is a programmer error to
  ///     add it.
  mutating func add(_ number: UInt64, at: Int64) {
    precondition(0 <= at && at < .max, "a timer at \(at)")
    count += 1
    place(Entry(number: number, at: at))
  }

  /// When ``advance(to:atMost:into:)`` has something to do: not after the first entry's time.
  ///
  /// It is that time where it is near, else the beginning of the slot that holds it; `Int64.max`
  /// without entries.
  var next: Int64 {
    if !moving.isEmpty { return position }
    for level in 0..<Self.levels {
      if let slot = firstUsedSlot(level) { return max(position, start(of: slot, level)) }
    }
    return lists[Self.beyond].isEmpty ? .max : blockEnd
  }

  /// Takes out what is due, in the order of time.
  ///
  /// - Parameters:
  ///   - time: Milliseconds since 1970; before the position nothing happens.
  ///   - limit: Entries to take at most, 1 or more. Moving entries down counts too, but a step of
  ///     it costs an eighth of an entry: a call may return none and still have work left.
  ///   - due: What came out is appended.
  /// - Returns: Whether there is more to do for this time.
  mutating func advance(to time: Int64, atMost limit: Int, into due: inout [Entry]) -> Bool {
    precondition(limit > 0, "no entry at a time")
    var steps = min(limit, Self.mostAtOnce) * 8
    while steps > 0 {
      if !moving.isEmpty {
        moveDown(&steps)
      } else if let slot = firstUsedSlot(0) {
        let at = max(position, start(of: slot, 0))
        guard at <= time else { break }
        position = at
        takeOut(slot, &steps, into: &due)
      } else if !enterNextSlot(until: time) {
        break
      }
    }
    if steps <= 0 { return next <= time }
    position = max(position, time)
    return false
  }

  /// Takes out the entries of a slot of the lowest level.
  private mutating func takeOut(_ slot: Int, _ steps: inout Int, into due: inout [Entry]) {
    while steps > 0, let chunk = chunks.first(of: lists[slot]) {
      let left = Int(chunk.pointee.end - chunk.pointee.begin)
      let taken = min(left, (steps + 7) / 8)
      for _ in 0..<taken {
        due.append(TimerChunks.entries(chunk)[Int(chunk.pointee.begin)])
        chunk.pointee.begin += 1
      }
      count -= taken
      steps -= taken * 8
      if taken == left { chunks.removeFirst(of: &lists[slot]) }
    }
    if lists[slot].isEmpty {
      bits[slot / 64] &= ~(1 << UInt64(slot % 64))
      if count == 0 { chunks.shrink() }
    }
  }

  /// Moves the position into the next slot in use of a higher level, if that begins in time.
  private mutating func enterNextSlot(until time: Int64) -> Bool {
    for level in 1..<Self.levels {
      guard let slot = firstUsedSlot(level) else { continue }
      let begin = start(of: slot, level)
      guard begin <= time else { return false }
      position = begin
      moving = lists[slot]
      lists[slot] = ChunkList()
      bits[slot / 64] &= ~(1 << UInt64(slot % 64))
      return true
    }
    guard !lists[Self.beyond].isEmpty, blockEnd <= time else { return false }
    position = blockEnd
    moving = lists[Self.beyond]
    lists[Self.beyond] = ChunkList()
    return true
  }

  /// Moves entries from ``moving`` to the slots in which they belong now.
  private mutating func moveDown(_ steps: inout Int) {
    while steps > 0, let chunk = chunks.first(of: moving) {
      let target = slot(for: chunk.pointee.earliest)
      if target == slot(for: chunk.pointee.latest) {
        steps -= 1
        chunks.moveFirst(of: &moving, to: &lists[target])
        use(target)
        continue
      }
      let entries = TimerChunks.entries(chunk)
      for index in Int(chunk.pointee.begin)..<Int(chunk.pointee.end) { place(entries[index]) }
      steps -= Int(chunk.pointee.end - chunk.pointee.begin)
      chunks.removeFirst(of: &moving)
    }
  }

  private mutating func place(_ entry: Entry) {
    let slot = slot(for: entry.at)
    chunks.append(entry, to: &lists[slot])
    use(slot)
  }

  @inline(__always)
  private mutating func use(_ slot: Int) {
    if slot != Self.beyond { bits[slot / 64] |= 1 << UInt64(slot % 64) }
  }

  /// The slot for a time, seen from the position.
  @inline(__always)
  private func slot(for at: Int64) -> Int {
    let time = UInt64(bitPattern: max(at, position))
    let differing = time ^ UInt64(bitPattern: position)
    if differing < 1 << 10 { return Int(truncatingIfNeeded: time & 1_023) }
    let highest = 63 - differing.leadingZeroBitCount
    let level = (highest - 10) / 8 + 1
    guard level < Self.levels else { return Self.beyond }
    let shift = UInt64(Self.shift(level))
    return Self.first(level) + Int(truncatingIfNeeded: time >> shift & 255)
  }

  /// How many bits of the time lie below a level's slot.
  private static func shift(_ level: Int) -> Int { level == 0 ? 0 : 2 + 8 * level }

  private static func first(_ level: Int) -> Int { level == 0 ? 0 : 768 + 256 * level }

  /// The first slot in use of a level; slots before the position are empty.
  private func firstUsedSlot(_ level: Int) -> Int? {
    let first = Self.first(level)
    let slots = level == 0 ? 1_024 : 256
    for word in first / 64..<(first + slots) / 64 where bits[word] != 0 {
      return word * 64 + bits[word].trailingZeroBitCount
    }
    return nil
  }

  /// The time at which a slot begins.
  private func start(of slot: Int, _ level: Int) -> Int64 {
    let shift = Self.shift(level)
    let block = shift + (level == 0 ? 10 : 8)
    let blockStart = position & ~((1 << Int64(block)) - 1)
    return blockStart | Int64(slot - Self.first(level)) << Int64(shift)
  }

  /// The first time that the highest level cannot reach from the position.
  private var blockEnd: Int64 {
    let span = Self.shift(Self.levels)
    return ((position >> Int64(span)) + 1) << Int64(span)
  }
}
