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
      CapUse(promotion: 9, period: .month, periodStart: Timestamp(milliseconds: 8), points: -4),
      CapUse(
        owner: CapUse.budgetBit | 2,
        period: .day,
        scope: .card,
        unit: .times,
        key: .max,
        periodStart: Timestamp(milliseconds: 9),
        amount: 1
      ),
    ]
    posting.linkedVersion = 4
    posting.reversedPoints = 16
    posting.isFullReversal = true
    posting.details = details
    return posting
  }

  /// Every field that a posting's details have, each with something in it.
  private static var details: PostingDetails {
    var details = PostingDetails()
    details.reason = "returned"
    details.lotChanges = [
      LotChange(
        lot: LotID(version: 4, index: 2),
        activationAt: Timestamp(milliseconds: 11),
        expiresAt: Timestamp(milliseconds: 12)
      ),
      LotChange(
        lot: LotID(version: 4, index: 3),
        activationAt: .never,
        expiresAt: .never,
        waits: true
      ),
    ]
    details.clocks = [
      TokenClock(token: 3, inactiveAt: Timestamp(milliseconds: 13)),
      TokenClock(token: 4, decayAt: Timestamp(milliseconds: 14)),
    ]
    details.counterUses = [
      CounterUse(owner: 9, kind: .quantity, at: Timestamp(milliseconds: 15), delta: -2, before: 6),
      CounterUse(owner: 0, kind: .purchases, at: Timestamp(milliseconds: 16), delta: 1, before: 0),
    ]
    details.voucher = Voucher(
      id: 12,
      type: 2,
      tag: 0x1234_5678_9ABC_DEF0,
      check: 0x0FED_CBA9_8765_4321,
      validTo: Timestamp(milliseconds: 17),
      valueMinor: -500,
      state: .cancelled
    )
    details.dayCounted = DayCount(day: 20_261_121, token: 3, points: 250)
    return details
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
    #expect(message.capUses.last?.scope == 1)
    #expect(message.capUses.last?.unit == 1)
    #expect(message.capUses.last?.key == .max)
    #expect(message.lotChanges.last?.waits == true)
    #expect(message.voucher?.tag == 0x1234_5678_9ABC_DEF0)
    #expect(message.redeemCountedDay == 20_261_121)
    #expect(message.holdsPlaced.first?.parts.first?.points == 7)
  }

  /// What replaying the hot path's record costs rests on it.
  @Test func `a plain earn's takes these bytes and no more`() {
    var posting = Posting(kind: .earn, token: 3, effectiveAt: Self.now)
    var lot = Self.lot(12, 0)
    lot.activationAt = Self.now
    posting.lotsMade = [lot]
    let bytes = encoded(posting)
    #expect(bytes == [0x10, 1, 0x18, 3, 0x2A, 7, 0x18, 3, 0x20, 1, 0x28, 0xF4, 3])
    #expect(!posting.hasDetails)
  }

  @Test func `a lot that waits for an action is read as one`() throws {
    var lot = Self.lot(12, 0)
    lot.activationAt = .never
    lot.waits = true
    lot.partner = 700
    var posting = Posting(kind: .eventReward, token: 3, effectiveAt: Self.now)
    posting.lotsMade = [lot]
    let bytes = encoded(posting)
    let read = try bytes.withUnsafeBytes {
      try Posting(record: $0, version: 12, recordedAt: Self.now)
    }
    #expect(read == posting)
    #expect(try PointsPostedRecord(bytes: bytes).lotsMade.first?.flags == 1)
  }

  @Test func `what was used of a cap before stands beside its use`() throws {
    var posting = Posting(kind: .earn, token: 3, effectiveAt: Self.now)
    posting.capUses = Self.full.capUses
    var out = OutputBuffer()
    out.writePosting(posting, version: 12, recordedAt: Self.now, capsBefore: [40])
    let bytes = out.bytes()
    #expect(try PointsPostedRecord(bytes: bytes).capUses.map(\.before) == [40, 0])
    let read = try bytes.withUnsafeBytes {
      try Posting(record: $0, version: 12, recordedAt: Self.now)
    }
    #expect(read == posting)
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
