/// The snapshots of a directory, newest first, and which of them can be used.
package struct SnapshotCatalog: Sendable {
  /// Those that were read completely and found good.
  package private(set) var good: [SnapshotReader] = []

  /// What is wrong with the others, by sequence.
  package private(set) var bad: [(sequence: UInt64, error: SnapshotError)] = []

  /// Those that nobody has looked at yet, newest first: all older than the others.
  private var unchecked: [UInt64] = []
  private let storage: any Storage
  private let logID: LogID

  /// Checks the snapshots of a directory, every byte of them, newest first.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - names: Of its files.
  ///   - logID: Of its log.
  ///   - isEnough: Whether a good one is all that is wanted for now: ``checkRest()`` then looks at
  ///     the older ones.
  /// - Returns: Those that were looked at.
  /// - Throws: ``LogFailure/io(_:)`` and ``LogFailure/newerFormat(file:version:)``. Damage is not
  ///   thrown: there may be an older one.
  static func load(
    _ storage: any Storage,
    names: [String],
    logID: LogID,
    until isEnough: (SnapshotManifest) -> Bool = { _ in false }
  ) throws(LogFailure) -> SnapshotCatalog {
    var catalog = SnapshotCatalog(
      unchecked: sequences(in: names),
      storage: storage,
      logID: logID
    )
    try catalog.check(until: isEnough)
    return catalog
  }

  /// Checks what ``load(_:names:logID:until:)`` has left.
  mutating func checkRest() throws(LogFailure) { try check { _ in false } }

  /// One that was good has turned out not to be what it should be: it is bad.
  mutating func reject(_ sequence: UInt64, reason: String) {
    good.removeAll { $0.manifest.sequence == sequence }
    let file = FileNames.blocks(sequence)
    bad.append((sequence, .damaged(file: file, offset: 0, reason: reason)))
  }

  private init(unchecked: [UInt64], storage: any Storage, logID: LogID) {
    self.unchecked = unchecked
    self.storage = storage
    self.logID = logID
  }

  private mutating func check(
    until isEnough: (SnapshotManifest) -> Bool
  ) throws(LogFailure) {
    while !unchecked.isEmpty {
      let sequence = unchecked.removeFirst()
      do throws(SnapshotError) {
        let reader = try SnapshotReader.open(storage, sequence: sequence)
        guard reader.manifest.logID == logID else {
          throw .damaged(
            file: FileNames.manifest(sequence),
            offset: 8,
            reason: "it is of the log \(reader.manifest.logID)"
          )
        }
        try reader.verifyChecksums()
        good.append(reader)
        if isEnough(reader.manifest) { return }
      } catch {
        switch error {
        case .io(let error): throw .io(error)
        case .newerFormat(let file, let version): throw .newerFormat(file: file, version: version)
        case .damaged, .recordTooLarge: bad.append((sequence, error))
        }
      }
    }
  }

  /// The batch from which the log must be kept, so that the last of the newest `kept` good ones can
  /// be replayed; nil where there are fewer: all of it.
  ///
  /// `unusable`: sequences of those that do not count, for they could not be loaded.
  func replayStart(
    keeping kept: Int = Limits.snapshotsKept,
    without unusable: Set<UInt64> = []
  ) -> UInt64? {
    let usable = good.lazy.map(\.manifest).filter { !unusable.contains($0.sequence) }
    return usable.dropFirst(kept - 1).first?.start
  }

  /// The sequences of the manifests among `names`, newest first.
  static func sequences(in names: [String]) -> [UInt64] {
    names.compactMap { name in
      if case .manifest(let sequence) = FileNames.kind(of: name) { sequence } else { nil }
    }.sorted(by: >)
  }

  /// One more than the highest sequence of any snapshot's file, finished or not.
  static func nextSequence(_ storage: any Storage) throws(StorageError) -> UInt64 {
    var highest: UInt64 = 0
    for name in try storage.list() {
      let base = name.hasSuffix(FileNames.temporarySuffix) ? String(name.dropLast(4)) : name
      switch FileNames.kind(of: base) {
      case .manifest(let sequence), .blocks(let sequence): highest = max(highest, sequence)
      case .lock, .identity, .segment, .archive, .chain, .kept, .restoring, .temporary, .unknown:
        break
      }
    }
    return highest + 1
  }

  /// Deletes all but the newest snapshots, oldest first (CS5, CS6).
  ///
  /// To be called only after a new one was finished, for finishing is what verifies it. One that
  /// has been damaged since is none that a start could use: it does not count, and stays until
  /// there are enough newer ones.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - kept: How many good ones stay.
  ///   - unusable: Sequences of those that could not be loaded, whatever their checksums say.
  /// - Returns: The batch from which the oldest remaining good snapshot must be replayed: older
  ///   batches may be truncated. Nil, and nothing is deleted, while fewer than `kept` are good.
  /// - Throws: ``SnapshotError/io(_:)``.
  package static func removeOld(
    _ storage: any Storage,
    keeping kept: Int = Limits.snapshotsKept,
    unusable: Set<UInt64> = []
  ) throws(SnapshotError) -> UInt64? {
    precondition(kept >= 1, "the newest snapshot is always kept")
    do throws(StorageError) {
      let names = try storage.list()
      let sequences = sequences(in: names)
      precondition(sequences.count <= 1 || sequences[0] > sequences[1], "not the newest first")
      let usable = sequences.filter { !unusable.contains($0) }
      guard let (oldest, start) = try oldestGood(storage, usable, kept) else { return nil }
      for sequence in sequences.reversed() where sequence < oldest {
        // The manifest first: blocks that nothing refers to do no harm, the reverse would.
        try storage.unlink(FileNames.manifest(sequence))
        try storage.syncDirectory()
      }
      var removed = false
      for name in names {
        if case .blocks(let sequence) = FileNames.kind(of: name), sequence < oldest {
          try storage.unlink(name)
          removed = true
        }
      }
      if removed { try storage.syncDirectory() }
      return start
    } catch {
      throw .io(error)
    }
  }

  /// The last of the newest `kept` snapshots whose checksums are right, and the batch from which it
  /// must be replayed; nil where there are fewer.
  ///
  /// Reads all bytes of them. The log behind a bad one is what replaces it.
  private static func oldestGood(
    _ storage: any Storage,
    _ sequences: [UInt64],
    _ kept: Int
  ) throws(StorageError) -> (sequence: UInt64, start: UInt64)? {
    var good = 0
    for sequence in sequences {
      do throws(SnapshotError) {
        let reader = try SnapshotReader.open(storage, sequence: sequence)
        try reader.verifyChecksums()
        good += 1
        if good == kept { return (sequence, reader.manifest.start) }
      } catch {
        if case .io(let error) = error { throw error }
      }
    }
    return nil
  }
}
