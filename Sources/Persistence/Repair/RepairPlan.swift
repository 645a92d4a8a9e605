/// What `fealty repair` would do with a damaged directory: what it would keep, and what of each
/// file would be lost.
///
/// It keeps the longest row of batches that a start can begin with: from the first batch, or behind
/// a good snapshot. Of two that end alike it keeps the one with more history.
package struct RepairPlan: Sendable {
  /// A step, in the order in which they are done.
  package enum Step: Equatable, Sendable {
    /// The file gets a name that nothing reads.
    case setAside(String)
    /// The file is copied under such a name, then written anew: its batches up to a byte, and
    /// zeros.
    case cut(String, at: UInt64)
    /// The same, with all of its batches.
    case restore(String)
    /// An empty segment behind the batch that the snapshot ends with.
    case begin(String)
    /// The name of the log.
    case identify
    /// The file holds zeros and goes.
    case remove(String)
  }

  /// What would not be in the log any more.
  package struct Loss: Equatable, Sendable {
    package var file: String
    /// The batches, and of their records the count, the entities, and the times.
    package var first: UInt64
    package var last: UInt64
    package var records: UInt64
    package var entities: Int
    package var oldest: Int64?
    package var newest: Int64?
    /// Whether a kept snapshot holds what they did: then only their history is lost.
    package var isHistory: Bool
    /// Why.
    package var reason: String
  }

  package fileprivate(set) var steps: [Step] = []
  package fileprivate(set) var losses: [Loss] = []

  /// The batches that are kept, and the snapshot that they go on from.
  package fileprivate(set) var first: UInt64 = 1
  package fileprivate(set) var last: UInt64 = 0
  package fileprivate(set) var snapshot: UInt64?

  fileprivate(set) var logID: LogID
  fileprivate(set) var contents: [String: Rewrite] = [:]

  /// A segment as it is written anew.
  struct Rewrite: Sendable {
    var head: SegmentHead
    var end: UInt64
  }

  /// Looks at a directory whose lock the caller holds.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - judge: Says what is wrong with a batch whose checksum is right, such as a version that
  ///     leaps; gets its file and offset. Each batch once, in the order of the log.
  /// - Returns: Nil where no repair helps.
  /// - Throws: ``LogFailure``: input and output, or a newer format.
  package static func make(
    _ storage: any Storage,
    judge: ((String, UInt64, LogBatchView) -> String?)? = nil
  ) throws(LogFailure) -> RepairPlan? {
    let files = try LogFiles.open(storage, .read, toleratesIdentity: true)
    let named: LogID?
    do throws(StorageError) {
      if let identity = files.identity {
        named = identity.logID
      } else {
        named = try RepairSurvey.logID(of: files)
      }
    } catch {
      throw .io(error)
    }
    guard let logID = named else { return nil }
    let catalog = try SnapshotCatalog.load(storage, names: files.names, logID: logID)
    let ends = Set(catalog.good.map(\.manifest.end.batch))
    let survey = try unsafe RepairSurvey(files, logID: logID, ends: ends, judge: judge)
    guard let kept = Kept.best(survey.segments, catalog) else { return nil }
    var plan = RepairPlan(logID: logID)
    plan.first = kept.first
    plan.last = kept.tail.batch
    plan.snapshot = kept.snapshot?.manifest.sequence
    plan.planSnapshots(catalog, kept)
    plan.planSegments(survey.segments, kept)
    try plan.planArchives(storage, files, kept, survey.segments)
    do throws(StorageError) { try plan.planChain(storage) } catch { throw .io(error) }
    if files.identity == nil { plan.steps.append(.identify) }
    return plan
  }

  fileprivate init(logID: LogID) { self.logID = logID }

  // MARK: - Steps

  private mutating func planSnapshots(_ catalog: SnapshotCatalog, _ kept: Kept) {
    let unfit = catalog.good.filter { !kept.fits($0.manifest) }.map(\.manifest.sequence)
    for sequence in unfit + catalog.bad.map(\.sequence) {
      steps.append(.setAside(FileNames.manifest(sequence)))
      steps.append(.setAside(FileNames.blocks(sequence)))
    }
  }

  private mutating func planSegments(_ segments: [RepairSurvey.Segment], _ kept: Kept) {
    // From the last one down: a crash in between leaves no gap.
    for (index, segment) in segments.enumerated().reversed() {
      guard kept.segments.contains(index) else {
        lose(segment, segment.good, kept)
        lose(segment, segment.strewn, kept)
        if segment.isUnused {
          let isBefore = index < kept.segments.lowerBound
          if isBefore || !kept.isWhole { steps.append(.remove(segment.name)) }
        } else {
          steps.append(.setAside(segment.name))
        }
        continue
      }
      lose(segment, segment.strewn, kept)
      guard let head = segment.head else { preconditionFailure("\(segment.name) has no head") }
      let isLast = index == kept.segments.upperBound - 1
      let isCut = isLast && !kept.isWhole
      guard isCut || segment.needsHead else { continue }
      steps.append(isCut ? .cut(segment.name, at: segment.end) : .restore(segment.name))
      let end = isCut ? segment.end : segment.markEnd
      contents[segment.name] = Rewrite(head: head, end: end)
    }
    guard kept.segments.isEmpty else { return }
    let ordinal = (segments.last?.ordinal ?? 0) + 1
    let name = FileNames.segment(ordinal)
    let head = SegmentHead(
      logID: logID,
      ordinal: ordinal,
      before: kept.tail,
      size: UInt64(Limits.segmentBytes),
      largestBatch: Limits.batchBytes
    )
    contents[name] = Rewrite(head: head, end: UInt64(SegmentHead.bytes))
    steps.append(.begin(name))
  }

  private mutating func lose(
    _ segment: RepairSurvey.Segment,
    _ batches: RepairSurvey.Batches?,
    _ kept: Kept
  ) {
    guard let batches else { return }
    losses.append(
      Loss(
        file: segment.name,
        first: batches.first,
        last: batches.last,
        records: batches.records,
        entities: batches.entities.count,
        oldest: batches.oldest,
        newest: batches.newest,
        isHistory: batches.last < kept.first,
        reason: segment.reason ?? "what comes before it is missing"
      )
    )
  }

  private mutating func planArchives(
    _ storage: any Storage,
    _ files: LogFiles,
    _ kept: Kept,
    _ segments: [RepairSurvey.Segment]
  ) throws(LogFailure) {
    let catalog = try ArchiveCatalog.load(
      storage,
      files.archives,
      logID: logID,
      before: kept.segments.first.map { segments[$0].ordinal } ?? .max,
      continuedBy: kept.before
    )
    for name in catalog.bad.map(\.name) { steps.append(.setAside(name)) }
    for check in unsafe catalog.checks(storage)
    where !check.isGood && files.names.contains(check.file) {
      if !steps.contains(.setAside(check.file)) { steps.append(.setAside(check.file)) }
    }
  }

  /// Links to batches that are not kept would accuse the repair.
  private mutating func planChain(_ storage: any Storage) throws(StorageError) {
    switch try LogChain.load(storage) {
    case nil: return
    case .failure?: steps.append(.setAside(FileNames.chain))
    case .success(let chain)?:
      if chain.logID != logID || chain.end > last { steps.append(.setAside(FileNames.chain)) }
    }
  }
}

/// The row of batches that is kept.
private struct Kept {
  var segments: Range<Int>
  var before: LogTail
  var tail: LogTail
  var snapshot: SnapshotReader?
  /// Whether nothing follows that would have to go.
  var isWhole: Bool
  private let checksums: [UInt64: UInt32]

  var first: UInt64 { before.batch + 1 }

  private init(_ all: [RepairSurvey.Segment], _ segments: Range<Int>) {
    self.segments = segments
    var known: [UInt64: UInt32] = [:]
    for segment in all[segments] { known.merge(segment.checksums) { first, _ in first } }
    before = all[segments.lowerBound].head?.before ?? .empty
    tail = all[segments.upperBound - 1].tail
    known[before.batch] = before.checksum
    known[tail.batch] = tail.checksum
    checksums = known
    let last = all[segments.upperBound - 1]
    let rest = all[segments.upperBound...].allSatisfy(\.isUnused)
    isWhole = rest && !last.hasEnded && last.reason == nil && last.strewn == nil
  }

  /// A snapshot and nothing behind it.
  private init(_ snapshot: SnapshotReader) {
    segments = 0..<0
    before = snapshot.manifest.end
    tail = snapshot.manifest.end
    self.snapshot = snapshot
    isWhole = false
    checksums = [tail.batch: tail.checksum]
  }

  /// Whether a snapshot is of these batches and none that are gone.
  func fits(_ manifest: SnapshotManifest) -> Bool {
    manifest.start >= first && manifest.end.batch <= tail.batch
      && checksums[manifest.end.batch] == manifest.end.checksum
  }

  /// The best of all rows; nil where none can be begun with.
  static func best(_ segments: [RepairSurvey.Segment], _ catalog: SnapshotCatalog) -> Kept? {
    var best: Kept?
    func consider(_ kept: Kept) {
      guard let known = best else { return best = kept }
      if kept.tail.batch > known.tail.batch { best = kept }
    }
    for start in segments.indices where segments[start].head != nil {
      var end = start + 1
      while end < segments.count, segments[end - 1].hasEnded,
        segments[end].ordinal == segments[end - 1].ordinal + 1,
        segments[end].head?.before == segments[end - 1].tail
      {
        end += 1
      }
      var kept = Kept(segments, start..<end)
      kept.snapshot = catalog.good.first { kept.fits($0.manifest) }
      if kept.first == 1 || kept.snapshot != nil { consider(kept) }
    }
    for reader in catalog.good where reader.manifest.start > reader.manifest.end.batch {
      consider(Kept(reader))
    }
    return best
  }
}
