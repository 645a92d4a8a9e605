/// Everything that decides what a basket is worth, besides the basket.
///
/// A sale keeps its facts, so that a return is valued by the same ones, whatever has changed since;
/// nothing can change them, so all copies of a sale share them.
package final class Facts: Sendable {
  package let occurredAt: Milliseconds
  package let place: Place
  /// Absent for a guest.
  package let member: MemberFacts?
  /// The versions valid at `occurredAt`, in rule order: higher priority first, then smaller id.
  package let rules: [Promotion]
  package let settings: Settings
  /// Points that caps had counted before.
  package let used: [CapKey: Points]
  /// Units that had been counted over several baskets before.
  package let sets: [SetKey: Int64]
  /// Rewards by events that were limited in number, before.
  package let eventCounts: [EventKey: Int]

  init(
    occurredAt: Milliseconds,
    place: Place,
    member: MemberFacts?,
    rules: [Promotion],
    settings: Settings,
    used: [CapKey: Points],
    sets: [SetKey: Int64],
    eventCounts: [EventKey: Int]
  ) {
    self.occurredAt = occurredAt
    self.place = place
    self.member = member
    self.rules = rules
    self.settings = settings
    self.used = used
    self.sets = sets
    self.eventCounts = eventCounts
  }
}

/// Where a sale was made.
package struct Place: Hashable, Sendable {
  package var store: String
  package var terminal: String
  package var channel: String
  /// The card that stood for the member.
  package var card: String?

  package init(
    store: String = "",
    terminal: String = "",
    channel: String = "",
    card: String? = nil
  ) {
    self.store = store
    self.terminal = terminal
    self.channel = channel
    self.card = card
  }
}

/// What a member was when the sale happened.
package struct MemberFacts: Hashable, Sendable {
  package var id: MemberID
  package var tier: String
  package var segments: Set<String>
  package var birthday: CivilDay?
  /// When the member's earlier sales happened that a promotion counts as visits; those that were
  /// returned in full are left out.
  package var earlierVisits: [PromotionID: [Milliseconds]]
}

/// One counter of one cap.
package struct CapKey: Hashable, Sendable, CustomStringConvertible {
  package var promotion: PromotionID
  package var scope: Cap.Scope
  /// Whose: the member, card, store or terminal; empty for a budget.
  package var holder: String
  package var window: Window

  package var description: String {
    "\(promotion) \(scope.rawValue) '\(holder)' \(window)"
  }
}

/// One counter of units over several baskets.
package struct SetKey: Hashable, Sendable, CustomStringConvertible {
  package var promotion: PromotionID
  package var member: MemberID
  package var window: Window

  package var description: String { "\(promotion) '\(member)' \(window)" }
}

/// One counter of an event's limit.
package struct EventKey: Hashable, Sendable, CustomStringConvertible {
  package var promotion: PromotionID
  package var member: MemberID
  package var window: Window
  package var key: String

  package var description: String { "\(promotion) '\(member)' \(window) '\(key)'" }
}

extension Event {
  /// What it is known by.
  var name: String { source + "/" + id }
}

/// What a member did, sent to be rewarded.
package struct Event: Hashable, Sendable {
  package var source: String
  package var id: String
  package var type: String
  package var tags: [String: String]
  package var counters: [String: Int64]

  package init(
    source: String = "",
    id: String,
    type: String,
    tags: [String: String] = [:],
    counters: [String: Int64] = [:]
  ) {
    self.source = source
    self.id = id
    self.type = type
    self.tags = tags
    self.counters = counters
  }
}
