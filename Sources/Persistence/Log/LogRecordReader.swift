/// Steps through the records of one batch, with every bound checked.
///
/// ```swift
/// var reader = batch.records
/// while let record = try reader.next() { … }
/// ```
@unsafe
package struct LogRecordReader {
  let payload: UnsafeRawBufferPointer
  let recordCount: Int
  var offset = 0

  /// The index of the record that ``next()`` gives next.
  package var index = 0

  /// - Parameters:
  ///   - payload: The bytes of a batch after its head, without padding.
  ///   - recordCount: How many records the batch's head announces.
  package init(payload: UnsafeRawBufferPointer, recordCount: Int) {
    unsafe self.payload = unsafe payload
    unsafe self.recordCount = recordCount
  }

  /// The next record, or nil after the last one.
  ///
  /// - Throws: ``LogRecordFault``; what follows in the batch cannot be read then.
  package mutating func next() throws(LogRecordFault) -> LogRecordView? {
    guard unsafe index < recordCount else {
      guard unsafe offset == payload.count else {
        throw unsafe .wrongCount(said: recordCount, found: index + 1)
      }
      return nil
    }
    guard unsafe offset < payload.count, let base = unsafe payload.baseAddress else {
      throw unsafe .wrongCount(said: recordCount, found: index)
    }
    let left = unsafe payload.count - offset
    guard left >= LogRecordLayout.headBytes else { throw unsafe .truncated(offset: offset) }
    let start = unsafe base + offset
    let length = unsafe Int(start.stored(UInt32.self, at: 0))
    let total = length + LogRecordLayout.lengthBytes
    guard total >= LogRecordLayout.headBytes else {
      throw unsafe .lengthTooSmall(offset: offset)
    }
    guard total <= left else { throw unsafe .truncated(offset: offset) }
    guard unsafe start.stored(UInt16.self, at: LogRecordLayout.flags) == 0 else {
      throw unsafe .unknownFlags(offset: offset)
    }
    let head = unsafe LogRecordHead(
      kind: start.stored(UInt8.self, at: LogRecordLayout.kind),
      entityType: start.stored(UInt8.self, at: LogRecordLayout.entityType),
      entity: start.stored(UInt64.self, at: LogRecordLayout.entity),
      version: start.stored(UInt32.self, at: LogRecordLayout.version),
      previous: LogPosition(packed: start.stored(UInt64.self, at: LogRecordLayout.previous)),
      recordedAtMilliseconds: start.stored(Int64.self, at: LogRecordLayout.recordedAt)
    )
    let body = unsafe UnsafeRawBufferPointer(
      start: start + LogRecordLayout.headBytes,
      count: total - LogRecordLayout.headBytes
    )
    unsafe offset += total
    unsafe index += 1
    return unsafe LogRecordView(head: head, body: body)
  }
}
