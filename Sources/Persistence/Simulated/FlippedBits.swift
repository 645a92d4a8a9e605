/// A log of 64 KiB of which single bits are flipped: the verdict of recovery's table for each.
package struct FlippedBits {
  /// How many flips had which verdict.
  package struct Tally: Sendable, Equatable {
    package var refused = 0
    package var torn = 0
    package var harmless = 0

    package var count: Int { refused + torn + harmless }
  }

  package static let logBytes = 64 << 10
  private static let segmentBytes = 16 << 10
  private static let bodyBytes = 100

  private let disk: FaultyStorage
  private let ledger: StorageLedger
  private let life: StorageLife
  private let isSealed: Bool
  private let tail: LogTail
  /// Where the last batch stands: file, first byte, first byte after it.
  private let last: (name: String, start: Int, end: Int)

  /// Makes the log: three segments that are full and one that is nearly so.
  ///
  /// - Parameter isSealed: Whether it was closed cleanly.
  /// - Throws: ``LogFailure`` or ``StorageViolation``, if the log cannot be made.
  package init(isSealed: Bool) throws {
    self.isSealed = isSealed
    var random = SeededRandom(seed: 64)
    var life = StorageLife(&random, batches: 1)
    life.segmentBytes = Self.segmentBytes
    self.life = life
    disk = FaultyStorage(seed: 64)
    var ledger = StorageLedger()
    let found = try LogRecovery.inspect(disk, newLogID: StorageLife.logID, options: life.options)
    let log = try found.open()
    let buffer = LogBatchBuffer(limits: log.limits)
    // Segments are made as they are needed, so the last file is the one in use.
    while log.usedBytes < Self.logBytes - 1_024 {
      let tail = try log.tail()
      buffer.reset(number: tail.batch + 1)
      FlippedBits.fill(buffer, &random)
      let checksum = unsafe CRC32C.update(0, buffer.gathered)
      ledger.send(buffer.number, checksum)
      guard case .durable = log.append(buffer, after: tail) else {
        throw StorageViolation.stuck("batch \(buffer.number) was not appended")
      }
      ledger.acknowledge(buffer.number, checksum)
    }
    tail = try log.tail()
    if isSealed { try log.close() }
    self.ledger = ledger
    var place = (name: "", start: 0, end: 0)
    _ = try unsafe LogVerify.run(disk.crashImage(seed: 0), lock: false) { file, offset, batch in
      let stored = unsafe BatchHead.storedCount(payload: batch.payload.count)
      place = (file, Int(offset), Int(offset) + stored)
    }
    last = place
  }

  /// Flips one bit in ten, or all of them.
  ///
  /// - Parameters:
  ///   - phase: Which tenth: the first bit that is flipped.
  ///   - step: 10 for a tenth, 1 for all.
  /// - Returns: How many bits had which verdict.
  /// - Throws: ``StorageViolation/verdict(_:)`` for the first bit with another verdict than the
  ///   table's.
  package func run(phase: Int, step: Int) throws(StorageViolation) -> Tally {
    var tally = Tally()
    for name in disk.fileNames where name.hasPrefix("log-") {
      let storage = disk.crashImage(seed: 0)
      for bit in stride(from: phase, to: storage.contents(of: name).count * 8, by: step) {
        storage.flip(name, at: bit / 8, 1 << UInt8(bit % 8))
        try judge(storage, name, bit, &tally)
        storage.flip(name, at: bit / 8, 1 << UInt8(bit % 8))
      }
    }
    return tally
  }

  private func judge(
    _ storage: FaultyStorage,
    _ name: String,
    _ bit: Int,
    _ tally: inout Tally
  ) throws(StorageViolation) {
    let byte = bit / 8
    let isInLast = name == last.name && byte >= last.start
    let found: Result<RecoveredLog, LogFailure>
    do throws(LogFailure) {
      found = .success(
        try LogRecovery.inspect(storage, newLogID: StorageLife.logID, options: life.options)
      )
    } catch {
      found = .failure(error)
    }
    let place = "\(name) byte \(byte) bit \(bit % 8)"
    switch found {
    case .failure(.damaged(let damage)):
      tally.refused += 1
      // What stands after the last batch and its seal can only be a write that was torn.
      if isInLast, byte >= last.end || !isSealed, byte < last.end + 1_024 {
        throw .verdict("\(place): refused, \(damage)")
      }
    case .failure(let failure): throw .verdict("\(place): \(failure)")
    case .success(let recovered):
      let isTorn = recovered.scan.tornTail != nil
      if isTorn { tally.torn += 1 } else { tally.harmless += 1 }
      guard isInLast, isTorn else { throw .verdict("\(place): not noticed") }
      let kept = byte >= last.end || isSealed ? tail.batch : tail.batch - 1
      guard recovered.tail.batch == kept else {
        throw .verdict("\(place): the log ends in \(recovered.tail), not in \(kept)")
      }
      do throws(LogFailure) { try recovered.abandon() } catch { throw .refused(error) }
    }
  }

  private static func fill(_ buffer: LogBatchBuffer, _ random: inout SeededRandom) {
    let head = LogRecordHead(
      kind: 1,
      entityType: 1,
      entity: random.next(),
      version: 1,
      previous: .none,
      recordedAtMilliseconds: 1_700_000_000_000
    )
    let seed = random.next()
    let position = unsafe buffer.append(head, bodyLimit: bodyBytes) { body in
      var bytes = SeededRandom(seed: seed)
      for index in 0..<bodyBytes { unsafe body[index] = UInt8(truncatingIfNeeded: bytes.next()) }
      return bodyBytes
    }
    precondition(position != nil, "a record of \(bodyBytes) bytes does not fit")
  }
}

extension FileLog {
  /// Bytes of the segments up to the end of the last batch.
  fileprivate var usedBytes: Int {
    mutex.locked {
      shared.segments.dropLast().reduce(0) { $0 + Int($1.size) }
        + Int(shared.segments.last?.endOffset ?? 0)
    }
  }
}
