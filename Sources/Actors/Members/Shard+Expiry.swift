internal import FealtyLoyalty
internal import FealtyWire

// What will expire, from memory, and what has expired: from memory as far as it is not recorded
// yet, from the log as far as it is.

extension Shard {
  func expirySchedule(_ call: RoutedCall) {
    guard let request = decode(call, GetExpiryScheduleRequest.self) else { return }
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    guard request.limit <= UInt32(Limits.pageTransactions) else {
      return fail(call.call, Status(.invalidField("limit")))
    }
    var start: UInt64?
    if !request.cursor.isEmpty {
      start = HistoryPage<FealtyWire.ExpiryEntry>.position(request.cursor)
      guard start != nil else { return fail(call.call, Status(.invalidField("cursor"))) }
    }
    // One instant for both: what the first page takes from memory, no later page finds in the log,
    // for it is recorded after the record that the reading begins with.
    let first =
      start == nil
      ? actor.assumeIsolated { $0.expirySchedule(request, command) } : GetExpiryScheduleResponse()
    let window = ExpiryWindow(request)
    let limit = request.limit == 0 ? Limits.pageTransactions : Int(request.limit)
    let programme = command.programme
    let reply = call.call
    readPage(actor, start: start) { history, position throws(HistoryFault) in
      try history.page(
        of: actor.number,
        from: position,
        limit: limit,
        since: window.fromMilliseconds
      ) { record, entries in
        guard let posting = record.posting else { return }
        entries += window.expired(posting, programme)
      }
    } then: { shard, read in
      guard let page = shard.page(read, reply) else { return }
      var answer = first
      answer.expired += page.items
      answer.nextCursor = page.cursor
      shard.respond(reply, gated: false, message: answer)
    }
  }
}

extension MemberActor {
  /// What is still to expire, and what has expired and is not recorded as such yet.
  fileprivate func expirySchedule(
    _ request: GetExpiryScheduleRequest,
    _ command: CommandContext
  ) -> GetExpiryScheduleResponse {
    let window = ExpiryWindow(request)
    let schedule = shown(command).expirySchedule(now: command.now)
    return GetExpiryScheduleResponse(
      upcoming: schedule.upcoming.filter { window.contains($0.at) }.map { entry in
        FealtyWire.ExpiryEntry(
          atMs: entry.at.milliseconds,
          tokenID: command.programme.tokenID(entry.token),
          points: entry.points.rawValue,
          locked: entry.locked.rawValue
        )
      },
      expired: member.decideDue(now: command.now, terms: command.programme.dueTerms).reversed()
        .flatMap {
          window.expired($0, command.programme)
        },
      neverExpires: schedule.neverExpiring.map { entry in
        TokenPoints(
          tokenID: command.programme.tokenID(entry.token),
          points: entry.points.rawValue
        )
      }
    )
  }
}

/// The instants of expiry that are asked for.
private struct ExpiryWindow: Sendable {
  /// Inclusive.
  let fromMilliseconds: Int64
  /// Exclusive.
  let toMilliseconds: Int64

  init(_ request: GetExpiryScheduleRequest) {
    fromMilliseconds = request.fromMs
    toMilliseconds = request.toMs == 0 ? .max : request.toMs
  }

  func contains(_ instant: Timestamp) -> Bool {
    instant.milliseconds >= fromMilliseconds && instant.milliseconds < toMilliseconds
  }

  /// What expired with a posting, an entry for each token: also what did so when a hold ended, or
  /// when it came back from a redemption too late.
  func expired(
    _ posting: Posting,
    _ programme: PublishedProgramme
  ) -> [FealtyWire.ExpiryEntry] {
    guard contains(posting.effectiveAt) else { return [] }
    var entries: [FealtyWire.ExpiryEntry] = []
    for draw in posting.draws where draw.destination == .expired {
      let token = programme.tokenID(draw.lot.token)
      if let index = entries.firstIndex(where: { $0.tokenID == token }) {
        entries[index].points += draw.points.rawValue
      } else {
        entries.append(
          FealtyWire.ExpiryEntry(
            atMs: posting.effectiveAt.milliseconds,
            tokenID: token,
            points: draw.points.rawValue
          )
        )
      }
    }
    return entries
  }
}
