internal import FealtyLoyalty
internal import FealtyWire

extension Shard {
  /// What partners have delivered although the points are back, of a programme's members.
  func listLateDeliveries(_ call: RoutedCall) {
    guard let request = decode(call, ListLateDeliveriesRequest.self), let command = beginRead(call)
    else { return }
    guard request.limit <= UInt32(Limits.pageTransactions) else {
      return fail(call.call, Status(.invalidField("limit")))
    }
    let limit = request.limit == 0 ? Limits.pageTransactions : Int(request.limit)
    let (reply, programme) = (call.call, command.programme)
    let find: @Sendable (Shard) -> [LateDelivery] = {
      $0.lateDeliveries(of: programme, atMost: limit + 1)
    }
    gather(into: [], find, merging: { $0 += $1 }) { shard, found in
      let all = found.sorted { $0.isBefore($1) }
      let response = ListLateDeliveriesResponse(
        deliveries: Array(all.prefix(limit)),
        more: all.count > limit
      )
      shard.respond(reply, gated: true, message: response)
    }
  }

  private func lateDeliveries(
    of programme: PublishedProgramme,
    atMost limit: Int
  ) -> [LateDelivery] {
    var found: [LateDelivery] = []
    for number in outside.late {
      guard let actor = members.find(number), actor.programmeIndex == programme.index else {
        continue
      }
      found += actor.assumeIsolated { $0.lateDeliveries(programme) }
    }
    return Array(found.sorted { $0.isBefore($1) }.prefix(limit))
  }

  /// Says what a token costs on its market.
  func putMarketRate(_ call: RoutedCall) {
    guard let request = decode(call, PutMarketRateRequest.self), let command = beginRead(call)
    else { return }
    let tokens = command.programme.exchanges.tokens
    guard let token = tokens.first(where: { $0.message.tokenID == request.tokenID }) else {
      return fail(call.call, Status(.tokenNotFound))
    }
    guard token.message.marketRate else {
      return fail(call.call, Status(.invalidField("token_id")))
    }
    guard let rate = FealtyLoyalty.Ratio(request.onRamp), rate.numerator > 0 else {
      return fail(call.call, Status(.invalidField("on_ramp")))
    }
    services.marketRates.put(rate, of: token.number, at: command.now)
    let answer = PutMarketRateResponse(sinceMs: command.now.milliseconds)
    respond(call.call, gated: false, message: answer)
  }
}

extension LateDelivery {
  fileprivate func isBefore(_ other: LateDelivery) -> Bool {
    (deliveredAtMs, exchange?.exchangeID ?? "")
      < (other.deliveredAtMs, other.exchange?.exchangeID ?? "")
  }
}

/// What tokens cost on their markets, as feeds have said since the start.
///
/// Proof for `@unchecked Sendable`: `rates` is read and changed under `lock`.
final class MarketRates: @unchecked Sendable {
  private let lock = Lock()
  private var rates: [TokenNumber: (rate: FealtyLoyalty.Ratio, at: Timestamp)] = [:]

  func put(_ rate: FealtyLoyalty.Ratio, of token: TokenNumber, at now: Timestamp) {
    lock.locked { rates[token] = (rate, now) }
  }

  /// Nil where nobody has said it.
  func rate(of token: TokenNumber) -> (rate: FealtyLoyalty.Ratio, at: Timestamp)? {
    lock.locked { rates[token] }
  }
}

extension ExchangeBook.Token {
  /// What a whole unit costs on the way in.
  ///
  /// - Throws: ``Refusal/rateStale`` where nobody has said it lately enough.
  func cost(
    at now: Timestamp,
    _ market: MarketRates
  ) throws(Refusal) -> (value: FealtyLoyalty.Ratio, since: Timestamp) {
    guard message.marketRate else { return try value(onRamp, at: now) }
    let longest =
      maxValueAgeMilliseconds == 0 ? Limits.marketRateMilliseconds : maxValueAgeMilliseconds
    guard let found = market.rate(of: number),
      now.milliseconds - found.at.milliseconds <= longest
    else { throw .rateStale }
    return (found.rate, found.at)
  }
}

extension Limits {
  /// How old a market's rate may be where the token does not say, milliseconds.
  static let marketRateMilliseconds: Int64 = 60_000
}
