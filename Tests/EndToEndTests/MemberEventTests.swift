import FealtyClient
import Foundation
import Synchronization
import Testing

// Goal: who follows a programme with the client library hears every change once and in order,
// through kills of the server and without ever asking what was missed. Method: a real server that
// is killed and started again on its port while tills earn and one reader follows.
@Suite("Member events with the real binary")
struct MemberEventTests {
  private static let members = (0..<8).map { "m\($0)" }

  @Test(.timeLimit(.minutes(3)))
  func `S1: through kills of the server a follower hears each change once, in each member's order`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try ServerProcess.start(data: data)
    let options = ["--listen", "127.0.0.1:\(server.port)"]
    let client = try server.client(attempts: 60)
    let till = Till(client: client)
    try await till.putProgramme()
    for member in Self.members { try await till.enrol(member) }
    let heard = Mutex<[MemberEvent]>([])
    let follower = Task {
      let request = SubscribeRequest(envelope: till.envelope(), fromStart: true)
      for try await item in client.memberEvents(request) {
        heard.withLock { $0 += item.events }
      }
    }
    let sales = 400
    let earning = Task {
      for number in 0..<sales {
        _ = try await till.earn(
          1,
          for: Self.members[number % Self.members.count],
          receipt: "R\(number)"
        )
      }
    }
    for _ in 0..<4 {
      try await Task.sleep(for: .milliseconds(150))
      server.kill()
      server = try ServerProcess.start(data: data, options: options)
    }
    try await earning.value
    let end = ContinuousClock.now + .seconds(60)
    while heard.withLock({ $0.count }) < sales + Self.members.count, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(20))
    }
    follower.cancel()
    try await follower.value
    let events = heard.withLock { $0 }
    #expect(events.count == sales + Self.members.count)
    #expect(Set(events.map(\.eventID)).count == events.count)
    for member in Self.members {
      let sequence = events.filter { $0.memberID == member }.map(\.sequence)
      #expect(sequence == Array(1...UInt32(sequence.count)), "\(member)")
    }
    let receipts = Set(events.map(\.receiptNumber))
    for number in 0..<sales { #expect(receipts.contains("R\(number)")) }
    client.close()
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `a stop does not wait for who follows, and watching shows events as JSON`() async throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let client = try server.client()
    let till = Till(client: client)
    try await till.putProgramme()
    try await till.enrol("ada")
    for number in 0..<3 { _ = try await till.earn(2, for: "ada", receipt: "R\(number)") }
    let connect = ["--connect", "127.0.0.1:\(server.port)"]
    let shown = try Binary.run(
      ["watch", Till.programID, "--from-start", "--kinds", "EARNED", "--until-caught-up"] + connect
    )
    #expect(shown.exitCode == 0, "\(shown.errors)")
    let lines = shown.output.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.contains("\"kind\":\"EARNED\"") })
    #expect(lines.last?.contains("\"receiptNumber\":\"R2\"") == true)
    let cursor = try #require(shown.errors.split(separator: " ").last)
    let behind = try Binary.run(
      ["watch", Till.programID, "--cursor", cursor.trimmingCharacters(in: .newlines)] + connect
        + ["--until-caught-up"]
    )
    #expect(behind.exitCode == 0 && behind.output.isEmpty)
    #expect(try Binary.run(["watch", "p", "--kinds", "NOTHING"] + connect).exitCode == 64)

    var items = client.memberEvents(SubscribeRequest(envelope: till.envelope())).makeAsyncIterator()
    _ = try await items.next()
    let before = ContinuousClock.now
    #expect(server.stop() == 0)
    // A call that runs is waited for ten seconds.
    #expect(ContinuousClock.now - before < .seconds(8))
    client.close()
  }
}
