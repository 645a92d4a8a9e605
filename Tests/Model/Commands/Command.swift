/// What may be asked of a programme.
package enum Command: Hashable, Sendable {
  case enrol(Enrolment)
  case change(MemberChange)
  /// Makes a promotion or a new version of it, valid from an instant or from now.
  case putPromotion(Promotion, from: Milliseconds?)
  case evaluate(SaleCommand)
  /// Books a sale, a guest's where it names no member.
  case earn(SaleCommand)
  case claim(TransactionID, by: MemberID)
  case reverseEarn(TransactionID, strict: Bool)
  case returnLines(TransactionID, [ReturnedLine], receipt: String)
  case reward(Event, member: MemberID)
  /// Makes what waits for an action active.
  case activate(TransactionID)
  case lock(LockCommand)
  /// Frees a lock, or all locks on an earn, in full or in part.
  case unlock(UnlockTarget, points: Points?)
  case redeem(RedeemCommand)
  case authorize(RedeemCommand, timeout: Milliseconds?)
  /// Takes all or a part of what was authorised.
  case capture(TransactionID, points: Points?)
  case void(TransactionID)
  case reverseRedemption(TransactionID, points: Points?)
  case expirePercentage(PercentageCommand)
  /// Moves the end of a member's living lots, all or some, to a later instant.
  case extendExpiry(MemberID, lots: [LotID]?, to: Milliseconds)
  /// Several operations of one sale, all or none.
  case sale(ChainCommand)
  /// Nothing but time.
  case passTime
}

/// A command with its stamps.
package struct Request: Hashable, Sendable {
  /// The caller's name for it: the same one again is answered as before.
  package var id: Int
  /// The server's clock; never goes back.
  package var now: Milliseconds
  /// The till's clock; absent = now.
  package var occurredAt: Milliseconds?
  /// When the caller made the request's name; it stays when the request comes again.
  package var madeAt: Milliseconds
  package var command: Command

  package init(
    id: Int,
    now: Milliseconds,
    occurredAt: Milliseconds? = nil,
    madeAt: Milliseconds? = nil,
    _ command: Command
  ) {
    self.id = id
    self.now = now
    self.occurredAt = occurredAt
    self.madeAt = madeAt ?? now
    self.command = command
  }
}

package struct Enrolment: Hashable, Sendable {
  package var member: MemberID
  package var stage: Stage
  /// Absent = the programme's lowest.
  package var tier: String?
  package var segments: Set<String>
  package var birthday: CivilDay?
  package var pinLimits: PinLimits

  package init(
    _ member: MemberID,
    stage: Stage = .active,
    tier: String? = nil,
    segments: Set<String> = [],
    birthday: CivilDay? = nil,
    pinLimits: PinLimits = PinLimits()
  ) {
    self.member = member
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.birthday = birthday
    self.pinLimits = pinLimits
  }
}

/// What is absent stays as it is.
package struct MemberChange: Hashable, Sendable {
  package var member: MemberID
  package var stage: Stage?
  package var tier: String?
  package var segments: Set<String>?
  package var pinLimits: PinLimits?

  package init(
    _ member: MemberID,
    stage: Stage? = nil,
    tier: String? = nil,
    segments: Set<String>? = nil,
    pinLimits: PinLimits? = nil
  ) {
    self.member = member
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.pinLimits = pinLimits
  }
}

extension Command {
  /// Whether it asks only; then it is answered anew each time.
  package var isRead: Bool {
    switch self {
    case .evaluate, .passTime: true
    case .sale(let chain): !chain.commit
    default: false
    }
  }
}
