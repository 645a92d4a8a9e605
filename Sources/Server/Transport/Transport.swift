/// What a loop needs of the world of sockets.
///
/// Real (``EpollTransport``) or simulated (``SimulatedTransport``).
///
/// Confined to the thread of the loop that owns it. Nothing here waits but
/// ``wait(untilNanoseconds:)``.
package protocol Transport: AnyObject {
  /// Waits for events, a wake-up, or the time; returns at once when a wake-up came since the last
  /// call that was told to wait.
  ///
  /// - Parameter untilNanoseconds: Monotonic time; 0 = do not wait, `Int64.max` = for ever.
  /// - Returns: How many events ``event(at:)`` has.
  func wait(untilNanoseconds: Int64) -> Int

  /// Whether the next wait returns at once because of a wake-up.
  var isWoken: Bool { get }

  /// Lets other threads of this processor run, between two looks for events.
  ///
  /// - Returns: false where nothing can have happened meanwhile, so that looking again is of no
  ///   use.
  func yield() -> Bool

  /// An event of the last wait.
  func event(at index: Int) -> TransportEvent

  /// Reports what happens to a socket from now on, each change once (edge-triggered).
  ///
  /// - Returns: False when the system has no room for more.
  func watch(_ socket: Int32, token: UInt64) -> Bool

  /// Ends the reports, so that another loop can watch the socket.
  func unwatch(_ socket: Int32)

  /// Takes a completed connection off a listening socket.
  func accept(_ listener: Int32) -> AcceptOutcome

  /// Reads what is there, up to the buffer's size.
  func read(_ socket: Int32, into buffer: UnsafeMutableRawBufferPointer) -> TransferOutcome

  /// Writes `first`, then `second`, as far as the socket takes them.
  func write(
    _ socket: Int32,
    _ first: UnsafeRawBufferPointer,
    _ second: UnsafeRawBufferPointer
  ) -> TransferOutcome

  /// Tells the peer that nothing more will be sent.
  func finishWriting(_ socket: Int32)

  /// Closes a socket.
  func close(_ socket: Int32)
}

/// Something that happened to a watched socket.
package struct TransportEvent: Equatable, Sendable {
  /// What ``Transport/watch(_:token:)`` was given.
  package var token: UInt64
  /// There is something to read: bytes, the end, an error, or a connection to accept.
  package var readable: Bool
  /// There is room to write.
  package var writable: Bool
  /// The end, or an error, is among what there is to read: no other event will tell of it.
  package var ended: Bool

  package init(token: UInt64, readable: Bool, writable: Bool, ended: Bool) {
    self.token = token
    self.readable = readable
    self.writable = writable
    self.ended = ended
  }
}

/// What became of a read or a write.
package enum TransferOutcome: Equatable, Sendable {
  /// So many bytes were moved, at least one.
  case bytes(Int)
  /// Nothing now; an event will tell when to try again.
  case wouldBlock
  /// The peer sends no more (read only).
  case ended
  /// The connection is gone; the error number says why.
  case failed(Int32)
}

/// What became of accepting a connection.
package enum AcceptOutcome: Equatable, Sendable {
  /// A connection: a socket that does not block.
  case accepted(Int32)
  /// None waits; an event will tell.
  case none
  /// The peer has gone already; there may be others.
  case gone
  /// Descriptors or memory have run out (the error number): no event will tell; try later.
  case exhausted(Int32)
}
