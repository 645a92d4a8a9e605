internal import FealtyPersistence

/// `fealty verify`: proves from the files alone that a data directory is whole.
enum VerifyCommand {
  static let command: Command = Command(
    "verify",
    "checks a data directory from its files alone",
    details: """
      Checks the log and its archives batch by batch (numbers, checksums, the chain), every record
      (readable, versions without gaps), the newest snapshot, and the ledger: every member is
      rebuilt and the points of each token are added up. One line a check; exit code 65 when
      something is damaged. The directory is read, not changed; stop its server first. Of a
      directory of backups every file of the newest one is compared with its checksum.
      """,
    positionals: [Positional("DIR", "the data directory, or one of backups")]
  ) { (arguments) throws(CommandFailure) in
    let path = arguments.positionals[0]
    if let checks = try BackupVerification.run(path) {
      Console.write(checks.text)
      return checks.isClean ? .ok : .damaged
    }
    let log = try DataDirectory.open(path)
    var verification = Verification(path: path)
    try verification.run(log)
    do throws(LogFailure) { try log.abandon() } catch { throw CommandFailure(error, path) }
    if verification.isClean { verification.proveLedger() }
    Console.write(verification.text)
    return verification.isClean ? .ok : .damaged
  }
}
