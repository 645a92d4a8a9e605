/// One file of a data directory, looked at by itself: for `fealty inspect FILE`.
///
/// The directory around it may be gone, damaged or in use. Nothing is locked and nothing changed;
/// of a file that is being written the end may look torn.
package enum SingleFile {
  /// Batches of a log.
  case segment(Segment)
  /// A snapshot, whose two files stand beside each other.
  case snapshot(SnapshotReader)
  /// Batches of an archive.
  case archive(Archive)
  /// What the batches of a log hash to.
  case chain(LogChain)
  /// What a backup is made of.
  case backup(BackupManifest)

  /// Opens a file for what its name says, or, whatever its name, for what it begins with.
  ///
  /// A piece of a segment, of a backup, is read with the pieces before it.
  ///
  /// - Returns: Nil for a file that holds nothing to show.
  /// - Throws: ``LogFailure``.
  package static func open(
    _ storage: any Storage,
    name: String
  ) throws(LogFailure) -> SingleFile? {
    switch FileNames.kind(of: name) {
    case .manifest(let sequence), .blocks(let sequence):
      do throws(SnapshotError) {
        return .snapshot(try SnapshotReader.open(storage, sequence: sequence))
      } catch {
        throw failure(error)
      }
    case .archive: return .archive(try Archive.open(storage, name: name))
    case .segment: return try Segment.open(storage, name: name).map { .segment($0) }
    case .chain: return .chain(try chain(storage, name))
    case .lock, .identity, .restoring: return nil
    case .kept, .temporary, .unknown: break
    }
    switch BackupNames.kind(of: name) {
    case .manifest: return .backup(try backup(storage, name))
    case .file(.chain): return .chain(try chain(storage, name))
    case .file(.piece(let ordinal, let offset)):
      guard let file = try joined(storage, ordinal, upTo: offset) else { return nil }
      return try Segment.open(file).map { .segment($0) }
    default: break
    }
    switch try magic(storage, name) {
    case LogChain.magic: return .chain(try chain(storage, name))
    case BackupManifest.magic: return .backup(try backup(storage, name))
    default: return try Segment.open(storage, name: name).map { .segment($0) }
    }
  }

  // MARK: - Small files

  private static func magic(
    _ storage: any Storage,
    _ name: String
  ) throws(LogFailure) -> UInt32? {
    do throws(StorageError) {
      let file = try storage.open(name, .read)
      let bytes = try file.read(4, at: 0)
      try file.close()
      guard bytes.count == 4 else { return nil }
      return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    } catch {
      throw .io(error)
    }
  }

  private static func chain(
    _ storage: any Storage,
    _ name: String
  ) throws(LogFailure) -> LogChain {
    let found: Result<LogChain, ArchiveFault>?
    do throws(StorageError) { found = try LogChain.load(storage, name: name) } catch {
      throw .io(error)
    }
    switch found {
    case .success(let chain)?: return chain
    case .failure(.newerFormat(let version))?: throw .newerFormat(file: name, version: version)
    case .failure(let fault)?: throw damage(name, "a chain, found: \(fault)")
    case nil: throw damage(name, "the file: it has gone")
    }
  }

  private static func backup(
    _ storage: any Storage,
    _ name: String
  ) throws(LogFailure) -> BackupManifest {
    let found: Result<BackupManifest, BatchFault>
    do throws(StorageError) { found = try BackupManifest.load(storage, name) } catch {
      throw .io(error)
    }
    switch found {
    case .success(let manifest): return manifest
    case .failure(.newerFormat(let version)): throw .newerFormat(file: name, version: version)
    case .failure(let fault): throw damage(name, "a backup's manifest, found: \(fault)")
    }
  }

  private static func damage(_ name: String, _ expected: String) -> LogFailure {
    .damaged(
      LogDamage(
        .badBackup,
        file: name,
        offset: 0,
        batch: 0,
        expected: expected,
        repair: "repair cannot help: take another copy"
      )
    )
  }

  /// The pieces of a segment from its first byte to the end of the one at `offset`; nil where one
  /// of them is not there.
  private static func joined(
    _ storage: any Storage,
    _ ordinal: UInt64,
    upTo offset: UInt64
  ) throws(LogFailure) -> JoinedFile? {
    do throws(StorageError) {
      var parts: [JoinedFile.Part] = []
      var end: UInt64 = 0
      for name in try storage.list() {
        guard case .file(.piece(ordinal, let start)) = BackupNames.kind(of: name),
          start <= offset
        else { continue }
        guard start == end else { return nil }
        let file = try storage.open(name, .read)
        let size = try file.size()
        parts.append(JoinedFile.Part(file: file, offset: start, size: size))
        end += size
      }
      return JoinedFile(name: BackupNames.piece(ordinal, at: offset), parts)
    } catch {
      throw .io(error)
    }
  }

  private static func failure(_ error: SnapshotError) -> LogFailure {
    switch error {
    case .io(let error): return .io(error)
    case .newerFormat(let file, let version): return .newerFormat(file: file, version: version)
    case .damaged(let file, let offset, let reason):
      return .damaged(
        LogDamage(
          .snapshotGap,
          file: file,
          offset: offset,
          batch: 0,
          expected: "a snapshot, found: \(reason)",
          repair: "an older snapshot and a longer log give the same state"
        )
      )
    case .recordTooLarge(let count): preconditionFailure("nothing was written: \(count)")
    }
  }

  /// An archive, which proves itself but for what comes before it.
  package struct Archive {
    private let reader: ArchiveReader
    private let index: ArchiveIndex

    fileprivate static func open(
      _ storage: any Storage,
      name: String
    ) throws(LogFailure) -> Archive {
      switch ArchiveCatalog.index(storage, name) {
      case .success(let (index, _)):
        guard name == FileNames.archive(index.ordinal) else {
          throw damage(name, "the archive of its name, found \(index.ordinal)")
        }
        return Archive(reader: ArchiveReader(storage), index: index)
      case .failure(.storage(let error)): throw .io(error)
      case .failure(.damage(.newerFormat(let version))):
        throw .newerFormat(file: name, version: version)
      case .failure(let failure): throw damage(name, "an archive: \(failure)")
      }
    }

    private static func damage(_ name: String, _ expected: String) -> LogFailure {
      ArchiveReader.damage(name, at: 0, batch: 0, expected: expected)
    }

    /// Gives each batch, in order, proved.
    ///
    /// - Throws: ``LogFailure/damaged(_:)`` at the first block that is not what was written.
    package func forEachBatch(_ body: (LogBatchView) -> Void) throws(LogFailure) {
      _ = try unsafe ArchivedBatches(reader, index).forEach(from: 0) {
        unsafe body($0)
        return true
      }
    }
  }

  /// A segment, checked as far as one segment can be.
  package struct Segment {
    fileprivate let name: String
    fileprivate let file: any StorageFile
    fileprivate let head: SegmentHead

    /// Nil where the file does not begin as a segment does, or was never used.
    fileprivate static func open(
      _ storage: any Storage,
      name: String
    ) throws(LogFailure) -> Segment? {
      let file: any StorageFile
      do throws(StorageError) { file = try storage.open(name, .read) } catch { throw .io(error) }
      return try open(file)
    }

    fileprivate static func open(_ file: any StorageFile) throws(LogFailure) -> Segment? {
      let window = FileWindow(capacity: Limits.scanWindowBytes)
      let name = file.name
      let result: Result<SegmentHead, BatchFault>
      do throws(StorageError) {
        try window.turn(to: file)
        let bytes = unsafe try window.bytes(at: 0, atLeast: SegmentHead.bytes)
        result = unsafe head(bytes)
      } catch {
        throw .io(error)
      }
      switch result {
      case .success(let head): return Segment(name: name, file: file, head: head)
      case .failure(.newerFormat(let version)): throw .newerFormat(file: name, version: version)
      case .failure: return nil
      }
    }

    private static func head(_ bytes: UnsafeRawBufferPointer) -> Result<SegmentHead, BatchFault> {
      guard let base = bytes.baseAddress else { return .failure(.truncated) }
      do throws(BatchFault) {
        return .success(try unsafe SegmentHead.read(base, available: bytes.count))
      } catch {
        return .failure(error)
      }
    }

    /// Gives each good batch, in order.
    ///
    /// - Throws: ``LogFailure/damaged(_:)`` with the first byte that is neither a good batch nor
    ///   zero; what stands before it has been given by then.
    package func forEachBatch(_ body: @escaping (LogBatchView) -> Void) throws(LogFailure) {
      let window = FileWindow(capacity: Limits.scanWindowBytes)
      var scanner = SegmentScanner(window: window, logID: head.logID)
      unsafe scanner.visit = { _, batch in unsafe body(batch) }
      let content: SegmentContent
      do throws(StorageError) {
        try window.turn(to: file)
        content = try scanner.scan(head)
      } catch {
        throw .io(error)
      }
      switch content.finding {
      case .open, .ended: return
      case .bad(let fault): throw damage(content, .badBatchInTheMiddle, "found: \(fault)")
      case .misplaced(let batch):
        throw damage(content, .misplacedBatch, "found batch \(batch.number)")
      case .foreign(let batch):
        throw damage(content, .foreignBatch, "found batch \(batch.number) of another log or time")
      }
    }

    private func damage(
      _ content: SegmentContent,
      _ kind: LogDamage.Kind,
      _ found: String
    ) -> LogFailure {
      .damaged(
        LogDamage(
          kind,
          file: name,
          offset: content.endOffset,
          batch: content.tail.batch + 1,
          expected: "a batch or zeros, \(found)",
          repair: "the end of a file that was in use looks like this too"
        )
      )
    }
  }
}
