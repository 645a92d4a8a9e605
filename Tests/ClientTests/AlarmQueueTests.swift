import Testing

@testable import FealtyClient

@Suite("Alarms")
struct AlarmQueueTests {
  @Test("ring in the order of their times, moved and called-off ones included", arguments: 1...20)
  func order(seed: UInt64) {
    var random = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    let alarms = (0..<50).map { _ in Alarm() }
    var queue = AlarmQueue()
    var model: [Int: UInt64] = [:]
    for _ in 0..<400 {
      let index = next(alarms.count)
      if next(4) == 0 {
        queue.cancel(alarms[index])
        model[index] = nil
      } else {
        let due = UInt64(next(1000))
        queue.set(alarms[index], due: due)
        model[index] = due
      }
      #expect(queue.nextDue == model.values.min() ?? .max, "seed \(seed)")
    }
    var rung: [UInt64] = []
    while queue.nextDue != .max {
      rung.append(queue.nextDue)
      #expect(queue.popDue(now: queue.nextDue) != nil)
    }
    #expect(rung == model.values.sorted(), "seed \(seed)")
  }

  @Test func `do not ring before their time`() {
    var queue = AlarmQueue()
    queue.set(Alarm(), due: 10)
    #expect(queue.popDue(now: 9) == nil)
    #expect(queue.popDue(now: 10) != nil)
    #expect(queue.popDue(now: 11) == nil)
  }
}
