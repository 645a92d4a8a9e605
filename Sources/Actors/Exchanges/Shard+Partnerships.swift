internal import FealtyLoyalty
internal import FealtyWire

extension Shard {
  /// The ways that are open now, with the values that decide.
  func listPartnerships(_ call: RoutedCall) {
    guard let request = decode(call, ListPartnershipsRequest.self), let command = beginRead(call)
    else { return }
    var response = ListPartnershipsResponse(ruleSetVersion: command.programme.version)
    for way in command.programme.exchanges.ways where way.isOpen(at: command.now) {
      guard let open = open(way, command),
        request.tokenToTypes.isEmpty || request.tokenToTypes.contains(open.toType)
      else { continue }
      response.partnerships.append(open)
    }
    respond(call.call, gated: false, message: response)
  }

  /// Nil where the way leads nowhere now.
  private func open(_ way: ExchangeBook.Way, _ command: CommandContext) -> OpenPartnership? {
    let programme = command.programme
    let partnership = way.partnership
    let other =
      partnership.toProgramID.isEmpty
      ? programme : programmes.first { $0.id == partnership.toProgramID }
    guard let other, let from = programme.exchanges.token(way.from),
      let to = other.exchanges.tokens.first(where: { $0.message.tokenID == partnership.toTokenID }),
      !from.isPaused, !to.isPaused, from.isSandbox == to.isSandbox,
      !from.isLight || from.isGivenOutside && canDeliver(from, of: programme),
      to.isHeldHere || canDeliver(to, of: other),
      other.id == programme.id || to.accepts.contains(programme.id)
    else { return nil }
    var rate = ExchangeRate(
      partnershipID: partnership.partnershipID,
      partnershipVersion: partnership.version
    )
    let isPriced = to.type == .typeErc721
    do throws(Refusal) {
      let given = try from.value(isPriced ? from.onRamp : from.offRamp, at: command.now)
      let taken = try to.cost(at: command.now, services.marketRates)
      rate.offRamp = FealtyWire.Ratio(given.value)
      rate.onRamp = FealtyWire.Ratio(taken.value)
      rate.offRampSinceMs = given.since.milliseconds
      rate.onRampSinceMs = taken.since.milliseconds
    } catch {
      // Without a value that counts nothing is exchanged, unless a request brings its own rate.
      guard way.rates != nil else { return nil }
    }
    return OpenPartnership(
      partnership: partnership,
      toType: to.type,
      rate: rate,
      fromDecimals: UInt32(from.decimals),
      toDecimals: UInt32(to.decimals),
      toCountries: to.message.countries
    )
  }
}
