import Testing

@testable import FealtyLoyalty

@Suite("Local days")
struct ZoneRulesTests {
  @Test(
    "a local day, its week and its month begin where New York's clocks say so",
    arguments: [
      (utc(2024, 6, 12, 3, 59, 59), utc(2024, 6, 11, 4), utc(2024, 6, 10, 4), utc(2024, 6, 1, 4)),
      (utc(2024, 6, 12, 4), utc(2024, 6, 12, 4), utc(2024, 6, 10, 4), utc(2024, 6, 1, 4)),
      (utc(2024, 3, 10, 23), utc(2024, 3, 10, 5), utc(2024, 3, 4, 5), utc(2024, 3, 1, 5)),
      (utc(2024, 3, 11, 4), utc(2024, 3, 11, 4), utc(2024, 3, 11, 4), utc(2024, 3, 1, 5)),
      (utc(2024, 11, 4, 4, 59), utc(2024, 11, 3, 4), utc(2024, 10, 28, 4), utc(2024, 11, 1, 4)),
      (utc(2024, 11, 4, 5), utc(2024, 11, 4, 5), utc(2024, 11, 4, 5), utc(2024, 11, 1, 4)),
      (utc(2024, 2, 29, 12), utc(2024, 2, 29, 5), utc(2024, 2, 26, 5), utc(2024, 2, 1, 5)),
      (utc(2025, 1, 1, 4), utc(2024, 12, 31, 5), utc(2024, 12, 30, 5), utc(2024, 12, 1, 5)),
    ]
  )
  func starts(_ instant: Timestamp, _ day: Timestamp, _ week: Timestamp, _ month: Timestamp) {
    let local = newYork.localDay(at: instant)
    #expect(local.dayStart == day)
    #expect(local.weekStart == week)
    #expect(local.monthStart == month)
    #expect(local.contains(instant))
  }

  @Test func `a midnight that the clocks skip is the first instant after it`() {
    // São Paulo, 2018-11-04: at 00:00 the clocks went to 01:00.
    let zone = ZoneRules(
      initialOffsetSeconds: -10_800,
      transitions: [ZoneRules.Transition(atSeconds: 1_541_300_400, offsetSeconds: -7_200)]
    )
    let local = zone.localDay(at: utc(2018, 11, 4, 12))
    #expect(local.dayStart == utc(2018, 11, 4, 3))
    #expect(local.minute(of: utc(2018, 11, 4, 3)) == 60)
    #expect(zone.localDay(at: utc(2018, 11, 4, 2, 59)).dayStart == utc(2018, 11, 3, 3))
  }

  @Test func `a midnight that comes twice begins the day the first time`() {
    // Havana, 2024-11-03: at 01:00 the clocks went back to 00:00.
    let zone = ZoneRules(
      initialOffsetSeconds: -14_400,
      transitions: [ZoneRules.Transition(atSeconds: 1_730_610_000, offsetSeconds: -18_000)]
    )
    for minute in [240, 299, 300, 359, 360] as [Int64] {
      let local = zone.localDay(at: utc(2024, 11, 3, 0, minute))
      #expect(local.dayStart == utc(2024, 11, 3, 4))
    }
  }

  @Test func `days before 1970 and far away are days too`() {
    #expect(ZoneRules.utc.localDay(at: utc(1969, 12, 31, 23)).dayStart == utc(1969, 12, 31))
    #expect(ZoneRules.utc.localDay(at: utc(1969, 12, 31, 23)).weekday == 2)
    #expect(ZoneRules.utc.localDay(at: utc(1900, 3, 1)).monthStart == utc(1900, 3, 1))
    #expect(newYork.localDay(at: .never).dayStart < .never)
    #expect(newYork.localDay(at: Timestamp(milliseconds: .min)).dayStart < utc(0, 1, 1))
  }

  @Test func `every instant lies in the day that its offset says`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<5_000 {
      let instant = Timestamp(
        milliseconds: generator.number(1_640_995_200_000...1_767_225_600_000)
      )
      let local = newYork.localDay(at: instant)
      let shown = instant.milliseconds / 1_000 + Int64(newYork.offsetSeconds(at: instant))
      #expect(local.dayStart <= instant)
      #expect(Int64(local.weekday) == (shown / 86_400 + 3) % 7)
      #expect(Int64(local.minute(of: instant)) == shown % 86_400 / 60)
      #expect(local.contains(instant))
      let begin = local.dayStart.milliseconds / 1_000
      #expect((begin + Int64(newYork.offsetSeconds(at: local.dayStart))) / 86_400 == shown / 86_400)
    }
  }
}

@Suite("TZif files")
struct TZifTests {
  /// A version 2 file: `footer` after one transition from `types[0]` to `types[1]`.
  private static func file(
    _ transitions: [(Int64, UInt8)],
    types: [Int32],
    footer: String
  ) -> [UInt8] {
    func bytes(_ value: Int64, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> Int64(8 * (size - 1 - $0))) }
    }
    func block(_ version: UInt8, _ times: [(Int64, UInt8)], _ size: Int) -> [UInt8] {
      var block = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
      for count in [0, 0, 0, times.count, types.count, 4] { block += bytes(Int64(count), 4) }
      for time in times { block += bytes(time.0, size) }
      block += times.map(\.1)
      for type in types { block += bytes(Int64(type), 4) + [0, 0] }
      return block + Array("ABC\0".utf8)
    }
    return block(0x32, [], 4) + block(0x32, transitions, 8) + Array("\n\(footer)\n".utf8)
  }

  static let newYorkFile = file(
    [(1_699_164_000, 1), (1_710_054_000, 0)],
    types: [-14_400, -18_000],
    footer: "EST5EDT,M3.2.0,M11.1.0"
  )

  @Test func `transitions come from the file, then from its rule`() throws {
    let zone = try #require(ZoneRules(tzif: Self.newYorkFile))
    for year in 2024...2199 as ClosedRange<Int64> {
      #expect(zone.offsetSeconds(at: utc(year, 1, 15)) == -18_000)
      #expect(zone.offsetSeconds(at: utc(year, 7, 15)) == -14_400)
    }
    for transition in newYork.transitions where transition.atSeconds > 1_700_000_000 {
      #expect(zone.transitions.contains(transition))
    }
    #expect(zone.localDay(at: utc(2024, 11, 4, 4, 59)).dayStart == utc(2024, 11, 3, 4))
  }

  static let rows: [(String, Timestamp, Int32)] = [
    ("UTC0", utc(2024, 7, 1), 0), ("<+0330>-3:30", utc(2024, 7, 1), 12_600),
    ("CET-1CEST,M3.5.0,M10.5.0/3", utc(2024, 3, 31, 0, 59, 59), 3_600),
    ("CET-1CEST,M3.5.0,M10.5.0/3", utc(2024, 3, 31, 1), 7_200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", utc(2024, 10, 27, 0, 59, 59), 7_200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", utc(2024, 10, 27, 1), 3_600),
    // South of the equator the daylight time spans the new year.
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", utc(2024, 1, 1), 46_800),
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", utc(2024, 7, 1), 43_200),
    ("AAA0BBB,J60,J300", utc(2024, 3, 1, 2), 3_600),
    ("AAA0BBB,J60,J300", utc(2024, 3, 1, 1, 59), 0),
    ("AAA0BBB,59,300", utc(2024, 2, 29, 2), 3_600),
    ("AAA0BBB-2,M3.2.0/-1,M11.1.0", utc(2024, 7, 1), 7_200),
  ]

  @Test(
    "rules of POSIX",
    arguments: rows
  )
  func posix(_ rule: String, _ instant: Timestamp, _ offset: Int32) throws {
    let zone = try #require(
      ZoneRules(tzif: Self.file([(0, 0)], types: [0], footer: rule))
    )
    #expect(zone.offsetSeconds(at: instant) == offset)
  }

  @Test func `a file that is cut anywhere is refused`() {
    for count in 0..<Self.newYorkFile.count {
      #expect(ZoneRules(tzif: Array(Self.newYorkFile[..<count])) == nil, "cut at \(count)")
    }
  }

  @Test func `bytes that are damaged never trap`() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<5_000 {
      var bytes = Self.newYorkFile
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      if let zone = ZoneRules(tzif: bytes) {
        #expect(zone.localDay(at: TestSale().occurredAt).dayStart.milliseconds != .max)
      }
    }
  }
}
