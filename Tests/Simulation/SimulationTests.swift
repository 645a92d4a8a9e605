import Glibc
import Testing

/// Goal: whatever happens to process, disk, clock and network, nothing acknowledged is lost,
/// nothing is there twice, nothing is there that was not asked for, and the ledger balances.
///
/// Method: the real engine, log and loops with simulated clock, disk, network and clients on one
/// thread, everything decided by a seed. A failure names its seed;
/// `FEALTY_SIMULATION_SEED=N swift test --filter SimulationTests` runs that one alone, and
/// `FEALTY_SIMULATION_SEEDS=N` sets how many there are.
@Suite("Simulation")
struct SimulationTests {
  private static func number(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }

  private static var seeds: [UInt64] {
    if let seed = number("FEALTY_SIMULATION_SEED") { return [seed] }
    return Array(1...(number("FEALTY_SIMULATION_SEEDS") ?? 200))
  }

  /// Runs a seed; returns what it found, with what happened last.
  private func failure(_ seed: UInt64) -> String? {
    let simulation = Simulation(seed: seed)
    do {
      try simulation.run()
      return nil
    } catch {
      let last = simulation.world.trace.text(last: 60)
      return "seed \(seed), life \(simulation.lifeCount): \(error)\n\(last)"
    }
  }

  @Test func `S1 S2 S3 S5 S6 N6 N7 C1: every crash leaves what was acknowledged, and nothing else`()
  {
    var found = 0
    for seed in Self.seeds {
      guard let failure = failure(seed) else { continue }
      Issue.record("\(failure)")
      found += 1
      if found == 3 { return }
    }
  }

  @Test
  func `points expire in order, once, and no budget is oversold, though processes die`()
    throws
  {
    var expiries = 0
    var exhausted = 0
    for seed in Self.seeds.prefix(100) {
      let hashes = try (0..<(seed <= 10 ? 2 : 1)).map { _ in
        let simulation = ExpirySimulation(seed: seed)
        do {
          try simulation.run()
        } catch {
          let last = simulation.world.trace.text(last: 60)
          Issue.record("seed \(seed): \(error)\n\(last)")
        }
        expiries += try simulation.expiries()
        exhausted += simulation.exhausted
        return simulation.world.trace.hash
      }
      #expect(Set(hashes).count == 1, "seed \(seed)")
    }
    // It would prove little if most of them died with their processes.
    #expect(expiries > 1_000)
    #expect(exhausted > 100)
  }

  @Test func `every exchange ends once, whatever crashes between its steps`() throws {
    var (settled, reversed, resumed) = (0, 0, 0)
    var (delivered, undelivered, late) = (0, 0, 0)
    var (given, givenBack, untaken) = (0, 0, 0)
    for seed in Self.seeds {
      let simulation = ExchangeSimulation(seed: seed)
      do {
        try simulation.run()
      } catch {
        Issue.record("seed \(seed): \(error)\n\(simulation.world.trace.text(last: 60))")
      }
      settled += simulation.settled
      reversed += simulation.reversed
      resumed += simulation.resumed
      delivered += simulation.delivered
      undelivered += simulation.undelivered
      late += simulation.late
      given += simulation.given
      givenBack += simulation.givenBack
      untaken += simulation.untaken
    }
    let ofBrand = "\(given) \(givenBack) \(untaken)"
    #expect(given > 500 && givenBack > 50 && untaken > 50, "\(ofBrand)")
    let counts = "\(delivered) \(undelivered) \(late)"
    #expect(delivered > 500 && undelivered > 50 && late > 20, "\(counts)")
    #expect(settled > 1_000 && reversed > 10 && resumed > 20, "\(settled) \(reversed) \(resumed)")
  }

  @Test func `the same seed gives the same trace`() throws {
    for seed in Self.seeds.prefix(20) {
      let hashes = (0..<2).map { _ in
        let simulation = Simulation(seed: seed)
        // Whether it fails is for the other test.
        let outcome = Result { try simulation.run() }
        return "\(simulation.world.trace.hash) \(simulation.world.trace.count) \(outcome)"
      }
      #expect(hashes[0] == hashes[1], "seed \(seed)")
    }
  }

  @Test func `nothing of a server reaches the global executor`() {
    let jobs = GlobalExecutorWatch.jobs(during: {
      for seed in Self.seeds.prefix(3) { _ = failure(seed) }
    })
    #expect(jobs == 0)
    // The watch sees what there is to see.
    #expect(GlobalExecutorWatch.jobs(during: { Task {} }) == 1)
  }

  @Test("negative control: a disk that does not keep its promise is caught")
  func cheat() {
    for cheat in [TracedStorage.Cheat.skipsFileSync, .skipsDirectorySync] {
      let caught = (1...16).count { seed in
        let simulation = Simulation(seed: UInt64(seed), .init(cheat: cheat))
        return (try? simulation.run()) == nil
      }
      #expect(caught > 2, "\(cheat)")
    }
  }
}
