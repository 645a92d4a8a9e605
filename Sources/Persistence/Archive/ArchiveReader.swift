/// Reads archives of a directory, from any threads at once.
///
/// - Owns: a few tables and inflated blocks, the ones used last; nothing a record or a batch.
/// - Waits: for the disk.
@safe
final class ArchiveReader: @unchecked Sendable {
  // The two lists are read and changed under `mutex`: that is the proof for `@unchecked Sendable`.
  private let storage: any Storage
  private let mutex = PosixMutex()
  private var tables: [(ordinal: UInt64, tables: ArchiveTables)] = []
  private var contents: [(ordinal: UInt64, entry: Int, content: ArchiveContent)] = []

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
      tables.removeAll { $0.ordinal == ordinal }
      contents.removeAll { $0.ordinal == ordinal }
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

  private func tables(
    of index: ArchiveIndex,
    _ file: any StorageFile
  ) throws(LogFailure) -> ArchiveTables {
    let known = mutex.locked { tables.last { $0.ordinal == index.ordinal }?.tables }
    if let known { return known }
    let read = try readTables(of: index, file)
    mutex.locked {
      tables.append((index.ordinal, read))
      if tables.count > Limits.archiveTablesKept { tables.removeFirst() }
    }
    return read
  }

  private func readTables(
    of index: ArchiveIndex,
    _ file: any StorageFile
  ) throws(LogFailure) -> ArchiveTables {
    let (_, content) = try block(index, 0, .tables, file)
    do throws(ArchiveFault) { return try ArchiveTables(decoding: content) } catch {
      throw damage(index, 0, "tables, found: \(error)")
    }
  }

  private func read(
    _ index: ArchiveIndex,
    _ entry: Int,
    _ file: any StorageFile,
    _ tables: ArchiveTables
  ) throws(LogFailure) -> ArchiveContent {
    let (head, columns) = try block(index, entry, .batches, file)
    do throws(ArchiveFault) { return try ArchiveContent.read(head, columns, tables) } catch {
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
