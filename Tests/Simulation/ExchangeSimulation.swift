import FealtyActors
import FealtyPersistence
import FealtyServer
import FealtyWire

/// Members who exchange with each other, in both directions, and with an airline outside, and those
/// of a brand that keeps their points itself, in a server that crashes meanwhile.
///
/// The real engine, log and loops with simulated clock and disk. Members are closed and opened
/// again now and then, so that points cannot arrive; requests are sent twice; the airline and the
/// brand refuse, lose calls and answers, and keep their books through the crashes. What is checked
/// is the log, and those books.
final class ExchangeSimulation {
  private static let programID = "simulated"
  private static let brandID = "brand"
  private static let members = 6
  private static let largestBatch = 24 << 10

  let world: World
  private let shards: Int
  private var disk: FaultyStorage
  private let partner: SimulatedPartners
  private var requests: UInt64 = 0
  private var sent: [ExchangeRequest] = []
  private(set) var snapshots = SnapshotCheck()

  /// How exchanges ended in the log.
  private(set) var settled = 0
  private(set) var reversed = 0
  /// The same of those to the outside.
  private(set) var delivered = 0
  private(set) var undelivered = 0
  /// Of those that were not, what the airline gave out after all.
  private(set) var late = 0
  /// How those of the brand ended: some of the others are among them.
  private(set) var given = 0
  private(set) var givenBack = 0
  private(set) var untaken = 0
  /// Starts that ended some.
  private(set) var resumed = 0
  /// What the last start said.
  private var notices: [String] = []

  init(seed: UInt64) {
    world = World(seed: seed)
    shards = 1 + world.below(3)
    disk = FaultyStorage(seed: world.random.next())
    partner = SimulatedPartners(random: SeededSource(seed: world.random.next()), pool: nil)
  }

  /// - Throws: ``Violation`` where a promise was broken.
  func run() throws {
    for life in 0..<4 { try live(isFirst: life == 0) }
    try lastLife()
    try check()
  }

  // MARK: - Lives

  private func live(isFirst: Bool) throws {
    let server = try start()
    defer { server.letGo() }
    if isFirst { setUp(server) }
    if world.oneIn(2) { disk.plan(.crash, atCall: disk.callCount + 10 + world.below(40)) }
    for _ in 0..<(60 + world.below(300)) where server.failure == nil {
      if world.oneIn(3) { act(server) }
      if world.oneIn(25) { give(server) }
      step(server)
    }
    if server.failure == nil, world.oneIn(3) { try? server.stop() }
    world.trace.note("end", server.failure == nil ? 0 : 1)
    disk = world.oneIn(2) ? disk.killed() : disk.crashImage(seed: world.random.next())
    try snapshots.check(disk, largestBatch: Self.largestBatch)
  }

  /// What was under way is ended, and nothing else happens.
  private func lastLife() throws {
    let server = try start()
    defer { server.letGo() }
    for _ in 0..<200 where server.failure == nil { step(server) }
    // Whoever has not heard from the airline asks until it knows.
    for _ in 0..<2_000 where server.failure == nil { step(server) }
    do throws(EngineFailure) {
      try server.stop()
    } catch {
      throw Violation("the server does not stop: \(error)")
    }
    if let failure = server.failure { throw Violation("the server stopped by itself: \(failure)") }
    disk = disk.killed()
  }

  private func start() throws -> SimulatedServer {
    disk.heal()
    world.trace.note("start", shards)
    let server = SimulatedServer(
      world,
      storage: TracedStorage(disk, world.trace, cheat: .none),
      shards: shards,
      largestBatch: Self.largestBatch,
      transferLimit: .max,
      partner: PlayedWebhooks(partner)
    )
    do throws(EngineFailure) {
      let report = try server.start()
      if report.notices.contains(where: { $0.contains("under way") }) { resumed += 1 }
      notices = report.notices
    } catch {
      throw Violation("the server does not start: \(error)")
    }
    return server
  }

  private func step(_ server: SimulatedServer) {
    let ready = server.ready()
    if !ready.isEmpty, !world.oneIn(5) { return server.run(ready[world.below(ready.count)]) }
    world.pass(nanoseconds: Int64(world.below(20)) * 1_000_000 + 1_000)
    world.trace.note("pass")
  }

  // MARK: - Requests

  /// Gives a request to a shard; its answer has nowhere to go.
  private func send(_ method: UInt16, _ request: any Message, _ server: SimulatedServer) {
    let payload = request.serialized()
    server.engine.shards[world.below(shards)].post { shard in
      let call = Call(
        origin: UInt16(shard.index),
        method: method,
        // No connection's, and not a batch's.
        connection: .max - 1,
        generation: 1,
        stream: 1,
        deadlineNanoseconds: 0
      )
      payload.withUnsafeBytes { shard.receive(call, payload: $0) }
    }
  }

  private var envelope: Envelope { envelope(of: Self.programID) }

  private func envelope(of program: String) -> Envelope {
    requests += 1
    let time = UInt64(world.clock.wallMilliseconds()) << 16
    let id = [time, requests].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
    return Envelope(programID: program, requestID: id)
  }

  private static func reference(_ member: Int) -> MemberReference {
    MemberReference(reference: .memberID("member-\(member)"))
  }

  private func setUp(_ server: SimulatedServer) {
    let value = [TokenValue(value: Ratio(numerator: 1, denominator: 3))]
    let other = [TokenValue(value: Ratio(numerator: 1, denominator: 7))]
    let programme = Programme(
      programID: Self.programID,
      defaultTokenID: "points",
      tokens: [
        Token(tokenID: "points", onRamp: value, offRamp: value),
        Token(
          tokenID: "stars",
          onRamp: other,
          offRamp: other,
          acceptsProgramIDs: [Self.brandID]
        ),
        Token(
          tokenID: "miles",
          type: .typeMiles,
          onRamp: other,
          acceptsProgramIDs: [Self.brandID],
          partner: PartnerSettings(
            kind: .partnerSimulated,
            timeoutMs: 40,
            retryMs: 20,
            maxRetryMs: 80,
            giveUpMs: 400,
            simulated: SimulatedPartner(
              delayMs: 30,
              refused: 15,
              lost: 20,
              silent: 20,
              late: 10,
              lateMs: 100
            )
          )
        ),
      ],
      promotions: [
        Promotion(
          promotionID: "base",
          mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
          lotTerms: LotTerms(expiresAfterMs: 30_000)
        )
      ],
      partnerships: [
        Partnership(partnershipID: "there", fromTokenID: "points", toTokenID: "stars"),
        Partnership(partnershipID: "back", fromTokenID: "stars", toTokenID: "points"),
        Partnership(partnershipID: "out", fromTokenID: "points", toTokenID: "miles"),
      ]
    )
    send(
      MethodID.putProgramme,
      PutProgrammeRequest(envelope: envelope, programme: programme),
      server
    )
    for _ in 0..<60 where server.failure == nil { step(server) }
    for member in 0..<Self.members {
      let request = EnrolRequest(
        envelope: envelope,
        member: Self.reference(member),
        mode: .create
      )
      send(MethodID.enrol, request, server)
    }
    for _ in 0..<40 where server.failure == nil { step(server) }
    for member in 0..<Self.members { earn(member, server) }
    setUpBrand(server)
  }

  /// A brand of light integration; the same player has its books.
  private func setUpBrand(_ server: SimulatedServer) {
    let value = [TokenValue(value: Ratio(numerator: 1, denominator: 3))]
    let partner = PartnerSettings(
      kind: .partnerWebhook,
      timeoutMs: 40,
      retryMs: 20,
      maxRetryMs: 80,
      giveUpMs: 400,
      webhookID: "exchanges"
    )
    let programme = Programme(
      programID: Self.brandID,
      defaultTokenID: "suns",
      tokens: [Token(tokenID: "suns", onRamp: value, offRamp: value, partner: partner)],
      settings: Settings(integration: .integrationLight),
      partnerships: ["stars", "miles"].map { token in
        Partnership(
          partnershipID: token,
          fromTokenID: "suns",
          toProgramID: Self.programID,
          toTokenID: token
        )
      }
    )
    let put = PutProgrammeRequest(envelope: envelope(of: Self.brandID), programme: programme)
    send(MethodID.putProgramme, put, server)
    for _ in 0..<60 where server.failure == nil { step(server) }
    let webhook = Webhook(
      webhookID: "exchanges",
      url: "https://brand.example/exchanges",
      authentication: WebhookAuthentication(
        method: .bearer(WebhookBearer(token: "planted-token"))
      ),
      exchanges: true
    )
    send(
      MethodID.putWebhook,
      PutWebhookRequest(envelope: envelope(of: Self.brandID), webhook: webhook),
      server
    )
    for member in 0..<2 {
      let request = EnrolRequest(
        envelope: envelope(of: Self.brandID),
        member: Self.reference(member),
        mode: .create
      )
      send(MethodID.enrol, request, server)
    }
    for _ in 0..<40 where server.failure == nil { step(server) }
  }

  /// A member of the brand gives points.
  private func give(_ server: SimulatedServer) {
    let request = ExchangeRequest(
      envelope: envelope(of: Self.brandID),
      member: Self.reference(world.below(2)),
      toProgramID: Self.programID,
      toTokenID: world.oneIn(2) ? "stars" : "miles",
      points: Int64(4 + world.below(30)),
      toMembershipNumber: "member-\(world.below(Self.members))"
    )
    sent.append(request)
    send(MethodID.exchange, request, server)
  }

  private func earn(_ member: Int, _ server: SimulatedServer) {
    let line = BasketLine(sku: "SKU-1", quantity: 1, amountMinor: 100_000)
    send(
      MethodID.earn,
      EarnRequest(
        envelope: envelope,
        member: Self.reference(member),
        basket: Basket(lines: [line])
      ),
      server
    )
  }

  private func act(_ server: SimulatedServer) {
    let member = world.below(Self.members)
    if world.oneIn(12) { return earn(member, server) }
    if world.oneIn(5) {
      let request = EnrolRequest(
        envelope: envelope,
        member: Self.reference(member),
        mode: .update,
        stage: world.oneIn(2) ? .closed : .active
      )
      return send(MethodID.enrol, request, server)
    }
    if !sent.isEmpty, world.oneIn(5) {
      return send(MethodID.exchange, sent[world.below(sent.count)], server)
    }
    let isThere = world.oneIn(2)
    let isOutward = isThere && world.oneIn(2)
    let request = ExchangeRequest(
      envelope: envelope,
      member: Self.reference(member),
      fromTokenID: isThere ? "points" : "stars",
      toTokenID: isOutward ? "miles" : isThere ? "stars" : "points",
      points: Int64(1 + world.below(30)),
      toMembershipNumber: "member-\(world.below(Self.members))"
    )
    sent.append(request)
    send(MethodID.exchange, request, server)
  }

  // MARK: - The log

  private struct Name: Hashable {
    var member: UInt64
    var version: UInt32
  }

  /// Each exchange that began has ended once: settled where it was credited once, else reversed.
  ///
  /// A request came to one exchange that was settled, at most.
  private func check() throws {
    var open: [Name: StoredExchange] = [:]
    var credited: [Name: Int64] = [:]
    var answered: Set<[UInt8]> = []
    var taken: [Name: Int64] = [:]
    var (outside, suns): (Int64, Int64) = (0, 0)
    for row in try LogRow.all(of: disk, largestBatch: Self.largestBatch) {
      let posting = row.posting
      let own = Name(member: row.entity, version: posting.linkedVersion)
      switch posting.kind {
      case .exchangeStarted:
        guard let terms = posting.exchange else { throw Violation("a start without terms") }
        try checkStart(posting, terms, &answered)
        open[Name(member: row.entity, version: row.version)] = terms
      case .exchangeDebited:
        guard open[own]?.fromOutside == true, let points = posting.exchange?.points,
          posting.draws.map(\.points) == [points], taken.updateValue(points, forKey: own) == nil
        else { throw Violation("a debit that nobody asked for, or a second one") }
      case .exchangeCredited:
        guard let step = posting.exchange else { throw Violation("a credit without its exchange") }
        let name = Name(member: step.source, version: step.sourceVersion)
        let made = posting.lotsMade.reduce(0) { $0 + $1.amount }
        guard let terms = open[name], terms.received == made, terms.target == row.entity else {
          throw Violation("a credit of \(made) that nobody began")
        }
        guard !terms.fromOutside || taken[name] == terms.points else {
          throw Violation("a credit of what the brand has not taken")
        }
        guard credited.updateValue(made, forKey: name) == nil else {
          throw Violation("an exchange was credited twice")
        }
      case .exchangeSettled:
        guard let terms = open.removeValue(forKey: own),
          (terms.target == 0) == (credited[own] == nil)
        else {
          throw Violation("an exchange was settled that was not under way, or not credited")
        }
        if terms.fromOutside { suns += try takeGiven(terms, own, &taken) }
        guard terms.target != 0 else {
          guard posting.exchange?.receipt != "" else { throw Violation("no receipt") }
          outside += terms.received
          delivered += 1
          continue
        }
        guard !terms.fromOutside else { continue }
        guard answered.insert(posting.context?.requestID ?? []).inserted else {
          throw Violation("a request came to two exchanges of \(terms.points)")
        }
        settled += 1
      case .exchangeReversed:
        guard let terms = open.removeValue(forKey: own), credited[own] == nil else {
          throw Violation("an exchange was reversed that was not under way, or was credited")
        }
        try checkReversal(posting, terms, own, &taken)
      case .exchangeDeliveredLate:
        guard open[own] == nil, let step = posting.exchange else {
          throw Violation("a late delivery of what is under way")
        }
        outside += step.received
        late += 1
      default: break
      }
    }
    guard open.isEmpty else {
      throw Violation("\(open.count) exchanges never ended: \(open.keys), \(notices)")
    }
    guard taken.isEmpty else { throw Violation("the brand's \(taken.count) debits never ended") }
    try compareBooks(outside: outside, suns: suns)
  }

  private func checkStart(
    _ posting: PointsPostedRecord,
    _ terms: StoredExchange,
    _ answered: inout Set<[UInt8]>
  ) throws {
    let drawn = posting.draws.reduce(0) { $0 + $1.points }
    guard drawn == (terms.fromOutside ? 0 : terms.points), terms.received > 0 else {
      throw Violation("\(drawn) points left for \(terms.points)")
    }
    guard terms.target == 0 || terms.fromOutside else { return }
    guard answered.insert(posting.context?.requestID ?? []).inserted else {
      throw Violation("a request came to two exchanges of \(terms.points)")
    }
  }

  private func takeGiven(
    _ terms: StoredExchange,
    _ own: Name,
    _ taken: inout [Name: Int64]
  ) throws -> Int64 {
    guard taken.removeValue(forKey: own) == terms.points else {
      throw Violation("an exchange was settled of what the brand has not taken")
    }
    given += 1
    return terms.points
  }

  private func checkReversal(
    _ posting: PointsPostedRecord,
    _ terms: StoredExchange,
    _ own: Name,
    _ taken: inout [Name: Int64]
  ) throws {
    let back = posting.restores.reduce(0) { $0 + $1.points }
    guard terms.fromOutside else {
      guard back == terms.points else { throw Violation("\(back) of \(terms.points) came back") }
      if terms.target == 0 { undelivered += 1 } else { reversed += 1 }
      return
    }
    guard back == taken.removeValue(forKey: own) ?? 0 else {
      throw Violation("\(back) came back of what the brand had taken")
    }
    if back == 0 { untaken += 1 } else { givenBack += 1 }
  }

  /// The log and the partners' books say the same.
  private func compareBooks(outside: Int64, suns: Int64) throws {
    let held = partner.held("miles", atMilliseconds: .max)
    guard held == outside else {
      throw Violation("the airline has given out \(held) miles, and \(outside) were settled")
    }
    let kept = partner.held("suns", atMilliseconds: .max)
    guard kept == suns else {
      throw Violation("the brand has taken \(kept) suns, and \(suns) were settled")
    }
  }
}

/// Plays those too that are asked by HTTP, for in a simulation there is none.
private struct PlayedWebhooks: ExchangePartner {
  private let partner: SimulatedPartners

  init(_ partner: SimulatedPartners) { self.partner = partner }

  func call(_ call: PartnerCall, answer: @escaping @Sendable (PartnerAnswer) -> Void) {
    var call = call
    if call.settings.kind == .partnerWebhook {
      call.settings.simulated = SimulatedPartner(delayMs: 20, refused: 15, lost: 25, silent: 20)
    }
    partner.call(call, answer: answer)
  }

  func confirm(
    _ question: MembershipQuestion,
    answer: @escaping @Sendable (MembershipVerdict) -> Void
  ) {
    partner.confirm(question, answer: answer)
  }
}
