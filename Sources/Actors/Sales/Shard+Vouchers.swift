internal import FealtyWire

// RedeemVoucher and UseVoucher.
extension Shard {
  func redeemVoucher(_ call: RoutedCall) { failUnserved(call) }

  func useVoucher(_ call: RoutedCall) { failUnserved(call) }
}
