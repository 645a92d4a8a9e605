internal import FealtyWire

/// Which articles the lines of the basket on a shard's desk are, for the log.
///
/// In three steps, with other work between them, so that nobody waits for memory: ``seek(_:_:)``,
/// ``fetch()``, ``find()``.
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it.
final class BasketArticles: @unchecked Sendable {
  let book: ArticleBook

  private struct Sought: BitwiseCopyable {
    var text: UnsafeRawBufferPointer
    /// 0 = too short or too long for an article.
    var hash: UInt64
    var number: UInt32
  }

  private enum Step {
    case none, sought, fetched, found
  }

  /// Lines that are looked up together; those beyond are written in full.
  private static let linesAtOnce = 64
  private let sought: UnsafeMutablePointer<Sought>
  private var count = 0
  private var step = Step.none

  /// Those of all desks of a shard.
  private let sightings: ArticleSightings

  init(_ book: ArticleBook, _ sightings: ArticleSightings = ArticleSightings()) {
    self.book = book
    self.sightings = sightings
    sought = .allocate(capacity: Self.linesAtOnce)
  }

  deinit {
    sought.deallocate()
  }

  /// There is another basket on the desk.
  @inline(__always)
  func begin() { step = .none }

  /// Takes the lines' names, and fetches what finding them will need.
  ///
  /// - Parameters:
  ///   - lines: As they came.
  ///   - ends: For each where its names end: SKU, department, categories and brand, in that order
  ///     at its beginning.
  func seek(
    _ lines: UnsafeBufferPointer<UnsafeRawBufferPointer>,
    _ ends: UnsafePointer<UInt16>
  ) {
    guard step == .none else { return }
    step = .sought
    count = min(lines.count, Self.linesAtOnce)
    for index in 0..<count {
      let text = UnsafeRawBufferPointer(rebasing: lines[index][..<Int(ends[index])])
      var hash: UInt64 = 0
      if Limits.articleBytes ~= text.count {
        hash = ArticleBook.hash(text)
        book.prefetchSlot(hash)
      }
      (sought + index).initialize(to: Sought(text: text, hash: hash, number: 0))
    }
  }

  /// Fetches the articles' texts.
  func fetch() {
    guard step == .sought else { return }
    step = .fetched
    for index in 0..<count where sought[index].hash != 0 { book.prefetchText(sought[index].hash) }
  }

  /// Finds the articles.
  ///
  /// - Returns: Whether there is one among the lines.
  func find() -> Bool {
    guard step != .found else { return (0..<count).contains { sought[$0].number != 0 } }
    step = .found
    var isAny = false
    for index in 0..<count where sought[index].hash != 0 {
      let number = book.number(of: sought[index].text, hash: sought[index].hash)
      sought[index].number = number
      guard number == 0 else {
        isAny = true
        continue
      }
      sightings.note(sought[index].text, hash: sought[index].hash, in: book)
    }
    return isAny
  }

  /// The article that a line is, 0 = none is known, and how many bytes its names have.
  @inline(__always)
  func article(_ line: Int) -> (number: UInt32, byteCount: Int) {
    guard line < count else { return (0, 0) }
    return (sought[line].number, sought[line].text.count)
  }
}
