internal import FealtyLoyalty
internal import FealtyPersistence
internal import FealtyWire

// How an article gets its number: whoever sees its names a second time proposes it, shard 0 numbers
// it and records that, and when the record is durable every shard may name it.

/// Articles that have a number, and whose record is not durable yet.
///
/// Confined to the thread of shard 0.
struct ArticleQueue {
  private var numbers: [[UInt8]: UInt32] = [:]
  private var pending: [UInt32: [UInt8]] = [:]
  private var newest: UInt32 = 0

  /// Numbers an article; nil where it has a number, or gets none.
  mutating func number(_ names: [UInt8], in book: ArticleBook) -> UInt32? {
    guard Limits.articleBytes ~= names.count else { return nil }
    let isKnown = names.withUnsafeBytes { bytes in
      let hash = ArticleBook.hash(bytes)
      return book.number(of: bytes, hash: hash) != 0 || !book.canTake(hash: hash)
    }
    newest = max(newest, book.count)
    guard !isKnown, newest < Limits.articles, numbers[names] == nil else { return nil }
    newest += 1
    numbers[names] = newest
    pending[newest] = names
    return newest
  }

  /// Gives the names of a number that is not in the book yet.
  func names(_ number: UInt32) -> [UInt8]? { pending[number] }

  /// The highest number that anybody has.
  func count(in book: ArticleBook) -> UInt32 { max(newest, book.count) }

  /// The article's record is durable.
  mutating func publish(_ number: UInt32, in book: ArticleBook) {
    guard let names = pending.removeValue(forKey: number) else { return }
    numbers[names] = nil
    let isAdded = names.withUnsafeBytes { book.add(number, $0) }
    precondition(isAdded, "article \(number) has other names")
  }
}

extension Shard {
  /// Tells shard 0 what came again in this turn.
  func proposeArticles() {
    let names = earns.sightings.takeWanted()
    guard index != 0 else { return learnArticles(names) }
    outbox(0).work.append { $0.learnArticles(names) }
  }

  func learnArticles(_ all: [[UInt8]]) {
    guard services.log.hasRoom else { return }
    for names in all {
      guard let number = articleQueue.number(names, in: services.articles) else { continue }
      let index = turn.append(
        kind: .articleLearned,
        entityType: .article,
        entity: UInt64(number),
        version: 1,
        previous: 0,
        atMilliseconds: stamp().milliseconds
      ) { $0.writeBytes(2, names) }
      turn.note(index: index) { [self] position in
        whenDurable(position.batch) { shard in
          shard.articleQueue.publish(number, in: shard.services.articles)
        }
      }
    }
  }

  // MARK: - Snapshots and replay

  /// Writes the articles from a number on, at most so many.
  ///
  /// Those whose records are on their way to the disk are among them: the snapshot is published
  /// after the log has them.
  ///
  /// - Returns: The first number that is left; nil at the end.
  func storeArticles(from first: UInt32, atMost count: Int, to chunk: SnapshotChunk) -> UInt32? {
    let all = articleQueue.count(in: services.articles)
    var number = first
    while number <= all, number - first < count {
      let pending = articleQueue.names(number)
      chunk.add { out in
        out.writeNonZero(1, UInt64(number))
        if let names = services.articles.text(number) {
          out.writeBytes(2, names)
        } else if let pending {
          out.writeBytes(2, pending)
        } else {
          preconditionFailure("article \(number) of \(all) has no names")
        }
      }
      number += 1
    }
    return number <= all ? number : nil
  }

  /// Takes an article of a snapshot.
  func loadArticle(_ bytes: UnsafeRawBufferPointer) throws(DecodingError) {
    guard index == 0 else { return }
    var fields = FieldReader(bytes)
    var number: UInt32 = 0
    var names = UnsafeRawBufferPointer(start: nil, count: 0)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        guard services.articles.add(number, names) else { throw .invalidFieldNumber(offset: 0) }
        return
      case 1 << 3: number = try fields.readNumber(UInt32.self)
      case 2 << 3 | 2: names = try fields.readBytes()
      default: try fields.skip(tag)
      }
    }
  }

  /// - Returns: false where it is not the next one, or known by other names.
  func replayArticle(_ record: LogRecordView) throws(DecodingError) -> Bool {
    guard record.head.version == 1, let number = UInt32(exactly: record.head.entity),
      number <= services.articles.count + 1
    else { return false }
    var fields = FieldReader(record.body)
    guard try fields.nextTag() == 2 << 3 | 2 else { return false }
    return services.articles.add(number, try fields.readBytes())
  }
}
