import FealtyWire
import Testing

@testable import FealtyServer

@Suite("Shaking hands")
struct HandshakeTests {
  @Test func `welcomes a client and tells it the limits`() throws {
    let server = try LoopServer { $0.inFlight = 12 }
    let (_, welcome) = try TestClient.greeted(port: server.port)
    #expect(welcome.version == 1)
    #expect(welcome.shards == 1)
    #expect(welcome.shard == 0)
    #expect(welcome.maximumInFlight == 12)
    #expect(welcome.maximumFrameBytes == 1 << 20)
    #expect(welcome.nowMs > 1_700_000_000_000)
  }

  @Test(
    "refuses versions that it does not speak, and says so",
    arguments: [(minimum: UInt32(2), maximum: UInt32(3)), (0, 0), (2, 1)]
  )
  func version(minimum: UInt32, maximum: UInt32) throws {
    let server = try LoopServer()
    let client = try TestClient(port: server.port)
    try client.send(ClientFrames.hello(minimumVersion: minimum, maximumVersion: maximum))
    let frames = try client.receiveUntilClosed()
    #expect(frames.map(\.kind) == [.goAway])
    #expect(try frames.first?.goAway.code == .unimplemented)
  }

  @Test(
    "hands the connection to the shard that the client asks for",
    arguments: [(wanted: UInt32(1), shard: UInt32(0)), (2, 1), (3, 2)]
  )
  func handover(wanted: UInt32, shard: UInt32) throws {
    let server = try LoopServer(shards: 3)
    let client = try TestClient(port: server.port)
    // The request follows at once, so that it is handed over with the connection.
    try client.send(
      ClientFrames.hello(shard: wanted)
        + ClientFrames.request(EchoHandler.Method.echo, stream: 1, [7, 8])
    )
    #expect(try client.receive().welcome.shard == shard)
    #expect(try client.receive().payload == [7, 8])
    #expect(server.handlers[Int(shard)].callCount == 1)
  }

  @Test func `spreads clients that ask for no shard, or for one that is not there`() throws {
    let server = try LoopServer(shards: 2)
    let shards = try [UInt32(0), 0, 9, 9].map {
      try TestClient.greeted(port: server.port, shard: $0).1.shard
    }
    #expect(shards.sorted() == [0, 0, 1, 1])
  }

  @Test(
    "closes a connection that begins with something else",
    arguments: ["GET / HTTP/1.1\r\n\r\n", "FEALTY2\n", "\u{0}\u{0}\u{0}\u{0}"]
  )
  func garbage(text: String) throws {
    let server = try LoopServer()
    let client = try TestClient(port: server.port)
    try client.send(Array(text.utf8))
    let frames = try client.receiveUntilClosed()
    #expect(frames.map(\.kind) == [.goAway])
    #expect(try frames.first?.goAway.code == .invalidArgument)
  }

  @Test func `ends a handshake in fixed time, however the bytes drip`() throws {
    let loop = SimulatedLoop { $0.handshakeMilliseconds = 1_000 }
    let socket = loop.connect()
    for byte in ClientFrames.hello().prefix(9) {
      loop.transport.send([byte], to: socket)
      loop.advance(milliseconds: 100)
      #expect(loop.transport.take(socket).isEmpty)
    }
    loop.advance(milliseconds: 300)
    #expect(try loop.received(socket).first?.goAway.code == .deadlineExceeded)
    loop.advance(milliseconds: 1_200)
    #expect(loop.transport.isClosed(socket))
    #expect(loop.group.connections == 0)
  }

  @Test func `refuses a frame before HELLO`() throws {
    let loop = SimulatedLoop()
    let socket = loop.connect()
    let frames = try loop.exchange(socket, Preface.bytes + ClientFrames.control(.ping))
    #expect(try frames.map { try $0.goAway.code } == [.invalidArgument])
    #expect(loop.transport.isFinished(socket))
  }

  @Test func `refuses a HELLO that is no such message`() throws {
    let loop = SimulatedLoop()
    let socket = loop.connect()
    var bytes = OutputBuffer()
    bytes.append(Preface.bytes)
    let start = bytes.beginFrame(.hello)
    bytes.append([0x08])
    bytes.endFrame(start)
    let frames = try loop.exchange(socket, bytes.bytes())
    #expect(try frames.map { try $0.goAway.code } == [.invalidArgument])
  }

  @Test func `takes a handshake that arrives byte by byte`() throws {
    let loop = SimulatedLoop()
    let socket = loop.connect()
    for byte in ClientFrames.hello() {
      loop.transport.send([byte], to: socket)
      loop.loop.turn()
    }
    #expect(try loop.received(socket).map(\.kind) == [.welcome])
  }

  @Test func `turns away more connections than it may have, and takes the next when one has gone`()
    throws
  {
    let loop = SimulatedLoop(maximumConnections: 1)
    let first = try loop.connectAndGreet()
    let second = loop.connect()
    #expect(try loop.received(second).first?.goAway.code == .resourceExhausted)
    #expect(loop.transport.isClosed(second))
    loop.transport.finish(first)
    loop.settle()
    #expect(loop.transport.isClosed(first))
    _ = try loop.connectAndGreet()
  }

  @Test func `pauses accepting while descriptors have run out, without spinning`() throws {
    let loop = SimulatedLoop()
    loop.transport.acceptFailure = 24
    let socket = loop.connect()
    #expect(loop.transport.lastDeadline > 0)
    loop.loop.turn()
    #expect(loop.transport.lastDeadline > loop.clock.monotonicNanoseconds())
    loop.transport.acceptFailure = nil
    loop.advance(milliseconds: 400)
    #expect(try loop.exchange(socket, ClientFrames.hello()).map(\.kind) == [.welcome])
  }
}
