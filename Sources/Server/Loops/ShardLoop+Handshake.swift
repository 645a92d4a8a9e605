internal import FealtyActors
internal import FealtyTLS
internal import FealtyWire

// From accepting a connection to WELCOME. The loop of shard 0 accepts; the loop of the shard that
// the client asked for answers.

/// The listening socket of a loop, if it has one.
struct Accepting {
  /// The token of its events; no connection has it.
  static let token = UInt64.max - 1

  var listener: Int32?
  /// Connections may be waiting.
  var isPending = false
  /// When to try again after the system had no room, monotonic nanoseconds; 0 = now.
  var resumeAt: Int64 = 0
}

extension ShardLoop {
  func listen(_ socket: Int32) {
    precondition(accepting.listener == nil, "loop \(index) listens already")
    guard drainBy == nil, transport.watch(socket, token: Accepting.token) else {
      return transport.close(socket)
    }
    accepting.listener = socket
    accepting.isPending = true
  }

  func stopListening() {
    guard let listener = accepting.listener else { return }
    transport.close(listener)
    accepting = Accepting()
  }

  /// Accepts what waits, but leaves time for the connections that are open.
  func acceptConnections() {
    guard let listener = accepting.listener else { return accepting.isPending = false }
    for _ in 0..<Limits.acceptsPerTurn {
      switch transport.accept(listener) {
      case .accepted(let socket): opened(socket)
      case .gone: continue
      case .none: return accepting.isPending = false
      case .exhausted(let code):
        // The listener stays readable, so its event would not come again: the tick resumes.
        accepting.isPending = false
        accepting.resumeAt = now + Limits.acceptPauseMilliseconds * 1_000_000
        scheduleTick()
        return group.log(.warning, "accepting paused", ["errno": .init(code)])
      }
    }
  }

  private func opened(_ socket: Int32) {
    guard group.admit() else { return turnAway(socket) }
    var tls: TLSSession?
    if let context = group.tls {
      do { tls = try TLSSession(context) } catch {
        group.log(.warning, "no TLS for a connection", ["reason": .init(error.description)])
        transport.close(socket)
        return group.leave()
      }
    }
    // What it has sent already, the first event tells.
    _ = place(socket, tls, acceptedAt: now)
  }

  /// Puts a socket into a slot and watches it.
  private func place(_ socket: Int32, _ tls: TLSSession?, acceptedAt: Int64) -> Connection? {
    if freeSlots.isEmpty {
      freeSlots.append(UInt32(slots.count))
      slots.append(Connection(slot: UInt32(slots.count)))
    }
    let connection = slots[Int(freeSlots.removeLast())]
    connection.begin(socket: socket, tls: tls, limits: limits, nowNanoseconds: now)
    connection.acceptedAt = acceptedAt
    usedSlots += 1
    scheduleTick()
    guard transport.watch(socket, token: connection.token) else {
      destroy(connection)
      return nil
    }
    return connection
  }

  /// Tells a peer that there is no room, and closes at once: a flood must cost next to nothing.
  private func turnAway(_ socket: Int32) {
    // Before a handshake there is no way to say why.
    guard !group.usesTLS else { return transport.close(socket) }
    var bytes = OutputBuffer()
    bytes.appendFrame(.goAway, Self.goAway(.tooManyConnections, lastStream: 0))
    // Whether the peer learns why is its luck; it learns that it is refused.
    _ = bytes.withUnsafeBytes {
      transport.write(socket, $0, UnsafeRawBufferPointer(rebasing: $0[..<0]))
    }
    transport.close(socket)
  }

  /// Answers HELLO, here or on the shard that it asks for.
  func negotiate(_ connection: Connection, _ frame: Frame, rest: UnsafeRawBufferPointer) {
    let hello: Hello
    do {
      hello = try Hello(decoding: frame.payload)
    } catch {
      return fail(connection, .malformedHello)
    }
    let version = LoopGroup.protocolVersion
    guard hello.minimumVersion <= version, hello.maximumVersion >= version else {
      return fail(
        connection,
        .versionUnsupported(minimum: hello.minimumVersion, maximum: hello.maximumVersion)
      )
    }
    let target = group.shard(wanted: hello.shard)
    if target == index { return welcome(connection) }
    let handover = Handover(
      socket: connection.socket,
      tls: connection.tls,
      acceptedAt: connection.acceptedAt,
      received: [UInt8](rest)
    )
    transport.unwatch(connection.socket)
    free(connection)
    group.inboxes[target].put(.adopt(handover))
  }

  /// Serves a connection whose HELLO another loop has read.
  func adopt(_ handover: Handover) {
    let placed = place(handover.socket, handover.tls, acceptedAt: handover.acceptedAt)
    guard let connection = placed else { return }
    welcome(connection)
    if !handover.received.isEmpty {
      connection.carry.append(handover.received)
      connection.isStalled = true
      queueReading(connection)
    }
    if drainBy != nil { sayGoodbye(connection) }
  }

  private func welcome(_ connection: Connection) {
    connection.state.helloAccepted()
    connection.decoder.maximumPayloadBytes = limits.frameBytes
    connection.isServed = true
    var welcome = Welcome()
    welcome.version = LoopGroup.protocolVersion
    welcome.server = group.serverName
    welcome.shards = UInt32(group.inboxes.count)
    welcome.shard = UInt32(index)
    welcome.maximumFrameBytes = UInt32(limits.frameBytes)
    welcome.maximumInFlight = UInt32(limits.inFlight)
    welcome.pingIntervalMs = UInt32(limits.pingMilliseconds)
    welcome.nowMs = group.clock.wallMilliseconds()
    welcome.streamCredit = Limits.streamCredit
    connection.ready.bytes.appendFrame(.welcome, welcome)
    markDirty(connection)
  }
}
