import FealtyActors
import FealtyWire
import Testing

@testable import FealtyServer

@Suite("Frames of an open connection")
struct FrameTests {
  typealias Method = EchoHandler.Method

  @Test func `answers pipelined requests, each under its own stream`() throws {
    let server = try LoopServer()
    let (client, _) = try TestClient.greeted(port: server.port)
    var bytes: [UInt8] = []
    for stream in UInt32(1)...2_000 {
      bytes += ClientFrames.request(
        Method.echo,
        stream: stream,
        [UInt8](repeating: UInt8(stream & 255), count: 300)
      )
    }
    try client.send(bytes)
    for stream in UInt32(1)...2_000 {
      let frame = try client.receive()
      #expect(frame.stream == stream)
      #expect(frame.payload == [UInt8](repeating: UInt8(stream & 255), count: 300))
    }
  }

  @Test func `takes a frame that is larger than one read, and those around it`() throws {
    let server = try LoopServer()
    let (client, _) = try TestClient.greeted(port: server.port)
    let large = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try client.send(
      ClientFrames.request(Method.echo, stream: 1, [1])
        + ClientFrames.request(Method.echo, stream: 2, large)
        + ClientFrames.request(Method.echo, stream: 3, [3])
    )
    #expect(try client.receive().payload == [1])
    #expect(try client.receive().payload == large)
    #expect(try client.receive().payload == [3])
  }

  @Test(
    "takes the same frames in pieces of any size",
    arguments: [1, 2, 3, 7, 19, 20, 21, 64, 1_000, 300_000]
  )
  func pieces(size: Int) throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    let payloads: [[UInt8]] = [[], [1], [UInt8](repeating: 2, count: 5_000), [3, 3]]
    let bytes = payloads.enumerated().flatMap { index, payload in
      ClientFrames.request(Method.echo, stream: UInt32(index + 1), payload)
    }
    var answers: [ReceivedFrame] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      loop.transport.send(Array(bytes[start..<min(start + size, bytes.count)]), to: socket)
      loop.loop.turn()
      answers += try loop.received(socket)
    }
    loop.settle()
    answers += try loop.received(socket)
    #expect(answers.map(\.payload) == payloads)
  }

  @Test func `answers a ping with its token`() throws {
    let server = try LoopServer()
    let (client, _) = try TestClient.greeted(port: server.port)
    try client.send(ClientFrames.control(.ping, aux: 4711))
    let frame = try client.receive()
    #expect(frame.kind == .pong)
    #expect(frame.aux == 4711)
  }

  @Test(
    "reports a fault with a GOAWAY and closes",
    arguments: [
      (name: "wrong CRC", code: Code.dataLoss),
      ("oversize", .resourceExhausted),
      ("unknown kind", .invalidArgument),
      ("unknown flags", .invalidArgument),
      ("HELLO again", .invalidArgument),
      ("a frame of the server", .invalidArgument),
      ("stream 0", .invalidArgument),
    ]
  )
  func fault(name: String, code: Code) throws {
    let server = try LoopServer()
    let (client, _) = try TestClient.greeted(port: server.port)
    try client.send(Self.faulty(name))
    let frames = try client.receiveUntilClosed()
    #expect(frames.map(\.kind) == [.goAway])
    #expect(try frames.first?.goAway.code == code)
    // The server is unharmed.
    let (other, _) = try TestClient.greeted(port: server.port)
    try other.send(ClientFrames.request(Method.echo, stream: 1, [1]))
    #expect(try other.receive().payload == [1])
  }

  private static func faulty(_ name: String) -> [UInt8] {
    var bytes = ClientFrames.request(Method.echo, stream: 9, [1, 2, 3])
    switch name {
    case "wrong CRC": bytes[bytes.count - 1] ^= 1
    // The header alone: the server must not wait for what it announces.
    case "oversize":
      bytes = Array(bytes[..<20])
      bytes[2] = 0x20
    case "unknown kind": bytes = raw(kind: 99, flags: 0)
    case "unknown flags": bytes = raw(kind: 3, flags: 0x80)
    case "HELLO again": bytes = Array(ClientFrames.hello(preface: []))
    case "a frame of the server": bytes = ClientFrames.control(.response, stream: 1)
    case "stream 0": bytes = ClientFrames.request(Method.echo, stream: 0)
    default: preconditionFailure("no frame \(name)")
    }
    return bytes
  }

  /// A frame with a right checksum and any kind and flags.
  private static func raw(kind: UInt8, flags: UInt8) -> [UInt8] {
    var header = FrameHeader(.request, stream: 1)
    header.rawKind = kind
    header.flags = FrameFlags(rawValue: flags)
    var bytes = OutputBuffer()
    bytes.endFrame(bytes.beginFrame(header))
    return bytes.bytes()
  }

  @Test func `closes a connection that ends within a frame, and tells the shard`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    loop.transport.send(
      Array(ClientFrames.request(Method.echo, stream: 1, [1]).dropLast()),
      to: socket
    )
    loop.transport.finish(socket)
    loop.settle()
    #expect(loop.transport.isClosed(socket))
    #expect(loop.handler.received.isEmpty)
    #expect(loop.handler.closedConnections == 1)
  }

  @Test func `answers what runs before it closes a connection whose client has finished`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    loop.transport.send(ClientFrames.request(Method.held, stream: 5), to: socket)
    loop.transport.finish(socket)
    loop.settle()
    #expect(!loop.transport.isClosed(socket))
    loop.handler.release()
    loop.settle()
    #expect(try loop.received(socket).map(\.stream) == [5])
    #expect(loop.transport.isClosed(socket))
  }

  @Test func `inflates a compressed request`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    let payload = [UInt8](repeating: 5, count: 20_000)
    var bytes = OutputBuffer()
    let start = bytes.beginFrame(.request, method: Method.echo, stream: 1)
    bytes.append(payload)
    bytes.endFrameCompressing(start)
    #expect(bytes.count < 1_000)
    #expect(try loop.exchange(socket, bytes.bytes()).map(\.payload) == [payload])
  }

  @Test(
    "refuses a call whose payload cannot be unpacked, and goes on",
    arguments: [
      (flags: FrameFlags.compressed, payload: [UInt8]()),
      (.compressed, [5, 0, 0, 0, 1, 2, 3]),
      (.compressed, [0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3]),
      (.head, [0x7F]),
      (.head, [0x02, 0x0A, 0x7F]),
    ]
  )
  func malformed(flags: FrameFlags, payload: [UInt8]) throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    let frames = try loop.exchange(
      socket,
      ClientFrames.request(Method.echo, stream: 1, payload, flags: flags)
    )
    #expect(try frames.map { try $0.status.reason } == [.malformedMessage])
    #expect(
      try loop.exchange(socket, ClientFrames.request(Method.echo, stream: 2, [2])).map(\.payload)
        == [[2]]
    )
  }

  @Test func `takes the head off a request`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    var head = CallHead()
    head.metadata = [Metadata(key: "trace", value: "abc")]
    var bytes = OutputBuffer()
    let start = bytes.beginFrame(.request, flags: .head, method: Method.echo, stream: 1)
    bytes.appendHead(head)
    bytes.append([9, 9])
    bytes.endFrame(start)
    #expect(try loop.exchange(socket, bytes.bytes()).map(\.payload) == [[9, 9]])
  }

  @Test func `gives the shard the deadline that the timeout means`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    _ = try loop.exchange(
      socket,
      ClientFrames.request(Method.echo, stream: 1, timeoutMilliseconds: 250)
        + ClientFrames.request(Method.echo, stream: 2)
    )
    let now = loop.clock.monotonicNanoseconds()
    #expect(loop.handler.received.map(\.deadlineNanoseconds) == [now + 250_000_000, 0])
  }

  @Test func `refuses calls beyond the limit, and takes more once some are answered`() throws {
    let loop = SimulatedLoop { $0.inFlight = 2 }
    let socket = try loop.connectAndGreet()
    let frames = try loop.exchange(
      socket,
      (UInt32(1)...3).flatMap { ClientFrames.request(Method.held, stream: $0) }
    )
    #expect(frames.map(\.stream) == [3])
    #expect(try frames.map { try $0.status.reason } == [.overloaded])
    loop.handler.release()
    _ = try loop.exchange(socket, [])
    #expect(
      try loop.exchange(socket, ClientFrames.request(Method.echo, stream: 4, [4])).map(\.payload)
        == [[4]]
    )
  }

  @Test func `waits with reading while the shard has no room`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    loop.handler.acceptsRequests = false
    let requests = (UInt32(1)...3).flatMap { ClientFrames.request(Method.echo, stream: $0) }
    #expect(try loop.exchange(socket, requests).isEmpty)
    #expect(loop.transport.lastDeadline > 0)
    loop.handler.acceptsRequests = true
    #expect(try loop.exchange(socket, []).map(\.stream) == [1, 2, 3])
  }

  @Test func `passes cancel and credit on to the shard`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    let frames = try loop.exchange(
      socket,
      ClientFrames.request(Method.stream, stream: 8)
        + ClientFrames.control(.credit, stream: 8, aux: 16)
        + ClientFrames.control(.credit, stream: 99, aux: 1)
        + ClientFrames.control(.cancel, stream: 8)
    )
    #expect(loop.handler.credits == [16])
    #expect(loop.handler.cancelled == [8])
    #expect(frames.map(\.stream) == [8])
  }

  @Test func `closes on a flood of control frames, but not on those that work needs`() throws {
    let loop = SimulatedLoop { $0.controlFrames = 50 }
    let worker = try loop.connectAndGreet()
    for stream in UInt32(1)...200 {
      let frames = try loop.exchange(
        worker,
        ClientFrames.request(Method.echo, stream: stream) + ClientFrames.control(.ping, aux: 1)
      )
      #expect(frames.map(\.kind) == [.response, .pong])
    }
    let flooder = try loop.connectAndGreet()
    let frames = try loop.exchange(
      flooder,
      (0..<60).flatMap { _ in ClientFrames.control(.ping, aux: 1) }
    )
    #expect(frames.count == 51)
    #expect(try frames.last?.goAway.code == .resourceExhausted)
  }
}
