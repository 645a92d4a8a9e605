import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Postings in the log")
struct PostingCodingTests {
  private static let now = Timestamp(milliseconds: 1_700_000_000_000)

  private static func lot(_ version: UInt32, _ index: UInt16) -> FealtyLoyalty.Lot {
    FealtyLoyalty.Lot(
      id: LotID(version: version, index: index),
      token: 3,
      kind: .bonus,
      amount: 500,
      remaining: 500,
      activationAt: Timestamp(milliseconds: 5),
      expiresAt: index == 0 ? .never : Timestamp(milliseconds: 9_000_000_000_000)
    )
  }

  /// Every field that a posting has, each with something in it.
  private static var full: Posting {
    var posting = Posting(
      kind: .earnReversal,
      token: 3,
      effectiveAt: Timestamp(milliseconds: 1_699_999_999_999)
    )
    posting.lotsMade = [lot(12, 0), lot(12, 1)]
    posting.restores = [Restore(lot: lot(4, 2), points: 20)]
    posting.holdsPlaced = [
      FealtyLoyalty.Hold(
        id: 12,
        kind: .authorization,
        token: 3,
        onTransaction: 4,
        parts: [HoldPart(lot: LotID(version: 4, index: 2), points: 7)],
        until: Timestamp(milliseconds: 77),
        reason: "till 3"
      )
    ]
    posting.releases = [HoldRelease(hold: 5, lot: LotID(version: 4, index: 2), points: 3)]
    posting.draws = [Draw(lot: lot(4, 1), points: 9, destination: .debt, hold: 5)]
    posting.accountChanges = [
      AccountChange(token: 3, debtCreated: 1, expiredToReversed: 2, unrecovered: 3)
    ]
    posting.capUses = [
      CapUse(promotion: 9, period: .month, periodStart: Timestamp(milliseconds: 8), points: -4)
    ]
    posting.linkedVersion = 4
    posting.reversedPoints = 16
    posting.isFullReversal = true
    posting.reason = "returned"
    return posting
  }

  private func encoded(_ posting: Posting) -> [UInt8] {
    var out = OutputBuffer()
    out.writePosting(posting, version: 12, recordedAt: Self.now)
    return out.bytes()
  }

  @Test func `read back as they were written`() throws {
    let bytes = encoded(Self.full)
    let read = try bytes.withUnsafeBytes {
      try Posting(record: $0, version: 12, recordedAt: Self.now)
    }
    #expect(read == Self.full)
  }

  @Test func `are what the generated codec writes`() throws {
    let bytes = encoded(Self.full)
    let message = try PointsPostedRecord(bytes: bytes)
    #expect(message.unknownFields.isEmpty)
    #expect(message.serialized() == bytes)
    #expect(message.capUses.first?.points == -4)
    #expect(message.holdsPlaced.first?.parts.first?.points == 7)
  }

  @Test func `every truncation is an error or a shorter posting, never a trap`() {
    let bytes = encoded(Self.full)
    for count in 0..<bytes.count {
      bytes.prefix(count).withUnsafeBytes { prefix in
        let read = Result {
          try Posting(record: prefix, version: 12, recordedAt: Self.now)
        }
        if case .success(let posting) = read { #expect(posting != Self.full) }
      }
    }
  }
}
