import FealtyLoyalty
import FealtyPersistence
import FealtyWire
import Glibc
import Testing

@testable import FealtyActors

/// Goal: what a server knows of the past it knows from the archive as well, and personal data is
/// not in it.
///
/// Method: an engine with small segments and two snapshots, whose log becomes archives at the next
/// start; every question about the past is asked before and after.
@Suite("An engine on its archive")
struct ArchiveTests {
  /// Members that earn, return and redeem, over several segments.
  private func fill(_ rig: EngineRig) throws {
    try rig.setUp()
    _ = try rig.answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("ada")),
        mode: .update,
        profile: Profile(givenName: "Augusta", familyName: "Lovelace", birthday: "1815-12-10")
      )
    )
    for member in 0..<4 { try rig.enrol("m\(member)") }
    for step in 0..<1_200 {
      try rig.earn(Int64(1 + step % 9), for: "m\(step % 4)", receipt: "R\(step)")
    }
    for step in 0..<5 { try rig.earn(3, receipt: "A\(step)") }
  }

  private func transactions(_ rig: EngineRig, _ member: String) throws -> [Transaction] {
    var all: [Transaction] = []
    var cursor = ""
    repeat {
      let page = try rig.answer(
        ListTransactionsResponse.self,
        MethodID.listTransactions,
        ListTransactionsRequest(
          envelope: rig.envelope(),
          member: MemberReference(reference: .memberID(member)),
          cursor: cursor
        )
      )
      all += page.transactions
      cursor = page.nextCursor
    } while !cursor.isEmpty
    return all
  }

  private func explanation(
    _ rig: EngineRig,
    _ transaction: Transaction
  ) throws -> ExplainTransactionResponse {
    try rig.answer(
      ExplainTransactionResponse.self,
      MethodID.explainTransaction,
      ExplainTransactionRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("m1")),
        transactionID: transaction.transactionID
      )
    )
  }

  /// An engine whose log has small segments and never writes by itself.
  private func start(
    after before: EngineRig? = nil,
    archive: ArchivePolicy? = nil
  ) throws -> EngineRig {
    try EngineRig.small(after: before, archive: archive)
  }

  /// Ends a rig, and gives one that reads its records from archives.
  private func archived(_ first: EngineRig) throws -> EngineRig {
    try first.stop()
    // A second snapshot, so that no start needs what came before the first.
    let second = try start(after: first)
    try second.earn(1, receipt: "between")
    try second.stop()
    let rig = try start(after: second, archive: .ofServer(days: nil, bytes: nil))
    #expect(waitForArchives(rig) > 0)
    return rig
  }

  /// The sale is known by its receipt, and is not booked again.
  private func expectCounted(_ rig: EngineRig) {
    let failure = #expect(throws: RigFailure.self) { try rig.earn(2, for: "m1", receipt: "R1") }
    #expect(failure?.reason == .duplicateTransaction)
  }

  /// Waits until the archives are there; meanwhile nobody else touches the disk.
  private func waitForArchives(_ rig: EngineRig) -> Int {
    let done = Promised<Bool>()
    rig.pool.run { done.keep(true) }
    _ = done.wait()
    return rig.storage.fileNames.count { $0.hasPrefix("archive-") }
  }

  @Test(.timeLimit(.minutes(3)))
  func `history, explanations and returns read archived records`() throws {
    let first = try start()
    try fill(first)
    let histories = try (0..<4).map { try transactions(first, "m\($0)") }
    let oldest = try #require(histories[1].last { $0.kind == .earn })
    let explained = try explanation(first, oldest)
    let rig = try archived(first)
    #expect(rig.storage.contents(of: "log-0000000001").isEmpty)
    for member in 0..<4 { #expect(try transactions(rig, "m\(member)") == histories[member]) }
    #expect(try explanation(rig, oldest) == explained)
    #expect(try rig.verifyLedger().balanced)

    // The sale is known by its receipt, and its points come back.
    expectCounted(rig)
    let before = try rig.available("m1")
    _ = try rig.answer(
      ReverseEarnResponse.self,
      MethodID.reverseEarn,
      ReverseEarnRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("m1")),
        transactionID: oldest.transactionID
      )
    )
    #expect(try rig.available("m1") < before)
    for name in rig.storage.fileNames where name.hasPrefix("archive-") {
      let text = String(decoding: rig.storage.contents(of: name), as: UTF8.self)
      #expect(!text.contains("Lovelace"))
    }
    try rig.stop()
    let report = try LogVerify.run(rig.storage, lock: true)
    #expect(report.isGood)
    #expect(report.checks.contains { $0.text.contains("without personal data") })
  }

  @Test(.timeLimit(.minutes(3)))
  func `a history ends where its archive was removed, and the server goes on`() throws {
    let first = try start()
    try fill(first)
    let whole = try transactions(first, "m2")
    try first.stop()
    let second = try start(after: first)
    try second.stop()
    var policy = ArchivePolicy.ofServer(days: nil, bytes: nil)
    policy.keptBytes = 1
    policy.youngestMilliseconds = 0
    let rig = try start(after: second, archive: policy)
    #expect(waitForArchives(rig) == 0)
    let kept = try transactions(rig, "m2")
    #expect(kept.count < whole.count && Array(whole.prefix(kept.count)) == kept)
    #expect(try rig.verifyLedger().balanced)
    // Nobody knows any more that this receipt was there.
    try rig.earn(2, for: "m1", receipt: "R1")
    try rig.stop()
  }

  // MARK: - What stays out

  @Test func `only the profile is left out of a member's record`() throws {
    let record = MemberEnrolledRecord(
      context: RequestContext(method: 3, storeID: "S1"),
      programID: "p",
      memberID: "ada",
      segments: ["vip"],
      cardNumber: "123",
      profile: Profile(givenName: "Ada", email: "ada@example.org"),
      answer: [1, 2, 3]
    )
    let body = record.serialized()
    let kind = UInt8(RecordKind.memberEnrolled.rawValue)
    let kept = try #require(ArchivePolicy.withoutSecrets(kind, body[...]))
    var expected = record
    expected.profile = nil
    #expect(try MemberEnrolledRecord(bytes: kept) == expected)
    #expect(kept == expected.serialized())
    #expect(ArchivePolicy.withoutSecrets(kind, kept[...]) == nil)
    let posted = UInt8(RecordKind.pointsPosted.rawValue)
    #expect(ArchivePolicy.withoutSecrets(posted, body[...]) == nil)
    // An exchange with a partner outside names somebody there.
    var exchange = PointsPostedRecord(
      kind: .exchangeStarted,
      exchange: StoredExchange(points: 7, membershipNumber: "ada@example.org", receipt: "R")
    )
    let named = exchange.serialized()
    exchange.exchange?.membershipNumber = ""
    let nameless = exchange.serialized()
    #expect(ArchivePolicy.withoutSecrets(posted, named[...]) == nameless)
    #expect(ArchivePolicy.withoutSecrets(posted, nameless[...]) == nil)
    #expect(ArchivePolicy.withoutSecrets(kind, [0x42, 0x7f])?.isEmpty == true)
  }

  @Test func `of a PIN its hash is left out, of a programme the key of its vouchers' codes`() throws
  {
    let guarded = MemberGuardedRecord(
      guard: StoredGuard(pin: Array("$y$j9T$salt$hash".utf8), failed: 2, lockOuts: 1),
      reason: "identity card",
      answer: [1]
    )
    let kind = UInt8(RecordKind.memberGuarded.rawValue)
    let kept = try #require(ArchivePolicy.withoutSecrets(kind, guarded.serialized()[...]))
    var expected = guarded
    expected.guard?.pin = []
    #expect(kept == expected.serialized())
    #expect(ArchivePolicy.withoutSecrets(kind, kept[...]) == nil)
    #expect(ArchivePolicy.withoutSecrets(kind, [0x12, 2, 0x0A, 9])?.isEmpty == true)

    let changed = ProgrammeChangedRecord(voucherKey: [7, 7], answer: [1])
    let programme = UInt8(RecordKind.programmeChanged.rawValue)
    var without = changed
    without.voucherKey = []
    #expect(
      ArchivePolicy.withoutSecrets(programme, changed.serialized()[...]) == without.serialized()
    )
  }

  @Test(.timeLimit(.minutes(3)))
  func `a receipt whose record is in a damaged archive is not booked again`() throws {
    let first = try start()
    try fill(first)
    let third = try archived(first)
    let before = try third.available("m1")
    try third.stop()
    var whole: [String: [UInt8]] = [:]
    for name in third.storage.fileNames where name.hasPrefix("archive-") {
      whole[name] = third.storage.contents(of: name)
      var bytes = third.storage.contents(of: name)
      bytes[bytes.count / 2] ^= 1
      third.storage.put(name, bytes)
    }

    let rig = try start(after: third, archive: .ofServer(days: nil, bytes: nil))
    do {
      try rig.earn(2, for: "m1", receipt: "R1")
      Issue.record("a receipt of which nothing is known was booked")
    } catch RigFailure.refused(let status) {
      #expect(status.code == .dataLoss && status.message.contains("archive-"))
    }
    #expect(try rig.available("m1") == before)
    // When the files are back, it is known without a restart.
    for (name, bytes) in whole { rig.storage.put(name, bytes) }
    expectCounted(rig)
    // One that was never used is.
    try rig.earn(2, for: "m1", receipt: "new")
    #expect(try rig.available("m1") > before)
    #expect(try rig.verifyLedger().balanced)
    try rig.stop()
  }

  @Test(.timeLimit(.minutes(3)), arguments: [EIO, EMFILE])
  func `P4: history that cannot be read at the moment is an answer, and the server goes on`(
    code: Int32
  ) throws {
    let first = try start()
    try fill(first)
    let history = try transactions(first, "m1")
    let page = try firstPage(first)
    let rig = try archived(first)

    func expectUnavailable(_ ask: () throws -> Void) {
      rig.storage.plan(.fail(code), atCall: 1)
      do {
        try ask()
        Issue.record("what cannot be read was read")
      } catch RigFailure.refused(let status) {
        #expect(status.code == .unavailable && status.retryAfterMs > 0)
        #expect(status.message.contains("-00000"))
      } catch {
        Issue.record("\(error)")
      }
      rig.storage.heal()
    }
    expectUnavailable { _ = try firstPage(rig, page.nextCursor) }
    expectUnavailable { try rig.earn(2, for: "m1", receipt: "R1") }
    expectUnavailable { _ = try explanation(rig, #require(history.last)) }
    // All of it works the next time.
    #expect(try transactions(rig, "m1") == history)
    expectCounted(rig)
    try rig.earn(2, for: "m1", receipt: "new")
    #expect(try rig.verifyLedger().balanced)
    try rig.stop()
  }

  private func firstPage(
    _ rig: EngineRig,
    _ cursor: String = ""
  ) throws -> ListTransactionsResponse {
    try rig.answer(
      ListTransactionsResponse.self,
      MethodID.listTransactions,
      ListTransactionsRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID("m1")),
        cursor: cursor
      )
    )
  }
}
