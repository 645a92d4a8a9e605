internal import FealtyLoyalty
internal import FealtyWire

/// Owns what members collect under: programmes, tokens, promotions. Lives on shard 0.
///
/// - Owns: every programme's messages and versions, and the numbers of tokens and promotions.
/// - Guarantees: a change is durable before any shard decides by it, and before it is answered.
/// - Suspends: never; compiling runs on the blocking pool between two steps.
/// - Fails: by refusing the whole change.
actor CatalogueActor {
  // MARK: - State

  private nonisolated let shard: Shard
  private(set) var programmes: [ProgrammeState] = []
  private var nextToken: TokenNumber = 0
  private var nextPromotion: PromotionNumber = 1

  nonisolated var unownedExecutor: UnownedSerialExecutor { shard.asUnownedSerialExecutor() }

  // MARK: - Lifecycle

  init(shard: Shard) { self.shard = shard }

  // MARK: - Commands

  /// What a change comes to: a record and an answer, or why not.
  struct Change: Sendable {
    var record = ProgrammeChangedRecord()
    var answer: [UInt8] = []
    var refusal: Status?
    /// Nothing differs: the answer goes out and nothing is recorded but the outcome.
    var programID = ""

    static func refused(_ status: Status) -> Change {
      var change = Change()
      change.refusal = status
      return change
    }
  }

  func put(_ request: PutProgrammeRequest, _ programID: String) -> Change {
    guard var programme = request.programme else {
      return .refused(Status(.invalidField("programme")))
    }
    guard !programID.isEmpty, programID.utf8.count <= Limits.identifierBytes else {
      return .refused(Status(.invalidField("envelope.program_id")))
    }
    guard programme.programID.isEmpty || programme.programID == programID else {
      return .refused(Status(.invalidField("programme.program_id")))
    }
    programme.programID = programID
    let existing = state(programID)
    guard request.expectedVersion == 0 || request.expectedVersion == UInt64(existing?.version ?? 0)
    else { return .refused(Status(.versionConflict)) }
    guard existing != nil || programmes.count < Limits.programmes else {
      return .refused(Status(.invalidField("envelope.program_id")))
    }
    let promotions = programme.promotions
    programme.promotions = []
    keepTokens(&programme, existing)
    var state = existing ?? newState(programID)
    var change = Change()
    change.programID = programID
    change.record.programme = programme
    change.record.tokens = numbered(programme.tokens, state)
    if let status = number(promotions, state, into: &change.record) { return .refused(status) }
    state.apply(change.record, version: state.version + 1)
    if let status = check(state) { return .refused(status) }
    change.answer = PutProgrammeResponse(
      ruleSetVersion: UInt64(state.version),
      isNew: existing == nil
    ).serialized()
    return change
  }

  /// Tokens that exist stay: points of them may be out.
  ///
  /// A programme without any gets "points".
  private func keepTokens(_ programme: inout Programme, _ existing: ProgrammeState?) {
    for token in existing?.programme.tokens ?? []
    where !programme.tokens.contains(where: { $0.tokenID == token.tokenID }) {
      programme.tokens.append(token)
    }
    if programme.tokens.isEmpty {
      programme.tokens = [FealtyWire.Token(tokenID: "points", name: "Points", symbol: "P")]
    }
    if programme.defaultTokenID.isEmpty { programme.defaultTokenID = programme.tokens[0].tokenID }
  }

  func createToken(_ request: CreateTokenRequest, _ programID: String) -> Change {
    guard var state = state(programID) else { return .refused(Self.noProgramme) }
    guard let token = request.token else { return .refused(Status(.invalidField("token"))) }
    guard !state.programme.tokens.contains(where: { $0.tokenID == token.tokenID }) else {
      return .refused(
        Status(
          code: .alreadyExists,
          reason: .duplicateIdentity,
          message: "the programme has a token with this id",
          field: "token.token_id"
        )
      )
    }
    var change = Change()
    change.programID = programID
    var programme = state.programme
    programme.tokens.append(token)
    change.record.programme = programme
    change.record.tokens = numbered(programme.tokens, state)
    state.apply(change.record, version: state.version + 1)
    if let status = check(state) { return .refused(status) }
    change.answer = CreateTokenResponse(ruleSetVersion: UInt64(state.version)).serialized()
    return change
  }

  func putPromotions(_ request: PutPromotionsRequest, _ programID: String) -> Change {
    guard var state = state(programID) else { return .refused(Self.noProgramme) }
    guard !request.promotions.isEmpty else {
      return .refused(Status(.invalidField("promotions")))
    }
    var change = Change()
    change.programID = programID
    if let status = number(request.promotions, state, into: &change.record) {
      return .refused(status)
    }
    let changed = change.record.promotions
    var response = PutPromotionsResponse()
    state.apply(change.record, version: state.version + 1)
    if let status = check(state) { return .refused(status) }
    response.ruleSetVersion = UInt64(state.version)
    for promotion in request.promotions {
      response.results.append(
        PutPromotionResult(
          promotionID: promotion.promotionID,
          version: state.promotions[promotion.promotionID]?.promotion.version ?? 0,
          changed: changed.contains { $0.promotion?.promotionID == promotion.promotionID }
        )
      )
    }
    change.answer = response.serialized()
    return change
  }

  /// Makes a decided change true; the caller records it in the same turn.
  func apply(_ change: Change) -> ProgrammeState {
    let index = ensure(change.programID)
    programmes[index].apply(change.record, version: programmes[index].version + 1)
    noteNumbers(programmes[index])
    return programmes[index]
  }

  func notePosition(_ programID: String, _ position: UInt64) {
    guard let index = programmes.firstIndex(where: { $0.programme.programID == programID }) else {
      return
    }
    programmes[index].last = position
  }

  // MARK: - Queries

  func state(_ programID: String) -> ProgrammeState? {
    programmes.first { $0.programme.programID == programID }
  }

  func programme(_ programID: String) -> GetProgrammeResponse? {
    guard let state = state(programID) else { return nil }
    var programme = state.programme
    programme.promotions = state.ordered.map(\.promotion)
    return GetProgrammeResponse(programme: programme, ruleSetVersion: UInt64(state.version))
  }

  func promotions(
    _ request: ListPromotionsRequest,
    _ programID: String
  ) -> ListPromotionsResponse? {
    guard let state = state(programID) else { return nil }
    let limit = request.limit == 0 ? 100 : min(Int(request.limit), 1_000)
    let after = PromotionNumber(request.cursor) ?? 0
    var response = ListPromotionsResponse(ruleSetVersion: UInt64(state.version))
    for (number, promotion) in state.ordered where number > after {
      guard Self.takes(request, promotion) else { continue }
      guard response.promotions.count < limit else {
        response.nextCursor = String(
          state.promotions[response.promotions[limit - 1].promotionID]?.number ?? 0
        )
        break
      }
      response.promotions.append(promotion)
    }
    return response
  }

  private static func takes(_ request: ListPromotionsRequest, _ promotion: Promotion) -> Bool {
    let at = request.liveAtMs
    let isLive =
      at == 0 || (promotion.startMs <= at && (promotion.endMs == 0 || at < promotion.endMs))
    return isLive
      && (request.statuses.isEmpty || request.statuses.contains(promotion.status))
      && (request.segment.isEmpty || promotion.segments.contains(request.segment))
      && (request.storeID.isEmpty || promotion.stores.isEmpty
        || promotion.stores.contains(request.storeID))
  }

  // MARK: - Replay

  /// Takes a record of the log; false where its version leaps.
  func replay(
    _ record: ProgrammeChangedRecord,
    number: UInt64,
    version: UInt32,
    position: UInt64
  ) -> Bool {
    var index = programmes.firstIndex { $0.number == number }
    if index == nil, let id = record.programme?.programID { index = ensure(id) }
    guard let index else { return false }
    guard version > programmes[index].version else { return true }
    guard version == programmes[index].version + 1 else { return false }
    programmes[index].apply(record, version: version)
    programmes[index].last = position
    noteNumbers(programmes[index])
    return true
  }

  /// Takes a programme of a snapshot: its settings, or some of its promotions after them.
  func load(_ stored: StoredProgramme) {
    guard let programme = stored.programme else {
      guard let index = programmes.firstIndex(where: { $0.number == stored.number }) else { return }
      programmes[index].load(stored.promotions)
      return noteNumbers(programmes[index])
    }
    let index = ensure(programme.programID)
    programmes[index].version = stored.version - 1
    programmes[index].apply(
      ProgrammeChangedRecord(programme: programme, tokens: stored.tokens),
      version: stored.version
    )
    programmes[index].last = stored.lastPosition
    noteNumbers(programmes[index])
  }

  // MARK: - Steps

  private static let noProgramme = Status(
    code: .notFound,
    reason: .programmeNotFound,
    message: "there is no such programme; put it first (fealty programme apply)",
    field: "envelope.program_id"
  )

  private func newState(_ programID: String) -> ProgrammeState {
    ProgrammeState(
      number: StableHash.hash(program: programID, member: ""),
      index: .max
    )
  }

  private func ensure(_ programID: String) -> Int {
    if let index = programmes.firstIndex(where: { $0.programme.programID == programID }) {
      return index
    }
    var state = newState(programID)
    state.index = shard.services.programmeIndexes.index(programID)
    state.programme.programID = programID
    programmes.append(state)
    return programmes.count - 1
  }

  private func noteNumbers(_ state: ProgrammeState) {
    for number in state.tokens.values { nextToken = max(nextToken, number + 1) }
    for entry in state.promotions.values { nextPromotion = max(nextPromotion, entry.number + 1) }
  }

  private func numbered(
    _ tokens: [FealtyWire.Token],
    _ state: ProgrammeState
  ) -> [NumberedToken] {
    var next = nextToken
    return tokens.map { token in
      if let number = state.tokens[token.tokenID] {
        return NumberedToken(number: UInt32(number), tokenID: token.tokenID)
      }
      defer { next += 1 }
      return NumberedToken(number: UInt32(next), tokenID: token.tokenID)
    }
  }

  /// Gives each promotion that differs its number and next version.
  private func number(
    _ promotions: [Promotion],
    _ state: ProgrammeState,
    into record: inout ProgrammeChangedRecord
  ) -> Status? {
    var next = nextPromotion
    var seen: Set<String> = []
    for (place, promotion) in promotions.enumerated() {
      let path = "promotions[\(place)]"
      guard !promotion.promotionID.isEmpty, seen.insert(promotion.promotionID).inserted else {
        return Status(.invalidField("\(path).promotion_id"))
      }
      let existing = state.promotions[promotion.promotionID]
      let version = existing?.promotion.version ?? 0
      guard promotion.expectedVersion == 0 || promotion.expectedVersion == version else {
        return Status(.versionConflict)
      }
      var changed = promotion
      changed.expectedVersion = 0
      changed.version = version
      if let existing, existing.promotion == changed { continue }
      changed.version = version + 1
      let number = existing?.number ?? next
      if existing == nil { next += 1 }
      record.promotions.append(NumberedPromotion(number: number, promotion: changed))
    }
    return nil
  }

  /// The path of the first setting that has no meaning.
  private static func faultySetting(_ settings: Settings) -> String? {
    let times = [
      ("authorization_timeout_ms", settings.authorizationTimeoutMs),
      ("max_backdate_ms", settings.maxBackdateMs), ("restore_grace_ms", settings.restoreGraceMs),
    ]
    for (path, value) in times where !(0...Limits.settingMilliseconds).contains(value) {
      return path
    }
    let points = [
      ("max_debt", settings.maxDebt), ("redeem_min", settings.redeemMin),
      ("redeem_max", settings.redeemMax), ("redeem_step", settings.redeemStep),
    ]
    for (path, value) in points where !(0...Points.limit.rawValue).contains(value) { return path }
    if let value = settings.redemptionValue {
      let isRatio = (0...Points.limit.rawValue).contains(value.numerator) && value.denominator >= 1
      if !isRatio { return "redemption_value" }
    }
    if !(0...2).contains(settings.returnPolicy.rawValue) { return "return_policy" }
    return (0...1).contains(settings.restorePolicy.rawValue) ? nil : "restore_policy"
  }

  /// What is wrong with the programme as it would be.
  private func check(_ state: ProgrammeState) -> Status? {
    guard state.promotions.count <= Limits.promotions else {
      return Status(.invalidField("promotions"))
    }
    guard state.tokens.values.allSatisfy({ $0 < TokenNumber(Limits.tokens) }) else {
      return Status(.invalidField("programme.tokens"))
    }
    if let path = Self.faultySetting(state.programme.settings ?? Settings()) {
      return Status(
        code: .invalidArgument,
        reason: .invalidProgramme,
        message: "the setting is out of its range; correct it",
        field: "programme.settings.\(path)"
      )
    }
    if ProgrammeState.zone(state.programme.timeZone, zones: shard.services.zones) == nil {
      return Status(.invalidField("programme.time_zone"))
    }
    guard let finding = state.definition.findings().first else { return nil }
    return Status(
      code: .invalidArgument,
      reason: .invalidProgramme,
      message: finding.sentence,
      field: finding.path
    )
  }
}
