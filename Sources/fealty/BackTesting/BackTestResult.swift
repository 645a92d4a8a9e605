internal import FealtyWire

/// What a back-test has told.
struct BackTestResult {
  var weeks: [BackTestWeek] = []
  var members: [BackTestMember] = []
  var promotions: [BackTestPromotion] = []
  var total: BackTestTotal?

  mutating func add(_ part: BackTestPart) {
    switch part.part {
    case .week(let week): weeks.append(week)
    case .member(let member): members.append(member)
    case .promotion(let promotion): promotions.append(promotion)
    case .total(let total): self.total = total
    case .progress, nil: break
    }
  }
}

extension BackTestTotal {
  /// Whether the server's members were the same before and after.
  var isUnchanged: Bool { !hashBefore.isEmpty && hashBefore == hashAfter }
}
