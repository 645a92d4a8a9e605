internal import FealtyLoyalty
internal import FealtyWire

// Benefits of one member: what it may have, and what it has had.

extension Dispatcher {
  func listBenefits(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.listBenefits(call)
  }

  func checkBenefit(_ call: RoutedCall, _ payload: UnsafeRawBufferPointer) {
    shard.checkBenefit(call)
  }
}

extension Shard {
  func listBenefits(_ call: RoutedCall) {
    guard let request = decode(call, ListBenefitsRequest.self) else { return }
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    let answer = actor.assumeIsolated { $0.benefits(request, command) }
    let isAhead = actor.assumeIsolated { $0.isAhead }
    respond(call.call, gated: isAhead, message: answer)
  }

  func checkBenefit(_ call: RoutedCall) {
    guard let request = decode(call, CheckBenefitRequest.self) else { return }
    if let path = Self.faultyField(request) {
      return fail(call.call, Status(.invalidField(path)))
    }
    var call = call
    // What only asks is what a dry run is: it takes no request id.
    if request.mode == .benefitCheck { call.head.isDryRun = true }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    let programme = command.programme
    guard let benefit = programme.benefit(request.benefitID) else {
      return refuse(command, .benefitNotFound)
    }
    guard request.mode == .benefitVoucher else {
      return actor.finish(command) { (member) throws(Refusal) in
        try member.have(benefit, nil, request, command)
      }
    }
    let type = programme.compiled.definition.voucherTypes.first { $0.id == benefit.voucherType }
    guard let type, type.isActive, let codes = VoucherCodes(programme) else {
      return refuse(command, .benefitClosed, member: actor.number)
    }
    if let shortage = stockShortage(of: type, programme) {
      return waitForBudgets(command, entity: call.entity, [shortage])
    }
    let (order, code) = orderVoucher(type, for: .zero, codes, of: actor.number, command)
    let refusal = actor.runOnItsShard(command) { (member) throws(Refusal) in
      try member.have(benefit, (order, code), request, command)
    }
    if code != nil { settleVoucher(order, of: actor.number, isIssued: refusal == nil) }
    if let refusal { refuse(command, refusal, member: actor.number) }
  }

  private static func faultyField(_ request: CheckBenefitRequest) -> String? {
    guard (0...2).contains(request.mode.rawValue) else { return "mode" }
    let isVoucher = request.mode == .benefitVoucher
    let most = isVoucher ? 1 : BenefitDefinition.quantities.upperBound
    guard (0...most).contains(request.quantity) else { return "quantity" }
    guard request.receiptNumber.utf8.count <= Limits.identifierBytes else {
      return "receipt_number"
    }
    return nil
  }
}

extension MemberActor {
  fileprivate func benefits(
    _ request: ListBenefitsRequest,
    _ command: CommandContext
  ) -> ListBenefitsResponse {
    let programme = command.programme
    let instant = min(command.occurredAt, command.now)
    let member = shown(command)
    let states = programme.compiled.definition.benefits.filter(\.isActive).map {
      BenefitState($0, of: member, at: instant, programme)
    }
    return ListBenefitsResponse(
      benefits: request.eligibleOnly ? states.filter(\.eligible) : states
    )
  }

  /// Posts that the member has a benefit, or a voucher of it, and answers; what only asks changes
  /// nothing, and is refused nothing that the benefit's state tells.
  fileprivate func have(
    _ benefit: BenefitDefinition,
    _ voucher: (order: VoucherOrder, code: VoucherCode?)?,
    _ request: CheckBenefitRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    let programme = command.programme
    let instant = min(command.occurredAt, command.now)
    guard request.mode != .benefitCheck else {
      let answer = CheckBenefitResponse(
        outcome: outcome(command),
        state: BenefitState(benefit, of: member, at: instant, programme)
      )
      return command.shard.respond(command.call, gated: isAhead, message: answer)
    }
    try requireUsableCard(command)
    let quantity = max(1, request.quantity)
    let posting = try member.decideBenefit(
      benefit,
      quantity,
      order: voucher?.order,
      token: programme.defaultToken,
      now: command.now,
      occurredAt: instant,
      lowest: programme.tiers.first ?? "",
      rules: programme.rules,
      calendar: programme.dueTerms.calendar
    )
    try post(
      posting,
      command: command,
      receiptNumber: request.receiptNumber,
      facts: { out in out.writeMessage(80, Tag(name: "benefit", value: benefit.id)) },
      told: voucher.map { voucher in
        { (answer: inout CheckBenefitResponse) in
          answer.voucher?.code = voucher.code?.text ?? ""
        }
      },
      answer: { outcome in
        CheckBenefitResponse(
          outcome: outcome,
          state: BenefitState(benefit, of: member, at: instant, programme),
          quantity: quantity,
          voucher: voucher.map { voucher in
            BenefitVoucher(
              voucherTypeID: benefit.voucherType,
              valueMinor: voucher.order.valueMinor,
              validToMs: voucher.order.validTo.storedExpiry
            )
          }
        )
      }
    )
  }
}

extension PublishedProgramme {
  /// The benefit with this id.
  func benefit(_ id: String) -> BenefitDefinition? {
    compiled.definition.benefits.first { $0.id == id }
  }
}
