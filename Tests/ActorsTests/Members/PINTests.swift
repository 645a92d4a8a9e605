import FealtyWire
import Testing

@testable import FealtyActors

@Suite("PINs and thresholds")
struct PINTests {
  private static let day: Int64 = 86_400_000
  private static let per500 = Settings(pinThreshold: PinThreshold(perTransaction: 500))

  // MARK: - Thresholds

  struct Vector: Sendable, CustomStringConvertible {
    var name: String
    var threshold: PinThreshold
    /// Redemptions in order, with the PIN that comes with each and why it is refused.
    var steps: [(points: Int64, pin: String, reason: Reason?)]
    var description: String { name }
  }

  private static let vectors: [Vector] = [
    Vector(
      name: "500 passes, 501 does not",
      threshold: PinThreshold(perTransaction: 500),
      steps: [(500, "", nil), (501, "", .pinRequired), (501, "2580", nil)]
    ),
    Vector(
      name: "two times 300 in a day of 500",
      threshold: PinThreshold(perDay: 500),
      steps: [(300, "", nil), (300, "", .pinRequired), (200, "", nil), (1, "", .pinRequired)]
    ),
    Vector(
      name: "with the PIN it counts towards the day too",
      threshold: PinThreshold(perDay: 500),
      steps: [(600, "2580", nil), (1, "", .pinRequired), (1, "2580", nil)]
    ),
    Vector(
      name: "0 = always",
      threshold: PinThreshold(perTransaction: 0),
      steps: [(1, "", .pinRequired), (1, "2580", nil)]
    ),
    Vector(
      name: "a wrong one is refused where none is needed",
      threshold: PinThreshold(perTransaction: 500),
      steps: [(10, "1357", .pinInvalid), (10, "", nil)]
    ),
    Vector(
      name: "the PIN is asked for before the points are looked at",
      threshold: PinThreshold(perTransaction: 500),
      steps: [(900_000, "", .pinRequired), (900_000, "2580", .insufficientPoints)]
    ),
  ]

  @Test("a threshold", arguments: vectors)
  func threshold(_ vector: Vector) throws {
    let ada = try RedemptionRig(settings: Settings(pinThreshold: vector.threshold))
    try ada.rig.earn(10_000)
    try ada.setPIN("2580")
    for (place, step) in vector.steps.enumerated() {
      let reason = ada.reason { try ada.redeem(step.points, pin: step.pin) }
      #expect(reason == step.reason, "step \(place)")
    }
    try ada.rig.stop()
  }

  @Test func `the sum of a day ends with the local day, and lives through a restart`() throws {
    var ada = try RedemptionRig(settings: Settings(pinThreshold: PinThreshold(perDay: 500)))
    try ada.rig.earn(10_000)
    try ada.redeem(300, mode: .authorize)
    ada = try ada.restarted()
    #expect(ada.reason { try ada.redeem(300) } == .pinRequired)
    ada.rig.clock.advance(milliseconds: Self.day)
    try ada.redeem(300)
    #expect(ada.reason { try ada.redeem(300) } == .pinRequired)
    try ada.rig.stop()
  }

  @Test func `without a PIN that is set, more than the threshold never passes`() throws {
    let ada = try RedemptionRig(settings: Self.per500)
    try ada.rig.earn(10_000)
    #expect(ada.reason { try ada.redeem(501, pin: "2580") } == .pinRequired)
    try ada.rig.stop()
  }

  // MARK: - Tries

  @Test func `wrong ones are counted, the fifth locks, and time unlocks`() throws {
    var ada = try RedemptionRig(settings: Self.per500)
    try ada.rig.earn(10_000)
    try ada.setPIN("2580")
    for left: UInt32 in [4, 3] {
      let status = ada.status { try ada.redeem(600, pin: "1357") }
      #expect(status?.reason == .pinInvalid && status?.attemptsLeft == left)
    }
    // A dry run counts, or it would be a way to try them all; and a restart forgets nothing.
    let status = ada.status { try ada.redeem(600, pin: "1357", isDryRun: true) }
    #expect(status?.reason == .pinInvalid && status?.attemptsLeft == 2)
    ada = try ada.restarted()
    for left: UInt32 in [1, 0] {
      #expect(ada.status { try ada.redeem(600, pin: "1357") }?.attemptsLeft == left)
    }
    #expect(ada.reason { try ada.redeem(600, pin: "2580") } == .pinLocked)
    #expect(ada.reason { try ada.setPIN("8642", old: "2580") } == .pinLocked)
    // What needs none goes on.
    try ada.redeem(500)
    ada.rig.clock.advance(milliseconds: 900_000)
    try ada.redeem(600, pin: "2580")
    // A right one ends the counting.
    #expect(ada.status { try ada.redeem(600, pin: "1357") }?.attemptsLeft == 4)
    try ada.redeem(600, pin: "2580")
    #expect(ada.status { try ada.redeem(600, pin: "1357") }?.attemptsLeft == 4)
    #expect(try ada.rig.verifyLedger().balanced)
    try ada.rig.stop()
  }

  @Test func `twenty guesses at once lock it after five`() throws {
    let ada = try RedemptionRig(settings: Self.per500)
    try ada.rig.earn(10_000)
    try ada.setPIN("2580")
    ada.rig.pool.isHeld = true
    let guesses = (0..<20).map { place in
      (
        stream: ada.rig.newStream(),
        method: MethodID.redeem,
        // The right one comes last.
        request: RedeemRequest(
          envelope: ada.rig.envelope(),
          member: EngineRig.ada,
          mode: .sale,
          points: 600,
          pin: place == 19 ? "2580" : "13\(50 + place)"
        ) as any Message
      )
    }
    ada.rig.send(guesses)
    ada.rig.pool.awaitHeldWork()
    ada.rig.pool.isHeld = false
    let reasons = guesses.map { guess in
      ada.reason { _ = try ada.rig.answer(RedeemResponse.self, to: guess.stream) }
    }
    #expect(reasons.prefix(5).allSatisfy { $0 == .pinInvalid })
    #expect(reasons.dropFirst(5).allSatisfy { $0 == .pinLocked })
    try ada.rig.stop()
  }

  @Test func `a hundred guesses are compared, twenty a day, and then an operator has to reset it`()
    throws
  {
    var ada = try RedemptionRig(
      settings: Settings(
        pinThreshold: PinThreshold(perTransaction: 500),
        pinTries: 1,
        pinLockMs: 150
      )
    )
    try ada.rig.earn(10_000)
    try ada.setPIN("2580")
    var compared = 0
    var byDay: [Int64: Int] = [:]
    let began = ada.rig.clock.wallMilliseconds()
    var lastWait: Int64 = 1
    while lastWait != 0, compared < 200 {
      let status = ada.status { try ada.redeem(600, pin: "1357") }
      if status?.reason == .pinInvalid {
        compared += 1
        byDay[(ada.rig.clock.wallMilliseconds() - began) / Self.day, default: 0] += 1
      } else {
        #expect(status?.reason == .pinLocked)
        lastWait = status?.retryAfterMs ?? 0
        ada.rig.clock.advance(milliseconds: lastWait)
      }
    }
    #expect(compared == 100)
    #expect(byDay.values.allSatisfy { $0 <= 20 })
    ada.rig.clock.advance(milliseconds: 1_000 * Self.day)
    ada = try ada.restarted()
    #expect(ada.reason { try ada.redeem(600, pin: "2580") } == .pinLocked)

    func reset(operator name: String, reason: String) throws {
      var envelope = ada.rig.envelope()
      envelope.operatorID = name
      _ = try ada.rig.answer(
        ResetPinResponse.self,
        MethodID.resetPin,
        ResetPinRequest(envelope: envelope, member: EngineRig.ada, reason: reason)
      )
    }
    #expect(ada.status { try reset(operator: "", reason: "x") }?.field == "envelope.operator_id")
    #expect(ada.status { try reset(operator: "eve", reason: "") }?.field == "reason")
    #expect(ada.reason { try ada.redeem(600, pin: "2580") } == .pinLocked)
    try reset(operator: "eve", reason: "identity card")
    #expect(try !ada.member().pinSet)
    #expect(ada.reason { try ada.redeem(600, pin: "2580") } == .pinRequired)
    try ada.setPIN("8642")
    try ada.redeem(600, pin: "8642")
    let hash = try ada.stateHash()
    ada = try ada.restarted()
    #expect(try ada.stateHash() == hash)
    try ada.rig.stop()
  }

  // MARK: - Setting

  @Test(
    "what may be a PIN",
    arguments: [
      ("2580", true), ("248163264128", true), ("1122", true), ("", false), ("258", false),
      ("2481632641280", false), ("25a0", false), ("7777", false), ("1234", false),
      ("98765", false), ("２５８０", false),
    ]
  )
  func shape(pin: String, isUsable: Bool) throws {
    #expect(Shard.isUsablePIN(pin) == isUsable)
  }

  @Test func `it is set once without, and changed with the old one`() throws {
    var ada = try RedemptionRig(settings: Self.per500)
    try ada.rig.earn(10_000)
    #expect(try !ada.member().pinSet)
    #expect(ada.reason { try ada.setPIN("1234") } == .invalidField)
    try ada.setPIN("2580")
    #expect(try ada.member().pinSet)
    #expect(ada.reason { try ada.setPIN("8642") } == .pinRequired)
    #expect(ada.status { try ada.setPIN("8642", old: "1357") }?.attemptsLeft == 4)
    try ada.setPIN("8642", old: "2580")
    let hash = try ada.stateHash()
    ada = try ada.restarted()
    #expect(try ada.stateHash() == hash)
    #expect(try ada.member().pinSet)
    #expect(ada.reason { try ada.redeem(600, pin: "2580") } == .pinInvalid)
    try ada.redeem(600, pin: "8642")
    try ada.rig.stop()
  }

  @Test func `a retry is told the first answer, also after a restart`() throws {
    var ada = try RedemptionRig(settings: Self.per500)
    let requests: [(UInt16, any Message)] = [
      (
        MethodID.setPin,
        SetPinRequest(envelope: ada.rig.envelope(), member: EngineRig.ada, pin: "2580")
      ),
      (
        MethodID.setRedemptionThreshold,
        SetRedemptionThresholdRequest(
          envelope: ada.rig.envelope(),
          member: EngineRig.ada,
          threshold: PinThreshold(perTransaction: 20)
        )
      ),
    ]
    func outcomes() throws -> [Outcome] {
      let pin = try ada.rig.answer(SetPinResponse.self, requests[0].0, requests[0].1)
      let threshold = try ada.rig.answer(
        SetRedemptionThresholdResponse.self,
        requests[1].0,
        requests[1].1
      )
      #expect(threshold.old?.perTransaction == 500)
      #expect(threshold.now?.perTransaction == 20)
      return [pin.outcome, threshold.outcome].compactMap { $0 }
    }
    let first = try outcomes()
    #expect(first.count == 2 && first.allSatisfy { !$0.replayed })
    ada = try ada.restarted()
    let again = try outcomes()
    #expect(again.map(\.replayed) == [true, true])
    #expect(again.map(\.transactionID) == first.map(\.transactionID))
    try ada.rig.stop()
  }

  @Test func `the pool hashes, and the shard serves others meanwhile`() throws {
    let ada = try RedemptionRig(settings: Self.per500)
    ada.rig.pool.isHeld = true
    let stream = ada.rig.newStream()
    let request = SetPinRequest(envelope: ada.rig.envelope(), member: EngineRig.ada, pin: "2580")
    ada.rig.send([(stream, MethodID.setPin, request)])
    ada.rig.pool.awaitHeldWork()
    try ada.rig.earn(10_000)
    #expect(try !ada.member().pinSet)
    ada.rig.pool.isHeld = false
    _ = try ada.rig.answer(SetPinResponse.self, to: stream)
    #expect(try ada.member().pinSet)
    try ada.rig.stop()
  }

  @Test func `more than may wait are told to come again, and remembered nowhere`() throws {
    let ada = try RedemptionRig(settings: Self.per500)
    try ada.rig.earn(100_000)
    try ada.setPIN("2580")
    ada.rig.pool.isHeld = true
    let calls = (0...FealtyActors.Limits.secretsWaiting).map { _ in
      (
        stream: ada.rig.newStream(),
        method: MethodID.redeem,
        request: RedeemRequest(
          envelope: ada.rig.envelope(),
          member: EngineRig.ada,
          mode: .sale,
          points: 501,
          pin: "2580"
        ) as any Message
      )
    }
    ada.rig.send(calls)
    let refused = ada.status { _ = try ada.rig.answer(RedeemResponse.self, to: calls[64].stream) }
    #expect(refused?.reason == .overloaded && (refused?.retryAfterMs ?? 0) > 0)
    ada.rig.pool.isHeld = false
    for call in calls.dropLast() { _ = try ada.rig.answer(RedeemResponse.self, to: call.stream) }
    _ = try ada.rig.answer(RedeemResponse.self, MethodID.redeem, calls[64].request)
    #expect(try ada.rig.available() == 100_000 - 65 * 501)
    try ada.rig.stop()
  }

  @Test func `two that are set at once: the later one needs the earlier one`() throws {
    let ada = try RedemptionRig(settings: Self.per500)
    try ada.rig.earn(10_000)
    ada.rig.pool.isHeld = true
    let streams = ["2580", "8642"].map { pin in
      let stream = ada.rig.newStream()
      let request = SetPinRequest(envelope: ada.rig.envelope(), member: EngineRig.ada, pin: pin)
      ada.rig.send([(stream, MethodID.setPin, request)])
      return stream
    }
    ada.rig.pool.awaitHeldWork()
    ada.rig.pool.isHeld = false
    _ = try ada.rig.answer(SetPinResponse.self, to: streams[0])
    let second = ada.reason { _ = try ada.rig.answer(SetPinResponse.self, to: streams[1]) }
    #expect(second == .pinRequired)
    try ada.redeem(600, pin: "2580")
    try ada.rig.stop()
  }

  @Test("without a way to hash, the answer says so and is not kept", arguments: [true, false])
  func hasher(isMissing: Bool) throws {
    let ada = try RedemptionRig(hasher: isMissing ? nil : MissingHasher())
    let request = SetPinRequest(envelope: ada.rig.envelope(), member: EngineRig.ada, pin: "2580")
    let status = ada.status {
      _ = try ada.rig.answer(SetPinResponse.self, MethodID.setPin, request)
    }
    #expect(status?.code == .unimplemented && status?.message.contains("PIN") == true)
    // The same request is served where there is one.
    let later = try ada.restarted()
    _ = try later.rig.answer(SetPinResponse.self, MethodID.setPin, request)
    #expect(try later.member().pinSet)
    try later.rig.stop()
  }

  // MARK: - Own thresholds

  @Test func `a member's own threshold: lower is free, higher needs the PIN`() throws {
    let ada = try RedemptionRig(settings: Self.per500)
    try ada.rig.earn(10_000)
    #expect(ada.reason { try ada.setThreshold(PinThreshold(perTransaction: 501)) } == .pinRequired)
    try ada.setPIN("2580")
    let lower = try ada.setThreshold(PinThreshold(perTransaction: 100))
    #expect(lower.old?.perTransaction == 500 && lower.now?.perTransaction == 100)
    #expect(ada.reason { try ada.redeem(101) } == .pinRequired)
    #expect(ada.reason { try ada.setThreshold(nil) } == .pinRequired)
    #expect(try ada.member().thresholds.map { $0.threshold?.perTransaction } == [100])
    let higher = try ada.setThreshold(PinThreshold(perTransaction: 2_000), pin: "2580")
    #expect(higher.now?.perTransaction == 2_000)
    try ada.redeem(2_000)
    #expect(ada.reason { try ada.setThreshold(PinThreshold(perTransaction: -1)) } == .invalidField)
    let unset = try ada.setThreshold(nil)
    #expect(unset.old?.perTransaction == 2_000 && unset.now?.perTransaction == 500)
    #expect(try ada.member().thresholds.isEmpty)
    try ada.rig.stop()
  }

  // MARK: - In a sale

  @Test func `a sale's redemptions ask for it too, and its preview counts the tries`() throws {
    let ada = try RedemptionRig(settings: Self.per500)
    try ada.rig.earn(10_000)
    try ada.setPIN("2580")
    func sale(_ pins: [String], commit: Bool = true) throws -> PostSaleResponse {
      try ada.rig.answer(
        PostSaleResponse.self,
        MethodID.postSale,
        PostSaleRequest(
          envelope: ada.rig.envelope(),
          member: EngineRig.ada,
          ops: pins.map { SaleOp(op: .redeem(RedeemOp(points: 501, pin: $0))) },
          commit: commit
        )
      )
    }
    #expect(ada.status { _ = try sale([""]) }?.failedOp == 1)
    let preview = try sale(["1357"], commit: false)
    #expect(preview.results.first?.status?.reason == .pinInvalid)
    #expect(ada.status { _ = try sale(["1357"]) }?.attemptsLeft == 3)
    #expect(ada.reason { _ = try sale(["2580", "1357"]) } == .invalidField)
    #expect(try sale(["2580", "2580"]).results.count == 2)
    #expect(try ada.rig.available() == 10_000 - 2 * 501)
    try ada.rig.stop()
  }
}
