internal import FealtyLoyalty
internal import FealtyWire

/// A record of a member as those hear it who follow the programme.
///
/// The same record always tells the same, whenever it is read and wherever it lies; only of what an
/// archive leaves out, changes of a profile, it is silent there.
struct MemberEventView {
  let programme: PublishedProgramme
  /// All programmes: an exchange may lead to the token of another one.
  let programmes: [UInt16: PublishedProgramme]
  let filter: MemberEventFilter

  /// Adds what a record tells and the filter takes.
  func add(_ record: HistoryReader.Record, of memberID: String, to events: inout [MemberEvent]) {
    guard filter.takes(memberID: memberID) else { return }
    let event = MemberEvent(
      recordedAtMs: record.recordedAtMilliseconds,
      programID: programme.id,
      memberID: memberID,
      sequence: record.version
    )
    switch RecordKind(rawValue: Int32(record.kind)) {
    case .pointsPosted: addPosting(record, event, &events)
    case .memberEnrolled: addEnrolment(record, event, &events)
    case .memberChanged: addChange(record, event, &events)
    case .memberImported: add(.imported, record, event, &events)
    case .memberErased:
      var erased = event
      erased.stage = .stageErased
      add(.erased, record, erased, &events)
      add(.stageChanged, record, erased, &events)
    default: break
    }
  }

  /// Adds one event, unless nobody wants its kind.
  private func add(
    _ kind: MemberEventKind,
    _ record: HistoryReader.Record,
    _ event: MemberEvent,
    _ events: inout [MemberEvent]
  ) {
    guard filter.takes(kind) else { return }
    var event = event
    event.kind = kind
    event.eventID = Self.id(record, kind)
    events.append(event)
  }

  /// An event's name, for ever: the record's position, the kind, and the time, for a restored log
  /// has other records at the positions that it has lost.
  static func id(_ record: HistoryReader.Record, _ kind: MemberEventKind) -> String {
    var out = OutputBuffer(capacity: 64)
    writeID(record, kind, to: &out)
    return String(decoding: out.bytes(), as: UTF8.self)
  }

  static func writeID(
    _ record: HistoryReader.Record,
    _ kind: MemberEventKind,
    to out: inout OutputBuffer
  ) {
    out.append(decimal: Int64(truncatingIfNeeded: record.position >> 16))
    out.append(UInt8(ascii: "-"))
    out.append(decimal: Int64(truncatingIfNeeded: record.position & 0xFFFF))
    out.append(UInt8(ascii: "-"))
    out.append(decimal: Int64(kind.rawValue))
    out.append(UInt8(ascii: "-"))
    out.append(decimal: record.recordedAtMilliseconds)
  }

  // MARK: - Postings

  private func addPosting(
    _ record: HistoryReader.Record,
    _ event: MemberEvent,
    _ events: inout [MemberEvent]
  ) {
    let outline = record.decoded { bytes throws(DecodingError) in try EventOutline(bytes) }
    guard let posting = record.posting else { return }
    defer { addTierChange(of: posting, outline, record, event, &events) }
    let changes = posting.changesByToken
    let first = changes.first
    let kind = Self.kind(of: outline.kind, points: first?.points.rawValue ?? 0)
    // Of a review it tells what became of the tier, and nothing where that stayed.
    guard kind != .eventNone, kind != .tierChanged, filter.takes(kind) else { return }
    var event = event
    event.transactionID = TransactionID(member: record.entity, version: record.version).text
    event.transactionKind = outline.kind
    // What time did within a till's sale is at its own instant all the same.
    event.occurredAtMs =
      outline.context.occurredAtMs == 0 || posting.kind.isOfTime
      ? posting.effectiveAt.milliseconds : outline.context.occurredAtMs
    event.tokenID = first.map { programme.tokenID($0.token) } ?? ""
    event.points = first?.points.rawValue ?? 0
    if changes.count > 1 {
      event.changes = changes.map {
        TokenChange(tokenID: programme.tokenID($0.token), points: $0.points.rawValue)
      }
    }
    event.balances = outline.balances.map { FealtyWire.Balance($0, programme) }
    event.storeID = outline.context.storeID
    event.terminalID = outline.context.terminalID
    event.receiptNumber = outline.receiptNumber
    if posting.linkedVersion != 0 {
      let linked = TransactionID(member: record.entity, version: posting.linkedVersion)
      event.linkedTransactionID = linked.text
    }
    event.reason = posting.reason
    event.benefitID = outline.benefitID
    if let step = posting.exchange {
      // What somebody outside keeps moves no token here.
      if first == nil { event.tokenID = programme.tokenID(posting.token) }
      event.exchange = exchange(step, of: posting, record)
    }
    add(kind, record, event, &events)
  }

  /// The tier that a sale led to, or the end of a tier's time.
  private func addTierChange(
    of posting: Posting,
    _ outline: EventOutline,
    _ record: HistoryReader.Record,
    _ event: MemberEvent,
    _ events: inout [MemberEvent]
  ) {
    guard let change = posting.tierChange, filter.takes(.tierChanged) else { return }
    var event = event
    event.transactionID = TransactionID(member: record.entity, version: record.version).text
    event.transactionKind = outline.kind
    event.occurredAtMs = change.from.milliseconds
    event.tier = change.new
    event.oldTier = change.old
    add(.tierChanged, record, event, &events)
  }

  private func exchange(
    _ step: ExchangeStep,
    of posting: Posting,
    _ record: HistoryReader.Record
  ) -> EventExchange {
    var id = TransactionID(member: step.id.member, version: step.id.version)
    // With the member that gave: the step of a return has the return's own.
    if id.member == record.entity, posting.linkedVersion != 0 { id.version = posting.linkedVersion }
    let terms = step.terms
    // Whoever receives has no record of another token: its number is 0, that of the first of all.
    let isReceiving = posting.kind == .exchangeCredited || posting.kind == .exchangeTakenBack
    let target =
      isReceiving
      ? nil : programmes.values.first { $0.exchanges.token(terms.targetToken) != nil }
    let isCredited = step.creditedVersion != 0
    return EventExchange(
      exchangeID: id.text,
      points: terms.points.rawValue,
      fee: terms.fee.rawValue,
      received: terms.received.rawValue,
      toProgramID: target?.id ?? "",
      toTokenID: target?.tokenID(terms.targetToken) ?? "",
      creditedTransactionID: isCredited
        ? TransactionID(member: terms.target, version: step.creditedVersion).text : "",
      receipt: step.receipt
    )
  }

  /// What a transaction is to those who follow; `eventNone` for one that this version has no word
  /// for.
  static func kind(of kind: FealtyWire.TransactionKind, points: Int64) -> MemberEventKind {
    switch kind {
    case .earn, .eventReward, .saleClaimed: .earned
    case .redeem, .captured, .voucherIssued: .burned
    case .earnReversal, .redemptionReversal, .voucherCancelled: .reversed
    case .exchangeReversed, .exchangeTakenBack, .exchangeReturned: .reversed
    case .exchangeStarted, .exchangeCredited: .pointsExchanged
    case .exchangeSettled, .exchangeReturnStarted, .exchangeReturnRefused: .exchangeStep
    case .exchangeDeliveredLate, .exchangeLateKept, .exchangeLateTakenBack: .exchangeStep
    case .exchangeDebited, .exchangeGivingBack: .exchangeStep
    case .partialReversal: points > 0 ? .correctedUp : .correctedDown
    case .expiry, .percentageExpiry, .inactivityExpiry, .decayExpiry, .pointsForfeited: .expired
    case .lock, .authorization: .locked
    case .unlock, .voided, .holdLapsed: .unlocked
    case .activation, .extension: .datesChanged
    case .voucherUsed: .voucherRedeemed
    case .pointsCredited: .credited
    case .pointsDebited: .debited
    case .codeClaimed: .earnedByCode
    case .tierReviewed: .tierChanged
    case .benefitUsed: .benefitHad
    default: .eventNone
    }
  }

  // MARK: - The member itself

  private func addEnrolment(
    _ record: HistoryReader.Record,
    _ event: MemberEvent,
    _ events: inout [MemberEvent]
  ) {
    let body = record.decoded { bytes throws(DecodingError) in
      try MemberEnrolledRecord(decoding: bytes)
    }
    var enrolled = event
    enrolled.stage = body.stage
    enrolled.tier = body.tier
    enrolled.segments = body.segments
    enrolled.cardNumber = body.cardNumber
    add(.enrolled, record, enrolled, &events)
  }

  private func addChange(
    _ record: HistoryReader.Record,
    _ event: MemberEvent,
    _ events: inout [MemberEvent]
  ) {
    let body = record.decoded { bytes throws(DecodingError) in
      try MemberChangedRecord(decoding: bytes)
    }
    if let profile = body.profile {
      let isErased = profile == FealtyWire.Profile()
      add(isErased ? .erased : .profileChanged, record, event, &events)
    }
    if body.stage != .stageNone {
      var changed = event
      changed.stage = body.stage
      add(.stageChanged, record, changed, &events)
    }
    if !body.tier.isEmpty {
      var changed = event
      changed.tier = body.tier
      changed.oldTier = body.tierGrant?.oldTier ?? ""
      add(.tierChanged, record, changed, &events)
    }
    if body.replaceSegments || !body.segmentChanges.isEmpty {
      var changed = event
      changed.segments = body.segments
      changed.segmentChanges = body.segmentChanges.map {
        let load = Timestamp(milliseconds: $0.fromMs).load
        return EventSegmentChange(
          segmentID: $0.segmentID,
          removed: $0.removed,
          fromMs: load == nil ? $0.fromMs : 0,
          toMs: $0.toMs,
          loadID: load.map { String($0) } ?? ""
        )
      }
      add(.segmentsChanged, record, changed, &events)
    }
    if !body.cardNumber.isEmpty {
      var changed = event
      changed.cardNumber = body.cardNumber
      add(.identityAdded, record, changed, &events)
    }
    if let card = body.card {
      var changed = event
      changed.cardNumber = card.cardNumber
      changed.cardStage = card.stage
      changed.cardReason = card.reason
      changed.replacedBy = card.replacedBy
      add(.cardChanged, record, changed, &events)
    }
  }
}

/// What of a `PointsPostedRecord` an event tells beside its effects.
///
/// Lines and awards, which most of its bytes are, are stepped over.
private struct EventOutline {
  var context = RequestContext()
  var kind = FealtyWire.TransactionKind.transactionNone
  var balances: [StoredBalance] = []
  var receiptNumber = ""
  /// Of a benefit's.
  var benefitID = ""

  init(_ record: UnsafeRawBufferPointer) throws(DecodingError) {
    var fields = FieldReader(record)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: context = try RequestContext(decoding: try fields.readBytes())
      case 2 << 3:
        kind = FealtyWire.TransactionKind(
          rawValue: Int32(truncatingIfNeeded: try fields.readVarint())
        )
      case 17 << 3 | 2: balances.append(try StoredBalance(decoding: try fields.readBytes()))
      case 19 << 3 | 2: receiptNumber = try fields.readString()
      case 80 << 3 | 2 where kind == .benefitUsed:
        benefitID = try Tag(decoding: try fields.readBytes()).value
      default: try fields.skip(tag)
      }
    }
  }
}
