import FealtyWire
import Foundation

@testable import FealtyActors

/// A frame that left the engine.
struct RigFrame: Sendable, Equatable {
  let kind: FrameKind
  let aux: UInt32
  let payload: [UInt8]
}

/// A thread that loops one shard, and the place where its frames leave.
final class RigLoop: ReplyPort, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `delivered` is guarded by `lock`; the rest belongs to the
  // loop's thread.
  private let shard: Shard
  private let waker: SignalWaker
  private let lock = NSCondition()
  private var delivered: [UInt32: [RigFrame]] = [:]
  private let open = FrameBuffer()
  private var ungated: [(stream: UInt32, frame: RigFrame)] = []
  private var gated: [(batch: UInt64, stream: UInt32, frame: RigFrame)] = []
  private var thread: RigThread?

  /// How long an answer may take, seconds: far beyond what any does.
  private static let patience: TimeInterval = 20

  init(_ shard: Shard, _ waker: SignalWaker) {
    self.shard = shard
    self.waker = waker
    shard.port = self
  }

  func start() {
    let thread = RigThread { [self] in run() }
    self.thread = thread
    thread.start()
  }

  func end() {
    waker.end()
    thread?.join()
  }

  private func run() {
    shard.adopt()
    while !waker.hasEnded {
      let next = shard.endTurn()
      deliver()
      awaitTurn(min(next, shard.useSpareTime()))
    }
  }

  /// Waits until the shard is woken or its next turn has come, and no shorter: what nobody wakes it
  /// for is never done.
  private func awaitTurn(_ next: Int64) {
    guard next != 0 else { return }
    let clock = shard.services.clock
    // A moment ahead is a moment of real time: the test's clock stands still.
    let isMoment = next != .max && next - clock.monotonicNanoseconds() <= 1_000_000
    while !waker.wait(milliseconds: 1), !isMoment {
      if next <= clock.monotonicNanoseconds() { return }
    }
  }

  private func deliver() {
    let durable = shard.durableBatch
    let ready = gated.filter { $0.batch <= durable }
    gated.removeAll { $0.batch <= durable }
    let frames = ungated + ready.map { ($0.stream, $0.frame) }
    ungated = []
    guard !frames.isEmpty else { return }
    lock.withLock {
      for (stream, frame) in frames { delivered[stream, default: []].append(frame) }
      lock.broadcast()
    }
  }

  // MARK: - Reply port

  func buffer(for call: Call, gated: Bool) -> FrameBuffer? { open }

  func finished(_ call: Call, gated: Bool, last: Bool) {
    var decoder = FrameDecoder(maximumPayloadBytes: 64 << 20)
    var consumed = 0
    let frame = open.bytes.withUnsafeBytes { bytes -> RigFrame? in
      do {
        return try decoder.next(in: bytes, consumed: &consumed).map {
          RigFrame(kind: $0.kind, aux: $0.header.aux, payload: [UInt8]($0.payload))
        }
      } catch {
        return nil
      }
    }
    guard let frame, consumed == open.bytes.count else {
      preconditionFailure("call \(call) was answered with \(open.bytes.count) bytes of no frame")
    }
    open.bytes.removeAll(keepingCapacity: true)
    if gated {
      self.gated.append((.max, call.stream, frame))
    } else {
      ungated.append((call.stream, frame))
    }
  }

  func gate(_ batch: UInt64) {
    for index in gated.indices where gated[index].batch == .max { gated[index].batch = batch }
  }

  // MARK: - The test's side

  func received(_ stream: UInt32) -> [RigFrame] { lock.withLock { delivered[stream] ?? [] } }

  func frames(of stream: UInt32) throws -> [RigFrame] {
    let limit = Date(timeIntervalSinceNow: Self.patience)
    return try lock.withLock {
      while delivered[stream]?.last?.kind != .response {
        guard lock.wait(until: limit) else { throw RigFailure.silent }
      }
      return delivered[stream] ?? []
    }
  }
}

/// Wakes a shard's thread; wakes are not lost while it does not wait.
final class SignalWaker: Waker, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = NSCondition()
  private var isAwake = false
  private var ended = false
  private var doorstep: (@Sendable () -> Void)?

  /// What the thread that wakes does before it goes on.
  var afterWake: (@Sendable () -> Void)? {
    get { lock.withLock { doorstep } }
    set { lock.withLock { doorstep = newValue } }
  }

  var hasEnded: Bool { lock.withLock { ended } }

  func wake() {
    lock.withLock {
      isAwake = true
      lock.broadcast()
    }
    afterWake?()
  }

  func end() {
    lock.withLock { ended = true }
    wake()
  }

  /// Waits until it is woken, or for some time.
  ///
  /// - Returns: Whether it was woken.
  func wait(milliseconds: Int) -> Bool {
    let limit = Date(timeIntervalSinceNow: Double(milliseconds) / 1_000)
    return lock.withLock {
      while !isAwake, lock.wait(until: limit) {}
      defer { isAwake = false }
      return isAwake
    }
  }
}

/// A thread that can be joined.
final class RigThread: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: the semaphore is made for several threads; `body` is set
  // before the thread begins, and belongs to it from there on.
  private let ended = DispatchSemaphore(value: 0)
  /// Gone when it has run: it holds what it works for, and that may hold this.
  private var body: (@Sendable () -> Void)?

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  func start() {
    let thread = Thread { [self] in
      body?()
      body = nil
      ended.signal()
    }
    thread.stackSize = 4 << 20
    thread.start()
  }

  func join() { ended.wait() }
}

/// A value that another thread brings.
final class Promised<Value: Sendable>: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `value` is written before the signal and read after it.
  private let arrived = DispatchSemaphore(value: 0)
  private var value: Value?

  func keep(_ value: Value) {
    self.value = value
    arrived.signal()
  }

  func wait() -> Value {
    arrived.wait()
    guard let value else { preconditionFailure("signalled without a value") }
    return value
  }
}

/// A pool of one thread whose work can be held back.
final class TestPool: BlockingPool, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = NSCondition()
  private var held: [@Sendable () -> Void] = []
  private var holding = false
  private var finished = false
  private let queue = DispatchQueue(label: "pool")

  /// Whether work waits instead of running; what waits runs when this ends.
  var isHeld: Bool {
    get { lock.withLock { holding } }
    set {
      let released = lock.withLock {
        holding = newValue
        defer { if !newValue { held = [] } }
        return newValue ? [] : held
      }
      for work in released { queue.async(execute: work) }
    }
  }

  func run(_ work: @escaping @Sendable () -> Void) {
    let waits = lock.withLock {
      if holding {
        held.append(work)
        lock.broadcast()
      }
      return holding
    }
    if waits { return }
    if lock.withLock({ finished }) { work() } else { queue.async(execute: work) }
  }

  /// Returns when what has been brought is done.
  func drain() { queue.sync {} }

  /// Returns when what has been brought is done; what comes later runs where it is brought.
  func finish() {
    queue.sync {}
    lock.withLock { finished = true }
  }

  /// Returns when work waits.
  func awaitHeldWork() {
    lock.withLock {
      while held.isEmpty { lock.wait() }
    }
  }
}

/// Time that a test sets.
final class TestClock: FealtyActors.Clock, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = NSLock()
  private var passed: Int64 = 1_767_225_600_000
  private var set: Int64 = 0

  func wallMilliseconds() -> Int64 { lock.withLock { passed + set } }
  func monotonicNanoseconds() -> Int64 { lock.withLock { passed * 1_000_000 } }
  func advance(milliseconds: Int64) { lock.withLock { passed += milliseconds } }
  /// Somebody sets the wall clock, forward or back.
  func setWall(byMilliseconds step: Int64) { lock.withLock { set += step } }
}

/// 1, 2, 3 …: different, and the same in each run.
final class CountingRandom: RandomSource, @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `last` is read and changed under `lock`.
  private let lock = NSLock()
  private var last: UInt64 = 0

  func next() -> UInt64 {
    lock.withLock {
      last += 1
      return last
    }
  }
}

/// Knows no zone but UTC.
struct NoZones: ZoneSource {
  func transitions(zone: String) -> [(atMilliseconds: Int64, offsetSeconds: Int32)]? { nil }
}
