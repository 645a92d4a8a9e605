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
  @exclusivity(unchecked)
  private(set) var currency = UnsafeRawBufferPointer(start: nil, count: 0)
  @exclusivity(unchecked)
  private(set) var receiptNumber = UnsafeRawBufferPointer(start: nil, count: 0)
  @exclusivity(unchecked) private(set) var businessDate: Int32 = 0
  @exclusivity(unchecked) private(set) var explanation = Explanation.applied
  @exclusivity(unchecked) private(set) var includePromotions: [String] = []
  /// What the basket is refused for, if anything.
  @exclusivity(unchecked) private var refusal: Refusal?

  init() { rawLineStart = .allocate(capacity: rawLineCapacity) }

  deinit { rawLineStart.deallocate() }

  /// Reads the basket of an `EvaluateBasketRequest` or `EarnRequest`: fields 4 to 6.
  ///
  /// - Throws: ``RequestFault``, or a refusal of the basket's content wrapped in it.
  func read(
    _ payload: UnsafeRawBufferPointer,
    in published: PublishedProgramme
  ) throws(RequestFault) {
    let programme = published.compiled
    begin(in: programme)
    do throws(DecodingError) {
      try readRequest(payload, in: programme)
    } catch {
      throw .malformed(error)
    }
    if let refusal { throw .refused(refusal) }
    guard
      currency.isEmpty || published.currency.isEmpty || currency.elementsEqual(published.currency)
    else { throw .field("basket.currency") }
  }

  private func begin(in programme: CompiledProgramme) {
    basket.begin(in: programme)
    rawLineCount = 0
    currency = UnsafeRawBufferPointer(start: nil, count: 0)
    receiptNumber = UnsafeRawBufferPointer(start: nil, count: 0)
    businessDate = 0
    explanation = .applied
    refusal = nil
    if !includePromotions.isEmpty { includePromotions.removeAll() }
  }

  /// Reads the fields; what the basket is refused for is left in `refusal`.
  private func readRequest(
    _ payload: UnsafeRawBufferPointer,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    var fields = FieldReader(payload)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 4 << 3 | 2: try readBasket(fields.readMessage(), in: programme)
      case 5 << 3:
        explanation = Explanation(rawValue: UInt8(clamping: try fields.readVarint())) ?? .applied
      case 6 << 3 | 2: includePromotions.append(try fields.readString())
      default: try fields.skip(tag)
      }
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
        noteRawLine(line)
        isRefused = try !readLine(FieldReader(line), in: programme)
      }
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        if receiptNumber.count > Limits.identifierBytes {
          refusal = .invalidField("basket.receipt_number")
        }
        return
      case 1 << 3 | 2: currency = try fields.readText()
      case 3 << 3 | 2: receiptNumber = try fields.readText()
      case 5 << 3: businessDate = Int32(truncatingIfNeeded: try fields.readVarint())
      default: try fields.skip(tag)
      }
    }
  }

  /// Keeps a line for the log; one beyond the basket's room is refused anyway.
  @inline(__always)
  private func noteRawLine(_ line: UnsafeRawBufferPointer) {
    guard rawLineCount < rawLineCapacity else { return }
    (rawLineStart + rawLineCount).initialize(to: line)
    rawLineCount += 1
  }

  /// Reads a line.
  ///
  /// - Returns: Whether it may be; if not, why is in `refusal`.
  private func readLine(
    _ message: FieldReader,
    in programme: CompiledProgramme
  ) throws(DecodingError) -> Bool {
    var fields = message
    var quantity: Int64 = 0
    var amount: Int64 = 0
    // What nearly every line has, in the order in which nearly every writer writes it.
    if fields.take(1 << 3 | 2) { basket.addName(.sku, try fields.readText(), in: programme) }
    if fields.take(2 << 3 | 2) { basket.addName(.department, try fields.readText(), in: programme) }
    while fields.take(3 << 3 | 2) {
      basket.addName(.category, try fields.readText(), in: programme)
    }
    if fields.take(4 << 3 | 2) { basket.addName(.brand, try fields.readText(), in: programme) }
    if fields.take(5 << 3) { quantity = Int64(bitPattern: try fields.readShortVarint()) }
    if fields.take(6 << 3) { amount = ZigZag.decode(try fields.readShortVarint()) }
    var kind: FealtyLoyalty.LineKind? = .item
    if !fields.isAtEnd {
      try readRest(&fields, &kind, &quantity, &amount, in: programme)
    }
    guard let kind else {
      refusal = .invalidField("basket.lines[\(basket.lineCount)].kind")
      return false
    }
    do throws(Refusal) {
      try basket.appendLine(kind: kind, quantity: quantity, amountMinor: amount)
      return true
    } catch {
      refusal = error
      return false
    }
  }

  /// Reads what is left of a line: any field, in any order.
  @inline(never)
  private func readRest(
    _ fields: inout FieldReader,
    _ kind: inout FealtyLoyalty.LineKind?,
    _ quantity: inout Int64,
    _ amount: inout Int64,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case 1 << 3 | 2: basket.addName(.sku, try fields.readText(), in: programme)
      case 2 << 3 | 2: basket.addName(.department, try fields.readText(), in: programme)
      case 3 << 3 | 2: basket.addName(.category, try fields.readText(), in: programme)
      case 4 << 3 | 2: basket.addName(.brand, try fields.readText(), in: programme)
      case 5 << 3: quantity = try fields.readInt()
      case 6 << 3: amount = ZigZag.decode(try fields.readVarint())
      case 7 << 3: kind = FealtyLoyalty.LineKind(rawValue: UInt8(clamping: try fields.readVarint()))
      case 8 << 3 | 2: _ = try fields.readText()
      case 12 << 3 | 2: basket.addName(.label, try fields.readText(), in: programme)
      case 13 << 3 | 2: basket.addName(.attribute, try fields.readText(), in: programme)
      default: try fields.skip(tag)
      }
    }
  }

  /// Sets when, where and for whom, after ``read(_:in:)``.
  func setContext(
    _ head: RequestHead,
    occurredAt: Timestamp,
    isGuest: Bool,
    in programme: CompiledProgramme
  ) {
    context.begin(occurredAt: occurredAt, isGuest: isGuest, in: programme)
    if !head.store.isEmpty { context.setStore(head.store, in: programme) }
    if !head.channel.isEmpty { context.setChannel(head.channel, in: programme) }
    if !head.terminal.isEmpty { context.setTerminal(head.terminal, in: programme) }
  }
}
