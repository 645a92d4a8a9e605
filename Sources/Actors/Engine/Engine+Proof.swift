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
  /// Of everything that decides anything, by its kind, where that was asked for: what a snapshot
  /// and the log behind it give must be what the log alone gives.
  package var stateHashes: [String: [UInt8]]
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
  /// - Parameter hashing: Whether ``LedgerProof/stateHashes`` is wanted.
  /// - Returns: What the directory adds up to.
  /// - Throws: ``EngineFailure`` where the directory cannot be read or is damaged.
  package func prove(hashing: Bool = false) throws(EngineFailure) -> LedgerProof {
    precondition(shards.count == 1, "\(shards.count) shards cannot run on one thread")
    let shard = shards[0]
    shard.adopt()
    let found = try find()
    let (recovered, _) = try rebuild(found, inline: true)
    do throws(LogFailure) {
      try recovered.abandon()
    } catch {
      throw EngineFailure(error)
    }
    var result = proof(shard, hashing: hashing)
    result.findings += found.rejections
    return result
  }

  private func proof(_ shard: Shard, hashing: Bool) -> LedgerProof {
    let audit = shard.auditMembersAtOnce()
    var names: [TokenNumber: String] = [:]
    for state in shard.catalogue?.assumeIsolated({ $0.programmes }) ?? [] {
      for (id, number) in state.tokens { names[number] = "\(state.programme.programID)/\(id)" }
    }
    var result = LedgerProof(
      members: audit.members,
      stateHashes: hashing ? shard.provenHashes.mapValues(\.bytes) : [:],
      lines: [],
      findings: audit.findings
    )
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

extension Shard {
  /// The hashes of all that replay makes: members, cards, programmes, what waits for a member, and
  /// the indexes.
  ///
  /// Of guests' sales that were given to a member it depends on the start whether they are there
  /// still; they are left out.
  fileprivate var provenHashes: [String: StateHash] {
    var sums: [String: StateHash] = [:]
    members.forEach { actor in
      sums["members", default: .init()].combine(actor.assumeIsolated { $0.member.fullHash })
      sums["members", default: .init()].combine(Self.hash("last", actor.number, actor.last))
    }
    func add(_ kind: String, _ bytes: [UInt8]) {
      sums[kind, default: .init()].combine(StateHash(of: bytes))
    }
    cards.forEach { add("cards", $0.stored.serialized()) }
    for sale in parkedSales.values where sale.member == 0 {
      add("parked sales", sale.stored(programID: "").serialized())
    }
    for held in heldEvents.values { add("held events", held.stored.serialized()) }
    for programme in catalogue?.assumeIsolated({ $0.programmes }) ?? [] {
      for stored in programme.stored { add("programmes", stored.serialized()) }
    }
    for (day, table) in services.requests.tables {
      for entry in table.settled {
        let hash = Self.hash("\(day)", entry.tag, entry.position)
        sums["requests", default: .init()].combine(hash)
      }
    }
    // Which of two records of one receipt has its first tag depends on the shard that was faster.
    for entry in services.receipts.settled {
      sums["receipts", default: .init()].combine(Self.hash("", 0, entry.position))
    }
    return sums
  }

  private static func hash(_ kind: String, _ tag: UInt64, _ position: UInt64) -> StateHash {
    var out = OutputBuffer()
    out.append(utf8: kind)
    out.append(littleEndian: tag)
    out.append(littleEndian: position)
    return StateHash(of: out.bytes())
  }
}
