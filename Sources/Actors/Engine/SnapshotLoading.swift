internal import FealtyPersistence

/// A snapshot on its way to the shards, while another thread reads the log.
///
/// The log's first batch waits for its end: the two take turns with the replay.
final class SnapshotLoading: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `replay` is used by ``run()`` and, once ``wait()`` has
  // returned, by who waits; `ending` is read and changed under `lock`.
  enum Ending {
    case loaded
    /// In a sentence: an older one may serve, once what was loaded is forgotten.
    case unusable(String)
    /// The disk, or a format that is newer: none may serve.
    case failed(LogFailure)
  }

  private let snapshot: SnapshotReader
  private let replay: Replay
  private let lock = Lock()
  private var ending: Ending?

  init(_ snapshot: SnapshotReader, _ replay: Replay) {
    self.snapshot = snapshot
    self.replay = replay
  }

  /// Loads it: returns when the shards have taken all of it.
  func run() {
    var ending = Ending.loaded
    do {
      try replay.begin(snapshot.manifest)
      try snapshot.forEachRun { section, records in replay.add(section: section, records) }
    } catch SnapshotError.io(let error) {
      ending = .failed(.io(error))
    } catch SnapshotError.newerFormat(let file, let version) {
      ending = .failed(.newerFormat(file: file, version: version))
    } catch {
      ending = .unusable("\(error)")
    }
    replay.finishSnapshot()
    if case .loaded = ending, let reason = replay.firstFinding { ending = .unusable(reason) }
    lock.locked {
      self.ending = ending
      lock.signal()
    }
  }

  /// Waits for the end of ``run()``.
  func wait() -> Ending {
    lock.locked {
      while true {
        if let ending { return ending }
        lock.wait(milliseconds: 1_000)
      }
    }
  }
}
