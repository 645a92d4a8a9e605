internal import FealtyLoyalty
internal import FealtyWire

// What guards a member's redemptions: SetPin, ResetPin and SetRedemptionThreshold; and Redeem,
// which asks.

extension Shard {
  func setPin(_ call: RoutedCall) {
    guard let request = decode(call, SetPinRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    guard Self.isUsablePIN(request.pin) else { return refuse(command, .invalidField("pin")) }
    withFindings(about: request.oldPin, new: request.pin, call, command) {
      found,
      _,
      command,
      actor in
      actor.finish(command, found.verdict) { (member) throws(Refusal) in
        try member.setPIN(found, command)
      }
    }
  }

  func setRedemptionThreshold(_ call: RoutedCall) {
    guard let request = decode(call, SetRedemptionThresholdRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    withFindings(about: request.pin, call, command) { found, _, command, actor in
      actor.finish(command, found.verdict) { (member) throws(Refusal) in
        try member.setThreshold(request, found.verdict, command)
      }
    }
  }

  func redeem(_ call: RoutedCall) {
    guard let request = decode(call, RedeemRequest.self) else { return }
    guard let command = beginCommand(call) else { return }
    withFindings(about: request.pin, call, command) { found, _, command, actor in
      actor.finish(command, found.verdict) { (member) throws(Refusal) in
        try member.redeem(request, command, verdict: found.verdict)
      }
    }
  }

  /// Whether a PIN may be set: 4 to 12 digits that are not all the same and no run such as 1234 or
  /// 4321.
  static func isUsablePIN(_ pin: String) -> Bool {
    let digits = Array(pin.utf8)
    guard Limits.pinDigits ~= digits.count, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      return false
    }
    let steps = Set(zip(digits.dropFirst(), digits).map { Int($0) - Int($1) })
    return steps.count > 1 || !(-1...1 ~= steps.first ?? 0)
  }
}

extension MemberActor {
  /// Who did it and what the member showed stand in the record.
  func resetPIN(_ request: ResetPinRequest, _ command: CommandContext) throws(Refusal) {
    guard !command.head.operatorID.isEmpty else { throw .invalidField("envelope.operator_id") }
    guard !request.reason.isEmpty else { throw .invalidField("reason") }
    try requireText(request.reason, "reason")
    guarded(try member.decideResetPIN(), command, reason: request.reason) {
      ResetPinResponse(outcome: $0)
    }
  }

  fileprivate func setPIN(
    _ found: PINFindings,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireUsableCard(command)
    let next = try member.decideSetPIN(
      hash: found.hash,
      verdict: found.verdict,
      now: command.now,
      tries: command.programme.rules.pinTries
    )
    guarded(next, command) { SetPinResponse(outcome: $0) }
  }

  fileprivate func setThreshold(
    _ request: SetRedemptionThresholdRequest,
    _ verdict: PINVerdict,
    _ command: CommandContext
  ) throws(Refusal) {
    try requireUsableCard(command)
    let rules = command.programme.rules
    let token = try command.programme.token(request.tokenID)
    let old = member.threshold(of: token, programme: rules.pinThreshold)
    let next = try member.decideSetThreshold(
      request.threshold.map { FealtyLoyalty.PinThreshold($0) },
      token: token,
      programme: rules.pinThreshold,
      verdict: verdict,
      now: command.now,
      tries: rules.pinTries
    )
    guarded(next, command) { outcome in
      let now = member.threshold(of: token, programme: rules.pinThreshold)
      return SetRedemptionThresholdResponse(
        outcome: outcome,
        old: old.map { FealtyWire.PinThreshold($0) },
        now: now.map { FealtyWire.PinThreshold($0) }
      )
    }
  }

  /// Applies and records what guards the member from now on, with the answer, and sends that.
  private func guarded<Answer: Message>(
    _ next: MemberGuard,
    _ command: CommandContext,
    reason: String = "",
    answer: (Outcome) -> Answer
  ) {
    var bytes: [UInt8] = []
    if command.isDryRun {
      member.apply(.guarded(next), version: member.nextVersion, at: command.now)
      bytes = answer(outcome(command)).serialized()
    } else {
      let index = record(.guarded(next), kind: .memberGuarded, now: command.now) { out in
        bytes = answer(outcome(command)).serialized()
        command.write(to: &out)
        out.writeGuard(2, next)
        out.writeNonEmpty(3, reason)
        out.writeBytes(15, bytes)
      }
      command.settle(index: index)
    }
    command.shard.respond(command.call, gated: isAhead) { $0.append(bytes) }
  }
}
