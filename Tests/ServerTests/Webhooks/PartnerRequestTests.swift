import FealtyWire
import Testing

@testable import FealtyActors
@testable import FealtyServer

@Suite("What partners are asked by HTTP")
struct PartnerRequestTests {
  private func call(_ wish: PartnerCall.Wish) -> PartnerCall {
    PartnerCall(
      wish: wish,
      key: "KEY",
      id: wish == .takeBack ? "BACK" : "KEY",
      programID: "light",
      tokenID: "stars",
      type: .typeErc20,
      decimals: 2,
      units: 4_200,
      tokenName: "St\"rs",
      tokenSymbol: "STR",
      membership: "L-1",
      settings: PartnerSettings(kind: .partnerWebhook, webhookID: "credits"),
      atMilliseconds: 1_700
    )
  }

  private func response(_ status: Int, _ body: String) -> HTTPResponse {
    var response = HTTPResponse()
    let text = "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    _ = response.receive(Array(text.utf8))
    return response
  }

  @Test func `a credit, its state and a debit, each with an id of its own`() throws {
    let url = try #require(WebhookURL("https://brand.example/x?y=z"))
    let credit = PartnerRequest.content(call(.deliver), url)
    #expect(credit.method == "POST" && credit.target == "/x?y=z" && credit.id == "KEY")
    #expect(
      String(decoding: credit.body, as: UTF8.self) == """
        {"transaction_type":"credit","tx_hash":"KEY","amount":"4200","auth_id":"L-1",\
        "timestamp":1700,"program_id":"light","token_id":"stars","token_name":"St\\"rs",\
        "token_symbol":"STR","decimals":2}
        """
    )
    let state = PartnerRequest.content(call(.state), url)
    #expect(state.method == "GET" && state.target == "/x?y=z&tx_hash=KEY" && state.body.isEmpty)
    #expect(state.id == "KEY.state")
    let back = PartnerRequest.content(call(.takeBack), url)
    let body = String(decoding: back.body, as: UTF8.self)
    #expect(back.id == "BACK" && body.contains(#""tx_hash":"BACK","tx_hash_reverted":"KEY""#))
    #expect(body.contains(#""transaction_type":"debit""#))
    let head = String(
      decoding: PartnerRequest.bytes(credit, url, seconds: 1, fields: [("A", "b")]),
      as: UTF8.self
    )
    #expect(head.hasPrefix("POST /x?y=z HTTP/1.1\r\nHost: brand.example\r\n"))
    #expect(head.contains("\r\nIdempotency-Key: \"KEY\"\r\n") && head.contains("\r\nA: b\r\n\r\n{"))
  }

  @Test func `of points that leave a debit is asked for, and a credit undoes it`() throws {
    let url = try #require(WebhookURL("https://brand.example/x"))
    var debit = call(.deliver)
    debit.isGiving = true
    let asked = PartnerRequest.content(debit, url)
    let body = String(decoding: asked.body, as: UTF8.self)
    #expect(asked.id == "KEY" && body.hasPrefix(#"{"transaction_type":"debit","tx_hash":"KEY","#))
    #expect(!body.contains("tx_hash_reverted"))
    var back = call(.takeBack)
    back.isGiving = true
    let undone = String(decoding: PartnerRequest.content(back, url).body, as: UTF8.self)
    #expect(
      undone.hasPrefix(
        #"{"transaction_type":"credit","tx_hash":"BACK","tx_hash_reverted":"KEY","#
      )
    )
  }

  @Test(arguments: [
    (200, "", PartnerAnswer.completed(receipt: "")),
    (202, #"{"state":"pending"}"#, .pending),
    (201, #"{"receipt":"R-1"}"#, .completed(receipt: "R-1")),
    (200, #"{"state":"completed","receipt":7}"#, .completed(receipt: "7")),
    (422, #"{"state":"refused","reason":"closed"}"#, .refused(reason: "closed")),
    (404, #"{"state":"unknown"}"#, .notKnown),
    // Nobody knows what these mean.
    (404, "no such page", .unreachable), (404, #"{"state":"completed"}"#, .unreachable),
    (200, #"{"state":"perhaps"}"#, .unreachable), (302, "", .unreachable),
    (500, #"{"state":"refused"}"#, .unreachable), (503, "", .unreachable),
    (429, #"{"state":"refused"}"#, .unreachable), (401, #"{"state":"refused"}"#, .unreachable),
    // It speaks of something else.
    (200, #"{"state":"completed","tx_hash":"OTHER"}"#, .unreachable),
    (200, #"{"state":"completed","tx_hash":"KEY"}"#, .completed(receipt: "")),
  ])
  func `only a partner's own words end an exchange`(
    _ status: Int,
    _ body: String,
    _ meaning: PartnerAnswer
  ) {
    #expect(PartnerRequest.meaning(response(status, body), of: call(.deliver)) == meaning)
  }

  @Test func `what needs no words for a credit needs them for a state`() {
    #expect(PartnerRequest.meaning(response(200, "ok"), of: call(.state)) == .unreachable)
    #expect(PartnerRequest.meaning(response(204, ""), of: call(.takeBack)) == .takenBack)
    let taken = response(200, #"{"state":"taken_back"}"#)
    #expect(PartnerRequest.meaning(taken, of: call(.state)) == .takenBack)
    let kept = response(409, #"{"state":"refused","reason":"spent"}"#)
    #expect(PartnerRequest.meaning(kept, of: call(.takeBack)) == .refused(reason: "spent"))
  }

  @Test(arguments: [
    (200, #"{"state":"known"}"#, "known"), (200, #"{"state":"unknown"}"#, "unknown"),
    (404, #"{"state":"unknown"}"#, "unknown"), (404, "", "unreachable"),
    (404, #"{"state":"known"}"#, "unreachable"), (200, "", "unreachable"),
    (500, #"{"state":"known"}"#, "unreachable"),
  ])
  func `a number is known or unknown in so many words`(
    _ status: Int,
    _ body: String,
    _ verdict: String
  ) throws {
    #expect("\(PartnerRequest.verdict(response(status, body)))" == verdict)
    let url = try #require(WebhookURL("https://brand.example/x"))
    let question = MembershipQuestion(
      programID: "light",
      subject: "stars",
      number: "a&b=\r\nHost: c",
      timeoutMilliseconds: 1
    )
    let content = PartnerRequest.content(question, url)
    #expect(content.target == "/x?membership_number=a%26b%3D%0D%0AHost%3A%20c&of=stars")
    let isPlain = content.id.allSatisfy { $0.isASCII && !$0.isNewline }
    #expect(content.id.hasPrefix("membership.") && isPlain)
  }
}
