internal import FealtyLoyalty
internal import FealtyWire

/// What a programme says now, as every shard reads it: immutable, replaced whole after each durable
/// change.
final class PublishedProgramme: Sendable {
  let index: UInt16
  let id: String
  /// The id in UTF-8, to compare with a request's bytes.
  let idBytes: [UInt8]
  let version: UInt64
  let compiled: CompiledProgramme
  let rules: LedgerRules
  let zone: ZoneRules
  let tokens: [TokenDefinition]
  /// Ids in UTF-8 by number, so that an answer copies bytes instead of looking names up.
  private let promotionIDs: IdentifierTable
  private let tokenIDs: IdentifierTable
  let defaultToken: TokenNumber
  let tiers: [String]
  let allowsGuests: Bool
  /// ISO 4217, in UTF-8; empty where the programme names none.
  let currency: [UInt8]
  /// Minor units of money for a point; nil where points have no price.
  let redemptionValue: FealtyLoyalty.Ratio?

  init(
    index: UInt16,
    version: UInt64,
    definition: ProgrammeDefinition,
    compiled: CompiledProgramme,
    rules: LedgerRules,
    zone: ZoneRules,
    redemptionValue: FealtyLoyalty.Ratio?
  ) {
    self.index = index
    id = definition.id
    idBytes = Array(definition.id.utf8)
    self.version = version
    self.compiled = compiled
    self.rules = rules
    self.zone = zone
    tokens = definition.tokens
    promotionIDs = IdentifierTable(definition.promotions.map { (Int($0.number), $0.id) })
    tokenIDs = IdentifierTable(definition.tokens.map { (Int($0.number), $0.id) })
    defaultToken = definition.tokens.first { $0.id == definition.defaultToken }?.number ?? 0
    tiers = definition.tiers
    allowsGuests = definition.allowsGuests
    currency = Array(definition.currency.utf8)
    self.redemptionValue = redemptionValue
  }

  deinit {
    promotionIDs.deallocate()
    tokenIDs.deallocate()
  }

  /// The id's bytes; empty for a number that this version does not know.
  ///
  /// Valid as long as the programme.
  @inline(__always)
  func promotionIDBytes(_ number: PromotionNumber) -> UnsafeRawBufferPointer {
    promotionIDs[Int(number)]
  }

  @inline(__always)
  func tokenIDBytes(_ number: TokenNumber) -> UnsafeRawBufferPointer { tokenIDs[Int(number)] }

  /// The token's name; the numbers of a record are always those of the catalogue that made it.
  func tokenID(_ number: TokenNumber) -> String {
    for token in tokens where token.number == number { return token.id }
    return "#\(number)"
  }

  /// The number of the token with this name; the default one for an empty name.
  func token(_ id: String) throws(Refusal) -> TokenNumber {
    if id.isEmpty { return defaultToken }
    for token in tokens where token.id == id { return token.number }
    throw .tokenNotFound
  }

  /// The local date at an instant as yyyymmdd.
  func businessDate(_ instant: Timestamp) -> Int32 {
    let local = instant.milliseconds + Int64(zone.offsetSeconds(at: instant)) * 1000
    let day = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
    return CivilDate.yyyymmdd(daysSinceEpoch: day)
  }
}

/// Days and dates of the Gregorian calendar, by the days-from-civil method (H.
///
/// Hinnant, 2013).
enum CivilDate {
  static func yyyymmdd(daysSinceEpoch: Int64) -> Int32 {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return Int32(year * 10_000 + month * 100 + day)
  }
}
