import CLinux
import FealtyWire
import Foundation
import Testing

@testable import FealtyActors
@testable import FealtyServer

@Suite("Webhooks' lanes and their receivers")
struct WebhookReceiverTests {
  /// A receiver that gives a token to whoever shows the old secret, and takes what comes with it;
  /// each connection has one request, and stays open where that is to `/keep`.
  private static func receive() throws -> (listener: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let length = size
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 8) == 0
          && getsockname(listener, pointer, &size) == 0
      }
    }
    try #require(isBound)
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        answer(connection)
        close(connection)
      }
    }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private static func answer(_ connection: Int32) {
    var request = ""
    while !request.contains("\r\n\r\n") {
      var buffer = [UInt8](repeating: 0, count: 4 << 10)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      request += String(decoding: buffer[..<count], as: UTF8.self)
    }
    let old = Data("us:old".utf8).base64EncodedString()
    var (status, body) = ("401 Unauthorized", "")
    if request.hasPrefix("POST /token "), request.contains("Basic \(old)\r\n") {
      (status, body) = ("200 OK", "{\"access_token\":\"t\",\"expires_in\":60}")
    } else if request.hasPrefix("POST /hook "), request.contains("Bearer t\r\n") {
      status = "200 OK"
    }
    let isKept = request.hasPrefix("POST /keep ")
    if isKept { status = "200 OK" }
    let end = isKept ? "" : "Connection: close\r\n"
    let text = "HTTP/1.1 \(status)\r\n\(end)Content-Length: \(body.utf8.count)\r\n\r\n"
    _ = Array((text + body).utf8).withUnsafeBytes {
      send(connection, $0.baseAddress, $0.count, 0x4000)
    }
    var byte: UInt8 = 0
    while isKept, recv(connection, &byte, 1, 0) > 0 {}
  }

  private func run(_ port: UInt16, path: String = "hook") -> WebhookRun {
    var abilities = WebhookAbilities()
    abilities.isLocal = true
    let oauth = WebhookOauth(tokenUrl: "http://127.0.0.1:\(port)/token", clientID: "us")
    let isOauth = path == "hook"
    let task = WebhookTask(
      number: 1,
      programID: "p",
      programme: 0,
      version: 1,
      webhook: Webhook(
        webhookID: "crm",
        url: "http://127.0.0.1:\(port)/\(path)",
        authentication: isOauth ? WebhookAuthentication(method: .oauth(oauth)) : nil,
        firstRetryMs: 100
      ),
      secrets: [.init(Array("new".utf8)), .init(Array("old".utf8), goodUntilMilliseconds: .max)],
      cursor: 1 << 16,
      delivered: 0,
      replay: nil,
      replayVersion: 0
    )
    return WebhookRun(
      task,
      WebhookEnvironment(
        clock: SystemClock(),
        random: SystemRandom(),
        abilities: abilities,
        tls: WebhookTLS(authorityFile: nil)
      )
    )
  }

  // Goal: a secret can be rotated before who gives tokens knows the new one. Method: one who knows
  // the old one alone; the lane's rests are passed over by its own clock.
  @Test(.timeLimit(.minutes(1)))
  func `who does not know the new secret yet is shown the one before`() throws {
    let (listener, port) = try Self.receive()
    defer { shutdown(listener, Int32(SHUT_RDWR)) }
    let run = run(port)
    var now: Int64 = 0
    let (isTaken, failures) = try deliver(run, &now)
    #expect(isTaken && failures == 1)
  }

  // Goal: a receiver of whom nothing is wanted for long costs no descriptor. Method: one that keeps
  // its connections open, and a lane whose clock is the test's.
  @Test(.timeLimit(.minutes(1)))
  func `a connection that rests is closed`() throws {
    let (listener, port) = try Self.receive()
    defer { shutdown(listener, Int32(SHUT_RDWR)) }
    let run = run(port, path: "keep")
    var now: Int64 = 0
    #expect(try deliver(run, &now).isTaken)
    let lane = run.lanes[0]
    #expect(lane.connection != nil)
    let end = lane.next
    #expect(end == now + FealtyServer.Limits.webhookIdleMilliseconds * 1_000_000)
    _ = lane.step(run, end - 1)
    #expect(lane.connection != nil)
    _ = lane.step(run, end)
    #expect(lane.connection == nil && lane.next == .max)
  }

  /// Delivers an event on the first lane, and says how many tries have failed.
  private func deliver(
    _ run: WebhookRun,
    _ now: inout Int64
  ) throws -> (isTaken: Bool, failures: Int) {
    let lane = run.lanes[0]
    let json = Array("{\"eventId\":\"e\"}".utf8)[...]
    lane.add(WebhookEvent(position: 1 << 16, member: 1, recordedAt: 5, json: json))
    var (failures, isTaken) = (0, false)
    while !isTaken, failures < 4 {
      var actions = lane.step(run, now)
      if let connection = lane.connection {
        var item = pollfd(fd: connection.descriptor, events: connection.events, revents: 0)
        try #require(poll(&item, 1, 10_000) == 1)
        actions += lane.ready(run, now)
      }
      while let action = actions.popLast() {
        switch action {
        case .resolve(let url, let ticket):
          let found = NetworkAddress.resolve(url.host, port: url.port, isNumeric: true)
          actions += lane.resolved(found, ticket: ticket, run, now)
        case .failed: failures += 1
        case .delivered: isTaken = true
        case .gaveUp, .lostToken: break
        }
      }
      if case .resting(let until) = lane.state { now = until }
    }
    return (isTaken, failures)
  }
}
