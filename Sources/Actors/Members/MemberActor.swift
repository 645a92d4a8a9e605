internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Guards one member: decides its commands, one at a time, and alone changes it.
///
/// - Owns: the member, and the order of its records.
/// - Guarantees: deciding, applying and recording are one synchronous step; a reply that shows what
///   a crash could take away is gated.
/// - Suspends: never. What needs the log's past fetches it first and then runs one step.
/// - Fails: by `precondition`, before anything wrong can be recorded.
actor MemberActor: NumberedEntity {
  // MARK: - State

  nonisolated let number: UInt64
  /// Proof for `unowned(unsafe)`: the shard keeps its members, and outlives them.
  unowned(unsafe) nonisolated let shard: Shard
  nonisolated let programmeIndex: UInt16
  // Between `programmeIndex` and `last` there is room for six bytes.
  //
  // Proof for `nonisolated(unsafe)`: as for `last`.
  @exclusivity(unchecked) private nonisolated(unsafe) var timerLow: UInt16 = 0
  @exclusivity(unchecked) private nonisolated(unsafe) var timerHigh: UInt32 = 0

  /// Packed position of the member's last record; ``TurnRecords/localBit`` and an index within a
  /// turn.
  ///
  /// Proof for `nonisolated(unsafe)`: read and written on the shard's thread alone, by this actor
  /// and by the shard at the end of a turn.
  @exclusivity(unchecked) nonisolated(unsafe) var last: UInt64 = 0

  /// Unchecked: the actor's own steps are synchronous and no access spans another.
  ///
  /// Proof for `nonisolated(unsafe)`: as for `last`; the shard looks at it between the actor's
  /// steps to find out whether a request is for this member, and to fetch its lots.
  @exclusivity(unchecked) nonisolated(unsafe) var member: Member

  nonisolated var unownedExecutor: UnownedSerialExecutor { shard.asUnownedSerialExecutor() }

  /// When the shard's timers have the member's entry, milliseconds since 1970; 0 = they have none.
  nonisolated var timerAt: Int64 {
    @inline(__always) get { Int64(timerHigh) << 16 | Int64(timerLow) }
    @inline(__always) set {
      timerLow = UInt16(truncatingIfNeeded: newValue)
      timerHigh = UInt32(truncatingIfNeeded: newValue >> 16)
    }
  }

  // MARK: - Lifecycle

  init(number: UInt64, shard: Shard, programmeIndex: UInt16, member: Member) {
    self.number = number
    self.shard = shard
    self.programmeIndex = programmeIndex
    self.member = member
  }

  // MARK: - Queries

  /// Whether the last record would not survive a crash yet; then it is gated behind its batch.
  var isAhead: Bool {
    if last & TurnRecords.localBit != 0 { return true }
    let batch = last >> 16
    guard batch > shard.durableBatch else { return false }
    shard.gate(atLeast: batch)
    return true
  }

  /// The number of the transaction that the member's newest record is.
  func transaction(_ version: UInt32) -> TransactionID {
    TransactionID(member: number, version: version)
  }

  /// Calls `body` with the member where it stands.
  ///
  /// Reading it through `self` copies it first, and a copy counts four references: a tenth of an
  /// earn.
  @inline(__always)
  nonisolated func inPlace<Value, E: Error>(
    _ body: (UnsafeMutablePointer<Member>) throws(E) -> Value
  ) throws(E) -> Value {
    try withUnsafeMutablePointer(to: &member, body)
  }

  // MARK: - Steps

  /// Runs one command: what is due first, then `step`, which decides, records and answers.
  ///
  /// A dry run takes the same path on a copy that is thrown away, and records nothing.
  ///
  /// - Returns: nil when answered; else the refusal, with nothing changed but what was due.
  func run(
    _ command: CommandContext,
    _ step: (isolated MemberActor) throws(Refusal) -> Void
  ) -> Refusal? {
    guard command.isDryRun else { return perform(command, step) }
    let before = member
    defer { member = before }
    return perform(command, step)
  }

  /// Runs one command, and refuses it where `step` does.
  ///
  /// On the shard's thread.
  nonisolated func finish(
    _ command: CommandContext,
    _ step: @Sendable (isolated MemberActor) throws(Refusal) -> Void
  ) {
    let refusal = runOnItsShard(command, step)
    if let refusal { command.shard.refuse(command, refusal, member: number) }
  }

  /// The same as a call into the actor; whether the thread is its shard's, debug builds alone ask:
  /// a turn is on it already, and asking takes as long as evaluating a line.
  ///
  /// Proof for `unsafeBitCast`: a closure over an isolated actor takes the actor as any parameter.
  nonisolated func runOnItsShard(
    _ command: CommandContext,
    _ step: (isolated MemberActor) throws(Refusal) -> Void
  ) -> Refusal? {
    typealias Step = (isolated MemberActor) throws(Refusal) -> Void
    typealias Isolated = (isolated MemberActor, CommandContext, Step) -> Refusal?
    typealias Plain = (MemberActor, CommandContext, Step) -> Refusal?
    assert(shard.isCurrent, "not on the thread of shard \(shard.index)")
    let run: Isolated = { member, command, step in member.run(command, step) }
    return unsafeBitCast(run, to: Plain.self)(self, command, step)
  }

  /// Lets the member take a step of an exchange; as ``runOnItsShard(_:_:)``, on the shard's thread.
  nonisolated func takeOnItsShard(
    _ message: ExchangeMessage,
    _ step: (isolated MemberActor, ExchangeMessage) -> Void
  ) {
    typealias Plain = (MemberActor, ExchangeMessage) -> Void
    assert(shard.isCurrent, "not on the thread of shard \(shard.index)")
    withoutActuallyEscaping(step) { unsafeBitCast($0, to: Plain.self)(self, message) }
  }

  @inline(__always)
  private func perform(
    _ command: CommandContext,
    _ step: (isolated MemberActor) throws(Refusal) -> Void
  ) -> Refusal? {
    let glance = inPlace { Member.glance(at: &$0.pointee, now: command.now) }
    if glance.hasDue { applyDue(command) }
    do throws(Refusal) {
      try step(self)
      return nil
    } catch {
      return error
    }
  }

  /// Applies and records what has become due.
  func applyDue(_ command: CommandContext) {
    for posting in member.decideDue(now: command.now, terms: command.programme.dueTerms) {
      apply(posting, command: command)
      if !command.isDryRun { append(posting, context: nil, now: command.now) { _ in } }
    }
  }

  /// Applies a posting; ``append(_:context:now:facts:)`` must record it before the turn ends.
  func apply(_ posting: Posting, command: CommandContext) {
    guard !command.isDryRun else { return change(posting, now: command.now) }
    post(posting, now: command.now)
    keepTimer()
  }

  /// Applies a posting that will be recorded.
  func post(_ posting: Posting, now: Timestamp) {
    change(posting, now: now)
    shard.countTotals(of: programmeIndex) { $0.add(posting) }
    if !posting.capUses.isEmpty {
      shard.countUsesBesideSupplies(posting.capUses, programme: programmeIndex)
    }
    if shard.isObserved { shard.posted(posting, version: member.version, member: number) }
  }

  @inline(__always)
  private func change(_ posting: Posting, now: Timestamp) {
    inPlace { member in
      let version = member.pointee.version + 1
      member.pointee.apply(posting, version: version, at: now)
    }
  }

  /// What the member's programme says about due entries now.
  nonisolated var dueTerms: DueTerms {
    let place = Int(programmeIndex)
    return place < shard.programmes.count ? shard.programmes[place].dueTerms : DueTerms()
  }

  /// Sees to it that the shard looks at the member when it has something due.
  @inline(__always)
  nonisolated func keepTimer() {
    let due = inPlace { Member.nextDue(of: &$0.pointee) }
    // 48 bits of milliseconds last until the year 10889; what is later does not come.
    guard shard.timers.isRunning, due.milliseconds < 1 << 48 else { return }
    let at = max(due.milliseconds, 1)
    guard timerAt == 0 || at < timerAt else { return }
    timerAt = at
    shard.timers.add(number, at: at)
  }

  /// Records the posting just applied.
  ///
  /// `context`: the request that asked for it; nil where none did.
  /// `sale`: when and where what is posted took place, if not as the request says.
  /// `capsBefore`: how much was used before it, of the first of its uses of caps.
  /// `isAnswered`: whether a retry of the request is answered from this record.
  /// `facts`: writes the record's fields from 16 on: awards, balances, basket, answer.
  ///
  /// - Returns: the record's index in the turn.
  @discardableResult
  func append(
    _ posting: Posting,
    context: CommandContext?,
    of sale: RequestContext? = nil,
    now: Timestamp,
    capsBefore: [Int64] = [],
    isAnswered: Bool = true,
    facts: (inout OutputBuffer) -> Void
  ) -> Int {
    let version = inPlace { $0.pointee.version }
    let index = shard.turn.append(
      kind: .pointsPosted,
      entityType: .member,
      entity: number,
      version: version,
      previous: last,
      atMilliseconds: now.milliseconds
    ) { out in
      if let sale {
        out.writeContext(of: sale, for: context)
      } else {
        context?.write(to: &out, isAnswered: isAnswered)
      }
      out.writePosting(posting, version: version, recordedAt: now, capsBefore: capsBefore)
      facts(&out)
    }
    shard.turn.note(self, index: index)
    return index
  }

  /// Applies an entry about the member itself and records it with the body that `body` writes.
  func record(
    _ entry: Entry,
    kind: RecordKind,
    now: Timestamp,
    body: (inout OutputBuffer) -> Void
  ) -> Int {
    let version = member.nextVersion
    member.apply(entry, version: version, at: now)
    keepTimer()
    let index = shard.turn.append(
      kind: kind,
      entityType: .member,
      entity: number,
      version: version,
      previous: last,
      atMilliseconds: now.milliseconds,
      body: body
    )
    shard.turn.note(self, index: index)
    return index
  }
}

/// A card: which member it belongs to.
///
/// Lives on the shard of the card's own number.
final class CardEntity: NumberedEntity {
  let number: UInt64
  let programID: String
  let cardNumber: String
  var version: UInt32
  /// The member's number; 0 when the card is free.
  var member: UInt64
  var last: UInt64

  init(
    number: UInt64,
    programID: String,
    cardNumber: String,
    version: UInt32,
    member: UInt64,
    last: UInt64
  ) {
    self.number = number
    self.programID = programID
    self.cardNumber = cardNumber
    self.version = version
    self.member = member
    self.last = last
  }
}
