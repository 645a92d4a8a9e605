/// What random sequences may make use of; a comparison leaves out what the other side lacks.
package enum Feature: String, Hashable, Sendable, CaseIterable {
  /// Programmes and promotions.
  case multipliers, quantityBonuses, acrossBaskets, thresholds, addingSteps, tierFactors
  case fixedPoints
  case groups, exclusives, memberCaps, otherCaps, schedules, places, segments, codes, visits
  case birthdays, discounts, otherTokens, promotionChanges, scheduledVersions
  /// Lots.
  case pending, actionActivation, calendarExpiry, inactivityExpiry, suspension, unlockGrace
  case strictFirstInFirstOut, newPeriodRestores, activityBasis
  /// Commands.
  case lateSales, guests, guestReturns, events, pointsTender, partialReturns, partialLines
  case returnedAmounts, reversals, locks
  case authorizations, redemptionReversals, percentageExpiry, extensions, stages, chains, retries
  case debt, pins, timeJumps, mistakes

  /// All of them.
  package static let everything = Set(allCases)
}

/// Kinds of random commands.
package enum CommandKind: String, Hashable, Sendable, CaseIterable {
  case enrol, change, putPromotion, evaluate, earn, guestSale, claim, reverseEarn, returnLines
  case reward, activate, lock, unlock, redeem, authorize, capture, void, reverseRedemption
  case expirePercentage, extendExpiry, sale, passTime, retry

  /// How often each comes, of the sum of all.
  package static let usualWeights: [CommandKind: Int64] = [
    .enrol: 2, .change: 3, .putPromotion: 4, .evaluate: 3, .earn: 30, .guestSale: 3, .claim: 3,
    .reverseEarn: 6, .returnLines: 12, .reward: 4, .activate: 2, .lock: 5, .unlock: 4, .redeem: 8,
    .authorize: 6, .capture: 5, .void: 2, .reverseRedemption: 5, .expirePercentage: 2,
    .extendExpiry: 1, .sale: 4, .passTime: 4, .retry: 2,
  ]

  /// Whether it makes sense only where there are points to spend.
  package var needsPoints: Bool {
    switch self {
    case .lock, .redeem, .authorize, .sale, .expirePercentage: true
    default: false
    }
  }

  /// What a kind needs of the features; nothing = it is always there.
  package var feature: Feature? {
    switch self {
    case .enrol, .evaluate, .earn, .redeem, .passTime: nil
    case .change: .stages
    case .putPromotion: .promotionChanges
    case .guestSale, .claim: .guests
    case .reverseEarn: .reversals
    case .returnLines: .partialReturns
    case .reward: .events
    case .activate: .actionActivation
    case .lock, .unlock: .locks
    case .authorize, .capture, .void: .authorizations
    case .reverseRedemption: .redemptionReversals
    case .expirePercentage: .percentageExpiry
    case .extendExpiry: .extensions
    case .sale: .chains
    case .retry: .retries
    }
  }
}
