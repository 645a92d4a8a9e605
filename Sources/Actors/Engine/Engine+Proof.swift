internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// What adding up a data directory gave.
package struct LedgerProof: Sendable {
  /// One token's points, over all members.
  package struct Line: Sendable {
    package var token: String
    package var issued: Int64
    /// Available, pending and locked points, less the debt.
    package var outstanding: Int64
    package var redeemed: Int64
    package var expired: Int64
    package var reversed: Int64

    /// Whether every point that was issued is somewhere.
    package var isBalanced: Bool { issued == outstanding + redeemed + expired + reversed }
  }

  package var members: Int64
  package var lines: [Line]
  /// What does not fit, in sentences.
  package var findings: [String]
}

extension Engine {
  /// Rebuilds the state on the calling thread, adds it up, and lets go of the directory unchanged.
  ///
  /// It is a programmer error to call it on an engine with more than one shard, or on one whose
  /// shard has a loop.
  ///
  /// - Throws: ``EngineFailure`` where the directory cannot be read or is damaged.
  package func prove() throws(EngineFailure) -> LedgerProof {
    precondition(shards.count == 1, "\(shards.count) shards cannot run on one thread")
    let shard = shards[0]
    shard.adopt()
    let recovered = try rebuild(try find(), Replay(shards, inline: true))
    do throws(LogFailure) {
      try recovered.abandon()
    } catch {
      throw EngineFailure(error)
    }
    return proof(shard)
  }

  private func proof(_ shard: Shard) -> LedgerProof {
    let audit = shard.auditMembersAtOnce()
    var names: [TokenNumber: String] = [:]
    for state in shard.catalogue?.assumeIsolated({ $0.programmes }) ?? [] {
      for (id, number) in state.tokens { names[number] = "\(state.programme.programID)/\(id)" }
    }
    var result = LedgerProof(members: audit.members, lines: [], findings: audit.findings)
    for (token, line) in audit.lines.sorted(by: { $0.key < $1.key }) {
      let balance = line.balance
      let proof = LedgerProof.Line(
        token: names[token] ?? "#\(token)",
        issued: line.counter.issued,
        outstanding: balance.available + balance.pending + balance.locked - balance.debt,
        redeemed: line.counter.redeemed,
        expired: line.counter.expired,
        reversed: line.counter.reversed
      )
      if !proof.isBalanced {
        result.findings.append("\(proof.token): what was issued is not what became of it")
      }
      result.lines.append(proof)
    }
    return result
  }
}
