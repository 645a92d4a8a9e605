import FealtyWire
import Testing

@testable import FealtyActors

@Suite("What is kept of the audit")
struct AuditBookTests {
  private func entry(
    _ number: UInt64,
    _ program: String,
    _ kind: AuditKind = .auditPromotion,
    actor: String = "office"
  ) -> AuditEntry {
    AuditEntry(
      number: number,
      atMs: Int64(number) * 10,
      actor: actor,
      programID: program,
      kind: kind
    )
  }

  private func numbers(
    _ book: AuditBook,
    _ program: String = "",
    limit: Int = 100,
    _ request: ListAuditRequest = ListAuditRequest()
  ) -> [UInt64] {
    var book = book
    return book.newest(AuditFilter(programID: program, request: request), atMost: limit)
      .map(\.number)
  }

  @Test func `who changes much pushes out its own oldest, and nobody else's`() {
    var book = AuditBook(most: 80)
    for number in 1...10 as ClosedRange<UInt64> { book.add(entry(number, "quiet")) }
    for number in 11...20 as ClosedRange<UInt64> { book.add(entry(number, "busy")) }
    for number in 21...1_000 as ClosedRange<UInt64> {
      book.add(entry(number, "busy", .auditMember))
      #expect(book.count <= 90)
    }
    #expect(numbers(book, "quiet") == (1...10).reversed())
    var rules = ListAuditRequest(kind: .auditPromotion)
    #expect(numbers(book, "busy", rules) == (11...20).reversed())
    rules.kind = .auditMember
    let ofMembers = numbers(book, "busy", rules)
    #expect(ofMembers == (UInt64(1_001 - ofMembers.count)...1_000).reversed())
    #expect(ofMembers.count >= 60)
    #expect(book.count == 20 + ofMembers.count)
  }

  @Test func `more rows than there is room for keep nothing, and nothing breaks`() {
    var book = AuditBook(most: 8)
    for number in 1...100 as ClosedRange<UInt64> { book.add(entry(number, "p\(number)")) }
    #expect(book.count <= 9)
    #expect(book.rows.values.reduce(0) { $0 + $1.count } == book.count)
  }

  // As a start does it: the snapshot first, then records that it has told of in part.
  @Test func `an entry that comes again is one, and one that comes late has its place`() {
    var book = AuditBook()
    for number in [2, 4, 6, 4, 2, 3, 6, 7, 1] as [UInt64] { book.add(entry(number, "a")) }
    #expect(numbers(book) == [7, 6, 4, 3, 2, 1])
    let stored = book.stored()
    #expect(stored.map { $0.map(\.number) } == [[1, 2, 3, 4, 6, 7]])
    #expect(book.count == 6)
    // What comes again takes no room from what is there once.
    var small = AuditBook(most: 80)
    for _ in 0..<20 {
      for number in (1...70 as ClosedRange<UInt64>).reversed() { small.add(entry(number, "a")) }
      #expect(small.count <= 90)
    }
    #expect(numbers(small) == (1...70).reversed())
  }

  @Test func `a snapshot's entries are spread over the shards, whatever their places are`() {
    for count in [2, 3, 4, 8] {
      var kept = Array(repeating: 0, count: count)
      for batch in 1...1_000 as ClosedRange<UInt64> {
        kept[AuditBook.home(of: entry(batch << 16, "a"), count: count)] += 1
      }
      #expect(kept.allSatisfy { $0 > 500 / count }, "\(kept)")
    }
  }

  @Test(arguments: [EnrolMode.create, .update, .upsert])
  func `an enrolment is an administrator's where it is more than a till's`(
    _ mode: EnrolMode
  ) throws {
    func field(_ request: EnrolRequest) throws -> String? {
      try request.serialized().withUnsafeBytes { (bytes) throws(DecodingError) in
        try AuditSubject.officeField(ofEnrolment: bytes)
      }
    }
    let mayChange = mode != .create
    for stage in [Stage.stageNone, .pending, .active, .suspended, .blocked, .closed] {
      for profile in [nil, Profile(), Profile(givenName: "Ada")] {
        let request = EnrolRequest(mode: mode, profile: profile, stage: stage)
        let isNamed = stage != .stageNone && (stage != .active || mayChange)
        let erases = mayChange && profile == Profile()
        let expected = isNamed ? "stage" : erases ? "profile" : nil
        #expect(try field(request) == expected, "\(stage), \(String(describing: profile))")
      }
    }
    // What a new member has is its own; of one that may be there already it is a change.
    #expect(try field(EnrolRequest(mode: mode, tier: "gold")) == (mayChange ? "tier" : nil))
    let segments = mayChange ? "segments" : nil
    #expect(try field(EnrolRequest(mode: mode, segments: ["vip"])) == segments)
    #expect(try field(EnrolRequest(mode: mode, replaceSegments: true)) == segments)
    let till = EnrolRequest(mode: mode, cardNumber: "7", profile: Profile(givenName: "Ada"))
    #expect(try field(till) == nil)
  }

  // Told to wait for so long, a client that does is not refused again.
  @Test func `who comes when it was told to is let through`() {
    for callsPerSecond in [1, 3, 7, 999] as [UInt32] {
      let gate = RateGate(callsPerSecond: callsPerSecond)
      var now: Int64 = 5_000_000_123
      var wait: Int64 = 0
      while wait == 0 { wait = gate.admit(at: now) }
      now += AccessRefusal.rateLimited(nanoseconds: wait).status.retryAfterMs * 1_000_000
      #expect(gate.admit(at: now) == 0)
    }
  }

  @Test func `filters take what they name; from is inclusive and to is not`() {
    var book = AuditBook()
    book.add(entry(1, "", .auditClient, actor: "admin"))
    book.add(entry(2, "a"))
    book.add(entry(3, "b"))
    book.add(entry(4, "a", .auditMember))
    book.add(entry(5, "a", .auditToken, actor: "admin"))
    #expect(numbers(book) == [5, 4, 3, 2, 1])
    #expect(numbers(book, "a") == [5, 4, 2])
    #expect(numbers(book, limit: 2) == [5, 4])
    #expect(numbers(book, ListAuditRequest(before: 4)) == [3, 2, 1])
    #expect(numbers(book, ListAuditRequest(actor: "admin")) == [5, 1])
    #expect(numbers(book, ListAuditRequest(kind: .auditMember)) == [4])
    #expect(numbers(book, ListAuditRequest(fromMs: 20, toMs: 40)) == [3, 2])
  }

  private func numbers(_ book: AuditBook, _ request: ListAuditRequest) -> [UInt64] {
    numbers(book, "", request)
  }

  private func numbers(
    _ book: AuditBook,
    _ program: String,
    _ request: ListAuditRequest
  ) -> [UInt64] {
    numbers(book, program, limit: 100, request)
  }

  /// What the audit tells of a request.
  private func told(_ method: UInt16, _ request: [UInt8]) throws -> [String] {
    let subject = AuditSubject.of(method)
    return try request.withUnsafeBytes { (bytes) throws(DecodingError) in
      [try subject.id(in: bytes), try subject.reason(in: bytes)]
    }
  }

  @Test func `a request tells what it changes and why`() throws {
    let many = PutPromotionsRequest(
      envelope: Envelope(programID: "a", reason: "summer"),
      promotions: (1...10).map { Promotion(promotionID: "p\($0)") }
    )
    let put = try told(MethodID.putPromotions, many.serialized())
    #expect(put == ["p1, p2, p3, p4, p5, p6, p7, p8 and 2 more", "summer"])
    let cancelled = CancelCodeRequest(campaignID: "spring", referenceID: "r1")
    #expect(try told(MethodID.cancelCode, cancelled.serialized()) == ["spring/r1", ""])
    let debit = DebitPointsRequest(points: 5, reason: "a mistake of ours")
    #expect(try told(MethodID.debitPoints, debit.serialized()) == ["", "a mistake of ours"])
  }

  // Two fields with one number: everybody takes the last, so the audit must not name the first.
  @Test func `of a name that is there twice the last one is told`() throws {
    var bytes = RollBackPromotionRequest(promotionID: "harmless").serialized()
    bytes += RollBackPromotionRequest(promotionID: "meant").serialized()
    #expect(try RollBackPromotionRequest(bytes: bytes).promotionID == "meant")
    #expect(try told(MethodID.rollBackPromotion, bytes) == ["meant", ""])
  }

  // Whoever adds a method that only those may call who run a programme must say that it is audited.
  @Test func `every change that only administrators may make is audited`() {
    let administrators: Set<AccessScope> = [.accessProgramme, .accessAdmin, .accessOffice]
    for method in SchemaRegistry.methods where method.mutates {
      guard administrators.isSuperset(of: method.scopes) else { continue }
      #expect(method.audited, "\(method.service)/\(method.name)")
    }
    // A till's calls never are, but for some enrolments.
    for method in SchemaRegistry.methods where method.audited && method.name != "Enrol" {
      #expect(!method.scopes.contains(.accessPos), "\(method.service)/\(method.name)")
    }
  }
}
