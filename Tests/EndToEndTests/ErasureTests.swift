import FealtyClient
import FealtyPersistence
import Foundation
import Testing

// Goal: after `fealty erase --wait` nothing personal of the member is in any file of the directory,
// raw or deflated, and the points are. Method: members with words that nothing else has, in a real
// server's log, snapshots and archives; then every file is searched.
@Suite("Erasure")
struct ErasureTests {
  private static let words = ["Zyxwella", "Quorlington", "zyx@quorl.example", "1931-07-23"]

  private static func enrol(_ till: Till, _ member: String, _ words: [String]) async throws {
    _ = try await till.client.members.enrol(
      EnrolRequest(
        envelope: till.envelope(),
        member: MemberReference(reference: .memberID(member)),
        mode: .upsert,
        profile: Profile(
          givenName: words[0],
          familyName: words[1],
          email: words[2],
          birthday: words[3]
        )
      )
    )
  }

  /// Where the words stand in files: as they lie there, and as `inspect` shows what was deflated.
  private static func places(_ data: String) throws -> Set<String> {
    var found: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: data) {
      var texts = [try Data(contentsOf: URL(fileURLWithPath: "\(data)/\(name)"))]
      if name.hasPrefix("archive-") || name.hasSuffix(".manifest") {
        let shown = try Binary.run(["inspect", "\(data)/\(name)"])
        #expect(shown.exitCode == 0)
        texts.append(Data(shown.output.utf8))
      }
      for text in texts where words.contains(where: { text.range(of: Data($0.utf8)) != nil }) {
        found.insert(name)
      }
    }
    return found
  }

  /// No reference leads to the member, and its ten earns are in the ledger.
  private static func isGone(_ member: String, _ till: Till) async throws {
    let error = await #expect(throws: ClientError.self) { _ = try await till.member(member) }
    #expect(error?.reason == .memberNotFound)
    let found = try await till.client.points.listProgrammeTransactions(
      ListProgrammeTransactionsRequest(envelope: till.envelope())
    ).transactions.compactMap(\.transaction)
    #expect(found.filter { $0.kind == .earn }.count == 10)
    #expect(found.filter { $0.kind == .pointsForfeited }.map(\.points) == [-30])
    let ledger = try await till.client.operations.verifyLedger(VerifyLedgerRequest())
    #expect(ledger.balanced)
  }

  @Test(.timeLimit(.minutes(3)))
  func `after it no file has a word of the profile, and points and history stay`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let segments = ["--segment-bytes", "1114112"]
    var server = try ServerProcess.start(data: data, options: segments)
    var till = Till(client: try server.client())
    try await till.putProgramme()
    try await Self.enrol(till, "zyx", Self.words)
    try await Self.enrol(till, "other", ["Ottilie", "Other", "o@example.org", "1950-01-01"])
    for number in 0..<10 { _ = try await till.earn(3, for: "zyx", receipt: "R\(number)") }
    till.client.close()
    // A snapshot has it as well as the log.
    #expect(server.stop() == 0)
    server = try ServerProcess.start(data: data, options: segments)
    till = Till(client: try server.client())
    try await Self.enrol(till, "zyx", Self.words)
    #expect(try Self.places(data).count > 1)

    let erase = [
      "erase", "zyx", "--program", Till.programID, "--connect", "127.0.0.1:\(server.port)",
    ]
    // Its points are nobody's to lose by mistake.
    let kept = try Binary.run(erase)
    #expect(kept.exitCode == 1 && kept.errors.contains("owes points"), "\(kept.errors)")
    #expect(try await till.member("zyx").profile?.givenName == Self.words[0])
    for _ in 0..<2 {
      let erased = try Binary.run(erase + ["--forfeit", "--wait", "--timeout", "100"])
      #expect(erased.exitCode == 0, "\(erased.output)\(erased.errors)")
      #expect(try Self.places(data) == [])
    }
    try await Self.isGone("zyx", till)
    #expect(try await till.member("other").profile?.givenName == "Ottilie")
    till.client.close()
    #expect(server.stop() == 0)
    #expect(try Self.places(data) == [])
    let verified = try Binary.run(["verify", data])
    #expect(verified.exitCode == 0, "\(verified.output)")
    // And after a start from these files.
    server = try ServerProcess.start(data: data, options: segments)
    till = Till(client: try server.client())
    try await Self.isGone("zyx", till)
    till.client.close()
    #expect(server.stop() == 0)
  }

  /// Words that somebody has written of the member outside its profile.
  private static let texts = ["Zyxgment", "Zyxformer", "Zyxreason"]

  /// Takes a member's profile and segments away, and closes it.
  private static func empty(_ member: MemberReference, _ till: Till) async throws {
    _ = try await till.client.members.enrol(
      EnrolRequest(
        envelope: till.envelope(),
        member: member,
        mode: .update,
        profile: Profile(),
        stage: .closed,
        replaceSegments: true
      )
    )
  }

  private static func texts(in shown: String) -> [String] { texts.filter { shown.contains($0) } }

  @Test(.timeLimit(.minutes(3)))
  func `reasons of holds and segments leave memory and snapshots, records keep them`() async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data)
    var till = Till(client: try server.client())
    try await till.putProgramme()
    let member = MemberReference(reference: .memberID("zyx"))
    for segment in ["Zyxformer", "Zyxgment"] {
      _ = try await till.client.members.enrol(
        EnrolRequest(
          envelope: till.envelope(),
          member: member,
          mode: .upsert,
          profile: Profile(givenName: Self.words[0]),
          segments: [segment],
          replaceSegments: true
        )
      )
    }
    _ = try await till.earn(30, for: "zyx", receipt: "R")
    _ = try await till.client.points.lock(
      LockRequest(envelope: till.envelope(), member: member, points: 4, reason: "Zyxreason")
    )
    let export = ["export", "--programme", Till.programID]
    func exported(_ number: Int) throws -> String {
      let file = directory.path + "/\(number).ndjson"
      let connect = ["--connect", "127.0.0.1:\(server.port)"]
      #expect(try Binary.run(export + [file] + connect).exitCode == 0)
      return try String(contentsOfFile: file, encoding: .utf8)
    }
    #expect(try Self.texts(in: exported(1)) == Self.texts)
    // As an office may still do it: the member stays, and its holds with it.
    try await Self.empty(member, till)
    #expect(try Self.texts(in: exported(2)) == [])
    var status = try await till.client.points.getPointStatus(
      GetPointStatusRequest(envelope: till.envelope(), member: member)
    )
    #expect(status.holds.map(\.points) == [4] && status.holds.map(\.reason) == [""])
    till.client.close()
    #expect(server.stop() == 0)
    let snapshot = try Binary.run(["inspect", data, "--snapshot"])
    #expect(snapshot.exitCode == 0 && snapshot.output.contains("zyx"))
    #expect(Self.texts(in: snapshot.output) == [])
    // What was recorded says why, as the documents tell.
    #expect(try Self.texts(in: Binary.run(["inspect", data]).output) == Self.texts)
    #expect(try Binary.run(["verify", data]).exitCode == 0)

    // From the log alone, too.
    for name in try FileManager.default.contentsOfDirectory(atPath: data)
    where name.hasPrefix("snapshot-") {
      try FileManager.default.removeItem(atPath: "\(data)/\(name)")
    }
    server = try ServerProcess.start(data: data)
    till = Till(client: try server.client())
    #expect(try Self.texts(in: exported(3)) == [])
    status = try await till.client.points.getPointStatus(
      GetPointStatusRequest(envelope: till.envelope(), member: member)
    )
    #expect(status.holds.map(\.points) == [4] && status.holds.map(\.reason) == [""])
    till.client.close()
    #expect(server.stop() == 0)
  }

  @Test func `it needs a programme, a server, and a member`() async throws {
    #expect(try Binary.run(["erase", "ada"]).exitCode == 64)
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    try await till.putProgramme()
    till.client.close()
    let unknown = try Binary.run([
      "erase", "nobody", "--program", Till.programID, "--connect", "127.0.0.1:\(server.port)",
    ])
    #expect(unknown.exitCode == 1, "\(unknown.output)\(unknown.errors)")
    #expect(server.stop() == 0)
  }
}
