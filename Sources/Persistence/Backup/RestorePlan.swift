/// Up to where a log is restored.
package enum RestoreTarget: Equatable, Sendable {
  /// All of it.
  case newest
  /// Up to that batch, and with it.
  case batch(UInt64)
  /// Up to the last batch before the first that has a record newer than this: milliseconds since
  /// 1970-01-01T00:00:00Z.
  case time(Int64)
}

/// What a restore would keep and lose.
package struct RestorePlan: Sendable {
  package fileprivate(set) var logID: LogID

  /// The last batch that is kept.
  package fileprivate(set) var cut: LogTail

  /// Of the newest record that is kept in the segments; nil without one.
  package fileprivate(set) var newestTime: Int64?

  /// Records of the segments that are kept.
  package fileprivate(set) var keptRecords: Int

  /// What lies behind the cut, as far as it can be read.
  package fileprivate(set) var lostBatches: UInt64
  package fileprivate(set) var lostRecords: Int
  package fileprivate(set) var lostUntil: Int64?

  /// The snapshots that are taken over, newest first; none where the log begins with batch 1.
  package fileprivate(set) var snapshots: [UInt64]

  /// Those that know something newer than the cut, or are damaged.
  package fileprivate(set) var unusedSnapshots: [UInt64]

  /// How many archives are taken over.
  package var archiveCount: Int { archives.count }

  /// Bytes that will be written.
  package fileprivate(set) var byteCount: UInt64

  var archives: [UInt64]
  var firstSegment: UInt64
  var cutSegment: UInt64
  var cutOffset: UInt64

  /// Sizes and ends of the segments that are taken over.
  var segments: [Part]

  struct Part: Sendable {
    var head: SegmentHead
    var endOffset: UInt64
  }
}

/// Finds out where to cut.
struct RestorePlanner {
  let log: StoredLog
  let target: RestoreTarget

  private var heads: [SegmentHead] = []
  private var ends: [UInt64: UInt64] = [:]
  private var cut: StoredLog.Place?
  private var isPast = false
  private var newestTime: Int64?
  private var keptRecords = 0
  private var lost: (batches: UInt64, records: Int, until: Int64?) = (0, 0, nil)

  init(_ log: StoredLog, _ target: RestoreTarget) {
    self.log = log
    self.target = target
  }

  mutating func plan() throws(BackupFailure) -> RestorePlan {
    let damage = try read()
    guard let cut else { throw .refused(beforeBeginning) }
    // Whether the batch that was asked for is surely the last one that belongs in.
    let isReached =
      isPast || cut.tail.batch == log.end || target == .batch(cut.tail.batch)
    guard isReached else {
      if let refusal = log.refusal { throw .source(refusal) }
      if let damage { throw .source(.damaged(damage)) }
      throw .refused("the log ends with batch \(cut.tail.batch), before the end it should have")
    }
    if case .batch(let wanted) = target, wanted > cut.tail.batch {
      throw .refused("there is no batch \(wanted): the log ends with \(cut.tail.batch)")
    }
    let (usable, unused) = try snapshots(before: cut.tail)
    let kept = Array(usable.prefix(Limits.snapshotsKept))
    guard let first = try firstSegment(kept, cut) else { throw .refused(withoutSnapshot(cut.tail)) }
    return assemble(cut, first: first, kept, unused + usable.dropFirst(kept.count).map(\.sequence))
  }

  // MARK: - Steps

  private mutating func read() throws(BackupFailure) -> LogDamage? {
    var copy = self
    let damage: LogDamage?
    do throws(LogFailure) {
      damage = try log.walk(
        began: { copy.heads.append($0) },
        ended: { copy.ends[$0] = $1.endOffset },
        { copy.take($0) }
      )
    } catch {
      throw .source(error)
    }
    self = copy
    return damage
  }

  private mutating func take(_ place: StoredLog.Place) {
    if !isPast, isWanted(place) {
      cut = place
      keptRecords += place.recordCount
      newestTime = place.newestTime.map { max($0, newestTime ?? .min) } ?? newestTime
      return
    }
    isPast = true
    // What was not durable yet when a backup was made is nothing that could be lost.
    if let end = log.end, place.tail.batch > end { return }
    lost.batches += 1
    lost.records += place.recordCount
    lost.until = place.newestTime.map { max($0, lost.until ?? .min) } ?? lost.until
  }

  private func isWanted(_ place: StoredLog.Place) -> Bool {
    if let end = log.end, place.tail.batch > end { return false }
    switch target {
    case .newest: return true
    case .batch(let number): return place.tail.batch <= number
    case .time(let time): return place.newestTime ?? .min <= time
    }
  }

  /// The snapshots that know nothing newer than the cut, newest first, and the others.
  private func snapshots(
    before cut: LogTail
  ) throws(BackupFailure) -> (usable: [SnapshotManifest], unused: [UInt64]) {
    let firstBatch = (heads.first?.before.batch ?? 0) + 1
    var usable: [SnapshotManifest] = []
    var unused: [UInt64] = []
    for sequence in log.snapshots {
      do throws(SnapshotError) {
        let reader = try SnapshotReader.open(log.storage, sequence: sequence)
        let manifest = reader.manifest
        let fits = manifest.logID == log.logID && manifest.end.batch <= cut.batch
        guard fits, manifest.start >= firstBatch else {
          unused.append(sequence)
          continue
        }
        try reader.verifyChecksums()
        usable.append(manifest)
      } catch {
        switch error {
        case .io(let error) where !error.isMissing: throw .source(.io(error))
        case .newerFormat(let file, let version):
          throw .source(.newerFormat(file: file, version: version))
        default: unused.append(sequence)
        }
      }
    }
    return (usable, unused)
  }

  /// The first segment to take over: that in which replay begins, or an earlier one where no
  /// archive has what it holds; nil where nothing says what came before.
  private func firstSegment(
    _ kept: [SnapshotManifest],
    _ cut: StoredLog.Place
  ) throws(BackupFailure) -> UInt64? {
    guard let lowest = heads.first else { return nil }
    if kept.isEmpty { return lowest.before.batch == 0 ? lowest.ordinal : nil }
    let start = kept.map(\.start).min() ?? 1
    let holding = heads.last { $0.before.batch < start && $0.ordinal <= cut.ordinal } ?? lowest
    var first = holding.ordinal
    while first > lowest.ordinal, !log.archives.contains(first - 1) { first -= 1 }
    return first
  }

  private func assemble(
    _ cut: StoredLog.Place,
    first: UInt64,
    _ kept: [SnapshotManifest],
    _ unused: [UInt64]
  ) -> RestorePlan {
    let parts = heads.filter { (first...cut.ordinal).contains($0.ordinal) }.map { head in
      let end = head.ordinal == cut.ordinal ? cut.endOffset : ends[head.ordinal] ?? head.size
      return RestorePlan.Part(head: head, endOffset: end)
    }
    var archives: [UInt64] = []
    var next = first - 1
    while next > 0, log.archives.contains(next) {
      archives.append(next)
      next -= 1
    }
    return RestorePlan(
      logID: log.logID,
      cut: cut.tail,
      newestTime: newestTime,
      keptRecords: keptRecords,
      lostBatches: lost.batches,
      lostRecords: lost.records,
      lostUntil: lost.until,
      snapshots: kept.map(\.sequence),
      unusedSnapshots: unused.sorted(by: >),
      byteCount: parts.reduce(0) { $0 + $1.endOffset } + kept.reduce(0) { $0 + $1.blocksSize },
      archives: archives.reversed(),
      firstSegment: first,
      cutSegment: cut.ordinal,
      cutOffset: cut.endOffset,
      segments: parts
    )
  }

  // MARK: - Refusals

  private var beforeBeginning: String {
    guard let first = heads.first else { return "there is no log here" }
    return "the log is kept only from batch \(first.before.batch + 1) on"
  }

  private func withoutSnapshot(_ cut: LogTail) -> String {
    let begin = (heads.first?.before.batch ?? 0) + 1
    return "no good snapshot is as old as batch \(cut.batch), and the log begins with batch "
      + "\(begin): nothing says what was before; ask for a later position, or take an older backup"
  }
}
