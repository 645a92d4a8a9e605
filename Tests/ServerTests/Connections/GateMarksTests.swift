import Testing

@testable import FealtyServer

@Suite("Marks of what waits for which batch")
struct GateMarksTests {
  @Test func `releases up to the durable batch and no further`() {
    var marks = GateMarks()
    marks.append(batch: 3, end: 100)
    marks.append(batch: 3, end: 150)
    marks.append(batch: 5, end: 200)
    #expect(marks.release(through: 2) == nil)
    #expect(marks.release(through: 4) == 150)
    #expect(!marks.isEmpty)
    #expect(marks.release(through: 5) == 200)
    #expect(marks.isEmpty)
    #expect(marks.release(through: 9) == nil)
  }

  @Test func `never empties under load, and stays small all the same`() {
    var marks = GateMarks()
    for batch in UInt64(1)...10_000 {
      marks.append(batch: batch, end: Int(batch) * 10)
      if batch > 1 { #expect(marks.release(through: batch - 1) == Int(batch - 1) * 10) }
    }
    #expect(marks.release(through: 10_000) == 100_000)
  }
}
