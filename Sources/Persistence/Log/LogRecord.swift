/// A record inside a batch.
///
/// Integers are little-endian, nothing is aligned.
///
/// | offset | size | field | meaning |
/// | --- | --- | --- | --- |
/// | 0 | 4 | length | bytes of everything after this field: 32 + those of the body |
/// | 4 | 1 | kind | the owner's |
/// | 5 | 1 | entity type | the owner's |
/// | 6 | 2 | flags | 0; a reader refuses others |
/// | 8 | 8 | entity | the owner's |
/// | 16 | 4 | version | the entity's version after this record |
/// | 20 | 8 | previous | packed position of the entity's record before this one, 0 if none |
/// | 28 | 8 | recorded at | milliseconds since 1970-01-01T00:00:00Z |
/// | 36 | | body | the owner's |
///
/// It has no checksum of its own: the batch has one. Valid if and only if the length is at least 32
/// and stays inside the batch, and the flags are 0.
package enum LogRecordLayout {
  /// Bytes before the body.
  package static let headBytes = 36

  /// Bytes of the length field, which does not count itself.
  package static let lengthBytes = 4

  static let kind = 4
  static let entityType = 5
  static let flags = 6
  static let entity = 8
  static let version = 16
  package static let previous = 20
  static let recordedAt = 28
}

/// What stands before a record's body.
package struct LogRecordHead: Equatable, Sendable {
  /// What kind of record; its meaning is the owner's.
  package var kind: UInt8

  /// What kind of entity it belongs to; its meaning is the owner's.
  package var entityType: UInt8

  /// The one entity that it belongs to.
  package var entity: UInt64

  /// The entity's version after this record, from 1.
  package var version: UInt32

  /// The same entity's record before this one, or ``LogPosition/none``.
  package var previous: LogPosition

  /// When it was recorded: milliseconds since 1970-01-01T00:00:00Z.
  package var recordedAtMilliseconds: Int64

  package init(
    kind: UInt8,
    entityType: UInt8,
    entity: UInt64,
    version: UInt32,
    previous: LogPosition,
    recordedAtMilliseconds: Int64
  ) {
    self.kind = kind
    self.entityType = entityType
    self.entity = entity
    self.version = version
    self.previous = previous
    self.recordedAtMilliseconds = recordedAtMilliseconds
  }

  /// Writes this head, for a body of `bodyCount` bytes that follows it.
  @inline(__always)
  package func write(to record: UnsafeMutableRawPointer, bodyCount: Int) {
    precondition(bodyCount >= 0 && bodyCount <= 1 << 20, "a body of \(bodyCount) bytes")
    let length = UInt32(
      LogRecordLayout.headBytes - LogRecordLayout.lengthBytes + bodyCount
    )
    unsafe record.put(length, at: 0)
    unsafe record.put(kind, at: LogRecordLayout.kind)
    unsafe record.put(entityType, at: LogRecordLayout.entityType)
    unsafe record.put(0 as UInt16, at: LogRecordLayout.flags)
    unsafe record.put(entity, at: LogRecordLayout.entity)
    unsafe record.put(version, at: LogRecordLayout.version)
    unsafe record.put(previous.packed, at: LogRecordLayout.previous)
    unsafe record.put(recordedAtMilliseconds, at: LogRecordLayout.recordedAt)
  }
}

/// A record as it stands in a batch.
///
/// Valid only as long as the bytes of the batch are.
@unsafe
package struct LogRecordView {
  package let head: LogRecordHead
  package let body: UnsafeRawBufferPointer

  @inline(__always)
  init(head: LogRecordHead, body: UnsafeRawBufferPointer) {
    unsafe self.head = head
    unsafe self.body = unsafe body
  }
}

/// What is wrong with a record whose batch passed its checksum: a defect of the writer, or worse.
package enum LogRecordFault: Error, Equatable, Sendable {
  /// Fewer bytes are left than a head needs, or than the length says; `offset` is in the payload.
  case truncated(offset: Int)
  /// The length is shorter than the head; `offset` is in the payload.
  case lengthTooSmall(offset: Int)
  /// A flag is set that this version does not know; `offset` is in the payload.
  case unknownFlags(offset: Int)
  /// The batch says how many records it has, and has others.
  case wrongCount(said: Int, found: Int)
}
