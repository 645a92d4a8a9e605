/// A block of records of which only what is asked for is put together: a group at a time.
final class ArchiveRecords: @unchecked Sendable {
  // The groups are read and changed under `mutex`; nothing else changes. That is the proof for
  // `@unchecked Sendable`.
  private let mutex = PosixMutex()
  private let block: ArchiveBlock
  private let content: [UInt8]
  private let front: ArchiveFront
  private let tables: ArchiveTables
  private var groups: [Int: ArchiveGroup] = [:]

  /// - Throws: ``ArchiveFault``.
  init(
    _ block: ArchiveBlock,
    _ content: [UInt8],
    _ tables: ArchiveTables
  ) throws(ArchiveFault) {
    self.block = block
    self.content = content
    self.tables = tables
    front = try ArchiveFront(content, block)
  }

  /// All bytes of the record at a position in one of the block's batches; nil: there is none.
  ///
  /// - Throws: ``ArchiveFault``.
  func record(at position: LogPosition) throws(ArchiveFault) -> ArraySlice<UInt8>? {
    let batch = front.batches[Int(position.batch - block.before.batch - 1)]
    guard Int(position.index) < batch.head.recordCount else { return nil }
    // What cannot be read as records is not looked at here either.
    guard batch.whole == nil else { throw .malformed }
    let (index, place) = (batch.firstRecord + Int(position.index)).quotientAndRemainder(
      dividingBy: Limits.archiveGroupRecords
    )
    let group = try group(index)
    return group.bytes[group.records[place].range]
  }

  private func group(_ index: Int) throws(ArchiveFault) -> ArchiveGroup {
    if let group = mutex.locked({ groups[index] }) { return group }
    let group = try ArchiveGroup(index, of: content, front, tables, limit: block.rawCount)
    mutex.locked { groups[index] = group }
    return group
  }
}
