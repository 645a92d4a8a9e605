internal import FealtyLoyalty
internal import FealtyWire

/// Which products the lines are that a desk reads, as far as the shard knows them.
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it.
final class LineProducts: @unchecked Sendable {
  /// What the line that was read last is.
  struct Found {
    var text = UnsafeRawBufferPointer(start: nil, count: 0)
    /// ``ArticleBook/hash(_:)`` of the text; 0 where no product and no article has such a length.
    var hash: UInt64 = 0
    /// Of its article; 0 = none is known.
    var number: UInt32 = 0
    /// Of its names; valid until the basket is complete.
    var terms = UnsafeBufferPointer<Term>(start: nil, count: 0)
  }

  /// A line whose names are looked up.
  private struct Miss: BitwiseCopyable {
    var text: UnsafeRawBufferPointer
    var hash: UInt64
    var line: Int
  }

  private let table: ProductTable
  @exclusivity(unchecked) private(set) var last = Found()
  private let misses: UnsafeMutablePointer<Miss>
  @exclusivity(unchecked) private var missCount = 0
  /// Whether the last of them is the line that is being read.
  @exclusivity(unchecked) private var isOpen = false

  init(_ table: ProductTable) {
    self.table = table
    misses = .allocate(capacity: PromotionLimits.linesPerBasket)
  }

  deinit { misses.deallocate() }

  /// There is another basket on the desk.
  @inline(__always)
  func begin() {
    missCount = 0
    isOpen = false
  }

  /// Passes the names at the beginning of a line: what makes it one product and not another.
  @inline(__always)
  static func skipNames(_ fields: inout FieldReader) throws(DecodingError) {
    if fields.take(1 << 3 | 2) { _ = try fields.readBytes() }
    if fields.take(2 << 3 | 2) { _ = try fields.readBytes() }
    while fields.take(3 << 3 | 2) { _ = try fields.readBytes() }
    if fields.take(4 << 3 | 2) { _ = try fields.readBytes() }
  }

  /// Looks for the product of the line that is read.
  ///
  /// - Parameters:
  ///   - text: The line's first names.
  ///   - programme: Whose terms are wanted.
  /// - Returns: Whether it is known; then ``last`` has its terms.
  @inline(__always)
  func find(_ text: UnsafeRawBufferPointer, in programme: CompiledProgramme) -> Bool {
    isOpen = false
    last.text = text
    last.number = 0
    let isShort = ProductTable.textBytes ~= text.count
    guard isShort || Limits.articleBytes ~= text.count else {
      last.hash = 0
      return false
    }
    last.hash = ArticleBook.hash(text)
    guard isShort, let product = table.find(text, hash: last.hash, of: programme.serial) else {
      return false
    }
    last.number = product.number
    last.terms = product.terms
    return true
  }

  /// The product is not known: its names are looked up, for the line of this index.
  @inline(__always)
  func miss(ofLine line: Int) {
    guard ProductTable.textBytes ~= last.text.count, missCount < PromotionLimits.linesPerBasket
    else { return }
    (misses + missCount).initialize(to: Miss(text: last.text, hash: last.hash, line: line))
    missCount += 1
    isOpen = true
  }

  /// The line that is being read has names beside its product's, so that its terms are not the
  /// product's.
  func forgetMiss() {
    guard isOpen else { return }
    missCount -= 1
    isOpen = false
  }

  /// Learns what the names of the lines turned out to be.
  ///
  /// `basket`: complete.
  @inline(__always)
  func learn(from basket: borrowing FealtyLoyalty.Basket, in programme: CompiledProgramme) {
    if missCount > 0 { learnMissed(from: basket, in: programme) }
  }

  @inline(never)
  private func learnMissed(
    from basket: borrowing FealtyLoyalty.Basket,
    in programme: CompiledProgramme
  ) {
    for miss in UnsafeBufferPointer(start: misses, count: missCount)
    where miss.line < basket.lineCount {
      let terms = basket.terms(ofLine: miss.line)
      guard terms.count <= ProductTable.termLimit else { continue }
      table.learn(miss.text, hash: miss.hash, terms: terms, of: programme.serial)
    }
    missCount = 0
  }
}
