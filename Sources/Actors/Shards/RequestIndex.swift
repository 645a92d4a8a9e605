/// The outcomes of requests, by request id, for as long as the window lasts.
///
/// Ids carry their time of making, so the index is a table for each day of that time, and a day
/// that has left the window is dropped whole.
package final class RequestIndex: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `days` is read and changed under `lock`; its tables guard
  // themselves.
  private let lock = Lock()
  private var days: [Int64: PositionIndex] = [:]
  /// The table of the day asked for last, so that the usual look-up makes no dictionary access.
  private var recent: (day: Int64, table: PositionIndex)?
  /// What the last call dropped: a request that began before may still settle its id there.
  private var dropped: [PositionIndex] = []

  package init() {}

  static let dayMilliseconds: Int64 = 86_400_000

  /// The table of ids made on the day of `madeAt`.
  package func table(madeAtMilliseconds: Int64) -> PositionIndex {
    let day = madeAtMilliseconds / Self.dayMilliseconds
    return lock.locked {
      if let recent, recent.day == day { return recent.table }
      let table: PositionIndex
      if let existing = days[day] {
        table = existing
      } else {
        table = PositionIndex()
        days[day] = table
      }
      recent = (day, table)
      return table
    }
  }

  /// Drops the days that ended before `cutoff`.
  ///
  /// Their memory is given back by the next call, which must not come before the requests that run
  /// now have ended: shard 0 calls once an hour.
  package func dropDays(before cutoffMilliseconds: Int64) {
    let first = cutoffMilliseconds / Self.dayMilliseconds
    lock.locked {
      dropped = days.filter { $0.key < first }.map(\.value)
      days = days.filter { $0.key >= first }
      recent = nil
    }
  }

  /// Drops all days; at a start, before anything is asked.
  func removeAll() {
    lock.locked { (days, recent, dropped) = ([:], nil, []) }
  }

  /// The days and their tables, oldest first.
  package var tables: [(day: Int64, table: PositionIndex)] {
    lock.locked { days.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
  }

  package var count: Int { tables.reduce(0) { $0 + $1.table.count } }
}
