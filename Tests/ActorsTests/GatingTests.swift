import FealtyWire
import Foundation
import Testing

@testable import FealtyActors

@Suite("What is not durable is not shown")
struct GatingTests {
  // Goal: no answer shows what a crash could still take away. Method: the log is held, something is
  // changed, and each way to see it is tried: it stays silent until the log may go on.
  @Test func `reads wait for the changes that they show`() throws {
    let rig = try EngineRig(holdsLog: true)
    try rig.setUp()
    rig.logHold.isHeld = true
    let changes = [
      send(MethodID.earn, rig.earnRequest(5), rig),
      send(
        MethodID.createToken,
        CreateTokenRequest(
          envelope: rig.envelope(),
          token: Token(tokenID: "stars", name: "Stars")
        ),
        rig
      ),
      send(
        MethodID.enrol,
        EnrolRequest(
          envelope: rig.envelope(),
          member: EngineRig.ada,
          mode: .update,
          stage: .blocked
        ),
        rig
      ),
    ]
    var dryEarn = rig.earnRequest(1)
    dryEarn.envelope?.dryRun = true
    let programme = GetProgrammeRequest(envelope: rig.envelope())
    let reads: [(name: String, stream: UInt32)] = [
      ("VerifyLedger", send(MethodID.verifyLedger, VerifyLedgerRequest(), rig)),
      (
        "GetToken",
        send(
          MethodID.getToken,
          GetTokenRequest(envelope: rig.envelope(), tokenID: "points"),
          rig
        )
      ),
      ("GetProgramme", send(MethodID.getProgramme, programme, rig)),
      (
        "ListPromotions",
        send(MethodID.listPromotions, ListPromotionsRequest(envelope: rig.envelope()), rig)
      ),
      (
        "EvaluateBasket, refused",
        send(
          MethodID.evaluateBasket,
          EvaluateBasketRequest(
            envelope: rig.envelope(),
            member: EngineRig.ada,
            basket: Basket(lines: [BasketLine(sku: "A", quantity: 1, amountMinor: 100)])
          ),
          rig
        )
      ),
      ("dry run, refused", send(MethodID.earn, dryEarn, rig)),
    ]
    // Some turns later everything has been decided, and nothing has been answered.
    for _ in 0..<20 { rig.on { _ in } }
    rig.pool.finish()
    for _ in 0..<20 { rig.on { _ in } }
    for read in reads { #expect(rig.received(read.stream).isEmpty, "\(read.name) has answered") }
    for change in changes { #expect(rig.received(change).isEmpty) }

    rig.logHold.isHeld = false
    for read in reads { #expect(try rig.frames(of: read.stream).count == 1, "\(read.name)") }
    for change in changes { #expect(try rig.frames(of: change).last?.aux == 0) }
    try rig.stop()
  }

  // Otherwise a kill between guess and answer would give a guess for nothing.
  @Test func `a wrong PIN is told when its count is durable`() throws {
    let settings = Settings(pinThreshold: PinThreshold(perTransaction: 500))
    let ada = try RedemptionRig(settings: settings, holdsLog: true)
    let rig = ada.rig
    try rig.earn(1_000)
    try ada.setPIN("2580")
    rig.logHold.isHeld = true
    let request = RedeemRequest(
      envelope: rig.envelope(),
      member: EngineRig.ada,
      mode: .sale,
      points: 600,
      pin: "1357"
    )
    let guess = send(MethodID.redeem, request, rig)
    for _ in 0..<20 { rig.on { _ in } }
    rig.pool.finish()
    for _ in 0..<20 { rig.on { _ in } }
    #expect(rig.received(guess).isEmpty)
    rig.logHold.isHeld = false
    let status = ada.status { _ = try rig.answer(RedeemResponse.self, to: guess) }
    #expect(status?.reason == .pinInvalid && status?.attemptsLeft == 4)
    try rig.stop()
  }

  private func send(_ method: UInt16, _ request: any Message, _ rig: EngineRig) -> UInt32 {
    let stream = rig.newStream()
    rig.send([(stream, method, request)])
    return stream
  }
}
