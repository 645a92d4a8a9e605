internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// What is told of webhooks: how each is doing, and what was given up.

extension Shard {
  func listWebhooks(_ call: RoutedCall) {
    guard decode(call, ListWebhooksRequest.self) != nil, let command = beginRead(call) else {
      return
    }
    let now = stamp().milliseconds
    let found = webhooks.all(of: command.programme.id).map { state in
      let health = services.webhooks.health(state.number)
      return WebhookStatus(state, health, now: now, durable: services.webhooks.durableBatch)
    }
    respond(call.call, gated: true, message: ListWebhooksResponse(webhooks: found))
  }

  func listDeadLetters(_ call: RoutedCall) {
    guard let request = decode(call, ListDeadLettersRequest.self), let command = beginRead(call)
    else { return }
    let number = WebhookState.number(command.programme.id, request.webhookID)
    guard let state = webhooks[number], state.programID == command.programme.id, !state.isDeleted
    else { return fail(call.call, Self.noWebhook) }
    var start = state.lastLetters
    if !request.cursor.isEmpty {
      guard let position = HistoryPage<DeadLetter>.position(request.cursor), position <= start
      else { return fail(call.call, Status(.invalidField("cursor"))) }
      start = position
    }
    let (reply, services, me, first) = (call.call, services, self, start)
    services.pool.run {
      let page = Result { () throws(LostRecord) in
        try services.history.letters(of: number, from: first)
      }
      me.post { shard in
        switch page {
        case .success(let page): shard.respond(reply, gated: false, message: page)
        case .failure(let lost):
          shard.fail(reply, lost.status("the letters cannot be listed", field: "cursor"))
        }
      }
    }
  }
}

extension HistoryReader {
  /// Letters after which a page ends.
  private static let lettersPerPage = 100

  /// A page of dead letters, whose records are a chain.
  fileprivate func letters(
    of number: UInt64,
    from position: UInt64
  ) throws(LostRecord) -> ListDeadLettersResponse {
    var page = ListDeadLettersResponse()
    var next = position
    while next != 0, page.letters.count < Self.lettersPerPage {
      let record: Record
      do throws(LostRecord) {
        record = try self.record(at: next)
      } catch .removed {
        next = 0
        break
      }
      guard record.entity == number, record.kind == UInt8(RecordKind.webhookAdvanced.rawValue)
      else { throw .absent(LogPosition(packed: next)) }
      let body = record.decoded { bytes throws(DecodingError) in
        try WebhookAdvancedRecord(decoding: bytes)
      }
      precondition(body.lettersBefore < next, "letters at \(next) come after \(body.lettersBefore)")
      page.letters += body.letters.reversed().map(DeadLetter.init)
      next = body.lettersBefore
    }
    page.nextCursor = next == 0 ? "" : String(next, radix: 36)
    return page
  }

  /// Where the records of a stretch of time lie, about: times of different members may stand a
  /// little out of order, so more is taken than asked for, never less.
  ///
  /// - Complexity: as many reads as the number of batches has bits.
  func stretch(from: Int64, to: Int64) throws(LostRecord) -> StoredStretch {
    let newest = try newestBatch()
    let next = try firstBatch(recordedFrom: from - Self.skewMilliseconds, to: newest)
    let end =
      to == 0
      ? newest + 1
      : try firstBatch(
        recordedFrom: min(to, .max - Self.skewMilliseconds) + Self.skewMilliseconds,
        to: newest
      )
    return StoredStretch(next: next << 16, end: max(next, end) << 16)
  }

  private static let skewMilliseconds: Int64 = 5_000

  /// The first batch with a record from a time on; the one after `newest` where there is none.
  private func firstBatch(
    recordedFrom time: Int64,
    to newest: UInt64
  ) throws(LostRecord) -> UInt64 {
    var (low, high) = (try firstBatch(), newest + 1)
    while low < high {
      let middle = low + (high - low) / 2
      // Batches without records say nothing: the next one with some speaks for them.
      var place = middle
      var found: Int64?
      while found == nil, place < high {
        found = try batches(from: place, atMost: 1).first?.firstTime
        place += 1
      }
      if let found, found < time { low = place } else { high = middle }
    }
    return low
  }
}

extension DeadLetter {
  fileprivate init(_ stored: StoredDeadLetter) {
    self.init(
      givenUpAtMs: stored.givenUpAtMs,
      reason: stored.reason,
      eventIDs: stored.eventIDs,
      fromMs: stored.fromMs,
      toMs: stored.toMs
    )
  }
}

extension WebhookStatus {
  fileprivate init(_ state: WebhookState, _ health: WebhookHealth?, now: Int64, durable: UInt64) {
    var behind: Int64 = 0
    if state.webhook.exchanges {
      // Nothing waits for it but exchanges, which say so themselves.
    } else if let oldest = health?.oldestWaiting, oldest != 0 {
      behind = max(now - oldest, 1)
    } else if (health?.unread ?? 0) >> 16 <= durable {
      // Who has not read all cannot know that nothing waits.
      behind = 1
    }
    self.init(
      webhook: state.webhook,
      version: UInt64(state.changedVersion),
      cursor: String(max(state.cursor, health?.cursor ?? 0), radix: 36),
      delivered: max(state.delivered, health?.delivered ?? 0),
      dead: state.dead,
      deadLetters: state.letters,
      behindMs: behind,
      failuresInARow: health?.failuresInARow ?? 0,
      lastFailure: health?.lastFailure ?? "",
      replaying: health?.isReplaying ?? (state.replay != nil)
    )
  }
}
