internal import FealtyPersistence
internal import FealtyWire

/// Why a record of the past cannot be had.
///
/// What is served lives in memory, and recovery reads the log by itself: whoever asked gets an
/// error, and the server goes on.
enum LostRecord: Error, Equatable, Sendable {
  /// Its archive was removed, because it had become too old: where a history comes to it, it ends.
  case removed
  /// What stands there is not what was written, or is not there.
  ///
  /// It may come back from a backup: what it said is not to be taken as never said.
  case damaged(LogDamage)
  /// A call failed, or there was no descriptor for the file: the next try may do better.
  case unreadable(StorageError)
  /// There is no such record: a cursor that was made up.
  case absent(LogPosition)
  /// The log has stopped, and the server with it.
  case stopped

  init(_ failure: LogFailure) {
    switch failure {
    case .truncated: self = .removed
    case .damaged(let damage): self = .damaged(damage)
    case .io(let error), .directoryBusy(let error): self = .unreadable(error)
    case .notFound(let position): self = .absent(position)
    case .stopped, .notOwner: self = .stopped
    case .newerFormat(let file, let version):
      self = .damaged(
        LogDamage(
          .badArchive,
          file: file,
          offset: 0,
          batch: 0,
          expected: "a format that is known, found \(version)",
          repair: "use a newer fealty"
        )
      )
    }
  }

  /// Whether an operator has something to look at.
  var isNews: Bool {
    switch self {
    case .damaged, .unreadable: true
    case .removed, .absent, .stopped: false
    }
  }

  /// What a caller is told.
  ///
  /// - Parameters:
  ///   - consequence: What did not happen because of it, as a sentence without its end.
  ///   - field: The field of the request that it is about.
  /// - Returns: `DATA_LOSS`, or `UNAVAILABLE` where another try may do better.
  func status(_ consequence: String, field: String = "") -> Status {
    switch self {
    case .removed:
      Status(
        code: .dataLoss,
        message: "\(consequence): a record that this needs was in an archive that became too old "
          + "and was removed; a server that is restored from a backup may have it",
        field: field
      )
    case .damaged(let damage):
      Status(
        code: .dataLoss,
        message: "\(consequence): a record that this needs cannot be read; ask the operator, and "
          + "send it again when that is mended: \(damage)",
        field: field
      )
    case .absent(let position):
      Status(
        code: .dataLoss,
        message: "\(consequence): there is no record \(position.batch).\(position.index)",
        field: field
      )
    case .unreadable(let error):
      Status(
        code: .unavailable,
        message: "\(consequence): a record that this needs cannot be read at the moment; send it "
          + "again\(error.isOutOfDescriptors ? ", and give the server more open files" : ""): "
          + "\(error)",
        field: field,
        retryAfterMs: Self.retryMilliseconds
      )
    case .stopped:
      Status(code: .unavailable, message: "\(consequence): the server is stopping", field: field)
    }
  }

  /// After which a failed read is worth another try.
  private static let retryMilliseconds: Int64 = 1_000
}

extension LostRecord: CustomStringConvertible {
  var description: String {
    switch self {
    case .removed: "its archive was removed"
    case .damaged(let damage): "\(damage)"
    case .unreadable(let error): "\(error)"
    case .absent(let position): "there is no record \(position.batch).\(position.index)"
    case .stopped: "the log has stopped"
    }
  }
}
