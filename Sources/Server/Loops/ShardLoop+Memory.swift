internal import FealtyActors
internal import FealtyWire

// What clients that ask and do not read may cost. One connection has its own bounds; these are for
// all of a loop together, so that a thousand of them are no thousand times as bad.

extension ShardLoop {
  /// Counts anew what a connection holds in memory.
  @inline(__always)
  func count(_ connection: Connection) {
    let held = connection.unsentBytes + connection.carry.count
    heldBytes += held - connection.countedBytes
    connection.countedBytes = held
  }

  /// Answers waiting above which a connection's requests wait, bytes.
  @inline(__always)
  var pauseBytes: Int {
    heldBytes <= Limits.heldBytes
      ? limits.outputPauseBytes : min(limits.outputPauseBytes, Limits.scarcePauseBytes)
  }

  /// Whether the next frame of a connection, whose header begins at `offset`, is a call with a
  /// large answer that must wait.
  @inline(__always)
  func mustWaitAsDear(
    _ connection: Connection,
    _ bytes: UnsafeRawBufferPointer,
    at offset: Int
  ) -> Bool {
    let method = bytes.loadUnaligned(
      fromByteOffset: offset + FrameHeader.methodOffset,
      as: UInt16.self
    )
    guard _slowPath(group.isDear(UInt16(littleEndian: method))) else { return false }
    return !takesDear(connection)
  }

  @inline(never)
  private func takesDear(_ connection: Connection) -> Bool {
    // Whoever reads what it asked for gets one answer at a time, however much others hold.
    let hasNone = connection.dearInFlight == 0 && connection.unsentBytes == 0
    let isScarce = heldBytes > Limits.heldBytes
    guard
      hasNone
        || (!isScarce && connection.dearInFlight < Limits.dearInFlight
          && connection.unsentBytes <= Limits.dearPauseBytes)
    else { return false }
    guard dearInFlight < Limits.dearInFlightOfLoop else {
      if !connection.waitsForDear {
        connection.waitsForDear = true
        dearWaiting.append(connection.slot)
      }
      return false
    }
    return true
  }

  /// A call is about to run.
  @inline(__always)
  func dearBegins(_ connection: Connection, _ method: UInt16) {
    guard _slowPath(group.isDear(method)) else { return }
    connection.dearInFlight += 1
    dearInFlight += 1
  }

  /// A call has been answered.
  @inline(__always)
  func dearEnds(_ connection: Connection, _ method: UInt16) {
    guard _slowPath(group.isDear(method)) else { return }
    connection.dearInFlight -= 1
    dearInFlight -= 1
    wakeDear()
  }

  /// A connection has gone, and with it what it held.
  func forget(_ connection: Connection) {
    heldBytes -= connection.countedBytes
    connection.countedBytes = 0
    dearInFlight -= connection.dearInFlight
    connection.dearInFlight = 0
    if dearInFlight < Limits.dearInFlightOfLoop { wakeDear() }
  }

  /// Lets the connections go on that waited longest, as many as there is room for.
  @inline(never)
  private func wakeDear() {
    var room = Limits.dearInFlightOfLoop - dearInFlight
    var woken = 0
    while room > 0, woken < dearWaiting.count {
      let connection = slots[Int(dearWaiting[woken])]
      woken += 1
      guard connection.waitsForDear else { continue }
      connection.waitsForDear = false
      guard connection.isUsed, connection.isStalled else { continue }
      queueReading(connection)
      room -= 1
    }
    dearWaiting.removeFirst(woken)
  }
}
