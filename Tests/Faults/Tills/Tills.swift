internal import FealtyClient
internal import Foundation

/// Many tills of one programme, and what they find after a fault.
struct Tills: Sendable {
  static let programID = "faults"

  /// The machine is busy, its disk may be slow, and nobody waits at this till.
  private static let patient = CallOptions(timeout: .seconds(120))

  let client: FealtyClient
  let book: Book
  let members: [String]

  init(port: Int, book: Book, members: Int, attempts: Int) throws {
    var configuration = FealtyClient.Configuration()
    configuration.retry.maximumAttempts = attempts
    client = try FealtyClient(host: "127.0.0.1", port: port, configuration: configuration)
    self.book = book
    self.members = (0..<members).map { "member-\($0)" }
  }

  /// Makes the programme, 1 point per 1.00, and the members.
  func prepare() async throws {
    let base = Promotion(
      promotionID: "base",
      name: "1 point per 1.00",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100))
    )
    let programme = Programme(
      programID: Self.programID,
      name: "Faults",
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      tiers: ["basic"],
      promotions: [base]
    )
    let request = PutProgrammeRequest(envelope: envelope(), programme: programme)
    _ = try await whenThereIsRoom { try await client.programmes.putProgramme(request) }
    for member in members {
      let request = EnrolRequest(envelope: envelope(), member: reference(member), mode: .create)
      _ = try await whenThereIsRoom { try await client.members.enrol(request) }
    }
  }

  /// A small disk may still be making the log's next segment when the server opens its port.
  private func whenThereIsRoom<Value>(_ body: () async throws -> Value) async throws -> Value {
    for _ in 0..<2_000 {
      do {
        return try await body()
      } catch let error as ClientError where error.reason == .logFull {
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    return try await body()
  }

  // MARK: - Load

  /// How a load ends, beside the server's end.
  struct Plan: Sendable {
    var lanes: Int
    var answers: Int
    var seconds: Int
    var round: String
  }

  /// Lets every lane earn and redeem until the server has gone or the plan is fulfilled.
  ///
  /// A lane has members of its own, and asks for one thing after the other: so it knows what its
  /// members have.
  func load(_ plan: Plan) async {
    let end = Date(timeIntervalSinceNow: TimeInterval(plan.seconds))
    let balances = book.balances()
    await withTaskGroup { group in
      for lane in 0..<plan.lanes {
        let own = stride(from: lane, to: members.count, by: plan.lanes).map { members[$0] }
        guard !own.isEmpty else { continue }
        group.addTask { await work(lane, own, balances, plan, until: end) }
      }
    }
  }

  private func work(
    _ lane: Int,
    _ own: [String],
    _ balances: [String: Int64],
    _ plan: Plan,
    until end: Date
  ) async {
    var balances = balances
    var count = 0
    while book.answerCount < plan.answers, Date() < end {
      count += 1
      let member = own[count % own.count]
      let redeems = count % 4 == 0 && balances[member, default: 0] > 50
      let order = Order(
        id: client.makeRequestID(),
        member: member,
        points: redeems ? -3 : Int64(1 + count % 7),
        receipt: "\(plan.round)-\(lane)-\(count)"
      )
      book.begin(order)
      do {
        book.acknowledge(order, transaction: try await send(order))
        balances[member, default: 0] += order.points
      } catch let error as ClientError where error.code == .resourceExhausted {
        book.refuse(order, reason: "\(error.code)")
        // A refusal costs nothing, and a till that is refused waits a little.
        if (try? await Task.sleep(for: .milliseconds(2))) == nil { return }
      } catch {
        // The server has gone; whether the order counts is found out later.
        return
      }
    }
  }

  /// - Returns: The transaction's id.
  private func send(_ order: Order) async throws -> String {
    if order.points > 0 {
      let line = BasketLine(
        sku: "SKU-1",
        department: "GROCERY",
        quantity: 1,
        amountMinor: order.points * 100
      )
      let request = EarnRequest(
        envelope: envelope(order.id),
        member: reference(order.member),
        basket: Basket(currency: "EUR", lines: [line], receiptNumber: order.receipt)
      )
      return try await client.points.earn(request, options: Self.patient).outcome?.transactionID
        ?? ""
    }
    let request = RedeemRequest(
      envelope: envelope(order.id),
      member: reference(order.member),
      mode: .sale,
      points: -order.points
    )
    return try await client.points.redeem(request, options: Self.patient).outcome?.transactionID
      ?? ""
  }

  // MARK: - Settling

  /// Asks again for what had no answer, and compares the server with the book.
  ///
  /// - Returns: What is wrong: nothing, if all is well.
  func settle() async throws -> [String] {
    var findings: [String] = []
    for order in book.unanswered {
      do {
        book.acknowledge(order, transaction: try await send(order))
      } catch let error as ClientError where error.code == .resourceExhausted {
        book.refuse(order, reason: "\(error.code)")
      } catch let error as ClientError where error.status != nil {
        // It had enough points when it was sent.
        findings.append("\(order.receipt) was without an answer, and is refused: \(error)")
        book.refuse(order, reason: "\(error.code)")
      }
    }
    findings += try await compare()
    // The first answer again, also for what was acknowledged before the fault.
    for place in book.acknowledged.keys.sorted().suffix(8) {
      let order = book.orders[place]
      let first = book.acknowledged[place] ?? ""
      do {
        let again = try await send(order)
        if again != first { findings.append("\(order.receipt): answered \(first), then \(again)") }
      } catch let error as ClientError {
        findings.append("\(order.receipt): answered \(first), then \(error)")
      }
    }
    let ledger = try await client.operations.verifyLedger(
      VerifyLedgerRequest(envelope: Envelope()),
      options: Self.patient
    )
    if !ledger.balanced { findings.append("the ledger is not balanced: \(ledger.findings)") }
    return findings
  }

  /// Every acknowledged order is there once, and nothing that was not asked for.
  private func compare() async throws -> [String] {
    let balances = book.balances()
    var known: [String: Set<String>] = [:]
    var findings: [String] = []
    for (place, transaction) in book.acknowledged {
      let isNew = known[book.orders[place].member, default: []].insert(transaction).inserted
      if !isNew { findings.append("\(transaction) was the answer to two orders") }
    }
    for member in members {
      var found: [String] = []
      let request = StreamTransactionsRequest(envelope: envelope(), member: reference(member))
      for try await transaction in client.points.streamTransactions(request, options: Self.patient)
      {
        found.append(transaction.transactionID)
      }
      let expected = known[member] ?? []
      let lost = expected.subtracting(found)
      if !lost.isEmpty { findings.append("\(member): lost \(lost.sorted())") }
      if Set(found).count != found.count { findings.append("\(member) has a transaction twice") }
      let more = Set(found).subtracting(expected)
      if !more.isEmpty { findings.append("\(member): nobody asked for \(more.sorted())") }
      let answer = try await client.members.getMember(
        GetMemberRequest(envelope: envelope(), member: reference(member)),
        options: Self.patient
      )
      let available = answer.balances.first { $0.tokenID == "points" }?.available ?? 0
      if available != balances[member] ?? 0 {
        findings.append("\(member) has \(available) points, not \(balances[member] ?? 0)")
      }
    }
    return findings
  }

  private func envelope(_ id: [UInt8] = []) -> Envelope {
    Envelope(programID: Self.programID, requestID: id, storeID: "S1", terminalID: "T1")
  }

  private func reference(_ member: String) -> MemberReference {
    MemberReference(reference: .memberID(member))
  }
}
