internal import FealtyWire

// SetPin and SetRedemptionThreshold.
extension Shard {
  func setPin(_ call: RoutedCall) { failUnserved(call) }

  func setRedemptionThreshold(_ call: RoutedCall) { failUnserved(call) }
}
