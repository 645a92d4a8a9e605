internal import FealtyLoyalty
internal import FealtyWire

// RedeemVoucher and UseVoucher. A voucher stands with the member who changed points into it; the
// index of vouchers says for each code which member that is.

extension Shard {
  func redeemVoucher(_ call: RoutedCall) {
    guard let request = decode(call, RedeemVoucherRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    withFindings(about: request.pin, call, command) { found, routed, command, actor in
      command.shard.redeemVoucher(request, found.verdict, routed, command, actor)
    }
  }

  private func redeemVoucher(
    _ request: RedeemVoucherRequest,
    _ verdict: PINVerdict,
    _ call: RoutedCall,
    _ command: CommandContext,
    _ actor: MemberActor
  ) {
    let programme = command.programme
    let types = programme.compiled.definition.voucherTypes
    guard let type = types.first(where: { $0.id == request.voucherTypeID && $0.isActive }),
      let codes = VoucherCodes(programme)
    else { return refuse(command, .invalidField("voucher_type_id")) }
    if let shortage = stockShortage(of: type, programme) {
      return waitForBudgets(command, entity: call.entity, [shortage])
    }
    let (order, code) = orderVoucher(type, for: type.points, codes, of: actor.number, command)
    let refusal = actor.assumeIsolated { actor in
      let refusal = actor.run(command) { (member) throws(Refusal) in
        try member.issueVoucher(order, code, verdict, command)
      }
      actor.note(verdict, command)
      return refusal
    }
    if code != nil { settleVoucher(order, of: actor.number, isIssued: refusal == nil) }
    if let refusal { refuse(command, refusal, member: actor.number) }
  }

  /// What this shard lacks of a voucher type's stock for one more.
  func stockShortage(
    of type: VoucherTypeDefinition,
    _ programme: PublishedProgramme
  ) -> Shortage? {
    guard type.stock > 0 else { return nil }
    let key = SharedLimits.stockKey(type: type.number)
    return budgets.shortage(of: key, 1, programme: programme.index)
  }

  /// A voucher that a member is to have, with its code, which is reserved until
  /// ``settleVoucher(_:of:isIssued:)``; a dry run has no code.
  func orderVoucher(
    _ type: VoucherTypeDefinition,
    for points: Points,
    _ codes: VoucherCodes,
    of member: UInt64,
    _ command: CommandContext
  ) -> (order: VoucherOrder, code: VoucherCode?) {
    let programme = command.programme
    let key = SharedLimits.stockKey(type: type.number)
    let code = reserveCode(codes, for: member, command)
    let trace = code.map { codes.trace(of: $0) }
    let order = VoucherOrder(
      type: type.number,
      token: programme.defaultToken,
      points: points,
      valueMinor: type.valueMinor,
      tag: trace?.tag ?? 0,
      check: trace?.check ?? 0,
      validTo: type.validity.map { programme.dueTerms.calendar.add($0, to: command.now) } ?? .never,
      stockLeft: type.stock > 0 ? budgets.stripe(programme.index).pointee.spendable(key) : nil
    )
    return (order, code)
  }

  /// Says whether a voucher with a reserved code was issued.
  func settleVoucher(_ order: VoucherOrder, of member: UInt64, isIssued: Bool) {
    if isIssued {
      services.vouchers.settle(order.tag, position: member)
    } else {
      services.vouchers.release(order.tag)
    }
  }

  /// A code that no other voucher has; nil for a dry run, which is told none.
  private func reserveCode(
    _ codes: VoucherCodes,
    for member: UInt64,
    _ command: CommandContext
  ) -> VoucherCode? {
    guard let request = command.reservation?.id else { return nil }
    for attempt in 0..<VoucherCodes.attempts {
      let code = codes.code(for: request, of: member, attempt: attempt)
      if services.vouchers.reserve(codes.trace(of: code).tag) == .new { return code }
    }
    preconditionFailure("\(VoucherCodes.attempts) hashes of 64 bits are taken")
  }

  func useVoucher(_ call: RoutedCall) {
    guard let request = decode(call, UseVoucherRequest.self) else { return }
    if call.entity == 0 {
      guard let read = beginRead(call) else { return }
      let owner = owner(of: request.code, read.programme)
      if let owner {
        return outbox(StableHash.shard(owner, count: count))
          .add(call.call, entity: owner, payload: call.head.payload)
      }
      guard let command = beginCommand(read, entity: 0) else { return }
      return refuse(command, .voucherNotFound)
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = members.find(call.entity), actor.programmeIndex == command.programme.index
    else { return refuse(command, .voucherNotFound) }
    actor.finish(command) { (member) throws(Refusal) in
      try member.requireText(request.receiptNumber, "receipt_number")
      let decided = try member.decideVoucherUse(request.code, command)
      try member.post(decided, command: command, receiptNumber: request.receiptNumber)
    }
  }

  /// The number of the member whose voucher has a code; nil where no voucher has it.
  func owner(of text: String, _ programme: PublishedProgramme) -> UInt64? {
    guard let code = VoucherCode(text), let codes = VoucherCodes(programme) else { return nil }
    return services.vouchers.position(codes.trace(of: code).tag)
  }

  /// Fills the index of vouchers with those of this shard's members.
  ///
  /// Once, when snapshot and log have been taken and nobody is served yet.
  func indexVouchers() {
    members.forEach { actor in
      actor.inPlace { member in
        guard Member.hasExtras(of: &member.pointee) else { return }
        for voucher in member.pointee.vouchers {
          services.vouchers.settle(voucher.tag, position: actor.number)
        }
      }
    }
  }
}
