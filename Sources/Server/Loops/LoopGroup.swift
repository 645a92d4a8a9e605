package import FealtyActors
package import FealtyTLS
internal import Synchronization

/// What the loops of one server share: how many connections there are, and how to reach each other.
package final class LoopGroup: Sendable {
  /// The only version of the protocol there is.
  static let protocolVersion: UInt32 = 1

  let inboxes: [LoopInbox]
  let limits: ConnectionLimits
  let maximumConnections: Int
  let serverName: String
  let clock: any Clock
  let log: Log

  /// Who may call, and which scopes each method asks for; nil = anybody may.
  let access: AccessDirectory?
  let requiredScopes: [AccessScopes]

  /// With what new connections are encrypted; nil where nothing is.
  private let context: Guarded<TLSContext>?

  /// Numbers of the methods that answer with a stream.
  let streamingMethods: [UInt16]

  /// Whether a method's answer may be far larger than its request, by method number.
  ///
  /// Few such calls are taken at a time.
  private let dearMethods: [Bool]

  private let connectionCount = Atomic<Int>(0)
  private let nextShard = Atomic<Int>(0)
  private let drained = Guarded<Int>(0)

  package init(
    wakers: [any Waker],
    limits: ConnectionLimits,
    maximumConnections: Int,
    serverName: String,
    streamingMethods: [UInt16],
    dearMethods: [UInt16] = [],
    clock: any Clock,
    log: Log,
    tls: TLSContext? = nil,
    access: AccessDirectory? = nil
  ) {
    self.access = access
    requiredScopes = access == nil ? [] : AccessScopes.required
    context = tls.map { Guarded($0) }
    inboxes = wakers.map { LoopInbox(waker: $0) }
    self.limits = limits
    self.maximumConnections = maximumConnections
    self.serverName = serverName
    self.streamingMethods = streamingMethods
    var isDear = [Bool](repeating: false, count: 1 << 16)
    for method in dearMethods { isDear[Int(method)] = true }
    self.dearMethods = isDear
    self.clock = clock
    self.log = log
  }

  /// Connections that are open now.
  package var connections: Int { connectionCount.load(ordering: .relaxed) }

  /// Counts a new connection; false when there are as many as may be.
  func admit() -> Bool {
    let before = connectionCount.wrappingAdd(1, ordering: .relaxed).oldValue
    guard before >= maximumConnections else { return true }
    connectionCount.wrappingSubtract(1, ordering: .relaxed)
    return false
  }

  /// A connection that was admitted has been closed.
  func leave() { connectionCount.wrappingSubtract(1, ordering: .relaxed) }

  /// The shard for a connection: the one it asks for (1 + index), else each in turn.
  func shard(wanted: UInt32) -> Int {
    if wanted >= 1, Int(wanted) <= inboxes.count { return Int(wanted) - 1 }
    let number = nextShard.wrappingAdd(1, ordering: .relaxed).oldValue
    return Int(UInt(bitPattern: number) % UInt(inboxes.count))
  }

  /// Whether a method answers with a stream.
  @inline(__always)
  func isStreaming(_ method: UInt16) -> Bool {
    for streaming in streamingMethods where streaming == method { return true }
    return false
  }

  @inline(__always)
  func isDear(_ method: UInt16) -> Bool { dearMethods[Int(method)] }

  /// Whether callers must say who they are.
  @inline(__always)
  var isGuarded: Bool { access?.isGuarded ?? false }

  // MARK: - TLS

  /// Whether connections are encrypted.
  var usesTLS: Bool { context != nil }

  /// What the next connection is encrypted with.
  var tls: TLSContext? { context?.withLock { $0 } }

  /// Connections from now on use `tls`; those that are open stay as they are.
  package func replace(tls: TLSContext) {
    precondition(usesTLS, "a server without TLS")
    context?.withLock { $0 = tls }
  }

  // MARK: - Stopping

  /// A loop has closed its last connection and takes no more.
  func loopDrained() { drained.signal { $0 += 1 } }

  /// Closes all connections in good order, and returns once that is done or `milliseconds` are
  /// over.
  package func drain(milliseconds: Int64) {
    beginDrain(milliseconds: milliseconds)
    // The loops close what is left at the deadline; the rest is for a loop that does not turn.
    let all = inboxes.count
    _ = drained.wait(milliseconds: milliseconds + 2_000) { $0 >= all ? true : nil }
  }

  /// Tells the loops to do what ``drain(milliseconds:)`` waits for.
  package func beginDrain(milliseconds: Int64) {
    let deadline = clock.monotonicNanoseconds() + milliseconds * 1_000_000
    for inbox in inboxes { inbox.put(.drain(by: deadline)) }
  }

  /// Whether every loop has closed its last connection and takes no more.
  package var isDrained: Bool { drained.withLock { $0 >= inboxes.count } }

  /// Begins to accept connections on a listening socket.
  package func listen(_ socket: Int32) { inboxes[0].put(.listen(socket)) }

  /// Ends the loops; their threads can be joined then.
  package func end() {
    for inbox in inboxes { inbox.put(.end) }
  }
}
