import FealtyWire
import Testing

@testable import FealtyServer

@Suite("Bad input")
struct BadInputTests {
  typealias Method = EchoHandler.Method

  /// A whole conversation of a client: preface, HELLO, a call, a ping.
  private static let conversation =
    ClientFrames.hello() + ClientFrames.request(Method.echo, stream: 1, [1, 2, 3])
    + ClientFrames.control(.ping, aux: 5)

  @Test func `a conversation cut at any byte ends with a closed connection`() throws {
    let loop = SimulatedLoop()
    for count in 0..<Self.conversation.count {
      let socket = loop.connect()
      loop.transport.send(Array(Self.conversation[..<count]), to: socket)
      loop.transport.finish(socket)
      loop.settle()
      #expect(loop.transport.isClosed(socket), "cut after \(count) bytes")
    }
    #expect(loop.group.connections == 0)
  }

  @Test("a conversation with any byte changed does no harm", arguments: [UInt8(0x01), 0x80, 0xFF])
  func changed(mask: UInt8) throws {
    let loop = SimulatedLoop { $0.farewellMilliseconds = 100 }
    let bystander = try loop.connectAndGreet()
    for index in Self.conversation.indices {
      var bytes = Self.conversation
      bytes[index] ^= mask
      let socket = loop.connect()
      let frames = try loop.exchange(socket, bytes)
      // Every byte is under the checksum, so none is taken for another; a length that has grown
      // waits.
      let kinds = frames.map(\.kind)
      #expect(kinds != [.welcome, .response, .pong], "byte \(index) was not noticed")
      #expect(kinds.allSatisfy { [.welcome, .response, .goAway].contains($0) })
      loop.transport.finish(socket)
      loop.settle()
      #expect(loop.transport.isClosed(socket), "byte \(index)")
    }
    let answer = try loop.exchange(bystander, ClientFrames.request(Method.echo, stream: 9, [9]))
    #expect(answer.map(\.payload) == [[9]])
    #expect(loop.group.connections == 1)
  }

  @Test func `two thousand clients that never finish their handshake are gone in fixed time`()
    throws
  {
    let loop = SimulatedLoop(maximumConnections: 3_000) {
      $0.handshakeMilliseconds = 1_000
      $0.farewellMilliseconds = 200
    }
    let sockets = (0..<2_000).map { _ in loop.connect() }
    #expect(loop.group.connections == 2_000)
    let honest = try loop.connectAndGreet()
    for byte in ClientFrames.hello().prefix(7) {
      for socket in sockets { loop.transport.send([byte], to: socket) }
      loop.advance(milliseconds: 100)
      let answer = try loop.exchange(honest, ClientFrames.request(Method.echo, stream: 1, [1]))
      #expect(answer.map(\.payload) == [[1]])
    }
    loop.advance(milliseconds: 1_000)
    #expect(sockets.allSatisfy { loop.transport.isClosed($0) })
    #expect(loop.group.connections == 1)
  }

  @Test func `random bytes never harm the loop`() throws {
    let loop = SimulatedLoop { $0.farewellMilliseconds = 100 }
    var seed: UInt64 = 0x5EED
    func next() -> UInt8 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: seed >> 56)
    }
    for round in 0..<500 {
      let socket = loop.connect()
      // Half of them get past the handshake.
      if round % 2 == 0 { loop.transport.send(ClientFrames.hello(), to: socket) }
      loop.transport.send((0..<200).map { _ in next() }, to: socket)
      loop.settle(turns: 3)
      loop.transport.finish(socket)
      loop.settle(turns: 3)
      #expect(loop.transport.isClosed(socket), "round \(round), seed 0x5EED")
    }
    #expect(loop.group.connections == 0)
    #expect(loop.handler.received.isEmpty)
  }
}
