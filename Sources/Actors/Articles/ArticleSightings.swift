/// What a shard has seen of products that are no articles yet.
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it.
final class ArticleSightings: @unchecked Sendable {
  /// Parts of hashes that were seen once: what comes again is proposed.
  private let seen: UnsafeMutablePointer<UInt16>
  private static let seenBits = 15
  /// What came again and is no article yet.
  private(set) var wanted: [[UInt8]] = []
  /// What is proposed in one turn at most: no turn becomes longer for it.
  private static let wantedAtOnce = 64

  init() {
    seen = .allocate(capacity: 1 << Self.seenBits)
    seen.initialize(repeating: 0, count: 1 << Self.seenBits)
  }

  deinit { seen.deallocate() }

  /// What came a second time shall become an article; what comes once is not worth it.
  @inline(never)
  func note(_ text: UnsafeRawBufferPointer, hash: UInt64, in book: ArticleBook) {
    guard !book.isFull else { return }
    let place = seen + Int(truncatingIfNeeded: hash &>> UInt64(64 - Self.seenBits))
    let mark = UInt16(truncatingIfNeeded: hash &>> 8) | 1
    guard place.pointee == mark else { return place.pointee = mark }
    guard wanted.count < Self.wantedAtOnce else { return }
    place.pointee = 0
    wanted.append(Array(text))
  }

  /// Gives what shall become an article, and forgets it.
  func takeWanted() -> [[UInt8]] {
    defer { wanted.removeAll(keepingCapacity: true) }
    return wanted
  }
}
