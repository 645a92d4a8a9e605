import FealtyWire

/// Everything that the tills know: what they wanted, and what they were told.
final class History {
  /// What a member's points were said to be.
  struct Balance: Equatable {
    var available: Int64 = 0
    var locked: Int64 = 0

    init(available: Int64 = 0, locked: Int64 = 0) {
      self.available = available
      self.locked = locked
    }

    init(_ balances: [FealtyWire.Balance]) throws {
      guard let balance = balances.first else { return }
      available = balance.available
      locked = balance.locked
      let fits =
        balances.count == 1 && balance.pending == 0 && balance.debt == 0
        && balance.total == available + locked
      guard fits else { throw Violation("strange balances \(balances)") }
    }
  }

  /// A read's answer, to be compared with the state of that version.
  struct Observation {
    var member: Int
    var version: UInt32
    var balance: Balance
  }

  /// A refusal that named what was there.
  struct Shortfall {
    var operation: Operation
    var available: Int64
  }

  private(set) var operations: [Operation] = []
  /// Newest version of each member that anybody has been shown: a crash cannot take it back.
  private(set) var known: [UInt32]
  private(set) var observations: [Observation] = []
  private(set) var shortfalls: [Shortfall] = []
  /// What later operations refer to.
  private(set) var earns: [Operation] = []
  private(set) var redemptions: [Operation] = []
  private(set) var authorizations: [Operation] = []
  private(set) var locks: [Operation] = []
  private(set) var receipts: [String] = []
  /// Transactions that were listed at the end, by member.
  var listed: [[String]]

  init(members: Int) {
    known = Array(repeating: 0, count: members)
    listed = Array(repeating: [], count: members)
  }

  var members: Int { known.count }

  /// The member that was enrolled with the card.
  func holder(of card: String) -> Int? {
    for operation in operations where operation.outcome != nil {
      if case .enrol(let member, card) = operation.intent { return member }
    }
    return nil
  }

  func begin(_ intent: Operation.Intent, id: [UInt8]) -> Operation {
    let operation = Operation(number: operations.count, intent: intent, id: id)
    if case .earn(_, _, let receipt) = intent { receipts.append(receipt) }
    operations.append(operation)
    return operation
  }

  /// The operation is being sent.
  func sending(_ operation: Operation) {
    if operation.sends == 0, let member = operation.member { operation.floor = known[member] }
    operation.sends += 1
  }

  func answered(_ operation: Operation, _ answer: Answer) throws {
    let isNew = operation.answer == nil
    try operation.received(answer)
    guard isNew else { return }
    if let status = answer.refusal {
      if status.reason == .insufficientPoints {
        shortfalls.append(Shortfall(operation: operation, available: status.available))
      }
      return
    }
    guard let member = operation.member else { return }
    guard let version = operation.version else {
      throw Violation("operation \(operation.number) has no transaction: \(answer)")
    }
    guard version > operation.floor else {
      throw Violation(
        "operation \(operation.number) is version \(version) of member \(member), which had "
          + "\(operation.floor) before it was sent"
      )
    }
    known[member] = max(known[member], version)
    switch operation.intent {
    case .earn: earns.append(operation)
    case .sale, .capture: redemptions.append(operation)
    case .authorize: authorizations.append(operation)
    case .lock: locks.append(operation)
    default: break
    }
  }

  func observed(_ response: GetMemberResponse, member: Int, floor: UInt32) throws {
    guard response.version >= UInt64(floor) else {
      throw Violation(
        "member \(member) is at version \(response.version), and \(floor) had been shown"
      )
    }
    let version = UInt32(response.version)
    known[member] = max(known[member], version)
    observations.append(
      Observation(member: member, version: version, balance: try Balance(response.balances))
    )
  }
}
