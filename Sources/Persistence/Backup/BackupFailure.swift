/// Why a backup or a restore was not made.
///
/// What there was before is as it was: an earlier backup is valid, a new directory is not used by
/// any server.
package enum BackupFailure: Error, Equatable, Sendable {
  /// The directory that is read.
  case source(LogFailure)
  /// The directory that is written.
  case target(LogFailure)
  /// It cannot be done with these directories: a sentence with what to do instead.
  case refused(String)
}

extension BackupFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .source(let failure), .target(let failure): "\(failure)"
    case .refused(let sentence): sentence
    }
  }
}
