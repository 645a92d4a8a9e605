internal import FealtyWire
internal import Glibc

/// Opens connections while the caller waits: for the pipelined form, whose thread is its own.
struct Dialer {
  let host: String
  let port: UInt16
  let clientName: String
  let maximumFrameBytes: Int
  let handshakeTimeout: Duration
  let encryption: Encryption?
  let credentials: ClientCredentials?

  /// Connects and shakes hands, trying the host's addresses one after the other.
  ///
  /// - Parameter shard: 1 + index of the shard wanted; 0 = any.
  /// - Returns: A link in phase `open`.
  /// - Throws: ``LinkFailure``; that of the last address when all fail.
  func dial(shard: UInt32) throws(LinkFailure) -> Link {
    let deadline = MonotonicClock.now() &+ handshakeTimeout.nanoseconds
    var last = LinkFailure.handshakeTimeout
    for address in try SocketAddress.resolve(host: host, port: port) {
      do throws(LinkFailure) {
        let link = try Link(
          to: address,
          shard: shard,
          client: clientName,
          maximumFrameBytes: maximumFrameBytes,
          tls: try encryption?.session(),
          credentials: credentials
        )
        try shakeHands(link, deadline: deadline)
        return link
      } catch {
        last = error
      }
    }
    throw last
  }

  private func shakeHands(_ link: Link, deadline: UInt64) throws(LinkFailure) {
    while link.phase != .open {
      let now = MonotonicClock.now()
      guard now < deadline else { throw .handshakeTimeout }
      let writes = link.phase == .connecting || link.hasOutput
      var watched = pollfd(
        fd: link.descriptor,
        events: Int16(writes ? POLLOUT | POLLIN : POLLIN),
        revents: 0
      )
      let wait = Int32(clamping: (deadline - now) / 1_000_000 + 1)
      guard poll(&watched, 1, wait) > 0 else { continue }
      if link.phase == .connecting {
        try link.connectingEnded()
      } else {
        try link.flush()
        _ = try link.fill()
        // Answers cannot come before calls, so whatever arrived belongs to the handshake.
        if let frame = try link.nextFrame() { throw .unexpected(kind: frame.kind) }
      }
    }
  }
}
