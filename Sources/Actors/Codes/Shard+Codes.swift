internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// IssueCodes, ListCodes and CancelCode: at the home of the codes' campaign.

extension Shard {
  /// Whether the call has come to the home of a campaign's codes; if not, it is sent there.
  private func isAtHome(of campaign: String, _ call: RoutedCall) -> Bool {
    let program = String(decoding: call.head.program, as: UTF8.self)
    let number = CodeBook.home(program: program, campaign: campaign)
    let home = StableHash.shard(number, count: count)
    guard home != index else { return true }
    outbox(home).add(call.call, entity: number, payload: call.head.payload)
    return false
  }

  // MARK: - Issuing

  func issueCodes(_ call: RoutedCall) {
    guard let request = decode(call, IssueCodesRequest.self) else { return }
    guard (1...Limits.codesPerRequest).contains(request.codes.count) else {
      return fail(call.call, Status(.invalidField("codes")))
    }
    guard isAtHome(of: request.campaignID, call), let command = beginCommand(call) else { return }
    let programme = command.programme
    guard let campaign = programme.codeCampaign(request.campaignID),
      let keys = ClaimCodes(programme)
    else { return refuse(command, Self.noCampaign) }
    guard campaign.isActive else { return refuse(command, .campaignClosed) }
    if let status = fault(request, campaign, programme) { return refuse(command, status) }
    let number = codes.nextNumber(program: programme.id, campaign: campaign.id)
    let made = make(request, campaign, keys, command)
    let issued = zip(made, request.codes).enumerated().map { place, pair in
      let id = command.isDryRun ? "" : CodeID(sheet: number, place: place).text
      return IssuedCode(pair.0.stored, id: id, code: pair.0.code ?? "")
    }
    var response = IssueCodesResponse(
      outcome: Outcome(
        recordedAtMs: command.now.milliseconds,
        ruleSetVersion: programme.version
      ),
      codes: issued
    )
    if !command.isDryRun {
      var kept = response
      for place in kept.codes.indices { kept.codes[place].code = "" }
      let record = CodesIssuedRecord(
        programID: programme.id,
        campaignID: campaign.id,
        codes: made.map(\.stored),
        answer: kept.serialized(),
        length: UInt32(campaign.codeLength)
      )
      let sheet = CodeSheet(record, number: number, version: 0, last: 0)
      codes.add(sheet)
      for code in made { services.codes.settle(code.stored.tag, position: number) }
      command.settle(
        index: self.record(sheet, kind: .codesIssued) { out in
          command.write(to: &out)
          record.encode(into: &out)
        }
      )
    }
    response.outcome?.replayed = false
    respond(call.call, gated: true, message: response)
  }

  /// What stands against making codes.
  private func fault(
    _ request: IssueCodesRequest,
    _ campaign: CodeCampaignDefinition,
    _ programme: PublishedProgramme
  ) -> Status? {
    let made = codes.count(program: programme.id, campaign: campaign.id)
    guard made + request.codes.count <= Limits.codesPerCampaign else {
      return Status(.invalidField("codes"))
    }
    if let status = fault(ofLength: campaign, programme, more: request.codes.count) {
      return status
    }
    let isNFT = programme.codeToken(campaign)?.type == .typeErc721
    let worth =
      campaign.voucherType.isEmpty ? 1...(isNFT ? 1 : Points.limit.rawValue) : 0...0
    var references: Set<String> = []
    for (place, order) in request.codes.enumerated() {
      let path = "codes[\(place)]"
      let points = order.points == 0 ? campaign.points.rawValue : order.points
      guard worth ~= points else {
        return Status(.invalidField("\(path).points"))
      }
      guard order.validFromMs >= 0 else { return Status(.invalidField("\(path).valid_from_ms")) }
      guard order.validToMs == 0 || order.validToMs > order.validFromMs else {
        return Status(.invalidField("\(path).valid_to_ms"))
      }
      let reference = order.referenceID
      if reference.isEmpty { continue }
      guard reference.utf8.count <= Limits.identifierBytes, references.insert(reference).inserted
      else { return Status(.invalidField("\(path).reference_id")) }
      let other = codes.code(
        reference: reference,
        program: programme.id,
        campaign: campaign.id
      )
      if let other { return Self.duplicate(other, at: "\(path).reference_id") }
    }
    return nil
  }

  /// So many codes of so few digits would be found by guessing.
  private func fault(
    ofLength campaign: CodeCampaignDefinition,
    _ programme: PublishedProgramme,
    more count: Int
  ) -> Status? {
    let length = campaign.codeLength
    guard length > 0 else { return nil }
    let made = codes.count(program: programme.id, campaign: campaign.id, length: length)
    let most = CodeCampaignDefinition.mostCodes(ofLength: length)
    guard made + count > most else { return nil }
    return Status(
      code: .invalidArgument,
      reason: .invalidField,
      message: "a campaign has at most \(most) codes of \(length) digits, for more are guessed too "
        + "easily; give it a larger code_length",
      field: "codes"
    )
  }

  private func make(
    _ request: IssueCodesRequest,
    _ campaign: CodeCampaignDefinition,
    _ keys: ClaimCodes,
    _ command: CommandContext
  ) -> [(stored: StoredCode, code: String?)] {
    request.codes.enumerated().map { place, order in
      let made = command.reservation.map {
        reserveCode(keys, for: $0.id, place, length: campaign.codeLength)
      }
      let trace = made?.trace
      let stored = StoredCode(
        tag: trace?.tag ?? 0,
        check: trace?.check ?? 0,
        referenceID: order.referenceID,
        points: order.points == 0 ? campaign.points.rawValue : order.points,
        validFromMs: order.validFromMs,
        validToMs: order.validToMs
      )
      return (stored, made?.text)
    }
  }

  /// A code that stands on no sheet; its tag is reserved.
  private func reserveCode(
    _ keys: ClaimCodes,
    for request: RequestID,
    _ place: Int,
    length: Int
  ) -> ClaimCodes.Made {
    for attempt in 0..<ClaimCodes.attempts {
      let code = keys.code(for: request, place, attempt: attempt, length: length)
      if services.codes.reserve(code.trace.tag) == .new { return code }
    }
    preconditionFailure("\(ClaimCodes.attempts) codes in a row are taken")
  }

  private static func duplicate(_ other: CodeID, at field: String) -> Status {
    Status(
      code: .alreadyExists,
      reason: .duplicateReference,
      message: "another code of the campaign has this reference; see existing_id",
      field: field,
      existingID: other.text
    )
  }

  private static let noCampaign = Status(
    code: .notFound,
    reason: .campaignNotFound,
    message: "the programme has no such campaign; put it among its code_campaigns",
    field: "campaign_id"
  )

  // MARK: - Looking

  func listCodes(_ call: RoutedCall) {
    guard let request = decode(call, ListCodesRequest.self), let read = beginRead(call) else {
      return
    }
    guard request.limit <= 100 else { return fail(call.call, Status(.invalidField("limit"))) }
    guard read.programme.codeCampaign(request.campaignID) != nil else {
      return fail(call.call, Self.noCampaign)
    }
    guard isAtHome(of: request.campaignID, call) else { return }
    let program = read.programme.id
    let campaign = request.campaignID
    var response = ListCodesResponse(
      total: UInt64(codes.count(program: program, campaign: campaign))
    )
    guard request.referenceID.isEmpty else {
      let id = codes.code(reference: request.referenceID, program: program, campaign: campaign)
      if let id, let sheet = codes.sheets[id.sheet] {
        response.codes = [shown(sheet, id.place, now: read.now)]
      }
      return respond(call.call, gated: true, message: response)
    }
    var after: CodeID?
    if !request.after.isEmpty {
      guard let id = CodeID(request.after) else {
        return fail(call.call, Status(.invalidField("after")))
      }
      after = id
    }
    let limit = request.limit == 0 ? 100 : Int(request.limit)
    for sheet in codes.sheets(program: program, campaign: campaign) {
      if let after, sheet.number < after.sheet { continue }
      let first = after?.sheet == sheet.number ? (after?.place ?? 0) + 1 : 0
      guard first < sheet.codes.count else { continue }
      for place in first..<sheet.codes.count where response.codes.count < limit {
        response.codes.append(shown(sheet, place, now: read.now))
      }
    }
    respond(call.call, gated: true, message: response)
  }

  private func shown(_ sheet: CodeSheet, _ place: Int, now: Timestamp) -> IssuedCode {
    let stored = sheet.codes[place]
    let id = CodeID(sheet: sheet.number, place: place).text
    var shown = IssuedCode(stored, id: id, code: "")
    let tag = Self.claimTag(id, program: sheet.programID)
    if stored.cancelled {
      shown.state = .codeStateCancelled
    } else if services.receipts.position(tag) != nil {
      shown.state = .codeStateClaimed
    } else if stored.validToMs != 0, stored.validToMs <= now.milliseconds {
      shown.state = .codeStateExpired
    }
    return shown
  }

  /// Where the tags of a code's claim begin, in the index of receipts.
  static func claimTag(_ id: String, program: String) -> UInt64 {
    Array(program.utf8).withUnsafeBytes { EventKey.tag(program: $0, StoredEvent(code: id)) }
  }

  // MARK: - Records

  /// Takes a record of the log; false where its version leaps.
  func replayCodes(
    _ record: LogRecordView,
    _ kind: RecordKind,
    _ position: UInt64,
    _ state: ShardReplay
  ) throws -> Bool {
    let (number, version) = (record.head.entity, record.head.version)
    guard kind == .codesIssued else {
      let body = try CodeCancelledRecord(decoding: record.body)
      state.noteKey(Self.claimTag(body.codeID, program: body.programID), position)
      guard let sheet = codes.sheets[number] else { return false }
      guard version > sheet.version else { return true }
      guard version == sheet.version + 1, let id = CodeID(body.codeID),
        sheet.codes.indices.contains(id.place)
      else { return false }
      sheet.cancel(id.place)
      (sheet.version, sheet.last) = (version, position)
      return true
    }
    guard codes.sheets[number] == nil else { return true }
    guard version == 1 else { return false }
    let body = try CodesIssuedRecord(decoding: record.body)
    codes.add(CodeSheet(body, number: number, version: version, last: position))
    return true
  }

  /// Takes a record of a snapshot.
  func loadCodes(_ stored: StoredCodeSheet) {
    guard StableHash.shard(stored.number, count: count) == index,
      codes.sheets[stored.number] == nil
    else { return }
    codes.add(CodeSheet(stored))
  }

  /// Fills the index of codes with those of this shard.
  ///
  /// Once, when snapshot and log have been taken and nobody is served yet.
  func indexCodes() {
    for sheet in codes.sheets.values {
      for code in sheet.codes { services.codes.settle(code.tag, position: sheet.number) }
    }
  }
}

// MARK: - Withdrawing

extension Shard {
  /// A code is claimed or cancelled, whichever takes its natural key first.
  func cancelCode(_ call: RoutedCall) {
    guard let request = decode(call, CancelCodeRequest.self) else { return }
    guard request.codeID.isEmpty != request.referenceID.isEmpty else {
      return fail(call.call, Status(.invalidField("code_id")))
    }
    guard isAtHome(of: request.campaignID, call), let command = beginCommand(call) else { return }
    let program = command.programme.id
    guard command.programme.codeCampaign(request.campaignID) != nil else {
      return refuse(command, Self.noCampaign)
    }
    let id =
      request.codeID.isEmpty
      ? codes.code(reference: request.referenceID, program: program, campaign: request.campaignID)
      : CodeID(request.codeID)
    guard let id, let sheet = codes.sheets[id.sheet], sheet.codes.indices.contains(id.place),
      sheet.programID == program, sheet.campaignID == request.campaignID
    else { return refuse(command, .codeNotFound) }
    guard !sheet.codes[id.place].cancelled else { return refuse(command, .codeWithdrawn) }
    cancel(id, sheet, tag: Self.claimTag(id.text, program: program), call, command)
  }

  private func cancel(
    _ id: CodeID,
    _ sheet: CodeSheet,
    tag: UInt64,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    let entry =
      command.isDryRun
      ? services.receipts.position(tag).map { .known($0) } ?? .new : services.receipts.reserve(tag)
    switch entry {
    case .new: break
    case .reserved:
      command.abandon()
      return park(call.call, entity: call.entity, payload: call.head.payload)
    case .known(let position):
      return resolve(id, tag: tag, at: position, WaitingCommand(command, entity: call.entity)) {
        shard,
        owner,
        routed,
        command in
        let next: UInt64
        switch owner {
        case .claim: return shard.refuse(command, .codeAlreadyClaimed)
        case .cancellation: return shard.refuse(command, .codeWithdrawn)
        case .another(let tag): next = tag
        }
        guard let sheet = shard.codes.sheets[id.sheet] else {
          preconditionFailure("sheet \(id.sheet) is gone")
        }
        shard.cancel(id, sheet, tag: next, routed, command)
      }
    }
    let response = CancelCodeResponse(
      outcome: Outcome(
        recordedAtMs: command.now.milliseconds,
        ruleSetVersion: command.programme.version
      ),
      codeID: id.text
    )
    if !command.isDryRun {
      sheet.cancel(id.place)
      let body = CodeCancelledRecord(
        programID: sheet.programID,
        codeID: id.text,
        answer: response.serialized()
      )
      let index = record(sheet, kind: .codeCancelled) { out in
        command.write(to: &out)
        body.encode(into: &out)
      }
      command.settle(index: index)
      turn.note(receipts, tag: tag, index: index)
    }
    respond(call.call, gated: true, message: response)
  }

  /// Goes on with what the record of a known tag says.
  func resolve(
    _ id: CodeID,
    tag: UInt64,
    at position: UInt64,
    _ waiting: WaitingCommand,
    then: @escaping @Sendable (Shard, CodeKeyOwner, RoutedCall, CommandContext) -> Void
  ) {
    readRecord(at: position) { shard, found in
      waiting.resume(on: shard) { routed, command in
        var owner = CodeKeyOwner.another(next: ReceiptKey.tag(after: tag))
        switch found {
        case .success(let record):
          do throws(DecodingError) {
            let key = try EventKey.recorded(record)
            if let key, key.event.hasKey(of: StoredEvent(code: id.text)) {
              let isCancelled = record.kind == UInt8(RecordKind.codeCancelled.rawValue)
              owner = isCancelled ? .cancellation : .claim
            }
          } catch {
            return shard.services.log.stopServing(
              "the record at \(LogPosition(packed: position)) cannot be read: \(error)"
            )
          }
        // Whatever it was, a code is not given twice.
        case .failure(.removed): owner = .claim
        case .failure(let lost): return shard.fail(command, for: lost)
        }
        then(shard, owner, routed, command)
      }
    }
  }
}

/// Whose record it is that has a code's tag.
enum CodeKeyOwner: Sendable {
  case claim, cancellation
  /// Another key's: the code's may have the next tag.
  case another(next: UInt64)
}

extension IssuedCode {
  fileprivate init(_ stored: StoredCode, id: String, code: String) {
    self.init(
      codeID: id,
      code: code,
      referenceID: stored.referenceID,
      points: stored.points,
      validFromMs: stored.validFromMs,
      validToMs: stored.validToMs
    )
  }
}

extension PublishedProgramme {
  /// The campaign with this id.
  func codeCampaign(_ id: String) -> CodeCampaignDefinition? {
    compiled.definition.codeCampaigns.first { $0.id == id }
  }

  /// The voucher type that a campaign's codes give; nil where they give points.
  func voucherType(_ campaign: CodeCampaignDefinition) -> VoucherTypeDefinition? {
    guard !campaign.voucherType.isEmpty else { return nil }
    return compiled.definition.voucherTypes.first { $0.id == campaign.voucherType }
  }

  /// What a campaign's codes give.
  func codeToken(_ campaign: CodeCampaignDefinition) -> ExchangeBook.Token? {
    let named = tokens.first { $0.id == campaign.token }?.number
    return (campaign.token.isEmpty ? defaultToken : named).flatMap { exchanges.token($0) }
  }
}
