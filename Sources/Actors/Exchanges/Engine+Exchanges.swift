internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// At a start: what the last process began and did not end. The giving member says that an exchange
// is under way; whether its points have arrived, the receiving member's records say.

extension Engine {
  /// Ends the exchanges that are under way: those whose points have arrived are settled, the others
  /// go on to the receiving member, or come back where it cannot take them.
  ///
  /// - Returns: Sentences for the operator.
  func finishExchanges() -> [String] {
    let found = Gathered<OpenExchange>()
    onEachShard { shard in
      shard.members.forEach { actor in
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
    let open = found.values.sorted {
      ($0.id.member, $0.id.version) < ($1.id.member, $1.id.version)
    }
    guard !open.isEmpty else { return [] }
    // All are looked at before the first goes on: what that records is not in the log yet.
    var known: [(exchange: OpenExchange, creditedVersion: UInt32)] = []
    for exchange in open {
      do throws(LostRecord) {
        known.append((exchange, try creditedVersion(of: exchange)))
      } catch {
        // It may have arrived: it is not given out twice.
        continue
      }
    }
    let unknown = open.count - known.count
    for (exchange, version) in known {
      shards[StableHash.shard(exchange.id.member, count: shards.count)].post { shard in
        shard.resumeExchange(exchange.id, exchange.transit, creditedVersion: version)
      }
    }
    // Two parcels for each, each sent with the end of a turn.
    for _ in 0..<4 { barrier() }
    var notices = ["\(open.count - unknown) exchanges were under way and were ended"]
    if unknown > 0 {
      notices.append(
        "\(unknown) exchanges stay in transit: the records that say whether they arrived cannot "
          + "be read"
      )
    }
    return notices
  }

  /// An exchange that is under way.
  private struct OpenExchange: Sendable {
    var id: ExchangeID
    var transit: Transit
    /// Version and position of the giving member's newest record.
    var version: UInt32
    var last: UInt64
  }

  /// Version of the receiving member's record that has the exchange; 0 where none has.
  private func creditedVersion(of exchange: OpenExchange) throws(LostRecord) -> UInt32 {
    // Each record has the version before that of the one after it.
    var begun = exchange.last
    for _ in exchange.id.version..<exchange.version {
      begun = try services.history.record(at: begun).previous
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
      let record = try services.history.record(at: next)
      if record.kind == UInt8(RecordKind.pointsPosted.rawValue), let posting = record.posting,
        posting.kind == wanted, posting.details.exchange?.id == exchange.id
      {
        return record.version
      }
      next = record.previous
    }
    return 0
  }
}

extension MemberActor {
  fileprivate nonisolated var hasTransits: Bool {
    inPlace { Member.hasExtras(of: &$0.pointee) && !$0.pointee.transits.isEmpty }
  }
}
