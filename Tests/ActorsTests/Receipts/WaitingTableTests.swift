import FealtyPersistence
import Testing

@testable import FealtyActors

@Suite("What waits for a member")
struct WaitingTableTests {
  private func table(_ numbers: [UInt64]) -> WaitingTable<HeldEvents> {
    var table = WaitingTable<HeldEvents>()
    for number in numbers { table[number] = HeldEvents(number: number) }
    return table
  }

  @Test func `comes, is found, and goes`() {
    var table = table([5, 6, 7, 8])
    let other = HeldEvents(number: 6)
    table[6] = other
    #expect(table.count == 4 && table[6] === other)
    table[5] = nil
    table[9] = nil
    #expect(table.values.map(\.number).sorted() == [6, 7, 8])
    #expect(table[5] == nil && [6, 7, 8].allSatisfy { table[$0]?.number == $0 })
    for number: UInt64 in [8, 6, 7] { table[number] = nil }
    #expect(table.isEmpty && table.values.isEmpty)
  }

  // Goal: a snapshot misses nobody who waits all the time. Method: random steps of some entities,
  // and between them some come and some go.
  @Test(arguments: 0..<200)
  func `whoever is there all the time is seen, whatever comes and goes meanwhile`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var next = UInt64(random.below(60))
    var table = table(Array(0..<next))
    var staying = Set(0..<next)
    var seen: Set<UInt64> = []
    var place = table.count
    while place > 0 {
      place = table.look(from: place, most: 1 + random.below(5)) { seen.insert($0.number) }
      for _ in 0..<random.below(6) {
        if random.below(2) == 0 {
          table[next] = HeldEvents(number: next)
          next += 1
        } else if let gone = table.values.dropFirst(random.below(max(1, table.count))).first {
          table[gone.number] = nil
          staying.remove(gone.number)
        }
      }
    }
    #expect(staying.isSubset(of: seen))
  }
}
