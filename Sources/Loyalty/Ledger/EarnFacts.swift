/// What the log knows about one earn: the lots as first made, and what has become of them.
///
/// A member forgets its closed lots, so the caller reads them from the log: it makes the facts from
/// the earn's own posting, and, where ``Member/needsHistory(of:now:)`` says so, notes each later
/// posting of the member; those of an earn that was returned in part oldest first.
package struct EarnFacts: Hashable, Sendable {
  package let version: UInt32
  /// An earn, the reward of an event, a claimed sale, a credit, or a benefit.
  package let kind: TransactionKind
  /// Those first made, then those that points moved to: by returns, and after their lot's end.
  package private(set) var lots: [EarnedLot]
  /// The earn's use of caps that returns have left.
  package private(set) var capUses: [CapUse]
  /// What the earn counts, less what returns took back.
  package private(set) var counterUses: [CounterUse]
  /// Whether it is a code's claim, or a benefit, that issued a voucher.
  package let gaveVoucher: Bool
  /// What returns have asked back so far, taken or not: each token once, in their order.
  ///
  /// Nearly always one, so that a list is found through as fast as a table, and costs less.
  package private(set) var returned: [TokenPoints] = []
  /// By version, what redemptions of the earn's points took and have not given back.
  private var redemptions: [UInt32: [Draw]] = [:]

  /// The facts of what gave points, or `nil` where the posting is no earn, event, claimed sale or
  /// credit.
  package init?(_ posting: Posting, version: UInt32) {
    guard Self.isEarn(posting.kind) else { return nil }
    self.version = version
    kind = posting.kind
    gaveVoucher =
      (posting.kind == .codeClaimed || posting.kind == .benefitUsed) && posting.hasDetails
      && posting.details.voucher != nil
    lots = posting.lotsMade.map { EarnedLot(lot: $0) }
    capUses = posting.capUses.filter { $0.amount > 0 }
    counterUses = posting.hasDetails ? posting.details.counterUses.filter { $0.delta != 0 } : []
    note(posting, version: version)
  }

  private static func isEarn(_ kind: TransactionKind) -> Bool {
    switch kind {
    case .earn, .eventReward, .saleClaimed, .pointsCredited, .codeClaimed, .benefitUsed: true
    default: false
    }
  }

  /// The facts of an earn with all that became of it, or `nil` where the version is none of an
  /// earn.
  ///
  /// - Parameters:
  ///   - version: Of the earn.
  ///   - postings: The earn's and all later ones of the member, in any order.
  package init?(version: UInt32, among postings: [(version: UInt32, posting: Posting)]) {
    guard let earn = postings.first(where: { $0.version == version }) else { return nil }
    self.init(earn.posting, version: version)
    for (later, posting) in postings.filter({ $0.version > version }).sorted(by: {
      $0.version < $1.version
    }) {
      note(posting, version: later)
    }
  }

  /// The facts as they were after an earlier return, from its record.
  ///
  /// - Parameters:
  ///   - kind: Of the earn.
  ///   - version: Of the earn.
  ///   - lots: All, those of the record first.
  ///   - capUses: What returns have left of them.
  ///   - counterUses: What returns have left of them.
  ///   - returned: What returns have asked back so far: each token once, in their order.
  package init?(
    of kind: TransactionKind,
    version: UInt32,
    lots: [EarnedLot],
    capUses: [CapUse],
    counterUses: [CounterUse],
    returned: [TokenPoints]
  ) {
    guard Self.isEarn(kind) else { return nil }
    self.version = version
    self.kind = kind
    // Nothing of a voucher is returned in parts.
    gaveVoucher = false
    self.lots = lots
    self.capUses = capUses
    self.counterUses = counterUses
    self.returned = returned
  }

  /// Whether the facts can be told without the postings that they come from: what a redemption took
  /// may come back, and only its posting says to which lot.
  package var isComplete: Bool { redemptions.values.allSatisfy { $0.isEmpty } }

  /// All points that the earn gave, of every token.
  package var points: Points {
    var sum = Points.zero
    for earned in lots where earned.lot.id.version == version { sum += earned.lot.amount }
    return sum
  }

  /// All points that returns have asked back so far.
  package var returnedPoints: Points { returned.reduce(.zero) { $0 + $1.points } }

  /// The points of one token that the earn gave and no return has asked back.
  func standing(of token: TokenNumber) -> Points {
    var sum = Points.zero
    for part in returned where part.token == token { sum -= part.points }
    for earned in lots where earned.lot.id.version == version && earned.lot.token == token {
      sum += earned.lot.amount
    }
    return sum
  }

  /// Whether some of the lots may have expired, which only the later postings tell.
  package func needsHistory(now: Timestamp) -> Bool {
    for earned in lots where earned.lot.expiresAt <= now { return true }
    return false
  }

  /// The place of a lot among those of the earn.
  func index(of lot: LotID) -> Int? { lots.firstIndex { $0.lot.id == lot } }

  /// Takes in what a posting of the same member did to the earn's lots.
  package mutating func note(_ posting: Posting, version: UInt32) {
    let isReturn = posting.kind == .partialReversal && posting.linkedVersion == self.version
    for draw in posting.draws {
      guard let index = index(of: draw.lot.id) else { continue }
      switch draw.destination {
      case .redeemed, .transit: lots[index].redeemed += draw.points
      case .expired: lots[index].expired += draw.points
      case .reversed: lots[index].reversed += draw.points
      case .debt: lots[index].paidDebt += draw.points
      }
    }
    let origins = origins(ofRestoresIn: posting)
    for (restore, origin) in zip(posting.restores, origins) {
      if let index = index(of: restore.lot.id) {
        lots[index].redeemed -= restore.points
      } else if isReturn {
        lots.append(EarnedLot(lot: restore.lot))
      } else if let origin, let index = index(of: origin) {
        lots.append(EarnedLot(lot: restore.lot, origin: lots[index].origin ?? index))
      }
    }
    if RedemptionFacts.isRedemption(posting.kind),
      let redemption = RedemptionFacts(posting, version: version),
      redemption.draws.contains(where: { index(of: $0.lot.id) != nil })
    {
      redemptions[version] = redemption.draws
    }
    if isReturn { noteReturn(posting) }
  }

  /// The lots that the points of each restore of a posting were in before, where that is known.
  private mutating func origins(ofRestoresIn posting: Posting) -> [LotID?] {
    switch posting.kind {
    case .redemptionReversal, .voucherCancelled:
      // It undoes the last draw first, and each restore is of one draw.
      return posting.restores.map { restore in
        guard var draws = redemptions[posting.linkedVersion], var last = draws.popLast() else {
          return nil
        }
        last.points -= restore.points
        if last.points > .zero { draws.append(last) }
        redemptions[posting.linkedVersion] = draws
        return last.lot.id
      }
    case .unlock, .holdLapsed:
      // A grace after a lock draws what it restores.
      return posting.draws.filter { $0.destination == .redeemed }.map { $0.lot.id }
    default: return posting.restores.map { _ in nil }
    }
  }

  private mutating func noteReturned(_ points: Points, of token: TokenNumber) {
    let place = returned.firstIndex { $0.token >= token } ?? returned.count
    if place < returned.count, returned[place].token == token {
      returned[place].points += points
    } else {
      returned.insert(TokenPoints(token: token, points: points), at: place)
    }
  }

  private mutating func noteReturn(_ posting: Posting) {
    // Its changes of expired points stand in the order of the lots.
    for (index, change) in posting.accountChanges.enumerated() {
      if index < lots.count { lots[index].expired -= change.expiredToReversed }
      let asked = change.debtCreated + change.expiredToReversed + change.unrecovered
      noteReturned(asked, of: change.token)
    }
    for draw in posting.draws where draw.destination == .reversed {
      noteReturned(draw.points, of: draw.lot.token)
    }
    for use in posting.capUses {
      if let index = capUses.firstIndex(where: { $0.isSameCount(as: use) }) {
        capUses[index].amount += use.amount
      } else {
        capUses.append(use)
      }
    }
    capUses.removeAll { $0.amount == 0 }
    guard posting.hasDetails else { return }
    for use in posting.details.counterUses {
      let place = counterUses.firstIndex { $0.owner == use.owner && $0.kind == use.kind }
      if let place { counterUses[place].delta += use.delta } else { counterUses.append(use) }
    }
    counterUses.removeAll { $0.delta == 0 }
  }
}

extension Member {
  /// Whether the facts of an earn need the later postings: for what expired, and for what earlier
  /// returns took.
  package func needsHistory(of earn: EarnFacts, now: Timestamp) -> Bool {
    earn.needsHistory(now: now) || reversal(of: earn.version) != nil
  }
}

/// Points of one token.
package struct TokenPoints: Hashable, Sendable, BitwiseCopyable {
  package var token: TokenNumber
  package var points: Points

  package init(token: TokenNumber, points: Points) {
    self.token = token
    self.points = points
  }
}

/// One lot of an earn, and where its points went.
package struct EarnedLot: Hashable, Sendable {
  /// As first made.
  package var lot: Lot
  /// Where its points came back after their lot's end: the place of the first lot they were in.
  package var origin: Int?
  /// Less what reversals gave back; with what moved on to another lot.
  package var redeemed: Points = .zero
  /// Less what a return has moved to reversed.
  package var expired: Points = .zero
  package var reversed: Points = .zero
  package var paidDebt: Points = .zero

  package init(lot: Lot, origin: Int? = nil) {
    self.lot = lot
    self.origin = origin
  }

  /// What closed the lot, for one that is no longer open.
  package var closedState: LotState {
    if reversed > .zero { return .reversed }
    return expired > .zero ? .expired : .used
  }
}
