import FealtyClient
import FealtyPersistence
import Foundation
import Testing

// Goal: `fealty verify` says in a line for each check what it looked at, and in a line for each
// finding where it is. Method: directories that a real server has left, and copies that were
// changed.
@Suite("Verifying with the real binary")
struct VerifyTests {
  /// A directory with two snapshots, and earns after them that only the log has.
  private static func sample(_ data: String) async throws {
    for round in 0..<3 {
      let server = try ServerProcess.start(data: data)
      let till = Till(client: try server.client())
      if round == 0 {
        try await till.putProgramme()
        try await till.enrol("ada")
      }
      for number in 0..<20 { _ = try await till.earn(2, for: "ada", receipt: "\(round)-\(number)") }
      till.client.close()
      if round < 2 { #expect(server.stop() == 0) } else { server.kill() }
    }
  }

  private static func flip(_ file: String, at offset: Int) throws {
    let place = URL(fileURLWithPath: file)
    var bytes = try Data(contentsOf: place)
    bytes[offset] ^= 4
    try bytes.write(to: place)
  }

  /// The line of a check; nil where there is none.
  private static func line(_ text: String, _ check: String) -> Substring? {
    text.split(separator: "\n").first { $0.hasPrefix("  \(check) ") }
  }

  @Test(.timeLimit(.minutes(2)))
  func `a line a check, and where something is wrong its file and byte`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    try await Self.sample(data)
    let clean = try Binary.run(["verify", data])
    #expect(clean.exitCode == 0, "\(clean.output)\(clean.errors)")
    let names = ["archives", "log", "snapshot 1", "snapshot 2", "records", "versions", "members"]
    for name in names + ["token end-to-end/points", "snapshot = log"] {
      #expect(Self.line(clean.output, name)?.hasSuffix("ok") == true, "\(name): \(clean.output)")
    }
    #expect(Self.line(clean.output, "token end-to-end/points")?.contains("= held 120 +") == true)
    #expect(Self.line(clean.output, "snapshot = log")?.contains("= nothing and batches 1–") == true)

    let cases: [(file: String, byte: Int, check: String)] = [
      ("log-0000000001", 700, "log"), ("snapshot-0000000001.blocks", 60, "snapshot-0000000001"),
      ("snapshot-0000000002.manifest", 60, "snapshot-0000000002"),
    ]
    for (file, byte, check) in cases {
      let copy = directory.path + "/" + file
      try FileManager.default.copyItem(atPath: data, toPath: copy)
      try Self.flip("\(copy)/\(file)", at: byte)
      let bad = try Binary.run(["verify", copy])
      #expect(bad.exitCode == 65, "\(file): \(bad.output)")
      let finding = bad.output.split(separator: "\n").first { $0.hasPrefix("BAD \(check)") }
      #expect(finding?.contains(file) == true, "\(bad.output)")
      #expect(finding?.contains("at byte") == true, "\(bad.output)")
    }
  }

  @Test func `records that leap, cannot be read, or are of a kind nobody knows are named`() throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let storage = try FileStorage(path: data, create: true)
    let log = try LogRecovery.inspect(
      storage,
      newLogID: LogID(low: 1, high: 2),
      options: LogOptions(segmentBytes: 4 << 20, readySegments: 0, failStop: { _ in })
    ).open()
    let first = try log.tail()
    let batch = LogBatchBuffer(number: first.batch + 1, limits: log.limits)
    func add(_ kind: UInt8, version: UInt32, previous: LogPosition, body: [UInt8]) {
      let head = LogRecordHead(
        kind: kind,
        entityType: 1,
        entity: 7,
        version: version,
        previous: previous,
        recordedAtMilliseconds: 1
      )
      let position = batch.append(head, bodyLimit: body.count) { room in
        room.copyBytes(from: body)
        return body.count
      }
      #expect(position != nil)
    }
    let number = first.batch + 1
    add(1, version: 1, previous: .none, body: [])
    add(2, version: 3, previous: LogPosition(batch: number, index: 0), body: [])
    add(2, version: 4, previous: LogPosition(batch: number, index: 0), body: [])
    add(2, version: 5, previous: LogPosition(batch: number, index: 2), body: [0x3A, 9])
    add(99, version: 6, previous: LogPosition(batch: number, index: 3), body: [])
    guard case .durable = log.append(batch, after: first) else {
      Issue.record("the batch was not appended")
      return
    }
    try log.close()
    let found = try Binary.run(["verify", data])
    #expect(found.exitCode == 65)
    let findings = found.output.split(separator: "\n").filter { $0.hasPrefix("BAD ") }
    let places = [
      ("versions", "record \(number).1: version 3"), ("versions", "record \(number).2: version 4"),
      ("records", "record \(number).3: no "),
      ("records", "record \(number).4: the unknown kind 99"),
    ]
    for (check, place) in places {
      #expect(
        findings.contains { $0.hasPrefix("BAD \(check): log-0000000001") && $0.contains(place) },
        "\(place): \(found.output)"
      )
    }
  }
}
