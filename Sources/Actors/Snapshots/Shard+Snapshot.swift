internal import FealtyWire

// What a shard does for a snapshot that is being taken: small slices between its turns, at moments
// when everything that it has applied has its position in the log.

/// Where a shard stands in a snapshot.
///
/// Confined to the shard's thread.
final class SnapshotShare {
  enum Stage {
    case begin, members, cards, sales, events, codes, articles, indexes, end
  }

  let run: SnapshotRun
  var stage = Stage.begin
  var chunk: SnapshotChunk?
  /// The first place of the table that has not been looked at, and how many there were.
  var slot = 0
  var slotCount = 0
  /// Of what waits for a member, how many are still to be looked at; nil before the first look.
  var place: Int?
  /// The indexes, of which this shard reads every so many stripes.
  var tables: [(day: Int64, table: PositionIndex)] = []
  var stripe = 0
  var stripePlace = PositionIndex.Place()
  /// What the shard has, for the manifest.
  var facts = SnapshotFacts()
  /// Whether requests, or answers to them, have come since the last slice.
  var hasServed = true
  /// Monotonic nanoseconds: not before it the next slice.
  var notBefore: Int64 = 0

  init(_ run: SnapshotRun) { self.run = run }
}

extension Shard {
  /// What one step came to.
  private enum Progress {
    case goesOn, waits, done
  }

  /// A snapshot begins.
  func begin(_ run: SnapshotRun) { snapshotShare = SnapshotShare(run) }

  /// Uses the time after a turn: for a slice of the snapshot that is being taken.
  ///
  /// To be called when the turn's answers have left.
  ///
  /// - Returns: Monotonic nanoseconds at which to end another turn at the latest; `Int64.max` =
  ///   when woken.
  package func useSpareTime() -> Int64 {
    if hasServed {
      hasServed = false
      services.served.note()
      snapshotShare?.hasServed = true
    }
    let timed = index == 0 ? services.snapshots.lookAtTime(services.clock) : .max
    guard let share = snapshotShare else { return timed }
    return min(timed, goOn(share))
  }

  private func goOn(_ share: SnapshotShare) -> Int64 {
    guard !share.run.isOver else {
      snapshotShare = nil
      return .max
    }
    // Stalled: the log wakes the shard when it has room.
    guard turn.recordCount == 0 else { return .max }
    let clock = services.clock
    let begin = clock.monotonicNanoseconds()
    if begin < share.notBefore { return share.notBefore }
    // Where nobody asked for anything since the last slice, the next follows at once. Where
    // somebody did, the snapshot takes a tenth.
    let isBusy = share.hasServed
    share.hasServed = false
    var slots = share.run.options.sliceSlots
    var progress = Progress.goesOn
    var end = begin
    repeat {
      progress = step(share, &slots)
      end = clock.monotonicNanoseconds()
    } while progress == .goesOn && slots > 0 && end - begin < Limits.snapshotSliceNanoseconds
    switch progress {
    case .goesOn:
      guard isBusy else { return 0 }
      share.notBefore = end + (end - begin) * Limits.snapshotRestRatio
      return share.notBefore
    case .waits: return .max
    case .done:
      snapshotShare = nil
      return 0
    }
  }

  private func step(_ share: SnapshotShare, _ slots: inout Int) -> Progress {
    switch share.stage {
    case .begin:
      begin(share)
      return .goesOn
    case .members, .cards: return storeTable(share, &slots)
    case .sales, .events: return storeWaiting(share, &slots)
    case .codes: return storeCodes(share, &slots)
    case .articles: return storeArticles(share, &slots)
    case .indexes: return storeIndexes(share, &slots)
    case .end:
      hand(share)
      share.facts.serverTimeMs = lastStamp
      if share.run.finished(share.facts) {
        let newest = services.log.newestBatch
        let run = share.run
        whenDurable(newest) { _ in run.finish(newest: newest) }
      }
      return .done
    }
  }

  private func begin(_ share: SnapshotShare) {
    if let catalogue {
      share.run.write(catalogue.assumeIsolated { $0.programmes })
      share.run.write(webhooks.states.values.map(\.stored))
    }
    if index == 0, let chunk = chunk(share, SnapshotSection.access) { storeAccess(to: chunk) }
    share.run.write(audit: audit.stored())
    share.run.settled()
    turn(share, to: .members)
  }

  private func turn(_ share: SnapshotShare, to stage: SnapshotShare.Stage) {
    hand(share)
    share.stage = stage
    share.slot = 0
    share.place = nil
  }

  /// Gives the writer what was written so far.
  private func hand(_ share: SnapshotShare) {
    guard let chunk = share.chunk, !chunk.bytes.isEmpty else { return }
    share.chunk = nil
    share.run.write(chunk)
  }

  /// The chunk to write to; nil where the shard must wait for one.
  private func chunk(_ share: SnapshotShare, _ section: UInt8, day: Int64 = 0) -> SnapshotChunk? {
    if share.chunk == nil { share.chunk = share.run.takeChunk(index) }
    share.chunk?.section = section
    share.chunk?.day = day
    return share.chunk
  }

  // MARK: - Entities

  private func storeTable(_ share: SnapshotShare, _ slots: inout Int) -> Progress {
    let isMembers = share.stage == .members
    let section = isMembers ? SnapshotSection.members : SnapshotSection.cards
    guard let chunk = chunk(share, section) else { return .waits }
    let slotCount = isMembers ? members.slotCount : cards.slotCount
    // The table has grown, and everybody has another place. What is there twice is loaded once.
    if share.slot == 0 || share.slotCount != slotCount {
      (share.slot, share.slotCount) = (0, slotCount)
      // Nobody leaves the table: so many are found, and perhaps some that come meanwhile.
      if isMembers {
        share.facts.members = UInt64(members.count)
      } else {
        share.facts.cards = UInt64(cards.count)
      }
    }
    let count = min(Limits.snapshotStepSlots, slots)
    slots -= count
    let next =
      isMembers
      ? members.forEach(from: share.slot, slots: count) { actor in
        let program = services.programmeIndexes.id(actor.programmeIndex)
        chunk.add { actor.store(program: program, to: &$0) }
      }
      : cards.forEach(from: share.slot, slots: count) { card in
        chunk.add { card.stored.encode(into: &$0) }
      }
    share.slot = next ?? slotCount
    if next == nil {
      turn(share, to: isMembers ? .cards : .sales)
    } else if chunk.isFull {
      hand(share)
    }
    return .goesOn
  }

  private func storeWaiting(_ share: SnapshotShare, _ slots: inout Int) -> Progress {
    let isSales = share.stage == .sales
    let section = isSales ? SnapshotSection.parkedSales : SnapshotSection.heldEvents
    let place = share.place ?? (isSales ? parkedSales.count : heldEvents.count)
    guard place > 0 else {
      turn(share, to: isSales ? .events : .codes)
      return .goesOn
    }
    guard let chunk = chunk(share, section) else { return .waits }
    let most = min(Limits.snapshotStepSlots, slots)
    slots -= most
    // What is gone meanwhile has a record that says so, or none that matters.
    share.place =
      isSales
      ? parkedSales.look(from: place, most: most) { sale in
        let id = services.programmeIndexes.id(sale.programmeIndex)
        let program = String(decoding: id, as: UTF8.self)
        chunk.add { sale.stored(programID: program).encode(into: &$0) }
      }
      : heldEvents.look(from: place, most: most) { held in
        chunk.add { held.stored.encode(into: &$0) }
      }
    if chunk.isFull { hand(share) }
    return .goesOn
  }

  private func storeCodes(_ share: SnapshotShare, _ slots: inout Int) -> Progress {
    let place = share.place ?? codes.sheets.count
    guard place > 0 else {
      turn(share, to: .articles)
      return .goesOn
    }
    guard let chunk = chunk(share, SnapshotSection.codeSheets) else { return .waits }
    let most = min(Limits.snapshotStepSheets, slots)
    slots -= most
    share.place = codes.sheets.look(from: place, most: most) { sheet in
      chunk.add { sheet.stored.encode(into: &$0) }
    }
    if chunk.isFull { hand(share) }
    return .goesOn
  }

  /// `share.place`: how many were written.
  private func storeArticles(_ share: SnapshotShare, _ slots: inout Int) -> Progress {
    guard index == 0 else {
      turn(share, to: .indexes)
      return .goesOn
    }
    guard let chunk = chunk(share, SnapshotSection.articles) else { return .waits }
    let count = min(Limits.snapshotStepSlots, slots)
    slots -= count
    let written = share.place ?? 0
    let next = storeArticles(from: UInt32(written) + 1, atMost: count, to: chunk)
    share.place = written + count
    if next == nil {
      share.facts.articles = UInt64(articleQueue.count(in: services.articles))
      turn(share, to: .indexes)
    } else if chunk.isFull {
      hand(share)
    }
    return .goesOn
  }

  // MARK: - Indexes

  private func storeIndexes(_ share: SnapshotShare, _ slots: inout Int) -> Progress {
    guard share.run.hasAllSettled else { return .waits }
    if share.tables.isEmpty {
      share.tables = services.requests.tables + [(Self.receiptsDay, services.receipts)]
      share.stripe = index
    }
    guard let (day, table) = share.tables.last else {
      preconditionFailure("the receipts are always there")
    }
    let isReceipts = day == Self.receiptsDay
    let section = isReceipts ? SnapshotSection.packedReceipts : SnapshotSection.packedRequests
    guard let chunk = chunk(share, section, day: isReceipts ? 0 : day) else { return .waits }
    if share.stripe < PositionIndex.stripeCount {
      let count = min(Limits.snapshotIndexSlots, slots)
      slots -= count
      let before = chunk.bytes.count
      let isAtEnd = table.copy(share.stripe, from: &share.stripePlace, slots: count, &chunk.bytes)
      let copied = UInt64((chunk.bytes.count - before) / MemoryLayout<PositionSlot>.stride)
      if isReceipts { share.facts.receipts += copied } else { share.facts.requestIDs += copied }
      if isAtEnd {
        share.stripe += self.count
        share.stripePlace = PositionIndex.Place()
      }
      if chunk.isFull { hand(share) }
      return .goesOn
    }
    hand(share)
    share.tables.removeLast()
    share.stripe = index
    if share.tables.isEmpty { share.stage = .end }
    return .goesOn
  }

  /// In place of a day.
  private static let receiptsDay = Int64.min
}

extension CardEntity {
  var stored: StoredCard {
    StoredCard(
      number: number,
      version: version,
      programID: programID,
      cardNumber: cardNumber,
      member: member,
      lastPosition: last
    )
  }
}
