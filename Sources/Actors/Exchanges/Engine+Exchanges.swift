internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// At a start: what the last process began and did not end. The giving member says that an exchange
// is under way; whether its points have arrived, the receiving member's records say.

extension Engine {
  /// Looks what has become of the exchanges that are under way, before anything is recorded.
  func findExchanges() {
    let found = Gathered<OpenExchange>()
    let watched = givenUpExchanges
    onEachShard { shard in
      shard.members.forEach { actor in
        let givenUp = actor.givenUpExchanges
        if !givenUp.isEmpty { watched.append(contentsOf: [(actor.number, givenUp)]) }
        guard actor.hasTransits else { return }
        let (transits, version) = actor.inPlace { ($0.pointee.transits, $0.pointee.version) }
        let last = actor.last
        found.append(
          contentsOf: transits.map { transit in
            OpenExchange(
              id: ExchangeID(member: actor.number, version: transit.id),
              transit: transit,
              version: version,
              last: last
            )
          }
        )
      }
    }
    let sorted = found.values.sorted {
      ($0.id.member, $0.id.version) < ($1.id.member, $1.id.version)
    }
    openExchanges.append(
      contentsOf: sorted.map { exchange in
        var exchange = exchange
        // What has become of it the partner knows.
        guard !exchange.transit.isWithPartner else { return exchange }
        do throws(Unread) {
          exchange.creditedVersion = try creditedVersion(of: exchange)
        } catch {
          // It may have arrived: it is not given out twice.
          withhold(exchange, error)
        }
        return exchange
      }
    )
  }

  /// Ends the exchanges that were under way: those whose points have arrived are settled, the
  /// others go on to the receiving member, or come back where it cannot take them.
  ///
  /// Those that are with a partner outside are taken up: it is asked what has become of them.
  ///
  /// Once, after ``recover()``, before anybody is served, and with the log's thread running: their
  /// records may be more than one batch holds.
  ///
  /// - Returns: Sentences for the operator.
  package func endExchanges() -> [String] {
    var notices = takeUpOutside()
    let open = openExchanges.values.filter { !$0.transit.isWithPartner }
    openExchanges.removeAll()
    guard !open.isEmpty else { return notices }
    for exchange in open {
      guard let version = exchange.creditedVersion else { continue }
      shards[StableHash.shard(exchange.id.member, count: shards.count)].post { shard in
        shard.resumeExchange(exchange.id, exchange.transit, creditedVersion: version)
      }
    }
    settle()
    let unknown = open.count { $0.creditedVersion == nil }
    notices.append("\(open.count - unknown) exchanges were under way and were ended")
    if unknown > 0 {
      notices.append(
        "\(unknown) exchanges stay in transit: the records that say whether they arrived cannot "
          + "be read"
      )
    }
    return notices
  }

  /// Asks the partners for what was with them, and goes on to watch what came back.
  private func takeUpOutside() -> [String] {
    let outside = openExchanges.values.filter(\.transit.isWithPartner)
    for exchange in outside {
      shards[StableHash.shard(exchange.id.member, count: shards.count)].post { shard in
        shard.resumeOutside(exchange.id, exchange.transit)
      }
    }
    for (member, exchanges) in givenUpExchanges.values.sorted(by: { $0.0 < $1.0 }) {
      shards[StableHash.shard(member, count: shards.count)].post { shard in
        shard.resumeWatching(exchanges, of: member)
      }
    }
    givenUpExchanges.removeAll()
    onEachShard { $0.askPartners() }
    guard !outside.isEmpty else { return [] }
    return ["\(outside.count) exchanges are with partners outside, who are asked"]
  }

  /// An exchange that is under way.
  struct OpenExchange: Sendable {
    var id: ExchangeID
    var transit: Transit
    /// Version and position of the giving member's newest record.
    var version: UInt32
    var last: UInt64
    /// Of the receiving member's record that has it, 0 where none has; nil where nobody can tell.
    var creditedVersion: UInt32?
  }

  /// A record that cannot be read, by its packed position.
  private struct Unread: Error {
    var position: UInt64
  }

  private func read(_ position: UInt64) throws(Unread) -> HistoryReader.Record {
    do throws(LostRecord) {
      return try services.history.record(at: position)
    } catch {
      throw Unread(position: position)
    }
  }

  /// Sees to it that a retry of the exchange's request is not taken for a new one: it hears that
  /// the answer is not known, until a start can read the records.
  private func withhold(_ exchange: OpenExchange, _ unread: Unread) {
    guard exchange.transit.returns == 0, let id = RequestID(exchange.transit.terms.caller) else {
      return
    }
    let table = services.requests.table(madeAtMilliseconds: id.madeAtMilliseconds)
    table.settle(id.tag, position: unread.position)
  }

  /// Version of the receiving member's record that has the exchange; 0 where none has.
  private func creditedVersion(of exchange: OpenExchange) throws(Unread) -> UInt32 {
    // Each record has the version before that of the one after it.
    var begun = exchange.last
    for _ in exchange.id.version..<exchange.version {
      begun = try read(begun).previous
    }
    let target = exchange.transit.terms.target
    let wanted: FealtyLoyalty.TransactionKind =
      exchange.transit.returns == 0 ? .exchangeCredited : .exchangeTakenBack
    let newest = Gathered<UInt64>()
    let done = countedWait(1)
    shards[StableHash.shard(target, count: shards.count)].post { shard in
      if let actor = shard.members.find(target) { newest.append(contentsOf: [actor.last]) }
      done.countDown()
    }
    done.wait()
    guard let last = newest.values.first else { return 0 }
    var next = last
    // What it receives comes after what has left. Older records need not be there any more.
    while next > begun {
      let record = try read(next)
      if record.kind == UInt8(RecordKind.pointsPosted.rawValue), let posting = record.posting,
        posting.kind == wanted, posting.exchange?.id == exchange.id
      {
        return record.version
      }
      next = record.previous
    }
    return 0
  }
}

extension MemberActor {
  fileprivate nonisolated var givenUpExchanges: [GivenUpExchange] {
    inPlace { Member.hasExtras(of: &$0.pointee) ? $0.pointee.givenUpExchanges : [] }
  }

  fileprivate nonisolated var hasTransits: Bool {
    inPlace { Member.hasExtras(of: &$0.pointee) && !$0.pointee.transits.isEmpty }
  }
}
