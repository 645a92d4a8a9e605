internal import FealtyLoyalty
internal import FealtyWire

/// The names of the lines that a desk reads, until all are looked up together.
///
/// What a look-up will need is fetched while other lines are read, so that the waits overlap.
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it.
final class LineNames: @unchecked Sendable {
  /// A product's names, or another name of a line.
  private struct Part {
    var bytes: UnsafeRawBufferPointer
    /// ``ArticleBook/hash(_:)`` of a product's names.
    var hash: UInt64
    var line: Int
    /// Nil = a product.
    var kind: TermKind?
    /// Whether the line's terms are those of its product.
    var isWhole: Bool
    /// Whether the product's terms are to be learned.
    var isNew = false
  }

  private let table: ProductTable
  private let articles: BasketArticles
  private let parts: UnsafeMutablePointer<Part>
  private let partCapacity = 128
  private var partCount = 0
  /// The place of the last product.
  private var product = 0
  /// How many names the line that is read has.
  private var count = 0
  /// Room for the one that is looked up.
  private let names: UnsafeMutablePointer<FealtyLoyalty.Basket.LineName>

  init(_ table: ProductTable, _ articles: BasketArticles) {
    self.table = table
    self.articles = articles
    parts = .allocate(capacity: partCapacity)
    names = .allocate(capacity: 1)
  }

  deinit {
    parts.deallocate()
    names.deallocate()
  }

  /// There is another basket on the desk.
  @inline(__always)
  func begin() { partCount = 0 }

  // MARK: - Reading

  /// Takes the names at the beginning of a line: what makes it one product and not another.
  ///
  /// `fields`: at the beginning of the line; behind the names afterwards.
  /// `line`: its bytes, which must stay where they are until ``finish(_:in:)``.
  @inline(__always)
  func readProduct(
    _ fields: inout FieldReader,
    _ line: UnsafeRawBufferPointer,
    _ basket: inout FealtyLoyalty.Basket,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    let count = try Self.skipNames(&fields)
    let end = line.count &- fields.remaining
    try addProduct(UnsafeRawBufferPointer(rebasing: line[..<end]), count, &basket, in: programme)
  }

  /// Takes the names of an article instead.
  func readArticle(
    _ text: UnsafeRawBufferPointer,
    _ basket: inout FealtyLoyalty.Basket,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    var fields = FieldReader(text)
    let count = try Self.skipNames(&fields)
    try addProduct(text, count, &basket, in: programme)
  }

  @inline(__always)
  private func addProduct(
    _ text: UnsafeRawBufferPointer,
    _ count: Int,
    _ basket: inout FealtyLoyalty.Basket,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    if partCount == partCapacity { try finish(&basket, in: programme) }
    var hash: UInt64 = 0
    if ArticleBook.hashedBytes ~= text.count {
      hash = ArticleBook.hash(text)
      table.prefetch(hash, of: programme.serial)
    }
    articles.add(text, hash: hash)
    product = partCount
    (parts + partCount).initialize(
      to: Part(bytes: text, hash: hash, line: basket.lineCount, kind: nil, isWhole: true)
    )
    partCount += 1
    self.count = count
    if count > PromotionLimits.termsPerLine { try finish(&basket, in: programme) }
  }

  /// Passes the names at the beginning of a line.
  ///
  /// - Returns: How many they are.
  @inline(__always)
  private static func skipNames(_ fields: inout FieldReader) throws(DecodingError) -> Int {
    var count = 0
    if fields.take(1 << 3 | 2) {
      _ = try fields.readBytes()
      count = 1
    }
    if fields.take(2 << 3 | 2) {
      _ = try fields.readBytes()
      count &+= 1
    }
    while fields.take(3 << 3 | 2) {
      _ = try fields.readBytes()
      count &+= 1
    }
    if fields.take(4 << 3 | 2) {
      _ = try fields.readBytes()
      count &+= 1
    }
    return count
  }

  /// Takes another name of the line.
  func add(
    _ kind: TermKind,
    _ bytes: UnsafeRawBufferPointer,
    _ basket: inout FealtyLoyalty.Basket,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    guard programme.mentions(kind), bytes.count > 0 else { return }
    if partCount == partCapacity { try finish(&basket, in: programme) }
    if product < partCount, parts[product].line == basket.lineCount {
      parts[product].isWhole = false
    }
    (parts + partCount).initialize(
      to: Part(bytes: bytes, hash: 0, line: basket.lineCount, kind: kind, isWhole: false)
    )
    partCount += 1
    count += 1
    // Whether they are too many, their terms tell: a name that repeats counts once.
    if count > PromotionLimits.termsPerLine { try finish(&basket, in: programme) }
  }

  // MARK: - Looking up

  /// Looks up the names that were taken, and gives the lines their terms.
  ///
  /// - Throws: where a name is no text.
  @inline(__always)
  func finish(
    _ basket: inout FealtyLoyalty.Basket,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    var isNew = false
    for index in 0..<partCount {
      let part = parts[index]
      if part.kind == nil, ProductTable.textBytes ~= part.bytes.count,
        let known = table.find(part.bytes, hash: part.hash, of: programme.serial)
      {
        articles.set(known.number, ofLine: part.line, hash: part.hash)
        basket.seekTerms(known.terms, ofLine: part.line, in: programme)
      } else {
        try seek(index, &basket, in: programme)
        isNew = true
      }
    }
    basket.finishNames(in: programme)
    if isNew { learn(from: basket, in: programme) }
    partCount = 0
  }

  @inline(never)
  private func seek(
    _ index: Int,
    _ basket: inout FealtyLoyalty.Basket,
    in programme: CompiledProgramme
  ) throws(DecodingError) {
    let part = parts[index]
    if let kind = part.kind {
      names.initialize(to: (kind, part.bytes))
      return basket.seekNames(
        UnsafeBufferPointer(start: names, count: 1),
        ofLine: part.line,
        in: programme
      )
    }
    parts[index].isNew = part.isWhole && ProductTable.textBytes ~= part.bytes.count
    var fields = FieldReader(part.bytes)
    while true {
      let kind: TermKind
      switch try fields.nextTag() {
      case 0: return
      case 1 << 3 | 2: kind = .sku
      case 2 << 3 | 2: kind = .department
      case 3 << 3 | 2: kind = .category
      default: kind = .brand
      }
      names.initialize(to: (kind, try fields.readText()))
      basket.seekNames(
        UnsafeBufferPointer(start: names, count: 1),
        ofLine: part.line,
        in: programme
      )
    }
  }

  private func learn(from basket: borrowing FealtyLoyalty.Basket, in programme: CompiledProgramme) {
    for part in UnsafeBufferPointer(start: parts, count: partCount)
    where part.isNew && part.line < basket.lineCount {
      let terms = basket.terms(ofLine: part.line)
      guard terms.count <= ProductTable.termLimit else { continue }
      table.learn(part.bytes, hash: part.hash, terms: terms, of: programme.serial)
    }
  }
}
