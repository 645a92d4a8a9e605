import FealtyWire
import Testing

@testable import FealtyActors
@testable import FealtyServer

@Suite("Webhooks at work")
struct WebhookRunTests {
  private static let start: UInt64 = 5 << 16

  private func run(batchEvents: UInt32 = 1) -> WebhookRun {
    let task = WebhookTask(
      number: 1,
      programID: "p",
      programme: 0,
      version: 1,
      webhook: Webhook(
        webhookID: "crm",
        url: "http://127.0.0.1:1/",
        batchEvents: batchEvents,
        retries: 1,
        firstRetryMs: 10,
        longestRetryMs: 400
      ),
      secrets: [],
      cursor: Self.start,
      delivered: 0,
      replay: nil,
      replayVersion: 0
    )
    let environment = WebhookEnvironment(
      clock: SystemClock(),
      random: SystemRandom(),
      abilities: WebhookAbilities(),
      tls: WebhookTLS(authorityFile: nil)
    )
    return WebhookRun(task, environment)
  }

  /// Events, each of a record of its own, of so many members in turn.
  private func page(_ count: UInt64, members: UInt64) -> WebhookPage {
    let events = (0..<count).map { number in
      WebhookEvent(
        position: Self.start + number,
        member: number % members,
        recordedAt: 5,
        json: Array("{\"eventId\":\"e\(number)\"}".utf8)[...]
      )
    }
    return WebhookPage(events: events, next: Self.start + count, hasReachedEnd: true)
  }

  /// Has every try fail, until `isDone` or nothing is left.
  private func fail(_ run: WebhookRun, until isDone: () -> Bool) {
    var now: Int64 = 0
    while !isDone(), run.lanes.contains(where: { $0.first != nil }) {
      for lane in run.lanes {
        for action in lane.step(run, now) {
          guard case .resolve(_, let ticket) = action else { continue }
          for case .gaveUp(let events, let reason) in lane.resolved([], ticket: ticket, run, now) {
            run.gaveUp(events, reason)
          }
        }
      }
      now += 1_000_000
    }
  }

  @Test func `all events of a member go through one lane, in their order`() {
    let run = run(batchEvents: 1_000)
    _ = run.beginPage()
    run.take(.success(page(200, members: 20)), 0)
    var lanes: [UInt64: Int] = [:]
    var seen = 0
    for (index, lane) in run.lanes.enumerated() {
      _ = lane.step(run, 0)
      #expect(lane.batch.map(\.position) == lane.batch.map(\.position).sorted())
      for event in lane.batch {
        #expect(lanes.updateValue(index, forKey: event.member) ?? index == index)
        seen += 1
      }
    }
    #expect(seen == 200)
    #expect(Set(lanes.values).count == run.lanes.count)
  }

  // Goal: a kill at any moment leaves out nothing: what the record's cursor is behind of has been
  // taken, or stands in a letter of that record or an earlier one.
  @Test func `the cursor waits for the oldest event, and for letters that no record has`() {
    let run = run()
    _ = run.beginPage()
    run.take(.success(page(40, members: 20)), 0)
    #expect(run.health.cursor == Self.start)
    #expect(run.beginRecord(0).cursor == Self.start)
    run.endRecord(letters: 0, isRecorded: true)
    fail(run, until: { run.letters.count > 2 * FealtyServer.Limits.webhookLettersPerRecord })
    var given: Set<String> = []
    func expectNoGap() {
      let progress = run.beginRecord(0)
      given.formUnion(progress.letters.flatMap(\.eventIDs))
      for number in 0..<max(progress.cursor - Self.start, 0) {
        #expect(given.contains("e\(number)"), "the cursor is at \(progress.cursor)")
      }
      run.endRecord(letters: progress.letters.count, isRecorded: true)
    }
    for _ in 0..<3 { expectNoGap() }
    fail(run, until: { false })
    while !run.letters.isEmpty { expectNoGap() }
    expectNoGap()
    #expect(given.count == 40)
    #expect(run.beginRecord(0).cursor == Self.start + 40)
  }

  @Test func `each rest is twice as long as the last, up to the longest, half of it chance`() {
    let run = run()
    for (tries, whole) in [(1, 10), (2, 20), (5, 160), (7, 400), (50, 400)] as [(UInt32, Int64)] {
      let rests = (0..<500).map { _ in run.delay(tries) }
      #expect(rests.allSatisfy { whole / 2...whole / 2 + whole ~= $0 }, "after \(tries) tries")
      #expect(Set(rests).count > 5)
    }
  }

  @Test func `letters that could not be recorded are in the next record`() {
    let run = run()
    _ = run.beginPage()
    run.take(.success(page(1, members: 1)), 0)
    fail(run, until: { false })
    let first = run.beginRecord(0)
    #expect(first.letters.flatMap(\.eventIDs) == ["e0"])
    run.endRecord(letters: 1, isRecorded: false)
    #expect(run.wantsRecord(.max, isLast: false))
    #expect(run.beginRecord(0).letters.flatMap(\.eventIDs) == ["e0"])
    run.endRecord(letters: 1, isRecorded: true)
    #expect(!run.wantsRecord(.max, isLast: false))
  }
}
