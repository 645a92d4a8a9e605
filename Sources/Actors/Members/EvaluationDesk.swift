internal import FealtyLoyalty
internal import FealtyWire

/// What evaluating a basket needs, kept by each shard from request to request so that nothing is
/// allocated.
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it; it is marked so that the
/// synchronous calls into that shard's actors may take it.
final class EvaluationDesk: @unchecked Sendable {
  // Unchecked: one thread uses these and no access spans another; the run-time checks cost a fifth
  // of an evaluation.
  @exclusivity(unchecked) var basket = FealtyLoyalty.Basket()
  @exclusivity(unchecked) var context = EvaluationContext()
  @exclusivity(unchecked) var evaluator = Evaluator()
  @exclusivity(unchecked) var evaluation = Evaluation()
  /// The member's balances after the posting, for the record and for the answer.
  @exclusivity(unchecked) var balances: [FealtyLoyalty.Balance] = []

  /// The lines of the request as they came, for the log.
  ///
  /// Valid while the request is handled.
  var rawLines: UnsafeBufferPointer<UnsafeRawBufferPointer> {
    UnsafeBufferPointer(start: rawLineStart, count: rawLineCount)
  }
  private let rawLineStart: UnsafeMutablePointer<UnsafeRawBufferPointer>
  private let rawLineCapacity = PromotionLimits.linesPerBasket
  @exclusivity(unchecked) private var rawLineCount = 0
  /// For each of them where its names end.
  private let rawNameEnds: UnsafeMutablePointer<UInt16>
  /// Where those of the line that was read last end.
  @exclusivity(unchecked) private var nameEnd = 0
  /// Which articles the lines are.
  let articles: BasketArticles
  /// Names of the line that is read; beyond its room they are looked up in several parts.
  private let lineNameStart: UnsafeMutablePointer<FealtyLoyalty.Basket.LineName>
  private let lineNameCapacity = 16
  @exclusivity(unchecked)
  private(set) var currency = UnsafeRawBufferPointer(start: nil, count: 0)
  @exclusivity(unchecked)
  private(set) var receiptNumber = UnsafeRawBufferPointer(start: nil, count: 0)
  @exclusivity(unchecked) private(set) var businessDate: Int32 = 0
  @exclusivity(unchecked) var explanation = Explanation.applied
  @exclusivity(unchecked) private(set) var includePromotions: [String] = []
  /// Whether drafts and paused promotions that ``includePromotions`` names count as live.
  @exclusivity(unchecked) private(set) var includesInactive = false
  /// The evaluation that an earn refers to; empty = none.
  @exclusivity(unchecked)
  private(set) var evaluationID = UnsafeRawBufferPointer(start: nil, count: 0)
  /// How many near misses are asked for at most.
  @exclusivity(unchecked) var nearMisses = 0
  /// Whether the answer shows receipt lines, and in which language.
  @exclusivity(unchecked) private(set) var wantsReceipt = false
  @exclusivity(unchecked)
  private(set) var language = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The buyer's, which counts where the request names none; empty = unknown.
  @exclusivity(unchecked) var buyerLanguage = ""
  /// The basket's codes and kinds of tender as they came, for the log.
  @exclusivity(unchecked) private(set) var codes: [UnsafeRawBufferPointer] = []
  @exclusivity(unchecked) private(set) var tenders: [UnsafeRawBufferPointer] = []
  /// The first code that no promotion mentions.
  @exclusivity(unchecked) private(set) var unknownCode: UnsafeRawBufferPointer?
  /// What is paid with points beside the basket's tenders: by other operations of the same sale.
  @exclusivity(unchecked) var pointsTenderMinor: Int64 = 0
  /// Whether it has been taken off the lines.
  @exclusivity(unchecked) private var hasSpread = false
  /// The buyer's tier and segments at the sale's time.
  @exclusivity(unchecked) var buyerTier = ""
  @exclusivity(unchecked) var buyerSegments: [String] = []
  /// The tier that what is on the desk would lead its buyer to.
  @exclusivity(unchecked) var tierChange: TierStep.Change?
  /// Whether the evaluation that the request refers to was made by other rules, or has lapsed.
  @exclusivity(unchecked) var isRepriced = false
  /// What stands against the card that the buyer has shown; nil where nothing does.
  @exclusivity(unchecked) var oldCard: FealtyLoyalty.CardStage?
  /// Under which what is counted by card is counted.
  @exclusivity(unchecked) var cardKey: UInt64 = 0
  /// Of the event that is on the desk, for caps that count by them.
  @exclusivity(unchecked) var eventTags: [Tag] = []
  /// Hash of the payload that the earn was made of; 0 = it came as it is.
  @exclusivity(unchecked) private(set) var ingestedHash: UInt64 = 0
  /// Whether the earn may make a member of a buyer whom nobody knows.
  @exclusivity(unchecked) private(set) var enrolsUnknown = false
  /// What the purchase on the desk says of itself beside its lines.
  @exclusivity(unchecked) var parts = PurchaseParts()
  /// What the basket is refused for, if anything.
  @exclusivity(unchecked) private(set) var refusal: Refusal?

  /// What the answer to the posted basket is still to be made of.
  @exclusivity(unchecked) var owed: EarnAnswerOwed?

  init(_ book: ArticleBook, _ sightings: ArticleSightings = ArticleSightings()) {
    articles = BasketArticles(book, sightings)
    rawLineStart = .allocate(capacity: rawLineCapacity)
    rawNameEnds = .allocate(capacity: rawLineCapacity)
    lineNameStart = .allocate(capacity: lineNameCapacity)
  }

  deinit {
    rawLineStart.deallocate()
    rawNameEnds.deallocate()
    lineNameStart.deallocate()
  }

  /// Of what request the fields beside the basket are; their numbers differ.
  enum Form {
    case evaluate, earn
    /// Its basket and fields 7 to 9 mean something else than an earn's.
    case sale
  }

  /// Reads the basket of a request, field 4, and what else the evaluation is told: fields 5 to 10.
  ///
  /// - Throws: ``RequestFault``, or a refusal of the basket's content wrapped in it.
  func read(
    _ payload: UnsafeRawBufferPointer,
    as form: Form,
    in published: PublishedProgramme
  ) throws(RequestFault) {
    let programme = published.compiled
    begin(in: programme)
    do throws(DecodingError) {
      try readRequest(payload, as: form, in: programme)
    } catch {
      throw .malformed(error)
    }
    if let refusal { throw .refused(refusal) }
    guard
      currency.isEmpty || published.currency.isEmpty || currency.elementsEqual(published.currency)
    else { throw .field("basket.currency") }
  }

  func begin(in programme: CompiledProgramme) {
    basket.begin(in: programme)
    rawLineCount = 0
    articles.begin()
    currency = UnsafeRawBufferPointer(start: nil, count: 0)
    receiptNumber = UnsafeRawBufferPointer(start: nil, count: 0)
    businessDate = 0
    explanation = .applied
    refusal = nil
    if !includePromotions.isEmpty { includePromotions.removeAll() }
    includesInactive = false
    evaluationID = UnsafeRawBufferPointer(start: nil, count: 0)
    nearMisses = 0
    wantsReceipt = false
    language = UnsafeRawBufferPointer(start: nil, count: 0)
    if !buyerLanguage.isEmpty { buyerLanguage = "" }
    if !codes.isEmpty { codes.removeAll(keepingCapacity: true) }
    if !tenders.isEmpty { tenders.removeAll(keepingCapacity: true) }
    unknownCode = nil
    pointsTenderMinor = 0
    hasSpread = false
    if !buyerTier.isEmpty { buyerTier = "" }
    if !buyerSegments.isEmpty { buyerSegments = [] }
    if tierChange != nil { tierChange = nil }
    isRepriced = false
    oldCard = nil
    cardKey = 0
    if !eventTags.isEmpty { eventTags = [] }
    if !parts.isEmpty { parts = PurchaseParts() }
    ingestedHash = 0
    enrolsUnknown = false
  }

  /// Reads the fields; what the basket is refused for is left in `refusal`.
  private func readRequest(
    _ payload: UnsafeRawBufferPointer,
    as form: Form,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    var fields = FieldReader(payload)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 4 << 3 | 2: try readBasket(fields.readMessage(), in: programme)
      case 5 << 3 where form != .sale: try readExplanation(&fields)
      default:
        switch form {
        case .evaluate: try readEvaluateField(tag, from: &fields)
        case .earn: try readEarnField(tag, from: &fields)
        case .sale: try readSaleField(tag, from: &fields)
        }
      }
    }
  }

  private func readExplanation(_ fields: inout FieldReader) throws(DecodingError) {
    let level = Explanation(rawValue: UInt8(clamping: try fields.readVarint()))
    guard let level else { return refuse { () throws(Refusal) in throw .invalidField("explain") } }
    explanation = level
  }

  /// Its field 7 is the explanation's level, 8 and 9 are as everywhere.
  private func readSaleField(
    _ tag: UInt32,
    from fields: inout FieldReader
  ) throws(DecodingError) {
    switch tag {
    case 7 << 3: try readExplanation(&fields)
    default: try readAnswerField(tag, from: &fields)
    }
  }

  private func readEvaluateField(
    _ tag: UInt32,
    from fields: inout FieldReader
  ) throws(DecodingError) {
    switch tag {
    case 6 << 3 | 2: includePromotions.append(try fields.readString())
    case 10 << 3: includesInactive = try fields.readVarint() != 0
    default: try readAnswerField(tag, from: &fields)
    }
  }

  private func readEarnField(
    _ tag: UInt32,
    from fields: inout FieldReader
  ) throws(DecodingError) {
    switch tag {
    case 6 << 3 | 2: evaluationID = try fields.readText()
    case 190 << 3 | 1: ingestedHash = try fields.readFixed64()
    case 191 << 3: enrolsUnknown = try fields.readVarint() != 0
    // Read by others later.
    case 192 << 3 | 2, 193 << 3 | 2: _ = try fields.readText()
    default: try readAnswerField(tag, from: &fields)
    }
  }

  /// What the answer shows: fields 7 to 9 of both.
  private func readAnswerField(
    _ tag: UInt32,
    from fields: inout FieldReader
  ) throws(DecodingError) {
    switch tag {
    case 7 << 3: nearMisses = Int(clamping: try fields.readVarint())
    case 8 << 3: wantsReceipt = try fields.readVarint() != 0
    case 9 << 3 | 2: language = try fields.readText()
    default: try fields.skip(tag)
    }
  }

  private func readBasket(
    _ message: FieldReader,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    var fields = message
    // The first line that is refused is the one to be told of.
    var isRefused = false
    while true {
      while fields.take(2 << 3 | 2) {
        let line = try fields.readBytes()
        guard !isRefused else { continue }
        isRefused = try !readLine(FieldReader(line), in: programme)
        noteRawLine(line)
      }
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        basket.finishNames(in: programme)
        if !parts.isEmpty { addParts(in: programme) }
        if receiptNumber.count > Limits.identifierBytes {
          refusal = .invalidField("basket.receipt_number")
        }
        return
      case 1 << 3 | 2: currency = try fields.readText()
      case 3 << 3 | 2: receiptNumber = try fields.readText()
      case 4 << 3 | 2: _ = try fields.readText()
      case 5 << 3: businessDate = Int32(truncatingIfNeeded: try fields.readVarint())
      case 6 << 3 | 2: try readTender(fields.readMessage(), in: programme)
      case 7 << 3 | 2:
        let code = try fields.readText()
        refuse { () throws(Refusal) in
          codes.append(code)
          let isKnown = try basket.addCode(code, in: programme)
          if !isKnown, unknownCode == nil { unknownCode = code }
        }
      case 190 << 3 | 2: parts.tags.append(try Tag(decoding: fields.readBytes()))
      case 191 << 3 | 2: parts.counters.append(try FealtyWire.Counter(decoding: fields.readBytes()))
      default: try fields.skip(tag)
      }
    }
  }

  private func readTender(
    _ message: FieldReader,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    var fields = message
    var kind = UnsafeRawBufferPointer(start: nil, count: 0)
    var amount: Int64 = 0
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        return refuse { () throws(Refusal) in
          guard kind.count <= Limits.identifierBytes else { throw .invalidField("basket.tenders") }
          if amount > 0 { tenders.append(kind) }
          try basket.addTender(kind, amountMinor: amount, in: programme)
        }
      case 1 << 3 | 2: kind = try fields.readText()
      case 2 << 3: amount = ZigZag.decode(try fields.readVarint())
      default: try fields.skip(tag)
      }
    }
  }

  /// Notes what a step refuses, unless something was refused before.
  func refuse(_ step: () throws(Refusal) -> Void) {
    guard refusal == nil else { return }
    do throws(Refusal) { try step() } catch { refusal = error }
  }

  /// Takes what is paid with points off the lines, unless the programme says otherwise.
  ///
  /// When ``pointsTenderMinor`` is complete. Once for what is on the desk: who evaluates it again
  /// finds it done.
  @inline(__always)
  func spreadPointsTender(at instant: Timestamp, in programme: CompiledProgramme) {
    guard !hasSpread else { return }
    hasSpread = true
    pointsTenderMinor += basket.pointsTenderMinor
    guard pointsTenderMinor > 0 else { return }
    guard !programme.settings(at: instant).earnsOnPointsTender else {
      pointsTenderMinor = 0
      return
    }
    basket.spread(tenderMinor: pointsTenderMinor)
  }

  /// Keeps a line for the log; one beyond the basket's room is refused anyway.
  @inline(__always)
  private func noteRawLine(_ line: UnsafeRawBufferPointer) {
    guard rawLineCount < rawLineCapacity else { return }
    (rawLineStart + rawLineCount).initialize(to: line)
    (rawNameEnds + rawLineCount).initialize(to: UInt16(exactly: nameEnd) ?? 0)
    rawLineCount += 1
  }

  /// Begins to find out which articles the lines are; what is found later costs less then.
  @inline(__always)
  func seekArticles() { articles.seek(rawLines, rawNameEnds) }

  /// The lines as the log has them: fields 43 or 21 of a `PointsPostedRecord`.
  func writeLines(to out: inout OutputBuffer) {
    seekArticles()
    articles.fetch()
    out.writeStoredLines(rawLines, articles)
  }

  /// Reads a line.
  ///
  /// `article`: what stands before it in a record; empty = nothing.
  /// `remainder`: what counts instead of its quantity and amount.
  ///
  /// - Returns: Whether it may be; if not, why is in `refusal`.
  @inline(__always)
  func readLine(
    _ message: FieldReader,
    article: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
    remainder: Remainder? = nil,
    in programme: CompiledProgramme
  ) throws(DecodingError) -> Bool {
    var fields = message
    var quantity: Int64 = 0
    var amount: Int64 = 0
    var isDiscounted = false
    var names = 0
    if article.count > 0 {
      var first = FieldReader(article)
      try noteNames(&first, &names, in: programme)
    }
    // What nearly every line has, in the order in which nearly every writer writes it.
    try noteNames(&fields, &names, in: programme)
    nameEnd = message.remaining &- fields.remaining
    if fields.take(5 << 3) { quantity = Int64(bitPattern: try fields.readShortVarint()) }
    if fields.take(6 << 3) { amount = ZigZag.decode(try fields.readShortVarint()) }
    var kind: FealtyLoyalty.LineKind? = .item
    if !fields.isAtEnd {
      if fields.take(7 << 3) {
        kind = FealtyLoyalty.LineKind(rawValue: UInt8(clamping: try fields.readShortVarint()))
      }
      if fields.take(8 << 3 | 2) { _ = try fields.readText() }
      if fields.take(10 << 3) { isDiscounted = ZigZag.decode(try fields.readShortVarint()) > 0 }
      if !fields.isAtEnd {
        try readRest(&fields, &kind, &quantity, &amount, &isDiscounted, &names, in: programme)
      }
    }
    seekNames(names, in: programme)
    if let remainder {
      quantity = remainder.quantity
      amount = remainder.amountMinor
    }
    // Patterns: `!=` would be a call into the other module.
    let isEvent = if case .event = kind { true } else { false }
    guard let kind, !isEvent else {
      refusal = .invalidField("basket.lines[\(basket.lineCount)].kind")
      return false
    }
    do throws(Refusal) {
      try basket.appendLine(
        kind: kind,
        quantity: quantity,
        amountMinor: amount,
        isDiscounted: isDiscounted
      )
      return true
    } catch {
      refusal = error
      return false
    }
  }

  /// Keeps the names at the beginning of a line: what makes it one article and not another.
  @inline(__always)
  private func noteNames(
    _ fields: inout FieldReader,
    _ names: inout Int,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    if fields.take(1 << 3 | 2) { noteName(.sku, try fields.readText(), &names, in: programme) }
    if fields.take(2 << 3 | 2) {
      noteName(.department, try fields.readText(), &names, in: programme)
    }
    while fields.take(3 << 3 | 2) {
      noteName(.category, try fields.readText(), &names, in: programme)
    }
    if fields.take(4 << 3 | 2) { noteName(.brand, try fields.readText(), &names, in: programme) }
  }

  /// Keeps a name of the line that is read, to look it up together with the line's others.
  ///
  /// `count`: how many are kept.
  @inline(__always)
  private func noteName(
    _ kind: TermKind,
    _ bytes: UnsafeRawBufferPointer,
    _ count: inout Int,
    in programme: CompiledProgramme
  ) {
    if count == lineNameCapacity {
      seekNames(count, in: programme)
      count = 0
    }
    (lineNameStart + count).initialize(to: (kind, bytes))
    count += 1
  }

  @inline(__always)
  private func seekNames(_ count: Int, in programme: CompiledProgramme) {
    basket.seekNames(UnsafeBufferPointer(start: lineNameStart, count: count), in: programme)
  }

  /// Reads what is left of a line: any field, in any order.
  @inline(never)
  private func readRest(
    _ fields: inout FieldReader,
    _ kind: inout FealtyLoyalty.LineKind?,
    _ quantity: inout Int64,
    _ amount: inout Int64,
    _ isDiscounted: inout Bool,
    _ names: inout Int,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: noteName(.sku, try fields.readText(), &names, in: programme)
      case 2 << 3 | 2: noteName(.department, try fields.readText(), &names, in: programme)
      case 3 << 3 | 2: noteName(.category, try fields.readText(), &names, in: programme)
      case 4 << 3 | 2: noteName(.brand, try fields.readText(), &names, in: programme)
      case 5 << 3: quantity = try fields.readInt()
      case 6 << 3: amount = ZigZag.decode(try fields.readVarint())
      case 7 << 3: kind = FealtyLoyalty.LineKind(rawValue: UInt8(clamping: try fields.readVarint()))
      case 8 << 3 | 2: _ = try fields.readText()
      case 10 << 3: isDiscounted = ZigZag.decode(try fields.readVarint()) > 0
      case 12 << 3 | 2: noteName(.label, try fields.readText(), &names, in: programme)
      case 13 << 3 | 2: noteName(.attribute, try fields.readText(), &names, in: programme)
      default: try fields.skip(tag)
      }
    }
  }

  /// Says what of the reasons the next answer is to tell, for a request that has no basket.
  func ask(_ explanation: Explanation?, receiptIn language: UnsafeRawBufferPointer? = nil) {
    self.explanation = explanation ?? .applied
    wantsReceipt = language != nil
    self.language = language ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }
}
