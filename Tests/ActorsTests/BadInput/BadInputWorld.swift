import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

/// Two brands with everything that a request may name, and a way to send requests as bytes.
///
/// A name in a request is written `$name`: ``names`` says what it is, ``otherBrand`` what a field
/// of that name holds at the other brand.
final class BadInputWorld {
  let rig: EngineRig
  private(set) var names: [String: String] = [:]
  private(set) var otherBrand: [String: [UInt8]] = [:]

  init() throws {
    let clock = TestClock()
    rig = try EngineRig(shards: 2, clock: clock, localWebhooks: true)
    try putProgrammes()
    for (member, program) in [("ada", "p"), ("bo", "p"), ("zoe", "q")] {
      try open(member, of: program)
    }
    try useNames()
    try useOtherNames()
  }

  private static let programmes = [
    """
    {"programId":"p","currency":"EUR","defaultTokenId":"points","tiers":["base","gold"],
     "tokens":[
       {"tokenId":"points","name":"Points","onRamp":[{"value":{"numerator":1,"denominator":50}}],
        "offRamp":[{"value":{"numerator":1,"denominator":100}}],"acceptsProgramIds":["q"]},
       {"tokenId":"gems","onRamp":[{"value":{"numerator":3,"denominator":100}}]},
       {"tokenId":"art","type":"TYPE_ERC721","onRamp":[{"value":{"numerator":1,"denominator":5}}]},
       {"tokenId":"coin","type":"TYPE_CRYPTO","decimals":8,"marketRate":true,
        "maxValueAgeMs":60000}],
     "promotions":[
       {"promotionId":"base","rate":{"points":1,"perAmountMinor":100}},
       {"promotionId":"later","rate":{"points":1,"perAmountMinor":100},
        "selection":{"include":{"brands":["B"]}},"lotTerms":{"activateOn":"stay"}},
       {"promotionId":"visit","selection":{"kinds":["EVENT"],"include":{"eventTypes":["visit"]}},
        "fixed":{"points":5}}],
     "partnerships":[
       {"partnershipId":"gems","fromTokenId":"points","toTokenId":"gems",
        "maxRate":{"numerator":2,"denominator":1},"minRate":{"numerator":1,"denominator":9}},
       {"partnershipId":"art","fromTokenId":"points","toTokenId":"art"}],
     "benefits":[{"benefitId":"lounge","limit":9,"active":true}],
     "voucherTypes":[{"voucherTypeId":"coffee","points":5,"valueMinor":300,"active":true}],
     "codeCampaigns":[{"campaignId":"spring","points":10,"active":true}],
     "settings":{"eventTypes":["visit"],"guests":true,"parkGuestSales":true,
       "membershipProviders":[{"provider":"miles"}],
       "identityProviders":[{"provider":"crm"},{"provider":"e-mail","kind":"ALIAS_EMAIL"}],
       "connectors":[{"connectorId":"shop","source":"shop","mapping":
         {"eventType":"\\"visit\\"","eventId":"id","memberId":"who"}},
        {"connectorId":"late","source":"late","mapping":
         {"eventType":"\\"visit\\"","eventId":"@ID","memberId":"who"}}]}}
    """,
    """
    {"programId":"q","currency":"EUR","defaultTokenId":"stars","tokens":[{"tokenId":"stars"}],
     "promotions":[{"promotionId":"other","rate":{"points":1,"perAmountMinor":100}}],
     "voucherTypes":[{"voucherTypeId":"tea","points":5,"valueMinor":300,"active":true}],
     "codeCampaigns":[{"campaignId":"autumn","points":10,"active":true}]}
    """,
  ]

  private func putProgrammes() throws {
    for (program, programme) in zip(["p", "q"], Self.programmes) {
      try putProgramme(programme, of: program)
    }
    try call("PutWebhook", Self.webhook("crm"))
    try call("PutWebhook", Self.webhook("crm-q"), of: "q")
    for client in [
      "{\"clientId\":\"root\",\"scopes\":[\"ACCESS_ADMIN\"]}",
      "{\"clientId\":\"till\",\"programIds\":[\"p\"],\"scopes\":[\"ACCESS_POS\"]}",
    ] {
      let made = try call("PutClient", "{\"client\":\(client),\"reason\":\"new\"}")
      names["client-secret"] = try texts(made, "clientSecret").first
    }
  }

  private func putProgramme(
    _ json: String,
    of program: String,
    mapping: String = "nothing"
  ) throws {
    let programme = json.replacing("@ID", with: mapping)
    try call("PutProgramme", "{\"programme\":\(programme)}", of: program)
  }

  static func webhook(_ id: String) -> String {
    """
    {"webhook":{"webhookId":"\(id)","url":"http://127.0.0.1:9/","paused":true,
     "authentication":{"bearer":{"token":"t"}}}}
    """
  }

  static func basket(_ receipt: String = "", brand: String = "") -> String {
    let number =
      receipt.isEmpty ? "" : "\"receiptNumber\":\"\(receipt)\",\"businessDate\":20260101,"
    return """
      {\(number)"currency":"EUR","codes":["X"],"tenders":[{"kind":"CASH","amountMinor":500}],
       "tags":[{"name":"a","value":"b"}],"counters":[{"name":"n","value":3}],
       "lines":[{"sku":"A","department":"d","categories":["c"],"brand":"\(brand)","quantity":2,
       "amountMinor":50000,"lineId":"1","labels":["l"],"attributes":["k=v"]}]}
      """
  }

  private func open(_ member: String, of program: String) throws {
    let who = "\"member\":{\"memberId\":\"\(member)\"}"
    try call("Enrol", "{\(who),\"mode\":\"CREATE\",\"cardNumber\":\"77-\(member)\"}", of: program)
    let basket = Self.basket("R-\(member)")
    let earn = try call("Earn", "{\(who),\"basket\":\(basket)}", of: program)
    names["earn-\(member)"] = try transaction(earn)
  }

  private func useNames() throws {
    let who = "\"member\":{\"memberId\":\"ada\"}"
    let later = Self.basket(brand: "B")
    names["later"] = try transaction(call("Earn", "{\(who),\"basket\":\(later)}"))
    let sale = try call("Redeem", "{\(who),\"points\":10}")
    names["redemption"] = try transaction(sale)
    let authorized = try call("Redeem", "{\(who),\"points\":10,\"mode\":\"AUTHORIZE\"}")
    names["authorization"] = try transaction(authorized)
    names["lock"] = try transaction(call("Lock", "{\(who),\"points\":10}"), "lockId")
    let status = try call("GetPointStatus", "{\(who),\"transactionId\":\"$later\"}")
    names["lot"] = try texts(status, "lotId").first
    names["exchange"] = try transaction(call("Exchange", Self.exchange("gems")), "exchangeId")
    try call("Exchange", Self.exchange("art", points: 0))
    let nft = try texts(call("GetBalances", "{\(who)}"), "nftId").first ?? ""
    names["nft"] = nft
    try call("PersonaliseNft", "{\(who),\"nftId\":\"\(nft)\",\"data\":\"To A\"}")
    let voucher = try call("RedeemVoucher", "{\(who),\"voucherTypeId\":\"coffee\"}")
    names["voucher"] = try texts(voucher, "code").first
    names["voucher-id"] = try transaction(voucher)
    let codes = try call("IssueCodes", "{\"campaignId\":\"spring\",\"codes\":[{\"points\":3}]}")
    names["code"] = try texts(codes, "code").first
    names["code-id"] = try texts(codes, "codeId").first
    let event = "{\\\"number\\\":\\\"7\\\",\\\"who\\\":\\\"ada\\\"}"
    let kept = try call("IngestEvent", "{\"connectorId\":\"late\",\"payload\":\"\(event)\"}")
    names["quarantine"] = try texts(kept, "quarantineId").first
    try putProgramme(Self.programmes[0], of: "p", mapping: "number")
    try call("Earn", "{\"basket\":\(Self.basket("guest"))}")
    let evaluated = try call("EvaluateBasket", "{\(who),\"basket\":\(Self.basket())}")
    names["evaluation"] = try texts(evaluated, "evaluationId").first
    let clients = try call("ListClients", "{}")
    names["secret"] = try texts(clients, "secretId").first
    let load = try call("BeginLoad", "{\"segmentId\":\"vip\",\"file\":\(Self.file)}")
    names["load"] = try texts(load, "loadId").first
    try call("UploadPart", "{\"loadId\":\"$load\",\"part\":\"Ym8=\"}")
    try call("PutAlias", "{\(who),\"alias\":{\"provider\":\"crm\",\"value\":\"A-1\"}}")
    try call("PutMembership", "{\(who),\"membership\":{\"provider\":\"miles\",\"number\":\"7\"}}")
  }

  /// Of a segment's list: the line "bo".
  static let file = """
    {"digest":"PQmdDxPfnQu0Qnps6Z1huYiGF2HihtbjSxfWNxtGsT8=","rowCount":1,"byteCount":2}
    """

  static func exchange(_ token: String, points: Int = 100) -> String {
    """
    {"member":{"memberId":"ada"},"fromTokenId":"points","toTokenId":"\(token)",
     "points":\(points)\(points > 0 ? ",\"toMembershipNumber\":\"bo\"" : "")}
    """
  }

  private func useOtherNames() throws {
    let zoe = "\"member\":{\"memberId\":\"zoe\"}"
    let lock = try transaction(call("Lock", "{\(zoe),\"points\":1}", of: "q"), "lockId")
    let voucher = try call("RedeemVoucher", "{\(zoe),\"voucherTypeId\":\"tea\"}", of: "q")
    let codes = try call("IssueCodes", "{\"campaignId\":\"autumn\",\"codes\":[{}]}", of: "q")
    let earn = names["earn-zoe"] ?? ""
    let texts = [
      "member_id": "zoe", "card_number": "77-zoe", "transaction_id": earn, "token_id": "stars",
      "redemption_id": earn, "exchange_id": earn, "lock_id": lock, "webhook_id": "crm-q",
      "voucher_type_id": "tea", "campaign_id": "autumn", "voucher_id": try transaction(voucher),
      "code": try self.texts(voucher, "code").first ?? "", "from_token_id": "stars",
      "code_id": try self.texts(codes, "codeId").first ?? "", "promotion_id": "other",
    ]
    otherBrand = texts.mapValues { Array($0.utf8) }
  }

  // MARK: - Calls

  /// A method by its name, of whatever service.
  static func method(_ name: String) -> MethodSchema {
    let methods = SchemaRegistry.methods.filter { $0.name == name }
    precondition(methods.count == 1, "there are \(methods.count) methods \(name)")
    return methods[0]
  }

  /// Sends a request that must be taken.
  @discardableResult
  private func call(_ name: String, _ json: String, of program: String = "p") throws -> JSONValue {
    let method = Self.method(name)
    let request = try bytes(json, method) + envelope(of: program, isDryRun: false)
    switch try send(method, request) {
    case .refused(let status):
      Issue.record("\(name) \(json): \(status.json())")
      throw RigFailure.refused(status)
    case .answered(let answer):
      return try JSONValue(parsing: method.response.json(decoding: answer, pretty: false))
    }
  }

  /// The fields of a request, with what stands for ``names``.
  func bytes(_ json: String, _ method: MethodSchema) throws -> [UInt8] {
    var text = json
    // The longest first: one may begin with another.
    for (name, value) in names.sorted(by: { $0.key.count > $1.key.count }) {
      text = text.replacing("$\(name)\"", with: "\(value)\"")
    }
    return try method.request.bytes(json: text)
  }

  /// Field 1 of a request, with a request id of its own.
  func envelope(of program: String = "p", isDryRun: Bool) -> [UInt8] {
    var envelope = rig.envelope()
    envelope.programID = program
    envelope.operatorID = "op"
    envelope.dryRun = isDryRun
    envelope.reason = "a test"
    var out = OutputBuffer(capacity: 128)
    out.writeMessage(1, envelope)
    return out.bytes()
  }

  enum Outcome {
    /// With the last frame, or the first item of a stream.
    case answered([UInt8])
    case refused(Status)
  }

  func send(_ method: MethodSchema, _ payload: [UInt8]) throws -> Outcome {
    let stream = rig.newStream()
    let call = EngineRig.call(method.id, stream: stream)
    rig.on { shard in
      payload.withUnsafeBytes { shard.gather(call, payload: $0) }
      shard.finishGathered()
      // It would go on for ever.
      if method.id == MethodID.subscribe { shard.cancel(call) }
    }
    let frames = try rig.frames(of: stream)
    guard let last = frames.last else { throw RigFailure.silent }
    let isCancelled = last.aux == UInt32(Code.cancelled.rawValue)
    guard last.aux == 0 || isCancelled else {
      return .refused(try Status(bytes: last.payload))
    }
    return .answered(isCancelled ? [] : last.payload)
  }

  private func transaction(_ answer: JSONValue, _ name: String = "transactionId") throws -> String {
    try #require(try texts(answer, name).first)
  }

  /// What fields of a name hold in an answer, wherever they are.
  private func texts(_ value: JSONValue, _ name: String) throws -> [String] {
    switch value {
    case .object(let members):
      return try members.flatMap { member -> [String] in
        if member.name == name, case .string(let text) = member.value { return [text] }
        return try texts(member.value, name)
      }
    case .array(let values): return try values.flatMap { try texts($0, name) }
    default: return []
    }
  }

  // MARK: - What is there

  /// Everything that a request could have changed, as far as requests show it.
  func fingerprint() throws -> [[UInt8]] {
    var found: [[UInt8]] = []
    for (name, program) in [
      ("GetStateHash", "p"), ("GetProgramme", "p"), ("GetProgramme", "q"), ("ListWebhooks", "p"),
      ("ListWebhooks", "q"), ("ListClients", ""), ("ListCodes", "p"), ("ListQuarantine", "p"),
    ] {
      let method = Self.method(name)
      var json = "{}"
      if name == "ListCodes" { json = "{\"campaignId\":\"spring\"}" }
      if name == "ListQuarantine" { json = "{\"connectorId\":\"late\"}" }
      let request = try bytes(json, method) + envelope(of: program, isDryRun: false)
      guard case .answered(let answer) = try send(method, request) else { throw RigFailure.silent }
      guard name == "GetStateHash" else {
        found.append(answer)
        continue
      }
      found.append(try GetStateHashResponse(bytes: answer).hash)
    }
    return found
  }
}
