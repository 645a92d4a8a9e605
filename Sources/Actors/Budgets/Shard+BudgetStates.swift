internal import FealtyLoyalty
internal import FealtyWire

// What is used and left of budgets now: the sum of what all shards' members have used.

extension Shard {
  /// Lists promotions; with the first page the budgets, with each page its promotions' own caps of
  /// all members together.
  func listPromotions(_ call: RoutedCall) {
    guard let catalogue, let request = decode(call, ListPromotionsRequest.self),
      let command = beginRead(call)
    else { return }
    let programID = String(decoding: call.head.program, as: UTF8.self)
    guard let answer = catalogue.assumeIsolated({ $0.promotions(request, programID) }) else {
      return fail(call.call, Status(.invalidField("envelope.program_id")))
    }
    let listed = Set(answer.promotions.map(\.promotionID))
    let shown = command.programme.sharedLimits.shown.filter { shown in
      shown.promotion.map(listed.contains) ?? request.cursor.isEmpty
    }
    // The catalogue may be ahead of the log.
    guard !shown.isEmpty else { return respond(call.call, gated: true, message: answer) }
    let reply = call.call
    let programme = command.programme
    let now = command.now
    let keys = shown.map { $0.key(at: now, in: programme.zone) }
    used(keys, of: programme.index) { shard, used in
      var complete = answer
      for (place, shown) in shown.enumerated() {
        let limit = programme.sharedLimits.limit(of: shown.count, at: now) ?? 0
        complete.budgets.append(
          BudgetState(
            budgetID: shown.id,
            used: used[place],
            left: max(0, limit - used[place]),
            periodStartMs: keys[place].periodStart.milliseconds
          )
        )
      }
      shard.respond(reply, gated: true, message: complete)
    }
  }

  /// Adds up what all shards have used of some keys, and comes back here with the sums; the answer
  /// must be gated.
  func used(
    _ keys: [AllotmentKey],
    of programme: UInt16,
    _ done: @escaping @Sendable (Shard, [Int64]) -> Void
  ) {
    let find: @Sendable (Shard) -> [Int64] = { shard in
      let stripe = shard.budgets.stripe(programme)
      return keys.map { stripe.pointee.used($0) }
    }
    let none = [Int64](repeating: 0, count: keys.count)
    gather(into: none, find, merging: { $0 = zip($0, $1).map(+) }, done)
  }
}

extension SharedLimits.Shown {
  /// What counts in the period that an instant lies in.
  func key(at now: Timestamp, in zone: ZoneRules) -> AllotmentKey {
    AllotmentKey(
      owner: count.owner,
      period: count.period,
      scope: count.scope,
      unit: count.unit,
      key: 0,
      periodStart: zone.localDay(at: now).start(of: count.period)
    )
  }
}
