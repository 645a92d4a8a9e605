internal import FealtyLoyalty
internal import FealtyWire

extension Shard {
  /// Answers a call with the message that `body` writes.
  @inline(__always)
  func respond(_ call: Call, gated: Bool, _ body: (inout OutputBuffer) -> Void) {
    write(call, gated: gated, last: true) { out in
      let start = out.beginFrame(.response, stream: call.stream)
      body(&out)
      out.endFrame(start)
    }
  }

  func respond<M: Message>(_ call: Call, gated: Bool, message: M) {
    respond(call, gated: gated) { message.encode(into: &$0) }
  }

  /// Answers a call with the reason why it was not done.
  func fail(_ call: Call, gated: Bool = false, _ status: Status) {
    write(call, gated: gated, last: true) { out in
      let start = out.beginFrame(
        .response,
        stream: call.stream,
        aux: UInt32(bitPattern: status.code.rawValue)
      )
      status.encode(into: &out)
      out.endFrame(start)
    }
  }

  /// Records why a command was refused, so that a retry hears the same, and answers.
  func refuse(_ command: CommandContext, _ refusal: Refusal, member: UInt64 = 0) {
    refuse(command, Status(refusal, member: member))
  }

  func refuse(_ command: CommandContext, _ status: Status) {
    // A dry run is refused for what may be ahead of the log.
    note(command) { $0.writeMessage(2, status) }
    fail(command.call, gated: true, status)
  }

  /// Records the answer to a command that had nothing to change, so that a retry hears the same
  /// whatever has changed since, and answers.
  func answerUnchanged(_ command: CommandContext, _ answer: [UInt8]) {
    note(command) { $0.writeBytes(230, answer) }
    respond(command.call, gated: true) { $0.append(answer) }
  }

  /// Records what a command came to that has changed nothing; of a dry run nothing.
  private func note(_ command: CommandContext, _ outcome: (inout OutputBuffer) -> Void) {
    guard let reservation = command.reservation else { return }
    var command = command
    command.call.audit = 0
    let index = turn.append(
      kind: .requestRefused,
      entityType: .request,
      entity: reservation.id.tag,
      version: 1,
      previous: 0,
      atMilliseconds: command.now.milliseconds
    ) { out in
      command.write(to: &out)
      outcome(&out)
    }
    command.settle(index: index)
  }
}
