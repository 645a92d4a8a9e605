internal import Model
internal import Testing

@Suite("Exact fractions")
struct RatioTests {
  @Test(
    "floors of quotients are exact",
    arguments: [
      // off-ramp, on-ramp, amount, received
      (Ratio(235, 100), Ratio(242, 100), 1000, 971),
      (Ratio(3, 10), Ratio(1, 10), 100, 300),
      (Ratio(2, 10), Ratio(1), 3, 0),
    ] as [(Ratio, Ratio, Int64, Points)]
  )
  func quotients(offRamp: Ratio, onRamp: Ratio, amount: Int64, received: Points) throws {
    #expect(try Ratio(amount).times(offRamp.divided(by: onRamp)).floor() == received)
  }

  @Test func `an NFT of 12.50 at 0.03 a point costs 417 points`() throws {
    #expect(try Ratio(1250, 100).divided(by: Ratio(3, 100)).ceiling() == 417)
  }

  @Test(
    "floors go down and ceilings up",
    arguments: [
      (Ratio(7, 2), 3, 4), (Ratio(-7, 2), -4, -3), (Ratio(6, 2), 3, 3), (Ratio(0), 0, 0),
    ] as [(Ratio, Points, Points)]
  )
  func rounding(ratio: Ratio, floor: Points, ceiling: Points) throws {
    #expect(try ratio.floor() == floor)
    #expect(try ratio.ceiling() == ceiling)
  }

  @Test func `a result beyond what a balance can hold is refused`() {
    #expect(throws: Refusal(.amountOutOfRange)) {
      try Ratio(pointsLimit).times(Ratio(2)).floor()
    }
    #expect(throws: Refusal(.amountOutOfRange)) {
      let huge = Ratio(.max, 1)
      return try huge.times(huge).times(huge)
    }
  }

  @Test func `parts of a largest remainder make the whole, and ties go to the lower index`() throws
  {
    var counter = try Counter([Promotion("gift", .fixed(10))])
    let answer = try counter.send(sale(100, 100, 100))
    #expect(answer.evaluation?.awards.first?.lines == [0: 4, 1: 3, 2: 3])
  }
}
