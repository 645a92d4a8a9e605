internal import FealtyLoyalty
internal import FealtyWire

/// One version of a promotion, as the message that was put and as what evaluating reads.
struct PromotionVersion: Sendable {
  /// As put; `version` is set, what else the server sets is not.
  let promotion: Promotion
  let definition: PromotionDefinition

  var validFrom: Timestamp { definition.validFrom }
  var addedIn: UInt64 { definition.addedIn }

  /// What an answer shows: with everything that the server sets.
  var shown: Promotion {
    var shown = promotion
    shown.validFromMs = validFrom.milliseconds
    shown.addedIn = addedIn
    return shown
  }
}

/// All versions of one promotion.
struct PromotionVersions: Sendable {
  let number: PromotionNumber
  /// Ascending by version; one at least.
  private(set) var versions: [PromotionVersion]

  init(number: PromotionNumber, first: PromotionVersion) {
    self.number = number
    versions = [first]
  }

  /// The highest version, whether it decides already or not.
  var newest: PromotionVersion { versions[versions.count - 1] }

  mutating func append(_ version: PromotionVersion) {
    precondition(
      version.promotion.version > newest.promotion.version,
      "promotion \(number): version \(version.promotion.version) after "
        + "\(newest.promotion.version)"
    )
    versions.append(version)
  }

  /// The version that decides at an instant: the highest that has begun.
  ///
  /// - Returns: `nil` where the promotion does not exist then.
  func deciding(at instant: Timestamp) -> PromotionVersion? {
    if let version = versions.last(where: { $0.validFrom <= instant }) { return version }
    return versions[0].validFrom.milliseconds <= 0 ? versions[0] : nil
  }
}

/// The server's short numbers of a programme's budgets, voucher types and funding partners.
struct NumberedNames: Sendable {
  /// What a name names.
  ///
  /// Raw values stand in the log.
  enum Kind: UInt32, CaseIterable {
    case budget = 0
    case voucherType = 1
    case fundingPartner = 2
    case partnership = 3
    case campaign = 4
    case benefit = 220
  }

  private(set) var all: [NumberedName] = []
  // Of ten thousand budgets each is looked up, more than once.
  private var numbers: [Name: UInt32] = [:]
  private var names: [Number: String] = [:]

  private struct Name: Hashable {
    var kind: UInt32
    var name: String
  }

  private struct Number: Hashable {
    var kind: UInt32
    var number: UInt32
  }

  /// The number of a name; 0 where it has none.
  func number(of name: String, _ kind: Kind) -> UInt32 {
    numbers[Name(kind: kind.rawValue, name: name)] ?? 0
  }

  /// The name of a number; empty where nothing has it.
  func name(of number: UInt32, _ kind: Kind) -> String {
    names[Number(kind: kind.rawValue, number: number)] ?? ""
  }

  /// Takes what a record or a snapshot says; a name keeps the number that it was given first.
  mutating func add(_ names: [NumberedName]) {
    for name in names {
      let key = Name(kind: name.kind, name: name.name)
      guard numbers[key] == nil else { continue }
      numbers[key] = name.number
      let number = Number(kind: name.kind, number: name.number)
      if self.names[number] == nil { self.names[number] = name.name }
      all.append(name)
    }
  }

  /// Those of the names that have no number yet, with the numbers that follow, from 1 on.
  func numbering(_ names: [(Kind, String)]) -> [NumberedName] {
    var last: [UInt32: UInt32] = [:]
    for name in all { last[name.kind] = max(last[name.kind] ?? 0, name.number) }
    var made: [NumberedName] = []
    var seen: Set<Name> = []
    for (kind, name) in names where !name.isEmpty && number(of: name, kind) == 0 {
      guard seen.insert(Name(kind: kind.rawValue, name: name)).inserted else { continue }
      let number = (last[kind.rawValue] ?? 0) + 1
      last[kind.rawValue] = number
      made.append(NumberedName(number: number, name: name, kind: kind.rawValue))
    }
    return made
  }
}
