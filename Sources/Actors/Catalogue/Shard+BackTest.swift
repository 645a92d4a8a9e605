internal import FealtyWire

// BackTest: what past sales would have given under a draft.
extension Shard {
  func backTest(_ call: RoutedCall) { failUnserved(call) }
}
