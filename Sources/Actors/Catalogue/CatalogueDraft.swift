internal import FealtyLoyalty
internal import FealtyWire

/// The catalogue as one change finds it: decides what the change comes to, off the shards' threads.
///
/// A value: nothing of the catalogue changes until ``CatalogueActor/apply(_:)`` takes the outcome.
struct CatalogueDraft: Sendable {
  /// The programme that is to be changed; nil where there is none yet.
  let existing: ProgrammeState?
  /// How many programmes there are.
  let programmeCount: Int
  let nextToken: TokenNumber
  let nextPromotion: PromotionNumber
  let zones: any ZoneSource
  let random: any RandomSource
  /// Bytes of a change's record and its answer at most.
  let recordRoom: Int

  /// What a change comes to: a record and an answer, or why not.
  struct Change: Sendable {
    var record = ProgrammeChangedRecord()
    var answer: [UInt8] = []
    var refusal: Status?
    /// The programme as it will be; nil where it is refused.
    var state: ProgrammeState?
    /// What the ledger has to agree on first.
    var question = LedgerQuestion()
    /// The numbers that are free then.
    var nextToken: TokenNumber = 0
    var nextPromotion: PromotionNumber = 0

    static func refused(_ status: Status) -> Change {
      var change = Change()
      change.refusal = status
      return change
    }
  }

  // MARK: - Commands

  /// Makes a programme, or changes its settings.
  ///
  /// `now`, here and below: the change's time; no version begins before it but a promotion's first.
  func put(_ request: PutProgrammeRequest, _ programID: String, now: Timestamp) -> Change {
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
    guard request.expectedVersion == 0 || request.expectedVersion == UInt64(existing?.version ?? 0)
    else { return .refused(Status(.versionConflict)) }
    guard existing != nil || programmeCount < Limits.programmes else {
      return .refused(Status(.invalidField("envelope.program_id")))
    }
    let promotions = programme.promotions
    programme.promotions = []
    keepTokens(&programme)
    if let status = keepPartnerships(&programme) { return .refused(status) }
    let state = existing ?? ProgrammeState(programID, index: .max)
    if let status = breaksPast(programme, state) { return .refused(status) }
    if let fault = exchangeFault(programme, existing, now: now) {
      return .refused(fault.status(prefix: "programme."))
    }
    var change = Change()
    do throws(RefusedSwitch) {
      change.question.integration = try IntegrationSwitch(request, programme, before: existing)
    } catch {
      return .refused(error.status)
    }
    change.record.programme = programme
    change.record.tokens = numbered(programme.tokens, state)
    if existing != nil { change.record.headValidFromMs = now.milliseconds }
    let hasCodes =
      !programme.voucherTypes.isEmpty || !programme.codeCampaigns.isEmpty
      || (programme.settings?.cards?.checkValueDigits ?? 0) > 0
      || programme.settings?.identityProviders.isEmpty == false
    if hasCodes, state.voucherKey.isEmpty {
      change.record.voucherKey = newVoucherKey()
    }
    let paths = DraftPaths("programme.", promotions: promotions)
    if let status = number(promotions, state, now: now, paths, into: &change.record) {
      return .refused(status)
    }
    return finish(change, state, changed: nil, paths, now: now) { after, report in
      PutProgrammeResponse(
        ruleSetVersion: UInt64(after.version),
        isNew: state.version == 0,
        findings: report.findings,
        moreFindings: report.more
      ).serialized()
    }
  }

  /// Tokens that exist stay: points of them may be out.
  ///
  /// A programme without any gets "points".
  func keepTokens(_ programme: inout Programme) {
    for token in existing?.programme.tokens ?? []
    where !programme.tokens.contains(where: { $0.tokenID == token.tokenID }) {
      programme.tokens.append(token)
    }
    for index in programme.tokens.indices {
      let id = programme.tokens[index].tokenID
      let same = existing?.programme.tokens.first { $0.tokenID == id }
      guard let old = same else { continue }
      // Values come with PutToken too: who names none leaves them as they are.
      if programme.tokens[index].onRamp.isEmpty { programme.tokens[index].onRamp = old.onRamp }
      if programme.tokens[index].offRamp.isEmpty { programme.tokens[index].offRamp = old.offRamp }
      if programme.tokens[index].supply == 0 { programme.tokens[index].supply = old.supply }
    }
    if programme.tokens.isEmpty {
      programme.tokens = [FealtyWire.Token(tokenID: "points", name: "Points", symbol: "P")]
    }
    if programme.defaultTokenID.isEmpty {
      programme.defaultTokenID = existing?.programme.defaultTokenID ?? programme.tokens[0].tokenID
    }
  }

  /// Why a programme with promotions cannot become another; nil where it can.
  ///
  /// Zone and default token have no versions: another one would value past sales anew, with their
  /// returns and explanations.
  private func breaksPast(_ programme: Programme, _ state: ProgrammeState) -> Status? {
    guard !state.promotions.isEmpty else { return nil }
    func refusal(_ field: String, _ message: String) -> Status {
      Status(
        code: .invalidArgument,
        reason: .invalidProgramme,
        message: message,
        field: "programme.\(field)"
      )
    }
    let zones = [programme.timeZone, state.programme.timeZone].map { $0.isEmpty ? "UTC" : $0 }
    if zones[0] != zones[1] {
      return refusal(
        "time_zone",
        "It is \(zones[1]) and stays so while there are promotions: days of past sales would move."
      )
    }
    let (new, old) = (programme.defaultTokenID, state.programme.defaultTokenID)
    let counts = state.promotions.values.contains { promotion in
      promotion.versions.contains { $0.promotion.tokenID.isEmpty }
    }
    guard new != old, counts else { return nil }
    return refusal(
      "default_token_id",
      "It is \(old) and stays so while promotions count on it; give new ones a token_id."
    )
  }

  func createToken(
    _ request: CreateTokenRequest,
    _ programID: String,
    now: Timestamp
  ) -> Change {
    guard let state = existing else { return .refused(Self.noProgramme) }
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
    var programme = state.programme
    programme.tokens.append(token)
    if let fault = exchangeFault(programme, state, now: now) {
      return .refused(fault.status(ofTokenAt: programme.tokens.count - 1))
    }
    change.record.programme = programme
    change.record.tokens = numbered(programme.tokens, state)
    change.record.headValidFromMs = now.milliseconds
    return finish(change, state, changed: nil, .token, now: now) { after, _ in
      CreateTokenResponse(ruleSetVersion: UInt64(after.version)).serialized()
    }
  }

  func putPromotions(
    _ request: PutPromotionsRequest,
    _ programID: String,
    now: Timestamp
  ) -> Change {
    guard existing != nil else { return .refused(Self.noProgramme) }
    guard !request.promotions.isEmpty else {
      return .refused(Status(.invalidField("promotions")))
    }
    return put(request.promotions, DraftPaths("", promotions: request.promotions), now: now)
  }

  /// `paths`: where the request has the promotions.
  private func put(_ promotions: [Promotion], _ paths: DraftPaths, now: Timestamp) -> Change {
    guard let state = existing else { return .refused(Self.noProgramme) }
    var change = Change()
    if let status = number(promotions, state, now: now, paths, into: &change.record) {
      return .refused(status)
    }
    let ids = promotions.map(\.promotionID)
    let changed = Set(change.record.promotions.compactMap { $0.promotion?.promotionID })
    return finish(change, state, changed: changed, paths, now: now) { after, report in
      PutPromotionsResponse(
        ruleSetVersion: UInt64(after.version),
        results: ids.map { id in
          PutPromotionResult(
            promotionID: id,
            version: after.promotions[id]?.newest.promotion.version ?? 0,
            changed: changed.contains(id)
          )
        },
        findings: report.findings,
        moreFindings: report.more
      ).serialized()
    }
  }

  /// Puts what an earlier version of a promotion said, from now on.
  ///
  /// A version that was to begin later does not: it is older than this one.
  func rollBack(
    _ request: RollBackPromotionRequest,
    _ programID: String,
    now: Timestamp
  ) -> Change {
    guard let state = existing else { return .refused(Self.noProgramme) }
    guard let versions = state.promotions[request.promotionID] else {
      return .refused(Self.noPromotion)
    }
    let wanted = versions.versions.first { $0.promotion.version == request.toVersion }
    guard var promotion = wanted?.promotion else {
      return .refused(Status(.invalidField("to_version")))
    }
    promotion.expectedVersion = request.expectedVersion
    var paths = DraftPaths("", promotions: [promotion])
    paths.isVersion = true
    var change = put([promotion], paths, now: now)
    // What is wrong stands in the version, not in the request.
    let path = "promotions[0]."
    if let refusal = change.refusal, refusal.field.hasPrefix(path) {
      let field = refusal.field.dropFirst(path.utf8.count)
      change.refusal?.field = "to_version"
      change.refusal?.message = "Of that version, \(field): \(refusal.message)"
    }
    return change
  }

  // MARK: - Parts

  /// Applies a change to a copy of the programme, checks what comes of it, and answers.
  ///
  /// `changed`: the promotions that differ; nil where the rest of the programme may differ too.
  func finish(
    _ change: Change,
    _ state: ProgrammeState,
    changed: Set<String>?,
    _ paths: DraftPaths,
    now: Timestamp,
    _ answer: (ProgrammeState, FindingReport) -> [UInt8]
  ) -> Change {
    var result = change
    var after = state
    after.apply(change.record, version: state.version + 1)
    let look = ProgrammeLook(after, changed: changed)
    if let status = check(after, look, paths) { return .refused(status) }
    var report = FindingReport()
    if !paths.isToken { report = self.report(after, look, change.record, paths, now: now) }
    result.answer = answer(after, report)
    let room = recordRoom - result.record.serialized().count
    if result.answer.count > room {
      // No change is too large for what is only said of it.
      result.answer = answer(after, report.countedOnly)
      guard result.answer.count <= room else { return .refused(Shard.tooLarge) }
    }
    result.state = after
    result.question.version = UInt64(after.version)
    result.question.supplies = SupplyChange.all(from: state, to: after, paths)
    result.nextToken = change.record.tokens.reduce(nextToken) {
      max($0, TokenNumber(clamping: $1.number) &+ 1)
    }
    result.nextPromotion = change.record.promotions.reduce(nextPromotion) { max($0, $1.number + 1) }
    return result
  }

  /// 128 bits that nobody can guess.
  private func newVoucherKey() -> [UInt8] {
    [random.next(), random.next()].flatMap { word in
      withUnsafeBytes(of: word.littleEndian) { Array($0) }
    }
  }

  static let noProgramme = Status(
    code: .notFound,
    reason: .programmeNotFound,
    message: "there is no such programme; put it first (fealty programme apply)",
    field: "envelope.program_id"
  )

  static let noPromotion = Status(
    code: .notFound,
    reason: .promotionNotFound,
    message: "the programme has no such promotion",
    field: "promotion_id"
  )

  func numbered(
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
  func number(
    _ promotions: [Promotion],
    _ state: ProgrammeState,
    now: Timestamp,
    _ paths: DraftPaths,
    into record: inout ProgrammeChangedRecord
  ) -> Status? {
    var next = nextPromotion
    var seen: Set<String> = []
    for (place, promotion) in promotions.enumerated() {
      let path = "\(paths.prefix)promotions[\(place)]"
      guard !promotion.promotionID.isEmpty, seen.insert(promotion.promotionID).inserted else {
        return Status(.invalidField("\(path).promotion_id"))
      }
      let existing = state.promotions[promotion.promotionID]
      let version = existing?.newest.promotion.version ?? 0
      guard promotion.expectedVersion == 0 || promotion.expectedVersion == version else {
        return Status(.versionConflict)
      }
      let activateAt = Timestamp(milliseconds: promotion.activateAtMs)
      guard activateAt.milliseconds == 0 || existing == nil || activateAt >= now else {
        return Status(.invalidField("\(path).activate_at_ms"))
      }
      var changed = Self.asPut(promotion)
      changed.version = version
      if let newest = existing?.newest, newest.promotion == changed,
        activateAt.milliseconds == 0 ? newest.validFrom <= now : newest.validFrom == activateAt
      {
        continue
      }
      if let status = Self.bornExpired(promotion, from: max(activateAt, now), at: path) {
        return status
      }
      changed.version = version + 1
      let number = existing?.number ?? next
      if existing == nil { next += 1 }
      let validFrom = existing == nil ? activateAt : max(activateAt, now)
      record.promotions.append(
        NumberedPromotion(
          number: number,
          promotion: changed,
          validFromMs: validFrom.milliseconds,
          addedIn: UInt64(state.version) + 1
        )
      )
    }
    record.names = state.names.numbering(
      (record.programme?.budgets ?? []).map { (.budget, $0.budgetID) }
        + (record.programme?.voucherTypes ?? []).map { (.voucherType, $0.voucherTypeID) }
        + (record.programme?.codeCampaigns ?? []).map { (.campaign, $0.campaignID) }
        + (record.programme?.benefits ?? []).map { (.benefit, $0.benefitID) }
        + record.promotions.map { (.fundingPartner, $0.promotion?.fundingPartner ?? "") }
        + (record.programme?.partnerships ?? []).map { (.partnership, $0.partnershipID) }
    )
    return nil
  }

  /// Why points that a promotion gives from an instant on are gone before they are there; nil where
  /// they are not.
  private static func bornExpired(
    _ promotion: Promotion,
    from begin: Timestamp,
    at path: String
  ) -> Status? {
    let begin = max(begin.milliseconds, promotion.startMs)
    guard promotion.status == .live, let end = promotion.lotTerms?.expiresAtMs, end != 0,
      end <= begin
    else { return nil }
    return Status(
      code: .invalidArgument,
      reason: .invalidProgramme,
      message: "It is not after \(begin), when the promotion begins: its points would be gone.",
      field: "\(path).lot_terms.expires_at_ms"
    )
  }

  /// A promotion without what is said on put alone or set by the server.
  static func asPut(_ promotion: Promotion) -> Promotion {
    var copy = promotion
    copy.expectedVersion = 0
    copy.activateAtMs = 0
    copy.validFromMs = 0
    copy.addedIn = 0
    return copy
  }
}
