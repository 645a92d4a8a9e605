import Testing

@testable import FealtyPersistence

/// Goal: each thing that recovery compares is compared, also where everything else fits.
///
/// Method: batches and heads are changed with every checksum and every link behind them mended, so
/// that one comparison alone can notice.
@Suite("Logs in which one thing is wrong")
struct ForgedLogTests {
  /// Two segments, neither sealed at the end nor with anything behind the last batch.
  private static func sample() throws -> SampleLog {
    let sample = try SampleLog(batches: 12, sealed: false)
    #expect(Set(sample.places.map(\.file)).count == 2)
    return sample
  }

  /// Changes the batches of a file from one on, which follows a batch with `checksum`.
  private func forge(
    _ storage: FaultyStorage,
    _ file: String,
    from offset: Int,
    after checksum: UInt32? = nil,
    _ change: (inout BatchHead) -> Void = { _ in }
  ) throws {
    var content = storage.contents(of: file)
    var count = 0
    try content.withUnsafeMutableBytes { bytes in
      let base = try #require(bytes.baseAddress)
      var place = offset
      var previous = checksum
      while let read = try? BatchHead.read(base + place, available: bytes.count - place) {
        var batch = read
        if let previous { batch.previousChecksum = previous }
        change(&batch)
        batch.write(to: base + place)
        previous = batch.checksum
        place += batch.storedCount
        count += 1
      }
    }
    #expect(count > 0, "there is no batch at \(offset)")
    storage.put(file, content)
  }

  private func forgeHead(
    _ storage: FaultyStorage,
    _ file: String,
    _ change: (inout SegmentHead) -> Void
  ) throws {
    let bytes = storage.contents(of: file)
    var head = try bytes.withUnsafeBytes { bytes in
      try SegmentHead.read(try #require(bytes.baseAddress), available: bytes.count)
    }
    change(&head)
    overwrite(storage, file, at: 0, with: head.encoded())
  }

  @Test func `nothing: it starts`() throws {
    let sample = try Self.sample()
    let last = try #require(sample.places.last)
    let storage = sample.copy()
    try forge(storage, last.file, from: last.offset)
    try forgeHead(storage, last.file) { _ in }
    #expect(storage.contents(of: last.file) == sample.storage.contents(of: last.file))
    #expect(refusal(storage) == nil)
  }

  @Test func `a batch of a later epoch than its log's: refuse`() throws {
    let sample = try Self.sample()
    let last = try #require(sample.places.last)
    let storage = sample.copy()
    try forge(storage, last.file, from: last.offset) { $0.epoch += 1 }
    #expect(refusedRow(storage) == .misplacedBatch)
  }

  @Test func `a batch of another log that continues this one: refuse`() throws {
    let sample = try Self.sample()
    let last = try #require(sample.places.last)
    let storage = sample.copy()
    try forge(storage, last.file, from: last.offset) { $0.logID = LogID(low: 7, high: 7) }
    #expect(refusedRow(storage) == .foreignBatch)
  }

  @Test func `a segment that continues a batch with another checksum: refuse`() throws {
    let sample = try Self.sample()
    let last = try #require(sample.places.last)
    let storage = sample.copy()
    var checksum: UInt32 = 0
    try forgeHead(storage, last.file) { head in
      head.before.checksum ^= 1
      checksum = head.before.checksum
    }
    try forge(storage, last.file, from: SegmentHead.bytes, after: checksum)
    #expect(refusedRow(storage) == .foreignBatch)
  }

  @Test func `the last batch of a newer format, files of this one: refuse, touch nothing`() throws {
    let sample = try Self.sample()
    let last = try #require(sample.places.last)
    let storage = sample.copy()
    var batch = sample.bytes(of: last)
    batch[4] += 1
    let sum = batch.withUnsafeBytes { bytes in
      CRC32C.masked(
        CRC32C.update(
          CRC32C.update(0, UnsafeRawBufferPointer(rebasing: bytes[..<52])),
          UnsafeRawBufferPointer(rebasing: bytes[BatchHead.bytes...])
        )
      )
    }
    for index in 0..<4 { batch[52 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
    overwrite(storage, last.file, at: last.offset, with: batch)
    #expect(refusal(storage)?.family == .format)
  }

  @Test func `an epoch after which none can come: refuse`() throws {
    let sample = try Self.sample()
    let first = try #require(sample.places.first)
    let storage = sample.copy()
    try forgeHead(storage, first.file) { $0.before.epoch = .max }
    #expect(refusedRow(storage) == .badSegmentHead)
  }

  @Test func `a snapshot that ends before the log begins: refuse`() throws {
    func sample(truncates: Bool) throws -> SampleLog {
      try SampleLog(batches: 40, sealed: true, snapshotsAfter: [5, 20, 35], truncates: truncates)
    }
    let storage = try sample(truncates: true).copy()
    #expect(!storage.fileNames.contains(FileNames.segment(1)))
    let whole = try sample(truncates: false).storage
    for name in storage.fileNames where name.hasPrefix("snapshot-") { storage.remove(name) }
    for name in [FileNames.manifest(1), FileNames.blocks(1)] {
      storage.put(name, whole.contents(of: name))
    }
    #expect(refusedRow(storage) == .snapshotGap)
  }

  @Test func `a torn tail of many pages is gone, whole`() throws {
    let options = smallOptions(segmentBytes: 64 << 10, largestBatch: 16 << 10)
    let sample = try SampleLog(batches: 3, sealed: false, options: options)
    let last = try #require(sample.places.last)
    let end = last.offset + SampleLog.batchBytes
    let storage = sample.copy()
    overwrite(storage, last.file, at: end, with: [UInt8](repeating: 0xAB, count: 12_000))
    let recovered = try LogRecovery.inspect(storage, newLogID: testLogID, options: options)
    #expect(recovered.scan.tornTail?.byteCount == 12_000)
    let log = try recovered.open()
    let left = storage.contents(of: last.file)[end...]
    // The batch of the new epoch stands there now.
    #expect(left.dropFirst(2 * BatchHead.bytes).allSatisfy { $0 == 0 })
    try log.close()
  }
}
