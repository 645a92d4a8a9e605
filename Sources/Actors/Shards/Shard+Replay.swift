internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// A request id that was seen before: its first answer again, from its record.

extension Shard {
  /// Answers a retry from the record at `position`, once that is durable.
  func answerAgain(_ command: CommandContext, id: RequestID, position: UInt64) {
    let call = command.call
    let hash = command.head.contentHash
    let programme = command.programme
    readRecord(at: position) { shard, found in
      switch found {
      case .success(let record):
        shard.answer(call, id: id, contentHash: hash, from: record, programme: programme)
      case .failure(let lost):
        // Whatever it was, it is not to be executed anew, and not to be sent under another id.
        shard.fail(call, lost.status(Self.lostAnswer, field: "envelope.request_id"))
      }
    }
  }

  /// Reads a record on the blocking pool, once it is durable, and comes back with it.
  func readRecord(
    at position: UInt64,
    _ body: @escaping @Sendable (Shard, Result<HistoryReader.Record, LostRecord>) -> Void
  ) {
    whenDurable(position >> 16) { shard in
      let services = shard.services
      if let record = services.history.recentRecord(at: position) {
        return body(shard, .success(record))
      }
      services.pool.run {
        let found = Result { () throws(LostRecord) in try services.history.record(at: position) }
        shard.post { body($0, found) }
      }
    }
  }

  private func answer(
    _ call: Call,
    id: RequestID,
    contentHash: UInt64,
    from record: HistoryReader.Record,
    programme: PublishedProgramme
  ) {
    do throws(DecodingError) {
      let context = try RequestContext(ofRecord: record.bytes)
      let isSame =
        context.requestID.withUnsafeBytes { RequestID($0) } == id
        && context.contentHash == contentHash && context.method == UInt32(call.method)
      guard isSame || isReplayed(call, context, id, contentHash) else {
        return fail(call, Self.conflict)
      }
      if record.kind == UInt8(RecordKind.requestRefused.rawValue) {
        let body = try RequestRefusedRecord(bytes: record.bytes)
        if body.answer.isEmpty {
          var status = body.status ?? Status()
          status.replayed = true
          return fail(call, status)
        }
      }
      let method = UInt16(clamping: context.method)
      if method == MethodID.earn, call.method != method {
        return try answerAgain(purchaseOf: call, record, programme)
      }
      let bytes = try RememberedAnswer.bytes(method, record: record, programme: programme)
      respond(call, gated: false) { $0.append(bytes) }
    } catch {
      services.log.stopServing(
        "the record at \(LogPosition(packed: record.position)) cannot be read: \(error)"
      )
    }
  }

  /// Answers a payload that was a purchase as that was answered.
  private func answerAgain(
    purchaseOf call: Call,
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme
  ) throws(DecodingError) {
    let bytes = try RememberedAnswer.bytes(MethodID.earn, record: record, programme: programme)
    guard call.connection != Call.batchConnection else {
      // An item's answer is read as what the item turned out to be.
      var call = call
      call.method = MethodID.earn
      return respond(call, gated: false) { $0.append(bytes) }
    }
    let purchase = try EarnResponse(bytes: bytes)
    respond(call, gated: false, message: RewardEventResponse(purchase: purchase))
  }

  /// Whether the record is of the event or purchase that this request was, or that it took out of
  /// quarantine: it stands there as its sender would have sent it.
  private func isReplayed(
    _ call: Call,
    _ context: RequestContext,
    _ id: RequestID,
    _ contentHash: UInt64
  ) -> Bool {
    guard [MethodID.rewardEvent, MethodID.earn].map(UInt32.init).contains(context.method),
      context.requestID.withUnsafeBytes({ RequestID($0) }) == id
    else { return false }
    return switch call.method {
    case MethodID.replayQuarantined: true
    case MethodID.ingestEvent: context.contentHash == contentHash
    default: false
    }
  }

  /// Ends a command that needs a record which cannot be had.
  ///
  /// It is not remembered: the record's file may come back.
  func fail(_ command: CommandContext, for lost: LostRecord) {
    command.abandon()
    fail(command.call, lost.status("nothing was changed"))
  }

  /// What was read for a command; nil where it cannot be had, and the command has ended.
  func had<Value>(_ read: Result<Value, LostRecord>, _ command: CommandContext) -> Value? {
    switch read {
    case .success(let value): return value
    case .failure(let lost):
      fail(command, for: lost)
      return nil
    }
  }

  private static let lostAnswer =
    "this request id was used, and its answer is not known; look at the member's balance before "
    + "you send it under a new id"

  private static let conflict = Status(
    code: .invalidArgument,
    reason: .idempotencyConflict,
    message: "this request id was used for another request; a new request needs a new id",
    field: "envelope.request_id"
  )
}

/// Answers as they were first given, marked as replayed.
enum RememberedAnswer {
  static func bytes(
    _ method: UInt16,
    record: HistoryReader.Record,
    programme: PublishedProgramme
  ) throws(DecodingError) -> [UInt8] {
    switch method {
    case MethodID.earn:
      // Of a guest's sale the answer is kept as it was given.
      guard record.kind != UInt8(RecordKind.saleParked.rawValue) else {
        return try marked(record, \EarnResponse.outcome)
      }
      let message = try EarnAnswer.response(record, programme: programme, replayed: true)
      return message.serialized()
    case MethodID.enrol: return try enrolled(record, programme)
    case MethodID.replaceCard: return try replacedCard(record, programme)
    case MethodID.putAlias, MethodID.removeAlias:
      return try marked(record, \PutAliasResponse.outcome)
    case MethodID.updateCardStage:
      return try marked(record, \UpdateCardStageResponse.outcome)
    case MethodID.updateMember, MethodID.putMembership, MethodID.deleteMembership,
      MethodID.personaliseNft, MethodID.decideNft:
      return try marked(record, \EnrolResponse.outcome)
    case MethodID.creditPoints: return try marked(record, \CreditPointsResponse.outcome)
    case MethodID.debitPoints: return try marked(record, \DebitPointsResponse.outcome)
    case MethodID.claimCode: return try claimedCode(record, programme)
    case MethodID.checkBenefit: return try usedBenefit(record, programme)
    case MethodID.cancelCode: return try marked(record, \CancelCodeResponse.outcome)
    case MethodID.issueCodes: return try issuedCodes(record, programme)
    case MethodID.importMember: return try marked(record, \ImportMemberResponse.outcome)
    case MethodID.redeem: return try marked(record, \RedeemResponse.outcome)
    case MethodID.reverseEarn: return try marked(record, \ReverseEarnResponse.outcome)
    case MethodID.reverseRedemption: return try marked(record, \ReverseRedemptionResponse.outcome)
    case MethodID.lock: return try marked(record, \LockResponse.outcome)
    case MethodID.unlock: return try marked(record, \UnlockResponse.outcome)
    case MethodID.postSale: return try marked(record, \PostSaleResponse.outcome)
    case MethodID.returnLines: return try returned(record, programme)
    case MethodID.rewardEvent, MethodID.ingestEvent:
      return try marked(record, \RewardEventResponse.outcome)
    case MethodID.dropQuarantined: return try marked(record, \DropQuarantinedResponse.outcome)
    case MethodID.claimSale: return try marked(record, \EarnResponse.outcome)
    case MethodID.redeemVoucher: return try issuedVoucher(record, programme)
    case MethodID.useVoucher: return try marked(record, \UseVoucherResponse.outcome)
    case MethodID.activatePoints: return try marked(record, \ChangeLotsResponse.outcome)
    case MethodID.extendExpiry: return try marked(record, \ChangeLotsResponse.outcome)
    case MethodID.expirePoints: return try marked(record, \ExpirePointsResponse.outcome)
    case MethodID.updateStage: return try marked(record, \UpdateStageResponse.outcome)
    case MethodID.updateTier: return try marked(record, \UpdateTierResponse.outcome)
    case MethodID.changeMember: return try marked(record, \ChangeMemberResponse.outcome)
    case MethodID.commitLoad: return try marked(record, \CommitLoadResponse.replayed)
    case MethodID.deleteMember: return try marked(record, \DeleteMemberResponse.outcome)
    case MethodID.setPin: return try marked(record, \SetPinResponse.outcome)
    case MethodID.resetPin: return try marked(record, \ResetPinResponse.outcome)
    case MethodID.setRedemptionThreshold:
      return try marked(record, \SetRedemptionThresholdResponse.outcome)
    case MethodID.exchange: return try marked(record, \ExchangeResponse.outcome)
    case MethodID.reverseExchange:
      return try marked(record, \ReverseExchangeResponse.outcome)
    case MethodID.resolveLateDelivery:
      return try marked(record, \ResolveLateDeliveryResponse.outcome)
    case MethodID.putToken: return try marked(record, \PutTokenResponse.replayed)
    case MethodID.putPartnership: return try marked(record, \PutPartnershipResponse.replayed)
    case MethodID.putProgramme: return try marked(record, \PutProgrammeResponse.replayed)
    case MethodID.createToken: return try marked(record, \CreateTokenResponse.replayed)
    case MethodID.putPromotions: return try marked(record, \PutPromotionsResponse.replayed)
    case MethodID.putWebhook, MethodID.deleteWebhook, MethodID.replayWebhook:
      return try marked(record, \PutWebhookResponse.replayed)
    case MethodID.rollBackPromotion:
      return try marked(record, \PutPromotionsResponse.replayed)
    default: preconditionFailure("method \(method) does not mutate")
    }
  }

  /// The answer to a return: what remains of the sale is in its record's awards, where the answer
  /// that was kept does not tell.
  private static func returned(
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme
  ) throws(DecodingError) -> [UInt8] {
    var answer = try ReturnLinesResponse(bytes: answerBytes(record))
    answer.outcome?.replayed = true
    if record.kind == UInt8(RecordKind.pointsPosted.rawValue), answer.applied.isEmpty {
      let posted = try PointsPostedRecord(bytes: record.bytes)
      if posted.explain == UInt32(Explanation.applied.rawValue) {
        answer.applied = try EarnAnswer.applied(posted, programme: programme)
      }
    }
    return answer.serialized()
  }

  static func marked<Answer: Message>(
    _ record: HistoryReader.Record,
    _ outcome: WritableKeyPath<Answer, Outcome?>
  ) throws(DecodingError) -> [UInt8] {
    var answer = try Answer(bytes: answerBytes(record))
    answer[keyPath: outcome]?.replayed = true
    return answer.serialized()
  }

  private static func marked<Answer: Message>(
    _ record: HistoryReader.Record,
    _ replayed: WritableKeyPath<Answer, Bool>
  ) throws(DecodingError) -> [UInt8] {
    var answer = try Answer(bytes: answerBytes(record))
    answer[keyPath: replayed] = true
    return answer.serialized()
  }

  private static func answerBytes(
    _ record: HistoryReader.Record
  ) throws(DecodingError) -> [UInt8] {
    switch RecordKind(rawValue: Int32(record.kind)) {
    case .memberEnrolled: try MemberEnrolledRecord(bytes: record.bytes).answer
    case .memberChanged: try MemberChangedRecord(bytes: record.bytes).answer
    case .memberErased: try MemberErasedRecord(bytes: record.bytes).answer
    case .requestRefused: try RequestRefusedRecord(bytes: record.bytes).answer
    case .memberImported: try MemberImportedRecord(bytes: record.bytes).answer
    case .programmeChanged: try ProgrammeChangedRecord(bytes: record.bytes).answer
    case .pointsPosted: try PointsPostedRecord(bytes: record.bytes).answer
    case .memberGuarded: try MemberGuardedRecord(bytes: record.bytes).answer
    case .saleParked: try SaleParkedRecord(bytes: record.bytes).answer
    case .eventHeld, .eventTaken: try EventHeldRecord(bytes: record.bytes).answer
    case .codesIssued: try CodesIssuedRecord(bytes: record.bytes).answer
    case .codeCancelled: try CodeCancelledRecord(bytes: record.bytes).answer
    case .webhookChanged: try WebhookChangedRecord(bytes: record.bytes).answer
    default: preconditionFailure("a record of kind \(record.kind) has no answer")
    }
  }
}

extension RequestContext {
  /// Field 1 of a record that a request made; empty where there is none.
  init(ofRecord body: [UInt8]) throws(DecodingError) {
    let context = body.withUnsafeBytes { bytes in
      Result { () throws(DecodingError) in try Self.first(of: bytes) }
    }
    self = try context.get()
  }

  private static func first(of bytes: UnsafeRawBufferPointer) throws(DecodingError) -> Self {
    var fields = FieldReader(bytes)
    var context = Self()
    guard try fields.nextTag() == 1 << 3 | 2 else { return context }
    var message = try fields.readMessage()
    try context.decode(from: &message)
    return context
  }
}
