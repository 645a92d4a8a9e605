/// What a programme may say and hardly means: a promotion that can never give anything, or two
/// between which only their ids decide.
///
/// No error: the change is made all the same.
package struct ProgrammeWarning: Hashable, Sendable {
  /// What is the matter.
  ///
  /// Raw values stand in answers and in docs/semantics.md.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// Its window ends before the version begins to decide, or no sale that old is taken any more.
    case windowOver = "WINDOW_OVER"
    /// Its weekdays and hours leave no minute, or none between its start and its end.
    case emptySchedule = "EMPTY_SCHEDULE"
    /// Each name of one of its include lists is excluded as well.
    case emptySelection = "EMPTY_SELECTION"
    /// What it gives is 0, whatever is bought.
    case zeroPoints = "ZERO_POINTS"
    /// Each segment that it is for is excluded as well.
    case nobodyEligible = "NOBODY_ELIGIBLE"
    /// No sale meets all its conditions.
    case conflictingConditions = "CONFLICTING_CONDITIONS"
    /// The programme rewards none of its event types.
    case eventTypeUnknown = "EVENT_TYPE_UNKNOWN"
    /// A multiplier or tier multiplier whose base does not stand wherever it would apply.
    case baseNeverApplies = "BASE_NEVER_APPLIES"
    /// Its points have expired when they are given.
    case pointsExpireAtOnce = "POINTS_EXPIRE_AT_ONCE"
    /// Another one of its group gives something wherever it would, and is chosen.
    case alwaysBeaten = "ALWAYS_BEATEN"
    /// Only its id decides whether it or another one of its group is chosen.
    case samePriority = "SAME_PRIORITY"
  }

  package var code: Code
  /// Id of the promotion.
  package var promotion: String
  /// The field that says it, in the schema's `Promotion`, such as `end_ms`.
  package var field: String
  /// Id of the other promotion that it is about; empty where it is about none.
  package var other: String
  /// One sentence that says what is the matter.
  package var sentence: String

  package init(
    _ code: Code,
    promotion: String,
    field: String,
    other: String = "",
    sentence: String
  ) {
    self.code = code
    self.promotion = promotion
    self.field = field
    self.other = other
    self.sentence = sentence
  }
}

/// What is known beside a definition when it is looked at for ``ProgrammeWarning``s.
package struct WarningContext: Sendable {
  /// When the definition comes into force.
  package var now: Timestamp
  /// How old a sale may be that is still taken, milliseconds.
  package var maxBackdateMilliseconds: Int64
  /// Of the programme's time zone.
  package var zone: ZoneRules
  /// Those that the programme rewards.
  package var eventTypes: Set<String>

  package init(
    now: Timestamp,
    maxBackdateMilliseconds: Int64,
    zone: ZoneRules,
    eventTypes: Set<String>
  ) {
    self.now = now
    self.maxBackdateMilliseconds = maxBackdateMilliseconds
    self.zone = zone
    self.eventTypes = eventTypes
  }

  /// No sale before is taken.
  var oldestSale: Timestamp {
    Timestamp(milliseconds: now.milliseconds - min(maxBackdateMilliseconds, now.milliseconds))
  }
}

extension ProgrammeDefinition {
  /// Looks for promotions that can never give anything and for those that contradict others.
  ///
  /// Of each promotion the newest version is looked at, by the versions of the others that decide
  /// from now on. Only what is certain is told: whatever the programme cannot know, such as which
  /// stores and segments there are, counts as possible.
  ///
  /// - Parameters:
  ///   - changed: Ids of the promotions to look at, and what they do to others of their groups;
  ///     `nil` = all. All versions of what they touch must be in the definition.
  ///   - put: Ids of those that are new or changed; `nil` = all. The rest is not told that its
  ///     window is over: so every campaign ends.
  ///   - context: What is known beside the definition, in which ``findings()`` has found nothing.
  /// - Returns: In the order of the promotions; of one that has ended nothing.
  /// - Complexity: O(*n*) in the size of the definition. Promotions of one group with the same
  ///   selection are compared in pairs: one with ``PromotionLimits/peersCompared`` at most, until
  ///   ``PromotionLimits/namesCompared`` names have been.
  package func warnings(
    changed: Set<String>? = nil,
    put: Set<String>? = nil,
    _ context: WarningContext
  ) -> [ProgrammeWarning] {
    var finder = WarningFinder(self, context)
    finder.find(changed: changed, put: put)
    return finder.warnings
  }
}
