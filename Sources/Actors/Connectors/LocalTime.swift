internal import FealtyLoyalty

/// A date and time of day as somebody wrote it, without or with its distance from UTC.
struct LocalTime: Hashable, Sendable {
  var date: CivilDate
  var secondOfDay: Int64
  var millisecond: Int64 = 0

  /// Milliseconds since 1970 if it is so many seconds east of UTC.
  func milliseconds(offsetSeconds: Int64) -> Int64 {
    (date.daysSinceEpoch * 86_400 + secondOfDay - offsetSeconds) * 1_000 + millisecond
  }

  /// The instant in a zone; where clocks were set back the earlier of two, where they were set
  /// forward over it the moment after as many minutes.
  func milliseconds(in zone: ZoneRules) -> Int64 {
    let asUTC = milliseconds(offsetSeconds: 0)
    // No offset is beyond 26 hours: the zone before and after any change near it.
    let before = Int64(zone.offsetSeconds(at: Timestamp(milliseconds: asUTC - 93_600_000)))
    let first = asUTC - before * 1_000
    let there = Int64(zone.offsetSeconds(at: Timestamp(milliseconds: first)))
    guard there != before else { return first }
    let second = asUTC - there * 1_000
    let after = Int64(zone.offsetSeconds(at: Timestamp(milliseconds: second)))
    return after == there ? second : first
  }
}

extension MappingExpression.DateForm {
  /// The instant that a text says, milliseconds since 1970.
  func milliseconds(
    _ text: String,
    _ instant: (LocalTime) -> Int64
  ) throws(MappingExpression.Fault) -> Int64 {
    switch self {
    case .seconds: return try MappingExpression.decimal(text, decimals: 3, mark: 0x2E)
    case .milliseconds: return try MappingExpression.decimal(text, decimals: 0, mark: 0x2E)
    case .rfc3339:
      var fields = TimeReader(text)
      guard let time = fields.rfc3339() else {
        throw .init("\(MappingExpression.quoted(text)) is no time as RFC 3339 writes it.")
      }
      return time
    case .pattern(let pattern):
      var fields = TimeReader(text)
      guard let time = fields.local(by: pattern) else {
        let form = String(decoding: pattern, as: UTF8.self)
        throw .init("\(MappingExpression.quoted(text)) is no time like \(form).")
      }
      return instant(time)
    }
  }
}

/// Reads a date and time of digits at fixed places.
private struct TimeReader {
  private let text: [UInt8]
  private var offset = 0

  init(_ text: String) { self.text = Array(text.utf8) }

  /// `2024-05-06T07:08:09.123+02:00`, RFC 3339, section 5.6; a leap second is the second after.
  mutating func rfc3339() -> Int64? {
    guard var time = local(by: Array("yyyy-MM-dd".utf8), isAll: false) else { return nil }
    guard let letter = next, letter | 0x20 == UInt8(ascii: "t") || letter == 0x20 else {
      return nil
    }
    offset += 1
    guard let hour = number(2), take(":"), let minute = number(2), take(":"),
      let second = number(2), hour < 24, minute < 60, second <= 60
    else { return nil }
    time.secondOfDay = hour * 3_600 + minute * 60 + second
    if take(".") {
      var scale: Int64 = 100
      let start = offset
      while let byte = next, byte &- 0x30 < 10 {
        time.millisecond += Int64(byte - 0x30) * scale
        scale /= 10
        offset += 1
      }
      guard offset > start else { return nil }
    }
    guard let zone = offsetSeconds(), offset == text.count else { return nil }
    return time.milliseconds(offsetSeconds: zone)
  }

  private mutating func offsetSeconds() -> Int64? {
    guard let sign = next else { return nil }
    offset += 1
    if sign | 0x20 == UInt8(ascii: "z") { return 0 }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = number(2), take(":"),
      let minutes = number(2), hours < 24, minutes < 60
    else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }

  /// What a pattern of `yyyy MM dd HH mm ss` finds; nil where the text is not like it.
  mutating func local(by pattern: [UInt8], isAll: Bool = true) -> LocalTime? {
    var (year, month, day, hour, minute, second): (Int64, Int64, Int64, Int64, Int64, Int64) =
      (1970, 1, 1, 0, 0, 0)
    var place = 0
    while place < pattern.count {
      let letter = pattern[place]
      let run = pattern[place...].prefix { $0 == letter }.count
      var digits: Int64 = 0
      guard let size = Self.sizes[letter], size == run else {
        guard next == letter else { return nil }
        offset += 1
        place += 1
        continue
      }
      guard let read = number(size) else { return nil }
      digits = read
      place += size
      switch letter {
      case UInt8(ascii: "y"): year = digits
      case UInt8(ascii: "M"): month = digits
      case UInt8(ascii: "d"): day = digits
      case UInt8(ascii: "H"): hour = digits
      case UInt8(ascii: "m"): minute = digits
      default: second = digits
      }
    }
    guard !isAll || offset == text.count, hour < 24, minute < 60, second < 60,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return LocalTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second)
  }

  /// How many digits each letter of a pattern stands for.
  private static let sizes: [UInt8: Int] = [
    UInt8(ascii: "y"): 4, UInt8(ascii: "M"): 2, UInt8(ascii: "d"): 2, UInt8(ascii: "H"): 2,
    UInt8(ascii: "m"): 2, UInt8(ascii: "s"): 2,
  ]

  private var next: UInt8? { offset < text.count ? text[offset] : nil }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: letter) else { return false }
    offset += 1
    return true
  }

  private mutating func number(_ size: Int) -> Int64? {
    guard offset + size <= text.count else { return nil }
    var value: Int64 = 0
    for byte in text[offset..<offset + size] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    offset += size
    return value
  }
}
