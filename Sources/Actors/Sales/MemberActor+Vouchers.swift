internal import FealtyLoyalty
internal import FealtyWire

// Points vouchers of one member.

extension MemberActor {
  /// The member's voucher with a code, whatever has become of it.
  ///
  /// - Throws: ``Refusal/voucherOtherMember``, ``Refusal/voucherNotFound``.
  func voucher(_ text: String, _ command: CommandContext) throws(Refusal) -> Voucher {
    guard let code = VoucherCode(text), let codes = VoucherCodes(command.programme) else {
      throw .voucherNotFound
    }
    let trace = codes.trace(of: code)
    if let voucher = member.voucher(tag: trace.tag, check: trace.check) { return voucher }
    let owner = command.shard.owner(of: text, command.programme)
    throw owner == nil || owner == number ? .voucherNotFound : .voucherOtherMember
  }

  /// Decides that a voucher of the member pays, for itself or as part of a sale.
  func decideVoucherUse(
    _ text: String,
    _ command: CommandContext
  ) throws(Refusal) -> Decided<UseVoucherResponse> {
    try requireUsableCard(command)
    let voucher = try voucher(text, command)
    let posting = try member.decideVoucherUse(voucher.id, now: command.now)
    let type = command.programme.names.name(of: voucher.type, .voucherType)
    let memberID = member.id
    return Decided(posting: posting) { outcome in
      UseVoucherResponse(
        outcome: outcome,
        voucherTypeID: type,
        valueMinor: voucher.valueMinor,
        memberID: memberID
      )
    }
  }

  /// Changes points into a voucher.
  ///
  /// The code is answered and not recorded; see ``VoucherCodes``.
  func issueVoucher(
    _ order: VoucherOrder,
    _ code: VoucherCode?,
    _ verdict: PINVerdict,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireUsableCard(command)
    let programme = command.programme
    var posting = try member.decideVoucher(
      order,
      now: command.now,
      rules: programme.policies.rules(of: order.token, programme.rules),
      pin: pinCheck(verdict, token: order.token, command)
    )
    noteActivity(in: &posting, command)
    try requireRoom(for: posting, command)
    apply(posting, command: command)
    let outcome = outcome(command)
    var answer = RedeemVoucherResponse(
      outcome: outcome,
      redemptionID: outcome.transactionID,
      valueMinor: order.valueMinor,
      validFromMs: command.now.milliseconds,
      validToMs: order.validTo.storedExpiry
    )
    if !command.isDryRun {
      let recorded = answer.serialized()
      let index = append(posting, context: command, now: command.now) { out in
        writeStoredBalances(17, now: command.now, to: &out)
        out.writeNonZero(18, programme.version)
        out.writeBytes(23, recorded)
      }
      command.settle(index: index)
    }
    answer.code = code?.text ?? ""
    command.shard.respond(command.call, gated: isAhead, message: answer)
  }
}

extension RememberedAnswer {
  /// The answer of a record that issued a voucher, with the code that is made anew.
  static func issuedVoucher(
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme
  ) throws(DecodingError) -> [UInt8] {
    let context = try RequestContext(ofRecord: record.bytes)
    var answer = try RedeemVoucherResponse(bytes: PointsPostedRecord(bytes: record.bytes).answer)
    answer.outcome?.replayed = true
    answer.code = voucherCode(record, context, programme)
    return answer.serialized()
  }

  /// The answer of a record that claimed a code, with the voucher's own code made anew.
  static func claimedCode(
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme
  ) throws(DecodingError) -> [UInt8] {
    let context = try RequestContext(ofRecord: record.bytes)
    var answer = try ClaimCodeResponse(bytes: PointsPostedRecord(bytes: record.bytes).answer)
    answer.outcome?.replayed = true
    answer.voucher?.code = voucherCode(record, context, programme)
    return answer.serialized()
  }

  /// The answer of a record of a benefit, with the code of its voucher made anew.
  static func usedBenefit(
    _ record: HistoryReader.Record,
    _ programme: PublishedProgramme
  ) throws(DecodingError) -> [UInt8] {
    let context = try RequestContext(ofRecord: record.bytes)
    var answer = try CheckBenefitResponse(bytes: PointsPostedRecord(bytes: record.bytes).answer)
    answer.outcome?.replayed = true
    answer.voucher?.code = voucherCode(record, context, programme)
    return answer.serialized()
  }

  /// The code of the voucher that a record issued; empty where it issued none.
  private static func voucherCode(
    _ record: HistoryReader.Record,
    _ context: RequestContext,
    _ programme: PublishedProgramme
  ) -> String {
    let request = context.requestID.withUnsafeBytes { RequestID($0) }
    guard let request, let voucher = record.posting?.details.voucher else { return "" }
    let codes = VoucherCodes(programme)
    return codes?.code(for: request, of: record.entity, voucher: voucher)?.text ?? ""
  }
}
