internal import FealtyWire

/// One place in the async client's pool of connections.
///
/// Confined to the I/O thread.
final class EngineConnection: Alarm {
  /// Where the connection is.
  enum Phase: Equatable {
    /// None; the alarm says when the next one is tried. Goes to `opening`.
    case down
    /// Connecting or shaking hands; the alarm says when to give up. Goes to `open` or `down`.
    case opening
    /// Takes calls; the alarm says when to ping. Goes to `draining` or `down`.
    case open
    /// The server takes no more calls, but answers those in flight. Goes to `down`.
    case draining
  }

  let index: Int
  var phase = Phase.down
  var link: Link?
  var calls = InFlightTable<PendingCall>(limit: 1)

  /// The shard at the other end.
  var shard = 0

  /// Addresses that the current attempt has not tried.
  var addresses: ArraySlice<SocketAddress> = []

  /// Attempts that failed since the connection was last open.
  var failures = 0

  /// When a ping was sent that nothing has followed; 0 = none.
  var pingedAt: UInt64 = 0

  var isDirty = false
  var watchesOutput = false

  init(index: Int) {
    self.index = index
  }

  /// Whether a call can be sent.
  var hasRoom: Bool { phase == .open && calls.hasRoom }

  override func ring(in loop: EngineLoop) {
    loop.connectionIsDue(self)
  }
}
