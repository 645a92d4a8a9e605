internal import FealtyLoyalty
internal import FealtyWire

/// One programme as the catalogue keeps it: the messages, and the numbers that it gave.
struct ProgrammeState {
  let number: UInt64
  var index: UInt16
  var version: UInt32 = 0
  /// Without promotions.
  var programme = Programme()
  var tokens: [String: TokenNumber] = [:]
  var promotions: [String: (number: PromotionNumber, promotion: Promotion)] = [:]
  var last: UInt64 = 0

  /// Promotions in the order of their numbers.
  var ordered: [(number: PromotionNumber, promotion: Promotion)] {
    promotions.values.sorted { $0.number < $1.number }
  }

  /// Takes what a record says.
  ///
  /// Records hold everything that was decided, so that replay decides nothing.
  mutating func apply(_ record: ProgrammeChangedRecord, version: UInt32) {
    precondition(version == self.version + 1, "programme at \(self.version), record \(version)")
    self.version = version
    if let programme = record.programme {
      self.programme = programme
      for token in record.tokens { tokens[token.tokenID] = TokenNumber(clamping: token.number) }
    }
    for entry in record.promotions {
      guard let promotion = entry.promotion else { continue }
      promotions[promotion.promotionID] = (entry.number, promotion)
    }
  }

  /// Bytes of promotions in one record of a snapshot, about: a block takes 1 MiB.
  private static let promotionBytesPerRecord = 256 * 1024

  /// What a snapshot holds: the settings, with the promotions spread over as many messages as it
  /// takes.
  var stored: [StoredProgramme] {
    let first = StoredProgramme(
      number: number,
      version: version,
      programme: programme,
      tokens: tokens.sorted { $0.value < $1.value }.map {
        NumberedToken(number: UInt32($0.value), tokenID: $0.key)
      },
      lastPosition: last
    )
    var rest: [StoredProgramme] = []
    var bytes = Self.promotionBytesPerRecord
    for (number, promotion) in ordered {
      if bytes >= Self.promotionBytesPerRecord {
        rest.append(StoredProgramme(number: self.number, version: version))
        bytes = 0
      }
      bytes += promotion.serialized().count
      rest[rest.count - 1].promotions.append(
        NumberedPromotion(number: number, promotion: promotion)
      )
    }
    return [first] + rest
  }

  /// Takes promotions of a snapshot, after the settings.
  mutating func load(_ stored: [NumberedPromotion]) {
    for entry in stored {
      guard let promotion = entry.promotion else { continue }
      promotions[promotion.promotionID] = (entry.number, promotion)
    }
  }

  /// The definition, promotions and all.
  var definition: ProgrammeDefinition {
    ProgrammeDefinition(programme, tokens: tokens, promotions: ordered)
  }

  /// Compiles what shards read.
  ///
  /// Slow: off the shards' threads.
  func published(zones: any ZoneSource) -> PublishedProgramme {
    let definition = definition
    let zone = Self.zone(definition.timeZone, zones: zones) ?? .utc
    return PublishedProgramme(
      index: index,
      version: UInt64(version),
      definition: definition,
      compiled: CompiledProgramme(definition, zone: zone),
      rules: LedgerRules(programme.settings ?? Settings()),
      zone: zone,
      redemptionValue: FealtyLoyalty.Ratio(programme.settings?.redemptionValue)
    )
  }

  /// Nil where the system knows no such zone.
  static func zone(_ name: String, zones: any ZoneSource) -> ZoneRules? {
    guard !name.isEmpty, name != "UTC" else { return .utc }
    guard let transitions = zones.transitions(zone: name), let first = transitions.first else {
      return nil
    }
    return ZoneRules(
      initialOffsetSeconds: first.offsetSeconds,
      transitions: transitions.dropFirst().map {
        ZoneRules.Transition(atSeconds: $0.atMilliseconds / 1000, offsetSeconds: $0.offsetSeconds)
      }
    )
  }
}
