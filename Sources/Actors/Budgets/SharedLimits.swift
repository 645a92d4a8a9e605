internal import FealtyLoyalty
internal import FealtyWire

/// The limits of a programme's shared caps, budgets and stocks of vouchers, and who asks for them
/// by which name.
///
/// Made with the programme, off the shards' threads; immutable.
struct SharedLimits: Sendable {
  /// What a limit counts, in every period and place alike.
  struct Count: Hashable, Sendable {
    var owner: UInt32
    var period: FealtyLoyalty.CapPeriod
    var scope: FealtyLoyalty.CapScope
    var unit: FealtyLoyalty.CapUnit

    init(
      owner: UInt32,
      period: FealtyLoyalty.CapPeriod,
      scope: FealtyLoyalty.CapScope,
      unit: FealtyLoyalty.CapUnit
    ) {
      self.owner = owner
      self.period = period
      self.scope = scope
      self.unit = unit
    }

    init(_ key: AllotmentKey) {
      self.init(owner: key.owner, period: key.period, scope: key.scope, unit: key.unit)
    }
  }

  /// A budget, or a promotion's own cap of all members together, as `ListPromotions` shows it.
  struct Shown: Sendable {
    /// Of the budget or the promotion.
    var id: String
    /// Of the promotion; nil = a budget.
    var promotion: String?
    var count: Count
  }

  private struct Dated: Sendable {
    var validFrom: Timestamp
    var version: UInt32
    var limit: Int64
  }

  /// What is granted of a limit that is no longer there.
  static let unlimited = Int64.max / 4

  private var limits: [Count: [Dated]] = [:]
  private(set) var shown: [Shown] = []
  /// When versions begin that say a limit, ascending.
  private var begins: [Timestamp] = []
  /// In whose zone periods end.
  private let calendar: ProgrammeCalendar

  init(_ definition: ProgrammeDefinition, zone: ZoneRules) {
    calendar = ProgrammeCalendar(zone: zone)
    for budget in definition.budgets where budget.period != .basket {
      let count = Count(
        owner: CapUse.budgetBit | budget.number,
        period: budget.period,
        scope: .all,
        unit: budget.unit
      )
      limits[count] = [
        Dated(validFrom: Timestamp(milliseconds: 0), version: 0, limit: budget.limit)
      ]
      shown.append(Shown(id: budget.id, promotion: nil, count: count))
    }
    for token in definition.tokens where token.supply > 0 {
      limits[Count(Self.supplyKey(token: token.number))] = [
        Dated(validFrom: Timestamp(milliseconds: 0), version: 0, limit: token.supply)
      ]
    }
    for type in definition.voucherTypes where type.stock > 0 {
      limits[Count(Self.stockKey(type: type.number))] = [
        Dated(validFrom: Timestamp(milliseconds: 0), version: 0, limit: type.stock)
      ]
    }
    for campaign in definition.codeCampaigns where campaign.stock > 0 {
      limits[Count(AllotmentKey(campaign.stockUse))] = [
        Dated(validFrom: Timestamp(milliseconds: 0), version: 0, limit: campaign.stock)
      ]
    }
    for promotion in definition.promotions {
      for cap in promotion.caps where cap.scope.isShared && cap.period != .basket {
        let count = Count(
          owner: promotion.number,
          period: cap.period,
          scope: cap.scope,
          unit: cap.unit
        )
        if limits[count] == nil, cap.scope == .all {
          shown.append(Shown(id: promotion.id, promotion: promotion.id, count: count))
        }
        limits[count, default: []].append(
          Dated(validFrom: promotion.validFrom, version: promotion.version, limit: cap.points)
        )
        begins.append(promotion.validFrom)
      }
    }
    begins.sort()
  }

  var isEmpty: Bool { limits.isEmpty }

  /// What a voucher of a type counts towards.
  static func stockKey(type: UInt32) -> AllotmentKey { AllotmentKey(Voucher.stockUse(of: type)) }

  /// What is issued of a token counts towards.
  static func supplyKey(token: TokenNumber) -> AllotmentKey {
    AllotmentKey(CapUse.supply(of: token, .zero))
  }

  /// The limit of a period; of a promotion's cap that of the version that decides now, or that
  /// decided last where the period is over.
  func limit(of key: AllotmentKey, at now: Timestamp) -> Int64 {
    guard let all = limits[Count(key)] else { return Self.unlimited }
    // Nearly always there is one, and a change of the rules asks for every key.
    return all.count == 1 ? all[0].limit : Self.limit(all, at: min(now, lastInstant(of: key)))
  }

  private func lastInstant(of key: AllotmentKey) -> Timestamp {
    let period: CalendarPeriod
    switch key.period {
    case .basket, .life: return .never
    case .day: period = .day
    case .week: period = .week
    case .month: period = .month
    }
    let end = calendar.end(of: period, containing: key.periodStart)
    return end == .never ? end : end.adding(milliseconds: -1)
  }

  /// The next instant at which a version begins that says a limit; ``Timestamp/never`` = none.
  func nextChange(after now: Timestamp) -> Timestamp {
    begins.first { $0 > now } ?? .never
  }

  /// Nil where nothing limits the count.
  func limit(of count: Count, at now: Timestamp) -> Int64? {
    limits[count].map { Self.limit($0, at: now) }
  }

  private static func limit(_ all: [Dated], at now: Timestamp) -> Int64 {
    var deciding: Dated?
    for dated in all where dated.validFrom <= now && dated.version >= deciding?.version ?? 0 {
      // Two caps of one kind in one version: the lower one decides.
      let isSame = dated.version == deciding?.version
      let limit = isSame ? min(dated.limit, deciding?.limit ?? dated.limit) : dated.limit
      deciding = Dated(validFrom: dated.validFrom, version: dated.version, limit: limit)
    }
    return (deciding ?? all[0]).limit
  }
}

extension PublishedProgramme {
  /// Whether uses of shared caps may stand in members' records: also of budgets that are gone.
  var mayShareUses: Bool {
    !sharedLimits.isEmpty
      || names.all.contains { $0.kind != NumberedNames.Kind.fundingPartner.rawValue }
  }
}
