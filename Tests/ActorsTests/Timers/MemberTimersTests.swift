import Testing

@testable import FealtyActors

@Suite("When a shard looks at its members")
struct MemberTimersTests {
  /// All that comes out by a time, one call after the other, as turns do it.
  private static func taken(
    _ timers: inout MemberTimers,
    by now: Int64,
    _ meet: (inout MemberTimers, TimerWheel.Entry) -> Void = { _, _ in }
  ) -> [TimerWheel.Entry] {
    var entries: [TimerWheel.Entry] = []
    while timers.next <= now {
      guard let entry = timers.take(by: now) else { continue }
      entries.append(entry)
      meet(&timers, entry)
    }
    return entries
  }

  @Test func `entries come out in the order of time, and none before its time`() {
    var timers = MemberTimers()
    timers.start()
    var random = SystemRandomNumberGenerator()
    let times = (0..<5_000).map { _ in Int64.random(in: 1...2_000_000, using: &random) }
    for (number, at) in times.enumerated() { timers.add(UInt64(number), at: at) }
    #expect(Self.taken(&timers, by: times.min().map { $0 - 1 } ?? 0).isEmpty)
    let half = Self.taken(&timers, by: 1_000_000)
    let rest = Self.taken(&timers, by: 2_000_000)
    #expect((half + rest).map(\.at) == times.sorted())
    #expect(half.allSatisfy { $0.at <= 1_000_000 } && rest.allSatisfy { $0.at > 1_000_000 })
    #expect(timers.next == .max && timers.count == 0)
  }

  @Test func `what is added between while others wait keeps the order`() {
    var timers = MemberTimers()
    timers.start()
    for number in 0..<600 { timers.add(UInt64(number), at: 1_000 + 10 * Int64(number)) }
    // Each member has something else due a little later, before others that wait already.
    let entries = Self.taken(&timers, by: 10_000) { timers, entry in
      if entry.number < 600 { timers.add(entry.number + 1_000, at: entry.at + 25) }
    }
    #expect(entries.count == 1_200)
    #expect(entries.map(\.at) == entries.map(\.at).sorted())
  }

  @Test func `members with several dates come in turn, however late anybody looks`() {
    var timers = MemberTimers()
    timers.start()
    var random = SystemRandomNumberGenerator()
    // What each member has to come, the next last.
    var dates = (0..<700).map { _ in
      (0..<Int.random(in: 1...4, using: &random))
        .map { _ in Int64.random(in: 1...100_000, using: &random) }.sorted(by: >)
    }
    let all = dates.joined().sorted()
    for number in dates.indices { timers.add(UInt64(number), at: dates[number].removeLast()) }
    var met: [Int64] = []
    for now in [40_000, 40_000, 99_999, 200_000] as [Int64] {
      met += Self.taken(&timers, by: now) { timers, entry in
        guard let next = dates[Int(entry.number)].popLast() else { return }
        timers.add(entry.number, at: next)
      }.map(\.at)
      #expect(met == Array(all.prefix { $0 <= now }), "\(now)")
    }
  }

  @Test func `an entry of now behind those of the same instant comes after them`() {
    var timers = MemberTimers()
    timers.start()
    for number in [1, 2, 3] as [UInt64] { timers.add(number, at: 50) }
    timers.add(4, at: 60)
    #expect(timers.take(by: 100)?.number == 1)
    timers.add(9, at: 50)
    #expect(Self.taken(&timers, by: 100).map(\.number) == [2, 3, 9, 4])
  }

  @Test func `members of whom nothing is due cost nothing`() {
    var timers = MemberTimers()
    timers.start()
    #expect(timers.next == .max)
    #expect(timers.reservedBytes == 0)
    timers.add(1, at: 1 << 47)
    #expect(timers.next == 1 << 47)
    timers.stop()
    #expect(timers.next == .max && !timers.isRunning)
  }
}
