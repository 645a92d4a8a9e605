internal import FealtyWire

// ExplainTransaction: why a transaction gave what it gave.
extension Shard {
  func explainTransaction(_ call: RoutedCall) { failUnserved(call) }
}
