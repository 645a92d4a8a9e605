/// The files of a data directory, held open, so that nothing of them is lost while they are copied:
/// what the server removes meanwhile stays readable through its descriptor.
///
/// A server never changes a byte of a segment that is durable, of an archive or of a snapshot. So
/// what is opened here once, and read up to a batch that is durable, is one consistent state, and
/// the server need not know of it.
@safe
struct BackupSource {
  struct Snapshot {
    var sequence: UInt64
    var manifest: any StorageFile
    var blocks: any StorageFile
    var facts: SnapshotManifest
  }

  let storage: any Storage
  let logID: LogID

  /// The newest batch that is copied: it was durable before any segment was opened.
  let durable: UInt64

  /// Those that an earlier backup has not as a whole.
  var segments: [StoredLog.Segment]

  /// Ordinals of all that there are, ascending.
  var archives: [UInt64]

  /// Newest first.
  var snapshots: [Snapshot]

  /// How often opening is begun again because the server has removed something meanwhile.
  private static let attempts = 20

  /// Opens what is to be copied.
  ///
  /// - Parameters:
  ///   - storage: The data directory.
  ///   - firstSegment: Older ones are in an earlier backup as a whole.
  ///   - durable: Asks for the newest durable batch; nil = nobody answers.
  /// - Returns: Its files, open.
  /// - Throws: ``BackupFailure``.
  static func open(
    _ storage: any Storage,
    from firstSegment: UInt64,
    durable: () -> UInt64?
  ) throws(BackupFailure) -> BackupSource {
    for _ in 0..<attempts {
      do throws(BackupFailure) {
        if let source = try attempt(storage, firstSegment, durable) { return source }
      } catch {
        // It was removed between the list and the opening: the next list has what replaces it.
        guard case .source(.io(let error)) = error, error.isMissing,
          error.name != FileNames.identity
        else { throw error }
      }
    }
    throw .refused("the directory changes faster than its files can be opened; try again")
  }

  func close() throws(BackupFailure) {
    try Self.reading { () throws(StorageError) in
      for segment in segments { try segment.file.close() }
      for snapshot in snapshots {
        try snapshot.manifest.close()
        try snapshot.blocks.close()
      }
    }
  }

  // MARK: - Steps

  /// - Returns: Nil where the snapshots and the log do not meet, because newer ones came meanwhile.
  private static func attempt(
    _ storage: any Storage,
    _ firstSegment: UInt64,
    _ durable: () -> UInt64?
  ) throws(BackupFailure) -> BackupSource? {
    let identity: LogIdentity
    do throws(LogFailure) { identity = try LogFiles.readIdentity(storage) } catch {
      throw .source(error)
    }
    // Snapshots first: what they know was durable when they got their names, so it is durable now.
    let snapshots = try openSnapshots(storage, identity.logID)
    guard let durable = durable() else { throw .refused("the server does not answer any more") }
    let names = try reading { () throws(StorageError) in try storage.list() }
    var ordinals: [UInt64] = []
    var archives: [UInt64] = []
    for name in names {
      switch FileNames.kind(of: name) {
      case .segment(let ordinal): ordinals.append(ordinal)
      case .archive(let ordinal): archives.append(ordinal)
      default: continue
      }
    }
    var segments: [StoredLog.Segment] = []
    for ordinal in ordinals.sorted() where ordinal >= firstSegment {
      let name = FileNames.segment(ordinal)
      let file = try reading { () throws(StorageError) in try storage.open(name, .read) }
      segments.append(StoredLog.Segment(ordinal: ordinal, name: name, file: file))
    }
    let source = BackupSource(
      storage: storage,
      logID: identity.logID,
      durable: durable,
      segments: segments,
      archives: archives.sorted(),
      snapshots: snapshots
    )
    return try source.meets(firstSegment) ? source : nil
  }

  /// Whether the log continues a snapshot, or begins with batch 1.
  ///
  /// Where an earlier backup has the older segments, that is for the two together to say.
  private func meets(_ firstSegment: UInt64) throws(BackupFailure) -> Bool {
    guard firstSegment == 1, let first = segments.first else { return firstSegment > 1 }
    do throws(LogFailure) {
      guard let head = try storedLog.head(of: first) else { return true }
      let begin = head.before.batch + 1
      return begin == 1 || snapshots.contains { $0.facts.start >= begin }
    } catch {
      throw .source(error)
    }
  }

  var storedLog: StoredLog {
    StoredLog(
      storage: storage,
      logID: logID,
      segments: segments,
      archives: archives,
      snapshots: snapshots.map(\.sequence),
      end: durable,
      refusal: nil
    )
  }

  private static func openSnapshots(
    _ storage: any Storage,
    _ logID: LogID
  ) throws(BackupFailure) -> [Snapshot] {
    let names = try reading { () throws(StorageError) in try storage.list() }
    var snapshots: [Snapshot] = []
    for sequence in SnapshotCatalog.sequences(in: names) {
      let limit = Limits.metadataBytes + 8_192
      let (manifest, blocks, bytes) = try reading { () throws(StorageError) in
        let manifest = try storage.open(FileNames.manifest(sequence), .read)
        let blocks = try storage.open(FileNames.blocks(sequence), .read)
        return (manifest, blocks, try manifest.readWhole(atMost: limit))
      }
      let facts = unsafe bytes.withUnsafeBytes { bytes -> SnapshotManifest? in
        do throws(BatchFault) { return try unsafe SnapshotManifest.read(bytes) } catch {
          // A start passes over it as well; what is wrong is for `fealty verify` to say.
          return nil
        }
      }
      guard let facts, facts.logID == logID, facts.sequence == sequence else { continue }
      snapshots.append(
        Snapshot(sequence: sequence, manifest: manifest, blocks: blocks, facts: facts)
      )
    }
    return snapshots
  }

  private static func reading<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(BackupFailure) -> Value {
    do throws(StorageError) { return try body() } catch { throw .source(.io(error)) }
  }
}
