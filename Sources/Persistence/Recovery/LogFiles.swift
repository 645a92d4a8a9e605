/// The segments of a directory as they lie there, opened and distrusted.
struct LogFiles: Sendable {
  struct Segment: Sendable {
    var ordinal: UInt64
    var name: String
    var file: any StorageFile
    var size: UInt64
  }

  let storage: any Storage
  var segments: [Segment] = []
  var identity: LogIdentity?
  var temporaries: [String] = []
  var unknown: [String] = []
  /// The ordinals of the archives; none has been looked at.
  var archives: [UInt64] = []
  var names: [String] = []
  var hasManifest = false

  /// Opens everything, reads nothing but the identity and the names, and changes nothing.
  ///
  /// - Parameters:
  ///   - storage: The directory.
  ///   - mode: How segments are opened.
  ///   - isRestoring: Whether the caller is the restore that has not ended: nobody else may use
  ///     what it has written so far.
  /// - Returns: The files.
  /// - Throws: ``LogFailure``.
  static func open(
    _ storage: any Storage,
    _ mode: StorageOpenMode,
    isRestoring: Bool = false
  ) throws(LogFailure) -> LogFiles {
    var files = LogFiles(storage: storage)
    do throws(StorageError) {
      // A killed predecessor may have left names that are in memory only. Whatever is built upon a
      // file would vanish with its name.
      try storage.syncDirectory()
      files.names = try storage.list()
    } catch {
      throw .io(error)
    }
    for name in files.names {
      switch FileNames.kind(of: name) {
      case .segment(let ordinal):
        do throws(StorageError) {
          let file = try storage.open(name, mode)
          // The disk decides what is there, not a cache that a failed sync has left (CR2).
          try file.distrustCache()
          let size = try file.size()
          files.segments.append(Segment(ordinal: ordinal, name: name, file: file, size: size))
        } catch {
          throw .io(error)
        }
      case .identity: files.identity = try readIdentity(storage)
      case .archive(let ordinal): files.archives.append(ordinal)
      case .manifest: files.hasManifest = true
      case .temporary: files.temporaries.append(name)
      case .unknown: files.unknown.append(name)
      case .restoring: if !isRestoring { throw unfinishedRestore() }
      case .lock, .blocks, .kept: break
      }
    }
    files.segments.sort { $0.ordinal < $1.ordinal }
    return files
  }

  /// A segment's file once more, past the system's cache; nil where there is no such way.
  func openPastCache(_ index: Int) throws(StorageError) -> (any StorageFile)? {
    do throws(StorageError) {
      return try storage.open(segments[index].name, .readPastCache)
    } catch {
      guard error.isUnsupported else { throw error }
      return nil
    }
  }

  private static func unfinishedRestore() -> LogFailure {
    .damaged(
      LogDamage(
        .unfinishedRestore,
        file: FileNames.restoring,
        offset: 0,
        batch: 0,
        expected: "a restore that has ended; this one was killed, or is under way",
        repair: "make the restore again, into this directory or another"
      )
    )
  }

  static func readIdentity(_ storage: any Storage) throws(LogFailure) -> LogIdentity {
    let name = FileNames.identity
    let bytes: [UInt8]
    do throws(StorageError) {
      let file = try storage.open(name, .read)
      try file.distrustCache()
      bytes = try file.readWhole(atMost: LogIdentity.bytes)
      try file.close()
    } catch {
      throw .io(error)
    }
    let result = unsafe bytes.withUnsafeBytes { bytes -> Result<LogIdentity, BatchFault> in
      do throws(BatchFault) {
        return .success(try unsafe LogIdentity.read(bytes))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let identity): return identity
    case .failure(.newerFormat(let version)): throw .newerFormat(file: name, version: version)
    case .failure(let fault):
      throw .damaged(
        LogDamage(
          .badIdentity,
          file: name,
          offset: 0,
          batch: 0,
          expected: "the name of the log, found: \(fault)",
          repair: "repair would write it again from the heads of the segments and lose nothing"
        )
      )
    }
  }
}
