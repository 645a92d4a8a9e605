import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Exchanges with partners through crashes")
struct OutsideRestartTests {
  /// Where the process is killed.
  enum Moment: CaseIterable {
    /// The points are in transit; the partner has heard nothing.
    case begun
    /// The partner has given it out; its answer did not arrive.
    case delivered
    /// Its answer is recorded.
    case settled
    /// Its refusal is recorded.
    case reversed
  }

  /// An engine that was killed at a moment, or stopped in order.
  private func world(
    killedAt moment: Moment,
    _ partner: TestPartner,
    isStopped: Bool,
    shards: Int
  ) throws -> (world: ExchangeRig, id: String, request: ExchangeRequest) {
    let first = try ExchangeRig.withPartner(partner)
    let request = first.outward(100)
    let id = try #require(try first.exchange(request).exchange?.exchangeID)
    try partner.awaitCall(1)
    if moment == .settled {
      try partner.answer(1, .completed(receipt: "R"))
      try first.await(.stateCompleted, of: id)
    }
    if moment == .reversed {
      try partner.answer(1, .refused(reason: "no"))
      try first.await(.stateFailed, of: id)
    }
    first.awaitDurable()
    let killed = first.rig.storage.killed()
    try first.rig.stop()
    // Nobody takes the answer to the first process's call.
    if moment == .delivered { try partner.answer(1, .completed(receipt: "R")) }
    let second = try ExchangeRig(
      shards: shards,
      storage: isStopped ? first.rig.storage : killed,
      clock: first.rig.clock,
      partner: partner
    )
    return (second, id, request)
  }

  // Goal: whatever a kill falls behind, the next start ends the exchange once, and asks before it
  // delivers again. Method: the disk of each moment, from the log and from a snapshot.
  @Test(arguments: Moment.allCases, [true, false])
  func `a start asks the partner and ends it once`(_ moment: Moment, _ isStopped: Bool) throws {
    for shards in [1, 5] {
      let partner = TestPartner()
      let (world, id, request) = try world(
        killedAt: moment,
        partner,
        isStopped: isStopped,
        shards: shards
      )
      switch moment {
      case .begun:
        #expect(try partner.awaitCall(2).wish == .state)
        #expect(try world.totals("points").inTransit == 100)
        try partner.answer(2, .notKnown)
        let call = try partner.awaitCall(3)
        #expect(call.wish == .deliver && call.key == id && call.membership == "M-1")
        #expect(call.units == 42)
        try partner.answer(3, .completed(receipt: "R"))
      case .delivered:
        #expect(try partner.awaitCall(2).wish == .state)
        try partner.answer(2, .completed(receipt: "R"))
      case .settled, .reversed: break
      }
      let isBack = moment == .reversed
      let end = try world.await(isBack ? .stateFailed : .stateCompleted, of: id)
      #expect(end.exchange?.receipt == (isBack ? "" : "R"))
      #expect(try world.available("ada", of: "p", "points") == (isBack ? 1_000 : 900))
      #expect(try world.totals("points").inTransit == 0)
      #expect(try world.totals("miles").heldOutside == (isBack ? 0 : 42))
      #expect(try world.exchange(request).outcome?.replayed == true)
      let expected: [PartnerCall.Wish] =
        switch moment {
        case .begun: [.deliver, .state, .deliver]
        case .delivered: [.deliver, .state]
        case .settled, .reversed: [.deliver]
        }
      #expect(partner.wishes == expected)
      world.awaitDurable()
      try world.rig.stop()
    }
  }

  @Test(arguments: [true, false])
  func `a return is taken up too`(_ isTaken: Bool) throws {
    let partner = TestPartner()
    let first = try ExchangeRig.withPartner(partner)
    let id = try #require(try first.exchange(first.outward(100)).exchange?.exchangeID)
    try partner.answer(1, .completed(receipt: "R"))
    try first.await(.stateCompleted, of: id)
    _ = try first.takeBack(id)
    try partner.awaitCall(2)
    first.awaitDurable()
    let killed = first.rig.storage.killed()
    try first.rig.stop()

    let second = try ExchangeRig(
      shards: 2,
      storage: killed,
      clock: first.rig.clock,
      partner: partner
    )
    let call = try partner.awaitCall(3)
    #expect(call.wish == .state && call.key == id)
    #expect(try second.totals("miles").heldOutside == 42)
    if isTaken {
      try partner.answer(3, .takenBack)
    } else {
      try partner.answer(3, .completed(receipt: "R"))
      #expect(try partner.awaitCall(4).wish == .takeBack)
      try partner.answer(4, .takenBack)
    }
    try second.await(.stateTakenBack, of: id)
    #expect(try second.available("ada", of: "p", "points") == 1_000)
    #expect(try second.totals("miles").heldOutside == 0)
    try second.rig.stop()
  }

  // Goal: a start does not make the time longer in which a partner may not know an exchange.
  // Method: a kill after nine of ten seconds, from the log and from a snapshot; the start asks a
  // second and a half later.
  @Test(arguments: [true, false])
  func `a start does not begin the time again`(_ isStopped: Bool) throws {
    let partner = TestPartner()
    let settings = PartnerSettings(kind: .partnerSimulated, giveUpMs: 10_000)
    let first = try ExchangeRig.withPartner(partner, ExchangeRig.outside(.typeMiles, settings))
    let id = try #require(try first.exchange(first.outward(100)).exchange?.exchangeID)
    try partner.awaitCall(1)
    first.rig.clock.advance(milliseconds: 9_000)
    first.awaitDurable()
    let killed = first.rig.storage.killed()
    try first.rig.stop()
    let second = try ExchangeRig(
      storage: isStopped ? first.rig.storage : killed,
      clock: first.rig.clock,
      partner: partner
    )
    #expect(try partner.awaitCall(2).wish == .state)
    second.rig.clock.advance(milliseconds: 500)
    try partner.answer(2, .notKnown)
    let end = try second.await(.stateFailed, of: id)
    #expect(end.reason == DeliveryCourse.unknownTooLong)
    #expect(try second.available("ada", of: "p", "points") == 1_000)
    try second.rig.stop()
  }

  // Goal: points of a member who has left meanwhile come back all the same.
  @Test func `a member that is closed meanwhile gets the points back`() throws {
    let partner = TestPartner()
    let world = try ExchangeRig.withPartner(partner)
    let id = try #require(try world.exchange(world.outward(100)).exchange?.exchangeID)
    try partner.awaitCall(1)
    try world.enrol("ada", in: "p", stage: .closed)
    try partner.answer(1, .refused(reason: "no"))
    try world.await(.stateFailed, of: id)
    #expect(try world.totals("points").available == 2_000)
    try world.rig.stop()
  }
}
