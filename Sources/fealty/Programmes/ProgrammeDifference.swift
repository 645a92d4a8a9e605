internal import FealtyWire

/// What a programme file would change on a server.
struct ProgrammeDifference {
  enum Change: String {
    case added
    case changed
    case unchanged
    /// On the server and not in the file. Applying leaves it as it is.
    case kept
    /// On the server and not in the file. Applying takes it away.
    case removed
  }

  struct Entry {
    let change: Change
    let kind: String
    let id: String
    let name: String
  }

  let entries: [Entry]

  /// Promotions that would be put.
  let promotions: [Promotion]

  /// Whether anything but promotions differs: settings, tokens, tiers, groups, budgets, voucher
  /// types.
  let headChanges: Bool

  var isEmpty: Bool { promotions.isEmpty && !headChanges }

  /// Compares what the server has, nil when it does not know the programme, with what is wanted.
  init(from current: Programme?, to wanted: Programme) {
    var entries: [Entry] = []
    let head = Self.head(wanted, keeping: current ?? Programme())
    let currentHead = current.map { Self.head($0, keeping: Programme()) }
    let change: Change = currentHead == nil ? .added : currentHead == head ? .unchanged : .changed
    entries.append(
      Entry(change: change, kind: "programme", id: wanted.programID, name: wanted.name)
    )
    headChanges = change != .unchanged

    entries += Self.parts(from: current ?? Programme(), to: wanted)
    var old = Dictionary(
      (current?.promotions ?? []).map { ($0.promotionID, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var put: [Promotion] = []
    for promotion in wanted.promotions {
      let before = old.removeValue(forKey: promotion.promotionID)
      let same = before.map { Self.comparable($0) == Self.comparable(promotion) }
      let change: Change = same == nil ? .added : same == true ? .unchanged : .changed
      if change != .unchanged { put.append(promotion) }
      entries.append(
        Entry(change: change, kind: "promotion", id: promotion.promotionID, name: promotion.name)
      )
    }
    for promotion in old.values.sorted(by: { $0.promotionID < $1.promotionID }) {
      entries.append(
        Entry(change: .kept, kind: "promotion", id: promotion.promotionID, name: promotion.name)
      )
    }
    self.entries = entries
    promotions = put
  }

  /// Tokens, groups, budgets and voucher types.
  private static func parts(from current: Programme, to wanted: Programme) -> [Entry] {
    compare("token", current.tokens, wanted.tokens, gone: .kept) { ($0.tokenID, $0.name) }
      + compare("group", current.groups, wanted.groups) { ($0.groupID, "\($0.mode)") }
      + compare("budget", current.budgets, wanted.budgets) { budget in
        (budget.budgetID, "\(budget.limit.grouped), \(budget.period)")
      }
      + compare("voucher type", current.voucherTypes, wanted.voucherTypes) { type in
        (type.voucherTypeID, type.name)
      }
      + compare("campaign", current.codeCampaigns, wanted.codeCampaigns) { campaign in
        (campaign.campaignID, campaign.name)
      }
      + compare("benefit", current.benefits, wanted.benefits) { benefit in
        (benefit.benefitID, benefit.name)
      }
      + compare(
        "partnership",
        current.partnerships.map(comparable),
        wanted.partnerships.map(comparable),
        gone: .kept
      ) { ($0.partnershipID, "\($0.fromTokenID) → \($0.toProgramID) \($0.toTokenID)") }
  }

  /// Compares parts of a programme by their ids.
  ///
  /// `gone`: what becomes of those that are on the server alone.
  /// `title`: a part's id, and what to show beside it.
  private static func compare<Part: Equatable>(
    _ kind: String,
    _ current: [Part],
    _ wanted: [Part],
    gone: Change = .removed,
    _ title: (Part) -> (id: String, name: String)
  ) -> [Entry] {
    var entries = wanted.map { part in
      let (id, name) = title(part)
      let old = current.first { title($0).id == id }
      let change: Change = old == nil ? .added : old == part ? .unchanged : .changed
      return Entry(change: change, kind: kind, id: id, name: name)
    }
    for part in current {
      let (id, name) = title(part)
      guard !wanted.contains(where: { title($0).id == id }) else { continue }
      entries.append(Entry(change: gone, kind: kind, id: id, name: name))
    }
    return entries
  }

  /// One line an entry; what does not change is counted only.
  var text: String {
    var table = Table([("", .left), ("what", .left), ("id", .left), ("name", .left)])
    for entry in entries where entry.change != .unchanged {
      table.add(entry.change.rawValue, entry.kind, entry.id, entry.name)
    }
    let unchanged = entries.count { $0.change == .unchanged }
    return table.text + "  \(unchanged) unchanged\n"
  }

  /// The programme without its promotions.
  ///
  /// What the server fills in when it is absent counts as equal; `keeping`: whose tokens, their
  /// values and partnerships stay although the programme does not name them.
  private static func head(_ programme: Programme, keeping old: Programme) -> Programme {
    var head = programme
    head.promotions = []
    for token in old.tokens {
      guard let place = head.tokens.firstIndex(where: { $0.tokenID == token.tokenID }) else {
        head.tokens.append(token)
        continue
      }
      if head.tokens[place].onRamp.isEmpty { head.tokens[place].onRamp = token.onRamp }
      if head.tokens[place].offRamp.isEmpty { head.tokens[place].offRamp = token.offRamp }
    }
    let named = Set(head.partnerships.map(\.partnershipID))
    head.partnerships += old.partnerships.filter { !named.contains($0.partnershipID) }
    head.partnerships = head.partnerships.map(comparable)
    if head.defaultTokenID.isEmpty { head.defaultTokenID = head.tokens.first?.tokenID ?? "" }
    if head.timeZone.isEmpty { head.timeZone = "UTC" }
    if head.settings == nil { head.settings = Settings() }
    return head
  }

  private static func comparable(_ partnership: Partnership) -> Partnership {
    var copy = partnership
    copy.version = 0
    copy.expectedVersion = 0
    return copy
  }

  /// The promotion without what the server sets.
  private static func comparable(_ promotion: Promotion) -> Promotion {
    var copy = promotion
    copy.version = 0
    copy.expectedVersion = 0
    copy.activateAtMs = 0
    copy.validFromMs = 0
    copy.addedIn = 0
    return copy
  }
}
