/// Batches that an archive had which is missing or cannot be read, between archives that can.
struct ArchiveGap: Equatable, Sendable {
  var batches: ClosedRange<UInt64>
  /// The file that had them, or the first of those.
  var name: String
  var reason: String
}

/// The archives of a directory: those that are of the log's past, and what is wrong with the
/// others.
///
/// One that is missing or damaged takes nothing with it but what it had: older ones are known by
/// the log's id, by their ordinals, and by ending before what follows begins.
struct ArchiveCatalog: Sendable {
  /// In order; between two of them there may be a gap.
  private(set) var good: [ArchiveIndex] = []

  /// In order.
  private(set) var gaps: [ArchiveGap] = []

  /// What is wrong, by name.
  ///
  /// Such a file is left where it is.
  private(set) var bad: [(name: String, reason: String)] = []

  /// Bytes of each file.
  private(set) var bytes: [UInt64: UInt64] = [:]

  /// Looks at the two ends of each archive, which is all that a start does.
  ///
  /// `first` is the ordinal of the first segment: an archive of it or of a later one was left by a
  /// crash before its segment was removed, and is made again. `start` is what that segment
  /// continues.
  ///
  /// - Throws: ``LogFailure/newerFormat(file:version:)``. Damage is not thrown: no start needs an
  ///   archive.
  static func load(
    _ storage: any Storage,
    _ ordinals: [UInt64],
    logID: LogID,
    before first: UInt64,
    continuedBy start: LogTail
  ) throws(LogFailure) -> ArchiveCatalog {
    var catalog = ArchiveCatalog()
    var follower = Follower(before: start, ordinal: first)
    for ordinal in ordinals.filter({ $0 < first }).sorted(by: >) {
      let name = FileNames.archive(ordinal)
      switch index(storage, name) {
      case .failure(.damage(.newerFormat(let version))):
        throw .newerFormat(file: name, version: version)
      case .failure(let failure):
        catalog.note(name, "\(failure)", &follower)
      case .success(let (index, count)):
        if index.logID != logID {
          catalog.note(name, "it is of the log \(index.logID)", &follower)
        } else if index.ordinal != ordinal {
          catalog.note(name, "it is the archive \(index.ordinal)", &follower)
        } else if !follower.continues(index) {
          let reason = "it ends in \(index.after), what follows continues \(follower.before)"
          catalog.note(name, reason, &follower)
        } else {
          catalog.bytes[ordinal] = count
          catalog.add(index, &follower)
        }
      }
    }
    catalog.good.reverse()
    catalog.gaps.reverse()
    catalog.bad.reverse()
    return catalog
  }

  /// What is known of the archive, or the log, behind the one that is looked at.
  private struct Follower {
    /// What it continues.
    var before: LogTail
    var ordinal: UInt64
    /// What is bad between the two: the oldest.
    var bad: (name: String, reason: String)?

    /// Whether an archive may come before it: right before, or with something missing between.
    func continues(_ index: ArchiveIndex) -> Bool {
      if index.after == before { return true }
      let mayMiss = bad != nil || index.ordinal + 1 < ordinal
      return mayMiss && index.after.batch < before.batch && index.after.epoch <= before.epoch
    }
  }

  private mutating func note(_ name: String, _ reason: String, _ follower: inout Follower) {
    bad.append((name, reason))
    follower.bad = (name, reason)
  }

  private mutating func add(_ index: ArchiveIndex, _ follower: inout Follower) {
    if index.after != follower.before {
      let missing = (FileNames.archive(index.ordinal + 1), "the file is missing")
      let (name, reason) = follower.bad ?? missing
      gaps.append(
        ArchiveGap(
          batches: index.after.batch + 1...follower.before.batch,
          name: name,
          reason: reason
        )
      )
    }
    good.append(index)
    follower = Follower(before: index.before, ordinal: index.ordinal)
  }

  /// A bad one that is older than all good ones: what it had is not known to have been removed.
  var badBeforeAll: String? {
    guard let oldest = good.first else { return bad.last?.name }
    // The digits of all names are as many.
    return bad.last { $0.name < FileNames.archive(oldest.ordinal) }?.name
  }

  enum Failure: Error, Equatable, CustomStringConvertible {
    case storage(StorageError)
    case damage(ArchiveFault)

    var description: String {
      switch self {
      case .storage(let error): "\(error)"
      case .damage(let fault): "its index cannot be read: \(fault)"
      }
    }
  }

  static func index(
    _ storage: any Storage,
    _ name: String
  ) -> Result<(index: ArchiveIndex, bytes: UInt64), Failure> {
    do throws(StorageError) {
      let file = try storage.open(name, .read)
      try file.distrustCache()
      let size = try file.size()
      let result = try ArchiveIndex.read(file)
      try file.close()
      return result.map { ($0, size) }.mapError { .damage($0) }
    } catch {
      return .failure(.storage(error))
    }
  }
}
