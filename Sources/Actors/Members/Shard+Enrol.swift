internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// Enrolling touches two entities where a card is given: the card's home claims it for the member,
// then the member's home records the member with it. A claim that no member confirms, because of a
// refusal or a crash, is released.

extension Shard {
  func enrol(_ call: RoutedCall) {
    guard var request = decode(call, EnrolRequest.self) else { return }
    request.profile?.dropParts()
    if let path = Self.faultyField(request) {
      return fail(call.call, Status(.invalidField(path)))
    }
    guard let command = beginCommand(call) else { return }
    guard command.programme.tiers.contains(request.tier) || request.tier.isEmpty else {
      return refuse(command, .invalidField("tier"))
    }
    let existing = member(call, command.programme) ?? erasedMember(call, command.programme)
    // A new member gets an id here, or its own; card and alias are given to one that is there.
    switch call.head.target {
    case .card, .alias: if existing == nil { return refuse(command, missing(call.head)) }
    case .none, .memberID, .transaction: break
    }
    if let status = refusal(of: request, existing: existing) {
      return refuse(command, status)
    }
    if let refusal = Self.refusal(ofTimeOf: request, command) { return refuse(command, refusal) }
    let (number, id) = existing.map { ($0.number, "") } ?? newMember(call, command)
    var card = request.cardNumber
    if card.isEmpty {
      if request.generateCard { card = newCardNumber(command.programme) }
    } else if !command.programme.cards.takes(card) {
      return refuse(command, .invalidField("card_number"))
    }
    guard !card.isEmpty, !command.isDryRun else {
      return finishEnrol(request, command, number: number, id: id, card: "")
    }
    claimCard(card, for: number, command) { [request] shard, claim, _, command in
      shard.confirmCard(claim, command, request, number: number, id: id)
    }
  }

  private static func faultyField(_ request: EnrolRequest) -> String? {
    let profile = request.profile ?? FealtyWire.Profile()
    let texts = [
      ("profile.given_name", profile.givenName), ("profile.family_name", profile.familyName),
      ("profile.email", profile.email), ("profile.birthday", profile.birthday),
      ("profile.language", profile.language), ("profile.country", profile.country),
      ("tier", request.tier),
    ]
    for (path, text) in texts where text.utf8.count > Limits.textBytes { return path }
    if !profile.birthday.isEmpty, CivilDate(iso: profile.birthday) == nil {
      return "profile.birthday"
    }
    if request.cardNumber.utf8.count > Limits.cardNumberBytes { return "card_number" }
    if request.segments.count > Limits.segments { return "segments" }
    for segment in request.segments
    where segment.isEmpty || segment.utf8.count > Limits.identifierBytes {
      return "segments"
    }
    if !(0...5).contains(request.stage.rawValue) { return "stage" }
    return (0...2).contains(request.mode.rawValue) ? nil : "mode"
  }

  /// Whether tier and segments may be those from the time on that the request names.
  private static func refusal(
    ofTimeOf request: EnrolRequest,
    _ command: CommandContext
  ) -> Refusal? {
    guard request.effectiveAtMs != 0 else { return nil }
    do throws(Refusal) {
      try command.programme.rules.require(
        occurredAt: Timestamp(milliseconds: request.effectiveAtMs),
        now: command.now
      )
      return nil
    } catch {
      return error
    }
  }

  private func refusal(of request: EnrolRequest, existing: MemberActor?) -> Status? {
    guard let existing else {
      return request.mode == .update ? Status(.memberNotFound) : nil
    }
    if existing.isErased { return request.mode == .update ? Status(.memberNotFound) : Self.idGone }
    if request.mode == .create {
      return Status(
        code: .alreadyExists,
        reason: .duplicateIdentity,
        message: "the programme has a member with this id; use mode UPDATE or UPSERT to change it",
        field: "member.member_id"
      )
    }
    if !request.replaceSegments, !request.segments.isEmpty {
      let now = stamp()
      let living = existing.assumeIsolated { $0.member.segmentSpans(.none).filter { $0.to > now } }
      let segments = Set(living.map(\.text) + request.segments)
      if segments.count > Limits.segments { return Status(.invalidField("segments")) }
    }
    let version = existing.assumeIsolated { UInt64($0.member.version) }
    let isExpected = request.expectedVersion == 0 || request.expectedVersion == version
    return isExpected ? nil : Status(.versionConflict)
  }

  private static let idGone = Status(
    code: .alreadyExists,
    reason: .duplicateIdentity,
    message: "a member with this id was deleted, and ids are not given again; give another one",
    field: "member.member_id"
  )

  /// The number and id of a member that is not there yet.
  ///
  /// A member without a wish gets an id that this shard is home to: chance is asked until one is.
  private func newMember(_ call: RoutedCall, _ command: CommandContext) -> (UInt64, String) {
    var id = ""
    var number = call.entity
    if case .memberID(let bytes) = call.head.target {
      id = String(decoding: bytes, as: UTF8.self)
    } else {
      repeat {
        let bits = services.random.next()
        id = "M" + String(bits | 1 << 63, radix: 32).uppercased()
        number = StableHash.hash(program: command.programme.id, member: id)
      } while StableHash.shard(number, count: count) != index
    }
    while members.find(number) != nil { number &+= 1 }
    return (number, id)
  }

  /// The card is claimed: the member is recorded with it, or the claim is given back.
  private func confirmCard(
    _ claim: CardClaim,
    _ command: CommandContext,
    _ request: EnrolRequest,
    number: UInt64,
    id: String
  ) {
    guard !claim.isTaken else { return refuse(command, Self.cardTaken) }
    // Somebody may have enrolled the same id while the claim was under way.
    if let status = refusal(of: request, existing: members.find(number)) {
      giveBack(claim, of: number, program: command.programme.id)
      return refuse(command, status)
    }
    finishEnrol(request, command, number: number, id: id, card: claim.card)
  }

  private static let cardTaken = Status(
    code: .alreadyExists,
    reason: .duplicateIdentity,
    message: "the card belongs to another member; give another one",
    field: "card_number"
  )

  // MARK: - Recording

  private func finishEnrol(
    _ request: EnrolRequest,
    _ command: CommandContext,
    number: UInt64,
    id: String,
    card: String
  ) {
    if let existing = members.find(number) {
      let before = handles(of: existing, command.programme)
      existing.assumeIsolated { $0.change(request, command, card: card) }
      return release(before, of: existing, command)
    }
    let actor = MemberActor(
      number: number,
      shard: self,
      programmeIndex: command.programme.index,
      member: Member(id: id)
    )
    if !command.isDryRun {
      members.insert(actor)
      listing.arrived(number, programme: command.programme.index)
    }
    var command = command
    // A new member like any other is nobody's change; whether it is new nobody could know before.
    if request.stage == .stageNone || request.stage == .active { command.call.audit = 0 }
    actor.assumeIsolated { [command] in $0.enrol(request, command, card: card) }
    if !command.isDryRun, !heldEvents.isEmpty { rewardHeldEvents(of: actor) }
  }
}
