/// Tags and positions on their way into an index.
///
/// A replay brings millions in no order of their tags. Some tens of thousands at a time, sorted by
/// stripe, find their slots in the cache, and take each lock once. Belongs to one thread.
struct IndexFeed: ~Copyable {
  /// How much of the log what was added so far comes from.
  var share = LogShare()
  /// How many feeds fill the table, all about equally.
  var feeds = 1
  /// Entries that the table surely gets, from all feeds, beside those that ``share`` tells of.
  var known: UInt64 = 0
  private var addedCount: UInt64 = 0

  /// What a tag means that is in the index already, at another position.
  enum Conflict {
    /// The same key: the newest position stays.
    case newestStays
    /// Another key: the next tag of the sequence is taken.
    case nextTag
  }

  private let conflict: Conflict
  private var table: PositionIndex?
  private let entries: UnsafeMutablePointer<PositionIndex.Settled>
  private let sorted: UnsafeMutablePointer<PositionIndex.Settled>
  private var count = 0

  /// Entries that go in at once: 1 MiB.
  private static let capacity = 1 << 16

  init(_ conflict: Conflict) {
    self.conflict = conflict
    entries = .allocate(capacity: Self.capacity)
    sorted = .allocate(capacity: Self.capacity)
  }

  deinit {
    entries.deallocate()
    sorted.deallocate()
  }

  /// Adds a tag to what goes into the table that was turned to last.
  ///
  /// Without the table as a parameter: all shards would count references to it.
  @inline(__always)
  mutating func add(_ tag: UInt64, position: UInt64) {
    if count == Self.capacity { flush() }
    (entries + count).initialize(to: PositionIndex.Settled(tag: tag, position: position))
    count += 1
  }

  /// What was added so far came from a snapshot, what follows comes from the log.
  mutating func beginLog() { addedCount = 0 }

  /// What is added from now on goes into `table`.
  mutating func turn(to table: PositionIndex) {
    flush()
    self.table = table
  }

  /// Brings everything into the index.
  mutating func flush() {
    guard count > 0 else { return }
    guard let table else { preconditionFailure("\(count) tags for no table") }
    let added = UnsafeBufferPointer(start: entries, count: count)
    addedCount += UInt64(count)
    count = 0
    let expected = known + share.whole(of: addedCount) * UInt64(feeds)
    for entry in table.settle(added, sorting: sorted, expecting: expected) {
      switch conflict {
      case .newestStays: table.settleNewest(entry.tag, position: entry.position)
      case .nextTag: ReceiptKey.settle(entry.tag, position: entry.position, in: table)
      }
    }
  }
}

/// How far a log has been read.
struct LogShare: Sendable {
  /// Bytes of the records so far, at least 1.
  var read: UInt64 = 1
  /// Bytes that surely follow.
  var toCome: UInt64 = 0

  /// How many there will be at the end if `part` of them have come so far, at the same rate.
  func whole(of part: UInt64) -> UInt64 {
    let (high, low) = part.multipliedFullWidth(by: read + toCome)
    return high < read ? read.dividingFullWidth((high, low)).quotient : part
  }
}

extension ReceiptKey {
  /// Gives a recorded receipt the first tag, from `tag` on, that no other receipt has.
  static func settle(_ tag: UInt64, position: UInt64, in table: PositionIndex) {
    var tag = tag
    while true {
      switch table.reserve(tag) {
      case .new: return table.settle(tag, position: position)
      // Another shard is about to settle it.
      case .reserved: continue
      case .known(position): return
      // The tag of another receipt.
      case .known: tag = Self.tag(after: tag)
      }
    }
  }
}
