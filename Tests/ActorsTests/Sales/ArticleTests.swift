import FealtyPersistence
import FealtyWire
import Foundation
import Testing

@testable import FealtyActors

/// Goal: what comes again is named by number in the log, and nobody can tell but by the bytes.
@Suite("Articles in the log")
struct ArticleTests {
  private static func line(_ number: Int, _ amountMinor: Int64) -> BasketLine {
    BasketLine(
      sku: "SKU-00\(number)",
      department: "GROCERY",
      categories: ["FLUID MILK", "DAIRY"],
      brand: "national",
      quantity: 2,
      amountMinor: amountMinor,
      lineID: "line-\(number)",
      labels: ["organic"]
    )
  }

  /// Two long lines, and one too short for an article.
  private static let basket = Basket(lines: [
    line(1, 1_000), SaleRig.line("A", 500), line(2, 2_000),
  ])

  private func stored(_ storage: FaultyStorage) throws -> [PointsPostedRecord] {
    try LogReading.postings(storage.copied()).map(\.body)
  }

  /// Sells the basket so often that its articles have numbers, and gives the last sale.
  private func sell(_ sales: SaleRig, _ count: Int = 6) throws -> EarnResponse {
    var last = EarnResponse()
    for _ in 0..<count {
      last = try sales.earn(Self.basket)
      // What is proposed in one turn is numbered in another, and named when that is durable.
      _ = try sales.rig.verifyLedger()
    }
    return last
  }

  private func matches(_ one: PointsPostedRecord, _ other: PointsPostedRecord) -> Bool {
    one.awards == other.awards && one.rejected == other.rejected && one.currency == other.currency
  }

  @Test("what comes again is named by its number", arguments: [1, 2])
  func named(shards: Int) throws {
    let sales = try SaleRig(shards: shards)
    let first = try sales.earn(Self.basket)
    let last = try sell(sales)
    let records = try stored(sales.rig.storage)
    #expect(records[0].lines == Self.basket.lines && records[0].storedLines.isEmpty)
    let named = try #require(records.last)
    #expect(named.lines.isEmpty && named.storedLines.count == 3)
    #expect(named.storedLines[1].article == 0 && named.storedLines[1].line == Self.basket.lines[1])
    for index in [0, 2] {
      let line = named.storedLines[index]
      let whole = Self.basket.lines[index]
      #expect(line.article != 0 && line.line?.sku == "" && line.line?.labels == whole.labels)
      #expect(line.line?.amountMinor == whole.amountMinor && line.line?.lineID == whole.lineID)
    }
    #expect(named.storedLines[0].article != named.storedLines[2].article)
    #expect(matches(records[0], named))

    // What the past says of both is the same.
    let explained = try [first, last].map { try sales.explain($0.outcome?.transactionID ?? "") }
    #expect(explained.map { $0.matches } == [true, true])
    #expect(explained.map { $0.inputs?.lines } == [Self.basket.lines, Self.basket.lines])
    #expect(explained.map { $0.transaction?.amountMinor } == [3_500, 3_500])
    let returned = try [first, last].map {
      try sales.giveBack($0, ReturnedLine(lineID: "line-2", quantity: 1))
    }
    #expect(returned[0].delta == -10 && returned[1].delta == -10)
    #expect(try sales.rig.verifyLedger().balanced)
    try sales.rig.stop()
  }

  @Test("numbers outlive the process", arguments: [false, true])
  func outlive(snapshot: Bool) throws {
    let sales = try SaleRig()
    let sold = try sell(sales)
    if snapshot {
      _ = try sales.rig.answer(
        TakeSnapshotResponse.self,
        MethodID.takeSnapshot,
        TakeSnapshotRequest()
      )
    }
    let after = try sell(sales, 1)
    let killed = sales.rig.storage.copied()
    sales.rig.clock.advance(milliseconds: 60_000)
    let again = SaleRig(try EngineRig(storage: killed, clock: sales.rig.clock))
    #expect(again.rig.engine.services.articles.count == 2)
    for id in [sold, after].map({ $0.outcome?.transactionID ?? "" }) {
      #expect(try again.explain(id).inputs?.lines == Self.basket.lines)
    }
    _ = try sell(again, 1)
    let numbers = try stored(killed).suffix(2).map { $0.storedLines.map(\.article) }
    #expect(numbers[0] == numbers[1] && numbers[0].count == 3)
    #expect(again.rig.engine.services.articles.count == 2)
    try again.rig.stop()
    try sales.rig.stop()
  }

  @Test func `what comes once is no article`() throws {
    let sales = try SaleRig()
    for number in 10..<40 { try sales.earn(Basket(lines: [Self.line(number, 100)])) }
    #expect(sales.rig.engine.services.articles.count == 0)
    try sales.rig.stop()
  }

  // Some seconds; a list that is searched would take many minutes.
  @Test(.timeLimit(.minutes(5)))
  func `what is on its way is found however much there is of it`() {
    let book = ArticleBook()
    var queue = ArticleQueue()
    let count: UInt32 = 200_000
    func names(_ number: UInt32) -> [UInt8] { Array("SKU-\(number) of the GROCERY".utf8) }
    for number in 1...count { #expect(queue.number(names(number), in: book) == number) }
    for number in 1...count {
      #expect(queue.number(names(number), in: book) == nil)
      #expect(queue.names(number) == names(number))
    }
    for number in (1...count).reversed() { queue.publish(number, in: book) }
    #expect(book.count == count && book.gaps == 0 && queue.names(1) == nil)
  }

  @Test func `nobody asks for a number of a book that is full`() {
    let book = ArticleBook()
    let sightings = ArticleSightings()
    let articles = BasketArticles(book, sightings)
    let names = Array("SKU-000001 GROCERY".utf8)
    func see() {
      names.withUnsafeBytes { bytes in
        articles.begin()
        withUnsafePointer(to: UInt16(bytes.count)) { end in
          withUnsafePointer(to: bytes) { line in
            articles.seek(UnsafeBufferPointer(start: line, count: 1), end)
          }
        }
        #expect(!articles.find())
      }
    }
    for _ in 0..<2 { see() }
    #expect(sightings.takeWanted() == [names])
    let last = Array("the last article of all".utf8)
    #expect(last.withUnsafeBytes { book.add(UInt32(Limits.articles), $0) })
    for _ in 0..<4 { see() }
    #expect(sightings.wanted.isEmpty)
  }

  // Where the log had ended before the last of them, its snapshot would wait for it, in vain.
  @Test func `a stop waits for what is on its way between shards`() throws {
    let sales = try SaleRig(shards: 2)
    try sales.earn(Self.basket)
    let names = Array("SKU-000001 GROCERY".utf8)
    // So that the stop waits for nothing else.
    sales.rig.pool.finish()
    sales.rig.engine.shards[1].post { Self.pass($0, 900, names) }
    try sales.rig.stop()
    let again = try EngineRig(storage: sales.rig.storage, clock: sales.rig.clock)
    #expect(again.engine.services.articles.count == 1)
    try again.stop()
  }

  /// Goes from shard to shard before it is proposed.
  private static func pass(_ shard: Shard, _ rounds: Int, _ names: [UInt8]) {
    guard rounds > 0 else { return shard.send(to: 0) { $0.learnArticles([names]) } }
    // Who stops the engine shall get on meanwhile.
    for _ in 0..<100 { sched_yield() }
    shard.send(to: 1 - shard.index) { pass($0, rounds - 1, names) }
  }

  @Test func `an article gets one number, and none when the book is full of its like`() {
    let book = ArticleBook()
    var queue = ArticleQueue()
    let names = Array("SKU-000001 GROCERY".utf8)
    let others = Array("SKU-000002 GROCERY".utf8)
    #expect(queue.number(names, in: book) == 1)
    #expect(queue.number(names, in: book) == nil)
    #expect(queue.number(others, in: book) == 2)
    #expect(queue.number(Array("short".utf8), in: book) == nil)
    #expect(book.count == 0 && queue.count(in: book) == 2 && queue.names(2) == others)
    queue.publish(1, in: book)
    queue.publish(2, in: book)
    #expect(book.count == 2 && queue.names(2) == nil)
    #expect(queue.number(names, in: book) == nil)
  }
}
