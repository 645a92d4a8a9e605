internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

/// What the sales of a period would have given under a draft of their programme.
///
/// The log is read twice from its first record: once to learn which sales something came back of,
/// and once to follow each member as the server did. Sales of the period are evaluated by the draft
/// in the order of the log, with what the member's earlier sales have used and counted under the
/// draft; all others count as they were booked. Nothing of the server's state is touched.
///
/// - Complexity: Memory for each member of the programme, and for each sale of the period that
///   something came back of.
///
/// Proof for `@unchecked Sendable`: it is used by one piece of work at a time, each started by the
/// one before.
final class BackTest: @unchecked Sendable {
  let plan: BackTestPlan
  private var buyers: [UInt64: BackTestBuyer] = [:]
  private var sums: BackTestSums
  /// Sales of which something comes back.
  private var returned: Set<TransactionID> = []
  private var sales: [TransactionID: BackTestSale] = [:]
  private var evaluator: BackTestEvaluator
  /// Sales that the draft cannot evaluate, because a limit of baskets is exceeded.
  private var unevaluated: Int64 = 0

  init(_ plan: BackTestPlan, _ articles: ArticleBook) {
    self.plan = plan
    sums = BackTestSums(zone: plan.draft.zone)
    evaluator = BackTestEvaluator(plan, articles)
  }

  // MARK: - First reading

  /// Learns from a record whether a sale comes back.
  func learn(_ record: LogRecordView) throws(DecodingError) {
    guard record.head.kind == UInt8(RecordKind.pointsPosted.rawValue) else { return }
    let outline = try PostedOutline(record.body)
    guard outline.isReturn else { return }
    returned.insert(TransactionID(member: record.head.entity, version: outline.linkedVersion))
  }

  // MARK: - Second reading

  /// Takes a record, in the order of the log.
  func take(_ record: LogRecordView) throws(DecodingError) {
    let number = record.head.entity
    let at = Timestamp(milliseconds: record.head.recordedAtMilliseconds)
    switch RecordKind(rawValue: Int32(record.head.kind)) {
    case .memberEnrolled:
      let enrolled = try RecordedEnrolment(record.body)
      guard enrolled.programID == plan.programID else { return }
      buyers[number] = BackTestBuyer(id: enrolled.memberID, enrolled.enrolment, at: at)
    case .memberImported:
      let imported = try MemberImportedRecord(decoding: record.body)
      guard imported.programID == plan.programID, let member = imported.member else { return }
      let enrolment = Enrolment(
        stage: .init(rawValue: UInt8(clamping: member.stage.rawValue)) ?? .active,
        tier: member.tier,
        segments: member.segments,
        profile: FealtyLoyalty.Profile(imported.profile ?? FealtyWire.Profile())
      )
      buyers[number] = BackTestBuyer(id: member.memberID, enrolment, at: at)
    case .memberChanged:
      let change = try MemberChange(record: record.body) { [] }
      buyers[number]?.change(change, at: at)
    case .pointsPosted:
      guard let place = buyers.index(forKey: number) else { return }
      try takePosting(record, of: place, at: at)
    default: return
    }
  }

  private typealias Place = Dictionary<UInt64, BackTestBuyer>.Index

  private func takePosting(
    _ record: LogRecordView,
    of buyer: Place,
    at recordedAt: Timestamp
  ) throws(DecodingError) {
    let outline = try PostedOutline(record.body)
    guard outline.isSale || outline.isReturn else { return }
    let occurredAt = outline.occurredAt ?? recordedAt
    if outline.isSale, plan.contains(occurredAt) {
      return try takeSale(record, outline, of: buyer, at: recordedAt)
    }
    let id = TransactionID(member: record.head.entity, version: outline.linkedVersion)
    if outline.isReturn, let sale = sales.removeValue(forKey: id) {
      return try takeReturn(record, outline, of: sale, id, buyer, at: recordedAt)
    }
    // As it was booked.
    let posting = try Posting(
      record: record.body,
      version: record.head.version,
      recordedAt: recordedAt
    )
    for use in posting.capUses { count(use, of: buyer) }
    if posting.hasDetails {
      let version = outline.isReturn ? outline.linkedVersion : record.head.version
      for use in posting.details.counterUses { buyers.values[buyer].count(use, version: version) }
    }
    if !posting.lotsMade.isEmpty { buyers.values[buyer].hasEarned = true }
    guard outline.isReturn, plan.contains(occurredAt) else { return }
    let points = outline.reversedPoints
    sums.add(returned: points, at: occurredAt)
    buyers.values[buyer].add(booked: -points, draft: -points, version: record.head.version)
  }

  private func takeSale(
    _ record: LogRecordView,
    _ outline: PostedOutline,
    of buyer: Place,
    at recordedAt: Timestamp
  ) throws(DecodingError) {
    let version = record.head.version
    let id = TransactionID(member: record.head.entity, version: version)
    let body = [UInt8](record.body)
    try withSale(body, version, recordedAt) { sale throws(DecodingError) in
      let event =
        outline.kind == .eventReward ? try PointsPostedRecord(bytes: body).event : nil
      var result = BackTestSale(
        body: body,
        version: version,
        recordedAt: recordedAt,
        booked: sale.awards.map(\.award)
      )
      do throws(Refusal) {
        try evaluator.evaluate(sale, event: event, of: buyers.values[buyer], into: &result)
      } catch {
        unevaluated += 1
      }
      let (booked, standing) = (result.booked, result.standing)
      for use in standing.capUses { count(use, of: buyer) }
      for use in standing.counterUses { buyers.values[buyer].count(use, version: version) }
      if standing.awards.contains(where: { $0.points > .zero }) {
        buyers.values[buyer].hasEarned = true
      }
      let oldest = recordedAt.milliseconds - plan.draft.rules.maxBackdateMilliseconds
      buyers.values[buyer].forgetUses(endedBefore: oldest)
      sums.add(sale: booked, standing.awards, at: sale.occurredAt)
      buyers.values[buyer].add(
        booked: booked.points,
        draft: standing.awards.points,
        version: version
      )
      if returned.contains(id) { sales[id] = result }
    }
  }

  private func takeReturn(
    _ record: LogRecordView,
    _ outline: PostedOutline,
    of sale: BackTestSale,
    _ id: TransactionID,
    _ buyer: Place,
    at recordedAt: Timestamp
  ) throws(DecodingError) {
    var left = sale
    left.booked = []
    left.standing = SaleStanding()
    if outline.kind == .partialReversal {
      let body = [UInt8](record.body)
      try withSale(body, record.head.version, recordedAt) { after throws(DecodingError) in
        left.booked = after.awards.map(\.award)
        try withSale(sale.body, sale.version, sale.recordedAt) { original in
          left.standing = evaluator.rest(
            of: original,
            sale,
            leaving: after.returned,
            for: buyers.values[buyer]
          )
        }
      }
    }
    for use in sale.standing.capUses { count(use.negative, of: buyer) }
    for use in left.standing.capUses { count(use, of: buyer) }
    for use in sale.standing.counterUses {
      buyers.values[buyer].count(use.negative, version: sale.version)
    }
    for use in left.standing.counterUses {
      buyers.values[buyer].count(use, version: sale.version)
    }
    if outline.kind == .partialReversal { sales[id] = left }
    let occurredAt = outline.occurredAt ?? recordedAt
    guard plan.contains(occurredAt) else { return }
    sums.add(
      return: (sale.booked, sale.standing.awards),
      leaving: (left.booked, left.standing.awards),
      at: occurredAt
    )
    buyers.values[buyer].add(
      booked: left.booked.points - sale.booked.points,
      draft: left.standing.awards.points - sale.standing.awards.points,
      version: record.head.version
    )
  }

  /// Counts a use of a cap: with the member, or with all where it is shared.
  private func count(_ use: CapUse, of buyer: Place) {
    guard use.period != .basket else { return }
    if use.isShared { evaluator.use(use) } else { buyers.values[buyer].use(use) }
  }

  private func withSale(
    _ body: [UInt8],
    _ version: UInt32,
    _ recordedAt: Timestamp,
    _ work: (StoredSale) throws(DecodingError) -> Void
  ) throws(DecodingError) {
    try body.withUnsafeBufferPointer { bytes throws(DecodingError) in
      try work(
        StoredSale(UnsafeRawBufferPointer(bytes), version: version, recordedAt: recordedAt)
      )
    }
  }

  // MARK: - Outcome

  /// The weeks, members, promotions and the total, without hashes, as they are sent.
  ///
  /// `isWhole`: whether the log goes back to its first record.
  func parts(isWhole: Bool) -> [BackTestPart] {
    var parts: [BackTestPart] = []
    for (start, week) in sums.weeks.sorted(by: { $0.key < $1.key }) {
      parts.append(
        BackTestPart(
          part: .week(
            BackTestWeek(
              startMs: start,
              sales: week.sales,
              booked: week.booked,
              draft: week.draft
            )
          )
        )
      )
    }
    parts += members.map { BackTestPart(part: .member($0)) }
    parts += promotions.map { BackTestPart(part: .promotion($0)) }
    parts.append(BackTestPart(part: .total(total(isWhole: isWhole))))
    return parts
  }

  private var members: [BackTestMember] {
    buyers.filter { $0.value.isAffected }
      .sorted { first, second in
        let (one, other) = (first.value, second.value)
        let (a, b) = (one.difference.magnitude, other.difference.magnitude)
        return a == b ? one.member.id < other.member.id : a > b
      }
      .prefix(plan.differences)
      .map { number, buyer in
        BackTestMember(
          memberID: buyer.member.id,
          booked: buyer.booked,
          draft: buyer.draft,
          transactionID: TransactionID(member: number, version: buyer.mostDifferent).text
        )
      }
  }

  private var promotions: [BackTestPromotion] {
    sums.promotions.map { number, sum in
      BackTestPromotion(
        promotionID: String(decoding: plan.draft.promotionIDBytes(number), as: UTF8.self),
        booked: sum.booked,
        draft: sum.draft,
        sales: sum.sales
      )
    }.sorted { one, other in
      let (a, b) = ((one.draft - one.booked).magnitude, (other.draft - other.booked).magnitude)
      if a != b { return a > b }
      return one.booked == other.booked
        ? one.promotionID < other.promotionID : one.booked > other.booked
    }
  }

  private func total(isWhole: Bool) -> BackTestTotal {
    var total = BackTestTotal(
      sales: sums.sales,
      returns: sums.returns,
      booked: sums.booked,
      draft: sums.draft,
      costBookedMinor: plan.bookedCost?.cost(of: sums.booked) ?? 0,
      costDraftMinor: plan.draftCost?.cost(of: sums.draft) ?? 0
    )
    for buyer in buyers.values {
      if buyer.hasPart { total.members += 1 }
      if buyer.isAffected { total.membersAffected += 1 }
    }
    if !isWhole {
      total.notes.append(
        "the log does not go back to its first record: members who enrolled before are left out"
      )
    }
    if unevaluated > 0 {
      total.notes.append("\(unevaluated) sales exceed a limit of the draft and count as 0 there")
    }
    total.notes += evaluator.notes
    return total
  }
}

extension CapUse {
  fileprivate var negative: CapUse {
    var copy = self
    copy.amount = -amount
    return copy
  }
}

extension CounterUse {
  fileprivate var negative: CounterUse {
    var copy = self
    copy.delta = -delta
    return copy
  }
}
