internal import FealtyLoyalty
internal import FealtyWire

extension MemberActor {
  /// Puts the member into a segment, or takes it out.
  func changeSegment(
    _ request: ChangeMemberRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    let wish = SegmentChange(
      segment: request.segmentID,
      isMember: !request.remove,
      from: try Self.beginning(request, command),
      to: request.validToMs == 0 ? .never : Timestamp(milliseconds: request.validToMs)
    )
    // With the request's time as its beginning.
    guard wish.from < wish.to else { throw .invalidField("valid_to_ms") }
    let change = try member.decideSegment(
      wish,
      swaps: command.programme.segmentSwaps,
      now: command.now
    )
    guard let change else {
      return command.shard.answerUnchanged(command, answer(command, changed: false).serialized())
    }
    make(change, command) {
      answer(command, changed: true).serialized()
    }
  }

  /// From when on it is to be so: a plan may lie ahead, and past sales are not changed further back
  /// than sales are taken.
  private static func beginning(
    _ request: ChangeMemberRequest,
    _ command: CommandContext
  ) throws(Refusal) -> Timestamp {
    guard request.validFromMs != 0 else { return min(command.occurredAt, command.now) }
    let from = Timestamp(milliseconds: request.validFromMs)
    if from < command.now {
      try command.programme.rules.require(occurredAt: from, now: command.now)
    }
    return from
  }

  private func answer(_ command: CommandContext, changed: Bool) -> ChangeMemberResponse {
    ChangeMemberResponse(
      outcome: outcome(command),
      changed: changed,
      version: UInt64(member.version)
    )
  }

  /// When the member is in which segments.
  func segments(
    _ request: ListMemberSegmentsRequest,
    _ command: CommandContext
  ) -> ListMemberSegmentsResponse {
    let instant = Timestamp(milliseconds: request.atMs)
    let all = member.segmentSpansInForce(command.programme.segmentSwaps)
    let spans = all.filter { span in
      request.atMs == 0 || span.from <= instant && instant < span.to
    }
    return ListMemberSegmentsResponse(
      spans: spans.map {
        MemberSegment(
          segmentID: $0.text,
          fromMs: $0.from == .first ? 0 : $0.from.milliseconds,
          toMs: $0.to.storedExpiry
        )
      }
    )
  }
}
