import Testing

@testable import FealtyPersistence

@Suite("Archive: blocks of records")
struct ArchiveBlockTests {
  private func batches(_ seed: UInt64, count: Int) -> SampleBatches {
    var maker = BodyMaker(random: SeededRandom(seed: seed))
    var batches = SampleBatches()
    var last: [UInt64: (version: UInt32, position: LogPosition)] = [:]
    var time: Int64 = 1_700_000_000_000
    batches.addEpoch()
    for _ in 0..<count {
      if maker.random.below(9) == 0 {
        batches.addEpoch()
        continue
      }
      var records: [SampleRecord] = []
      for index in 0..<(1 + maker.random.below(6)) {
        let entity =
          maker.random.below(5) == 0 ? maker.random.next() : UInt64(maker.random.below(9))
        let before = maker.random.below(12) == 0 ? nil : last[entity]
        time += Int64(maker.random.below(50)) - 20
        records.append(
          SampleRecord(
            kind: UInt8(1 + maker.random.below(3)),
            entity: entity,
            version: (before?.version ?? UInt32(maker.random.below(9))) &+ 1,
            previous: before?.position ?? LogPosition(packed: UInt64(maker.random.below(3))),
            time: maker.random.below(30) == 0 ? Int64.min : time,
            body: maker.body()
          )
        )
        let position = LogPosition(batch: batches.tail.batch + 1, index: UInt16(index))
        last[entity] = (records[index].version, position)
      }
      batches.add(records)
    }
    return batches
  }

  @Test(arguments: [sampleShape, .none])
  func `random records come back byte for byte, whatever their bodies`(
    shape: ArchiveShape
  ) throws {
    // One in twenty has enough records for models with contexts.
    for seed: UInt64 in 1...40 {
      let batches = batches(seed, count: seed % 20 == 0 ? 200 : 20)
      var number = 0
      for (_, content) in try throughBlocks(batches, shape) {
        try content.prove()
        for batch in content.batches {
          let written = batches.batches[number]
          #expect(batch.head == written.head, "seed \(seed)")
          #expect(Array(content.bytes[batch.payload]) == written.payload, "seed \(seed)")
          #expect(batch.replaced.isEmpty)
          number += 1
        }
      }
      #expect(number == batches.batches.count)
    }
  }

  @Test func `single records come without the others, as they stand in their batches`() throws {
    for seed: UInt64 in 1...40 {
      let batches = batches(seed, count: 40)
      let (tables, blocks) = try blocks(of: batches, sampleShape)
      var number = 0
      for bytes in blocks {
        let (head, content) = try ArchiveBlock.read(bytes)
        let records = try ArchiveRecords(head, content, tables)
        for batch in (0..<head.batchCount).map({ batches.batches[number + $0] }).reversed() {
          var found: [UInt8] = []
          for index in 0..<batch.head.recordCount {
            let position = LogPosition(batch: batch.head.number, index: UInt16(index))
            found += try #require(try records.record(at: position))
          }
          #expect(found == batch.payload, "seed \(seed)")
          let end = LogPosition(batch: batch.head.number, index: UInt16(batch.head.recordCount))
          #expect(try records.record(at: end) == nil)
        }
        number += head.batchCount
      }
    }
  }

  @Test func `a long body stands beside the groups`() throws {
    var batches = SampleBatches()
    batches.addEpoch()
    var random = SeededRandom(seed: 7)
    var body = (0..<9_000).map { _ in UInt8(random.below(4)) }
    for count in [Limits.archiveLongBytes - 1, Limits.archiveLongBytes, 9_000] {
      body.swapAt(0, count - 1)
      let record = SampleRecord(
        kind: 9,
        entity: 1,
        version: 1,
        previous: .none,
        time: 5,
        body: Array(body[..<count])
      )
      batches.add([record, record])
    }
    let (tables, made) = try blocks(of: batches, sampleShape)
    let (head, content) = try ArchiveBlock.read(made[0])
    let front = try ArchiveFront(content, head)
    #expect(front.long.count == 4 && front.groups.count == 1 && made[0].count < 10_000)
    let read = try ArchiveContent.read(head, content, tables)
    try read.prove()
    #expect(read.bytes == batches.batches.flatMap(\.payload))
  }

  @Test func `numerals come back, whatever their frequencies`() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<300 {
      var numerals = ArchiveNumerals()
      var written: [(start: Int, count: Int, bits: Int)] = []
      for _ in 0..<random.below(200) {
        switch random.below(3) {
        case 0:
          let count = random.below(17)
          let value = random.below(1 << count)
          numerals.put(bits: UInt64(value), count: count)
          written.append((value, 1, count))
        default:
          let start = random.below(ArchiveNumerals.total)
          let count = 1 + random.below(ArchiveNumerals.total - start)
          numerals.put(start: start, frequency: count)
          written.append((start, count, ArchiveNumerals.precision))
        }
      }
      let bytes = numerals.finish()
      var reader = try ArchiveNumerals.Reader(bytes, 0..<bytes.count)
      for (start, count, bits) in written {
        if count == 1, bits != ArchiveNumerals.precision {
          #expect(try reader.bits(bits) == UInt64(start))
        } else {
          #expect(reader.slot >= start && reader.slot < start + count)
          try reader.advance(start: start, frequency: count)
        }
      }
      #expect(reader.isAtEnd)
    }
  }

  @Test func `classes have all numbers, each once`() {
    var numbers: [UInt64] = Array(0...5_000) + [.max, .max - 1]
    for shift: UInt64 in 6..<64 { numbers += [1 << shift, 1 << shift - 1, 1 << shift + 1] }
    for number in numbers {
      let kind = ArchiveClass(number)
      #expect(kind.symbol < ArchiveClass.count)
      let same = ArchiveClass(symbol: kind.symbol)
      #expect(same.rest == kind.rest && same.first <= number)
      #expect(number - same.first < 1 << UInt64(same.rest))
    }
  }

  @Test func `many bodies are taken apart, and what cannot be is kept whole`() {
    var maker = BodyMaker(random: SeededRandom(seed: 3))
    let splitter = ArchiveBodySplitter(shape: sampleShape)
    let taken = (0..<2_000).count { _ in splitter.check(maker.body()[...], 0) }
    #expect(taken > 600 && taken < 1_900)
    // A length that is not at its shortest would not come back.
    #expect(splitter.check([0x1a, 0x01, 0x41], 0))
    #expect(!splitter.check([0x1a, 0x81, 0x00, 0x41], 0))
    #expect(!splitter.check([0x10, 0x80, 0x00], 0))
    #expect(!splitter.check([0x1a, 0x05, 0x41], 0))
  }

  @Test func `blocks end before they are too large, and a large batch has one of its own`() throws {
    var batches = SampleBatches()
    batches.addEpoch()
    var random = SeededRandom(seed: 1)
    for bytes in [40_000, 40_000, 130_000, 100, 40_000] {
      let body = (0..<bytes).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      batches.add([
        SampleRecord(kind: 9, entity: 1, version: 1, previous: .none, time: 5, body: body)
      ])
    }
    let blocks = try throughBlocks(batches, sampleShape)
    #expect(blocks.map(\.block.batchCount) == [3, 2, 1])
    #expect(blocks.allSatisfy { $0.block.rawCount <= Limits.archiveBlockBytes })
    for (_, content) in blocks { try content.prove() }
  }

  @Test func `a payload that is no row of records is kept whole`() throws {
    let nonsense: [UInt8] = [1, 2, 3, 4, 5]
    #expect(ArchiveBlockWriter.records(nonsense, 2) == nil)
    var batches = SampleBatches()
    batches.addEpoch()
    batches.add(payload: nonsense, recordCount: 2)
    let (_, content) = try throughBlocks(batches, sampleShape)[0]
    try content.prove()
    #expect(Array(content.bytes[content.batches[1].payload]) == nonsense)
  }

  // MARK: - Proof

  @Test func `a CRC of two parts follows from those of the parts`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<300 {
      let one = (0..<random.below(99)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let other = (0..<random.below(3_000)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let whole = ArchiveProof.checksum(of: (one + other)[...])
      let parts = CRC32C.combined(
        ArchiveProof.checksum(of: one[...]),
        ArchiveProof.checksum(of: other[...]),
        other.count
      )
      #expect(whole == parts)
    }
  }

  /// Leaves out every second byte of bodies of kind 2.
  private static let redaction: ArchiveRedaction = { head, body in
    guard head.kind == 2, body.count > 3 else { return nil }
    return Array(body.prefix(body.count / 2))
  }

  @Test func `a batch proves itself although bodies in it were replaced`() throws {
    for seed: UInt64 in 1...30 {
      let batches = batches(seed, count: 12)
      var number = 0
      var replaced = 0
      for (_, content) in try throughBlocks(batches, sampleShape, redact: Self.redaction) {
        try content.prove()
        for batch in content.batches {
          #expect(batch.head.checksum == batches.batches[number].head.checksum)
          replaced += batch.replaced.count
          number += 1
        }
      }
      #expect(replaced > 0, "seed \(seed)")
    }
  }

  @Test func `a byte that is not what was written is found in what was not replaced`() throws {
    let batches = batches(4, count: 12)
    let (_, content) = try throughBlocks(batches, sampleShape, redact: Self.redaction)[0]
    for batch in content.batches where !batch.replaced.isEmpty {
      let sum = ArchiveProof.checksum(of: batch.head, content.bytes[batch.payload], batch.replaced)
      #expect(sum == batch.head.checksum)
      let hidden = batch.replaced.flatMap { body in
        let start = batch.payload.lowerBound + body.offset
        // The length and the body are not those that were written.
        return Array(start..<start + 4)
          + Array(
            start + LogRecordLayout.headBytes..<start + LogRecordLayout.headBytes + body.count
          )
      }
      for offset in batch.payload where !hidden.contains(offset) {
        var bytes = content.bytes
        bytes[offset] ^= 1
        let other = ArchiveProof.checksum(of: batch.head, bytes[batch.payload], batch.replaced)
        #expect(other != batch.head.checksum, "byte \(offset)")
      }
    }
  }

  // MARK: - Lies

  @Test func `S14: a batch whose bodies would have been too large for one is refused`() throws {
    let records = 5_000
    var columns = SampleColumns()
    columns.put(1, in: .batch)
    columns.put(0, in: .epoch)
    columns.put(fixed: 7 as UInt32, in: .checksum)
    columns.put(varint: UInt64(records), in: .recordCount)
    for record in 0..<records {
      columns.put(3, in: .kind)
      columns.put(1, in: .entityType)
      columns.put(0, in: .entityHigh)
      columns.put(fixed: UInt64(record), in: .entity)
      columns.put(0, in: .version)
      columns.put(1, in: .previousBatch)
      columns.put(0, in: .time)
      columns.put(ArchiveBody.replacedWhole.rawValue, in: .body)
      columns.put(0, in: .bodyLength)
      // Together 5,000 MiB, each of them possible.
      columns.put(varint: UInt64(Limits.batchBytes), in: .originalLength)
      columns.put(fixed: 9 as UInt32, in: .originalChecksum)
    }
    var head = ArchiveBlock(
      kind: .batches,
      logID: testLogID,
      ordinal: 1,
      index: 1,
      before: .empty,
      lastBatch: 1
    )
    head.batchCount = 1
    head.recordCount = records
    head.rawCount = records * LogRecordLayout.headBytes
    let (block, content) = try ArchiveBlock.read(head.encoded(columns.bytes, level: 1))
    let tables = try ArchiveTables(decoding: ArchiveCounts().tables(.none).encoded())
    #expect(throws: ArchiveFault.malformed) { try ArchiveContent.read(block, content, tables) }
  }

  @Test func `S14: the same of records`() throws {
    let records = Limits.archiveGroupRecords
    let batch = BatchHead(
      kind: .data,
      logID: testLogID,
      number: 1,
      epoch: 0,
      payloadCount: 0,
      recordCount: records,
      previousChecksum: 0
    )
    for originalCount in [100, Limits.batchBytes] {
      var events = ArchiveEvents()
      events.beginBlock()
      for record in 0..<records {
        for head: ArchiveHead in [.kind, .entityType] { events.put(1, in: head) }
        events.put(fixed: UInt64(record))
        for head: ArchiveHead in [.version, .previousBatch] { events.put(1, in: head) }
        events.put(difference: 5, in: ArchiveHead.time.column)
        events.put(UInt64(ArchiveBody.replacedWhole.rawValue), in: .body)
        events.put(0, in: .bodyLength)
        // Each of them possible.
        events.put(UInt64(originalCount), in: .originalLength)
        events.put(fixed: 9 as UInt32)
      }
      var numerals = ArchiveNumerals()
      for event in events.list { ArchiveModels.none.put(event, to: &numerals) }
      var head = ArchiveBlock(
        kind: .records,
        logID: testLogID,
        ordinal: 1,
        index: 1,
        before: .empty,
        lastBatch: 1
      )
      head.batchCount = 1
      head.recordCount = records
      head.rawCount = records * LogRecordLayout.headBytes
      var front: [UInt8] = []
      ArchiveFront.append(batch, after: .empty, isWhole: false, to: &front)
      let bases = events.contexts.bases
      let stored = ArchiveFront.content(front, bases, [numerals.finish()])
      let (block, content) = try ArchiveBlock.read(head.encoded(stored: stored))
      let tables = try ArchiveTables(decoding: ArchiveCounts().tables(.none).encoded())
      do {
        let read = try ArchiveContent.read(block, content, tables)
        #expect(read.batches[0].replaced.count == records && originalCount == 100)
      } catch {
        #expect(error == .malformed && originalCount == Limits.batchBytes)
      }
    }
  }

  @Test func `S14: lying sizes are refused before anything is inflated`() throws {
    var writer = ArchiveBlock(
      kind: .tables,
      logID: testLogID,
      ordinal: 1,
      index: 0,
      before: .empty,
      lastBatch: 0
    )
    let good = writer.encoded([UInt8](repeating: 7, count: 5_000), level: 6)
    #expect(try ArchiveBlock.read(good).content.count == 5_000)
    for (offset, value) in [
      (48, UInt32.max), (48, UInt32(Limits.archiveInflatedBytes + 1)), (48, 5_001), (48, 4_999),
      (48, 0), (44, UInt32(Limits.blockBytes + 1)), (52, 1), (52, UInt32.max), (36, 1), (96, 1),
    ] {
      var bytes = good
      for byte in 0..<4 { bytes[offset + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
      resign(&bytes)
      #expect(throws: ArchiveFault.self, "\(value) at \(offset)") { try ArchiveBlock.read(bytes) }
    }
    // A megabyte that inflates to what was declared, but from next to nothing.
    var bomb = writer
    let bytes = bomb.encoded([UInt8](repeating: 0, count: Limits.archiveInflatedBytes), level: 9)
    #expect(try ArchiveBlock.read(bytes).content.count == Limits.archiveInflatedBytes)
  }

  /// Makes the checksum right again.
  private func resign(_ bytes: inout [UInt8]) {
    let crc = bytes.withUnsafeBytes { bytes in
      CRC32C.update(
        CRC32C.update(0, UnsafeRawBufferPointer(rebasing: bytes[..<100])),
        UnsafeRawBufferPointer(rebasing: bytes[ArchiveBlock.headBytes...])
      )
    }
    let masked = CRC32C.masked(crc)
    for byte in 0..<4 { bytes[100 + byte] = UInt8(truncatingIfNeeded: masked >> (8 * byte)) }
  }

  @Test func `columns that lie are errors, never more than a block`() throws {
    var batches = batches(9, count: 10)
    batches.addEpoch()
    let (tables, blocks) = try blocks(of: batches, sampleShape)
    let (head, columns) = try ArchiveBlock.read(blocks[0])
    var random = SeededRandom(seed: 1)
    var refused = 0
    for _ in 0..<4_000 {
      var other = columns
      for _ in 0...random.below(3) {
        other[random.below(other.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      do {
        let content = try ArchiveContent.read(head, other, tables)
        #expect(content.bytes.count == head.rawCount)
        try content.prove()
      } catch {
        refused += 1
      }
    }
    #expect(refused > 3_900)
  }

  @Test func `tables and shapes come back, and nonsense is refused`() throws {
    var tables = ArchiveTables(shape: sampleShape, texts: [[1, 2, 3], [], [4]])
    tables.models = try blocks(of: batches(3, count: 30), sampleShape).tables.models
    let bytes = tables.encoded()
    #expect(bytes.count < 20_000)
    let read = try ArchiveTables(decoding: bytes)
    #expect(read.shape == sampleShape && read.entities.isEmpty && read.textCount == 3)
    #expect(Array(read.text(0)) == [1, 2, 3] && read.text(1).isEmpty && Array(read.text(2)) == [4])
    #expect(read.encoded() == bytes && !read.models.isEmpty)
    for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 500)) {
      #expect(throws: ArchiveFault.self, "\(count) bytes") {
        try ArchiveTables(decoding: Array(bytes[..<count]))
      }
    }
  }
}
