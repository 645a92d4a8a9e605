import FealtyServer
import FealtyWire

// What the tills and the network do, a step at a time.

extension SaleSimulation {
  private enum Action {
    case server(SimulatedServer.Worker)
    case connect(Int), deliver(Int), receive(Int), submit(Int), cut(Int)
    case pass
  }

  /// One step of somebody, chosen by the seed.
  func act(_ server: SimulatedServer, isCalm: Bool) throws {
    var actions: [(action: Action, weight: Int)] = []
    for worker in server.ready() { actions.append((.server(worker), 8)) }
    for till in tills {
      guard let socket = till.socket else {
        actions.append((.connect(till.number), 4))
        continue
      }
      if !till.outbox.isEmpty { actions.append((.deliver(till.number), 8)) }
      let hasNews = server.network.hasOutput(socket) || server.network.isClosed(socket)
      if hasNews { actions.append((.receive(till.number), 8)) }
      let wants = !isCalm || !queue.isEmpty
      if till.isGreeted, till.waiting.count < 8, wants { actions.append((.submit(till.number), 6)) }
      if !isCalm, world.oneIn(10) { actions.append((.cut(till.number), 1)) }
    }
    if !isCalm || actions.isEmpty { actions.append((.pass, 1)) }
    if case .pass? = actions.first?.action { patience += 1 } else { patience = 0 }
    var number = world.below(actions.reduce(0) { $0 + $1.weight })
    for (action, weight) in actions {
      number -= weight
      guard number < 0 else { continue }
      return try perform(action, server, isCalm: isCalm)
    }
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
      let bytes = tills[number].takeOutbox(limit: world.oneIn(4) ? 1 + world.below(64) : .max)
      world.trace.note("deliver", number, bytes: bytes)
      server.network.send(bytes, to: socket)
    case .receive(let number):
      guard let socket = tills[number].socket else { return }
      let bytes = server.network.take(socket, limit: world.oneIn(4) ? 1 + world.below(100) : .max)
      guard !bytes.isEmpty || !server.network.isClosed(socket) else { return disconnect(number) }
      try receive(number, bytes)
    case .submit(let number): submit(number, isCalm: isCalm)
    case .cut(let number):
      guard let socket = tills[number].socket else { return }
      world.trace.note("cut", number)
      if world.oneIn(2) { server.network.cut(socket) } else { server.network.finish(socket) }
      disconnect(number)
    case .pass: pass(isCalm: isCalm)
    }
  }

  /// Time passes without anything else, now and then so much that many points expire at once.
  private func pass(isCalm: Bool) {
    let milliseconds =
      switch isCalm ? 100 : world.below(100) {
      case 0...3: 1_000 + world.below(12_000)
      case 4...20: 50 + world.below(600)
      default: 1 + world.below(5)
      }
    world.pass(nanoseconds: Int64(milliseconds) * 1_000_000)
    world.trace.note("pass", milliseconds)
  }

  // MARK: - Sending and receiving

  private func submit(_ number: Int, isCalm: Bool) {
    if !queue.isEmpty, isCalm || world.oneIn(2) { return send(queue.removeFirst(), number) }
    guard !isCalm else { return }
    // Somebody sends again what was answered long ago, or is under way.
    if world.oneIn(4), !deeds.isEmpty { return send(deeds[world.below(deeds.count)], number) }
    if hasIdeas, let deed = idea() { send(deed, number) }
  }

  private func send(_ deed: Deed, _ number: Int) {
    deed.sending(known: deed.member.map { known[$0] } ?? 0)
    world.trace.note("send", number, deed.number)
    tills[number].send(
      .deed(deed),
      method: deed.method,
      payload: deed.payload,
      timeoutMilliseconds: world.oneIn(20) ? UInt32(1 + world.below(3)) : 0
    )
  }

  func receive(_ number: Int, _ bytes: [UInt8]) throws {
    world.trace.note("receive", number, bytes: bytes)
    for frame in try tills[number].received(bytes) {
      switch frame.kind {
      case .welcome: tills[number].greeted()
      case .ping: tills[number].answerPing(frame.aux)
      case .goAway: return disconnect(number)
      case .response:
        guard case .deed(let deed)? = tills[number].answered(frame.stream) else {
          throw Violation("till \(number) got an answer to nothing, stream \(frame.stream)")
        }
        try answered(deed, frame)
      default: throw Violation("till \(number) got a frame of kind \(frame.kind)")
      }
    }
  }

  private func answered(_ deed: Deed, _ frame: TillFrame) throws {
    let isFirst = deed.answer == nil
    guard try deed.received(frame) else {
      world.trace.note("not yet", deed.number)
      world.pass(nanoseconds: 20_000_000)
      return sendAgain(deed)
    }
    world.trace.note("answer", deed.number, deed.isDone ? 1 : 0)
    guard isFirst else { return }
    if case .programme = deed.role, let refusal = deed.answer?.refusal {
      throw Violation("the programme is refused: \(refusal)")
    }
    try done.note(deed)
    guard let member = deed.member, deed.version > 0 else { return }
    // An event that was known already is answered as it was first, whosever it was.
    if case .event = deed.role { return }
    guard deed.version > deed.floor else {
      throw Violation(
        "deed \(deed.number) is version \(deed.version) of member \(member), which had "
          + "\(deed.floor) before it was sent"
      )
    }
    known[member] = max(known[member], deed.version)
  }

  func disconnect(_ number: Int) {
    for waiting in tills[number].disconnect() {
      if case .deed(let deed) = waiting.purpose { sendAgain(deed) }
    }
  }

  private func sendAgain(_ deed: Deed) {
    guard deed.answer == nil, !queue.contains(where: { $0 === deed }) else { return }
    queue.append(deed)
  }
}
