import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Postings as a replay reads them")
struct PostedRecordReaderTests {
  private static let now = Timestamp(milliseconds: 1_700_000_000_000)
  private static let version: UInt32 = 12
  private static let id = [UInt8](1...16)

  private static func lot(_ index: UInt32) -> StoredLot {
    StoredLot(index: index, token: 3, amount: 500, expiresAtMs: 9_000_000_000_000)
  }

  private static var context: RequestContext {
    RequestContext(requestID: id, contentHash: 7, method: 9, storeID: "s-1", terminalID: "t-1")
  }

  /// Records of every sort, each of them with fields that a replay steps over.
  static let records: [PointsPostedRecord] = [
    PointsPostedRecord(),
    PointsPostedRecord(
      context: context,
      kind: .earn,
      token: 3,
      lotsMade: [lot(0), lot(1)],
      awards: [StoredAward(promotion: 1, points: 5)],
      ruleSetVersion: 300,
      receiptNumber: "r-1",
      businessDate: 20_260_101,
      lines: [BasketLine(sku: "milk"), BasketLine(sku: "bread")]
    ),
    PointsPostedRecord(
      context: RequestContext(
        requestID: id,
        contentHash: .max,
        occurredAtMs: 1_700_000_000_000,
        storeID: "s-1",
        channel: "till",
        terminalSequence: .max
      ),
      kind: .earn,
      lotsMade: [
        StoredLot(index: 3, version: 4, token: 900, kind: .bonus, amount: 1 << 40, locked: 7),
        StoredLot(amount: 200, activationAtMs: 1_600_000_000_000, partner: 65_535),
        StoredLot(amount: 300, remaining: 5, expiresAtMs: 1 << 60, flags: 1),
      ],
      receiptNumber: "r-3"
    ),
    PointsPostedRecord(
      context: context,
      kind: .earn,
      lotsMade: [lot(2)],
      capUses: [StoredCapUse(promotion: 9, period: 2, periodStartMs: 8, points: -4)]
    ),
    PointsPostedRecord(
      kind: .redeem,
      token: 3,
      effectiveAtMs: 5,
      draws: [StoredDraw(lot: lot(1), points: 9)],
      linkedVersion: 4,
      reversedPoints: 16,
      fullReversal: true,
      reason: "returned"
    ),
    PointsPostedRecord(kind: .unlock, releases: [StoredRelease(hold: 5, version: 4, points: 3)]),
    PointsPostedRecord(kind: .earn, lotsMade: [lot(3)], receiptNumber: "r-2"),
    PointsPostedRecord(kind: .earn, lotsMade: [lot(3)], saleFirst: 11, saleCount: 2),
    PointsPostedRecord(
      kind: .partialReversal,
      token: 3,
      saleFirst: 300,
      saleCount: 200,
      returned: [StoredReturn(line: 1, quantity: 2)]
    ),
  ]

  @Test func `are what the general reader makes of them, one after the other`() throws {
    var reader = PostedRecordReader()
    // Twice, so that each comes after each sort of record.
    for record in Self.records + Self.records.reversed() {
      try record.serialized().withUnsafeBytes { bytes in
        try reader.read(bytes, version: Self.version, recordedAt: Self.now)
        let expected = try Posting(record: bytes, version: Self.version, recordedAt: Self.now)
        #expect(reader.posting == expected)
        #expect((reader.requestID == nil) == (record.context == nil))
        let isSale = record.kind == .earn || record.kind == .saleClaimed
        let receipt = try RecordedReceipt(bytes, kind: isSale ? .ofSale : .ofReturn)
        #expect(reader.hasReceipt == (receipt != nil))
        #expect((reader.saleFirst, reader.saleCount) == (record.saleFirst, record.saleCount))
        let programme = [UInt8]("p".utf8)
        let tags = programme.withUnsafeBytes { programme in
          (reader.receiptTag(program: programme), receipt?.tag(program: programme))
        }
        if receipt != nil { #expect(tags.0 == tags.1) }
      }
    }
  }

  @Test func `a record that ends early is an error, never another posting`() throws {
    for record in Self.records {
      let bytes = record.serialized()
      for count in bytes.indices {
        var reader = PostedRecordReader()
        let cut = Array(bytes[..<count])
        let found = cut.withUnsafeBytes { bytes in
          Result { () throws(DecodingError) in
            try reader.read(bytes, version: Self.version, recordedAt: Self.now)
          }
        }
        let expected = cut.withUnsafeBytes { bytes in
          Result { () throws(DecodingError) in
            try Posting(record: bytes, version: Self.version, recordedAt: Self.now)
          }
        }
        switch (found, expected) {
        case (.success, .success(let posting)): #expect(reader.posting == posting)
        case (.failure, .failure): break
        case (.success, .failure), (.failure, .success): Issue.record("cut to \(count) bytes")
        }
      }
    }
  }
}
