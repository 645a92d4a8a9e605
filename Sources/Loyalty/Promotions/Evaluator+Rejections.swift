// Why promotions did not fire. Only explanations come here, so making texts may allocate.
extension Evaluator {
  /// Reports the promotions whose lines matched and that another condition kept from firing.
  func rejectFirings(_ sale: borrowing Sale, into result: inout Evaluation) {
    for firing in firings where firing.condition != .none {
      reject(Int(firing.rule), firing.condition, firing, sale, into: &result)
    }
  }

  /// Reports why a promotion that was asked for by number did not fire.
  mutating func rejectNamed(
    _ number: PromotionNumber,
    _ sale: borrowing Sale,
    into result: inout Evaluation
  ) {
    guard !result.awards.contains(where: { $0.promotion == number }),
      !result.rejections.contains(where: { $0.promotion == number })
    else { return }
    let programme = sale.programme
    if let firing = firings.first(where: { programme.rules[Int($0.rule)].number == number }) {
      return reject(Int(firing.rule), firing.condition, firing, sale, into: &result)
    }
    guard let index = programme.rule(of: number, at: sale.occurredAt.milliseconds) else { return }
    let rule = programme.rules.pointer(index)
    let condition = condition(of: rule, sale)
    reject(index, condition == .none ? .noMatchingLine : condition, nil, sale, into: &result)
  }

  private func reject(
    _ index: Int,
    _ condition: Condition,
    _ firing: Firing?,
    _ sale: borrowing Sale,
    into result: inout Evaluation
  ) {
    let rule = sale.programme.rules[index]
    result.rejections.append(
      Evaluation.Rejection(
        promotion: rule.number,
        promotionVersion: rule.version,
        condition: condition,
        detail: detail(condition, rule, firing, sale.programme)
      )
    )
  }

  /// The figures behind a condition; never anything about the member.
  private func detail(
    _ condition: Condition,
    _ rule: CompiledRule,
    _ firing: Firing?,
    _ programme: CompiledProgramme
  ) -> String {
    let promotion = programme.definition.promotions[Int(rule.definition)]
    switch condition {
    case .notLive:
      return promotion.status == .live ? "outside its dates" : "status \(promotion.status)"
    case .noMatchingLine:
      if case .tierMultiplier(let base, _) = promotion.mechanic {
        return "no line matched its base promotion \(base)"
      }
      return ""
    case .belowThreshold:
      guard let firing else { return "" }
      return shortfall(promotion, firing)
    case .capReached, .budgetReached:
      guard let firing else { return "" }
      return "\(firing.beforeCap) points, all beyond its caps"
    case .belowBasketMinimum:
      return "needs \(promotion.conditions.minBasketMinor)"
    case .none, .outsideSchedule, .otherStore, .otherChannel, .otherTerminal, .notInTier,
      .notInSegment, .inExcludedSegment, .beatenInGroup, .excludedByExclusive, .guest, .noCode,
      .otherVisit, .notFirstPurchase, .outsideBirthday, .otherTender, .memberTooOld:
      return ""
    }
  }

  private func shortfall(_ promotion: PromotionDefinition, _ firing: Firing) -> String {
    let amount = max(0, firing.eligibleAmount)
    switch promotion.mechanic {
    case .quantityBonus(let buyQuantity, _, _, let across):
      guard across == nil else { return "no further set of \(buyQuantity)" }
      return "quantity \(firing.eligibleQuantity), needs \(buyQuantity)"
    case .threshold(let steps, _):
      return "amount \(amount), needs \(steps.first?.amountMinor ?? 0)"
    case .tierMultiplier(let base, _):
      return "too few points from its base promotion \(base)"
    case .rate, .multiplier, .fixed, nil:
      return "amount \(amount) is too small for a point"
    }
  }
}
