internal import FealtyLoyalty
internal import FealtyWire

/// What a back-test is to find out.
struct BackTestPlan: Sendable {
  let programID: String
  /// What sales of the period are valued by: the programme as it would be with the draft.
  let draft: PublishedProgramme
  /// Sales and returns that occurred from the first on and before the second instant.
  let period: Range<Timestamp>
  /// Members to name at most.
  let differences: Int
  /// Minor units of money for a point, as booked and by the draft; nil = points have no cost.
  let bookedCost: FealtyLoyalty.Ratio?
  let draftCost: FealtyLoyalty.Ratio?

  func contains(_ instant: Timestamp) -> Bool { period.contains(instant) }

  /// Whether what was paid with points earns by the draft.
  func earnsOnPointsTender(at instant: Timestamp) -> Bool {
    draft.compiled.settings(at: instant).earnsOnPointsTender
  }
}

extension CatalogueDraft {
  /// The programme as it would be if the draft had been in force all the time.
  ///
  /// Promotions that the draft does not name keep all their versions; those that it names have one,
  /// which decides whenever it is live. Numbers of what exists stay, so that what members have used
  /// and counted is theirs in the draft too.
  ///
  /// - Throws: ``BackTestRefusal``.
  func backTested(_ draft: Programme) throws(BackTestRefusal) -> ProgrammeState {
    guard let existing else { throw BackTestRefusal(Self.noProgramme) }
    let programID = existing.programme.programID
    guard draft.programID.isEmpty || draft.programID == programID else {
      throw BackTestRefusal(Status(.invalidField("draft.program_id")))
    }
    var head = draft
    head.programID = programID
    head.promotions = []
    keepTokens(&head)
    var state = existing
    state.heads = []
    var record = ProgrammeChangedRecord(programme: head)
    record.tokens = numbered(head.tokens, existing)
    record.names = existing.names.numbering(
      head.budgets.map { (.budget, $0.budgetID) }
        + head.voucherTypes.map { (.voucherType, $0.voucherTypeID) }
        + draft.promotions.map { (.fundingPartner, $0.fundingPartner) }
    )
    var next = nextPromotion
    var seen: Set<String> = []
    for (place, promotion) in draft.promotions.enumerated() {
      let id = promotion.promotionID
      guard !id.isEmpty, seen.insert(id).inserted else {
        throw BackTestRefusal(Status(.invalidField("draft.promotions[\(place)].promotion_id")))
      }
      let earlier = state.promotions.removeValue(forKey: id)
      state.versionCount -= earlier?.versions.count ?? 0
      var alone = Self.asPut(promotion)
      alone.version = 1
      record.promotions.append(NumberedPromotion(number: earlier?.number ?? next, promotion: alone))
      if earlier == nil { next += 1 }
    }
    state.apply(record, version: state.version + 1)
    let paths = DraftPaths("draft.", promotions: draft.promotions)
    let look = ProgrammeLook(state, changed: nil)
    if let status = check(state, look, paths) { throw BackTestRefusal(status) }
    return state
  }
}

/// Why there can be no back-test.
struct BackTestRefusal: Error {
  let status: Status

  init(_ status: Status) { self.status = status }
}
