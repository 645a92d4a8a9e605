internal import FealtyPersistence

/// A data directory that is read and not changed.
///
/// Holds the directory's lock meanwhile.
enum DataDirectory {
  /// Opens a directory and checks every batch of its log and the newest snapshot.
  ///
  /// - Throws: `.busy` when a server uses it, `.damaged` when recovery would refuse it.
  static func open(_ path: String) throws(CommandFailure) -> RecoveredLog {
    try open(try storage(path), path)
  }

  /// The directory, which must be one of a server; nothing is locked or read yet.
  static func storage(_ path: String) throws(CommandFailure) -> FileStorage {
    guard Directory.exists("\(path)/\(FileNames.identity)") else {
      throw CommandFailure(.usage, "\(path) is no data directory: it has no file 'identity'")
    }
    return try anyStorage(path)
  }

  /// A directory, whatever is in it.
  static func anyStorage(_ path: String) throws(CommandFailure) -> FileStorage {
    guard Directory.exists(path) else {
      throw CommandFailure(.usage, "there is no directory \(path)")
    }
    do throws(StorageError) { return try FileStorage(path: path, create: false) } catch {
      throw CommandFailure(.inputOutput, "\(path): \(error)")
    }
  }

  private static func open(
    _ storage: FileStorage,
    _ path: String
  ) throws(CommandFailure) -> RecoveredLog {
    // Neither the id nor the options are used: nothing is made in a directory that holds a log.
    let options = LogOptions(unreadBytes: .max, failStop: { _ in })
    do throws(LogFailure) {
      return try LogRecovery.inspect(storage, newLogID: LogID(low: 1, high: 1), options: options)
    } catch {
      throw CommandFailure(error, path)
    }
  }
}

extension CommandFailure {
  /// A failed log, with the exit code of its family.
  init(_ failure: LogFailure, _ path: String) {
    let code: ExitCode =
      switch failure.family {
      case .busy: .busy
      case .damage: .damaged
      case .format: .configuration
      case .input: .usage
      case .io: .inputOutput
      }
    self.init(code, "\(path): \(failure)")
  }
}
