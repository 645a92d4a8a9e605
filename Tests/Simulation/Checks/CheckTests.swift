import FealtyWire
import Testing

/// Goal: the checks reject every history that breaks a promise.
///
/// Method: one honest history of one member, and variations of it with one defect each.
@Suite("The simulation's checks")
struct CheckTests {
  /// What is changed in the honest history.
  private struct Defect {
    var earnVersion: UInt32 = 2
    var saleVersion: UInt32 = 3
    var earned: Int64 = 10
    var availableAfterSale: Int64 = 6
    var saleRecordedAt: Int64 = 300
    var listed = [3, 2]
    var secondReceipt = "R2"
    var observed: (version: UInt64, floor: UInt32, available: Int64)?
    var retry: Answer?
  }

  private func id(_ version: Int) -> String {
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    var value = version << 4
    var text: [Character] = []
    for _ in 0..<20 {
      text.append(digits[value & 31])
      value >>= 5
    }
    return String(text.reversed())
  }

  private func outcome(_ version: UInt32, at: Int64, available: Int64) -> Outcome {
    Outcome(
      transactionID: id(Int(version)),
      recordedAtMs: at,
      ruleSetVersion: 1,
      balances: [Balance(tokenID: "points", available: available, total: available)]
    )
  }

  /// Enrol, earn 10, redeem 4.
  private func check(_ defect: Defect) throws {
    let history = History(members: 1)
    func done(_ intent: Operation.Intent, _ content: Answer.Content) throws -> Operation {
      let operation = history.begin(intent, id: [])
      history.sending(operation)
      try history.answered(operation, Answer(content))
      return operation
    }
    _ = try done(.putProgramme, .programme(PutProgrammeResponse(ruleSetVersion: 1, isNew: true)))
    _ = try done(
      .enrol(member: 0, card: ""),
      .enrol(
        EnrolResponse(outcome: outcome(1, at: 100, available: 0), version: 1, isNew: true)
      )
    )
    let earn = history.begin(.earn(member: 0, units: 10, receipt: "R1"), id: [])
    history.sending(earn)
    let sale = history.begin(.sale(member: 0, points: 4), id: [])
    history.sending(sale)
    try history.answered(
      earn,
      Answer(
        .earn(
          EarnResponse(
            outcome: outcome(defect.earnVersion, at: 200, available: 10),
            points: defect.earned
          )
        )
      )
    )
    let redeemed = RedeemResponse(
      outcome: outcome(
        defect.saleVersion,
        at: defect.saleRecordedAt,
        available: defect.availableAfterSale
      ),
      points: 4
    )
    try history.answered(sale, Answer(.redeem(redeemed)))
    if let retry = defect.retry { try history.answered(sale, retry) }
    if defect.secondReceipt == "R1" {
      let earned = EarnResponse(outcome: outcome(4, at: 400, available: 7), points: 1)
      _ = try done(.earn(member: 0, units: 1, receipt: "R1"), .earn(earned))
    }
    if let seen = defect.observed {
      let response = GetMemberResponse(
        version: seen.version,
        balances: [Balance(available: seen.available, total: seen.available)]
      )
      try history.observed(response, member: 0, floor: seen.floor)
    }
    history.listed[0] = defect.listed.map(id)
    var model = try Model(history)
    try model.check()
  }

  @Test func `an honest history passes`() throws {
    try check(Defect())
    try check(Defect(observed: (version: 2, floor: 1, available: 10)))
    let same = RedeemResponse(outcome: outcome(3, at: 300, available: 6), points: 4)
    try check(Defect(retry: Answer(.redeem(same), isReplayed: true)))
  }

  @Test func `a history with one defect is rejected`() {
    let other = RedeemResponse(outcome: outcome(3, at: 300, available: 5), points: 4)
    let again = RedeemResponse(outcome: outcome(4, at: 400, available: 2), points: 4)
    let defects: [(String, Defect)] = [
      ("lost", Defect(listed: [3])),
      ("doubled", Defect(listed: [3, 2, 2])),
      ("invented", Defect(listed: [4, 3, 2])),
      ("listed in another order", Defect(listed: [2, 3])),
      ("reordered", Defect(earnVersion: 3, saleVersion: 2, listed: [3, 2])),
      ("two operations, one transaction", Defect(saleVersion: 2)),
      ("a version that nobody made", Defect(saleVersion: 4, listed: [4, 2])),
      ("points that the rules do not give", Defect(earned: 11)),
      ("points that are not there", Defect(availableAfterSale: 7)),
      ("time that goes back", Defect(saleRecordedAt: 199)),
      ("a receipt posted twice", Defect(listed: [4, 3, 2], secondReceipt: "R1")),
      ("a stale read", Defect(observed: (version: 1, floor: 2, available: 0))),
      ("a read of what never was", Defect(observed: (version: 2, floor: 1, available: 6))),
      ("a read ahead of everything", Defect(observed: (version: 4, floor: 3, available: 6))),
      ("a retry that was done again", Defect(retry: Answer(.redeem(again)))),
      ("a retry answered differently", Defect(retry: Answer(.redeem(other), isReplayed: true))),
    ]
    for (name, defect) in defects {
      #expect(throws: Violation.self, "\(name)") { try check(defect) }
    }
  }
}
