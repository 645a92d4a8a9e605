internal import CLinux
internal import Glibc
internal import Synchronization

/// The articles that the log names by number: what lines of baskets begin with, SKU, department,
/// categories and brand, byte for byte as a till sends them.
///
/// Shared by all shards and by whoever reads history. Articles are added and never changed or
/// removed; numbers begin with 1 and have no gaps. Looking one up takes no lock and, its memory
/// fetched ahead, some ten nanoseconds.
final class ArticleBook: @unchecked Sendable {
  // Proof for `@unchecked Sendable`: who adds has `lock`. What others read is reached through an
  // atomic word that is stored after all behind it, and never changed or freed before `deinit`.
  private let lock = Lock()
  /// The table that is looked up in.
  ///
  /// Its address, and in the upper 16 bits how many slots it has, as a power of two. A slot is two
  /// words: the hash, 0 = free, and the text's place.
  private let outlook: Atomic<UInt64>
  /// By number, in chunks that are made as they are needed: the text's place; 0 = none.
  private let chunks: UnsafeMutablePointer<Atomic<UInt64>>
  private let newest = Atomic<UInt32>(0)
  /// The newest table stands last; earlier ones may still be looked at.
  private var tables: [Table] = []
  private var tableCount = 0
  private var pieces: [UnsafeMutableRawPointer] = []
  private var pieceOffset = ArticleBook.pieceBytes

  private typealias Word = Atomic<UInt64>

  private struct Table {
    let slots: UnsafeMutablePointer<Word>
    let log2: Int
  }

  private static let firstLog2 = 8
  private static let chunkBits = 12
  private static let pieceBytes = 64 * 1024
  /// Slots that are looked at for a hash, at most: so many articles with like hashes can somebody
  /// invent who means harm, and no more.
  private static let probes = 64
  /// Bytes before a text: its number.
  private static let numberBytes = 4

  init() {
    let table = Self.makeTable(log2: Self.firstLog2)
    tables = [table]
    outlook = Atomic(Self.pack(table))
    let chunkCount = (Limits.articles >> Self.chunkBits) + 1
    chunks = .allocate(capacity: chunkCount)
    for index in 0..<chunkCount { (chunks + index).initialize(to: Atomic(0)) }
  }

  deinit {
    for table in tables {
      table.slots.deinitialize(count: 2 << table.log2)
      table.slots.deallocate()
    }
    for index in 0...(Limits.articles >> Self.chunkBits) {
      guard let chunk = Self.words((chunks + index).pointee.load(ordering: .relaxed)) else { break }
      chunk.deinitialize(count: 1 << Self.chunkBits)
      chunk.deallocate()
    }
    chunks.deallocate()
    for piece in pieces { piece.deallocate() }
  }

  // MARK: - Looking up

  /// The highest number; 0 = there is no article.
  var count: UInt32 { newest.load(ordering: .acquiring) }

  /// Whether there is no number left.
  var isFull: Bool { count >= Limits.articles }

  /// How many articles there are.
  var articleCount: Int { lock.locked { tableCount } }

  /// The hash of a text of ``Limits/articleBytes``; never 0.
  ///
  /// It is kept nowhere, so that a later version may take another.
  @inline(__always)
  static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    guard let start = text.baseAddress else { return 1 }
    var state = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset &+ 8 < text.count {
      state = fold(state, start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    // The last eight bytes, of which some were seen before.
    state = fold(state, start.loadUnaligned(fromByteOffset: text.count &- 8, as: UInt64.self))
    return state | 1
  }

  @inline(__always)
  private static func fold(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// Brings the slot of a hash into the cache.
  @inline(__always)
  func prefetchSlot(_ hash: UInt64) {
    let table = Self.table(outlook.load(ordering: .acquiring))
    clinux_prefetch(table.slots + 2 * Self.place(hash, table))
  }

  /// Brings the text of a hash into the cache, whose slot is there.
  @inline(__always)
  func prefetchText(_ hash: UInt64) {
    let table = Self.table(outlook.load(ordering: .acquiring))
    let slot = table.slots + 2 * Self.place(hash, table)
    guard slot.pointee.load(ordering: .acquiring) == hash else { return }
    clinux_prefetch(Self.text((slot + 1).pointee.load(ordering: .relaxed)).baseAddress)
  }

  /// The number of a text; 0 = it is no article.
  ///
  /// `hash`: that of the text.
  @inline(__always)
  func number(of text: UnsafeRawBufferPointer, hash: UInt64) -> UInt32 {
    let table = Self.table(outlook.load(ordering: .acquiring))
    let mask = 1 &<< table.log2 &- 1
    var place = Self.place(hash, table)
    for _ in 0..<Self.probes {
      let slot = table.slots + 2 * place
      let key = slot.pointee.load(ordering: .acquiring)
      if key == 0 { return 0 }
      if key == hash {
        let known = Self.text((slot + 1).pointee.load(ordering: .relaxed))
        if known.count == text.count, let start = known.baseAddress, let other = text.baseAddress,
          memcmp(start, other, text.count) == 0
        {
          return (start - Self.numberBytes).load(as: UInt32.self)
        }
      }
      place = (place &+ 1) & mask
    }
    return 0
  }

  /// The text of a number; nil where there is no such article.
  ///
  /// Valid as long as the book.
  func text(_ number: UInt32) -> UnsafeRawBufferPointer? {
    guard number <= Limits.articles else { return nil }
    let index = Int(number)
    let chunk = (chunks + (index >> Self.chunkBits)).pointee.load(ordering: .acquiring)
    guard let words = Self.words(chunk) else { return nil }
    let word = (words + (index & (1 << Self.chunkBits - 1))).pointee.load(ordering: .acquiring)
    return word == 0 ? nil : Self.text(word)
  }

  // MARK: - Adding

  /// Whether an article could be found after it was added: the book has room, and not too many
  /// others have a hash like its own.
  func canTake(hash: UInt64) -> Bool {
    lock.locked {
      guard tableCount < Limits.articles, let table = tables.last else { return false }
      return Self.freeSlot(hash, table) != nil
    }
  }

  /// Adds an article.
  ///
  /// - Parameters:
  ///   - number: 1 to ``Limits/articles``.
  ///   - text: Of ``Limits/articleBytes``.
  /// - Returns: Whether the book has it now: false where the number or the length may not be, or
  ///   the number has another text.
  @discardableResult
  func add(_ number: UInt32, _ text: UnsafeRawBufferPointer) -> Bool {
    guard number >= 1, number <= Limits.articles, Limits.articleBytes ~= text.count else {
      return false
    }
    return lock.locked {
      if let known = self.text(number) { return known.elementsEqual(text) }
      let place = store(number, text)
      word(number).pointee.store(place, ordering: .releasing)
      insert(Self.hash(text), place)
      if number > newest.load(ordering: .relaxed) { newest.store(number, ordering: .releasing) }
      return true
    }
  }

  /// How many numbers up to the highest have no article.
  var gaps: Int {
    lock.locked { Int(newest.load(ordering: .relaxed)) - tableCount }
  }

  /// Forgets all of them, at a start: they came from a snapshot that is bad.
  ///
  /// It is a programmer error to use a text from before. The memory goes with the book.
  func removeAll() {
    lock.locked {
      let table = Self.makeTable(log2: Self.firstLog2)
      tables.append(table)
      outlook.store(Self.pack(table), ordering: .releasing)
      for chunk in 0...(Limits.articles >> Self.chunkBits) {
        let address = (chunks + chunk).pointee.load(ordering: .relaxed)
        guard let words = Self.words(address) else { continue }
        for index in 0..<(1 << Self.chunkBits) {
          (words + index).pointee.store(0, ordering: .releasing)
        }
      }
      tableCount = 0
      newest.store(0, ordering: .releasing)
    }
  }

  private func store(_ number: UInt32, _ text: UnsafeRawBufferPointer) -> UInt64 {
    let byteCount = (Self.numberBytes + text.count + 3) & ~3
    if pieceOffset + byteCount > Self.pieceBytes {
      pieces.append(.allocate(byteCount: Self.pieceBytes, alignment: 64))
      pieceOffset = 0
    }
    let start = pieces[pieces.count - 1] + pieceOffset
    pieceOffset += byteCount
    start.storeBytes(of: number, as: UInt32.self)
    let bytes = start + Self.numberBytes
    if let source = text.baseAddress { bytes.copyMemory(from: source, byteCount: text.count) }
    return Self.packed(UnsafeRawPointer(bytes), UInt64(text.count))
  }

  /// The word of a number; makes its chunk if need be.
  private func word(_ number: UInt32) -> UnsafeMutablePointer<Word> {
    let chunk = chunks + (Int(number) >> Self.chunkBits)
    let place = Int(number) & (1 << Self.chunkBits - 1)
    if let words = Self.words(chunk.pointee.load(ordering: .relaxed)) { return words + place }
    let words = UnsafeMutablePointer<Word>.allocate(capacity: 1 << Self.chunkBits)
    for index in 0..<(1 << Self.chunkBits) { (words + index).initialize(to: Atomic(0)) }
    chunk.pointee.store(Self.packed(UnsafeRawPointer(words), 0), ordering: .releasing)
    return words + place
  }

  private func insert(_ hash: UInt64, _ place: UInt64) {
    tableCount += 1
    var table = tables[tables.count - 1]
    if tableCount * 2 > 1 << table.log2 {
      let larger = Self.makeTable(log2: table.log2 + 1)
      for index in 0..<(1 << table.log2) {
        let slot = table.slots + 2 * index
        let key = slot.pointee.load(ordering: .relaxed)
        if key != 0 { Self.put(key, (slot + 1).pointee.load(ordering: .relaxed), larger) }
      }
      tables.append(larger)
      table = larger
    }
    Self.put(hash, place, table)
    outlook.store(Self.pack(table), ordering: .releasing)
  }

  /// What finds no slot is known by its number alone.
  private static func put(_ hash: UInt64, _ place: UInt64, _ table: Table) {
    guard let slot = freeSlot(hash, table) else { return }
    (slot + 1).pointee.store(place, ordering: .relaxed)
    slot.pointee.store(hash, ordering: .releasing)
  }

  private static func freeSlot(_ hash: UInt64, _ table: Table) -> UnsafeMutablePointer<Word>? {
    var place = place(hash, table)
    for _ in 0..<probes {
      let slot = table.slots + 2 * place
      if slot.pointee.load(ordering: .relaxed) == 0 { return slot }
      place = (place + 1) & (1 << table.log2 - 1)
    }
    return nil
  }

  // MARK: - Words

  private static func makeTable(log2: Int) -> Table {
    let slots = UnsafeMutablePointer<Word>.allocate(capacity: 2 << log2)
    for index in 0..<(2 << log2) { (slots + index).initialize(to: Atomic(0)) }
    return Table(slots: slots, log2: log2)
  }

  /// An address of 48 bits, and 16 bits more.
  private static func packed(_ address: UnsafeRawPointer, _ more: UInt64) -> UInt64 {
    UInt64(UInt(bitPattern: address)) | more << 48
  }

  private static func pack(_ table: Table) -> UInt64 {
    packed(UnsafeRawPointer(table.slots), UInt64(table.log2))
  }

  @inline(__always)
  private static func address(_ word: UInt64) -> UInt { UInt(word & 0xFFFF_FFFF_FFFF) }

  @inline(__always)
  private static func words(_ word: UInt64) -> UnsafeMutablePointer<Word>? {
    UnsafeMutablePointer(bitPattern: address(word))
  }

  @inline(__always)
  private static func table(_ word: UInt64) -> Table {
    guard let slots = words(word) else { preconditionFailure("a table without an address") }
    return Table(slots: slots, log2: Int(truncatingIfNeeded: word &>> 48))
  }

  @inline(__always)
  private static func place(_ hash: UInt64, _ table: Table) -> Int {
    Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- table.log2))
  }

  @inline(__always)
  private static func text(_ word: UInt64) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: UnsafeRawPointer(bitPattern: address(word)),
      count: Int(truncatingIfNeeded: word &>> 48)
    )
  }
}
