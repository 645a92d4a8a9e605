import FealtyWire

/// The slow, obvious model: the operations that were done, one after the other, each compared with
/// its answer.
///
/// Points never expire here and are active at once, so that sums tell everything.
struct Model {
  private let history: History
  /// Points for 1.00, by the programme's version.
  private var rates: [UInt64: Int64] = [:]
  private(set) var issued: Int64 = 0
  private(set) var outstanding: Int64 = 0
  private(set) var members = 0

  /// One member's points, and what is left of what was set aside or redeemed, by operation.
  private struct State {
    var balance = History.Balance()
    var held: [Int: Int64] = [:]
    var redeemed: [Int: Int64] = [:]
    var recordedAt: Int64 = 0
  }

  init(_ history: History) throws {
    self.history = history
    try replayProgramme()
  }

  // MARK: - Programme

  private mutating func replayProgramme() throws {
    for operation in history.operations {
      switch (operation.intent, operation.answer?.content) {
      case (.putProgramme, .programme(let response)): try note(response.ruleSetVersion, 1)
      case (.putRate(let points), .promotions(let response)):
        try note(response.ruleSetVersion, points)
      default: continue
      }
    }
    let versions = rates.keys.sorted()
    guard versions == Array(1...UInt64(max(1, versions.count))) else {
      throw Violation("the programme's versions are \(versions)")
    }
  }

  private mutating func note(_ version: UInt64, _ points: Int64) throws {
    guard rates.updateValue(points, forKey: version) == nil else {
      throw Violation("two operations made version \(version) of the programme")
    }
  }

  // MARK: - Members

  /// Replays everything that was done.
  mutating func check() throws {
    try checkNames()
    for member in 0..<history.members { try check(member: member) }
  }

  /// Each card and each receipt was taken once.
  private func checkNames() throws {
    var cards: Set<String> = []
    var receipts: Set<String> = []
    for operation in history.operations where operation.outcome != nil {
      switch operation.intent {
      case .enrol(_, let card):
        guard card.isEmpty || cards.insert(card).inserted else {
          throw Violation("card \(card) was given to two members")
        }
      case .earn(_, _, let receipt):
        guard receipts.insert(receipt).inserted else {
          throw Violation("receipt \(receipt) was posted twice")
        }
      default: continue
      }
    }
  }

  private mutating func check(member: Int) throws {
    let done = history.operations.filter { $0.member == member && $0.version != nil }
      .sorted { ($0.version ?? 0) < ($1.version ?? 0) }
    var state = State()
    var balances = [state.balance]
    for operation in done {
      guard operation.version == UInt32(balances.count) else {
        throw Violation(
          "member \(member): after version \(balances.count - 1) comes "
            + "\(operation.version ?? 0), of operation \(operation.number)"
        )
      }
      try apply(operation, to: &state)
      balances.append(state.balance)
    }
    outstanding += state.balance.available + state.balance.locked
    members += done.isEmpty ? 0 : 1
    try checkReads(member, balances)
    try checkList(member, done)
  }

  private func checkReads(_ member: Int, _ balances: [History.Balance]) throws {
    guard Int(history.known[member]) == balances.count - 1 else {
      throw Violation(
        "member \(member) is at version \(history.known[member]), and \(balances.count - 1) "
          + "operations were done"
      )
    }
    for seen in history.observations where seen.member == member {
      guard balances[Int(seen.version)] == seen.balance else {
        throw Violation(
          "member \(member) had \(seen.balance) at version \(seen.version), expected "
            + "\(balances[Int(seen.version)])"
        )
      }
    }
    for shortfall in history.shortfalls where shortfall.operation.member == member {
      let possible = balances[Int(shortfall.operation.floor)...]
      guard possible.contains(where: { $0.available == shortfall.available }) else {
        throw Violation(
          "operation \(shortfall.operation.number) was refused with \(shortfall.available) points, "
            + "which member \(member) never had"
        )
      }
    }
  }

  /// The member's own list has the transactions that were acknowledged, each once, newest first.
  private func checkList(_ member: Int, _ done: [Operation]) throws {
    let expected = done.reversed().compactMap { operation -> String? in
      switch operation.intent {
      case .enrol, .update: nil
      default: operation.outcome?.transactionID
      }
    }
    guard history.listed[member] == expected else {
      throw Violation(
        "member \(member) lists \(history.listed[member]), and was told \(expected)"
      )
    }
  }

  // MARK: - Steps

  private mutating func apply(_ operation: Operation, to state: inout State) throws {
    guard let outcome = operation.outcome, let content = operation.answer?.content else { return }
    try require(outcome.recordedAtMs >= state.recordedAt, operation, "time went back")
    state.recordedAt = outcome.recordedAtMs
    switch (operation.intent, content) {
    case (.enrol, .enrol(let response)):
      try require(response.isNew && response.version == 1, operation, "is not the first")
    case (.update, .enrol(let response)):
      try require(!response.isNew, operation, "made a member anew")
    case (.earn(_, let units, _), .earn(let response)):
      let points = units * (rates[outcome.ruleSetVersion] ?? 0)
      try require(response.points == points, operation, "should give \(points)")
      issued += points
      state.balance.available += points
    case (.sale(_, let points), .redeem(let response)):
      try require(response.points == points, operation, "took \(response.points)")
      state.balance.available -= points
      state.redeemed[operation.number] = points
    case (.authorize(_, let points), .redeem(let response)):
      try require(response.points == points, operation, "set aside \(response.points)")
      try hold(points, operation, &state)
    case (.lock(_, let points), .lock(let response)):
      try require(response.points == points, operation, "locked \(response.points)")
      try hold(points, operation, &state)
    default: try applyCorrection(operation, content, to: &state)
    }
    try require(state.balance.available >= 0, operation, "overdrew \(state.balance)")
    let told = try History.Balance(outcome.balances)
    let isToldBalances = if case .enrol = content { false } else { true }
    if isToldBalances { try require(told == state.balance, operation, "expected \(state.balance)") }
  }

  private func applyCorrection(
    _ operation: Operation,
    _ content: Answer.Content,
    to state: inout State
  ) throws {
    switch (operation.intent, content) {
    case (.capture(let hold, let points), .redeem(let response)):
      let held = state.held.removeValue(forKey: hold.number) ?? 0
      let taken = points == 0 ? held : points
      try require(
        response.points == taken && response.released == held - taken,
        operation,
        "of \(held)"
      )
      state.balance.locked -= held
      state.balance.available += held - taken
      state.redeemed[operation.number] = taken
    case (.void(let hold), .redeem(let response)):
      let held = state.held.removeValue(forKey: hold.number) ?? 0
      try require(response.released == held, operation, "of \(held)")
      state.balance.locked -= held
      state.balance.available += held
    case (.unlock(let lock, let points), .unlock(let response)):
      let held = state.held[lock.number] ?? 0
      // An earn's reversal takes locked points of its own, from whichever locks.
      try require(response.points <= held, operation, "of \(held)")
      try require(points == 0 || response.points == points, operation, "wanted \(points)")
      state.held[lock.number] = held - response.points
      state.balance.locked -= response.points
      state.balance.available += response.points
    case (.reverseEarn, .reverseEarn(let response)):
      try reverse(response, operation, &state)
    case (.reverseRedemption(let redemption, let points), .reverseRedemption(let response)):
      let left = state.redeemed[redemption.number] ?? 0
      let given = points == 0 ? left : points
      try require(response.points == given && given <= left, operation, "of \(left)")
      state.redeemed[redemption.number] = left - given
      state.balance.available += given
    default: try require(false, operation, "was answered with something else")
    }
  }

  private func hold(_ points: Int64, _ operation: Operation, _ state: inout State) throws {
    state.held[operation.number] = points
    state.balance.available -= points
    state.balance.locked += points
  }

  private func reverse(
    _ response: ReverseEarnResponse,
    _ operation: Operation,
    _ state: inout State
  ) throws {
    guard case .reverseEarn(let earn) = operation.intent,
      case .earn(let original)? = earn.answer?.content
    else { return }
    let taken = response.availableTaken + response.takenFromOtherLots
    let parts = taken + response.lockedTaken + response.unrecovered
    try require(response.points == original.points, operation, "of \(original.points)")
    try require(parts == response.points, operation, "its parts are \(parts)")
    try require(
      response.unrecovered == 0 || taken == state.balance.available,
      operation,
      "left \(state.balance.available - taken) points and did not recover all"
    )
    state.balance.available -= taken
    state.balance.locked -= response.lockedTaken
  }

  private func require(_ holds: Bool, _ operation: Operation, _ what: String) throws {
    guard !holds else { return }
    let answer = operation.answer.map(String.init(describing:)) ?? "no answer"
    throw Violation("operation \(operation.number), \(operation.intent): \(what): \(answer)")
  }
}
