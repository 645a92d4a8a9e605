package import FealtyActors
internal import FealtyTLS
internal import FealtyWire

/// The loop of one shard: its sockets, its connections, its turns.
///
/// - Owns: the slots of its connections, the transport, and one shard, which it drives.
/// - Guarantees: one read and one write a connection and turn; gated answers leave after their
///   batch is
///   durable and not before; no connection holds up another beyond one read.
/// - Suspends: only to wait for events, at the beginning of a turn.
/// - Fails: never; a connection that fails is closed.
///
/// Proof for `@unchecked Sendable`: everything but `group` and the handler is reached by the thread
/// that calls ``run()`` alone; it is made on another thread, before that one is started.
package final class ShardLoop<Handler: CallHandler>: ReplyPort, @unchecked Sendable {
  let index: Int
  let group: LoopGroup
  let handler: Handler
  let transport: any Transport
  let limits: ConnectionLimits

  /// Made as they are needed and used again; never fewer.
  @exclusivity(unchecked) var slots: ContiguousArray<Connection> = []
  var freeSlots: [UInt32] = []
  var usedSlots = 0

  /// Slots with something to read, to write, to gate, and slots that wait for a batch.
  @exclusivity(unchecked) var readQueue: [UInt32] = []
  /// What is being read and written just now, kept so that swapping allocates nothing.
  @exclusivity(unchecked) var reading: [UInt32] = []
  @exclusivity(unchecked) var flushing: [UInt32] = []
  @exclusivity(unchecked) var dirty: [UInt32] = []
  @exclusivity(unchecked) var touched: [UInt32] = []
  @exclusivity(unchecked) var waiting: [UInt32] = []

  /// Where sockets are read into: room for what a connection carries over, and for one read.
  let scratch: UnsafeMutableRawBufferPointer
  /// The same for what has to be decrypted first; empty without TLS.
  let sealedScratch: UnsafeMutableRawBufferPointer

  /// Whether the log is told of single calls, and where the frame being written begins.
  let isTracing: Bool
  private var frameStart = 0

  /// What all connections hold in memory, bytes, and calls with large answers that run.
  @exclusivity(unchecked) var heldBytes = 0
  @exclusivity(unchecked) var dearInFlight = 0
  /// Bytes read since the heap was last told to have room for what comes of them.
  @exclusivity(unchecked) var bytesSinceReserve = 0
  /// Slots whose next call waits for others of its kind to be answered, longest first.
  var dearWaiting: [UInt32] = []

  var accepting = Accepting()
  /// When the present turn began, monotonic nanoseconds.
  @exclusivity(unchecked) var now: Int64 = 0
  var nextTick: Int64 = .max
  private var nextTurn: Int64 = 0
  /// Whether something happened that began the present turn.
  private var hadEvents = false
  private var releasedBatch: UInt64 = 0
  /// Set by a stop: connections must be gone by then.
  var drainBy: Int64?
  private var reportedDrained = false
  /// False once the loop has been told to end.
  package private(set) var isRunning = true

  package init(index: Int, group: LoopGroup, handler: Handler, transport: any Transport) {
    self.index = index
    self.group = group
    self.handler = handler
    self.transport = transport
    limits = group.limits
    isTracing = group.log.level >= .debug
    let sealed = group.usesTLS ? Limits.sealedReadBytes + TLSSession.slackBytes : 0
    scratch = .allocate(byteCount: 2 * Limits.readBytes + sealed, alignment: 16)
    sealedScratch = .allocate(byteCount: group.usesTLS ? Limits.readBytes : 0, alignment: 16)
  }

  deinit {
    scratch.deallocate()
    sealedScratch.deallocate()
  }

  /// The body of the loop's thread: turns until it is told to end.
  package func run() {
    handler.adopt()
    now = group.clock.monotonicNanoseconds()
    while isRunning { turn() }
    for connection in slots where connection.isUsed { destroy(connection) }
    if let listener = accepting.listener { transport.close(listener) }
  }

  /// One turn: events in, calls run, records handed over, answers out.
  package func turn() {
    let count = awaitEvents(nextTurnAt)
    now = group.clock.monotonicNanoseconds()
    for message in group.inboxes[index].take() { received(message) }
    for number in 0..<count { happened(transport.event(at: number)) }
    if accepting.isPending { acceptConnections() }
    readConnections()
    if now >= nextTick { tick() }
    nextTurn = handler.endTurn()
    releaseGated()
    flushConnections()
    nextTurn = min(nextTurn, handler.useSpareTime())
    if let drainBy { drained(by: drainBy) }
  }

  /// When the next turn has something to do if nothing happens: monotonic nanoseconds, 0 = now,
  /// `Int64.max` = never.
  package var nextTurnAt: Int64 {
    let canGoOn = !readQueue.isEmpty && handler.acceptsRequests
    return canGoOn || accepting.isPending ? 0 : min(nextTurn, nextTick)
  }

  /// Waits for events; while answers wait for the disk, and after a turn that something began,
  /// without sleeping for a moment.
  ///
  /// A sync takes about as long as waking a sleeping thread twice, and the other shards' parcels
  /// follow each other closely while calls come in. Each look yields the processor, so that whoever
  /// has work goes first. What others leave for this loop meanwhile ends the looks.
  private func awaitEvents(_ deadline: Int64) -> Int {
    guard deadline != 0 else { return transport.wait(untilNanoseconds: 0) }
    let awaitsDisk = !waiting.isEmpty
    let looks = awaitsDisk ? Limits.watchLooks : hadEvents ? Limits.looksAfterEvents : 0
    hadEvents = true
    for _ in 0..<looks {
      let count = transport.wait(untilNanoseconds: 0)
      if count > 0 || awaitsDisk && handler.durableBatch > releasedBatch { return count }
      // The wait that takes the wake-up returns at once.
      guard !transport.isWoken, transport.yield() else {
        return transport.wait(untilNanoseconds: deadline)
      }
    }
    let count = transport.wait(untilNanoseconds: deadline)
    hadEvents = count > 0
    return count
  }

  // MARK: - Replies

  package func buffer(for call: Call, gated: Bool) -> FrameBuffer? {
    guard Int(call.connection) < slots.count else { return nil }
    let connection = slots[Int(call.connection)]
    guard connection.takesAnswers(generation: call.generation) else { return nil }
    if gated {
      if !connection.isTouched {
        connection.isTouched = true
        touched.append(call.connection)
      }
      if _slowPath(isTracing) { frameStart = connection.gated.bytes.count }
      return connection.gated
    }
    if _slowPath(isTracing) { frameStart = connection.ready.bytes.count }
    markDirty(connection)
    return connection.ready
  }

  package func finished(_ call: Call, gated: Bool, last: Bool) {
    let connection = slots[Int(call.connection)]
    assert(connection.generation == call.generation, "an answer was written to a slot used anew")
    connection.state.frameWritten(stream: call.stream, last: last)
    if last { dearEnds(connection, call.method) }
    if _slowPath(isTracing), last {
      traceAnswer(call, connection, gated: gated, from: frameStart)
    }
  }

  package func gate(_ batch: UInt64) {
    for slot in touched {
      let connection = slots[Int(slot)]
      guard connection.isTouched else { continue }
      connection.isTouched = false
      connection.gate(batch)
      if !connection.isWaiting {
        connection.isWaiting = true
        waiting.append(slot)
      }
    }
    touched.removeAll(keepingCapacity: true)
    // The batch may be one that is durable already.
    if batch <= releasedBatch { releasedBatch = 0 }
  }

  // MARK: - Steps

  @inline(__always)
  func markDirty(_ connection: Connection) {
    guard !connection.isDirty else { return }
    connection.isDirty = true
    dirty.append(connection.slot)
  }

  func queueReading(_ connection: Connection) {
    guard !connection.isQueued else { return }
    connection.isQueued = true
    readQueue.append(connection.slot)
  }

  private func received(_ message: LoopMessage) {
    switch message {
    case .adopt(let handover): adopt(handover)
    case .listen(let socket): listen(socket)
    case .drain(let deadline): drain(by: deadline)
    case .end: isRunning = false
    }
  }

  private func happened(_ event: TransportEvent) {
    switch event.token {
    case Accepting.token: accepting.isPending = true
    case EpollTransport.wakeToken: break
    default:
      let slot = Int(event.token & 0xFFFF_FFFF)
      guard slot < slots.count else { return }
      let connection = slots[slot]
      // An event of a connection that has been closed since.
      guard connection.isUsed, connection.token == event.token else { return }
      if event.writable, connection.isBlocked {
        connection.isBlocked = false
        markDirty(connection)
      }
      if event.ended { connection.endIsNear = true }
      if event.readable {
        connection.isReadable = true
        queueReading(connection)
      }
    }
  }

  /// Lets gated answers go whose batch has become durable.
  private func releaseGated() {
    let durable = handler.durableBatch
    guard durable > releasedBatch else { return }
    releasedBatch = durable
    var kept = 0
    for slot in waiting {
      let connection = slots[Int(slot)]
      if connection.release(through: durable) { markDirty(connection) }
      connection.isWaiting = !connection.marks.isEmpty
      if _slowPath(isTracing), !connection.isWaiting { traceRelease(connection) }
      if connection.isWaiting {
        waiting[kept] = slot
        kept += 1
      }
    }
    waiting.removeSubrange(kept...)
  }

  private func flushConnections() {
    // Flushing may find that a connection is done with, which makes it dirty once more.
    while !dirty.isEmpty {
      swap(&dirty, &flushing)
      for slot in flushing {
        let connection = slots[Int(slot)]
        connection.isDirty = false
        if connection.isUsed { flush(connection) }
      }
      flushing.removeAll(keepingCapacity: true)
    }
  }

  private func drained(by deadline: Int64) {
    guard !reportedDrained else { return }
    if now >= deadline {
      for connection in slots where connection.isUsed { destroy(connection) }
    }
    guard usedSlots == 0 else { return }
    reportedDrained = true
    group.loopDrained()
  }
}
