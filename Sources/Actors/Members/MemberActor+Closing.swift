internal import FealtyLoyalty
internal import FealtyWire

// Stages by command, and the end of a member. What becomes of its points is recorded before what
// becomes of it, in the same batch: neither is there without the other.

extension Shard {
  func updateStage(_ call: RoutedCall) {
    guard let request = decode(call, UpdateStageRequest.self) else { return }
    if let path = Self.faultyField(request) {
      return fail(call.call, Status(.invalidField(path)))
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    guard actor.hasVersion(request.expectedVersion) else {
      return refuse(command, .versionConflict)
    }
    actor.finish(command) { (member) throws(Refusal) in
      try member.updateStage(request, command)
    }
  }

  private static func faultyField(_ request: UpdateStageRequest) -> String? {
    guard (1...5).contains(request.newStage.rawValue) else { return "new_stage" }
    guard (0...5).contains(request.expectedStage.rawValue) else { return "expected_stage" }
    guard request.reason.utf8.count <= Limits.textBytes else { return "reason" }
    let isClosing = request.newStage == .closed
    return (0...(isClosing ? 3 : 0)).contains(request.balance.rawValue) ? nil : "balance"
  }

  func deleteMember(_ call: RoutedCall) {
    guard let request = decode(call, DeleteMemberRequest.self) else { return }
    guard request.reason.utf8.count <= Limits.textBytes else {
      return fail(call.call, Status(.invalidField("reason")))
    }
    guard [.balanceAsSet, .balanceForfeit, .balanceRefuse].contains(request.balance) else {
      return fail(call.call, Status(.invalidField("balance")))
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      guard let erased = erasedMember(call, command.programme) else {
        return refuse(command, missing(call.head))
      }
      return answerErased(erased, command)
    }
    guard actor.hasVersion(request.expectedVersion) else {
      return refuse(command, .versionConflict)
    }
    let cards =
      actor.inPlace { $0.pointee.cards } + handles(of: actor, command.programme)
    actor.finish(command) { (member) throws(Refusal) in
      try member.delete(request, command)
    }
    guard actor.isErased else { return }
    // What memory has of the log has the profile.
    services.history.forgetRecent()
    guard !cards.isEmpty else { return }
    let (number, program) = (actor.number, command.programme.id)
    // Not before a crash could bring the member back; after one, the start gives them back.
    whenNewestIsDurable(actor) { shard, _ in
      for card in cards { shard.release(card, of: number, program: program) }
    }
  }

  /// Answers as the member's deletion was answered.
  private func answerErased(_ actor: MemberActor, _ command: CommandContext) {
    // Nothing is done under this request id.
    command.abandon()
    let reply = command.call
    // One that was imported as deleted has no record that says more.
    let plain = DeleteMemberResponse(
      outcome: Outcome(replayed: true),
      version: UInt64(actor.inPlace { $0.pointee.version })
    )
    whenNewestIsDurable(actor) { shard, newest in
      shard.readRecord(at: newest) { shard, found in
        switch found {
        case .failure(let lost): shard.fail(reply, lost.status("the member was deleted before"))
        case .success(let record):
          let first = record.firstDeletion ?? plain
          shard.respond(reply, gated: false, message: first)
        }
      }
    }
  }
}

extension HistoryReader.Record {
  /// What was answered to a deletion, marked as replayed; nil where the record is none.
  fileprivate var firstDeletion: DeleteMemberResponse? {
    guard kind == UInt8(RecordKind.memberErased.rawValue) else { return nil }
    var answer = decoded { bytes throws(DecodingError) in
      try DeleteMemberResponse(bytes: MemberErasedRecord(decoding: bytes).answer)
    }
    answer.outcome?.replayed = true
    return answer
  }
}

extension MemberActor {
  /// Whether it is at a version that a request expects; 0 = any.
  nonisolated func hasVersion(_ expected: UInt64) -> Bool {
    expected == 0 || expected == inPlace { UInt64($0.pointee.version) }
  }

  fileprivate func updateStage(
    _ request: UpdateStageRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    let old = member.stage
    let new = FealtyLoyalty.Stage(rawValue: UInt8(clamping: request.newStage.rawValue)) ?? .none
    let forfeited = try member.decideStage(
      new,
      expected: FealtyLoyalty.Stage(rawValue: UInt8(clamping: request.expectedStage.rawValue))
        ?? .none,
      policy: FealtyLoyalty.BalancePolicy(request.balance)
        ?? command.programme.rules.closingBalance,
      now: command.now
    )
    for posting in forfeited { try requireRoom(for: posting, command) }
    make(MemberChange(stage: new), command, forfeits: !forfeited.isEmpty) {
      UpdateStageResponse(
        outcome: outcome(command),
        old: FealtyWire.Stage(rawValue: Int32(old.rawValue)),
        new: request.newStage,
        version: UInt64(member.version),
        forfeited: command.programme.sums(of: forfeited)
      ).serialized()
    }
  }

  fileprivate func delete(
    _ request: DeleteMemberRequest,
    _ command: CommandContext
  ) throws(Refusal) {
    let forfeited = try member.decideErasure(
      policy: FealtyLoyalty.BalancePolicy(request.balance)
        ?? command.programme.rules.closingBalance,
      now: command.now
    )
    for posting in forfeited { try requireRoom(for: posting, command) }
    let cards = member.cards.count
    let isTogether = recordTogether(forfeited, command)
    record(.erased, kind: .memberErased, command) { out in
      let answer = DeleteMemberResponse(
        outcome: outcome(command),
        version: UInt64(member.version),
        forfeited: command.programme.sums(of: forfeited),
        cardsFreed: UInt32(clamping: cards)
      ).serialized()
      out.writeBytes(15, answer)
      return answer
    }
    if isTogether { command.shard.turn.together(false) }
  }

  /// Applies and records postings that belong to the record that comes next.
  ///
  /// Of more than a batch has room for, the first may be there without the last: a retry does the
  /// rest.
  ///
  /// - Returns: Whether the turn is to be told when that record was written, see
  ///   ``TurnRecords/together(_:)``.
  func recordTogether(_ postings: [Posting], _ command: CommandContext) -> Bool {
    let bytes = postings.reduce(0) {
      $0 + $1.recordedBytes(at: command.now, keepsAnswer: false) + Self.besideForfeit
    }
    let isTogether =
      !command.isDryRun && !postings.isEmpty && bytes <= command.shard.recordRoom
    if isTogether { command.shard.turn.together(true) }
    for posting in postings {
      apply(posting, command: command)
      guard !command.isDryRun else { continue }
      append(posting, context: nil, now: command.now) { out in
        writeStoredBalances(17, now: command.now, to: &out)
        out.writeNonZero(18, command.programme.version)
      }
    }
    return isTogether
  }

  /// Bytes of a posting's record beside it.
  private static let besideForfeit = 1_024
}

extension PublishedProgramme {
  /// The points that postings draw, by token.
  fileprivate func sums(of postings: [Posting]) -> [FealtyWire.TokenPoints] {
    var sums: [FealtyWire.TokenPoints] = []
    for posting in postings {
      let points = posting.points(to: .expired).rawValue
      let id = tokenID(posting.token)
      if let place = sums.firstIndex(where: { $0.tokenID == id }) {
        sums[place].points += points
      } else if points > 0 {
        sums.append(FealtyWire.TokenPoints(tokenID: id, points: points))
      }
    }
    return sums
  }
}
