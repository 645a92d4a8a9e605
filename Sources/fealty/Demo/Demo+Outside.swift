internal import FealtyClient
internal import FealtyServer
internal import FealtyWire
internal import Glibc

// Miles of an airline, which keeps them itself: it is asked by HTTP, here in the demonstration's
// own process.
extension Demo {
  /// Exchanges points for miles twice: to a number that the airline knows, and to one that it does
  /// not.
  ///
  /// - Returns: The miles that the airline has in its books, and whether both ended as they should.
  func exchangeOutside(
    _ client: PipelinedClient,
    _ programme: Programme,
    _ memberID: String,
    _ token: String
  ) throws(CommandFailure) -> (miles: Int64, ends: Bool) {
    heading("An airline: points become miles, which it keeps itself")
    let own = Envelope(programID: programme.programID)
    let airline = try openAirline(client, own, token)
    var ends: [ExchangeState] = []
    for number in ["M-1001", "M-2002"] {
      let request = ExchangeRequest(
        envelope: own,
        member: MemberReference(reference: .memberID(memberID)),
        fromTokenID: token,
        toTokenID: "miles",
        points: 100,
        toMembershipNumber: number
      )
      let answer = try client.perform(ExchangesMethods.exchange, request)
      let id = answer.exchange?.exchangeID ?? ""
      Console.line("  \(memberID) gives 100 \(token) for miles of \(number): accepted as \(id)")
      let end = try ending(client, own, id)
      ends.append(end.state)
      for line in airline.takeReceived() { Console.line("    the airline: \(line)") }
      if end.state == .stateCompleted {
        let (miles, receipt) = (end.exchange?.received ?? 0, end.exchange?.receipt ?? "")
        Console.line("    completed: \(miles) miles under the airline's number \(receipt)")
      } else {
        Console.line("    failed: \(end.reason); the points are back")
      }
    }
    return (airline.credited, ends == [.stateCompleted, .stateFailed])
  }

  /// How an exchange ended; it is under way by itself.
  private func ending(
    _ client: PipelinedClient,
    _ envelope: Envelope,
    _ id: String
  ) throws(CommandFailure) -> GetExchangeResponse {
    let limit = Monotonic.now() + 30_000_000_000
    while true {
      let answer = try client.perform(
        ExchangesMethods.getExchange,
        GetExchangeRequest(envelope: envelope, exchangeID: id)
      )
      let isUnderWay = answer.state == .stateAccepted || answer.state == .stateDelivering
      guard isUnderWay, Monotonic.now() < limit else { return answer }
      usleep(20_000)
    }
  }

  private func openAirline(
    _ client: PipelinedClient,
    _ envelope: Envelope,
    _ token: String
  ) throws(CommandFailure) -> DemoAirline {
    let airline = try DemoAirline(known: ["M-1001"], password: "demo")
    do {
      // It ends with the process.
      _ = try PlatformThread(name: "airline") { airline.run() }
    } catch {
      throw CommandFailure(.system, "no thread for the airline")
    }
    Console.line("  it listens at \(airline.url), and knows the server by a password")
    _ = try client.perform(
      EventsMethods.putWebhook,
      PutWebhookRequest(
        envelope: envelope,
        webhook: Webhook(
          webhookID: "airline",
          url: airline.url,
          authentication: WebhookAuthentication(
            method: .basic(WebhookBasic(username: "fealty", password: "demo"))
          ),
          exchanges: true
        )
      )
    )
    let miles = Token(
      tokenID: "miles",
      name: "Miles",
      type: .typeMiles,
      onRamp: [TokenValue(value: Ratio(numerator: 1, denominator: 50))],
      partner: PartnerSettings(kind: .partnerWebhook, retryMs: 50, webhookID: "airline")
    )
    _ = try client.perform(
      ExchangesMethods.putToken,
      PutTokenRequest(envelope: envelope, token: miles)
    )
    let way = Partnership(partnershipID: "airline", fromTokenID: token, toTokenID: "miles")
    _ = try client.perform(
      ExchangesMethods.putPartnership,
      PutPartnershipRequest(envelope: envelope, partnership: way)
    )
    return airline
  }
}
