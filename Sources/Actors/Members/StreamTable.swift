internal import FealtyLoyalty
internal import FealtyWire

/// The server streams of a shard's own connections: what each may still send, and where it stands.
///
/// A stream is here from the moment when its request is received until its RESPONSE is written,
/// whichever shard writes that. Confined to the shard's thread.
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

  /// What a stream sends.
  enum Source {
    /// The transactions of a member, read when all that was read before has been sent.
    case transactions(member: UInt64, programme: PublishedProgramme)
    /// What a back-test finds, which comes by itself; it ends the read that was begun for it.
    case backTest
    /// What happens to members; it ends when somebody ends it.
    case events(EventStream)
  }

  struct State {
    let call: Call
    /// With what it was begun: when that ends, it ends.
    ///
    /// Nil where nobody had to say who it is.
    let grant: AccessGrant?
    var credit: UInt32 = Limits.streamCredit
    var sent: UInt32 = 0
    var waiting: [any Message] = []
    /// Nil until the member's home has answered.
    var source: Source?
    /// Packed position of the next record; 0 when all have been read.
    var next: UInt64 = 0
    /// Number of the read under way; 0 = none.
    ///
    /// A client may use the number of a stream that has ended for another one: what was read for
    /// the first must not come in the second.
    var read: UInt64 = 0
    /// Why it is to end, while the member's home has not answered yet: that answer ends the stream,
    /// for two would be one too many.
    var ending: Status?
  }

  private(set) var states: [Key: State] = [:]
  private var reads: UInt64 = 0
  /// The streams that go on with the log.
  private(set) var followers: Set<Key> = []
  /// The newest batch that they have been told of.
  var seenBatch: UInt64 = 0
  /// The server stops: none may begin.
  var isClosing = false

  /// A request for a stream has been received.
  func begin(_ call: Call, _ grant: AccessGrant?) {
    states[Key(call)] = State(call: call, grant: grant)
  }

  /// The stream's RESPONSE has been written.
  func end(_ call: Call) {
    let key = Key(call)
    states[key] = nil
    if !followers.isEmpty { followers.remove(key) }
  }

  /// The stream goes on with the log from now on.
  func follow(_ key: Key, _ stream: EventStream) {
    guard states[key] != nil else { return }
    states[key]?.source = .events(stream)
    followers.insert(key)
  }

  /// Nobody is there any more to be sent anything.
  func connectionClosed(connection: UInt32, generation: UInt32) {
    guard !states.isEmpty else { return }
    states = states.filter {
      $0.key.connection != connection || $0.key.generation != generation
    }
    followers.formIntersection(states.keys)
  }

  func update(_ key: Key, _ change: (inout State) -> Void) {
    guard var state = states[key] else { return }
    change(&state)
    states[key] = state
  }

  /// Numbers a read of the stream's next page.
  func beginRead(_ key: Key) -> UInt64 {
    reads += 1
    states[key]?.read = reads
    return reads
  }
}

extension Shard {
  /// At the member's home: sends the stream to the shard of its connection, which has its credit.
  func streamTransactions(_ call: RoutedCall) {
    guard decode(call, StreamTransactionsRequest.self) != nil else { return }
    guard let command = beginRead(call) else { return }
    guard let actor = member(call, command.programme) else {
      return fail(call.call, missing(call.head))
    }
    let (member, programme) = (actor.number, command.programme)
    let reply = call.call
    whenNewestIsDurable(actor) { shard, newest in
      shard.send(to: Int(reply.origin)) { shard in
        shard.streamFound(reply, .transactions(member: member, programme: programme), newest)
      }
    }
  }

  private func streamFound(_ call: Call, _ source: StreamTable.Source, _ newest: UInt64) {
    let key = StreamTable.Key(call)
    guard let state = streams.states[key] else { return }
    if let ending = state.ending { return fail(call, ending) }
    streams.update(key) {
      $0.source = source
      $0.next = newest
    }
    pump(key)
  }

  /// The client takes `items` more items.
  package func credit(_ call: Call, items: UInt32) {
    let key = StreamTable.Key(call)
    streams.update(key) { state in
      let (sum, overflow) = state.credit.addingReportingOverflow(items)
      state.credit = overflow ? .max : sum
    }
    pump(key)
  }

  /// The client wants no more of a call.
  ///
  /// Unary calls run to their end: they are too short to stop.
  package func cancel(_ call: Call) {
    endStream(StreamTable.Key(call), Self.cancelled)
  }

  /// Ends the streams whose grant has ended, or that were begun before anybody had to have one:
  /// calls are judged when they come, and a stream would go on for ever.
  ///
  /// `now`: monotonic nanoseconds.
  package func endStreamsWithoutGrant(at now: Int64) {
    for (key, state) in streams.states where state.grant?.isGood(at: now) != true {
      endStream(key, AccessRefusal.tokenExpired.status)
    }
  }

  private func endStream(_ key: StreamTable.Key, _ status: Status) {
    guard let state = streams.states[key] else { return }
    if state.source == nil {
      streams.update(key) { $0.ending = status }
    } else {
      fail(state.call, status)
    }
  }

  package func connectionClosed(connection: UInt32, generation: UInt32) {
    streams.connectionClosed(connection: connection, generation: generation)
  }

  private static let cancelled = Status(
    code: .cancelled,
    reason: .cancelledByCaller,
    message: "the caller cancelled the stream"
  )

  /// Sends what credit allows, and reads on or ends when nothing waits.
  func pump(_ key: StreamTable.Key) {
    guard var state = streams.states[key], let source = state.source else { return }
    var taken = 0
    while taken < state.waiting.count, state.credit > 0 {
      let message = state.waiting[taken]
      let item = state.sent
      write(state.call, gated: false, last: false) { out in
        let start = out.beginFrame(.item, stream: state.call.stream, aux: item)
        message.encode(into: &out)
        out.endFrame(start)
      }
      taken += 1
      state.sent += 1
      state.credit -= 1
    }
    state.waiting.removeFirst(taken)
    streams.update(key) { $0 = state }
    guard state.waiting.isEmpty, state.read == 0 else { return }
    if case .events(let stream) = source { return follow(key, stream) }
    guard state.next != 0, case .transactions(let member, let programme) = source else {
      return respond(state.call, gated: false) { _ in }
    }
    readOn(key, of: member, programme, from: state.next)
  }

  private func readOn(
    _ key: StreamTable.Key,
    of member: UInt64,
    _ programme: PublishedProgramme,
    from position: UInt64
  ) {
    let read = streams.beginRead(key)
    let services = services
    let me = self
    services.pool.run {
      let page = Result { () throws(HistoryFault) in
        try services.history.page(
          of: member,
          from: position,
          .ofStream,
          programme: programme
        )
      }
      me.post { $0.streamRead(key, read, page) }
    }
  }

  private func streamRead(
    _ key: StreamTable.Key,
    _ read: UInt64,
    _ found: Result<HistoryPage<Transaction>, HistoryFault>
  ) {
    guard let state = streams.states[key], state.read == read else { return }
    if case .failure(.foreignCursor) = found { return fail(state.call, Self.historyMissing) }
    guard let page = page(found, state.call) else { return }
    streams.update(key) {
      $0.read = 0
      $0.waiting = page.items
      $0.next = page.next
    }
    pump(key)
  }

  private static let historyMissing = Status(
    code: .dataLoss,
    message: "the log has no such record of this member; what was sent is right"
  )
}

extension HistoryWish {
  /// What a stream reads ahead.
  fileprivate static var ofStream: HistoryWish {
    var wish = HistoryWish()
    wish.limit = Limits.streamPage
    return wish
  }
}
