internal import CLinux

/// The names that a programme's promotions mention, each with its ``Term``.
///
/// Names are compared as bytes, so two spellings of one text in Unicode are two names, as they are
/// for the till. A look-up costs a few nanoseconds, makes no `String` and allocates nothing.
///
/// It is part of one ``CompiledProgramme``, which frees it.
///
/// A table with open addressing. The bytes of `marks`, one for each place, are so few that they
/// stay in the cache: where a name is none of the programme's, they nearly always tell. `entries`
/// have the same places, so that a name that is one costs one wait for memory.
struct Vocabulary: Sendable {
  /// By place: 0 = free, else ``mark(_:)`` of the name's hash.
  private let marks: FrozenArray<UInt8>
  private let entries: FrozenArray<Entry>
  private let arena: FrozenArray<UInt8>
  private let mask: UInt64
  /// How many terms there are, ``Term/none`` included.
  let count: Int
  /// Bit = raw value of a ``TermKind`` of which there are names.
  private let kinds: UInt16

  /// A name's key, its term, and where its bytes stand in the arena.
  struct Entry: BitwiseCopyable, Sendable {
    var first: UInt64 = 0
    var last: UInt64 = 0
    /// ``Key/tag``: names of vocabularies are shorter than 16 MiB.
    var tag: UInt32 = 0
    var term: UInt32 = 0
    var offset: Int = 0
  }

  /// What identifies a name: up to 16 bytes lie wholly in `first` and `last`, which may overlap.
  struct Key: BitwiseCopyable, Sendable {
    let first: UInt64
    let last: UInt64
    /// Length × 256 + kind.
    let tag: UInt64
    let hash: UInt64
  }

  init(_ builder: VocabularyBuilder) {
    var places = 16
    while places < builder.count * 2 { places *= 2 }
    var marks = [UInt8](repeating: 0, count: places)
    var entries = [Entry](repeating: Entry(), count: places)
    mask = UInt64(places - 1)
    builder.forEach { term, key, offset in
      var place = Int(key.hash & UInt64(places - 1))
      while marks[place] != 0 { place = (place + 1) & (places - 1) }
      marks[place] = Self.mark(key.hash)
      entries[place] = Entry(
        first: key.first,
        last: key.last,
        tag: UInt32(key.tag),
        term: term.rawValue,
        offset: offset
      )
    }
    self.marks = FrozenArray(marks)
    self.entries = FrozenArray(entries)
    arena = FrozenArray(builder.arena)
    count = builder.count
    kinds = builder.kinds
  }

  func deallocate() {
    marks.deallocate()
    entries.deallocate()
    arena.deallocate()
  }

  /// Whether there is any name of a kind; where not, looking one up is in vain.
  @inline(__always)
  func mentions(_ kind: TermKind) -> Bool { kinds & 1 << UInt16(kind.rawValue) != 0 }

  /// The term of a name, in UTF-8; ``Term/none`` where no promotion mentions it.
  func term(_ kind: TermKind, _ bytes: UnsafeRawBufferPointer) -> Term {
    guard bytes.count > 0 else { return .none }
    let key = Key(kind, bytes)
    guard let place = candidate(key) else { return .none }
    return term(key, bytes, from: place)
  }

  /// The term of a name that is at hand as a `String`.
  func term(_ kind: TermKind, _ name: String) -> Term {
    var name = name
    return name.withUTF8 { term(kind, UnsafeRawBufferPointer($0)) }
  }

  /// Has the mark fetched that ``candidate(_:)`` will look at first.
  @inline(__always)
  func prefetchMark(_ key: Key) {
    clinux_prefetch(marks.base + Int(truncatingIfNeeded: key.hash & mask))
  }

  /// Has the entry fetched that ``term(_:_:from:)`` will look at first.
  @inline(__always)
  func prefetchEntry(_ place: UInt64) {
    clinux_prefetch(entries.base + Int(truncatingIfNeeded: place))
  }

  /// The first place where a name may stand; nil where it is none of the programme's.
  @inline(__always)
  func candidate(_ key: Key) -> UInt64? { candidate(key, from: key.hash & mask) }

  @inline(__always)
  private func candidate(_ key: Key, from start: UInt64) -> UInt64? {
    let mark = Self.mark(key.hash)
    var place = start
    while true {
      let found = marks[Int(truncatingIfNeeded: place)]
      if found == mark { return place }
      if found == 0 { return nil }
      place = (place &+ 1) & mask
    }
  }

  /// The term of a name that is not empty, whose look-up has come to a candidate.
  @inline(__always)
  func term(_ key: Key, _ bytes: UnsafeRawBufferPointer, from candidate: UInt64) -> Term {
    var place = candidate
    while true {
      let entry = entries.pointer(Int(truncatingIfNeeded: place))
      if entry.pointee.first == key.first, isEqual(entry, key, bytes) {
        return Term(rawValue: entry.pointee.term)
      }
      guard let another = self.candidate(key, from: (place &+ 1) & mask) else { return .none }
      place = another
    }
  }

  /// Never 0; not of the bits that choose the place.
  @inline(__always)
  private static func mark(_ hash: UInt64) -> UInt8 {
    UInt8(truncatingIfNeeded: hash &>> 56) | 1
  }

  /// Whether an entry whose first bytes are the name's is the name's.
  @inline(__always)
  private func isEqual(
    _ entry: UnsafePointer<Entry>,
    _ key: Key,
    _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    guard entry.pointee.last == key.last, UInt64(entry.pointee.tag) == key.tag else {
      return false
    }
    guard bytes.count > 16 else { return true }
    return isMiddleEqual(entry.pointee.offset, bytes)
  }

  /// Compares what lies between the first and the last eight bytes, by words that may reach into
  /// the last.
  @inline(__always)
  private func isMiddleEqual(_ offset: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let name = UnsafeRawPointer(arena.base + offset)
    var index = 8
    while index < bytes.count &- 8 {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard name.loadUnaligned(fromByteOffset: index, as: UInt64.self) == word else {
        return false
      }
      index &+= 8
    }
    return true
  }
}

extension Vocabulary.Key {
  /// Makes the key.
  ///
  /// `bytes` is not empty.
  @inline(__always)
  init(_ kind: TermKind, _ bytes: UnsafeRawBufferPointer) {
    let count = bytes.count
    let first: UInt64
    let last: UInt64
    if count >= 8 {
      first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      last = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    } else if count >= 4 {
      first = UInt64(bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      last = UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    } else {
      first = UInt64(bytes[0]) | UInt64(bytes[count >> 1]) << 8
      last = UInt64(bytes[count &- 1])
    }
    let tag = UInt64(truncatingIfNeeded: count) << 8 | UInt64(kind.rawValue)
    var hash = Self.fold(
      first ^ 0x9E37_79B9_7F4A_7C15,
      last ^ 0xD1B5_4A32_D192_ED03 ^ tag &* 0xA24B_AED4_963E_E407
    )
    if count > 16 { hash = Self.mixMiddle(bytes, hash) }
    self.init(first: first, last: last, tag: tag, hash: hash)
  }

  @inline(never)
  static func mixMiddle(_ bytes: UnsafeRawBufferPointer, _ seed: UInt64) -> UInt64 {
    var hash = seed
    var offset = 8
    // The last step may read bytes that `last` holds too; it never reads beyond them.
    while offset < bytes.count &- 8 {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = fold(hash ^ word, 0x9FB2_1C65_1E98_DF25)
      offset &+= 8
    }
    return hash
  }

  @inline(__always)
  static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}

/// Collects names and gives each a term, counted from 1.
struct VocabularyBuilder {
  private struct Name {
    var key: Vocabulary.Key
    /// Of its bytes in the arena.
    var offset: Int
  }

  /// Terms with the upper half of their hash; 0 = free.
  private var slots = [UInt64](repeating: 0, count: 16)
  // Name 0 stands for ``Term/none`` and matches nothing.
  private var names = [
    Name(key: Vocabulary.Key(first: 0, last: 0, tag: 0, hash: 0), offset: 0)
  ]
  fileprivate private(set) var arena: [UInt8] = []
  /// Bit = raw value of a ``TermKind`` of which there are names.
  fileprivate private(set) var kinds: UInt16 = 0

  /// How many terms there are, ``Term/none`` included.
  var count: Int { names.count }

  /// Calls `body` with each name's term, key and place in the arena.
  fileprivate func forEach(_ body: (Term, Vocabulary.Key, Int) -> Void) {
    for term in 1..<max(names.count, 1) {
      body(Term(rawValue: UInt32(term)), names[term].key, names[term].offset)
    }
  }

  /// The name's term, made if it has none.
  ///
  /// The name is not empty.
  mutating func intern(_ kind: TermKind, _ name: String) -> Term {
    let bytes = Array(name.utf8)
    let key = bytes.withUnsafeBytes { Vocabulary.Key(kind, $0) }
    var index = key.hash & UInt64(slots.count - 1)
    while slots[Int(index)] != 0 {
      let term = UInt32(truncatingIfNeeded: slots[Int(index)])
      if isEqual(names[Int(term)], key, bytes) { return Term(rawValue: term) }
      index = (index + 1) & UInt64(slots.count - 1)
    }
    let term = UInt32(names.count)
    names.append(Name(key: key, offset: arena.count))
    arena += bytes
    kinds |= 1 << UInt16(kind.rawValue)
    slots[Int(index)] = (key.hash >> 32) << 32 | UInt64(term)
    if names.count * 2 > slots.count { grow() }
    return Term(rawValue: term)
  }

  private func isEqual(_ name: Name, _ key: Vocabulary.Key, _ bytes: [UInt8]) -> Bool {
    name.key.tag == key.tag && arena[name.offset..<name.offset + bytes.count].elementsEqual(bytes)
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 4)
    for term in 1..<names.count {
      var index = names[term].key.hash & UInt64(larger.count - 1)
      while larger[Int(index)] != 0 { index = (index + 1) & UInt64(larger.count - 1) }
      larger[Int(index)] = (names[term].key.hash >> 32) << 32 | UInt64(term)
    }
    slots = larger
  }
}
