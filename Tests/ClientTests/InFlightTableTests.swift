import Testing

@testable import FealtyClient

@Suite("The table of calls in flight")
struct InFlightTableTests {
  @Test func `finds each call by its stream and only once`() {
    var table = InFlightTable<Int>(limit: 4)
    let streams = (0..<4).map { table.insert($0) }
    #expect(!table.hasRoom)
    #expect(table.remove(streams[2]) == 2)
    #expect(table.remove(streams[2]) == nil)
    #expect(table[streams[3]] == 3)
    #expect(table.count == 3)
    #expect(table.hasRoom)
  }

  @Test func `knows nothing of streams that were never used`() {
    var table = InFlightTable<Int>(limit: 4)
    #expect(table.remove(0) == nil)
    #expect(table.remove(7) == nil)
    _ = table.insert(1)
    // The same slot, another call.
    #expect(table.remove(1 + UInt32(table.capacity)) == nil)
    #expect(table.count == 1)
  }

  @Test func `goes around a call that stays`() {
    var table = InFlightTable<Int>(limit: 2)
    let old = table.insert(-1)
    var last = old
    for number in 0..<1000 {
      let stream = table.insert(number)
      #expect(stream > last, "ids only grow")
      #expect(table.remove(stream) == number)
      last = stream
    }
    #expect(table.remove(old) == -1)
  }

  @Test func `gives up all calls above a stream, oldest first`() {
    var table = InFlightTable<Int>(limit: 8)
    let streams = (0..<6).map { table.insert($0) }
    _ = table.remove(streams[4])
    #expect(table.removeAll(above: streams[1]).map(\.entry) == [2, 3, 5])
    #expect(table.removeAll().map(\.entry) == [0, 1])
    #expect(table.count == 0)
  }

  @Test func `says when ids run out`() {
    var table = InFlightTable<Int>(limit: 2, firstStream: Limits.lastStream - 1)
    #expect(!table.isExhausted)
    _ = table.insert(0)
    #expect(table.isExhausted)
  }
}
