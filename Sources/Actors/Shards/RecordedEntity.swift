internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// What has records of its own beside the members, each of which leads to the one before it.
protocol RecordedEntity: NumberedEntity, AnyObject {
  static var recordType: EntityType { get }
  var version: UInt32 { get set }
  /// Packed position of the newest record; 0 before the first.
  var last: UInt64 { get set }
}

extension CardEntity: RecordedEntity {
  static var recordType: EntityType { .card }
}

extension CodeSheet: RecordedEntity {
  static var recordType: EntityType { .codeSheet }
}

extension HeldEvents: RecordedEntity {
  static var recordType: EntityType { .heldEvent }
}

extension ParkedSale: RecordedEntity {
  static var recordType: EntityType { .receipt }
}

extension Shard {
  /// Records what has become of an entity of this shard, as its next version.
  ///
  /// - Returns: The record's index in the turn.
  @discardableResult
  func record(
    _ entity: some RecordedEntity,
    kind: RecordKind,
    body: (inout OutputBuffer) -> Void
  ) -> Int {
    entity.version += 1
    let index = turn.append(
      kind: kind,
      entityType: type(of: entity).recordType,
      entity: entity.number,
      version: entity.version,
      previous: entity.last,
      atMilliseconds: stamp().milliseconds,
      body: body
    )
    entity.last = TurnRecords.localBit | UInt64(index)
    // A later record of the same turn has its own note, and comes after this one.
    turn.note(index: index) { entity.last = $0.packed }
    return index
  }
}
