/// What stands of a sale, or would: its awards, with what they use of caps and count.
package struct SaleStanding: Hashable, Sendable {
  /// In rule order.
  package var awards: [Award]
  package var capUses: [CapUse]
  package var counterUses: [CounterUse]
  /// What its lines come to as the tier rules measure money.
  package var spentMinor: Int64

  package init(
    awards: [Award] = [],
    capUses: [CapUse] = [],
    counterUses: [CounterUse] = [],
    spentMinor: Int64 = 0
  ) {
    self.spentMinor = spentMinor
    self.awards = awards
    self.capUses = capUses
    self.counterUses = counterUses
  }

  /// The points of one token.
  func points(of token: TokenNumber) -> Points {
    var sum = Points.zero
    for award in awards where award.token == token { sum += award.points }
    return sum
  }
}

/// What the log knows about a sale of which lines are returned.
package struct SaleFacts: Hashable, Sendable {
  /// With its history where ``Member/needsHistory(of:now:)`` says so.
  package var earn: EarnFacts
  /// Awards of what remained so far: the earn's own, or those of the last return's record.
  package var awards: [Award]
  /// When the sale was recorded: the dates of its lots count from then.
  package var recordedAt: Timestamp
  package var occurredAt: Timestamp

  package init(
    earn: EarnFacts,
    awards: [Award],
    recordedAt: Timestamp,
    occurredAt: Timestamp
  ) {
    self.earn = earn
    self.awards = awards
    self.recordedAt = recordedAt
    self.occurredAt = occurredAt
  }
}

/// What the return of lines does.
package struct SaleReturn: Hashable, Sendable {
  /// What the sale was worth so far, all tokens together.
  package var before: Points
  /// What it is worth from now on.
  package var after: Points
  /// From where the difference is taken; its `points` are the difference.
  package var effects: EarnReversal
  /// What stands from now on: the record keeps its awards for the next return.
  package var standing: SaleStanding
  /// Whether nothing of the sale is left.
  package var isFull: Bool
  /// By how much the rest was worth more than the sale before, where it was: those points stay as
  /// they were.
  package var unclamped: Points

  package var posting: Posting { effects.posting }
  package var delta: Points { before - after }
}
