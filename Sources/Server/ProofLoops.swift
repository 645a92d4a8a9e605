internal import FealtyActors

/// The threads of an engine that proves a directory: each runs the turns of one shard, which hears
/// of nothing but that.
final class ProofLoops {
  private let engine: Engine
  private let wakers: [TurnWaker]
  private let threads: [PlatformThread]

  /// Makes the engine and starts the threads.
  ///
  /// - Parameters:
  ///   - count: Shards, each with a thread.
  ///   - engine: Makes the engine; gets the shards' wakers.
  /// - Throws: ``ThreadFailure`` when the system has no more threads.
  init(
    _ count: Int,
    engine: ([any Waker]) -> Engine
  ) throws(ThreadFailure) {
    let wakers = (0..<count).map { _ in TurnWaker() }
    let engine = engine(wakers)
    var threads: [PlatformThread] = []
    for (shard, waker) in zip(engine.shards, wakers) {
      do throws(ThreadFailure) {
        let thread = try PlatformThread(name: "fealty-proof-\(shard.index)") {
          shard.adopt()
          while waker.waitForTurn() { while shard.endTurn() == 0 {} }
        }
        threads.append(thread)
      } catch {
        Self.end(wakers, threads)
        throw error
      }
    }
    self.engine = engine
    self.wakers = wakers
    self.threads = threads
  }

  /// Calls `body` with the engine, then ends the threads.
  ///
  /// `isLast`: whether the process ends afterwards, so that taking the members apart is no use.
  func run<Value>(
    isLast: Bool,
    _ body: (Engine) throws(EngineFailure) -> Value
  ) throws(EngineFailure) -> Value {
    defer {
      Self.end(wakers, threads)
      if !isLast { engine.letGo() }
    }
    return try body(engine)
  }

  private static func end(_ wakers: [TurnWaker], _ threads: [PlatformThread]) {
    for waker in wakers { waker.end() }
    for thread in threads { thread.join() }
  }
}

/// Wakes a thread that does nothing but a shard's turns.
private final class TurnWaker: Waker {
  private struct State: Sendable {
    var isWoken = false
    var hasEnded = false
  }

  private let state = Guarded(State())

  func wake() { state.signal { $0.isWoken = true } }

  /// Lets ``waitForTurn()`` return false.
  func end() { state.signal { $0.hasEnded = true } }

  /// Waits until the shard has something to do.
  ///
  /// - Returns: False when there will be nothing any more.
  func waitForTurn() -> Bool {
    let isWoken = state.wait { state -> Bool? in
      if state.hasEnded { return false }
      guard state.isWoken else { return nil }
      state.isWoken = false
      return true
    }
    return isWoken ?? false
  }
}
