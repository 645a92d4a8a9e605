/// Reads archives of a directory, from any threads at once.
///
/// - Owns: a few tables and inflated blocks, the ones used last; nothing a record or a batch.
/// - Waits: for the disk.
@safe
final class ArchiveReader: @unchecked Sendable {
  // The lists are read and changed under `mutex`: that is the proof for `@unchecked Sendable`.
  private let storage: any Storage
  private let mutex = PosixMutex()
  private var tables: [(mark: Mark, tables: ArchiveTables)] = []
  private var contents: [(ordinal: UInt64, entry: Int, content: ArchiveContent)] = []
  private var blocks: [(ordinal: UInt64, entry: Int, records: ArchiveRecords)] = []

  /// What tables are known by: archives share them from format 2 on.
  private enum Mark: Equatable {
    case ordinal(UInt64)
    case digest(Int64, Int64)

    init(_ index: ArchiveIndex) {
      let entry = index.entries[0]
      self =
        index.version == 1 ? .ordinal(index.ordinal) : .digest(entry.firstTime, entry.newestTime)
    }
  }

  init(_ storage: any Storage) { self.storage = storage }

  /// The batches of one block.
  ///
  /// - Throws: ``LogFailure``: damage names the file and the byte.
  func content(
    _ index: ArchiveIndex,
    _ entry: Int
  ) throws(LogFailure) -> ArchiveContent {
    let known = mutex.locked { () -> ArchiveContent? in
      let place = contents.lastIndex { $0.ordinal == index.ordinal && $0.entry == entry }
      guard let place else { return nil }
      let found = contents.remove(at: place)
      contents.append(found)
      return found.content
    }
    if let known { return known }
    let file = try open(index)
    let tables = try tables(of: index, file)
    let content = try read(index, entry, file, tables)
    try close(file)
    mutex.locked {
      contents.append((index.ordinal, entry, content))
      if contents.count > Limits.archiveBlocksKept { contents.removeFirst() }
    }
    return content
  }

  /// The records of one block, of an archive that can be asked for single ones.
  ///
  /// - Throws: ``LogFailure``: damage names the file and the byte.
  func records(
    _ index: ArchiveIndex,
    _ entry: Int
  ) throws(LogFailure) -> ArchiveRecords {
    let known = mutex.locked { () -> ArchiveRecords? in
      let place = blocks.lastIndex { $0.ordinal == index.ordinal && $0.entry == entry }
      guard let place else { return nil }
      let found = blocks.remove(at: place)
      blocks.append(found)
      return found.records
    }
    if let known { return known }
    let file = try open(index)
    let tables = try tables(of: index, file)
    let (head, content) = try block(index, entry, .records, file)
    try close(file)
    let records: ArchiveRecords
    do throws(ArchiveFault) { records = try ArchiveRecords(head, content, tables) } catch {
      throw damage(index, entry, "batches, found: \(error)")
    }
    mutex.locked {
      blocks.append((index.ordinal, entry, records))
      if blocks.count > Limits.archiveBlocksKept { blocks.removeFirst() }
    }
    return records
  }

  /// The bytes of one record, of an archive that can be asked for single ones; nil: there is none.
  ///
  /// - Throws: ``LogFailure``: damage names the file and the byte.
  func record(
    _ index: ArchiveIndex,
    _ entry: Int,
    _ position: LogPosition
  ) throws(LogFailure) -> ArraySlice<UInt8>? {
    let records = try records(index, entry)
    do throws(ArchiveFault) { return try records.record(at: position) } catch {
      throw damage(index, entry, "records, found: \(error)")
    }
  }

  /// Reads all of an archive and proves every batch.
  ///
  /// `visit`: gets each block that was proved, with its offset in the file.
  ///
  /// - Throws: ``LogFailure``.
  func verify(
    _ index: ArchiveIndex,
    visit: ((UInt64, ArchiveContent) -> Void)? = nil
  ) throws(LogFailure) {
    let file = try open(index)
    do throws(StorageError) { try file.distrustCache() } catch { throw .io(error) }
    let tables = try readTables(of: index, file)
    var records: UInt64 = 0
    var raw: UInt64 = 0
    var replaced = 0
    var tail = index.before
    for entry in index.entries.indices.dropFirst() {
      let content = try read(index, entry, file, tables)
      guard content.block.before == tail else { throw damage(index, entry, "\(tail) before it") }
      do throws(ArchiveFault) { try content.prove() } catch {
        throw damage(index, entry, "the batches that were written, found: \(error)")
      }
      tail = content.tail
      records += UInt64(content.block.recordCount)
      raw += UInt64(content.block.rawCount)
      replaced += content.batches.reduce(0) { $0 + $1.replaced.count }
      visit?(index.entries[entry].offset, content)
    }
    try close(file)
    guard tail == index.after, records == index.recordCount, raw == index.rawBytes,
      replaced == index.replaced
    else { throw damage(index, 0, "what its foot says") }
  }

  /// Lets go of what is kept of an archive that is removed.
  func forget(_ ordinal: UInt64) {
    mutex.locked {
      tables.removeAll { $0.mark == .ordinal(ordinal) }
      contents.removeAll { $0.ordinal == ordinal }
      blocks.removeAll { $0.ordinal == ordinal }
    }
  }

  // MARK: - Steps

  private func open(_ index: ArchiveIndex) throws(LogFailure) -> any StorageFile {
    do throws(StorageError) {
      return try storage.open(FileNames.archive(index.ordinal), .read)
    } catch {
      throw .io(error)
    }
  }

  private func close(_ file: any StorageFile) throws(LogFailure) {
    do throws(StorageError) { try file.close() } catch { throw .io(error) }
  }

  /// What the blocks of an archive refer to.
  ///
  /// - Throws: ``LogFailure``: damage names the file and the byte.
  func tables(of index: ArchiveIndex) throws(LogFailure) -> ArchiveTables {
    let file = try open(index)
    let tables = try tables(of: index, file)
    try close(file)
    return tables
  }

  private func tables(
    of index: ArchiveIndex,
    _ file: any StorageFile
  ) throws(LogFailure) -> ArchiveTables {
    let mark = Mark(index)
    let known = mutex.locked { () -> ArchiveTables? in
      guard let place = tables.lastIndex(where: { $0.mark == mark }) else { return nil }
      let found = tables.remove(at: place)
      tables.append(found)
      return found.tables
    }
    if let known { return known }
    let read = try readTables(of: index, file)
    mutex.locked {
      tables.append((mark, read))
      if tables.count > Limits.archiveTablesKept { tables.removeFirst() }
    }
    return read
  }

  private func readTables(
    of index: ArchiveIndex,
    _ file: any StorageFile
  ) throws(LogFailure) -> ArchiveTables {
    let (head, content) = try block(index, 0, .tables, file)
    if index.version > 1, ArchiveTables.mark(of: content) != (head.firstTime, head.newestTime) {
      throw damage(index, 0, "tables of another mark")
    }
    do throws(ArchiveFault) {
      return try ArchiveTables(decoding: content, hasModels: index.version > 1)
    } catch {
      throw damage(index, 0, "tables, found: \(error)")
    }
  }

  private func read(
    _ index: ArchiveIndex,
    _ entry: Int,
    _ file: any StorageFile,
    _ tables: ArchiveTables
  ) throws(LogFailure) -> ArchiveContent {
    let (head, content) = try block(index, entry, index.version > 1 ? .records : .batches, file)
    do throws(ArchiveFault) { return try ArchiveContent.read(head, content, tables) } catch {
      throw damage(index, entry, "batches, found: \(error)")
    }
  }

  private func block(
    _ index: ArchiveIndex,
    _ entry: Int,
    _ kind: ArchiveBlock.Kind,
    _ file: any StorageFile
  ) throws(LogFailure) -> (ArchiveBlock, [UInt8]) {
    let place = index.entries[entry]
    let stored: [UInt8]
    do throws(StorageError) {
      stored = try file.read(place.count, at: place.offset)
    } catch {
      throw .io(error)
    }
    do throws(ArchiveFault) {
      let (head, content) = try ArchiveBlock.read(stored)
      let isExpected =
        head.kind == kind && head.logID == index.logID && head.ordinal == index.ordinal
        && head.index == entry && head.recordCount == place.recordCount
        && (kind == .tables
          || (head.before.batch + 1 == place.first && head.lastBatch == place.last))
        && head.firstTime == place.firstTime && head.newestTime == place.newestTime
      guard isExpected else { throw .malformed }
      return (head, content)
    } catch {
      throw damage(index, entry, "a block, found: \(error)")
    }
  }

  private func damage(_ index: ArchiveIndex, _ entry: Int, _ expected: String) -> LogFailure {
    Self.damage(
      FileNames.archive(index.ordinal),
      at: index.entries[entry].offset,
      batch: max(index.entries[entry].first, index.before.batch + 1),
      expected: expected
    )
  }

  static func damage(
    _ name: String,
    at offset: UInt64,
    batch: UInt64,
    expected: String
  ) -> LogFailure {
    .damaged(
      LogDamage(
        .badArchive,
        file: name,
        offset: offset,
        batch: batch,
        expected: expected,
        repair: "a start needs no archive; put the file back from a backup to read its history"
      )
    )
  }
}
