internal import FealtyActors
package import FealtyPersistence

/// Proves the ledger from the files alone: rebuilds every member and adds up the points.
///
/// Nothing is written, and no port is opened. `fealty verify` prints what it finds.
package enum LedgerVerification {
  /// Rebuilds the state that a start would have, and checks it.
  ///
  /// - Parameters:
  ///   - storage: The data directory; its server must not run.
  ///   - path: The directory's name, for messages.
  /// - Returns: One line a check, and whether it passed.
  /// - Complexity: O(*n*) in the records since the newest snapshot and the members in it.
  package static func run(
    storage: any Storage,
    path: String
  ) -> [Check] {
    let engine = Engine(
      configuration: Engine.Configuration(shardCount: 1, directory: path, version: ""),
      storage: storage,
      clock: SystemClock(),
      random: SystemRandom(),
      zones: SystemZones(),
      pool: CallerPool(),
      wakers: [NoWaker()],
      failStop: { fatalError($0) }
    )
    do throws(EngineFailure) {
      return checks(try engine.prove())
    } catch {
      return [Check(passed: false, text: "the ledger cannot be rebuilt: \(error)")]
    }
  }

  /// One line of a verification.
  package struct Check: Sendable {
    package var passed: Bool
    package var text: String
  }

  private static func checks(_ proof: LedgerProof) -> [Check] {
    let lines = proof.lines.map { line in
      Check(
        passed: line.isBalanced,
        text: "\(line.token): issued \(line.issued) = held \(line.outstanding) "
          + "+ redeemed \(line.redeemed) + expired \(line.expired) + reversed \(line.reversed), "
          + "over \(proof.members) members"
      )
    }
    return lines + proof.findings.map { Check(passed: false, text: $0) }
  }
}

/// Wakes nobody: the shard of a verification runs on the thread that asked.
private struct NoWaker: Waker {
  func wake() {}
}

/// Runs blocking work where it is asked for: nothing else runs during a verification.
private struct CallerPool: BlockingPool {
  func run(_ work: @escaping @Sendable () -> Void) { work() }
}
