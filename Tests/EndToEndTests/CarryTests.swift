import FealtyClient
import Foundation
import Testing

// Goal: a programme is on another server as it was on the first, whatever happens on the way.
// Method: the sample is replayed into one server, exported, imported into an empty one by processes
// that are killed, and exported again: the two files are the same bytes, also after a kill of the
// server and from its snapshot. Files with wrong lines are refused line by line, and change
// nothing.
@Suite("Export and import of a programme", .serialized)
struct CarryTests {
  private static let sample = Repository.path + "/Examples/sample"

  private func run(_ words: [String], exitCode: Int32 = 0) throws -> String {
    let result = try Binary.run(words)
    #expect(result.exitCode == exitCode, "\(words): \(result.errors)\(result.output)")
    return result.output + result.errors
  }

  private func connect(_ server: ServerProcess) -> [String] {
    ["--connect", "127.0.0.1:\(server.port)"]
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// A server with the sample's members, and things that only some members have.
  private func filled(_ data: String) async throws -> (server: ServerProcess, programme: String) {
    let server = try ServerProcess.start(data: data)
    _ = try run(
      [
        "replay", "\(Self.sample)/baskets.ndjson", "--members", "\(Self.sample)/members.ndjson",
        "--programme", "\(Self.sample)/programme.json", "--json",
      ] + connect(server)
    )
    let text = try String(contentsOfFile: "\(Self.sample)/programme.json", encoding: .utf8)
    let programme = try Programme(json: text).programID
    let client = try server.client()
    let envelope = Envelope(programID: programme)
    var number = 0
    for line in try String(contentsOfFile: "\(Self.sample)/members.ndjson", encoding: .utf8)
      .split(separator: "\n").prefix(12)
    {
      let id = String(line.split(separator: "\"")[3])
      let member = MemberReference(reference: .memberID(id))
      number += 1
      for card in 0..<(number % 3) {
        _ = try await client.members.enrol(
          EnrolRequest(
            envelope: envelope,
            member: member,
            mode: .update,
            cardNumber: "card-\(number)-\(card)",
            profile: Profile(givenName: "Ada \(number)", birthday: "1990-02-28")
          )
        )
      }
      let status = try await client.members.getMember(
        GetMemberRequest(envelope: envelope, member: member)
      )
      guard status.balances.contains(where: { $0.available > 20 }) else { continue }
      _ = try await client.points.redeem(
        RedeemRequest(envelope: envelope, member: member, mode: .sale, points: 3)
      )
      _ = try await client.points.redeem(
        RedeemRequest(envelope: envelope, member: member, mode: .authorize, points: 5)
      )
    }
    client.close()
    return (server, programme)
  }

  @Test(.timeLimit(.minutes(5)))
  func `S1: imported by processes that are killed, it is the same, byte for byte`() async throws {
    var random = SeededNumbers(seed: 4)
    let directory = TemporaryDirectory()
    let (first, programme) = try await filled(directory.path + "/a")
    let file = directory.path + "/a.ndjson"
    let name = ["--programme", programme]
    _ = try run(["export", file] + name + connect(first))
    let original = try bytes(file)
    #expect(original.count > 20_000)
    #expect(first.stop() == 0)

    let data = directory.path + "/b"
    var second = try ServerProcess.start(data: data)
    #expect(
      try run(["import", file, "--dry-run"] + connect(second)).contains("nothing was changed")
    )
    _ = try run(["export", directory.path + "/none"] + name + connect(second), exitCode: 1)
    var kills = 0
    for _ in 0..<8 {
      let tool = try Tool.start(["import", file] + connect(second))
      let moment = Duration.microseconds(Int.random(in: 5_000...120_000, using: &random))
      if try await tool.kill(after: moment) { kills += 1 }
    }
    #expect(kills > 0)
    second.kill()
    second = try ServerProcess.start(data: data)
    _ = try run(["import", file] + connect(second))
    let again = try run(["import", file, "--json"] + connect(second))
    #expect(again.contains("\"made\":0") && again.contains("\"errors\":0"), "\(again)")
    try same(original, programme, second, directory)

    second.kill()
    second = try ServerProcess.start(data: data)
    try same(original, programme, second, directory)
    let client = try second.client()
    let ledger = try await client.operations.verifyLedger(
      VerifyLedgerRequest(envelope: Envelope())
    )
    #expect(ledger.balanced && ledger.members > 0, "\(ledger.findings)")
    client.close()
    #expect(second.stop() == 0)
    _ = try run(["verify", data])
    second = try ServerProcess.start(data: data)
    try same(original, programme, second, directory)
    #expect(second.stop() == 0)
    _ = try run(["export", directory.path + "/of-files", "--data", data] + name)
    #expect(try bytes(directory.path + "/of-files") == original)
  }

  private func same(
    _ original: Data,
    _ programme: String,
    _ server: ServerProcess,
    _ directory: TemporaryDirectory
  ) throws {
    let file = directory.path + "/again.ndjson"
    _ = try run(["export", file, "--programme", programme] + connect(server))
    let found = try bytes(file)
    guard found != original else { return }
    let (one, other) = (
      String(decoding: original, as: UTF8.self).split(separator: "\n"),
      String(decoding: found, as: UTF8.self).split(separator: "\n")
    )
    let place = zip(one, other).first { $0 != $1 }
    Issue.record("\(one.count) and \(other.count) lines; first: \(String(describing: place))")
  }

  @Test(.timeLimit(.minutes(2)))
  func `an imported member goes on: points are spent, held points captured, old ids unknown`()
    async throws
  {
    let directory = TemporaryDirectory()
    let file = directory.path + "/x.ndjson"
    try Self.lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let server = try ServerProcess.start(data: directory.path + "/data")
    _ = try run(["import", file] + connect(server))
    let till = Till(client: try server.client())
    #expect(try await till.available("ada") == 70)
    _ = try await till.redeem(65, of: "ada")
    #expect(try await till.available("ada") == 5)
    _ = try await till.earn(4, for: "ada", receipt: "R-1")
    let history = try await till.transactions(of: "ada")
    #expect(history.count == 2)
    let card = try await till.client.members.validateCard(
      ValidateCardRequest(
        envelope: till.envelope(),
        member: MemberReference(reference: .cardNumber("4711"))
      )
    )
    #expect(card.valid)
    #expect(try await till.verifyLedger().balanced)
    till.client.close()
    #expect(server.stop() == 0)
    _ = try run(["verify", directory.path + "/data"])
  }

  @Test(.timeLimit(.minutes(2)))
  func `a file by hand is imported again after tills have sold, and only what is missing comes`()
    async throws
  {
    let directory = TemporaryDirectory()
    let file = directory.path + "/x.ndjson"
    // Killed between the members and their cards: as if the first run had none.
    let cards = "\"cards\":[\"4711\"],"
    try Self.lines.joined(separator: "\n").replacing(cards, with: "")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let server = try ServerProcess.start(data: directory.path + "/data")
    #expect(try run(["import", file, "--json"] + connect(server)).contains("\"made\":2"))
    let till = Till(client: try server.client())
    _ = try await till.earn(4, for: "ada", receipt: "R-1")
    _ = try await till.redeem(30, of: "ada")
    try Self.lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    for (given, there) in [(1, 2), (0, 2)] {
      let answer = try run(["import", file, "--json"] + connect(server))
      #expect(answer.contains("\"made\":0,\"there\":\(there),\"cards\":\(given),\"errors\":0"))
    }
    #expect(try await till.available("ada") == 44)
    // Another member of the id is left as it is, and named.
    try Self.lines.joined(separator: "\n").replacing("\"40\"", with: "\"41\"")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let answer = try run(["import", file, "--json"] + connect(server), exitCode: 1)
    #expect(answer.contains("\"line\":3") && answer.contains("another member"), "\(answer)")
    #expect(try await till.available("ada") == 44)
    till.client.close()
    #expect(server.stop() == 0)
  }

  /// A programme by hand: what another system would write.
  private static let lines = [
    """
    {"programme":{"programId":"end-to-end","currency":"EUR","defaultTokenId":"points","tokens":\
    [{"tokenId":"points","name":"Points"}],"tiers":["basic"]}}
    """,
    """
    {"promotion":{"promotionId":"base","rate":{"points":"1","perAmountMinor":"100"}}}
    """,
    """
    {"member":{"memberId":"ada","cards":["4711"],"lots":[{"remaining":"30","expiresAtMs":\
    "4102444800000"},{"remaining":"40"}]}}
    """,
    """
    {"member":{"memberId":"bob"}}
    """,
    """
    {"end":{"promotions":1,"members":2}}
    """,
  ]

  @Test(.timeLimit(.minutes(2)))
  func `wrong lines are named, with what to do, and nothing is sent`() async throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let file = directory.path + "/x.ndjson"
    let cases: [(line: Int, text: String, finding: String)] = [
      (2, "{\"member\":", "line"),
      (2, "{\"voucher\":{}}", "no line is called so"),
      (3, "{\"member\":{\"memberId\":\"bob\"}}", "has the same member"),
      (3, "{\"member\":{\"memberId\":\"ada\",\"cards\":[\"1\",\"1\"]}}", "has the card 1 too"),
      (
        3,
        "{\"member\":{\"memberId\":\"ada\",\"lots\":[{\"tokenId\":\"points\",\"remaining\":\"9\"}],"
          + "\"accounts\":[{\"tokenId\":\"points\",\"issued\":\"8\"}]}}", "mend the sums"
      ),
      (4, "{\"end\":{\"promotions\":1,\"members\":1}}", "stands after the end"),
    ]
    for (index, text, finding) in cases {
      var lines = Self.lines
      lines[index - 1] = text
      try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
      let answer = try run(["import", file, "--json"] + connect(server), exitCode: 1)
      #expect(answer.contains(finding), "\(text): \(answer)")
      #expect(answer.contains("{\"line\":"), "\(answer)")
      let table = try run(["import", file] + connect(server), exitCode: 1)
      #expect(table.contains("nothing was sent"), "\(table)")
    }
    try Self.lines.dropLast().joined(separator: "\n")
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try run(["import", file] + connect(server), exitCode: 1).contains("cut off"))
    _ = try run(["export", file, "--programme", "end-to-end"] + connect(server), exitCode: 1)

    // What only the server knows is named by line as well, and the others are imported.
    var lines = Self.lines
    lines[3] = "{\"member\":{\"memberId\":\"bob\",\"tier\":\"gold\"}}"
    try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let answer = try run(["import", file, "--json"] + connect(server), exitCode: 1)
    #expect(answer.contains("\"line\":4") && answer.contains("there is no tier gold"), "\(answer)")
    #expect(answer.contains("\"made\":1"))
    let till = Till(client: try server.client())
    #expect(try await till.available("ada") == 70)
    till.client.close()
    #expect(server.stop() == 0)
  }
}
