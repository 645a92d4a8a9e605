internal import FealtyWire

/// One connection of a pipelined client, with its calls in flight.
///
/// Confined to the client's thread.
final class PipelinedConnection {
  /// A call in flight.
  struct InFlight {
    let tag: UInt64
  }

  let index: Int

  // Unchecked: one thread uses these, and no access spans another; each call comes by here.

  /// The connection; nil when it is lost.
  @exclusivity(unchecked) private(set) var link: Link?

  /// Why it was lost.
  private(set) var failure: LinkFailure?

  /// The shard at its other end.
  private(set) var shard = 0

  /// Whether it is in the client's list of connections with something to write.
  @exclusivity(unchecked) var isDirty = false

  /// Whether the poller watches for room to write.
  @exclusivity(unchecked) var watchesOutput = false

  @exclusivity(unchecked) private(set) var calls = InFlightTable<InFlight>(limit: 1)
  private var kept: ContiguousArray<KeptRequest?> = []

  init(index: Int) {
    self.index = index
  }

  /// Takes a link whose handshake is done.
  func open(_ link: Link, limit: Int) {
    precondition(calls.count == 0, "\(calls.count) calls of a lost connection have not been told")
    self.link = link
    failure = nil
    shard = Int(link.welcome.shard)
    calls = InFlightTable(limit: limit)
    kept = ContiguousArray(repeating: nil, count: calls.capacity)
    isDirty = false
    watchesOutput = false
  }

  /// Gives the link up.
  func fail(_ failure: LinkFailure) {
    link = nil
    self.failure = failure
  }

  /// Whether a call can be submitted.
  var hasRoom: Bool {
    guard let link else { return false }
    return calls.hasRoom && link.goAway == nil && !calls.isExhausted
  }

  /// Whether it should be replaced although it still answers: no new calls are taken.
  var isEnding: Bool {
    guard let link else { return true }
    return link.goAway != nil || calls.isExhausted
  }

  /// Notes a call and gives its stream id.
  ///
  /// It is a programmer error to do so without ``hasRoom``.
  func begin(tag: UInt64) -> UInt32 {
    calls.insert(InFlight(tag: tag))
  }

  /// The object that keeps the request of a stream.
  func keeper(of stream: UInt32) -> KeptRequest {
    let slot = calls.slotIndex(of: stream)
    if let keeper = kept[slot] { return keeper }
    let keeper = KeptRequest()
    kept[slot] = keeper
    return keeper
  }

  /// Ends a call.
  func end(_ stream: UInt32) -> InFlight? {
    calls.remove(stream)
  }

  /// Ends all calls above `last`, with what was kept of them.
  func endAll(above last: UInt32 = 0) -> [(entry: InFlight, request: KeptRequest?)] {
    calls.removeAll(above: last).map { stream, entry in
      (entry, kept.isEmpty ? nil : kept[calls.slotIndex(of: stream)].take())
    }
  }
}
