internal import FealtyLoyalty
internal import FealtyWire

// How large what a command records may be. Its records go into one batch of the log, or the server
// could not go on; so what does not fit is refused before anything is changed.

extension Posting {
  /// Lots that it touches or makes, parts of holds, counters.
  fileprivate var partCount: Int {
    let parts = draws.count + restores.count + releases.count + lotsMade.count + capUses.count
    return parts + heldCount
      + (hasDetailsBesideExchange ? details.lotChanges.count + details.counterUses.count : 0)
  }

  private var heldCount: Int { holdsPlaced.reduce(0) { $0 + $1.parts.count } }

  /// Bytes that its fields take of a record, and of the answer that is kept with it, if it is.
  func recordedBytes(at now: Timestamp, keepsAnswer: Bool) -> Int {
    var out = OutputBuffer(capacity: partCount * 32)
    out.writePosting(self, version: .max, recordedAt: now)
    // What was used of each cap before.
    let recorded = out.count + capUses.count * 12
    guard keepsAnswer else { return recorded }
    let shown = lotsMade.count + restores.count + (hasDetails ? details.lotChanges.count : 0)
    return recorded + (draws.count + releases.count + heldCount) * Self.drawdownBytes
      + shown * Self.lotViewBytes
  }

  /// Of a `Drawdown` and a `Lot` in an answer.
  private static let drawdownBytes = 36
  static let lotViewBytes = 144
}

extension EvaluationDesk {
  /// What of the evaluation is listed in a record and its answer.
  fileprivate var partCount: Int {
    evaluation.lineAwards.count + evaluation.awards.count + evaluation.rejections.count
      + evaluation.nearMisses.count + evaluation.inputs.caps.count
      + evaluation.inputs.counters.count
  }

  /// Bytes that the evaluation takes of a record, and of the answer that is kept with it, if it is.
  fileprivate func recordedBytes(_ programme: PublishedProgramme, keepsAnswer: Bool) -> Int {
    var out = OutputBuffer(capacity: partCount * 16)
    out.writeStoredAwards(evaluation.awards, lines: evaluation.lineAwards)
    for rejection in evaluation.rejections {
      out.writeRejection(24, rejection, programme: programme)
    }
    for use in evaluation.inputs.caps { out.writeCapUse(11, use, before: use.amount) }
    for use in evaluation.inputs.counters { out.writeCounterUse(6, use) }
    guard keepsAnswer else { return out.count }
    out.writeAwards(4, of: self, programme: programme)
    for rejection in evaluation.rejections {
      out.writeRejection(5, rejection, programme: programme)
    }
    for miss in evaluation.nearMisses { out.writeMessage(6, NearMiss(miss, programme)) }
    for line in receiptLines(for: [], in: programme) { out.writeString(7, line) }
    return out.count
  }
}

extension LogWriter {
  /// An eighth of a batch, 128 KiB, is left to what is not counted.
  var recordRoom: Int { capacity - capacity / 8 }
}

extension Shard {
  /// Bytes of the records of one command, but for what each has anyway: heads, balances, outcome.
  var recordRoom: Int { services.log.recordRoom }
}

extension MemberActor {
  /// Parts of a record that need no look at how large they are: a part has some hundred bytes at
  /// most.
  private static let fewParts = 500

  /// Refuses a posting whose record, with its answer, would fit no batch.
  ///
  /// `beside`: bytes that are recorded with it.
  ///
  /// - Throws: ``Refusal/aboveMax``.
  func requireRoom(
    for posting: Posting,
    beside bytes: Int = 0,
    _ command: CommandContext
  ) throws(Refusal) {
    guard posting.partCount * 100 + bytes > Self.fewParts * 100 else { return }
    let size = posting.recordedBytes(at: command.now, keepsAnswer: true) + bytes
    guard size <= command.shard.recordRoom else { throw .aboveMax }
  }

  /// Refuses what the evaluation on the desk comes to where its record would fit no batch.
  ///
  /// - Throws: ``Refusal/invalidField(_:)``.
  @inline(__always)
  func requireRoom(
    earning posting: Posting,
    _ desk: EvaluationDesk,
    _ command: CommandContext
  ) throws(Refusal) {
    guard desk.partCount + posting.partCount > Self.fewParts else { return }
    try command.shard.requireRoom(earning: posting, desk, command, keepsAnswer: desk.asksForMore)
  }

  /// The same for a return or an event, whose answers are always kept.
  ///
  /// - Throws: ``Refusal/aboveMax``.
  func requireRoom(
    returning posting: Posting,
    _ desk: EvaluationDesk,
    _ command: CommandContext
  ) throws(Refusal) {
    guard desk.partCount + posting.partCount > Self.fewParts else { return }
    do throws(Refusal) {
      try command.shard.requireRoom(earning: posting, desk, command, keepsAnswer: true)
    } catch {
      throw .aboveMax
    }
  }
}

extension Shard {
  /// The same for a guest's sale too, which posts nothing before it is claimed.
  @inline(never)
  func requireRoom(
    earning posting: Posting?,
    _ desk: EvaluationDesk,
    _ command: CommandContext,
    keepsAnswer: Bool
  ) throws(Refusal) {
    let posted =
      posting?.recordedBytes(at: command.now, keepsAnswer: keepsAnswer)
      ?? desk.evaluation.awards.count * (Posting.lotViewBytes + 48)
    let size = posted + desk.recordedBytes(command.programme, keepsAnswer: keepsAnswer)
    guard size + command.head.payload.count <= recordRoom else { throw .invalidField("basket") }
  }
}
