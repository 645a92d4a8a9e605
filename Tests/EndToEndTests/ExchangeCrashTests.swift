import FealtyClient
import Testing

// Goal: however kills fall between the steps of exchanges, each of them happens once or not at all,
// and no point is lost or made. Method: sixteen members of one programme and sixteen of another
// exchange with each other in both directions while the server is killed; then each request is sent
// again under its id, and the sums are compared with the answers.
@Suite("Exchanges through kills", .serialized)
struct ExchangeCrashTests {
  private static let count = 16
  private static let perWorker = 250

  private struct Wish: Sendable {
    var from: Int
    var to: Int
    /// Whether points become stars, and not the other way round.
    var isThere: Bool
    var id: [UInt8]
  }

  @Test(.timeLimit(.minutes(4)))
  func `exchanges that kills meet happen once`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--shards", "4"])
    let setUp = Till(client: try server.client())
    try await setUp.putExchangeProgrammes()
    for member in 0..<Self.count {
      for program in Till.exchanging { try await setUp.join(member, program, points: 100_000) }
    }
    let wishes = (0..<8).map { worker in
      (0..<Self.perWorker).map { place in
        Wish(
          from: (worker + place * 7) % Self.count,
          to: (worker * 3 + place) % Self.count,
          isThere: place % 2 == 0,
          id: setUp.client.makeRequestID()
        )
      }
    }
    for kill in 1...4 {
      let till = Till(client: try server.client(attempts: 1))
      let end = Self.perWorker * kill / 4
      await withTaskGroup { group in
        for worker in 0..<8 {
          group.addTask { await Self.send(wishes[worker][..<end], till) }
        }
        _ = await group.next()
        server.kill()
      }
      till.client.close()
      let shards = kill % 2 == 0 ? "4" : "3"
      server = try ServerProcess.start(data: data, options: ["--shards", shards])
      let verified = try await Till(client: try server.client()).verifyLedger()
      #expect(verified.balanced && verified.totals.allSatisfy { $0.inTransit == 0 })
    }
    try await Self.check(wishes, Till(client: try server.client()))
    #expect(server.stop() == 0)
    let verified = try Binary.run(["verify", data])
    #expect(verified.exitCode == 0, "\(verified.output)")
  }

  /// Sends all of them again and compares the sums with what the answers say.
  private static func check(_ wishes: [[Wish]], _ till: Till) async throws {
    var given: [Bool: Int64] = [:]
    var received: [Bool: Int64] = [:]
    var ids: Set<String> = []
    for wish in wishes.joined() {
      let facts = try await till.exchange(wish.from, wish.to, isThere: wish.isThere, wish.id)
      ids.insert(facts.exchangeID)
      given[wish.isThere, default: 0] += facts.points
      received[wish.isThere, default: 0] += facts.received
    }
    #expect(ids.count == 8 * perWorker)
    let totals = try await till.verifyLedger().totals
    for (token, isThere) in [("points", true), ("stars", false)] {
      let sum = totals.first { $0.tokenID == token } ?? TokenTotals()
      #expect(sum.exchanged == given[isThere])
      #expect(sum.exchangedIn == received[!isThere])
      #expect(sum.issued == 100_000 * Int64(count) + sum.exchangedIn)
    }
  }

  private static func send(_ wishes: ArraySlice<Wish>, _ till: Till) async {
    for wish in wishes {
      let answer = try? await till.exchange(wish.from, wish.to, isThere: wish.isThere, wish.id)
      guard answer != nil else { return }
    }
  }
}

extension Till {
  fileprivate static let exchanging = ["bakery", "cinema"]

  /// Points of the bakery and stars of the cinema, exchanged both ways.
  fileprivate func putExchangeProgrammes() async throws {
    let base = Promotion(
      promotionID: "base",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
    )
    for (program, token, other, otherToken) in [
      ("bakery", "points", "cinema", "stars"), ("cinema", "stars", "bakery", "points"),
    ] {
      let value = TokenValue(value: Ratio(numerator: 3, denominator: token == "stars" ? 7 : 11))
      let programme = Programme(
        programID: program,
        defaultTokenID: token,
        tokens: [
          Token(
            tokenID: token,
            onRamp: [value],
            offRamp: [value],
            acceptsProgramIDs: [other]
          )
        ],
        promotions: [base],
        partnerships: [
          Partnership(
            partnershipID: "out",
            fromTokenID: token,
            toProgramID: other,
            toTokenID: otherToken
          )
        ]
      )
      _ = try await client.programmes.putProgramme(
        PutProgrammeRequest(envelope: Envelope(programID: program), programme: programme)
      )
    }
  }

  fileprivate func join(_ member: Int, _ program: String, points: Int64) async throws {
    let reference = MemberReference(reference: .memberID("m\(member)"))
    let envelope = Envelope(programID: program, storeID: "S1", terminalID: "T1")
    _ = try await client.members.enrol(
      EnrolRequest(envelope: envelope, member: reference, mode: .create)
    )
    let line = BasketLine(sku: "A", quantity: 1, amountMinor: points * 100)
    _ = try await client.points.earn(
      EarnRequest(envelope: envelope, member: reference, basket: Basket(lines: [line]))
    )
  }

  fileprivate func exchange(
    _ from: Int,
    _ to: Int,
    isThere: Bool,
    _ id: [UInt8]
  ) async throws -> ExchangeFacts {
    let place = isThere ? 0 : 1
    let answer = try await client.exchanges.exchange(
      ExchangeRequest(
        envelope: Envelope(programID: Self.exchanging[place], requestID: id),
        member: MemberReference(reference: .memberID("m\(from)")),
        toProgramID: Self.exchanging[1 - place],
        toTokenID: isThere ? "stars" : "points",
        points: 40,
        toMembershipNumber: "m\(to)"
      )
    )
    return answer.exchange ?? ExchangeFacts()
  }
}
