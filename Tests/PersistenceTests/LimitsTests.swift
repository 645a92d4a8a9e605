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
    #expect(Limits.lastBatchNumber == LogPosition(packed: UInt64.max).batch)
    #expect(Limits.recordsPerBatch - 1 == Int(LogPosition(packed: UInt64.max).index))
    #expect(LogOptions(failStop: { _ in }).smallestSegmentBytes <= Limits.segmentBytes)
    #expect(LogOptions(failStop: { _ in }).reserveBytes < Limits.segmentBytes)
  }
}
