internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// What the log remembers of a member. Where its batches are at hand the command goes on at once;
// else its request id stays reserved, the batches are read on the blocking pool, and the decision
// runs as one step when they are there.

/// A member's postings back to the ones that a command is about.
struct PastPostings: Sendable {
  /// Without the earn's last return and those between the two, where what that return's record
  /// tells is enough.
  var postings: [(version: UInt32, posting: Posting)] = []
  /// The transactions that were asked for: a few.
  private(set) var originals: [Original] = []

  /// A transaction that a command is about.
  struct Original: Sendable {
    var record: HistoryReader.Record
    /// The newest return of it, which tells of all before.
    var lastReturn: ReturnRecord?
    /// One of an operation of the same sale, which is not recorded yet.
    var ownReturn: ReturnRecord?
    /// The rules that decided it, as they were known then.
    var programme: PublishedProgramme?
  }

  func original(_ version: UInt32) -> Original? {
    for index in originals.indices where originals[index].record.version == version {
      return originals[index]
    }
    return nil
  }

  /// The newest return of a transaction that is recorded.
  private func recordedReturn(of version: UInt32) -> ReturnRecord? {
    for index in originals.indices where originals[index].record.version == version {
      return originals[index].lastReturn
    }
    return nil
  }

  func posting(_ version: UInt32) -> Posting? {
    for index in postings.indices where postings[index].version == version {
      return postings[index].posting
    }
    return nil
  }

  /// Whether a transaction's points wait for a review.
  func isUnderReview(_ version: UInt32) -> Bool {
    for index in postings.indices where postings[index].version == version {
      return postings[index].posting.isUnderReview
    }
    return false
  }

  func hasPosting(_ version: UInt32) -> Bool {
    for index in postings.indices where postings[index].version == version { return true }
    return false
  }

  /// The earn's facts, with what later postings did to its lots.
  func earn(_ version: UInt32) -> EarnFacts? {
    guard isShort, let last = recordedReturn(of: version),
      let place = postings.indices.first(where: { postings[$0].version == version })
    else { return EarnFacts(version: version, among: postings) }
    let kind = postings[place].posting.kind
    let lots = postings[place].posting.lotsMade
    var facts = last.facts(of: kind, made: lots, version: version)
    guard postings.indices.contains(where: { postings[$0].version > last.version }) else {
      return facts
    }
    let later = postings.filter { $0.version > last.version }
    for (version, posting) in later.sorted(by: { $0.version < $1.version }) {
      facts?.note(posting, version: version)
    }
    return facts
  }

  /// Says by which rules a transaction was decided.
  mutating func setProgramme(_ programme: PublishedProgramme, at index: Int) {
    originals[index].programme = programme
  }

  /// An operation of the same sale returned lines of a transaction.
  mutating func setOwnReturn(_ record: ReturnRecord, of version: UInt32) {
    guard let index = originals.firstIndex(where: { $0.record.version == version }) else { return }
    originals[index].ownReturn = record
  }

  /// Takes a record that lies further back than those before.
  ///
  /// - Returns: Packed position of the next one that is wanted; 0 = none is.
  fileprivate mutating func take(_ record: HistoryReader.Record, of wish: PastWish) -> UInt64 {
    guard record.version >= wish.oldest else { return 0 }
    var next = record.previous
    if wish.isOfOneEarn, returns.isEmpty, let found = ReturnRecord(record, of: wish.versions),
      let earn = found.earnPosition
    {
      returns.append(found)
      isShort = true
      next = earn
    } else if let posting = record.posting {
      postings.append((record.version, posting))
      if posting.kind == .partialReversal, wish.versions.contains(posting.linkedVersion),
        lastReturn(of: posting.linkedVersion) == nil,
        let found = ReturnRecord(record, of: wish.versions)
      {
        returns.append(found)
      }
    }
    if wish.versions.contains(record.version) {
      originals.append(Original(record: record, lastReturn: lastReturn(of: record.version)))
    }
    return record.version > wish.oldest ? next : 0
  }

  private func lastReturn(of version: UInt32) -> ReturnRecord? {
    returns.first { $0.linkedVersion == version }
  }

  /// Of each transaction the newest.
  private var returns: [ReturnRecord] = []
  /// Whether what lies between the earn and its last return was stepped over.
  private var isShort = false
}

/// What of a member's past a command needs.
struct PastWish: Sendable {
  /// The transactions that it is about; one at least.
  let versions: [UInt32]
  /// Whether to have the rules that decided them.
  let withRules: Bool
  /// Whether nothing is asked but the facts of one earn: then what its last return's record tells
  /// is not read again.
  let isOfOneEarn: Bool
  let oldest: UInt32

  init(_ versions: [UInt32], withRules: Bool = false) {
    self.versions = versions
    self.withRules = withRules
    isOfOneEarn = false
    oldest = versions.min() ?? 0
  }

  init(earn version: UInt32, withRules: Bool = false) {
    versions = [version]
    self.withRules = withRules
    isOfOneEarn = true
    oldest = version
  }
}

/// What a command does that has the past: on the member's shard, in one turn.
typealias PastStep =
  @Sendable (PastPostings, RoutedCall, CommandContext, MemberActor) -> Void

extension Shard {
  /// Reads the member's postings back to some transactions, then runs `step` with all of them.
  ///
  /// A batch of the log is read once. What is posted meanwhile is noted, so no load on the member
  /// can put the step off.
  func withPast(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ wish: PastWish,
    _ step: @escaping PastStep
  ) {
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    let version = actor.inPlace { $0.pointee.version }
    guard wish.versions.allSatisfy({ $0 >= 1 && $0 <= version }) else {
      return refuse(command, .transactionNotFound)
    }
    var reading = PastReading(next: actor.last, wish: wish)
    let isDurable = actor.last & TurnRecords.localBit == 0 && actor.last >> 16 <= durableBatch
    if isDurable, hasAtHand(&reading, command.programme) {
      return run(call, command, reading.past, actor, step)
    }
    let waiting = WaitingCommand(command, entity: call.entity)
    let watch = ConfinedWatch(watches.begin(actor.number))
    let programme = command.programme
    updateObserved()
    func goOn(_ shard: Shard, _ reading: PastReading) {
      shard.readPast(reading, programme) { shard, read in
        let newer = shard.watches.end(watch.watch, of: actor.number)
        shard.updateObserved()
        waiting.resume(on: shard) { routed, command in
          guard let past = shard.had(read, command) else { return }
          let isAnew = newer.contains { _, posting in
            posting.kind == .partialReversal && wish.versions.contains(posting.linkedVersion)
          }
          // Which lines came back with it, its record alone tells.
          if isAnew { return shard.withPast(routed, command, wish, step) }
          var complete = past
          complete.postings += newer
          guard let actor = shard.member(routed, command.programme) else {
            return shard.refuse(command, shard.missing(routed.head))
          }
          shard.run(routed, command, complete, actor, step)
        }
      }
    }
    if isDurable { return goOn(self, reading) }
    whenNewestIsDurable(actor) { shard, newest in
      goOn(shard, PastReading(next: newest, wish: wish))
    }
  }

  /// Runs a step that has the whole past of its member up to now.
  private func run(
    _ call: RoutedCall,
    _ command: CommandContext,
    _ past: PastPostings,
    _ actor: MemberActor,
    _ step: PastStep
  ) {
    var complete = past
    // What is due is recorded before the step, by the same decision: it belongs to the past too.
    actor.inPlace { member in
      let due = member.pointee.decideDue(now: command.now, terms: command.programme.dueTerms)
      for (offset, posting) in due.enumerated() {
        complete.postings.append((member.pointee.nextVersion + UInt32(offset), posting))
      }
    }
    step(complete, call, command, actor)
  }

  // MARK: - Reading

  /// Reads the past as far as it is at hand.
  ///
  /// - Returns: Whether that is all of it.
  private func hasAtHand(_ reading: inout PastReading, _ current: PublishedProgramme) -> Bool {
    while reading.next != 0 {
      guard let record = services.history.recentRecord(at: reading.next) else { return false }
      reading.take(record)
    }
    guard reading.wish.withRules else { return true }
    for index in reading.past.originals.indices {
      if reading.past.originals[index].wasDecided(by: current) {
        reading.past.setProgramme(current, at: index)
        continue
      }
      guard let (instant, known) = reading.past.originals[index].decided else { continue }
      let isExact = current.history.isExact(at: instant, knownAt: known)
      guard
        let rules = isExact ? current : services.pastProgrammes.find(current, version: known)
      else { return false }
      reading.past.setProgramme(rules, at: index)
    }
    return true
  }

  private func readPast(
    _ reading: PastReading,
    _ current: PublishedProgramme,
    _ then: @escaping @Sendable (Shard, Result<PastPostings, LostRecord>) -> Void
  ) {
    var reading = reading
    while reading.next != 0 {
      guard let record = services.history.recentRecord(at: reading.next) else {
        return fetch(reading, current, then)
      }
      reading.take(record)
    }
    findRules(for: reading.past, reading.wish, current, then)
  }

  private func fetch(
    _ reading: PastReading,
    _ current: PublishedProgramme,
    _ then: @escaping @Sendable (Shard, Result<PastPostings, LostRecord>) -> Void
  ) {
    let batch = reading.next >> 16
    let isWanted = batchReaders[batch] != nil
    batchReaders[batch, default: []].append { shard, lost in
      switch lost {
      case nil: shard.readPast(reading, current, then)
      // It is as if there had been nothing before: what is asked for is not found.
      case .removed: shard.findRules(for: reading.past, reading.wish, current, then)
      case let lost?: then(shard, .failure(lost))
      }
    }
    if isWanted { return }
    let me = self
    let services = services
    services.history.fetch(batch: batch, on: services.pool) { lost in
      // One message, however many commands wait for the batch here.
      me.post { shard in
        for read in shard.batchReaders.removeValue(forKey: batch) ?? [] { read(shard, lost) }
      }
    }
  }

  private func findRules(
    for past: PastPostings,
    _ wish: PastWish,
    _ current: PublishedProgramme,
    _ then: @escaping @Sendable (Shard, Result<PastPostings, LostRecord>) -> Void
  ) {
    let missing = past.originals.indices.first {
      past.originals[$0].programme == nil && past.originals[$0].decided != nil
    }
    guard wish.withRules, let missing, let (instant, known) = past.originals[missing].decided else {
      return then(self, .success(past))
    }
    withProgramme(current, decidedAt: instant, knownAt: known) { shard, programme in
      var past = past
      past.setProgramme(programme, at: missing)
      shard.findRules(for: past, wish, current, then)
    }
  }
}

/// How far a reading of the past has come.
private struct PastReading: Sendable {
  /// Packed position of the record to read next; 0 at the end.
  var next: UInt64
  let wish: PastWish
  var past = PastPostings()

  init(next: UInt64, wish: PastWish) {
    self.next = next
    self.wish = wish
  }

  /// Takes the record that is to be read next.
  mutating func take(_ record: HistoryReader.Record) {
    let following = past.take(record, of: wish)
    precondition(following < next, "\(next) after \(following)")
    next = following
  }
}

/// A watch on its way through the pool and back.
///
/// Proof for `@unchecked Sendable`: made, read and ended on the shard's thread alone; the pool only
/// carries it.
private struct ConfinedWatch: @unchecked Sendable {
  let watch: PostingWatches.Watch
  init(_ watch: PostingWatches.Watch) { self.watch = watch }
}

extension PastPostings.Original {
  /// Whether surely the rules of a programme as it is now decided it.
  fileprivate func wasDecided(by current: PublishedProgramme) -> Bool {
    guard record.kind == UInt8(RecordKind.pointsPosted.rawValue) else { return false }
    let version = record.decoded { body throws(DecodingError) in
      try StoredSale.ruleSetVersion(body)
    }
    return version != 0 && version >= current.version
  }

  /// By which time and which version of the rule set it was decided; nil where it is no sale.
  fileprivate var decided: (at: Timestamp, knownAt: UInt64)? {
    guard record.kind == UInt8(RecordKind.pointsPosted.rawValue) else { return nil }
    return record.decoded { body throws(DecodingError) in
      try StoredSale.decision(
        body,
        recordedAt: Timestamp(milliseconds: record.recordedAtMilliseconds)
      )
    }
  }

  /// Calls `body` with what the record says.
  func withSale<Value, E: Error>(
    _ body: (StoredSale) throws(E) -> Value
  ) throws(E) -> Value {
    try record.withSale(body)
  }
}

extension HistoryReader.Record {
  /// Reads the body, which passed its checksum.
  func decoded<Value>(
    _ read: (UnsafeRawBufferPointer) throws(DecodingError) -> Value
  ) -> Value {
    body.withUnsafeBytes { bytes in
      do throws(DecodingError) {
        return try read(bytes)
      } catch {
        preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
      }
    }
  }

  /// Calls `body` with the record read as a sale.
  func withSale<Value, E: Error>(
    _ body: (StoredSale) throws(E) -> Value
  ) throws(E) -> Value {
    try self.body.withUnsafeBufferPointer { bytes throws(E) in
      var sale = StoredSale(
        version: version,
        recordedAt: Timestamp(milliseconds: recordedAtMilliseconds)
      )
      do throws(DecodingError) {
        try sale.read(UnsafeRawBufferPointer(bytes))
      } catch {
        preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
      }
      return try body(sale)
    }
  }

  /// The posting of a `PointsPostedRecord`; nil for other kinds.
  var posting: Posting? {
    guard kind == UInt8(RecordKind.pointsPosted.rawValue) else { return nil }
    return decoded { bytes throws(DecodingError) in
      try Posting(
        record: bytes,
        version: version,
        recordedAt: Timestamp(milliseconds: recordedAtMilliseconds)
      )
    }
  }
}
