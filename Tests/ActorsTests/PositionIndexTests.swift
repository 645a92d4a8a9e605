import FealtyPersistence
import FealtyWire
import Testing

@testable import FealtyActors

@Suite("The index of request ids and receipts")
struct PositionIndexTests {
  @Test func `a tag is new once, reserved until settled, then known`() {
    let index = PositionIndex()
    #expect(index.reserve(7) == .new)
    #expect(index.reserve(7) == .reserved)
    #expect(index.position(7) == nil)
    index.settle(7, position: 65_536)
    #expect(index.reserve(7) == .known(65_536))
    #expect(index.position(7) == 65_536)
  }

  @Test func `a released tag is free again`() {
    let index = PositionIndex()
    #expect(index.reserve(7) == .new)
    index.release(7)
    #expect(index.count == 0)
    #expect(index.reserve(7) == .new)
  }

  @Test func `agrees with a dictionary over random operations`() {
    let index = PositionIndex()
    var model: [UInt64: UInt64] = [:]
    var state: UInt64 = 1
    for step in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // Few stripes and few low bits, so that probes run into each other.
      let tag = (state >> 33) % 4_096 << 50 | (state >> 20) % 8
      switch (state >> 60, model[tag]) {
      case (0...9, nil):
        #expect(index.reserve(tag) == .new)
        index.settle(tag, position: UInt64(step + 1))
        model[tag] = UInt64(step + 1)
      case (0...9, let position?):
        #expect(index.reserve(tag) == .known(position))
      default:
        index.release(tag)
        model[tag] = nil
      }
    }
    #expect(index.count == model.count)
    let seen = index.settled.map { ($0.tag, $0.position) }
    #expect(seen.count == model.count && Dictionary(uniqueKeysWithValues: seen) == model)
  }

  // Goal: what was settled before a copy begins is in it, whatever others do while it is made.
  // Method: between its steps tags come and go, so that probes run into each other and back, and
  // stripes grow.
  @Test(arguments: [1, 7, 500])
  func `a copy has what was settled before it, while others settle and release`(slots: Int) {
    var random = SeededRandom(seed: UInt64(slots))
    for round in 0..<20 {
      let index = PositionIndex()
      var before: [UInt64: UInt64] = [:]
      var reserved: [UInt64] = []
      var position: UInt64 = 0
      func change() {
        // Few stripes and few low bits.
        let tag = UInt64(random.below(3)) << 58 | UInt64(random.below(1 << (4 + round / 3)))
        switch random.below(5) {
        case 0, 1:
          if index.reserve(tag) == .new { reserved.append(tag) }
        case 2:
          guard !reserved.isEmpty else { return }
          index.release(reserved.remove(at: random.below(reserved.count)))
        default:
          guard !reserved.isEmpty else { return }
          position += 1
          index.settle(reserved.remove(at: random.below(reserved.count)), position: position)
        }
      }
      for _ in 0..<(20 << (round / 2)) { change() }
      for entry in index.settled { before[entry.tag] = entry.position }
      var out = OutputBuffer()
      for stripe in 0..<PositionIndex.stripeCount {
        var place = PositionIndex.Place()
        while !index.copy(stripe, from: &place, slots: slots, &out) {
          for _ in 0..<3 { change() }
        }
      }
      let copied = out.withUnsafeBytes { PositionIndex.Settled.read($0) }
      let found = Dictionary(copied.map { ($0.tag, $0.position) }) { $1 }
      for (tag, position) in before { #expect(found[tag] == position, "round \(round)") }
      // And nothing that was never settled.
      for entry in copied { #expect(index.position(entry.tag) == entry.position) }
    }
  }

  @Test func `keeps every tag while its tables move to larger memory, large pages included`() {
    let index = PositionIndex()
    let count: UInt64 = 200_000
    // A multiplication by an odd number gives each tag once.
    func tag(_ number: UInt64) -> UInt64 { number &* 0x9E37_79B9_7F4A_7C15 }
    for number in 1...count {
      index.prefetch(tag(number))
      #expect(index.reserve(tag(number)) == .new)
      index.settle(tag(number), position: number)
    }
    #expect(index.count == Int(count))
    for number in 1...count { #expect(index.position(tag(number)) == number) }
  }

  @Test(arguments: [16, 4_096, 1 << 20, 3 << 20])
  func `memory for slots is zero and can be written to its end`(bytes: Int) {
    let memory = LargePages.allocate(bytes: bytes)
    defer { LargePages.free(memory, bytes: bytes) }
    let whole = UnsafeMutableRawBufferPointer(start: memory, count: bytes)
    #expect(whole.allSatisfy { $0 == 0 })
    whole[bytes - 1] = 1
    #expect(whole[bytes - 1] == 1)
  }

  @Test func `days that have left the window are dropped whole`() {
    let requests = RequestIndex()
    let day: Int64 = 86_400_000
    for number in 0..<3 {
      let table = requests.table(madeAtMilliseconds: Int64(number) * day)
      #expect(table.reserve(UInt64(number)) == .new)
      table.settle(UInt64(number), position: 1)
    }
    requests.dropDays(before: day)
    #expect(requests.tables.map(\.day) == [1, 2])
    #expect(requests.count == 2)
  }
}
