/// An exchange's name: the member that gave, and the version of its
/// ``TransactionKind/exchangeStarted``.
package struct ExchangeID: Hashable, Sendable, BitwiseCopyable {
  package var member: UInt64
  package var version: UInt32

  package init(member: UInt64, version: UInt32) {
    self.member = member
    self.version = version
  }
}

/// What an exchange comes to: decided once, when it is asked for, and never again.
package struct ExchangeTerms: Hashable, Sendable, BitwiseCopyable {
  /// Number of the member that receives.
  ///
  /// 0 = it is not held here: a partner outside gives it out.
  package var target: UInt64 = 0
  package var targetToken: TokenNumber = 0
  /// That leave, the fee among them.
  package var points = Points.zero
  /// Of them, what does not become points of the other token.
  package var fee = Points.zero
  /// Smallest units of the other token; 1 or more.
  package var received = Points.zero
  /// Of one unit received, what the floor left over; the numerator is below the denominator.
  package var remainder = Ratio.zero
  package var offRamp = Ratio.zero
  package var onRamp = Ratio.zero
  /// Whether the rate was the request's; ``onRamp`` is 1 then.
  package var isOverridden = false
  /// Whether the giving member's brand keeps its points itself, see ``Transit/Giving``.
  package var isFromOutside = false
  package var offRampSince = Timestamp(milliseconds: 0)
  package var onRampSince = Timestamp(milliseconds: 0)
  package var partnership: UInt32 = 0
  package var partnershipVersion: UInt32 = 0
  /// Version of the giving programme that decided.
  package var ruleSetVersion: UInt64 = 0
  package var caller = Caller()

  package init() {}

  /// Whether the other token is held by somebody outside; not asked of a step with the member that
  /// receives.
  package var isOutside: Bool { target == 0 }

  /// Whether the request is answered when the exchange has begun: somebody outside has to be asked.
  package var isAnsweredAtOnce: Bool { isOutside || isFromOutside }

  /// The request that is answered when the exchange has ended: also by a server that was started in
  /// between.
  package struct Caller: Hashable, Sendable, BitwiseCopyable {
    /// The request id's two halves.
    package var high: UInt64 = 0
    package var low: UInt64 = 0
    /// Of the request's content.
    package var hash: UInt64 = 0
    package var occurredAt = Timestamp(milliseconds: 0)

    package init() {}
  }
}

extension Ratio {
  /// 0 ÷ 1.
  package static let zero = Ratio(whole: 0)

  package init(whole: Int64) {
    numerator = whole
    denominator = 1
  }
}

/// The step of an exchange that a posting is; its kind says which.
///
/// An object that never changes: a posting is copied often, and a step is large.
package final class ExchangeStep: Hashable, Sendable {
  package let id: ExchangeID
  package let terms: ExchangeTerms
  /// Version of the record that credited the other member, once that is known; else 0.
  package let creditedVersion: UInt32
  /// Of a return that begins: which lots had paid.
  package let paid: [Draw]
  /// Of a return that begins: what the exchange had used of the partnership's limits.
  package let used: [CapUse]
  /// Of one that begins, or of its return: who receives outside; empty = nobody is named.
  package let membership: String
  /// What the partner outside answered, once that is known.
  package let receipt: String
  /// Of one that comes back from a partner: until when it is asked whether it has delivered after
  /// all; 0 = it is not.
  package let watchUntil: Timestamp

  package init(
    id: ExchangeID,
    terms: ExchangeTerms,
    creditedVersion: UInt32 = 0,
    paid: [Draw] = [],
    used: [CapUse] = [],
    membership: String = "",
    receipt: String = "",
    watchUntil: Timestamp = Timestamp(milliseconds: 0)
  ) {
    self.id = id
    self.terms = terms
    self.creditedVersion = creditedVersion
    self.paid = paid
    self.used = used
    self.membership = membership
    self.receipt = receipt
    self.watchUntil = watchUntil
  }

  package static func == (one: ExchangeStep, other: ExchangeStep) -> Bool {
    one === other
      || one.id == other.id && one.terms == other.terms
        && one.creditedVersion == other.creditedVersion && one.paid == other.paid
        && one.used == other.used && one.membership == other.membership
        && one.receipt == other.receipt && one.watchUntil == other.watchUntil
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(terms)
  }
}

/// An exchange that has begun and not ended: with the member that gave, and gone when it has ended.
///
/// Its points are nobody's: they count as in transit.
package struct Transit: Hashable, Sendable {
  /// Where an exchange stands with a giving brand that keeps its members' points itself.
  ///
  /// Raw values are the schema's.
  package enum Giving: UInt8, Sendable {
    /// There is no such brand: the points left their lots at once.
    case none = 0
    /// It is asked to take them from its member. To `taken`, to `givingBack` where it says nothing,
    /// or the exchange ends.
    case asked = 1
    /// It has taken them: they are in transit. Of a return: what they have become is to be taken
    /// back. To `givingBack`, or the exchange ends.
    case taken = 2
    /// It is told to give them back, until it has. Then the exchange ends.
    case givingBack = 3
  }

  /// Version of the entry that began it.
  package var id: UInt32
  package var token: TokenNumber
  package var terms: ExchangeTerms
  /// Which lots paid: what a reversal gives back.
  package var draws: [Draw]
  /// Of the partnership's limits, which a reversal releases.
  package var capUses: [CapUse]
  /// Version that began the settled exchange which is to be taken back; 0 = it is an exchange
  /// itself.
  package var returns: UInt32
  /// Of the other member's record that is to be taken back; 0 = none is.
  package var creditedVersion: UInt32
  /// Who receives outside; empty = a member here, or nobody is named.
  package var membership: String
  package var giving: Giving
  /// Why the points are given back; empty until they are.
  package var reason = ""
  /// When what is asked of somebody outside now was recorded; 0 = snapshots did not say so yet.
  package var since: Timestamp

  package init(
    id: UInt32,
    token: TokenNumber,
    terms: ExchangeTerms,
    draws: [Draw],
    capUses: [CapUse],
    returns: UInt32 = 0,
    creditedVersion: UInt32 = 0,
    membership: String = "",
    giving: Giving = .none,
    since: Timestamp = Timestamp(milliseconds: 0)
  ) {
    self.since = since
    self.giving = giving
    self.membership = membership
    self.returns = returns
    self.creditedVersion = creditedVersion
    self.id = id
    self.token = token
    self.terms = terms
    self.draws = draws
    self.capUses = capUses
  }

  /// Whether somebody outside is asked for the next step.
  package var isWithPartner: Bool {
    switch giving {
    case .none, .taken: terms.isOutside
    case .asked, .givingBack: true
    }
  }

  /// Whether its points count as in transit.
  var isMoving: Bool { returns == 0 && (giving == .none || !draws.isEmpty) }
}

/// An exchange whose points came back, while its partner outside may deliver all the same: with the
/// member that gave, until nobody asks any more, or a person has decided.
package struct GivenUpExchange: Hashable, Sendable {
  /// Version of the entry that began it.
  package var id: UInt32
  package var token: TokenNumber
  package var terms: ExchangeTerms
  /// Until when the partner is asked.
  package var watchUntil: Timestamp
  /// When it turned out that the partner has delivered; 0 = it has not, as far as is known.
  package var deliveredAt = Timestamp(milliseconds: 0)
  package var receipt = ""

  package init(id: UInt32, token: TokenNumber, terms: ExchangeTerms, watchUntil: Timestamp) {
    self.id = id
    self.token = token
    self.terms = terms
    self.watchUntil = watchUntil
  }

  /// Whether the member has the points and the partner has given out what they would have bought:
  /// a person must decide.
  package var isLate: Bool { deliveredAt.milliseconds != 0 }

  func add(to hasher: inout WordHasher) {
    hasher.add(UInt64(id))
    hasher.add(UInt64(token))
    hasher.add(UInt64(terms.targetToken))
    for points in [terms.points, terms.received] { hasher.add(points) }
    hasher.add(watchUntil)
    hasher.add(deliveredAt)
    hasher.add(receipt)
  }
}

/// What exchanges have done to one member's points of one token.
package struct ExchangeTotals: Hashable, Sendable {
  package var token: TokenNumber
  /// In exchanges that are under way.
  package var inTransit = Points.zero
  /// That became points of another token.
  package var exchanged = Points.zero
  /// That stayed on the way.
  package var fees = Points.zero
  /// That came from other tokens; they are among the account's issued points.
  package var received = Points.zero
  /// What floors left over of ``received``.
  package var rounding = Remainders()
  /// What partners outside have given out for this member's points, and not taken back, in units of
  /// this token; ``rounding`` is of them then.
  package var delivered = Points.zero

  package init(token: TokenNumber) { self.token = token }

  /// Points that have left the member.
  package var left: Points { inTransit + exchanged + fees }

  /// Takes a step but for its draws and restores, which move ``inTransit`` by themselves.
  mutating func take(_ step: ExchangeStep, of kind: TransactionKind) {
    switch kind {
    case .exchangeCredited:
      received += step.terms.received
      rounding.add(step.terms.remainder)
    case .exchangeSettled:
      inTransit -= step.terms.points
      exchanged += step.terms.points - step.terms.fee
      fees += step.terms.fee
    case .exchangeTakenBack: rounding.subtract(step.terms.remainder)
    case .exchangeReturned:
      // The restores have taken all of it from ``exchanged``.
      exchanged += step.terms.fee
      fees -= step.terms.fee
    default: break
    }
  }

  /// Takes a step that gives out units of this token outside, or takes them back.
  mutating func takeOutside(_ step: ExchangeStep, of kind: TransactionKind) {
    switch kind {
    case .exchangeSettled, .exchangeDeliveredLate:
      delivered += step.terms.received
      rounding.add(step.terms.remainder)
    case .exchangeReturned, .exchangeLateTakenBack:
      delivered -= step.terms.received
      rounding.subtract(step.terms.remainder)
    default: break
    }
  }

  /// The opposite, but for the rounding.
  mutating func undoOutside(_ step: ExchangeStep, of kind: TransactionKind) {
    switch kind {
    case .exchangeSettled, .exchangeDeliveredLate: delivered -= step.terms.received
    case .exchangeReturned, .exchangeLateTakenBack: delivered += step.terms.received
    default: break
    }
  }

  /// The opposite; the rounding stays, for nobody asks for its past.
  mutating func undo(_ step: ExchangeStep, of kind: TransactionKind) {
    switch kind {
    case .exchangeCredited: received -= step.terms.received
    case .exchangeSettled:
      inTransit += step.terms.points
      exchanged -= step.terms.points - step.terms.fee
      fees -= step.terms.fee
    case .exchangeReturned:
      exchanged -= step.terms.fee
      fees += step.terms.fee
    default: break
    }
  }
}

/// An exact sum of fractions below 1: one for each denominator, for a common one might fit no
/// number.
package struct Remainders: Hashable, Sendable {
  package struct Part: Hashable, Sendable, BitwiseCopyable {
    package var denominator: Int64
    package var whole: Int64
    /// 0 to below the denominator.
    package var numerator: Int64

    package init(denominator: Int64, whole: Int64, numerator: Int64) {
      self.denominator = denominator
      self.whole = whole
      self.numerator = numerator
    }
  }

  /// By denominator, ascending; none is 0.
  package private(set) var parts: [Part] = []

  package init() {}

  /// Adds a fraction of 0 to below 1.
  package mutating func add(_ remainder: Ratio) {
    guard remainder.numerator > 0 else { return }
    add(Part(denominator: remainder.denominator, whole: 0, numerator: remainder.numerator))
  }

  /// Takes away a fraction of 0 to below 1.
  package mutating func subtract(_ remainder: Ratio) {
    guard remainder.numerator > 0 else { return }
    let rest = remainder.denominator - remainder.numerator
    add(Part(denominator: remainder.denominator, whole: -1, numerator: rest))
  }

  package mutating func add(_ other: Remainders) {
    for part in other.parts { add(part) }
  }

  package mutating func add(_ part: Part) {
    var index = 0
    while index < parts.count, parts[index].denominator < part.denominator { index += 1 }
    guard index < parts.count, parts[index].denominator == part.denominator else {
      parts.insert(part, at: index)
      return
    }
    // Both are below the denominator: what they are together above it is less than it.
    let room = part.denominator - parts[index].numerator
    let carries = part.numerator >= room
    parts[index].whole += part.whole + (carries ? 1 : 0)
    parts[index].numerator =
      carries ? part.numerator - room : parts[index].numerator + part.numerator
    if parts[index].whole == 0, parts[index].numerator == 0 { parts.remove(at: index) }
  }
}

extension ExchangeStep {
  /// Units of the other token that are given out outside with a step, or taken back: below 0.
  package func movedOutside(_ kind: TransactionKind) -> Points {
    guard terms.isOutside else { return .zero }
    return switch kind {
    case .exchangeSettled, .exchangeDeliveredLate: terms.received
    case .exchangeReturned, .exchangeLateTakenBack: -terms.received
    default: .zero
    }
  }
}

extension Transit {
  // Without ``membership``, which archives do not keep, and ``since``, which snapshots did not.
  func add(to hasher: inout WordHasher) {
    hasher.add(UInt64(id))
    hasher.add(UInt64(token))
    hasher.add(terms.target)
    hasher.add(UInt64(terms.targetToken))
    for points in [terms.points, terms.fee, terms.received] { hasher.add(points) }
    for ratio in [terms.remainder, terms.offRamp, terms.onRamp] {
      hasher.add(ratio.numerator)
      hasher.add(ratio.denominator)
    }
    for word in [terms.caller.high, terms.caller.low, terms.caller.hash] { hasher.add(word) }
    for draw in draws {
      hasher.add(UInt64(draw.lot.id.version) << 16 | UInt64(draw.lot.id.index))
      hasher.add(draw.points)
    }
    for use in capUses { hasher.add(use.amount) }
    if returns != 0 { hasher.add(UInt64(returns) << 32 | UInt64(creditedVersion)) }
    if giving != .none { hasher.add(UInt64(giving.rawValue)) }
  }
}

extension ExchangeTotals {
  func add(to hasher: inout WordHasher) {
    hasher.add(UInt64(token))
    for points in [inTransit, exchanged, fees, received] { hasher.add(points) }
    for part in rounding.parts {
      for number in [part.denominator, part.whole, part.numerator] { hasher.add(number) }
    }
    if delivered != .zero { hasher.add(delivered) }
  }
}
