import FealtyActors
import FealtyPersistence
import FealtyServer
import FealtyWire

/// Everything that a till does with points, in a server that crashes meanwhile: sales in one piece,
/// returns, guests' sales and their claims, events, vouchers, locks of parts, and points that
/// expire when time jumps.
///
/// As ``Simulation``, which knows what each answer must be; here the answers are the engine's, and
/// what is checked is that they stay what they were, that each was carried out once, and that the
/// log adds up.
final class SaleSimulation {
  static let members = 4

  let world: World
  var disk: FaultyStorage
  var tills: [Till]
  private(set) var deeds: [Deed] = []
  /// To be sent, again or for the first time.
  var queue: [Deed] = []
  /// What was done, for what comes after it.
  var done = DoneDeeds()
  /// Version of each member that anybody was shown.
  var known = Array(repeating: UInt32(0), count: members)
  /// How often in a row nobody could do anything but wait.
  var patience = 0
  let largestBatch: Int
  private let mostDeeds: Int
  private let cheat: TracedStorage.Cheat
  private var faultAt: Int?
  private(set) var lifeCount = 0
  private(set) var snapshots = SnapshotCheck()
  /// Of each life's engine a shard, as long as anybody keeps it.
  private(set) var shards: [() -> Shard?] = []
  /// What the log had in the end, and what the server said.
  private(set) var rows: [LogRow] = []
  private(set) var served = ServedPoints()

  init(seed: UInt64, deeds: Int = 90, cheat: TracedStorage.Cheat = .none) {
    self.cheat = cheat
    world = World(seed: seed)
    disk = FaultyStorage(seed: world.random.next())
    tills = (0..<(1 + world.below(3))).map { Till(number: $0) }
    largestBatch = [24 << 10, 96 << 10][world.below(2)]
    mostDeeds = deeds
    queue.append(begin(.programme, nil, MethodID.putProgramme) { SaleRequests.programme($0) })
    // The last one enrols late: until then events wait for it.
    for member in 0..<(Self.members - 1) { queue.append(enrolment(member)) }
  }

  /// - Throws: ``Violation`` where a promise was broken.
  func run() throws {
    for _ in 0..<3 { try live() }
    let hash = try settle()
    try checkRestarts(hash)
    rows = try LogRow.all(of: disk, largestBatch: largestBatch)
    var audit = SaleAudit(deeds, rows: rows)
    try audit.check(served)
  }

  // MARK: - Lives

  private func makeServer() -> SimulatedServer {
    lifeCount += 1
    world.trace.note("start", lifeCount)
    let server = SimulatedServer(
      world,
      storage: TracedStorage(disk, world.trace, cheat: cheat),
      shards: 1 + world.below(3),
      largestBatch: largestBatch,
      transferLimit: world.oneIn(4) ? 1 + world.below(200) : .max
    )
    shards.append { [weak shard = server.engine.shards[0]] in shard }
    return server
  }

  /// One life with faults, until it ends in one way or another.
  private func live() throws {
    faultAt = nil
    if !world.oneIn(4) {
      let call = 1 + world.below(world.oneIn(3) ? 60 : 300)
      let isCrash = !world.oneIn(4)
      disk.plan(isCrash ? .crash : .fail(5), atCall: call)
      faultAt = disk.callCount + call
    }
    let server = makeServer()
    defer { server.letGo() }
    guard try server.start(unless: { hasStruck }) else { return try die() }
    var steps = 100 + world.below(900)
    while server.failure == nil, steps > 0 {
      steps -= 1
      try act(server, isCalm: false)
    }
    if server.failure == nil, world.oneIn(3) { try server.stop(unless: { hasStruck }) }
    world.trace.note("end", server.failure == nil ? 0 : 1)
    try hangUp(server)
    try die()
  }

  private func die() throws {
    disk = afterDeath()
    try snapshots.check(disk, largestBatch: largestBatch)
  }

  /// What the next process finds: what the kernel has, or what a power cut left.
  private func afterDeath() -> FaultyStorage {
    world.oneIn(3) ? disk.killed() : disk.crashImage(seed: world.random.next())
  }

  private var hasStruck: Bool { faultAt.map { disk.callCount >= $0 } ?? false }

  /// The server is gone; what it sent may arrive still.
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
  ///
  /// - Returns: The hash of the server's state at last.
  private func settle() throws -> [UInt8] {
    faultAt = nil
    disk.heal()
    let server = makeServer()
    defer { server.letGo() }
    guard try server.start(unless: { hasStruck }) else {
      throw Violation("the server does not start")
    }
    queue.append(enrolment(Self.members - 1))
    try finish(server, "answers to all deeds")
    // All that time takes is taken, and no more comes due while the server is asked and restarted.
    world.pass(nanoseconds: 400_000_000_000)
    for number in tills.indices { disconnect(number) }
    queue = deeds
    try finish(server, "answers to all retries")
    served = try ask(server)
    let hash = try stateHash(server)
    try server.stop(unless: { hasStruck })
    try hangUp(server)
    disk = disk.killed()
    return hash
  }

  /// The same state comes of the snapshot with the log behind it, and of the log alone.
  private func checkRestarts(_ hash: [UInt8]) throws {
    for isBare in [false, true] {
      if isBare {
        for name in try disk.list() where name.hasPrefix("snapshot") { disk.remove(name) }
      }
      let server = makeServer()
      defer { server.letGo() }
      guard try server.start(unless: { hasStruck }) else {
        throw Violation("the server does not start")
      }
      let found = try stateHash(server)
      guard found == hash else {
        throw Violation("after a restart \(isBare ? "from the log " : "")the state is another")
      }
      try hangUp(server)
      disk = disk.killed()
    }
  }

  func finish(_ server: SimulatedServer, _ what: String) throws {
    var steps = 0
    patience = 0
    while !queue.isEmpty || tills.contains(where: { !$0.waiting.isEmpty }) {
      steps += 1
      guard patience < 200 else { throw Violation("no \(what): everybody waits for somebody") }
      guard steps < 200_000 else {
        throw Violation("no \(what): \(queue.count) to send, waiting \(tills.map(\.waiting.count))")
      }
      try act(server, isCalm: true)
      if let failure = server.failure {
        throw Violation("the server stopped by itself: \(failure)")
      }
    }
  }

  // MARK: - Deeds

  /// Whether the tills think of new things to do.
  var hasIdeas: Bool { deeds.count < mostDeeds }

  func begin(
    _ role: Deed.Role,
    _ member: Int?,
    _ method: UInt16,
    _ request: (Envelope) -> any Message
  ) -> Deed {
    let time = UInt64(world.clock.wallMilliseconds()) << 16 | world.random.next() >> 48
    let id = [time, world.random.next()].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
    let envelope = Envelope(
      programID: SaleRequests.programID,
      requestID: id,
      storeID: "S1",
      terminalID: "T1"
    )
    let deed = Deed(
      number: deeds.count,
      id: id,
      role,
      member: member,
      method,
      request(envelope)
    )
    deeds.append(deed)
    return deed
  }

  private func enrolment(_ member: Int) -> Deed {
    begin(.enrolment, member, MethodID.enrol) {
      EnrolRequest(envelope: $0, member: SaleRequests.reference(member), mode: .create)
    }
  }
}
