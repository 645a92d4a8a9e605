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
    guard let index = programme.rule(of: number, at: sale.occurredAt.milliseconds) else {
      return rejectUnborn(number, sale, into: &result)
    }
    let rule = programme.rules.pointer(index)
    let condition = condition(of: rule, sale)
    reject(index, condition == .none ? .noMatchingLine : condition, nil, sale, into: &result)
  }

  /// Reports a promotion of which no version had begun.
  private func rejectUnborn(
    _ number: PromotionNumber,
    _ sale: borrowing Sale,
    into result: inout Evaluation
  ) {
    let versions = sale.programme.definition.promotions.filter { $0.number == number }
    guard let first = versions.min(by: { $0.validFrom < $1.validFrom }),
      first.validFrom > sale.occurredAt
    else { return }
    result.rejections.append(
      Evaluation.Rejection(
        promotion: number,
        promotionVersion: first.version,
        condition: .notLive,
        detail: "begins at \(first.validFrom.milliseconds)"
      )
    )
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
        detail: detail(condition, rule, firing, sale)
      )
    )
  }

  /// The figures behind a condition; never anything about the member, and no code that earns.
  private func detail(
    _ condition: Condition,
    _ rule: CompiledRule,
    _ firing: Firing?,
    _ sale: borrowing Sale
  ) -> String {
    let promotion = sale.programme.definition.promotions[Int(rule.definition)]
    switch condition {
    case .none: return ""
    case .notLive:
      return promotion.status == .live ? "outside its dates" : "status \(promotion.status)"
    case .outsideSchedule: return "outside its hours: \(Self.localTime(of: sale))"
    case .otherStore: return Self.needs(promotion.stores)
    case .otherChannel: return Self.needs(promotion.channels)
    case .otherTerminal: return Self.needs(promotion.terminals)
    case .notInTier:
      if case .tierMultiplier(_, let factors) = promotion.mechanic {
        return Self.needs(promotion.tiers.isEmpty ? factors.map(\.tier) : promotion.tiers)
      }
      return Self.needs(promotion.tiers)
    case .notInSegment: return Self.needs(promotion.segments)
    case .inExcludedSegment: return "leaves out \(Self.list(promotion.excludedSegments))"
    case .guest: return "asks who the buyer is"
    case .noMatchingLine:
      if case .tierMultiplier(let base, _) = promotion.mechanic {
        return "no line matched its base promotion \(base)"
      }
      return ""
    case .baseNotApplied:
      guard case .multiplier(let base, _) = promotion.mechanic else { return "" }
      return "its base promotion \(base) does not apply to the sale"
    case .belowThreshold: return firing.map { shortfall(promotion, $0) } ?? ""
    case .capReached, .budgetReached: return firing.map { reached($0, sale.programme) } ?? ""
    case .beatenInGroup, .excludedByExclusive: return firing.map { winner(over: $0, sale) } ?? ""
    case .noCode, .otherVisit, .notFirstPurchase, .outsideBirthday, .otherTender, .memberTooOld,
      .belowBasketMinimum:
      return Self.asked(condition, promotion.conditions)
    }
  }

  /// What a promotion asks beside lines, place and buyer.
  private static func asked(_ condition: Condition, _ conditions: PromotionConditions) -> String {
    switch condition {
    case .noCode: return "needs one of its \(conditions.codes.count) codes"
    case .otherTender: return needs(conditions.tenders)
    case .otherVisit:
      guard let visit = conditions.visit else { return "" }
      let period = visit.window.map { " of a \($0)" } ?? ""
      return visit.every
        ? "rewards each \(visit.number). visit\(period)" : "rewards visit \(visit.number)\(period)"
    case .notFirstPurchase:
      return conditions.firstPurchase == .ofMember
        ? "rewards the first purchase" : "rewards the first purchase of what it selects"
    case .outsideBirthday:
      guard let window = conditions.birthday else { return "" }
      return "rewards \(window.daysBefore) days before to \(window.daysAfter) after the birthday"
    case .memberTooOld: return "rewards the first \(conditions.maxMembershipDays) days"
    default: return "needs \(conditions.minBasketMinor)"
    }
  }

  private static func needs(_ names: [String]) -> String { "needs \(list(names))" }

  /// Names, as many as are read at a glance.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) or one of \(names.count - 5) more" : shown
  }

  private static func localTime(of sale: borrowing Sale) -> String {
    let day = sale.programme.zone.localDay(at: sale.occurredAt)
    let minute = Int(day.minute(of: sale.occurredAt))
    let (hours, minutes) = (minute / 60, minute % 60)
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return "\(names[Int(day.weekday)]) \(hours < 10 ? "0" : "")\(hours):"
      + "\(minutes < 10 ? "0" : "")\(minutes)"
  }

  /// Who was awarded instead, and with how many points.
  private func winner(over firing: Firing, _ sale: borrowing Sale) -> String {
    guard firing.group >= 0 else { return "" }
    let state = groupStates[Int(firing.group) + Int(sale.head.firstGroup)]
    let place = Int(firing.condition == .beatenInGroup ? state.best : state.bestExclusive)
    guard state.epoch == epoch, firings.indices.contains(place) else { return "" }
    let rule = sale.programme.rules[Int(firings[place].rule)]
    let id = sale.programme.definition.promotions[Int(rule.definition)].id
    return "by \(id) with \(firings[place].points) points"
  }

  /// The cap or budget that left nothing.
  private func reached(_ firing: Firing, _ programme: CompiledProgramme) -> String {
    guard firing.cappedBy >= 0 else { return "\(firing.beforeCap) points, all beyond its caps" }
    let cap = programme.caps[Int(firing.cappedBy)]
    var name = "its cap"
    if cap.owner & CapUse.budgetBit != 0, cap.owner & CapUse.supplyBit != 0 {
      name = "the token's supply"
    } else if cap.owner & CapUse.budgetBit != 0 {
      let number = cap.owner & ~CapUse.budgetBit
      let budget = programme.definition.budgets.first { $0.number == number }
      name = "the budget \(budget?.id ?? "")"
    }
    let limit = "\(name) of \(cap.limit) \(cap.unit) (\(cap.scope), \(cap.period))"
    return cap.unit == .times
      ? "\(limit) is used up" : "\(firing.beforeCap) points, all beyond \(limit)"
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
