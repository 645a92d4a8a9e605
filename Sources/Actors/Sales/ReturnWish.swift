internal import FealtyLoyalty
internal import FealtyWire

/// What is to come back of a sale: a `ReturnLines` request, or an operation of a `PostSale`.
struct ReturnWish: Sendable {
  var lines: [ReturnedLine]
  var reason: String
  var isStrict: Bool

  init(lines: [ReturnedLine], reason: String, isStrict: Bool) {
    (self.lines, self.reason, self.isStrict) = (lines, reason, isStrict)
  }

  init(_ request: ReturnLinesRequest) {
    (lines, reason, isStrict) = (request.lines, request.reason, request.strict)
  }

  init(_ op: ReturnOp) {
    (lines, reason, isStrict) = (op.lines, op.reason, op.strict)
  }

  /// What has come back of each line after it, in all returns together; only lines of which
  /// something has.
  ///
  /// `earlier`: the same before it.
  ///
  /// - Throws: ``Refusal/invalidField(_:)`` for a line that is not there, named twice, or said in
  ///   pieces and money at once; ``Refusal/aboveMax`` for more than is left.
  func returned(
    of sale: StoredSale,
    after earlier: [StoredSale.ReturnedPart]
  ) throws(Refusal) -> [StoredSale.ReturnedPart] {
    guard !lines.isEmpty else { throw .invalidField("lines") }
    var parts: [StoredSale.ReturnedPart] = []
    parts.reserveCapacity(earlier.count + lines.count)
    parts += earlier
    var named: [Int] = []
    for (place, wish) in lines.enumerated() {
      guard let line = try index(of: wish, in: sale), !named.contains(line),
        wish.quantity >= 0, wish.quantity == 0 || wish.amountMinor == 0
      else { throw Self.invalid(place) }
      named.append(line)
      let old = parts.firstIndex { $0.line == line }
      let part =
        old.map { parts[$0] }
        ?? StoredSale.ReturnedPart(line: line, quantity: 0, amountMinor: 0)
      let full = EvaluationDesk.Remainder(line: line, sale.lines[line])
      let new = try add(wish, to: part, of: full, place)
      if let old { parts[old] = new } else { parts.append(new) }
    }
    return parts
  }

  private func add(
    _ wish: ReturnedLine,
    to part: StoredSale.ReturnedPart,
    of full: EvaluationDesk.Remainder,
    _ place: Int
  ) throws(Refusal) -> StoredSale.ReturnedPart {
    let left = full.less(part)
    guard left.quantity != 0 || left.amountMinor != 0 else { throw .aboveMax }
    var part = part
    if wish.quantity == 0, wish.amountMinor == 0 {
      part.quantity = full.quantity
      if full.quantity == 0 { part.amountMinor = full.amountMinor }
      return part
    }
    // Of a coupon nothing comes back but all of it.
    guard full.amountMinor >= 0, wish.amountMinor >= 0 else { throw Self.invalid(place) }
    guard wish.quantity <= left.quantity, wish.amountMinor <= left.amountMinor else {
      throw .aboveMax
    }
    part.quantity += wish.quantity
    part.amountMinor += wish.amountMinor
    return part
  }

  private static func invalid(_ place: Int) -> Refusal { .invalidField("lines[\(place)]") }

  private func index(of wish: ReturnedLine, in sale: StoredSale) throws(Refusal) -> Int? {
    if wish.lineID.isEmpty {
      let index = Int(wish.line) - 1
      return sale.lines.indices.contains(index) ? index : nil
    }
    do throws(DecodingError) {
      for index in sale.lines.indices
      where try sale.lineID(index).elementsEqual(wish.lineID.utf8) {
        return index
      }
    } catch {
      preconditionFailure("a line of a record cannot be read: \(error)")
    }
    return nil
  }
}

extension StoredSale {
  /// Whether parts that have come back are the whole sale: nothing is left of any line's pieces and
  /// net amount, whoever paid it.
  func isWhole(returned parts: [ReturnedPart]) -> Bool {
    // Nearly always the first line of which nothing came back tells.
    for index in lines.indices where !parts.contains(where: { $0.line == index }) {
      if EvaluationDesk.Remainder(line: index, lines[index]).isAnything { return false }
    }
    return !parts.contains {
      EvaluationDesk.Remainder(line: $0.line, lines[$0.line]).less($0).isAnything
    }
  }
}

extension EvaluationDesk.Remainder {
  /// Whether something is left to come back.
  fileprivate var isAnything: Bool { quantity > 0 || amountMinor > 0 }

  /// What is left of a line of which a part has come back: of its amount ⌊amount × pieces left ÷
  /// pieces⌋, less what came back in money.
  ///
  /// Of the amount that counts, where points paid a part of the line, money comes back first.
  func less(_ part: StoredSale.ReturnedPart) -> Self {
    let pieces = quantity - part.quantity
    var amount = amountMinor
    if quantity > 0 {
      let product = amountMinor.magnitude.multipliedFullWidth(by: pieces.magnitude)
      let share = quantity.magnitude.dividingFullWidth(product)
      amount = Int64(share.quotient)
      // Floored, not cut off.
      if amountMinor < 0 { amount = -amount - (share.remainder == 0 ? 0 : 1) }
    }
    amount -= part.amountMinor
    // Pieces whose share is less than a minor unit are still there to come back.
    let isPaidBack = part.amountMinor > 0 && amountMinor >= 0 && amount <= 0
    guard !isPaidBack, pieces != 0 || amount != 0 else {
      return Self(line: line, quantity: 0, amountMinor: 0, isGone: true)
    }
    return Self(line: line, quantity: pieces, amountMinor: amount)
  }
}
