internal import FealtyLoyalty
internal import FealtyWire

/// What a parked sale gives the member who claims it: what it was valued at, cut by what the
/// member's own caps leave in the sale's period.
struct ClaimedAwards {
  private(set) var awards: [Award] = []
  private(set) var lines: [LineAward] = []
  private(set) var uses: [CapUse]
  /// Of each use what the member had used before; 0 for what is shared.
  private(set) var before: [Int64] = []
  /// Of tokens that have had a supply only since the sale was parked: what may still be issued.
  private var left: [TokenNumber: Int64]

  /// - Parameters:
  ///   - sale: What was parked, or what returns have left of it.
  ///   - member: Who claims it.
  ///   - programme: As it is now.
  ///   - left: What may be issued of tokens whose supply the sale does not use yet.
  init(
    _ sale: SaleParkedRecord,
    member: Member,
    in programme: PublishedProgramme,
    left: [TokenNumber: Int64] = [:]
  ) {
    self.left = left
    uses = sale.capUses.map(CapUse.init)
    for stored in sale.awards { add(stored, member, programme) }
    uses.removeAll { $0.amount <= 0 }
    before = uses.map { $0.isShared ? 0 : Self.used($0, by: member) }
  }

  private static func used(_ use: CapUse, by member: Member) -> Int64 {
    var used: Int64 = 0
    for other in member.capUses where other.isSameCount(as: use) { used += other.amount }
    return used
  }

  private mutating func add(
    _ stored: StoredAward,
    _ member: Member,
    _ programme: PublishedProgramme
  ) {
    let promotion = programme.compiled.promotion(stored.promotion, version: stored.version)
    var points = stored.points
    for cap in promotion?.caps ?? [] where cap.scope == .member && cap.period != .basket {
      guard
        let use = uses.first(where: {
          $0.owner == stored.promotion && $0.scope == .member && $0.period == cap.period
            && $0.unit == cap.unit
        })
      else { continue }
      let left = max(0, cap.points - Self.used(use, by: member))
      points = cap.unit == .points ? min(points, left) : left == 0 ? 0 : points
    }
    if let most = left[TokenNumber(clamping: stored.token)] {
      points = min(points, most)
      left[TokenNumber(clamping: stored.token)] = most - points
    }
    let budgets = (promotion?.budgets ?? []).map { id in
      CapUse.budgetBit | programme.names.number(of: id, .budget)
    }
    let supply = CapUse.supplyOwner(of: TokenNumber(clamping: stored.token))
    cutUses(of: [stored.promotion, supply] + budgets, by: stored.points - points, to: points)
    guard points > 0 else { return }
    awards.append(
      Award(
        promotion: stored.promotion,
        promotionVersion: stored.version,
        token: TokenNumber(clamping: stored.token),
        points: Points(points),
        beforeCap: Points(stored.points + stored.cut),
        eligibleAmount: stored.eligibleMinor,
        eligibleQuantity: stored.eligibleQuantity,
        isBonus: stored.bonus,
        partner: promotion?.fundingPartnerNumber ?? 0,
        lotSchedule: LotSchedule(promotion?.lotTerms ?? FealtyLoyalty.LotTerms())
      )
    )
    addLines(stored, cutTo: points)
  }

  /// Takes what the member's caps cut off from the uses of the promotion and of its budgets.
  private mutating func cutUses(of owners: [UInt32], by cut: Int64, to points: Int64) {
    guard cut > 0 else { return }
    for owner in owners {
      let isOwn = owner & CapUse.budgetBit == 0
      var seen: [CapUse] = []
      for index in uses.indices where uses[index].owner == owner {
        // Of a budget that several promotions draw on, each has a use of its own.
        if !isOwn, seen.contains(where: { $0.isSameCount(as: uses[index]) }) { continue }
        if uses[index].unit == .points {
          guard uses[index].amount >= cut else { continue }
          uses[index].amount -= cut
        } else if points == 0 {
          uses[index].amount -= 1
        }
        seen.append(uses[index])
      }
    }
  }

  /// The points of its lines; what a cap has left of them, by largest remainder over what they had.
  private mutating func addLines(_ stored: StoredAward, cutTo points: Int64) {
    var numbers: [UInt16] = []
    var parts: [Int64] = []
    stored.lines.withUnsafeBytes { bytes in
      var reader = FieldReader(bytes)
      do throws(DecodingError) {
        while !reader.isAtEnd {
          numbers.append(UInt16(clamping: try reader.readVarint()))
          parts.append(try reader.readInt())
        }
      } catch {
        preconditionFailure("a record that passed its checksum cannot be decoded: \(error)")
      }
    }
    let sum = parts.reduce(0, +)
    if points < sum { parts = LargestRemainder.divide(points, over: parts) }
    for (number, part) in zip(numbers, parts) where part > 0 {
      lines.append(LineAward(promotion: stored.promotion, line: number, points: Points(part)))
    }
  }
}
