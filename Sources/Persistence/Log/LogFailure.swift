/// Why a log could not be opened, read or written.
package enum LogFailure: Error, Equatable, Sendable {
  /// Another process uses the directory. Nothing was touched; stop that process first.
  case directoryBusy(StorageError)
  /// A call failed. The process ends; the next start reads the disk.
  case io(StorageError)
  /// The files are not what was written. Only a person can decide what to do.
  case damaged(LogDamage)
  /// A newer server has written this. Use that one; nothing was touched.
  case newerFormat(file: String, version: UInt16)
  /// An earlier failure has stopped this log for good.
  case stopped
  /// The batch asked for is no longer kept: the log begins with `before`.
  case truncated(before: UInt64)
  /// The batch or record asked for does not exist.
  case notFound(LogPosition)
  /// The truncation was asked for by somebody who does not know the log's tail.
  case notOwner(LogTail)

  /// How a supervisor should take it (P3).
  ///
  /// The command line turns it into an exit code.
  package enum Family: Equatable, Sendable {
    case busy, damage, format, input, io
  }

  package var family: Family {
    switch self {
    case .directoryBusy: .busy
    case .damaged: .damage
    case .newerFormat: .format
    case .io, .stopped: .io
    case .truncated, .notFound, .notOwner: .input
    }
  }
}

/// Which row of recovery's table was met, where, and what repair would do about it.
package struct LogDamage: Error, Equatable, Sendable {
  /// The rows of `docs/storage-format.md` that end in a refusal.
  package enum Kind: String, Equatable, Sendable, CaseIterable {
    /// A bad batch, and something valid after it.
    case badBatchInTheMiddle
    /// A bad batch, and bytes further on than any write can have reached.
    case bytesBeyondReach
    /// A good batch in the wrong place, or of another time.
    case misplacedBatch
    /// A good batch of another log, or one that does not continue the one before.
    case foreignBatch
    /// A segment is missing and others come after it.
    case missingSegment
    /// The last segment is missing or empty, and it is known that it was used.
    case lostSegment
    /// A segment's head is bad although the segment was used, or it does not fit its file.
    case badSegmentHead
    /// A segment is shorter than when it was made.
    case shortSegment
    /// The file that names the log is missing or bad.
    case badIdentity
    /// No good snapshot is as old as the log's beginning.
    case snapshotGap
    /// The log ends before what a snapshot holds, or continues differently.
    case logBehindSnapshot
    /// An archive that is not what was written; no start refuses because of it.
    case badArchive
    /// A restore into the directory has not ended.
    case unfinishedRestore
    /// A file of a backup is not what its manifest says; no data directory is refused for it.
    case badBackup
    /// Two readings of the log gave different bytes, and the second is good.
    case unsteadyBytes
    /// A record inside a good batch cannot be read.
    case badRecord
    /// The owner found a version that leaps, or totals that are wrong.
    case wrongContent
  }

  package var kind: Kind
  package var file: String

  /// Bytes from the start of the file.
  package var offset: UInt64

  /// The batch that was expected there; 0 if none was.
  package var batch: UInt64

  package var expected: String

  /// What `fealty repair` would keep and lose, in words.
  package var repair: String

  package init(
    _ kind: Kind,
    file: String,
    offset: UInt64,
    batch: UInt64,
    expected: String,
    repair: String
  ) {
    self.kind = kind
    self.file = file
    self.offset = offset
    self.batch = batch
    self.expected = expected
    self.repair = repair
  }
}

extension LogDamage: CustomStringConvertible {
  package var description: String {
    "\(file) at byte \(offset), batch \(batch): expected \(expected) (\(kind.rawValue)); \(repair)"
  }
}

extension LogFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .directoryBusy(let error): "another process uses the data directory: \(error)"
    case .io(let error): "input or output failed: \(error)"
    case .damaged(let damage): "the data directory is damaged: \(damage)"
    case .newerFormat(let file, let version):
      "\(file) has format \(version), newer than \(Limits.formatVersion): use a newer fealty"
    case .stopped: "the log has stopped after an earlier failure"
    case .truncated(let before): "the log is kept only from batch \(before) on"
    case .notFound(let position): "there is no record \(position.batch).\(position.index)"
    case .notOwner(let tail): "the log ends in \(tail)"
    }
  }
}
