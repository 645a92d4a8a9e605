// Generated from all files of the schema by scripts/generate; do not edit.

/// Numbers of the methods, as frames carry them.
public enum MethodID {
  /// `EvaluateBasket`.
  @inlinable public static var evaluateBasket: UInt16 { 0x0101 }
  /// `Earn`.
  @inlinable public static var earn: UInt16 { 0x0102 }
  /// `ReverseEarn`.
  @inlinable public static var reverseEarn: UInt16 { 0x0103 }
  /// `Redeem`.
  @inlinable public static var redeem: UInt16 { 0x0104 }
  /// `ReverseRedemption`.
  @inlinable public static var reverseRedemption: UInt16 { 0x0105 }
  /// `Lock`.
  @inlinable public static var lock: UInt16 { 0x0106 }
  /// `Unlock`.
  @inlinable public static var unlock: UInt16 { 0x0107 }
  /// `GetPointStatus`.
  @inlinable public static var getPointStatus: UInt16 { 0x0108 }
  /// `GetExpirySchedule`.
  @inlinable public static var getExpirySchedule: UInt16 { 0x0109 }
  /// `ListTransactions`.
  @inlinable public static var listTransactions: UInt16 { 0x010A }
  /// `StreamTransactions`.
  @inlinable public static var streamTransactions: UInt16 { 0x010B }
  /// `PostSale`.
  @inlinable public static var postSale: UInt16 { 0x010C }
  /// `ReturnLines`.
  @inlinable public static var returnLines: UInt16 { 0x010D }
  /// `RewardEvent`.
  @inlinable public static var rewardEvent: UInt16 { 0x010E }
  /// `ClaimSale`.
  @inlinable public static var claimSale: UInt16 { 0x010F }
  /// `RedeemVoucher`.
  @inlinable public static var redeemVoucher: UInt16 { 0x0110 }
  /// `UseVoucher`.
  @inlinable public static var useVoucher: UInt16 { 0x0111 }
  /// `ExplainTransaction`.
  @inlinable public static var explainTransaction: UInt16 { 0x0112 }
  /// `ActivatePoints`.
  @inlinable public static var activatePoints: UInt16 { 0x0113 }
  /// `ExtendExpiry`.
  @inlinable public static var extendExpiry: UInt16 { 0x0114 }
  /// `ExpirePoints`.
  @inlinable public static var expirePoints: UInt16 { 0x0115 }
  /// `ListProgrammeTransactions`.
  @inlinable public static var listProgrammeTransactions: UInt16 { 0x0116 }
  /// `Enrol`.
  @inlinable public static var enrol: UInt16 { 0x0201 }
  /// `GetMember`.
  @inlinable public static var getMember: UInt16 { 0x0202 }
  /// `ValidateCard`.
  @inlinable public static var validateCard: UInt16 { 0x0203 }
  /// `SetPin`.
  @inlinable public static var setPin: UInt16 { 0x0204 }
  /// `SetRedemptionThreshold`.
  @inlinable public static var setRedemptionThreshold: UInt16 { 0x0205 }
  /// `ResetPin`.
  @inlinable public static var resetPin: UInt16 { 0x0206 }
  /// `UpdateStage`.
  @inlinable public static var updateStage: UInt16 { 0x0220 }
  /// `DeleteMember`.
  @inlinable public static var deleteMember: UInt16 { 0x0221 }
  /// `DecideNft`.
  @inlinable public static var decideNft: UInt16 { 0x0222 }
  /// `ReplaceCard`.
  @inlinable public static var replaceCard: UInt16 { 0x0230 }
  /// `UpdateCardStage`.
  @inlinable public static var updateCardStage: UInt16 { 0x0231 }
  /// `PutAlias`.
  @inlinable public static var putAlias: UInt16 { 0x0240 }
  /// `RemoveAlias`.
  @inlinable public static var removeAlias: UInt16 { 0x0241 }
  /// `GetMemberByAlias`.
  @inlinable public static var getMemberByAlias: UInt16 { 0x0242 }
  /// `ListIdentityProviders`.
  @inlinable public static var listIdentityProviders: UInt16 { 0x0243 }
  /// `PutProgramme`.
  @inlinable public static var putProgramme: UInt16 { 0x0301 }
  /// `GetProgramme`.
  @inlinable public static var getProgramme: UInt16 { 0x0302 }
  /// `CreateToken`.
  @inlinable public static var createToken: UInt16 { 0x0303 }
  /// `GetToken`.
  @inlinable public static var getToken: UInt16 { 0x0304 }
  /// `PutPromotions`.
  @inlinable public static var putPromotions: UInt16 { 0x0305 }
  /// `ListPromotions`.
  @inlinable public static var listPromotions: UInt16 { 0x0306 }
  /// `RollBackPromotion`.
  @inlinable public static var rollBackPromotion: UInt16 { 0x0307 }
  /// `ListPromotionVersions`.
  @inlinable public static var listPromotionVersions: UInt16 { 0x0308 }
  /// `VerifyLedger`.
  @inlinable public static var verifyLedger: UInt16 { 0x0401 }
  /// `GetServerInfo`.
  @inlinable public static var getServerInfo: UInt16 { 0x0402 }
  /// `BackTest`.
  @inlinable public static var backTest: UInt16 { 0x0403 }
  /// `GetStateHash`.
  @inlinable public static var getStateHash: UInt16 { 0x0404 }
  /// `TakeSnapshot`.
  @inlinable public static var takeSnapshot: UInt16 { 0x0405 }
  /// `ExportMembers`.
  @inlinable public static var exportMembers: UInt16 { 0x0410 }
  /// `ImportMember`.
  @inlinable public static var importMember: UInt16 { 0x0411 }
  /// `Exchange`.
  @inlinable public static var exchange: UInt16 { 0x0501 }
  /// `ReverseExchange`.
  @inlinable public static var reverseExchange: UInt16 { 0x0502 }
  /// `PutToken`.
  @inlinable public static var putToken: UInt16 { 0x0503 }
  /// `PutPartnership`.
  @inlinable public static var putPartnership: UInt16 { 0x0504 }
  /// `ListPartnerships`.
  @inlinable public static var listPartnerships: UInt16 { 0x0505 }
  /// `GetExchange`.
  @inlinable public static var getExchange: UInt16 { 0x0510 }
  /// `ListLateDeliveries`.
  @inlinable public static var listLateDeliveries: UInt16 { 0x0511 }
  /// `ResolveLateDelivery`.
  @inlinable public static var resolveLateDelivery: UInt16 { 0x0512 }
  /// `PutMarketRate`.
  @inlinable public static var putMarketRate: UInt16 { 0x0513 }
  /// `GenerateAccessToken`.
  @inlinable public static var generateAccessToken: UInt16 { 0x0601 }
  /// `PutClient`.
  @inlinable public static var putClient: UInt16 { 0x0602 }
  /// `RotateSecret`.
  @inlinable public static var rotateSecret: UInt16 { 0x0603 }
  /// `RevokeAccess`.
  @inlinable public static var revokeAccess: UInt16 { 0x0604 }
  /// `ListClients`.
  @inlinable public static var listClients: UInt16 { 0x0605 }
  /// `ListAudit`.
  @inlinable public static var listAudit: UInt16 { 0x0606 }
  /// `Subscribe`.
  @inlinable public static var subscribe: UInt16 { 0x0701 }
  /// `PutWebhook`.
  @inlinable public static var putWebhook: UInt16 { 0x0710 }
  /// `DeleteWebhook`.
  @inlinable public static var deleteWebhook: UInt16 { 0x0711 }
  /// `ListWebhooks`.
  @inlinable public static var listWebhooks: UInt16 { 0x0712 }
  /// `ListDeadLetters`.
  @inlinable public static var listDeadLetters: UInt16 { 0x0713 }
  /// `ReplayWebhook`.
  @inlinable public static var replayWebhook: UInt16 { 0x0714 }
  /// `IngestEvent`.
  @inlinable public static var ingestEvent: UInt16 { 0x0801 }
  /// `TestMapping`.
  @inlinable public static var testMapping: UInt16 { 0x0802 }
  /// `ListQuarantine`.
  @inlinable public static var listQuarantine: UInt16 { 0x0803 }
  /// `ReplayQuarantined`.
  @inlinable public static var replayQuarantined: UInt16 { 0x0804 }
  /// `DropQuarantined`.
  @inlinable public static var dropQuarantined: UInt16 { 0x0805 }
  /// `CreditPoints`.
  @inlinable public static var creditPoints: UInt16 { 0x0901 }
  /// `DebitPoints`.
  @inlinable public static var debitPoints: UInt16 { 0x0902 }
  /// `GetBalances`.
  @inlinable public static var getBalances: UInt16 { 0x0903 }
  /// `PersonaliseNft`.
  @inlinable public static var personaliseNft: UInt16 { 0x0904 }
  /// `UpdateMember`.
  @inlinable public static var updateMember: UInt16 { 0x0910 }
  /// `ListMembers`.
  @inlinable public static var listMembers: UInt16 { 0x0911 }
  /// `PutMembership`.
  @inlinable public static var putMembership: UInt16 { 0x0912 }
  /// `ListMemberships`.
  @inlinable public static var listMemberships: UInt16 { 0x0913 }
  /// `DeleteMembership`.
  @inlinable public static var deleteMembership: UInt16 { 0x0914 }
  /// `IngestEvents`.
  @inlinable public static var ingestEvents: UInt16 { 0x0A01 }
  /// `IssueCodes`.
  @inlinable public static var issueCodes: UInt16 { 0x0A10 }
  /// `ClaimCode`.
  @inlinable public static var claimCode: UInt16 { 0x0A11 }
  /// `ListCodes`.
  @inlinable public static var listCodes: UInt16 { 0x0A12 }
  /// `CancelCode`.
  @inlinable public static var cancelCode: UInt16 { 0x0A13 }
  /// `ListVouchers`.
  @inlinable public static var listVouchers: UInt16 { 0x0A20 }
  /// `GetVoucher`.
  @inlinable public static var getVoucher: UInt16 { 0x0A21 }
  /// `UpdateTier`.
  @inlinable public static var updateTier: UInt16 { 0x0B01 }
  /// `ListBenefits`.
  @inlinable public static var listBenefits: UInt16 { 0x0B10 }
  /// `CheckBenefit`.
  @inlinable public static var checkBenefit: UInt16 { 0x0B11 }
  /// `ChangeMembers`.
  @inlinable public static var changeMembers: UInt16 { 0x0C01 }
  /// `ChangeMember`.
  @inlinable public static var changeMember: UInt16 { 0x0C02 }
  /// `ListMemberSegments`.
  @inlinable public static var listMemberSegments: UInt16 { 0x0C03 }
  /// `BeginLoad`.
  @inlinable public static var beginLoad: UInt16 { 0x0C10 }
  /// `UploadPart`.
  @inlinable public static var uploadPart: UInt16 { 0x0C11 }
  /// `CommitLoad`.
  @inlinable public static var commitLoad: UInt16 { 0x0C12 }
  /// `GetLoad`.
  @inlinable public static var getLoad: UInt16 { 0x0C13 }
}

/// What serves calls: a function a method.
///
/// Each decodes its payload itself, for the hot ones read fields without making a message.
/// The payload is valid only during the call.
public protocol ServiceHandler {
  /// What a handler needs to answer: connection, stream, deadline.
  associatedtype Call

  /// (3) What a basket is worth now.
  ///
  /// Writes nothing.
  func evaluateBasket(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (4) Posts a basket's points.
  func earn(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (5) Takes back an earn in full.
  func reverseEarn(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (10) Redeems, authorises, captures or voids.
  func redeem(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (11) Gives redeemed points back to their lots.
  func reverseRedemption(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (7) Blocks points.
  func lock(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (12) Frees blocked points.
  func unlock(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (31) The state of lots.
  func getPointStatus(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (24) What has expired and what will, by date.
  func getExpirySchedule(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (34) A page of a member's transactions, newest first.
  func listTransactions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (34) All of them, newest first, as a stream.
  func streamTransactions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (2) A sale in one piece: all its operations or none.
  func postSale(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (8) Takes back what returned lines of an earn gave.
  func returnLines(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (6) Gives points for an event that is no purchase.
  func rewardEvent(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (4) Gives a member the points of a sale made as a guest.
  func claimSale(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (9) Changes points into a voucher.
  func redeemVoucher(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (36) Uses a voucher up.
  func useVoucher(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Why a transaction gave what it gave.
  func explainTransaction(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Activates points that wait for an action.
  func activatePoints(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Lets points live longer.
  func extendExpiry(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (30) Lets a part of a member's points expire.
  func expirePoints(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (34) A page of the transactions of all members of a programme, newest first.
  func listProgrammeTransactions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (14) Makes or changes a member.
  ///
  /// Without ACCESS_OFFICE or ACCESS_ADMIN it makes active ones, with tier and segments where mode
  /// is CREATE, and changes what a member says of itself.
  func enrol(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (28) Profile, stage, tier and balances.
  func getMember(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (13) Whether a card may be used.
  ///
  /// One that was replaced is refused with CARD_REPLACED, and a wrong check value as a card that
  /// nobody has.
  func validateCard(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Sets or changes the PIN that redemptions ask for.
  func setPin(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// From how many points this member's redemptions need a PIN.
  func setRedemptionThreshold(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Takes a PIN away, locked or forgotten, for an operator who knows the member by another factor.
  func resetPin(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (51) Brings a member into another stage; closing it says what becomes of its points.
  func updateStage(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Erases a member for good: no reference leads to it any more, its cards are free, its postings
  /// stay under its number.
  func deleteMember(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Approves what is to stand on a member's NFT, or rejects it.
  func decideNft(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (19) Gives a member another card in place of one.
  ///
  /// The points are the member's and stay; what was lost or stolen is blocked.
  func replaceCard(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Blocks a card that was lost or stolen, before there is another one, or makes one active again
  /// that was found.
  func updateCardStage(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (27) Gives a member an alias, such as an e-mail address or a phone number, or another one in
  /// place of that of the same provider.
  func putAlias(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (27) Takes an alias away; not the last one by which the member may log in.
  func removeAlias(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (29) As GetMember, by an alias.
  ///
  /// Every other call that names its member so needs ACCESS_ALIAS beside its own scope.
  func getMemberByAlias(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (48) Where the programme's aliases come from.
  func listIdentityProviders(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes a programme or changes its settings; its promotions and tokens are untouched unless
  /// given.
  func putProgramme(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Serves `GetProgramme`.
  func getProgramme(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Serves `CreateToken`.
  func createToken(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Issued, held and burned points of a token, over all members.
  func getToken(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (50) Adds promotions, or makes a new version of those that exist.
  ///
  /// All or none.
  func putPromotions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (52).
  func listPromotions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes an earlier version of a promotion the newest one, in force at once.
  func rollBackPromotion(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// All versions of a promotion, oldest first.
  func listPromotionVersions(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Recomputes every balance from the members' lots and compares it with the counters.
  func verifyLedger(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Serves `GetServerInfo`.
  func getServerInfo(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// What past sales would have given under a draft of the programme.
  func backTest(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// A hash of the state of all members, and of guests' sales and events that wait for one.
  func getStateHash(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Writes a snapshot that begins after the request, and answers when it is in place and was read
  /// back.
  func takeSnapshot(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Members as they are, some of one shard's at a time, in no order.
  func exportMembers(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes a member as it was elsewhere, with its lots and their own dates.
  ///
  /// One that is there stays as it is.
  func importMember(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Points of one token become points of another, of the same member or another one.
  func exchange(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Takes a settled exchange back, whole and once: what came must still be there.
  ///
  /// For those who run the server: it takes points of another brand's members.
  func reverseExchange(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes a token or changes one: type, values, status, who receives it.
  func putToken(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Opens a way from a token to another one, or changes its terms.
  func putPartnership(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (42) The partnerships that are open now, with the values that decide.
  func listPartnerships(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// How an exchange stands, by its id.
  func getExchange(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// What partners have delivered although the points are back: for people to decide.
  func listLateDeliveries(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Says what a person has decided about a late delivery.
  func resolveLateDelivery(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// What a whole unit of a token costs on its market now.
  ///
  /// It is not kept: after a start there is none until the feed says it again.
  func putMarketRate(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (1) OAuth 2.0 client credentials: a short-lived token in exchange for a client's secret.
  func generateAccessToken(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes a client, with its first secret, or changes one.
  ///
  /// Repeated after a lost answer it is refused with VERSION_CONFLICT.
  func putClient(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Gives a client another secret; those before it go on as long as the request says.
  ///
  /// Two live at most: the oldest goes.
  func rotateSecret(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Ends what a client was granted, on every connection, and one of its secrets if named.
  func revokeAccess(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// All clients, with what names their secrets.
  func listClients(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Who changed what, when and why, newest first: of one programme or, for clients that see all,
  /// of the whole server.
  func listAudit(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// What happened to a programme's members, from a cursor on, and then as it becomes durable.
  ///
  /// It does not end by itself.
  func subscribe(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes a webhook, or replaces one; a new one hears what happens from then on.
  func putWebhook(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Ends a webhook.
  ///
  /// What it has not been told it will not be told.
  func deleteWebhook(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// The programme's webhooks without their secrets, and how each is doing.
  func listWebhooks(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Deliveries that were given up, newest first.
  func listDeadLetters(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Delivers again what was recorded in a stretch of time, before anything newer.
  func replayWebhook(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (6) Rewards an event, or books a purchase, as another system sends it.
  ///
  /// A payload that its connector's mapping cannot read is kept in quarantine, which the answer
  /// says.
  func ingestEvent(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// What a mapping makes of a payload.
  ///
  /// Writes nothing.
  func testMapping(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Payloads in quarantine, oldest first.
  func listQuarantine(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Rewards a payload in quarantine by the connector's mapping of now; it leaves the quarantine
  /// when its event was taken.
  func replayQuarantined(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Gives a payload in quarantine up.
  func dropQuarantined(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Gives a member points, or a unit of an NFT, that no promotion decided.
  func creditPoints(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Takes points from a member, as many as may be spent at most.
  func debitPoints(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// What a member holds of each token that the server keeps, with what each token is.
  func getBalances(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Asks for something to stand on a member's NFT.
  func personaliseNft(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Changes parts of a member's profile; the others stay.
  func updateMember(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// A page of the programme's members, in an order that stays as members come.
  func listMembers(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Notes under which number another programme knows a member, or changes it.
  func putMembership(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// The member's numbers in other programmes.
  func listMemberships(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Forgets such a number.
  func deleteMembership(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (6) Up to 100 events and purchases in one call, each taken or refused for itself: what one
  /// comes to is no matter for the others.
  func ingestEvents(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes codes of a campaign that are each claimed once.
  ///
  /// They are told in this answer alone.
  func issueCodes(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Gives a member what a code is worth.
  func claimCode(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Codes that were made, oldest first, and what has become of them; never the codes themselves.
  func listCodes(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// Makes a code void that nobody has claimed.
  func cancelCode(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (37) Vouchers of a member, newest first, whatever has become of them.
  func listVouchers(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (36) One voucher, and whether it is good.
  func getVoucher(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (54) Brings a member into a tier, whatever the programme's tier rules say, until an instant or
  /// for good.
  func updateTier(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (22) The programme's benefits as a member has them.
  func listBenefits(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (32) Whether a member may have a benefit; that it has it; or a voucher of it.
  ///
  /// ReverseEarn of the transaction takes it back.
  func checkBenefit(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (39) Puts members into a segment and takes others out, over a stretch of time; each row is
  /// answered for itself.
  func changeMembers(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (39) The same of one member.
  func changeMember(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// In which segments a member is, was and will be.
  func listMemberSegments(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (38) Begins to load a segment's whole list from a file, or finds where its upload has come to.
  func beginLoad(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (38) Sends a part of the file.
  func uploadPart(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (38) Lets the list come into force, for all members at once, and maps the segment to a
  /// promotion where one is named.
  func commitLoad(_ call: Call, _ payload: UnsafeRawBufferPointer)

  /// (38) How far a load is, and what it came to.
  func getLoad(_ call: Call, _ payload: UnsafeRawBufferPointer)
}

/// Hands a call to the handler's function for its method.
///
/// - Returns: False when there is no such method; the handler has then not been called.
@inlinable
public func dispatchCall<H: ServiceHandler>(
  _ method: UInt16,
  to handler: H,
  call: H.Call,
  payload: UnsafeRawBufferPointer
) -> Bool {
  switch method {
  case 0x0101: unsafe handler.evaluateBasket(call, payload)
  case 0x0102: unsafe handler.earn(call, payload)
  case 0x0103: unsafe handler.reverseEarn(call, payload)
  case 0x0104: unsafe handler.redeem(call, payload)
  case 0x0105: unsafe handler.reverseRedemption(call, payload)
  case 0x0106: unsafe handler.lock(call, payload)
  case 0x0107: unsafe handler.unlock(call, payload)
  case 0x0108: unsafe handler.getPointStatus(call, payload)
  case 0x0109: unsafe handler.getExpirySchedule(call, payload)
  case 0x010A: unsafe handler.listTransactions(call, payload)
  case 0x010B: unsafe handler.streamTransactions(call, payload)
  case 0x010C: unsafe handler.postSale(call, payload)
  case 0x010D: unsafe handler.returnLines(call, payload)
  case 0x010E: unsafe handler.rewardEvent(call, payload)
  case 0x010F: unsafe handler.claimSale(call, payload)
  case 0x0110: unsafe handler.redeemVoucher(call, payload)
  case 0x0111: unsafe handler.useVoucher(call, payload)
  case 0x0112: unsafe handler.explainTransaction(call, payload)
  case 0x0113: unsafe handler.activatePoints(call, payload)
  case 0x0114: unsafe handler.extendExpiry(call, payload)
  case 0x0115: unsafe handler.expirePoints(call, payload)
  case 0x0116: unsafe handler.listProgrammeTransactions(call, payload)
  case 0x0201: unsafe handler.enrol(call, payload)
  case 0x0202: unsafe handler.getMember(call, payload)
  case 0x0203: unsafe handler.validateCard(call, payload)
  case 0x0204: unsafe handler.setPin(call, payload)
  case 0x0205: unsafe handler.setRedemptionThreshold(call, payload)
  case 0x0206: unsafe handler.resetPin(call, payload)
  case 0x0220: unsafe handler.updateStage(call, payload)
  case 0x0221: unsafe handler.deleteMember(call, payload)
  case 0x0222: unsafe handler.decideNft(call, payload)
  case 0x0230: unsafe handler.replaceCard(call, payload)
  case 0x0231: unsafe handler.updateCardStage(call, payload)
  case 0x0240: unsafe handler.putAlias(call, payload)
  case 0x0241: unsafe handler.removeAlias(call, payload)
  case 0x0242: unsafe handler.getMemberByAlias(call, payload)
  case 0x0243: unsafe handler.listIdentityProviders(call, payload)
  case 0x0301: unsafe handler.putProgramme(call, payload)
  case 0x0302: unsafe handler.getProgramme(call, payload)
  case 0x0303: unsafe handler.createToken(call, payload)
  case 0x0304: unsafe handler.getToken(call, payload)
  case 0x0305: unsafe handler.putPromotions(call, payload)
  case 0x0306: unsafe handler.listPromotions(call, payload)
  case 0x0307: unsafe handler.rollBackPromotion(call, payload)
  case 0x0308: unsafe handler.listPromotionVersions(call, payload)
  case 0x0401: unsafe handler.verifyLedger(call, payload)
  case 0x0402: unsafe handler.getServerInfo(call, payload)
  case 0x0403: unsafe handler.backTest(call, payload)
  case 0x0404: unsafe handler.getStateHash(call, payload)
  case 0x0405: unsafe handler.takeSnapshot(call, payload)
  case 0x0410: unsafe handler.exportMembers(call, payload)
  case 0x0411: unsafe handler.importMember(call, payload)
  case 0x0501: unsafe handler.exchange(call, payload)
  case 0x0502: unsafe handler.reverseExchange(call, payload)
  case 0x0503: unsafe handler.putToken(call, payload)
  case 0x0504: unsafe handler.putPartnership(call, payload)
  case 0x0505: unsafe handler.listPartnerships(call, payload)
  case 0x0510: unsafe handler.getExchange(call, payload)
  case 0x0511: unsafe handler.listLateDeliveries(call, payload)
  case 0x0512: unsafe handler.resolveLateDelivery(call, payload)
  case 0x0513: unsafe handler.putMarketRate(call, payload)
  case 0x0601: unsafe handler.generateAccessToken(call, payload)
  case 0x0602: unsafe handler.putClient(call, payload)
  case 0x0603: unsafe handler.rotateSecret(call, payload)
  case 0x0604: unsafe handler.revokeAccess(call, payload)
  case 0x0605: unsafe handler.listClients(call, payload)
  case 0x0606: unsafe handler.listAudit(call, payload)
  case 0x0701: unsafe handler.subscribe(call, payload)
  case 0x0710: unsafe handler.putWebhook(call, payload)
  case 0x0711: unsafe handler.deleteWebhook(call, payload)
  case 0x0712: unsafe handler.listWebhooks(call, payload)
  case 0x0713: unsafe handler.listDeadLetters(call, payload)
  case 0x0714: unsafe handler.replayWebhook(call, payload)
  case 0x0801: unsafe handler.ingestEvent(call, payload)
  case 0x0802: unsafe handler.testMapping(call, payload)
  case 0x0803: unsafe handler.listQuarantine(call, payload)
  case 0x0804: unsafe handler.replayQuarantined(call, payload)
  case 0x0805: unsafe handler.dropQuarantined(call, payload)
  case 0x0901: unsafe handler.creditPoints(call, payload)
  case 0x0902: unsafe handler.debitPoints(call, payload)
  case 0x0903: unsafe handler.getBalances(call, payload)
  case 0x0904: unsafe handler.personaliseNft(call, payload)
  case 0x0910: unsafe handler.updateMember(call, payload)
  case 0x0911: unsafe handler.listMembers(call, payload)
  case 0x0912: unsafe handler.putMembership(call, payload)
  case 0x0913: unsafe handler.listMemberships(call, payload)
  case 0x0914: unsafe handler.deleteMembership(call, payload)
  case 0x0A01: unsafe handler.ingestEvents(call, payload)
  case 0x0A10: unsafe handler.issueCodes(call, payload)
  case 0x0A11: unsafe handler.claimCode(call, payload)
  case 0x0A12: unsafe handler.listCodes(call, payload)
  case 0x0A13: unsafe handler.cancelCode(call, payload)
  case 0x0A20: unsafe handler.listVouchers(call, payload)
  case 0x0A21: unsafe handler.getVoucher(call, payload)
  case 0x0B01: unsafe handler.updateTier(call, payload)
  case 0x0B10: unsafe handler.listBenefits(call, payload)
  case 0x0B11: unsafe handler.checkBenefit(call, payload)
  case 0x0C01: unsafe handler.changeMembers(call, payload)
  case 0x0C02: unsafe handler.changeMember(call, payload)
  case 0x0C03: unsafe handler.listMemberSegments(call, payload)
  case 0x0C10: unsafe handler.beginLoad(call, payload)
  case 0x0C11: unsafe handler.uploadPart(call, payload)
  case 0x0C12: unsafe handler.commitLoad(call, payload)
  case 0x0C13: unsafe handler.getLoad(call, payload)
  default: return false
  }
  return true
}

extension SchemaRegistry {
  /// The type of every message of the schema.
  public static let types: [any Message.Type] = [
    GenerateAccessTokenRequest.self,
    GenerateAccessTokenResponse.self,
    ApiClient.self,
    ClientSecret.self,
    PutClientRequest.self,
    PutClientResponse.self,
    RotateSecretRequest.self,
    RotateSecretResponse.self,
    RevokeAccessRequest.self,
    RevokeAccessResponse.self,
    ListClientsRequest.self,
    ListClientsResponse.self,
    ListAuditRequest.self,
    ListAuditResponse.self,
    AuditEntry.self,
    CreditPointsRequest.self,
    CreditPointsResponse.self,
    DebitPointsRequest.self,
    DebitPointsResponse.self,
    PersonaliseNftRequest.self,
    DecideNftRequest.self,
    GetBalancesRequest.self,
    GetBalancesResponse.self,
    TokenBalance.self,
    TokenDetails.self,
    Nft.self,
    Benefit.self,
    BenefitState.self,
    ListBenefitsRequest.self,
    ListBenefitsResponse.self,
    CheckBenefitRequest.self,
    CheckBenefitResponse.self,
    BenefitVoucher.self,
    IssueCodesRequest.self,
    CodeOrder.self,
    IssueCodesResponse.self,
    IssuedCode.self,
    ClaimCodeRequest.self,
    ClaimCodeResponse.self,
    ClaimedVoucher.self,
    ListCodesRequest.self,
    ListCodesResponse.self,
    CancelCodeRequest.self,
    CancelCodeResponse.self,
    Envelope.self,
    MemberReference.self,
    Alias.self,
    Outcome.self,
    Balance.self,
    Warning.self,
    Ratio.self,
    Status.self,
    LocalText.self,
    CalendarTerm.self,
    PinThreshold.self,
    Connector.self,
    EventMapping.self,
    PurchaseMapping.self,
    LineMapping.self,
    MappedField.self,
    IngestEventRequest.self,
    IngestEventsRequest.self,
    IngestItem.self,
    IngestEventsResponse.self,
    IngestResult.self,
    TestMappingRequest.self,
    TestMappingResponse.self,
    MappingFault.self,
    ListQuarantineRequest.self,
    ListQuarantineResponse.self,
    QuarantinedPayload.self,
    ReplayQuarantinedRequest.self,
    DropQuarantinedRequest.self,
    DropQuarantinedResponse.self,
    SubscribeRequest.self,
    MemberEvents.self,
    MemberEvent.self,
    EventSegmentChange.self,
    EventExchange.self,
    Webhook.self,
    WebhookAuthentication.self,
    WebhookBasic.self,
    WebhookBearer.self,
    WebhookHeader.self,
    WebhookSignature.self,
    WebhookOauth.self,
    PutWebhookRequest.self,
    PutWebhookResponse.self,
    DeleteWebhookRequest.self,
    ListWebhooksRequest.self,
    ListWebhooksResponse.self,
    WebhookStatus.self,
    ListDeadLettersRequest.self,
    ListDeadLettersResponse.self,
    DeadLetter.self,
    ReplayWebhookRequest.self,
    ExchangeRequest.self,
    ExchangeResponse.self,
    ListLateDeliveriesRequest.self,
    ListLateDeliveriesResponse.self,
    LateDelivery.self,
    ResolveLateDeliveryRequest.self,
    ResolveLateDeliveryResponse.self,
    PutMarketRateRequest.self,
    PutMarketRateResponse.self,
    GetExchangeRequest.self,
    GetExchangeResponse.self,
    ReverseExchangeRequest.self,
    ReverseExchangeResponse.self,
    PutTokenRequest.self,
    PutTokenResponse.self,
    PutPartnershipRequest.self,
    PutPartnershipResponse.self,
    ListPartnershipsRequest.self,
    ListPartnershipsResponse.self,
    OpenPartnership.self,
    IdentityProvider.self,
    MemberCard.self,
    Profile.self,
    PersonalisedNft.self,
    Attribute.self,
    MemberAlias.self,
    Membership.self,
    EnrolRequest.self,
    EnrolResponse.self,
    GetMemberRequest.self,
    GetMemberResponse.self,
    Lifetime.self,
    ValidateCardRequest.self,
    ValidateCardResponse.self,
    ReplaceCardRequest.self,
    ReplaceCardResponse.self,
    UpdateCardStageRequest.self,
    PutAliasRequest.self,
    PutAliasResponse.self,
    RemoveAliasRequest.self,
    ListIdentityProvidersRequest.self,
    ListIdentityProvidersResponse.self,
    UpdateCardStageResponse.self,
    UpdateMemberRequest.self,
    UpdateStageRequest.self,
    UpdateStageResponse.self,
    DeleteMemberRequest.self,
    DeleteMemberResponse.self,
    ListMembersRequest.self,
    ListMembersResponse.self,
    ListedMember.self,
    PutMembershipRequest.self,
    ListMembershipsRequest.self,
    ListMembershipsResponse.self,
    DeleteMembershipRequest.self,
    MemberThreshold.self,
    SetPinRequest.self,
    SetPinResponse.self,
    ResetPinRequest.self,
    ResetPinResponse.self,
    SetRedemptionThresholdRequest.self,
    SetRedemptionThresholdResponse.self,
    VerifyLedgerRequest.self,
    VerifyLedgerResponse.self,
    GetServerInfoRequest.self,
    GetServerInfoResponse.self,
    BackTestRequest.self,
    BackTestPart.self,
    BackTestProgress.self,
    BackTestWeek.self,
    BackTestMember.self,
    BackTestPromotion.self,
    BackTestTotal.self,
    TakeSnapshotRequest.self,
    TakeSnapshotResponse.self,
    GetStateHashRequest.self,
    GetStateHashResponse.self,
    ExportMembersRequest.self,
    ExportMembersResponse.self,
    ImportMemberRequest.self,
    ImportMemberResponse.self,
    ExportedMember.self,
    ExportedTierStanding.self,
    ExportedTierSum.self,
    ExportedLot.self,
    ExportedAccount.self,
    ExportedHold.self,
    ExportedCapUse.self,
    ExportedCounter.self,
    ExportedCounterEntry.self,
    ExportedGuard.self,
    ExportedThreshold.self,
    ExportedDaySum.self,
    ExportedClock.self,
    BasketLine.self,
    Basket.self,
    Tender.self,
    EvaluateBasketRequest.self,
    EvaluateBasketResponse.self,
    TokenPoints.self,
    AppliedPromotion.self,
    LinePoints.self,
    RejectedPromotion.self,
    EarnRequest.self,
    EarnResponse.self,
    TierChange.self,
    Lot.self,
    Drawdown.self,
    ReverseEarnRequest.self,
    NaturalKey.self,
    ReverseEarnResponse.self,
    RedeemRequest.self,
    RedeemResponse.self,
    ReverseRedemptionRequest.self,
    ReverseRedemptionResponse.self,
    LockRequest.self,
    LockResponse.self,
    UnlockRequest.self,
    UnlockResponse.self,
    GetPointStatusRequest.self,
    GetPointStatusResponse.self,
    Hold.self,
    GetExpiryScheduleRequest.self,
    GetExpiryScheduleResponse.self,
    ExpiryEntry.self,
    ListTransactionsRequest.self,
    ListTransactionsResponse.self,
    ListProgrammeTransactionsRequest.self,
    ListProgrammeTransactionsResponse.self,
    MemberTransaction.self,
    StreamTransactionsRequest.self,
    Transaction.self,
    ExchangeFacts.self,
    ExchangeRate.self,
    TokenChange.self,
    CapLeft.self,
    NearMiss.self,
    PostSaleRequest.self,
    SaleOp.self,
    EvaluateOp.self,
    EarnOp.self,
    RedeemOp.self,
    UseVoucherOp.self,
    LockOp.self,
    ReturnOp.self,
    ReturnedLine.self,
    PostSaleResponse.self,
    SaleOpResult.self,
    ReturnLinesRequest.self,
    ReturnLinesResponse.self,
    RewardEventRequest.self,
    Tag.self,
    Counter.self,
    RewardEventResponse.self,
    ClaimSaleRequest.self,
    RedeemVoucherRequest.self,
    RedeemVoucherResponse.self,
    UseVoucherRequest.self,
    UseVoucherResponse.self,
    ExplainTransactionRequest.self,
    ExplainTransactionResponse.self,
    SaleInputs.self,
    ActivatePointsRequest.self,
    ExtendExpiryRequest.self,
    ChangeLotsResponse.self,
    ExpirePointsRequest.self,
    ExpirePointsResponse.self,
    Programme.self,
    Settings.self,
    CardSettings.self,
    MembershipProvider.self,
    Token.self,
    PartnerSettings.self,
    SimulatedPartner.self,
    TokenValue.self,
    MembershipRule.self,
    Partnership.self,
    ExchangeLimit.self,
    PromotionGroup.self,
    Promotion.self,
    Selection.self,
    Terms.self,
    Rate.self,
    Multiplier.self,
    QuantityBonus.self,
    Threshold.self,
    ThresholdStep.self,
    TierMultiplier.self,
    TierFactor.self,
    Cap.self,
    LotTerms.self,
    PutProgrammeRequest.self,
    PutProgrammeResponse.self,
    PromotionFinding.self,
    GetProgrammeRequest.self,
    GetProgrammeResponse.self,
    CreateTokenRequest.self,
    CreateTokenResponse.self,
    GetTokenRequest.self,
    GetTokenResponse.self,
    TokenTotals.self,
    PutPromotionsRequest.self,
    PutPromotionsResponse.self,
    PutPromotionResult.self,
    ListPromotionsRequest.self,
    ListPromotionsResponse.self,
    Velocity.self,
    TokenPolicy.self,
    ReturnRule.self,
    Decay.self,
    Fixed.self,
    DayWindow.self,
    Conditions.self,
    Visit.self,
    Birthday.self,
    Across.self,
    Budget.self,
    BudgetState.self,
    CodeCampaign.self,
    VoucherType.self,
    RollBackPromotionRequest.self,
    ListPromotionVersionsRequest.self,
    ListPromotionVersionsResponse.self,
    Hello.self,
    Welcome.self,
    CallHead.self,
    Metadata.self,
    GoAway.self,
    Auth.self,
    Granted.self,
    RequestContext.self,
    StoredAuditNote.self,
    MemberEnrolledRecord.self,
    MemberChangedRecord.self,
    StoredSegmentSwap.self,
    StoredSegmentLoad.self,
    StoredSegmentChange.self,
    StoredTierGrant.self,
    MemberErasedRecord.self,
    MemberImportedRecord.self,
    CardClaimedRecord.self,
    RequestRefusedRecord.self,
    ProgrammeChangedRecord.self,
    NumberedToken.self,
    NumberedPromotion.self,
    PointsPostedRecord.self,
    StoredTierStep.self,
    StoredTierStanding.self,
    StoredExchange.self,
    StoredTransit.self,
    StoredGivenUpExchange.self,
    StoredExchangeTotals.self,
    StoredRounding.self,
    StoredLine.self,
    ArticleLearnedRecord.self,
    StoredEarn.self,
    StoredEarnedLot.self,
    StoredTokenPoints.self,
    StoredLot.self,
    StoredDraw.self,
    StoredHoldPart.self,
    StoredHold.self,
    StoredRelease.self,
    StoredAccountChange.self,
    StoredCapUse.self,
    StoredAward.self,
    StoredBalance.self,
    SnapshotFacts.self,
    StoredMember.self,
    StoredAccount.self,
    StoredReversal.self,
    StoredEndedHold.self,
    StoredProgramme.self,
    StoredCard.self,
    StoredArticle.self,
    StoredInputs.self,
    StoredCounterUse.self,
    StoredLotChange.self,
    StoredClock.self,
    StoredVoucher.self,
    StoredReturn.self,
    StoredEvent.self,
    StoredCounter.self,
    DatedText.self,
    StoredGuard.self,
    StoredThreshold.self,
    StoredDaySum.self,
    MemberGuardedRecord.self,
    SaleParkedRecord.self,
    SaleReleasedRecord.self,
    EventHeldRecord.self,
    LogRestoredRecord.self,
    NumberedName.self,
    DatedHead.self,
    StoredReceipt.self,
    StoredHeldEvents.self,
    CodesIssuedRecord.self,
    StoredCode.self,
    CodeCancelledRecord.self,
    StoredCodeSheet.self,
    ClientChangedRecord.self,
    StoredApiClient.self,
    StoredSecret.self,
    StoredAccess.self,
    WebhookChangedRecord.self,
    WebhookAdvancedRecord.self,
    StoredStretch.self,
    StoredDeadLetter.self,
    StoredWebhookSecrets.self,
    StoredWebhookSecret.self,
    StoredWebhook.self,
    ChangeMembersRequest.self,
    ChangeMembersResponse.self,
    SegmentRow.self,
    ChangeMemberRequest.self,
    ChangeMemberResponse.self,
    ListMemberSegmentsRequest.self,
    ListMemberSegmentsResponse.self,
    MemberSegment.self,
    SegmentFile.self,
    BeginLoadRequest.self,
    BeginLoadResponse.self,
    UploadPartRequest.self,
    UploadPartResponse.self,
    CommitLoadRequest.self,
    CommitLoadResponse.self,
    SegmentRowError.self,
    GetLoadRequest.self,
    GetLoadResponse.self,
    UpdateTierRequest.self,
    UpdateTierResponse.self,
    TierRules.self,
    TierThreshold.self,
    TierProgress.self,
    MemberVoucher.self,
    ListVouchersRequest.self,
    ListVouchersResponse.self,
    GetVoucherRequest.self,
    GetVoucherResponse.self,
  ]

  /// Every message of the schema.
  public static let messages: [MessageSchema] = types.map { $0.schema }

  /// Every method of the schema.
  public static let methods: [MethodSchema] = [
    .init(
      AccessMethods.generateAccessToken,
      summary:
        "(1) OAuth 2.0 client credentials: a short-lived token in exchange for a client's secret."
    ),
    .init(
      AccessMethods.putClient,
      summary:
        "Makes a client, with its first secret, or changes one. Repeated after a lost answer it is refused with VERSION_CONFLICT."
    ),
    .init(
      AccessMethods.rotateSecret,
      summary:
        "Gives a client another secret; those before it go on as long as the request says. Two live at most: the oldest goes."
    ),
    .init(
      AccessMethods.revokeAccess,
      summary:
        "Ends what a client was granted, on every connection, and one of its secrets if named."
    ),
    .init(AccessMethods.listClients, summary: "All clients, with what names their secrets."),
    .init(
      AccessMethods.listAudit,
      summary:
        "Who changed what, when and why, newest first: of one programme or, for clients that see all, of the whole server."
    ),
    .init(
      BankMethods.creditPoints,
      summary: "Gives a member points, or a unit of an NFT, that no promotion decided."
    ),
    .init(
      BankMethods.debitPoints,
      summary: "Takes points from a member, as many as may be spent at most."
    ),
    .init(BankMethods.personaliseNft, summary: "Asks for something to stand on a member's NFT."),
    .init(
      BankMethods.decideNft,
      summary: "Approves what is to stand on a member's NFT, or rejects it."
    ),
    .init(
      BankMethods.getBalances,
      summary: "What a member holds of each token that the server keeps, with what each token is."
    ),
    .init(
      BenefitsMethods.listBenefits,
      summary: "(22) The programme's benefits as a member has them."
    ),
    .init(
      BenefitsMethods.checkBenefit,
      summary:
        "(32) Whether a member may have a benefit; that it has it; or a voucher of it. ReverseEarn of the transaction takes it back."
    ),
    .init(
      CodesMethods.issueCodes,
      summary:
        "Makes codes of a campaign that are each claimed once. They are told in this answer alone."
    ),
    .init(CodesMethods.claimCode, summary: "Gives a member what a code is worth."),
    .init(
      CodesMethods.listCodes,
      summary:
        "Codes that were made, oldest first, and what has become of them; never the codes themselves."
    ),
    .init(CodesMethods.cancelCode, summary: "Makes a code void that nobody has claimed."),
    .init(
      ConnectorsMethods.ingestEvent,
      summary:
        "(6) Rewards an event, or books a purchase, as another system sends it. A payload that its connector's mapping cannot read is kept in quarantine, which the answer says."
    ),
    .init(
      ConnectorsMethods.ingestEvents,
      summary:
        "(6) Up to 100 events and purchases in one call, each taken or refused for itself: what one comes to is no matter for the others."
    ),
    .init(
      ConnectorsMethods.testMapping,
      summary: "What a mapping makes of a payload. Writes nothing."
    ),
    .init(ConnectorsMethods.listQuarantine, summary: "Payloads in quarantine, oldest first."),
    .init(
      ConnectorsMethods.replayQuarantined,
      summary:
        "Rewards a payload in quarantine by the connector's mapping of now; it leaves the quarantine when its event was taken."
    ),
    .init(ConnectorsMethods.dropQuarantined, summary: "Gives a payload in quarantine up."),
    .init(
      EventsMethods.subscribe,
      summary:
        "What happened to a programme's members, from a cursor on, and then as it becomes durable. It does not end by itself."
    ),
    .init(
      EventsMethods.putWebhook,
      summary: "Makes a webhook, or replaces one; a new one hears what happens from then on."
    ),
    .init(
      EventsMethods.deleteWebhook,
      summary: "Ends a webhook. What it has not been told it will not be told."
    ),
    .init(
      EventsMethods.listWebhooks,
      summary: "The programme's webhooks without their secrets, and how each is doing."
    ),
    .init(EventsMethods.listDeadLetters, summary: "Deliveries that were given up, newest first."),
    .init(
      EventsMethods.replayWebhook,
      summary: "Delivers again what was recorded in a stretch of time, before anything newer."
    ),
    .init(
      ExchangesMethods.exchange,
      summary: "Points of one token become points of another, of the same member or another one."
    ),
    .init(
      ExchangesMethods.reverseExchange,
      summary:
        "Takes a settled exchange back, whole and once: what came must still be there. For those who run the server: it takes points of another brand's members."
    ),
    .init(
      ExchangesMethods.putToken,
      summary: "Makes a token or changes one: type, values, status, who receives it."
    ),
    .init(
      ExchangesMethods.putPartnership,
      summary: "Opens a way from a token to another one, or changes its terms."
    ),
    .init(
      ExchangesMethods.listPartnerships,
      summary: "(42) The partnerships that are open now, with the values that decide."
    ),
    .init(
      ExchangesMethods.listLateDeliveries,
      summary: "What partners have delivered although the points are back: for people to decide."
    ),
    .init(
      ExchangesMethods.resolveLateDelivery,
      summary: "Says what a person has decided about a late delivery."
    ),
    .init(
      ExchangesMethods.putMarketRate,
      summary:
        "What a whole unit of a token costs on its market now. It is not kept: after a start there is none until the feed says it again."
    ),
    .init(ExchangesMethods.getExchange, summary: "How an exchange stands, by its id."),
    .init(
      MembersMethods.enrol,
      summary:
        "(14) Makes or changes a member. Without ACCESS_OFFICE or ACCESS_ADMIN it makes active ones, with tier and segments where mode is CREATE, and changes what a member says of itself."
    ),
    .init(MembersMethods.getMember, summary: "(28) Profile, stage, tier and balances."),
    .init(
      MembersMethods.validateCard,
      summary:
        "(13) Whether a card may be used. One that was replaced is refused with CARD_REPLACED, and a wrong check value as a card that nobody has."
    ),
    .init(MembersMethods.setPin, summary: "Sets or changes the PIN that redemptions ask for."),
    .init(
      MembersMethods.setRedemptionThreshold,
      summary: "From how many points this member's redemptions need a PIN."
    ),
    .init(
      MembersMethods.resetPin,
      summary:
        "Takes a PIN away, locked or forgotten, for an operator who knows the member by another factor."
    ),
    .init(
      MembersMethods.updateMember,
      summary: "Changes parts of a member's profile; the others stay."
    ),
    .init(
      MembersMethods.listMembers,
      summary: "A page of the programme's members, in an order that stays as members come."
    ),
    .init(
      MembersMethods.putMembership,
      summary: "Notes under which number another programme knows a member, or changes it."
    ),
    .init(MembersMethods.listMemberships, summary: "The member's numbers in other programmes."),
    .init(MembersMethods.deleteMembership, summary: "Forgets such a number."),
    .init(
      MembersMethods.updateStage,
      summary:
        "(51) Brings a member into another stage; closing it says what becomes of its points."
    ),
    .init(
      MembersMethods.deleteMember,
      summary:
        "Erases a member for good: no reference leads to it any more, its cards are free, its postings stay under its number."
    ),
    .init(
      MembersMethods.replaceCard,
      summary:
        "(19) Gives a member another card in place of one. The points are the member's and stay; what was lost or stolen is blocked."
    ),
    .init(
      MembersMethods.updateCardStage,
      summary:
        "Blocks a card that was lost or stolen, before there is another one, or makes one active again that was found."
    ),
    .init(
      MembersMethods.putAlias,
      summary:
        "(27) Gives a member an alias, such as an e-mail address or a phone number, or another one in place of that of the same provider."
    ),
    .init(
      MembersMethods.removeAlias,
      summary: "(27) Takes an alias away; not the last one by which the member may log in."
    ),
    .init(
      MembersMethods.getMemberByAlias,
      summary:
        "(29) As GetMember, by an alias. Every other call that names its member so needs ACCESS_ALIAS beside its own scope."
    ),
    .init(
      MembersMethods.listIdentityProviders,
      summary: "(48) Where the programme's aliases come from."
    ),
    .init(
      OperationsMethods.verifyLedger,
      summary: "Recomputes every balance from the members' lots and compares it with the counters."
    ),
    .init(OperationsMethods.getServerInfo, summary: ""),
    .init(
      OperationsMethods.backTest,
      summary: "What past sales would have given under a draft of the programme."
    ),
    .init(
      OperationsMethods.getStateHash,
      summary:
        "A hash of the state of all members, and of guests' sales and events that wait for one."
    ),
    .init(
      OperationsMethods.takeSnapshot,
      summary:
        "Writes a snapshot that begins after the request, and answers when it is in place and was read back."
    ),
    .init(
      OperationsMethods.exportMembers,
      summary: "Members as they are, some of one shard's at a time, in no order."
    ),
    .init(
      OperationsMethods.importMember,
      summary:
        "Makes a member as it was elsewhere, with its lots and their own dates. One that is there stays as it is."
    ),
    .init(PointsMethods.evaluateBasket, summary: "(3) What a basket is worth now. Writes nothing."),
    .init(PointsMethods.earn, summary: "(4) Posts a basket's points."),
    .init(PointsMethods.reverseEarn, summary: "(5) Takes back an earn in full."),
    .init(PointsMethods.redeem, summary: "(10) Redeems, authorises, captures or voids."),
    .init(
      PointsMethods.reverseRedemption,
      summary: "(11) Gives redeemed points back to their lots."
    ),
    .init(PointsMethods.lock, summary: "(7) Blocks points."),
    .init(PointsMethods.unlock, summary: "(12) Frees blocked points."),
    .init(PointsMethods.getPointStatus, summary: "(31) The state of lots."),
    .init(
      PointsMethods.getExpirySchedule,
      summary: "(24) What has expired and what will, by date."
    ),
    .init(
      PointsMethods.listTransactions,
      summary: "(34) A page of a member's transactions, newest first."
    ),
    .init(
      PointsMethods.streamTransactions,
      summary: "(34) All of them, newest first, as a stream."
    ),
    .init(PointsMethods.postSale, summary: "(2) A sale in one piece: all its operations or none."),
    .init(
      PointsMethods.returnLines,
      summary: "(8) Takes back what returned lines of an earn gave."
    ),
    .init(PointsMethods.rewardEvent, summary: "(6) Gives points for an event that is no purchase."),
    .init(
      PointsMethods.claimSale,
      summary: "(4) Gives a member the points of a sale made as a guest."
    ),
    .init(PointsMethods.redeemVoucher, summary: "(9) Changes points into a voucher."),
    .init(PointsMethods.useVoucher, summary: "(36) Uses a voucher up."),
    .init(PointsMethods.explainTransaction, summary: "Why a transaction gave what it gave."),
    .init(PointsMethods.activatePoints, summary: "Activates points that wait for an action."),
    .init(PointsMethods.extendExpiry, summary: "Lets points live longer."),
    .init(PointsMethods.expirePoints, summary: "(30) Lets a part of a member's points expire."),
    .init(
      PointsMethods.listProgrammeTransactions,
      summary: "(34) A page of the transactions of all members of a programme, newest first."
    ),
    .init(
      ProgrammesMethods.putProgramme,
      summary:
        "Makes a programme or changes its settings; its promotions and tokens are untouched unless given."
    ),
    .init(ProgrammesMethods.getProgramme, summary: ""),
    .init(ProgrammesMethods.createToken, summary: ""),
    .init(
      ProgrammesMethods.getToken,
      summary: "Issued, held and burned points of a token, over all members."
    ),
    .init(
      ProgrammesMethods.putPromotions,
      summary: "(50) Adds promotions, or makes a new version of those that exist. All or none."
    ),
    .init(ProgrammesMethods.listPromotions, summary: "(52)"),
    .init(
      ProgrammesMethods.rollBackPromotion,
      summary: "Makes an earlier version of a promotion the newest one, in force at once."
    ),
    .init(
      ProgrammesMethods.listPromotionVersions,
      summary: "All versions of a promotion, oldest first."
    ),
    .init(
      SegmentsMethods.changeMembers,
      summary:
        "(39) Puts members into a segment and takes others out, over a stretch of time; each row is answered for itself."
    ),
    .init(SegmentsMethods.changeMember, summary: "(39) The same of one member."),
    .init(
      SegmentsMethods.beginLoad,
      summary:
        "(38) Begins to load a segment's whole list from a file, or finds where its upload has come to."
    ),
    .init(SegmentsMethods.uploadPart, summary: "(38) Sends a part of the file."),
    .init(
      SegmentsMethods.commitLoad,
      summary:
        "(38) Lets the list come into force, for all members at once, and maps the segment to a promotion where one is named."
    ),
    .init(SegmentsMethods.getLoad, summary: "(38) How far a load is, and what it came to."),
    .init(
      SegmentsMethods.listMemberSegments,
      summary: "In which segments a member is, was and will be."
    ),
    .init(
      TiersMethods.updateTier,
      summary:
        "(54) Brings a member into a tier, whatever the programme's tier rules say, until an instant or for good."
    ),
    .init(
      VouchersMethods.listVouchers,
      summary: "(37) Vouchers of a member, newest first, whatever has become of them."
    ),
    .init(VouchersMethods.getVoucher, summary: "(36) One voucher, and whether it is good."),
  ]
}
