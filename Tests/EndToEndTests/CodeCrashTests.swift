import FealtyClient
import Testing

// Goal: a code that two members claim at once gives its points, or its voucher, once, however a
// kill falls, and the retries of both hear what was decided. Method: pairs of members claim the
// same codes over connections of their own while the server is killed; then every claim is sent
// again under its id.
@Suite("Codes through kills", .serialized)
struct CodeCrashTests {
  private static let members = (0..<12).map { "member-\($0)" }
  private static let count = 120

  /// What one claim came to.
  private enum Answer: Equatable, Sendable {
    case given(transaction: String, voucher: String)
    case refused(Reason)
  }

  @Test(.timeLimit(.minutes(3)), arguments: [false, true])
  func `a code that two claim at once gives what it is worth once`(
    _ givesVoucher: Bool
  ) async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    let setUp = Till(client: try server.client())
    try await setUp.putProgrammeOfCodes(stock: Int64(Self.count), givesVoucher: givesVoucher)
    for member in Self.members { try await setUp.enrol(member) }
    let order = setUp.client.makeRequestID()
    let codes = try await setUp.issue(Self.count, id: order)
    #expect(Set(codes).count == Self.count)
    let ids = (0..<2 * Self.count).map { _ in setUp.client.makeRequestID() }

    for kill in 1...3 {
      let tills = try (0..<4).map { _ in Till(client: try server.client(attempts: 1)) }
      let limit = Self.count * kill / 3
      await withTaskGroup { group in
        for (worker, till) in tills.enumerated() {
          group.addTask {
            // Two workers claim the same codes in the same order.
            for place in stride(from: worker / 2, to: limit, by: 2) {
              let claim = 2 * place + worker % 2
              guard await Self.claim(codes[place], claim, ids[claim], till) != nil else { return }
            }
          }
        }
        // The claims of the others are under way.
        await group.next()
        server.kill()
      }
      for till in tills { till.client.close() }
      server = try ServerProcess.start(data: data, options: ["--shards", kill == 1 ? "3" : "4"])
    }

    let till = Till(client: try server.client())
    // The same request is told the same codes.
    #expect(try await till.issue(Self.count, id: order) == codes)
    var answers: [Answer?] = []
    for claim in 0..<2 * Self.count {
      answers.append(await Self.claim(codes[claim / 2], claim, ids[claim], till))
    }
    for place in 0..<Self.count {
      let pair = answers[2 * place...2 * place + 1]
      #expect(pair.count { if case .given = $0 { true } else { false } } == 1, "code \(place)")
      #expect(pair.count { $0 == .refused(.codeAlreadyClaimed) } == 1, "code \(place)")
    }
    server.kill()
    server = try ServerProcess.start(data: data, options: ["--shards", "2"])
    let last = Till(client: try server.client())
    for claim in 0..<2 * Self.count {
      let again = await Self.claim(codes[claim / 2], claim, ids[claim], last)
      #expect(again == answers[claim], "claim \(claim)")
    }
    var sum: Int64 = 0
    for member in Self.members { sum += try await last.available(member) }
    #expect(sum == (givesVoucher ? 0 : Int64(Self.count) * 9))
    if givesVoucher { try await Self.useAll(answers, last) }
    #expect(try await last.verifyLedger().balanced)
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }

  /// Uses all vouchers that were given.
  private static func useAll(_ answers: [Answer?], _ till: Till) async throws {
    var vouchers: Set<String> = []
    for case .given(_, let voucher)? in answers {
      let request = UseVoucherRequest(envelope: till.envelope(), code: voucher)
      #expect(try await till.client.points.useVoucher(request).valueMinor == 500)
      vouchers.insert(voucher)
    }
    #expect(vouchers.count == count)
  }

  /// Nil where the server has gone.
  private static func claim(
    _ code: String,
    _ place: Int,
    _ id: [UInt8],
    _ till: Till
  ) async -> Answer? {
    do {
      let answer = try await till.claim(code, for: members[place % members.count], id: id)
      return .given(
        transaction: answer.outcome?.transactionID ?? "",
        voucher: answer.voucher?.code ?? ""
      )
    } catch let error as ClientError where error.reason != .reasonNone {
      return .refused(error.reason)
    } catch {
      return nil
    }
  }
}

extension Till {
  fileprivate func putProgrammeOfCodes(stock: Int64, givesVoucher: Bool) async throws {
    let programme = Programme(
      programID: Self.programID,
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      promotions: [
        Promotion(promotionID: "base", mechanic: .rate(Rate(points: 1, perAmountMinor: 100)))
      ],
      voucherTypes: [
        VoucherType(voucherTypeID: "five", points: 5, valueMinor: 500, stock: stock, active: true)
      ],
      codeCampaigns: [
        CodeCampaign(
          campaignID: "spring",
          points: givesVoucher ? 0 : 9,
          stock: stock,
          active: true,
          voucherTypeID: givesVoucher ? "five" : ""
        )
      ]
    )
    _ = try await client.programmes.putProgramme(
      PutProgrammeRequest(envelope: envelope(), programme: programme)
    )
  }

  fileprivate func issue(_ count: Int, id: [UInt8]) async throws -> [String] {
    let request = IssueCodesRequest(
      envelope: envelope(id),
      campaignID: "spring",
      codes: Array(repeating: CodeOrder(), count: count)
    )
    return try await client.codes.issueCodes(request).codes.map(\.code)
  }

  fileprivate func claim(
    _ code: String,
    for member: String,
    id: [UInt8]
  ) async throws -> ClaimCodeResponse {
    try await client.codes.claimCode(
      ClaimCodeRequest(
        envelope: envelope(id),
        member: MemberReference(reference: .memberID(member)),
        code: code
      )
    )
  }
}
