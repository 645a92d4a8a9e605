/// A whole programme and its members, as plainly as it can be written down.
///
/// The model is what the engine is compared with: dictionaries, no index, no shortcut. Time passes
/// only by the commands' own stamps. See `RULINGS.md` for what the contract leaves open.
package struct LoyaltyModel: Sendable {
  /// How the programme is run; set once, at the start.
  package let settings: Settings
  package let zone: Zone

  package var members: [MemberID: Member] = [:]
  /// All versions of each promotion, in the order in which they were put.
  package var promotions: [PromotionID: [Dated<Promotion>]] = [:]
  package var transactions: [TransactionID: Transaction] = [:]
  /// Guests' sales whose points can still be claimed.
  package var parked: Set<TransactionID> = []
  package var receipts: [ReceiptKey: TransactionID] = [:]
  /// Points counted by caps and budgets; no zeros.
  package var used: [CapKey: Points] = [:]
  /// Rewards of limited events; no zeros.
  package var eventCounts: [EventKey: Int] = [:]
  /// Events that were rewarded, by source and identifier, with their answers.
  package var events: [String: Answer] = [:]
  /// Commands that were decided, by request id, with their answers.
  package var decided: [Int: Decision] = [:]
  package var totals: [MemberID: [TokenID: Totals]] = [:]
  package var now: Milliseconds
  /// What happened by itself since the command before, in order of time.
  package var happenings: [Happening] = []
  /// How many of these came before the command; the others are what it made due at once.
  package var happeningsBefore = 0

  /// Makes an empty programme whose time begins at an instant.
  package init(settings: Settings, start: Milliseconds) {
    self.settings = settings
    self.zone = Zone(settings.timeZone)
    self.now = start
  }

  /// The number that the next accepted change gets.
  package var nextTransaction: TransactionID { transactions.count + 1 }

  /// A member by name.
  ///
  /// - Throws: ``Refusal`` with `MEMBER_NOT_FOUND`.
  func member(_ id: MemberID) throws(Refusal) -> Member {
    guard let member = members[id] else { throw Refusal(.memberNotFound) }
    return member
  }

  /// A transaction by number.
  ///
  /// - Throws: ``Refusal`` with `TRANSACTION_NOT_FOUND`.
  func transaction(_ id: TransactionID) throws(Refusal) -> Transaction {
    // A change of the programme is no member's transaction.
    guard let transaction = transactions[id], transaction.kind != .promotion else {
      throw Refusal(.transactionNotFound)
    }
    return transaction
  }
}

/// A command that was decided, and how.
///
/// Shared by all copies of the model, for nothing can change it.
package final class Decision: Sendable {
  package let occurredAt: Milliseconds?
  package let command: Command
  package let outcome: Outcome

  init(occurredAt: Milliseconds?, command: Command, outcome: Outcome) {
    self.occurredAt = occurredAt
    self.command = command
    self.outcome = outcome
  }
}

/// Something that time alone did.
package struct Happening: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case activated, lapsed, expired, inactive, claimLapsed, resumed
  }

  package var at: Milliseconds
  package var kind: Kind
  package var member: MemberID?
  /// The lot that became active or expired; absent for others.
  package var lot: LotID?
  /// The lock, authorisation or guest sale that ended; absent for others.
  package var transaction: TransactionID?
  package var points: Points
  /// Of a hold that lapsed: what expired with it.
  package var expired: Points = 0
}
