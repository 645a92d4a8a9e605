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
    package var inTransit: Int128
    /// Became points of other tokens, or fees of that.
    package var exchanged: Int128
    /// Not of what was issued: partners outside have given it out for other points.
    package var heldOutside: Int128

    /// Whether every point that was issued is somewhere.
    package var isBalanced: Bool {
      issued == outstanding + redeemed + expired + reversed + inTransit + exchanged
    }
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
    shards[0].adopt()
    return try prove(inline: true, hashing: hashing, auditing: true, base: base)
  }

  /// The same on the shards' own threads, whose loops must run.
  ///
  /// - Parameters:
  ///   - hashing: Whether ``LedgerProof/stateHashes`` is wanted.
  ///   - auditing: Whether members and totals are looked at: who wants nothing but the hashes, to
  ///     compare them with those of a state that was looked at, needs it not.
  ///   - base: What to begin with.
  /// - Returns: What the directory adds up to.
  /// - Throws: ``EngineFailure`` where the directory cannot be read or is damaged.
  package func proveOnLoops(
    hashing: Bool,
    auditing: Bool,
    base: ReplayBase
  ) throws(EngineFailure) -> LedgerProof {
    try prove(inline: false, hashing: hashing, auditing: auditing, base: base)
  }

  private func prove(
    inline: Bool,
    hashing: Bool,
    auditing: Bool,
    base: ReplayBase
  ) throws(EngineFailure) -> LedgerProof {
    let found = try find(base: base)
    // The indexes are in the hashes, and in nothing else that is looked at.
    let (recovered, _) = try rebuild(found, inline: inline, keepsIndexes: hashing, audits: false)
    do throws(LogFailure) {
      try recovered.abandon()
    } catch {
      throw EngineFailure(error)
    }
    let parts: [ShardProof]
    if inline {
      parts = shards.map { $0.proof(hashing: hashing, auditing: auditing) }
    } else {
      let gathered = Gathered<ShardProof>()
      onEachShard {
        gathered.append(contentsOf: [$0.proof(hashing: hashing, auditing: auditing)])
      }
      parts = gathered.values.sorted { $0.shard < $1.shard }
    }
    var result = proof(parts, recovered)
    result.findings += found.rejections
    return result
  }

  private func proof(_ parts: [ShardProof], _ recovered: RecoveredLog) -> LedgerProof {
    var audit = LedgerAudit()
    var hashes: [String: StateHash] = [:]
    var names: [TokenNumber: String] = [:]
    for part in parts {
      audit.merge(part.audit)
      names.merge(part.tokens) { first, _ in first }
      for (kind, hash) in part.hashes { hashes[kind, default: .init()].combine(hash) }
    }
    var result = LedgerProof(
      members: audit.members,
      lots: parts.reduce(0) { $0 + $1.lots },
      snapshot: recovered.snapshot?.manifest.sequence,
      replayStart: recovered.replayStart,
      tail: recovered.tail.batch,
      stateHashes: hashes.mapValues(\.bytes),
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
        reversed: line.counter.reversed,
        inTransit: line.counter.inTransit,
        exchanged: line.counter.exchanged + line.counter.exchangeFees,
        heldOutside: line.counter.heldOutside
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
    Self.kindsThatDiffer(stateHashes, other.stateHashes)
  }

  /// The same by the ``stateHashes`` of both.
  package static func kindsThatDiffer(
    _ hashes: [String: [UInt8]],
    _ others: [String: [UInt8]]
  ) -> [String] {
    let days = Set(hashes.keys).union(others.keys)
    let isOld = days.contains(oldProgrammes)
    let newest = days.compactMap(requestDay).max() ?? 0
    let first = newest - Limits.requestWindowMilliseconds / RequestIndex.dayMilliseconds
    return days.sorted().filter { kind in
      if let day = requestDay(kind), day < first { return false }
      if kind == oldProgrammes || isOld && kind == programmes { return false }
      return hashes[kind] != others[kind]
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

/// What one shard adds to a ``LedgerProof``.
private struct ShardProof: Sendable {
  var shard: Int
  var audit: LedgerAudit
  var lots: Int64
  var hashes: [String: StateHash]
  /// Where the catalogue is: the tokens' names.
  var tokens: [TokenNumber: String]
}

extension Shard {
  fileprivate func proof(hashing: Bool, auditing: Bool) -> ShardProof {
    var proof = ShardProof(
      shard: index,
      audit: auditing ? auditMembersAtOnce() : LedgerAudit(),
      lots: auditing ? lotCount : 0,
      hashes: hashing ? provenHashes : [:],
      tokens: [:]
    )
    for state in catalogue?.assumeIsolated({ $0.programmes }) ?? [] {
      for (id, number) in state.tokens {
        proof.tokens[number] = "\(state.programme.programID)/\(id)"
      }
    }
    return proof
  }

  private var lotCount: Int64 {
    var count: Int64 = 0
    forEachMember { actor in count += actor.inPlace { Int64($0.pointee.lots.count) } }
    return count
  }

  /// Calls `body` with every member, when it has come into the cache.
  private func forEachMember(_ body: (MemberActor) -> Void) {
    _ = members.forEach(
      from: 0,
      slots: members.slotCount,
      soon: { $0.prefetchArrays() },
      body: body
    )
  }

  /// The hashes of all that replay makes: members, cards, programmes, codes, what waits for a
  /// member, articles, webhooks, and of the indexes, which all shards share, this shard's part of
  /// the stripes.
  ///
  /// Of guests' sales that were given to a member it depends on the start whether they are there
  /// still; they are left out.
  private var provenHashes: [String: StateHash] {
    var sums: [String: StateHash] = [:]
    var sum = StateHash()
    forEachMember { actor in
      actor.inPlace { sum.combine(Member.fullHash(of: &$0.pointee)) }
      sum.combine(StateHash(of: actor.number, actor.last))
    }
    if members.count > 0 { sums["members"] = sum }
    func add(_ kind: String, _ bytes: [UInt8]) {
      sums[kind, default: .init()].combine(StateHash(of: bytes))
    }
    cards.forEach { add("cards", $0.stored.serialized()) }
    for sale in parkedSales.values where sale.member == 0 {
      add("parked sales", sale.stored(programID: "").serialized())
    }
    for sheet in codes.sheets.values { add("codes", sheet.stored.serialized()) }
    for held in heldEvents.values { add("held events", held.stored.serialized()) }
    // Articles live on the first shard, and all shards know them.
    for number in 0..<(index == 0 ? services.articles.count : 0) {
      guard let names = services.articles.text(number + 1) else { continue }
      sums["articles", default: .init()].combine(Self.hash(names, UInt64(number + 1)))
    }
    for webhook in webhooks.states.values {
      // Archives have no secrets.
      var stored = webhook.stored
      stored.secrets = nil
      add("webhooks", stored.serialized())
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
      sums[LedgerProof.kind(ofRequestDay: day)] = hash(of: table) { StateHash(of: $0, $1) }
    }
    // Which of two records of one receipt has its first tag depends on the shard that was faster.
    sums["receipts"] = hash(of: services.receipts) { _, position in StateHash(of: 0, position) }
    return sums
  }

  /// The hash of what this shard's part of an index has; nil where it has nothing.
  private func hash(
    of table: PositionIndex,
    _ entry: (_ tag: UInt64, _ position: UInt64) -> StateHash
  ) -> StateHash? {
    var sum: StateHash?
    for stripe in stride(from: index, to: PositionIndex.stripeCount, by: count) {
      table.forEachSettled(in: stripe) { tag, position in
        var found = sum ?? StateHash()
        found.combine(entry(tag, position))
        sum = found
      }
    }
    return sum
  }

  private static func hash(_ names: UnsafeRawBufferPointer, _ number: UInt64) -> StateHash {
    var out = OutputBuffer()
    out.append(littleEndian: number)
    out.append(names)
    return StateHash(of: out.bytes())
  }
}
