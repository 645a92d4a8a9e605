internal import FealtyLoyalty
internal import FealtyWire

// Segments by list. Each row becomes the call that it would be alone, under a request id that
// follows from the call's and its place: a retry finds what was decided of each row, whether the
// first try came to its end or not. Where nothing is to be changed unless everything can be, all
// rows are decided without being recorded first.

extension Shard {
  func changeMembers(_ call: RoutedCall) {
    guard let request = decode(call, ChangeMembersRequest.self), let read = beginRead(call)
    else { return }
    if let path = Self.faultyField(request, read) {
      return fail(call.call, Status(.invalidField(path)))
    }
    let id = read.head.requestID
    guard read.isDryRun || id != nil else {
      return fail(call.call, Status(.invalidField("envelope.request_id")))
    }
    let work = SegmentRows(call: call.call, request: request, id: id)
    guard request.atomic, !read.isDryRun else {
      return send(work, isTrial: false) { shard, rows in
        shard.answer(rows, applied: !work.isDryRun)
      }
    }
    send(work, isTrial: true) { shard, trial in
      guard trial.answers.contains(where: { $0.status != nil }) else {
        // Behind the turn that the last answer came in.
        return shard.send(to: shard.index) { shard in
          shard.send(work, isTrial: false) { $0.answer($1, applied: true) }
        }
      }
      shard.answer(trial.linkingFailed, applied: false)
    }
  }

  private static func faultyField(
    _ request: ChangeMembersRequest,
    _ read: CommandContext
  ) -> String? {
    let count = request.add.count + request.remove.count
    guard (1...Limits.segmentRows).contains(count) else { return "add" }
    var seen: Set<[UInt8]> = []
    for (path, references) in [("add", request.add), ("remove", request.remove)] {
      for (place, reference) in references.enumerated() {
        guard seen.insert(reference.serialized()).inserted else { return "\(path)[\(place)]" }
      }
    }
    return ChangeMemberRequest(request).faultyField
  }

  /// Sends each row where it goes; `isTrial`: to be decided alone.
  private func send(
    _ work: SegmentRows,
    isTrial: Bool,
    _ done: @escaping (Shard, ItemDesk.Items) -> Void
  ) {
    let request = work.request
    let references = request.add + request.remove
    let number = itemDesk.add(work.call, items: references.count, done: done)
    var row = ChangeMemberRequest(request)
    for (place, reference) in references.enumerated() {
      var call = work.call
      call.method = MethodID.changeMember
      call.connection = Call.batchConnection
      call.generation = number
      call.stream = UInt32(place)
      row.envelope = (request.envelope ?? Envelope()).ofItem(work.id?.item(place))
      row.envelope?.dryRun = work.isDryRun || isTrial
      row.member = reference
      row.remove = place >= request.add.count
      // The call was judged; who asks goes with it.
      row.serialized().withUnsafeBytes { goOn(call, payload: $0) }
    }
  }

  private func answer(_ rows: ItemDesk.Items, applied: Bool) {
    var response = ChangeMembersResponse(rows: rows.answers.map(SegmentRow.init))
    response.changed = UInt32(response.rows.count { $0.result == .rowChanged })
    response.unchanged = UInt32(response.rows.count { $0.result == .rowUnchanged })
    response.refused = UInt32(response.rows.count { $0.result == .rowRefused })
    response.applied = applied
    respond(rows.call, gated: rows.isGated, message: response)
  }

  // MARK: - One member

  func changeMember(_ call: RoutedCall) {
    guard let request = decode(call, ChangeMemberRequest.self) else { return }
    if let path = request.faultyField { return fail(call.call, Status(.invalidField(path))) }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    actor.finish(command) { (member) throws(Refusal) in
      try member.changeSegment(request, command)
    }
  }
}

/// A call of many rows that is under way.
private struct SegmentRows: Sendable {
  let call: Call
  let request: ChangeMembersRequest
  let id: RequestID?

  var isDryRun: Bool { request.envelope?.dryRun ?? false }
}

extension ChangeMemberRequest {
  /// A row of a request, without its member.
  fileprivate init(_ request: ChangeMembersRequest) {
    self.init(
      segmentID: request.segmentID,
      validFromMs: request.validFromMs,
      validToMs: request.validToMs,
      reason: request.reason
    )
  }

  fileprivate var faultyField: String? {
    guard (1...Limits.identifierBytes).contains(segmentID.utf8.count) else { return "segment_id" }
    // Beyond all instants lie the marks of loads.
    guard validFromMs >= 0, !Timestamp(milliseconds: validFromMs).isMark else {
      return "valid_from_ms"
    }
    guard validToMs == 0 || validToMs > validFromMs, !Timestamp(milliseconds: validToMs).isMark
    else { return "valid_to_ms" }
    return reason.utf8.count <= Limits.textBytes ? nil : "reason"
  }
}

extension ItemDesk.Items {
  /// The same where nothing was done for the sake of some.
  fileprivate var linkingFailed: ItemDesk.Items {
    var all = self
    for place in answers.indices where answers[place].status == nil {
      all.answers[place] = ItemDesk.Answer(status: Status(.linkedFailed))
    }
    return all
  }
}

extension SegmentRow {
  fileprivate init(_ row: ItemDesk.Answer) {
    if let status = row.status {
      self.init(result: .rowRefused, status: status, replayed: status.replayed)
      return
    }
    do throws(DecodingError) {
      let answer = try ChangeMemberResponse(bytes: row.payload)
      self.init(
        result: answer.changed ? .rowChanged : .rowUnchanged,
        version: answer.version,
        replayed: answer.outcome?.replayed ?? false
      )
    } catch {
      preconditionFailure("an answer that this server wrote cannot be read: \(error)")
    }
  }
}
