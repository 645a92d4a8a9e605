internal import FealtyPersistence
internal import FealtyServer

/// `fealty verify`: proves from the files alone that a data directory is whole.
enum VerifyCommand {
  private static let expect = Option.text(
    "expect",
    "POSITION:HASH",
    default: "",
    "a link that an earlier run has printed: the batches up to there must hash to it"
  )

  private static let ledger = Option.flag(
    "ledger",
    "rebuild the ledger alone, for another process that holds the directory's lock"
  )

  private static let started = Option.flag(
    "started",
    "with --ledger: rebuild no more than what a start would have, for a process that compares"
  )

  static let command: Command = Command(
    "verify",
    "checks a data directory from its files alone",
    details: """
      Checks archives and log batch by batch (numbers, checksums, the chain), every record
      (readable, versions without gaps, pointing back), every block of both snapshots, and the
      ledger: every member and lot is rebuilt, the points of each token are added up, and the newest
      snapshot is compared with what the log before it gives, as far back as the log reaches. The
      chain of SHA-256 over all batches is computed again and compared with the one that the server
      has kept; its newest link is printed: kept elsewhere and given to --expect, it shows a record
      that was changed on purpose, with all checksums mended. One line a check, and below it what
      is wrong, with file and byte; exit code 65 when something is. The directory is read, not
      changed; stop its server first. Of a directory of backups every file of the newest one is
      compared with its checksum.
      """,
    positionals: [Positional("DIR", "the data directory, or one of backups")],
    options: [expect.specification, ledger.specification, started.specification]
  ) { (arguments) throws(CommandFailure) in
    let path = arguments.positionals[0]
    if let checks = try BackupVerification.run(path) {
      Console.write(checks.text)
      return checks.isClean ? .ok : .damaged
    }
    var expected: [ChainCheck.Expected] = []
    if !arguments[expect].isEmpty {
      guard let link = ChainCheck.Expected(arguments[expect]) else {
        throw command.misuse("--expect needs POSITION:HASH, not '\(arguments[expect])'")
      }
      expected.append(link)
    }
    let storage = try DataDirectory.storage(path)
    guard !arguments[ledger] else {
      let startedAlone = arguments[started]
      for check in try LedgerChild.rebuild(storage, path, startedAlone: startedAlone) {
        Console.line(LedgerReport.line(check))
      }
      return .ok
    }
    var verification = Verification(
      storage: storage,
      path: path,
      expected: expected
    )
    try verification.run()
    Console.write(verification.text)
    return verification.isClean ? .ok : .damaged
  }
}
