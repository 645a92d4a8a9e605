internal import FealtyWire
internal import Model

/// What a member has, by each side.
struct StateFacts {
  let member: MemberID

  // MARK: - The model's

  func expected(_ model: LoyaltyModel, _ names: Names) -> Facts {
    guard let owner = model.members[member] else { return [:] }
    var facts: Facts = [:]
    facts.sayBalances(owner.balances)
    facts["lots"] = openLots(owner).map { Self.text($0, names) }.joined(separator: "\n      ")
    facts["holds"] = owner.holds.values.filter { $0.state == .live }.sorted { $0.id < $1.id }
      .map { hold in
        "\(names.text(hold.id)) \(hold.isAuthorization ? "authorisation" : "lock") "
          + "\(hold.points) until \(hold.until ?? 0)"
      }.joined(separator: "\n      ")
    return facts
  }

  /// What the member is, and all that ever happened to its points.
  func expectedLife(_ model: LoyaltyModel) -> Facts {
    guard let owner = model.members[member] else { return [:] }
    var facts: Facts = [:]
    facts["stage"] = owner.stage.rawValue.uppercased()
    facts["tier"] = owner.tier(at: model.now)
    facts["segments"] = owner.segments(at: model.now).sorted().joined(separator: " ")
    facts.sayBalances(owner.balances)
    for (token, kept) in model.totals[member] ?? [:] where kept != Totals() {
      facts["lifetime of \(token)"] =
        "\(kept.issued) issued, \(kept.redeemed) redeemed, \(kept.expired) expired, "
        + "\(kept.reversed) reversed, \(kept.unrecovered) unrecovered"
    }
    return facts
  }

  private func openLots(_ owner: Member) -> [Model.Lot] {
    let open = owner.lots.values.filter { $0.remaining > 0 }
    return open.map { (Self.key($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  private static func text(_ lot: Model.Lot, _ names: Names) -> String {
    "\(lot.transaction == 0 ? "time" : names.text(lot.transaction)) \(lot.token) "
      + "\(lot.kind.rawValue): \(lot.remaining) of \(lot.amount), \(lot.heldInAll) locked, "
      + "\(lot.waits ? "waiting" : "active \(lot.activationAt ?? 0)"), "
      + "ends \(lot.expiresAt ?? 0)"
  }

  // MARK: - The engine's

  func received(_ status: GetPointStatusResponse, _ names: Names) -> Facts {
    var facts: Facts = [:]
    facts.sayBalances(status.balances)
    facts["lots"] = Self.sorted(status.lots, names).map { Self.text($0, names) }
      .joined(separator: "\n      ")
    facts["holds"] = status.holds.map { hold in
      "\(names.text(ofTransaction: hold.holdID)) "
        + "\(hold.authorization ? "authorisation" : "lock") \(hold.points) until \(hold.untilMs)"
    }.joined(separator: "\n      ")
    return facts
  }

  func receivedLife(_ info: GetMemberResponse) -> Facts {
    var facts: Facts = [:]
    facts["stage"] = info.stage.description
    facts["tier"] = info.tier
    facts["segments"] = info.segments.sorted().joined(separator: " ")
    facts.sayBalances(info.balances)
    for kept in info.lifetimes where kept != Lifetime(tokenID: kept.tokenID) {
      facts["lifetime of \(kept.tokenID)"] =
        "\(kept.issued) issued, \(kept.redeemed) redeemed, \(kept.expired) expired, "
        + "\(kept.reversed) reversed, \(kept.unrecovered) unrecovered"
    }
    return facts
  }

  private static func text(_ lot: FealtyWire.Lot, _ names: Names) -> String {
    let name = names.text(ofTransaction: lot.transactionID)
    let kind = lot.kind == .eventPoints ? "event" : lot.kind.description.lowercased()
    return "\(name.hasPrefix("unknown") ? "time" : name) \(lot.tokenID) "
      + "\(kind): \(lot.remaining) of \(lot.amount), \(lot.locked) locked, "
      + "\(lot.waiting ? "waiting" : "active \(lot.activationAtMs)"), ends \(lot.expiresAtMs)"
  }

  // MARK: - Order

  /// Gives lots that are the same on both sides, and new, the engine's names.
  func nameLots(_ model: LoyaltyModel, _ status: GetPointStatusResponse, _ names: inout Names) {
    guard let owner = model.members[member] else { return }
    let theirs = Self.sorted(status.lots, names)
    let ours = openLots(owner)
    guard ours.count == theirs.count else { return }
    for (our, their) in zip(ours, theirs) where !names.knows(our.id, of: member) {
      names.name(our.id, of: member, their.lotID)
    }
  }

  private static func sorted(_ lots: [FealtyWire.Lot], _ names: Names) -> [FealtyWire.Lot] {
    lots.map { (key($0, names), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  /// Lots with the same key are alike in everything that can be seen.
  private static func key(_ lot: Model.Lot) -> [Int64] {
    [
      Int64(lot.transaction), Int64(lot.token.utf8.count),
      lot.waits ? -1 : lot.activationAt ?? 0,
      lot.expiresAt ?? 0, Int64(lot.kind.rawValue.utf8.dropFirst().first ?? 0),
      lot.amount, lot.remaining, lot.heldInAll,
    ]
  }

  private static func key(_ lot: FealtyWire.Lot, _ names: Names) -> [Int64] {
    [
      Int64(names.number(ofTransaction: lot.transactionID)), Int64(lot.tokenID.utf8.count),
      lot.waiting ? -1 : lot.activationAtMs, lot.expiresAtMs,
      Int64(lot.kind.description.lowercased().utf8.dropFirst().first ?? 0),
      lot.amount, lot.remaining, lot.locked,
    ]
  }
}
