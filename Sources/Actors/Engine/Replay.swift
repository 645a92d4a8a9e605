internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Hands snapshot and log to the shards, each of which takes what it is home to, and gathers what
/// does not fit.
///
/// Used by the starting thread. Batches are copied once and read by every shard; a few are under
/// way at a time, so that memory stays bounded.
final class Replay {
  private let shards: [Shard]
  private let pending = CountedWait(0)
  private let findings = Gathered<String>()
  private var chunk: [UInt8] = []
  private static let chunkBytes = 1 << 20
  private static let chunksUnderWay = 16

  /// Whether the shards have no loops, and work runs on the calling thread.
  private let isInline: Bool

  init(_ shards: [Shard], inline: Bool = false) {
    self.shards = shards
    isInline = inline
  }

  /// Adds a record of the snapshot.
  func add(section: UInt8, _ bytes: UnsafeRawBufferPointer) {
    withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { chunk.append(contentsOf: $0) }
    chunk.append(section)
    chunk.append(contentsOf: bytes)
    if chunk.count >= Self.chunkBytes { flush() }
  }

  func flush() {
    guard !chunk.isEmpty else { return }
    let content = chunk
    chunk = []
    send { shard, findings in shard.load(chunk: content, findings) }
  }

  func add(_ batch: LogBatchView) {
    let payload = [UInt8](batch.payload)
    let number = batch.number
    let count = batch.recordCount
    send { shard, findings in
      shard.replay(batch: number, payload: payload, recordCount: count, findings)
    }
  }

  private func send(_ work: @escaping @Sendable (Shard, Gathered<String>) -> Void) {
    let findings = findings
    if isInline {
      for shard in shards { work(shard, findings) }
      return
    }
    let pending = pending
    pending.wait(until: Self.chunksUnderWay * shards.count)
    for shard in shards {
      pending.countUp()
      shard.post { shard in
        work(shard, findings)
        pending.countDown()
      }
    }
  }

  func wait() { pending.wait() }

  /// - Throws: damage, with what did not fit.
  func check() throws(EngineFailure) {
    let found = findings.values
    guard let first = found.first else { return }
    throw EngineFailure(
      .damage,
      "\(first)\(found.count > 1 ? " (and \(found.count - 1) more)" : "")"
    )
  }
}

extension Shard {
  /// Takes this shard's records of a batch.
  func replay(
    batch: UInt64,
    payload: [UInt8],
    recordCount: Int,
    _ findings: Gathered<String>
  ) {
    payload.withUnsafeBytes { bytes in
      var reader = LogRecordReader(payload: bytes, recordCount: recordCount)
      do {
        var index: UInt16 = 0
        while let record = try reader.next() {
          let position = LogPosition(batch: batch, index: index)
          index &+= 1
          guard home(of: record.head) == self.index else { continue }
          if try !replay(record, position.packed) {
            findings.append(contentsOf: [
              "batch \(batch), record \(index - 1): version \(record.head.version) of entity "
                + "\(record.head.entity) does not follow the one before"
            ])
          }
        }
      } catch {
        findings.append(contentsOf: ["batch \(batch): a record cannot be decoded: \(error)"])
      }
    }
  }

  /// Programmes live on shard 0, everything else where its number says.
  private func home(of head: LogRecordHead) -> Int {
    head.entityType == UInt8(EntityType.programme.rawValue)
      ? 0 : StableHash.shard(head.entity, count: count)
  }

  /// - Returns: false where the record's version leaps.
  private func replay(_ record: LogRecordView, _ position: UInt64) throws -> Bool {
    advanceStamp(to: record.head.recordedAtMilliseconds)
    switch RecordKind(rawValue: Int32(record.head.kind)) {
    case .pointsPosted: return try replayPosting(record, position)
    case .memberEnrolled, .memberChanged: return try replayMember(record, position)
    case .cardClaimed, .cardReleased: return try replayCard(record, position)
    case .programmeChanged: return try replayProgramme(record, position)
    case .requestRefused:
      try noteRequest(record.body, position)
      return true
    default: throw DecodingError.invalidFieldNumber(offset: 0)
    }
  }

  private func replayPosting(_ record: LogRecordView, _ position: UInt64) throws -> Bool {
    try noteRequest(record.body, position)
    guard let actor = members.find(record.head.entity) else { return false }
    try noteReceipt(record.body, position, program: actor.programmeIndex)
    let at = Timestamp(milliseconds: record.head.recordedAtMilliseconds)
    let posting = try Posting(record: record.body, version: record.head.version, recordedAt: at)
    let version = record.head.version
    return actor.assumeIsolated {
      $0.replay(.posted(posting), version: version, at: at, position: position)
    }
  }

  private func replayMember(_ record: LogRecordView, _ position: UInt64) throws -> Bool {
    try noteRequest(record.body, position)
    let entry: Entry
    let number = record.head.entity
    if record.head.kind == UInt8(RecordKind.memberEnrolled.rawValue) {
      let enrolled = try MemberEnrolledRecord(decoding: record.body)
      entry = .enrolled(Enrolment(enrolled))
      if members.find(number) == nil {
        members.insert(
          MemberActor(
            number: number,
            shard: self,
            programmeIndex: services.programmeIndexes.index(enrolled.programID),
            member: Member(id: enrolled.memberID)
          )
        )
      }
    } else {
      let cards = members.find(number)?.assumeIsolated { $0.member.cards } ?? []
      entry = .changed(MemberChange(try MemberChangedRecord(decoding: record.body), cards: cards))
    }
    guard let actor = members.find(number) else { return false }
    let at = Timestamp(milliseconds: record.head.recordedAtMilliseconds)
    let version = record.head.version
    return actor.assumeIsolated {
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
    try noteRequest(record.body, position)
    let body = try ProgrammeChangedRecord(decoding: record.body)
    let number = record.head.entity
    let version = record.head.version
    guard let catalogue else { preconditionFailure("shard \(index) has no catalogue") }
    return catalogue.assumeIsolated {
      $0.replay(body, number: number, version: version, position: position)
    }
  }

  // MARK: - Indexes

  private func noteRequest(_ body: UnsafeRawBufferPointer, _ position: UInt64) throws {
    var fields = FieldReader(body)
    guard try fields.nextTag() == 1 << 3 | 2 else { return }
    var context = try fields.readMessage()
    guard try context.nextTag() == 1 << 3 | 2, let id = RequestID(try context.readBytes()) else {
      return
    }
    services.requests.table(madeAtMilliseconds: id.madeAtMilliseconds)
      .settle(id.tag, position: position)
  }

  private func noteReceipt(
    _ body: UnsafeRawBufferPointer,
    _ position: UInt64,
    program: UInt16
  ) throws {
    var fields = FieldReader(body)
    var receipt: UnsafeRawBufferPointer?
    var date: Int32 = 0
    var context: FieldReader?
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        guard let receipt, let context else { return }
        return try settle(receipt, date: date, context, position, program: program)
      case 1 << 3 | 2: context = try fields.readMessage()
      case 2 << 3:
        guard try fields.readVarint() == 1 else { return }
      case 19 << 3 | 2: receipt = try fields.readBytes()
      case 20 << 3: date = Int32(truncatingIfNeeded: try fields.readVarint())
      default: try fields.skip(tag)
      }
    }
  }

  private func settle(
    _ receipt: UnsafeRawBufferPointer,
    date: Int32,
    _ message: FieldReader,
    _ position: UInt64,
    program: UInt16
  ) throws {
    var context = message
    var store = UnsafeRawBufferPointer(start: nil, count: 0)
    var terminal = UnsafeRawBufferPointer(start: nil, count: 0)
    while true {
      let tag = try context.nextTag()
      switch tag {
      case 0:
        let tag = services.programmeIndexes.id(program).withUnsafeBytes {
          ReceiptKey.tag(
            program: $0,
            store: store,
            terminal: terminal,
            date: date,
            receipt: receipt
          )
        }
        return services.receipts.settle(tag, position: position)
      case 5 << 3 | 2: store = try context.readBytes()
      case 6 << 3 | 2: terminal = try context.readBytes()
      default: try context.skip(tag)
      }
    }
  }
}

extension Enrolment {
  init(_ record: MemberEnrolledRecord) {
    self.init(
      stage: .init(rawValue: UInt8(clamping: record.stage.rawValue)) ?? .active,
      tier: record.tier,
      segments: record.segments,
      cards: record.cardNumber.isEmpty ? [] : [record.cardNumber],
      profile: FealtyLoyalty.Profile(record.profile ?? FealtyWire.Profile())
    )
  }
}

extension MemberChange {
  init(_ record: MemberChangedRecord, cards: [String]) {
    self.init(
      stage: record.stage == .stageNone
        ? nil : .init(rawValue: UInt8(clamping: record.stage.rawValue)),
      tier: record.tier.isEmpty ? nil : record.tier,
      segments: record.replaceSegments ? record.segments : nil,
      cards: record.cardNumber.isEmpty ? nil : cards + [record.cardNumber],
      profile: record.profile.map { FealtyLoyalty.Profile($0) }
    )
  }
}
