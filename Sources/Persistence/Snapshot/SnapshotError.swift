/// Why a snapshot could not be written or read.
package enum SnapshotError: Error, Equatable, Sendable {
  /// A call failed. If the disk was full, nothing but a metric changes (CS8).
  case io(StorageError)
  /// The files are not what was written.
  case damaged(file: String, offset: UInt64, reason: String)
  /// Written by a newer server.
  case newerFormat(file: String, version: UInt16)
  /// A record has more bytes than a block may have.
  case recordTooLarge(Int)
}

extension SnapshotError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .io(let error): "\(error)"
    case .damaged(let file, let offset, let reason): "\(file) at byte \(offset): \(reason)"
    case .newerFormat(let file, let version):
      "\(file) has format \(version), newer than \(Limits.formatVersion)"
    case .recordTooLarge(let count): "a snapshot's record of \(count) bytes is too large"
    }
  }
}
