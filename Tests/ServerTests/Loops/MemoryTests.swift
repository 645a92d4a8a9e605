import FealtyWire
import Testing

@testable import FealtyServer

@Suite("What all connections of a loop may hold together")
struct MemoryTests {
  typealias Method = EchoHandler.Method

  @Test func `calls with large answers run a few at a time, and all of them in the end`() throws {
    let loop = SimulatedLoop(dearMethods: [Method.held])
    let sockets = try (0..<10).map { _ in try loop.connectAndGreet() }
    for socket in sockets {
      let requests = (1...6).flatMap { ClientFrames.request(Method.held, stream: $0) }
      loop.transport.send(requests, to: socket)
    }
    loop.settle()
    var total = 0
    while total < 60 {
      let running = loop.handler.received.count - total
      #expect((1...Limits.dearInFlightOfLoop).contains(running))
      total += running
      loop.handler.release()
      loop.settle()
    }
    #expect(total == 60)
    for socket in sockets { #expect(try loop.received(socket).count == 6) }
    #expect(loop.loop.dearInFlight == 0 && loop.loop.dearWaiting.isEmpty)
  }

  @Test func `one connection has no more of them than its share, and others pass it`() throws {
    let loop = SimulatedLoop(dearMethods: [Method.held])
    let greedy = try loop.connectAndGreet()
    let modest = try loop.connectAndGreet()
    loop.transport.send(
      (1...50).flatMap { ClientFrames.request(Method.held, stream: $0) },
      to: greedy
    )
    loop.settle()
    #expect(loop.handler.received.count == Limits.dearInFlight)
    let frames = try loop.exchange(modest, ClientFrames.request(Method.echo, stream: 1, [7]))
    #expect(frames.map(\.payload) == [[7]])
  }

  @Test func `what a connection held and ran is free again when it has gone`() throws {
    let loop = SimulatedLoop(dearMethods: [Method.held])
    var sockets: [Int32] = []
    for _ in 0..<8 {
      let socket = try loop.connectAndGreet()
      loop.transport.send(
        (1...4).flatMap { ClientFrames.request(Method.held, stream: $0) },
        to: socket
      )
      sockets.append(socket)
    }
    loop.settle()
    #expect(loop.loop.dearInFlight == Limits.dearInFlightOfLoop)
    for connection in loop.loop.slots where connection.isUsed { loop.loop.destroy(connection) }
    #expect(loop.loop.dearInFlight == 0)
    #expect(loop.loop.heldBytes == 0)
    let socket = try loop.connectAndGreet()
    _ = try loop.exchange(socket, ClientFrames.request(Method.held, stream: 1))
    #expect(loop.loop.dearInFlight == 1)
  }

  @Test func `many that do not read hold no more than the bound and a little each`() throws {
    let loop = SimulatedLoop(maximumConnections: 2_000, dearMethods: [Method.large])
    let size: [UInt8] = [0, 0, 1, 0]
    var sockets: [Int32] = []
    for _ in 0..<1_000 {
      let socket = try loop.connectAndGreet()
      loop.transport.open(window: 0, of: socket)
      loop.transport.send(
        (1...40).flatMap { ClientFrames.request(Method.large, stream: $0, size) },
        to: socket
      )
      sockets.append(socket)
    }
    loop.settle(turns: 50)
    // 40 answers of 64 KiB each would be 2.5 GB.
    #expect(loop.loop.heldBytes < Limits.heldBytes + 1_000 * (80 << 10))
    // One that reads gets all of its answers all the same.
    loop.transport.open(window: .max, of: sockets[500])
    var frames = 0
    for _ in 0..<100 where frames < 40 {
      loop.settle()
      frames += try loop.received(sockets[500]).count
    }
    #expect(frames == 40)
  }
}
