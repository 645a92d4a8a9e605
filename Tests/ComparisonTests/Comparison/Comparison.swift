internal import FealtyWire
internal import Model

/// The model and the engine side by side: each request goes to both, and both must say the same.
final class Comparison {
  private(set) var model: LoyaltyModel
  private var engine: LocalEngine
  private let shards: Int
  private let plant: Plant?
  private var names = Names()
  private var sent: [Int: (request: Request, wire: WireRequest)] = [:]
  private var statements = Statements()
  /// Requests that the comparison made itself.
  private(set) var added: [Request] = []
  /// How many comparisons were made.
  private(set) var count = 0

  /// Begins a programme without promotions and members on both sides.
  ///
  /// - Parameters:
  ///   - model: Empty, at the beginning of its time.
  ///   - shards: How many the engine has.
  ///   - plant: A difference that must be found.
  /// - Throws: what keeps the engine from starting.
  init(_ model: LoyaltyModel, shards: Int, plant: Plant? = nil) throws {
    self.model = model
    self.shards = shards
    self.plant = plant
    engine = try LocalEngine(start: model.now, shards: shards)
    let request = Request(id: 0, now: model.now, .passTime)
    let writer = RequestWriter(names: names, model: model, request: request)
    var programme = Programme(model.settings, id: RequestWriter.programme)
    plant?.change(&programme)
    let put = PutProgrammeRequest(envelope: writer.envelope(), programme: programme)
    if case .refusal(let status) = try engine.call(MethodID.putProgramme, put.serialized()) {
      throw EngineStopped(reason: "the programme is refused: \(status)")
    }
  }

  /// Gives requests to both sides, until they differ.
  func run(_ requests: [Request]) throws -> [String] {
    var (opened, differences) = try open(with: requests)
    while opened < requests.count, differences.isEmpty {
      differences = try step(requests[opened])
      opened += 1
    }
    return differences
  }

  /// Gives the promotions with which a sequence begins to both sides, in one request to the engine.
  ///
  /// - Returns: How many of the requests these were, and where the sides differ.
  private func open(with requests: [Request]) throws -> (count: Int, differences: [String]) {
    var promotions: [FealtyWire.Promotion] = []
    for request in requests {
      guard case .putPromotion(let promotion, nil) = request.command else { break }
      guard model.promotions[promotion.id] == nil, request.now == model.now else { break }
      _ = model.handle(request)
      var wire = FealtyWire.Promotion(promotion)
      plant?.change(&wire)
      promotions.append(wire)
    }
    guard let first = requests.first, !promotions.isEmpty else { return (0, []) }
    let writer = RequestWriter(names: names, model: model, request: first)
    let put = PutPromotionsRequest(envelope: writer.envelope(), promotions: promotions)
    switch try ask(MethodID.putPromotions, put) {
    case .answer: return (promotions.count, [])
    case .refusal(let status):
      return (promotions.count, ["the promotions are refused: \(status.message)"])
    }
  }

  // MARK: - Steps

  /// Gives a request to both sides, and compares answers and members.
  ///
  /// - Returns: Where they differ; empty where they do not.
  func step(_ request: Request) throws -> [String] {
    let wire = wire(of: request)
    engine.setTime(request.now)
    let outcome = model.handle(request)
    var differences: [String] = []
    if let wire {
      let reply = try engine.call(wire.method, wire.payload)
      differences += try compare(outcome, reply, request.command)
    }
    statements.add(request, outcome, model)
    if case .accepted(let answer) = outcome, !answer.isReplayed {
      differences += try guardRedemptions(request)
    }
    if !request.command.isRead, let member = model.member(concernedBy: request.command) {
      differences += try compare(member)
    }
    return differences
  }

  /// Sets the PIN of a new member, and limits where the command does: other calls than the model's.
  private func guardRedemptions(_ request: Request) throws -> [String] {
    let writer = RequestWriter(names: names, model: model, request: request)
    return try writer.guards.flatMap { wire -> [String] in
      let answer = try engine.call(wire.method, wire.payload)
      guard case .refusal(let status) = answer else { return [] }
      return ["the PIN or its limit is refused: \(status)"]
    }
  }

  /// Buys, returns everything line by line, and asks both sides whether all is as before.
  func buyAndReturn(_ sale: SaleCommand, id: Int) throws -> [String] {
    let now = model.now + 1
    var differences = try step(Request(id: id, now: now, .passTime))
    let before = (model.standingHash, engine.standingHash())
    added = [Request(id: id, now: now, .earn(sale))]
    differences += try step(added[0])
    guard differences.isEmpty, case .accepted(let answer)? = model.decided[id]?.outcome,
      let number = answer.transaction
    else { return differences }
    for (index, line) in sale.basket.lines.enumerated() where !line.isEmpty {
      guard differences.isEmpty, model.transactions[number]?.reversedBy == nil else { break }
      let back = Command.returnLines(number, [Model.ReturnedLine(index)], receipt: "")
      added.append(Request(id: id + 1 + index, now: now, back))
      differences = try step(added[added.count - 1])
    }
    guard differences.isEmpty, model.transactions[number]?.reversedBy != nil else {
      return differences
    }
    let after = (model.standingHash, engine.standingHash())
    let isSame = (before.0 == after.0, before.1 == after.1)
    count += 1
    guard isSame.0 != isSame.1 else { return [] }
    return ["buying and returning all: as before in the model \(isSame.0), engine \(isSame.1)"]
  }

  /// The same bytes as before where the same request comes again.
  private func wire(of request: Request) -> WireRequest? {
    if !request.command.isRead, let (first, wire) = sent[request.id],
      first.command == request.command,
      first.occurredAt == request.occurredAt
    {
      return wire
    }
    let writer = RequestWriter(names: names, model: model, request: request)
    guard let wire = writer.wire else { return nil }
    if sent[request.id] == nil { sent[request.id] = (request, wire) }
    return wire
  }

  private func compare(
    _ outcome: Model.Outcome,
    _ reply: Reply,
    _ command: Command
  ) throws -> [String] {
    let answers = AnswerFacts(command: command)
    var expected: Facts
    var received: Facts
    switch outcome {
    case .accepted(let answer):
      expected = answers.expected(answer, names)
      expected["status"] = "OK"
      if case .evaluate = command { sayUnborn(in: &expected) }
    case .refused(let refusal):
      expected = ["status": refusal.reason.rawValue, "code": refusal.reason.code]
      if refusal.reason == .insufficientPoints { expected.say("available", refusal.available) }
      if let existing = refusal.existing { expected["existing"] = names.text(existing) }
    }
    if let refused = try refusal(inPreview: reply, command, outcome) {
      return Self.differences(expected, refused)
    }
    switch reply {
    case .answer(let payload):
      var answer: Answer?
      if case .accepted(let given) = outcome { answer = given }
      received = try answers.received(payload, for: answer, &names)
      received["status"] = "OK"
      if answer == nil {
        let reason = expected["status"] ?? ""
        return ["status: model \(reason), engine OK"]
      }
    case .refusal(let status):
      received = ["status": status.reason.description, "code": status.code.description]
      if status.reason == .insufficientPoints { received.say("available", status.available) }
      if !status.existingID.isEmpty {
        received["existing"] = names.text(ofTransaction: status.existingID)
      }
    }
    count += 1
    // The contract has no word for a promotion whose base gives nothing: any will do.
    for (name, said) in expected where said == Model.Condition.baseNotApplied.rawValue {
      if received[name] != nil { received[name] = said }
    }
    return Self.differences(expected, received)
  }

  /// An evaluation asks for all promotions by name: those that begin later are not live.
  private func sayUnborn(in expected: inout Facts) {
    for first in model.promotions.values.compactMap(\.first) where first.from > model.now {
      expected["rejected \(first.value.id)/\(first.value.version)"] = "NOT_LIVE"
    }
  }

  /// What a preview says of the operation that would be refused, where the model refuses it.
  private func refusal(
    inPreview reply: Reply,
    _ command: Command,
    _ outcome: Model.Outcome
  ) throws -> Facts? {
    guard case .sale(let chain) = command, !chain.commit, case .answer(let payload) = reply,
      case .refused(let refusal) = outcome, let failed = refusal.operation
    else { return nil }
    let results = try PostSaleResponse(bytes: payload).results
    guard let status = results.indices.contains(failed) ? results[failed].status : nil else {
      return [:]
    }
    var facts = ["status": status.reason.description, "code": status.code.description]
    if status.reason == .insufficientPoints { facts.say("available", status.available) }
    if !status.existingID.isEmpty {
      facts["existing"] = names.text(ofTransaction: status.existingID)
    }
    return facts
  }

  // MARK: - Members

  /// Compares what a member has.
  private func compare(_ member: MemberID) throws -> [String] {
    guard model.members[member] != nil else { return [] }
    let facts = StateFacts(member: member)
    let status = GetPointStatusRequest(envelope: reading, member: RequestWriter.reference(member))
    guard case .answer(let bytes) = try ask(MethodID.getPointStatus, status) else {
      return ["\(member) is not to be found in the engine"]
    }
    let points = try GetPointStatusResponse(bytes: bytes)
    var differences = Self.differences(facts.expected(model, names), facts.received(points, names))
    differences += Self.conservation(points)
    if differences.isEmpty { facts.nameLots(model, points, &names) }
    count += 1
    return differences.map { "\(member), \($0)" }
  }

  /// Compares what a member is, and all that ever happened to its points.
  private func compareLife(of member: MemberID) throws -> [String] {
    let facts = StateFacts(member: member)
    let request = GetMemberRequest(envelope: reading, member: RequestWriter.reference(member))
    guard case .answer(let bytes) = try ask(MethodID.getMember, request) else {
      return ["\(member) is not to be found in the engine"]
    }
    let info = try GetMemberResponse(bytes: bytes)
    var differences = Self.differences(facts.expectedLife(model), facts.receivedLife(info))
    for kept in info.lifetimes {
      let total = info.balances.first { $0.tokenID == kept.tokenID }?.total ?? 0
      if kept.issued != total + kept.redeemed + kept.expired + kept.reversed {
        differences.append("conservation of \(kept.tokenID): \(info)")
      }
    }
    return differences.map { "\(member), \($0)" }
  }

  /// Of each token, the lots add up to the balance, and the holds to what is locked.
  private static func conservation(_ status: GetPointStatusResponse) -> [String] {
    var differences = status.balances.compactMap { balance in
      let lots = status.lots.filter { $0.tokenID == balance.tokenID }
      let remaining = lots.reduce(0) { $0 + $1.remaining }
      let isWhole =
        remaining == balance.available + balance.pending + balance.locked
        && lots.reduce(0) { $0 + $1.locked } == balance.locked
        && balance.total == remaining - balance.debt
      return isWhole ? nil : "conservation of \(balance.tokenID): \(status)"
    }
    let held = status.holds.reduce(0) { $0 + $1.points }
    if held != status.balances.reduce(0, { $0 + $1.locked }) {
      differences.append("conservation of holds: \(status)")
    }
    return differences
  }

  private var reading: Envelope { Envelope(programID: RequestWriter.programme) }

  private func ask(_ method: UInt16, _ message: any Message) throws -> Reply {
    try engine.call(method, message.serialized())
  }

  // MARK: - The end

  /// Compares all members, their statements and their schedules, and lets the ledger be verified.
  func finish() throws -> [String] {
    var differences = model.conservationFindings().map { "the model itself: \($0)" }
    for member in model.members.keys.sorted() {
      differences += try compare(member)
      differences += try compareLife(of: member)
      differences += try compareStatement(of: member)
    }
    guard case .answer(let bytes) = try ask(MethodID.verifyLedger, VerifyLedgerRequest()) else {
      return differences + ["the ledger cannot be verified"]
    }
    let ledger = try VerifyLedgerResponse(bytes: bytes)
    if !ledger.balanced { differences.append("the ledger does not balance: \(ledger.findings)") }
    return differences
  }

  /// Kills the engine, starts another one on its disk, and compares all members again.
  func recover() throws -> [String] {
    engine = try LocalEngine(start: model.now, shards: shards, storage: engine.kill())
    return try model.members.keys.sorted().flatMap { try compare($0) + compareLife(of: $0) }
      .map { "after a restart: \($0)" }
  }

  private func compareStatement(of member: MemberID) throws -> [String] {
    let request = ListTransactionsRequest(
      envelope: reading,
      member: RequestWriter.reference(member)
    )
    guard case .answer(let bytes) = try ask(MethodID.listTransactions, request) else {
      return ["\(member) has no statement"]
    }
    let page = try ListTransactionsResponse(bytes: bytes)
    let received = page.transactions.reversed().map { Statement.text($0, names) }
    let expected = (statements.lines[member] ?? []).map { Statement.text($0, names) }
    guard received != expected else { return [] }
    return ["statement of \(member): model\n      " + expected.joined(separator: "\n      ")]
      + ["engine\n      " + received.joined(separator: "\n      ")]
  }

  private static func differences(_ expected: Facts, _ received: Facts) -> [String] {
    guard expected != received else { return [] }
    return Set(expected.keys).union(received.keys).sorted().compactMap { name in
      let (ours, theirs) = (expected[name] ?? "nothing", received[name] ?? "nothing")
      return ours == theirs ? nil : "\(name): model \(ours)\n    engine \(theirs)"
    }
  }
}
