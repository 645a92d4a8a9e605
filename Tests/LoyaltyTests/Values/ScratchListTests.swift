import Testing

@testable import FealtyLoyalty

@Suite("Lists of an evaluation")
struct ScratchListTests {
  @Test func `it does what an array does, however it grows`() {
    var list = ScratchList<Int32>(capacity: 1)
    defer { list.deallocate() }
    var array: [Int32] = []
    for round in 0..<3 {
      for number in 0..<Int32(50 + round) {
        list.append(number)
        array.append(number)
        let place = Int(number) / 2
        list.insert(-number, at: place)
        array.insert(-number, at: place)
      }
      #expect(Array(list) == array)
      list[3] += 7
      array[3] += 7
      list.sort()
      array.sort()
      #expect(Array(list) == array && list.count == array.count)
      list.removeAll()
      array.removeAll()
      #expect(list.isEmpty)
    }
  }
}
