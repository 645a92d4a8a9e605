import FealtyClient

/// A sale at a till: enrol, show what the basket is worth, earn, redeem, print the receipt.
///
/// `swift run Till HOST PORT PROGRAMME`, against a running `fealty serve` that has the programme.
@main
struct Till {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let port = Int(arguments[2]) else {
      return print("usage: Till HOST PORT PROGRAMME")
    }
    let client = try FealtyClient(host: arguments[1], port: port)
    let envelope = Envelope(programID: arguments[3], storeID: "store-1", terminalID: "till-1")
    let member = MemberReference(reference: .memberID("ada"))

    _ = try await client.members.enrol(
      EnrolRequest(envelope: envelope, member: member, mode: .upsert)
    )

    let basket = Basket(
      currency: "USD",
      lines: [
        BasketLine(sku: "4711", department: "GROCERY", quantity: 2, amountMinor: 798),
        BasketLine(sku: "4712", department: "PRODUCE", quantity: 1, amountMinor: 249),
      ],
      receiptNumber: "r-\(UInt32.random(in: 1...UInt32.max))"
    )
    let worth = try await client.points.evaluateBasket(
      EvaluateBasketRequest(envelope: envelope, member: member, basket: basket)
    )
    print("This basket is worth \(worth.points) points.")

    // The request id is made before anything is sent: a till that loses power repeats the request
    // with the same id and never earns twice.
    var earnEnvelope = envelope
    earnEnvelope.requestID = client.makeRequestID()
    let earn = EarnRequest(envelope: earnEnvelope, member: member, basket: basket)
    let earned = try await client.points.earn(earn)
    for promotion in earned.applied {
      print("  \(promotion.promotionID): \(promotion.points)")
    }
    print("Earned \(earned.points) points, transaction \(earned.outcome?.transactionID ?? "-").")

    do {
      let redeemed = try await client.points.redeem(
        RedeemRequest(envelope: envelope, member: member, points: 5)
      )
      print("Redeemed \(redeemed.points) points.")
    } catch let error as ClientError where error.reason == .insufficientPoints {
      print("Not enough points: \(error.status?.available ?? 0) to spend.")
    }
    for balance in try await client.members.getMember(
      GetMemberRequest(envelope: envelope, member: member)
    ).balances {
      print("Balance: \(balance.available) points.")
    }
  }
}
