internal import FealtyActors
internal import FealtyPersistence
internal import Glibc

// What the operator's log is told of, and how the process ends where it cannot go on.
extension Server {
  /// Says what became of old segments and archives.
  static func note(_ event: ArchiveEvent, _ log: Log) {
    switch event {
    case .unreadable(let reason):
      log(.warning, "history cannot be read", ["reason": .init(reason)])
    case .done(let report):
      if let failure = report.failure {
        log(.warning, "the archive could not be made", ["reason": .init(failure.description)])
      }
      if let link = report.link {
        log(.info, "chain", ["link": .init("\(link.batch):\(link.digest)")])
      }
      for name in report.removed { log(.info, "archive removed", ["file": .init(name)]) }
      guard report.archived > 0 else { return }
      log(
        .info,
        "archived",
        [
          "segments": .init(Int64(report.archived)), "raw_bytes": .init(Int64(report.rawBytes)),
          "bytes": .init(Int64(report.storedBytes)),
        ]
      )
    }
  }

  /// Says what became of a snapshot.
  static func note(_ result: Result<TakenSnapshot, SnapshotFailure>, _ log: Log) {
    switch result {
    case .success(let taken):
      log(
        .info,
        "snapshot",
        [
          "sequence": .init(taken.sequence), "bytes": .init(taken.bytes),
          "start_batch": .init(taken.start), "end_batch": .init(taken.end),
          "milliseconds": .init(taken.milliseconds),
        ]
      )
    case .failure(let failure):
      log(.error, "the snapshot was given up", ["reason": .init(failure.description)])
    }
  }

  /// Ends the process at once: memory may be ahead of the disk, so nothing may be answered any
  /// more.
  static func failStop(_ log: Log) -> @Sendable (String) -> Void {
    { reason in
      log(.error, "the server stops", ["reason": .init(reason)])
      _exit(ExitCode.ioFailure.rawValue)
    }
  }

  /// The same for damage that a start would have refused, had it read all before it served.
  static func stopForDamage(_ log: Log) -> @Sendable (EngineFailure) -> Void {
    { failure in
      log(.error, "the server stops", ["reason": .init(failure.description)])
      _exit(ServerFailure.engine(failure).exitCode.rawValue)
    }
  }
}
