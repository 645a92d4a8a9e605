internal import FealtyWire

/// A record of a member, as callers name it: the member's number and the record's version.
///
/// As text 20 characters of Crockford's base 32 (12 bytes, big-endian, four zero bits at the end):
/// the number says which shard has the member, so that a transaction is found by its id alone.
struct TransactionID: Hashable, Sendable {
  var member: UInt64
  var version: UInt32

  static let textLength = 20
  private static let digits: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

  init(member: UInt64, version: UInt32) {
    self.member = member
    self.version = version
  }

  /// Reads the text form; small letters are taken too.
  init?(_ text: UnsafeRawBufferPointer) {
    guard text.count == Self.textLength else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for character in text {
      guard let digit = Self.value(character) else { return nil }
      // 100 bits: the first 64 are the member, 32 the version, the last 4 are zero.
      let carried = low >> 59
      low = low << 5 | digit
      high = high << 5 | carried
    }
    guard low & 0xF == 0 else { return nil }
    member = high << 28 | low >> 36
    version = UInt32(truncatingIfNeeded: low >> 4)
  }

  init?(_ text: String) {
    var copy = text
    let parsed = copy.withUTF8 { TransactionID(UnsafeRawBufferPointer($0)) }
    guard let parsed else { return nil }
    self = parsed
  }

  private static func value(_ character: UInt8) -> UInt64? {
    let upper = character >= 97 && character <= 122 ? character - 32 : character
    for index in 0..<32 where digits.utf8Start[index] == upper { return UInt64(index) }
    return nil
  }

  /// Writes the text form as a string field.
  @inline(__always)
  func write(_ field: UInt32, to out: inout OutputBuffer) {
    out.writeTag(field, .lengthDelimited)
    out.writeVarint(UInt64(Self.textLength))
    appendText(to: &out)
  }

  func appendText(to out: inout OutputBuffer) {
    // 96 bits and 4 zero bits, five at a time: ten digits from each half.
    let high = member >> 14
    let low = member << 36 | UInt64(version) << 4
    let digits = Self.digits.utf8Start
    out.appendUninitialized(Self.textLength) { room in
      guard let start = room.baseAddress else { return 0 }
      var (high, low) = (high, low)
      for index in 0..<10 {
        let first = digits[Int(truncatingIfNeeded: high & 31)]
        let second = digits[Int(truncatingIfNeeded: low & 31)]
        start.storeBytes(of: first, toByteOffset: 9 &- index, as: UInt8.self)
        start.storeBytes(of: second, toByteOffset: 19 &- index, as: UInt8.self)
        high &>>= 5
        low &>>= 5
      }
      return Self.textLength
    }
  }

  var text: String {
    var out = OutputBuffer(capacity: 32)
    appendText(to: &out)
    return String(decoding: out.bytes(), as: UTF8.self)
  }
}
