internal import FealtyTLS
internal import FealtyWire
internal import Glibc

// What arrives on a connection with TLS. It looks like a read of the same bytes without: fewer than
// there was room for means that the socket is empty.

extension ShardLoop {
  /// Room that a read needs beyond what it is asked for.
  var sealedSlack: Int {
    group.usesTLS ? Limits.sealedReadBytes + TLSSession.slackBytes : 0
  }

  /// Reads about `room` bytes; `buffer` is larger by ``sealedSlack``.
  @inline(__always)
  func receive(
    _ connection: Connection,
    into buffer: UnsafeMutableRawBufferPointer,
    room: Int
  ) -> TransferOutcome {
    if _slowPath(connection.tls != nil) {
      return receiveSealed(connection, into: buffer, room: room)
    }
    return transport.read(
      connection.socket,
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room])
    )
  }

  @inline(never)
  private func receiveSealed(
    _ connection: Connection,
    into buffer: UnsafeMutableRawBufferPointer,
    room: Int
  ) -> TransferOutcome {
    guard let tls = connection.tls else { preconditionFailure("a connection without TLS") }
    var total = 0
    while total < room {
      if tls.isFinished || tls.failure != nil { return last(total, .ended, connection) }
      let wanted = min(max(room - total, Limits.sealedReadBytes), sealedScratch.count)
      let sealed = UnsafeMutableRawBufferPointer(rebasing: sealedScratch[..<wanted])
      switch transport.read(connection.socket, into: sealed) {
      case .bytes(let count):
        let plain = connection.unseal(
          UnsafeRawBufferPointer(rebasing: sealed[..<count]),
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[total...])
        )
        if connection.sealedBytes > 0 { markDirty(connection) }
        guard let plain else { return broken(connection) }
        total += plain
        if count < wanted, total > 0 { return .bytes(total) }
      case .wouldBlock: return total > 0 ? .bytes(total) : .wouldBlock
      case let end: return last(total, end, connection)
      }
    }
    return .bytes(total)
  }

  /// The end has come behind some bytes: they are used first, and the next read finds it again.
  private func last(
    _ total: Int,
    _ end: TransferOutcome,
    _ connection: Connection
  ) -> TransferOutcome {
    guard total > 0 else { return end }
    connection.endIsNear = true
    return .bytes(total)
  }

  /// What came is no TLS, or not of one who is trusted: the peer is told by an alert, if it takes
  /// it at once.
  private func broken(_ connection: Connection) -> TransferOutcome {
    let reason = connection.tls?.failure?.description ?? ""
    group.log(
      .debug,
      "TLS ended",
      ["slot": .init(connection.slot), "reason": .init(reason)]
    )
    if connection.sealedBytes > 0 { connection.sendAlert(transport) }
    return .failed(EPROTO)
  }
}
