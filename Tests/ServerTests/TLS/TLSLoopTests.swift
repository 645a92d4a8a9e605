import FealtyTLS
import FealtyWire
import Testing

@testable import FealtyServer

@Suite("Connections with TLS")
struct TLSLoopTests {
  typealias Method = EchoHandler.Method

  /// A client of a simulated loop.
  private final class Client {
    let loop: SimulatedLoop
    let socket: Int32
    let peer: TLSPeer
    private var plain: [UInt8] = []

    init(_ loop: SimulatedLoop, _ context: TLSContext) throws {
      self.loop = loop
      socket = loop.connect()
      peer = try TLSPeer(context)
    }

    /// Sends what waits and takes what comes, until nothing does.
    func exchange() throws {
      for _ in 0..<8 {
        loop.transport.send(peer.take(), to: socket)
        loop.settle()
        plain += try peer.receive(loop.transport.take(socket))
      }
    }

    func send(_ bytes: [UInt8]) throws -> [ReceivedFrame] {
      try bytes.withUnsafeBytes { try peer.session.encrypt($0) }
      try exchange()
      defer { plain = [] }
      return try ClientFrames.decode(plain)
    }
  }

  private func serve(
    clients: String? = nil,
    _ change: (inout ConnectionLimits) -> Void = { _ in }
  ) throws -> SimulatedLoop {
    SimulatedLoop(tls: try TestCertificates.server(clients: clients), change)
  }

  @Test func `greets, answers and says good-bye`() throws {
    let loop = try serve()
    let client = try Client(loop, TestCertificates.client())
    try client.exchange()
    #expect(client.peer.session.isEstablished)
    #expect(try client.send(ClientFrames.hello()).map(\.kind) == [.welcome])
    let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    let answer = try client.send(ClientFrames.request(Method.echo, stream: 1, large))
    #expect(answer.map(\.payload) == [large])
    let end = try client.send(ClientFrames.control(.response))
    #expect(end.map(\.kind) == [.goAway])
    #expect(client.peer.session.isFinished)
    loop.advance(milliseconds: 2_000)
    #expect(loop.transport.isClosed(client.socket))
  }

  @Test("moves few bytes at a time all the same", arguments: [1, 7, 1_000])
  func dribbles(limit: Int) throws {
    let loop = try serve()
    loop.transport.transferLimit = limit
    let client = try Client(loop, TestCertificates.client())
    for _ in 0..<4_000 where !client.peer.session.isEstablished { try client.exchange() }
    var frames: [ReceivedFrame] = []
    try (ClientFrames.hello() + ClientFrames.request(Method.echo, stream: 1, [7]))
      .withUnsafeBytes { try client.peer.session.encrypt($0) }
    var plain: [UInt8] = []
    for _ in 0..<4_000 where frames.count < 2 {
      loop.transport.send(client.peer.take(), to: client.socket)
      loop.settle()
      plain += try client.peer.receive(loop.transport.take(client.socket))
      frames = (try? ClientFrames.decode(plain)) ?? []
    }
    #expect(frames.map(\.kind) == [.welcome, .response])
  }

  @Test(
    "closes at once on what is no TLS",
    arguments: [
      ClientFrames.hello(), Array("GET / HTTP/1.1\r\n\r\n".utf8),
      [UInt8](repeating: 0, count: 100), [UInt8](repeating: 0xFF, count: 100),
      [0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x00],
      [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28],
    ]
  )
  func garbage(bytes: [UInt8]) throws {
    let loop = try serve()
    let bystander = try Client(loop, TestCertificates.client())
    try bystander.exchange()
    let socket = loop.connect()
    loop.transport.send(bytes, to: socket)
    loop.settle()
    #expect(loop.transport.isClosed(socket))
    #expect(try bystander.send(ClientFrames.hello()).map(\.kind) == [.welcome])
    #expect(loop.group.connections == 1)
  }

  @Test func `a handshake cut at any byte ends with a closed connection`() throws {
    let loop = try serve { $0.handshakeMilliseconds = 1_000 }
    let hello = try TLSPeer(TestCertificates.client()).take()
    var sockets: [Int32] = []
    for count in stride(from: 0, to: hello.count, by: 5) {
      let ended = loop.connect()
      loop.transport.send(Array(hello[..<count]), to: ended)
      loop.transport.finish(ended)
      loop.settle()
      #expect(loop.transport.isClosed(ended), "cut after \(count) bytes")
      let silent = loop.connect()
      loop.transport.send(Array(hello[..<count]), to: silent)
      sockets.append(silent)
    }
    loop.settle()
    #expect(sockets.allSatisfy { !loop.transport.isClosed($0) })
    loop.advance(milliseconds: 1_300)
    #expect(sockets.allSatisfy { loop.transport.isClosed($0) })
    #expect(loop.group.connections == 0)
  }

  @Test func `half a handshake ends with its time`() throws {
    let loop = try serve { $0.handshakeMilliseconds = 1_000 }
    let client = try Client(loop, TestCertificates.client())
    loop.transport.send(client.peer.take(), to: client.socket)
    loop.settle()
    // The server has answered, and the client says nothing more.
    #expect(!loop.transport.take(client.socket).isEmpty)
    loop.advance(milliseconds: 900)
    #expect(!loop.transport.isClosed(client.socket))
    loop.advance(milliseconds: 400)
    #expect(loop.transport.isClosed(client.socket))
    #expect(loop.transport.take(client.socket).isEmpty)
  }

  @Test func `the time for the handshake is that of TLS and HELLO together`() throws {
    let loop = try serve {
      $0.handshakeMilliseconds = 1_000
      $0.farewellMilliseconds = 100
    }
    let client = try Client(loop, TestCertificates.client())
    loop.advance(milliseconds: 800)
    try client.exchange()
    #expect(client.peer.session.isEstablished)
    loop.advance(milliseconds: 500)
    #expect(loop.transport.isClosed(client.socket))
  }

  @Test func `a record cut off by the end does no harm`() throws {
    let loop = try serve()
    let client = try Client(loop, TestCertificates.client())
    try client.exchange()
    let sealed = try client.peer.seal(
      ClientFrames.hello() + ClientFrames.request(Method.echo, stream: 1, [1])
    )
    loop.transport.send(Array(sealed.dropLast(3)), to: client.socket)
    loop.transport.finish(client.socket)
    loop.settle()
    #expect(loop.transport.isClosed(client.socket))
    #expect(loop.handler.callCount == 0)
  }

  @Test func `a client without the certificate that is asked for is not served`() throws {
    let loop = try serve(clients: "ca")
    let stranger = try Client(loop, TestCertificates.client())
    #expect(throws: TLSFailure.self) { try stranger.exchange() }
    #expect(loop.transport.isClosed(stranger.socket))
    let known = try Client(loop, TestCertificates.client(own: "client"))
    try known.exchange()
    #expect(try known.send(ClientFrames.hello()).map(\.kind) == [.welcome])
  }

  @Test func `certificates are replaced for connections to come`() throws {
    let loop = try serve()
    let old = try Client(loop, TestCertificates.client())
    try old.exchange()
    loop.group.replace(tls: try TestCertificates.server("other-server"))
    #expect(try old.send(ClientFrames.hello()).map(\.kind) == [.welcome])
    let new = try Client(loop, TestCertificates.client(authority: "other"))
    try new.exchange()
    #expect(try new.send(ClientFrames.hello()).map(\.kind) == [.welcome])
    let late = try Client(loop, TestCertificates.client())
    #expect(throws: TLSFailure.self) { try late.exchange() }
  }

  @Test func `what a client does not read is bounded, encrypted or not`() throws {
    let loop = try serve { $0.outputBytes = 300_000 }
    let client = try Client(loop, TestCertificates.client())
    try client.exchange()
    _ = try client.send(ClientFrames.hello())
    loop.transport.open(window: 0, of: client.socket)
    for stream in UInt32(1)...8 {
      let request = ClientFrames.request(
        Method.echo,
        stream: stream,
        [UInt8](repeating: 1, count: 60_000)
      )
      loop.transport.send(try client.peer.seal(request), to: client.socket)
      loop.settle()
    }
    #expect(loop.transport.isClosed(client.socket))
  }
}
