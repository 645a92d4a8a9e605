import FealtyClient
import FealtyPersistence
import FealtyWire
import Foundation
import Testing

// Goal: receivers hear of every change at least once and each member's changes in their order,
// whatever receiver and server go through; nobody who is served waits for a receiver; no secret
// comes out. Method: the real server, and real HTTP receivers in threads of the test.
@Suite("Webhooks with the real binary")
struct WebhookTests {
  private static let members = (0..<12).map { "m\($0)" }
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  private func put(
    _ till: Till,
    _ url: String,
    _ id: String = "crm",
    authentication: WebhookAuthentication = WebhookAuthentication(method: .open(true)),
    retries: UInt32 = 50,
    timeout: UInt32 = 300
  ) async throws {
    _ = try await till.client.events.putWebhook(
      PutWebhookRequest(
        envelope: till.envelope(),
        webhook: Webhook(
          webhookID: id,
          url: url,
          authentication: authentication,
          batchEvents: 7,
          retries: retries,
          firstRetryMs: 10,
          timeoutMs: timeout,
          // What waits is not to wait longer than the test, on however busy a machine.
          longestRetryMs: 1_000
        )
      )
    )
  }

  private func status(_ till: Till, _ id: String = "crm") async throws -> WebhookStatus {
    let all = try await till.client.events.listWebhooks(
      ListWebhooksRequest(envelope: till.envelope())
    )
    return try #require(all.webhooks.first { $0.webhook?.webhookID == id })
  }

  private func wait(_ what: String, _ isThere: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while try await !isThere() {
      try #require(ContinuousClock.now < end, "\(what)")
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// What was taken is all of it, and each member's in its order, however often.
  private func expectAll(_ receiver: Receiver, earns: Int) {
    var seen: [String: Int] = [:]
    for event in receiver.taken where event["kind"] == "EARNED" {
      let (member, sequence) = (event["memberId"] ?? "", Int(event["sequence"] ?? "") ?? 0)
      let last = seen[member] ?? 1
      // A try that was taken and whose answer was lost comes again; what is new is the next one.
      #expect(sequence <= last + 1, "\(member): \(sequence) after \(last)")
      seen[member] = max(last, sequence)
    }
    let receipts = Set(receiver.taken.compactMap { $0["receiptNumber"] })
    #expect(receipts == Set((0..<earns).map { "R\($0)" }))
  }

  /// The members side by side, each one's in order.
  private func earn(_ till: Till, _ numbers: Range<Int>) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, member) in Self.members.enumerated() {
        group.addTask {
          for number in numbers where number % Self.members.count == index {
            _ = try await till.earn(1, for: member, receipt: "R\(number)")
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func start(_ data: String, level: String = "warning") throws -> ServerProcess {
    try ServerProcess.start(data: data, options: ["--local-webhooks", "--log-level", level])
  }

  private func prepared(_ server: ServerProcess) async throws -> Till {
    let till = Till(client: try server.client(attempts: 60))
    try await till.putProgramme()
    for member in Self.members { try await till.enrol(member) }
    return till
  }

  @Test(.timeLimit(.minutes(3)))
  func
    `a receiver that is down, slow, broken, silent and elsewhere gets all, each member's in order`()
    async throws
  {
    let directory = TemporaryDirectory()
    let server = try start(directory.path + "/data")
    let till = try await prepared(server)
    // Nobody listens there at first.
    let spare = try Receiver { _, _ in .status(200) }
    let port = spare.port
    spare.stop()
    try await put(till, "http://127.0.0.1:\(port)/hook?a=b")
    let began = ContinuousClock.now
    try await earn(till, 0..<100)
    // Those who are served wait for no receiver: a hundred earns take far less than one time-out
    // each.
    #expect(ContinuousClock.now - began < .seconds(20))
    try await wait("failures") { try await status(till).failuresInARow > 3 }
    let receiver = try Receiver(port: port) { _, number in
      switch number {
      // One of each in a row, for each failure doubles what is waited; and more between successes.
      case 0, 23: .status(500)
      case 1, 12: .hang
      case 2, 17: .close
      case 3, 28: .status(302, header: "Location: http://127.0.0.1:1/\r\n")
      case 4, 33: .slow(milliseconds: 100)
      default: number % 5 == 0 ? .status(503) : .status(200)
      }
    }
    try await earn(till, 100..<300)
    try await wait("all") { Set(receiver.taken.compactMap { $0["receiptNumber"] }).count == 300 }
    expectAll(receiver, earns: 300)
    let first = try #require(receiver.requests.first)
    #expect(first.path == "/hook?a=b" && first.headers["content-type"] == "application/json")
    try await wait("the end") {
      let status = try await status(till)
      return status.delivered >= 300 && status.behindMs == 0
    }
    #expect(try await status(till).deadLetters == 0)
    #expect(server.stop() == 0)
    receiver.stop()
  }

  @Test(.timeLimit(.minutes(3)))
  func `S1: kills of the server leave no gap in what a receiver is told`() async throws {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try start(data)
    let receiver = try Receiver { _, number in
      number % 3 == 0 ? .slow(milliseconds: 20) : .status(200)
    }
    var till = try await prepared(server)
    try await put(till, receiver.url)
    for round in 0..<4 {
      try await earn(till, round * 60..<(round + 1) * 60)
      server.kill()
      server = try start(data)
      till = Till(client: try server.client(attempts: 60))
    }
    try await wait("all") { Set(receiver.taken.compactMap { $0["receiptNumber"] }).count == 240 }
    expectAll(receiver, earns: 240)
    // Nothing is under way any more: what the kills made the server repeat has been repeated.
    try await wait("the end") { try await status(till).behindMs == 0 }
    // What was recorded before a clean stop is not told again.
    #expect(server.stop() == 0)
    let count = receiver.taken.count
    server = try start(data)
    till = Till(client: try server.client())
    _ = try await till.earn(1, for: "m0", receipt: "R240")
    try await wait("the last") { receiver.taken.contains { $0["receiptNumber"] == "R240" } }
    #expect(receiver.taken.count == count + 1)
    #expect(server.stop() == 0)
    receiver.stop()
  }

  @Test(.timeLimit(.minutes(2)))
  func `what was given up is listed, survives a restart, and can be delivered again`() async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    var server = try start(data)
    let isMended = Mended()
    let receiver = try Receiver { _, _ in isMended.value ? .status(200) : .status(500) }
    var till = try await prepared(server)
    try await put(till, receiver.url, retries: 1)
    try await earn(till, 0..<30)
    try await wait("letters") { try await status(till).dead == 30 }
    server.kill()
    server = try start(data)
    till = Till(client: try server.client())
    let letters = try await till.client.events.listDeadLetters(
      ListDeadLettersRequest(envelope: till.envelope(), webhookID: "crm")
    ).letters
    #expect(Set(letters.flatMap(\.eventIDs)).count == 30)
    #expect(letters.allSatisfy { $0.reason == "it answered 500" })
    isMended.value = true
    let from = try #require(letters.map(\.fromMs).min())
    let to = try #require(letters.map(\.toMs).max())
    _ = try await till.client.events.replayWebhook(
      ReplayWebhookRequest(envelope: till.envelope(), webhookID: "crm", fromMs: from, toMs: to)
    )
    try await wait("all") { Set(receiver.taken.compactMap { $0["receiptNumber"] }).count == 30 }
    expectAll(receiver, earns: 30)
    try await wait("the end of the replay") { try await !status(till).replaying }
    #expect(server.stop() == 0)
    receiver.stop()
  }

  @Test(.timeLimit(.minutes(2)))
  func `receivers know us in each way, secrets rotate with overlap, and none comes out`()
    async throws
  {
    let directory = TemporaryDirectory()
    let data = directory.path + "/data"
    let server = try start(data, level: "debug")
    let till = try await prepared(server)
    let receiver = try Receiver { request, _ in
      guard request.path == "/token" else { return .status(200) }
      return .status(200, body: #"{"access_token":"tok-planted-1","expires_in":3600}"#)
    }
    let base = "http://127.0.0.1:\(receiver.port)"
    let ways: [(String, WebhookAuthentication.OneOfMethod)] = [
      ("basic", .basic(WebhookBasic(username: "u", password: "planted-basic"))),
      ("bearer", .bearer(WebhookBearer(token: "planted-bearer"))),
      ("header", .header(WebhookHeader(name: "X-Api-Key", value: "planted-header"))),
      ("signature", .signature(WebhookSignature(secret: Self.secret))),
      (
        "oauth",
        .oauth(
          WebhookOauth(tokenUrl: base + "/token", clientID: "c", clientSecret: "planted-oauth")
        )
      ),
    ]
    for (id, way) in ways {
      let authentication = WebhookAuthentication(method: way)
      try await put(till, "\(base)/\(id)", id, authentication: authentication)
    }
    try await earn(till, 0..<1)
    try await wait("five deliveries") { receiver.taken.count >= ways.count }
    try expectAuthentication(receiver)

    // A new secret, and the one before it still in use.
    let newer = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
    try await put(
      till,
      "\(base)/signature",
      "signature",
      authentication: WebhookAuthentication(
        method: .signature(WebhookSignature(secret: newer)),
        overlapS: 3_600
      )
    )
    try await earn(till, 1..<2)
    try await wait("both signatures") {
      receiver.requests.last { $0.path == "/signature" }?.events.first?["receiptNumber"] == "R1"
    }
    let both = try #require(receiver.requests.last { $0.path == "/signature" })
    #expect(
      both.headers["webhook-signature"]
        == "\(Self.signature(both, newer)) \(Self.signature(both, Self.secret))"
    )
    let listed = try await till.client.events.listWebhooks(
      ListWebhooksRequest(envelope: till.envelope())
    )
    #expect(server.stop() == 0)
    let inspected = try Binary.run(["inspect", data])
    #expect(inspected.exitCode == 0 && inspected.output.contains("WEBHOOK_CHANGED"))
    // As they are, in base 64 as JSON has bytes, and in hexadecimal.
    let secrets = ["planted-", "cGxhbnRlZC", "706c616e7465642d"]
    let keys = ["MfKQ9r8G", "TWZLUTly", "AAECAwQF", "d2hzZWNf", "77687365635f", "tok-"]
    for text in [listed.json(), inspected.output, inspected.errors, server.log] {
      for planted in secrets + keys { #expect(!text.contains(planted), "\(planted)") }
    }
    receiver.stop()
  }

  /// What each way of authentication puts into a request.
  private func expectAuthentication(_ receiver: Receiver) throws {
    func header(_ id: String, _ name: String) -> String? {
      receiver.requests.last { $0.path == "/\(id)" }?.headers[name]
    }
    let pair = Data("u:planted-basic".utf8).base64EncodedString()
    #expect(header("basic", "authorization") == "Basic " + pair)
    #expect(header("bearer", "authorization") == "Bearer planted-bearer")
    #expect(header("header", "x-api-key") == "planted-header")
    #expect(header("oauth", "authorization") == "Bearer tok-planted-1")
    let signed = try #require(receiver.requests.last { $0.path == "/signature" })
    #expect(signed.headers["webhook-signature"] == Self.signature(signed, Self.secret))
  }

  @Test(.timeLimit(.minutes(1)))
  func `without leave for local ones, nothing unencrypted and nobody unknown is a receiver`()
    async throws
  {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    let till = Till(client: try server.client())
    try await till.putProgramme()
    for url in ["http://127.0.0.1:1/", "http://example.org/", "ftp://x/", "http://"] {
      let refused = await #expect(throws: ClientError.self) { try await put(till, url) }
      #expect(refused?.status?.field == "webhook.url", "\(url)")
    }
    #expect(server.stop() == 0)
  }

  /// What the newest version of the receiver's rules asks for.
  private static func signature(_ request: Receiver.Request, _ secret: String) -> String {
    let key = Data(base64Encoded: String(secret.dropFirst(6))).map(Array.init) ?? []
    let id = request.headers["webhook-id"] ?? ""
    let time = request.headers["webhook-timestamp"] ?? ""
    let code = HMACSHA256.code(key: key, [Array("\(id).\(time).".utf8), request.body])
    return "v1," + Data(code).base64EncodedString()
  }
}

/// A switch that two threads see.
private final class Mended: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: `isOn` is read and changed under `lock`.
  private let lock = NSLock()
  private var isOn = false

  var value: Bool {
    get { lock.withLock { isOn } }
    set { lock.withLock { isOn = newValue } }
  }
}
