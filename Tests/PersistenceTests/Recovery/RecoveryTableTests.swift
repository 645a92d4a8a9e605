import Testing

@testable import FealtyPersistence

/// Each row of recovery's table (`docs/storage-format.md`, and section 6 of the fault model) under
/// its own name.
///
/// A refusal must leave the directory as it was: `refusal` checks that.
@Suite("Recovery's table")
struct RecoveryTableTests {
  private func start(_ storage: FaultyStorage) throws -> (tail: LogTail, notices: [LogNotice]) {
    let recovered = try LogRecovery.inspect(
      storage,
      newLogID: testLogID,
      options: smallOptions()
    )
    let notices = recovered.notices
    let log = try recovered.open()
    let tail = try log.tail()
    try log.close()
    // Whatever was put in order stays in order.
    let again = try LogRecovery.inspect(storage, newLogID: testLogID, options: smallOptions())
    #expect(again.tail == tail)
    #expect(again.scan.tornTail == nil)
    try again.abandon()
    return (tail, notices)
  }

  @Test(arguments: [0, 1, 6, 7, 8, 30]) func `nothing wrong, zeros to the end: start`(
    batches: Int
  ) throws {
    let sample = try SampleLog(batches: batches, sealed: false)
    let (tail, notices) = try start(sample.copy())
    #expect(tail.batch == sample.tail.batch + 1)
    #expect(tail.epoch == 2)
    #expect(notices.isEmpty)
  }

  @Test func `last batch bad, nothing valid after it, not sealed: torn tail, cut and kept`() throws
  {
    let sample = try SampleLog(batches: 3, sealed: false)
    let last = try #require(sample.places.last)
    for changed in [0, 24, 52, 60, SampleLog.batchBytes - 8] {
      let storage = sample.copy()
      storage.flip(last.file, at: last.offset + changed, 0x10)
      let torn = Array(storage.contents(of: last.file)[last.offset...])
      let (tail, notices) = try start(storage)
      #expect(tail.batch == last.number)
      guard case .tornTail(let file, let offset, let batch, let count, let kept)? = notices.first
      else {
        Issue.record("no notice for byte \(changed)")
        continue
      }
      #expect(file == last.file && offset == UInt64(last.offset) && batch == last.number)
      #expect(storage.contents(of: kept) == Array(torn.prefix(Int(count))))
      let rest = storage.contents(of: last.file)[(last.offset + 2 * BatchHead.bytes)...]
      #expect(rest.allSatisfy { $0 == 0 })
    }
  }

  @Test func `last batch incomplete, at each length: torn tail`() throws {
    let sample = try SampleLog(batches: 3, sealed: false)
    let last = try #require(sample.places.last)
    for length in 0..<SampleLog.batchBytes - 8 {
      let storage = sample.copy()
      let zeros = [UInt8](repeating: 0, count: SampleLog.batchBytes - length)
      overwrite(storage, last.file, at: last.offset + length, with: zeros)
      let (tail, notices) = try start(storage)
      #expect(tail.batch == last.number, "cut to \(length) bytes")
      #expect(notices.isEmpty == (length == 0))
    }
  }

  @Test func `the seal itself is bad: torn seal, start`() throws {
    let sample = try SampleLog(batches: 3, sealed: true)
    let last = try #require(sample.places.last)
    let storage = sample.copy()
    storage.flip(last.file, at: last.offset + SampleLog.batchBytes + 25, 1)
    let (tail, notices) = try start(storage)
    #expect(tail.batch == last.number + 1)
    #expect(notices.count == 1)
  }

  @Test func `any batch bad, a valid one after it: refuse`() throws {
    let sample = try SampleLog(batches: 12, sealed: false)
    #expect(Set(sample.places.map(\.file)).count == 2)
    for place in sample.places.dropLast() {
      let storage = sample.copy()
      storage.flip(place.file, at: place.offset + 30, 0x80)
      #expect(refusedRow(storage) == .badBatchInTheMiddle, "batch \(place.number)")
    }
  }

  @Test func `last batch bad, its seal after it: refuse`() throws {
    let sample = try SampleLog(batches: 3, sealed: true)
    let last = try #require(sample.places.last)
    for changed in [0, 36, 52, 100] {
      let storage = sample.copy()
      storage.flip(last.file, at: last.offset + changed, 0x40)
      guard case .damaged(let damage)? = refusal(storage) else {
        Issue.record("byte \(changed) of the last batch started")
        continue
      }
      #expect(damage.kind == .badBatchInTheMiddle)
      #expect(damage.file == last.file && damage.offset == UInt64(last.offset))
      #expect(damage.batch == last.number)
      #expect(damage.repair.contains("up to \(last.number - 1)"))
    }
  }

  @Test func `last batch bad, bytes further on than a write can reach: refuse`() throws {
    let options = smallOptions(segmentBytes: 4096)
    let sample = try SampleLog(batches: 3, sealed: false, options: options)
    let last = try #require(sample.places.last)
    let reach = last.offset + options.limits.largestBatchBytes
    for (offset, isRefused) in [(reach - 1, false), (reach, true), (4095, true)] {
      let storage = sample.copy()
      storage.flip(last.file, at: last.offset, 1)
      storage.flip(last.file, at: offset, 1)
      let row: LogDamage.Kind? = isRefused ? .bytesBeyondReach : nil
      #expect(refusedRow(storage) == row, "byte \(offset)")
    }
    let storage = sample.copy()
    storage.flip("log-0000000002", at: 1000, 1)
    #expect(refusedRow(storage) == .bytesBeyondReach)
  }

  @Test func `batch good, its position not the expected one: refuse`() throws {
    let sample = try SampleLog(batches: 4, sealed: false)
    let (second, third) = (sample.places[1], sample.places[2])
    let storage = sample.copy()
    overwrite(storage, third.file, at: third.offset, with: sample.bytes(of: second))
    #expect(refusedRow(storage) == .misplacedBatch)
    // A stale copy of a whole segment, put back under another name.
    let more = try SampleLog(batches: 20, sealed: false)
    let copied = more.copy()
    copied.put("log-0000000002", more.storage.contents(of: "log-0000000001"))
    #expect(refusedRow(copied) == .misplacedBatch)
  }

  @Test func `batch good, checksum of the one before does not match, or another log: refuse`()
    throws
  {
    let sample = try SampleLog(batches: 4, sealed: false)
    let replaced = try SampleLog(batches: 4, sealed: false, seed: 2)
    let place = sample.places[2]
    let storage = sample.copy()
    overwrite(storage, place.file, at: place.offset, with: replaced.bytes(of: place))
    #expect(refusedRow(storage) == .foreignBatch)
    let foreign = try SampleLog(batches: 4, sealed: false, logID: LogID(low: 5, high: 6))
    let other = sample.copy()
    overwrite(other, place.file, at: place.offset, with: foreign.bytes(of: place))
    #expect(refusedRow(other) == .foreignBatch)
    let segment = sample.copy()
    segment.put("log-0000000001", foreign.storage.contents(of: "log-0000000001"))
    #expect(refusedRow(segment) == .foreignBatch)
  }

  @Test func `segment missing, others after it: refuse`() throws {
    let sample = try SampleLog(batches: 30, sealed: false)
    let storage = sample.copy()
    storage.remove("log-0000000002")
    #expect(refusedRow(storage) == .missingSegment)
  }

  @Test func `first segment missing and no snapshot that replaces it: refuse`() throws {
    let sample = try SampleLog(batches: 30, sealed: false)
    let storage = sample.copy()
    storage.remove("log-0000000001")
    #expect(refusedRow(storage) == .snapshotGap)
  }

  @Test func `last segment missing, known to have been used: refuse`() throws {
    let sample = try SampleLog(batches: 12, sealed: false)
    let storage = sample.copy()
    storage.remove("log-0000000002")
    storage.remove("log-0000000003")
    #expect(refusedRow(storage) == .lostSegment)
    for name in storage.fileNames where name.hasPrefix("log-") { storage.remove(name) }
    #expect(refusedRow(storage) == .lostSegment)
  }

  @Test func `last segment all zeros, manifest says it had been used: refuse`() throws {
    let sample = try SampleLog(batches: 12, sealed: false, snapshotsAfter: [11])
    let storage = sample.copy()
    storage.put("log-0000000002", [UInt8](repeating: 0, count: 2048))
    #expect(refusedRow(storage) == .logBehindSnapshot)
  }

  @Test func `a segment shorter than when it was made: refuse`() throws {
    let sample = try SampleLog(batches: 3, sealed: false)
    for length in [512, 700, 2047] {
      let storage = sample.copy()
      storage.put("log-0000000001", Array(sample.storage.contents(of: "log-0000000001")[..<length]))
      #expect(refusedRow(storage) == .shortSegment, "cut to \(length)")
    }
  }

  @Test func `segment head bad, no batch in it, the one before is complete: made anew`() throws {
    let sample = try SampleLog(batches: 12, sealed: false)
    let last = try #require(sample.places.last { $0.file == "log-0000000001" })
    for torn in [0, 4, 100, 511] {
      let storage = sample.copy()
      var head = [UInt8](repeating: 0, count: 2048)
      let original = sample.storage.contents(of: "log-0000000002")
      head.replaceSubrange(0..<torn, with: original[0..<torn])
      storage.put("log-0000000002", head)
      let (tail, notices) = try start(storage)
      #expect(tail.batch == last.number + 1)
      #expect(notices == [.headRemade(file: "log-0000000002")])
    }
  }

  @Test func `segment head bad and a batch in it: refuse`() throws {
    let sample = try SampleLog(batches: 12, sealed: false)
    for name in ["log-0000000001", "log-0000000002"] {
      let storage = sample.copy()
      storage.flip(name, at: 40, 1)
      #expect(refusedRow(storage) == .badSegmentHead, "\(name)")
    }
  }

  @Test func `newest snapshot bad, older one good and log reaches back: older one, loudly`() throws
  {
    let sample = try SampleLog(
      batches: 30,
      sealed: false,
      snapshotsAfter: [10, 20],
      truncates: true
    )
    #expect(sample.storage.fileNames.contains("snapshot-0000000001.manifest"))
    for name in ["snapshot-0000000002.manifest", "snapshot-0000000002.blocks"] {
      let storage = sample.copy()
      storage.flip(name, at: 30, 4)
      let recovered = try LogRecovery.inspect(
        storage,
        newLogID: testLogID,
        options: smallOptions()
      )
      #expect(recovered.snapshot?.manifest.sequence == 1)
      guard case .badSnapshot(sequence: 2, _)? = recovered.notices.first else {
        Issue.record("it was not said that \(name) is bad")
        continue
      }
      try recovered.abandon()
    }
  }

  // Its checksums are right; who loads it finds out. Both orders of finding out and reading.
  @Test(arguments: [false, true])
  func `newest snapshot cannot be loaded, older one good: the older one`(isRead: Bool) throws {
    let sample = try SampleLog(
      batches: 30,
      sealed: false,
      snapshotsAfter: [10, 20],
      truncates: true
    )
    let found = try LogRecovery.find(sample.copy(), newLogID: testLogID, options: smallOptions())
    #expect(found.snapshot?.manifest.sequence == 2)
    if isRead { _ = try found.read { _ in } }
    try found.rejectSnapshot("no member can be read")
    #expect(found.snapshot?.manifest.sequence == 1)
    var first: UInt64?
    let recovered = try found.read { if first == nil { first = $0.number } }
    #expect(first == found.snapshot?.manifest.start && recovered.snapshot?.manifest.sequence == 1)
    guard case .badSnapshot(sequence: 2, _)? = recovered.notices.first else {
      Issue.record("it was not said that the newest cannot be loaded")
      return
    }
    #expect(recovered.unusableSnapshots == [2] && recovered.logNeeded(without: []) == nil)
    #expect(found.rejections == ["snapshot 2 cannot be loaded: no member can be read"])
    try recovered.abandon()
  }

  @Test func `no snapshot can be loaded, log does not reach back: refuse`() throws {
    let sample = try SampleLog(
      batches: 30,
      sealed: false,
      snapshotsAfter: [10, 20],
      truncates: true
    )
    let found = try LogRecovery.find(sample.copy(), newLogID: testLogID, options: smallOptions())
    for _ in 0..<2 { try found.rejectSnapshot("no member can be read") }
    #expect(found.snapshot == nil)
    var count = 0
    #expect {
      _ = try found.read { _ in count += 1 }
    } throws: { error in
      guard case LogFailure.damaged(let damage) = error else { return false }
      return damage.kind == .snapshotGap
    }
    #expect(count == 0)
  }

  @Test func `newest snapshot bad, log does not reach back: refuse`() throws {
    let sample = try SampleLog(
      batches: 30,
      sealed: false,
      snapshotsAfter: [10, 20],
      truncates: true
    )
    let storage = sample.copy()
    storage.flip("snapshot-0000000001.blocks", at: 45, 1)
    storage.flip("snapshot-0000000002.blocks", at: 45, 1)
    #expect(refusedRow(storage) == .snapshotGap)
  }

  @Test func `log ends before the snapshot's end position: refuse`() throws {
    let sample = try SampleLog(batches: 3, sealed: false, snapshotsAfter: [3])
    let last = try #require(sample.places.last)
    let storage = sample.copy()
    storage.flip(last.file, at: last.offset + 60, 1)
    #expect(refusedRow(storage) == .logBehindSnapshot)
  }

  @Test func `S13: snapshot and log of two generations do not fit: refuse`() throws {
    let one = try SampleLog(batches: 6, sealed: false, snapshotsAfter: [3], seed: 1)
    let two = try SampleLog(batches: 6, sealed: false, snapshotsAfter: [3], seed: 2)
    let storage = one.copy()
    for name in two.storage.fileNames where name.hasPrefix("snapshot-") {
      storage.put(name, two.storage.contents(of: name))
    }
    #expect(refusedRow(storage) == .logBehindSnapshot)
  }

  // Goal: a snapshot that was written while records came meets the batches from its start on, and
  // those of no other log, not even before the log is refused.
  @Test(arguments: [3, 8, 20], [1, 3] as [UInt64])
  func `S13: a snapshot that begins before its end meets its own log alone`(
    after: Int,
    overlap: UInt64
  ) throws {
    let logs = try [1, 2].map { seed in
      try SampleLog(
        batches: 20,
        sealed: false,
        snapshotsAfter: [after],
        overlap: overlap,
        seed: seed
      )
    }
    let own = try batches(logs[0].copy())
    // The first batch is an epoch's.
    let start = UInt64(after) + 2 - overlap
    #expect(own.given == Array(start...21) && own.failure == nil)
    let storage = logs[0].copy()
    for name in logs[1].storage.fileNames where name.hasPrefix("snapshot-") {
      storage.put(name, logs[1].storage.contents(of: name))
    }
    let other = try batches(storage)
    #expect(other.given.isEmpty)
    guard case .damaged(let damage)? = other.failure else {
      Issue.record("the log was taken with a snapshot of another")
      return
    }
    #expect(damage.kind == .logBehindSnapshot)
  }

  /// What is given to be replayed, and why the log is refused.
  private func batches(
    _ storage: FaultyStorage
  ) throws -> (given: [UInt64], failure: LogFailure?) {
    let found = try LogRecovery.find(storage, newLogID: testLogID, options: smallOptions())
    var given: [UInt64] = []
    do throws(LogFailure) {
      try found.read { given.append($0.number) }.abandon()
      return (given, nil)
    } catch {
      return (given, error)
    }
  }

  @Test func `format newer than known: refuse, touch nothing`() throws {
    let sample = try SampleLog(batches: 12, sealed: false, snapshotsAfter: [3])
    for name in ["identity", "log-0000000001", "snapshot-0000000001.manifest"] {
      let storage = sample.copy()
      var bytes = storage.contents(of: name)
      bytes[4] = 2
      let end = name.hasPrefix("log") ? SegmentHead.bytes - 4 : bytes.count - 4
      let sum = CRC32C.masked(bytes[..<end].withUnsafeBytes { CRC32C.update(0, $0) })
      for index in 0..<4 { bytes[end + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
      storage.put(name, bytes)
      #expect(refusal(storage) == .newerFormat(file: name, version: 2))
    }
  }

  @Test func `S12: identity missing or bad, unknown names`() throws {
    let sample = try SampleLog(batches: 3, sealed: false)
    let missing = sample.copy()
    missing.remove("identity")
    #expect(refusedRow(missing) == .badIdentity)
    let bad = sample.copy()
    bad.flip("identity", at: 9, 1)
    #expect(refusedRow(bad) == .badIdentity)
    let unknown = sample.copy()
    unknown.put("log-1", [1])
    unknown.put("notes.tmp", [2])
    unknown.put("log-0000000009.tmp", [3])
    let (_, notices) = try start(unknown)
    #expect(
      notices == [
        .unknownFile(file: "log-1"), .unknownFile(file: "notes.tmp"),
        .temporaryRemoved(file: "log-0000000009.tmp"),
      ]
    )
    #expect(unknown.fileNames.contains("log-1") && unknown.fileNames.contains("notes.tmp"))
    #expect(!unknown.fileNames.contains("log-0000000009.tmp"))
  }
}
