/// The snapshots of a directory, newest first, and which of them can be used.
package struct SnapshotCatalog: Sendable {
  /// Those that were read completely and found good.
  package private(set) var good: [SnapshotReader] = []

  /// What is wrong with the others, by sequence.
  package private(set) var bad: [(sequence: UInt64, error: SnapshotError)] = []

  /// Checks all snapshots of a directory, every byte of them.
  ///
  /// - Throws: ``LogFailure/io(_:)`` and ``LogFailure/newerFormat(file:version:)``. Damage is not
  ///   thrown: there may be an older one.
  static func load(
    _ storage: any Storage,
    names: [String],
    logID: LogID
  ) throws(LogFailure) -> SnapshotCatalog {
    var catalog = SnapshotCatalog()
    for sequence in sequences(in: names) {
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
        catalog.good.append(reader)
      } catch {
        switch error {
        case .io(let error): throw .io(error)
        case .newerFormat(let file, let version): throw .newerFormat(file: file, version: version)
        case .damaged, .recordTooLarge: catalog.bad.append((sequence, error))
        }
      }
    }
    return catalog
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
  /// - Returns: The batch from which the oldest remaining good snapshot must be replayed: older
  ///   batches may be truncated. Nil, and nothing is deleted, while fewer than `kept` are good.
  package static func removeOld(
    _ storage: any Storage,
    keeping kept: Int = Limits.snapshotsKept
  ) throws(SnapshotError) -> UInt64? {
    precondition(kept >= 1, "the newest snapshot is always kept")
    do throws(StorageError) {
      let names = try storage.list()
      let sequences = sequences(in: names)
      precondition(sequences.count <= 1 || sequences[0] > sequences[1], "not the newest first")
      guard let (oldest, start) = try oldestGood(storage, sequences, kept) else { return nil }
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

  /// The batch from which the oldest of the newest snapshots must be replayed, as
  /// ``removeOld(_:keeping:)`` gives it; nothing is removed.
  ///
  /// - Throws: ``SnapshotError/io(_:)``.
  package static func replayStart(
    _ storage: any Storage,
    keeping kept: Int = Limits.snapshotsKept
  ) throws(SnapshotError) -> UInt64? {
    do throws(StorageError) {
      return try oldestGood(storage, sequences(in: try storage.list()), kept)?.start
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
