internal import FealtyLoyalty
internal import FealtyWire

// Exchanges whose token somebody outside keeps. The request is answered when EXCHANGE_STARTED is
// durable; the partner hears of it after that, and its answers come as work of a turn of their own.
// The shard never waits: see docs/decisions/0047-legs-to-the-outside.md.

extension Shard {
  /// Begins an exchange with a partner: the points leave, and the request is answered.
  ///
  /// Where a brand keeps the points itself they do not leave yet: it is asked for them first.
  func startOutside(
    _ message: ExchangeMessage,
    _ membership: UnsafeRawBufferPointer,
    _ command: CommandContext,
    _ actor: MemberActor
  ) {
    var begun = message
    let number = String(decoding: membership, as: UTF8.self)
    let refusal = actor.runOnItsShard(command) { actor throws(Refusal) in
      try actor.startExchange(&begun, command, membership: number)
    }
    if let refusal { return refuse(command, refusal, member: actor.number) }
    guard !command.isDryRun else { return }
    if begun.terms.isFromOutside {
      open(begun.id, of: begun.id, begun.terms, number, .debit, giving: begun.token)
    } else {
      open(begun.id, of: begun.id, begun.terms, number, .deliver)
    }
    beginWhenDurable(begun.id, actor)
  }

  /// Begins to have an exchange taken back by its partner.
  func startOutsideReturn(
    _ message: ExchangeMessage,
    of exchange: ExchangeID,
    _ membership: String,
    _ actor: MemberActor
  ) {
    open(message.id, of: exchange, message.terms, membership, .takeBack)
    beginWhenDurable(message.id, actor)
  }

  /// Takes up what the last process left under way; the partner is asked when waiting begins.
  func resumeOutside(_ id: ExchangeID, _ transit: Transit) {
    let isReturn = transit.returns != 0
    let exchange = ExchangeID(
      member: id.member,
      version: isReturn ? transit.returns : transit.id
    )
    switch transit.giving {
    case .asked:
      let (terms, since) = (transit.terms, transit.since)
      open(id, of: exchange, terms, "", .debit, giving: transit.token, since: since)
    case .givingBack: open(id, of: exchange, transit.terms, "", .giveBack, giving: transit.token)
    case .none, .taken:
      let (number, goal) = (transit.membership, isReturn ? DeliveryCourse.Goal.takeBack : .deliver)
      open(id, of: exchange, transit.terms, number, goal, since: transit.since)
    }
  }

  /// Goes on to watch exchanges whose points came back, and knows what people must decide.
  func resumeWatching(_ exchanges: [GivenUpExchange], of member: UInt64) {
    for exchange in exchanges {
      guard !exchange.isLate else {
        outside.late.insert(member)
        continue
      }
      guard exchange.watchUntil > stamp() else { continue }
      watch(ExchangeID(member: member, version: exchange.id), exchange.terms, exchange.watchUntil)
    }
  }

  /// Asks the partners for the state of all that was under way.
  ///
  /// Once, when the log takes records and before anybody is served.
  func askPartners() {
    for member in outside.members {
      for leg in outside.legs(of: member) { advance(leg.id) { $0.resumed(now: $1) } }
    }
  }

  /// Goes on with the exchanges of a member whose time has come.
  func wakeOutside(_ member: UInt64) {
    for leg in outside.legs(of: member) { advance(leg.id) { $0.timePassed(now: $1) } }
  }

  /// The token with this number, and its programme.
  func tokenOutside(
    _ number: TokenNumber
  ) -> (token: ExchangeBook.Token, programme: PublishedProgramme)? {
    for programme in programmes {
      if let token = programme.exchanges.token(number) { return (token, programme) }
    }
    return nil
  }

  /// Whether somebody outside gives a token out, who can be asked.
  func canDeliver(_ token: ExchangeBook.Token, of programme: PublishedProgramme) -> Bool {
    guard token.isHeldOutside else { return false }
    guard let webhook = token.webhookID else { return true }
    return services.webhooks.endpoint(webhook, of: programme.id) != nil
  }

  // MARK: - Steps

  /// Keeps asking a partner whether it has delivered although the points are back.
  ///
  /// `ticket`: of the leg that asked it to deliver, whose late answers count.
  func watch(
    _ id: ExchangeID,
    _ terms: ExchangeTerms,
    _ until: Timestamp,
    ticket: UInt64 = 0
  ) {
    open(id, of: id, terms, "", .watch, endsAt: until, ticket: ticket)
  }

  /// `giving`: the token that a brand is asked to take from its member, who is named here then;
  /// `ticket`: see ``OutsideDesk/Leg/ticket``, 0 = a new one; `since`: of its record, 0 = now.
  func open(
    _ id: ExchangeID,
    of exchange: ExchangeID,
    _ terms: ExchangeTerms,
    _ membership: String,
    _ goal: DeliveryCourse.Goal,
    giving: TokenNumber? = nil,
    since: Timestamp = Timestamp(milliseconds: 0),
    endsAt: Timestamp = .never,
    ticket: UInt64 = 0
  ) {
    let settings = tokenOutside(giving ?? terms.targetToken)?.token.message.partner
    let giver = giving == nil ? nil : members.find(id.member)?.assumeIsolated { $0.member.id }
    outside.add(
      OutsideDesk.Leg(
        id: id,
        exchange: exchange,
        terms: terms,
        membership: giver ?? membership,
        giving: giving,
        course: DeliveryCourse(
          goal,
          terms: PartnerTerms(settings),
          begun: since.milliseconds == 0 ? stamp() : since,
          endsAt: endsAt,
          spread: id.member &+ UInt64(id.version) &* 0x9E37_79B9_7F4A_7C15
        ),
        ticket: ticket
      )
    )
  }

  func beginWhenDurable(_ id: ExchangeID, _ actor: MemberActor) {
    let ticket = outside.leg(id)?.ticket
    whenNewestIsDurable(actor) { shard, _ in
      shard.advance(id, ticket: ticket) { $0.recorded(now: $1) }
    }
  }

  /// Lets an exchange go on, and does what follows.
  ///
  /// `ticket`: of the leg that is meant; nil = the one of now.
  func advance(
    _ id: ExchangeID,
    ticket: UInt64? = nil,
    _ input: (inout DeliveryCourse, Timestamp) -> DeliveryCourse.Action
  ) {
    // After the end nothing is recorded any more: the next start asks the partner.
    guard waitingTimers.isRunning else { return }
    let now = stamp()
    let isFull = outside.callsOut >= Limits.partnerCalls
    let step = outside.advance(id, ticket: ticket) { course in
      let action = input(&course, now)
      guard isFull, case .call = action else { return action }
      course.postpone(now: now)
      return .none
    }
    guard let (action, leg) = step else { return }
    if let at = leg.course.wakesAt { waitingTimers.add(id.member, at: max(1, at.milliseconds)) }
    switch action {
    case .none: break
    case .call(let wish): call(wish, leg, now)
    case .complete(let receipt): end(leg, receipt: Self.shortened(receipt), reason: nil)
    case .fail(let reason): end(leg, receipt: "", reason: Self.shortened(reason))
    case .giveUp: giveBack(leg.id, reason: DeliveryCourse.unknownTooLong)
    }
  }

  private func call(_ wish: PartnerCall.Wish, _ leg: OutsideDesk.Leg, _ now: Timestamp) {
    // Without its token, which no put removes, nobody is called; it is tried again.
    guard let (token, programme) = tokenOutside(leg.giving ?? leg.terms.targetToken),
      let settings = token.message.partner
    else { return }
    let names = leg.names
    let call = PartnerCall(
      wish: wish,
      isGiving: leg.giving != nil,
      key: names.key,
      id: names.id,
      programID: programme.id,
      tokenID: token.message.tokenID,
      type: token.type,
      decimals: token.decimals,
      units: (leg.giving == nil ? leg.terms.received : leg.terms.points).rawValue,
      tokenName: token.message.name,
      tokenSymbol: token.message.symbol,
      membership: leg.membership,
      settings: settings,
      endpoint: token.webhookID.flatMap { services.webhooks.endpoint($0, of: programme.id) },
      timeoutMilliseconds: leg.course.terms.timeoutMilliseconds,
      atMilliseconds: now.milliseconds
    )
    let (number, ticket) = (leg.course.calls, leg.ticket)
    guard wish != .deliver || !leg.membership.isEmpty || token.type == .typeDonation else {
      // Its record was read from an archive, and those do not name anybody.
      let answer = PartnerAnswer.refused(reason: "who receives is not known any more")
      return post { shard in
        shard.advance(leg.id, ticket: ticket) { $0.answered(answer, to: number, now: $1) }
      }
    }
    services.partner.call(call) { [self] answer in
      post { shard in
        shard.advance(leg.id, ticket: ticket) { $0.answered(answer, to: number, now: $1) }
      }
    }
  }

  /// The partner has ended it: the member's record follows in this turn.
  private func end(_ leg: OutsideDesk.Leg, receipt: String, reason: String?) {
    guard let actor = members.find(leg.id.member) else {
      preconditionFailure("member \(leg.id.member) is gone")
    }
    switch leg.course.goal {
    case .debit: endDebit(leg.id, receipt: receipt, reason: reason, actor)
    case .giveBack: endGivingBack(leg.id, actor)
    case .takeBack where reason == nil && leg.terms.isFromOutside: giveBack(leg.id, reason: "")
    case .takeBack: actor.assumeIsolated { $0.endOutsideReturn(leg.id, reason: reason) }
    case .watch:
      let isNoted = actor.assumeIsolated { $0.noteLate(leg.id, receipt: receipt) }
      if isNoted { outside.late.insert(leg.id.member) }
    case .deliver:
      guard let reason else {
        return actor.assumeIsolated { $0.settleOutside(leg.id, receipt: receipt) }
      }
      guard !leg.terms.isFromOutside else { return giveBack(leg.id, reason: reason) }
      // It may have been delivered all the same, by a call that is still on its way there.
      let until = stamp().adding(milliseconds: leg.course.terms.watchMilliseconds)
      actor.assumeIsolated { $0.reverseOutside(leg.id, reason: reason, watchUntil: until) }
      watch(leg.id, leg.terms, until, ticket: leg.ticket)
      advance(leg.id) { $0.resumed(now: $1) }
    }
  }

  /// What stands in a record of what a partner said.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > Limits.partnerTextBytes else { return text }
    var short = ""
    for character in text {
      guard short.utf8.count + character.utf8.count <= Limits.partnerTextBytes else { break }
      short.append(character)
    }
    return short
  }
}
