import FealtyActors
import FealtyServer
import FealtyTLS
import FealtyWire

/// One loop on simulated sockets and a manual clock, driven turn by turn by the test's thread.
final class SimulatedLoop {
  static let listener: Int32 = 7

  let transport = SimulatedTransport()
  let clock = ManualClock()
  let handler = EchoHandler()
  let group: LoopGroup
  let loop: ShardLoop<EchoHandler>

  init(
    maximumConnections: Int = 100,
    dearMethods: [UInt16] = [],
    log: Log = Log(level: .error),
    tls: TLSContext? = nil,
    access: AccessDirectory? = nil,
    _ change: (inout ConnectionLimits) -> Void = { _ in }
  ) {
    var limits = ConnectionLimits()
    change(&limits)
    group = LoopGroup(
      wakers: [NoWaker()],
      limits: limits,
      maximumConnections: maximumConnections,
      serverName: "fealty/test",
      streamingMethods: [EchoHandler.Method.stream],
      dearMethods: dearMethods,
      clock: clock,
      log: log,
      tls: tls,
      access: access
    )
    loop = ShardLoop(index: 0, group: group, handler: handler, transport: transport)
    handler.port = loop
    group.listen(Self.listener)
    loop.turn()
  }

  /// A connection that has sent nothing.
  func connect() -> Int32 {
    let socket = transport.connect(to: Self.listener)
    loop.turn()
    return socket
  }

  /// A connection whose handshake is done; its WELCOME has been taken.
  func connectAndGreet() throws -> Int32 {
    let socket = connect()
    guard try exchange(socket, ClientFrames.hello()).map(\.kind) == [.welcome] else {
      throw TestFailure("no WELCOME")
    }
    return socket
  }

  /// Sends bytes and returns what has come back after as many turns as it takes to be quiet.
  func exchange(_ socket: Int32, _ bytes: [UInt8]) throws -> [ReceivedFrame] {
    transport.send(bytes, to: socket)
    settle()
    return try received(socket)
  }

  func received(_ socket: Int32) throws -> [ReceivedFrame] {
    try ClientFrames.decode(transport.take(socket))
  }

  func settle(turns: Int = 8) {
    for _ in 0..<turns { loop.turn() }
  }

  /// Lets time pass in steps of a tick.
  func advance(milliseconds: Int64) {
    for _ in 0..<max(1, milliseconds / 100) {
      clock.advance(milliseconds: min(milliseconds, 100))
      loop.turn()
    }
    settle(turns: 2)
  }
}

/// Nothing sleeps in a simulation.
struct NoWaker: Waker {
  func wake() {}
}
