internal import FealtyWire
internal import FealtyPersistence
internal import FealtyLoyalty
internal import Synchronization
internal import Glibc

/// One thread's part of the house: the executor of its actors, and everything that they share.
///
/// - Owns: its members and cards, the records of the turn, the replies that wait for them.
/// - Guarantees: a request of a local member runs as one synchronous call; a turn's records reach
///   the log together, in order; a reply that rests on them is gated behind their batch.
/// - Suspends: never. ``endTurn()`` hands over and returns.
/// - Fails: with the log.
///
/// Proof for `@unchecked Sendable`: all state but `mailbox`, `log` and the constants belongs to the
/// thread that called ``adopt()``, and ``checkIsolated()`` traps on any other.
package final class Shard: SerialExecutor, @unchecked Sendable {
  // MARK: - State

  // Unchecked where it is hot: one thread uses this state, and no access spans another.
  package let index: Int
  package let count: Int
  /// By which its thread is known.
  fileprivate let threadNumber = ShardOfThread.newNumber()
  let mailbox: Mailbox
  let services: Services
  /// Of ``services``, without a count with every request.
  let receipts: Unmanaged<PositionIndex>
  /// Where replies leave.
  ///
  /// The loop that implements it outlives every turn of this shard.
  @exclusivity(unchecked) package unowned(unsafe) var port: (any ReplyPort)?

  /// The other shards' mailboxes, and the parcel that is being filled for each.
  private var peers: [Mailbox] = []
  @exclusivity(unchecked) private var outboxes: [Parcel?] = []
  @exclusivity(unchecked) private var hasOutgoing = false
  /// Since the start.
  @exclusivity(unchecked) private(set) var parcelsSent = 0
  /// Parcels that arrived and have not been opened, oldest first.
  private var backlog: [Parcel] = []

  @exclusivity(unchecked) var members = EntityTable<MemberActor>()
  @exclusivity(unchecked) var cards = EntityTable<CardEntity>()
  @exclusivity(unchecked) var timers = MemberTimers()
  /// By the number that the member will have; only ids for which there are any.
  var heldEvents = WaitingTable<HeldEvents>()
  /// Codes whose campaigns are at home here.
  var codes = CodeBook()
  var wrongCodes = WrongCodes()
  /// By number.
  var parkedSales = WaitingTable<ParkedSale>()
  /// Exchanges with partners outside.
  var outside = OutsideDesk()
  /// When to look at held events, parked sales and exchanges with partners.
  var waitingTimers = MemberTimers()
  /// What each programme says now; replaced whole when it changes.
  @exclusivity(unchecked) var programmes: [PublishedProgramme] = []
  var listing = MemberListing()
  /// Indexes of programmes whose balances are being added up: nothing moves them until the version
  /// that is named comes.
  @exclusivity(unchecked) var closing: [UInt16: UInt64] = [:]
  /// What exchanges bring into those programmes, oldest first: it waits until they are open again.
  var heldCredits: [ExchangeMessage] = []
  /// Earns that have been read and are not booked yet.
  let earns: EarnBatch
  /// The desk of the request that is handled now.
  @exclusivity(unchecked) unowned(unsafe) var evaluation: EvaluationDesk
  /// What becomes an article; on shard 0 alone.
  var articleQueue = ArticleQueue()
  let budgets: BudgetDesk
  @exclusivity(unchecked) var totals = TokenCounters()
  /// What they said a moment ago, see ``programme(for:member:current:now:)``.
  @exclusivity(unchecked) var recentProgrammes = RecentProgrammes()
  /// Present on shard 0 alone.
  var catalogue: CatalogueActor?
  let catalogueQueue = CatalogueQueue()
  /// API clients; on shard 0 alone.
  var access = AccessBook()
  /// What administrators changed, of what this shard is home to.
  @exclusivity(unchecked) var audit = AuditBook()
  /// Of the connection whose call is received now; nil where nobody has to say who it is.
  @exclusivity(unchecked) package var grant: AccessGrant?
  /// Filled on shard 0 alone.
  var webhooks = WebhookDesk()

  @exclusivity(unchecked) var turn = TurnRecords()
  /// Whether a record of the turn is an administrator's change.
  @exclusivity(unchecked) var turnIsAudited = false
  @exclusivity(unchecked) private var turnGate: UInt64 = 0
  @exclusivity(unchecked) private var wroteGated = false
  @exclusivity(unchecked) private var isStalled = false
  @exclusivity(unchecked) private(set) var lastStamp: Int64 = 0
  /// Whether this turn has read the clock.
  @exclusivity(unchecked) private var hasStamped = false

  /// The members that the next requests will be for, see ``expect(_:_:)``; 0 = none.
  @exclusivity(unchecked) var expectedMember: UInt64 = 0
  /// Whose steps of exchanges the parcel has that is being opened.
  @exclusivity(unchecked) var stepHomes: [UInt64] = []
  @exclusivity(unchecked) var fetchedMember: UInt64 = 0
  /// The table of request ids that was asked for last.
  @exclusivity(unchecked) private var recentRequests: (day: Int64, table: Unmanaged<PositionIndex>)?

  /// Keeps it, while ``recentRequests`` names it.
  private var recentRequestTable: PositionIndex?

  /// Requests that found their id reserved by another that is under way.
  private var parked: [ParkedRequest] = []
  /// Work that waits for a batch to become durable, in order of asking.
  private var durableWork: [(batch: UInt64, work: (Shard) -> Void)] = []
  private var forgottenAt: Int64 = 0
  private var handedOverWork: [() -> Void] = []
  let streams = StreamTable()
  /// Calls of many items whose answers are being gathered.
  let itemDesk = ItemDesk()
  /// Of shard 0.
  let segmentLoads = SegmentLoads()
  /// Those who must hear of every posting, see ``posted(_:version:member:)``.
  let watches = PostingWatches()
  /// By batch of the log, the commands that read a member's past and wait for it.
  var batchReaders: [UInt64: [(Shard, LostRecord?) -> Void]] = [:]
  let audits = LedgerAudits()
  /// Nil where no snapshot is being taken, or the shard has written its share.
  @exclusivity(unchecked) var snapshotShare: SnapshotShare?
  /// Whether requests, or answers to them, have come in this turn.
  @exclusivity(unchecked) var hasServed = false
  /// Whether there is anybody of that kind; looked at with every posting.
  @exclusivity(unchecked) var isObserved = false

  private struct ParkedRequest {
    var call: Call
    var entity: UInt64
    var payload: [UInt8]
  }

  // MARK: - Lifecycle

  init(index: Int, count: Int, waker: any Waker, services: Services) {
    self.index = index
    self.count = count
    self.services = services
    receipts = Unmanaged.passUnretained(services.receipts)
    budgets = BudgetDesk(freed: services.freedBudgets)
    earns = EarnBatch(services.articles)
    evaluation = earns.desks[0]
    mailbox = Mailbox(waker: waker)
    outboxes = Array(repeating: nil, count: count)
  }

  /// Tells the shard who the others are.
  ///
  /// Once, before any thread runs.
  func connect(_ shards: [Shard]) {
    peers = shards.map(\.mailbox)
  }

  /// Makes this shard the executor of the thread that calls.
  package func adopt() { ShardOfThread.set(self) }

  // MARK: - Executor

  package func enqueue(_ job: consuming ExecutorJob) { mailbox.put(UnownedJob(job)) }

  package func checkIsolated() {
    precondition(ShardOfThread.isCurrent(self), "not on the thread of shard \(index)")
  }

  /// Whether this is the thread that called ``adopt()``.
  var isCurrent: Bool { ShardOfThread.isCurrent(self) }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }

  /// Runs work on this shard's thread in its next turn.
  ///
  /// From any thread.
  package func post(_ work: @escaping @Sendable (Shard) -> Void) {
    let parcel = Parcel()
    parcel.work.append(work)
    mailbox.put(parcel)
  }

  // MARK: - Turn

  /// False while a turn's records wait for room in the log, or enough have gathered for one turn.
  package var acceptsRequests: Bool {
    !isStalled && turn.records.count < Limits.turnRecordBytes
  }

  package var durableBatch: UInt64 { services.log.durableBatch }

  /// Ends a turn: opens the mail, hands the records to the log, and sends the parcels.
  ///
  /// - Returns: monotonic nanoseconds at which to call again at the latest; `Int64.max` = when
  ///   woken.
  package func endTurn() -> Int64 {
    assert(earns.count == 0, "whoever gathers calls finishes them")
    let mail = mailbox.take()
    backlog.append(contentsOf: mail.parcels)
    for job in mail.jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    retryParked()
    openBacklog()
    runDurableWork()
    if !streams.followers.isEmpty { wakeFollowers() }
    runTimers()
    if budgets.isTouched { settleBudgets() }
    if !earns.sightings.wanted.isEmpty { proposeArticles() }
    handOver()
    if !isStalled {
      if wroteGated {
        wroteGated = false
        port?.gate(turnGate)
      }
      sendParcels()
    }
    runHandedOverWork()
    forgetOldRequests()
    forgetOldBudgets()
    let timer = nextTimerTurn
    hasStamped = false
    if hasMoreToDo { return 0 }
    return parked.isEmpty
      ? timer : min(timer, services.clock.monotonicNanoseconds() + 1_000_000)
  }

  /// Whether the next turn has something to do that nobody will wake the shard for.
  ///
  /// What a step of the turn leaves to a step before it: those who wake have been heard already. A
  /// batch that becomes durable after this look wakes the shard, and so does room in the log.
  private var hasMoreToDo: Bool {
    if !isStalled, hasOutgoing || wroteGated { return true }
    if !backlog.isEmpty || budgets.hasReady, acceptsRequests { return true }
    return hasDurableWork
  }

  private func openBacklog() {
    var opened = 0
    while opened < backlog.count, acceptsRequests {
      let parcel = backlog[opened]
      opened += 1
      turnGate = max(turnGate, parcel.batch)
      for work in parcel.work { work(self) }
      if !parcel.steps.isEmpty { takeSteps(parcel.steps) }
      Parcel.forEach(in: parcel.replies) { call, _, flag, frame in
        hasServed = true
        let gated = flag & 1 != 0
        if flag & 2 != 0, MethodTable.isStream(call.method) { streams.end(call) }
        if _slowPath(call.connection == Call.batchConnection) {
          return takeItemReply(call, gated: gated) { $0.append(frame) }
        }
        guard let buffer = port?.buffer(for: call, gated: gated) else { return }
        buffer.bytes.append(frame)
        wroteGated = wroteGated || gated
        port?.finished(call, gated: gated, last: flag & 2 != 0)
      }
      Parcel.forEach(in: parcel.requests) { call, entity, _, payload in
        guard acceptsRequests else { return park(call, entity: entity, payload: payload) }
        gather(call, entity: entity, payload: payload)
      }
      finishGathered()
    }
    backlog.removeFirst(opened)
  }

  /// Drops the days of request ids that have left the window; shard 0 looks once an hour.
  private func forgetOldRequests() {
    guard index == 0, lastStamp - forgottenAt > 3_600_000 else { return }
    forgottenAt = lastStamp
    let margin: Int64 = 86_400_000
    services.requests.dropDays(
      before: lastStamp - Limits.requestWindowMilliseconds - margin
    )
  }

  private func handOver() {
    guard turn.recordCount > 0 else {
      isStalled = false
      return
    }
    guard let batch = turn.handOver(to: services.log) else {
      isStalled = true
      return
    }
    if turnIsAudited { noteChangesOfTurn() }
    isStalled = false
    turnGate = max(turnGate, batch)
    turn.settle()
  }

  private func sendParcels() {
    guard hasOutgoing else { return }
    hasOutgoing = false
    for peer in outboxes.indices {
      guard let parcel = outboxes[peer] else { continue }
      outboxes[peer] = nil
      parcel.batch = turnGate
      parcelsSent += 1
      peers[peer].put(parcel)
    }
  }

  /// The parcel for a shard; what is put in it leaves at the end of the turn.
  func outbox(_ peer: Int) -> Parcel {
    if let parcel = outboxes[peer] { return parcel }
    let parcel = Parcel()
    outboxes[peer] = parcel
    hasOutgoing = true
    return parcel
  }

  /// Runs `work` on another shard (or this one) in its next turn, after what this turn wrote is
  /// numbered.
  func send(to peer: Int, _ work: @escaping @Sendable (Shard) -> Void) {
    outbox(peer).work.append(work)
  }

  // MARK: - Waiting

  /// Runs `work` at the end of the first turn after which nothing waits for the log's room.
  func afterHandOver(_ work: @escaping () -> Void) { handedOverWork.append(work) }

  private func runHandedOverWork() {
    guard !handedOverWork.isEmpty, !isStalled, backlog.isEmpty, parked.isEmpty else { return }
    let ready = handedOverWork
    handedOverWork = []
    for work in ready { work() }
  }

  /// Keeps a request until the one that reserved its id has been decided.
  func park(_ call: Call, entity: UInt64, payload: UnsafeRawBufferPointer) {
    parked.append(ParkedRequest(call: call, entity: entity, payload: [UInt8](payload)))
  }

  private func retryParked() {
    guard !parked.isEmpty else { return }
    let waiting = parked
    parked = []
    for request in waiting {
      guard acceptsRequests else {
        parked.append(request)
        continue
      }
      request.payload.withUnsafeBytes { payload in
        handle(request.call, entity: request.entity, payload: payload)
      }
    }
  }

  /// Runs `work` here as soon as `batch` is durable.
  func whenDurable(_ batch: UInt64, _ work: @escaping (Shard) -> Void) {
    durableWork.append((batch, work))
  }

  /// Forgets what was loaded of a snapshot, so that another can be.
  ///
  /// At the start, when nothing has been done with it yet.
  func forgetEverything() {
    members = EntityTable()
    cards = EntityTable()
    (parkedSales, heldEvents) = (WaitingTable(), WaitingTable())
    outside.removeAll()
    codes = CodeBook()
    totals = TokenCounters()
    (access, audit) = (AccessBook(), AuditBook())
    if index == 0 { services.access.removeAll() }
    (lastStamp, hasStamped, forgottenAt) = (0, false, 0)
    webhooks = WebhookDesk()
    if catalogue != nil { catalogue = CatalogueActor(shard: self) }
  }

  /// Forgets what is still to be done: nobody runs the shard any more.
  func letGo() {
    snapshotShare = nil
    durableWork = []
    handedOverWork = []
  }

  private var hasDurableWork: Bool {
    guard !durableWork.isEmpty else { return false }
    let durable = durableBatch
    return durableWork.contains { $0.batch <= durable }
  }

  /// Runs what waits for no other batch; what it leaves here itself, the next turn runs.
  private func runDurableWork() {
    guard hasDurableWork else { return }
    let durable = durableBatch
    let ready = durableWork.filter { $0.batch <= durable }
    durableWork.removeAll { $0.batch <= durable }
    for item in ready { item.work(self) }
  }

  /// The table of the request ids that were made on a day, if it is the one asked for last.
  @inline(__always)
  func recentRequestTable(madeAtMilliseconds: Int64) -> Unmanaged<PositionIndex>? {
    let day = madeAtMilliseconds / RequestIndex.dayMilliseconds
    guard let recentRequests, recentRequests.day == day else { return nil }
    return recentRequests.table
  }

  /// The table of the request ids that were made on a day inside the window.
  ///
  /// Not counted: the shard keeps the table asked for last, and ``RequestIndex/dropDays(before:)``
  /// what it drops, for longer than a request runs.
  func requestTable(madeAtMilliseconds: Int64) -> Unmanaged<PositionIndex> {
    if let table = recentRequestTable(madeAtMilliseconds: madeAtMilliseconds) { return table }
    let table = services.requests.table(madeAtMilliseconds: madeAtMilliseconds)
    recentRequestTable = table
    let unretained = Unmanaged.passUnretained(table)
    recentRequests = (madeAtMilliseconds / RequestIndex.dayMilliseconds, unretained)
    return unretained
  }

  // MARK: - Replies

  /// Writes a frame for the call's connection, wherever that lives.
  ///
  /// `gated`: whether it rests on records of this turn or on state that is not durable
  /// yet.
  @inline(__always)
  func write(_ call: Call, gated: Bool, last: Bool, _ body: (inout OutputBuffer) -> Void) {
    wroteGated = wroteGated || gated
    if Int(call.origin) == index {
      if _slowPath(call.connection == Call.batchConnection) {
        return takeItemReply(call, gated: gated, body)
      }
      if last, MethodTable.isStream(call.method) { streams.end(call) }
      guard let port, let buffer = port.buffer(for: call, gated: gated) else { return }
      body(&buffer.bytes)
      port.finished(call, gated: gated, last: last)
    } else {
      outbox(Int(call.origin)).addReply(call, gated: gated, last: last, body)
    }
  }

  /// Makes gated replies of this turn wait for `batch` too.
  func gate(atLeast batch: UInt64) { turnGate = max(turnGate, batch) }

  // MARK: - Time

  /// Server time: the wall clock, except that it never goes back.
  ///
  /// Read once a turn: turns take about a millisecond at most.
  func stamp() -> Timestamp {
    if !hasStamped {
      hasStamped = true
      advanceStamp(to: services.clock.wallMilliseconds())
    }
    return Timestamp(milliseconds: lastStamp)
  }

  /// Lets server time be no earlier than what the log or another shard has seen.
  func advanceStamp(to milliseconds: Int64) {
    lastStamp = max(lastStamp, milliseconds)
    if lastStamp >= budgets.limitsChangeAt { beginScheduledLimits() }
  }
}

/// Which shard the current thread runs.
private enum ShardOfThread {
  // Made once, before the first shard; a pthread key is made for use from every thread.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    precondition(status == 0, "pthread_key_create returned \(status)")
    return key
  }()

  private static let made = Atomic<UInt>(0)

  /// A number that no other shard of the process has or had: an address comes again when a shard
  /// is gone, and a thread that worked for it before would seem to be the new one's.
  static func newNumber() -> UInt { made.add(1, ordering: .relaxed).newValue }

  static func set(_ shard: Shard) {
    pthread_setspecific(key, UnsafeRawPointer(bitPattern: shard.threadNumber))
  }

  @inline(__always)
  static func isCurrent(_ shard: Shard) -> Bool {
    UInt(bitPattern: pthread_getspecific(key)) == shard.threadNumber
  }
}
