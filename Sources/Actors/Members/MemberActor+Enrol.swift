internal import FealtyLoyalty
internal import FealtyWire

// A member's own entries: the enrolment, and changes of what it is.

extension MemberActor {
  /// The member's first entry.
  func enrol(_ request: EnrolRequest, _ command: CommandContext, card: String) {
    let stage = request.stage == .stageNone ? Int32(2) : request.stage.rawValue
    var enrolment = Enrolment(
      stage: FealtyLoyalty.Stage(rawValue: UInt8(clamping: stage)) ?? .active,
      tier: request.tier,
      segments: request.segments,
      cards: card.isEmpty ? [] : [card],
      profile: FealtyLoyalty.Profile(request.profile ?? FealtyWire.Profile())
    )
    if !request.tier.isEmpty {
      let grant = grant(of: request.tier, enrolledAt: command.now, command)
      enrolment.tierKeptUntil = grant?.keptUntil ?? .never
    }
    let entry = enrolment
    let id = member.id
    let isSuspended = command.programme.rules.expirySuspendedStages.contains(enrolment.stage)
    let before = command.isDryRun ? member : nil
    defer { if let before { member = before } }
    let told = toldWith(card, command)
    record(.enrolled(entry), kind: .memberEnrolled, command, told: told) { out in
      let answer = enrolAnswer(command, isNew: true, card: card, toCome: isSuspended ? 1 : 0)
      out.writeNonEmpty(2, command.programme.id)
      out.writeNonEmpty(3, id)
      out.writeNonZero(4, Int64(stage))
      out.writeNonEmpty(5, request.tier)
      for segment in request.segments { out.writeString(6, segment) }
      out.writeNonEmpty(7, card)
      if let profile = request.profile { out.writeMessage(8, profile) }
      out.writeBytes(15, answer)
      out.writeNonZero(220, entry.tierKeptUntil.storedExpiry)
      return answer
    }
    if isSuspended, !command.isDryRun { suspendExpiry(command) }
  }

  /// What a stage does to expiry is decided once, by the rules as they are.
  private func suspendExpiry(_ command: CommandContext) {
    let change = MemberChange(isExpirySuspended: true)
    _ = record(.changed(change), kind: .memberChanged, now: command.now) { out in
      out.writeSuspension(of: change)
    }
  }

  /// The first entry of a member whom an event or a purchase makes, which `command` is for: the
  /// request id stays that one's.
  func enrol(as stage: FealtyLoyalty.Stage, _ command: CommandContext) {
    let enrolment = Enrolment(
      stage: stage,
      tier: "",
      segments: [],
      cards: [],
      profile: FealtyLoyalty.Profile()
    )
    guard !command.isDryRun else {
      return member.apply(.enrolled(enrolment), version: member.nextVersion, at: command.now)
    }
    let id = member.id
    _ = record(.enrolled(enrolment), kind: .memberEnrolled, now: command.now) { out in
      out.writeContext(of: command.place, for: nil)
      out.writeNonEmpty(2, command.programme.id)
      out.writeNonEmpty(3, id)
      out.writeNonZero(4, Int64(stage.rawValue))
    }
    if command.programme.rules.expirySuspendedStages.contains(stage) { suspendExpiry(command) }
  }

  /// Changes the member, and lets expiry rest or go on as its new stage says.
  ///
  /// `isPartial`: whether the profile has all parts, also those that an enrolment does not read.
  func change(
    _ request: EnrolRequest,
    _ command: CommandContext,
    card: String,
    isPartial: Bool = false
  ) {
    var change = MemberChange()
    if request.stage != .stageNone {
      change.stage = FealtyLoyalty.Stage(rawValue: UInt8(clamping: request.stage.rawValue))
    }
    if !request.tier.isEmpty {
      change.tier = request.tier
      change.tierGrant = grant(of: request.tier, enrolledAt: member.enrolledAt, command)
    }
    let asked = request.effectiveAtMs
    let instant = asked == 0 ? command.occurredAt : Timestamp(milliseconds: asked)
    if request.replaceSegments {
      change.segments = request.segments
    } else if !request.segments.isEmpty {
      add(request.segments, to: &change, from: min(instant, command.now))
    }
    let cards = member.hasDetails ? member.details.cards : []
    if !card.isEmpty, !cards.contains(card) { change.cards = cards + [card] }
    if let profile = request.profile {
      change.profile = isPartial ? FealtyLoyalty.Profile(profile) : keepingParts(profile)
    }
    if change.tier != nil || change.segments != nil {
      // A clock that is ahead changes nothing before the time has come.
      if instant < command.now { change.effectiveAt = instant }
    }
    // An empty profile is an erasure: what memory has of the log goes, too.
    if change.profile == FealtyLoyalty.Profile(), !command.isDryRun {
      command.shard.services.history.forgetRecent()
    }
    make(change, command, card: card, told: toldWith(card, command)) {
      enrolAnswer(command, isNew: false, card: card)
    }
  }

  /// What an `EnrolResponse` says of a card, and no record.
  private func toldWith(_ card: String, _ command: CommandContext) -> [UInt8] {
    var out = OutputBuffer(capacity: 16)
    out.writeNonEmpty(210, command.programme.cards.checkValue(of: card))
    return out.bytes()
  }

  /// Adds segments to those of the member; where some of these begin or end later, they do so all
  /// the same.
  private func add(_ segments: [String], to change: inout MemberChange, from instant: Timestamp) {
    guard member.hasPlannedSegments(after: instant) else {
      change.segments = member.segments + segments.filter { !member.segments.contains($0) }
      return
    }
    change.segmentChanges = segments.map {
      SegmentChange(segment: $0, isMember: true, from: instant)
    }
  }

  /// Applies and records a change, and sends what `answer` says afterwards.
  ///
  /// `forfeits`: whether all points expire with it. `told`: what the answer has beside it, which no
  /// record holds.
  func make(
    _ change: MemberChange,
    _ command: CommandContext,
    card: String = "",
    forfeits: Bool = false,
    told: [UInt8] = [],
    answer: () -> [UInt8]
  ) {
    var change = change
    let before = command.isDryRun ? member : nil
    defer { if let before { member = before } }
    if change.segments != nil || !change.segmentChanges.isEmpty {
      change.segmentSwaps = member.settlement(command.programme.segmentSwaps)
    }
    if let stage = change.stage {
      noteSuspension(in: &change, entering: stage, forfeits: forfeits, command)
    }
    let forfeitures = forfeits ? member.forfeitures(now: command.now) : []
    let isTogether = recordTogether(forfeitures, command)
    let entry = change
    record(.changed(entry), kind: .memberChanged, command, told: told) { out in
      let answer = answer()
      out.writeNonZero(4, Int64(entry.stage?.rawValue ?? 0))
      out.writeNonEmpty(5, entry.tier ?? "")
      out.writeSegments(of: entry, member)
      if entry.cards != nil { out.writeNonEmpty(7, card) }
      if let profile = entry.profile { out.writeMessage(8, FealtyWire.Profile(profile)) }
      out.writeNonZero(10, entry.effectiveAt?.milliseconds ?? 0)
      out.writeSuspension(of: entry)
      out.writeBytes(15, answer)
      if let mark = entry.cardMark { out.writeMessage(210, MemberCard(mark)) }
      if let grant = entry.tierGrant { out.writeTierGrant(220, grant) }
      return answer
    }
    if isTogether { command.shard.turn.together(false) }
    // Without a grace, what came due while expiry rested expires now.
    if entry.isExpirySuspended == false { applyDue(command) }
  }

  /// Says in a change of the stage whether expiry rests from now on.
  ///
  /// What was due before expires first. Where expiry goes on, what came due meanwhile is recorded
  /// as expiring now, or after the programme's grace.
  private func noteSuspension(
    in change: inout MemberChange,
    entering stage: FealtyLoyalty.Stage,
    forfeits: Bool,
    _ command: CommandContext
  ) {
    let rules = command.programme.rules
    // What is authorised is to expire when it is free again.
    let isSuspended = rules.expirySuspendedStages.contains(stage) && !forfeits
    guard isSuspended != member.isExpirySuspended else { return }
    applyDue(command)
    change.isExpirySuspended = isSuspended
    guard !isSuspended else { return }
    let resumption = member.decideResumption(
      now: command.now,
      rules: rules,
      terms: command.programme.dueTerms
    )
    guard let resumption else { return }
    apply(resumption, command: command)
    if !command.isDryRun { append(resumption, context: nil, now: command.now) { _ in } }
  }

  /// Applies an entry about the member itself, records it with the body that `body` writes, and
  /// sends the answer that it returns, with what is `told` beside it.
  func record(
    _ entry: Entry,
    kind: RecordKind,
    _ command: CommandContext,
    told: [UInt8] = [],
    body: (inout OutputBuffer) -> [UInt8]
  ) {
    var answer: [UInt8] = []
    if command.isDryRun {
      member.apply(entry, version: member.nextVersion, at: command.now)
      var unused = OutputBuffer(capacity: 256)
      answer = body(&unused)
    } else {
      let index = record(entry, kind: kind, now: command.now) { out in
        command.write(to: &out)
        answer = body(&out)
      }
      command.settle(index: index)
    }
    command.shard.respond(command.call, gated: isAhead) { out in
      out.append(answer)
      out.append(told)
    }
  }

  /// `toCome`: how many more records the enrolment makes.
  private func enrolAnswer(
    _ command: CommandContext,
    isNew: Bool,
    card: String,
    toCome: UInt64 = 0
  ) -> [UInt8] {
    EnrolResponse(
      outcome: outcome(command),
      memberID: member.id,
      cardNumber: card,
      version: UInt64(member.version) + toCome,
      isNew: isNew
    ).serialized()
  }
}

extension OutputBuffer {
  /// Fields 11 and 12 of a `MemberChangedRecord`.
  fileprivate mutating func writeSuspension(of change: MemberChange) {
    guard let isSuspended = change.isExpirySuspended else { return }
    writeBool(11, true)
    if isSuspended { writeBool(12, true) }
  }
}
