import FealtyClient
import Foundation
import Testing

extension AccessTests {
  /// Fields of requests beside the envelope, as JSON, with what another brand has put in.
  private struct Names {
    var program: String
    var member: String
    var card: String
    var transaction: String
    var receipt: String
    /// Where an exchange would lead.
    var target = "brand-b"
    var webhook: String
    var connector: String
    var voucher: String
    /// Of the voucher, or of a campaign.
    var code: String
  }

  /// What a request of each method says beside its envelope.
  ///
  /// A method that is not here is called with nothing else, and with the names that it has fields
  /// for.
  private func body(_ method: MethodSchema, _ names: Names, byCard: Bool) -> String {
    var fields = [
      "\"envelope\":{\"programId\":\"\(names.program)\"}"
    ]
    let known = Set(method.request.fields.map(\.jsonName))
    if known.contains("member") {
      let member =
        byCard ? "\"cardNumber\":\"\(names.card)\"" : "\"memberId\":\"\(names.member)\""
      fields.append("\"member\":{\(member)}")
    }
    if known.contains("transactionId") {
      fields.append("\"transactionId\":\"\(names.transaction)\"")
    }
    let basket =
      "\"basket\":{\"currency\":\"EUR\",\"receiptNumber\":\"\(names.receipt)\","
      + "\"lines\":[{\"sku\":\"S\",\"quantity\":\"1\",\"amountMinor\":\"5000\"}]}"
    let texts = [
      ("basket", basket), ("points", "\"points\":\"10\""), ("tokenId", "\"tokenId\":\"points\""),
      ("promotionId", "\"promotionId\":\"base\""), ("mode", "\"mode\":1"),
      ("reason", "\"reason\":\"a test\""), ("newStage", "\"newStage\":4"),
      ("toProgramId", "\"toProgramId\":\"\(names.target)\""),
      ("toTokenId", "\"toTokenId\":\"points\""),
      ("fromStart", "\"fromStart\":true"), ("receiptNumber", "\"receiptNumber\":\"r-grace\""),
      ("segmentId", "\"segmentId\":\"vip\""),
      ("add", "\"add\":[{\"memberId\":\"\(names.member)\"}]"),
      ("connectorId", "\"connectorId\":\"\(names.connector)\""),
      ("payload", "\"payload\":\"{\\\"id\\\":1}\""),
      ("quarantineId", "\"quarantineId\":\"00000000000000ff\""),
      ("webhookId", "\"webhookId\":\"\(names.webhook)\""),
      (
        "webhook",
        "\"webhook\":{\"webhookId\":\"\(names.webhook)\",\"url\":\"https://receiver.invalid/\","
          + "\"paused\":true,\"authentication\":{\"bearer\":{\"token\":\"t\"}}}"
      ),
      (
        "items",
        "\"items\":[{\"purchase\":{\"member\":{\"memberId\":\"\(names.member)\"},\(basket)}}]"
      ),
      ("campaignId", "\"campaignId\":\"spring\""), ("code", "\"code\":\"\(names.code)\""),
      ("newCardNumber", "\"newCardNumber\":\"\(names.card)-2\""),
      ("cardReason", "\"cardReason\":1"),
      ("alias", "\"alias\":{\"provider\":\"crm\",\"value\":\"\(names.member)\"}"),
      ("cardStage", "\"cardStage\":2"), ("codeId", "\"codeId\":\"00000000000000ff-0\""),
      ("programme", "\"programme\":{\"programId\":\"\(names.program)\",\"name\":\"x\"}"),
    ]
    for (field, text) in texts where known.contains(field) { fields.append(text) }
    // By its id or by its code.
    if !byCard, known.contains("voucherId") {
      fields.removeAll { $0.hasPrefix("\"code\":") }
      fields.append("\"voucherId\":\"\(names.voucher)\"")
    }
    return "{\(fields.joined(separator: ","))}"
  }

  /// What a caller learns of a call: its status without what is the server's, or its answer.
  private func answer(
    _ client: FealtyClient,
    _ method: MethodSchema,
    _ body: String
  ) async -> String {
    // A body that the method's message has no such field type for is called without it.
    guard let request = try? method.request.bytes(json: body) else { return "no request" }
    var items: [String] = []
    do {
      if method.serverStreaming {
        // One that goes on for ever ends with its time.
        let options = CallOptions(timeout: .seconds(1))
        for try await item in client.stream(method, encoded: request, options: options) {
          items.append(try method.response.json(decoding: item, pretty: false))
        }
        return items.joined(separator: "\n")
      }
      let answer = try await client.call(method, encoded: request)
      return try method.response.json(decoding: answer, pretty: false)
    } catch let error as ClientError {
      var status = error.status ?? Status()
      status.retryAfterMs = 0
      return (items + [status.json()]).joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `no method tells a client anything of another brand, not even that it is there`()
    async throws
  {
    let site = try Site()
    _ = try await site.open("brand-a", member: "ada")
    let (transaction, receipt) = try await site.open("brand-b", member: "grace")
    let voucher = try await site.issueVoucher("brand-b", member: "grace")
    try await site.putWebhook("brand-b", "crm-b")
    let all: [AccessScope] = [
      .accessPos, .accessMember, .accessExchange, .accessProgramme, .accessAdmin,
      .accessAlias,
    ]
    let brand = try await site.put("a", programs: ["brand-a"], scopes: all)
    let caller = try site.client(brand, attempts: 1)
    let grace = Names(
      program: "brand-b",
      member: "grace",
      card: "card-of-grace",
      transaction: transaction,
      receipt: receipt,
      webhook: "crm-b",
      connector: "shop-of-brand-b",
      voucher: voucher.redemptionID,
      code: voucher.code
    )
    let before = try await site.ofBrandB()
    var unasked: Set<String> = []
    for method in SchemaRegistry.methods where method.scopes != [.accessOpen] {
      let name = "\(method.service)/\(method.name)"
      for byCard in [false, true] {
        // Another programme: as one that is not there.
        var nowhere = grace
        nowhere.program = "brand-z"
        let theirs = await answer(caller, method, body(method, grace, byCard: byCard))
        let none = await answer(caller, method, body(method, nowhere, byCard: byCard))
        #expect(theirs == none, "\(name)")
        if theirs == "no request" { unasked.insert(name) }
        #expect(
          theirs.contains("PROGRAMME_NOT_FOUND") || theirs.contains("SCOPE_MISSING")
            || theirs == "no request",
          "\(name): \(theirs)"
        )
        // Members, cards, transactions and receipts of theirs in a programme of one's own. What
        // changes something makes what was not there, so it is not asked twice with one id.
        guard !method.mutates || method.name != "Enrol" else { continue }
        var mixed = grace
        mixed.program = "brand-a"
        var unknown = mixed
        unknown.member = "nobody"
        unknown.card = "card-of-nobody"
        unknown.transaction = "00000000000000000000"
        unknown.receipt = "r-nobody"
        unknown.target = "brand-y"
        unknown.webhook = "crm-nobody"
        unknown.connector = "shop-of-nobody"
        unknown.voucher = "00000000000000000000"
        unknown.code = "SOMMER26"
        let mine = await answer(caller, method, body(method, mixed, byCard: byCard))
        let nobody = await answer(caller, method, body(method, unknown, byCard: byCard))
        // A change of one's own programme makes a version of it each time.
        let isChange = method.routing == .routingProgramme && method.mutates
        // What is told of one's own members has grown between the two.
        let isFeed = method.name == "Subscribe"
        let isSame = mine == nobody || isFeed || isChange && mine.hasPrefix("{\"ruleSetVersion\"")
        #expect(isSame, "\(name): \(mine) and \(nobody)")
        #expect(!mine.contains("grace") && !mine.contains(transaction), "\(name): \(mine)")
      }
    }
    #expect(unasked.isEmpty, "no request could be made")
    #expect(try await site.ofBrandB() == before)
    #expect(site.server.stop() == 0)
  }
}
