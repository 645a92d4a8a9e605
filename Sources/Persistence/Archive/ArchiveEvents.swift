internal import Glibc

/// A number of a column on its way to the coder, with what its model may look at.
struct ArchiveEvent {
  /// Contexts that a model may choose from; the first of them, none, is not stored.
  static let contextCount = 4

  /// Contexts are numbers below this.
  static let contextLimit = 1 << 10

  /// No column: bits as they are, at most 16; ``context`` says how many.
  static let noColumn = UInt16.max

  var value: UInt64
  var column: UInt16
  private var contexts: (UInt16, UInt16, UInt16, UInt16)

  @inline(__always)
  init(_ value: UInt64, column: Int, _ contexts: (UInt16, UInt16, UInt16, UInt16)) {
    self.value = value
    self.column = UInt16(column)
    self.contexts = contexts
  }

  init(bits: UInt64, count: Int) {
    value = bits
    column = Self.noColumn
    contexts = (UInt16(count), 0, 0, 0)
  }

  /// Of ``noColumn``.
  var bitCount: Int { Int(contexts.0) }

  /// The context for a model of that mode.
  func context(_ mode: Int) -> Int {
    switch mode {
    case 1: Int(contexts.0)
    case 2: Int(contexts.1)
    case 3: Int(contexts.2)
    case 4: Int(contexts.3)
    default: 0
    }
  }
}

/// What came before a number, in its group: writer and reader follow it in the same way.
///
/// | mode | context of a value | of a tag |
/// | --- | --- | --- |
/// | 0 | none | none |
/// | 1 | the class of the value before in its column | the tag before in the message |
/// | 2 | the value before, of whatever column | the two tags before |
/// | 3 | the two values before | the two tags before and the last value |
/// | 4 | the one of mode 1, and the one of mode 2 | the tag before and the last value |
@safe
struct ArchiveContexts {
  /// The class of the number before, of each column.
  @safe
  private final class Memory {
    let classes: UnsafeMutablePointer<UInt16>

    init() {
      unsafe classes = .allocate(capacity: ArchiveColumns.count)
      unsafe memset(classes, 0, ArchiveColumns.count * MemoryLayout<UInt16>.stride)
    }

    deinit { unsafe classes.deallocate() }
  }

  // The pointer is that of `memory`, which lives as long; every column is compared with how many
  // there are.
  private let memory: Memory
  private let previous: UnsafeMutablePointer<UInt16>
  /// What differences of a column begin from, in each group of the block.
  private(set) var bases: [(column: Int, value: UInt64)] = []
  /// The values that they have led to.
  private var reached: [UInt64] = []
  private var last: UInt64 = 0
  private var beforeLast: UInt64 = 0
  /// The tags before in the message, where a tag comes next.
  private var tags: (UInt64, UInt64)?

  init() {
    memory = Memory()
    unsafe previous = memory.classes
  }

  /// Begins a group: nothing came before.
  mutating func beginGroup() {
    unsafe memset(previous, 0, ArchiveColumns.count * MemoryLayout<UInt16>.stride)
    for index in bases.indices { reached[index] = bases[index].value }
    (last, beforeLast, tags) = (0, 0, nil)
  }

  /// Begins a block, whose differences begin from `bases`.
  mutating func beginBlock(_ bases: [(column: Int, value: UInt64)] = []) {
    self.bases = bases
    reached = bases.map(\.value)
    beginGroup()
  }

  @inline(__always)
  mutating func note(_ value: UInt64, column: Int) {
    precondition(column >= 0 && column < ArchiveColumns.count, "column \(column)")
    unsafe previous[column] = UInt16(truncatingIfNeeded: ArchiveClass(value).symbol)
    beforeLast = last
    last = (value &+ UInt64(column)) &* 0x9e37_79b9_7f4a_7c15
  }

  /// Says that a tag comes next, and which ones came before it in its message.
  @inline(__always)
  mutating func expectTag(after one: UInt64, _ two: UInt64) { tags = (one, two) }

  /// A tag is no value.
  @inline(__always)
  mutating func tagCame() { tags = nil }

  @inline(__always)
  func context(_ mode: Int, _ column: Int) -> Int {
    if let tags {
      switch mode {
      case 1: return Self.fold(tags.0)
      case 2: return Self.fold(tags.0 &* 4_099 &+ tags.1)
      case 3: return Self.fold((tags.0 &* 4_099 &+ tags.1) &+ last)
      case 4: return Self.fold(tags.0 &+ last)
      default: return 0
      }
    }
    guard mode > 0 else { return 0 }
    precondition(column >= 0 && column < ArchiveColumns.count, "column \(column)")
    switch mode {
    case 1: return unsafe Int(previous[column])
    case 2: return Self.fold(last)
    case 3: return Self.fold(last ^ (beforeLast &>> 7))
    case 4: return unsafe Self.fold(last &+ UInt64(previous[column]))
    default: return 0
    }
  }

  /// The contexts of all modes but 0.
  @inline(__always)
  func all(_ column: Int) -> (UInt16, UInt16, UInt16, UInt16) {
    (
      UInt16(context(1, column)), UInt16(context(2, column)), UInt16(context(3, column)),
      UInt16(context(4, column))
    )
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> Int {
    Int((value &* 0xbf58_476d_1ce4_e5b9) &>> 54)
  }

  /// Zigzag of the difference of a value to the last one of its column; the first of a block is its
  /// base.
  mutating func difference(_ value: UInt64, in column: Int) -> UInt64 {
    guard let place = bases.firstIndex(where: { $0.column == column }) else {
      bases.append((column, value))
      reached.append(value)
      return 0
    }
    defer { reached[place] = value }
    return zigzag(value &- reached[place])
  }

  /// The value that a difference leads to.
  mutating func value(_ difference: UInt64, in column: Int) -> UInt64 {
    // A block without a base for a column has no differences in it, or is not what was written.
    guard let place = bases.firstIndex(where: { $0.column == column }) else { return difference }
    let value = reached[place] &+ unzigzag(difference)
    reached[place] = value
    return value
  }
}

/// A number as a symbol that says how large it is about, and the bits that are left.
struct ArchiveClass {
  /// Symbols are below this.
  static let count = 64 + 58 * 8

  let symbol: Int

  /// How many bits are left.
  let rest: Int

  /// Numbers below 64 are their own symbols; of larger ones the length and three bits are.
  @inline(__always)
  init(_ value: UInt64) {
    if value < 64 {
      symbol = Int(value)
      rest = 0
      return
    }
    let length = UInt64.bitWidth - value.leadingZeroBitCount
    rest = length - 4
    symbol = 64 + (length - 7) * 8 + Int(value &>> UInt64(rest)) & 7
  }

  /// The symbol's numbers begin with `first`.
  @inline(__always)
  init(symbol: Int) {
    precondition(symbol >= 0 && symbol < Self.count, "class \(symbol)")
    self.symbol = symbol
    rest = symbol < 64 ? 0 : (symbol - 64) / 8 + 3
  }

  /// The smallest number of the class.
  @inline(__always)
  var first: UInt64 {
    symbol < 64 ? UInt64(symbol) : UInt64(8 | symbol & 7) &<< UInt64(rest)
  }
}

/// The numbers of a group of records, in the order in which they are read again.
struct ArchiveEvents {
  private(set) var list: [ArchiveEvent] = []
  private(set) var contexts = ArchiveContexts()

  @inline(__always)
  mutating func put(_ value: UInt64, in column: Int) {
    list.append(ArchiveEvent(value, column: column, contexts.all(column)))
    contexts.note(value, column: column)
  }

  mutating func put(tag: UInt64, in column: Int, after one: UInt64, _ two: UInt64) {
    contexts.expectTag(after: one, two)
    list.append(ArchiveEvent(tag, column: column, contexts.all(column)))
    contexts.tagCame()
  }

  mutating func put(difference value: UInt64, plus one: UInt64 = 0, in column: Int) {
    put(contexts.difference(value, in: column) &+ one, in: column)
  }

  /// Bytes of which nothing is known.
  mutating func put(raw bytes: ArraySlice<UInt8>) {
    for byte in bytes { list.append(ArchiveEvent(bits: UInt64(byte), count: 8)) }
  }

  mutating func put<T: FixedWidthInteger>(fixed value: T) {
    for shift in stride(from: 0, to: MemoryLayout<T>.size * 8, by: 8) {
      let byte = UInt8(truncatingIfNeeded: value >> T(shift))
      list.append(ArchiveEvent(bits: UInt64(byte), count: 8))
    }
  }

  mutating func put(_ value: UInt64, in head: ArchiveHead) { put(value, in: head.column) }

  mutating func beginGroup() {
    list.removeAll(keepingCapacity: true)
    contexts.beginGroup()
  }

  mutating func beginBlock() {
    list.removeAll(keepingCapacity: true)
    contexts.beginBlock()
  }
}

/// The columns of records' heads and of what is around a body.
enum ArchiveHead: Int, CaseIterable {
  case kind, entityType
  /// Behind the entity's 8 bytes.
  case version
  /// 1 none; 2 = 8 bytes follow; else 3 + the batches between, with the index beside it.
  case previousBatch, previousIndex
  /// Zigzag of the difference to the record before.
  case time
  /// ``ArchiveBody``.
  case body
  /// Of a body that is whole: its length, then its bytes; of a long one instead of them which of
  /// the block's long bodies it is.
  case bodyLength, bodyByte, longBody
  /// Of a body that was replaced: bytes of the one that the batch's checksum is of; 4 bytes with
  /// its CRC32C follow.
  case originalLength

  var column: Int { ArchiveColumns.heads + rawValue }
}
