/// Decides what the segments of a directory amount to: the table of `docs/storage-format.md`.
///
/// Reads only. Every refusal is thrown as ``LogDamage`` with the row that was met.
@safe
struct LogScan {
  /// The bytes of a write that was torn.
  struct TornTail: Equatable, Sendable {
    var segment: Int
    var offset: UInt64
    var byteCount: UInt64
    var batch: UInt64

    /// CRC32C of the bytes.
    var checksum: UInt32
  }

  let files: LogFiles
  let logID: LogID
  let window: FileWindow

  /// Whether the first head may be missing, for there was no identity yet.
  let isUnborn: Bool

  /// Sees each good batch: name of the file, offset, the batch.
  var visit: ((String, UInt64, LogBatchView) -> Void)?

  /// Called once, when ``visit`` has seen the last batch, before the rest is checked.
  var visitedAll: (() -> Void)?

  /// Of the segments after the one that is being read.
  private let ready: EmptySegments

  /// The contents of the segments that were used.
  private(set) var contents: [SegmentContent] = []

  private(set) var tornTail: TornTail?

  /// Segments, from the first on, of which nothing but the heads is read; and what the last of them
  /// ends in.
  var unread: (count: Int, tail: LogTail) = (0, .empty)

  /// The segment that was being taken into use when a crash struck.
  private(set) var headToRemake: Int?

  init(files: LogFiles, logID: LogID) {
    self.files = files
    self.logID = logID
    isUnborn = files.identity == nil
    let largest = files.segments.map(\.size).max() ?? 0
    let capacity = min(UInt64(Limits.scanWindowBytes), max(largest, UInt64(SegmentHead.bytes)))
    window = FileWindow(capacity: Int(capacity))
    ready = EmptySegments(files, capacity: Int(capacity))
  }

  /// The number of the first batch that the log has: 1 but where segments were removed.
  ///
  /// Looks at no more than the first head; what is wrong with that is for ``run()`` to say.
  func firstBatch() throws(LogFailure) -> UInt64 {
    guard !files.segments.isEmpty else { return 1 }
    let head = try reading { () throws(StorageError) in try readHead(0) }
    guard case .success(let head) = head, head.logID == logID else { return 1 }
    return head.before.batch + 1
  }

  /// The archives of what came before the first segment.
  ///
  /// After ``run()``.
  func archives() throws(LogFailure) -> ArchiveCatalog {
    try ArchiveCatalog.load(
      files.storage,
      files.archives,
      logID: logID,
      before: files.segments.first?.ordinal ?? .max,
      continuedBy: contents.first?.head.before ?? .empty
    )
  }

  /// The same before ``run()``, by the first segment's head alone.
  ///
  /// Where that is bad, nothing says what the archives lead to, and none is looked at.
  func archivesAhead() throws(LogFailure) -> ArchiveCatalog {
    guard !files.segments.isEmpty, let head = try smallHead(0) else { return ArchiveCatalog() }
    return try ArchiveCatalog.load(
      files.storage,
      files.archives,
      logID: logID,
      before: files.segments.first?.ordinal ?? .max,
      continuedBy: head.before
    )
  }

  var tail: LogTail { contents.last?.tail ?? .empty }

  /// The checksum of a batch, looked for before the log is read: from the newest segment back.
  ///
  /// - Returns: Nil where it is not found, for whatever reason: ``run()`` says which.
  func checksumAhead(of batch: UInt64) throws(LogFailure) -> UInt32? {
    if batch == 0 { return 0 }
    for index in files.segments.indices.reversed() {
      guard let head = try smallHead(index), head.logID == logID else { continue }
      if head.before.batch == batch { return head.before.checksum }
      guard head.before.batch < batch else { continue }
      var checksum: UInt32?
      var scanner = SegmentScanner(window: window, logID: logID)
      unsafe scanner.visit = { _, found in
        if unsafe found.number == batch { checksum = unsafe found.checksum }
      }
      try reading { () throws(StorageError) in
        try turn(to: index)
        _ = try scanner.scan(head)
      }
      return checksum
    }
    return nil
  }

  /// The head of a segment, read alone; nil where there is no good one.
  func smallHead(_ index: Int) throws(LogFailure) -> SegmentHead? {
    try reading { () throws(StorageError) in
      try SegmentHead.read(from: files.segments[index].file)
    }
  }

  mutating func run() throws(LogFailure) {
    try scanSegments()
    try reading { () throws(StorageError) in
      try window.leave()
      try ready.leave()
    }
  }

  private mutating func scanSegments() throws(LogFailure) {
    try checkOrdinals()
    precondition(contents.isEmpty && tornTail == nil, "a scan runs once")
    for index in files.segments.indices {
      precondition(contents.count == index, "segment \(index) after \(contents.count)")
      if let content = try unreadContent(index) {
        contents.append(content)
        continue
      }
      guard try head(of: index) else { return }
      let content = try scan(index)
      contents.append(content)
      switch content.finding {
      case .ended:
        guard index + 1 < files.segments.count else { throw lost(after: index) }
      case .open, .bad:
        try settle(index, content)
        return
      case .misplaced(let batch):
        throw damage(
          .misplacedBatch,
          at: index,
          content.endOffset,
          expected: "batch \(content.tail.batch + 1) after \(content.tail), found \(batch.number)"
        )
      case .foreign(let batch):
        throw damage(
          .foreignBatch,
          at: index,
          content.endOffset,
          expected: "a batch of log \(logID) after \(content.tail), found log \(batch.logID) after "
            + "checksum \(String(batch.previousChecksum, radix: 16))"
        )
      }
    }
  }

  // MARK: - Steps

  private func checkOrdinals() throws(LogFailure) {
    for (segment, next) in zip(files.segments, files.segments.dropFirst())
    where next.ordinal != segment.ordinal + 1 {
      throw .damaged(
        LogDamage(
          .missingSegment,
          file: FileNames.segment(segment.ordinal + 1),
          offset: 0,
          batch: 0,
          expected: "the file, for \(next.name) comes after it",
          repair: "repair would keep the segments up to \(segment.name) and lose the later ones"
        )
      )
    }
  }

  /// Reads a segment's head.
  ///
  /// - Returns: False if the log ends before this segment.
  private mutating func head(of index: Int) throws(LogFailure) -> Bool {
    let segment = files.segments[index]
    let result = try reading { () throws(StorageError) in try readHead(index) }
    switch result {
    case .success(let head):
      try check(head, of: index)
      pendingHead = head
      return true
    case .failure(.newerFormat(let version)):
      throw .newerFormat(file: segment.name, version: version)
    case .failure(let fault):
      visitedAll?()
      try checkUnused(index, fault)
      headToRemake = index
      return false
    }
  }

  /// The head that was checked last.
  private var pendingHead: SegmentHead?

  private func turn(to index: Int) throws(StorageError) {
    try window.turn(to: files.segments[index].file, direct: files.openPastCache(index))
  }

  private func readHead(_ index: Int) throws(StorageError) -> Result<SegmentHead, BatchFault> {
    try turn(to: index)
    let bytes = try unsafe window.bytes(at: 0, atLeast: SegmentHead.bytes)
    guard let base = bytes.baseAddress else { return .failure(.truncated) }
    do throws(BatchFault) {
      return .success(try unsafe SegmentHead.read(base, available: bytes.count))
    } catch {
      return .failure(error)
    }
  }

  func check(_ head: SegmentHead, of index: Int) throws(LogFailure) {
    let segment = files.segments[index]
    guard head.logID == logID else {
      throw damage(.foreignBatch, at: index, 8, expected: "log \(logID), found \(head.logID)")
    }
    guard head.ordinal == segment.ordinal else {
      throw damage(
        .misplacedBatch,
        at: index,
        24,
        expected: "segment \(segment.ordinal), found \(head.ordinal)"
      )
    }
    guard head.size <= segment.size else {
      throw damage(
        .shortSegment,
        at: index,
        segment.size,
        expected: "\(head.size) bytes, of which all were durable before the first was used"
      )
    }
    guard head.size == segment.size else {
      throw damage(.badSegmentHead, at: index, head.size, expected: "the end of the file")
    }
    guard index == 0 || head.before == tail else {
      throw damage(
        .foreignBatch,
        at: index,
        32,
        expected: "the continuation of \(tail), found that of \(head.before)"
      )
    }
  }

  private func scan(_ index: Int) throws(LogFailure) -> SegmentContent {
    guard let head = pendingHead else { preconditionFailure("segment \(index) has no head") }
    let name = files.segments[index].name
    var scanner = SegmentScanner(window: window, logID: logID)
    scanner.foundEnd = visitedAll
    if let visit = unsafe self.visit {
      let ready = ready
      unsafe scanner.visit = { offset, batch in
        unsafe visit(name, offset, batch)
        unsafe ready.keepUp(with: batch.payload.count, of: index)
      }
    }
    return try reading { () throws(StorageError) in try scanner.scan(head) }
  }

  /// The log ends in this segment, cleanly or not; decides whether that is the truth.
  private mutating func settle(_ index: Int, _ content: SegmentContent) throws(LogFailure) {
    if case .bad(.newerFormat(let version)) = content.finding {
      throw .newerFormat(file: files.segments[index].name, version: version)
    }
    let end = content.endOffset
    let isBad = if case .bad = content.finding { true } else { false }
    // Most of the time all the rest is zeros, and one look at it is enough.
    let isSuspect = isBad ? true : try !laterAreZero(index)
    if isSuspect, let evidence = try evidence(from: end, index) {
      throw damage(
        .badBatchInTheMiddle,
        at: index,
        end,
        expected: "batch \(content.tail.batch + 1) or a seal, for \(evidence) comes after it"
      )
    }
    for later in ready.unread(after: index) { try checkZero(later) }
    guard isBad else { return }
    let last = try reading { () throws(StorageError) in
      try turn(to: index)
      return try window.lastNonZero(from: end)
    }
    guard let last else { return }
    guard last < end + UInt64(content.head.largestBatch) else {
      throw damage(
        .bytesBeyondReach,
        at: index,
        last,
        expected: "zeros, for no write can have reached further than \(content.head.largestBatch) "
          + "bytes from \(end)"
      )
    }
    precondition(last >= end, "the torn tail ends at \(last), before \(end)")
    let count = Int(last + 1 - end)
    precondition(count <= content.head.largestBatch, "a torn tail of \(count) bytes")
    let bytes = try reading { () throws(StorageError) in
      try files.segments[index].file.read(count, at: end)
    }
    tornTail = TornTail(
      segment: index,
      offset: end,
      byteCount: UInt64(count),
      batch: content.tail.batch + 1,
      checksum: unsafe bytes.withUnsafeBytes { unsafe CRC32C.update(0, $0) }
    )
  }

  /// The segment has no good head; decides whether it was never used.
  private func checkUnused(_ index: Int, _ fault: BatchFault) throws(LogFailure) {
    let segment = files.segments[index]
    let bad = damage(
      .badSegmentHead,
      at: index,
      0,
      expected: "the head of a segment that was used, found: \(fault)"
    )
    // Without the segment before it nothing says what this one should hold.
    guard index > 0 || (isUnborn && segment.ordinal == 1) else { throw bad }
    if try evidence(from: 0, index) != nil { throw bad }
    let last = try reading { () throws(StorageError) in
      try turn(to: index)
      return try window.lastNonZero(from: UInt64(SegmentHead.bytes))
    }
    if let last {
      throw damage(
        .bytesBeyondReach,
        at: index,
        last,
        expected: "zeros, for the segment's head was never durable"
      )
    }
    for later in ready.unread(after: index) { try checkZero(later) }
  }

  private func laterAreZero(_ index: Int) throws(LogFailure) -> Bool {
    for later in ready.unread(after: index) {
      let last = try reading { () throws(StorageError) in
        try turn(to: later)
        return try window.lastNonZero(from: 0, stopAtFirst: true)
      }
      if last != nil { return false }
    }
    return true
  }

  private func checkZero(_ index: Int) throws(LogFailure) {
    let last = try reading { () throws(StorageError) in
      try turn(to: index)
      return try window.lastNonZero(from: 0, stopAtFirst: true)
    }
    guard let last else { return }
    throw damage(
      .bytesBeyondReach,
      at: index,
      last,
      expected: "zeros, for the log ends in an earlier segment"
    )
  }

  /// Anything valid at or after an offset of a segment, or in a later one: a batch, a seal, a head.
  private func evidence(from offset: UInt64, _ index: Int) throws(LogFailure) -> String? {
    for later in files.segments.indices where later >= index {
      let found = try reading { () throws(StorageError) -> String? in
        let name = files.segments[later].name
        if later > index, case .success = try readHead(later) { return "the head of \(name)" }
        try turn(to: later)
        var first: String?
        try window.search(from: later == index ? offset : 0, logID: logID) { place, batch in
          first = "\(batch.kind) \(batch.number) in \(name) at byte \(place)"
          return false
        }
        return first
      }
      if let found { return found }
    }
    return nil
  }

  private func lost(after index: Int) -> LogFailure {
    let segment = files.segments[index]
    return .damaged(
      LogDamage(
        .lostSegment,
        file: FileNames.segment(segment.ordinal + 1),
        offset: 0,
        batch: tail.batch + 1,
        expected: "the file, for \(segment.name) ends with the mark that the log goes on in it",
        repair: "repair would keep the batches up to \(tail.batch) and lose all later ones"
      )
    )
  }

  private func damage(
    _ kind: LogDamage.Kind,
    at index: Int,
    _ offset: UInt64,
    expected: String
  ) -> LogFailure {
    let kept = contents.count > index ? contents[index].tail.batch : tail.batch
    return .damaged(
      LogDamage(
        kind,
        file: files.segments[index].name,
        offset: offset,
        batch: kept + 1,
        expected: expected,
        repair: "repair would keep the batches up to \(kept) and lose all later ones"
      )
    )
  }

  private func reading<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(LogFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw .io(error) }
  }
}
