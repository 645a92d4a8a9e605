import Testing

@testable import FealtyActors

@Suite("The book of articles")
struct ArticleBookTests {
  private func add(_ book: ArticleBook, _ number: UInt32, _ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { book.add(number, $0) }
  }

  private func number(_ book: ArticleBook, _ text: String) -> UInt32 {
    Array(text.utf8).withUnsafeBytes { book.number(of: $0, hash: ArticleBook.hash($0)) }
  }

  private func name(_ number: Int) -> String { "article number \(number) of the shop" }

  @Test func `gives numbers for names and names for numbers, while it grows`() {
    let book = ArticleBook()
    for next in 1...5_000 {
      #expect(number(book, name(next)) == 0)
      #expect(add(book, UInt32(next), name(next)))
      #expect(number(book, name(next)) == UInt32(next))
    }
    for known in 1...5_000 {
      #expect(number(book, name(known)) == UInt32(known))
      #expect(book.text(UInt32(known)).map { String(decoding: $0, as: UTF8.self) } == name(known))
    }
    #expect(book.count == 5_000 && book.gaps == 0)
    #expect(book.text(0) == nil && book.text(5_001) == nil && book.text(.max) == nil)
    #expect(number(book, name(5_001)) == 0)
  }

  @Test func `takes an article once, and no other in its place`() {
    let book = ArticleBook()
    #expect(add(book, 1, name(1)) && add(book, 1, name(1)))
    #expect(!add(book, 1, name(2)))
    #expect(!add(book, 0, name(2)))
    #expect(!add(book, UInt32(Limits.articles) + 1, name(2)))
    #expect(!add(book, 2, "too short"))
    #expect(!add(book, 2, String(repeating: "x", count: Limits.articleBytes.upperBound + 1)))
    #expect(book.count == 1)
  }

  @Test func `says how many numbers are missing`() {
    let book = ArticleBook()
    #expect(add(book, 3, name(3)))
    #expect(book.gaps == 2)
    #expect(add(book, 1, name(1)) && add(book, 2, name(2)))
    #expect(book.gaps == 0)
  }

  @Test func `tells names apart that differ in one byte, wherever it stands`() {
    for length in Limits.articleBytes {
      let text = (0..<length).map { UInt8(truncatingIfNeeded: 97 + $0 % 26) }
      let hash = text.withUnsafeBytes { ArticleBook.hash($0) }
      for place in 0..<length {
        var other = text
        other[place] ^= 1
        #expect(
          other.withUnsafeBytes { ArticleBook.hash($0) } != hash,
          "byte \(place) of \(length)"
        )
      }
    }
  }

  @Test func `is read while somebody adds to it`() async {
    let book = ArticleBook()
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        for next in 1...20_000 { guard add(book, UInt32(next), name(next)) else { return false } }
        return true
      }
      for _ in 0..<2 {
        group.addTask {
          // Whatever is counted is there, whole.
          while book.count < 20_000 {
            let count = book.count
            guard count > 0 else { continue }
            let text = book.text(count).map { String(decoding: $0, as: UTF8.self) }
            guard text == name(Int(count)), number(book, name(Int(count))) == count else {
              return false
            }
          }
          return true
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
