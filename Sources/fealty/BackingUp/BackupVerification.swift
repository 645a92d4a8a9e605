internal import FealtyPersistence

/// The checks of a directory of backups.
struct BackupVerification {
  let isClean: Bool

  /// One line a check.
  let text: String

  /// Compares every file of the newest backup with its checksum, and reads its log to the end.
  ///
  /// - Returns: Nil where the directory has no backups.
  static func run(_ path: String) throws(CommandFailure) -> BackupVerification? {
    guard Directory.exists(path) else {
      throw CommandFailure(.usage, "\(path) is not there")
    }
    do throws(BackupFailure) {
      let storage = try open(path)
      guard var checks = try Backup.verify(storage) else { return nil }
      if checks.allSatisfy(\.isGood) {
        let restore = try Restore.open(storage)
        let plan = try restore.plan(.newest)
        let time = plan.newestTime.map { ", \(CalendarTime.text(milliseconds: $0))" } ?? ""
        checks.append(
          LogVerify.Check(
            file: "log \(plan.logID)",
            text: "every batch and the chain of checksums, up to \(plan.cut.batch)\(time)"
          )
        )
        try restore.close()
      }
      let text = checks.map { check in
        let mark = check.isGood ? Console.good("ok    ") : Console.bad("BAD   ")
        return "\(mark)\(check.file): \(check.text)\n"
      }
      return BackupVerification(isClean: checks.allSatisfy(\.isGood), text: text.joined())
    } catch {
      throw CommandFailure(error, source: path, target: path)
    }
  }

  private static func open(_ path: String) throws(BackupFailure) -> FileStorage {
    do throws(StorageError) { return try FileStorage(path: path, create: false) } catch {
      throw .source(.io(error))
    }
  }
}
