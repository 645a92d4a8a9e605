import FealtyWire
import Testing

@testable import FealtyServer

@Suite("Limits of time")
struct TimeTests {
  typealias Method = EchoHandler.Method

  @Test func `pings a silent client, and keeps one that answers`() throws {
    let loop = SimulatedLoop { $0.pingMilliseconds = 1_000 }
    let socket = try loop.connectAndGreet()
    for _ in 0..<5 {
      loop.advance(milliseconds: 1_200)
      let ping = try #require(try loop.received(socket).first)
      #expect(ping.kind == .ping)
      #expect(try loop.exchange(socket, ClientFrames.control(.pong, aux: ping.aux)).isEmpty)
    }
    #expect(!loop.transport.isClosed(socket))
  }

  @Test func `closes a client that does not answer within two intervals`() throws {
    let loop = SimulatedLoop { $0.pingMilliseconds = 1_000 }
    let socket = try loop.connectAndGreet()
    loop.advance(milliseconds: 1_900)
    #expect(!loop.transport.isClosed(socket))
    loop.advance(milliseconds: 400)
    #expect(loop.transport.isClosed(socket))
    #expect(loop.handler.closedConnections == 1)
  }

  @Test func `ends a frame that drips in fixed time`() throws {
    let loop = SimulatedLoop { $0.frameMilliseconds = 1_000 }
    let socket = try loop.connectAndGreet()
    let frame = ClientFrames.request(Method.echo, stream: 1, [UInt8](repeating: 0, count: 100))
    for byte in frame.prefix(9) {
      loop.transport.send([byte], to: socket)
      loop.advance(milliseconds: 100)
    }
    #expect(loop.transport.take(socket).isEmpty)
    loop.advance(milliseconds: 400)
    #expect(try loop.received(socket).first?.goAway.code == .deadlineExceeded)
  }

  @Test func `lets a client take its time between frames`() throws {
    let loop = SimulatedLoop { $0.frameMilliseconds = 1_000 }
    let socket = try loop.connectAndGreet()
    for stream in UInt32(1)...30 {
      let frame = ClientFrames.request(Method.echo, stream: stream, [1])
      // Half now, the rest with the next half: something is always begun, nothing takes long.
      let half = frame.count / 2
      loop.transport.send(Array(frame[..<half]), to: socket)
      loop.advance(milliseconds: 100)
      #expect(try loop.exchange(socket, Array(frame[half...])).map(\.stream) == [stream])
    }
  }

  @Test func `says goodbye to a client that has not called for long`() throws {
    let loop = SimulatedLoop { $0.idleMilliseconds = 2_000 }
    let socket = try loop.connectAndGreet()
    loop.advance(milliseconds: 2_300)
    let frames = try loop.received(socket)
    #expect(try frames.map { try $0.goAway.code } == [.ok])
    loop.transport.finish(socket)
    loop.settle()
    #expect(loop.transport.isClosed(socket))
    #expect(loop.group.connections == 0)
  }

  @Test func `closes a peer that does not take the hint`() throws {
    let loop = SimulatedLoop { $0.farewellMilliseconds = 500 }
    let socket = try loop.connectAndGreet()
    _ = try loop.exchange(socket, ClientFrames.request(Method.echo, stream: 0))
    #expect(loop.transport.isFinished(socket))
    #expect(!loop.transport.isClosed(socket))
    loop.advance(milliseconds: 800)
    #expect(loop.transport.isClosed(socket))
  }

  @Test func `sleeps without a limit when nobody is connected`() {
    let loop = SimulatedLoop()
    loop.settle()
    #expect(loop.transport.lastDeadline == .max)
  }
}
