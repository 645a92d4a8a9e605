/// Minutes of a week, local time, from Monday's midnight.
struct WeekMinutes: Hashable {
  private static let count = 7 * 1_440
  private var words = [UInt64](repeating: 0, count: (count + 63) / 64)

  /// Those in which a promotion's weekdays, hours and windows hold.
  init(of promotion: PromotionDefinition) {
    let days = promotion.weekdays & 0x7F == 0 ? 0x7F : promotion.weekdays
    add(days, promotion.fromMinute, promotion.toMinute == 0 ? 1_440 : promotion.toMinute)
    guard !promotion.windows.isEmpty else { return }
    var any = WeekMinutes()
    for window in promotion.windows {
      let days = window.weekdays & 0x7F == 0 ? 0x7F : window.weekdays
      let isOvernight = window.toMinute <= window.fromMinute
      any.add(days, window.fromMinute, isOvernight ? window.toMinute + 1_440 : window.toMinute)
    }
    for index in words.indices { words[index] &= any.words[index] }
  }

  private init() {}

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func contains(weekday: UInt8, minute: UInt16) -> Bool {
    let place = Int(weekday) * 1_440 + Int(minute)
    return words[place / 64] >> UInt64(place % 64) & 1 != 0
  }

  func isDisjoint(with other: WeekMinutes) -> Bool {
    zip(words, other.words).allSatisfy { $0 & $1 == 0 }
  }

  func isSubset(of other: WeekMinutes) -> Bool {
    zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  /// `end`: up to two days' minutes; beyond the first day they are the next weekday's.
  private mutating func add(_ days: UInt32, _ begin: UInt32, _ end: UInt32) {
    for day in 0..<7 where days >> UInt32(day) & 1 != 0 {
      for minute in stride(from: Int(begin), to: Int(end), by: 1) {
        let place = (day * 1_440 + minute) % Self.count
        words[place / 64] |= 1 << UInt64(place % 64)
      }
    }
  }
}

extension PromotionDefinition {
  /// Whether its weekdays and hours leave anything out.
  var hasHours: Bool {
    weekdays & 0x7F != 0 && weekdays & 0x7F != 0x7F || fromMinute != 0
      || toMinute != 0 && toMinute < 1_440 || !windows.isEmpty
  }
}
