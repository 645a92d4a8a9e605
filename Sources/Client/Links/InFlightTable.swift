/// The calls that a connection has in flight, by stream id.
///
/// A ring of twice as many slots as calls allowed, indexed by the id's lower bits. Ids only grow (a
/// go-away names the last one handled); one whose slot is still taken by an old, slow call is
/// skipped. So finding a call is one comparison, and nothing is allocated once the ring is there.
struct InFlightTable<Entry> {
  private struct Slot {
    /// The id in use; 0 = free.
    var stream: UInt32 = 0
    var entry: Entry?
  }

  private var slots: ContiguousArray<Slot>
  private let mask: UInt32
  private var nextStream: UInt32

  /// Most calls at once.
  let limit: Int

  /// Calls in flight now.
  private(set) var count = 0

  /// Makes an empty table.
  ///
  /// - Parameters:
  ///   - limit: Most calls at once, 1 or more.
  ///   - firstStream: The first id given, 1 or more.
  init(limit: Int, firstStream: UInt32 = 1) {
    precondition(limit >= 1, "a limit of \(limit) calls")
    var size = 2
    while size < limit * 2 { size *= 2 }
    slots = ContiguousArray(repeating: Slot(), count: size)
    mask = UInt32(size - 1)
    nextStream = firstStream
    self.limit = limit
  }

  /// Whether one more call fits.
  var hasRoom: Bool { count < limit }

  /// Whether ids have run out, so that the connection must be replaced.
  var isExhausted: Bool { nextStream >= Limits.lastStream }

  /// How many slots there are; ``slotIndex(of:)`` is below.
  var capacity: Int { slots.count }

  /// Which slot an id uses, so that others can keep data beside it.
  func slotIndex(of stream: UInt32) -> Int { Int(stream & mask) }

  /// Adds a call.
  ///
  /// It is a programmer error to do so without ``hasRoom``.
  ///
  /// - Returns: The id of its stream.
  mutating func insert(_ entry: Entry) -> UInt32 {
    precondition(hasRoom, "\(count) calls are in flight already")
    while slots[Int(nextStream & mask)].stream != 0 { nextStream += 1 }
    let stream = nextStream
    nextStream += 1
    count += 1
    slots[Int(stream & mask)] = Slot(stream: stream, entry: entry)
    return stream
  }

  /// The call with an id, if it is in flight.
  subscript(stream: UInt32) -> Entry? {
    let slot = slots[Int(stream & mask)]
    return slot.stream == stream && stream != 0 ? slot.entry : nil
  }

  /// Takes a call out, if it is in flight.
  mutating func remove(_ stream: UInt32) -> Entry? {
    let index = Int(stream & mask)
    guard slots[index].stream == stream, stream != 0 else { return nil }
    count -= 1
    slots[index].stream = 0
    return slots[index].entry.take()
  }

  /// Takes out every call whose id is above `last`, oldest first.
  ///
  /// - Complexity: O(*n* log *n*) in the number of slots; only for connections that end.
  mutating func removeAll(above last: UInt32 = 0) -> [(stream: UInt32, entry: Entry)] {
    var removed: [(stream: UInt32, entry: Entry)] = []
    for stream in slots.map(\.stream).filter({ $0 > last }).sorted() {
      if let entry = remove(stream) { removed.append((stream, entry)) }
    }
    return removed
  }
}
