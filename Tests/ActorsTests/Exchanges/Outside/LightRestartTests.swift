import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("Light brands that give, through crashes")
struct LightRestartTests {
  /// Behind which record the process is killed.
  enum Moment: CaseIterable {
    /// EXCHANGE_STARTED: the brand is asked for the points.
    case started
    /// EXCHANGE_DEBITED: the airline is asked for the miles.
    case debited
    /// EXCHANGE_GIVING_BACK: the airline has refused, and the brand is told.
    case givingBack
    /// EXCHANGE_REVERSED: the brand has given them back.
    case reversed
    /// EXCHANGE_SETTLED: the airline has credited them.
    case settled
    /// EXCHANGE_RETURN_STARTED: the airline is asked to take them back.
    case returning
    /// EXCHANGE_GIVING_BACK of a return: it has, and the brand is told.
    case returned
  }

  /// Goes on up to a moment; answers no call after it.
  private func bring(
    _ world: LightSource,
    _ partner: TestPartner,
    to moment: Moment
  ) throws -> String {
    let answer = try world.exchange(to: "miles", in: "p", "M-1")
    let id = try #require(answer.exchange?.exchangeID)
    try partner.awaitCall(1)
    guard moment != .started else { return id }
    try partner.answer(1, .completed(receipt: "D"))
    try partner.awaitCall(2)
    switch moment {
    case .started, .debited: break
    case .givingBack, .reversed:
      try partner.answer(2, .refused(reason: "no"))
      try partner.awaitCall(3)
      guard moment == .reversed else { break }
      try partner.answer(3, .takenBack)
      try world.await(.stateFailed, of: id)
    case .settled, .returning, .returned:
      try partner.answer(2, .completed(receipt: "C"))
      try world.await(.stateCompleted, of: id)
      guard moment != .settled else { break }
      _ = try world.takeBack(id)
      try partner.awaitCall(3)
      guard moment == .returned else { break }
      try partner.answer(3, .takenBack)
      try partner.awaitCall(4)
    }
    return id
  }

  /// What the next start asks, and what is answered to that.
  private func answers(_ moment: Moment, _ id: String) -> [(PartnerCall.Wish, PartnerAnswer)] {
    switch moment {
    case .started:
      [(.state, .completed(receipt: "D")), (.deliver, .completed(receipt: "C"))]
    case .debited: [(.state, .notKnown), (.deliver, .completed(receipt: "C"))]
    case .givingBack: [(.takeBack, .takenBack)]
    case .reversed, .settled: []
    case .returning: [(.state, .takenBack), (.takeBack, .takenBack)]
    case .returned: [(.takeBack, .takenBack)]
    }
  }

  // Goal: behind whatever record a kill falls, the next start ends the exchange once, asks before
  // it does anything twice, and no point is lost or made. Method: the disk of each moment, from the
  // log and from a snapshot, on other numbers of shards.
  @Test(arguments: Moment.allCases, [true, false])
  func `a start takes up each step`(_ moment: Moment, _ isStopped: Bool) throws {
    for shards in [1, 4] {
      let partner = TestPartner()
      let first = try LightSource(partner)
      let id = try bring(first, partner, to: moment)
      let before = partner.wishes.count
      first.rig.awaitDurable()
      let killed = first.rig.rig.storage.killed()
      try first.stop()
      let second = try LightSource(
        partner,
        storage: isStopped ? first.rig.rig.storage : killed,
        clock: first.rig.rig.clock,
        shards: shards
      )
      for (place, (wish, answer)) in answers(moment, id).enumerated() {
        let call = try partner.awaitCall(before + 1 + place)
        #expect(call.wish == wish)
        #expect(call.key == (call.isGiving ? "\(id)-debit" : id))
        _ = try second.rig.totals("suns")
        try partner.answer(before + 1 + place, answer)
      }
      let end: ExchangeState =
        switch moment {
        case .started, .debited, .settled: .stateCompleted
        case .givingBack, .reversed: .stateFailed
        case .returning, .returned: .stateTakenBack
        }
      try second.await(end, of: id)
      let isDone = end == .stateCompleted
      let suns = try second.rig.totals("suns")
      #expect(suns.issued == 100 && suns.inTransit == 0 && suns.available == 0)
      #expect(suns.exchanged == (isDone ? 100 : 0) && suns.reversed == (isDone ? 0 : 100))
      #expect(try second.rig.totals("miles").heldOutside == (isDone ? 42 : 0))
      second.rig.awaitDurable()
      try second.stop()
    }
  }

  // Goal: points for a member here arrive once. Method: kills before the brand's answer is known,
  // and behind each of the records after it.
  @Test(arguments: [true, false])
  func `a member here is credited once`(_ isAnswered: Bool) throws {
    let partner = TestPartner()
    let first = try LightSource(partner)
    let id = try #require(try first.exchange().exchange?.exchangeID)
    try partner.awaitCall(1)
    if isAnswered { try partner.answer(1, .completed(receipt: "D")) }
    if isAnswered { try first.await(.stateCompleted, of: id) }
    first.rig.awaitDurable()
    let killed = first.rig.rig.storage.killed()
    try first.stop()
    let second = try LightSource(
      partner,
      storage: killed,
      clock: first.rig.rig.clock,
      shards: 2
    )
    if !isAnswered {
      #expect(try partner.awaitCall(2).wish == .state)
      try partner.answer(2, .completed(receipt: "D"))
    }
    try second.await(.stateCompleted, of: id)
    #expect(try second.rig.available("cy", of: "q", "stars") == 42)
    #expect(try second.rig.totals("suns").exchanged == 100)
    #expect(partner.wishes.count == (isAnswered ? 1 : 2))
    try second.stop()
  }
}
