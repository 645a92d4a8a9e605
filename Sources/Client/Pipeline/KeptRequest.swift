internal import FealtyWire

/// A request in flight, kept so that it can be sent again.
///
/// Reused from call to call.
final class KeptRequest {
  /// The encoded request, request id included.
  var bytes = OutputBuffer(capacity: 512)
  var tag: UInt64 = 0
  var method: UInt16 = 0
  var timeoutMilliseconds: UInt32 = 0
  var home: UInt64?
  var routing = Routing.routingAny
}
