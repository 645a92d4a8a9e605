import Testing

@testable import FealtyLoyalty

@Suite("Counters of a member")
struct CounterTests {
  private func at(_ day: Int64) -> Timestamp { utc(2024, 1, day) }
  private let forLife = Timestamp(milliseconds: 0)

  /// Visits on days 2, 4, 4 and 9, the one of day 4 with version 30 booked last.
  private var visits: Counter {
    var counter = Counter(owner: 5, kind: .visits)
    counter.add(1, at: at(2), version: 10)
    counter.add(1, at: at(4), version: 20)
    counter.add(1, at: at(9), version: 25)
    counter.add(1, at: at(4), version: 30)
    return counter
  }

  @Test(
    "a sale counts those before it in its window",
    arguments: [
      (day: Int64(1), version: UInt32(40), from: Int64(-30), value: Int64(0)), (2, 10, -30, 0),
      (2, 11, -30, 1), (3, 1, -30, 1), (4, 20, -30, 1), (4, 21, -30, 2), (4, 31, -30, 3),
      (9, 25, -30, 3), (9, 26, -30, 4), (10, 1, -30, 4), (10, 1, 2, 4), (10, 1, 3, 3),
      (10, 1, 4, 3), (10, 1, 5, 1), (10, 1, 10, 0), (4, 31, 4, 2),
    ]
  )
  func value(day: Int64, version: UInt32, from: Int64, value: Int64) {
    #expect(visits.value(before: at(day), version: version, from: at(from)) == value)
  }

  @Test func `a late sale stands at its own time and changes no number of an earlier one`() {
    var counter = visits
    let before = counter.value(before: at(4), version: 20, from: forLife)
    counter.add(1, at: at(5), version: 50)
    #expect(counter.entries.map(\.version) == [10, 20, 30, 50, 25])
    #expect(counter.value(before: at(4), version: 20, from: forLife) == before)
    #expect(counter.value(before: at(6), version: 51, from: forLife) == 4)
  }

  @Test func `what is returned in full is as if it had never been`() {
    var counter = visits
    #expect(counter.remove(version: 20) == 1)
    #expect(counter.remove(version: 20) == 0)
    #expect(counter.value(before: at(10), version: 60, from: forLife) == 3)
    #expect(counter.entries.map(\.version) == [10, 30, 25])
  }

  @Test func `what is returned in part lessens the sale's own part`() {
    var counter = Counter(owner: 5, kind: .quantity)
    counter.add(7, at: at(2), version: 10)
    counter.add(2, at: at(2), version: 11)
    counter.add(-3, at: at(2), version: 10)
    #expect(counter.entries.map(\.delta) == [4, 2])
    counter.add(-4, at: at(2), version: 10)
    #expect(counter.entries.map(\.version) == [11])
    counter.add(0, at: at(3), version: 12)
    #expect(counter.entries.count == 1)
    counter.add(-2, at: at(2), version: 11)
    #expect(counter.isEmpty)
  }

  @Test func `folding keeps what a life counts and forgets the single sales`() {
    var counter = visits
    #expect(counter.foldable(before: at(5)) == 3)
    counter.apply(
      CounterUse(owner: 5, kind: .visits, at: at(5), delta: 0, before: 0),
      version: 61
    )
    #expect(counter.base == 3 && counter.baseUntil == at(5))
    #expect(counter.entries.map(\.version) == [25])
    #expect(counter.value(before: at(10), version: 62, from: forLife) == 4)
    #expect(counter.value(before: at(10), version: 62, from: at(5)) == 1)
    // A folded sale that is returned lessens the base.
    counter.apply(
      CounterUse(owner: 5, kind: .visits, at: at(4), delta: -1, before: 0),
      version: 20
    )
    #expect(counter.base == 2)
    counter.fold(before: at(1))
    #expect(counter.baseUntil == at(5))
  }

  @Test func `a stored counter is as it was, and a damaged one is none`() throws {
    var counter = visits
    counter.fold(before: at(3))
    let copy = Counter(
      owner: counter.owner,
      kind: counter.kind,
      base: counter.base,
      baseUntil: counter.baseUntil,
      entries: counter.entries
    )
    #expect(copy == counter)
    func stored(_ entries: [CounterEntry]) -> Counter? {
      Counter(owner: 1, kind: .visits, base: 0, baseUntil: at(3), entries: entries)
    }
    let entry = CounterEntry(at: at(4), version: 2, delta: 1)
    #expect(stored([entry]) != nil)
    #expect(stored([entry, entry]) == nil)
    #expect(stored([entry, CounterEntry(at: at(4), version: 1, delta: 1)]) == nil)
    #expect(stored([CounterEntry(at: at(4), version: 1, delta: 0)]) == nil)
    #expect(stored([CounterEntry(at: at(2), version: 1, delta: 1)]) == nil)
  }

  @Test func `any order of sales, returns and folds counts what a plain list counts`() {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<60 {
      var counter = Counter(owner: 1, kind: .quantity)
      var list: [CounterEntry] = []
      var folded = Timestamp(milliseconds: 0)
      for version in 1...UInt32(120) {
        let now = 1_000 + Int64(version) * 10
        let time = Timestamp(milliseconds: now - generator.number(0...300))
        if generator.chance(25), let old = list.randomElement(using: &generator) {
          let part = generator.chance(50) ? old.delta : min(old.delta, 1)
          counter.add(-part, at: old.at, version: old.version)
          list.removeAll { $0 == old }
          if old.delta > part {
            list.append(CounterEntry(at: old.at, version: old.version, delta: old.delta - part))
          }
        } else {
          let delta = generator.number(1...9)
          counter.add(delta, at: time, version: version)
          list.append(CounterEntry(at: time, version: version, delta: delta))
        }
        if generator.chance(10) {
          folded = Timestamp(milliseconds: now - 800)
          counter.fold(before: folded)
        }
        // Sales reach back 300 and windows 400 more, so a fold before 800 is never asked about.
        let from = generator.chance(30) ? forLife : time.adding(milliseconds: -400)
        let expected = list.filter { entry in
          entry.at >= from
            && (entry.at < time || (entry.at == time && entry.version < version + 1))
        }
        #expect(
          counter.value(before: time, version: version + 1, from: from)
            == expected.map(\.delta).reduce(0, +)
        )
      }
      #expect(counter.entries.allSatisfy { $0.at >= folded })
    }
  }
}
