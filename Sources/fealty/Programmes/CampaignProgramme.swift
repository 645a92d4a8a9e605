internal import FealtyWire

/// Makes a programme of campaigns: the promotions of a base programme, and one for each offer.
struct CampaignProgramme {
  /// Bytes of a promotion's id that the server takes.
  private static let idBytes = 64

  let base: Programme

  /// The promotion whose points multipliers multiply.
  let rate: Promotion

  /// - Throws: `.configuration` where the base has no rate of that id.
  init(base: Programme, rateID: String) throws(CommandFailure) {
    guard let rate = base.promotions.first(where: { $0.promotionID == rateID }),
      case .rate = rate.mechanic
    else {
      throw CommandFailure(.configuration, "the base programme has no rate with the id \(rateID)")
    }
    self.base = base
    self.rate = rate
  }

  /// The programme: base promotions first, then the offers in the campaigns' order.
  ///
  /// An offer is `campaign/offer`. Who got a campaign is the segment of its id; offers do not
  /// exclude one another.
  ///
  /// - Throws: `.configuration` where two promotions have one id, or an id is too long.
  func programme(with campaigns: [ReplayCampaign]) throws(CommandFailure) -> Programme {
    var programme = base
    for campaign in campaigns {
      for offer in campaign.offers { programme.promotions.append(promotion(offer, of: campaign)) }
    }
    var known: Set<String> = []
    for promotion in programme.promotions {
      let id = promotion.promotionID
      guard id.utf8.count <= Self.idBytes else {
        throw CommandFailure(.configuration, "the id \(id) has more than \(Self.idBytes) bytes")
      }
      guard known.insert(id).inserted else {
        throw CommandFailure(.configuration, "two promotions have the id \(id)")
      }
    }
    return programme
  }

  private func promotion(_ offer: ReplayCampaign.Offer, of campaign: ReplayCampaign) -> Promotion {
    var promotion = Promotion(
      promotionID: "\(campaign.campaignID)/\(offer.offerID)",
      name: campaign.name
    )
    promotion.startMs = campaign.startMs
    promotion.endMs = campaign.endMs
    promotion.stores = campaign.stores
    if let segment = campaign.segmentID { promotion.segments = [segment] }
    promotion.selection = Selection(include: Terms(skus: offer.skus))
    promotion.lotTerms = rate.lotTerms
    switch offer.mechanic {
    case .skuBonus(let buyQuantity, let points, let maxPerBasket):
      promotion.mechanic = .quantityBonus(
        QuantityBonus(buyQuantity: buyQuantity, points: points, maxPerBasket: maxPerBasket)
      )
    case .multiplier(let numerator, let denominator):
      promotion.mechanic = .multiplier(
        Multiplier(
          promotionID: rate.promotionID,
          factor: Ratio(numerator: numerator, denominator: denominator)
        )
      )
    case nil: preconditionFailure("\(promotion.promotionID) has no mechanic")
    }
    return promotion
  }
}
