internal import FealtyLoyalty
internal import FealtyWire

/// What an answer tells of findings.
struct FindingReport {
  var findings: [PromotionFinding] = []
  /// How many there are beyond.
  var more: UInt32 = 0

  /// The same with the number of findings alone.
  var countedOnly: FindingReport { FindingReport(more: more + UInt32(clamping: findings.count)) }
}

// What promotions say and hardly mean: no reason to refuse a change.
extension CatalogueDraft {
  /// What there is to tell of a programme as it will be.
  ///
  /// `look`: as much of it as a change may have touched.
  /// `record`: the change.
  /// `request`: where the request has what it changes.
  func report(
    _ state: ProgrammeState,
    _ look: ProgrammeLook,
    _ record: ProgrammeChangedRecord,
    _ request: DraftPaths,
    now: Timestamp
  ) -> FindingReport {
    let settings = state.programme.settings ?? Settings()
    let context = WarningContext(
      now: now,
      maxBackdateMilliseconds: LedgerRules(settings).maxBackdateMilliseconds,
      zone: ProgrammeState.zone(state.programme.timeZone, zones: zones) ?? .utc,
      eventTypes: Set(settings.eventTypes)
    )
    let warnings = look.definition.warnings(
      changed: look.changed,
      put: Set(record.promotions.compactMap { $0.promotion?.promotionID }),
      context
    )
    return FindingReport(
      findings: warnings.prefix(Limits.findingsPerAnswer).map { warning in
        PromotionFinding(
          code: warning.code.rawValue,
          promotionID: warning.promotion,
          field: request.path(of: warning.field, in: warning.promotion),
          otherID: warning.other,
          sentence: warning.sentence
        )
      },
      more: UInt32(clamping: max(0, warnings.count - Limits.findingsPerAnswer))
    )
  }
}
