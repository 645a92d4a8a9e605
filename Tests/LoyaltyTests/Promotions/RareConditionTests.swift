import Testing

@testable import FealtyLoyalty

@Suite("Conditions that few promotions ask")
struct RareConditionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var promotion = baseRate
    var sale = TestSale(lines: [TestLine(1_000)])
    var expected: Condition

    init(
      _ name: String,
      _ expected: Condition,
      _ change: (inout PromotionDefinition, inout TestSale) -> Void
    ) {
      testDescription = name
      self.expected = expected
      change(&promotion, &sale)
    }
  }

  /// 10:00 on 12 June 2024 in New York, a Wednesday.
  private static let wednesday = utc(2024, 6, 12, 14)

  private static func window(
    _ name: String,
    _ expected: Condition,
    _ windows: [DayWindow],
    _ instant: Timestamp
  ) -> Row {
    Row(name, expected) {
      $0.windows = windows
      $1.occurredAt = instant
    }
  }

  private static let evening = [DayWindow(fromMinute: 1_320, toMinute: 120)]
  private static let friday = [DayWindow(weekdays: 0b1_0000, fromMinute: 1_320, toMinute: 120)]

  static let windowRows = [
    window("within hours", .none, [DayWindow(fromMinute: 600, toMinute: 660)], wednesday),
    window("before", .outsideSchedule, [DayWindow(fromMinute: 601, toMinute: 660)], wednesday),
    window("at its end", .outsideSchedule, [DayWindow(fromMinute: 0, toMinute: 600)], wednesday),
    window(
      "in the second of two",
      .none,
      [DayWindow(fromMinute: 0, toMinute: 60), DayWindow(fromMinute: 540, toMinute: 720)],
      wednesday
    ),
    window(
      "on another weekday",
      .outsideSchedule,
      [DayWindow(weekdays: 0b1, fromMinute: 540, toMinute: 720)],
      wednesday
    ),
    window("from 22, at 22", .none, evening, utc(2024, 6, 13, 2)),
    window("from 22, at 21:59", .outsideSchedule, evening, utc(2024, 6, 13, 1, 59)),
    window("until 2, at 1:59", .none, evening, utc(2024, 6, 13, 5, 59)),
    window("until 2, at 2", .outsideSchedule, evening, utc(2024, 6, 13, 6)),
    // 14 June 2024 is a Friday.
    window("from Friday night, on Friday", .none, friday, utc(2024, 6, 15, 2)),
    window("from Friday night, on Saturday", .none, friday, utc(2024, 6, 15, 5, 59)),
    window("not from Thursday night", .outsideSchedule, friday, utc(2024, 6, 14, 5, 59)),
    window("not on Saturday night", .outsideSchedule, friday, utc(2024, 6, 16, 2)),
    window(
      "to midnight as 1440",
      .none,
      [DayWindow(fromMinute: 1_320, toMinute: 1_440)],
      utc(2024, 6, 13, 3, 59)
    ),
    window(
      "to midnight as 0",
      .none,
      [DayWindow(fromMinute: 1_320, toMinute: 0)],
      utc(2024, 6, 13, 3, 59)
    ),
    window(
      "not beyond midnight",
      .outsideSchedule,
      [DayWindow(fromMinute: 1_320, toMinute: 0)],
      utc(2024, 6, 13, 4)
    ),
    window("a day from 6 to 6", .none, [DayWindow(fromMinute: 360, toMinute: 360)], wednesday),
    // On 10 March 2024 the clock goes from 1:59 to 3:00.
    window(
      "hours that the clock skips never come",
      .outsideSchedule,
      [DayWindow(fromMinute: 120, toMinute: 180)],
      utc(2024, 3, 10, 7)
    ),
    Row("windows beside the weekdays of the promotion", .outsideSchedule) {
      $0.weekdays = 0b1
      $0.windows = [DayWindow(fromMinute: 540, toMinute: 720)]
      $1.occurredAt = wednesday
    },
  ]

  static let basketRows = [
    Row("its code", .none) {
      $0.conditions.codes = ["SUMMER", "WINTER"]
      $1.codes = ["other", " winter\t"]
    },
    Row("no code", .noCode) { promotion, _ in promotion.conditions.codes = ["SUMMER"] },
    Row("another code", .noCode) {
      $0.conditions.codes = ["SUMMER"]
      $1.codes = ["SUMMER2"]
    },
    Row("a code as the programme writes it", .none) {
      $0.conditions.codes = [" summer "]
      $1.codes = ["SUMMER"]
    },
    Row("letters beyond ASCII are compared as they are", .noCode) {
      $0.conditions.codes = ["GRÜN"]
      $1.codes = ["grün"]
    },
    Row("its tender", .none) {
      $0.conditions.tenders = ["card", "wallet"]
      $1.tenders = [TestTender("cash"), TestTender("wallet")]
    },
    Row("another tender", .otherTender) {
      $0.conditions.tenders = ["card"]
      $1.tenders = [TestTender("cash"), TestTender("Card")]
    },
    Row("a tender of nothing", .otherTender) {
      $0.conditions.tenders = ["card"]
      $1.tenders = [TestTender("card", 0)]
    },
    Row("the whole basket reaches the minimum", .none) {
      $0.conditions.minBasketMinor = 1_500
      $1.lines = [TestLine(1_000), TestLine(500, kind: .giftcard)]
    },
    Row("a coupon takes it below the minimum", .belowBasketMinimum) {
      $0.conditions.minBasketMinor = 1_500
      $1.lines = [TestLine(1_500), .coupon(-1)]
    },
    Row("what points paid does not reach the minimum", .belowBasketMinimum) {
      $0.conditions.minBasketMinor = 1_000
      $1.tenders = [TestTender("points", 1)]
    },
    Row("the code is asked before the tender", .noCode) { promotion, _ in
      promotion.conditions.codes = ["A"]
      promotion.conditions.tenders = ["card"]
    },
    Row("the segment is asked before the code", .notInSegment) { promotion, _ in
      promotion.conditions.codes = ["A"]
      promotion.segments = ["vip"]
    },
    Row("a guest has codes", .none) {
      $0.conditions.codes = ["A"]
      $1.codes = ["a"]
      $1.isGuest = true
    },
    Row("a guest has no birthday", .guest) {
      $0.conditions.birthday = BirthdayWindow(daysBefore: 9, daysAfter: 9)
      $1.birthday = MonthDay(month: 6, day: 12)
      $1.isGuest = true
    },
    Row("a guest was never enrolled", .guest) {
      $0.conditions.maxMembershipDays = 9
      $1.isGuest = true
    },
  ]

  private static func birthday(
    _ name: String,
    _ expected: Condition,
    _ day: (UInt8, UInt8),
    _ window: (UInt32, UInt32),
    _ instant: Timestamp = wednesday
  ) -> Row {
    Row(name, expected) {
      $0.conditions.birthday = BirthdayWindow(daysBefore: window.0, daysAfter: window.1)
      $1.birthday = MonthDay(month: day.0, day: day.1)
      $1.occurredAt = instant
    }
  }

  static let memberRows = [
    birthday("on the day", .none, (6, 12), (0, 0)),
    birthday("the local day, not UTC's", .none, (6, 11), (0, 0), utc(2024, 6, 12, 3, 59)),
    birthday("a day early", .outsideBirthday, (6, 13), (0, 5)),
    birthday("a day early, within", .none, (6, 13), (1, 0)),
    birthday("a day late", .outsideBirthday, (6, 11), (5, 0)),
    birthday("a day late, within", .none, (6, 11), (0, 1)),
    birthday("before the new year", .none, (1, 2), (3, 0), utc(2024, 12, 30, 12)),
    birthday("after the new year", .none, (12, 30), (0, 3), utc(2024, 1, 2, 12)),
    birthday("29 February in a leap year", .none, (2, 29), (0, 0), utc(2024, 2, 29, 12)),
    birthday("not on the 28th then", .outsideBirthday, (2, 29), (0, 0), utc(2024, 2, 28, 12)),
    birthday("the 28th in a common year", .none, (2, 29), (0, 0), utc(2025, 2, 28, 12)),
    birthday("not on 1 March then", .outsideBirthday, (2, 29), (0, 0), utc(2025, 3, 1, 12)),
    Row("no birthday is known", .outsideBirthday) { promotion, _ in
      promotion.conditions.birthday = BirthdayWindow(daysBefore: 183, daysAfter: 183)
    },
    Row("enrolled seven local days ago", .none) {
      $0.conditions.maxMembershipDays = 7
      $1.enrolledAt = utc(2024, 6, 5, 4)
      $1.occurredAt = utc(2024, 6, 13, 3, 59)
    },
    Row("enrolled eight local days ago", .memberTooOld) {
      $0.conditions.maxMembershipDays = 7
      $1.enrolledAt = utc(2024, 6, 5, 3, 59)
      $1.occurredAt = utc(2024, 6, 12, 4)
    },
    Row("no limit", .none) { promotion, _ in promotion.conditions.maxMembershipDays = 0 },
  ]

  @Test("hour windows are those of the programme's zone", arguments: windowRows)
  func windows(_ row: Row) throws { try check(row) }

  @Test("codes, tenders and the basket's minimum", arguments: basketRows)
  func wholeBasket(_ row: Row) throws { try check(row) }

  @Test("birthdays and time since the enrolment", arguments: memberRows)
  func member(_ row: Row) throws { try check(row) }

  private func check(_ row: Row) throws {
    let definition = programme([row.promotion])
    #expect(definition.findings().isEmpty)
    let result = try evaluate(row.sale, CompiledProgramme(definition, zone: newYork))
    if row.expected == .none {
      #expect(result.points == 10 && result.rejections.isEmpty)
    } else {
      #expect(result.points == 0)
      #expect(result.rejections.map(\.condition) == [row.expected])
    }
    // The quick index leads to it, or away from it, as well.
    let quick = try evaluate(
      row.sale,
      CompiledProgramme(definition, zone: newYork),
      explanation: .applied
    )
    #expect(quick.awards == result.awards)
  }

  @Test func `a promotion with a code costs nothing without it`() throws {
    var coded = baseRate
    coded.number = 2
    coded.id = "coded"
    coded.conditions.codes = ["SUMMER"]
    let compiled = CompiledProgramme(programme([baseRate, coded]), zone: .utc)
    var sale = TestSale(lines: [TestLine(1_000)])
    #expect(try evaluate(sale, compiled, explanation: .applied).candidatesVisited == 1)
    sale.codes = ["summer"]
    let result = try evaluate(sale, compiled, explanation: .applied)
    #expect(result.awards.map(\.promotion) == [1, 2])
    #expect(result.inputs.asked == .codes)
  }

  @Test func `a record keeps what was asked, and no more`() throws {
    var asking = baseRate
    asking.tiers = ["basic"]
    asking.excludedSegments = ["x"]
    asking.conditions.birthday = BirthdayWindow()
    asking.conditions.tenders = ["cash"]
    let plain = CompiledProgramme(programme([baseRate]), zone: .utc)
    let compiled = CompiledProgramme(programme([asking]), zone: .utc)
    var sale = TestSale(lines: [TestLine(1_000)])
    sale.tenders = [TestTender("cash")]
    sale.birthday = MonthDay(month: 6, day: 12)
    #expect(try evaluate(sale, plain).inputs == EvaluationInputs())
    let result = try evaluate(sale, compiled)
    #expect(result.inputs.asked == [.tier, .segments, .tenders, .birthday])
    #expect(result.inputs.isInBirthdayWindow)
    #expect(result.inputs.counters.map(\.kind) == [.birthday])
    #expect(result.inputs.counters.map(\.owner) == [1])
  }

  @Test func `codes are refused by their index`() throws {
    let compiled = CompiledProgramme(programme([baseRate]), zone: .utc)
    var sale = TestSale(lines: [TestLine(1_000)])
    let long = String(repeating: "x", count: 65)
    let tooMany = (0..<33).map { "code \($0)" }
    for (codes, index) in [(["a", " "], 1), ([long], 0), (tooMany, 32)] {
      sale.codes = codes
      #expect(throws: Refusal.invalidField("basket.codes[\(index)]")) {
        _ = try basket(sale, compiled)
      }
    }
    var empty = Basket()
    empty.begin(in: compiled)
    let isKnown = try empty.addCode("A", in: compiled)
    #expect(!isKnown)
  }

  @Test func `lines with a discount count only where the selection lets them`() throws {
    let lines = [
      TestLine(1_000), TestLine(500, quantity: 3, isDiscounted: true),
      TestLine(200, sku: "SK1", isDiscounted: true), TestLine(300, sku: "SK1"),
    ]
    var promotion = baseRate
    #expect(try points(TestSale(lines: lines), programme([promotion])) == [1: 20])
    promotion.selection.excludesDiscounted = true
    #expect(try points(TestSale(lines: lines), programme([promotion])) == [1: 13])
    promotion.selection.include.skus = ["SK1"]
    #expect(try points(TestSale(lines: lines), programme([promotion])) == [1: 3])
    promotion.selection.include.skus = []
    promotion.mechanic = .quantityBonus(buyQuantity: 1, points: 1, maxPerBasket: 0)
    #expect(try points(TestSale(lines: lines), programme([promotion])) == [1: 2])
    let none = TestSale(lines: [TestLine(900, isDiscounted: true)])
    #expect(try points(none, programme([promotion])) == [:])
  }
}
