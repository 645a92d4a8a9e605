import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("What few members have, in snapshots")
struct MemberExtrasCodingTests {
  /// Every field, each with something in it.
  private static func full() throws -> MemberExtras {
    var extras = MemberExtras()
    var visits = FealtyLoyalty.Counter(owner: 7, kind: .visits)
    for (at, version) in [(-4_000, 3), (1_000, 5), (1_000, 9), (2_000, 4)] as [(Int64, UInt32)] {
      visits.add(1, at: Timestamp(milliseconds: at), version: version)
    }
    visits.add(-5, at: Timestamp(milliseconds: 9_000), version: 11)
    visits.fold(before: Timestamp(milliseconds: 500))
    extras.counters = [visits, FealtyLoyalty.Counter(owner: 0, kind: .purchases)]
    extras.counters[1].add(3, at: Timestamp(milliseconds: 5), version: 2)
    extras.vouchers = [
      Voucher(
        id: 6,
        type: 1,
        tag: .max,
        check: 5,
        validTo: .never,
        valueMinor: 1_000,
        state: .used
      )
    ]
    extras.tiers = [
      FealtyLoyalty.DatedText(text: "silver", from: Timestamp(milliseconds: 8))
    ]
    extras.segmentSpans = [
      FealtyLoyalty.DatedText(
        text: "wine",
        from: Timestamp(milliseconds: 1),
        to: Timestamp(milliseconds: 8)
      )
    ]
    extras.guardian.pin = [1, 2, 3]
    extras.guardian.failed = 2
    extras.guardian.lockedUntil = Timestamp(milliseconds: 99)
    extras.guardian.lockOuts = 2
    extras.guardian.failedInAll = 12
    extras.guardian.failedOfDay = 7
    extras.guardian.dayBegan = Timestamp(milliseconds: 88)
    extras.guardian.thresholds = [
      .init(token: 3, threshold: FealtyLoyalty.PinThreshold(perTransaction: 0, perDay: nil)),
      .init(token: 4, threshold: FealtyLoyalty.PinThreshold(perTransaction: nil, perDay: 900)),
    ]
    extras.guardian.dayCounts = [
      DayCount(day: 20_261_121, token: 3, points: 300),
      DayCount(day: 20_261_121, token: 4, points: 1),
    ]
    extras.clocks = [TokenClock(token: 3, inactiveAt: Timestamp(milliseconds: 5))]
    extras.isExpirySuspended = true
    extras.cardMarks = [
      CardMark(
        number: "4711",
        stage: .blocked,
        reason: .stolen,
        successor: "4712",
        since: Timestamp(milliseconds: 7)
      ),
      CardMark(number: "4710", stage: .replaced, reason: .damaged, successor: "4711"),
    ]
    return extras
  }

  private static func encoded(_ extras: MemberExtras) -> [UInt8] {
    var out = OutputBuffer()
    out.writeExtras(extras)
    return out.bytes()
  }

  private static func read(_ bytes: UnsafeRawBufferPointer) throws(DecodingError) -> LoadedMember {
    var lots: [FealtyLoyalty.Lot] = []
    var accounts: [Account] = []
    return try LoadedMember(bytes, &lots, &accounts)
  }

  @Test func `are read back as they were written`() throws {
    let extras = try Self.full()
    let read = try Self.encoded(extras).withUnsafeBytes { try Self.read($0) }
    #expect(read.member.details.extras == extras)
  }

  @Test func `are what the generated codec writes`() throws {
    let bytes = Self.encoded(try Self.full())
    let message = try StoredMember(bytes: bytes)
    #expect(message.unknownFields.isEmpty)
    #expect(message.serialized() == bytes)
    #expect(message.guard?.thresholds.first?.threshold?.perTransaction == 0)
    #expect(message.guard?.thresholds.first?.threshold?.perDay == nil)
  }

  @Test func `take nothing from a member without them`() throws {
    #expect(Self.encoded(MemberExtras()).isEmpty)
    let member = try [UInt8]().withUnsafeBytes { try Self.read($0).member }
    #expect(!member.hasDetails)
  }

  @Test func `every truncation is an error or fewer of them, never a trap`() throws {
    let extras = try Self.full()
    let bytes = Self.encoded(extras)
    for count in bytes.indices {
      bytes.prefix(count).withUnsafeBytes { prefix in
        let read = Result { try Self.read(prefix) }
        if case .success(let loaded) = read { #expect(loaded.member.details.extras != extras) }
      }
    }
  }
}
