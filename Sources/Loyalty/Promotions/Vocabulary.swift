/// The names that a programme's promotions mention, each with its ``Term``.
///
/// Names are compared as bytes, so two spellings of one text in Unicode are two names, as they are
/// for the till. A look-up costs a few nanoseconds, makes no `String` and allocates nothing.
///
/// It is part of one ``CompiledProgramme``, which frees it.
struct Vocabulary: Sendable {
  let slots: FrozenArray<UInt64>
  let entries: FrozenArray<Entry>
  let arena: FrozenArray<UInt8>
  let mask: UInt64
  /// Bit = raw value of a ``TermKind`` of which there are names.
  private let kinds: UInt16

  /// A name's key, and where its bytes stand in the arena.
  struct Entry: BitwiseCopyable, Sendable {
    let first: UInt64
    let last: UInt64
    let tag: UInt64
    let offset: Int

    init(key: Key, offset: Int) {
      first = key.first
      last = key.last
      tag = key.tag
      self.offset = offset
    }
  }

  /// What identifies a name: up to 16 bytes lie wholly in `first` and `last`, which may overlap.
  struct Key {
    let first: UInt64
    let last: UInt64
    /// Length × 256 + kind.
    let tag: UInt64
    let hash: UInt64
  }

  init(_ builder: VocabularyBuilder) {
    slots = FrozenArray(builder.slots)
    entries = FrozenArray(builder.entries)
    arena = FrozenArray(builder.arena)
    mask = UInt64(builder.slots.count - 1)
    kinds = builder.kinds
  }

  func deallocate() {
    slots.deallocate()
    entries.deallocate()
    arena.deallocate()
  }

  /// How many terms there are, ``Term/none`` included.
  var count: Int { entries.count }

  /// Whether there is any name of a kind; where not, looking one up is in vain.
  @inline(__always)
  func mentions(_ kind: TermKind) -> Bool { kinds & 1 << UInt16(kind.rawValue) != 0 }

  /// The term of a name in UTF-8; ``Term/none`` where no promotion mentions it or it is empty.
  @inline(__always)
  func term(_ kind: TermKind, _ bytes: UnsafeRawBufferPointer) -> Term {
    guard bytes.count > 0 else { return .none }
    let key = Key(kind, bytes)
    var index = key.hash & mask
    while true {
      let slot = slots[Int(truncatingIfNeeded: index)]
      if slot == 0 { return .none }
      if slot >> 32 == key.hash >> 32 {
        let term = UInt32(truncatingIfNeeded: slot)
        if isEqual(entries[Int(term)], key, bytes) { return Term(rawValue: term) }
      }
      index = (index &+ 1) & mask
    }
  }

  /// The term of a name that is at hand as a `String`.
  func term(_ kind: TermKind, _ name: String) -> Term {
    var name = name
    return name.withUTF8 { term(kind, UnsafeRawBufferPointer($0)) }
  }

  @inline(__always)
  func isEqual(_ entry: Entry, _ key: Key, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard entry.first == key.first, entry.last == key.last, entry.tag == key.tag else {
      return false
    }
    guard bytes.count > 16 else { return true }
    return isMiddleEqual(entry.offset, bytes)
  }

  /// Compares what lies between the first and the last eight bytes.
  func isMiddleEqual(_ offset: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    for index in 8..<bytes.count - 8 where arena[offset + index] != bytes[index] {
      return false
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
  private(set) var slots = [UInt64](repeating: 0, count: 16)
  // Entry 0 stands for ``Term/none`` and matches nothing.
  private(set) var entries = [
    Vocabulary.Entry(key: Vocabulary.Key(first: 0, last: 0, tag: 0, hash: 0), offset: 0)
  ]
  private(set) var arena: [UInt8] = []
  /// Bit = raw value of a ``TermKind`` of which there are names.
  private(set) var kinds: UInt16 = 0
  private var hashes: [UInt64] = [0]

  /// The name's term, made if it has none.
  ///
  /// The name is not empty.
  mutating func intern(_ kind: TermKind, _ name: String) -> Term {
    let bytes = Array(name.utf8)
    let key = bytes.withUnsafeBytes { Vocabulary.Key(kind, $0) }
    var index = key.hash & UInt64(slots.count - 1)
    while slots[Int(index)] != 0 {
      let term = UInt32(truncatingIfNeeded: slots[Int(index)])
      if isEqual(entries[Int(term)], key, bytes) { return Term(rawValue: term) }
      index = (index + 1) & UInt64(slots.count - 1)
    }
    let term = UInt32(entries.count)
    entries.append(Vocabulary.Entry(key: key, offset: arena.count))
    hashes.append(key.hash)
    arena += bytes
    kinds |= 1 << UInt16(kind.rawValue)
    slots[Int(index)] = (key.hash >> 32) << 32 | UInt64(term)
    if entries.count * 2 > slots.count { grow() }
    return Term(rawValue: term)
  }

  private func isEqual(_ entry: Vocabulary.Entry, _ key: Vocabulary.Key, _ bytes: [UInt8]) -> Bool {
    entry.tag == key.tag && arena[entry.offset..<entry.offset + bytes.count].elementsEqual(bytes)
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 4)
    for term in 1..<entries.count {
      var index = hashes[term] & UInt64(larger.count - 1)
      while larger[Int(index)] != 0 { index = (index + 1) & UInt64(larger.count - 1) }
      larger[Int(index)] = (hashes[term] >> 32) << 32 | UInt64(term)
    }
    slots = larger
  }
}
