/// Everything of the buyer that rules may ask, as of the sale's place in the order of sales.
///
/// Pointers into the member, made by the caller around one evaluation and never stored.
package struct EvaluationSubject {
  /// The member's own uses, of every scope and period.
  package var capUses: UnsafeBufferPointer<CapUse>
  package var counters: UnsafeBufferPointer<Counter>
  /// Version of the record that the sale will be: with the sale's time its place among the counted.
  package var version: UInt32
  package var birthday: MonthDay?
  package var enrolledAt: Timestamp
  /// Whether the member has an earn already, counted or not; asked only where no counter of
  /// purchases is there.
  package var hasEarned: Bool
  /// ``CapKey`` of the card that the request named; 0 = none.
  package var card: UInt64
  /// What this shard may still spend of shared caps and budgets; `nil` = nothing is limited.
  package var shared: UnsafePointer<BudgetStripe>?
  /// A sale evaluated anew: answers come from its record instead.
  ///
  /// The caller then fills basket and context from the record too. What the record does not say
  /// because no rule asked then, the other fields answer.
  package var past: UnsafePointer<PastInputs>?

  /// Nothing is known of the buyer.
  package init() {
    capUses = UnsafeBufferPointer(start: nil, count: 0)
    counters = UnsafeBufferPointer(start: nil, count: 0)
    version = 0
    birthday = nil
    enrolledAt = Timestamp(milliseconds: 0)
    hasEarned = false
    card = 0
    shared = nil
    past = nil
  }

  /// Calls `body` with a buyer of whom the uses of caps are known, and nothing else.
  @inline(__always)
  package static func with(
    capUses: [CapUse],
    _ body: (borrowing EvaluationSubject) throws(Refusal) -> Void
  ) throws(Refusal) {
    try capUses.withUnsafeBufferPointer { uses throws(Refusal) in
      var subject = EvaluationSubject()
      subject.capUses = uses
      try body(subject)
    }
  }
}

/// What rules asked of the buyer in one evaluation: what its record must keep to be evaluated
/// again.
package struct EvaluationInputs: Hashable, Sendable {
  /// Parts of the buyer and the basket that some visited rule looked at.
  package struct Asked: OptionSet, Hashable, Sendable, BitwiseCopyable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let tier = Asked(rawValue: 1)
    package static let segments = Asked(rawValue: 2)
    package static let codes = Asked(rawValue: 4)
    package static let tenders = Asked(rawValue: 8)
    package static let card = Asked(rawValue: 16)
    package static let birthday = Asked(rawValue: 32)
  }

  package var asked: Asked = []
  /// Whether the sale lies in a window around the birthday that was asked for.
  package var isInBirthdayWindow = false
  /// What was asked for and does not change: `delta` is 0, `before` is the answer.
  ///
  /// The promotions in whose window around the birthday the sale lies stand here with
  /// ``CounterKind/birthday``.
  package var counters: [CounterUse] = []
  /// Caps of the member, a card or a tag that were asked for by promotions that were not awarded;
  /// `amount` is what was used before the sale.
  ///
  /// Shared ones too where they cut such a promotion: `amount` is the limit less what they left it.
  package var caps: [CapUse] = []

  package init() {}

  package mutating func removeAll() {
    asked = []
    isInBirthdayWindow = false
    if !counters.isEmpty { counters.removeAll(keepingCapacity: true) }
    if !caps.isEmpty { caps.removeAll(keepingCapacity: true) }
  }
}

/// What a record says that rules were told when the sale was evaluated first.
package struct PastInputs: Hashable, Sendable {
  package var tier = ""
  package var segments: [String] = []
  package var codes: [String] = []
  package var tenders: [String] = []
  package var pointsTenderMinor: Int64 = 0
  package var isInBirthdayWindow = false
  /// The sale's ``Evaluation/counterUses`` and ``EvaluationInputs/counters``, each with its
  /// `before`.
  package var counters: [CounterUse] = []
  /// The sale's ``Evaluation/capUses`` and ``EvaluationInputs/caps``, each with the amount that was
  /// used before the sale.
  package var capsBefore: [CapUse] = []
  /// All that was awarded: a promotion that was cut then gets no more now, and one that was not is
  /// not cut by shared caps now.
  package var awards: [Award] = []

  package init() {}
}

/// A shared cap or budget of which an evaluation wants more than the shard holds.
package struct Shortage: Hashable, Sendable {
  package var key: AllotmentKey
  /// How much is missing; 1 or more.
  package var wanted: Int64

  package init(key: AllotmentKey, wanted: Int64) {
    self.key = key
    self.wanted = wanted
  }
}

/// How little more would give more points.
package struct NearMiss: Hashable, Sendable {
  package var promotion: PromotionNumber
  package var promotionVersion: UInt32
  package var token: TokenNumber
  /// Of the lines' amount that is missing, in minor units; 0 where quantity is.
  package var moreMinor: Int64
  package var moreQuantity: Int64
  /// What it would give beyond what the basket gets; 1 or more.
  package var points: Points

  package init(
    promotion: PromotionNumber,
    promotionVersion: UInt32,
    token: TokenNumber,
    moreMinor: Int64,
    moreQuantity: Int64,
    points: Points
  ) {
    self.promotion = promotion
    self.promotionVersion = promotionVersion
    self.token = token
    self.moreMinor = moreMinor
    self.moreQuantity = moreQuantity
    self.points = points
  }
}
