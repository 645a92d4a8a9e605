import FealtyWire

/// A request of every method that would be taken, without its envelope, in the world of
/// ``BadInputWorld``.
enum ValidRequests {
  private static let ada = "\"member\":{\"memberId\":\"ada\"}"
  private static let key = """
    {"storeId":"S1","terminalId":"T1","businessDate":20260101,"receiptNumber":"R-ada"}
    """
  private static let guestKey = """
    {"storeId":"S1","terminalId":"T1","businessDate":20260101,"receiptNumber":"guest"}
    """
  private static let basket = BadInputWorld.basket()

  /// By the method's name; nil = nobody has written one yet.
  static func json(_ method: String) -> String? {
    points[method] ?? sales[method] ?? members[method] ?? brand[method] ?? programmes[method]
      ?? operations[method]
  }

  private static let points = [
    "EvaluateBasket": "{\(ada),\"basket\":\(basket),\"explain\":1,\"language\":\"en\"}",
    "Earn": "{\(ada),\"basket\":\(BadInputWorld.basket("new")),\"explain\":1}",
    "ReverseEarn": "{\"transactionId\":\"$earn-ada\",\"reason\":\"r\"}",
    "Redeem": "{\(ada),\"points\":10,\"purpose\":\"p\",\"receiptNumber\":\"n\"}",
    "ReverseRedemption": "{\"redemptionId\":\"$redemption\",\"points\":5,\"reason\":\"r\"}",
    "Lock": "{\(ada),\"points\":10,\"tokenId\":\"points\",\"reason\":\"r\"}",
    "Unlock": "{\"lockId\":\"$lock\",\"points\":5,\"reason\":\"r\"}",
    "GetPointStatus": "{\"transactionId\":\"$later\",\"lotId\":\"$lot\"}",
    "GetExpirySchedule": "{\(ada),\"limit\":10}",
    "ListTransactions": """
    {\(ada),"kinds":[1],"tokenId":"points","storeId":"S1",
     "limit":5}
    """,
    "StreamTransactions": "{\(ada)}",
    "ListProgrammeTransactions": "{\"kinds\":[1],\"tokenId\":\"points\",\"limit\":5}",
    "ExplainTransaction": "{\"transactionId\":\"$earn-ada\",\"language\":\"en\"}",
    "ActivatePoints": "{\"transactionId\":\"$later\",\"action\":\"stay\"}",
    "ExtendExpiry":
      "{\"transactionId\":\"$earn-ada\",\"expiresAtMs\":1900000000000,\"reason\":\"r\"}",
    "ExpirePoints": "{\(ada),\"tokenId\":\"points\",\"tenThousandths\":5000,\"reason\":\"r\"}",
  ]

  private static let sales = [
    "PostSale": """
    {\(ada),"basket":\(BadInputWorld.basket("sale")),"commit":true,"explain":1,"ops":[
     {"redeem":{"points":10,"purpose":"p"}},{"lock":{"points":5}},{"evaluate":{}},{"earn":{}}]}
    """,
    "ReturnLines": """
    {"transactionId":"$earn-ada","lines":[{"line":1,"quantity":1}],"reason":"r",
     "returnReceiptNumber":"back"}
    """,
    "RewardEvent": """
    {\(ada),"source":"shop","eventId":"e1","eventType":"visit","tags":[{"name":"a","value":"b"}],
     "counters":[{"name":"n","value":3}],"explain":1}
    """,
    "ClaimSale": "{\(ada),\"naturalKey\":\(guestKey)}",
    "RedeemVoucher": "{\(ada),\"voucherTypeId\":\"coffee\"}",
    "UseVoucher": "{\"code\":\"$voucher\",\"receiptNumber\":\"n\"}",
    "ListVouchers": "{\(ada),\"states\":[1],\"limit\":5}",
    "GetVoucher": "{\"code\":\"$voucher\"}",
    "IssueCodes":
      "{\"campaignId\":\"spring\",\"codes\":[{\"referenceId\":\"a\",\"points\":3}]}",
    "ClaimCode": "{\(ada),\"code\":\"$code\"}",
    "ListCodes": "{\"campaignId\":\"spring\",\"limit\":5}",
    "CancelCode": "{\"campaignId\":\"spring\",\"codeId\":\"$code-id\"}",
    "IngestEvent": """
    {"connectorId":"shop","payload":"{\\"id\\":\\"e2\\",\\"who\\":\\"ada\\"}","explain":1}
    """,
    "IngestEvents": """
    {"connectorId":"shop","explain":1,"items":[
     {"payload":"{\\"id\\":\\"e3\\",\\"who\\":\\"ada\\"}"},
     {"event":{\(ada),"source":"s","eventId":"e4","eventType":"visit"}}]}
    """,
    "TestMapping": """
    {"connectorId":"shop",
     "payload":"{\\"id\\":\\"e\\",\\"who\\":\\"ada\\"}"}
    """,
    "ListQuarantine": "{\"connectorId\":\"shop\",\"limit\":5}",
    "ReplayQuarantined": """
    {"connectorId":"late","quarantineId":"$quarantine",
     "explain":1}
    """,
    "DropQuarantined": "{\"connectorId\":\"late\",\"quarantineId\":\"$quarantine\"}",
  ]

  private static let members = [
    "Enrol": """
    {"member":{"memberId":"new"},"mode":"CREATE","cardNumber":"77-new","tier":"gold",
     "segments":["s"],
     "profile":{"givenName":"G","familyName":"F","email":"g@example.org","birthday":"1990-01-31",
      "language":"en","country":"DEU","attributes":[{"name":"n","value":"v"}],
      "memberships":[{"provider":"miles","number":"9"}]}}
    """,
    "GetMember": "{\(ada)}",
    "ValidateCard": "{\"member\":{\"cardNumber\":\"77-ada\"}}",
    "SetPin": "{\(ada),\"pin\":\"4711\"}",
    "SetRedemptionThreshold":
      "{\(ada),\"tokenId\":\"points\",\"threshold\":{\"perTransaction\":100,\"perDay\":200}}",
    "ResetPin": "{\(ada),\"reason\":\"r\"}",
    "UpdateMember": """
    {\(ada),"givenName":"G","email":"g@example.org","birthday":"1990-01-31","language":"en",
     "country":"DEU","attributes":[{"name":"n","value":"v"}]}
    """,
    "ListMembers": "{\"limit\":5,\"offset\":1}",
    "PutMembership": "{\(ada),\"membership\":{\"provider\":\"miles\",\"number\":\"8\"}}",
    "ListMemberships": "{\(ada),\"provider\":\"miles\"}",
    "DeleteMembership": "{\(ada),\"provider\":\"miles\"}",
    "UpdateStage": "{\(ada),\"newStage\":3,\"reason\":\"r\",\"expectedStage\":2}",
    "UpdateTier": "{\(ada),\"tier\":\"gold\",\"reason\":\"r\"}",
    "ChangeMembers":
      "{\"segmentId\":\"vip\",\"add\":[{\"memberId\":\"ada\"}],\"atomic\":true,\"reason\":\"r\"}",
    "ChangeMember": "{\(ada),\"segmentId\":\"vip\",\"reason\":\"r\"}",
    "ListMemberSegments": "{\(ada),\"atMs\":1}",
    "BeginLoad": "{\"segmentId\":\"vip\",\"file\":\(BadInputWorld.file)}",
    "UploadPart": "{\"loadId\":\"$load\",\"part\":\"Ym8=\"}",
    "CommitLoad":
      "{\"loadId\":\"$load\",\"segmentId\":\"vip\",\"promotionId\":\"base\",\"reason\":\"r\"}",
    "GetLoad": "{\"loadId\":\"$load\"}",
    "ReplaceCard": """
    {\(ada),"cardNumber":"77-ada","newCardNumber":"77-next","cardReason":"CARD_LOST"}
    """,
    "UpdateCardStage": """
    {\(ada),"cardNumber":"77-ada","cardStage":"CARD_STAGE_BLOCKED","cardReason":"CARD_LOST"}
    """,
    "PutAlias":
      "{\(ada),\"alias\":{\"provider\":\"e-mail\",\"value\":\"a@example.org\"},\"verified\":true}",
    "RemoveAlias": "{\(ada),\"provider\":\"crm\"}",
    "GetMemberByAlias": "{\"member\":{\"alias\":{\"provider\":\"crm\",\"value\":\"A-1\"}}}",
    "ListIdentityProviders": "{}",
    "ListBenefits": "{\(ada)}",
    "CheckBenefit": "{\(ada),\"benefitId\":\"lounge\",\"mode\":\"BENEFIT_AVAIL\",\"quantity\":1}",
    "DeleteMember": "{\"member\":{\"memberId\":\"bo\"},\"reason\":\"r\",\"balance\":2}",
  ]

  private static let brand = [
    "CreditPoints": """
    {\(ada),"tokenId":"points","points":5,"reason":"r","metadata":[{"name":"a","value":"b"}]}
    """,
    "DebitPoints": """
    {\(ada),"tokenId":"points","points":5,"reason":"r","metadata":[{"name":"a","value":"b"}]}
    """,
    "GetBalances": "{\(ada),\"tokenId\":\"points\"}",
    "PersonaliseNft": "{\(ada),\"nftId\":\"$nft\",\"data\":\"To Ada\"}",
    "DecideNft": "{\(ada),\"nftId\":\"$nft\",\"status\":2}",
    "Exchange": """
    {\(ada),"fromTokenId":"points","toProgramId":"p","toTokenId":"gems","points":100,
     "toMembershipNumber":"bo","rateOverride":{"numerator":1,"denominator":3}}
    """,
    "GetExchange": "{\(ada),\"exchangeId\":\"$exchange\"}",
    "ReverseExchange": "{\"exchangeId\":\"$exchange\",\"reason\":\"r\"}",
    "PutToken": "{\"token\":{\"tokenId\":\"new\",\"name\":\"N\",\"symbol\":\"S\",\"decimals\":2}}",
    "PutPartnership": """
    {"partnership":{"partnershipId":"new","fromTokenId":"gems","toTokenId":"points","min":1,"max":9,
     "step":1,"limits":[{"period":2,"limit":5}],"fee":{"numerator":1,"denominator":10}}}
    """,
    "ListPartnerships": "{\"tokenToTypes\":[1]}",
    "ListLateDeliveries": "{\"limit\":5}",
    "ResolveLateDelivery":
      "{\(ada),\"exchangeId\":\"$exchange\",\"resolution\":1,\"reason\":\"r\"}",
    "PutMarketRate": "{\"tokenId\":\"coin\",\"onRamp\":{\"numerator\":1,\"denominator\":3}}",
  ]

  private static let programmes = [
    "PutProgramme": """
    {"programme":{"programId":"p","name":"P","timeZone":"UTC","currency":"EUR",
     "defaultTokenId":"points","tiers":["base","gold"],"tokens":[{"tokenId":"points"},
      {"tokenId":"gems"},{"tokenId":"art","type":"TYPE_ERC721"},
      {"tokenId":"coin","type":"TYPE_CRYPTO","decimals":8,"marketRate":true}],
     "groups":[{"groupId":"g"}],"promotions":[{"promotionId":"base","groupId":"g",
      "rate":{"points":2,"perAmountMinor":100}}],
     "settings":{"eventTypes":["visit"],"tierRules":{"days":30,"thresholds":[
      {"tier":"gold","amount":5}]}},
     "budgets":[{"budgetId":"b","period":"PER_DAY","limit":100}],
     "voucherTypes":[{"voucherTypeId":"coffee","points":5}]}}
    """,
    "GetProgramme": "{}",
    "CreateToken": "{\"token\":{\"tokenId\":\"new\",\"name\":\"N\"}}",
    "GetToken": "{\"tokenId\":\"points\"}",
    "PutPromotions": """
    {"promotions":[{"promotionId":"new","name":"N","status":1,"priority":1,"stores":["S1"],
     "segments":["s"],"tiers":["gold"],"threshold":{"steps":[{"amountMinor":1000,"points":5}]},
     "caps":[{"period":2,"points":5}]}]}
    """,
    "ListPromotions": "{\"statuses\":[1],\"segment\":\"s\",\"storeId\":\"S1\",\"limit\":5}",
    "RollBackPromotion": "{\"promotionId\":\"base\",\"toVersion\":1}",
    "ListPromotionVersions": "{\"promotionId\":\"base\"}",
    "BackTest": """
    {"draft":{"promotions":[{"promotionId":"d","fixed":{"points":1}}]},
     "toMs":1767225600000}
    """,
  ]

  private static let operations = [
    "GenerateAccessToken": """
    {"grantType":"client_credentials","clientId":"till","clientSecret":"$client-secret",
     "scopes":["ACCESS_POS"]}
    """,
    "PutClient": """
    {"client":{"clientId":"other","name":"O","programIds":["p"],"scopes":["ACCESS_POS"],
     "terminalId":"T1","callsPerSecond":5},"reason":"r"}
    """,
    "RotateSecret": "{\"clientId\":\"till\",\"reason\":\"r\"}",
    "RevokeAccess": "{\"clientId\":\"till\",\"secretId\":\"$secret\",\"reason\":\"r\"}",
    "ListClients": "{}",
    "ListAudit": "{\"limit\":5,\"actor\":\"a\",\"kind\":1}",
    "Subscribe": "{\"fromStart\":true,\"kinds\":[1],\"memberIds\":[\"ada\"]}",
    "PutWebhook": BadInputWorld.webhook("new"),
    "DeleteWebhook": "{\"webhookId\":\"crm\"}",
    "ListWebhooks": "{}",
    "ListDeadLetters": "{\"webhookId\":\"crm\"}",
    "ReplayWebhook": "{\"webhookId\":\"crm\",\"fromMs\":1,\"toMs\":1767225600000}",
    "VerifyLedger": "{}",
    "GetServerInfo": "{}",
    "GetStateHash": "{}",
    "TakeSnapshot": "{}",
    "ExportMembers": "{\"shard\":1}",
    "ImportMember": """
    {"member":{"memberId":"new"},"state":{"memberId":"new","stage":2,"enrolledAtMs":1,
     "tier":"gold","segments":["s"],"cards":["77-x"],"profile":{"givenName":"G"}}}
    """,
  ]
}
