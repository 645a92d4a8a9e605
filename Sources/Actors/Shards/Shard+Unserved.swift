internal import FealtyWire

extension Shard {
  /// Answers a method that the schema has and this version does not serve.
  func failUnserved(_ call: RoutedCall) {
    fail(
      call.call,
      Status(
        code: .unimplemented,
        reason: .unknownMethod,
        message: "this version does not serve method \(call.call.method); use a newer server"
      )
    )
  }
}
