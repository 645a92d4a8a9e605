import FealtyClient
import Testing

// Goal: a voucher that two tills take at once pays once, however a kill falls; the other till hears
// which use was the first, and the member's list tells of the same. Method: pairs of tills use the
// same codes over connections of their own while the server is killed; then every use is sent
// again under its id.
@Suite("Vouchers through kills", .serialized)
struct VoucherCrashTests {
  private static let members = (0..<6).map { "member-\($0)" }
  private static let count = 120

  /// What one use came to.
  private enum Answer: Equatable, Sendable {
    case used(transaction: String)
    case refused(Reason, existing: String)
  }

  @Test(.timeLimit(.minutes(3)))
  func `a voucher that two tills take at once pays once`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    let setUp = Till(client: try server.client())
    try await setUp.putProgrammeOfVouchers()
    for member in Self.members {
      try await setUp.enrol(member)
      _ = try await setUp.earn(1_000, for: member, receipt: "r-\(member)")
    }
    var codes: [String] = []
    for place in 0..<Self.count {
      codes.append(try await setUp.issue(for: Self.members[place % Self.members.count]))
    }
    #expect(Set(codes).count == Self.count)
    let ids = (0..<2 * Self.count).map { _ in setUp.client.makeRequestID() }

    for kill in 1...3 {
      try await Self.race(for: codes[..<(Self.count * kill / 4)], ids, server)
      server = try ServerProcess.start(data: data, options: ["--shards", kill == 1 ? "3" : "4"])
    }

    let till = Till(client: try server.client())
    // The last quarter is not used.
    let used = Self.count * 3 / 4
    var answers: [Answer?] = []
    for use in 0..<2 * used {
      answers.append(await Self.use(codes[use / 2], use, ids[use], till))
    }
    let first = Set(
      (0..<used).compactMap { place in
        Self.first(answers[2 * place], answers[2 * place + 1], place)
      }
    )
    #expect(first.count == used)
    let listed = try await till.vouchers(of: Self.members)
    #expect(listed.count == Self.count)
    #expect(Set(listed.filter { $0.state == .voucherStateUsed }.map(\.endedTransactionID)) == first)
    #expect(listed.count { $0.state == .voucherStateUnused } == Self.count - used)
    // A till that the list tells of is one of those that used it.
    #expect(
      listed.allSatisfy { $0.state == .voucherStateUnused || $0.endedReceiptNumber.hasPrefix("u-") }
    )

    server.kill()
    server = try ServerProcess.start(data: data, options: ["--shards", "2"])
    let last = Till(client: try server.client())
    for use in 0..<2 * used {
      let again = await Self.use(codes[use / 2], use, ids[use], last)
      #expect(again == answers[use], "use \(use)")
    }
    #expect(try await last.vouchers(of: Self.members) == listed)
    #expect(try await last.verifyLedger().balanced)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  /// Lets four tills use vouchers, each by two of them, and kills the server meanwhile.
  private static func race(
    for codes: ArraySlice<String>,
    _ ids: [[UInt8]],
    _ server: ServerProcess
  ) async throws {
    let tills = try (0..<4).map { _ in Till(client: try server.client(attempts: 1)) }
    await withTaskGroup { group in
      for (worker, till) in tills.enumerated() {
        group.addTask {
          // Two workers use the same vouchers in the same order.
          for place in stride(from: worker / 2, to: codes.count, by: 2) {
            let number = 2 * place + worker % 2
            guard await use(codes[place], number, ids[number], till) != nil else { return }
          }
        }
      }
      // The uses of the others are under way.
      await group.next()
      server.kill()
    }
    for till in tills { till.client.close() }
  }

  /// The transaction that used a voucher, where the other of the two heard of it.
  private static func first(_ one: Answer?, _ other: Answer?, _ place: Int) -> String? {
    switch (one, other) {
    case (.used(let id), .refused(.voucherAlreadyUsed, let existing)) where existing == id:
      return id
    case (.refused(.voucherAlreadyUsed, let existing), .used(let id)) where existing == id:
      return id
    default:
      Issue.record("voucher \(place): \(String(describing: one)), \(String(describing: other))")
      return nil
    }
  }

  /// Nil where the server has gone.
  private static func use(
    _ code: String,
    _ number: Int,
    _ id: [UInt8],
    _ till: Till
  ) async -> Answer? {
    do {
      let answer = try await till.client.points.useVoucher(
        UseVoucherRequest(
          envelope: till.envelope(id),
          code: code,
          receiptNumber: "u-\(number)"
        )
      )
      return .used(transaction: answer.outcome?.transactionID ?? "")
    } catch let error as ClientError where error.reason != .reasonNone {
      return .refused(error.reason, existing: error.status?.existingID ?? "")
    } catch {
      return nil
    }
  }
}

extension Till {
  fileprivate func putProgrammeOfVouchers() async throws {
    let programme = Programme(
      programID: Self.programID,
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      promotions: [
        Promotion(promotionID: "base", mechanic: .rate(Rate(points: 1, perAmountMinor: 100)))
      ],
      voucherTypes: [VoucherType(voucherTypeID: "five", points: 5, valueMinor: 500, active: true)]
    )
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope(), programme: programme)
    )
  }

  fileprivate func issue(for member: String) async throws -> String {
    try await client.points.redeemVoucher(
      RedeemVoucherRequest(
        envelope: envelope(),
        member: MemberReference(reference: .memberID(member)),
        voucherTypeID: "five"
      )
    ).code
  }

  /// All vouchers of members, in pages of 7.
  fileprivate func vouchers(of members: [String]) async throws -> [MemberVoucher] {
    var all: [MemberVoucher] = []
    for member in members {
      var request = ListVouchersRequest(
        envelope: envelope(),
        member: MemberReference(reference: .memberID(member)),
        limit: 7
      )
      repeat {
        let page = try await client.vouchers.listVouchers(request)
        all += page.vouchers
        request.cursor = page.nextCursor
      } while !request.cursor.isEmpty
    }
    return all
  }
}
