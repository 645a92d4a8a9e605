import FealtyClient
import Foundation
import Testing

// Goal: a stolen card pays nothing from the answer on, whatever becomes of the server, and a till
// that was offline meanwhile loses no sale. Method: the real binary, killed right after the answer;
// the tool; a real receiver of webhooks.
@Suite("Cards with the real binary")
struct CardTests {
  private func connect(_ server: ServerProcess) -> [String] {
    ["--connect", "127.0.0.1:\(server.port)"]
  }

  private func by(_ card: String) -> MemberReference {
    MemberReference(reference: .cardNumber(card))
  }

  private func earn(_ till: Till, _ points: Int64, _ card: String) async throws -> EarnResponse {
    try await till.client.points.earn(
      EarnRequest(
        envelope: till.envelope(),
        member: by(card),
        basket: Basket(
          currency: "EUR",
          lines: [BasketLine(sku: "S", quantity: 1, amountMinor: points * 100)]
        )
      )
    )
  }

  private func refusal(_ call: () async throws -> Void) async -> Reason? {
    do {
      try await call()
      return nil
    } catch {
      return (error as? ClientError)?.status?.reason
    }
  }

  /// A receiver that hears of cards, and a member with one.
  private func setUp(_ till: Till, _ receiver: Receiver) async throws {
    _ = try await till.client.events.putWebhook(
      PutWebhookRequest(
        envelope: till.envelope(),
        webhook: Webhook(
          webhookID: "crm",
          url: "http://127.0.0.1:\(receiver.port)/",
          kinds: [.cardChanged],
          authentication: WebhookAuthentication(method: .open(true))
        )
      )
    )
    _ = try await till.client.members.enrol(
      EnrolRequest(
        envelope: till.envelope(),
        member: MemberReference(reference: .memberID("ada")),
        mode: .create,
        cardNumber: "4711"
      )
    )
  }

  /// Who asked and why is in the audit, and what became of the card was told.
  private func expectTold(_ till: Till, _ receiver: Receiver, by new: String) async throws {
    let audit = try await till.client.access.listAudit(
      ListAuditRequest(envelope: Envelope(programID: Till.programID))
    )
    let entry = try #require(audit.entries.first)
    #expect(entry.action == "Members/ReplaceCard" && entry.subjectID == "ada")
    #expect(entry.reason == "came to the desk")
    let end = ContinuousClock.now + .seconds(60)
    while receiver.taken.isEmpty {
      try #require(ContinuousClock.now < end, "the receiver has heard nothing")
      try await Task.sleep(for: .milliseconds(20))
    }
    let event = try #require(receiver.taken.first)
    #expect(event["kind"] == "CARD_CHANGED" && event["cardNumber"] == "4711")
    #expect(event["cardStage"] == "CARD_STAGE_BLOCKED" && event["replacedBy"] == new)
  }

  @Test(.timeLimit(.minutes(2)))
  func `a stolen card is replaced by the tool; killed and started again, it pays nothing`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data, options: ["--local-webhooks"])
    let listen = ["--listen", "127.0.0.1:\(server.port)", "--local-webhooks"]
    let receiver = try Receiver { _, _ in .status(200) }
    let till = Till(client: try server.client(attempts: 60))
    try await till.putProgramme()
    try await setUp(till, receiver)
    _ = try await earn(till, 100, "4711")

    let json =
      "{\"envelope\":{\"programId\":\"\(Till.programID)\",\"reason\":\"came to the desk\"},"
      + "\"member\":{\"cardNumber\":\"4711\"},\"generateCard\":true,\"cardReason\":\"CARD_STOLEN\"}"
    let answer = try Binary.run(["call", "Members/ReplaceCard", "--json", json] + connect(server))
    #expect(answer.exitCode == 0, "\(answer.output)\(answer.errors)")
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    )
    let new = try #require(told["cardNumber"] as? String)
    #expect(told["oldStage"] as? String == "CARD_STAGE_BLOCKED" && new.count == 16)
    server.kill()
    server = try ServerProcess.start(data: data, options: listen)

    let redeem: @Sendable (String) async throws -> Void = { card in
      _ = try await till.client.points.redeem(
        RedeemRequest(
          envelope: till.envelope(),
          member: MemberReference(reference: .cardNumber(card)),
          mode: .sale,
          points: 40
        )
      )
    }
    #expect(await refusal { try await redeem("4711") } == .cardBlocked)
    // A sale of a till that was offline.
    let late = try await earn(till, 7, "4711")
    #expect(late.points == 7 && late.outcome?.warnings.map(\.code) == ["CARD_BLOCKED"])
    try await redeem(new)
    #expect(try await till.available("ada") == 67)
    let old = try await till.client.members.validateCard(
      ValidateCardRequest(envelope: till.envelope(), member: by("4711"))
    )
    #expect(!old.valid && old.cardStage == .cardStageBlocked && !old.canRedeem)
    let taken = await refusal {
      _ = try await till.client.members.replaceCard(
        ReplaceCardRequest(
          envelope: till.envelope(),
          member: by(new),
          newCardNumber: "4711",
          cardReason: .cardDamaged
        )
      )
    }
    #expect(taken == .cardCycle)
    try await expectTold(till, receiver, by: new)
    #expect(try await till.verifyLedger().balanced)
    till.client.close()
    receiver.stop()
    #expect(server.stop() == 0)
    #expect(try Binary.run(["verify", data]).exitCode == 0)
  }
}
