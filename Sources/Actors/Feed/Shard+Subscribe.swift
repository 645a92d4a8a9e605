internal import FealtyLoyalty
internal import FealtyWire

// Subscribe: member events as a stream, on the shard of its connection. Pages are read in the
// background, one at a time, and only while the client has credit; what it has not taken is in the
// log and nowhere else. When nothing durable is left, the stream rests until the log has grown.

/// Where a stream of member events stands.
///
/// Confined to the shard's thread.
final class EventStream {
  let programme: UInt16
  private let follower: MemberEventFeed.Follower
  var scan: MemberEventScan
  /// The cursor that the client was told last, packed.
  var told: UInt64
  /// Whether it was told that what follows is new.
  var hasCaughtUp = false

  init(_ programme: UInt16, _ follower: MemberEventFeed.Follower, _ scan: MemberEventScan) {
    self.programme = programme
    self.follower = follower
    self.scan = scan
    told = scan.next
  }
}

extension Shard {
  func subscribe(_ call: RoutedCall) {
    guard let request = decode(call, SubscribeRequest.self), let command = beginRead(call) else {
      return
    }
    guard request.memberIDs.count <= Limits.followedMembers else {
      return fail(call.call, Status(.invalidField("member_ids")))
    }
    let end = (durableBatch + 1) << 16
    var start = request.fromStart ? 0 : end
    if !request.cursor.isEmpty {
      guard let position = HistoryPage<Transaction>.position(request.cursor), position <= end
      else { return fail(call.call, Status(.invalidField("cursor"))) }
      start = position
    }
    guard !streams.isClosing else { return fail(call.call, Self.followersLeave) }
    guard let follower = services.feed.follow() else {
      return fail(call.call, Self.tooManyFollowers)
    }
    let filter = MemberEventFilter(
      kinds: request.kinds,
      memberIDs: request.memberIDs,
      programID: command.programme.id
    )
    let scan = MemberEventScan(filter, from: start)
    let stream = EventStream(command.programme.index, follower, scan)
    let key = StreamTable.Key(call.call)
    streams.follow(key, stream)
    pump(key)
  }

  private static let tooManyFollowers = Status(
    code: .resourceExhausted,
    reason: .overloaded,
    message: "as many streams of events are open as this server takes; end one first",
    retryAfterMs: 10_000
  )

  private static let followersLeave = Status(
    code: .unavailable,
    reason: .shuttingDown,
    message: "the server is shutting down; go on from the last cursor when it is back"
  )

  private static let eventsLost =
    "the events from this cursor on cannot be told; read the members anew and follow from_start"

  /// Reads on, if the client takes anything and there is something to read.
  func follow(_ key: StreamTable.Key, _ stream: EventStream) {
    guard let state = streams.states[key], state.credit > 0, state.waiting.isEmpty,
      state.read == 0
    else { return }
    let hasMore = stream.scan.next >> 16 <= durableBatch
    guard hasMore || !stream.hasCaughtUp else { return }
    let read = streams.beginRead(key)
    let wish = MemberEventFeed.Wish(
      programme: stream.programme,
      scan: stream.scan,
      limit: Limits.eventsPerItem
    )
    let me = self
    services.feed.read(wish, on: services.background) { page in
      me.post { $0.eventsRead(key, read, page) }
    }
  }

  private func eventsRead(
    _ key: StreamTable.Key,
    _ read: UInt64,
    _ found: Result<MemberEventFeed.Page, LostRecord>
  ) {
    guard let state = streams.states[key], state.read == read,
      case .events(let stream)? = state.source
    else { return }
    let page: MemberEventFeed.Page
    switch found {
    case .success(let found): page = found
    case .failure(let lost):
      return fail(state.call, lost.status(Self.eventsLost, field: "cursor"))
    }
    stream.scan = page.scan
    let isNew = page.scan.hasReachedEnd && !stream.hasCaughtUp
    if isNew { stream.hasCaughtUp = true }
    var item: MemberEvents?
    // A cursor that nothing was found behind is told now and then, so that who comes back need not
    // have all of that read again.
    let isFar = page.scan.next >> 16 >= stream.told >> 16 + Limits.silentBatches
    if !page.events.isEmpty || isNew || isFar {
      stream.told = page.scan.next
      let cursor = String(page.scan.next, radix: 36)
      item = MemberEvents(events: page.events, cursor: cursor, caughtUp: isNew)
    }
    streams.update(key) { state in
      state.read = 0
      if let item { state.waiting = [item] }
    }
    pump(key)
  }

  /// Goes on with the streams that rest, once the log has grown.
  func wakeFollowers() {
    let durable = durableBatch
    guard durable > streams.seenBatch else { return }
    streams.seenBatch = durable
    for key in streams.followers {
      guard case .events(let stream)? = streams.states[key]?.source else { continue }
      follow(key, stream)
    }
  }

  /// Ends the streams that do not end by themselves: the server stops.
  package func beginDrain() {
    streams.isClosing = true
    for key in streams.followers {
      guard let state = streams.states[key] else { continue }
      fail(state.call, Self.followersLeave)
    }
  }
}
