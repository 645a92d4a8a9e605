import FealtyWire
import Testing

@testable import FealtyActors
@testable import FealtyServer

@Suite("Lanes of webhooks")
struct WebhookLaneTests {
  private func run(
    isLocal: Bool,
    retries: UInt32 = 2,
    random: UInt64 = 0
  ) -> WebhookRun {
    var abilities = WebhookAbilities()
    abilities.isLocal = isLocal
    let task = WebhookTask(
      number: 1,
      programID: "p",
      programme: 0,
      version: 1,
      webhook: Webhook(
        webhookID: "crm",
        url: "http://127.0.0.1:1/",
        retries: retries,
        firstRetryMs: 100
      ),
      secrets: [],
      cursor: 1 << 16,
      delivered: 0,
      replay: nil,
      replayVersion: 0
    )
    return WebhookRun(
      task,
      WebhookEnvironment(
        clock: SystemClock(),
        random: FixedRandom(number: random),
        abilities: abilities,
        tls: WebhookTLS(authorityFile: nil)
      )
    )
  }

  private func event(_ number: UInt64) -> WebhookEvent {
    WebhookEvent(
      position: 1 << 16 | number,
      member: 1,
      recordedAt: 5,
      json: Array("{\"eventId\":\"e\(number)\"}".utf8)[...]
    )
  }

  private func addresses(_ text: String) -> [NetworkAddress] {
    NetworkAddress.resolve(text, port: 1, isNumeric: true)
  }

  // Goal: a name that leads to a machine of the operator's is found out when it is looked up, and
  // nothing is connected to. Method: each answer of a name server, given to a lane by hand.
  @Test(arguments: ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:192.168.0.1"])
  func `without leave no private address is connected to`(_ address: String) {
    let run = run(isLocal: false)
    let lane = run.lanes[0]
    lane.add(event(0))
    guard case .resolve(_, let ticket)? = lane.step(run, 0).first else {
      Issue.record("no name was asked for")
      return
    }
    let actions = lane.resolved(addresses(address), ticket: ticket, run, 0)
    guard case .failed(let reason)? = actions.first else {
      Issue.record("it was connected to")
      return
    }
    #expect(reason == "the host's address is a private one")
    #expect(lane.connection == nil)
  }

  @Test func `each try rests twice as long, and the last one gives the batch up`() {
    // Half of a rest is certain, the other half chance.
    let run = run(isLocal: false)
    #expect((1...4).map { run.delay($0) } == [50, 100, 200, 400])
    #expect(run.delay(40) == FealtyServer.Limits.webhookLongestRetryMilliseconds / 2)
    let late = self.run(isLocal: false, random: 100)
    #expect(late.delay(1) == 150)

    let lane = run.lanes[0]
    for number in 0..<3 { lane.add(event(UInt64(number))) }
    var now: Int64 = 0
    var gaveUp: [String] = []
    var tries = 0
    while gaveUp.isEmpty, tries < 10 {
      for action in lane.step(run, now) {
        guard case .resolve(_, let ticket) = action else { continue }
        tries += 1
        for action in lane.resolved([], ticket: ticket, run, now) {
          if case .gaveUp(let events, _) = action { gaveUp = events.map(\.eventID) }
        }
      }
      now = lane.next == .max ? now : max(now, lane.next)
    }
    #expect(tries == 3)
    #expect(gaveUp == ["e0", "e1", "e2"])
    #expect(lane.next == .max)
  }

  @Test(arguments: [
    ("3600", 3_600), ("9223372036854775807", 86_400), ("-1", 0), ("1e99", 300), ("\"x\"", 300),
  ])
  func `a token is good for as long as it says, within a day`(text: String, seconds: Int64) {
    let body = Array("{\"access_token\":\"t\",\"expires_in\":\(text)}".utf8)
    #expect(WebhookLane.token(body)?.seconds == seconds)
  }

  @Test(arguments: [#"{"access_token":"a b"}"#, #"{"access_token":""}"#, "{}", "[1]", "no"])
  func `what is no token is not used`(body: String) {
    #expect(WebhookLane.token(Array(body.utf8)) == nil)
  }

  @Test func `an answer of a name server that comes too late is not heeded`() {
    let run = run(isLocal: true)
    let lane = run.lanes[0]
    lane.add(event(0))
    guard case .resolve(_, let ticket)? = lane.step(run, 0).first else { return }
    let timeout = run.timeoutMilliseconds * 1_000_000
    guard case .failed? = lane.step(run, timeout).first else {
      Issue.record("it waits for ever")
      return
    }
    #expect(lane.resolved(addresses("127.0.0.1"), ticket: ticket, run, timeout).isEmpty)
    #expect(lane.connection == nil)
  }
}

private struct FixedRandom: RandomSource {
  let number: UInt64
  func next() -> UInt64 { number }
}
