internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// Hands snapshot and log to the shards, each of which takes what it is home to, and gathers what
/// does not fit.
///
/// Used by the starting thread. The log's bytes are read by every shard where they were read to; a
/// few chunks are under way at a time, so that memory stays bounded.
final class Replay {
  private let shards: [Shard]
  private let states: [ShardReplay]
  private let pending: CountedWait
  private let findings = Gathered<String>()
  /// What the snapshot says of itself.
  private var facts = SnapshotFacts()
  /// What the audit found, which may follow from ``findings``.
  private let imbalances = Gathered<String>()
  private var hasEnded = false
  private var chunk: ReplayChunk?
  /// Of the batches added so far.
  private(set) var byteCount: UInt64 = 0
  /// Of 4 MiB each: more would hide more of the reading of what is empty behind the log, and stay
  /// in no cache.
  private static let chunksUnderWay = 8

  /// Records of the log added so far.
  private(set) var recordCount: UInt64 = 0

  /// Whether the shards have no loops, and work runs on the calling thread.
  private let isInline: Bool

  /// Whether the shards add up what they have at the end.
  private let audits: Bool

  /// `keepsIndexes`: whether the indexes of request ids and receipts are filled: who will neither
  /// answer retries nor look at the indexes needs none.
  init(_ shards: [Shard], inline: Bool = false, keepsIndexes: Bool = true, audits: Bool = true) {
    self.shards = shards
    states = shards.map { ShardReplay($0.services, keepsIndexes: keepsIndexes) }
    pending = CountedWait(0, meanwhile: shards[0].services.meanwhile)
    isInline = inline
    self.audits = audits
  }

  /// Begins a snapshot: replay will skip what it holds already.
  func begin(_ snapshot: SnapshotManifest) throws(DecodingError) {
    let facts = try SnapshotFacts(bytes: snapshot.metadata)
    self.facts = facts
    for state in states { state.snapshotEnd = snapshot.end.batch << 16 | 0xFFFF }
    // One of an earlier version does not say how many transactions each member has.
    if !facts.countsEntries { shards[0].services.snapshots.countsEntries = false }
    send { shard, state, _ in
      shard.advanceStamp(to: facts.serverTimeMs)
      state.expect(facts)
    }
  }

  /// Adds records of the snapshot, of one section: each 4 bytes of length and its bytes.
  func add(section: UInt8, _ records: UnsafeRawBufferPointer) {
    let content = [UInt8](records)
    send { shard, state, findings in shard.load(content, section: section, state, findings) }
  }

  /// Waits until the shards have taken the snapshot, and compares what they have with what it says
  /// it has.
  ///
  /// A snapshot of an earlier version says nothing.
  func finishSnapshot() {
    let counts = Gathered<(members: Int, cards: Int)>()
    send { shard, state, _ in
      state.finishSnapshot()
      counts.append(contentsOf: [(shard.members.count, shard.cards.count)])
    }
    pending.wait()
    for (name, wanted, found) in [
      ("members", facts.members, counts.values.reduce(0) { $0 + $1.members }),
      ("cards", facts.cards, counts.values.reduce(0) { $0 + $1.cards }),
      ("articles", facts.articles, shards[0].services.articles.articleCount),
    ] where UInt64(found) < wanted {
      findings.append(
        contentsOf: ["the snapshot has \(found) \(name), and there were \(wanted) when it began"]
      )
    }
  }

  /// The snapshots of which the one that was loaded says that a start could not load them.
  var unusableSnapshots: [UInt64] { facts.unusable }

  /// The first thing that did not fit.
  var firstFinding: String? { findings.values.first }

  /// Adds a batch of the log.
  ///
  /// - Parameters:
  ///   - batch: The batch.
  ///   - bytesToCome: What surely follows it.
  func add(_ batch: LogBatchView, bytesToCome: UInt64 = 0) {
    guard batch.recordCount > 0 else { return }
    recordCount += UInt64(batch.recordCount)
    byteCount += UInt64(batch.payload.count)
    if chunk?.memory !== batch.chunk {
      sendChunk()
      chunk = ReplayChunk(batch.chunk, shards: shards.count)
    }
    chunk?.share = LogShare(read: byteCount, toCome: bytesToCome)
    do throws(LogRecordFault) {
      try chunk?.add(batch)
    } catch {
      findings.append(
        contentsOf: ["batch \(batch.number): a record cannot be decoded: \(error)"]
      )
    }
  }

  private func sendChunk() {
    guard let chunk else { return }
    self.chunk = nil
    send { shard, state, findings in shard.replay(chunk, state, findings) }
  }

  /// The last batch has been added: lets the shards finish, and add up what they have.
  ///
  /// Every total is computed again (fault-model, CR7). A second call does nothing.
  func endLog() {
    guard !hasEnded else { return }
    hasEnded = true
    sendChunk()
    let imbalances = imbalances
    let audits = audits
    send { shard, state, findings in
      state.finish(findings)
      guard audits else { return }
      imbalances.append(contentsOf: shard.auditMembersAtOnce().findings)
    }
  }

  /// Waits until the shards have taken the log.
  func finishLog() {
    endLog()
    pending.wait()
  }

  private func send(
    _ work: @escaping @Sendable (Shard, ShardReplay, Gathered<String>) -> Void
  ) {
    let findings = findings
    if isInline {
      for (shard, state) in zip(shards, states) { work(shard, state, findings) }
      return
    }
    let pending = pending
    pending.wait(until: Self.chunksUnderWay * shards.count)
    for (shard, state) in zip(shards, states) {
      pending.countUp()
      shard.post { shard in
        work(shard, state, findings)
        pending.countDown()
      }
    }
  }

  /// - Throws: damage, with what did not fit.
  func check() throws(EngineFailure) {
    if let first = findings.values.first {
      let others = findings.count - 1
      throw EngineFailure(.damage, "\(first)\(others > 0 ? " (and \(others) more)" : "")")
    }
    guard imbalances.values.isEmpty else {
      throw EngineFailure(
        .damage,
        "the ledger does not balance after replay: \(imbalances.values.joined(separator: "; "))"
      )
    }
  }
}

/// Records that lie in one piece of memory, each with the shard that it is for.
struct ReplayChunk: Sendable {
  struct Record: Sendable {
    /// Of its first byte, in the chunk.
    var offset: UInt32
    /// Of its batch, in ``batches``.
    var batch: UInt16
    /// In its batch.
    var index: UInt16
  }

  let memory: LogChunk
  /// How far the log has been read with this chunk.
  var share = LogShare()
  /// The numbers of the batches.
  private(set) var batches: [UInt64] = []
  /// By shard, in the order of the log.
  private(set) var records: [[Record]]

  /// Bytes of a record that the first room is made for.
  private static let recordBytes = 256

  init(_ memory: LogChunk, shards: Int) {
    self.memory = memory
    records = (0..<shards).map { _ in
      var records: [Record] = []
      records.reserveCapacity(memory.bytes.count / Self.recordBytes / shards)
      return records
    }
  }

  mutating func add(_ batch: LogBatchView) throws(LogRecordFault) {
    let bytes = memory.bytes
    guard let base = bytes.baseAddress else { return }
    precondition(batches.count <= UInt16.max, "\(batches.count) batches in a chunk")
    var record = Record(offset: 0, batch: UInt16(batches.count), index: 0)
    batches.append(batch.number)
    var reader = batch.records
    while let view = try reader.next() {
      guard let body = view.body.baseAddress else { continue }
      record.offset = UInt32(body - base - LogRecordLayout.headBytes)
      records[Shard.home(of: view.head, count: records.count)].append(record)
      record.index &+= 1
    }
  }
}
