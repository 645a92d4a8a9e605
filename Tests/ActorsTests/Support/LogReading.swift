import FealtyPersistence
import FealtyWire

@testable import FealtyActors

/// A posting as the log has it.
struct LoggedPosting {
  let member: UInt64
  let recordedAt: Int64
  let body: PointsPostedRecord

  var effectiveAt: Int64 { body.effectiveAtMs == 0 ? recordedAt : body.effectiveAtMs }
}

/// Reads a disk's log from its first record on, without an engine.
enum LogReading {
  static func postings(_ storage: any Storage) throws -> [LoggedPosting] {
    var found: [LoggedPosting] = []
    var fault: (any Error)?
    let log = try LogRecovery.find(
      storage,
      newLogID: LogID(low: 1, high: 1),
      options: LogOptions(segmentBytes: 4 << 20, failStop: { _ in })
    ).read { batch in
      do {
        var reader = batch.records
        while let view = try reader.next() {
          guard view.head.kind == UInt8(RecordKind.pointsPosted.rawValue) else { continue }
          found.append(
            LoggedPosting(
              member: view.head.entity,
              recordedAt: view.head.recordedAtMilliseconds,
              body: try PointsPostedRecord(decoding: view.body)
            )
          )
        }
      } catch {
        fault = error
      }
    }
    try log.abandon()
    if let fault { throw fault }
    return found
  }

  /// Instants of expiry, in the order of the log.
  static func expiries(_ storage: any Storage) throws -> [LoggedPosting] {
    try postings(storage).filter { $0.body.kind == .expiry }
  }
}

extension FaultyStorage {
  /// What a process finds that was killed now, if somebody had removed the snapshots.
  func withoutSnapshots() throws -> FaultyStorage {
    let copy = killed()
    for name in try copy.list() where name.contains("snap") { copy.remove(name) }
    return copy
  }
}
