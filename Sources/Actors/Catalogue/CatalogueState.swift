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
  /// By id, with all versions.
  var promotions: [String: PromotionVersions] = [:]
  /// How many versions of promotions there are.
  var versionCount = 0
  var names = NumberedNames()
  /// What vouchers' codes are derived with; empty until the first voucher type is put.
  var voucherKey: [UInt8] = []
  /// Groups and settings by the instant from which they decide, ascending.
  var heads: [DatedHead] = []
  /// Lists of segments that have come into force, in that order.
  var segmentLoads: [StoredSegmentLoad] = []
  var last: UInt64 = 0
  /// When its newest version was recorded, milliseconds since 1970.
  ///
  /// No later version is recorded before, whatever the clock says then: versions decide from their
  /// recording on.
  var recordedAt: Int64 = 0

  /// A programme that nothing is known of yet.
  init(_ programID: String, index: UInt16) {
    self.init(number: StableHash.hash(program: programID, member: ""), index: index)
    programme.programID = programID
  }

  init(number: UInt64, index: UInt16) {
    self.number = number
    self.index = index
  }

  /// Promotions in the order of their numbers.
  var ordered: [PromotionVersions] { promotions.values.sorted { $0.number < $1.number } }

  /// As an answer shows it: promotions in their newest versions.
  var shown: GetProgrammeResponse {
    var programme = programme
    programme.promotions = ordered.map(\.newest.shown)
    return GetProgrammeResponse(programme: programme, ruleSetVersion: UInt64(version))
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
      add(
        DatedHead(
          validFromMs: record.headValidFromMs,
          addedIn: UInt64(version),
          groups: programme.groups,
          settings: programme.settings ?? Settings()
        )
      )
    }
    names.add(record.names)
    segmentLoads += record.segmentLoads
    if !record.voucherKey.isEmpty { voucherKey = record.voucherKey }
    for entry in record.promotions { add(entry, addedIn: UInt64(version)) }
  }

  /// Takes a head, unless nothing in it differs from the newest one.
  private mutating func add(_ head: DatedHead) {
    if let newest = heads.last, newest.groups == head.groups, newest.settings == head.settings {
      return
    }
    heads.append(head)
  }

  /// Takes a version of a promotion.
  ///
  /// `addedIn`: the rule set's version that brought it, where the entry does not say.
  private mutating func add(_ entry: NumberedPromotion, addedIn: UInt64) {
    guard let promotion = entry.promotion else { return }
    let version = PromotionVersion(
      promotion: promotion,
      definition: PromotionDefinition(
        promotion,
        number: entry.number,
        validFrom: Timestamp(milliseconds: entry.validFromMs),
        addedIn: entry.addedIn == 0 ? addedIn : entry.addedIn,
        partner: UInt16(clamping: names.number(of: promotion.fundingPartner, .fundingPartner))
      )
    )
    versionCount += 1
    let id = promotion.promotionID
    if promotions[id] == nil {
      promotions[id] = PromotionVersions(number: entry.number, first: version)
    } else {
      promotions[id]?.append(version)
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
      lastPosition: last,
      names: names.all,
      voucherKey: voucherKey,
      heads: heads,
      recordedAtMs: recordedAt,
      segmentLoads: segmentLoads
    )
    var rest: [StoredProgramme] = []
    var bytes = Self.promotionBytesPerRecord
    for promotion in ordered {
      for entry in promotion.versions {
        if bytes >= Self.promotionBytesPerRecord {
          rest.append(StoredProgramme(number: number, version: version))
          bytes = 0
        }
        bytes += entry.promotion.serialized().count
        rest[rest.count - 1].promotions.append(
          NumberedPromotion(
            number: promotion.number,
            promotion: entry.promotion,
            validFromMs: entry.validFrom.milliseconds,
            addedIn: entry.addedIn
          )
        )
      }
    }
    return [first] + rest
  }

  /// Takes the settings of a snapshot.
  mutating func load(_ stored: StoredProgramme) {
    version = stored.version
    if let programme = stored.programme { self.programme = programme }
    for token in stored.tokens { tokens[token.tokenID] = TokenNumber(clamping: token.number) }
    names.add(stored.names)
    voucherKey = stored.voucherKey
    heads = stored.heads
    last = stored.lastPosition
    recordedAt = stored.recordedAtMs
    segmentLoads = stored.segmentLoads
  }

  /// Takes promotions of a snapshot, after the settings: each promotion's versions in their order.
  mutating func load(_ stored: [NumberedPromotion]) {
    for entry in stored { add(entry, addedIn: UInt64(version)) }
  }

  /// The definition, promotions with all their versions.
  var definition: ProgrammeDefinition {
    definition(of: ordered.flatMap { $0.versions.map(\.definition) })
  }

  /// The definition with these promotions alone.
  func definition(of promotions: [PromotionDefinition]) -> ProgrammeDefinition {
    var definition = ProgrammeDefinition(
      programme,
      tokens: tokens,
      names: names,
      heads: heads,
      promotions: promotions
    )
    definition.segmentSwaps = SegmentSwaps(
      segmentLoads.map {
        SegmentSwaps.Swap(load: $0.load, at: Timestamp(milliseconds: $0.atMs))
      }
    )
    return definition
  }

  /// Compiles what shards read.
  ///
  /// Slow: off the shards' threads. `now`: sales that are older than the programme lets them be are
  /// found more slowly.
  func published(zones: any ZoneSource, now: Timestamp) -> PublishedProgramme {
    let settings = programme.settings ?? Settings()
    let rules = LedgerRules(settings)
    let backdate = rules.maxBackdateMilliseconds
    return PublishedProgramme(
      index: index,
      version: UInt64(version),
      definition: definition,
      zone: Self.zone(programme.timeZone, zones: zones) ?? .utc,
      recentFrom: Timestamp(milliseconds: now.milliseconds - min(backdate, now.milliseconds)),
      rules: rules,
      settings: settings,
      names: names,
      voucherKey: voucherKey,
      exchanges: ExchangeBook(programme, numbers: tokens, names: names)
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
