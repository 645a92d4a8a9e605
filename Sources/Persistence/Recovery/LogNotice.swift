/// Something that recovery found and can go on with, but that an operator should know (loudly).
package enum LogNotice: Equatable, Sendable {
  /// The directory held no log; one was begun.
  case created
  /// The last write before a crash was torn. It was never acknowledged; what was found of it is
  /// copied into `kept`, then overwritten with zeros.
  case tornTail(file: String, offset: UInt64, batch: UInt64, bytes: UInt64, kept: String)
  /// A crash struck while a segment was taken into use; its head is written anew.
  case headRemade(file: String)
  /// A snapshot cannot be used; an older one and a longer replay give the same state.
  case badSnapshot(sequence: UInt64, error: SnapshotError)
  /// An archive cannot be read, or does not belong here; it is left where it is, and its history
  /// cannot be shown.
  case badArchive(file: String, reason: String)
  /// Left by a crash, and removed.
  case temporaryRemoved(file: String)
  /// Not ours; left alone.
  case unknownFile(file: String)
}

extension LogNotice: CustomStringConvertible {
  package var description: String {
    switch self {
    case .created: "the directory was empty: a new log was begun"
    case .tornTail(let file, let offset, let batch, let bytes, let kept):
      "\(file): the write of batch \(batch) at byte \(offset) was torn by a crash; it was never "
        + "acknowledged, its \(bytes) bytes are cut and kept in \(kept)"
    case .headRemade(let file): "\(file): a crash struck while it was taken into use; made anew"
    case .badSnapshot(let sequence, let error):
      "snapshot \(sequence) is bad and not used: \(error)"
    case .badArchive(let file, let reason): "\(file): \(reason); left alone, its history is missing"
    case .temporaryRemoved(let file): "\(file): left by a crash; removed"
    case .unknownFile(let file): "\(file): not a file of fealty; left alone"
    }
  }
}
