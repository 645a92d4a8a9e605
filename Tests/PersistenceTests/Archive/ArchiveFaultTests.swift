internal import Glibc
import Testing

@testable import FealtyPersistence

/// Goal: whatever happens while segments are archived, and to archives later, what was acknowledged
/// is there, and damage is named.
///
/// Method: a log of a few segments and two snapshots on the simulated disk; a fault at each call.
@Suite("Archive: faults")
struct ArchiveFaultTests {
  private static let policy = ArchivePolicy(
    shape: sampleShape,
    redact: { head, body in head.kind < 40 ? Array(body.dropFirst(50)) : nil }
  )

  private static func sample() throws -> (storage: FaultyStorage, batches: [LogBatch]) {
    let sample = try SampleLog(batches: 22, sealed: true, snapshotsAfter: [20, 22])
    let log = try openLog(sample.copy())
    return (sample.copy(), try log.read(from: 1, atMost: .max).filter { $0.recordCount > 0 })
  }

  /// Archives what is sealed.
  ///
  /// - Returns: What was done; nil if the log could not be opened.
  private func archive(_ storage: FaultyStorage, closes: Bool = true) -> ArchiveReport? {
    do {
      let log = try openLog(storage)
      let report = log.archiveSealed(before: .max, Self.policy, now: 0)
      if closes { try log.close() }
      return report
    } catch {
      return nil
    }
  }

  /// What is wrong with a directory that holds all these batches, in segments or archives.
  private func fault(_ storage: FaultyStorage, _ batches: [LogBatch]) -> String? {
    do {
      let recovered = try LogRecovery.inspect(
        storage,
        newLogID: testLogID,
        options: smallOptions()
      )
      if let notice = recovered.archives.bad.first { return "\(notice)" }
      if let check = recovered.verifyArchives().first(where: { !$0.isGood }) { return check.text }
      let log = try recovered.open()
      for batch in batches {
        guard let found = try log.read(from: batch.number, atMost: 1).first else {
          return "batch \(batch.number) is missing"
        }
        guard found.tail == batch.tail, found.recordCount == batch.recordCount else {
          return "batch \(batch.number) is another"
        }
        let whole = found.payload == batch.payload
        guard whole || found.payload.dropFirst(36) == batch.payload.dropFirst(86) else {
          return "batch \(batch.number) has another body"
        }
      }
      let names = storage.fileNames.filter { $0.hasSuffix(".tmp") }
      guard names.isEmpty else { return "\(names) left" }
      try log.close()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `S1 S2: a crash at each call of archiving leaves what was acknowledged`() throws {
    let (calm, batches) = try Self.sample()
    let report = archive(calm)
    #expect((report?.archived ?? 0) >= 3 && report?.failure == nil)
    #expect(fault(calm, batches) == nil)
    let calls = calm.callCount
    #expect(calls > 100)
    for call in 1...calls {
      let storage = try Self.sample().storage
      storage.plan(.crash, atCall: call)
      _ = archive(storage)
      for image in [
        storage.killed(), storage.crashImage(seed: UInt64(call)),
        storage.crashImage(seed: UInt64(call + 1_000)),
        storage.crashImage(seed: UInt64(call + 2_000)),
      ] {
        #expect(fault(image, batches) == nil, "call \(call)")
        // And what was begun is ended by the next one who tries.
        let again = archive(image)
        #expect(again != nil && again?.failure == nil, "call \(call)")
        #expect(fault(image, batches) == nil, "call \(call)")
        #expect(image.fileNames.filter { $0.hasPrefix("log-") }.count <= 3)
      }
    }
  }

  @Test func `negative control: an archive that is not synced before its segment goes is lost`()
    throws
  {
    let (storage, batches) = try Self.sample()
    let log = try openLog(CheatingStorage(storage, .skipsFileSync))
    _ = log.archiveSealed(before: .max, Self.policy, now: 0)
    let isLost = (0..<40).contains { fault(storage.crashImage(seed: UInt64($0)), batches) != nil }
    #expect(isLost)
  }

  @Test(arguments: [EIO, ENOSPC], [false, true])
  func `S5 S6 S7: an error at each call of archiving loses nothing`(
    code: Int32,
    isForEver: Bool
  ) throws {
    let (calm, batches) = try Self.sample()
    _ = archive(calm)
    for call in 1...calm.callCount {
      let storage = try Self.sample().storage
      storage.plan(.fail(code), atCall: call, isForEver: isForEver)
      _ = archive(storage)
      storage.heal()
      for image in [storage.killed(), storage.crashImage(seed: UInt64(call))] {
        #expect(fault(image, batches) == nil, "call \(call)")
        #expect(archive(image)?.failure == nil, "call \(call)")
        #expect(fault(image, batches) == nil, "call \(call)")
      }
    }
  }

  @Test func `S7 CS8: a full disk ends archiving and nothing else, and it is done later`() throws {
    let (storage, batches) = try Self.sample()
    let failures = Failures()
    let log = try openLog(storage, options: smallOptions { failures.list.append($0) })
    let before = SampleLog.contents(storage)
    storage.capacityBytes = storage.usedBytes + 300
    let report = log.archiveSealed(before: .max, Self.policy, now: 0)
    guard case .full? = report.failure else {
      Issue.record("a full disk was not noticed: \(report)")
      return
    }
    #expect(report.archived == 0)
    #expect(SampleLog.contents(storage) == before)
    #expect(failures.list.isEmpty)
    let tail = try log.tail()
    let buffer = LogBatchBuffer(number: tail.batch + 1, limits: log.limits)
    fill(buffer, records: 1, bodyBytes: 20, seed: 1)
    guard case .durable = log.append(buffer, after: tail) else {
      Issue.record("the log stopped")
      return
    }
    storage.capacityBytes = .max
    #expect(log.archiveSealed(before: .max, Self.policy, now: 0).archived >= 3)
    try log.close()
    #expect(fault(storage, batches) == nil)
  }

  @Test func `S8: a segment that is not what was written is not archived, and stays`() throws {
    let (storage, _) = try Self.sample()
    let log = try openLog(storage)
    let before = storage.fileNames
    storage.flip("log-0000000001", at: 700, 1)
    let report = log.archiveSealed(before: .max, Self.policy, now: 0)
    guard case .unreadable(.damaged(let damage))? = report.failure else {
      Issue.record("the damage was not found: \(report)")
      return
    }
    #expect(damage.file == "log-0000000001" && report.archived == 0)
    #expect(storage.fileNames == before)
    try log.close()
  }

  // MARK: - Damage

  @Test func `S10: each bit of an archive: found and named, nothing refused, nothing deleted`()
    throws
  {
    let (storage, _) = try Self.sample()
    _ = archive(storage)
    let name = FileNames.archive(1)
    let bytes = storage.contents(of: name)
    #expect(bytes.count > 400)
    let files = try LogFiles.open(storage, .read)
    let recovered = try LogRecovery.inspect(storage, newLogID: testLogID, options: smallOptions())
    let first = try #require(recovered.scan.contents.first).head
    try recovered.abandon()
    for offset in bytes.indices {
      for bit in 0..<8 {
        storage.flip(name, at: offset, 1 << bit)
        do {
          let catalog = try ArchiveCatalog.load(
            storage,
            files.archives,
            logID: testLogID,
            before: first.ordinal,
            continuedBy: first.before
          )
          let isNamed = catalog.checks(storage).contains { $0.file == name && !$0.isGood }
          #expect(isNamed, "byte \(offset), bit \(bit)")
        } catch {
          guard case .newerFormat(file: name, version: _) = error else { throw error }
        }
        storage.flip(name, at: offset, 1 << bit)
      }
    }
  }

  @Test func `S10: a server starts without a bad archive, says so, and reads all others`() throws {
    let (storage, batches) = try Self.sample()
    _ = archive(storage)
    let name = FileNames.archive(2)
    let index = try ArchiveCatalog.index(storage, name).get().index
    let size = storage.contents(of: name).count
    for offset in [0, 60, index.entries[1].offset + 120, UInt64(size - 100), UInt64(size - 1)] {
      let damaged = storage.crashImage(seed: 1)
      damaged.flip(name, at: Int(offset), 4)
      let before = damaged.contents(of: name)
      let log = try openLog(damaged)
      for batch in batches where batch.number < log.batches.upperBound {
        let isThere = batch.number <= index.before.batch || batch.number > index.after.batch
        do {
          let found = try log.read(from: batch.number, atMost: 1)
          #expect(found.first?.tail == batch.tail && (isThere || offset == 60))
        } catch {
          guard case .damaged(let damage) = error else { throw error }
          #expect(!isThere && damage.kind == .badArchive && damage.file == name)
        }
      }
      try log.close()
      #expect(damaged.contents(of: name) == before)
      #expect(try !LogVerify.run(damaged, lock: true).isGood)
    }
  }

  @Test func `S11 S12: archives of another log, swapped, missing or unfinished`() throws {
    let (storage, batches) = try Self.sample()
    _ = archive(storage)
    let one = storage.contents(of: FileNames.archive(1))
    let two = storage.contents(of: FileNames.archive(2))

    let swapped = storage.crashImage(seed: 1)
    swapped.put(FileNames.archive(1), two)
    swapped.put(FileNames.archive(2), one)
    let found = try LogVerify.run(swapped, lock: true).checks.filter { !$0.isGood }
    #expect(found.map(\.file) == [FileNames.archive(1), FileNames.archive(2)])

    let missing = storage.crashImage(seed: 1)
    missing.remove(FileNames.archive(2))
    let gone = try ArchiveCatalog.index(storage, FileNames.archive(2)).get().index
    let log = try openLog(missing)
    for batch in batches where batch.number < log.batches.upperBound {
      let isThere = batch.number <= gone.before.batch || batch.number > gone.after.batch
      do {
        #expect(try log.read(from: batch.number, atMost: 1).first?.tail == batch.tail && isThere)
      } catch {
        guard case .damaged(let damage) = error else { throw error }
        #expect(!isThere && damage.kind == .badArchive && damage.file == FileNames.archive(2))
      }
    }
    try log.close()
    let lines = try LogVerify.run(missing, lock: true).checks.filter { !$0.isGood }
    #expect(lines.map(\.file) == [FileNames.archive(2)])

    let other = try SampleLog(
      batches: 22,
      sealed: true,
      snapshotsAfter: [20],
      logID: LogID(low: 9, high: 9)
    )
    _ = archive(other.storage)
    let foreign = storage.crashImage(seed: 1)
    foreign.put(FileNames.archive(1), other.storage.contents(of: FileNames.archive(1)))
    let bad = try LogVerify.run(foreign, lock: true).checks.filter { !$0.isGood }
    #expect(bad.map(\.file) == [FileNames.archive(1)])
    #expect(bad.first?.text.contains("log") == true)

    // A crash between the archive's name and the end of its segment: it is made again.
    let both = storage.crashImage(seed: 1)
    both.put(FileNames.archive(9), one)
    both.put(FileNames.archive(8) + ".tmp", [1, 2, 3])
    #expect(fault(both, batches) == nil)
  }

  @Test func `a newer archive is refused as every newer file is`() throws {
    let (storage, _) = try Self.sample()
    _ = archive(storage)
    let name = FileNames.archive(1)
    var bytes = storage.contents(of: name)
    bytes[4] = 3
    let crc = bytes.withUnsafeBytes { bytes in
      CRC32C.update(0, UnsafeRawBufferPointer(rebasing: bytes[..<52]))
    }
    let masked = CRC32C.masked(crc)
    for byte in 0..<4 { bytes[52 + byte] = UInt8(truncatingIfNeeded: masked >> (8 * byte)) }
    storage.put(name, bytes)
    #expect(refusal(storage) == .newerFormat(file: name, version: 3))
  }

  @Test func `a single archive is read by itself`() throws {
    let (storage, batches) = try Self.sample()
    _ = archive(storage)
    guard case .archive(let file)? = try SingleFile.open(storage, name: FileNames.archive(1)) else {
      Issue.record("it is not taken for an archive")
      return
    }
    var seen: [LogTail] = []
    try file.forEachBatch { batch in
      if batch.recordCount > 0 {
        seen.append(LogTail(batch: batch.number, epoch: batch.epoch, checksum: batch.checksum))
      }
    }
    #expect(seen == batches.prefix(seen.count).map(\.tail) && seen.count > 3)
    storage.flip(FileNames.archive(1), at: 300, 1)
    #expect(throws: LogFailure.self) {
      guard case .archive(let file)? = try SingleFile.open(storage, name: FileNames.archive(1))
      else { return }
      try file.forEachBatch { _ in }
    }
  }
}

/// What a log said when it stopped.
private final class Failures: @unchecked Sendable {
  // One thread alone uses it.
  var list: [LogFailure] = []
}
