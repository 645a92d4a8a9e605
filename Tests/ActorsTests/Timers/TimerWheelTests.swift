import Testing

@testable import FealtyActors

@Suite("The timer wheel")
struct TimerWheelTests {
  /// Everything that is due by a time, in steps of at most `step`.
  private func drain(
    _ wheel: inout TimerWheel,
    to time: Int64,
    step: Int = 256
  ) -> [TimerWheel.Entry] {
    var due: [TimerWheel.Entry] = []
    while wheel.advance(to: time, atMost: step, into: &due) {}
    return due
  }

  @Test func `gives back what is due, in the order of time`() {
    var wheel = TimerWheel(position: 1_000)
    for (number, at) in [(1, 5_000), (2, 1_001), (3, 90_000_000), (4, 1_000), (5, 5_000)] {
      wheel.add(UInt64(number), at: Int64(at))
    }
    #expect(wheel.count == 5)
    #expect(wheel.next == 1_000)
    #expect(drain(&wheel, to: 999).isEmpty)
    #expect(drain(&wheel, to: 4_999).map(\.number) == [4, 2])
    #expect(drain(&wheel, to: 5_000).map(\.number) == [1, 5])
    #expect(drain(&wheel, to: 89_999_999).isEmpty)
    #expect(drain(&wheel, to: 90_000_000).map(\.at) == [90_000_000])
    #expect(wheel.count == 0 && wheel.next == .max)
  }

  @Test func `gives what was added too late before anything younger`() {
    var wheel = TimerWheel(position: 0)
    #expect(drain(&wheel, to: 1_000_000).isEmpty)
    wheel.add(1, at: 1_000_001)
    wheel.add(2, at: 5)
    #expect(wheel.next == 1_000_000)
    #expect(drain(&wheel, to: 2_000_000).map(\.number) == [2, 1])
  }

  @Test(
    "finds an entry at each edge of its levels",
    arguments: [
      1_023, 1_024, 1_025, 262_143, 262_144, 67_108_863, 67_108_864, 17_179_869_183,
      17_179_869_184, 4_398_046_511_103, 4_398_046_511_104, 4_398_046_511_105, 9_000_000_000_000,
    ] as [Int64]
  )
  func edges(at: Int64) {
    for position in [0, 1, 1_000, 1_700_000_000_123] as [Int64] where position < at {
      var wheel = TimerWheel(position: position)
      wheel.add(7, at: at)
      #expect(wheel.next <= at)
      #expect(drain(&wheel, to: at - 1).isEmpty)
      #expect(drain(&wheel, to: at) == [TimerWheel.Entry(number: 7, at: at)])
    }
  }

  @Test func `wakes a few times at most before an entry, and never after it`() {
    var generator: UInt64 = 77
    for _ in 0..<500 {
      generator = generator &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let at = 1_700_000_000_000 + Int64(generator >> 22)
      var wheel = TimerWheel(position: 1_700_000_000_000)
      wheel.add(1, at: at)
      var wakes = 0
      while wheel.count > 0 {
        let next = wheel.next
        #expect(next <= at)
        _ = drain(&wheel, to: next)
        wakes += 1
      }
      #expect(wakes <= 6)
      #expect(wheel.position == at)
    }
  }

  /// Goal: whatever is added and however time moves, entries come out when they are due and in
  /// order.
  ///
  /// Method: a sorted array beside it.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `does what a sorted array does`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let spans: [Int64] = [1, 50, 1_000, 5_000, 300_000, 86_400_000, 40_000_000_000, 5 << 42]
    var wheel = TimerWheel(position: 1_700_000_000_000)
    var model: [(due: Int64, number: UInt64, at: Int64)] = []
    var now = wheel.position
    var number: UInt64 = 0
    for _ in 0..<600 {
      for _ in 0..<random.below(8) {
        number += 1
        let span = spans[Int(random.below(8))]
        // One in eight is overdue when it comes.
        let back = random.below(8) == 0
        let away = Int64(random.below(UInt64(span) + 1))
        let at = max(0, back ? now - min(away, 1_000_000) : now + away)
        wheel.add(number, at: at)
        model.append((max(at, wheel.position), number, at))
      }
      let jump = spans[Int(random.below(random.below(10) == 0 ? 7 : 4))]
      now += Int64(random.below(UInt64(jump) + 1))
      let wanted = model.filter { $0.due <= now }.sorted { $0.due < $1.due }
      model.removeAll { $0.due <= now }
      let due = drain(&wheel, to: now, step: 1 + Int(random.below(20)))
      #expect(Set(due.map(\.number)) == Set(wanted.map(\.number)))
      #expect(due.count == wanted.count)
      let places = Dictionary(uniqueKeysWithValues: wanted.map { ($0.number, $0) })
      #expect(due.map { places[$0.number]?.due } == wanted.map(\.due))
      #expect(due.allSatisfy { places[$0.number]?.at == $0.at })
      #expect(wheel.count == model.count)
      #expect(wheel.next <= model.map(\.due).min() ?? .max)
    }
    #expect(Set(drain(&wheel, to: 1 << 46).map(\.number)) == Set(model.map(\.number)))
  }

  @Test func `goes on where it stopped when more is due than may come at once`() {
    var wheel = TimerWheel(position: 0)
    for number in 0..<100 { wheel.add(UInt64(number), at: Int64(number / 10)) }
    var due: [TimerWheel.Entry] = []
    for call in 1...33 {
      #expect(wheel.advance(to: 50, atMost: 3, into: &due))
      #expect(due.count == 3 * call)
    }
    // Entries that come meanwhile take their turn.
    wheel.add(1_000, at: 3)
    #expect(!wheel.advance(to: 50, atMost: 3, into: &due))
    #expect(due.map(\.number) == (0..<100).map { UInt64($0) } + [1_000])
  }

  @Test func `spreads a million entries of one midnight over many short calls`() {
    let midnight: Int64 = 1_800_000_000_000
    let count = 1_000_000
    var wheel = TimerWheel(position: 1_700_000_000_000)
    for number in 0..<count { wheel.add(UInt64(number), at: midnight) }
    #expect(drain(&wheel, to: midnight - 1).isEmpty)
    let full = wheel.reservedBytes
    #expect(full < count * 18)
    var calls = 0
    var seen = 0
    var isInOrder = true
    var due: [TimerWheel.Entry] = []
    due.reserveCapacity(256)
    var hasMore = true
    while hasMore {
      due.removeAll(keepingCapacity: true)
      hasMore = wheel.advance(to: midnight, atMost: 256, into: &due)
      isInOrder = isInOrder && due.count <= 256
      for entry in due {
        isInOrder = isInOrder && entry.number == UInt64(seen) && entry.at == midnight
        seen += 1
      }
      calls += 1
    }
    #expect(seen == count && isInOrder)
    // 3,907 calls take the entries out; moving 16,130 chunks down four levels adds a few.
    #expect((3_907...3_950).contains(calls))
    #expect(wheel.reservedBytes < full / 16)
  }

  @Test func `needs no more memory while as many entries come as go`() {
    var random = SplitMix(state: 9)
    var wheel = TimerWheel(position: 0)
    for number in 0..<2_000 { wheel.add(UInt64(number), at: Int64(random.below(100_000))) }
    var now: Int64 = 0
    var due: [TimerWheel.Entry] = []
    var reserved = 0
    for round in 0..<4_000 {
      now += 100
      due.removeAll(keepingCapacity: true)
      while wheel.advance(to: now, atMost: 64, into: &due) {}
      for entry in due { wheel.add(entry.number, at: now + 1 + Int64(random.below(100_000))) }
      if round == 2_000 { reserved = wheel.reservedBytes }
    }
    #expect(wheel.count == 2_000)
    #expect(wheel.reservedBytes == reserved)
  }
}

/// SplitMix64: the same numbers from the same seed everywhere.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// 0 to below the bound.
  mutating func below(_ bound: UInt64) -> UInt64 { bound == 0 ? 0 : next() % bound }
}
