/// Where a record is, for ever and wherever its batch is stored: batch number and index in it.
package struct LogPosition: Comparable, Hashable, Sendable {
  /// The number of the batch, from 1; 0 in ``none``.
  ///
  /// 48 bits.
  package let batch: UInt64

  /// The index of the record in its batch, from 0.
  package let index: UInt16

  package init(batch: UInt64, index: UInt16) {
    precondition(batch < 1 << 48, "batch \(batch) has more than 48 bits")
    self.batch = batch
    self.index = index
  }

  /// The position that `packed` made.
  package init(packed: UInt64) {
    batch = packed >> 16
    index = UInt16(truncatingIfNeeded: packed)
  }

  /// No record: what the first record of an entity names as the one before it.
  package static let none = LogPosition(packed: 0)

  /// Batch in the upper 48 bits, index in the lower 16; 0 is ``none``.
  package var packed: UInt64 { batch << 16 | UInt64(index) }

  package static func < (one: LogPosition, other: LogPosition) -> Bool {
    one.packed < other.packed
  }
}
