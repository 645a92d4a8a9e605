internal import CLinux
internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// What one shard needs while it replays the log.
///
/// Proof for `@unchecked Sendable`: used on the thread of its shard alone.
final class ShardReplay: @unchecked Sendable {
  /// Records that are taken together: what one needs is on its way from memory while another is
  /// applied.
  fileprivate static let blockRecords = 32

  fileprivate struct Record {
    var view: LogRecordView
    var position: UInt64
    /// Nil where it is no member's, or the member is not enrolled yet.
    var member: Unmanaged<MemberActor>?
  }

  /// The last position that anything in the snapshot may have; 0 = there is none.
  ///
  /// Set before the first record.
  @exclusivity(unchecked) var snapshotEnd: UInt64 = 0
  fileprivate let block = UnsafeMutablePointer<Record>.allocate(capacity: blockRecords)
  private let services: Services
  private let keepsIndexes: Bool
  @exclusivity(unchecked) fileprivate var requests = IndexFeed(.newestStays)
  @exclusivity(unchecked) fileprivate var receipts = IndexFeed(.nextTag)
  /// That of the table that ``requests`` fills.
  @exclusivity(unchecked) private var day = Int64.min
  @exclusivity(unchecked) private var programme: (index: UInt16, id: [UInt8])?
  /// Asked for last by ``programmeIndex(_:)``.
  @exclusivity(unchecked) private var named: (id: String, index: UInt16)?
  @exclusivity(unchecked) fileprivate var sales = SaleSequence()

  /// Room to read a member's into.
  @exclusivity(unchecked) var lots: [FealtyLoyalty.Lot] = []
  @exclusivity(unchecked) var accounts: [Account] = []
  /// Bytes of members read since the heap was last told to have room for them.
  @exclusivity(unchecked) private var bytesSinceReserve = 0

  init(_ services: Services, keepsIndexes: Bool) {
    self.services = services
    self.keepsIndexes = keepsIndexes
    receipts.turn(to: services.receipts)
  }

  deinit {
    block.deallocate()
  }

  /// Brings into the indexes what was kept back.
  private func flush() {
    requests.flush()
    receipts.flush()
  }

  /// A snapshot follows, which says what it has.
  func expect(_ facts: SnapshotFacts) {
    requests.known = facts.requestIDs
    receipts.known = facts.receipts
  }

  /// The snapshot has ended; what its entries were is no measure for the log's.
  func finishSnapshot() {
    flush()
    requests.beginLog()
    receipts.beginLog()
  }

  /// A member comes that has so many bytes in the snapshot.
  @inline(__always)
  func expectMember(of byteCount: Int) {
    bytesSinceReserve += byteCount
    guard bytesSinceReserve >= Limits.loadedBytesPerReserve else { return }
    bytesSinceReserve = 0
    HeapReserve.extendWidely()
  }

  /// The programme's number.
  ///
  /// Most members have that of the member before.
  @inline(__always)
  func programmeIndex(_ id: String) -> UInt16 {
    if let named, named.id == id { return named.index }
    let index = services.programmeIndexes.index(id)
    named = (id, index)
    return index
  }

  /// The log has ended.
  func finish(_ findings: Gathered<String>) {
    flush()
    let gaps = services.articles.gaps
    if gaps > 0 { findings.append(contentsOf: ["the log ends: \(gaps) articles are missing"]) }
    if let gap = sales.end() { findings.append(contentsOf: ["the log ends: \(gap)"]) }
  }

  /// Lets the indexes take the room at once that the whole log will need.
  fileprivate func expect(_ share: LogShare, shards: Int) {
    requests.share = share
    requests.feeds = shards
    receipts.share = share
    receipts.feeds = shards
  }

  @inline(__always)
  fileprivate func note(_ id: RequestID, _ position: UInt64) {
    guard keepsIndexes else { return }
    turn(to: id.madeAtMilliseconds / RequestIndex.dayMilliseconds)
    requests.add(id.tag, position: position)
  }

  /// The requests that are noted next are of that day.
  @inline(__always)
  func turn(to day: Int64) {
    if day != self.day { change(to: day) }
  }

  @inline(never)
  private func change(to day: Int64) {
    self.day = day
    let table = services.requests.table(madeAtMilliseconds: day * RequestIndex.dayMilliseconds)
    requests.turn(to: table)
  }

  /// Notes an entry of the day's requests, as a snapshot has it.
  @inline(__always)
  func noteRequest(_ tag: UInt64, _ position: UInt64) {
    if keepsIndexes { requests.add(tag, position: position) }
  }

  /// Notes the natural key of an event or a guest's sale.
  func noteKey(_ tag: UInt64, _ position: UInt64) {
    if keepsIndexes { receipts.add(tag, position: position) }
  }

  /// Notes the receipt of an earn.
  fileprivate func noteReceipt(
    _ posted: inout PostedRecordReader,
    _ position: UInt64,
    programme: UInt16
  ) {
    guard keepsIndexes else { return }
    if self.programme?.index != programme {
      self.programme = (programme, services.programmeIndexes.id(programme))
    }
    guard let tag = self.programme?.id.withUnsafeBytes({ posted.receiptTag(program: $0) }) else {
      return
    }
    receipts.add(tag, position: position)
  }
}

extension Shard {
  /// Takes this shard's records of a chunk.
  func replay(_ chunk: ReplayChunk, _ state: ShardReplay, _ findings: Gathered<String>) {
    state.expect(chunk.share, shards: count)
    HeapReserve.extendWidely()
    // The bytes once for all: each look at the chunk would count a reference that all shards share.
    let bytes = chunk.memory.bytes
    chunk.records[index].withUnsafeBufferPointer { records in
      chunk.batches.withUnsafeBufferPointer { batches in
        var posted = PostedRecordReader()
        var start = 0
        while start < records.count {
          let end = min(start + ShardReplay.blockRecords, records.count)
          let after = min(end + ShardReplay.blockRecords, records.count)
          for index in end..<after { Self.prefetch(bytes, records[index]) }
          take(bytes, batches, records[start..<end], &posted, state, findings)
          start = end
        }
      }
    }
    withExtendedLifetime(chunk) {}
  }

  /// Brings a record of usual size into the cache.
  @inline(__always)
  private static func prefetch(_ bytes: UnsafeRawBufferPointer, _ record: ReplayChunk.Record) {
    guard let base = bytes.baseAddress else { return }
    for line in 0..<7 { clinux_prefetch(base + Int(record.offset) + 64 * line) }
  }

  /// Takes some records, one step after the other for all: each step needs what the one before has
  /// brought into the cache.
  private func take(
    _ bytes: UnsafeRawBufferPointer,
    _ batches: UnsafeBufferPointer<UInt64>,
    _ records: Slice<UnsafeBufferPointer<ReplayChunk.Record>>,
    _ posted: inout PostedRecordReader,
    _ state: ShardReplay,
    _ findings: Gathered<String>
  ) {
    var count = 0
    for record in records {
      let position = LogPosition(batch: batches[Int(record.batch)], index: record.index)
      var reader = LogRecordReader(
        payload: UnsafeRawBufferPointer(rebasing: bytes[Int(record.offset)...]),
        recordCount: 1
      )
      do throws(LogRecordFault) {
        guard let view = try reader.next() else { continue }
        members.prefetchSlot(view.head.entity)
        (state.block + count).initialize(
          to: .init(view: view, position: position.packed, member: nil)
        )
        count += 1
      } catch {
        preconditionFailure("record \(position) was whole before: \(error)")
      }
    }
    for index in 0..<count { members.prefetchEntity(state.block[index].view.head.entity) }
    for index in 0..<count {
      let member = members.unretained(state.block[index].view.head.entity)
      state.block[index].member = member
      member?._withUnsafeGuaranteedRef { $0.prefetchArrays() }
    }
    for index in 0..<count {
      let member = state.block[index].member
      member?._withUnsafeGuaranteedRef { $0.prefetchNextLot() }
    }
    for index in 0..<count { take(state.block[index], &posted, state, findings) }
  }

  private func take(
    _ record: ShardReplay.Record,
    _ posted: inout PostedRecordReader,
    _ state: ShardReplay,
    _ findings: Gathered<String>
  ) {
    let head = record.view.head
    let position = LogPosition(packed: record.position)
    do {
      if try replay(record, &posted, state) { return }
      findings.note(
        "record \(position): version \(head.version) of entity \(head.entity) does not follow "
          + "the one before"
      )
    } catch let fault as IncompleteSale {
      findings.note("record \(position): \(fault.sentence)")
    } catch {
      findings.note("record \(position): it cannot be decoded: \(error)")
    }
  }

  /// Programmes, articles, API clients and webhooks live on shard 0, everything else where its
  /// number says.
  @inline(__always)
  static func home(of head: LogRecordHead, count: Int) -> Int {
    let livesOnFirst =
      head.entityType == UInt8(EntityType.programme.rawValue)
      || head.entityType == UInt8(EntityType.article.rawValue)
      || head.entityType == UInt8(EntityType.apiClient.rawValue)
      || head.entityType == UInt8(EntityType.webhook.rawValue)
    return livesOnFirst ? 0 : StableHash.shard(head.entity, count: count)
  }

  /// - Returns: false where the record's version leaps.
  private func replay(
    _ item: ShardReplay.Record,
    _ posted: inout PostedRecordReader,
    _ state: ShardReplay
  ) throws -> Bool {
    let (record, position) = (item.view, item.position)
    advanceStamp(to: record.head.recordedAtMilliseconds)
    let kind = RecordKind(rawValue: Int32(record.head.kind))
    if case .pointsPosted = kind { return try replayPosting(item, &posted, state) }
    if let gap = state.sales.end() { throw IncompleteSale(sentence: gap) }
    // What a request made begins with its context; the records of cards begin with the programme.
    let isCard = kind == .cardClaimed || kind == .cardReleased
    if !isCard { try noteRequest(record.body, position, state) }
    let follows = try replay(item, kind, state)
    // Its member is there now.
    if !isCard { try noteChange(record, position) }
    return follows
  }

  /// Takes a record that is no posting.
  private func replay(
    _ item: ShardReplay.Record,
    _ kind: RecordKind,
    _ state: ShardReplay
  ) throws -> Bool {
    let (record, position) = (item.view, item.position)
    switch kind {
    case .memberEnrolled, .memberChanged, .memberGuarded, .memberErased:
      return try replayMember(item, state)
    case .memberImported: return try replayImport(record, position)
    case .cardClaimed, .cardReleased: return try replayCard(record, position)
    case .programmeChanged: return try replayProgramme(record, position)
    case .requestRefused, .logRestored: return true
    case .articleLearned: return try replayArticle(record)
    case .clientChanged: return try replayClient(record, position)
    case .webhookChanged, .webhookAdvanced: return try replayWebhook(record, position)
    case .saleParked, .saleReleased, .eventHeld, .eventTaken:
      return try replayWaiting(record, kind, position, state)
    case .codesIssued, .codeCancelled: return try replayCodes(record, kind, position, state)
    default: throw DecodingError.invalidFieldNumber(offset: 0)
    }
  }

  private func replayPosting(
    _ item: ShardReplay.Record,
    _ posted: inout PostedRecordReader,
    _ state: ShardReplay
  ) throws -> Bool {
    let (head, position) = (item.view.head, item.position)
    let at = Timestamp(milliseconds: head.recordedAtMilliseconds)
    try posted.read(item.view.body, version: head.version, recordedAt: at)
    if posted.saleCount > 0 || !state.sales.isComplete {
      try checkSale(item, first: posted.saleFirst, count: posted.saleCount, state)
    }
    if let id = posted.requestID { state.note(id, position) }
    guard let member = item.member ?? members.unretained(head.entity) else { return false }
    if _slowPath(posted.isAudited) { try noteChange(item.view, position) }
    return member._withUnsafeGuaranteedRef { actor in
      if posted.hasReceipt {
        state.noteReceipt(&posted, position, programme: actor.programmeIndex)
      }
      let step = actor.replay(&posted, version: head.version, at: at, position: position)
      // Not by ==, which is a call into the other module.
      switch step {
      case .applied:
        posted.add(to: &totals)
        return true
      case .skipped: return true
      case .leaps: return false
      }
    }
  }

  @inline(never)
  private func checkSale(
    _ item: ShardReplay.Record,
    first: UInt32,
    count: UInt32,
    _ state: ShardReplay
  ) throws {
    let gap = state.sales.take(
      SaleSequence.Part(
        member: item.view.head.entity,
        version: item.view.head.version,
        batch: item.position >> 16,
        first: first,
        count: count
      )
    )
    if let gap { throw IncompleteSale(sentence: gap) }
  }

  private func noteRequest(
    _ body: UnsafeRawBufferPointer,
    _ position: UInt64,
    _ state: ShardReplay
  ) throws {
    var fields = FieldReader(body)
    guard try fields.nextTag() == 1 << 3 | 2 else { return }
    var context = try fields.readMessage()
    guard try context.nextTag() == 1 << 3 | 2, let id = RequestID(try context.readBytes()) else {
      return
    }
    state.note(id, position)
  }

  private func replayMember(
    _ item: ShardReplay.Record,
    _ state: ShardReplay
  ) throws -> Bool {
    let (record, position) = (item.view, item.position)
    let entry: Entry
    let number = record.head.entity
    if record.head.kind == UInt8(RecordKind.memberEnrolled.rawValue) {
      let enrolled = try RecordedEnrolment(record.body)
      entry = .enrolled(enrolled.enrolment)
      if members.unretained(number) == nil {
        members.insert(
          MemberActor(
            number: number,
            shard: self,
            programmeIndex: state.programmeIndex(enrolled.programID),
            member: Member(id: enrolled.memberID)
          )
        )
      }
    } else if record.head.kind == UInt8(RecordKind.memberGuarded.rawValue) {
      let body = try MemberGuardedRecord(decoding: record.body)
      entry = .guarded(MemberGuard(body.guard ?? StoredGuard()))
    } else if record.head.kind == UInt8(RecordKind.memberErased.rawValue) {
      entry = .erased
    } else {
      let change = try MemberChange(record: record.body) {
        members.find(number)?.inPlace { $0.pointee.cards } ?? []
      }
      entry = .changed(change)
    }
    guard let member = item.member ?? members.unretained(number) else { return false }
    let at = Timestamp(milliseconds: record.head.recordedAtMilliseconds)
    let version = record.head.version
    return member._withUnsafeGuaranteedRef {
      $0.replay(entry, version: version, at: at, position: position)
    }
  }

  private func replayCard(_ record: LogRecordView, _ position: UInt64) throws -> Bool {
    let body = try CardClaimedRecord(decoding: record.body)
    let number = record.head.entity
    let card: CardEntity
    if let existing = cards.find(number) {
      card = existing
    } else {
      card = CardEntity(
        number: number,
        programID: body.programID,
        cardNumber: body.cardNumber,
        version: 0,
        member: 0,
        last: 0
      )
      cards.insert(card)
    }
    guard record.head.version > card.version else { return true }
    guard record.head.version == card.version + 1 else { return false }
    card.version = record.head.version
    card.member =
      record.head.kind == UInt8(RecordKind.cardClaimed.rawValue) ? body.member : 0
    card.last = position
    return true
  }

  private func replayProgramme(_ record: LogRecordView, _ position: UInt64) throws -> Bool {
    let body = try ProgrammeChangedRecord(decoding: record.body)
    let number = record.head.entity
    let version = record.head.version
    let recordedAt = record.head.recordedAtMilliseconds
    guard let catalogue else { preconditionFailure("shard \(index) has no catalogue") }
    return catalogue.assumeIsolated {
      $0.replay(
        body,
        number: number,
        version: version,
        position: position,
        at: recordedAt
      )
    }
  }
}

/// The log has a part of a sale.
private struct IncompleteSale: Error {
  let sentence: String
}

// On the shard's thread, between the actor's steps. Not isolated: asking whether this is the
// actor's thread takes longer than applying a posting, and a closure that says so is allocated.
extension MemberActor {
  /// Takes a posting of the log: see ``Member/replay(_:version:at:)``.
  @inline(__always)
  fileprivate nonisolated func replay(
    _ posted: inout PostedRecordReader,
    version: UInt32,
    at: Timestamp,
    position: UInt64
  ) -> Member.ReplayStep {
    let step = inPlace { $0.pointee.replay(&posted.posting, version: version, at: at) }
    if case .applied = step { last = position }
    return step
  }

  /// Takes an entry of the log that is no posting; the same.
  fileprivate nonisolated func replay(
    _ entry: Entry,
    version: UInt32,
    at: Timestamp,
    position: UInt64
  ) -> Bool {
    let step = inPlace { $0.pointee.replay(entry, version: version, at: at) }
    if case .applied = step { last = position }
    if case .leaps = step { return false }
    return true
  }

  /// Brings the head of the member's lots into the cache, once the actor is there.
  @inline(__always)
  nonisolated func prefetchArrays() {
    clinux_prefetch(UnsafeRawPointer(bitPattern: inPlace { $0.pointee.lotsAddress() }))
  }

  /// Brings the place into the cache where a lot that expires last goes, and the lot before it,
  /// once the head is there.
  @inline(__always)
  fileprivate nonisolated func prefetchNextLot() {
    let next = inPlace { $0.pointee.nextLotAddress() }
    clinux_prefetch(UnsafeRawPointer(bitPattern: next - 56))
    clinux_prefetch(UnsafeRawPointer(bitPattern: next))
    clinux_prefetch(UnsafeRawPointer(bitPattern: next + 64))
  }
}
