import FealtyWire
import Glibc
import Testing

/// Goal: whatever tills do with points, and whatever becomes of process, disk and network, each
/// deed is carried out once, what was acknowledged stays, points end at their instants, and the log
/// adds up.
///
/// Method: as in ``SimulationTests``; `FEALTY_SIMULATION_SEED` and `FEALTY_SIMULATION_SEEDS` are
/// heeded here, too.
@Suite("Simulation of sales")
struct SaleSimulationTests {
  private static func number(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }

  private static var seeds: [UInt64] {
    if let seed = number("FEALTY_SIMULATION_SEED") { return [seed] }
    return Array(1...(number("FEALTY_SIMULATION_SEEDS") ?? 100))
  }

  @Test func `S1 S2 S5 S6 N6 N7: every deed is carried out once, and the log adds up`() {
    var found = 0
    var count = Count()
    for seed in Self.seeds {
      let simulation = SaleSimulation(seed: seed)
      do {
        try simulation.run()
        count.add(simulation)
      } catch {
        let last = simulation.world.trace.text(last: 60)
        Issue.record("seed \(seed), life \(simulation.lifeCount): \(error)\n\(last)")
        found += 1
        if found == 3 { return }
      }
    }
    // It would prove little if most were refused.
    guard Self.seeds.count >= 100 else { return }
    #expect(count.sales > 300 && count.returns > 200 && count.events > 200, "\(count)")
    #expect(count.claims > 50 && count.vouchers > 50 && count.locks > 200, "\(count)")
    #expect(count.expiries > 2_000, "\(count)")
  }

  @Test func `the same seed gives the same sales`() {
    for seed in Self.seeds.prefix(5) {
      let hashes = (0..<2).map { _ in
        let simulation = SaleSimulation(seed: seed)
        // Whether it fails is for the other test.
        let outcome = Result { try simulation.run() }
        return "\(simulation.world.trace.hash) \(outcome)"
      }
      #expect(hashes[0] == hashes[1], "seed \(seed)")
    }
  }

  @Test func `an engine that was let go leaves nothing in memory, however it ended`() {
    for seed in Self.seeds.prefix(5) {
      let simulation = SaleSimulation(seed: seed)
      // Whether it fails is for the other test.
      _ = Result { try simulation.run() }
      let left = simulation.shards.count { $0() != nil }
      #expect(left == 0, "\(left) of \(simulation.shards.count), seed \(seed)")
    }
  }

  @Test("negative control: a disk that does not keep its promise is caught")
  func cheat() {
    for cheat in [TracedStorage.Cheat.skipsFileSync, .skipsDirectorySync] {
      let caught = (1...12).count { seed in
        (try? SaleSimulation(seed: UInt64(seed), cheat: cheat).run()) == nil
      }
      #expect(caught > 2, "\(cheat)")
    }
  }

  private typealias Change = (inout [LogRow]) -> Void

  /// Changes a row that a test picks, the last one of them.
  private static func last(
    _ isPicked: @escaping (LogRow) -> Bool,
    _ change: @escaping (inout [LogRow], Int) -> Void
  ) -> Change {
    { rows in if let index = rows.lastIndex(where: isPicked) { change(&rows, index) } }
  }

  @Test func `negative control: a log with one defect is rejected`() throws {
    let isEarn = { (row: LogRow) in row.posting.kind == .earn && !row.posting.lotsMade.isEmpty }
    let isExpiry = { (row: LogRow) in row.posting.kind == .expiry }
    let isEvent = { (row: LogRow) in row.posting.kind == .eventReward }
    let isSale = { (row: LogRow) in row.posting.saleCount > 1 }
    let defects: [(String, Change)] = [
      ("an earn is lost", Self.last(isEarn) { $0.remove(at: $1) }),
      ("an earn is there twice", Self.last(isEarn) { $0.append($0[$1]) }),
      ("an earn gives a point more", Self.last(isEarn) { $0[$1].posting.lotsMade[0].amount += 1 }),
      ("an earn has another version", Self.last(isEarn) { $0[$1].version += 1_000 }),
      ("an expiry is lost", Self.last(isExpiry) { $0.remove(at: $1) }),
      ("an expiry is there twice", Self.last(isExpiry) { $0.append($0[$1]) }),
      ("an expiry takes a point less", Self.last(isExpiry) { $0[$1].posting.draws[0].points -= 1 }),
      (
        "an expiry is late",
        Self.last(isExpiry) { $0[$1].posting.effectiveAtMs = $0[$1].at + 1 }
      ),
      ("a sale lacks a record", Self.last(isSale) { $0.remove(at: $1) }),
      (
        "an event is rewarded by somebody else, too",
        Self.last(isEvent) { rows, index in
          var row = rows[index]
          row.version += 1_000
          row.posting.context?.requestID = []
          rows.append(row)
        }
      ),
      (
        "nobody asked",
        Self.last(isEarn) { rows, index in
          rows[index].posting.context?.requestID = Array(repeating: 7, count: 16)
        }
      ),
    ]
    let simulation = SaleSimulation(seed: 1)
    try simulation.run()
    for (name, change) in defects {
      var rows = simulation.rows
      change(&rows)
      var audit = SaleAudit(simulation.deeds, rows: rows)
      #expect(throws: Violation.self, "\(name)") { try audit.check(simulation.served) }
    }
  }

  /// How much was done.
  private struct Count {
    var sales = 0
    var returns = 0
    var events = 0
    var claims = 0
    var vouchers = 0
    var locks = 0
    var expiries = 0

    mutating func add(_ simulation: SaleSimulation) {
      expiries += simulation.rows.count { $0.posting.kind == .expiry }
      for deed in simulation.deeds where deed.isDone {
        switch deed.role {
        case .sale: sales += 1
        case .comesBack: returns += 1
        case .event: events += 1
        case .claim: claims += 1
        case .voucherUse: vouchers += 1
        case .lock: locks += 1
        default: break
        }
      }
    }
  }
}
