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
  @exclusivity(unchecked) private(set) var rawLines: [UnsafeRawBufferPointer] = []
  @exclusivity(unchecked)
  private(set) var currency = UnsafeRawBufferPointer(start: nil, count: 0)
  @exclusivity(unchecked)
  private(set) var receiptNumber = UnsafeRawBufferPointer(start: nil, count: 0)
  @exclusivity(unchecked) private(set) var businessDate: Int32 = 0
  @exclusivity(unchecked) private(set) var explanation = Explanation.applied
  @exclusivity(unchecked) private(set) var includePromotions: [String] = []

  /// Reads the basket of an `EvaluateBasketRequest` or `EarnRequest`: fields 4 to 6.
  ///
  /// - Throws: ``RequestFault``, or a refusal of the basket's content wrapped in it.
  func read(
    _ payload: UnsafeRawBufferPointer,
    in published: PublishedProgramme
  ) throws(RequestFault) {
    let programme = published.compiled
    begin(in: programme)
    let refusal: Refusal?
    do throws(DecodingError) {
      refusal = try readRequest(payload, in: programme)
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
    rawLines.removeAll(keepingCapacity: true)
    currency = UnsafeRawBufferPointer(start: nil, count: 0)
    receiptNumber = UnsafeRawBufferPointer(start: nil, count: 0)
    businessDate = 0
    explanation = .applied
    if !includePromotions.isEmpty { includePromotions.removeAll() }
  }

  /// The first refusal of the basket's content, if any; bytes that are no message throw.
  private func readRequest(
    _ payload: UnsafeRawBufferPointer,
    in programme: CompiledProgramme
  ) throws(DecodingError) -> Refusal? {
    var fields = FieldReader(payload)
    var refusal: Refusal?
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return refusal
      case 4 << 3 | 2: refusal = try readBasket(fields.readMessage(), in: programme) ?? refusal
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
  ) throws(DecodingError) -> Refusal? {
    var fields = message
    var refusal: Refusal?
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        if receiptNumber.count > Limits.identifierBytes {
          return .invalidField("basket.receipt_number")
        }
        return refusal
      case 1 << 3 | 2: currency = try fields.readText()
      case 2 << 3 | 2:
        let bytes = try fields.readBytes()
        guard refusal == nil else { continue }
        rawLines.append(bytes)
        refusal = try readLine(FieldReader(bytes), in: programme)
      case 3 << 3 | 2: receiptNumber = try fields.readText()
      case 5 << 3: businessDate = Int32(truncatingIfNeeded: try fields.readVarint())
      default: try fields.skip(tag)
      }
    }
  }

  @inline(__always)
  private func readLine(
    _ message: FieldReader,
    in programme: CompiledProgramme
  ) throws(DecodingError) -> Refusal? {
    var fields = message
    var quantity: Int64 = 0
    var amount: Int64 = 0
    var kind = FealtyLoyalty.LineKind.item
    var isKnownKind = true
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        guard isKnownKind else {
          return .invalidField("basket.lines[\(basket.lineCount)].kind")
        }
        do throws(Refusal) {
          try basket.appendLine(kind: kind, quantity: quantity, amountMinor: amount)
          return nil
        } catch {
          return error
        }
      case 1 << 3 | 2: basket.addName(TermKind.sku, try fields.readText(), in: programme)
      case 2 << 3 | 2: basket.addName(TermKind.department, try fields.readText(), in: programme)
      case 3 << 3 | 2: basket.addName(TermKind.category, try fields.readText(), in: programme)
      case 4 << 3 | 2: basket.addName(TermKind.brand, try fields.readText(), in: programme)
      case 5 << 3: quantity = try fields.readInt()
      case 6 << 3: amount = ZigZag.decode(try fields.readVarint())
      case 7 << 3:
        let raw = try fields.readVarint()
        let known = FealtyLoyalty.LineKind(rawValue: UInt8(clamping: raw))
        isKnownKind = known != nil
        kind = known ?? .item
      case 8 << 3 | 2: _ = try fields.readText()
      case 12 << 3 | 2: basket.addName(TermKind.label, try fields.readText(), in: programme)
      case 13 << 3 | 2: basket.addName(TermKind.attribute, try fields.readText(), in: programme)
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
