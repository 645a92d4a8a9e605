import FealtyWire
import Testing

@testable import fealty

@Suite("Differences of programmes")
struct ProgrammeDifferenceTests {
  private static func programme(
    limit: Int64 = 1_000,
    budgets: [String] = ["march"],
    vouchers: [String] = ["five"],
    tokens: [String] = ["points"]
  ) -> Programme {
    Programme(
      programID: "p",
      timeZone: "UTC",
      defaultTokenID: "points",
      tokens: tokens.map { Token(tokenID: $0) },
      settings: Settings(),
      budgets: budgets.map { Budget(budgetID: $0, period: .perMonth, limit: limit) },
      voucherTypes: vouchers.map {
        VoucherType(voucherTypeID: $0, points: 500, valueMinor: 500, active: true)
      }
    )
  }

  private static func lines(_ difference: ProgrammeDifference) -> [String] {
    difference.entries.filter { $0.change != .unchanged }
      .map { "\($0.change.rawValue) \($0.kind) \($0.id)" }
  }

  @Test(
    "says which budgets, voucher types and tokens differ",
    arguments: [
      (programme(), []),
      (programme(limit: 5), ["changed programme p", "changed budget march"]),
      (programme(budgets: []), ["changed programme p", "removed budget march"]),
      (
        programme(budgets: ["march", "april"]), ["changed programme p", "added budget april"]
      ),
      (
        programme(vouchers: ["ten"]),
        ["changed programme p", "added voucher type ten", "removed voucher type five"]
      ),
      (programme(tokens: ["points", "stars"]), ["changed programme p", "added token stars"]),
    ] as [(Programme, [String])]
  )
  func parts(wanted: Programme, expected: [String]) {
    let difference = ProgrammeDifference(from: Self.programme(), to: wanted)
    #expect(Self.lines(difference) == expected)
    #expect(difference.isEmpty == expected.isEmpty)
  }

  @Test func `a token that the file does not name stays, and that is no difference`() {
    let difference = ProgrammeDifference(
      from: Self.programme(tokens: ["points", "stars"]),
      to: Self.programme()
    )
    #expect(Self.lines(difference) == ["kept token stars"])
    #expect(difference.isEmpty)
    #expect(difference.text.contains("kept"))
  }
}
