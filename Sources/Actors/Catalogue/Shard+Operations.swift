internal import FealtyLoyalty
internal import FealtyWire

// What the people who run a server ask: totals over all shards. Each shard adds up its own members,
// a slice a turn.

/// One shard's sums, by token.
struct LedgerAudit: Sendable {
  struct Line: Sendable {
    var balance = (available: Int128(0), pending: Int128(0), locked: Int128(0), debt: Int128(0))
    var counter = TokenCounters.Counter()
    var members: Int64 = 0
    /// What floors of exchanges into the token have left over.
    var rounding = Remainders()
    /// Exchanges under way that bring the token outside, or for which somebody outside gives it.
    var outsideExchanges: Int64 = 0
    /// Exchanges that are being taken back, whose points come to members when that has ended.
    var returns: Int64 = 0
  }

  var lines: [TokenNumber: Line] = [:]
  var findings: [String] = []
  var members: Int64 = 0

  /// Findings that are listed at most: a broken server has many, and each says the same.
  static let findingsListed = 20

  mutating func merge(_ other: LedgerAudit) {
    for (token, line) in other.lines {
      lines[token, default: Line()].add(line)
    }
    findings = Array((findings + other.findings).prefix(Self.findingsListed))
    members += other.members
  }
}

extension LedgerAudit.Line {
  mutating func add(_ other: LedgerAudit.Line) {
    balance.available += other.balance.available
    balance.pending += other.balance.pending
    balance.locked += other.balance.locked
    balance.debt += other.balance.debt
    counter.add(other.counter)
    rounding.add(other.rounding)
    members += other.members
    outsideExchanges += other.outsideExchanges
    returns += other.returns
  }

  /// Whether every point that was issued is somewhere.
  var isBalanced: Bool {
    counter.issued
      == balance.available + balance.pending + balance.locked - balance.debt + counter.gone
  }
}

extension Shard {
  func verifyLedger(_ call: RoutedCall) {
    guard decode(call, VerifyLedgerRequest.self) != nil else { return }
    let reply = call.call
    audit { shard, audit in
      var response = VerifyLedgerResponse(members: audit.members)
      response.findings = audit.findings
      response.totals = shard.totals(audit)
      for (token, line) in audit.lines where !line.isBalanced {
        response.findings.append("token #\(token): issued is not what became of it")
      }
      response.balanced = response.findings.isEmpty
      shard.respond(reply, gated: true, message: response)
    }
  }

  func getToken(_ call: RoutedCall) {
    guard let request = decode(call, GetTokenRequest.self), let command = beginRead(call) else {
      return
    }
    let programme = command.programme
    guard let token = programme.tokens.first(where: { $0.id == request.tokenID }) else {
      return fail(call.call, Status(.tokenNotFound))
    }
    let reply = call.call
    audit { shard, audit in
      // Tokens of several programmes may have one name.
      let found = shard.totals(audit).first {
        $0.tokenID == token.id && $0.programID == programme.id
      }
      let message = programme.exchanges.token(token.number)?.message
      let totals = found ?? TokenTotals(tokenID: token.id, programID: programme.id)
      guard programme.hasSupply(token.number) else {
        let answer = GetTokenResponse(token: message, totals: totals)
        return shard.respond(reply, gated: true, message: answer)
      }
      let key = SharedLimits.supplyKey(token: token.number)
      shard.used([key], of: programme.index) { shard, used in
        var complete = totals
        complete.supplyLeft = max(0, token.supply - used[0])
        let answer = GetTokenResponse(token: message, totals: complete)
        shard.respond(reply, gated: true, message: answer)
      }
    }
  }

  private func totals(_ audit: LedgerAudit) -> [TokenTotals] {
    audit.lines.sorted { $0.key < $1.key }.map { token, line in
      let programme = programmes.first { $0.tokens.contains { $0.number == token } }
      return TokenTotals(
        tokenID: programme?.tokenID(token) ?? "#\(token)",
        issued: Int64(clamping: line.counter.issued),
        available: Int64(clamping: line.balance.available),
        pending: Int64(clamping: line.balance.pending),
        locked: Int64(clamping: line.balance.locked),
        debt: Int64(clamping: line.balance.debt),
        redeemed: Int64(clamping: line.counter.redeemed),
        expired: Int64(clamping: line.counter.expired),
        reversed: Int64(clamping: line.counter.reversed),
        members: line.members,
        programID: programme?.id ?? "",
        inTransit: Int64(clamping: line.counter.inTransit),
        exchanged: Int64(clamping: line.counter.exchanged),
        exchangeFees: Int64(clamping: line.counter.exchangeFees),
        exchangedIn: Int64(clamping: line.counter.exchangedIn),
        exchangeRounding: FealtyWire.Ratio.list(line.rounding),
        heldOutside: Int64(clamping: line.counter.heldOutside)
      )
    }
  }

  /// Adds up every shard and comes back here with the sum; the answer must be gated.
  func audit(_ done: @escaping @Sendable (Shard, LedgerAudit) -> Void) {
    // Every shard's part comes in a parcel behind its newest batch: a gated answer waits for all
    // that the sums show.
    let find: @Sendable (Shard, @escaping @Sendable (LedgerAudit) -> Void) -> Void = {
      $0.auditMembers($1)
    }
    gather(into: LedgerAudit(), finding: find, merging: { $0.merge($1) }, done)
  }

  func serverInfo(_ call: RoutedCall) {
    guard decode(call, GetServerInfoRequest.self) != nil else { return }
    let reply = call.call
    gather(into: 0, { Int64($0.members.count) }, merging: +=) { shard, members in
      shard.respond(reply, gated: false, message: shard.info(members: members))
    }
  }

  private func info(members: Int64) -> GetServerInfoResponse {
    let log = services.log
    let started = services.started.value
    let sync = log.syncMicroseconds
    let snapshots = services.snapshots.facts
    return GetServerInfoResponse(
      version: started.version,
      shards: UInt32(count),
      durableBatch: log.durableBatch,
      members: members,
      uptimeMs: (services.clock.monotonicNanoseconds() - started.atNanoseconds) / 1_000_000,
      residentBytes: services.started.residentBytes(),
      connections: services.started.connections(),
      recoveryMs: started.recoveryMilliseconds,
      recoveredRecords: started.recoveredRecords,
      dataDirectory: started.directory,
      syncP50Us: Int64(sync.p50),
      syncP99Us: Int64(sync.p99),
      batches: Int64(log.batches),
      records: Int64(log.records),
      snapshots: snapshots.taken,
      snapshotFailures: snapshots.failures,
      snapshotFailuresInARow: snapshots.failuresInARow,
      snapshotSequence: snapshots.sequence,
      snapshotAtMs: snapshots.atMilliseconds,
      logNeededFrom: snapshots.logNeededFrom
    )
  }
}

extension LedgerAudit.Line {
  mutating func add(_ balance: FealtyLoyalty.Balance, _ lifetime: Account) {
    self.balance.available += Int128(balance.available.rawValue)
    self.balance.pending += Int128(balance.pending.rawValue)
    self.balance.locked += Int128(balance.locked.rawValue)
    self.balance.debt += Int128(balance.debt.rawValue)
    counter.issued += Int128(lifetime.issued.rawValue)
    counter.redeemed += Int128(lifetime.redeemed.rawValue)
    counter.expired += Int128(lifetime.expired.rawValue)
    counter.reversed += Int128(lifetime.reversed.rawValue)
    members += 1
  }
}
