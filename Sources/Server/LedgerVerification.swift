internal import FealtyActors
package import FealtyPersistence

/// Proves the ledger from the files alone: rebuilds every member, adds up the points, and compares
/// what a snapshot says with what the log before it gives.
///
/// Nothing is written, and no port is opened. `fealty verify` prints what it finds.
package enum LedgerVerification {
  /// What the server's archives leave out, and with it the chain.
  package static var archivePolicy: ArchivePolicy { .ofServer(days: nil, bytes: nil) }

  /// One line of a verification.
  package struct Check: Equatable, Sendable {
    package var name: String

    /// What was looked at.
    package var covered: String

    /// What is wrong, in sentences; none where nothing is.
    package var findings: [String]

    package init(name: String, covered: String, findings: [String]) {
      self.name = name
      self.covered = covered
      self.findings = findings
    }
  }

  /// A state, as far as it is compared with another.
  package struct State: Sendable {
    /// The snapshot that was loaded; nil = none.
    package var snapshot: UInt64?
    /// The first batch that was replayed, and the last one of the log.
    package var replayStart: UInt64
    package var tail: UInt64
    /// See `LedgerProof`.
    package var hashes: [String: [UInt8]]

    package init(
      snapshot: UInt64?,
      replayStart: UInt64,
      tail: UInt64,
      hashes: [String: [UInt8]]
    ) {
      self.snapshot = snapshot
      self.replayStart = replayStart
      self.tail = tail
      self.hashes = hashes
    }
  }

  /// Rebuilds the state that a start would have, and checks it; then rebuilds it from as far back
  /// as the log reaches, and compares.
  ///
  /// One after the other, each with a thread for each processor: both at once would need twice the
  /// memory of a server.
  ///
  /// - Parameters:
  ///   - storage: The data directory. The caller holds its lock.
  ///   - path: The directory's name, for messages.
  /// - Returns: One line a check.
  /// - Complexity: O(*n*) in the records of the log and the members in a snapshot.
  package static func run(storage: any Storage, path: String) -> [Check] {
    let (checks, state) = started(storage: storage, path: path, isLast: !hasSnapshots(storage))
    guard let state else { return checks }
    return checks + [compared(state, storage: storage, path: path)]
  }

  /// The first half of ``run(storage:path:)``: rebuilds the state that a start would have, and
  /// checks it.
  ///
  /// `isLast`: whether the process ends afterwards, so that taking the members apart is no use.
  ///
  /// - Returns: One line a check, and what ``compared(_:storage:path:)`` wants; nil where the state
  ///   cannot be rebuilt.
  package static func started(
    storage: any Storage,
    path: String,
    isLast: Bool
  ) -> (checks: [Check], state: State?) {
    do throws(EngineFailure) {
      // Without a snapshot there is nothing to compare: no hashes are needed.
      let hashing = hasSnapshots(storage)
      let held = HeldStorage(storage)
      let proof = try prove(held, path, .newestSnapshot, hashing: hashing, isLast: isLast)
      return (checks(proof), State(proof))
    } catch {
      let finding = "the ledger cannot be rebuilt: \(error)"
      return ([Check(name: "ledger", covered: "snapshot and log", findings: [finding])], nil)
    }
  }

  /// Whether there may be something to compare.
  package static func hasSnapshots(_ storage: any Storage) -> Bool {
    do throws(StorageError) {
      return try storage.list().contains { $0.hasSuffix(".manifest") }
    } catch {
      // The proof meets the same failure, and says so.
      return true
    }
  }

  /// `isLast`: whether the process ends afterwards, so that taking the members apart is no use.
  private static func prove(
    _ storage: HeldStorage,
    _ path: String,
    _ base: ReplayBase,
    hashing: Bool,
    isLast: Bool
  ) throws(EngineFailure) -> LedgerProof {
    let count = min(ProcessResources.processors, Limits.proofShards)
    let loops: ProofLoops
    do throws(ThreadFailure) {
      loops = try ProofLoops(count) { wakers in
        Engine(
          configuration: Engine.Configuration(shardCount: count, directory: path, version: ""),
          storage: storage,
          clock: SystemClock(),
          random: SystemRandom(),
          zones: SystemZones(),
          pool: CallerPool(),
          wakers: wakers,
          failStop: { fatalError($0) }
        )
      }
    } catch {
      throw EngineFailure(.io, "the system has no more threads: \(error.code)")
    }
    // Where the older state is the same as what was looked at, it need not be looked at.
    let audits = base == .newestSnapshot
    return try loops.run(isLast: isLast) { engine throws(EngineFailure) in
      try engine.proveOnLoops(hashing: hashing, auditing: audits, base: base)
    }
  }

  private static func checks(_ proof: LedgerProof) -> [Check] {
    let members = Check(
      name: "members",
      covered: "\(proof.members) members, \(proof.lots) lots: order, parts, holds, accounts",
      findings: proof.findings
    )
    let tokens = proof.lines.map { line in
      var sum = """
        issued \(line.issued) = held \(line.outstanding) + redeemed \(line.redeemed) + expired \
        \(line.expired) + reversed \(line.reversed)
        """
      if line.inTransit != 0 || line.exchanged != 0 {
        sum += " + in transit \(line.inTransit) + exchanged \(line.exchanged)"
      }
      if line.heldOutside != 0 { sum += "; partners hold \(line.heldOutside)" }
      return Check(
        name: "token \(line.token)",
        covered: sum,
        findings: line.isBalanced ? [] : ["what was issued is not what became of it"]
      )
    }
    return [members] + tokens
  }

  /// The second half of ``run(storage:path:)``: whether the newest snapshot, brought up to the end
  /// of the log, is what the log before it gives.
  ///
  /// Nothing is left to be done in this process afterwards.
  package static func compared(
    _ started: State,
    storage: any Storage,
    path: String
  ) -> Check {
    let name = "snapshot = log"
    guard let snapshot = started.snapshot else {
      return Check(name: name, covered: "no snapshot: a start replays the whole log", findings: [])
    }
    do throws(EngineFailure) {
      let held = HeldStorage(storage)
      let older = State(try prove(held, path, .oldest, hashing: true, isLast: true))
      guard older.snapshot != snapshot else {
        let covered = "not compared: no older snapshot, and the log begins after batch 1"
        return Check(name: name, covered: covered, findings: [])
      }
      let base = older.snapshot.map { "snapshot \($0)" } ?? "nothing"
      let covered =
        "snapshot \(snapshot) and batches \(started.replayStart)–\(started.tail) = \(base) and "
        + "batches \(older.replayStart)–\(older.tail)"
      let other = LedgerProof.kindsThatDiffer(started.hashes, older.hashes)
      let findings =
        other.isEmpty
        ? []
        : ["snapshot-\(snapshot): not what the log gives: \(other.joined(separator: ", "))"]
      return Check(name: name, covered: covered, findings: findings)
    } catch {
      return Check(
        name: name,
        covered: "snapshot \(snapshot)",
        findings: ["the log before it cannot be replayed: \(error)"]
      )
    }
  }
}

extension LedgerVerification.State {
  fileprivate init(_ proof: LedgerProof) {
    self.init(
      snapshot: proof.snapshot,
      replayStart: proof.replayStart,
      tail: proof.tail,
      hashes: proof.stateHashes
    )
  }
}

/// A directory whose lock somebody else in this process holds.
private final class HeldStorage: Storage {
  private let storage: any Storage

  init(_ storage: any Storage) { self.storage = storage }

  func list() throws(StorageError) -> [String] { try storage.list() }

  func open(_ name: String, _ mode: StorageOpenMode) throws(StorageError) -> any StorageFile {
    // Recovery opens a log to go on writing it; here nothing may.
    try storage.open(name, mode == .readWrite ? .read : mode)
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    preconditionFailure("a verification renames \(name) to \(newName)")
  }

  func unlink(_ name: String) throws(StorageError) {
    preconditionFailure("a verification removes \(name)")
  }

  func syncDirectory() throws(StorageError) { try storage.syncDirectory() }

  func lock(_ name: String) throws(StorageError) -> any StorageLock { HeldLock() }
}

private final class HeldLock: StorageLock {
  func release() throws(StorageError) {}
}

/// Runs blocking work where it is asked for: nothing else runs during a verification.
private struct CallerPool: BlockingPool {
  func run(_ work: @escaping @Sendable () -> Void) { work() }
}
