internal import FealtyPersistence
internal import FealtyWire

/// The records that a shard writes in one turn, and who must learn their positions.
struct TurnRecords: ~Copyable {
  var records = OutputBuffer(capacity: 64 * 1024)
  private(set) var recordCount = 0
  /// Where `previous` names another record of the turn: the field's offset, the record's index.
  private var patches: [(offset: Int, index: Int)] = []
  /// Where a turn may be cut that does not fit one batch: beyond what one usually has, and before
  /// what is large; ascending.
  private var cuts: [Cut] = []
  /// Whether the next records belong to those before: they reach the log in one batch.
  private var isTogether = false
  /// Where those began.
  private var together = Cut(offset: 0, index: 0)
  /// What has been handed over of the turn, in order: the first record, and where it lies.
  private var handed: [(index: Int, first: LogPosition)] = []
  private var begin = Cut(offset: 0, index: 0)
  private var members: [(actor: Unmanaged<MemberActor>, index: Int)] = []
  private var keys: [(table: Unmanaged<PositionIndex>, tag: UInt64, index: Int)] = []
  private var others: [(index: Int, note: (LogPosition) -> Void)] = []

  /// Before a record of the turn.
  struct Cut: BitwiseCopyable {
    var offset: Int
    var index: Int
  }

  /// A packed position never has this bit: batch numbers have 47 bits in practice and 48 by right,
  /// and the last of them would take a million batches a second for four years.
  static let localBit: UInt64 = 1 << 63

  /// How far ahead of the settling slots are fetched.
  private static let keysAhead = 8

  /// Writes a record.
  ///
  /// `previous`: packed position of the entity's previous record, or ``localBit`` and its
  /// index in this turn, or 0.
  ///
  /// - Returns: the record's index in the turn.
  mutating func append(
    kind: RecordKind,
    entityType: EntityType,
    entity: UInt64,
    version: UInt32,
    previous: UInt64,
    atMilliseconds: Int64,
    body: (inout OutputBuffer) -> Void
  ) -> Int {
    let start = records.count
    if start > Limits.turnRecordBytes, !isTogether {
      cuts.append(Cut(offset: start, index: recordCount))
    }
    let isLocal = previous & Self.localBit != 0
    let head = LogRecordHead(
      kind: UInt8(truncatingIfNeeded: kind.rawValue),
      entityType: UInt8(truncatingIfNeeded: entityType.rawValue),
      entity: entity,
      version: version,
      previous: LogPosition(packed: isLocal ? 0 : previous),
      recordedAtMilliseconds: atMilliseconds
    )
    records.appendUninitialized(LogRecordLayout.headBytes) { room in
      guard let base = room.baseAddress else { return 0 }
      head.write(to: base, bodyCount: 0)
      return LogRecordLayout.headBytes
    }
    body(&records)
    let length = records.count - start - LogRecordLayout.lengthBytes
    records.patch(littleEndian: UInt32(length), at: start)
    if isLocal {
      patches.append(
        (start + LogRecordLayout.previous, Int(previous & ~Self.localBit))
      )
    }
    // Beside what came before it, a large one may fit no batch.
    if start > 0, start <= Limits.turnRecordBytes, length > Limits.turnRecordBytes, !isTogether {
      cuts.append(Cut(offset: start, index: recordCount))
    }
    recordCount += 1
    return recordCount - 1
  }

  /// The member learns where this record lies when the turn ends; until then its `last` is local.
  mutating func note(_ member: MemberActor, index: Int) {
    member.last = Self.localBit | UInt64(index)
    members.append((Unmanaged.passUnretained(member), index))
  }

  /// The key's reservation is settled with this record's position.
  ///
  /// The table outlives the turn: see `RequestIndex.dropDays(before:)`.
  @inline(__always)
  mutating func note(_ table: Unmanaged<PositionIndex>, tag: UInt64, index: Int) {
    keys.append((table, tag, index))
  }

  mutating func note(index: Int, _ work: @escaping (LogPosition) -> Void) {
    others.append((index, work))
  }

  /// Keeps the records that `body` writes in one batch, which they must fit.
  mutating func together(_ isTogether: Bool) {
    guard isTogether else {
      self.isTogether = false
      let isLarge = records.count - together.offset > Limits.turnRecordBytes
      // Where it began behind as much, it has its cut.
      if isLarge, (1...Limits.turnRecordBytes).contains(together.offset) { cuts.append(together) }
      return
    }
    together = Cut(offset: records.count, index: recordCount)
    if records.count > Limits.turnRecordBytes { cuts.append(together) }
    self.isTogether = true
  }

  // MARK: - Handing over

  /// Gives the records to `log`, as many as it takes at once.
  ///
  /// - Returns: The batch of the last; nil where the log has no room for all of them now. What it
  ///   has taken it is not given again.
  mutating func handOver(to log: LogWriter) -> UInt64? {
    while begin.index < recordCount {
      let end = nextCut(capacity: log.capacity)
      let own = ownPatches(until: end)
      let (from, count) = (begin, end.index - begin.index)
      let first = records.withUnsafeBytes { bytes in
        log.handOver(
          UnsafeRawBufferPointer(rebasing: bytes[from.offset..<end.offset]),
          count: count,
          patches: own
        )
      }
      guard let first else { return nil }
      handed.append((begin.index, first))
      begin = end
    }
    return handed.last?.first.batch
  }

  /// The last place up to which the records fit one batch.
  private func nextCut(capacity: Int) -> Cut {
    let end = Cut(offset: records.count, index: recordCount)
    if end.offset - begin.offset <= capacity { return end }
    let fitting = cuts.last { $0.offset > begin.offset && $0.offset - begin.offset <= capacity }
    // What is together and fits no batch was to be refused before.
    return fitting ?? cuts.first { $0.offset > begin.offset } ?? end
  }

  /// The patches of the records from ``begin`` to a cut, as the log counts; those that name what
  /// has been handed over are written here.
  private mutating func ownPatches(until end: Cut) -> [(offset: Int, index: Int)] {
    if begin.index == 0, end.index == recordCount { return patches }
    var own: [(offset: Int, index: Int)] = []
    for patch in patches where begin.offset..<end.offset ~= patch.offset {
      if patch.index >= begin.index {
        own.append((patch.offset - begin.offset, patch.index - begin.index))
      } else {
        records.patch(littleEndian: position(of: patch.index), at: patch.offset)
      }
    }
    return own
  }

  /// Where a record lies that has been handed over, packed.
  private func position(of index: Int) -> UInt64 {
    var place = handed.count - 1
    while handed[place].index > index { place -= 1 }
    return handed[place].first.packed + UInt64(index - handed[place].index)
  }

  /// Calls `body` with each record and where it lies, packed, once all was handed over.
  func forEachRecord(_ body: (LogRecordView, UInt64) -> Void) {
    records.withUnsafeBytes { bytes in
      var reader = LogRecordReader(payload: bytes, recordCount: recordCount)
      do throws(LogRecordFault) {
        while case let index = reader.index, let record = try reader.next() {
          body(record, position(of: index))
        }
      } catch {
        preconditionFailure("a turn's records cannot be read: \(error)")
      }
    }
  }

  /// Tells everybody the positions, once all was handed over, and begins a new turn.
  mutating func settle() {
    for (member, index) in members {
      // A member with several records in the turn is listed in their order: the last stays.
      let position = position(of: index)
      member._withUnsafeGuaranteedRef { $0.last = position }
    }
    // Hundreds of requests have gone by since the keys' slots were touched.
    for (number, key) in keys.enumerated() {
      if number + Self.keysAhead < keys.count {
        let next = keys[number + Self.keysAhead]
        next.table._withUnsafeGuaranteedRef { $0.prefetch(next.tag) }
      }
      let position = position(of: key.index)
      key.table._withUnsafeGuaranteedRef { $0.settle(key.tag, position: position) }
    }
    for (index, note) in others { note(LogPosition(packed: position(of: index))) }
    records.removeAll(keepingCapacity: true)
    recordCount = 0
    patches.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    handed.removeAll(keepingCapacity: true)
    if !cuts.isEmpty { cuts.removeAll() }
    begin = Cut(offset: 0, index: 0)
  }
}
