package import FealtyActors
package import FealtyTLS
package import FealtyWire

/// One slot of a loop: a socket, its state, and the bytes on their way in and out.
///
/// Slots are used again and again, with their buffers; the generation tells a late answer that its
/// connection has gone. Confined to the thread of the loop that owns it.
package final class Connection {
  /// The index of the slot.
  package let slot: UInt32

  /// How often the slot was used before.
  @exclusivity(unchecked) package private(set) var generation: UInt32 = 0

  /// The socket; -1 while the slot is free.
  package private(set) var socket: Int32 = -1

  /// What encrypts the connection; nil where nothing does.
  @exclusivity(unchecked) package private(set) var tls: TLSSession?
  /// Encrypted bytes that the socket has not taken.
  @exclusivity(unchecked) var sealedBytes = 0

  @exclusivity(unchecked) package var state: ConnectionState
  @exclusivity(unchecked) package var decoder = FrameDecoder()

  // MARK: - Input

  /// Received bytes that could not be used yet: part of a frame, or frames that must wait.
  @exclusivity(unchecked) package var carry = OutputBuffer()
  /// There may be something to read: no read has come up short since the last event.
  @exclusivity(unchecked) package var isReadable = false
  /// Whole frames lie in `carry`, or reading has stopped, until there is room for answers or
  /// records.
  @exclusivity(unchecked) package var isStalled = false
  /// An event told that the input ends: read until it does, for no other event will come.
  package var endIsNear = false
  /// The peer sends no more.
  package var inputEnded = false
  /// Listed for reading.
  @exclusivity(unchecked) package var isQueued = false

  /// What the next read takes at most, bytes.
  @exclusivity(unchecked) package var readRoom = Limits.firstReadBytes
  /// Calls with large answers that run.
  @exclusivity(unchecked) package var dearInFlight = 0
  /// Listed as waiting for the loop to take more of them.
  ///
  /// It says that the slot is on the list, so it outlives the connection.
  package var waitsForDear = false
  /// Bytes that the loop counts as held by this connection.
  @exclusivity(unchecked) package var countedBytes = 0

  // MARK: - Output

  /// Frames that may leave at once.
  package let ready = FrameBuffer()
  /// Frames that wait for their batch.
  package let gated = FrameBuffer()
  package var marks = GateMarks()
  /// Bytes at the front of the buffers that were sent already.
  var readySent = 0
  var gatedSent = 0
  /// Position of the first byte of `gated`, and the end of what was released, counted from the
  /// beginning.
  var gatedBase = 0
  var gatedReleased = 0
  /// A write stopped in the middle of the gated bytes: they must go on before anything else.
  var gatedGoesFirst = false
  /// The socket took less than was offered; an event will tell.
  @exclusivity(unchecked) package var isBlocked = false
  /// Listed for writing; listed for the next gate; listed as waiting for a batch.
  @exclusivity(unchecked) package var isDirty = false
  @exclusivity(unchecked) package var isTouched = false
  @exclusivity(unchecked) package var isWaiting = false

  /// What the client was granted; nil before it has said who it is.
  @exclusivity(unchecked) package var grant: AccessGrant?

  // MARK: - Tracing, at the log's debug level alone

  /// Calls that run, and those whose answers wait for the disk.
  var traces: [UInt32: CallTrace] = [:]
  var tracesGated: [CallTrace] = []

  // MARK: - Time, monotonic nanoseconds

  package var acceptedAt: Int64 = 0
  package var lastReceivedAt: Int64 = 0
  @exclusivity(unchecked) package var lastCallAt: Int64 = 0
  /// When the frame began whose rest is missing; 0 = none.
  package var frameBegunAt: Int64 = 0
  /// Since when the socket has taken nothing of what was offered; 0 = it took all.
  package var blockedAt: Int64 = 0
  package var pingedAt: Int64 = 0
  /// When the socket is closed whatever is left; `Int64.max` = not decided.
  package var closeAt: Int64 = .max
  /// The last byte was sent and the peer told so.
  package var saidFarewell = false
  /// Whether the shard knows the connection.
  @exclusivity(unchecked) package var isServed = false

  package init(slot: UInt32) {
    self.slot = slot
    state = ConnectionState(limits: ConnectionLimits(), nowNanoseconds: 0)
    state.close()
  }

  /// Whether the slot has a connection.
  package var isUsed: Bool { socket >= 0 }

  /// Whether answers may still be written.
  @inline(__always)
  package func takesAnswers(generation wanted: UInt32) -> Bool {
    generation == wanted && isServed && state.phase != .closed
  }

  /// The token that the transport reports events with.
  package var token: UInt64 { UInt64(generation) << 32 | UInt64(slot) }

  /// Begins to use the slot.
  package func begin(
    socket: Int32,
    tls: TLSSession? = nil,
    limits: ConnectionLimits,
    nowNanoseconds now: Int64
  ) {
    precondition(!isUsed && socket >= 0, "slot \(slot) is in use, or socket \(socket) is none")
    self.socket = socket
    self.tls = tls
    sealedBytes = tls?.outputBytes ?? 0
    state = ConnectionState(limits: limits, nowNanoseconds: now)
    decoder = FrameDecoder(
      maximumPayloadBytes: min(FealtyWire.Limits.handshakeFrameBytes, limits.frameBytes)
    )
    acceptedAt = now
    lastReceivedAt = now
    lastCallAt = now
  }

  /// Frees the slot; the socket is the caller's to close or to hand over.
  package func end() {
    socket = -1
    tls = nil
    grant = nil
    sealedBytes = 0
    generation &+= 1
    state.close()
    isReadable = false
    isStalled = false
    endIsNear = false
    inputEnded = false
    isBlocked = false
    isTouched = false
    isServed = false
    saidFarewell = false
    frameBegunAt = 0
    pingedAt = 0
    blockedAt = 0
    closeAt = .max
    readRoom = Limits.firstReadBytes
    dearInFlight = 0
    countedBytes = 0
    traces = [:]
    tracesGated = []
    carry.removeAll(keepingCapacity: false)
    marks.removeAll()
    ready.bytes.removeAll(keepingCapacity: false)
    gated.bytes.removeAll(keepingCapacity: false)
    readySent = 0
    gatedSent = 0
    gatedBase = 0
    gatedReleased = 0
    gatedGoesFirst = false
  }

  /// Gives memory back that a connection at rest does not need.
  package func shrink() {
    tls?.shrink()
    if carry.isEmpty { carry.removeAll(keepingCapacity: false) }
    if ready.bytes.isEmpty { ready.bytes.removeAll(keepingCapacity: false) }
    if gated.bytes.isEmpty { gated.bytes.removeAll(keepingCapacity: false) }
  }
}
