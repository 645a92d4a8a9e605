import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

// Goal: what a replay takes from records about members is what the generated messages have.
// Method: both read records of every sort, whole and cut off.
@Suite("Records about members as a replay reads them")
struct MemberRecordsTests {
  private static let context = RequestContext(
    requestID: [UInt8](1...16),
    contentHash: 7,
    method: 9,
    occurredAtMs: 1_700_000_000_000,
    storeID: "s-1"
  )

  private static let profile = FealtyWire.Profile(
    givenName: "Ada",
    familyName: "Lovelace-Ångström",
    email: "ada@example.org",
    birthday: "1815-12-10"
  )

  static let enrolments: [MemberEnrolledRecord] = [
    MemberEnrolledRecord(),
    MemberEnrolledRecord(context: context, programID: "p", memberID: "ada", stage: .active),
    MemberEnrolledRecord(
      context: context,
      programID: "a programme with a long name",
      memberID: "a member with a long name",
      stage: .init(rawValue: 2),
      tier: "gold",
      segments: ["staff", "", "a segment with a long name"],
      cardNumber: "4711",
      profile: profile,
      answer: [UInt8](repeating: 7, count: 300)
    ),
  ]

  static let changes: [MemberChangedRecord] = [
    MemberChangedRecord(),
    MemberChangedRecord(context: context, tier: "silver", answer: [1, 2]),
    MemberChangedRecord(stage: .init(rawValue: 3), segments: ["a", "b"], replaceSegments: true),
    MemberChangedRecord(segments: ["a"], cardNumber: "12", effectiveAtMs: 1_600_000_000_000),
    MemberChangedRecord(profile: profile, changesSuspension: true, expirySuspended: true),
    MemberChangedRecord(profile: FealtyWire.Profile(), changesSuspension: true),
    MemberChangedRecord(replaceSegments: true, expirySuspended: true),
    MemberChangedRecord(
      cardNumber: "12",
      card: MemberCard(
        cardNumber: "0",
        stage: .cardStageReplaced,
        reason: .cardDamaged,
        replacedBy: "12"
      )
    ),
    MemberChangedRecord(card: MemberCard(cardNumber: "0", stage: .cardStageActive)),
  ]

  @Test(arguments: enrolments)
  func `an enrolment`(record: MemberEnrolledRecord) throws {
    try Self.eachPrefix(of: record.serialized()) { bytes in
      let expected = Result { try MemberEnrolledRecord(decoding: bytes) }
      let found = Result { try RecordedEnrolment(bytes) }
      guard case .success(let message) = expected, case .success(let enrolled) = found else {
        return Self.bothFail(expected, found)
      }
      #expect(enrolled.programID == message.programID && enrolled.memberID == message.memberID)
      let enrolment = enrolled.enrolment
      #expect(Int32(enrolment.stage.rawValue) == message.stage.rawValue)
      #expect(enrolment.tier == message.tier && enrolment.segments == message.segments)
      #expect(enrolment.cards == (message.cardNumber.isEmpty ? [] : [message.cardNumber]))
      #expect(enrolment.profile == FealtyLoyalty.Profile(message.profile ?? .init()))
    }
  }

  @Test(arguments: changes)
  func `a change`(record: MemberChangedRecord) throws {
    try Self.eachPrefix(of: record.serialized()) { bytes in
      let expected = Result { try MemberChangedRecord(decoding: bytes) }
      let found = Result { try MemberChange(record: bytes) { ["0"] } }
      guard case .success(let message) = expected, case .success(let change) = found else {
        return Self.bothFail(expected, found)
      }
      let stage = change.stage.map { Int32($0.rawValue) }
      #expect(stage == (message.stage.rawValue == 0 ? nil : message.stage.rawValue))
      #expect(change.tier == (message.tier.isEmpty ? nil : message.tier))
      #expect(change.segments == (message.replaceSegments ? message.segments : nil))
      #expect(change.cards == (message.cardNumber.isEmpty ? nil : ["0", message.cardNumber]))
      #expect(change.profile == message.profile.map { FealtyLoyalty.Profile($0) })
      #expect((change.effectiveAt?.milliseconds ?? 0) == message.effectiveAtMs)
      let isSuspended = message.changesSuspension ? message.expirySuspended : nil
      #expect(change.isExpirySuspended == isSuspended)
      #expect(change.cardMark == message.card.flatMap { CardMark($0) })
    }
  }

  /// Calls `body` with all beginnings of a record that end with a field, and with some that do not.
  private static func eachPrefix(
    of record: [UInt8],
    _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    for count in 0...record.count {
      try Array(record.prefix(count)).withUnsafeBytes { try body($0) }
    }
  }

  /// What is stepped over is not looked into: there the message alone may fail.
  private static func bothFail<First, Second>(
    _ message: Result<First, any Error>,
    _ found: Result<Second, any Error>
  ) {
    if case .success = message { Issue.record("a whole message is not read") }
  }
}
