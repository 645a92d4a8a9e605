internal import FealtyLoyalty
internal import FealtyWire

// RollBackPromotion and ListPromotionVersions.
extension Shard {
  func rollBackPromotion(_ call: RoutedCall) {
    changeCatalogue(call, RollBackPromotionRequest.self) { draft, request, id, now in
      draft.rollBack(request, id, now: now)
    }
  }

  func listPromotionVersions(_ call: RoutedCall) {
    guard let catalogue, let request = decode(call, ListPromotionVersionsRequest.self),
      beginRead(call) != nil
    else { return }
    let programID = String(decoding: call.head.program, as: UTF8.self)
    let answer = catalogue.assumeIsolated { $0.versions(request.promotionID, programID) }
    guard let answer else { return fail(call.call, gated: true, CatalogueDraft.noPromotion) }
    // The catalogue may be ahead of the log.
    respond(call.call, gated: true, message: answer)
  }
}
