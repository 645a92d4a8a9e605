import Testing

@testable import FealtyLoyalty

@Suite("Dates")
struct CivilDateTests {
  @Test(
    "follow the Gregorian calendar",
    arguments: [
      (days: Int64(0), date: Int32(1970_01_01)), (-1, 1969_12_31), (11_016, 2000_02_29),
      (19_782, 2024_02_29), (19_783, 2024_03_01), (20_778, 2026_11_21), (-719_468, 301),
      (-719_469, 229), (1_000_000_000_000, .max), (-1_000_000_000_000, .min),
    ]
  )
  func date(days: Int64, date: Int32) {
    #expect(CivilDate.yyyymmdd(daysSinceEpoch: days) == date)
  }

  @Test func `follow each other by one, and read back, for eight centuries`() throws {
    var expected = try #require(CivilDate(year: 1600, month: 1, day: 1))
    let first = expected.daysSinceEpoch
    for day in first..<(first + 292_194) {
      let date = CivilDate(daysSinceEpoch: day)
      #expect(date == expected)
      #expect(date.daysSinceEpoch == day)
      expected = next(expected)
    }
    #expect(expected == CivilDate(year: 2400, month: 1, day: 1))
  }

  /// The day after, as one counts on a wall calendar.
  private func next(_ date: CivilDate) -> CivilDate {
    let (year, month, day) = (date.year, date.month, date.day)
    return CivilDate(year: year, month: month, day: day + 1)
      ?? CivilDate(year: year, month: month + 1, day: 1)
      ?? CivilDate(year: year + 1, month: 1, day: 1) ?? date
  }

  @Test(
    "are none where the calendar has no such day",
    arguments: [
      (2023, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1),
      (2024, 1, 0), (2024, 1, 32),
    ]
  )
  func none(year: Int64, month: Int64, day: Int64) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(
    "move by months to the last day where a month is too short",
    arguments: [
      (2023_01_31, Int64(1), 2023_02_28), (2024_01_31, 1, 2024_02_29), (2000_01_31, 1, 2000_02_29),
      (1900_01_31, 1, 1900_02_28), (2024_02_29, 12, 2025_02_28), (2024_02_29, 48, 2028_02_29),
      (2024_03_31, -1, 2024_02_29), (2024_01_15, -1, 2023_12_15), (2024_12_31, 2, 2025_02_28),
      (2016_12_12, 36, 2019_12_12), (2024_05_31, 0, 2024_05_31), (2024_11_30, 1, 2024_12_30),
    ] as [(Int32, Int64, Int32)]
  )
  func months(from: Int32, count: Int64, to: Int32) throws {
    let date = CivilDate(
      year: Int64(from / 10_000),
      month: Int64(from / 100 % 100),
      day: Int64(from % 100)
    )
    #expect(try #require(date).adding(months: count).yyyymmdd == to)
  }
}
