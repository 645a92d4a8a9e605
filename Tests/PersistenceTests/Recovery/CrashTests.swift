import Testing

@testable import FealtyPersistence

/// Goal: nothing acknowledged is lost and nothing is invented, wherever a crash strikes (S1, S2,
/// S17).
///
/// Method: a short life on the simulated disk, a crash at each of its calls, several of the images
/// that the disk may be left with, and the same inside recovery.
@Suite("Crashes")
struct CrashTests {
  /// Calls that a whole life makes.
  private func callCount(_ life: Life, before: FaultyStorage? = nil, seed: UInt64) -> Int {
    let storage = before ?? FaultyStorage(seed: seed)
    var ledger = Ledger()
    #expect(life.run(storage, &ledger, seed: seed))
    return storage.callCount
  }

  /// Recovers an image and runs the checks.
  private func verdict(_ image: FaultyStorage, _ ledger: Ledger) -> Violation? {
    do {
      _ = try openLog(image, ledger: ledger)
      return nil
    } catch let violation as Violation {
      return violation
    } catch let failure as LogFailure {
      return .refused(failure)
    } catch {
      return .unreadable(0)
    }
  }

  @Test func `S1 S2: a crash at each call leaves what was acknowledged, and nothing else`() {
    let life = Life()
    var images = 0
    for seed: UInt64 in 1...4 {
      let calls = callCount(life, seed: seed)
      #expect(calls > 60)
      for call in 1...calls {
        let storage = FaultyStorage(seed: seed)
        storage.plan(.crash, atCall: call)
        var ledger = Ledger()
        _ = life.run(storage, &ledger, seed: seed)
        for imageSeed in 0..<60 {
          let image = storage.crashImage(seed: UInt64(call * 1_000 + imageSeed))
          let violation = verdict(image, ledger)
          #expect(violation == nil, "seed \(seed), call \(call), image \(imageSeed)")
          images += 1
        }
        let violation = verdict(storage.killed(), ledger)
        #expect(violation == nil, "seed \(seed), call \(call), killed")
      }
    }
    #expect(images >= 20_000)
  }

  @Test func `S17: a crash at each call of recovery, and again in the recovery after it`() {
    let life = Life(batches: 5, snapshots: true, closes: false)
    for call in stride(from: 20, to: 90, by: 9) {
      let storage = FaultyStorage(seed: 7)
      storage.plan(.crash, atCall: call)
      var ledger = Ledger()
      _ = life.run(storage, &ledger, seed: 7)
      let first = storage.crashImage(seed: UInt64(call))
      let calls = recoveryCalls(first.crashImage(seed: 1))
      for inner in 1...calls {
        let second = first.crashImage(seed: 1)
        second.plan(.crash, atCall: inner)
        _ = verdict(second, ledger)
        let again = second.crashImage(seed: UInt64(inner))
        for innermost in stride(from: 1, through: calls, by: 3) {
          let third = again.crashImage(seed: 2)
          third.plan(.crash, atCall: innermost)
          _ = verdict(third, ledger)
          let violation = verdict(third.crashImage(seed: UInt64(innermost)), ledger)
          #expect(violation == nil, "calls \(call), \(inner), \(innermost)")
        }
      }
    }
  }

  private func recoveryCalls(_ image: FaultyStorage) -> Int {
    _ = verdict(image, Ledger())
    return max(1, image.callCount)
  }

  @Test func `S1 S2: killed at each call, started on what the kernel still has, then a power cut`()
  {
    // Names and bytes that a killed process left in memory only must not be built upon. A second
    // life that makes no file of its own never syncs the directory but when it starts.
    let seconds =
      [Life(closes: false)]
      + [2, 4, 6].map { Life(batches: $0, snapshots: false, prepares: false, closes: false) }
    let calls = callCount(Life(), seed: 9)
    for (number, life) in seconds.enumerated() {
      for call in 1...calls {
        let storage = FaultyStorage(seed: 9)
        storage.plan(.crash, atCall: call)
        var ledger = Ledger()
        _ = Life().run(storage, &ledger, seed: 9)
        let second = storage.killed()
        #expect(life.run(second, &ledger, seed: UInt64(call)), "life \(number), call \(call)")
        for seed: UInt64 in 0..<10 {
          let violation = verdict(second.crashImage(seed: seed), ledger)
          #expect(violation == nil, "life \(number), call \(call), image \(seed)")
        }
      }
    }
  }

  /// Batches of which the next one needs another segment.
  private static func fullSegment() throws -> (FaultyStorage, FileLog, LogBatchBuffer, LogTail) {
    let storage = FaultyStorage(seed: 1)
    let log = try openLog(storage)
    let buffer = LogBatchBuffer(limits: log.limits)
    var tail = try log.tail()
    for step in 1...7 {
      buffer.reset(number: tail.batch + 1)
      fill(buffer, records: 1, bodyBytes: 100, seed: UInt64(step))
      guard case .durable(let next) = log.append(buffer, after: tail) else {
        throw Violation.lost(buffer.number)
      }
      tail = next
    }
    buffer.reset(number: tail.batch + 1)
    fill(buffer, records: 1, bodyBytes: 100, seed: 8)
    return (storage, log, buffer, tail)
  }

  // A batch must never be on the disk where the head before it is not.
  @Test func `S2: a crash at each call of the step into the next segment, and it starts`() throws {
    var crashes = 0
    for call in 1...100 {
      let (storage, log, buffer, tail) = try Self.fullSegment()
      storage.plan(.crash, atCall: call)
      if case .durable = log.append(buffer, after: tail) { break }
      crashes += 1
      for seed: UInt64 in 1...60 {
        let image = storage.crashImage(seed: seed)
        let recovered = try LogRecovery.inspect(
          image,
          newLogID: testLogID,
          options: smallOptions()
        )
        #expect(recovered.tail.batch >= tail.batch, "call \(call), seed \(seed)")
        try recovered.abandon()
      }
    }
    #expect(crashes > 3)
  }

  @Test func `S17: ten crashes in a row`() {
    for seed: UInt64 in 1...20 {
      var random = SeededRandom(seed: seed)
      var storage = FaultyStorage(seed: seed)
      var ledger = Ledger()
      for _ in 0..<10 {
        storage.plan(.crash, atCall: 1 + random.below(120))
        _ = Life(batches: 6).run(storage, &ledger, seed: random.next())
        storage = random.below(4) == 0 ? storage.killed() : storage.crashImage(seed: random.next())
      }
      let violation = verdict(storage, ledger)
      #expect(violation == nil, "seed \(seed)")
    }
  }

  @Test(
    "negative control: a storage that cheats is caught",
    arguments: [CheatingStorage.Cheat.skipsFileSync, .skipsDirectorySync]
  )
  func cheat(_ cheat: CheatingStorage.Cheat) {
    var caught = 0
    for call in stride(from: 10, to: 100, by: 3) {
      let disk = FaultyStorage(seed: 3)
      disk.plan(.crash, atCall: call)
      var ledger = Ledger()
      _ = Life().run(CheatingStorage(disk, cheat), &ledger, seed: 3)
      for seed: UInt64 in 0..<10 where verdict(disk.crashImage(seed: seed), ledger) != nil {
        caught += 1
      }
    }
    #expect(caught > 10)
  }
}
