import CLinux
import FealtyActors
import FealtyServer
import Glibc

/// Loops on real sockets and threads, with an ``EchoHandler`` each in place of a shard.
final class LoopServer {
  let port: UInt16
  let group: LoopGroup
  let handlers: [EchoHandler]
  private let wakers: [EventfdWaker]
  private let threads: [PlatformThread]

  init(
    shards: Int = 1,
    maximumConnections: Int = 1_000,
    _ change: (inout ConnectionLimits) -> Void = { _ in }
  ) throws {
    var limits = ConnectionLimits()
    limits.tickMilliseconds = 10
    change(&limits)
    let wakers = try (0..<shards).map { _ in try EventfdWaker() }
    let group = LoopGroup(
      wakers: wakers,
      limits: limits,
      maximumConnections: maximumConnections,
      serverName: "fealty/test",
      streamingMethods: [EchoHandler.Method.stream],
      clock: SystemClock(),
      log: Log(level: .error)
    )
    var handlers: [EchoHandler] = []
    var threads: [PlatformThread] = []
    for index in 0..<shards {
      let handler = EchoHandler()
      let loop = ShardLoop(
        index: index,
        group: group,
        handler: handler,
        transport: try EpollTransport(waker: wakers[index])
      )
      handler.port = loop
      handlers.append(handler)
      threads.append(try PlatformThread(name: "test-shard-\(index)") { loop.run() })
    }
    var port: UInt16 = 0
    let socket = clinux_listen("127.0.0.1", &port, 128)
    guard socket >= 0 else { throw TestFailure("cannot listen: error \(errno)") }
    group.listen(socket)
    self.port = port
    self.group = group
    self.handlers = handlers
    self.wakers = wakers
    self.threads = threads
  }

  /// Makes every batch so far and to come durable on a shard.
  func makeDurable(shard: Int = 0) {
    handlers[shard].makeDurable(.max)
    wakers[shard].wake()
  }

  /// Waits until a condition holds; false when it does not within ten seconds.
  func eventually(_ condition: () -> Bool) -> Bool {
    let clock = SystemClock()
    let deadline = clock.monotonicNanoseconds() + 10_000_000_000
    while !condition() {
      guard clock.monotonicNanoseconds() < deadline else { return false }
      sched_yield()
    }
    return true
  }

  deinit {
    group.drain(milliseconds: 200)
    group.end()
    for thread in threads { thread.join() }
  }
}
