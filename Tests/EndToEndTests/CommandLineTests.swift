import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "ends with an exit code that says what is wrong",
    .timeLimit(.minutes(1)),
    arguments: [
      (["--help"], 0), ([], 64), (["version"], 0), (["nonsense"], 64), (["serve"], 64),
      (["serve", "--help"], 0), (["bench", "earn", "--connections", "0"], 64),
      (["bench", "earn", "--conections", "1"], 64), (["bench"], 64),
      (["call", "--list"], 0), (["call", "Points/Nothing"], 64),
      (["call", "Points/Earn", "--json", "{"], 64),
      (["call", "Members/GetMember", "--connect", "127.0.0.1:1"], 69),
      (["verify", "/nonexistent"], 64), (["simulate"], 64),
      (["serve", "--data", "d", "--segment-bytes", "7"], 64), (["replay", "baskets"], 64),
      (["programme", "apply", "/nonexistent.json", "--connect", "127.0.0.1:1"], 74),
      (["programme", "from-campaigns", "campaigns"], 64), (["bench", "journey"], 64),
      (["bench", "compile", "--connect", "127.0.0.1:1"], 64),
      (["bench", "return", "--lines", "1"], 64), (["backtest", "draft"], 64),
    ] as [([String], Int32)]
  )
  func exitCodes(arguments: [String], expected: Int32) throws {
    let result = try Binary.run(arguments)
    #expect(result.exitCode == expected, "\(result.errors)")
    if expected != 0, !arguments.isEmpty {
      // One line that says what to do.
      #expect(result.errors.hasPrefix("fealty: "))
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(result.output.isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `simulated storage faults are found by nobody, and a seed does the same again`() throws {
    let words = ["simulate", "--storage-faults", "--seed", "11", "--runs", "5", "--json"]
    let sums = try (1...2).map { _ in
      let result = try Binary.run(words)
      #expect(result.exitCode == 0, "\(result.errors)")
      // All but the time that it took.
      return result.output.split(separator: ",").dropLast().joined(separator: ",")
    }
    #expect(sums[0] == sums[1])
    #expect(sums[0].hasPrefix(#"{"seed":11,"runs":5,"lives":"#))
  }

  @Test(.timeLimit(.minutes(1)))
  func `every command explains itself`() throws {
    let overview = try Binary.run(["--help"]).output
    let commands = [
      "serve", "demo", "bench", "replay", "call", "backtest", "inspect", "verify", "repair",
      "erase",
      "programme",
      "simulate",
      "version",
    ]
    for command in commands {
      #expect(overview.contains("  \(command) "))
      let help = try Binary.run([command, "--help"])
      #expect(help.exitCode == 0)
      #expect(help.output.contains("Usage: fealty \(command)"))
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a programme is checked without a server: nothing is found in the sample's`() throws {
    let directory = TemporaryDirectory()
    let sample = Repository.path + "/Examples/sample"
    let whole = directory.path + "/whole.json"
    let made = try Binary.run([
      "programme", "from-campaigns", sample + "/campaigns.ndjson", "--base", sample + "/base.json",
      "--out", whole,
    ])
    #expect(made.exitCode == 0, "\(made.errors)")
    for file in [sample + "/programme.json", sample + "/base.json", whole] {
      let check = try Binary.run(["programme", "check", file])
      #expect(check.exitCode == 0, "\(check.output)")
      #expect(check.output.hasSuffix("promotions, nothing found\n"))
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `what is hardly meant is listed with and without a server, what is wrong is refused`() throws
  {
    let directory = TemporaryDirectory()
    let file = directory.path + "/programme.json"
    func write(_ mode: String, _ points: Int) throws {
      let text = """
        {"programId": "p", "currency": "EUR", "groups": [{"groupId": "g", "mode": "\(mode)"}],
         "promotions": [
          {"promotionId": "a", "groupId": "g", "fixed": {"points": 5}},
          {"promotionId": "b", "groupId": "g", "priority": 1, "fixed": {"points": \(points)}}]}
        """
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
    try write("FIRST_MATCH", 7)
    let check = try Binary.run(["programme", "check", file])
    #expect(check.exitCode == 1)
    #expect(
      check.output == """
          finding        promotion  field
          ALWAYS_BEATEN  a          priority  Wherever it would give something, b of its group \
        does too, and is chosen.

        """
    )
    let server = try ServerProcess.start(data: directory.path + "/data")
    let connect = ["--connect", "127.0.0.1:\(server.port)", "--yes"]
    let applied = try Binary.run(["programme", "apply", file] + connect)
    #expect(applied.exitCode == 0)
    #expect(applied.output.contains(check.output))
    // The change of the group alone is looked at for all promotions.
    try write("STACK", 7)
    let stacked = try Binary.run(["programme", "apply", file] + connect)
    #expect(!stacked.output.contains("ALWAYS_BEATEN"))
    try write("FIRST_MATCH", 7)
    let again = try Binary.run(["programme", "apply", file] + connect)
    #expect(again.output.contains(check.output))
    try write("FIRST_MATCH", -1)
    let refused = try Binary.run(["programme", "check", file])
    #expect(refused.exitCode == 1)
    #expect(refused.output.hasPrefix("refused: programme.promotions[1].fixed.points: "))
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `calls, applies a programme twice, inspects and verifies`() throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let programme = Repository.path + "/Examples/sample/programme.json"
    let server = try ServerProcess.start(data: data)
    let connect = ["--connect", "127.0.0.1:\(server.port)"]

    let asked = try Binary.run(["programme", "apply", programme] + connect)
    #expect(asked.exitCode == 64)
    #expect(try Binary.run(["programme", "apply", programme, "--dry-run"] + connect).exitCode == 0)
    let applied = try Binary.run(["programme", "apply", programme, "--yes"] + connect)
    #expect(applied.exitCode == 0, "\(applied.errors)")
    #expect(applied.output.contains("added"))
    let again = try Binary.run(["programme", "apply", programme] + connect)
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(again.output.contains("sample-grocer is up to date"), "\(again.output)")

    func call(_ method: String, _ json: String) throws -> Binary.Result {
      try Binary.run(["call", method, "--json", json] + connect)
    }
    let member = #""envelope":{"programId":"sample-grocer"},"member":{"memberId":"ada"}"#
    let enrolled = try call("Members/Enrol", "{\(member),\"tier\":\"gold\"}")
    #expect(enrolled.exitCode == 0, "\(enrolled.errors)")
    let line = #"{"sku":"X","quantity":1,"amountMinor":1000}"#
    let basket = "\"basket\":{\"currency\":\"USD\",\"receiptNumber\":\"R1\",\"lines\":[\(line)]}"
    let earned = try call("Points/Earn", "{\(member),\(basket)}")
    #expect(earned.exitCode == 0, "\(earned.errors)")
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(earned.output.utf8)) as? [String: Any]
    )
    // 10 points of the base rate, 5 more for gold.
    #expect("\(answer["points"] ?? "")" == "15")
    let refused = try call("Points/Redeem", "{\(member),\"points\":1000}")
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("INSUFFICIENT_POINTS"))
    let streamed = try call("Points/StreamTransactions", "{\(member)}")
    #expect(streamed.output.split(separator: "\n").count == 1)
    #expect(server.stop() == 0)

    let verified = try Binary.run(["verify", data])
    #expect(verified.exitCode == 0, "\(verified.output)")
    let whole = try Binary.run(["inspect", data]).output
    let records = whole.split(separator: "\n")
    #expect(records.contains { $0.contains("\"kind\":\"POINTS_POSTED\"") })
    for record in records {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(record.utf8)) }
    }
    try inspectsSingleFiles(of: data, whole)
  }

  // Goal: 69 says that there is no server, and nothing else: a script starts it again then. Method:
  // a server that answers, whose partner is not there.
  @Test(.timeLimit(.minutes(1)))
  func `a server that cannot reach somebody else is there`() throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(
      data: directory.path + "/data",
      options: ["--local-webhooks"]
    )
    func call(_ method: String, _ json: String) throws -> Binary.Result {
      let body = #"{"envelope":{"programId":"p"},\#(json)}"#
      let connect = ["--connect", "127.0.0.1:\(server.port)"]
      return try Binary.run(["call", method, "--json", body] + connect)
    }
    let rule = #"{"provider":"airline","membership":{"webhookId":"ask"}}"#
    let programme =
      #""programme":{"programId":"p","defaultTokenId":"t","tokens":[{"tokenId":"t"}],"#
      + #""settings":{"membershipProviders":[\#(rule)]}}"#
    let webhook =
      #""webhook":{"webhookId":"ask","url":"http://127.0.0.1:1/","exchanges":true,"#
      + #""authentication":{"open":true}}"#
    let member = #""member":{"memberId":"ada"}"#
    #expect(try call("Programmes/PutProgramme", programme).exitCode == 0)
    #expect(try call("Events/PutWebhook", webhook).exitCode == 0)
    #expect(try call("Members/Enrol", member).exitCode == 0)
    let number = #""membership":{"provider":"airline","number":"A-1"}"#
    let asked = try call("Members/PutMembership", "\(member),\(number)")
    #expect(asked.exitCode == 1, "\(asked.errors)")
    #expect(asked.errors.contains("PARTNER_UNREACHABLE") && asked.errors.contains("retryAfterMs"))
    #expect(server.stop() == 0)
  }

  /// A log file by itself shows what the directory shows, also as a copy; so does a snapshot's.
  private func inspectsSingleFiles(of data: String, _ records: String) throws {
    let segment = data + "/log-0000000001"
    #expect(try Binary.run(["inspect", segment]).output == records)
    let copies = TemporaryDirectory()
    let copy = copies.path + "/what-the-customer-sent"
    try FileManager.default.copyItem(atPath: segment, toPath: copy)
    #expect(try Binary.run(["inspect", copy]).output == records)

    let whole = try Binary.run(["inspect", "--snapshot", data])
    #expect(whole.exitCode == 0 && whole.output.contains("\"section\":\"members\""))
    for name in ["snapshot-0000000001.manifest", "snapshot-0000000001.blocks"] {
      #expect(try Binary.run(["inspect", data + "/" + name]).output == whole.output)
    }

    var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
    let last = try #require(bytes.lastIndex { $0 != 0 })
    bytes[last - 40] ^= 1
    try bytes.write(to: URL(fileURLWithPath: copy))
    let damaged = try Binary.run(["inspect", copy])
    #expect(damaged.exitCode == 65)
    #expect(!damaged.output.isEmpty && damaged.errors.contains("what-the-customer-sent at byte"))

    for name in ["identity", "lock"] {
      let refused = try Binary.run(["inspect", data + "/" + name])
      #expect(refused.exitCode == 64 && refused.errors.contains("holds no records"))
    }
    #expect(try Binary.run(["inspect", data + "/nothing"]).exitCode == 64)
  }
}
