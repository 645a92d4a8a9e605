internal import FealtyWire

/// What an answer to an earn says of points, and by which promotions.
///
/// Keep one and read the next answer into it: then nothing is allocated, and of a promotion's id
/// no string is made but the first time that it comes.
struct EarnedPoints {
  /// A promotion's part.
  struct Part {
    /// In ``promotions``.
    var promotion: Int
    var points: Int64
  }

  private(set) var points: Int64 = 0
  private(set) var parts: [Part] = []

  /// The promotions that have been named so far.
  private(set) var promotions = PromotionNumbers()

  /// Reads an `EarnResponse`.
  ///
  /// - Throws: ``DecodingError`` when the payload is another message.
  mutating func read(_ payload: UnsafeRawBufferPointer) throws(DecodingError) {
    points = 0
    parts.removeAll(keepingCapacity: true)
    var fields = FieldReader(payload)
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0: return
      case EarnResponse.Field.points << 3: points = try fields.readInt64()
      case EarnResponse.Field.applied << 3 | 2: try readPart(fields.readMessage())
      default: try fields.skip(tag)
      }
    }
  }

  private mutating func readPart(_ message: FieldReader) throws(DecodingError) {
    var fields = message
    var id = UnsafeRawBufferPointer(start: nil, count: 0)
    var points: Int64 = 0
    while true {
      let tag = try fields.nextTag()
      switch tag {
      case 0:
        if points != 0 { parts.append(Part(promotion: promotions.number(id), points: points)) }
        return
      case AppliedPromotion.Field.promotionID << 3 | 2: id = try fields.readBytes()
      case AppliedPromotion.Field.points << 3: points = try fields.readInt64()
      default: try fields.skip(tag)
      }
    }
  }
}

/// Numbers for promotions' ids, from 0, in the order in which they come up.
struct PromotionNumbers {
  private(set) var ids: [String] = []

  /// The first number whose id has a hash, and the next of the same hash; −1 = none.
  private var first: [UInt64: Int] = [:]
  private var next: [Int] = []

  /// The number of an id in UTF-8.
  mutating func number(_ id: UnsafeRawBufferPointer) -> Int {
    let hash = ContentHash.hash(id)
    let head = first[hash] ?? -1
    var number = head
    while number >= 0 {
      if ids[number].utf8.elementsEqual(id) { return number }
      number = next[number]
    }
    first[hash] = ids.count
    next.append(head)
    ids.append(String(decoding: id, as: UTF8.self))
    return ids.count - 1
  }
}
