import FealtyWire
import Testing

@testable import FealtyActors

/// What a back-test told.
struct BackTestOutcome {
  static let day: Int64 = 86_400_000

  var weeks: [BackTestWeek] = []
  var members: [BackTestMember] = []
  var promotions: [BackTestPromotion] = []
  var total = BackTestTotal()
  var progress = 0

  init(_ parts: [BackTestPart]) {
    for part in parts {
      switch part.part {
      case .week(let week): weeks.append(week)
      case .member(let member): members.append(member)
      case .promotion(let promotion): promotions.append(promotion)
      case .total(let total): self.total = total
      case .progress: progress += 1
      case nil: break
      }
    }
  }

  /// Points of a promotion, booked and by the draft.
  func points(of id: String) -> [Int64] {
    promotions.filter { $0.promotionID == id }.flatMap { [$0.booked, $0.draft] }
  }
}

extension EngineRig {
  /// Of everything that has happened.
  func backTestRequest(_ draft: Programme) -> BackTestRequest {
    let now = clock.wallMilliseconds()
    return BackTestRequest(
      envelope: envelope(),
      draft: draft,
      fromMs: now - 400 * BackTestOutcome.day,
      toMs: now + BackTestOutcome.day
    )
  }

  func backTest(_ request: BackTestRequest) throws -> BackTestOutcome {
    let stream = newStream()
    send([(stream, MethodID.backTest, request)])
    let frames = try frames(of: stream)
    guard let last = frames.last else { throw RigFailure.silent }
    guard last.aux == 0 else { throw RigFailure.refused(try Status(bytes: last.payload)) }
    return BackTestOutcome(try frames.dropLast().map { try BackTestPart(bytes: $0.payload) })
  }
}
