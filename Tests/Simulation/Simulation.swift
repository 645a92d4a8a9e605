import FealtyActors
import FealtyPersistence
import FealtyServer
import FealtyWire

/// A server with its clients, its disk and its faults, on one thread from one seed.
///
/// Several lives of a server on one disk, each ended by a crash, a failing disk or a stop; tills
/// that go on through all of them; then a calm life in which everything must come to its end, and
/// the checks.
final class Simulation {
  /// What a simulation may do, beside what the seed decides.
  struct Options {
    var lives = 3
    var operations = 70
    var cheat = TracedStorage.Cheat.none
  }

  static let members = 4
  private static let cards = 3

  let world: World
  let history = History(members: Simulation.members + Simulation.cards)
  private let options: Options
  var disk: FaultyStorage
  var tills: [Till]
  /// To be sent, again or for the first time.
  var queue: [Operation] = []
  /// Questions of the end, in order.
  var questions: [Query] = []
  /// How often in a row, in a calm time, nobody could do anything but wait.
  var patience = 0
  private let largestBatch: Int
  /// How many calls of storage there were when the planned fault strikes; nil = none.
  private var faultAt: Int?
  private(set) var lifeCount = 0
  private(set) var snapshots = SnapshotCheck()

  init(seed: UInt64, _ options: Options = Options()) {
    self.options = options
    world = World(seed: seed)
    disk = FaultyStorage(seed: world.random.next())
    tills = (0..<(2 + world.below(3))).map { Till(number: $0) }
    largestBatch = [12 << 10, 24 << 10, 96 << 10][world.below(3)]
    queue.append(begin(.putProgramme))
    for member in 0..<Self.members {
      queue.append(begin(.enrol(member: member, card: member == 0 ? Requests.card(0) : "")))
    }
  }

  /// - Throws: ``Violation`` where a promise was broken.
  func run() throws {
    for _ in 0..<options.lives { try live() }
    try settle()
    var model = try Model(history)
    try model.check()
    try prove(model)
  }

  // MARK: - Lives

  private func makeServer() -> SimulatedServer {
    lifeCount += 1
    world.trace.note("start", lifeCount)
    return SimulatedServer(
      world,
      storage: TracedStorage(disk, world.trace, cheat: options.cheat),
      shards: 1 + world.below(3),
      largestBatch: largestBatch,
      transferLimit: world.oneIn(4) ? 1 + world.below(200) : .max
    )
  }

  /// One life with faults, until it ends in one way or another.
  private func live() throws {
    planFault()
    let server = makeServer()
    defer { server.letGo() }
    guard try server.start(unless: { hasStruck }) else { return try die() }
    if world.oneIn(4) {
      // No more segments can be made.
      disk.capacityBytes = disk.usedBytes + world.below(2 * largestBatch)
    }
    var steps = 60 + world.below(800)
    while server.failure == nil, steps > 0 {
      steps -= 1
      try act(server, isCalm: false)
    }
    disk.capacityBytes = .max
    if server.failure == nil, world.oneIn(3) { try finish(server, "service after a full disk") }
    if server.failure == nil, world.oneIn(3) {
      world.trace.note("stop")
      try server.stop(unless: { hasStruck })
    }
    world.trace.note("end", server.failure == nil ? 0 : 1)
    try hangUp(server)
    try die()
  }

  /// Something goes wrong at one of the next calls of storage, or nothing does.
  private func planFault() {
    faultAt = nil
    guard !world.oneIn(4) else { return }
    let call = 1 + world.below(world.oneIn(3) ? 60 : 400)
    let fault: FaultyStorage.Fault =
      switch world.below(8) {
      case 0: .short
      case 1: .interrupt
      case 2, 3: .fail(5)
      default: .crash
      }
    disk.plan(fault, atCall: call)
    switch fault {
    case .crash, .fail: faultAt = disk.callCount + call
    case .short, .interrupt, .flip, .stray, .lie: break
    }
  }

  private var hasStruck: Bool { faultAt.map { disk.callCount >= $0 } ?? false }

  private func die() throws {
    disk = afterDeath()
    try snapshots.check(disk, largestBatch: largestBatch)
  }

  /// What the next process finds: what the kernel has, or what a power cut left.
  private func afterDeath() -> FaultyStorage {
    world.oneIn(3) ? disk.killed() : disk.crashImage(seed: world.random.next())
  }

  /// The server is gone.
  ///
  /// What it sent may arrive still.
  private func hangUp(_ server: SimulatedServer) throws {
    if let failure = server.failure, !hasStruck {
      throw Violation("the server stopped by itself: \(failure)")
    }
    for number in tills.indices {
      if let socket = tills[number].socket, world.oneIn(2) {
        try receive(number, server.network.take(socket))
      }
      disconnect(number)
    }
  }

  // MARK: - The end

  /// Without faults everything that is outstanding must come to its end in bounded time.
  private func settle() throws {
    faultAt = nil
    disk.heal()
    let server = makeServer()
    defer { server.letGo() }
    guard try server.start(unless: { hasStruck }) else { return }
    try finish(server, "answers to all operations")
    try giveCards(server)
    // Once more, all of them: nothing may change any more.
    queue = history.operations
    try finish(server, "answers to all retries")
    for member in 0..<history.members {
      questions.append(Query(.member(member), floor: history.known[member]))
      questions.append(Query(world.oneIn(2) ? .stream(member) : .transactions(member, cursor: "")))
    }
    for number in 0..<Self.cards { questions.append(Query(.card(Requests.card(number)))) }
    questions.append(Query(.ledger))
    try finish(server, "answers to all questions")
    try server.stop(unless: { hasStruck })
    try hangUp(server)
    disk = disk.killed()
  }

  /// A card that nobody was enrolled with can be given away, whatever became of those who wanted
  /// it.
  private func giveCards(_ server: SimulatedServer) throws {
    let free = (0..<Self.cards).filter { history.holder(of: Requests.card($0)) == nil }
    let given = free.map { number in
      begin(.enrol(member: Self.members + number, card: Requests.card(number)))
    }
    queue += given
    try finish(server, "cards")
    for operation in given where operation.outcome == nil {
      throw Violation("nobody has the card of operation \(operation.number), and nobody gets it")
    }
  }

  private func finish(_ server: SimulatedServer, _ what: String) throws {
    var steps = 0
    patience = 0
    while !queue.isEmpty || !questions.isEmpty || tills.contains(where: { !$0.waiting.isEmpty }) {
      steps += 1
      guard patience < 40 else { throw Violation("no \(what): everybody waits for somebody") }
      guard steps < 200_000 else {
        throw Violation("no \(what): \(queue.count) to send, waiting \(tills.map(\.waiting.count))")
      }
      try act(server, isCalm: true)
      guard let failure = server.failure else { continue }
      guard hasStruck else { throw Violation("the server stopped by itself: \(failure)") }
      return
    }
  }

  /// Adds up the files alone, as `fealty verify` does.
  private func prove(_ model: Model) throws {
    let engine = Engine(
      configuration: proofConfiguration,
      storage: disk,
      clock: world.clock,
      random: SeededSource(seed: 1),
      zones: NoZones(),
      pool: SimulatedPool(),
      wakers: [SimulatedWaker()],
      failStop: { _ in }
    )
    defer { engine.letGo() }
    let proof: LedgerProof
    do throws(EngineFailure) {
      proof = try engine.prove()
    } catch {
      throw Violation("the files prove nothing: \(error)")
    }
    guard proof.findings.isEmpty, proof.members == Int64(model.members) else {
      throw Violation("\(proof.members) members, not \(model.members); \(proof.findings)")
    }
    guard let line = proof.lines.first else { return }
    guard line.issued == model.issued, line.outstanding == model.outstanding else {
      throw Violation("the files say \(line), the model \(model.issued), \(model.outstanding)")
    }
  }

  private var proofConfiguration: Engine.Configuration {
    var configuration = Engine.Configuration(
      shardCount: 1,
      directory: "simulated",
      version: "0",
      segmentBytes: 2 * largestBatch
    )
    configuration.logLimits = LogLimits(largestBatchBytes: largestBatch)
    return configuration
  }

  // MARK: - Tills

  /// Whether the tills think of new things to do.
  var hasIdeas: Bool { history.operations.count < options.operations }

  func begin(_ intent: Operation.Intent) -> Operation {
    history.begin(intent, id: requestID())
  }

  /// 48 bits of time, then chance.
  private func requestID() -> [UInt8] {
    let time = UInt64(world.clock.wallMilliseconds()) << 16 | world.random.next() >> 48
    let chance = world.random.next()
    return [time, chance].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }
}
