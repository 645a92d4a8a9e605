internal import FealtyActors
internal import FealtyWire

// From a socket's bytes to calls. One read a connection and turn; frames are decoded where they
// were read to, and only what is left of the last one is copied.

extension ShardLoop {
  /// Reads every connection that has something, as long as the handler has room.
  func readConnections() {
    guard !readQueue.isEmpty else { return }
    swap(&readQueue, &reading)
    for slot in reading {
      let connection = slots[Int(slot)]
      connection.isQueued = false
      guard connection.isUsed else { continue }
      if connection.isServed, !handler.acceptsRequests {
        queueReading(connection)
      } else {
        read(connection)
      }
    }
    reading.removeAll(keepingCapacity: true)
    if bytesSinceReserve >= Limits.bytesPerReserve {
      bytesSinceReserve = 0
      HeapReserve.extend()
    }
  }

  private func read(_ connection: Connection) {
    guard connection.state.phase != .closed else { return discard(connection) }
    if connection.isStalled {
      connection.isStalled = false
      decodeCarry(connection)
      guard connection.state.phase != .closed, !connection.isStalled else { return }
    }
    guard connection.isReadable else { return }
    let room: Int
    let outcome: TransferOutcome
    let carried = connection.carry.count
    let needed = connection.carry.withUnsafeBytes {
      connection.decoder.sizeOfNext(in: $0, consumed: 0) ?? 0
    }
    if needed > Limits.readBytes {
      room = min(Limits.readBytes, needed - carried)
      outcome = readIntoCarry(connection, room: room)
    } else {
      room = connection.readRoom
      outcome = receive(
        connection,
        into: UnsafeMutableRawBufferPointer(rebasing: scratch[carried...]),
        room: room
      )
    }
    switch outcome {
    case .bytes(let count):
      connection.lastReceivedAt = now
      bytesSinceReserve += count
      connection.pingedAt = 0
      // Less than there was room for: the socket is empty, and an event will tell of more.
      if count < room && !connection.endIsNear {
        connection.isReadable = false
      } else {
        connection.readRoom = min(2 * connection.readRoom, Limits.readBytes)
        queueReading(connection)
      }
      if needed > Limits.readBytes {
        if connection.carry.count >= needed { decodeCarry(connection) }
      } else {
        decodeScratch(connection, carried: carried, count: count)
      }
    case .wouldBlock: connection.isReadable = false
    case .ended: ended(connection)
    case .failed(let code):
      group.log(.debug, "connection lost", ["slot": .init(connection.slot), "errno": .init(code)])
      destroy(connection)
    }
  }

  private func readIntoCarry(_ connection: Connection, room: Int) -> TransferOutcome {
    var outcome = TransferOutcome.wouldBlock
    connection.carry.appendUninitialized(room + sealedSlack) { buffer in
      outcome = receive(connection, into: buffer, room: room)
      if case .bytes(let count) = outcome { return count }
      return 0
    }
    return outcome
  }

  /// Decodes what was read into the scratch space, behind what the connection carried over.
  private func decodeScratch(_ connection: Connection, carried: Int, count: Int) {
    if carried > 0 {
      connection.carry.withUnsafeBytes { scratch.copyMemory(from: $0) }
      connection.carry.removeAll(keepingCapacity: carried <= Limits.keptBufferBytes)
    }
    let bytes = UnsafeRawBufferPointer(rebasing: scratch[..<(carried + count)])
    let consumed = decode(connection, bytes)
    guard connection.isUsed, connection.state.phase != .closed else { return }
    if consumed < bytes.count {
      connection.carry.append(UnsafeRawBufferPointer(rebasing: bytes[consumed...]))
    }
    noteFrameBegun(connection, progressed: consumed > 0)
  }

  private func decodeCarry(_ connection: Connection) {
    let consumed = connection.carry.withUnsafeBytes { decode(connection, $0) }
    guard connection.state.phase != .closed else { return }
    if consumed == connection.carry.count {
      connection.carry.removeAll(keepingCapacity: consumed <= Limits.keptBufferBytes)
    } else {
      connection.carry.removeFirst(consumed)
    }
    noteFrameBegun(connection, progressed: consumed > 0)
  }

  /// Remembers since when the rest of a frame is missing, so that it cannot be missing for ever.
  private func noteFrameBegun(_ connection: Connection, progressed: Bool) {
    if connection.carry.isEmpty || connection.isStalled {
      connection.frameBegunAt = 0
    } else if progressed || connection.frameBegunAt == 0 {
      connection.frameBegunAt = now
    }
  }

  /// Handles the frames in `bytes`, until they end or must wait.
  ///
  /// Never frees the slot, except when it hands the connection over, which only a handshake does.
  ///
  /// - Returns: How many bytes were used.
  private func decode(_ connection: Connection, _ bytes: UnsafeRawBufferPointer) -> Int {
    // What was gathered are places in `bytes`.
    defer { handler.finishGathered() }
    var consumed = 0
    if connection.state.phase == .awaitingPreface {
      do {
        guard try Preface.check(bytes) else { return 0 }
      } catch {
        fail(connection, .notAFrame(error))
        return bytes.count
      }
      consumed = Preface.size
      connection.state.prefaceReceived()
    }
    var outlook = Outlook(offset: consumed)
    while bytes.count - consumed >= FrameHeader.size {
      if connection.isServed { announce(bytes, &outlook) }
      if connection.isServed,
        mustWait(connection) || mustWaitAsDear(connection, bytes, at: consumed)
      {
        connection.isStalled = true
        if handler.acceptsRequests { connection.readRoom = Limits.firstReadBytes }
        return consumed
      }
      do {
        guard let frame = try connection.decoder.next(in: bytes, consumed: &consumed) else {
          return consumed
        }
        outlook.passed(consumed)
        handle(connection, frame, rest: UnsafeRawBufferPointer(rebasing: bytes[consumed...]))
      } catch {
        // The calls before it are answered before the connection is closed.
        handler.finishGathered()
        fail(connection, .notAFrame(error))
      }
      guard connection.state.phase != .closed else { return bytes.count }
    }
    return consumed
  }

  /// How far the frames behind the present one have been announced.
  private struct Outlook {
    /// Where the first frame begins that has not been.
    var offset: Int
    var frames = 0

    @inline(__always)
    mutating func passed(_ consumed: Int) {
      frames = max(0, frames - 1)
      offset = max(offset, consumed)
    }
  }

  /// Tells the handler of the frames to come, so that what they need is on its way from memory
  /// while others are handled.
  @inline(__always)
  private func announce(_ bytes: UnsafeRawBufferPointer, _ outlook: inout Outlook) {
    guard let base = bytes.baseAddress else { return }
    while outlook.frames < Limits.framesAnnounced {
      let start = outlook.offset
      guard bytes.count - start >= FrameHeader.size else { return }
      let header = FrameHeader(from: base + start)
      let end = start + FrameHeader.size + Int(header.length)
      guard end <= bytes.count else { return }
      if header.rawKind == FrameKind.request.rawValue, header.flags.isEmpty {
        let payload = UnsafeRawBufferPointer(rebasing: bytes[start + FrameHeader.size..<end])
        handler.expect(header.method, payload)
      }
      outlook.offset = end
      outlook.frames += 1
    }
  }

  /// Whether the connection's next frame has to wait: for room in the log, or for the client to
  /// read.
  @inline(__always)
  private func mustWait(_ connection: Connection) -> Bool {
    if !handler.acceptsRequests {
      queueReading(connection)
      return true
    }
    return connection.unsentBytes > pauseBytes
  }

  /// The peer sends no more: what runs is answered, then the connection is closed.
  private func ended(_ connection: Connection) {
    connection.isReadable = false
    connection.inputEnded = true
    guard connection.isServed else { return destroy(connection) }
    connection.state.drain()
    connection.closeAt = min(connection.closeAt, now + limits.outputMilliseconds * 1_000_000)
    finishIfDone(connection)
  }

  /// Reads what a peer sends that has been told to go, so that closing does not cut off what it was
  /// told.
  private func discard(_ connection: Connection) {
    guard connection.isReadable else { return }
    switch transport.read(connection.socket, into: scratch) {
    case .bytes: queueReading(connection)
    case .wouldBlock: connection.isReadable = false
    case .ended:
      connection.isReadable = false
      connection.inputEnded = true
      markDirty(connection)
    case .failed: destroy(connection)
    }
  }
}
