import Testing

@testable import FealtyPersistence

/// Archives of each format as they were written once: what this test holds, later versions must
/// read.
///
/// Only the reading is for ever: another zlib may compress to other bytes.
@Suite("Golden archives")
struct GoldenArchiveTests {
  private static let redaction: ArchiveRedaction = { head, _ in
    head.entity == 3 ? [0x10, 0x05] : nil
  }

  private static func body(_ entity: UInt64) -> [UInt8] {
    var body: [UInt8] = [0x10, 0x80 | UInt8(entity), 0x01, 0x1a, 3, 0x61, 0x62, 0x63]
    body += [0x22, 4, 0, UInt8(entity), 1, 9, 0x2a, 4, 0x31, 0x30, 0x30, 0x30 + UInt8(entity)]
    body += [0x32, 16] + [UInt8](repeating: UInt8(entity), count: 16)
    body += [0x3a, 6, 0x0a, 2, 0x41, 0x42, 0x30, 7]
    return body
  }

  private static func records(_ batch: UInt64) -> [SampleRecord] {
    (1...3).map { (entity: UInt64) -> SampleRecord in
      let before = LogPosition(batch: batch - 1, index: UInt16(entity - 1))
      return SampleRecord(
        kind: entity == 2 ? 9 : 1,
        entity: entity,
        version: UInt32(batch) - 1,
        previous: batch == 2 ? .none : before,
        time: 1_700_000_000_000 + Int64(batch),
        body: body(entity)
      )
    }
  }

  private static func batches() -> SampleBatches {
    var batches = SampleBatches()
    batches.addEpoch()
    for batch: UInt64 in 2...3 { batches.add(records(batch)) }
    return batches
  }

  /// The directory with the archive as its only one, before the log's first segment.
  private func storage(_ format: Int) -> FaultyStorage {
    let storage = FaultyStorage(seed: 1)
    storage.put(FileNames.archive(1), format == 1 ? Self.golden1 : Self.golden2)
    return storage
  }

  /// What this version writes, to be compared by eye when the format changes.
  private static func written() throws -> [UInt8] {
    var counts = ArchiveCounts()
    for _ in 0..<2 { counts.note(text: [0x61, 0x62, 0x63]) }
    var tables = counts.tables(sampleShape)
    var sample = ArchiveSample(bytes: 0)
    // So many that there are models with contexts.
    for batch in Array(repeating: 2...3 as ClosedRange<UInt64>, count: 40).joined() {
      for record in records(batch) {
        let head = LogRecordHead(
          kind: record.kind,
          entityType: 1,
          entity: record.entity,
          version: record.version,
          previous: record.previous,
          recordedAtMilliseconds: record.time
        )
        sample.note(head, batch, record.body[...])
      }
    }
    tables.models = sample.models(tables, redact: redaction)
    var index = ArchiveIndex(logID: testLogID, ordinal: 1, before: .empty, after: .empty)
    var bytes = index.head()
    var first = ArchiveBlock(
      kind: .tables,
      logID: testLogID,
      ordinal: 1,
      index: 0,
      before: .empty,
      lastBatch: 0
    )
    var writer = ArchiveBlockWriter(
      tables,
      redact: redaction,
      logID: testLogID,
      ordinal: 1,
      before: .empty
    )
    (first.firstTime, first.newestTime) = ArchiveTables.mark(of: tables.encoded())
    for (head, payload) in batches().batches { writer.add(head, payload) }
    index.after = writer.tail
    index.replaced = writer.replacedCount
    let blocks = [first.encoded(tables.encoded(), level: 6), writer.finish(level: 6).bytes]
    for block in blocks {
      let (head, _) = try ArchiveBlock.read(block)
      index.entries.append(
        ArchiveIndex.Entry(
          first: head.kind == .tables ? 0 : 1,
          last: head.lastBatch,
          offset: UInt64(bytes.count),
          count: block.count,
          recordCount: head.recordCount,
          firstTime: head.firstTime,
          newestTime: head.newestTime
        )
      )
      index.recordCount += UInt64(head.recordCount)
      index.rawBytes += UInt64(head.rawCount)
      index.newestTime = head.newestTime
      bytes += block
    }
    return bytes + index.tail()
  }

  @Test(arguments: [1, 2])
  func `what is written now reads as the golden bytes do`(format: Int) throws {
    let written = try Self.written()
    let storage = FaultyStorage(seed: 1)
    storage.put(FileNames.archive(1), written)
    let (now, _) = try ArchiveCatalog.index(storage, FileNames.archive(1)).get()
    let (then, _) = try ArchiveCatalog.index(self.storage(format), FileNames.archive(1)).get()
    #expect(then.version == format)
    let one = try ArchiveReader(storage).content(now, 1)
    let other = try ArchiveReader(self.storage(format)).content(then, 1)
    #expect(one.bytes == other.bytes && one.tail == other.tail, "now: \(hex(written))")
  }

  @Test(arguments: [1, 2])
  func `reads as it was written`(format: Int) throws {
    let batches = Self.batches()
    let (index, _) = try ArchiveCatalog.index(storage(format), FileNames.archive(1)).get()
    #expect(index.before == .empty && index.after == batches.tail)
    #expect(index.logID == testLogID && index.ordinal == 1 && index.replaced == 2)
    #expect(index.recordCount == 6 && index.newestTime == 1_700_000_000_003)
    let reader = ArchiveReader(storage(format))
    try reader.verify(index)
    let content = try reader.content(index, 1)
    #expect(content.batches.map(\.head.tail) == batches.batches.map(\.head.tail))
    for (batch, written) in zip(content.batches, batches.batches) {
      let kept = try #require(
        ArchiveBlockWriter.records(Array(content.bytes[batch.payload]), batch.head.recordCount)
      )
      let before = try #require(
        ArchiveBlockWriter.records(written.payload, written.head.recordCount)
      )
      #expect(kept.map(\.head) == before.map(\.head))
      for (one, other) in zip(kept, before) {
        let body = Array(content.bytes[batch.payload])[one.body]
        #expect(
          Array(body) == (one.head.entity == 3 ? [0x10, 0x05] : Array(written.payload[other.body]))
        )
      }
    }
  }

  private static let golden1: [UInt8] = bytes(
    """
    4641524301000000887766554433221100ffeeddccbbaa990100000000000000000000000000000000000000000000
    000000000064b80a404641424b01000100887766554433221100ffeeddccbbaa990100000000000000000000000000
    000000000000000000004b000000370000000000000000000000000000000000000000000000000000000000000000
    00000000000000000000000000000063756db4789c2d89410e80300cc39ca4edc43381ffff8149cc174bb685159624
    9b842aba99d9c97bc9d394c75c41b99f37e2c7c739fe00367701a44641424b01000200887766554433221100ffeedd
    ccbbaa990100000000000000010000000300000006000000940100005b010000ee0000000000000000000000000000
    000000000003000000000000000268e5cf8b0100000368e5cf8b010000000000005beb5799789c958d314f02411085
    676697e50e51574261aeb0a0c4e45cafa47af83b6cc496c6426b3c889ed144140b3ba9e5e7581a7fc76134c45d0a63
    880d5fde4c269397f7f6a8114575d9142b3bbaa19b6ab79a34075a3f6bf9aec8a2521b405d42e5a80fa1ae60ae610a
    981b985b983b987b6c8c611e208f389e409e10d9a4d5ce3a64e9f7c8a5e43997cc4ca4147938e6f86d9b87a3623c05
    ff8723475bdea96bd23d5a2e6216a277f93aeb172f17fbafe7073ecc0705fd81bc2b189735a19146d3d9e2b347e49f
    4cca2b4d6dce893ae99db63409c76d7de85c965959a16342afabaee74ed38fb23f09f303848935d500000000000000
    00000000000000000038000000000000009f0000000000000000000000000000000000000000000000010000000000
    00000300000000000000d70000000000000056010000060000000268e5cf8b0100000368e5cf8b0100004641495801
    000000887766554433221100ffeeddccbbaa9901000000000000000300000000000000010000002baa752f02000000
    02000000060000000000000094010000000000000368e5cf8b010000000000001d497d22
    """
  )

  private static let golden2: [UInt8] = bytes(
    """
    4641524302000000887766554433221100ffeeddccbbaa990100000000000000000000000000000000000000000000
    0000000000527022764641424b02000100887766554433221100ffeeddccbbaa990100000000000000000000000000
    0000000000000000000039030000120200000000000000000000000000000000000000000000000000003ced2fde6e
    db3c577867d6d7eefb0eda00000000d1b42a6a789c6d92cf6b534110c76766f7bdb74d9b588dad410b016fbe83688b
    0472d983170f820705e951e5fd0dde3622622e6993587fd5f85b290a1e046104c1807891427aec318a14e9c98b628f
    3afb5e9e86226f787c66767676f6bb4308840a22442402a5406b0802084309912c218501680a092614a0ba70f1121c
    000463e0dddcf49bb9c26ac98cd9a69a059aee35aee8645bcab1ebe875dc4f75769b6a1d67689edd308598ddb7140e
    b3fb2ed0d30a36ecc181fda512030a76a41f0d9d496cd6f15abdab130d8084ecda523065c56e49183d43afd1d18947
    851bd60c6c5327b47bc388b7954f93c38e0dec179554d2fd59a35b38e6a4acd9b53c93265343d1e567157f8cacab17
    ac4fbe2909a77d3b5d01eb8f5911581339d9dd10ba5a4ffbfa7dcef4e3a63e99d6c5f78d76860a3f5b1cdae57f9e1a
    da56e6697819e30b6fcbba895964e72cb6cbf8b6e237900f7c88b11f533f5e1a953ecaeeab088a4a9ec93faa7c61c1
    9810d1445845ac1eaac016e1a7005bf39881fcffdab8fbcafc2721b7aed645dac3eeae5c31a022bb7b022772202fc8
    738145dac7ee964044b399441105ec9e0a1cf7f23e1358a002bb07a9ce13ec1e0a54f3ca35afe79ac075a488dde374
    9cca99e84714bdbe5cfa68eee862447bd9dd96584821bb2702262faef396a6f2e2676892dd7d81537e0c645a1ec9b4
    f8c1290fec8a4e1669267bb81a95d8ad0a9ca729763d7fab3181ff00b36bcd344641424b0200030088776655443322
    1100ffeeddccbbaa990100000000000000010000000300000006000000940100008600000086000000000000000000
    0000000000000000000003000000000000000268e5cf8b0100000368e5cf8b010000000000009a2b47a90f00db02fb
    71196c889f76192baa752f05854082d095ffbc3108810114e90718818284889020980407015a00f5449a0000000000
    00000022d93d0101010101010101daf8000000000000c040ae5f00000000000000b6bd156c931380000000000000f7
    700101010101010101019109c8000000000000f122aceb00000000000000b1f76c9300000000000000000000000000
    0000000038000000000000007a020000000000003ced2fde6edb3c577867d6d7eefb0eda0100000000000000030000
    0000000000b202000000000000ee000000060000000268e5cf8b0100000368e5cf8b01000046414958020000008877
    66554433221100ffeeddccbbaa9901000000000000000300000000000000010000002baa752f020000000200000006
    0000000000000094010000000000000368e5cf8b01000000000000bc9b77a0
    """
  )

  private static func bytes(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
