internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

@testable import FealtyActors

/// A whole engine on one thread, on a disk in memory, under a clock that stands still until it is
/// set: requests go in as bytes and answers come out as bytes.
final class LocalEngine {
  private let engine: Engine
  private let port = AnswerPort()
  private let clock: ManualClock
  private let pool: InlinePool
  private let storage: FaultyStorage
  private let life: Life
  private var streams: UInt32 = 0

  private static let largestBatch = 24 << 10

  /// Lets the engine's own waiting go on with its turns.
  private final class Life: @unchecked Sendable {
    // For the one thread of its engine: the proof for `@unchecked Sendable`.
    weak var engine: Engine?
    var port: AnswerPort?
    var pool: InlinePool?
    var failure: String?

    func turn() {
      guard let engine else { return }
      for shard in engine.shards {
        shard.adopt()
        _ = shard.endTurn()
        _ = shard.useSpareTime()
      }
      port?.deliver(durable: engine.shards[0].durableBatch)
      if engine.logHasWork { _ = engine.turnLog(isIdle: false) }
      pool?.performAll()
    }
  }

  /// Starts an engine, on the disk of one that was ended where that is given.
  ///
  /// - Throws: `EngineFailure` where it cannot recover.
  init(
    start: Int64,
    shards: Int = 1,
    storage: FaultyStorage = FaultyStorage(seed: 1)
  ) throws {
    let life = Life()
    self.storage = storage
    clock = ManualClock(milliseconds: start)
    pool = InlinePool()
    var configuration = Engine.Configuration(
      shardCount: shards,
      directory: "memory",
      version: "comparison",
      segmentBytes: 4 * Self.largestBatch,
      readySegments: 1
    )
    configuration.logLimits = LogLimits(largestBatchBytes: Self.largestBatch)
    engine = Engine(
      configuration: configuration,
      storage: storage,
      clock: clock,
      random: CountingSource(),
      zones: KnownZones(),
      pool: pool,
      hasher: OpenHasher(),
      wakers: (0..<shards).map { _ in NoWaker() },
      meanwhile: { life.turn() },
      failStop: { life.failure = $0 }
    )
    life.engine = engine
    life.port = port
    life.pool = pool
    self.life = life
    engine.shards[0].port = port
    _ = try engine.recover()
    pool.performAll()
  }

  /// A test makes thousands of engines: none may stay.
  deinit { letGo() }

  private func letGo() {
    engine.letGo()
    pool.forget()
  }

  /// Moves the clock forward, never back, and lets what has become due by then happen.
  func setTime(_ milliseconds: Int64) {
    guard milliseconds != clock.wallMilliseconds() else { return }
    clock.set(milliseconds)
    for _ in 0..<4 { life.turn() }
  }

  /// One call.
  ///
  /// - Returns: The answer's bytes, or the status with which it was refused.
  func call(_ method: UInt16, _ payload: [UInt8]) throws -> Reply {
    streams += 1
    let stream = streams
    let call = Call(
      origin: 0,
      method: method,
      connection: 1,
      generation: 1,
      stream: stream,
      deadlineNanoseconds: 0
    )
    let shard = engine.shards[0]
    shard.adopt()
    payload.withUnsafeBytes { shard.receive(call, payload: $0) }
    for _ in 0..<1_000 {
      life.turn()
      if let failure = life.failure { throw EngineStopped(reason: failure) }
      guard let answer = port.take(stream) else { continue }
      if answer.status == 0 { return .answer(answer.payload) }
      return .refusal(try Status(bytes: answer.payload))
    }
    throw EngineStopped(reason: "no answer to a call of method \(method)")
  }

  /// The hash of what all members' futures depend on, after all that is due.
  func standingHash() -> [UInt8] {
    for _ in 0..<3 { life.turn() }
    var sum = StateHash()
    for shard in engine.shards {
      shard.adopt()
      shard.members.forEach { actor in
        sum.combine(actor.assumeIsolated { $0.member.standingHash })
      }
    }
    return sum.bytes
  }

  /// Ends the engine as a killed process ends, and gives its disk to the next.
  func kill() -> FaultyStorage {
    letGo()
    return storage.killed()
  }
}

/// What came back from a call.
enum Reply {
  case answer([UInt8])
  case refusal(Status)
}

/// The engine does not go on.
struct EngineStopped: Error {
  let reason: String
}

/// Takes the frames that leave the shard.
private final class AnswerPort: ReplyPort {
  private let open = FrameBuffer()
  private var gated: [(batch: UInt64, stream: UInt32, answer: WireAnswer)] = []
  private var ready: [UInt32: WireAnswer] = [:]

  func buffer(for call: Call, gated: Bool) -> FrameBuffer? { open }

  func finished(_ call: Call, gated: Bool, last: Bool) {
    var decoder = FrameDecoder(maximumPayloadBytes: 64 << 20)
    var consumed = 0
    let answer = open.bytes.withUnsafeBytes { bytes -> WireAnswer? in
      do {
        return try decoder.next(in: bytes, consumed: &consumed).map {
          WireAnswer(status: $0.header.aux, payload: [UInt8]($0.payload))
        }
      } catch {
        return nil
      }
    }
    guard let answer, consumed == open.bytes.count else {
      preconditionFailure("call \(call) was answered with bytes that are no frame")
    }
    open.bytes.removeAll(keepingCapacity: true)
    guard last else { return }
    if gated {
      self.gated.append((.max, call.stream, answer))
    } else {
      ready[call.stream] = answer
    }
  }

  func gate(_ batch: UInt64) {
    for index in gated.indices where gated[index].batch == .max { gated[index].batch = batch }
  }

  func deliver(durable: UInt64) {
    for waiting in gated where waiting.batch <= durable { ready[waiting.stream] = waiting.answer }
    gated.removeAll { $0.batch <= durable }
  }

  func take(_ stream: UInt32) -> WireAnswer? { ready.removeValue(forKey: stream) }
}

private struct WireAnswer {
  let status: UInt32
  let payload: [UInt8]
}
