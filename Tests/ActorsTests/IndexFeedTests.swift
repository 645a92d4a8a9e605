import Testing

@testable import FealtyActors

@Suite("Feeding an index in a replay")
struct IndexFeedTests {
  private func random(_ state: inout UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }

  @Test(arguments: [0, 100, 1_000, 1 << 40] as [UInt64])
  func `an index that is told what will come has the same in it`(toCome: UInt64) {
    let index = PositionIndex()
    var model: [UInt64: UInt64] = [:]
    var feed = IndexFeed(.nextTag)
    feed.feeds = 2
    feed.turn(to: index)
    var state: UInt64 = 9
    for position in 1...UInt64(400_000) {
      if position % 1_000 == 0 { feed.share = LogShare(read: position / 1_000, toCome: toCome) }
      let tag = random(&state)
      feed.add(tag, position: position)
      model[tag] = position
    }
    feed.flush()
    let seen = index.settled.map { ($0.tag, $0.position) }
    #expect(seen.count == model.count && Dictionary(uniqueKeysWithValues: seen) == model)
  }

  @Test func `a share says how many there will be`() {
    #expect(LogShare(read: 10, toCome: 90).whole(of: 7) == 70)
    #expect(LogShare(read: 10).whole(of: 7) == 7)
    #expect(LogShare(read: 1, toCome: 1 << 62).whole(of: 1 << 20) == 1 << 20)
  }

  @Test func `of one request's positions the newest stays`() {
    let index = PositionIndex()
    var model: [UInt64: UInt64] = [:]
    var feed = IndexFeed(.newestStays)
    feed.turn(to: index)
    var state: UInt64 = 1
    for position in 1...UInt64(150_000) {
      let tag = random(&state) & 0xFC00_0000_0000_7FFF
      feed.add(tag, position: position)
      model[tag] = position
    }
    feed.flush()
    let seen = index.settled.map { ($0.tag, $0.position) }
    #expect(Dictionary(uniqueKeysWithValues: seen) == model)
    #expect(index.count == model.count)
    // An older one that comes late, as from another shard.
    feed.add(7, position: 900_000)
    feed.flush()
    feed.add(7, position: 800_000)
    feed.flush()
    #expect(index.position(7) == 900_000)
  }

  @Test func `each receipt gets a tag of its sequence, and the same one no second`() {
    let index = PositionIndex()
    var feed = IndexFeed(.nextTag)
    feed.turn(to: index)
    for position: UInt64 in [10, 20, 30, 20] { feed.add(7, position: position) }
    feed.flush()
    feed.add(7, position: 30)
    feed.flush()
    let second = ReceiptKey.tag(after: 7)
    let third = ReceiptKey.tag(after: second)
    #expect([7, second, third].map { index.position($0) } == [10, 20, 30])
    #expect(index.count == 3)
  }

  @Test func `what goes to another index leaves the first one whole`() {
    let first = PositionIndex()
    let second = PositionIndex()
    var feed = IndexFeed(.newestStays)
    feed.turn(to: first)
    feed.add(1, position: 1)
    feed.turn(to: second)
    feed.add(2, position: 2)
    feed.flush()
    #expect((first.position(1), first.count) == (1, 1))
    #expect((second.position(2), second.count) == (2, 1))
  }
}
