import Testing

@testable import FealtyPersistence

@Suite("Limits")
struct LimitsTests {
  @Test func `what must fit fits`() {
    #expect(Limits.segmentBytes >= SegmentHead.bytes + Limits.batchBytes + BatchHead.bytes)
    #expect(Limits.segmentBytes % 512 == 0)
    #expect(SegmentHead.bytes % Limits.batchAlignment == 0)
    #expect(BatchHead.bytes % Limits.batchAlignment == 0)
    #expect(Limits.batchBytes % Limits.batchAlignment == 0)
    #expect(Limits.scanWindowBytes >= Limits.batchBytes)
    let block = SnapshotBlock.headBytes + SnapshotBlock.compressedLimit(Limits.blockBytes)
    #expect(Limits.scanWindowBytes >= block)
    #expect(Limits.archiveBlockBytes <= Limits.blockBytes)
    // The smallest message takes two bytes in a body and five in columns.
    #expect(Limits.archiveInflatedBytes >= Limits.blockBytes * 5 / 2)
    #expect(
      Limits.archiveTableBytes + Limits.archiveTexts * 2 + Limits.archiveEntities * 8 + 4_096
        <= Limits.archiveInflatedBytes
    )
    // Each symbol has two numbers of three bytes, and may be a number of ten.
    #expect(
      Limits.archiveTableBytes + Limits.archiveTexts * 2 + Limits.archiveSymbols * 16
        + Limits.archiveDistributions * 5 <= Limits.archiveInflatedBytes
    )
    #expect(Limits.archiveColumnValues + ArchiveClass.count < ArchiveNumerals.total / 2)
    #expect(ArchiveColumns.heads + ArchiveHead.allCases.count <= ArchiveColumns.count)
    #expect(Limits.archiveLongBytes < Limits.archiveBlockBytes)
    #expect(ArchiveShape.nodeLimit * 256 == ArchiveColumns.heads)
    #expect(Limits.lastBatchNumber == LogPosition(packed: UInt64.max).batch)
    #expect(Limits.recordsPerBatch - 1 == Int(LogPosition(packed: UInt64.max).index))
    #expect(LogOptions(failStop: { _ in }).smallestSegmentBytes <= Limits.segmentBytes)
    #expect(LogOptions(failStop: { _ in }).reserveBytes < Limits.segmentBytes)
  }
}
