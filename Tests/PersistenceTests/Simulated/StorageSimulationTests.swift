import Testing

@testable import FealtyPersistence

/// Goal: log and snapshots keep what was acknowledged on a disk that breaks every rule it may.
///
/// Method: random workloads from seeds, and short ones with every fault at every call. The
/// optimised program does many more of both: `fealty simulate --storage-faults`.
@Suite("Simulated storage faults")
struct StorageSimulationTests {
  @Test func `S1 S2 S3 S5 S6 S7 S17: a hundred workloads with faults, and crashes in recovery`()
    throws
  {
    var sum = StorageSimulation.Tally()
    for seed: UInt64 in 1...100 { sum += try StorageSimulation.run(seed: seed) }
    #expect(sum.images > 2_000 && sum.lives > 200 && sum.spoiled > 400)
  }

  @Test func `the same seed does the same`() throws {
    for seed: UInt64 in [3, 17, 40] {
      let first = try StorageSimulation.run(seed: seed)
      #expect(try StorageSimulation.run(seed: seed) == first)
    }
  }

  @Test func `S1 S2 S3 S5 S6 S7 S11 S17: short workloads, each fault at each call`() throws {
    // Every call of the workload, one in a few of the recoveries after it.
    let depth = StorageEnumeration.Depth(images: 2, innerStride: 11)
    var sum = StorageSimulation.Tally()
    for seed: UInt64 in 1...3 { sum += try StorageEnumeration.run(seed: seed, depth: depth) }
    #expect(sum.images > 3_000 && sum.spoiled > 300)
  }

  @Test(
    "negative control: disks that cheat are found, by chance and by enumeration",
    arguments: [CheatingStorage.Cheat.skipsFileSync, .skipsDirectorySync]
  )
  func cheats(_ cheat: CheatingStorage.Cheat) {
    let found = (UInt64(1)...20).count { seed in
      do {
        _ = try StorageSimulation.run(seed: seed) { CheatingStorage($0, cheat) }
        return false
      } catch {
        return true
      }
    }
    #expect(found > 5)
    let depth = StorageEnumeration.Depth(images: 4, innerStride: 20)
    #expect(throws: StorageSimulation.Finding.self) {
      for seed: UInt64 in 1...3 {
        _ = try StorageEnumeration.run(seed: seed, depth: depth) { CheatingStorage($0, cheat) }
      }
    }
  }

  @Test func `S4: a sync that lied loses the end of the log at most, or is noticed`() throws {
    var lost = 0
    var refused = 0
    for seed: UInt64 in 1...300 {
      var random = SeededRandom(seed: seed)
      let life = StorageLife(&random, batches: 10)
      let disk = FaultyStorage(seed: seed)
      disk.plan(.lie, atCall: 1 + random.below(60), isForEver: random.below(2) == 0)
      var ledger = StorageLedger()
      _ = try life.run(disk, &ledger, &random)
      let image = disk.crashImage(seed: seed)
      let recovered: RecoveredLog
      do {
        recovered = try LogRecovery.inspect(
          image,
          newLogID: StorageLife.logID,
          options: life.options
        )
      } catch {
        refused += 1
        continue
      }
      // What is there is what was sent, without a gap: never another balance than one there was.
      var next = recovered.replayStart
      try recovered.replay(from: next) { batch in
        #expect(batch.number == next, "seed \(seed)")
        next += 1
        let checksum = CRC32C.update(0, batch.payload)
        #expect(
          batch.recordCount == 0 || ledger.sent[batch.number]?.contains(checksum) == true,
          "seed \(seed)"
        )
        return true
      }
      if let last = ledger.acknowledged.keys.max(), last > recovered.tail.batch { lost += 1 }
    }
    // One disk cannot promise more; the page on faults says so.
    #expect(lost > 10 && refused > 10)
  }

  @Test(arguments: [false, true])
  func `S8 S9: single bits of a log of 64 KiB have the verdict of the table`(
    isSealed: Bool
  ) throws {
    let log = try FlippedBits(isSealed: isSealed)
    let phase = Int.random(in: 0..<400)
    let tally = try log.run(phase: phase, step: 400)
    #expect(tally.count >= 1_280 && tally.harmless == 0, "phase \(phase)")
    #expect(tally.refused > 1_000 && tally.torn > 0)
  }

  @Test func `S11: blocks exchanged within a segment and between two are noticed`() throws {
    let sample = try SampleLog(batches: 12, sealed: true)
    let names = sample.storage.fileNames.filter { $0.hasPrefix("log-") }
    var exchanged = 0
    for first in 0..<8 {
      for second in 0..<8 {
        let (name, other) = (names[first / 4], names[second / 4])
        let storage = sample.copy()
        let sector = 512
        let bytes = storage.contents(of: name)[(first % 4 * sector)...].prefix(sector)
        let others = storage.contents(of: other)[(second % 4 * sector)...].prefix(sector)
        if bytes.elementsEqual(others) { continue }
        storage.swap(name, first % 4, with: other, second % 4)
        #expect(refusedRow(storage) != nil, "block \(first) with \(second)")
        exchanged += 1
      }
    }
    #expect(exchanged > 40)
  }
}
