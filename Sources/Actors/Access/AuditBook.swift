internal import FealtyWire

/// The newest of an administrators' changes whose records this shard is home to.
///
/// Each programme has a row of its own, and its members another: who changes much does not push
/// out what others have changed, and a million imports not what was done to the rules.
struct AuditBook {
  struct Row: Hashable, Comparable {
    var programID: String
    var isOfMembers: Bool

    static func < (left: Row, right: Row) -> Bool {
      (left.programID, left.isOfMembers ? 1 : 0) < (right.programID, right.isOfMembers ? 1 : 0)
    }
  }

  /// Each in the order of the log, but for those in ``unsorted``.
  private(set) var rows: [Row: [AuditEntry]] = [:]
  /// What is in the rows, each of them as often as it is there.
  private(set) var count = 0
  /// Where something came late, or again: at a start alone, where a snapshot's parts come as they
  /// come, and the log tells some of what they have told.
  private var unsorted: Set<Row> = []

  /// How many stay at least, where there are so many.
  private let most: Int

  init(most: Int = Limits.auditEntries) { self.most = most }

  /// The shard that keeps an entry of a snapshot.
  static func home(of entry: AuditEntry, count: Int) -> Int {
    // The low bits of a place in the log are nearly always 0.
    StableHash.shard(entry.number &* 0x9E37_79B9_7F4A_7C15, count: count)
  }

  /// Notes a change; one that is known already is dropped, when next somebody looks.
  mutating func add(_ entry: AuditEntry) {
    let row = Row(programID: entry.programID, isOfMembers: entry.kind == .auditMember)
    if let last = rows[row]?.last, last.number >= entry.number { unsorted.insert(row) }
    rows[row, default: []].append(entry)
    count += 1
    if count > most + most / 8 { trim() }
  }

  /// Brings the rows into the order of the log, each entry once.
  mutating func settle() {
    for row in unsorted {
      guard let entries = rows.removeValue(forKey: row) else { continue }
      var kept: [AuditEntry] = []
      kept.reserveCapacity(entries.count)
      for entry in entries.sorted(by: { $0.number < $1.number })
      where entry.number != kept.last?.number {
        kept.append(entry)
      }
      count -= entries.count - kept.count
      rows[row] = kept
    }
    unsorted = []
  }

  /// Takes the oldest away from the longest rows.
  private mutating func trim() {
    settle()
    guard count > most else { return }
    var left = most
    var rowsLeft = rows.count
    let ordered = rows.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    for (row, entries) in ordered {
      let kept = min(entries.count, left / rowsLeft)
      left -= kept
      rowsLeft -= 1
      if kept == 0 { rows[row] = nil } else { rows[row] = Array(entries.suffix(kept)) }
    }
    count = most - left
  }

  /// All that is kept, in an order that follows from it.
  mutating func stored() -> [[AuditEntry]] {
    settle()
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The newest that a request asks for, newest first.
  mutating func newest(_ filter: AuditFilter, atMost limit: Int) -> [AuditEntry] {
    settle()
    var found: [AuditEntry] = []
    for (row, entries) in rows where filter.takes(row) {
      found += entries.reversed().lazy.filter { filter.takes($0) }.prefix(limit)
    }
    return Array(found.sorted { $0.number > $1.number }.prefix(limit))
  }
}

/// Which entries somebody wants to see.
struct AuditFilter: Sendable {
  /// Empty = all programmes' and those of none.
  var programID: String
  var request: ListAuditRequest

  func takes(_ row: AuditBook.Row) -> Bool {
    guard programID.isEmpty || programID == row.programID else { return false }
    return request.kind == .auditNone || (request.kind == .auditMember) == row.isOfMembers
  }

  func takes(_ entry: AuditEntry) -> Bool {
    (request.before == 0 || entry.number < request.before)
      && (request.actor.isEmpty || entry.actor == request.actor)
      && (request.kind == .auditNone || entry.kind == request.kind)
      && entry.atMs >= request.fromMs && (request.toMs == 0 || entry.atMs < request.toMs)
  }
}
