internal import FealtyActors
internal import FealtyWire

// Limits of time, by a coarse tick over all connections instead of a timer each: ten times a second
// a few comparisons a connection cost less than one timer moved with each frame.

extension ShardLoop {
  /// Makes sure that there is a next tick.
  func scheduleTick() {
    if nextTick == .max { nextTick = now + limits.tickMilliseconds * 1_000_000 }
  }

  /// Looks at every connection's limits of time.
  func tick() {
    if accepting.resumeAt != 0, now >= accepting.resumeAt {
      accepting.resumeAt = 0
      accepting.isPending = true
    }
    for connection in slots where connection.isUsed { timePassed(connection) }
    if group.isGuarded { handler.endStreamsWithoutGrant(at: now) }
    nextTick = .max
    if usedSlots > 0 || accepting.resumeAt != 0 { scheduleTick() }
  }

  private func timePassed(_ connection: Connection) {
    if now >= connection.closeAt { return destroy(connection) }
    count(connection)
    if isOver(limits.outputMilliseconds, since: connection.blockedAt) {
      group.log(.debug, "client does not read", ["slot": .init(connection.slot)])
      return destroy(connection)
    }
    switch connection.state.phase {
    case .awaitingPreface, .awaitingHello:
      if isOver(limits.handshakeMilliseconds, since: connection.acceptedAt) {
        fail(connection, .handshakeTooSlow)
      }
    case .open, .draining:
      connection.state.timePassed(nowNanoseconds: now)
      if isOver(limits.frameMilliseconds, since: connection.frameBegunAt) {
        return fail(connection, .frameTooSlow)
      }
      checkSilence(connection)
    case .closed: break
    }
  }

  /// Pings a silent peer; closes one that does not answer, and one that has not called for long.
  private func checkSilence(_ connection: Connection) {
    if connection.isStalled || connection.isBlocked {
      // It is we who do not read, or the limit on output is what counts.
      connection.lastReceivedAt = now
      return
    }
    if isOver(2 * limits.pingMilliseconds, since: connection.lastReceivedAt) {
      group.log(.debug, "peer is silent", ["slot": .init(connection.slot)])
      return destroy(connection)
    }
    if connection.state.phase == .open, connection.state.inFlight == 0,
      isOver(limits.idleMilliseconds, since: connection.lastCallAt)
    {
      sayGoodbye(connection, .ok, "no call for \(limits.idleMilliseconds / 1_000) seconds")
      return
    }
    if connection.pingedAt == 0, isOver(limits.pingMilliseconds, since: connection.lastReceivedAt) {
      connection.pingedAt = now
      connection.shrink()
      connection.ready.bytes.appendFrame(.ping, aux: UInt32(truncatingIfNeeded: now / 1_000_000))
      markDirty(connection)
    }
  }

  private func isOver(_ milliseconds: Int64, since start: Int64) -> Bool {
    start != 0 && now - start > milliseconds * 1_000_000
  }
}
