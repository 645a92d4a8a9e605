internal import FealtyWire

/// Which articles the lines of the basket on a shard's desk are, for the log.
///
/// Those that the shard's ``ProductTable`` does not know are looked up in three steps, with other
/// work between them, so that nobody waits for memory: ``seek()``, ``fetch()``, ``find()``.
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it.
final class BasketArticles: @unchecked Sendable {
  let book: ArticleBook

  private struct Sought: BitwiseCopyable {
    var text: UnsafeRawBufferPointer
    var hash: UInt64
    /// 0 = it is not known yet, or there is none.
    var number: UInt32
    /// Whether an article may have such a text.
    var mayBeOne: Bool

    @inline(__always)
    var isOpen: Bool { number == 0 && mayBeOne }
  }

  private enum Step {
    case none, sought, fetched, found
  }

  /// Lines that are looked up together; those beyond are written in full.
  private static let linesAtOnce = 64
  private let sought: UnsafeMutablePointer<Sought>
  private var count = 0
  private var step = Step.none

  // Those of all desks of a shard.
  private let sightings: ArticleSightings
  private let products: ProductTable
  /// Number of the programme for which products are kept.
  private var programme: UInt64 = 0

  init(_ book: ArticleBook, _ sightings: ArticleSightings, _ products: ProductTable) {
    self.book = book
    self.sightings = sightings
    self.products = products
    sought = .allocate(capacity: Self.linesAtOnce)
  }

  deinit {
    sought.deallocate()
  }

  /// There is another basket on the desk.
  ///
  /// `programme`: the ``CompiledProgramme/serial`` of the one that it is read for.
  @inline(__always)
  func begin(_ programme: UInt64) {
    step = .none
    count = 0
    self.programme = programme
  }

  /// Takes the names of the basket's next line.
  ///
  /// - Parameters:
  ///   - text: SKU, department, categories and brand, in that order, at its beginning.
  ///   - hash: ``ArticleBook/hash(_:)`` of it, where its length lets it be an article.
  @inline(__always)
  func add(_ text: UnsafeRawBufferPointer, hash: UInt64) {
    guard count < Self.linesAtOnce else { return }
    (sought + count).initialize(
      to: Sought(
        text: text,
        hash: hash,
        number: 0,
        mayBeOne: Limits.articleBytes ~= text.count
      )
    )
    count += 1
  }

  /// Says which article a line is, 0 = it is not known.
  ///
  /// `hash`: that of its names; where the line has others, nothing is taken.
  @inline(__always)
  func set(_ number: UInt32, ofLine line: Int, hash: UInt64) {
    guard line < count, sought[line].hash == hash else { return }
    sought[line].number = number
  }

  /// Fetches what finding the articles will need.
  func seek() {
    guard step == .none else { return }
    step = .sought
    for index in 0..<count where sought[index].isOpen { book.prefetchSlot(sought[index].hash) }
  }

  /// Fetches the articles' texts.
  func fetch() {
    guard step == .sought else { return }
    step = .fetched
    for index in 0..<count where sought[index].isOpen { book.prefetchText(sought[index].hash) }
  }

  /// Finds the articles.
  ///
  /// - Returns: Whether there is one among the lines.
  func find() -> Bool {
    guard step != .found else { return (0..<count).contains { sought[$0].number != 0 } }
    step = .found
    var isAny = false
    for index in 0..<count {
      if sought[index].isOpen { find(sought + index) }
      if sought[index].number != 0 { isAny = true }
    }
    return isAny
  }

  private func find(_ wanted: UnsafeMutablePointer<Sought>) {
    let (text, hash) = (wanted.pointee.text, wanted.pointee.hash)
    let number = book.number(of: text, hash: hash)
    guard number != 0 else { return sightings.note(text, hash: hash, in: book) }
    wanted.pointee.number = number
    products.learn(number, of: text, hash: hash, programme)
  }

  /// The article that a line is, 0 = none is known, and how many bytes its names have.
  @inline(__always)
  func article(_ line: Int) -> (number: UInt32, byteCount: Int) {
    guard line < count else { return (0, 0) }
    return (sought[line].number, sought[line].text.count)
  }
}
