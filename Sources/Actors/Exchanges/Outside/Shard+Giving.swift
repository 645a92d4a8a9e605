internal import FealtyLoyalty
internal import FealtyWire

// Exchanges out of a token whose brand keeps its members' points itself. The brand is one more
// partner: asked to take the points first, and to give them back where nothing comes of them. What
// it is asked follows the record that says so, see docs/decisions/0050-light-brands-give.md.
//
//     EXCHANGE_STARTED       the brand takes the points from its member, or refuses: _REVERSED
//     EXCHANGE_DEBITED       they become what was asked for, here or with a partner: _SETTLED
//     EXCHANGE_GIVING_BACK   the brand gives them back: _REVERSED, or _RETURNED

extension Shard {
  /// The brand has taken the points from its member, or has not and will not.
  ///
  /// `reason`: why not; nil where it has.
  func endDebit(_ id: ExchangeID, receipt: String, reason: String?, _ actor: MemberActor) {
    if let reason {
      return actor.assumeIsolated {
        $0.reverseOutside(id, reason: reason, watchUntil: Timestamp(milliseconds: 0))
      }
    }
    let found = actor.assumeIsolated { $0.noteDebit(id, receipt: receipt) }
    guard let transit = found else { return giveBack(id, reason: "the points have no room here") }
    guard !transit.terms.isOutside else {
      open(id, of: id, transit.terms, transit.membership, .deliver)
      return beginWhenDurable(id, actor)
    }
    resumeExchange(id, transit, creditedVersion: 0)
  }

  /// What the points have become has arrived with a member here, or cannot.
  func finishGiven(_ message: ExchangeMessage, _ actor: MemberActor) {
    guard let refusal = message.denial.refusal else {
      return actor.takeOnItsShard(message) {
        $0.settleOutside($1.id, receipt: "", creditedVersion: $1.creditedVersion)
      }
    }
    giveBack(message.id, reason: "\(Status(refusal).reason)")
  }

  /// It is taken back from that member, or is not there any more.
  func finishGivenReturn(_ message: ExchangeMessage, _ actor: MemberActor) {
    guard let refusal = message.denial.refusal else { return giveBack(message.id, reason: "") }
    actor.assumeIsolated {
      $0.endOutsideReturn(message.id, reason: "\(Status(refusal).reason)")
    }
  }

  /// Has the brand give its member back what it took, or may have taken.
  func giveBack(_ id: ExchangeID, reason: String) {
    guard let actor = members.find(id.member) else {
      preconditionFailure("member \(id.member) is gone")
    }
    let transit = actor.assumeIsolated { $0.beginGivingBack(id, reason: reason) }
    resumeOutside(id, transit)
    beginWhenDurable(id, actor)
  }

  /// The brand has given back what it took: the exchange, or its return, has ended.
  func endGivingBack(_ id: ExchangeID, _ actor: MemberActor) {
    let transit = actor.assumeIsolated { $0.outsideTransit(id) }
    guard transit.returns == 0 else {
      return actor.assumeIsolated { $0.endOutsideReturn(id, reason: nil) }
    }
    // Only where the points were taken has the other partner heard of it.
    let isWatched = transit.terms.isOutside && !transit.draws.isEmpty
    let settings = tokenOutside(transit.terms.targetToken)?.token.message.partner
    let milliseconds = PartnerTerms(settings).watchMilliseconds
    let until = isWatched ? stamp().adding(milliseconds: milliseconds) : Timestamp(milliseconds: 0)
    actor.assumeIsolated { $0.reverseOutside(id, reason: transit.reason, watchUntil: until) }
    guard isWatched else { return }
    watch(id, transit.terms, until)
    advance(id) { $0.resumed(now: $1) }
  }
}

extension MemberActor {
  /// The brand has taken the points of an exchange from this member.
  ///
  /// - Returns: The exchange as it stands then; nil where the sums have no room.
  func noteDebit(_ id: ExchangeID, receipt: String) -> Transit? {
    let transit = outsideTransit(id)
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    do throws(Refusal) {
      let posting = try member.exchangeDebited(transit, number: number, receipt: receipt, now: now)
      record(posting, transit, now: now)
    } catch {
      return nil
    }
    return outsideTransit(id)
  }

  /// The brand is told to give this member back what it took.
  ///
  /// - Returns: The exchange as it stands then.
  func beginGivingBack(_ id: ExchangeID, reason: String) -> Transit {
    let transit = outsideTransit(id)
    let now = shard.stamp()
    settle(dueBy: now, now: now)
    let posting = Member.exchangeGivingBack(transit, number: number, reason: reason, now: now)
    record(posting, transit, now: now)
    return outsideTransit(id)
  }
}
