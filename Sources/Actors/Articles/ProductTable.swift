internal import CLinux
internal import FealtyLoyalty
internal import Glibc

/// What a shard has found out about products lately: which terms of a programme their names are,
/// and which article they are.
///
/// Most lines of a till are products that came a moment ago under the same names, byte by byte.
/// One look here finds what a look-up of each name and one of the article found then. Nothing is
/// learned that a look-up would not find again: names keep their terms as long as a compiled
/// programme lives, texts keep their article numbers for ever.
///
/// Proof for `@unchecked Sendable`: only its shard's thread touches it.
final class ProductTable: @unchecked Sendable {
  /// Bytes of names that may be kept: those of nearly every line.
  static let textBytes = 8...80
  /// Terms that may be kept.
  static let termLimit = 6

  /// A product; valid until the next `learn`.
  struct Product {
    fileprivate let start: UnsafeMutableRawPointer

    /// Of its names in the programme that was asked for.
    @inline(__always)
    var terms: UnsafeBufferPointer<Term> {
      let count = Int((start + Field.termCount).load(as: UInt8.self))
      let terms = (start + Field.terms).assumingMemoryBound(to: Term.self)
      return UnsafeBufferPointer(start: terms, count: count)
    }

    /// Its article; 0 = none that is known here.
    @inline(__always)
    var number: UInt32 { (start + Field.number).load(as: UInt32.self) }
  }

  /// Where what stands in an entry: two lines of a cache.
  private enum Field {
    static let hash = 0
    static let programme = 8
    static let number = 16
    static let byteCount = 20
    static let termCount = 21
    static let terms = 24
    static let text = 48
    static let size = 128
  }

  /// A product has its place in one of so many pairs of entries: four megabytes, of which only what
  /// is used takes memory.
  private static let pairBits = 14
  private let memory: UnsafeMutableRawPointer
  private let entries: UnsafeMutableRawPointer
  /// Which entry of a full pair goes next, in bytes.
  private var turn = Field.size

  init() {
    // All bits 0 are free entries: a hash is never 0.
    guard let memory = calloc((2 << Self.pairBits) + 1, Field.size) else {
      preconditionFailure("no memory for a shard's table of products")
    }
    self.memory = memory
    entries = memory.alignedUp(toMultipleOf: Field.size)
  }

  deinit { free(memory) }

  /// Fetches what finding a product will need.
  @inline(__always)
  func prefetch(_ hash: UInt64, of programme: UInt64) {
    let entry = pair(hash, programme)
    clinux_prefetch(entry)
    clinux_prefetch(entry + 64)
  }

  /// Finds a product by its names.
  ///
  /// - Parameters:
  ///   - text: A line's first fields, ``textBytes`` of them.
  ///   - hash: ``ArticleBook/hash(_:)`` of it.
  ///   - programme: The ``CompiledProgramme/serial`` of the one whose terms are wanted.
  /// - Returns: nil where it has not come lately.
  @inline(__always)
  func find(
    _ text: UnsafeRawBufferPointer,
    hash: UInt64,
    of programme: UInt64
  ) -> Product? {
    var entry = pair(hash, programme)
    for _ in 0..<2 {
      if entry.load(as: UInt64.self) == hash,
        (entry + Field.programme).load(as: UInt64.self) == programme, hasText(entry, text)
      {
        return Product(start: entry)
      }
      entry += Field.size
    }
    return nil
  }

  /// Keeps what was found out about a product.
  ///
  /// - Parameters:
  ///   - text: Its names, of ``textBytes``, known to be well formed.
  ///   - hash: ``ArticleBook/hash(_:)`` of it.
  ///   - terms: Of all these names, at most ``termLimit``.
  ///   - programme: The ``CompiledProgramme/serial`` of the one whose terms they are.
  func learn(
    _ text: UnsafeRawBufferPointer,
    hash: UInt64,
    terms: UnsafeBufferPointer<Term>,
    of programme: UInt64
  ) {
    precondition(Self.textBytes ~= text.count && terms.count <= Self.termLimit)
    var entry = pair(hash, programme)
    if entry.load(as: UInt64.self) != 0 {
      entry += turn
      turn = Field.size &- turn
    }
    entry.storeBytes(of: hash, as: UInt64.self)
    (entry + Field.programme).storeBytes(of: programme, as: UInt64.self)
    (entry + Field.number).storeBytes(of: 0, as: UInt32.self)
    (entry + Field.byteCount).storeBytes(of: UInt8(text.count), as: UInt8.self)
    (entry + Field.termCount).storeBytes(of: UInt8(terms.count), as: UInt8.self)
    for (index, term) in terms.enumerated() {
      (entry + Field.terms + 4 * index).storeBytes(of: term.rawValue, as: UInt32.self)
    }
    let room = UnsafeMutableRawBufferPointer(start: entry + Field.text, count: text.count)
    room.copyMemory(from: text)
  }

  /// Keeps which article a product is, if it is still known.
  func learn(_ number: UInt32, of text: UnsafeRawBufferPointer, hash: UInt64, _ programme: UInt64) {
    guard let product = find(text, hash: hash, of: programme) else { return }
    (product.start + Field.number).storeBytes(of: number, as: UInt32.self)
  }

  @inline(__always)
  private func pair(_ hash: UInt64, _ programme: UInt64) -> UnsafeMutableRawPointer {
    let mixed = (hash ^ programme &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - Self.pairBits)
    return entries + 2 * Field.size &* Int(truncatingIfNeeded: mixed)
  }

  @inline(__always)
  private func hasText(_ entry: UnsafeMutableRawPointer, _ text: UnsafeRawBufferPointer) -> Bool {
    guard Int((entry + Field.byteCount).load(as: UInt8.self)) == text.count,
      let wanted = text.baseAddress
    else { return false }
    let known = entry + Field.text
    var offset = 0
    while offset &+ 8 < text.count {
      guard
        known.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          == wanted.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      else { return false }
      offset &+= 8
    }
    // The last eight bytes, of which some were compared before.
    let last = text.count &- 8
    return known.loadUnaligned(fromByteOffset: last, as: UInt64.self)
      == wanted.loadUnaligned(fromByteOffset: last, as: UInt64.self)
  }
}
