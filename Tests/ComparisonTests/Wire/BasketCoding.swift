internal import FealtyWire
internal import Model

// The model's baskets as the schema says them.

extension FealtyWire.Basket {
  init(_ sale: SaleCommand) {
    self.init(
      currency: "EUR",
      lines: sale.basket.lines.map { FealtyWire.BasketLine($0) },
      receiptNumber: sale.receipt
    )
    codes = sale.basket.codes
    if sale.basket.paidWithPoints != 0 {
      tenders = [Tender(kind: "points", amountMinor: sale.basket.paidWithPoints)]
    }
  }
}

extension FealtyWire.BasketLine {
  init(_ line: Model.BasketLine) {
    self.init(
      sku: line.sku,
      department: line.department,
      categories: line.categories,
      brand: line.brand,
      quantity: line.quantity,
      amountMinor: line.amount,
      kind: FealtyWire.LineKind(line.kind),
      discountMinor: line.discount,
      labels: line.labels,
      attributes: line.attributes
    )
  }
}
