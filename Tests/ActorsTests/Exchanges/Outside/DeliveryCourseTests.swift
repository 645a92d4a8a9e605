import FealtyLoyalty
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("How an exchange goes on with its partner")
struct DeliveryCourseTests {
  private static let settings = PartnerSettings(
    timeoutMs: 100,
    retryMs: 40,
    maxRetryMs: 200,
    giveUpMs: 10_000
  )

  private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

  private func course(
    _ goal: DeliveryCourse.Goal = .deliver,
    begun: Int64 = 0
  ) -> DeliveryCourse {
    DeliveryCourse(goal, terms: PartnerTerms(Self.settings), begun: at(begun), spread: 0)
  }

  @Test func `an answer ends it, and nothing follows`() {
    var course = course()
    #expect(course.recorded(now: at(0)) == .call(.deliver))
    let done = course.answered(.completed(receipt: "R"), to: 1, now: at(5))
    #expect(done == .complete(receipt: "R") && course.phase == .ended)
    #expect(course.answered(.refused(reason: "no"), to: 1, now: at(6)) == .none)
    #expect(course.timePassed(now: at(1_000)) == .none)
  }

  @Test func `a debit of which nobody knows is given up, not failed`() {
    var course = course(.debit)
    #expect(course.recorded(now: at(0)) == .call(.deliver))
    #expect(course.timePassed(now: at(100)) == .call(.state))
    #expect(course.answered(.notKnown, to: 2, now: at(9_999)) == .call(.deliver))
    _ = course.timePassed(now: at(10_100))
    #expect(course.answered(.notKnown, to: 4, now: at(10_110)) == .giveUp)
    #expect(course.phase == .ended)
  }

  @Test func `nothing but the brand's word ends that it gives back`() {
    var course = course(.giveBack)
    // It is named also to who may never have heard of it.
    #expect(course.resumed(now: at(0)) == .call(.takeBack))
    let answers: [PartnerAnswer] = [.refused(reason: "no"), .completed(receipt: ""), .unreachable]
    var now: Int64 = 0
    for answer in answers {
      #expect(course.answered(answer, to: course.calls, now: at(now)) == .none)
      now = course.wakesAt?.milliseconds ?? 0
      #expect(course.timePassed(now: at(now)) == .call(.state))
      #expect(course.answered(.notKnown, to: course.calls, now: at(now)) == .call(.takeBack))
    }
    #expect(course.answered(.notKnown, to: course.calls, now: at(now)) == .complete(receipt: ""))
    #expect(course.phase == .ended)
  }

  @Test func `no answer in time is asked for, and points do not come back for it`() {
    var course = course()
    _ = course.recorded(now: at(0))
    #expect(course.timePassed(now: at(99)) == .none)
    #expect(course.timePassed(now: at(100)) == .call(.state))
    // Nor is the question answered: it rests, and asks again, ever more seldom.
    #expect(course.timePassed(now: at(200)) == .none)
    var rests: [Int64] = []
    var now: Int64 = 200
    for _ in 0..<6 {
      guard let next = course.wakesAt?.milliseconds else { break }
      rests.append(next - now)
      #expect(course.timePassed(now: at(next)) == .call(.state))
      now = next + 1
      #expect(course.answered(.unreachable, to: course.calls, now: at(now)) == .none)
    }
    #expect(zip(rests, rests.dropFirst()).allSatisfy { $0 < $1 || $1 > 100 })
    #expect(rests.allSatisfy { $0 <= 200 })
    #expect(course.answered(.unreachable, to: course.calls, now: at(1_000_000)) == .none)
    #expect(course.phase != .ended)
  }

  @Test func `what the partner does not know is delivered again, for a time`() {
    var course = course()
    _ = course.recorded(now: at(0))
    _ = course.timePassed(now: at(100))
    #expect(course.answered(.notKnown, to: 2, now: at(110)) == .call(.deliver))
    _ = course.timePassed(now: at(210))
    #expect(
      course.answered(.notKnown, to: 4, now: at(10_000))
        == .fail(reason: DeliveryCourse.unknownTooLong)
    )
  }

  @Test func `who says to a delivery that it does not know it is asked again after a rest`() {
    for goal in [DeliveryCourse.Goal.deliver, .debit] {
      var course = course(goal)
      _ = course.recorded(now: at(0))
      #expect(course.answered(.notKnown, to: 1, now: at(5)) == .none)
      let next = course.wakesAt?.milliseconds ?? 0
      #expect(next > 5 && course.timePassed(now: at(next)) == .call(.state))
    }
  }

  @Test func `a late answer counts where it is final`() {
    var course = course()
    _ = course.recorded(now: at(0))
    _ = course.timePassed(now: at(100))
    // That the first call's request is unknown was true before the second was made.
    #expect(course.answered(.notKnown, to: 1, now: at(101)) == .none)
    #expect(course.answered(.pending, to: 1, now: at(101)) == .none)
    #expect(course.phase == .calling(.state, until: at(200)))
    #expect(
      course.answered(.completed(receipt: "R"), to: 1, now: at(102)) == .complete(receipt: "R")
    )
  }

  @Test func `after a start the partner is asked first`() {
    var course = course()
    #expect(course.resumed(now: at(0)) == .call(.state))
    #expect(course.answered(.notKnown, to: 1, now: at(1)) == .call(.deliver))
    #expect(course.answered(.pending, to: 2, now: at(2)) == .none)
    #expect(course.timePassed(now: at(42)) == .call(.state))
  }

  @Test func `what is to be taken back is asked for until the partner says`() {
    var course = course(.takeBack)
    #expect(course.recorded(now: at(0)) == .call(.takeBack))
    #expect(course.timePassed(now: at(100)) == .call(.state))
    // It still has given it out: the call got lost.
    #expect(course.answered(.completed(receipt: "R"), to: 2, now: at(101)) == .call(.takeBack))
    #expect(course.answered(.takenBack, to: 3, now: at(102)) == .complete(receipt: ""))
    var refused = self.course(.takeBack)
    _ = refused.recorded(now: at(0))
    let answer = PartnerAnswer.refused(reason: "spent")
    #expect(refused.answered(answer, to: 1, now: at(1)) == .fail(reason: "spent"))
  }

  @Test func `what came back is watched for a time, and never delivered again`() {
    var course = DeliveryCourse(
      .watch,
      terms: PartnerTerms(Self.settings),
      begun: at(0),
      endsAt: at(1_000),
      spread: 0
    )
    #expect(course.resumed(now: at(0)) == .none && course.wakesAt == at(40))
    #expect(course.timePassed(now: at(40)) == .call(.state))
    for answer in [PartnerAnswer.notKnown, .refused(reason: "no"), .pending, .unreachable] {
      #expect(course.answered(answer, to: course.calls, now: at(50)) == .none)
      #expect(course.timePassed(now: at(300)) == .call(.state))
    }
    #expect(
      course.answered(.completed(receipt: "R"), to: course.calls, now: at(400))
        == .complete(receipt: "R")
    )
    var idle = DeliveryCourse(
      .watch,
      terms: PartnerTerms(Self.settings),
      begun: at(0),
      endsAt: at(1_000),
      spread: 0
    )
    _ = idle.resumed(now: at(0))
    #expect(idle.timePassed(now: at(1_000)) == .none && idle.phase == .ended)
  }

  @Test func `calls that there is no room for come later`() {
    var course = course()
    _ = course.recorded(now: at(0))
    course.postpone(now: at(0))
    #expect(course.phase == .resting(until: at(40)))
    #expect(course.timePassed(now: at(40)) == .call(.state))
  }
}
