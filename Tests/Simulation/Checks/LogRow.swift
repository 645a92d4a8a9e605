import FealtyPersistence
import FealtyWire

/// A posting as a disk's log has it.
struct LogRow {
  var entity: UInt64
  var version: UInt32
  var recordedAt: Int64
  var posting: PointsPostedRecord

  /// When it happened.
  var at: Int64 { posting.effectiveAtMs == 0 ? recordedAt : posting.effectiveAtMs }

  /// Reads all postings, from the first on; snapshots are removed.
  static func all(of disk: FaultyStorage, largestBatch: Int) throws -> [LogRow] {
    for name in try disk.list() where name.hasPrefix("snapshot") { disk.remove(name) }
    var rows: [LogRow] = []
    var fault: (any Error)?
    let log = try LogRecovery.find(
      disk,
      newLogID: LogID(low: 1, high: 1),
      options: LogOptions(
        segmentBytes: 2 * largestBatch,
        limits: LogLimits(largestBatchBytes: largestBatch),
        failStop: { _ in }
      )
    ).read { batch in
      do {
        var reader = batch.records
        while let view = try reader.next() {
          guard view.head.kind == UInt8(RecordKind.pointsPosted.rawValue) else { continue }
          rows.append(
            LogRow(
              entity: view.head.entity,
              version: view.head.version,
              recordedAt: view.head.recordedAtMilliseconds,
              posting: try PointsPostedRecord(decoding: view.body)
            )
          )
        }
      } catch {
        fault = error
      }
    }
    try log.abandon()
    if let fault { throw fault }
    return rows
  }
}
