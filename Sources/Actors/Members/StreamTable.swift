internal import FealtyLoyalty
internal import FealtyWire

/// The server streams of a shard's own connections: what each may still send, and where it stands.
///
/// Confined to the shard's thread.
final class StreamTable {
  struct Key: Hashable {
    var connection: UInt32
    var generation: UInt32
    var stream: UInt32

    init(_ call: Call) {
      connection = call.connection
      generation = call.generation
      stream = call.stream
    }
  }

  struct State {
    var call: Call
    var credit: UInt32
    var sent: UInt32 = 0
    var waiting: [Transaction] = []
    /// Packed position of the next record; 0 when all have been read.
    var next: UInt64
    var member: UInt64
    let programme: PublishedProgramme
    var isReading = false
  }

  var states: [Key: State] = [:]
}

extension Shard {
  /// At the member's home: sends the stream to the shard of its connection, which has its credit.
  func streamTransactions(_ call: RoutedCall) {
    guard decode(call, StreamTransactionsRequest.self) != nil else { return }
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    guard actor.last & TurnRecords.localBit == 0 else {
      return park(call.call, entity: call.entity, payload: call.head.payload)
    }
    let last = actor.last
    let number = actor.number
    let reply = call.call
    let programme = command.programme
    whenDurable(last >> 16) { shard in
      shard.send(to: Int(reply.origin)) { origin in
        origin.streams.states[StreamTable.Key(reply)] = StreamTable.State(
          call: reply,
          credit: Limits.streamCredit,
          next: last,
          member: number,
          programme: programme
        )
        origin.pump(StreamTable.Key(reply))
      }
    }
  }

  /// The client takes `items` more items.
  package func credit(_ call: Call, items: UInt32) {
    let key = StreamTable.Key(call)
    guard let state = streams.states[key] else { return }
    let (sum, overflow) = state.credit.addingReportingOverflow(items)
    streams.states[key]?.credit = overflow ? .max : sum
    pump(key)
  }

  /// The client wants no more of a call.
  ///
  /// Unary calls run to their end: they are too short to stop.
  package func cancel(_ call: Call) {
    guard let state = streams.states.removeValue(forKey: StreamTable.Key(call)) else { return }
    fail(
      state.call,
      Status(
        code: .cancelled,
        reason: .cancelledByCaller,
        message: "the caller cancelled the stream"
      )
    )
  }

  package func connectionClosed(connection: UInt32, generation: UInt32) {
    guard !streams.states.isEmpty else { return }
    streams.states = streams.states.filter {
      $0.key.connection != connection || $0.key.generation != generation
    }
  }

  /// Sends what credit allows, and reads on when nothing waits.
  private func pump(_ key: StreamTable.Key) {
    guard var state = streams.states[key] else { return }
    var taken = 0
    while taken < state.waiting.count, state.credit > 0 {
      let transaction = state.waiting[taken]
      let item = state.sent
      write(state.call, gated: false, last: false) { out in
        let start = out.beginFrame(.item, stream: state.call.stream, aux: item)
        transaction.encode(into: &out)
        out.endFrame(start)
      }
      taken += 1
      state.sent += 1
      state.credit -= 1
    }
    state.waiting.removeFirst(taken)
    streams.states[key] = state
    guard state.waiting.isEmpty, !state.isReading else { return }
    if state.next == 0 {
      streams.states[key] = nil
      respond(state.call, gated: false) { _ in }
    } else {
      readOn(key, state)
    }
  }

  private func readOn(_ key: StreamTable.Key, _ state: StreamTable.State) {
    streams.states[key]?.isReading = true
    let services = services
    let me = self
    services.pool.run {
      let page = services.history.page(
        of: state.member,
        from: state.next,
        limit: Limits.streamPage,
        filter: HistoryFilter(),
        programme: state.programme,
        failed: services.log.stopServing
      )
      me.post { shard in
        guard shard.streams.states[key] != nil, let page else { return }
        shard.streams.states[key]?.isReading = false
        shard.streams.states[key]?.waiting = page.transactions
        shard.streams.states[key]?.next = page.next
        shard.pump(key)
      }
    }
  }
}
