import FealtyActors
import FealtyPersistence
import FealtyServer

/// What a snapshot and the log behind it give must be what the log alone gives, whenever the
/// process died.
struct SnapshotCheck {
  /// Directories that were looked at, and those whose newest snapshot was written while records
  /// came, so that replay met what it held.
  private(set) var count = 0
  private(set) var fuzzyCount = 0

  /// Compares the two on a copy of a directory.
  ///
  /// - Throws: ``Violation`` where they differ, or one of them cannot be read.
  mutating func check(_ disk: FaultyStorage, largestBatch: Int) throws {
    let image = disk.crashImage(seed: 1)
    let manifests = image.fileNames.filter { $0.hasSuffix(".manifest") }
    guard let newest = manifests.last else { return }
    let bare = image.killed()
    for name in bare.fileNames where name.hasPrefix("snapshot") { bare.remove(name) }
    let proofs = try [image, bare].map { try Self.prove($0, largestBatch: largestBatch) }
    let kinds = Set(proofs.flatMap(\.stateHashes.keys)).sorted()
    let other = kinds.filter { proofs[0].stateHashes[$0] != proofs[1].stateHashes[$0] }
    guard other.isEmpty, proofs[0].members == proofs[1].members else {
      throw Violation("what \(newest) and the log give is not what the log gives: \(other)")
    }
    count += 1
    guard let sequence = UInt64(newest.dropFirst(9).prefix(10)) else { return }
    let manifest = try SnapshotReader.open(image, sequence: sequence).manifest
    if manifest.start <= manifest.end.batch { fuzzyCount += 1 }
  }

  private static func prove(_ disk: FaultyStorage, largestBatch: Int) throws -> LedgerProof {
    var configuration = Engine.Configuration(
      shardCount: 1,
      directory: "simulated",
      version: "0",
      segmentBytes: 2 * largestBatch
    )
    configuration.logLimits = LogLimits(largestBatchBytes: largestBatch)
    let engine = Engine(
      configuration: configuration,
      storage: disk,
      clock: SimulatedClock(),
      random: SeededSource(seed: 1),
      zones: NoZones(),
      pool: SimulatedPool(),
      wakers: [SimulatedWaker()],
      failStop: { _ in }
    )
    defer { engine.letGo() }
    do throws(EngineFailure) {
      let proof = try engine.prove(hashing: true)
      guard proof.findings.isEmpty else { throw EngineFailure(.damage, "\(proof.findings)") }
      return proof
    } catch {
      throw Violation("the files prove nothing: \(error)")
    }
  }
}
