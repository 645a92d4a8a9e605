import Testing

@testable import FealtyActors

/// A thread whose work and rest move the clocks.
private final class Worker: BlockingPool, Clock, @unchecked Sendable {
  // Used by the one thread of its test.
  private(set) var spent: Int64 = 0
  private(set) var now: Int64 = 1_000_000_000
  private(set) var rests: [Int64] = []

  func run(_ work: @escaping @Sendable () -> Void) { work() }
  func processorNanoseconds() -> Int64 { spent }
  func wallMilliseconds() -> Int64 { now / 1_000_000 }
  func monotonicNanoseconds() -> Int64 { now }

  func rest(nanoseconds: Int64) {
    rests.append(nanoseconds)
    now += nanoseconds
  }

  /// Works for so long, and waits before it.
  func work(_ nanoseconds: Int64, waiting: Int64 = 0) {
    spent += nanoseconds
    now += nanoseconds + waiting
  }
}

@Suite("Pacing of work that nobody waits for")
struct PaceTests {
  private let worker = Worker()
  private let served = ServedTurns()

  private var pace: Pace {
    let pace = Pace(worker, worker, served)
    pace.look()
    return pace
  }

  @Test func `goes on at once while nobody is served`() {
    let pace = pace
    for _ in 0..<100 {
      worker.work(Limits.paceWorkNanoseconds)
      pace.look()
    }
    #expect(worker.rests.isEmpty)
  }

  @Test func `gets a quarter of a processor while somebody is served`() {
    let pace = pace
    let begin = worker.now
    for _ in 0..<400 {
      served.note()
      worker.work(Limits.paceWorkNanoseconds / 4)
      pace.look()
    }
    #expect(worker.spent == 100 * Limits.paceWorkNanoseconds)
    #expect(worker.rests.count == 100)
    #expect(worker.now - begin == 4 * worker.spent)
  }

  @Test func `counts what it has waited as rest`() {
    let pace = pace
    served.note()
    worker.work(Limits.paceWorkNanoseconds, waiting: Limits.paceWorkNanoseconds)
    pace.look()
    #expect(worker.rests == [2 * Limits.paceWorkNanoseconds])
    served.note()
    worker.work(Limits.paceWorkNanoseconds, waiting: 5 * Limits.paceWorkNanoseconds)
    pace.look()
    #expect(worker.rests.count == 1)
  }

  @Test func `does not rest for seconds after a piece that was too long`() {
    let pace = pace
    served.note()
    worker.work(10 * Limits.paceLongestWorkNanoseconds)
    pace.look()
    #expect(worker.rests == [3 * Limits.paceLongestWorkNanoseconds])
  }

  @Test func `goes on at once when the load has ended`() {
    let pace = pace
    served.note()
    worker.work(Limits.paceWorkNanoseconds)
    pace.look()
    worker.work(Limits.paceWorkNanoseconds)
    pace.look()
    #expect(worker.rests.count == 1)
  }
}
