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
  let policies: TokenPolicies
  /// What deciding about due entries asks.
  let dueTerms: DueTerms
  let zone: ZoneRules
  let tokens: [TokenDefinition]
  /// Tokens of which no more than their supply may be issued.
  let supplies: [TokenNumber]
  /// Ids in UTF-8 by number, so that an answer copies bytes instead of looking names up.
  private let promotionIDs: IdentifierTable
  private let tokenIDs: IdentifierTable
  let defaultToken: TokenNumber
  let tiers: [String]
  let allowsGuests: Bool
  /// Whether the brand keeps its members' points, and not the server.
  let isLight: Bool
  /// Whether any sale asks if the member has earned before.
  let asksForPurchases: Bool
  /// ISO 4217, in UTF-8; empty where the programme names none.
  let currency: [UInt8]
  /// Minor units of money for a point; nil where points have no price.
  let redemptionValue: FealtyLoyalty.Ratio?
  /// How much a member may earn in a day; nil = as much as it likes.
  let velocity: VelocityLimit?
  /// Nil where tiers are given by hand alone.
  let tierRules: FealtyLoyalty.TierRules?
  /// Whether earns have more to decide than their points: how often a member earns, when its points
  /// lapse without activity, or which tier it comes into.
  let followsMembers: Bool
  /// As put; what evaluating and the ledger read of it stands in ``compiled`` and ``rules``.
  let settings: Settings
  let names: NumberedNames
  let connectors: ConnectorBook
  /// Other programmes in which members have numbers.
  let memberships: MembershipProviders
  /// What the numbers of its members' cards are like.
  let cards: CardRules
  /// By whom its members are known outside.
  let identities: IdentityProviders
  /// What vouchers' codes are derived with; empty where the programme has no voucher types.
  let voucherKey: [UInt8]
  /// When which rules were added.
  let history: RuleHistory
  let sharedLimits: SharedLimits
  /// As it is now, in earlier versions too: an exchange is decided once.
  let exchanges: ExchangeBook
  /// Lists of segments that have come into force.
  var segmentSwaps: SegmentSwaps { compiled.definition.segmentSwaps }

  /// Compiles a definition.
  ///
  /// Slow: off the shards' threads.
  init(
    index: UInt16,
    version: UInt64,
    definition: ProgrammeDefinition,
    zone: ZoneRules,
    recentFrom: Timestamp = Timestamp(milliseconds: 0),
    rules: LedgerRules = LedgerRules(),
    settings: Settings = Settings(),
    names: NumberedNames = NumberedNames(),
    voucherKey: [UInt8] = [],
    exchanges: ExchangeBook = .none
  ) {
    self.index = index
    id = definition.id
    idBytes = Array(definition.id.utf8)
    self.version = version
    compiled = CompiledProgramme(definition, zone: zone, recentFrom: recentFrom)
    history = RuleHistory(definition)
    sharedLimits = SharedLimits(definition, zone: zone)
    self.rules = rules
    policies = TokenPolicies(settings, tokens: definition.tokens)
    tierRules = FealtyLoyalty.TierRules(settings, definition, rules, zone)
    dueTerms = DueTerms(
      policies: policies,
      calendar: ProgrammeCalendar(zone: zone),
      unlockGraceMilliseconds: rules.unlockGraceMilliseconds,
      tiers: tierRules
    )
    self.zone = zone
    self.settings = settings
    velocity = VelocityLimit(settings.velocity)
    followsMembers = rules.notesActivity || velocity != nil || tierRules != nil
    self.names = names
    connectors = ConnectorBook(settings.connectors)
    memberships = MembershipProviders(settings)
    cards = CardRules(settings.cards, key: voucherKey)
    identities = IdentityProviders(settings, key: voucherKey)
    self.voucherKey = voucherKey
    self.exchanges = exchanges
    tokens = definition.tokens
    supplies = definition.tokens.filter { $0.supply > 0 }.map(\.number)
    promotionIDs = IdentifierTable(definition.promotions.map { (Int($0.number), $0.id) })
    tokenIDs = IdentifierTable(definition.tokens.map { (Int($0.number), $0.id) })
    defaultToken = definition.tokens.first { $0.id == definition.defaultToken }?.number ?? 0
    tiers = definition.tiers
    allowsGuests = definition.allowsGuests
    isLight = settings.integration == .integrationLight
    asksForPurchases = compiled.asksForPurchases
    currency = Array(definition.currency.utf8)
    redemptionValue = FealtyLoyalty.Ratio(settings.redemptionValue)
  }

  /// The programme as it was when its rule set had an earlier version.
  ///
  /// What has no versions (tokens, tiers, budgets, the ledger's settings) is as it is now. Slow:
  /// off the shards' threads.
  func asKnown(at version: UInt64) -> PublishedProgramme {
    PublishedProgramme(
      index: index,
      version: version,
      definition: compiled.definition.asKnown(at: version),
      zone: zone,
      rules: rules,
      settings: settings,
      names: names,
      voucherKey: voucherKey,
      exchanges: exchanges
    )
  }

  /// The programme as if some of its drafts and paused promotions were live.
  ///
  /// Slow: off the shards' threads.
  func reviving(_ promotions: Set<String>) -> PublishedProgramme {
    var definition = compiled.definition
    for index in definition.promotions.indices
    where promotions.contains(definition.promotions[index].id)
      && [.draft, .paused].contains(definition.promotions[index].status)
    {
      definition.promotions[index].status = .live
    }
    return PublishedProgramme(
      index: index,
      version: version,
      definition: definition,
      zone: zone,
      rules: rules,
      settings: settings,
      names: names,
      voucherKey: voucherKey,
      exchanges: exchanges
    )
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

  /// The name of a partner who pays for points; empty for the number 0.
  func fundingPartner(_ number: UInt16) -> String {
    number == 0 ? "" : names.name(of: UInt32(number), .fundingPartner)
  }

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

  /// The local date at an instant as yyyymmdd; of one before 1970 or after the year 9999, which is
  /// refused further on, some day.
  func businessDate(_ instant: Timestamp) -> Int32 {
    let lastSecond: Int64 = 253_402_300_799_000
    let instant = Timestamp(milliseconds: min(max(0, instant.milliseconds), lastSecond))
    let local = instant.milliseconds + Int64(zone.offsetSeconds(at: instant)) * 1000
    let day = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
    return CivilDate.yyyymmdd(daysSinceEpoch: day)
  }
}
