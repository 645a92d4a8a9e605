internal import Glibc
internal import Model
internal import Testing

/// Aim: the engine does what the contract says, as another author read it.
///
/// Method: random sequences from seeds go to the model of `Tests/Model` and, as bytes, to a whole
/// engine; after each request both must say the same, down to single lots, and points are
/// conserved. A difference is shrunk and printed with its seed;
/// `FEALTY_COMPARISON_SEED=N swift test --filter ComparisonTests` runs that one alone, and
/// `FEALTY_COMPARISON_SEEDS=N` sets how many there are.
@Suite("Comparison of engine and model")
struct ComparisonTests {
  private static func number(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }

  /// Ranges of seeds, for threads side by side.
  static var parts: [Range<UInt64>] {
    if let seed = number("FEALTY_COMPARISON_SEED") { return [seed..<seed + 1] }
    let count = number("FEALTY_COMPARISON_SEEDS") ?? 10_000
    let size = max(1, count / 20)
    return stride(from: 0, to: count, by: Int(size)).map { $0..<min($0 + size, count) }
  }

  @Test("random sequences: answers, balances, lots and statements are the same", arguments: parts)
  func sequences(seeds: Range<UInt64>) throws {
    for seed in seeds {
      guard let failure = try Sequence(seed: seed).run() else { continue }
      Issue.record("\(failure.shrunk())")
      return
    }
  }

  @Test("negative control: a planted difference is found and shrunk", arguments: Plant.allCases)
  func control(plant: Plant) throws {
    var found: Failure?
    for seed in UInt64(0)..<1_000 where found == nil {
      found = try Sequence(seed: seed, plant: plant).run()
    }
    let failure = try #require(found, "nothing was found of \(plant)")
    let shrunk = failure.shrunk()
    #expect(shrunk.requests.count <= 14, "\(shrunk)")
    #expect(shrunk.description.contains("FEALTY_COMPARISON_SEED=\(failure.seed)"))
  }
}
