/// One short life of a server, as the disk sees it: it recovers, appends, goes on to other
/// segments, seals, takes snapshots while it appends, truncates, and stops or does not.
///
/// What a snapshot holds is the checksum of every batch up to its end, so that snapshot and log
/// together say whether anything is missing.
package struct StorageLife: Sendable {
  var batches: Int
  var largestBody: Int
  var segmentBytes: Int
  /// Segments are made ahead before one batch in so many; 0 = never.
  var preparesOneIn: Int
  var sealsOneIn: Int
  /// A snapshot is begun after one batch in so many; 0 = never.
  var snapshotsOneIn: Int
  var closes: Bool

  static let logID = LogID(low: 0x1122_3344_5566_7788, high: 0x99aa_bbcc_ddee_ff00)
  private static let largestBatch = 1_024
  /// Batches that lie in a block of 512 bytes, at most: a head and a record without a body each.
  private static let batchesPerBlock = 512 / 92 + 2

  /// A life made of chance.
  init(_ random: inout SeededRandom, batches most: Int) {
    batches = 1 + random.below(most)
    largestBody = 40 + random.below(200)
    segmentBytes = 2_048 + 512 * random.below(5)
    preparesOneIn = random.below(4)
    sealsOneIn = 2 + random.below(4)
    snapshotsOneIn = [0, 2, 3, 5][random.below(4)]
    closes = random.below(2) == 0
  }

  var options: LogOptions {
    LogOptions(
      segmentBytes: segmentBytes,
      readySegments: 1,
      limits: LogLimits(largestBatchBytes: Self.largestBatch),
      reserveBytes: Self.largestBatch,
      failStop: { _ in }
    )
  }

  // MARK: - Recovery

  /// Recovers a directory and compares it with what is known.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - ledger: What is known.
  ///   - opens: Whether to go on writing, or to give the directory up again.
  ///   - spoil: What a read of it gave instead of the bytes; then a refusal is right, and so is
  ///     a tail that was cut, as far as nobody can know better.
  /// - Returns: The log, if it was opened, and what it holds; nil if a call failed or the start was
  ///   rightly refused.
  /// - Throws: ``StorageViolation``.
  func recover(
    _ storage: any Storage,
    _ ledger: inout StorageLedger,
    opens: Bool = true,
    spoiledBy spoil: FaultyStorage.Fault? = nil
  ) throws(StorageViolation) -> (log: FileLog?, held: [UInt64: UInt32])? {
    let mayRefuse = spoil != nil
    let found: Result<RecoveredLog, LogFailure>
    do throws(LogFailure) {
      found = .success(
        try LogRecovery.inspect(storage, newLogID: Self.logID, options: options)
      )
    } catch {
      found = .failure(error)
    }
    switch found {
    case .failure(.io): return nil
    case .failure(let failure):
      if mayRefuse { return nil }
      throw .refused(failure)
    case .success(let recovered):
      guard let held = try contents(of: recovered, mayRefuse: mayRefuse) else { return nil }
      let isTorn = recovered.scan.tornTail != nil || recovered.scan.headToRemake != nil
      // Where zeros came for the last block, nothing says that there was anything.
      let mayLose = spoil == .stray ? Self.batchesPerBlock : spoil == .flip && isTorn ? 1 : 0
      try ledger.check(held, mayLose: mayLose)
      guard opens else { return (nil, held) }
      do throws(LogFailure) {
        let log = try recovered.open()
        // What was read before the log was opened in a new epoch stays: others have seen it.
        for (number, checksum) in held { ledger.acknowledge(number, checksum) }
        return (log, held)
      } catch {
        return nil
      }
    }
  }

  /// Checksums of all batches, from the snapshot and the log after it.
  private func contents(
    of recovered: RecoveredLog,
    mayRefuse: Bool
  ) throws(StorageViolation) -> [UInt64: UInt32]? {
    var held: [UInt64: UInt32] = [:]
    var violation: StorageViolation?
    if let snapshot = recovered.snapshot {
      do throws(SnapshotError) {
        try unsafe snapshot.forEachRecord { _, record in
          guard record.count == 12, let base = record.baseAddress else { return false }
          let number = unsafe base.stored(UInt64.self, at: 0)
          held[number] = unsafe base.stored(UInt32.self, at: 8)
          return true
        }
      } catch {
        if case .io = error { return nil }
        if mayRefuse { return nil }
        throw .unreadable(snapshot.manifest.end.batch)
      }
    }
    do throws(LogFailure) {
      try unsafe recovered.replay(from: recovered.replayStart) { batch in
        guard unsafe batch.recordCount > 0 else { return true }
        let number = unsafe batch.number
        let checksum = unsafe CRC32C.update(0, batch.payload)
        // What the snapshot has already is skipped, if it is the same.
        if let known = held[number], known != checksum { violation = .changed(number) }
        held[number] = checksum
        var reader = unsafe batch.records
        do { while try unsafe reader.next() != nil {} } catch { violation = .unreadable(number) }
        return violation == nil
      }
    } catch {
      if case .io = error { return nil }
      if mayRefuse { return nil }
      throw .refused(error)
    }
    if let violation { throw violation }
    return held
  }

  // MARK: - Life

  /// Lives once.
  ///
  /// - Returns: Whether it came to its end; what ends it early are failing calls.
  func run(
    _ storage: any Storage,
    _ ledger: inout StorageLedger,
    _ random: inout SeededRandom
  ) throws(StorageViolation) -> Bool {
    guard let found = try recover(storage, &ledger), let log = found.log else { return false }
    var held = found.held
    let buffer = LogBatchBuffer(limits: log.limits)
    for _ in 0..<batches {
      if preparesOneIn > 0, random.below(preparesOneIn) == 0 { _ = log.prepareNextSegment() }
      guard append(log, buffer, &held, &ledger, &random) else { return false }
      if random.below(sealsOneIn) == 0 { log.seal() }
      guard snapshotsOneIn > 0, random.below(snapshotsOneIn) == 0 else { continue }
      guard snapshot(storage, log, buffer, &held, &ledger, &random) else { return false }
    }
    guard closes else { return true }
    do throws(LogFailure) {
      try log.close()
      return true
    } catch {
      return false
    }
  }

  /// - Returns: Whether the life goes on; it does when the disk is full.
  private func append(
    _ log: FileLog,
    _ buffer: LogBatchBuffer,
    _ held: inout [UInt64: UInt32],
    _ ledger: inout StorageLedger,
    _ random: inout SeededRandom
  ) -> Bool {
    let tail: LogTail
    do throws(LogFailure) { tail = try log.tail() } catch { return false }
    let number = tail.batch + 1
    buffer.reset(number: number)
    for _ in 0...random.below(3) { addRecord(to: buffer, &random) }
    let checksum = unsafe CRC32C.update(0, buffer.gathered)
    let isNew = ledger.sent[number]?.contains(checksum) != true
    ledger.send(number, checksum)
    switch log.append(buffer, after: tail) {
    case .durable:
      ledger.acknowledge(number, checksum)
      held[number] = checksum
      return true
    case .notAppended:
      ledger.refuse(number, checksum, isNew: isNew)
      return true
    case .unknown, .fenced: return false
    }
  }

  private func addRecord(to buffer: LogBatchBuffer, _ random: inout SeededRandom) {
    let head = LogRecordHead(
      kind: UInt8(random.below(200)),
      entityType: 1,
      entity: random.next(),
      version: UInt32(random.below(1_000)),
      previous: .none,
      recordedAtMilliseconds: 1_700_000_000_000
    )
    let count = random.below(largestBody)
    let seed = random.next()
    let position = unsafe buffer.append(head, bodyLimit: count) { body in
      var bytes = SeededRandom(seed: seed)
      for index in 0..<count { unsafe body[index] = UInt8(truncatingIfNeeded: bytes.next()) }
      return count
    }
    precondition(position != nil, "a record of \(count) bytes does not fit")
  }

  /// Takes a snapshot, appends in the middle of it, and truncates what it replaces.
  ///
  /// - Returns: Whether the life goes on.
  private func snapshot(
    _ storage: any Storage,
    _ log: FileLog,
    _ buffer: LogBatchBuffer,
    _ held: inout [UInt64: UInt32],
    _ ledger: inout StorageLedger,
    _ random: inout SeededRandom
  ) -> Bool {
    do {
      let start = try log.tail().batch + 1
      let writer = try SnapshotWriter(storage: storage, logID: log.logID, start: start)
      let first = held.keys.sorted()
      for number in first.prefix(first.count / 2) { try write(writer, number, held) }
      if random.below(2) == 0 {
        guard append(log, buffer, &held, &ledger, &random) else { return false }
      }
      let rest = held.keys.sorted().dropFirst(first.count / 2)
      for number in rest { try write(writer, number, held) }
      _ = try writer.finish(end: try log.tail(), metadata: [1, 2, 3])
      if let kept = try SnapshotCatalog.removeOld(storage) {
        try log.truncate(before: kept, owner: try log.tail())
      }
      return true
    } catch let error as SnapshotError {
      // A disk that is full costs the snapshot and no more (CS8).
      if case .io(let cause) = error { return cause.isFull }
      return false
    } catch {
      return false
    }
  }

  private func write(
    _ writer: SnapshotWriter,
    _ number: UInt64,
    _ held: [UInt64: UInt32]
  ) throws(SnapshotError) {
    var record = [UInt8](repeating: 0, count: 12)
    unsafe record.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe base.put(number, at: 0)
      unsafe base.put(held[number] ?? 0, at: 8)
    }
    var failure: SnapshotError?
    unsafe record.withUnsafeBytes { bytes in
      do throws(SnapshotError) { try unsafe writer.append(section: 1, bytes) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
