internal import FealtyLoyalty
internal import FealtyWire

/// The numbers that ``StoredLinesWriter`` and ``StoredLines`` agree on.
enum StoredLinesFormat {
  /// SKU, department, category, brand, line id, lists.
  static let places = 6
  static let lineIDPlace = 4
  static let listPlace = 5
  static let ringTexts = 8

  static let quantity: UInt8 = 0x30
  static let extras: UInt8 = 0x40
  static let whole: UInt8 = 0x80

  static let kind: UInt8 = 1
  static let lineID: UInt8 = 2
  static let moreCategories: UInt8 = 0x20

  /// Unit price, discount and tax: `BasketLine`'s tags, and the bits of the extras.
  static let amounts: [(tag: UInt8, bit: UInt8)] = [
    (9 << 3, 4), (10 << 3, 8), (11 << 3, 0x10),
  ]
  /// Labels and attributes.
  static let lists: [(tag: UInt8, bit: UInt8)] = [
    (12 << 3 | 2, 0x40), (13 << 3 | 2, 0x80),
  ]

  /// Lines of a basket, and the most bytes that a request brings for them.
  static let mostLines = PromotionLimits.linesPerBasket
  static let mostBytes = FealtyWire.Limits.maximumFrameBytes

  static let longestShared = 14
  static let reference: UInt8 = 15
  static let longestShort = 12
  static let long: UInt8 = 13
  static let digits: UInt8 = 14
  static let sameDigits: UInt8 = 15
  static let longestNumber = 18

  /// Whether a place keeps the texts before its last one: SKUs and line ids never come again.
  @inline(__always)
  static func hasRing(_ place: Int) -> Bool { place != 0 && place != lineIDPlace }

  /// The most bytes that a line of so many takes in a block.
  ///
  /// Each text and number takes at most what its field does, for a field has a tag; what a line adds
  /// of its own is the two heads, up to four texts that are gone, an amount that is 0, and three
  /// counts. Its whole message has a head and a length.
  @inline(__always)
  static func room(forLine count: Int) -> Int { count &+ 32 }

  /// How many bytes two texts have in common at their beginning.
  @inline(__always)
  static func sharedPrefix(
    _ left: UnsafeRawPointer,
    _ leftCount: Int,
    _ right: UnsafeRawPointer,
    _ rightCount: Int
  ) -> Int {
    let count = min(leftCount, rightCount)
    var index = 0
    while index &+ 8 <= count {
      let difference = word(left, index) ^ word(right, index)
      if difference != 0 { return index &+ difference.trailingZeroBitCount &>> 3 }
      index &+= 8
    }
    if count >= 8 {
      // The last eight, of which the first are known to be equal.
      index = count &- 8
      let difference = word(left, index) ^ word(right, index)
      return index &+ difference.trailingZeroBitCount &>> 3
    }
    while index < count,
      left.load(fromByteOffset: index, as: UInt8.self)
        == right.load(fromByteOffset: index, as: UInt8.self)
    {
      index &+= 1
    }
    return index
  }

  @inline(__always)
  private static func word(_ start: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The number that decimal digits stand for; nil if there is another byte.
  @inline(__always)
  static func number(_ start: UnsafeRawPointer, digits count: Int) -> UInt64? {
    var value: UInt64 = 0
    for index in 0..<count {
      let digit = start.load(fromByteOffset: index, as: UInt8.self) &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
    }
    return value
  }
}
