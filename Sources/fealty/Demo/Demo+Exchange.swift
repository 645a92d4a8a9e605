internal import FealtyClient
internal import FealtyWire

// The last scene: a member's points become stars of another brand.
extension Demo {
  private static let cinema = "demo-cinema"

  /// Opens a second brand and exchanges.
  ///
  /// - Returns: Whether everything fitted.
  func exchange(
    _ endpoint: Endpoint,
    _ programme: Programme,
    _ memberID: String
  ) throws(CommandFailure) -> Bool {
    heading("Another brand: points become stars of a cinema")
    let client = try PipelinedClient.connect(to: endpoint)
    let token = try openCinema(client, programme)
    let request = ExchangeRequest(
      envelope: Envelope(programID: programme.programID),
      member: MemberReference(reference: .memberID(memberID)),
      fromTokenID: token,
      toProgramID: Self.cinema,
      toTokenID: "stars",
      points: 100,
      toMembershipNumber: "C-1001"
    )
    let answer = try client.perform(ExchangesMethods.exchange, request)
    let facts = answer.exchange ?? ExchangeFacts()
    let rest = facts.remainder ?? Ratio(numerator: 0, denominator: 1)
    Console.line(
      "  \(memberID) gave \(facts.points) \(token), C-1001 received \(facts.received) stars; "
        + "\(rest.numerator)/\(rest.denominator) of a star stays with the cinema"
    )
    var mistyped = request
    mistyped.toMembershipNumber = "C-2002"
    var reason = "nothing"
    try client.performOnce(ExchangesMethods.exchange, mistyped) { completion in
      if let error = completion.error { reason = "\(error.reason)" }
    }
    Console.line("  to C-2002, whom nobody knows: \(reason), and nothing has moved")
    let (miles, ends) = try exchangeOutside(client, programme, memberID, token)
    let fits = try showEquations(client, [token, "stars"], facts, outside: miles)
    return fits && ends
  }

  /// Makes the second brand, its member, and the way to it.
  ///
  /// - Returns: The token that can be given.
  private func openCinema(
    _ client: PipelinedClient,
    _ programme: Programme
  ) throws(CommandFailure) -> String {
    let cinema = Programme(
      programID: Self.cinema,
      name: "A cinema",
      defaultTokenID: "stars",
      tokens: [
        Token(
          tokenID: "stars",
          name: "Stars",
          onRamp: [TokenValue(value: Ratio(numerator: 7, denominator: 300))],
          acceptsProgramIDs: [programme.programID]
        )
      ]
    )
    let envelope = Envelope(programID: Self.cinema)
    _ = try client.perform(
      ProgrammesMethods.putProgramme,
      PutProgrammeRequest(envelope: envelope, programme: cinema)
    )
    _ = try client.perform(
      MembersMethods.enrol,
      EnrolRequest(
        envelope: envelope,
        member: MemberReference(reference: .memberID("C-1001")),
        mode: .upsert
      )
    )
    let own = Envelope(programID: programme.programID)
    let id =
      programme.defaultTokenID.isEmpty
      ? programme.tokens.first?.tokenID ?? "points" : programme.defaultTokenID
    let shown = try client.perform(
      ProgrammesMethods.getToken,
      GetTokenRequest(envelope: own, tokenID: id)
    )
    var token = shown.token ?? Token(tokenID: id)
    token.offRamp = [TokenValue(value: Ratio(numerator: 1, denominator: 100))]
    _ = try client.perform(
      ExchangesMethods.putToken,
      PutTokenRequest(envelope: own, token: token)
    )
    let way = Partnership(
      partnershipID: "cinema",
      fromTokenID: id,
      toProgramID: Self.cinema,
      toTokenID: "stars"
    )
    _ = try client.perform(
      ExchangesMethods.putPartnership,
      PutPartnershipRequest(envelope: own, partnership: way)
    )
    return id
  }

  /// What became of every point of both tokens.
  private func showEquations(
    _ client: PipelinedClient,
    _ tokens: [String],
    _ facts: ExchangeFacts,
    outside miles: Int64
  ) throws(CommandFailure) -> Bool {
    let verified = try client.perform(OperationsMethods.verifyLedger, VerifyLedgerRequest())
    for totals in verified.totals where tokens.contains(totals.tokenID) {
      let held = totals.available + totals.pending + totals.locked - totals.debt
      Console.line(
        "  \(totals.tokenID): issued \(totals.issued.grouped) = held \(held.grouped) + redeemed "
          + "\(totals.redeemed.grouped) + expired \(totals.expired.grouped) + reversed "
          + "\(totals.reversed.grouped) + in transit \(totals.inTransit) + exchanged "
          + "\(totals.exchanged.grouped) + fees \(totals.exchangeFees)"
      )
    }
    let stars = verified.totals.first { $0.tokenID == "stars" }
    let held = verified.totals.first { $0.tokenID == "miles" }?.heldOutside ?? 0
    Console.line("  miles: \(held) held by the airline, whose own books have \(miles)")
    let fits = verified.balanced && stars?.exchangedIn == facts.received && held == miles
    Console.line(
      fits
        ? Console.good("  Every point is somewhere.")
        : Console.bad("  The ledger does not fit: \(verified.findings.prefix(5))")
    )
    return fits
  }
}
