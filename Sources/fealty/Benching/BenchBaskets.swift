internal import FealtyWire

/// The baskets of a load test: lines as a grocer has them.
enum BenchBaskets {
  private static let skus = 10_000
  private static let categories = 80
  private static let departments = ["GROCERY", "PRODUCE", "MEAT", "DELI", "DRUG GM"]

  static func sku(_ index: Int) -> String {
    "SKU-\(padded(index % skus, 6))"
  }

  static func category(_ index: Int) -> String {
    "CATEGORY \(padded(index % categories, 3))"
  }

  static func padded(_ number: Int, _ digits: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// A basket of 0 to 1,000 lines, each SKU at most once.
  static func make(lines: Int, receiptNumber: String, _ random: inout RandomNumbers) -> Basket {
    var basket = Basket(currency: "USD", receiptNumber: receiptNumber)
    let first = random.below(skus)
    for index in 0..<lines {
      // A step that shares no factor with the count of SKUs, so that none comes twice.
      let sku = (first + index * 1_013) % skus
      basket.lines.append(
        BasketLine(
          sku: Self.sku(sku),
          department: departments[sku % departments.count],
          categories: [category(sku)],
          brand: sku % 3 == 0 ? "private" : "national",
          quantity: Int64(1 + random.below(3)),
          amountMinor: Int64(89 + random.below(1_400))
        )
      )
    }
    return basket
  }
}
