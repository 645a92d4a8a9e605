import Testing

@testable import FealtyWire

// Goal: the quick look at a message says what decoding it says. Method: random messages of several
// records, prefixes of them, and copies with one byte changed, given to both.
@Suite("Checking messages without making them")
struct MessageCheckTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let schema: MessageSchema
    let decodes: @Sendable ([UInt8]) -> Bool
    var testDescription: String { schema.name }

    init<Body: Message>(_ type: Body.Type) {
      schema = type.schema
      decodes = { (try? Body(bytes: $0)) != nil }
    }
  }

  static let kinds = [
    Kind(PointsPostedRecord.self), Kind(MemberEnrolledRecord.self),
    Kind(ProgrammeChangedRecord.self), Kind(SaleParkedRecord.self), Kind(EventHeldRecord.self),
    Kind(StoredMember.self),
  ]

  private static func agree(_ kind: Kind, _ check: MessageCheck, _ bytes: [UInt8]) {
    let isFound = (try? bytes.withUnsafeBytes { try check.check($0) }) != nil
    #expect(kind.decodes(bytes) == isFound, "\(kind.schema.name): \(bytes)")
  }

  @Test("refuses what decoding refuses, and nothing else", arguments: kinds)
  func agreement(kind: Kind) throws {
    let schema = kind.schema
    let check = MessageCheck(schema)
    #expect(check.name == schema.name)
    var random = RandomMessage(seed: 11)
    var refused = 0
    for _ in 0..<12 {
      let bytes = random.bytes(schema)
      try bytes.withUnsafeBytes { try check.check($0) }
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
        Self.agree(kind, check, Array(bytes.prefix(place)))
        var changed = bytes
        changed[place] ^= UInt8.random(in: 1...255, using: &random.generator)
        Self.agree(kind, check, changed)
        if (try? changed.withUnsafeBytes { try check.check($0) }) == nil { refused += 1 }
      }
    }
    #expect(refused > 0)
  }

  @Test func `passes over unknown fields, takes lists packed and not, and refuses wrong text`()
    throws
  {
    let schema = try #require(SchemaRegistry.message(named: "MemberEnrolledRecord"))
    let check = MessageCheck(schema)
    // 1000: varint 1 · member_id as a number · member_id "é" · member_id FF
    let cases: [([UInt8], Bool)] = [
      ([0xC0, 0x3E, 1], true), ([0x18, 1], true), ([0x1A, 2, 0xC3, 0xA9], true),
      ([0x1A, 1, 0xFF], false), ([0x1A, 9, 0x41], false), ([0x0B], false),
    ]
    for (bytes, isGood) in cases {
      let isFound = (try? bytes.withUnsafeBytes { try check.check($0) }) != nil
      #expect(isFound == isGood, "\(bytes)")
    }
  }

  // Only how long it takes tells which way a record goes: field by field it is three times as long.
  @Test func `what a log is full of is told at first glance, and never what decoding refuses`()
    throws
  {
    let earn = PointsPostedRecord(
      context: RequestContext(requestID: [1, 2], contentHash: .max, occurredAtMs: 1 << 41),
      kind: .earn,
      lotsMade: [StoredLot(index: 1, amount: 300, expiresAtMs: 1 << 42)],
      awards: [StoredAward(promotion: 1, points: 5, lines: [1, 2, 3])],
      receiptNumber: "R000000670501",
      currency: "EUR",
      storedLines: [StoredLine(article: 900, line: BasketLine(quantity: 3, amountMinor: 1_295))]
    )
    let enrolment = MemberEnrolledRecord(programID: "p", memberID: "ada", answer: [1, 2, 3])
    let samples: [(any Message, MessageCheck)] = [
      (earn, MessageCheck(PointsPostedRecord.schema)),
      (enrolment, MessageCheck(MemberEnrolledRecord.schema)),
    ]
    for (message, check) in samples {
      let bytes = message.serialized()
      #expect(bytes.withUnsafeBytes { check.isPlain($0) })
      for count in bytes.indices {
        for bit in 0..<8 {
          var changed = bytes
          changed[count] ^= 1 << bit
          for bytes in [changed, Array(bytes.prefix(count))]
          where bytes.withUnsafeBytes({ check.isPlain($0) }) {
            #expect(throws: Never.self) { _ = try type(of: message).init(bytes: bytes) }
          }
        }
      }
    }
  }
}
