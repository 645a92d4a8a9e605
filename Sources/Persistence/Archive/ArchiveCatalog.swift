/// The archives of a directory: those that the log continues without a gap, and what is wrong with
/// the others.
struct ArchiveCatalog: Sendable {
  /// In order.
  private(set) var good: [ArchiveIndex] = []

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
  /// continues; nil where nothing says so.
  ///
  /// - Throws: ``LogFailure/newerFormat(file:version:)``. Damage is not thrown: no start needs an
  ///   archive.
  static func load(
    _ storage: any Storage,
    _ ordinals: [UInt64],
    logID: LogID,
    before first: UInt64,
    continuedBy start: LogTail?
  ) throws(LogFailure) -> ArchiveCatalog {
    var catalog = ArchiveCatalog()
    var next = start
    for ordinal in ordinals.filter({ $0 < first }).sorted(by: >) {
      let name = FileNames.archive(ordinal)
      switch index(storage, name) {
      case .failure(.damage(.newerFormat(let version))):
        throw .newerFormat(file: name, version: version)
      case .failure(let failure):
        catalog.bad.append((name, "\(failure)"))
        next = nil
      case .success(let (index, count)):
        if index.logID != logID {
          catalog.bad.append((name, "it is of the log \(index.logID)"))
        } else if index.ordinal != ordinal {
          catalog.bad.append((name, "it is the archive \(index.ordinal)"))
        } else if let next, index.after != next {
          catalog.bad.append((name, "it ends in \(index.after), what follows continues \(next)"))
        } else {
          catalog.good.append(index)
          catalog.bytes[ordinal] = count
          next = index.before
        }
      }
    }
    catalog.good.reverse()
    catalog.bad.reverse()
    return catalog
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
