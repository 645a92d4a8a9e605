/// The newest record of each entity that was seen so far.
///
/// Open addressing by the entity's number, which is a hash of its name already: `fealty verify`
/// looks here once for each record of a log, and a dictionary's hash took longer than all the rest.
struct NewestRecords {
  struct Record {
    var number: UInt64
    /// Packed.
    var position: UInt64
    var version: UInt32
    /// Of the entity.
    var type: UInt8
    fileprivate var isPresent = true

    init(number: UInt64, position: UInt64, version: UInt32, type: UInt8) {
      self.number = number
      self.position = position
      self.version = version
      self.type = type
    }

    /// A place that nobody has.
    fileprivate static var none: Record {
      var none = Record(number: 0, position: 0, version: 0, type: 0)
      none.isPresent = false
      return none
    }
  }

  private var slots = [Record](repeating: .none, count: 1 << 10)
  private(set) var count = 0

  /// Puts a record in the place of the same entity's record before it.
  ///
  /// - Returns: That one; nil for an entity's first.
  mutating func exchange(_ record: Record) -> Record? {
    let place = place(of: record)
    let before = slots[place]
    slots[place] = record
    guard !before.isPresent else { return before }
    count += 1
    if count * 4 > slots.count * 3 { grow() }
    return nil
  }

  /// Looks at the places of some entities, so that they are in the cache when their records come.
  ///
  /// - Returns: Nothing that means anything, but what the looks depend on.
  func expect(_ entities: some Sequence<UInt64>) -> UInt64 {
    slots.withUnsafeBufferPointer { slots in
      var seen: UInt64 = 0
      for number in entities { seen ^= slots[Self.home(number, mask: slots.count - 1)].number }
      return seen
    }
  }

  private static func home(_ number: UInt64, mask: Int) -> Int {
    Int(truncatingIfNeeded: number &* 0x9E37_79B9_7F4A_7C15 >> 16) & mask
  }

  /// Where the entity's record is, or would be.
  private func place(of record: Record) -> Int {
    let mask = slots.count - 1
    var place = Self.home(record.number, mask: mask)
    while slots[place].isPresent,
      slots[place].number != record.number || slots[place].type != record.type
    {
      place = (place + 1) & mask
    }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Record](repeating: .none, count: 2 * old.count)
    for record in old where record.isPresent { slots[place(of: record)] = record }
  }
}
