internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// ExportMembers and ImportMember: all that there is of a member, and a member made of it.
//
// An import is one record, the member's first, with the state as it is; replay loads it as it loads
// a snapshot's. It only makes members: one that is there is left as it is, so whoever repeats an
// import doubles nothing. It is told whether that one was made by the import that is repeated.

extension Shard {
  // MARK: - Export

  /// Asks the shard that the request names for some of its members.
  func exportMembers(_ call: RoutedCall) {
    guard let request = decode(call, ExportMembersRequest.self), let command = beginRead(call)
    else { return }
    guard request.shard < UInt32(count) else {
      return fail(call.call, Status(.invalidField("shard")))
    }
    let (reply, home, programme) = (call.call, index, command.programme)
    send(to: Int(request.shard)) { shard in
      let found = shard.exportedMembers(from: request.place, of: programme)
      // It comes behind the shard's newest batch: a gated answer waits for all that it shows.
      shard.send(to: home) { $0.respond(reply, gated: true, message: found) }
    }
  }

  private func exportedMembers(
    from place: UInt64,
    of programme: PublishedProgramme
  ) -> ExportMembersResponse {
    let names = NameNumbers(programme)
    var answer = ExportMembersResponse(places: UInt64(members.slotCount), shards: UInt32(count))
    var next: Int? = Int(clamping: place)
    var (bytes, steps) = (0, 0)
    // In small steps, so that members with many lots do not fill more than a frame.
    while let start = next, start < members.slotCount, bytes < Limits.exportBytes,
      steps < Limits.exportSteps
    {
      steps += 1
      next = members.forEach(from: start, slots: Limits.exportSlots) { actor in
        guard actor.programmeIndex == programme.index else { return }
        let (member, vouchers) = actor.assumeIsolated { actor in
          let member = actor.member
          let count = member.vouchers.count
          return (ExportedMember(member, names), count)
        }
        answer.vouchers += Int64(vouchers)
        bytes += 100 + member.lots.count * 60
        answer.members.append(member)
      }
    }
    answer.nextPlace = UInt64(next ?? 0)
    return answer
  }

  // MARK: - Import

  /// At the member's home.
  func importMember(_ call: RoutedCall) {
    guard var request = decode(call, ImportMemberRequest.self) else { return }
    request.state?.dropAliases()
    guard let command = beginCommand(call) else { return }
    guard let state = request.state, case .memberID(let id) = call.head.target,
      state.memberID == String(decoding: id, as: UTF8.self)
    else { return refuse(command, .invalidField("state.member_id")) }
    let existing = member(call, command.programme) ?? erasedMember(call, command.programme)
    var number = existing?.number ?? call.entity
    while existing == nil, members.find(number) != nil { number &+= 1 }
    let loaded: (stored: StoredMember, member: Member)
    do throws(ImportFault) {
      loaded = try Self.load(state, number: number, command)
    } catch {
      return refuse(command, error.status)
    }
    if let existing {
      command.abandon()
      return compare(loaded.member, dated: state.enrolledAtMs != 0, with: existing, call, command)
    }
    do throws(ImportFault) {
      try requireRoom(for: loaded.member, programme: command.programme.index)
      guard loaded.stored.serialized().count + Self.besideImport <= recordRoom else {
        throw ImportFault(
          "lots",
          "the member's record would be larger than \(recordRoom) bytes; put lots of the same "
            + "token and dates together"
        )
      }
    } catch {
      return refuse(command, error.status)
    }
    for account in loaded.member.accounts {
      let issued = account.issued.rawValue - account.reversed.rawValue
      guard issued > 0 else { continue }
      if let shortage = supplyShortage(of: account.token, issued, command.programme) {
        return waitForBudgets(command, entity: call.entity, [shortage])
      }
      let left = spendableSupply(of: account.token, command.programme)
      guard issued <= left ?? .max else { return refuse(command, .supplyExhausted) }
    }
    let actor = MemberActor(
      number: number,
      shard: self,
      programmeIndex: command.programme.index,
      member: loaded.member
    )
    guard !command.isDryRun else {
      return respond(call.call, gated: false, message: ImportMemberResponse(isNew: true))
    }
    members.insert(actor)
    listing.arrived(number, programme: command.programme.index)
    actor.assumeIsolated { $0.recordImport(loaded.stored, command) }
    imported(loaded.member, number: number, programme: command.programme.index)
    if !heldEvents.isEmpty { rewardHeldEvents(of: actor) }
  }

  /// Bytes of an import's record beside the member.
  private static let besideImport = 4 << 10

  /// Says whether a member that is there is the one that an import would make, or was made of the
  /// same state and has changed since: whoever repeats the import goes on with what is missing.
  ///
  /// `dated`: whether the import says since when it is a member; else it is when it was imported.
  private func compare(
    _ wanted: Member,
    dated: Bool,
    with actor: MemberActor,
    _ call: RoutedCall,
    _ command: CommandContext
  ) {
    let names = NameNumbers(command.programme)
    let here = ExportedMember(actor.assumeIsolated { $0.member }, names)
    var wanted = ExportedMember(wanted, names)
    if !dated { wanted.enrolledAtMs = here.enrolledAtMs }
    let (reply, cards) = (call.call, here.cards)
    guard here.withoutCards != wanted.withoutCards else {
      let answer = ImportMemberResponse(isSame: true, cards: cards)
      return respond(reply, gated: true, message: answer)
    }
    let sought = wanted.asArchived
    whenNewestIsDurable(actor) { shard, newest in
      let services = shard.services
      services.background.run {
        let made = services.history.imported(from: newest).map { ExportedMember($0, names) }
        let answer = ImportMemberResponse(cards: cards, wasMade: made?.asArchived == sought)
        shard.post { $0.respond(reply, gated: false, message: answer) }
      }
    }
  }

  /// The member that a line says, checked as a start checks a snapshot's.
  private static func load(
    _ state: ExportedMember,
    number: UInt64,
    _ command: CommandContext
  ) throws(ImportFault) -> (StoredMember, Member) {
    let profile = state.profile ?? FealtyWire.Profile()
    if !profile.birthday.isEmpty, CivilDate(iso: profile.birthday) == nil {
      throw ImportFault("profile.birthday", "\(profile.birthday) is no date")
    }
    let names = NameNumbers(command.programme)
    let stored = try StoredMember(state, number: number, now: command.now, names)
    let member: Member
    do throws(DecodingError) { member = try LoadedMember(stored).member } catch {
      throw ImportFault("", "its numbers do not fit: \(error)")
    }
    if let violation = member.violations().first { throw ImportFault("", violation) }
    return (stored, member)
  }

  // MARK: - Replay

  /// Takes a `MEMBER_IMPORTED` record.
  ///
  /// - Returns: false where the member has an older version: an import is its first record.
  func replayImport(_ record: LogRecordView, _ position: UInt64) throws -> Bool {
    let number = record.head.entity
    if let actor = members.find(number) {
      return actor.inPlace { $0.pointee.version } >= record.head.version
    }
    let body = try MemberImportedRecord(decoding: record.body)
    let loaded = try LoadedMember(body)
    guard loaded.member.version == record.head.version else { return false }
    let actor = MemberActor(
      number: number,
      shard: self,
      programmeIndex: services.programmeIndexes.index(body.programID),
      member: loaded.member
    )
    actor.last = position
    members.insert(actor)
    actor.inPlace { totals.add(&$0.pointee) }
    return true
  }
}

extension MemberActor {
  /// Counts and records the member that this actor was made with, and answers.
  fileprivate func recordImport(_ stored: StoredMember, _ command: CommandContext) {
    command.shard.countTotals(of: programmeIndex) { totals in
      inPlace { totals.add(&$0.pointee) }
    }
    if !member.capUses.isEmpty {
      command.shard.countUsesBesideSupplies(member.capUses, programme: programmeIndex)
    }
    keepTimer()
    let answer = ImportMemberResponse(outcome: outcome(command), isNew: true).serialized()
    var state = stored
    state.profile = nil
    let index = command.shard.turn.append(
      kind: .memberImported,
      entityType: .member,
      entity: number,
      version: member.version,
      previous: last,
      atMilliseconds: command.now.milliseconds
    ) { out in
      command.write(to: &out)
      out.writeNonEmpty(2, command.programme.id)
      out.writeMessage(3, state)
      if let profile = stored.profile { out.writeMessage(8, profile) }
      out.writeBytes(15, answer)
    }
    command.shard.turn.note(self, index: index)
    command.settle(index: index)
    command.shard.respond(command.call, gated: isAhead) { $0.append(answer) }
  }
}

extension HistoryReader {
  /// The member as an import made it, without what archives leave out; nil where its first record
  /// is another, or cannot be had.
  ///
  /// - Complexity: one read of the log for each of the member's records.
  fileprivate func imported(from newest: UInt64) -> Member? {
    var found: Member?
    var left = Limits.pastRecords
    do throws(LostRecord) {
      try walk(from: newest) { record in
        found = record.importedMember
        left -= 1
        return found == nil && left > 0
      }
    } catch {
      // Whoever asks is told that nobody knows: the member stays as it is.
      return nil
    }
    return found
  }
}

extension HistoryReader.Record {
  /// The member that an import made; nil of another record.
  var importedMember: Member? {
    guard RecordKind(rawValue: Int32(kind)) == .memberImported else { return nil }
    return decoded { bytes throws(DecodingError) in
      try LoadedMember(MemberImportedRecord(decoding: bytes)).member
    }
  }
}

extension ExportedMember {
  /// Cards and aliases are given by commands of their own.
  fileprivate var withoutCards: ExportedMember {
    var copy = self
    copy.cards = []
    copy.dropAliases()
    return copy
  }

  fileprivate mutating func dropAliases() {
    guard profile?.aliases.isEmpty == false else { return }
    profile?.aliases = []
    if profile == FealtyWire.Profile() { profile = nil }
  }

  /// Without what archives leave out, either.
  fileprivate var asArchived: ExportedMember {
    var copy = withoutCards
    copy.profile = nil
    copy.guard?.pin = []
    if copy.guard == ExportedGuard() { copy.guard = nil }
    return copy
  }
}

extension LoadedMember {
  /// Reads the member that an import made.
  fileprivate init(_ body: MemberImportedRecord) throws(DecodingError) {
    guard var stored = body.member else { throw .truncated(offset: 0) }
    stored.profile = body.profile
    try self.init(stored)
  }

  /// Reads a member that is no snapshot's.
  fileprivate init(_ stored: StoredMember) throws(DecodingError) {
    let bytes = stored.serialized()
    let loaded = bytes.withUnsafeBytes { bytes in
      Result { () throws(DecodingError) in
        var lots: [FealtyLoyalty.Lot] = []
        var accounts: [Account] = []
        return try LoadedMember(bytes, &lots, &accounts)
      }
    }
    self = try loaded.get()
  }
}
