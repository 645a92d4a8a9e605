/// What few members have beside ``MemberDetails``, behind another pointer.
package struct MemberExtras: Hashable, Sendable {
  /// Only for promotions that ask.
  package var counters: [Counter] = []
  /// Points vouchers, oldest first; used ones too as long as they may be reversed.
  package var vouchers: [Voucher] = []
  /// Tiers from their instants on, oldest first; empty where the tier never changed.
  package var tiers: [DatedText] = []
  /// Segments with the time that the member was in them, for those that it is or was in.
  package var segmentSpans: [DatedText] = []
  /// One for each token with a policy of inactivity or decay.
  package var clocks: [TokenClock] = []
  package var guardian = MemberGuard()
  /// While set, nothing of the member expires.
  package var isExpirySuspended = false
  /// Exchanges that the member has begun and that have not ended, oldest first.
  package var transits: [Transit] = []
  /// Exchanges whose points came back and whose partner may have delivered all the same.
  package var givenUp: [GivenUpExchange] = []
  /// One for each token that an exchange has moved.
  package var exchanges: [ExchangeTotals] = []
  /// One for each card that is blocked or was replaced, oldest change first.
  package var cardMarks: [CardMark] = []
  /// None or one: few programmes have tier rules.
  fileprivate(set) var tierStandings: [TierStanding] = []

  package init() {}

  package var tierStanding: TierStanding {
    get { tierStandings.first ?? TierStanding() }
    set { tierStandings = newValue.isEmpty ? [] : [newValue] }
  }

  /// `inout` in form alone: one that is read through an array is copied first.
  static func isEmpty(_ extras: inout MemberExtras) -> Bool { extras.isEmpty }

  private var isEmpty: Bool {
    transits.isEmpty && exchanges.isEmpty && givenUp.isEmpty && counters.isEmpty && vouchers.isEmpty
      && tiers.isEmpty && tierStandings.isEmpty && cardMarks.isEmpty
      && segmentSpans.isEmpty && clocks.isEmpty && !isExpirySuspended && guardian.isEmpty
  }

  /// Those of a member that has none.
  static let none = MemberExtras()
}

/// A name that holds from an instant to another.
package struct DatedText: Hashable, Sendable {
  package var text: String
  /// Inclusive.
  package var from: Timestamp
  /// Exclusive; ``Timestamp/never`` = still.
  package var to: Timestamp

  package init(text: String, from: Timestamp, to: Timestamp = .never) {
    self.text = text
    self.from = from
    self.to = to
  }
}

/// A voucher that a member has changed points into.
package struct Voucher: Hashable, Sendable {
  /// What has become of a voucher.
  ///
  /// Raw values stand in the log.
  package enum State: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case issued = 0
    case used = 1
    case cancelled = 2
    case expired = 3
  }

  /// Version of the record that issued it.
  package var id: UInt32
  /// Number of its ``VoucherTypeDefinition``.
  package var type: UInt32
  /// The code's 64 bits: what it is found by.
  package var tag: UInt64
  /// Tells a code from another with the same tag; up to 8 bytes.
  package var check: UInt64
  /// At this instant it is no longer good; ``Timestamp/never`` where it is for ever.
  package var validTo: Timestamp
  package var valueMinor: Int64
  package var state: State
  /// Version of the posting that used or cancelled it; 0 = none, or one before this was noted.
  package var endedBy: UInt32 = 0

  package init(
    id: UInt32,
    type: UInt32,
    tag: UInt64,
    check: UInt64,
    validTo: Timestamp,
    valueMinor: Int64,
    state: State = .issued
  ) {
    self.id = id
    self.type = type
    self.tag = tag
    self.check = check
    self.validTo = validTo
    self.valueMinor = valueMinor
    self.state = state
  }
}

/// From how many points a redemption needs a PIN.
package struct PinThreshold: Hashable, Sendable {
  /// More than these in one transaction need one; `nil` = no limit.
  package var perTransaction: Points?
  /// More than these in one local day need one; `nil` = no limit.
  package var perDay: Points?

  package init(perTransaction: Points? = nil, perDay: Points? = nil) {
    self.perTransaction = perTransaction
    self.perDay = perDay
  }
}

/// What guards a member's redemptions: PIN, tries and thresholds.
package struct MemberGuard: Hashable, Sendable {
  package struct Threshold: Hashable, Sendable {
    package var token: TokenNumber
    package var threshold: PinThreshold

    package init(token: TokenNumber, threshold: PinThreshold) {
      self.token = token
      self.threshold = threshold
    }
  }

  /// The PIN's hash, never the PIN; empty = none is set.
  package var pin: [UInt8] = []
  /// Wrong tries since the last right one, or since the last lock-out.
  package var failed: UInt32 = 0
  /// Until then no PIN is right; ``Timestamp/never`` = until an operator resets it.
  package var lockedUntil = Timestamp(milliseconds: 0)
  /// Lock-outs since the last right one.
  package var lockOuts: UInt32 = 0
  /// Wrong tries since the last right one, whatever the lock-outs between them.
  package var failedInAll: UInt32 = 0
  /// Wrong tries of the day that began with the first of them; a right one does not end it.
  package var failedOfDay: UInt32 = 0
  package var dayBegan = Timestamp(milliseconds: 0)
  /// The member's own, by token; the programme's count for the others.
  package var thresholds: [Threshold] = []
  /// Points requested on the last day on which there were any; all of one day.
  package var dayCounts: [DayCount] = []

  package init() {}

  package var isEmpty: Bool { self == MemberGuard() }

  /// Adds to a day's sum; sums of an earlier day are forgotten.
  mutating func count(_ count: DayCount) {
    dayCounts.removeAll { $0.day < count.day }
    let place = dayCounts.firstIndex { $0.token == count.token && $0.day == count.day }
    guard let index = place else { return dayCounts.append(count) }
    dayCounts[index].points += count.points
  }
}
