/// What a promotion asks beside lines, place and member.
///
/// The empty value asks nothing.
package struct PromotionConditions: Hashable, Sendable {
  /// One of them is in the basket; empty = none is asked for.
  package var codes: [String] = []
  package var visit: VisitCondition?
  package var firstPurchase = FirstPurchase.none
  package var birthday: BirthdayWindow?
  /// All lines of the basket together; 0 = no minimum.
  package var minBasketMinor: Int64 = 0
  /// Paid at least in part by one of these kinds; empty = any.
  package var tenders: [String] = []
  /// Local days since the enrolment; 0 = no limit.
  package var maxMembershipDays: UInt32 = 0

  package init() {}

  package var isEmpty: Bool { self == PromotionConditions() }
}

/// The n-th, or each n-th, of the promotion's qualifying sales.
package struct VisitCondition: Hashable, Sendable, BitwiseCopyable {
  /// 1 or more.
  package var number: UInt32
  /// Each n-th instead of the n-th alone.
  package var every: Bool
  /// The calendar period in which visits are counted; `nil` = for life.
  package var window: CalendarUnit?

  package init(number: UInt32, every: Bool = false, window: CalendarUnit? = nil) {
    self.number = number
    self.every = every
    self.window = window
  }
}

/// Whether only a first purchase counts.
///
/// Raw values are the schema's.
package enum FirstPurchase: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case none = 0
  case ofMember = 1
  /// The first sale with a line that the promotion selects.
  case ofSelection = 2
}

/// Local days around the member's birthday.
package struct BirthdayWindow: Hashable, Sendable, BitwiseCopyable {
  package var daysBefore: UInt32
  package var daysAfter: UInt32

  package init(daysBefore: UInt32 = 0, daysAfter: UInt32 = 0) {
    self.daysBefore = daysBefore
    self.daysAfter = daysAfter
  }
}

/// Hours of a local day.
package struct DayWindow: Hashable, Sendable, BitwiseCopyable {
  /// Bit 0 = Monday … bit 6 = Sunday, of the day on which it begins; 0 = every day.
  package var weekdays: UInt32
  /// Inclusive, 0 to 1439.
  package var fromMinute: UInt32
  /// Exclusive; at or before `fromMinute` it goes on over midnight.
  package var toMinute: UInt32

  package init(weekdays: UInt32 = 0, fromMinute: UInt32, toMinute: UInt32) {
    self.weekdays = weekdays
    self.fromMinute = fromMinute
    self.toMinute = toMinute
  }
}

/// Over which baskets a quantity is counted.
package enum AcrossBaskets: Hashable, Sendable, BitwiseCopyable {
  /// Those of one calendar period of the zone.
  case window(CalendarUnit)
  case life
}

/// A day of the year.
package struct MonthDay: Hashable, Sendable, BitwiseCopyable {
  /// 1 to 12.
  package let month: UInt8
  /// 1 to 31.
  package let day: UInt8

  /// - Returns: `nil` for a day that no year has.
  package init?(month: UInt8, day: UInt8) {
    guard CivilDate(year: 2000, month: Int64(month), day: Int64(day)) != nil else { return nil }
    self.month = month
    self.day = day
  }

  /// The day of a birthday written as yyyy-mm-dd; `nil` where the text is no such date.
  package init?(birthday: String) {
    let text = Array(birthday.utf8)
    guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> UInt8? {
      var value: UInt8 = 0
      for byte in text[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + byte - 0x30
      }
      return value
    }
    guard let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(month: month, day: day)
  }
}
