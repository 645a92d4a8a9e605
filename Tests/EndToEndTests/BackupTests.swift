import FealtyClient
import Foundation
import Testing

// Goal: a backup is whole whatever happens to the tool or the server, and a server goes on from it.
// Method: the real binary is backed up again and again under load; backups, restores and servers
// are killed at random moments. What is restored must have all that was acknowledged before the
// backup began, and nothing twice.
@Suite("Backup and restore", .serialized)
struct BackupTests {
  private static let members = (0..<6).map { "member-\($0)" }
  private static let options = ["--segment-bytes", "16777216", "--snapshot-log-bytes", "300000"]

  private func run(_ words: [String], exitCode: Int32 = 0) throws -> String {
    let result = try Binary.run(words)
    #expect(result.exitCode == exitCode, "\(words): \(result.errors)\(result.output)")
    return result.output + result.errors
  }

  /// Points that were surely booked for each member, by one point an operation.
  private actor Tally {
    private(set) var acknowledged: [String: Int64] = [:]
    private(set) var sent: [String: Int64] = [:]
    func sends(_ member: String) { sent[member, default: 0] += 1 }
    func answered(_ member: String) { acknowledged[member, default: 0] += 1 }
    var count: Int64 { acknowledged.values.reduce(0, +) }
  }

  /// Earns until the server is gone or `stop` says so.
  private func load(
    _ port: Int,
    _ tally: Tally,
    round: Int,
    while goesOn: @Sendable () async -> Bool
  )
    async throws
  {
    var configuration = FealtyClient.Configuration()
    configuration.retry.maximumAttempts = 1
    let client = try FealtyClient(host: "127.0.0.1", port: port, configuration: configuration)
    let till = Till(client: client)
    var number = 0
    while await goesOn() {
      number += 1
      let member = Self.members[number % Self.members.count]
      await tally.sends(member)
      do {
        _ = try await till.earn(1, for: member, receipt: "R-\(round)-\(number)")
        await tally.answered(member)
      } catch let error as ClientError where error.code == .resourceExhausted {
        // The next small segment is not ready yet.
        continue
      } catch {
        break
      }
    }
    client.close()
  }

  /// Repeats what is refused while the next small segment of the log is being made.
  private func whenThereIsRoom(_ body: () async throws -> Void) async throws {
    while true {
      do { return try await body() } catch let error as ClientError {
        guard error.code == .resourceExhausted else { throw error }
      }
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `S1: backups under load survive kills of the tool and of the server, and can be restored`()
    async throws
  {
    var random = SeededNumbers(seed: 8)
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let backup = directory.path + "/backup"
    let tally = Tally()
    var server = try ServerProcess.start(data: data, options: Self.options)
    let first = Till(client: try server.client())
    try await whenThereIsRoom { try await first.putProgramme() }
    for member in Self.members { try await whenThereIsRoom { try await first.enrol(member) } }
    first.client.close()
    var kills = 0
    for round in 1...10 {
      let port = server.port
      let flag = Flag()
      try await withThrowingTaskGroup { group in
        for lane in 0..<3 {
          group.addTask {
            try await load(port, tally, round: round * 10 + lane) { await !flag.isSet }
          }
        }
        // Some are killed at a random moment; what they leave is the next one's to clear away.
        for _ in 0..<4 {
          let tool = try Tool.start(["backup", backup, "--connect", "127.0.0.1:\(port)"])
          let moment = Duration.microseconds(Int.random(in: 1_000...60_000, using: &random))
          if try await tool.kill(after: moment) { kills += 1 }
        }
        let before = await tally.acknowledged
        let answer = try run(["backup", backup, "--connect", "127.0.0.1:\(port)"])
        #expect(answer.contains(backup), "\(answer)")
        // On a busy disk a backup is faster than a dozen earns.
        let deadline = ContinuousClock.now + .seconds(20)
        while await tally.count < 12 * round, ContinuousClock.now < deadline {
          try await Task.sleep(for: .milliseconds(2))
        }
        await flag.set()
        try await group.waitForAll()
        try await check(backup, directory.path + "/restored-\(round)", atLeast: before, tally)
      }
      if round % 3 == 0 {
        server.kill()
        server = try ServerProcess.start(data: data, options: Self.options)
      }
    }
    let all = await tally.count
    #expect(all > 100, "only \(all) operations were acknowledged")
    #expect(kills > 5, "only \(kills) backups were killed before their end")
    #expect(server.stop() == 0)
    _ = try run(["backup", backup, "--data", data])
    _ = try run(["verify", backup])
    try await check(backup, directory.path + "/last", atLeast: await tally.acknowledged, tally)
  }

  /// Restores, after kills of the restore, starts a server on it and looks.
  private func check(
    _ backup: String,
    _ new: String,
    atLeast acknowledged: [String: Int64],
    _ tally: Tally
  ) async throws {
    for milliseconds in [2, 20, 50] {
      let tool = try Tool.start(["restore", backup, new])
      guard try await tool.kill(after: .milliseconds(milliseconds)) else { continue }
      guard FileManager.default.fileExists(atPath: new + "/restoring") else { continue }
      #expect(throws: ServerProcess.StartFailure.self) { try ServerProcess.start(data: new) }
    }
    if !FileManager.default.fileExists(atPath: new + "/identity")
      || FileManager.default.fileExists(atPath: new + "/restoring")
    {
      _ = try run(["restore", backup, new])
    }
    _ = try run(["verify", new])
    let server = try ServerProcess.start(data: new)
    let till = Till(client: try server.client())
    for member in Self.members {
      let found = try await till.available(member)
      let all = await tally.sent[member] ?? 0
      #expect(found >= acknowledged[member] ?? 0 && found <= all, "\(member)")
    }
    try await whenThereIsRoom {
      _ = try await till.earn(5, for: Self.members[0], receipt: "after")
    }
    let ledger = try await till.verifyLedger()
    #expect(ledger.balanced, "\(ledger.findings)")
    till.client.close()
    #expect(server.stop() == 0)
    _ = try run(["verify", new])
  }

  @Test(.timeLimit(.minutes(2)))
  func `an earlier moment by batch and by time, a dry run, and what the two histories refuse`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let backup = directory.path + "/backup"
    let server = try ServerProcess.start(data: data)
    let till = Till(client: try server.client())
    try await till.putProgramme()
    try await till.enrol("ada")
    for number in 0..<5 { _ = try await till.earn(10, for: "ada", receipt: "R-\(number)") }
    let info = try await till.client.operations.getServerInfo(GetServerInfoRequest())
    let batch = info.durableBatch
    _ = try run(["backup", backup, "--connect", "127.0.0.1:\(server.port)"])
    for number in 5..<9 { _ = try await till.earn(10, for: "ada", receipt: "R-\(number)") }
    let snapshot = ["backup", backup, "--snapshot", "--connect", "127.0.0.1:\(server.port)"]
    _ = try run(snapshot)
    #expect(try run(snapshot.filter { $0 != "--snapshot" }).contains("nothing new"))
    till.client.close()
    #expect(server.stop() == 0)
    let files = try run(["inspect", backup + "/backup-0000000002.manifest"])
    #expect(files.contains("\"backup\":2") && files.contains("snapshot-0000000001.blocks"))
    let first = try run(["inspect", backup + "/log-0000000001.0000000000"])
    let pieces = try FileManager.default.contentsOfDirectory(atPath: backup)
      .filter { $0.hasPrefix("log-0000000001.") && !$0.hasSuffix(".0000000000") }
    let second = try run(["inspect", backup + "/" + (pieces.first ?? "")])
    // A piece is shown with those before it.
    #expect(second.hasPrefix(first) && second.count > first.count && pieces.count == 1)

    let dry = try run(["restore", data, "--to", "\(batch)", "--dry-run"])
    #expect(dry.contains("up to batch \(batch)") && dry.contains("nothing was written"))
    #expect(dry.contains("not used: "), "\(dry)")
    for (number, source) in [backup, data].enumerated() {
      let new = directory.path + "/new-\(number)"
      _ = try run(["restore", source, new, "--to", "\(batch)"])
      let again = try ServerProcess.start(data: new)
      let other = Till(client: try again.client())
      #expect(try await other.available("ada") == 50)
      _ = try await other.earn(1, for: "ada", receipt: "R-0-again")
      other.client.close()
      #expect(again.stop() == 0)
      _ = try run(["verify", new])
      // The old history's backups do not take the new one.
      _ = try run(["backup", backup, "--data", new], exitCode: 1)
      _ = try run(["backup", directory.path + "/backup-\(number)", "--data", new])
      // Nor does the new one take its files.
      for kind in ["blocks", "manifest"] {
        let name = "/snapshot-0000000002.\(kind)"
        if FileManager.default.fileExists(atPath: new + name) {
          try FileManager.default.removeItem(atPath: new + name)
        }
        try FileManager.default.copyItem(atPath: data + name, toPath: new + name)
      }
      #expect(try run(["verify", new], exitCode: 65).contains("logBehindSnapshot"))
    }
    let newest = try run(["restore", backup, directory.path + "/t", "--to", "2099-01-01T00:00:00Z"])
    #expect(newest.contains("nothing"))
    // The log begins with batch 1, and what it was before the first record is a state too.
    let oldest = ["restore", backup, directory.path + "/u", "--to", "2001-01-01T00:00:00Z"]
    #expect(try run(oldest).contains("up to batch 1\n"))
    _ = try run(["restore", backup, directory.path + "/t"], exitCode: 1)
    _ = try run(["restore", backup, directory.path + "/v", "--to", "yesterday"], exitCode: 64)
    _ = try run(["backup", data + "-nothing", "--data", directory.path], exitCode: 64)
  }
}

/// Something that is set once.
private actor Flag {
  private(set) var isSet = false
  func set() { isSet = true }
}
