import FealtyWire

/// What was done, as far as later requests refer to it.
struct DoneDeeds {
  struct Thing {
    var member: Int
    var transactionID: String
    var points: Int64
  }

  private(set) var earns: [Thing] = []
  private(set) var redemptions: [Thing] = []
  private(set) var authorizations: [Thing] = []
  private(set) var locks: [Thing] = []
  /// Codes, with their members.
  private(set) var vouchers: [(member: Int, code: String)] = []
  /// Receipts of guests' sales.
  private(set) var parked: [String] = []
  private(set) var enrolled: [Int] = []

  /// Takes a deed that was done.
  mutating func note(_ deed: Deed) throws {
    guard let answer = deed.answer, deed.isDone else { return }
    let member = deed.member ?? 0
    func thing(_ id: String, _ points: Int64) -> Thing {
      Thing(member: member, transactionID: id, points: points)
    }
    switch deed.role {
    case .earn, .claim:
      earns.append(thing(answer.transactionID, try EarnResponse(bytes: answer.bytes).points))
    case .parkedSale(let receipt):
      if try EarnResponse(bytes: answer.bytes).parked { parked.append(receipt) }
    case .sale:
      for result in try PostSaleResponse(bytes: answer.bytes).results {
        switch result.result {
        case .earn(let earn): earns.append(thing(earn.outcome?.transactionID ?? "", earn.points))
        case .redeem(let redeem): redemptions.append(thing(redeem.redemptionID, redeem.points))
        case .lock(let lock): locks.append(thing(lock.lockID, lock.points))
        default: break
        }
      }
    case .redemption:
      let response = try RedeemResponse(bytes: answer.bytes)
      redemptions.append(thing(response.redemptionID, response.points))
    case .authorization:
      authorizations.append(
        thing(answer.transactionID, try RedeemResponse(bytes: answer.bytes).points)
      )
    case .lock:
      let response = try LockResponse(bytes: answer.bytes)
      locks.append(thing(response.lockID, response.points))
    case .voucher:
      let response = try RedeemVoucherResponse(bytes: answer.bytes)
      vouchers.append((member, response.code))
      redemptions.append(thing(response.redemptionID, 5))
    case .enrolment: enrolled.append(member)
    case .programme, .comesBack, .event, .ended, .voucherUse, .percentage, .question: break
    }
  }
}
