internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// Points of one token become points of another. Each member's part is a record of its own, on its
// own shard; what one shard tells another travels in a parcel, which leaves when the records of the
// turn are numbered. So the records of an exchange lie in the log in the order of its steps, and a
// crash leaves the first of them: see docs/decisions/0036-exchanges-as-sagas.md.
//
//     giving member's home        receiving member's home
//     checks, values       probe →
//                        ← probed  is there one who may receive?
//     EXCHANGE_STARTED    credit →
//                      ← credited  EXCHANGE_CREDITED, or why not
//     EXCHANGE_SETTLED or _REVERSED, and the answer

extension Shard {
  /// At the home of the member that gives.
  func exchange(_ call: RoutedCall) {
    let ask: ExchangeAsk
    do throws(RequestFault) { ask = try ExchangeAsk(call.head.payload) } catch {
      return fail(call.call, Status(error))
    }
    guard let command = beginCommand(call) else { return }
    guard let actor = member(call, command.programme) else {
      return refuse(command, missing(call.head))
    }
    do throws(Refusal) {
      try actor.requireUsableCard(command)
      let offer = try ExchangeOffer(
        ask,
        command,
        capUses: actor.inPlace { Member.capUses(of: &$0.pointee) }
      )
      var message = ExchangeMessage(
        call: call.call,
        id: ExchangeID(member: actor.number, version: 0),
        terms: offer.terms
      )
      message.programme = offer.programme.index
      message.token = offer.token
      if let refusal = offer.refusal { message.offerDenial = .init(refusal) }
      guard !offer.isOutside else {
        guard !holdsBack(command, from: offer.programme) else { return }
        guard try isConfirmed(ask.membership, offer, command, entity: call.entity) else { return }
        return startOutside(message, ask.membership, command, actor)
      }
      guard !ask.membership.isEmpty else {
        guard offer.programme.index == command.programme.index else {
          throw .invalidField("to_membership_number")
        }
        message.terms.target = actor.number
        return start(&message, command, actor)
      }
      probe(&message, ask.membership, of: offer.programme, in: call.head.payload)
    } catch {
      refuse(command, error, member: actor.number)
    }
  }

  // MARK: - Who receives

  /// Whether the number names somebody outside, where somebody has to be asked.
  private func isConfirmed(
    _ membership: UnsafeRawBufferPointer,
    _ offer: ExchangeOffer,
    _ command: CommandContext,
    entity: UInt64
  ) throws(Refusal) -> Bool {
    guard !membership.isEmpty,
      let token = offer.programme.exchanges.token(offer.terms.targetToken),
      token.membership.inquiry != nil
    else { return true }
    return try isConfirmed(
      String(decoding: membership, as: UTF8.self),
      token.membership,
      subject: token.message.tokenID,
      of: offer.programme,
      field: "to_membership_number",
      command,
      entity: entity
    )
  }

  /// Asks where the number leads whether somebody may receive.
  private func probe(
    _ message: inout ExchangeMessage,
    _ membership: UnsafeRawBufferPointer,
    of programme: PublishedProgramme,
    in payload: UnsafeRawBufferPointer
  ) {
    if let base = payload.baseAddress, let start = membership.baseAddress {
      message.membershipOffset = UInt32(start - base)
      message.membershipBytes = UInt32(membership.count)
    }
    message.step = .probe
    message.terms.target = programme.idBytes.withUnsafeBytes { id in
      StableHash.hash(program: id, member: membership)
    }
    pass(&message, to: message.terms.target, payload: payload)
  }

  /// Gives a step to the home of a number, which may be here.
  func pass(
    _ message: inout ExchangeMessage,
    to number: UInt64,
    payload: UnsafeRawBufferPointer?
  ) {
    let home = StableHash.shard(number, count: count)
    guard home != index else {
      return take(&message, payload ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }
    message.sentAtMilliseconds = stamp().milliseconds
    outbox(home).add(message, payload: payload)
  }

  /// Takes the steps of a parcel.
  func takeSteps(_ steps: borrowing OutputBuffer) {
    hasServed = true
    stepHomes.removeAll(keepingCapacity: true)
    Parcel.forEachStep(in: steps) { message, _ in stepHomes.append(message.home) }
    var taken = 0
    Parcel.forEachStep(in: steps) { message, payload in
      expectSteps(after: taken)
      taken += 1
      // The other's record may have been stamped by another clock reading.
      advanceStamp(to: message.sentAtMilliseconds)
      take(&message, payload)
    }
  }

  private func take(_ message: inout ExchangeMessage, _ payload: UnsafeRawBufferPointer) {
    switch message.step {
    case .probe: lookUp(&message, payload)
    case .probeCard: lookUpCard(&message, payload)
    case .probeMember:
      answerProbe(&message, members.unretained(message.terms.target), payload)
    case .probed: goOn(&message, payload)
    case .credit: credit(&message)
    case .credited: finish(message)
    case .takeBack: takeBack(&message)
    case .takenBack: finishReturn(message)
    }
  }

  /// At the home of a member who would have the number as its id.
  private func lookUp(_ message: inout ExchangeMessage, _ payload: UnsafeRawBufferPointer) {
    guard Int(message.programme) < programmes.count,
      programmes[Int(message.programme)].version > 0
    else {
      // It is being published just now, and has not come here yet.
      return deny(&message, .exchangeNotAllowed, payload)
    }
    let programme = programmes[Int(message.programme)]
    let number = membership(message, payload)
    if let actor = namedMember(message.terms.target, .memberID(number), programme) {
      return answerProbe(&message, actor, payload)
    }
    message.step = .probeCard
    let card = programme.idBytes.withUnsafeBytes { Shard.cardEntity(program: $0, number: number) }
    message.terms.target = card
    pass(&message, to: card, payload: payload)
  }

  /// At the home of the card with the number.
  private func lookUpCard(_ message: inout ExchangeMessage, _ payload: UnsafeRawBufferPointer) {
    guard Int(message.programme) < programmes.count else {
      return answerProbe(&message, nil, payload)
    }
    let card = programmes[Int(message.programme)].idBytes.withUnsafeBytes { program in
      findCard(
        message.terms.target,
        program: UnsafeRawBufferPointer(program),
        number: membership(message, payload)
      )
    }
    guard let card, card.member != 0
    else { return answerProbe(&message, nil, payload) }
    message.step = .probeMember
    message.terms.target = card.member
    pass(&message, to: card.member, payload: payload)
  }

  private func membership(
    _ message: ExchangeMessage,
    _ payload: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let start = Int(message.membershipOffset)
    return UnsafeRawBufferPointer(
      rebasing: payload[start..<start + Int(message.membershipBytes)]
    )
  }

  private func deny(
    _ message: inout ExchangeMessage,
    _ denial: ExchangeMessage.Denial,
    _ payload: UnsafeRawBufferPointer
  ) {
    (message.step, message.denial) = (.probed, denial)
    pass(&message, to: message.id.member, payload: payload)
  }

  private func answerProbe(
    _ message: inout ExchangeMessage,
    _ actor: Unmanaged<MemberActor>?,
    _ payload: UnsafeRawBufferPointer
  ) {
    guard Int(message.programme) < programmes.count else {
      return deny(&message, .exchangeNotAllowed, payload)
    }
    message.step = .probed
    message.denial = .membershipNotValid
    actor?._withUnsafeGuaranteedRef { actor in
      message.terms.target = actor.number
      message.denial = .none
      do throws(Refusal) {
        let rules = programmes[Int(message.programme)].rules
        try actor.inPlace({ $0.pointee.stage }).requireEarning(rules)
      } catch {
        message.denial = denial(of: message, error, by: actor)
      }
    }
    pass(&message, to: message.id.member, payload: payload)
  }

  // MARK: - The giving side

  /// The probe is back, at the home of the member that gives.
  private func goOn(_ message: inout ExchangeMessage, _ payload: UnsafeRawBufferPointer) {
    do throws(RequestFault) {
      let head = try RequestHead(payload, namesMember: true)
      let routed = RoutedCall(call: message.call, head: head, entity: message.id.member)
      guard var command = beginRead(routed) else {
        preconditionFailure("a request that was begun once cannot be begun again")
      }
      if !command.isDryRun, let id = head.requestID {
        command.reservation = CommandContext.Reservation(
          id: id,
          table: requestTable(madeAtMilliseconds: id.madeAtMilliseconds),
          contentHash: ContentHash.hash(payload)
        )
      }
      guard !holdsBack(command) else { return }
      if let refusal = message.denial.refusal {
        return refuse(command, Status(receiving: refusal))
      }
      guard let actor = members.find(message.id.member) else {
        preconditionFailure("member \(message.id.member) is gone")
      }
      start(&message, command, actor)
    } catch {
      preconditionFailure("a request that was read once cannot be read again: \(error)")
    }
  }

  /// Begins an exchange: its points leave, and the receiving member's home is told.
  private func start(
    _ message: inout ExchangeMessage,
    _ command: CommandContext,
    _ actor: MemberActor
  ) {
    guard !message.terms.isFromOutside else {
      let nobody = UnsafeRawBufferPointer(start: nil, count: 0)
      return startOutside(message, nobody, command, actor)
    }
    var begun = message
    let refusal = actor.runOnItsShard(command) { actor throws(Refusal) in
      try actor.startExchange(&begun, command)
    }
    message = begun
    if let refusal { return refuse(command, refusal, member: actor.number) }
    guard !command.isDryRun else { return }
    message.step = .credit
    pass(&message, to: message.terms.target, payload: nil)
  }

  /// At the home of the member that gives: the points have arrived, or cannot.
  private func finish(_ message: ExchangeMessage) {
    guard let actor = members.find(message.id.member) else {
      preconditionFailure("member \(message.id.member) is gone")
    }
    guard !message.terms.isFromOutside else { return finishGiven(message, actor) }
    if message.denial == .none {
      actor.takeOnItsShard(message) { $0.settleExchange($1) }
    } else {
      actor.takeOnItsShard(message) { $0.reverseExchange($1) }
    }
  }

  // MARK: - The receiving side

  func credit(_ message: inout ExchangeMessage) {
    if !closing.isEmpty, isClosed(message) { return heldCredits.append(message) }
    if let shortage = supplyShortage(for: message) {
      let waiting = message
      return budgets.wait([shortage.0], programme: shortage.1) { shard in
        var message = waiting
        shard.credit(&message)
      }
    }
    message.step = .credited
    message.denial = .membershipNotValid
    if let actor = members.find(message.terms.target) {
      var credited = message
      actor.takeOnItsShard(message) { actor, message in
        do throws(Refusal) {
          (credited.creditedVersion, credited.denial) = (try actor.creditExchange(message), .none)
        } catch {
          credited.denial = denial(of: message, error, by: actor)
        }
      }
      message = credited
    }
    pass(&message, to: message.id.member, payload: nil)
  }

  /// What the giving side hears of why a member does not receive.
  ///
  /// In which stage another brand's member is, is that brand's business: whoever asks learns what
  /// it would learn of a number that names nobody.
  private func denial(
    of message: ExchangeMessage,
    _ refusal: Refusal,
    by actor: MemberActor
  ) -> ExchangeMessage.Denial {
    let denial = ExchangeMessage.Denial(refusal)
    guard denial == .memberNotActive || denial == .earnBlocked else { return denial }
    let isOwn = programmes[Int(actor.programmeIndex)].exchanges.token(message.token) != nil
    return isOwn ? denial : .membershipNotValid
  }

  /// Whether the balances of the programme that receives are being added up.
  private func isClosed(_ message: ExchangeMessage) -> Bool {
    let programme = programme(of: message.terms.targetToken, near: message.programme)
    return programme.map { closing[$0.index] != nil } ?? false
  }

  /// What has to be asked for of the token's supply, and in which programme.
  private func supplyShortage(for message: ExchangeMessage) -> (Shortage, UInt16)? {
    let (token, points) = (message.terms.targetToken, message.terms.received.rawValue)
    guard let programme = programme(of: token, near: message.programme) else { return nil }
    return supplyShortage(of: token, points, programme).map { ($0, programme.index) }
  }

  /// The programme that a token belongs to; `index` is looked at first.
  func programme(of token: TokenNumber, near index: UInt16) -> PublishedProgramme? {
    if Int(index) < programmes.count, programmes[Int(index)].exchanges.token(token) != nil {
      return programmes[Int(index)]
    }
    return programmes.first { $0.exchanges.token(token) != nil }
  }

  // MARK: - After a start

  /// Goes on with an exchange that the last process began.
  ///
  /// `creditedVersion`: of the record that credited it; 0 = there is none.
  func resumeExchange(_ id: ExchangeID, _ transit: Transit, creditedVersion: UInt32) {
    var message = ExchangeMessage(
      call: ExchangeMessage.nobody,
      id: id,
      terms: transit.terms
    )
    message.token = transit.token
    guard transit.returns == 0 else {
      message.step = creditedVersion == 0 ? .takeBack : .takenBack
      message.creditedVersion = transit.creditedVersion
      guard creditedVersion == 0 else { return finishReturn(message) }
      return pass(&message, to: transit.terms.target, payload: nil)
    }
    message.creditedVersion = creditedVersion
    guard creditedVersion == 0 else { return finish(message) }
    message.step = .credit
    pass(&message, to: transit.terms.target, payload: nil)
  }
}
