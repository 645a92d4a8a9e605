import FealtyActors
import FealtyPersistence
import FealtyServer
import FealtyWire

/// One process's life: the real engine, log and loops, whose threads are turns that the simulation
/// gives them.
///
/// A thread that waits for others lets them turn meanwhile, on top of it on the one real stack;
/// those that wait there already are left alone until what is above them returns.
final class SimulatedServer: @unchecked Sendable {
  // For the one thread of the simulation.
  static let listener: Int32 = 7

  /// Somebody who can go on.
  enum Worker: Equatable {
    case loop(Int)
    case log(isIdle: Bool)
    case pool(Int)
  }

  let network = SimulatedNetwork()
  let engine: Engine
  let group: LoopGroup
  private let loops: [ShardLoop<Shard>]
  private let transports: [SimulatedTransport]
  private let wakers: [SimulatedWaker]
  private let pool = SimulatedPool()
  private let world: World
  private let life: Life
  private var isLogRunning = false
  /// When the log will notice that nothing has come, monotonic nanoseconds.
  private var logIdleAt: Int64 = 0
  private var isLogOnStack = false
  /// Somebody asks for a snapshot before one turn in so many.
  private let snapshotOneIn: Int

  /// What is told from inside.
  private final class Life: @unchecked Sendable {
    // For the one thread of the simulation.
    var failure: String?
    weak var server: SimulatedServer?
  }

  /// Why the process would have ended; nil while it lives.
  var failure: String? { life.failure }

  init(
    _ world: World,
    storage: any Storage,
    shards: Int,
    largestBatch: Int,
    transferLimit: Int,
    partner: (any ExchangePartner)? = nil
  ) {
    self.world = world
    let life = Life()
    self.life = life
    wakers = (0..<shards).map { _ in SimulatedWaker() }
    let network = network
    transports = (0..<shards).map { _ in SimulatedTransport(network: network) }
    for transport in transports { transport.transferLimit = transferLimit }
    group = LoopGroup(
      wakers: wakers,
      limits: ConnectionLimits(),
      maximumConnections: 100,
      serverName: "fealty/simulated",
      streamingMethods: [MethodID.streamTransactions],
      clock: world.clock,
      log: Log(level: .error)
    )
    let limits = LogLimits(largestBatchBytes: largestBatch)
    var configuration = Engine.Configuration(
      shardCount: shards,
      directory: "simulated",
      version: "0",
      // Room for a few batches, so that segments come and go.
      segmentBytes: 2 * largestBatch,
      readySegments: 1 + world.below(2)
    )
    configuration.logLimits = limits
    // Slices of a few places, and a snapshot whenever the log has grown by some batches.
    configuration.snapshots.sliceSlots = [2, 30, 500][world.below(3)]
    if world.oneIn(3) {
      configuration.snapshots.logBytes = Int64(largestBatch / 4 + world.below(4 * largestBatch))
    }
    snapshotOneIn = [40, 400, 1_000_000][world.below(3)]
    engine = Engine(
      configuration: configuration,
      storage: storage,
      clock: world.clock,
      random: SeededSource(seed: world.random.next()),
      zones: NoZones(),
      pool: pool,
      partner: partner,
      wakers: wakers,
      meanwhile: { life.server?.letOthersGoOn() },
      failStop: { reason in if life.failure == nil { life.failure = reason } }
    )
    let group = group
    loops = zip(engine.shards, transports).map { shard, transport in
      ShardLoop(index: shard.index, group: group, handler: shard, transport: transport)
    }
    for (shard, loop) in zip(engine.shards, loops) { shard.port = loop }
    life.server = self
  }

  /// Recovers, then listens.
  func start() throws(EngineFailure) -> RecoveryReport {
    var report = try engine.recover()
    isLogRunning = true
    report.notices += engine.endExchanges()
    group.listen(Self.listener)
    return report
  }

  /// Closes every connection and then the log, with a snapshot, as on SIGTERM.
  func stop() throws(EngineFailure) {
    group.beginDrain(milliseconds: 1_000)
    while !group.isDrained, failure == nil { letOthersGoOn() }
    if failure == nil { try engine.close() }
  }

  /// Nothing of it is used any more.
  func letGo() {
    pool.forget()
    engine.letGo()
  }

  // MARK: - Turns

  /// Who can go on now.
  func ready() -> [Worker] {
    var ready: [Worker] = []
    let now = world.clock.nanoseconds
    for index in loops.indices
    where wakers[index].isSet || transports[index].hasEvents || loops[index].nextTurnAt <= now {
      ready.append(.loop(index))
    }
    if isLogRunning, !isLogOnStack {
      if engine.logHasWork {
        ready.append(.log(isIdle: false))
      } else if logIdleAt <= now {
        ready.append(.log(isIdle: true))
      }
    }
    if pool.count > 0 { ready.append(.pool(world.below(pool.count))) }
    return ready
  }

  func run(_ worker: Worker) {
    world.pass(nanoseconds: Int64(world.below(20_000)))
    if isLogRunning, world.oneIn(snapshotOneIn) {
      world.trace.note("snapshot")
      engine.takeSnapshot()
    }
    switch worker {
    case .loop(let index):
      world.trace.note("loop", index)
      wakers[index].isSet = false
      engine.shards[index].adopt()
      loops[index].turn()
    case .log(let isIdle): runLog(isIdle: isIdle)
    case .pool(let index):
      world.trace.note("pool", index)
      pool.perform(index)
    }
  }

  private func runLog(isIdle: Bool) {
    world.trace.note("log", isIdle ? 1 : 0)
    isLogOnStack = true
    isLogRunning = engine.turnLog(isIdle: isIdle)
    isLogOnStack = false
    logIdleAt = world.clock.nanoseconds + 50_000_000
  }

  /// When something is to do if nothing happens, monotonic nanoseconds.
  private var nextTurnAt: Int64 { loops.reduce(Int64.max) { min($0, $1.nextTurnAt) } }

  private func letOthersGoOn() {
    let ready = ready()
    if !ready.isEmpty { return run(ready[world.below(ready.count)]) }
    let next = nextTurnAt
    let canRunLog = isLogRunning && !isLogOnStack
    precondition(
      next < .max || canRunLog,
      "seed \(world.seed): everybody waits for somebody\n\(world.trace.text(last: 100))"
    )
    if canRunLog { runLog(isIdle: true) }
    guard next < .max else { return }
    world.pass(nanoseconds: max(0, next - world.clock.nanoseconds))
  }
}
