internal import FealtyPersistence

/// What a restore keeps and loses, for people.
enum RestoreReport {
  /// A line each.
  static func text(_ plan: RestorePlan, _ origin: Restore.Origin) -> String {
    let from =
      switch origin {
      case .dataDirectory: "a data directory"
      case .backup(let sequence, let madeAt):
        "backup \(sequence), made \(CalendarTime.text(milliseconds: madeAt))"
      }
    var lines = [("from", "\(from), log \(plan.logID)"), ("kept", kept(plan))]
    lines.append(("lost", lost(plan)))
    lines.append(("snapshots", snapshots(plan)))
    if plan.archiveCount > 0 { lines.append(("archives", "\(plan.archiveCount)")) }
    lines.append(("to write", readable(bytes: Int64(plan.byteCount))))
    return lines.map { "\($0.0.padded(to: 10)) \($0.1)\n" }.joined()
  }

  private static func kept(_ plan: RestorePlan) -> String {
    let time = plan.newestTime.map { ", \(CalendarTime.text(milliseconds: $0))" } ?? ""
    return "up to batch \(plan.cut.batch)\(time)"
  }

  private static func lost(_ plan: RestorePlan) -> String {
    guard plan.lostBatches > 0 else { return "nothing" }
    let until = plan.lostUntil.map { ", up to \(CalendarTime.text(milliseconds: $0))" } ?? ""
    return "\(plan.lostBatches.grouped) batches with \(plan.lostRecords.grouped) records\(until)"
  }

  private static func snapshots(_ plan: RestorePlan) -> String {
    let used = plan.snapshots.map { "\($0)" }.joined(separator: " and ")
    let unused = plan.unusedSnapshots.map { "\($0)" }.joined(separator: ", ")
    return (used.isEmpty ? "none, the log begins with batch 1" : used)
      + (unused.isEmpty ? "" : "; not used: \(unused)")
  }
}
