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
    guard let reservation = command.reservation else {
      return fail(command.call, gated: true, status)
    }
    // Nothing was changed.
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
      out.writeMessage(2, status)
    }
    command.settle(index: index)
    fail(command.call, gated: true, status)
  }
}
