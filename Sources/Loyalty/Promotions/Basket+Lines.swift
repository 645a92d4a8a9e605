extension Basket {
  /// The amount of a line as it counts now: less what ``spread(tenderMinor:)`` took off.
  package func amountMinor(ofLine index: Int) -> Int64 { lineBuffer[index].amountMinor }

  /// The quantity of a line.
  package func quantity(ofLine index: Int) -> Int64 { lineBuffer[index].quantity }
}
