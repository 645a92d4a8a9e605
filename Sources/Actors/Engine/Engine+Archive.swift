package import FealtyPersistence

/// What archiving has to tell.
package enum ArchiveEvent: Sendable {
  /// Segments became archives, or archives were removed, or it could not be done now.
  case done(ArchiveReport)
  /// Some history cannot be read: a damaged archive, a call that failed.
  ///
  /// Once for each reason.
  case unreadable(String)
}

extension Engine {
  /// Lets the background make archives of the segments that no kept snapshot needs.
  ///
  /// From any thread, which does not wait. What a full disk prevents is done after the next
  /// snapshot, what a stop interrupts after the next start.
  ///
  /// `number`: the first batch that a start may need; nil = as the snapshots say that are there.
  func archiveSealed(before number: UInt64?) {
    guard let policy = configuration.archive, !archiver.isEnded else { return }
    let openLog = openLog
    let archiver = archiver
    let storage = storage
    let clock = services.clock
    let archived = configuration.archived
    archivePool.run {
      guard let log = openLog.value else { return }
      archiver.run {
        let report = Self.archive(log, storage, before: number, policy, clock) { archiver.isEnded }
        if report != ArchiveReport() { archived(.done(report)) }
      }
    }
  }

  /// Lets no archive be begun any more, and waits for the one that is being made to be given up.
  ///
  /// Before the background pool is stopped, so that stopping waits for no whole segment.
  package func endArchiving() { archiver.end() }

  private static func archive(
    _ log: FileLog,
    _ storage: any Storage,
    before number: UInt64?,
    _ policy: ArchivePolicy,
    _ clock: any Clock,
    _ shouldStop: @escaping @Sendable () -> Bool
  ) -> ArchiveReport {
    do throws(SnapshotError) {
      // Nothing is known to be unnecessary: archives may still be too old.
      let known = if let number { number } else { try SnapshotCatalog.replayStart(storage) ?? 0 }
      return log.archiveSealed(
        before: known,
        policy,
        now: clock.wallMilliseconds(),
        shouldStop: shouldStop
      )
    } catch {
      // A snapshot that cannot be read is for its maker to tell; without it nothing is archived.
      return ArchiveReport()
    }
  }
}

/// Makes archives one after the other, and ends before the log is closed.
final class Archiver: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: all state is read and changed under `lock`.
  private let lock = Lock()
  private var running = 0
  private var hasEnded = false

  /// Whether what runs should give up.
  var isEnded: Bool { lock.locked { hasEnded } }

  /// Runs `work`, unless no more may be.
  func run(_ work: () -> Void) {
    let begins = lock.locked {
      guard !hasEnded else { return false }
      running += 1
      return true
    }
    guard begins else { return }
    work()
    lock.locked {
      running -= 1
      lock.signal()
    }
  }

  /// Lets no more be made, and waits for the one being made.
  func end() {
    lock.locked {
      hasEnded = true
      while running > 0 { lock.wait(milliseconds: 1_000) }
    }
  }
}
