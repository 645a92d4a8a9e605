internal import FealtyWire

// What changes lots that are there: activation, extension, expiry by percentage.
extension Shard {
  func activatePoints(_ call: RoutedCall) { failUnserved(call) }

  func extendExpiry(_ call: RoutedCall) { failUnserved(call) }

  func expirePoints(_ call: RoutedCall) { failUnserved(call) }
}
