internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// ClaimCode. What a code is worth stands at the home of its campaign; the claim is one record of
// the member that claims. Its natural key, the code's id, is reserved in the index that all shards
// share, as a receipt's is: so of two who claim at once one has it, and a crash leaves either the
// record with the points or nothing.

/// A code that somebody shows, as its campaign's home knows it.
private struct ShownCode: Sendable {
  var id: CodeID
  var campaign: String
  var stored: StoredCode
  var isDigits: Bool
}

extension Shard {
  func claimCode(_ call: RoutedCall) {
    guard let request = decode(call, ClaimCodeRequest.self) else { return }
    guard 1...Limits.identifierBytes ~= request.code.utf8.count else {
      return fail(call.call, Status(.invalidField("code")))
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    let programme = command.programme
    let text = CodeCampaignDefinition.normalized(request.code)
    let now = command.now.milliseconds
    let shared = programme.compiled.definition.codeCampaigns.first { $0.code == text }
    var wait = wrongCodes.wait(of: actor.number, now: now)
    // A code that a brand chose itself is given to everybody: it is no guess.
    if shared == nil, CodeCampaignDefinition.isDigits(text) {
      wait = max(wait, wrongCodes.wait(ofDigitsIn: programme.index, now: now))
    }
    guard wait == 0 else {
      command.abandon()
      return fail(call.call, Self.tooManyWrong(wait))
    }
    if let shared {
      return claim(CodeClaim(campaign: shared, points: shared.points), nil, call, command, actor)
    }
    let found = ClaimCodes(programme)?.traces(of: request.code).lazy.compactMap { trace in
      self.services.codes.position(trace.tag).map { (trace, $0) }
    }.first
    guard let (trace, number) = found else {
      return refuseUnknown(command, actor, isDigits: CodeCampaignDefinition.isDigits(text))
    }
    let program = programme.id
    let waiting = WaitingCommand(command, entity: call.entity)
    let me = index
    send(to: StableHash.shard(number, count: count)) { home in
      let shown = home.shownCode(number, trace, program: program)
      home.send(to: me) { $0.claim(shown, waiting) }
    }
  }

  /// At the campaign's home.
  private func shownCode(
    _ number: UInt64,
    _ trace: VoucherCodes.Trace,
    program: String
  ) -> ShownCode? {
    guard let sheet = codes.sheets[number], sheet.programID == program else { return nil }
    let place = sheet.codes.firstIndex { $0.tag == trace.tag && $0.check == trace.check }
    guard let place else { return nil }
    return ShownCode(
      id: CodeID(sheet: number, place: place),
      campaign: sheet.campaignID,
      stored: sheet.codes[place],
      isDigits: sheet.length > 0
    )
  }

  /// At the member's home again.
  private func claim(_ shown: ShownCode?, _ waiting: WaitingCommand) {
    waiting.resume(on: self) { routed, command in
      guard let actor = member(routed, command.programme) else {
        return refuse(command, missing(routed.head))
      }
      guard let shown else { return refuseUnknown(command, actor) }
      let tag = Self.claimTag(shown.id.text, program: command.programme.id)
      claim(shown, tag: tag, routed, command, actor)
    }
  }

  private func refuseUnknown(
    _ command: CommandContext,
    _ actor: MemberActor,
    isDigits: Bool = false
  ) {
    let now = command.now.milliseconds
    wrongCodes.note(actor.number, now: now)
    if isDigits { wrongCodes.noteDigits(in: command.programme.index, isRight: false, now: now) }
    refuse(command, .codeNotFound)
  }

  private static func tooManyWrong(_ milliseconds: Int64) -> Status {
    Status(
      code: .resourceExhausted,
      reason: .rateLimited,
      message: "too many codes that do not exist were shown; try again later",
      field: "code",
      retryAfterMs: milliseconds
    )
  }

  // MARK: - The natural key

  private func claim(
    _ shown: ShownCode,
    tag: UInt64,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ actor: MemberActor
  ) {
    guard let campaign = command.programme.codeCampaign(shown.campaign) else {
      return refuse(command, .campaignClosed)
    }
    guard !shown.stored.cancelled else { return refuse(command, .codeWithdrawn) }
    let entry =
      command.isDryRun
      ? services.receipts.position(tag).map { .known($0) } ?? .new : services.receipts.reserve(tag)
    switch entry {
    case .new: break
    case .reserved:
      command.abandon()
      return park(call.call, entity: call.entity, payload: call.head.payload)
    case .known(let position):
      let waiting = WaitingCommand(command, entity: call.entity)
      return resolve(shown.id, tag: tag, at: position, waiting) { shard, owner, routed, command in
        let next: UInt64
        switch owner {
        case .claim: return shard.refuse(command, .codeAlreadyClaimed)
        // Since its sheet was looked at.
        case .cancellation: return shard.refuse(command, .codeWithdrawn)
        case .another(let tag): next = tag
        }
        guard let actor = shard.member(routed, command.programme) else {
          return shard.refuse(command, shard.missing(routed.head))
        }
        shard.claim(shown, tag: next, routed, command, actor)
      }
    }
    let stored = shown.stored
    let claim = CodeClaim(
      campaign: campaign,
      // None, where its campaign gave vouchers when it was made.
      points: stored.points == 0 ? campaign.points : Points(stored.points),
      validFrom: Timestamp(milliseconds: stored.validFromMs),
      validTo: stored.validToMs == 0 ? .never : Timestamp(milliseconds: stored.validToMs)
    )
    self.claim(claim, (shown, tag), call, command, actor)
  }

  /// Gives the member what a code is worth.
  ///
  /// `own`: the code, with its reserved tag; nil for one that many may claim.
  private func claim(
    _ claim: CodeClaim,
    _ own: (code: ShownCode, tag: UInt64)?,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ actor: MemberActor
  ) {
    var claim = claim
    let receipts = services.receipts
    let programme = command.programme
    let free = { if let own, !command.isDryRun { receipts.release(own.tag) } }
    guard let token = programme.codeToken(claim.campaign), token.isHeldHere else {
      free()
      return refuse(command, .tokenNotFound)
    }
    // A voucher type that is not active closes its campaigns.
    let type = programme.voucherType(claim.campaign)
    if let type, !type.isActive { claim.campaign.isActive = false }
    let shortages = shortages(for: &claim, type, token, programme)
    guard shortages.isEmpty else {
      free()
      guard let own else { return waitForBudgets(command, entity: call.entity, shortages) }
      return wait(for: own.code, shortages, call, command)
    }
    var voucher: ClaimedCode.Voucher?
    if let type, let codes = VoucherCodes(programme) {
      let (order, code) = orderVoucher(type, for: .zero, codes, of: actor.number, command)
      voucher = ClaimedCode.Voucher(typeID: type.id, order: order, code: code)
    }
    let claimed = ClaimedCode(
      claim: claim,
      token: token,
      voucher: voucher,
      key: own.map { StoredEvent(code: $0.code.id.text) },
      tag: own?.tag,
      metadata: Self.metadata(of: claim, own?.code)
    )
    let refusal = actor.runOnItsShard(command) { (member) throws(Refusal) in
      try member.claim(claimed, command)
    }
    if let voucher, voucher.code != nil {
      settleVoucher(voucher.order, of: actor.number, isIssued: refusal == nil)
    }
    guard let refusal else {
      guard let own, own.code.isDigits, !command.isDryRun else { return }
      let now = command.now.milliseconds
      return wrongCodes.noteDigits(in: programme.index, isRight: true, now: now)
    }
    free()
    refuse(command, refusal, member: actor.number)
  }

  /// Waits for shares of limits, and claims in the turn that brings them: what nobody has used at
  /// its end goes back, so a claim that asked its campaign's home again would never have them.
  private func wait(
    for shown: ShownCode,
    _ shortages: [Shortage],
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    let waiting = WaitingCommand(command, entity: call.entity)
    budgets.wait(shortages, programme: command.programme.index) { $0.claim(shown, waiting) }
  }

  /// What this shard lacks of shared limits for a claim, which is told what is left of its
  /// campaign's stock.
  private func shortages(
    for claim: inout CodeClaim,
    _ type: VoucherTypeDefinition?,
    _ token: ExchangeBook.Token,
    _ programme: PublishedProgramme
  ) -> [Shortage] {
    var shortages: [Shortage] = []
    if claim.campaign.stock > 0 {
      let key = AllotmentKey(claim.campaign.stockUse)
      if let short = budgets.shortage(of: key, 1, programme: programme.index) {
        shortages.append(short)
      }
      claim.stockLeft = budgets.stripe(programme.index).pointee.spendable(key)
    }
    if let type {
      if let short = stockShortage(of: type, programme) { shortages.append(short) }
    } else if let short = supplyShortage(of: token.number, claim.points.rawValue, programme) {
      shortages.append(short)
    }
    return shortages
  }

  private static func metadata(of claim: CodeClaim, _ code: ShownCode?) -> [FealtyWire.Tag] {
    var metadata = [FealtyWire.Tag(name: "campaign", value: claim.campaign.id)]
    guard let code else { return metadata }
    metadata.append(Tag(name: "code", value: code.id.text))
    if !code.stored.referenceID.isEmpty {
      metadata.append(Tag(name: "reference", value: code.stored.referenceID))
    }
    return metadata
  }
}

/// A claim with what its record says of it.
struct ClaimedCode: Sendable {
  /// A voucher that a code is worth.
  struct Voucher: Sendable {
    var typeID: String
    var order: VoucherOrder
    /// Nil in a dry run.
    var code: VoucherCode?
  }

  var claim: CodeClaim
  var token: ExchangeBook.Token
  /// Nil where it is worth points.
  var voucher: Voucher?
  /// Nil for a code that many may claim.
  var key: StoredEvent?
  /// Where the key is reserved.
  var tag: UInt64?
  var metadata: [FealtyWire.Tag]
}

extension MemberActor {
  func claim(_ code: ClaimedCode, _ command: CommandContext) throws(Refusal) {
    let claim = code.claim
    var posting = try decide(code, command)
    noteActivity(in: &posting, command)
    try post(
      posting,
      command: command,
      noted: { index in
        guard let tag = code.tag else { return }
        command.shard.turn.note(command.shard.receipts, tag: tag, index: index)
      },
      facts: { out in
        if let key = code.key { out.writeMessage(35, key) }
        for tag in code.metadata { out.writeMessage(80, tag) }
      },
      told: code.voucher.map { voucher in
        { (answer: inout ClaimCodeResponse) in
          answer.voucher?.code = voucher.code?.text ?? ""
        }
      },
      answer: { [posting] outcome in
        ClaimCodeResponse(
          outcome: outcome,
          campaignID: claim.campaign.id,
          points: code.voucher == nil ? claim.points.rawValue : 0,
          lot: posting.lotsMade.first.map { made in
            var spent = made
            spent.remaining = .zero
            return lotMessage(member.lot(made.id) ?? spent, command)
          },
          debtPaid: posting.points(to: .debt).rawValue,
          voucher: code.voucher.map { voucher in
            ClaimedVoucher(
              voucherTypeID: voucher.typeID,
              valueMinor: voucher.order.valueMinor,
              validToMs: voucher.order.validTo.storedExpiry
            )
          }
        )
      }
    )
  }

  private func decide(
    _ code: ClaimedCode,
    _ command: CommandContext
  ) throws(Refusal) -> Posting {
    let programme = command.programme
    if let voucher = code.voucher {
      return try member.decideVoucherClaim(
        code.claim,
        voucher.order,
        now: command.now,
        occurredAt: command.occurredAt,
        rules: programme.rules
      )
    }
    var posting = try member.decideCodeClaim(
      code.claim,
      of: code.token.number,
      schedule: code.token.schedule,
      now: command.now,
      occurredAt: command.occurredAt,
      rules: programme.rules,
      calendar: programme.dueTerms.calendar
    )
    posting.capUses += try command.shard.supplyUses(
      of: code.token.number,
      code.claim.points,
      programme
    )
    return posting
  }
}
