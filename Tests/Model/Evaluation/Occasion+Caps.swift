extension Occasion {
  /// What all caps of a promotion leave of its points.
  func capped(_ points: Points, of rule: Promotion, zone: Zone) -> Points {
    var left = points
    for cap in rule.caps {
      // A guest is as a member who has had nothing yet.
      let isPersonal = cap.scope == .member || cap.scope == .card
      guard cap.period != .basket, !isPersonal || facts.member != nil else {
        left = min(left, cap.points)
        continue
      }
      guard let key = capKey(rule, cap, holder: facts.member?.id, zone) else { continue }
      left = min(left, max(0, cap.points - facts.used[key, default: 0]))
    }
    return left
  }

  /// The counters that a promotion's points are added to when a member takes them, or a guest, whom
  /// no member's cap counts.
  func charges(of rule: Promotion, to member: MemberID?, zone: Zone) -> Set<CapKey> {
    Set(
      rule.caps.filter { $0.period != .basket }.compactMap {
        capKey(rule, $0, holder: member, zone)
      }
    )
  }

  private func capKey(
    _ rule: Promotion,
    _ cap: Cap,
    holder member: MemberID?,
    _ zone: Zone
  )
    -> CapKey?
  {
    let holder: String? =
      switch cap.scope {
      case .member: member
      case .card: member.map { $0 + "/" + (facts.place.card ?? "") }
      case .store: facts.place.store
      case .terminal: facts.place.store + "/" + facts.place.terminal
      case .total: ""
      }
    return holder.map { holder in
      CapKey(
        promotion: rule.id,
        scope: cap.scope,
        holder: holder,
        window: Window(cap.period, at: facts.occurredAt, in: zone)
      )
    }
  }
}
