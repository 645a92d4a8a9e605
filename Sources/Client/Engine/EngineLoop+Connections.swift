internal import FealtyWire

// Connections: opened, kept alive, read from, lost and opened again.
extension EngineLoop {
  /// Begins to open a connection: looks the host up and tries its first address.
  func open(_ connection: EngineConnection) {
    precondition(connection.phase == .down, "opened in phase \(connection.phase)")
    connection.phase = .opening
    let timeout = configuration.handshakeTimeout.nanoseconds
    alarms.set(connection, due: MonotonicClock.now() &+ timeout)
    do {
      connection.addresses = try SocketAddress.resolve(host: place.host, port: place.port)[...]
    } catch {
      return lose(connection, error)
    }
    tryNextAddress(connection, or: .connect(errno: 0))
  }

  private func tryNextAddress(_ connection: EngineConnection, or failure: LinkFailure) {
    var failure = failure
    while let address = connection.addresses.popFirst() {
      do throws(LinkFailure) {
        let count = max(shardCount, 1)
        let link = try Link(
          to: address,
          shard: UInt32(1 + connection.index % count),
          client: configuration.clientName,
          maximumFrameBytes: configuration.maximumFrameBytes,
          tls: try place.encryption?.session(),
          credentials: configuration.credentials
        )
        connection.watchesOutput = true
        guard
          poller.add(link.descriptor, .readingAndWriting, token: UInt64(connection.index))
        else { throw .system(operation: "epoll_ctl", errno: 0) }
        connection.link = link
        return
      } catch {
        failure = error
      }
    }
    lose(connection, failure)
  }

  /// Acts on what a socket is ready for.
  func serve(_ connection: EngineConnection, _ event: Poller.Event) {
    guard let link = connection.link else { return }
    do throws(LinkFailure) {
      if link.phase == .connecting {
        guard event.writable else { return }
        try link.connectingEnded()
        return write(connection)
      }
      if event.writable { write(connection) }
      guard event.readable, connection.link === link else { return }
      _ = try link.fill()
      while let frame = try link.nextFrame() { try receive(frame, on: connection) }
    } catch {
      // A refused connection may succeed at the host's next address.
      if link.phase == .connecting {
        connection.link = nil
        return tryNextAddress(connection, or: error)
      }
      return lose(connection, error)
    }
    if connection.phase == .opening, link.phase == .open { opened(connection, link) }
    if link.goAway != nil, connection.phase == .open { drain(connection, link) }
    if connection.phase == .draining, connection.calls.count == 0 {
      return lose(connection, .closedByServer)
    }
    if link.hasOutput { touch(connection) }
    sendWaiting()
  }

  private func opened(_ connection: EngineConnection, _ link: Link) {
    connection.phase = .open
    connection.failures = 0
    connection.pingedAt = 0
    connection.shard = Int(link.welcome.shard)
    let granted = Int(link.welcome.maximumInFlight)
    let limit = min(
      max(configuration.maximumInFlightPerConnection, 1),
      granted == 0 ? Int.max : granted,
      Limits.inFlight
    )
    connection.calls = InFlightTable(limit: limit)
    alarms.set(connection, due: MonotonicClock.now() &+ configuration.pingInterval.nanoseconds)
    shardCount = max(1, Int(link.welcome.shards))
    let wanted = min(max(configuration.connections ?? shardCount, 1), Limits.connections)
    while connections.count < wanted {
      let another = EngineConnection(index: connections.count)
      connections.append(another)
      open(another)
    }
  }

  /// The server is going away: what it has not begun is sent elsewhere, the rest is waited for.
  private func drain(_ connection: EngineConnection, _ link: Link) {
    guard let notice = link.goAway else { return }
    connection.phase = .draining
    let error = ClientError(
      unavailable: .refused(code: Int32(notice.code.rawValue), message: notice.message)
    )
    for (_, call) in connection.calls.removeAll(above: notice.lastStream) where !call.hasEnded {
      call.isSent = false
      retry(call, error)
    }
  }

  /// The connection is of no use any more.
  ///
  /// Its calls are tried again, and so is it, after a while.
  func lose(_ connection: EngineConnection, _ failure: LinkFailure) {
    connection.link = nil
    connection.phase = .down
    connection.watchesOutput = false
    let error = ClientError(unavailable: failure)
    let calls = connection.calls.removeAll()
    let delay = configuration.retry.delay(attempt: connection.failures)
    connection.failures += 1
    alarms.set(connection, due: MonotonicClock.now() &+ delay.nanoseconds)
    for (_, call) in calls where !call.hasEnded { retry(call, error) }
    // Whoever waits for any connection at all has seen one more attempt fail; where the client is
    // not taken for who it says it is, the others will not do better.
    let isDenied = error.code == .unauthenticated
    if !connections.contains(where: { $0.phase == .open || !isDenied && $0.phase == .opening }) {
      let stranded = waiting
      waiting = []
      for call in stranded where !call.hasEnded { retry(call, error) }
    }
  }

  /// The connection's alarm: a handshake that takes too long, a time to ping, a time to try again.
  func connectionIsDue(_ connection: EngineConnection) {
    switch connection.phase {
    case .down: open(connection)
    case .opening: lose(connection, .handshakeTimeout)
    case .open, .draining: keepAlive(connection)
    }
  }

  private func keepAlive(_ connection: EngineConnection) {
    guard let link = connection.link else { return }
    let interval = configuration.pingInterval.nanoseconds
    let now = MonotonicClock.now()
    if now &+ interval >= link.renewAt {
      link.renew()
      touch(connection)
    }
    if link.lastReceived &+ interval > now {
      connection.pingedAt = 0
      return alarms.set(connection, due: link.lastReceived &+ interval)
    }
    // The answer to the last ping may be a little older than the interval when this alarm rings.
    guard connection.pingedAt == 0 || link.lastReceived >= connection.pingedAt else {
      return lose(connection, .silent)
    }
    connection.pingedAt = now
    link.output.appendFrame(.ping, aux: UInt32(truncatingIfNeeded: now))
    touch(connection)
    alarms.set(connection, due: now &+ interval)
  }
}
