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
  /// `number`: the first batch that a start may need.
  func archiveSealed(before number: UInt64) {
    guard let policy = configuration.archive, !archiver.isEnded else { return }
    let openLog = openLog
    let archiver = archiver
    let clock = services.clock
    let archived = configuration.archived
    let pace = Pace(archivePool, clock, services.served)
    archivePool.run {
      guard let log = openLog.value else { return }
      archiver.run {
        let report = log.archiveSealed(
          before: number,
          policy,
          now: clock.wallMilliseconds(),
          pause: { pace.look() },
          shouldStop: { archiver.isEnded }
        )
        if report != ArchiveReport() { archived(.done(report)) }
      }
    }
  }

  /// Lets the background read what of the log the start has left for later.
  ///
  /// Before any archive is made: that work waits in the same queue. What is found ends the server
  /// as it would have ended the start, with the same exit code.
  func checkUnread(_ log: FileLog) {
    guard log.hasUnread else { return }
    let archiver = archiver
    let found = configuration.damageFound
    archivePool.run {
      archiver.run {
        do throws(LogFailure) {
          try log.checkUnread { archiver.isEnded }
        } catch {
          // A log that was stopped meanwhile has said why.
          if case .stopped = error { return }
          found(EngineFailure(error))
        }
      }
    }
  }

  /// Lets no archive be begun any more, and waits for the one that is being made to be given up.
  ///
  /// Before the background pool is stopped, so that stopping waits for no whole segment.
  package func endArchiving() { archiver.end() }
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
