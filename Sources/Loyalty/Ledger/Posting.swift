/// What one transaction does to a member's points: effects alone, no rules.
///
/// Everything that a rule decided stands here in full, so that a replay needs no rules. A plain
/// earn fills `lotsMade` and nothing else.
package struct Posting: Hashable, Sendable {
  package var kind: TransactionKind
  /// The token of its draws and restores; an earn's lots name their own.
  package var token: TokenNumber
  /// From when it counts: an expiry's exact instant, the command's `now` otherwise.
  package var effectiveAt: Timestamp
  /// New credits, each with `remaining` = `amount`.
  ///
  /// They count as issued.
  package var lotsMade: [Lot] = []
  /// Points that leave lots; after everything above.
  package var draws: [Draw] = []
  /// Differences of cap uses; negative ones release.
  package var capUses: [CapUse] = []
  /// The transaction that it reverses, captures, voids or unlocks; 0 = none.
  package var linkedVersion: UInt32 = 0
  /// A reversal: points of the linked transaction that this one reverses.
  package var reversedPoints: Points = .zero
  /// A reversal: nothing of the linked transaction is left to reverse.
  package var isFullReversal = false
  /// None or one.
  ///
  /// An array, because that is a pointer that copies on write.
  private var rare: [RareEffects] = []

  package init(kind: TransactionKind, token: TokenNumber, effectiveAt: Timestamp) {
    self.kind = kind
    self.token = token
    self.effectiveAt = effectiveAt
  }

  /// An earn, made in one step: filling in a value that is then returned copies it once more.
  init(
    earnOf lots: [Lot],
    token: TokenNumber,
    draws: [Draw],
    capUses: [CapUse],
    effectiveAt: Timestamp
  ) {
    kind = .earn
    self.token = token
    self.effectiveAt = effectiveAt
    lotsMade = lots
    self.draws = draws
    self.capUses = capUses
  }
}

/// What few postings have, behind one pointer: a posting is copied often, and each of its arrays
/// would be counted with it.
private struct RareEffects: Hashable, Sendable {
  var restores: [Restore] = []
  var holdsPlaced: [Hold] = []
  var releases: [HoldRelease] = []
  var accountChanges: [AccountChange] = []
  var details = PostingDetails()

  /// `inout` in form alone: one that is read through an array is copied first.
  static func isEmpty(_ effects: inout RareEffects) -> Bool { effects.isEmpty }

  private var isEmpty: Bool {
    restores.isEmpty && holdsPlaced.isEmpty && releases.isEmpty && accountChanges.isEmpty
      && details.isEmpty
  }
}

extension Posting {
  /// What only some postings do; ``hasDetails`` tells whether it is worth asking.
  ///
  /// Copied on the way out: for those that have any.
  package var details: PostingDetails {
    get { rare.isEmpty ? PostingDetails() : rare[0].details }
    _modify {
      makeRare()
      defer { dropEmptyRare() }
      yield &rare[0].details
    }
  }

  /// Whether it makes lots and does nothing else.
  var isPlain: Bool { draws.isEmpty && capUses.isEmpty && linkedVersion == 0 && rare.isEmpty }

  /// Whether it has any of what stands below, beside lots and draws.
  package var hasRareEffects: Bool { !rare.isEmpty }

  package var hasDetails: Bool { !rare.isEmpty && !rare[0].details.isEmpty }

  package var hasDetailsBesideExchange: Bool {
    !rare.isEmpty && !rare[0].details.isEmptyBesideExchange
  }

  /// From which tier into which it brings the member; nil where the tier stays.
  package var tierChange: TierStep.Change? {
    rare.isEmpty ? nil : rare[0].details.tierStep?.change
  }

  /// The step of an exchange that it is; nil where it is none.
  package var exchange: ExchangeStep? {
    rare.isEmpty ? nil : rare[0].details.exchange
  }

  /// Points given back to lots by the reversal of a redemption.
  package var restores: [Restore] {
    get { rare.isEmpty ? [] : rare[0].restores }
    _modify {
      makeRare()
      defer { dropEmptyRare() }
      yield &rare[0].restores
    }
  }

  package var holdsPlaced: [Hold] {
    get { rare.isEmpty ? [] : rare[0].holdsPlaced }
    _modify {
      makeRare()
      defer { dropEmptyRare() }
      yield &rare[0].holdsPlaced
    }
  }

  /// Points that holds set free, still in their lots.
  ///
  /// A hold without parts ends.
  package var releases: [HoldRelease] {
    get { rare.isEmpty ? [] : rare[0].releases }
    _modify {
      makeRare()
      defer { dropEmptyRare() }
      yield &rare[0].releases
    }
  }

  /// What moves without a lot.
  package var accountChanges: [AccountChange] {
    get { rare.isEmpty ? [] : rare[0].accountChanges }
    _modify {
      makeRare()
      defer { dropEmptyRare() }
      yield &rare[0].accountChanges
    }
  }

  private mutating func makeRare() {
    if rare.isEmpty { rare.append(RareEffects()) }
  }

  private mutating func dropEmptyRare() {
    if RareEffects.isEmpty(&rare[0]) { rare = [] }
  }

  /// What the statement says; empty where it says nothing.
  package var reason: String {
    get { rare.isEmpty ? "" : rare[0].details.reason }
    set { if hasDetails || !newValue.isEmpty { details.reason = newValue } }
  }

  /// Lots that one record of what is due draws from at most: it must fit a batch of the log, or the
  /// server could never go on.
  package static let dueDraws = 10_000

  /// What expires, in as many postings as records can hold.
  ///
  /// What belongs to all of it goes with the last.
  var recordable: [Posting] {
    guard draws.count > Self.dueDraws, releases.isEmpty, restores.isEmpty else { return [self] }
    return stride(from: 0, to: draws.count, by: Self.dueDraws).map { start in
      let end = min(start + Self.dueDraws, draws.count)
      var part =
        end == draws.count ? self : Posting(kind: kind, token: token, effectiveAt: effectiveAt)
      part.draws = Array(draws[start..<end])
      return part
    }
  }

  /// All points drawn to one destination.
  package func points(to destination: DrawDestination) -> Points {
    var sum = Points.zero
    for draw in draws where draw.destination == destination { sum += draw.points }
    return sum
  }

  /// All points that holds set free; some of them may expire at once.
  package var pointsReleased: Points {
    var sum = Points.zero
    for release in releases { sum += release.points }
    return sum
  }

  /// All points given back to lots.
  package var pointsRestored: Points {
    var sum = Points.zero
    for restore in restores { sum += restore.points }
    return sum
  }

  /// All points credited anew.
  package var pointsMade: Points {
    var sum = Points.zero
    for lot in lotsMade { sum += lot.amount }
    return sum
  }

  /// The tokens that it moves, in the order of its effects, with the change of each one's total
  /// (available, pending and locked, less debt); 0 for locks.
  ///
  /// One that moves nothing, such as an earn without points, tells of its own token.
  package var changesByToken: [(token: TokenNumber, points: Points)] {
    var changes: [(token: TokenNumber, points: Points)] = []
    func add(_ points: Points, _ token: TokenNumber) {
      if let index = changes.firstIndex(where: { $0.token == token }) {
        changes[index].points += points
      } else {
        changes.append((token, points))
      }
    }
    for lot in lotsMade { add(lot.amount, lot.token) }
    for restore in restores { add(restore.points, restore.lot.token) }
    for draw in draws { add(draw.destination == .debt ? .zero : -draw.points, draw.lot.token) }
    for change in accountChanges { add(-change.debtCreated, change.token) }
    for hold in holdsPlaced { add(.zero, hold.token) }
    if changes.isEmpty { add(.zero, token) }
    return changes
  }
}

/// What a transaction was.
///
/// Raw values are the schema's.
package enum TransactionKind: UInt8, Hashable, Sendable, CaseIterable {
  case none = 0
  case earn = 1
  case redeem = 2
  case earnReversal = 3
  case redemptionReversal = 4
  case expiry = 5
  case lock = 6
  case unlock = 7
  case authorization = 8
  case captured = 9
  case voided = 10
  case holdLapsed = 11
  /// Part of an earn is taken back.
  case partialReversal = 12
  case activation = 13
  case `extension` = 14
  /// A part of the points, by command.
  case percentageExpiry = 15
  case voucherIssued = 16
  case voucherUsed = 17
  case eventReward = 18
  /// A guest's sale becomes the member's.
  case saleClaimed = 19
  case voucherCancelled = 20
  case inactivityExpiry = 21
  case decayExpiry = 22
  /// Points have left for another token and are in transit.
  case exchangeStarted = 40
  /// Points that came from another token.
  case exchangeCredited = 41
  /// What was in transit has arrived.
  case exchangeSettled = 42
  /// What was in transit came back.
  case exchangeReversed = 43
  /// A settled exchange is to be taken back; nothing has moved.
  case exchangeReturnStarted = 44
  /// What had come from another token is gone.
  case exchangeTakenBack = 45
  /// What had left in an exchange came back.
  case exchangeReturned = 46
  /// What had come could not be taken back; nothing has moved.
  case exchangeReturnRefused = 47
  /// A brand gave points by its own word.
  case pointsCredited = 60
  /// A brand took points by its own word.
  case pointsDebited = 61
  /// Points that a code was worth.
  case codeClaimed = 80
  /// The member was closed or deleted, and its points with it.
  case pointsForfeited = 81
  /// The member has had a benefit, or a voucher of it; no points have moved.
  case benefitUsed = 86
  /// The time of the member's tier was over; no points have moved.
  case tierReviewed = 85
  /// A partner outside has given out what an exchange would have brought whose points are back;
  /// nothing has moved.
  case exchangeDeliveredLate = 50
  /// A person has decided that the partner does not take that back.
  case exchangeLateKept = 51
  /// The partner has taken it back, as a person says.
  case exchangeLateTakenBack = 52
  /// The giving member's brand, which keeps its points itself, has taken them from it: they are in
  /// transit.
  case exchangeDebited = 90
  /// That brand is to give them back to the member; nothing has moved.
  case exchangeGivingBack = 91

  /// Whether time alone does it.
  @inline(__always)
  package var isOfTime: Bool {
    switch self {
    case .expiry, .holdLapsed, .inactivityExpiry, .decayExpiry, .tierReviewed: true
    default: false
    }
  }
}

/// Points taken from one lot.
package struct Draw: Hashable, Sendable {
  /// The lot as it stood.
  ///
  /// Applying reads its id alone; a reversal reads what it must be made of again.
  package var lot: Lot
  /// 1 or more.
  package var points: Points
  package var destination: DrawDestination
  /// The hold whose part is taken; 0 = points that no hold has set aside.
  package var hold: UInt32

  package init(lot: Lot, points: Points, destination: DrawDestination, hold: UInt32 = 0) {
    self.lot = lot
    self.points = points
    self.destination = destination
    self.hold = hold
  }
}

/// Where drawn points go.
///
/// Raw values stand in the log.
package enum DrawDestination: UInt8, Hashable, Sendable, CaseIterable {
  case redeemed = 0
  case expired = 1
  case reversed = 2
  /// They pay the member's debt.
  case debt = 3
  /// They leave in an exchange.
  case transit = 4
}

/// Points given back to a lot; they leave `redeemed`.
package struct Restore: Hashable, Sendable {
  /// The lot to make where none with its id is open; its `remaining` and `locked` are not read.
  package var lot: Lot
  /// 1 or more.
  package var points: Points

  package init(lot: Lot, points: Points) {
    self.lot = lot
    self.points = points
  }
}

/// Points of one lot that a hold sets free.
package struct HoldRelease: Hashable, Sendable {
  package var hold: UInt32
  package var lot: LotID
  /// 1 or more.
  package var points: Points

  package init(hold: UInt32, lot: LotID, points: Points) {
    self.hold = hold
    self.lot = lot
    self.points = points
  }
}

/// What an earn's reversal does to an account beside the draws.
package struct AccountChange: Hashable, Sendable {
  package var token: TokenNumber
  /// Points owed from now on; they count as reversed.
  package var debtCreated: Points
  /// Points that move from expired to reversed.
  package var expiredToReversed: Points
  /// A memo: points that could not be taken.
  package var unrecovered: Points

  package init(
    token: TokenNumber,
    debtCreated: Points = .zero,
    expiredToReversed: Points = .zero,
    unrecovered: Points = .zero
  ) {
    self.token = token
    self.debtCreated = debtCreated
    self.expiredToReversed = expiredToReversed
    self.unrecovered = unrecovered
  }
}
