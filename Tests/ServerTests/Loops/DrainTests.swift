import FealtyWire
import Testing

@testable import FealtyServer

@Suite("Stopping in good order")
struct DrainTests {
  typealias Method = EchoHandler.Method

  @Test func `sends GOAWAY, answers what runs, refuses what is new, then closes`() throws {
    let server = try LoopServer()
    let (client, _) = try TestClient.greeted(port: server.port)
    try client.send(ClientFrames.request(Method.gated, stream: 1, [1]))
    #expect(server.eventually { server.handlers[0].callCount == 1 })
    let group = server.group
    let stopper = try PlatformThread(name: "test-stop") { group.drain(milliseconds: 10_000) }
    let goAway = try client.receive().goAway
    #expect(goAway.code == .unavailable)
    #expect(goAway.lastStream == 1)
    try client.send(ClientFrames.request(Method.echo, stream: 2))
    #expect(try client.receive().status.reason == .shuttingDown)
    server.makeDurable()
    #expect(try client.receive().payload == [1])
    #expect(try client.receiveUntilClosed().isEmpty)
    client.finish()
    stopper.join()
    #expect(group.connections == 0)
    #expect(throws: TestFailure.self) { try TestClient.greeted(port: server.port) }
  }

  @Test func `gives up on calls that run too long`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    _ = try loop.exchange(socket, ClientFrames.request(Method.held, stream: 1))
    loop.group.inboxes[0].put(.drain(by: loop.clock.monotonicNanoseconds() + 1_000_000_000))
    loop.advance(milliseconds: 800)
    #expect(!loop.transport.isClosed(socket))
    loop.advance(milliseconds: 400)
    #expect(loop.transport.isClosed(socket))
    // The answer comes too late, and must not reach whoever has the slot next.
    loop.handler.release()
    #expect(loop.transport.take(socket).count > 0)
    loop.settle()
    #expect(loop.transport.take(socket).isEmpty)
  }

  @Test func `survives a GOAWAY that had to wait and a client that has gone meanwhile`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    loop.handler.acceptsRequests = false
    var bytes = OutputBuffer()
    bytes.appendFrame(.goAway, GoAway())
    bytes.appendFrame(.goAway, GoAway())
    loop.transport.send(bytes.bytes(), to: socket)
    loop.transport.finish(socket)
    loop.settle()
    loop.handler.acceptsRequests = true
    loop.settle()
    #expect(loop.transport.isClosed(socket))
    #expect(loop.handler.closedConnections == 1)
  }

  @Test func `closes when the client goes away and nothing runs`() throws {
    let loop = SimulatedLoop()
    let socket = try loop.connectAndGreet()
    var bytes = OutputBuffer()
    bytes.appendFrame(.goAway, GoAway())
    #expect(try loop.exchange(socket, bytes.bytes()).isEmpty)
    #expect(loop.transport.isFinished(socket))
  }
}
