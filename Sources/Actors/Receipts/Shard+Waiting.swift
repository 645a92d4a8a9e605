internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// What waits for a member: guests' sales, and events of ids that nobody has enrolled. Their start,
// their end, and their records.

extension Shard {
  /// Begins to look for what lapses, and rewards events whose member has enrolled meanwhile.
  ///
  /// Once, when snapshot and log have been taken and nobody is served yet.
  func startWaiting() {
    waitingTimers.start()
    // In an order of their own: what lapses at one instant is recorded in the order of its entries.
    for sale in parkedSales.values.sorted(by: { $0.number < $1.number }) {
      waitingTimers.add(sale.number, at: max(1, sale.claimUntil))
    }
    for held in heldEvents.values.sorted(by: { $0.number < $1.number }) {
      keepTimer(of: held)
      for event in held.events {
        let number = StableHash.hash(program: event.programID, member: event.memberID)
        var next = number
        while let actor = members.find(next) {
          if actor.inPlace({ $0.pointee.id }) == event.memberID { rewardHeldEvents(of: actor) }
          next &+= 1
        }
      }
    }
  }

  /// Gives up what has lapsed by now.
  func runWaitingTimers() {
    let now = stamp()
    var left = Limits.timersPerTurn
    while left > 0, waitingTimers.next <= now.milliseconds, canRecord,
      let entry = waitingTimers.take(by: now.milliseconds)
    {
      left -= 1
      lapseSale(entry.number, now: now)
      lapseEvents(of: entry.number, now: now)
      wakeOutside(entry.number)
    }
  }

  /// What waits for a member, codes among it, each in bytes that do not tell where its records lie.
  var waitingBodies: [[UInt8]] {
    var bodies: [[UInt8]] = []
    for sale in parkedSales.values where !sale.isConfirmed {
      var stored = sale.stored(programID: "")
      (stored.lastPosition, stored.parkedPosition) = (0, 0)
      bodies.append(stored.serialized())
    }
    for held in heldEvents.values {
      var stored = held.stored
      stored.lastPosition = 0
      bodies.append(stored.serialized())
    }
    for sheet in codes.sheets.values {
      var stored = sheet.stored
      stored.lastPosition = 0
      bodies.append(stored.serialized())
    }
    return bodies
  }

  // MARK: - Replay

  /// Takes a record of a parked sale or a held event; false where its version leaps.
  func replayWaiting(
    _ record: LogRecordView,
    _ kind: RecordKind,
    _ position: UInt64,
    _ state: ShardReplay
  ) throws -> Bool {
    let (number, version) = (record.head.entity, record.head.version)
    switch kind {
    case .saleParked:
      let body = try SaleParkedRecord(decoding: record.body)
      // A later record of the sale is of a return, and has its own key if any.
      if version == 1 { state.noteKey(body.receiptTag, position) }
      if let tag = body.returnTag { state.noteKey(tag, position) }
      if wasGone(parkedSales[number] == nil, version, position, state) { return true }
      return replayParked(body, number: number, version: version, position: position)
    case .saleReleased:
      let body = try SaleReleasedRecord(decoding: record.body)
      return replayReleased(body, number: number, version: version, position: position)
    default:
      let body = try EventHeldRecord(decoding: record.body)
      let isTaken = kind == .eventTaken
      if !isTaken, let event = body.event {
        let tag = Array(body.programID.utf8).withUnsafeBytes { EventKey.tag(program: $0, event) }
        state.noteKey(tag, position)
      }
      if wasGone(heldEvents[number] == nil, version, position, state) { return true }
      return replayHeldEvent(
        body,
        isTaken: isTaken,
        number: number,
        version: version,
        position: position
      )
    }
  }

  /// Whether a record is of what was taken and gone already when the snapshot came to it.
  ///
  /// What waits is forgotten when it waits no more. A snapshot that was written meanwhile does not
  /// have it, and the log has the records of its last days.
  private func wasGone(
    _ isMissing: Bool,
    _ version: UInt32,
    _ position: UInt64,
    _ state: ShardReplay
  ) -> Bool {
    isMissing && version > 1 && position <= state.snapshotEnd
  }

  /// Takes a record of a snapshot.
  func loadWaiting(section: UInt8, _ bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    if section == SnapshotSection.parkedSales {
      let stored = try StoredReceipt(decoding: bytes)
      guard StableHash.shard(stored.number, count: count) == index else { return }
      parkedSales[stored.number] = ParkedSale(stored, programmes: services.programmeIndexes)
    } else {
      let stored = try StoredHeldEvents(decoding: bytes)
      guard StableHash.shard(stored.number, count: count) == index else { return }
      heldEvents[stored.number] = HeldEvents(stored)
    }
  }
}

extension SaleParkedRecord {
  /// The natural key of the sale.
  var key: NaturalKey {
    NaturalKey(
      storeID: context?.storeID ?? "",
      terminalID: context?.terminalID ?? "",
      businessDate: businessDate,
      receiptNumber: receiptNumber
    )
  }

  /// Where the sequence of its receipt's tags begins.
  var receiptTag: UInt64 { ReceiptKey.tag(program: programID, key: key) }

  /// The same of the return's receipt; nil where it is of none.
  fileprivate var returnTag: UInt64? {
    returnKey.map { ReceiptKey.tag(program: programID, key: $0, kind: .ofReturn) }
  }
}

extension Engine {
  /// Takes back guests' sales that were given to a member whose record a crash prevented, and
  /// confirms the others.
  ///
  /// Before the shards report what is used of budgets: each use is then in one place.
  func releaseUnconfirmedClaims() {
    let claims = Gathered<(sale: UInt64, member: UInt64, position: UInt64)>()
    onEachShard { shard in
      for sale in shard.parkedSales.values where sale.member != 0 && !sale.isConfirmed {
        claims.append(contentsOf: [(sale.number, sale.member, sale.last)])
      }
    }
    for claim in claims.values.sorted(by: { $0.sale < $1.sale }) {
      let isPosted = isClaimPosted(claim.sale, by: claim.member, since: claim.position)
      shards[StableHash.shard(claim.sale, count: shards.count)].post { shard in
        shard.settleClaimAtStart(claim.sale, isPosted: isPosted)
      }
    }
    barrier()
  }

  /// Whether a record of the member, later than the one that gave it the sale, posts the sale.
  private func isClaimPosted(_ sale: UInt64, by member: UInt64, since position: UInt64) -> Bool {
    let newest = Gathered<UInt64>()
    let done = countedWait(1)
    shards[StableHash.shard(member, count: shards.count)].post { shard in
      if let actor = shard.members.find(member) { newest.append(contentsOf: [actor.last]) }
      done.countDown()
    }
    done.wait()
    guard let newest = newest.values.first else { return false }
    var isPosted = false
    do throws(LostRecord) {
      try services.history.walk(from: newest) { record in
        guard record.position > position else { return false }
        if record.kind == UInt8(RecordKind.pointsPosted.rawValue),
          // A posting that was written can be read; what is none is no claim either.
          let posted = try? PointsPostedRecord(bytes: record.bytes), posted.kind == .saleClaimed
        {
          isPosted = isPosted || posted.claims(sale)
        }
        return !isPosted
      }
    } catch {
      // The member's record may be among what cannot be read: a sale is not given out twice.
      isPosted = true
    }
    return isPosted
  }
}

extension PointsPostedRecord {
  /// Whether it posts the parked sale with this number.
  fileprivate func claims(_ sale: UInt64) -> Bool { claimedSale == sale }
}
