internal import FealtyLoyalty
internal import FealtyWire

// Tokens as exchanges see them, and partnerships.
extension CatalogueDraft {
  /// Makes a token, or changes one.
  func putToken(_ request: PutTokenRequest, _ programID: String, now: Timestamp) -> Change {
    guard let state = existing else { return .refused(Self.noProgramme) }
    guard let token = request.token else { return .refused(Status(.invalidField("token"))) }
    var programme = state.programme
    let place = programme.tokens.firstIndex { $0.tokenID == token.tokenID }
    if let place {
      programme.tokens[place] = token
    } else {
      programme.tokens.append(token)
    }
    if let fault = exchangeFault(programme, state, now: now) {
      return .refused(fault.status(ofTokenAt: place ?? programme.tokens.count - 1))
    }
    var change = Change()
    change.record.programme = programme
    change.record.tokens = numbered(programme.tokens, state)
    change.record.headValidFromMs = now.milliseconds
    return finish(change, state, changed: nil, .token, now: now) { after, _ in
      PutTokenResponse(ruleSetVersion: UInt64(after.version), isNew: place == nil).serialized()
    }
  }

  /// Opens a way from a token to another, or changes its terms.
  func putPartnership(
    _ request: PutPartnershipRequest,
    _ programID: String,
    now: Timestamp
  ) -> Change {
    guard let state = existing else { return .refused(Self.noProgramme) }
    guard let partnership = request.partnership else {
      return .refused(Status(.invalidField("partnership")))
    }
    var programme = state.programme
    programme.partnerships = [partnership]
    if let status = keepPartnerships(&programme) { return .refused(status) }
    if let fault = exchangeFault(programme, state, now: now) {
      return .refused(fault.status(prefix: ""))
    }
    var change = Change()
    change.record.programme = programme
    change.record.tokens = numbered(programme.tokens, state)
    change.record.headValidFromMs = now.milliseconds
    change.record.names = state.names.numbering([(.partnership, partnership.partnershipID)])
    let id = partnership.partnershipID
    return finish(change, state, changed: nil, .token, now: now) { after, _ in
      let version = after.programme.partnerships.first { $0.partnershipID == id }?.version
      return PutPartnershipResponse(
        ruleSetVersion: UInt64(after.version),
        version: version ?? 0
      ).serialized()
    }
  }

  /// Partnerships that a put does not name stay; those that differ get their next version.
  ///
  /// - Returns: Why it cannot be; nil where it can.
  func keepPartnerships(_ programme: inout Programme) -> Status? {
    let old = existing?.programme.partnerships ?? []
    for index in programme.partnerships.indices {
      let wanted = programme.partnerships[index]
      let before = old.first { $0.partnershipID == wanted.partnershipID }
      guard wanted.expectedVersion == 0 || wanted.expectedVersion == before?.version ?? 0 else {
        return Status(.versionConflict)
      }
      programme.partnerships[index].expectedVersion = 0
      programme.partnerships[index].version = before?.version ?? 0
      if programme.partnerships[index] != before { programme.partnerships[index].version += 1 }
    }
    for partnership in old
    where !programme.partnerships.contains(where: { $0.partnershipID == partnership.partnershipID })
    {
      programme.partnerships.append(partnership)
    }
    return nil
  }

  // MARK: - Checks

  /// What is wrong with tokens and partnerships, and where.
  struct ExchangeFault {
    var path: String
    var sentence: String

    /// Of a request that has one token, which stands at that place of the programme's.
    func status(ofTokenAt place: Int) -> Status {
      let list = "tokens[\(place)]"
      guard path.hasPrefix(list) else { return status(prefix: "") }
      var inRequest = self
      inRequest.path = "token" + path.dropFirst(list.utf8.count)
      return inRequest.status(prefix: "")
    }

    func status(prefix: String) -> Status {
      Status(
        code: .invalidArgument,
        reason: .invalidProgramme,
        message: sentence,
        field: prefix + path
      )
    }
  }

  /// The first thing about exchanges that has no meaning, or that would change the past.
  func exchangeFault(
    _ programme: Programme,
    _ state: ProgrammeState?,
    now: Timestamp
  ) -> ExchangeFault? {
    for (place, token) in programme.tokens.enumerated() {
      let path = "tokens[\(place)]"
      let before = state?.programme.tokens.first { $0.tokenID == token.tokenID }
      if let before, before == token { continue }
      let isLight = programme.settings?.integration == .integrationLight
      if let fault = Self.fault(of: token, before: before, isLight, at: path, now: now) {
        return fault
      }
    }
    guard programme.partnerships.count <= Self.partnerships else {
      return ExchangeFault(
        path: "partnerships",
        sentence: "There are more than \(Self.partnerships)."
      )
    }
    var (ids, ways): (Set<String>, Set<[String]>) = ([], [])
    for (place, partnership) in programme.partnerships.enumerated() {
      let path = "partnerships[\(place)]"
      let program =
        partnership.toProgramID.isEmpty ? programme.programID : partnership.toProgramID
      let to = [partnership.fromTokenID, program, partnership.toTokenID]
      guard ids.insert(partnership.partnershipID).inserted, ways.insert(to).inserted else {
        return ExchangeFault(path: path, sentence: "Its id or its way is there twice.")
      }
      if let fault = Self.fault(of: partnership, programme, at: path) { return fault }
    }
    return nil
  }

  /// Partnerships of one programme at most.
  private static let partnerships = 10_000
  private static let values = 10_000
  private static let listed = 1_000

  private static func fault(
    of token: FealtyWire.Token,
    before: FealtyWire.Token?,
    _ isLight: Bool,
    at path: String,
    now: Timestamp
  ) -> ExchangeFault? {
    guard (0...7).contains(token.type.rawValue), (0...1).contains(token.status.rawValue),
      token.maxValueAgeMs >= 0
    else {
      return ExchangeFault(path: path, sentence: "Its type, status or age is out of range.")
    }
    if let before, before.type != token.type || before.decimals != token.decimals {
      return ExchangeFault(
        path: "\(path).type",
        sentence: "Type and decimals stay: points of the token may be out."
      )
    }
    guard (0...Points.limit.rawValue).contains(token.supply) else {
      return ExchangeFault(path: "\(path).supply", sentence: "0 to a balance's limit is allowed.")
    }
    if let before, before.supply > 0, token.supply == 0 {
      return ExchangeFault(
        path: "\(path).supply",
        sentence: "It is \(before.supply), and can be changed, not taken away: say how many."
      )
    }
    let lists = [
      token.countries, token.acceptsProgramIDs, token.membership?.patterns ?? [],
      token.membership?.sandboxNumbers ?? [],
    ]
    for texts in lists {
      guard texts.count <= listed, texts.allSatisfy({ (1...64).contains($0.utf8.count) }) else {
        return ExchangeFault(
          path: path,
          sentence: "A list has more than \(listed) entries, or one that is empty or too long."
        )
      }
    }
    guard token.countries == before?.countries || token.countries.allSatisfy(isCountry) else {
      return ExchangeFault(
        path: "\(path).countries",
        sentence: "Three capital letters each are allowed, as ISO 3166 has them, or AAA."
      )
    }
    let isKeptHere = (token.type == .typeErc20 || token.type == .typeGiftCard) && !isLight
    if let fault = fault(of: token.partner, isKeptHere, before: before?.partner, at: path) {
      return fault
    }
    let rule = token.membership ?? MembershipRule()
    guard MembershipCheck.isRule(rule), rule.webhookID.isEmpty || token.partner != nil else {
      return ExchangeFault(
        path: "\(path).membership",
        sentence: "There is no such check or time, or nobody outside whom the webhook could ask."
      )
    }
    return fault(of: token.onRamp, before: before?.onRamp, at: "\(path).on_ramp", now: now)
      ?? fault(of: token.offRamp, before: before?.offRamp, at: "\(path).off_ramp", now: now)
  }

  private static func isCountry(_ code: String) -> Bool {
    code.utf8.count == 3 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// Who keeps a token outside stays, for exchanges may be there; the settings may change.
  private static func fault(
    of partner: PartnerSettings?,
    _ isKeptHere: Bool,
    before: PartnerSettings?,
    at path: String
  ) -> ExchangeFault? {
    guard let partner else {
      guard before != nil else { return nil }
      return ExchangeFault(path: "\(path).partner", sentence: "A partner stays the token's.")
    }
    guard !isKeptHere || before != nil else {
      return ExchangeFault(
        path: "\(path).partner",
        sentence: "The server keeps tokens of this type itself."
      )
    }
    guard [.partnerSimulated, .partnerWebhook].contains(partner.kind) else {
      return ExchangeFault(path: "\(path).partner.kind", sentence: "There is no such kind.")
    }
    let isWebhook = partner.kind == .partnerWebhook
    let ids = isWebhook ? 1...Limits.identifierBytes : 0...0
    guard ids.contains(partner.webhookID.utf8.count), !isWebhook || partner.simulated == nil else {
      return ExchangeFault(
        path: "\(path).partner.webhook_id",
        sentence: "A partner by webhook names one, and is not simulated; another one names none."
      )
    }
    let simulated = partner.simulated ?? SimulatedPartner()
    let times = [
      partner.timeoutMs, partner.retryMs, partner.maxRetryMs, partner.giveUpMs, partner.watchMs,
      simulated.delayMs, simulated.lateMs,
    ]
    let shares = [
      simulated.refused, simulated.lost, simulated.silent, simulated.late, simulated.kept,
    ]
    guard times.allSatisfy({ (0...Limits.partnerMilliseconds).contains($0) }),
      shares.allSatisfy({ $0 <= 100 }), simulated.refusedNumbers.count <= listed,
      simulated.refusedNumbers.allSatisfy({ (1...Limits.identifierBytes).contains($0.utf8.count) })
    else {
      return ExchangeFault(
        path: "\(path).partner",
        sentence: "A time, a share of 100 or a number is out of range."
      )
    }
    return nil
  }

  /// Values stand in order, and those that have begun stay.
  private static func fault(
    of values: [TokenValue],
    before: [TokenValue]?,
    at path: String,
    now: Timestamp
  ) -> ExchangeFault? {
    guard values.count <= Self.values else {
      return ExchangeFault(path: path, sentence: "There are more than \(Self.values) values.")
    }
    for (place, value) in values.enumerated() {
      guard let ratio = FealtyLoyalty.Ratio(value.value), ratio.numerator > 0 else {
        return ExchangeFault(path: "\(path)[\(place)].value", sentence: "It is not above 0.")
      }
      guard value.fromMs >= 0, value.toMs == 0 || value.toMs > value.fromMs,
        place == 0 || values[place - 1].fromMs < value.fromMs
      else {
        return ExchangeFault(
          path: "\(path)[\(place)]",
          sentence: "Each value begins after the one before, and ends after it begins."
        )
      }
    }
    guard let before, !before.isEmpty else { return nil }
    let begun = before.filter { $0.fromMs <= now.milliseconds }
    let kept = values.prefix(begun.count)
    let later = values.dropFirst(begun.count)
    let isKept = zip(begun, kept).allSatisfy { (old: TokenValue, new: TokenValue) -> Bool in
      if old == new { return true }
      // An end may be set to what has none.
      return old.value == new.value && old.fromMs == new.fromMs && old.toMs == 0
    }
    guard kept.count == begun.count, isKept,
      later.allSatisfy({ $0.fromMs >= now.milliseconds - Limits.clockSkewMilliseconds })
    else {
      return ExchangeFault(
        path: path,
        sentence: "Values that have begun stay as they are; add one that begins now or later."
      )
    }
    return nil
  }

  private static func fault(
    of partnership: Partnership,
    _ programme: Programme,
    at path: String
  ) -> ExchangeFault? {
    func fault(_ field: String, _ sentence: String) -> ExchangeFault {
      ExchangeFault(path: "\(path).\(field)", sentence: sentence)
    }
    let sizes = 1...Limits.identifierBytes
    guard sizes.contains(partnership.partnershipID.utf8.count) else {
      return fault("partnership_id", "1 to \(Limits.identifierBytes) bytes are allowed.")
    }
    guard programme.tokens.contains(where: { $0.tokenID == partnership.fromTokenID }) else {
      return fault("from_token_id", "There is no token \(partnership.fromTokenID).")
    }
    guard sizes.contains(partnership.toTokenID.utf8.count),
      partnership.toProgramID.utf8.count <= Limits.identifierBytes
    else { return fault("to_token_id", "It is missing or too long.") }
    let isHere = [programme.programID, ""].contains(partnership.toProgramID)
    guard !isHere || partnership.toTokenID != partnership.fromTokenID else {
      return fault("to_token_id", "A token is not exchanged into itself.")
    }
    let range = 0...Points.limit.rawValue
    guard range.contains(partnership.min), range.contains(partnership.max),
      range.contains(partnership.step), partnership.max == 0 || partnership.max >= partnership.min
    else { return fault("min", "min, max and step are 0 or more, and max is not below min.") }
    guard partnership.fromMs >= 0, partnership.toMs == 0 || partnership.toMs > partnership.fromMs
    else { return fault("to_ms", "It ends before it begins.") }
    if let fee = partnership.fee {
      guard fee.numerator >= 0, fee.denominator > fee.numerator, fee.denominator <= 1_000_000 else {
        return fault("fee", "0 to below 1 with a denominator up to 1,000,000 is allowed.")
      }
    }
    for ratio in [partnership.minRate, partnership.maxRate].compactMap({ $0 }) {
      guard ratio.numerator > 0, ratio.denominator > 0 else {
        return fault("min_rate", "A rate is above 0.")
      }
    }
    guard partnership.limits.count <= 8 else { return fault("limits", "There are more than 8.") }
    for limit in partnership.limits {
      guard (1...4).contains(limit.period.rawValue), (0...1).contains(limit.unit.rawValue),
        (1...Points.limit.rawValue).contains(limit.limit)
      else { return fault("limits", "A limit's period, unit or number is out of range.") }
    }
    return nil
  }
}
