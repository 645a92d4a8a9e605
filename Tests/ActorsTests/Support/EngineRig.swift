import FealtyPersistence
import FealtyWire
import Foundation
import Synchronization

@testable import FealtyActors

/// A whole engine with a thread for each shard and one for the log, on a disk in memory; requests
/// go in and frames come out where a connection's loop would be.
///
/// What the tests of the real binary cannot reach is in reach here: two requests in one turn, a
/// read of the log that is held back, an index whose tags collide.
final class EngineRig {
  let engine: Engine
  let storage: FaultyStorage
  let clock: TestClock
  let pool = TestPool()
  /// What the start found.
  let recovery: RecoveryReport
  let wakers: [SignalWaker]
  private let loops: [RigLoop]
  private let log: RigThread
  private var streams: UInt32 = 0
  private var requests: UInt64 = 0
  private var isStopped = false

  /// While it is held, nothing more becomes durable; only in a rig that was made for it.
  let logHold: LogHold

  /// Starts an engine, on the disk of one that was stopped where that is given.
  ///
  /// `keepsBatches`: whether what was written lately is read without the pool.
  /// `archive`: what becomes of segments that no start needs; nil = they stay.
  /// `holdsLog`: whether ``logHold`` is heeded; the log's thread then looks instead of sleeping.
  init(
    shards: Int = 1,
    holdsLog: Bool = false,
    keepsBatches: Bool = true,
    hasher: (any SecretHasher)? = PlainHasher(),
    partner: (any ExchangePartner)? = nil,
    snapshots: SnapshotOptions = SnapshotOptions(),
    storage: FaultyStorage = FaultyStorage(seed: 1),
    clock: TestClock = TestClock(),
    segmentBytes: Int = 4 << 20,
    largestBatchBytes: Int? = nil,
    archive: ArchivePolicy? = nil,
    unreadLogBytes: UInt64 = FealtyPersistence.Limits.unreadBytes,
    localWebhooks: Bool = false,
    damageFound: @escaping @Sendable (EngineFailure) -> Void = { fatalError("\($0)") }
  ) throws {
    self.storage = storage
    self.clock = clock
    let wakers = (0..<shards).map { _ in SignalWaker() }
    self.wakers = wakers
    var configuration = Engine.Configuration(
      shardCount: shards,
      directory: "memory",
      version: "test",
      segmentBytes: segmentBytes,
      readySegments: 1
    )
    if let largestBatchBytes {
      configuration.logLimits = LogLimits(largestBatchBytes: largestBatchBytes)
    }
    configuration.archive = archive
    configuration.webhooks.isLocal = localWebhooks
    configuration.unreadLogBytes = unreadLogBytes
    configuration.damageFound = damageFound
    if !keepsBatches { configuration.recentRecordBytes = 0 }
    configuration.snapshots = snapshots
    let engine = Engine(
      configuration: configuration,
      storage: storage,
      clock: clock,
      random: CountingRandom(),
      zones: NoZones(),
      pool: pool,
      hasher: hasher,
      partner: partner,
      wakers: wakers,
      failStop: { fatalError($0) }
    )
    self.engine = engine
    loops = zip(engine.shards, wakers).map { RigLoop($0, $1) }
    for loop in loops { loop.start() }
    let hold = LogHold()
    logHold = hold
    log =
      holdsLog
      ? RigThread { while hold.allows() && engine.turnLog(isIdle: false) {} }
      : RigThread { engine.runLog() }
    do {
      recovery = try engine.recover()
    } catch {
      isStopped = true
      for loop in loops { loop.end() }
      throw error
    }
    log.start()
    _ = engine.endExchanges()
    // The next segment is being made; before it is there, changes are refused.
    while !engine.services.log.hasRoom || engine.openLog.value?.hasRoom != true { sched_yield() }
  }

  deinit {
    // A test that has failed already did not come to its end.
    if !isStopped { try? stop() }
  }

  /// Ends the engine in good order.
  func stop() throws {
    isStopped = true
    pool.isHeld = false
    logHold.isHeld = false
    pool.finish()
    try engine.close()
    log.join()
    for loop in loops { loop.end() }
    engine.letGo()
  }

  // MARK: - Calls

  /// A number for a call, and for a stream, that was not used yet.
  func newStream() -> UInt32 {
    streams += 1
    return streams
  }

  /// An envelope with a request id of its own.
  func envelope(store: String = "S1") -> Envelope {
    requests += 1
    let madeAt = UInt64(clock.wallMilliseconds())
    let id =
      withUnsafeBytes(of: (madeAt << 16).bigEndian) { Array($0) }
      + withUnsafeBytes(of: requests.bigEndian) { Array($0) }
    return Envelope(programID: "p", requestID: id, storeID: store, terminalID: "T1")
  }

  /// Runs work on a shard, and waits for it.
  @discardableResult
  func on<Result: Sendable>(
    _ shard: Int = 0,
    _ work: @escaping @Sendable (Shard) -> Result
  ) -> Result {
    let done = Promised<Result>()
    engine.shards[shard].post { done.keep(work($0)) }
    return done.wait()
  }

  /// Gives requests to a shard in one turn, gathered as a connection's are, and does not wait for
  /// answers.
  func send(_ calls: [(stream: UInt32, method: UInt16, request: any Message)], shard: Int = 0) {
    let bytes = calls.map { ($0.stream, $0.method, $0.request.serialized()) }
    on(shard) { shard in
      let all = bytes.flatMap(\.2)
      all.withUnsafeBytes { all in
        var start = 0
        for (stream, method, payload) in bytes {
          let call = Self.call(method, stream: stream, shard: shard.index)
          let end = start + payload.count
          shard.gather(call, payload: UnsafeRawBufferPointer(rebasing: all[start..<end]))
          start = end
        }
        shard.finishGathered()
      }
    }
  }

  static func call(_ method: UInt16, stream: UInt32, shard: Int = 0) -> Call {
    Call(
      origin: UInt16(shard),
      method: method,
      connection: 1,
      generation: 1,
      stream: stream,
      deadlineNanoseconds: 0
    )
  }

  /// The frames of a stream up to its RESPONSE; that one is the last.
  func frames(of stream: UInt32, shard: Int = 0) throws -> [RigFrame] {
    try loops[shard].frames(of: stream)
  }

  /// Frames of a stream so far.
  func received(_ stream: UInt32, shard: Int = 0) -> [RigFrame] { loops[shard].received(stream) }

  /// One call: its answer, or why not.
  func answer<Answer: Message>(
    _ type: Answer.Type,
    _ method: UInt16,
    _ request: any Message,
    shard: Int = 0
  ) throws -> Answer {
    let stream = newStream()
    send([(stream, method, request)], shard: shard)
    return try answer(type, to: stream, shard: shard)
  }

  func answer<Answer: Message>(
    _ type: Answer.Type,
    to stream: UInt32,
    shard: Int = 0
  ) throws -> Answer {
    guard let frame = try frames(of: stream, shard: shard).last else { throw RigFailure.silent }
    guard frame.aux == 0 else { throw RigFailure.refused(try Status(bytes: frame.payload)) }
    return try Answer(bytes: frame.payload)
  }

  // MARK: - What tests need often

  static let ada = MemberReference(reference: .memberID("ada"))

  /// A programme with 1 point per 1.00, and the member `ada` in it.
  func setUp(lotTerms: LotTerms? = nil) throws {
    try putProgramme(lotTerms: lotTerms)
    try enrol("ada")
  }

  func putProgramme(lotTerms: LotTerms? = nil) throws {
    let base = Promotion(
      promotionID: "base",
      name: "1 point per 1.00",
      mechanic: .rate(Rate(points: 1, perAmountMinor: 100)),
      lotTerms: lotTerms
    )
    _ = try answer(
      PutProgrammeResponse.self,
      MethodID.putProgramme,
      PutProgrammeRequest(
        envelope: envelope(),
        programme: Programme(
          programID: "p",
          currency: "EUR",
          defaultTokenID: "points",
          tokens: [Token(tokenID: "points", name: "Points")],
          promotions: [base]
        )
      )
    )
  }

  func put(_ programme: Programme) throws {
    _ = try answer(
      PutProgrammeResponse.self,
      MethodID.putProgramme,
      PutProgrammeRequest(envelope: envelope(), programme: programme)
    )
  }

  func enrol(_ member: String) throws {
    _ = try answer(
      EnrolResponse.self,
      MethodID.enrol,
      EnrolRequest(
        envelope: envelope(),
        member: MemberReference(reference: .memberID(member)),
        mode: .create
      )
    )
  }

  func earnRequest(
    _ points: Int64,
    for member: String = "ada",
    receipt: String = "",
    store: String = "S1"
  ) -> EarnRequest {
    EarnRequest(
      envelope: envelope(store: store),
      member: MemberReference(reference: .memberID(member)),
      basket: Basket(
        lines: [BasketLine(sku: "A", quantity: 1, amountMinor: points * 100)],
        receiptNumber: receipt,
        businessDate: receipt.isEmpty ? 0 : 20_260_101
      )
    )
  }

  @discardableResult
  func earn(
    _ points: Int64,
    for member: String = "ada",
    receipt: String = "",
    store: String = "S1",
    shard: Int = 0
  ) throws -> EarnResponse {
    try answer(
      EarnResponse.self,
      MethodID.earn,
      earnRequest(points, for: member, receipt: receipt, store: store),
      shard: shard
    )
  }

  func available(_ member: String = "ada") throws -> Int64 {
    let answer = try answer(
      GetMemberResponse.self,
      MethodID.getMember,
      GetMemberRequest(
        envelope: envelope(),
        member: MemberReference(reference: .memberID(member))
      )
    )
    return answer.balances.first?.available ?? 0
  }

  func verifyLedger() throws -> VerifyLedgerResponse {
    try answer(VerifyLedgerResponse.self, MethodID.verifyLedger, VerifyLedgerRequest())
  }
}

/// Lets a test say when the log may go on.
///
/// Proof for `@unchecked Sendable`: an atomic alone.
final class LogHold: @unchecked Sendable {
  private let held = Atomic<Bool>(false)

  var isHeld: Bool {
    get { held.load(ordering: .acquiring) }
    set { held.store(newValue, ordering: .releasing) }
  }

  /// Waits while it is held; always true.
  fileprivate func allows() -> Bool {
    repeat { sched_yield() } while isHeld
    return true
  }
}

enum RigFailure: Error {
  case refused(Status)
  case silent

  /// Why a call was refused.
  var reason: Reason? { status?.reason }

  var status: Status? {
    guard case .refused(let status) = self else { return nil }
    return status
  }
}
