internal import FealtyLoyalty
package import FealtyPersistence
internal import FealtyWire

/// What adding up a data directory gave.
package struct LedgerProof: Sendable {
  /// One token's points, over all members.
  package struct Line: Sendable {
    package var token: String
    package var issued: Int128
    /// Available, pending and locked points, less the debt.
    package var outstanding: Int128
    package var redeemed: Int128
    package var expired: Int128
    package var reversed: Int128

    /// Whether every point that was issued is somewhere.
    package var isBalanced: Bool { issued == outstanding + redeemed + expired + reversed }
  }

  package var members: Int64
  /// Lots of all members.
  package var lots: Int64
  /// The snapshot that was loaded; nil = none.
  package var snapshot: UInt64?
  /// The first batch that was replayed, and the last one of the log.
  package var replayStart: UInt64
  package var tail: UInt64
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
  /// - Parameters:
  ///   - hashing: Whether ``LedgerProof/stateHashes`` is wanted.
  ///   - base: What to begin with.
  /// - Returns: What the directory adds up to.
  /// - Throws: ``EngineFailure`` where the directory cannot be read or is damaged.
  package func prove(
    hashing: Bool = false,
    base: ReplayBase = .newestSnapshot
  ) throws(EngineFailure) -> LedgerProof {
    precondition(shards.count == 1, "\(shards.count) shards cannot run on one thread")
    let shard = shards[0]
    shard.adopt()
    let found = try find(base: base)
    // The indexes are in the hashes, and in nothing else that is looked at.
    let (recovered, _) = try rebuild(found, inline: true, keepsIndexes: hashing)
    do throws(LogFailure) {
      try recovered.abandon()
    } catch {
      throw EngineFailure(error)
    }
    var result = proof(shard, recovered, hashing: hashing)
    result.findings += found.rejections
    return result
  }

  private func proof(
    _ shard: Shard,
    _ recovered: RecoveredLog,
    hashing: Bool
  ) -> LedgerProof {
    let audit = shard.auditMembersAtOnce()
    var names: [TokenNumber: String] = [:]
    for state in shard.catalogue?.assumeIsolated({ $0.programmes }) ?? [] {
      for (id, number) in state.tokens { names[number] = "\(state.programme.programID)/\(id)" }
    }
    var result = LedgerProof(
      members: audit.members,
      lots: shard.lotCount,
      snapshot: recovered.snapshot?.manifest.sequence,
      replayStart: recovered.replayStart,
      tail: recovered.tail.batch,
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

extension LedgerProof {
  /// The kinds of which two proofs of one directory say different things.
  ///
  /// Of requests only the days within the window: older ones are known to who has replayed them. Of
  /// programmes only what an older server's snapshot kept, where one has read such a snapshot.
  package func kindsThatDiffer(from other: LedgerProof) -> [String] {
    let days = Set(stateHashes.keys).union(other.stateHashes.keys)
    let isOld = days.contains(Self.oldProgrammes)
    let newest = days.compactMap(Self.requestDay).max() ?? 0
    let first = newest - Limits.requestWindowMilliseconds / RequestIndex.dayMilliseconds
    return days.sorted().filter { kind in
      if let day = Self.requestDay(kind), day < first { return false }
      if kind == Self.oldProgrammes || isOld && kind == Self.programmes { return false }
      return stateHashes[kind] != other.stateHashes[kind]
    }
  }

  fileprivate static let programmes = "programmes"

  /// What the snapshots of the first servers kept of them, and those that are from such a snapshot.
  fileprivate static let programmesAtFirst = "programmes, without what came later"
  fileprivate static let oldProgrammes = "programmes of an older snapshot"

  private static let requests = "requests of day "

  fileprivate static func kind(ofRequestDay day: Int64) -> String { "\(requests)\(day)" }

  private static func requestDay(_ kind: String) -> Int64? {
    kind.hasPrefix(requests) ? Int64(kind.dropFirst(requests.count)) : nil
  }
}

extension StoredProgramme {
  /// Without the fields that snapshots did not have at first.
  fileprivate var inFirstForm: StoredProgramme {
    var form = self
    form.heads = []
    form.recordedAtMs = 0
    for index in form.promotions.indices { form.promotions[index].addedIn = 0 }
    return form
  }
}

extension Shard {
  fileprivate var lotCount: Int64 {
    var count: Int64 = 0
    members.forEach { actor in count += actor.assumeIsolated { Int64($0.member.lots.count) } }
    return count
  }

  /// The hashes of all that replay makes: members, cards, programmes, what waits for a member,
  /// articles, and the indexes.
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
    for number in 0..<services.articles.count {
      guard let names = services.articles.text(number + 1) else { continue }
      sums["articles", default: .init()].combine(Self.hash(names, UInt64(number + 1)))
    }
    for programme in catalogue?.assumeIsolated({ $0.programmes }) ?? [] {
      for stored in programme.stored {
        add(LedgerProof.programmes, stored.serialized())
        add(LedgerProof.programmesAtFirst, stored.inFirstForm.serialized())
        // The log always says when: this one is from a snapshot that did not keep it.
        if stored.programme != nil, stored.recordedAtMs == 0 {
          add(LedgerProof.oldProgrammes, stored.inFirstForm.serialized())
        }
      }
    }
    for (day, table) in services.requests.tables {
      for entry in table.settled {
        let hash = Self.hash("\(day)", entry.tag, entry.position)
        sums[LedgerProof.kind(ofRequestDay: day), default: .init()].combine(hash)
      }
    }
    // Which of two records of one receipt has its first tag depends on the shard that was faster.
    for entry in services.receipts.settled {
      sums["receipts", default: .init()].combine(Self.hash("", 0, entry.position))
    }
    return sums
  }

  private static func hash(_ names: UnsafeRawBufferPointer, _ number: UInt64) -> StateHash {
    var out = OutputBuffer()
    out.append(littleEndian: number)
    out.append(names)
    return StateHash(of: out.bytes())
  }

  private static func hash(_ kind: String, _ tag: UInt64, _ position: UInt64) -> StateHash {
    var out = OutputBuffer()
    out.append(utf8: kind)
    out.append(littleEndian: tag)
    out.append(littleEndian: position)
    return StateHash(of: out.bytes())
  }
}
