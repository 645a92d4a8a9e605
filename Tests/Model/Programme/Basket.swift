/// What a line of a basket is.
package enum LineKind: String, Hashable, Sendable, CaseIterable {
  case item, fuel, giftcard, adjustment, void, delivery, deposit
}

/// One article of a basket.
package struct BasketLine: Hashable, Sendable {
  package var sku: String
  package var department: String
  package var categories: [String]
  package var brand: String
  package var labels: [String]
  package var attributes: [String]
  package var kind: LineKind
  /// 0 or more.
  package var quantity: Int64
  /// What was paid, net of every discount, in minor units; below zero for a basket coupon.
  package var amount: Money
  /// What had been taken off already, 0 or more.
  package var discount: Money

  package init(
    sku: String,
    department: String = "",
    categories: [String] = [],
    brand: String = "",
    labels: [String] = [],
    attributes: [String] = [],
    kind: LineKind = .item,
    quantity: Int64 = 1,
    amount: Money,
    discount: Money = 0
  ) {
    self.sku = sku
    self.department = department
    self.categories = categories
    self.brand = brand
    self.labels = labels
    self.attributes = attributes
    self.kind = kind
    self.quantity = quantity
    self.amount = amount
    self.discount = discount
  }

  /// Whether nothing of the line is left to pay or to return.
  package var isEmpty: Bool { quantity == 0 && amount == 0 }
}

/// What is bought in one sale.
package struct Basket: Hashable, Sendable {
  /// Up to ``linesLimit``.
  package var lines: [BasketLine]
  /// Coupon and voucher codes that the till read.
  package var codes: [String]
  /// Minor units that were paid with points.
  package var paidWithPoints: Money

  /// The most lines that a basket may have.
  package static let linesLimit = 1000

  package init(_ lines: [BasketLine], codes: [String] = [], paidWithPoints: Money = 0) {
    self.lines = lines
    self.codes = codes
    self.paidWithPoints = paidWithPoints
  }
}
