extension Basket {
  /// The amount of a line as it counts now: less what ``spread(tenderMinor:)`` took off.
  package func amountMinor(ofLine index: Int) -> Int64 { lineBuffer[index].amountMinor }

  /// What the lines come to that are no stored value and no money back: all but gift cards,
  /// deposits and events; 0 or more.
  package var spentMinor: Int64 {
    var sum: Int64 = 0
    for line in lineBuffer {
      switch line.kind {
      case .item, .fuel, .adjustment, .void, .delivery: sum += line.amountMinor
      case .giftcard, .deposit, .event: break
      }
    }
    return max(0, sum)
  }

  /// The quantity of a line.
  package func quantity(ofLine index: Int) -> Int64 { lineBuffer[index].quantity }
}
