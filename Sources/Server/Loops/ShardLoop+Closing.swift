internal import FealtyActors
internal import FealtyTLS
internal import FealtyWire

// How connections end. A peer that is told to go gets the GOAWAY, then the end of the stream; what
// it still sends is read and dropped for a moment, because closing at once would reset the
// connection and could take the GOAWAY with it.

extension ShardLoop {
  static func goAway(_ fault: ConnectionFault, lastStream: UInt32) -> GoAway {
    var message = GoAway()
    message.lastStream = lastStream
    message.code = fault.code
    message.message = fault.message
    return message
  }

  /// Tells the peer what it did wrong, and closes.
  ///
  /// Answers that have not left are dropped.
  func fail(_ connection: Connection, _ fault: ConnectionFault) {
    group.log(
      .debug,
      "connection refused",
      ["slot": .init(connection.slot), "reason": .init(fault.message)]
    )
    // Before the end of its handshake a connection with TLS has no way to say why.
    if let tls = connection.tls, !tls.isEstablished { return destroy(connection) }
    connection.ready.bytes.appendFrame(
      .goAway,
      Self.goAway(fault, lastStream: connection.state.lastStream)
    )
    beginClosing(connection)
  }

  /// No frame counts any more, and no answer is taken; what may leave leaves.
  private func beginClosing(_ connection: Connection) {
    connection.state.close()
    tellHandler(connection)
    connection.closeAt = min(connection.closeAt, now + limits.farewellMilliseconds * 1_000_000)
    markDirty(connection)
  }

  /// Sends GOAWAY, and closes once the calls that run are answered.
  func sayGoodbye(_ connection: Connection, _ code: Code, _ reason: String) {
    var message = GoAway()
    message.lastStream = connection.state.lastStream
    message.code = code
    message.message = reason
    connection.ready.bytes.appendFrame(.goAway, message)
    connection.state.drain()
    markDirty(connection)
  }

  func sayGoodbye(_ connection: Connection) {
    sayGoodbye(connection, .unavailable, "the server is shutting down")
  }

  /// Closes a draining connection when nothing runs and nothing waits to be sent.
  func finishIfDone(_ connection: Connection) {
    guard connection.state.phase == .draining, connection.state.inFlight == 0,
      connection.unsentBytes == 0
    else { return }
    if connection.inputEnded { return destroy(connection) }
    beginClosing(connection)
  }

  /// Sends what may leave, and looks whether the connection is done with.
  func flush(_ connection: Connection) {
    if !connection.isBlocked {
      guard connection.flush(transport, nowNanoseconds: now) else { return destroy(connection) }
    }
    count(connection)
    if connection.sendableBytes > limits.outputBytes {
      group.log(.debug, "client does not read", ["slot": .init(connection.slot)])
      return destroy(connection)
    }
    switch connection.state.phase {
    case .closed:
      guard connection.sendableBytes == 0 else { return }
      if connection.inputEnded { return destroy(connection) }
      guard !connection.saidFarewell else { return }
      connection.saidFarewell = true
      connection.sealFarewell(transport)
      transport.finishWriting(connection.socket)
      connection.isReadable = true
      queueReading(connection)
    case .draining:
      finishIfDone(connection)
      resumeReading(connection)
    case .open:
      resumeReading(connection)
    case .awaitingPreface, .awaitingHello:
      break
    }
  }

  private func resumeReading(_ connection: Connection) {
    guard connection.isUsed, connection.isStalled,
      connection.unsentBytes <= pauseBytes
    else { return }
    queueReading(connection)
  }

  /// Begins a stop: no more connections, no more calls.
  func drain(by deadline: Int64) {
    drainBy = deadline
    stopListening()
    for connection in slots where connection.isUsed {
      switch connection.state.phase {
      case .awaitingPreface, .awaitingHello: destroy(connection)
      case .open: sayGoodbye(connection)
      case .draining, .closed: break
      }
    }
    handler.beginDrain()
  }

  /// Closes the socket and frees the slot.
  func destroy(_ connection: Connection) {
    transport.close(connection.socket)
    group.leave()
    free(connection)
  }

  /// Frees the slot; the socket lives on elsewhere or is closed already.
  func free(_ connection: Connection) {
    tellHandler(connection)
    forget(connection)
    connection.end()
    freeSlots.append(connection.slot)
    usedSlots -= 1
  }

  private func tellHandler(_ connection: Connection) {
    guard connection.isServed else { return }
    connection.isServed = false
    handler.connectionClosed(connection: connection.slot, generation: connection.generation)
  }
}
