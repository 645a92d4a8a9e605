import FealtyServer
import FealtyWire

// What the tills and the network do, a step at a time.

extension Simulation {
  private enum Action {
    case server(SimulatedServer.Worker)
    case connect(Int), deliver(Int), receive(Int), submit(Int), cut(Int), stall(Int)
    case pass
  }

  /// One step of somebody, chosen by the seed.
  func act(_ server: SimulatedServer, isCalm: Bool) throws {
    var actions: [(action: Action, weight: Int)] = []
    for worker in server.ready() { actions.append((.server(worker), 8)) }
    for till in tills { add(till, server, isCalm: isCalm, to: &actions) }
    if !isCalm || actions.isEmpty { actions.append((.pass, 1)) }
    if case .pass? = actions.first?.action { patience += 1 } else { patience = 0 }
    var number = world.below(actions.reduce(0) { $0 + $1.weight })
    for (action, weight) in actions {
      number -= weight
      guard number < 0 else { continue }
      return try perform(action, server, isCalm: isCalm)
    }
  }

  private func add(
    _ till: Till,
    _ server: SimulatedServer,
    isCalm: Bool,
    to actions: inout [(action: Action, weight: Int)]
  ) {
    guard let socket = till.socket else { return actions.append((.connect(till.number), 4)) }
    if !till.outbox.isEmpty { actions.append((.deliver(till.number), 8)) }
    let hasNews = server.network.hasOutput(socket) || server.network.isClosed(socket)
    if hasNews, !till.isStalled { actions.append((.receive(till.number), 8)) }
    let wants = !isCalm || !queue.isEmpty || !questions.isEmpty
    if till.isGreeted, till.waiting.count < 8, wants { actions.append((.submit(till.number), 6)) }
    guard !isCalm || till.isStalled else { return }
    actions.append((.stall(till.number), 1))
    if !isCalm, world.oneIn(8) { actions.append((.cut(till.number), 1)) }
  }

  private func perform(_ action: Action, _ server: SimulatedServer, isCalm: Bool) throws {
    switch action {
    case .server(let worker): server.run(worker)
    case .connect(let number):
      let socket = server.network.connect(to: SimulatedServer.listener)
      world.trace.note("connect", number, Int(socket))
      tills[number].connect(socket, shard: UInt32(world.below(4)))
    case .deliver(let number):
      guard let socket = tills[number].socket else { return }
      let limit = world.oneIn(4) ? 1 + world.below(64) : .max
      let bytes = tills[number].takeOutbox(limit: limit)
      world.trace.note("deliver", number, bytes: bytes)
      server.network.send(bytes, to: socket)
    case .receive(let number): try receive(number, server)
    case .submit(let number): submit(number, isCalm: isCalm)
    case .cut(let number):
      guard let socket = tills[number].socket else { return }
      world.trace.note("cut", number)
      if world.oneIn(2) { server.network.cut(socket) } else { server.network.finish(socket) }
      disconnect(number)
    case .stall(let number):
      tills[number].isStalled.toggle()
      world.trace.note("stall", number, tills[number].isStalled ? 1 : 0)
    case .pass: pass(isCalm: isCalm)
    }
  }

  /// Time passes without anything else.
  private func pass(isCalm: Bool) {
    let milliseconds: Int
    switch isCalm ? 100 : world.below(200) {
    case 0: milliseconds = 1 + world.below(40_000)
    case 1...20: milliseconds = 50 + world.below(400)
    default: milliseconds = isCalm ? 1 : world.below(5)
    }
    world.pass(nanoseconds: Int64(milliseconds) * 1_000_000 + 1_000)
    world.trace.note("pass", milliseconds)
    if !isCalm, world.oneIn(50) {
      // The wall clock is set, within what request ids allow.
      world.clock.offsetMilliseconds = 1_790_000_000_000 + Int64(world.below(60_000)) - 30_000
    }
  }

  // MARK: - Sending

  private func submit(_ number: Int, isCalm: Bool) {
    let timeout = !isCalm && world.oneIn(12) ? UInt32(1 + world.below(3)) : 0
    if !queue.isEmpty, isCalm || world.oneIn(2) {
      return send(queue.removeFirst(), number, timeout)
    }
    if !questions.isEmpty { return send(questions.removeFirst(), number) }
    guard !isCalm else { return }
    switch world.below(13) {
    case 0: send(Query(.ledger), number)
    case 1, 2:
      let member = world.below(Self.members)
      send(Query(.member(member), floor: history.known[member]), number)
    case 3, 4:
      // Somebody sends again what was answered long ago, or is under way.
      send(history.operations[world.below(history.operations.count)], number, timeout)
    case 5:
      let operation = history.operations[world.below(history.operations.count)]
      if operation.answer != nil { send(Query(.impostor(operation.id)), number) }
    default:
      guard hasIdeas else { return }
      send(begin(idea()), number, timeout)
    }
  }

  private func send(_ operation: Operation, _ number: Int, _ timeout: UInt32) {
    history.sending(operation)
    world.trace.note("send", number, operation.number)
    tills[number].send(
      .operation(operation),
      method: operation.method,
      payload: operation.payload,
      timeoutMilliseconds: timeout
    )
  }

  private func send(_ query: Query, _ number: Int) {
    let request = query.request
    world.trace.note("ask", number, Int(request.method))
    tills[number].send(
      .query(query),
      method: request.method,
      payload: request.payload,
      timeoutMilliseconds: 0
    )
  }

  /// Something that a till may want.
  private func idea() -> Operation.Intent {
    let member = world.below(Self.members)
    let points = Int64(1 + world.below(40))
    switch world.below(20) {
    case 0: return .putRate(Int64(1 + world.below(3)))
    case 1: return .update(member: member)
    case 2:
      return .enrol(member: member, card: world.oneIn(2) ? Requests.card(world.below(3)) : "")
    case 3, 4, 5: return .sale(member: member, points: points)
    case 6, 7: return .authorize(member: member, points: points)
    case 8: return .lock(member: member, points: points)
    case 9, 10:
      if let hold = any(history.authorizations) {
        return world.oneIn(3) ? .void(hold) : .capture(hold, points: Int64(world.below(3)))
      }
    case 11:
      if let lock = any(history.locks) {
        return .unlock(lock, points: Int64(world.below(4)))
      }
    case 12: if let earn = any(history.earns) { return .reverseEarn(earn) }
    case 13:
      if let redemption = any(history.redemptions) {
        return .reverseRedemption(redemption, points: Int64(world.below(4)))
      }
    case 14:
      if !history.receipts.isEmpty {
        let receipt = history.receipts[world.below(history.receipts.count)]
        return .earn(member: member, units: points, receipt: receipt)
      }
    default: break
    }
    return .earn(member: member, units: points, receipt: "R\(history.operations.count)")
  }

  private func any(_ operations: [Operation]) -> Operation? {
    operations.isEmpty ? nil : operations[world.below(operations.count)]
  }

  // MARK: - Receiving

  private func receive(_ number: Int, _ server: SimulatedServer) throws {
    guard let socket = tills[number].socket else { return }
    let limit = world.oneIn(4) ? 1 + world.below(100) : .max
    let bytes = server.network.take(socket, limit: limit)
    if bytes.isEmpty, server.network.isClosed(socket) {
      world.trace.note("closed", number)
      return disconnect(number)
    }
    try receive(number, bytes)
  }

  func receive(_ number: Int, _ bytes: [UInt8]) throws {
    world.trace.note("receive", number, bytes: bytes)
    for frame in try tills[number].received(bytes) {
      switch frame.kind {
      case .welcome: tills[number].greeted()
      case .ping: tills[number].answerPing(frame.aux)
      case .response:
        guard let purpose = tills[number].answered(frame.stream) else {
          throw Violation("till \(number) got an answer to nothing, stream \(frame.stream)")
        }
        switch purpose {
        case .operation(let operation): try answered(operation, frame)
        case .query(let query): try answered(query, frame)
        case .deed: preconditionFailure("a deed is of another simulation")
        }
      case .item:
        guard case .query(let query)? = tills[number].purpose(of: frame.stream) else {
          throw Violation("till \(number) got an item of nothing, stream \(frame.stream)")
        }
        query.items.append(try Transaction(bytes: frame.payload).transactionID)
      case .goAway: return disconnect(number)
      default: throw Violation("till \(number) got a frame of kind \(frame.kind)")
      }
    }
  }

  private func answered(_ operation: Operation, _ frame: TillFrame) throws {
    guard let answer = try Answer(operation.method, frame: frame) else {
      world.trace.note("not yet", operation.number)
      world.pass(nanoseconds: 20_000_000)
      return sendAgain(operation)
    }
    world.trace.note("answer", operation.number, answer.isReplayed ? 1 : 0)
    try history.answered(operation, answer)
  }

  private func answered(_ query: Query, _ frame: TillFrame) throws {
    guard frame.aux == 0 else { return try refused(query, Status(bytes: frame.payload)) }
    switch query.subject {
    case .member(let member):
      try history.observed(
        GetMemberResponse(bytes: frame.payload),
        member: member,
        floor: query.floor
      )
    case .transactions(let member, _):
      let page = try ListTransactionsResponse(bytes: frame.payload)
      history.listed[member] += page.transactions.map(\.transactionID)
      if !page.nextCursor.isEmpty {
        questions.append(Query(.transactions(member, cursor: page.nextCursor)))
      }
    case .stream(let member): history.listed[member] = query.items
    case .card(let card):
      let found = try GetMemberResponse(bytes: frame.payload).memberID
      let holder = history.holder(of: card).map(Requests.name)
      guard found == holder else {
        throw Violation("card \(card) leads to \(found), and was given to \(holder ?? "nobody")")
      }
    case .impostor: throw Violation("a request id was used for two requests")
    case .ledger:
      let response = try VerifyLedgerResponse(bytes: frame.payload)
      guard response.balanced else { throw Violation("the ledger: \(response.findings)") }
    }
  }

  private func refused(_ query: Query, _ status: Status) throws {
    let isExpected =
      switch query.subject {
      // What was refused before there was a programme has its answer, too.
      case .impostor:
        (status.reason == .idempotencyConflict && !status.replayed)
          || status.reason == .programmeNotFound
      // Nobody has been enrolled yet, in a disk's early life.
      case .member, .transactions, .stream: status.code == .notFound && query.floor == 0
      case .card, .ledger: false
      }
    // What cannot be read at the moment is no answer.
    let isPassing = status.code == .resourceExhausted || status.code == .unavailable
    guard isExpected || isPassing else {
      throw Violation("\(query.subject) was refused: \(status)")
    }
  }

  /// The connection is gone; what it was for is to be sent again.
  func disconnect(_ number: Int) {
    for waiting in tills[number].disconnect() {
      if case .operation(let operation) = waiting.purpose { sendAgain(operation) }
    }
  }

  private func sendAgain(_ operation: Operation) {
    guard operation.answer == nil, !queue.contains(where: { $0 === operation }) else { return }
    queue.append(operation)
  }
}
