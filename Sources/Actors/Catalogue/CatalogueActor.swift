internal import FealtyLoyalty
internal import FealtyWire

/// Owns what members collect under: programmes, tokens, promotions. Lives on shard 0.
///
/// - Owns: every programme's messages and versions, and the numbers of tokens and promotions.
/// - Guarantees: a change is durable before any shard decides by it, and before it is answered.
/// - Suspends: never; deciding and compiling run in the background between two steps.
/// - Fails: never; a change is refused as a whole before it comes here.
actor CatalogueActor {
  // MARK: - State

  private nonisolated let shard: Shard
  private(set) var programmes: [ProgrammeState] = []
  private var nextToken: TokenNumber = 0
  private var nextPromotion: PromotionNumber = 1

  nonisolated var unownedExecutor: UnownedSerialExecutor { shard.asUnownedSerialExecutor() }

  // MARK: - Lifecycle

  init(shard: Shard) { self.shard = shard }

  // MARK: - Steps

  /// The catalogue as a change of a programme finds it.
  ///
  /// One change at a time is decided on it, see ``CatalogueQueue``.
  func draft(_ programID: String) -> CatalogueDraft {
    CatalogueDraft(
      existing: state(programID),
      programmeCount: programmes.count,
      nextToken: nextToken,
      nextPromotion: nextPromotion,
      zones: shard.services.zones,
      random: shard.services.random,
      recordRoom: shard.recordRoom
    )
  }

  /// Makes a decided change true; the caller records it in the same turn, as of `now`.
  ///
  /// - Returns: what the programme was before, to be let go of where that takes no shard's time.
  func apply(_ change: CatalogueDraft.Change, now: Timestamp) -> ProgrammeState? {
    guard var state = change.state else { return nil }
    state.recordedAt = now.milliseconds
    nextToken = max(nextToken, change.nextToken)
    nextPromotion = max(nextPromotion, change.nextPromotion)
    let place = programmes.firstIndex { $0.programme.programID == state.programme.programID }
    guard let place else {
      programmes.append(state)
      return nil
    }
    precondition(
      programmes[place].version + 1 == state.version,
      "a programme at \(programmes[place].version) is changed to \(state.version)"
    )
    precondition(
      programmes[place].recordedAt <= state.recordedAt,
      "a programme of \(programmes[place].recordedAt) is changed at \(state.recordedAt)"
    )
    let before = programmes[place]
    state.last = before.last
    programmes[place] = state
    return before
  }

  func notePosition(_ programID: String, _ position: UInt64) {
    guard let index = programmes.firstIndex(where: { $0.programme.programID == programID }) else {
      return
    }
    programmes[index].last = position
  }

  // MARK: - Queries

  func state(_ programID: String) -> ProgrammeState? {
    programmes.first { $0.programme.programID == programID }
  }

  func promotions(
    _ request: ListPromotionsRequest,
    _ programID: String
  ) -> ListPromotionsResponse? {
    guard let state = state(programID) else { return nil }
    let limit = request.limit == 0 ? 100 : min(Int(request.limit), 1_000)
    let after = PromotionNumber(request.cursor) ?? 0
    var response = ListPromotionsResponse(ruleSetVersion: UInt64(state.version))
    for versions in state.ordered where versions.number > after {
      let promotion = versions.newest.shown
      guard Self.takes(request, promotion) else { continue }
      guard response.promotions.count < limit else {
        response.nextCursor = String(
          state.promotions[response.promotions[limit - 1].promotionID]?.number ?? 0
        )
        break
      }
      response.promotions.append(promotion)
    }
    return response
  }

  /// All versions of one promotion, oldest first; nil where there is no such promotion.
  func versions(
    _ promotionID: String,
    _ programID: String
  ) -> ListPromotionVersionsResponse? {
    guard let state = state(programID), let versions = state.promotions[promotionID] else {
      return nil
    }
    return ListPromotionVersionsResponse(
      versions: versions.versions.map(\.shown),
      ruleSetVersion: UInt64(state.version)
    )
  }

  private static func takes(_ request: ListPromotionsRequest, _ promotion: Promotion) -> Bool {
    let at = request.liveAtMs
    let isLive =
      at == 0 || (promotion.startMs <= at && (promotion.endMs == 0 || at < promotion.endMs))
    return isLive
      && (request.statuses.isEmpty || request.statuses.contains(promotion.status))
      && (request.segment.isEmpty || promotion.segments.contains(request.segment))
      && (request.storeID.isEmpty || promotion.stores.isEmpty
        || promotion.stores.contains(request.storeID))
  }

  // MARK: - Replay

  /// Takes a record of the log; false where its version leaps.
  func replay(
    _ record: ProgrammeChangedRecord,
    number: UInt64,
    version: UInt32,
    position: UInt64,
    at: Int64
  ) -> Bool {
    var index = programmes.firstIndex { $0.number == number }
    if index == nil, let id = record.programme?.programID { index = ensure(id) }
    guard let index else { return false }
    guard version > programmes[index].version else { return true }
    guard version == programmes[index].version + 1 else { return false }
    programmes[index].apply(record, version: version)
    programmes[index].last = position
    programmes[index].recordedAt = at
    noteNumbers(programmes[index])
    return true
  }

  /// Takes a programme of a snapshot: its settings, or some of its promotions after them.
  func load(_ stored: StoredProgramme) {
    guard let programme = stored.programme else {
      guard let index = programmes.firstIndex(where: { $0.number == stored.number }) else { return }
      programmes[index].load(stored.promotions)
      return noteNumbers(programmes[index])
    }
    let index = ensure(programme.programID)
    programmes[index].load(stored)
    noteNumbers(programmes[index])
  }

  // MARK: - Parts

  private func ensure(_ programID: String) -> Int {
    if let index = programmes.firstIndex(where: { $0.programme.programID == programID }) {
      return index
    }
    programmes.append(
      ProgrammeState(programID, index: shard.services.programmeIndexes.index(programID))
    )
    return programmes.count - 1
  }

  private func noteNumbers(_ state: ProgrammeState) {
    for number in state.tokens.values { nextToken = max(nextToken, number + 1) }
    for entry in state.promotions.values { nextPromotion = max(nextPromotion, entry.number + 1) }
  }
}
