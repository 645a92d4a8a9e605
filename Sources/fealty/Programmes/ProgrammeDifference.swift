internal import FealtyWire

/// What a programme file would change on a server.
struct ProgrammeDifference {
  enum Change: String {
    case added
    case changed
    case unchanged
    /// On the server and not in the file. Applying leaves it as it is.
    case kept
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

  /// Whether settings, tokens, tiers or groups differ.
  let headChanges: Bool

  var isEmpty: Bool { promotions.isEmpty && !headChanges }

  /// Compares what the server has, nil when it does not know the programme, with what is wanted.
  init(from current: Programme?, to wanted: Programme) {
    var entries: [Entry] = []
    let head = Self.head(wanted)
    let currentHead = current.map(Self.head)
    let change: Change = currentHead == nil ? .added : currentHead == head ? .unchanged : .changed
    entries.append(
      Entry(change: change, kind: "programme", id: wanted.programID, name: wanted.name)
    )
    headChanges = change != .unchanged

    let tokens = current?.tokens ?? []
    for token in wanted.tokens {
      let old = tokens.first { $0.tokenID == token.tokenID }
      let change: Change = old == nil ? .added : old == token ? .unchanged : .changed
      entries.append(Entry(change: change, kind: "token", id: token.tokenID, name: token.name))
    }
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
  /// What the server fills in when it is absent counts as
  /// equal.
  private static func head(_ programme: Programme) -> Programme {
    var head = programme
    head.promotions = []
    if head.timeZone.isEmpty { head.timeZone = "UTC" }
    if head.settings == nil { head.settings = Settings() }
    return head
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
