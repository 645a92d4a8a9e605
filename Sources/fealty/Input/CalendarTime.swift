/// RFC 3339 instants in UTC, as the replay's files hold them.
enum CalendarTime {
  /// Reads `2017-01-01T11:53:26Z`, with or without a fraction of a second.
  ///
  /// - Returns: Unix milliseconds; nil when the text is anything else.
  static func milliseconds(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count >= 20, text[text.count - 1] | 0x20 == UInt8(ascii: "z") else { return nil }
    guard text[4] == 0x2D, text[7] == 0x2D, text[10] | 0x20 == 0x74 else { return nil }
    guard text[13] == 0x3A, text[16] == 0x3A else { return nil }
    guard let year = number(text, 0, 4), let month = number(text, 5, 2) else { return nil }
    guard let day = number(text, 8, 2), let hour = number(text, 11, 2) else { return nil }
    guard let minute = number(text, 14, 2), let second = number(text, 17, 2) else { return nil }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    guard let fraction = fractionMilliseconds(text) else { return nil }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
    return seconds * 1000 + fraction
  }

  /// Unix milliseconds as `2017-01-01 11:53:26 UTC`.
  static func text(milliseconds: Int64) -> String {
    let seconds = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - day * 86_400
    let date = civil(day)
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let time = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    return "\(date.year)-\(two(date.month))-\(two(date.day)) \(time) UTC"
  }

  private static func number(_ text: UnsafeRawBufferPointer, _ start: Int, _ length: Int) -> Int64?
  {
    var value: Int64 = 0
    for byte in text[start..<start + length] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  private static func fractionMilliseconds(_ text: UnsafeRawBufferPointer) -> Int64? {
    if text.count == 20 { return 0 }
    guard text[19] == 0x2E, text.count > 21 else { return nil }
    var value: Int64 = 0
    var scale: Int64 = 100
    for byte in text[20..<text.count - 1] {
      guard byte &- 0x30 < 10 else { return nil }
      value += Int64(byte - 0x30) * scale
      scale /= 10
    }
    return value
  }

  /// Days from 1970-01-01 of a date of the Gregorian calendar (years count from March).
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}
