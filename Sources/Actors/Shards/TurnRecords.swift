internal import FealtyPersistence
internal import FealtyWire

/// The records that a shard writes in one turn, and who must learn their positions.
struct TurnRecords: ~Copyable {
  var records = OutputBuffer(capacity: 64 * 1024)
  private(set) var recordCount = 0
  /// Where `previous` names another record of the turn: the field's offset, the record's index.
  private(set) var patches: [(offset: Int, index: Int)] = []
  private var members: [(actor: Unmanaged<MemberActor>, index: Int)] = []
  private var keys: [(table: Unmanaged<PositionIndex>, tag: UInt64, index: Int)] = []
  private var others: [(index: Int, note: (LogPosition) -> Void)] = []

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

  /// Tells everybody the positions and begins a new turn.
  mutating func settle(first: LogPosition) {
    let base = first.packed
    for (member, index) in members {
      // A member with several records in the turn is listed in their order: the last stays.
      member._withUnsafeGuaranteedRef { $0.last = base + UInt64(index) }
    }
    // Hundreds of requests have gone by since the keys' slots were touched.
    for (number, key) in keys.enumerated() {
      if number + Self.keysAhead < keys.count {
        let next = keys[number + Self.keysAhead]
        next.table._withUnsafeGuaranteedRef { $0.prefetch(next.tag) }
      }
      key.table._withUnsafeGuaranteedRef { $0.settle(key.tag, position: base + UInt64(key.index)) }
    }
    for (index, note) in others { note(LogPosition(packed: base + UInt64(index))) }
    records.removeAll(keepingCapacity: true)
    recordCount = 0
    patches.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
  }
}
