import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("What a return leaves in the log for the next one")
struct EarnFactsCodingTests {
  private static func lot(_ version: UInt32, _ index: UInt16) -> FealtyLoyalty.Lot {
    FealtyLoyalty.Lot(
      id: LotID(version: version, index: index),
      token: 3,
      kind: .bonus,
      amount: 500,
      remaining: 500,
      activationAt: Timestamp(milliseconds: 5),
      expiresAt: Timestamp(milliseconds: 9_000_000_000_000)
    )
  }

  /// An earn of two lots that use a cap and count a visit.
  private static var earn: Posting {
    var posting = Posting(kind: .earn, token: 3, effectiveAt: Timestamp(milliseconds: 5))
    posting.lotsMade = [lot(7, 0), lot(7, 1)]
    posting.capUses = [
      CapUse(promotion: 9, period: .month, periodStart: Timestamp(milliseconds: 8), points: 40)
    ]
    posting.details.counterUses = [
      CounterUse(owner: 9, kind: .visits, at: Timestamp(milliseconds: 5), delta: 1, before: 2)
    ]
    return posting
  }

  /// A return that took 20 free points, 5 expired ones, and moved 30 to a new lot.
  private static var returned: Posting {
    var posting = Posting(kind: .partialReversal, token: 3, effectiveAt: Timestamp(milliseconds: 9))
    posting.linkedVersion = 7
    posting.restores = [Restore(lot: lot(9, 0), points: 30)]
    posting.draws = [
      Draw(lot: lot(7, 0), points: 20, destination: .reversed),
      Draw(lot: lot(7, 1), points: 30, destination: .redeemed),
    ]
    posting.accountChanges = [AccountChange(token: 3, expiredToReversed: 5)]
    posting.capUses = [
      CapUse(promotion: 9, period: .month, periodStart: Timestamp(milliseconds: 8), points: -15)
    ]
    return posting
  }

  private static var expired: Posting {
    var posting = Posting(kind: .expiry, token: 3, effectiveAt: Timestamp(milliseconds: 8))
    posting.draws = [Draw(lot: lot(7, 0), points: 5, destination: .expired)]
    return posting
  }

  private static func body(_ facts: EarnFacts) -> [UInt8] {
    var out = OutputBuffer(capacity: 256)
    out.writePosting(returned, version: 9, recordedAt: Timestamp(milliseconds: 9))
    out.writeString(37, "R1")
    out.writeEarnFacts(facts, position: 77 << 16 | 3)
    return out.bytes()
  }

  private static func record(_ body: [UInt8]) -> ReturnRecord? {
    ReturnRecord(
      HistoryReader.Record(
        .pointsPosted,
        entity: 1,
        version: 9,
        at: Timestamp(milliseconds: 9),
        body: body
      ),
      of: [7]
    )
  }

  @Test func `facts come back as they were, as the schema says it`() throws {
    var facts = try #require(EarnFacts(Self.earn, version: 7))
    facts.note(Self.expired, version: 8)
    facts.note(Self.returned, version: 9)
    let body = Self.body(facts)
    let record = try #require(Self.record(body))
    #expect(record.linkedVersion == 7)
    #expect(record.earnPosition == 77 << 16 | 3)
    #expect(record.facts(of: Self.earn.kind, made: Self.earn.lotsMade, version: 7) == facts)
    let message = try #require(try PointsPostedRecord(bytes: body).earn)
    #expect(message.lots.count == 3)
    #expect(message.lots.map { $0.lot == nil } == [true, true, false])
    #expect(message.lots.map(\.reversed) == [20, 0, 0])
    #expect(message.returned == [StoredTokenPoints(token: 3, points: 25)])
    #expect(message.capUses.map(\.points) == [25])
    #expect(message.counterUses.count == 1)
  }

  @Test func `facts that need older postings are not kept`() throws {
    var facts = try #require(EarnFacts(Self.earn, version: 7))
    var redemption = Posting(kind: .redeem, token: 3, effectiveAt: Timestamp(milliseconds: 9))
    redemption.draws = [Draw(lot: Self.lot(7, 0), points: 9, destination: .redeemed)]
    facts.note(redemption, version: 8)
    let body = Self.body(facts)
    let record = try #require(Self.record(body))
    #expect(record.earnPosition == nil)
    #expect(record.facts(of: Self.earn.kind, made: Self.earn.lotsMade, version: 7) == nil)
  }
}
