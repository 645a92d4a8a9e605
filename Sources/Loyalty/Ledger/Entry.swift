/// An accepted fact about one member.
package enum Entry: Hashable, Sendable {
  /// The first entry of every member, and only that.
  indirect case enrolled(Enrolment)
  indirect case changed(MemberChange)
  case posted(Posting)
  /// The whole of what guards the member's redemptions, as it is from now on.
  indirect case guarded(MemberGuard)
  /// Nothing personal is left, and no reference leads to the member any more.
  case erased
}

/// Who joined, and as what.
package struct Enrolment: Hashable, Sendable {
  package var stage: Stage
  /// Empty = the programme's lowest.
  package var tier: String
  package var segments: [String]
  package var cards: [String]
  package var profile: Profile
  /// When the tier is reviewed; ``Timestamp/never`` = never, as far as is known.
  package var tierKeptUntil = Timestamp.never

  package init(
    stage: Stage = .active,
    tier: String = "",
    segments: [String] = [],
    cards: [String] = [],
    profile: Profile = Profile()
  ) {
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.cards = cards
    self.profile = profile
  }
}

/// What changed about a member; `nil` = unchanged.
package struct MemberChange: Hashable, Sendable {
  package var stage: Stage?
  package var tier: String?
  /// The whole new list.
  package var segments: [String]?
  /// Of single segments, one after the other, behind ``segments``.
  package var segmentChanges: [SegmentChange]
  /// Loads of which the member's spans have marks, taken before the changes.
  package var segmentSwaps: [SegmentSwaps.Swap]
  /// The whole new list.
  package var cards: [String]?
  package var profile: Profile?
  /// From when tier and segments are those; `nil` = from the record's time on.
  package var effectiveAt: Timestamp?
  package var isExpirySuspended: Bool?
  /// Of one card, whose mark it becomes after ``cards``.
  package var cardMark: CardMark?
  /// How long the tier stays from now on.
  package var tierGrant: TierGrant?

  package init(
    stage: Stage? = nil,
    tier: String? = nil,
    segments: [String]? = nil,
    segmentChanges: [SegmentChange] = [],
    segmentSwaps: [SegmentSwaps.Swap] = [],
    cards: [String]? = nil,
    profile: Profile? = nil,
    effectiveAt: Timestamp? = nil,
    isExpirySuspended: Bool? = nil,
    tierGrant: TierGrant? = nil,
    cardMark: CardMark? = nil
  ) {
    self.tierGrant = tierGrant
    self.cardMark = cardMark
    self.effectiveAt = effectiveAt
    self.isExpirySuspended = isExpirySuspended
    self.segmentChanges = segmentChanges
    self.segmentSwaps = segmentSwaps
    self.stage = stage
    self.tier = tier
    self.segments = segments
    self.cards = cards
    self.profile = profile
  }
}
