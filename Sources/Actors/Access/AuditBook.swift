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

  /// Each in the order of the log.
  private(set) var rows: [Row: [AuditEntry]] = [:]
  private(set) var count = 0

  /// How many stay at least, where there are so many.
  private let most: Int

  init(most: Int = Limits.auditEntries) { self.most = most }

  /// Notes a change; one that is known already is dropped.
  mutating func add(_ entry: AuditEntry) {
    let row = Row(programID: entry.programID, isOfMembers: entry.kind == .auditMember)
    guard rows[row, default: []].insert(entry) else { return }
    count += 1
    if count > most + most / 8 { trim() }
  }

  /// Takes the oldest away from the longest rows.
  private mutating func trim() {
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
  var stored: [[AuditEntry]] { rows.sorted { $0.key < $1.key }.map(\.value) }

  /// The newest that a request asks for, newest first.
  func newest(_ filter: AuditFilter, atMost limit: Int) -> [AuditEntry] {
    var found: [AuditEntry] = []
    for (row, entries) in rows where filter.takes(row) {
      found += entries.reversed().lazy.filter { filter.takes($0) }.prefix(limit)
    }
    return Array(found.sorted { $0.number > $1.number }.prefix(limit))
  }
}

extension [AuditEntry] {
  /// Puts an entry to its place; false where it is there.
  fileprivate mutating func insert(_ entry: AuditEntry) -> Bool {
    guard let last, last.number >= entry.number else {
      append(entry)
      return true
    }
    // Of a start alone, where the log tells some of what the snapshot has told.
    var place = count
    while place > 0, self[place - 1].number > entry.number { place -= 1 }
    if place > 0, self[place - 1].number == entry.number { return false }
    insert(entry, at: place)
    return true
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
