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
    /// Index among the totals, and bit among the kinds of a rule: the kind's raw value, and
    /// ``Basket/kindCount`` more for a line with a discount.
    var slot: UInt8
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
  /// By ``Line/slot``.
  private let totals: UnsafeMutablePointer<KindTotal>
  /// Codes that promotions mention, then from ``PromotionLimits/codesPerBasket`` on kinds of
  /// tender.
  private let conditionTerms: UnsafeMutablePointer<Term>
  /// How many codes were added, known or not.
  private var codesRead = 0
  private var codeCount = 0
  private var tenderCount = 0
  /// What was paid with points, by the tenders added; 0 or more.
  package private(set) var pointsTenderMinor: Int64 = 0
  private(set) var programme: ObjectIdentifier?

  /// A name of a line whose term has not been looked up yet.
  private struct SoughtName: BitwiseCopyable {
    var key: Vocabulary.Key
    var bytes: UnsafeRawBufferPointer
    /// Where it may stand in the vocabulary.
    var candidate: UInt64
    /// The line that has it.
    var line: Int
  }

  /// Names that are looked up together: those of most baskets.
  private static let namesAtOnce = 64
  /// Room for ``namesAtOnce``; `soughtCount` are in use, in the order of the lines.
  private let sought: UnsafeMutablePointer<SoughtName>
  private var soughtCount = 0
  /// How many names the line that is appended next was given.
  private var openNames = 0
  /// Whether the terms of all lines are there.
  var isComplete: Bool { soughtCount == 0 }

  static let kindCount = LineKind.allCases.count
  private static let slotCount = 2 * kindCount

  package init() {
    lines = .allocate(capacity: PromotionLimits.linesPerBasket)
    terms = .allocate(capacity: termCapacity)
    sought = .allocate(capacity: Self.namesAtOnce)
    totals = .allocate(capacity: Self.slotCount)
    totals.initialize(repeating: KindTotal(), count: Self.slotCount)
    let terms = PromotionLimits.codesPerBasket + PromotionLimits.tendersPerBasket
    conditionTerms = .allocate(capacity: terms)
    conditionTerms.initialize(repeating: .none, count: terms)
  }

  deinit {
    lines.deallocate()
    terms.deallocate()
    totals.deallocate()
    sought.deallocate()
    conditionTerms.deallocate()
  }

  var lineBuffer: UnsafeBufferPointer<Line> { UnsafeBufferPointer(start: lines, count: lineCount) }
  var termBuffer: UnsafeBufferPointer<Term> { UnsafeBufferPointer(start: terms, count: termCount) }
  var totalBuffer: UnsafeBufferPointer<KindTotal> {
    UnsafeBufferPointer(start: totals, count: Self.slotCount)
  }
  var codeBuffer: UnsafeBufferPointer<Term> {
    UnsafeBufferPointer(start: conditionTerms, count: codeCount)
  }
  var tenderBuffer: UnsafeBufferPointer<Term> {
    UnsafeBufferPointer(
      start: conditionTerms + PromotionLimits.codesPerBasket,
      count: tenderCount
    )
  }

  /// What the counters of a purchase add to the totals: they are no money.
  var counterSum: Int64 = 0

  /// Sum of all lines, in minor units.
  package var amountMinor: Int64 {
    var sum = -counterSum
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
    soughtCount = 0
    openNames = 0
    totals.update(repeating: KindTotal(), count: Self.slotCount)
    codesRead = 0
    codeCount = 0
    tenderCount = 0
    pointsTenderMinor = 0
    counterSum = 0
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
    // Terms stand in the order of their lines.
    finishNames(in: programme)
    let term = programme.vocabulary.term(kind, name)
    if term != .none { addTerm(term) }
  }

  /// A name of a line, in UTF-8.
  package typealias LineName = (kind: TermKind, bytes: UnsafeRawBufferPointer)

  /// Gives names to the line that is appended next; ``finishNames(in:)`` looks them up.
  ///
  /// The tables of names are larger than the caches. What a look-up will need is fetched while the
  /// other lines are read, and all names of a basket are looked up together, so that the waits
  /// overlap. Names may repeat.
  ///
  /// - Parameters:
  ///   - names: Their bytes must stay where they are until ``finishNames(in:)``.
  ///   - programme: For which the basket is filled.
  package mutating func seekNames(
    _ names: UnsafeBufferPointer<LineName>,
    in programme: CompiledProgramme
  ) {
    let vocabulary = programme.vocabulary
    for name in names where vocabulary.mentions(name.kind) && name.bytes.count > 0 {
      if soughtCount == Self.namesAtOnce { finishNames(in: programme) }
      let key = Vocabulary.Key(name.kind, name.bytes)
      vocabulary.prefetchMark(key)
      (sought + soughtCount).initialize(
        to: SoughtName(key: key, bytes: name.bytes, candidate: 0, line: lineCount)
      )
      soughtCount += 1
      openNames += 1
      // Whether they are too many, their terms tell: a name that repeats counts once.
      if openNames > PromotionLimits.termsPerLine { finishNames(in: programme) }
    }
  }

  /// Looks up the names that lines were given by ``seekNames(_:in:)``.
  ///
  /// A basket is evaluated after that.
  package mutating func finishNames(in programme: CompiledProgramme) {
    let vocabulary = programme.vocabulary
    var count = 0
    for place in 0..<soughtCount {
      guard let candidate = vocabulary.candidate(sought[place].key) else { continue }
      vocabulary.prefetchEntry(candidate)
      if count != place { sought[count] = sought[place] }
      sought[count].candidate = candidate
      count += 1
    }
    for place in 0..<count {
      let name = sought + place
      let key = name.pointee.key
      let term = vocabulary.term(key, name.pointee.bytes, from: name.pointee.candidate)
      if term == .none { continue }
      programme.prefetchRun(of: term)
      if name.pointee.line == lineCount {
        addTerm(term)
      } else {
        addTerm(term, toLine: name.pointee.line)
      }
    }
    soughtCount = 0
  }

  /// Adds a term to a line that was appended, after whose terms there are none yet of other lines,
  /// unless the line has it.
  @inline(__always)
  private mutating func addTerm(_ term: Term, toLine line: Int) {
    let start = lines[line].termCount == 0 ? termCount : Int(lines[line].firstTerm)
    for index in start..<termCount where terms[index] == term { return }
    if termCount == termCapacity { growTerms() }
    (terms + termCount).initialize(to: term)
    termCount += 1
    lines[line].firstTerm = UInt32(truncatingIfNeeded: start)
    lines[line].termCount = UInt32(truncatingIfNeeded: termCount - start)
    firstOpenTerm = termCount
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
  ///   - isDiscounted: Whether the line has a discount of its own.
  /// - Throws: ``Refusal/invalidField(_:)`` with the line's path below `basket`.
  package mutating func appendLine(
    kind: LineKind,
    quantity: Int64,
    amountMinor: Int64,
    isDiscounted: Bool = false
  ) throws(Refusal) {
    guard isWellFormed(kind, quantity, amountMinor) else {
      throw .invalidField(faultyField(kind, quantity, amountMinor))
    }
    let slot = kind.rawValue &+ (isDiscounted ? UInt8(truncatingIfNeeded: Self.kindCount) : 0)
    (lines + lineCount).initialize(
      to: Line(
        amountMinor: amountMinor,
        quantity: quantity,
        firstTerm: UInt32(truncatingIfNeeded: firstOpenTerm),
        termCount: UInt32(truncatingIfNeeded: termCount - firstOpenTerm),
        kind: kind,
        slot: slot
      )
    )
    lineCount += 1
    firstOpenTerm = termCount
    openNames = 0
    // A thousand lines within the limits cannot overflow these sums.
    totals[Int(slot)].amountMinor += amountMinor
    totals[Int(slot)].quantity += quantity
    totals[Int(slot)].lineCount += 1
  }

  /// Adds a coupon or voucher code.
  ///
  /// Compared without spaces around it and in capital letters; the same code twice counts once.
  ///
  /// - Returns: Whether some promotion mentions it.
  /// - Throws: ``Refusal/invalidField(_:)`` for one that is empty, too long or too much, with its
  ///   path below `basket`.
  @discardableResult
  package mutating func addCode(
    _ code: UnsafeRawBufferPointer,
    in programme: CompiledProgramme
  ) throws(Refusal) -> Bool {
    let normalized = BasketCode.normalized(code)
    guard codesRead < PromotionLimits.codesPerBasket,
      1...PromotionLimits.codeBytes ~= normalized.count
    else { throw .invalidField("basket.codes[\(codesRead)]") }
    codesRead += 1
    let term = normalized.withUnsafeBytes { programme.vocabulary.term(.code, $0) }
    guard term != .none else { return false }
    guard !codeBuffer.contains(term) else { return true }
    conditionTerms[codeCount] = term
    codeCount += 1
    return true
  }

  /// Adds a code that is at hand as a `String`.
  @discardableResult
  package mutating func addCode(
    _ code: String,
    in programme: CompiledProgramme
  ) throws(Refusal) -> Bool {
    try Array(code.utf8).withUnsafeBufferPointer { bytes throws(Refusal) in
      try addCode(UnsafeRawBufferPointer(bytes), in: programme)
    }
  }

  /// Adds a tender: a kind of payment, and how much was paid with it.
  ///
  /// A kind counts as paid with where the amount is above 0. What was paid by the kind `points`
  /// adds up in ``pointsTenderMinor``.
  ///
  /// - Throws: ``Refusal/invalidField(_:)`` for an amount below 0 or beyond a line's.
  package mutating func addTender(
    _ kind: UnsafeRawBufferPointer,
    amountMinor: Int64,
    in programme: CompiledProgramme
  ) throws(Refusal) {
    guard 0...PromotionLimits.amountPerLine ~= amountMinor else {
      throw .invalidField("basket.tenders")
    }
    guard amountMinor > 0 else { return }
    // Tills write it as they please; taken for money it would earn.
    if kind.count == 6, kind.elementsEqual("points".utf8, by: { $0 | 0x20 == $1 }) {
      // Beyond all the lines of a basket it is the same.
      let most = PromotionLimits.amountPerLine * Int64(PromotionLimits.linesPerBasket)
      pointsTenderMinor = min(most, pointsTenderMinor + amountMinor)
    }
    guard programme.vocabulary.mentions(.tender) else { return }
    let term = programme.vocabulary.term(.tender, kind)
    guard term != .none, !tenderBuffer.contains(term) else { return }
    guard tenderCount < PromotionLimits.tendersPerBasket else {
      throw .invalidField("basket.tenders")
    }
    conditionTerms[PromotionLimits.codesPerBasket + tenderCount] = term
    tenderCount += 1
  }

  /// Adds a tender whose kind is at hand as a `String`.
  package mutating func addTender(
    _ kind: String,
    amountMinor: Int64,
    in programme: CompiledProgramme
  ) throws(Refusal) {
    try Array(kind.utf8).withUnsafeBufferPointer { bytes throws(Refusal) in
      try addTender(UnsafeRawBufferPointer(bytes), amountMinor: amountMinor, in: programme)
    }
  }

  /// Takes what was paid with points off the lines, so that it earns nothing.
  ///
  /// Lines above 0 pay by their amounts, by largest remainder, on a tie the lower index first; more
  /// than the basket's amount is as much as that. Call it once, when all lines are there.
  ///
  /// - Parameter tenderMinor: 0 or more.
  package mutating func spread(tenderMinor: Int64) {
    let value = min(tenderMinor, amountMinor)
    guard value > 0 else { return }
    let amounts = lineBuffer.map { $0.kind == .event ? 0 : max(0, $0.amountMinor) }
    let parts = LargestRemainder.divide(value, over: amounts)
    for (index, part) in parts.enumerated() where part > 0 {
      lines[index].amountMinor -= part
      totals[Int(lines[index].slot)].amountMinor -= part
    }
  }

  /// Adds attributes to all lines that were appended, unless they have them.
  ///
  /// - Parameters:
  ///   - names: Each `name=value`.
  ///   - programme: For which the basket is filled.
  /// - Throws: ``Refusal/invalidField(_:)`` where a line has too many names with them.
  mutating func addAttributes(
    _ names: [String],
    in programme: CompiledProgramme
  ) throws(Refusal) {
    var added: [Term] = []
    for var name in names {
      let term = name.withUTF8 {
        programme.vocabulary.term(.attribute, UnsafeRawBufferPointer($0))
      }
      if term != .none, !added.contains(term) { added.append(term) }
    }
    guard !added.isEmpty else { return }
    // Of each line the terms stand together: all of them move.
    let before = Array(termBuffer)
    termCount = 0
    for index in 0..<lineCount {
      firstOpenTerm = termCount
      let start = Int(lines[index].firstTerm)
      for term in before[start..<start + Int(lines[index].termCount)] { addTerm(term) }
      for term in added { addTerm(term) }
      guard termCount - firstOpenTerm <= PromotionLimits.termsPerLine else {
        throw .invalidField("basket.lines[\(index)]")
      }
      lines[index].firstTerm = UInt32(truncatingIfNeeded: firstOpenTerm)
      lines[index].termCount = UInt32(truncatingIfNeeded: termCount - firstOpenTerm)
    }
    firstOpenTerm = termCount
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
      kind.takes(quantity: quantity)
    else { return false }
    return kind.takes(amountMinor: amountMinor)
  }

  private func faultyField(_ kind: LineKind, _ quantity: Int64, _ amountMinor: Int64) -> String {
    guard lineCount < PromotionLimits.linesPerBasket else { return "basket.lines" }
    let path = "basket.lines[\(lineCount)]"
    guard termCount - firstOpenTerm <= PromotionLimits.termsPerLine else { return path }
    return kind.takes(quantity: quantity) ? "\(path).amount_minor" : "\(path).quantity"
  }
}

extension LineKind {
  /// The largest quantity of one line: ``PromotionLimits/unitsPerLine`` units, which fuel counts in
  /// thousandths; 0 for lines that are no goods.
  @inline(__always)
  private var largestQuantity: Int64 {
    switch self {
    case .item, .giftcard, .delivery, .deposit: PromotionLimits.unitsPerLine
    case .fuel: PromotionLimits.unitsPerLine * PromotionLimits.fuelParts
    case .adjustment, .void: 0
    // A counter of an event may count anything.
    case .event: PromotionLimits.amountPerLine
    }
  }

  /// Whether a line of the kind may have the quantity.
  @inline(__always)
  package func takes(quantity: Int64) -> Bool { 0...largestQuantity ~= quantity }

  /// Whether a line of the kind may come to the amount: within
  /// ±``PromotionLimits/amountPerLine``, 0 for ``void``, 0 or less for ``adjustment``.
  @inline(__always)
  package func takes(amountMinor: Int64) -> Bool {
    guard -PromotionLimits.amountPerLine...PromotionLimits.amountPerLine ~= amountMinor
    else { return false }
    switch self {
    case .void: return amountMinor == 0
    case .adjustment: return amountMinor <= 0
    case .item, .fuel, .giftcard, .delivery, .deposit, .event: return true
    }
  }
}
