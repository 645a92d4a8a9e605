import FealtyActors
import FealtyPersistence
import FealtyServer
import FealtyWire

/// Points that expire while nobody asks for their members, and a budget that shards share, in a
/// server that crashes meanwhile.
///
/// The real engine, log and loops with simulated clock and disk. Members are enrolled and earn
/// once, part of it out of one budget; after that only time passes, the wall clock is set, and
/// processes end. What is checked is the log.
final class ExpirySimulation {
  /// What a member's earn gives, a lot each: points, and how long they live.
  private static let lots: [(points: Int64, milliseconds: Int64)] = [
    (1, 300), (2, 900), (4, 2_500),
  ]
  /// What an earn gives out of the budget, as long as there is enough.
  private static let budgeted = (points: Int64(8), milliseconds: Int64(1_500))
  private static let programID = "simulated"

  let world: World
  private let shards: Int
  private var disk: FaultyStorage
  private var members = 0
  /// What the budget has for all members together.
  private let limit: Int64
  private var requests: UInt64 = 0
  private(set) var snapshots = SnapshotCheck()
  private static let largestBatch = 24 << 10

  init(seed: UInt64) {
    world = World(seed: seed)
    shards = 1 + world.below(3)
    disk = FaultyStorage(seed: world.random.next())
    limit = Int64(3 + world.below(300))
  }

  /// - Throws: ``Violation`` where a promise was broken.
  func run() throws {
    for _ in 0..<3 { try live() }
    try lastLife()
    try check()
  }

  // MARK: - Lives

  private func live() throws {
    let server = try start()
    defer { server.letGo() }
    if world.oneIn(2) { disk.plan(.crash, atCall: disk.callCount + 20 + world.below(60)) }
    putProgramme(server)
    for _ in 0..<(100 + world.below(400)) where server.failure == nil {
      if world.oneIn(6) { enrolAndEarn(server) }
      step(server)
    }
    if server.failure == nil, world.oneIn(3) { try? server.stop() }
    world.trace.note("end", server.failure == nil ? 0 : 1)
    disk = world.oneIn(2) ? disk.killed() : disk.crashImage(seed: world.random.next())
    try snapshots.check(disk, largestBatch: Self.largestBatch)
  }

  /// Nothing but time: what was due when the last process died, and what is due after it.
  private func lastLife() throws {
    let server = try start()
    defer { server.letGo() }
    let end = world.clock.wallMilliseconds() + 120_000
    while world.clock.wallMilliseconds() < end, server.failure == nil {
      world.clock.offsetMilliseconds = Self.offset
      step(server)
    }
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
      transferLimit: .max
    )
    do throws(EngineFailure) {
      _ = try server.start()
    } catch {
      throw Violation("the server does not start: \(error)")
    }
    return server
  }

  private static let offset: Int64 = 1_790_000_000_000

  /// Somebody goes on, or time passes.
  private func step(_ server: SimulatedServer) {
    let ready = server.ready()
    if !ready.isEmpty, !world.oneIn(4) { return server.run(ready[world.below(ready.count)]) }
    let milliseconds = world.oneIn(10) ? world.below(1_000) : world.below(20)
    world.pass(nanoseconds: Int64(milliseconds) * 1_000_000 + 1_000)
    world.trace.note("pass", milliseconds)
    if world.oneIn(30) {
      world.clock.offsetMilliseconds = Self.offset + Int64(world.below(4_000)) - 2_000
    }
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

  private var envelope: Envelope {
    requests += 1
    let time = UInt64(world.clock.wallMilliseconds()) << 16
    let id = [time, requests].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
    return Envelope(programID: Self.programID, requestID: id)
  }

  private func putProgramme(_ server: SimulatedServer) {
    var promotions = Self.lots.enumerated().map { place, lot in
      Promotion(
        promotionID: "rate-\(place)",
        name: "rate \(place)",
        mechanic: .rate(Rate(points: lot.points, perAmountMinor: 100)),
        lotTerms: LotTerms(expiresAfterMs: lot.milliseconds)
      )
    }
    promotions.append(
      Promotion(
        promotionID: "limited",
        name: "limited",
        mechanic: .rate(Rate(points: Self.budgeted.points, perAmountMinor: 100)),
        lotTerms: LotTerms(expiresAfterMs: Self.budgeted.milliseconds),
        budgetIDs: ["spring"]
      )
    )
    let programme = Programme(
      programID: Self.programID,
      currency: "EUR",
      defaultTokenID: "points",
      tokens: [Token(tokenID: "points", name: "Points")],
      promotions: promotions,
      budgets: [Budget(budgetID: "spring", period: .perLife, limit: limit)]
    )
    send(
      MethodID.putProgramme,
      PutProgrammeRequest(envelope: envelope, programme: programme),
      server
    )
  }

  private func enrolAndEarn(_ server: SimulatedServer) {
    members += 1
    let member = MemberReference(reference: .memberID("member-\(members)"))
    send(
      MethodID.enrol,
      EnrolRequest(envelope: envelope, member: member, mode: .create),
      server
    )
    for _ in 0..<world.below(40) where server.failure == nil { step(server) }
    let line = BasketLine(sku: "SKU-1", quantity: 1, amountMinor: 100)
    send(
      MethodID.earn,
      EarnRequest(envelope: envelope, member: member, basket: Basket(lines: [line])),
      server
    )
  }

  // MARK: - The log

  /// Each lot that the log has expires once, at its instant and whole; a shard's expiries are in
  /// the order of time; and the budget is never overspent.
  private func check() throws {
    let postings = try postings()
    var promised: [UInt64: [Int64]] = [:]
    var expired: [UInt64: [Int64]] = [:]
    var newest = Array(repeating: Int64.min, count: shards)
    var used: Int64 = 0
    for row in postings {
      let (member, posting) = (row.entity, row.posting)
      switch posting.kind {
      case .earn:
        promised[member] = posting.lotsMade.map(\.expiresAtMs).sorted()
        let given = posting.capUses.reduce(0) { $0 + $1.points }
        used += given
        guard used <= limit else { throw Violation("\(used) points of a budget of \(limit)") }
        if used == limit { exhausted += 1 }
      case .expiry:
        let at = row.at
        guard at <= row.recordedAt else { throw Violation("points expired before their time") }
        let shard = StableHash.shard(member, count: shards)
        guard at >= newest[shard] else {
          throw Violation("an expiry of \(at) comes after one of \(newest[shard])")
        }
        newest[shard] = at
        expired[member, default: []].append(at)
      default: throw Violation("nobody asked for \(posting.kind)")
      }
    }
    guard promised == expired else {
      throw Violation("\(promised.count) members earned, \(expired.count) lost their points")
    }
  }

  /// How many earns met a budget with nothing left, or took the last of it.
  private(set) var exhausted = 0

  /// How many expiries the log has.
  func expiries() throws -> Int { try postings().count { $0.posting.kind == .expiry } }

  private func postings() throws -> [LogRow] {
    try LogRow.all(of: disk, largestBatch: Self.largestBatch)
  }
}
