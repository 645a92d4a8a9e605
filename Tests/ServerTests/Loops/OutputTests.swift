import FealtyWire
import Testing

@testable import FealtyServer

@Suite("Answers on their way out")
struct OutputTests {
  typealias Method = EchoHandler.Method

  @Test func `holds gated answers until their batch is durable, and lets others overtake`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    let first = try loop.exchange(
      socket,
      ClientFrames.request(Method.gated, stream: 1) + ClientFrames.request(Method.echo, stream: 2)
    )
    #expect(first.map(\.stream) == [2])
    #expect(try loop.exchange(socket, ClientFrames.request(Method.gated, stream: 3)).isEmpty)
    loop.handler.makeDurable(1)
    #expect(try loop.exchange(socket, []).map(\.stream) == [1])
    loop.handler.makeDurable(2)
    #expect(try loop.exchange(socket, []).map(\.stream) == [3])
  }

  @Test func `releases over real sockets as soon as the log says so`() throws {
    let server = try LoopServer()
    let (client, _) = try TestClient.greeted(port: server.port)
    try client.send(ClientFrames.request(Method.gated, stream: 1, [1]))
    #expect(server.eventually { server.handlers[0].callCount == 1 })
    server.makeDurable()
    #expect(try client.receive().payload == [1])
  }

  @Test(
    "keeps frames whole however little the socket takes at a time",
    arguments: [1, 2, 3, 19, 20, 21, 22, 50, 1_000]
  )
  func partialWrites(limit: Int) throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    loop.transport.transferLimit = limit
    var wanted: Set<UInt32> = []
    var bytes: [UInt8] = []
    for stream in UInt32(1)...40 {
      let method = stream % 3 == 0 ? Method.gated : Method.echo
      wanted.insert(stream)
      loop.transport.send(
        ClientFrames.request(method, stream: stream, [UInt8(stream), 1, 2]),
        to: socket
      )
      loop.loop.turn()
      bytes += loop.transport.take(socket)
      if stream % 7 == 0 { loop.handler.makeDurable(UInt64(stream / 7)) }
    }
    loop.handler.makeDurable(1_000)
    for _ in 0..<4_000 { loop.loop.turn() }
    bytes += loop.transport.take(socket)
    let frames = try ClientFrames.decode(bytes)
    #expect(Set(frames.map(\.stream)) == wanted)
    #expect(frames.count == wanted.count)
    for frame in frames { #expect(frame.payload == [UInt8(frame.stream), 1, 2]) }
    let gated = frames.map(\.stream).filter { $0 % 3 == 0 }
    #expect(gated == gated.sorted())
  }

  @Test func `stops reading a client that does not read, and closes it when nothing moves`() throws
  {
    let loop = SimulatedLoop {
      $0.outputPauseBytes = 10_000
      $0.outputMilliseconds = 1_000
    }
    let socket = try loop.connectAndGreet()
    loop.transport.open(window: 0, of: socket)
    for stream in UInt32(1)...100 {
      loop.transport.send(
        ClientFrames.request(Method.echo, stream: stream, [UInt8](repeating: 1, count: 980)),
        to: socket
      )
    }
    loop.settle()
    // Eleven answers of 1,000 bytes: then the mark is passed.
    #expect(loop.handler.received.count == 11)
    loop.transport.open(window: 5_000, of: socket)
    loop.settle()
    #expect(loop.handler.received.count == 16)
    loop.advance(milliseconds: 900)
    #expect(!loop.transport.isClosed(socket))
    loop.advance(milliseconds: 400)
    #expect(loop.transport.isClosed(socket))
    #expect(loop.handler.closedConnections == 1)
  }

  @Test func `closes a client whose waiting answers exceed the bound`() throws {
    let loop = SimulatedLoop { $0.outputBytes = 100_000 }
    let socket = try loop.connectAndGreet()
    loop.transport.open(window: 0, of: socket)
    loop.transport.send(
      ClientFrames.request(Method.large, stream: 1, [0x00, 0x00, 0x02, 0x00]),
      to: socket
    )
    loop.settle()
    #expect(loop.transport.isClosed(socket))
  }

  @Test func `a client that never reads costs bounded memory and disturbs nobody`() throws {
    let server = try LoopServer {
      $0.outputPauseBytes = 64 << 10
      $0.outputBytes = 4 << 20
      $0.outputMilliseconds = 60_000
      $0.frameMilliseconds = 60_000
    }
    let (stubborn, _) = try TestClient.greeted(port: server.port)
    // Each asks for 64 KiB; the buffers of the kernel take some, the rest must wait unread.
    let request = ClientFrames.request(Method.large, stream: 1, [0, 0, 1, 0])
    let requests = (0..<2_000).flatMap { _ in request }
    _ = stubborn.sendWhatFits(requests)
    let (other, _) = try TestClient.greeted(port: server.port)
    for stream in UInt32(1)...100 {
      try other.send(ClientFrames.request(Method.echo, stream: stream, [1]))
      #expect(try other.receive().stream == stream)
    }
    // 2,000 answers would be 128 MB; what was answered filled the kernel's buffers and the mark.
    #expect(server.handlers[0].callCount < 1_000)
    #expect(server.group.connections == 2)
  }
}
