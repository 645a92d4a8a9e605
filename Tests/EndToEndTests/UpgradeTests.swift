import FealtyClient
import Foundation
import Testing

// Goal: a directory that the first server wrote is read by every later one, which goes on in it.
// Method: what that server left after a kill, two snapshots behind it, in hexadecimal under
// Tests/Golden/format-1 (segments without their zeros); each test works on a copy.
@Suite("Upgrade in place from format 1")
struct UpgradeTests {
  private static let golden = Repository.path + "/Tests/Golden/format-1"

  /// Writes the directory as it was.
  private static func unpack(to data: String) throws {
    try FileManager.default.createDirectory(
      atPath: data,
      withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700]
    )
    let sizes = try String(contentsOfFile: golden + "/sizes.txt", encoding: .utf8)
    for line in sizes.split(separator: "\n") {
      let words = line.split(separator: " ")
      let (name, size) = (String(words[0]), try #require(Int(words[1])))
      var bytes = Data()
      if let text = try? String(contentsOfFile: "\(golden)/\(name).hex", encoding: .utf8) {
        var digits = text.filter { $0 != "\n" }[...]
        while !digits.isEmpty {
          bytes.append(try #require(UInt8(digits.prefix(2), radix: 16)))
          digits = digits.dropFirst(2)
        }
      }
      bytes.append(Data(count: size - bytes.count))
      try bytes.write(to: URL(fileURLWithPath: "\(data)/\(name)"))
    }
  }

  private func run(_ words: [String]) throws -> String {
    let result = try Binary.run(words)
    #expect(result.exitCode == 0, "\(words): \(result.errors)\(result.output)")
    return result.output
  }

  @Test(.timeLimit(.minutes(2)))
  func `the server goes on with its points, and the files prove it before and after`() async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    try Self.unpack(to: data)
    let proof = try run(["verify", data])
    #expect(proof.contains("issued 207 = held 200 + redeemed 7"))
    #expect(proof.contains("= nothing and batches 1–19"))
    let records = try run(["inspect", data]).split(separator: "\n")
    #expect(records.count == 17)
    #expect(records.contains { $0.contains("Lovelace") })
    #expect(try run(["inspect", data, "--snapshot"]).contains(#""snapshot":2"#))
    let files = ["log-0000000001", "snapshot-0000000001.manifest", "snapshot-0000000001.blocks"]
    for name in files { #expect(try !run(["inspect", "\(data)/\(name)"]).isEmpty) }

    let server = try ServerProcess.start(data: data)
    let till = Till(client: try server.client())
    for (member, points) in [("ada", 153), ("bo", 40), ("cy", 7)] as [(String, Int64)] {
      #expect(try await till.member(member).balances.first?.total == points, "\(member)")
    }
    let ada = try await till.member("ada")
    #expect(ada.profile?.email == "ada@example.org" && ada.tier == "gold")
    // Eight that the first server recorded, and by now the end of an authorisation.
    #expect(try await till.transactions(of: "ada").count == 9)
    _ = try await till.earn(50, for: "ada", receipt: "today")
    _ = try run(["snapshot", "--connect", "127.0.0.1:\(server.port)"])
    _ = try await till.earn(1, for: "cy", receipt: "later")
    till.client.close()
    #expect(server.stop() == 0)
    let after = try run(["verify", data])
    #expect(after.contains("issued 258 = held 251 + redeemed 7"))
    #expect(try run(["inspect", data]).split(separator: "\n").prefix(17).elementsEqual(records))
  }
}
