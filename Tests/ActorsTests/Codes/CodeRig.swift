import FealtyPersistence
import FealtyWire

@testable import FealtyActors

/// A programme with campaigns of codes, and what tests of them ask of it.
struct CodeRig {
  static let members = (0..<8).map { "member-\($0)" }
  let rig: EngineRig
  let shards: Int

  /// Starts one; on the disk of another it has that one's programme.
  ///
  /// `programme`: instead of one with these campaigns.
  init(
    shards: Int = 4,
    storage: FaultyStorage? = nil,
    clock: TestClock = TestClock(),
    campaigns: [CodeCampaign] = [Self.spring],
    programme: Programme? = nil
  ) throws {
    // A rig counts its request ids from the beginning: they must not be those of the one before.
    clock.advance(milliseconds: 1_000)
    rig = try EngineRig(
      shards: shards,
      storage: storage ?? FaultyStorage(seed: 1),
      clock: clock
    )
    self.shards = shards
    guard storage == nil else { return }
    if let programme { try rig.put(programme) } else { try put(campaigns) }
    for member in Self.members { try rig.enrol(member) }
  }

  /// Codes of 100 points that the server makes.
  static let spring = CodeCampaign(campaignID: "spring", points: 100, active: true)

  /// A code of 5 points that many may claim.
  static func summer(stock: Int64 = 0, perMember: UInt32 = 0) -> CodeCampaign {
    CodeCampaign(
      campaignID: "summer",
      points: 5,
      code: "sommer26",
      stock: stock,
      perMember: perMember,
      active: true
    )
  }

  func put(_ campaigns: [CodeCampaign], light: Bool = false) throws {
    var programme = BankRig.programme(light ? .integrationLight : .integrationFull)
    programme.codeCampaigns = campaigns
    try rig.put(programme)
  }

  func issueRequest(_ orders: [CodeOrder], of campaign: String = "spring") -> IssueCodesRequest {
    IssueCodesRequest(envelope: rig.envelope(), campaignID: campaign, codes: orders)
  }

  func issue(_ request: IssueCodesRequest, shard: Int = 0) throws -> IssueCodesResponse {
    try rig.answer(IssueCodesResponse.self, MethodID.issueCodes, request, shard: shard)
  }

  /// So many codes without anything of their own.
  func issue(_ count: Int, of campaign: String = "spring") throws -> [IssuedCode] {
    let orders = Array(repeating: CodeOrder(), count: count)
    return try issue(issueRequest(orders, of: campaign)).codes
  }

  func claimRequest(_ code: String, by member: String = "member-0") -> ClaimCodeRequest {
    ClaimCodeRequest(
      envelope: rig.envelope(),
      member: MemberReference(reference: .memberID(member)),
      code: code
    )
  }

  @discardableResult
  func claim(_ request: ClaimCodeRequest, shard: Int = 0) throws -> ClaimCodeResponse {
    try rig.answer(ClaimCodeResponse.self, MethodID.claimCode, request, shard: shard)
  }

  /// Why a claim is refused; nil where it is not.
  func refusal(
    _ code: String,
    by member: String = "member-0",
    shard: Int = 0
  ) throws -> FealtyWire.Status? {
    let request = claimRequest(code, by: member)
    return try refusal { try claim(request, shard: shard) }
  }

  func refusal(_ body: () throws -> Void) throws -> FealtyWire.Status? {
    do {
      try body()
      return nil
    } catch RigFailure.refused(let status) {
      return status
    }
  }

  func list(
    of campaign: String = "spring",
    after: String = "",
    limit: UInt32 = 0,
    reference: String = "",
    shard: Int = 0
  ) throws -> ListCodesResponse {
    try rig.answer(
      ListCodesResponse.self,
      MethodID.listCodes,
      ListCodesRequest(
        envelope: rig.envelope(),
        campaignID: campaign,
        after: after,
        limit: limit,
        referenceID: reference
      ),
      shard: shard
    )
  }

  func cancelRequest(_ id: String, reference: String = "") -> CancelCodeRequest {
    CancelCodeRequest(
      envelope: rig.envelope(),
      campaignID: "spring",
      codeID: id,
      referenceID: reference
    )
  }

  @discardableResult
  func cancel(_ request: CancelCodeRequest, shard: Int = 0) throws -> CancelCodeResponse {
    try rig.answer(CancelCodeResponse.self, MethodID.cancelCode, request, shard: shard)
  }

  func transactions(of member: String = "member-0") throws -> [Transaction] {
    try rig.answer(
      ListTransactionsResponse.self,
      MethodID.listTransactions,
      ListTransactionsRequest(
        envelope: rig.envelope(),
        member: MemberReference(reference: .memberID(member))
      )
    ).transactions
  }

  func stateHash() throws -> [UInt8] {
    try rig.answer(GetStateHashResponse.self, MethodID.getStateHash, GetStateHashRequest()).hash
  }

  /// Points of all members together.
  func sum() throws -> Int64 { try Self.members.reduce(0) { try $0 + rig.available($1) } }
}
