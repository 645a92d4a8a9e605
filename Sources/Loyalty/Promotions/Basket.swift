/// A basket as evaluating sees it: lines whose names are terms of one programme.
///
/// Storage that is filled line by line, evaluated, and filled again without allocating: for each
/// line first add its names, then append the line, which takes them.
///
/// A value with one owner: passed on by borrowing, never copied.
package struct Basket: ~Copyable, @unchecked Sendable {
  // Sendable: its storage is reached through this value alone, and the value cannot be copied.

  struct Line: BitwiseCopyable, Sendable {
    var amountMinor: Int64
    var quantity: Int64
    /// The line's run in `terms`.
    var firstTerm: UInt32
    var termCount: UInt32
    var kind: LineKind
  }

  /// What the lines of one kind add up to.
  struct KindTotal: BitwiseCopyable, Sendable {
    var amountMinor: Int64 = 0
    var quantity: Int64 = 0
    var lineCount: UInt32 = 0
  }

  /// Room for ``PromotionLimits/linesPerBasket``; `lineCount` are in use.
  private let lines: UnsafeMutablePointer<Line>
  package private(set) var lineCount = 0
  private var terms: UnsafeMutablePointer<Term>
  private var termCapacity = 512
  private var termCount = 0
  /// The first term of the line that is appended next.
  private var firstOpenTerm = 0
  /// By ``LineKind/rawValue``.
  private let totals: UnsafeMutablePointer<KindTotal>
  private(set) var programme: ObjectIdentifier?

  private static let kindCount = LineKind.allCases.count

  package init() {
    lines = .allocate(capacity: PromotionLimits.linesPerBasket)
    terms = .allocate(capacity: termCapacity)
    totals = .allocate(capacity: Self.kindCount)
    totals.initialize(repeating: KindTotal(), count: Self.kindCount)
  }

  deinit {
    lines.deallocate()
    terms.deallocate()
    totals.deallocate()
  }

  var lineBuffer: UnsafeBufferPointer<Line> { UnsafeBufferPointer(start: lines, count: lineCount) }
  var termBuffer: UnsafeBufferPointer<Term> { UnsafeBufferPointer(start: terms, count: termCount) }
  var totalBuffer: UnsafeBufferPointer<KindTotal> {
    UnsafeBufferPointer(start: totals, count: Self.kindCount)
  }

  /// Sum of all lines, in minor units.
  package var amountMinor: Int64 {
    var sum: Int64 = 0
    for total in totalBuffer { sum += total.amountMinor }
    return sum
  }

  /// Empties the basket, to be filled for a programme.
  ///
  /// Keeps its storage.
  package mutating func begin(in programme: CompiledProgramme) {
    lineCount = 0
    termCount = 0
    firstOpenTerm = 0
    totals.update(repeating: KindTotal(), count: Self.kindCount)
    self.programme = ObjectIdentifier(programme)
  }

  /// Adds a name, in UTF-8, to the line that is appended next.
  ///
  /// Names may repeat.
  package mutating func addName(
    _ kind: TermKind,
    _ name: UnsafeRawBufferPointer,
    in programme: CompiledProgramme
  ) {
    guard programme.vocabulary.mentions(kind) else { return }
    let term = programme.vocabulary.term(kind, name)
    if term != .none { addTerm(term) }
  }

  /// Adds a name to the line that is appended next.
  package mutating func addName(
    _ kind: TermKind,
    _ name: String,
    in programme: CompiledProgramme
  ) {
    var name = name
    name.withUTF8 { addName(kind, UnsafeRawBufferPointer($0), in: programme) }
  }

  /// Appends a line with the names added since the one before.
  ///
  /// - Parameters:
  ///   - kind: What the line is.
  ///   - quantity: 0 to ``LineKind/largestQuantity``: whole units, for fuel thousandths of one. 0
  ///     for ``LineKind/adjustment`` and ``LineKind/void``.
  ///   - amountMinor: What was paid, net of every discount, within
  ///     ±``PromotionLimits/amountPerLine``. 0 for ``LineKind/void``, 0 or less for
  ///     ``LineKind/adjustment``.
  /// - Throws: ``Refusal/invalidField(_:)`` with the line's path below `basket`.
  package mutating func appendLine(
    kind: LineKind,
    quantity: Int64,
    amountMinor: Int64
  ) throws(Refusal) {
    guard isWellFormed(kind, quantity, amountMinor) else {
      throw .invalidField(faultyField(kind, quantity, amountMinor))
    }
    (lines + lineCount).initialize(
      to: Line(
        amountMinor: amountMinor,
        quantity: quantity,
        firstTerm: UInt32(truncatingIfNeeded: firstOpenTerm),
        termCount: UInt32(truncatingIfNeeded: termCount - firstOpenTerm),
        kind: kind
      )
    )
    lineCount += 1
    firstOpenTerm = termCount
    // A thousand lines within the limits cannot overflow these sums.
    totals[Int(kind.rawValue)].amountMinor += amountMinor
    totals[Int(kind.rawValue)].quantity += quantity
    totals[Int(kind.rawValue)].lineCount += 1
  }

  /// Adds a term unless the open line has it.
  ///
  /// One beyond the line's limit is kept, so that appending the line refuses it.
  @inline(__always)
  private mutating func addTerm(_ term: Term) {
    guard termCount - firstOpenTerm <= PromotionLimits.termsPerLine else { return }
    for index in firstOpenTerm..<termCount where terms[index] == term { return }
    if termCount == termCapacity { growTerms() }
    (terms + termCount).initialize(to: term)
    termCount += 1
  }

  @inline(never)
  private mutating func growTerms() {
    let larger = UnsafeMutablePointer<Term>.allocate(capacity: termCapacity * 2)
    larger.moveInitialize(from: terms, count: termCount)
    terms.deallocate()
    terms = larger
    termCapacity *= 2
  }

  @inline(__always)
  private func isWellFormed(_ kind: LineKind, _ quantity: Int64, _ amountMinor: Int64) -> Bool {
    guard lineCount < PromotionLimits.linesPerBasket,
      termCount - firstOpenTerm <= PromotionLimits.termsPerLine,
      0...kind.largestQuantity ~= quantity,
      -PromotionLimits.amountPerLine...PromotionLimits.amountPerLine ~= amountMinor
    else { return false }
    switch kind {
    case .void: return amountMinor == 0
    case .adjustment: return amountMinor <= 0
    case .item, .fuel, .giftcard, .delivery, .deposit: return true
    }
  }

  private func faultyField(_ kind: LineKind, _ quantity: Int64, _ amountMinor: Int64) -> String {
    guard lineCount < PromotionLimits.linesPerBasket else { return "basket.lines" }
    let path = "basket.lines[\(lineCount)]"
    guard termCount - firstOpenTerm <= PromotionLimits.termsPerLine else { return path }
    let isQuantityRight = 0...kind.largestQuantity ~= quantity
    return isQuantityRight ? "\(path).amount_minor" : "\(path).quantity"
  }
}

extension LineKind {
  /// The largest quantity of one line: ``PromotionLimits/unitsPerLine`` units, which fuel counts in
  /// thousandths; 0 for lines that are no goods.
  @inline(__always)
  var largestQuantity: Int64 {
    switch self {
    case .item, .giftcard, .delivery, .deposit: PromotionLimits.unitsPerLine
    case .fuel: PromotionLimits.unitsPerLine * PromotionLimits.fuelParts
    case .adjustment, .void: 0
    }
  }
}
