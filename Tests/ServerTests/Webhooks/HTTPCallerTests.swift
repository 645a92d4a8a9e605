import CLinux
import FealtyActors
import Foundation
import Testing

@testable import FealtyServer

@Suite("Calls to partners by HTTP")
struct HTTPCallerTests {
  private struct OnePool: BlockingPool {
    func run(_ work: @escaping @Sendable () -> Void) { work() }
  }

  /// A caller whose thread runs for as long as the test.
  private func withCaller(isLocal: Bool, _ body: (HTTPCaller) throws -> Void) throws {
    var abilities = WebhookAbilities()
    abilities.isLocal = isLocal
    let environment = WebhookEnvironment(
      clock: SystemClock(),
      random: SystemRandom(),
      abilities: abilities,
      tls: WebhookTLS(authorityFile: nil)
    )
    let caller = try HTTPCaller(environment, names: OnePool())
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      caller.run()
      ended.signal()
    }
    defer {
      caller.stop()
      ended.wait()
    }
    try body(caller)
  }

  /// Listens, and never answers: connections wait in the system's queue.
  private func silentPort() throws -> (descriptor: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let length = size
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 128) == 0
          && getsockname(listener, pointer, &size) == 0
      }
    }
    try #require(isBound)
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private func outcome(
    _ caller: HTTPCaller,
    _ url: String,
    milliseconds: Int64 = 5_000,
    receiver: UInt64 = 1
  ) throws -> Result<HTTPResponse, HTTPCallFailure>? {
    let found = Guarded<Result<HTTPResponse, HTTPCallFailure>?>(nil)
    let done = DispatchSemaphore(value: 0)
    let address = try #require(WebhookURL(url))
    caller.call(
      HTTPCall(
        url: address,
        request: Array("GET / HTTP/1.1\r\n\r\n".utf8),
        deadline: SystemClock().monotonicNanoseconds() + milliseconds * 1_000_000,
        receiver: receiver
      ) { result in
        found.withLock { $0 = result }
        done.signal()
      }
    )
    #expect(done.wait(timeout: .now() + 20) == .success)
    return found.withLock { $0 }
  }

  private func reason(_ result: Result<HTTPResponse, HTTPCallFailure>?) -> String {
    if case .failure(let failure)? = result { return failure.reason }
    return "an answer"
  }

  @Test func `without leave no private address is connected to`() throws {
    let (descriptor, port) = try silentPort()
    defer { close(descriptor) }
    try withCaller(isLocal: false) { caller in
      let result = try outcome(caller, "http://127.0.0.1:\(port)/")
      #expect(reason(result) == "the host's address is a private one")
    }
    var item = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&item, 1, 0) == 0, "somebody has connected")
  }

  @Test func `one that hangs holds up its own calls alone, and they end in time`() throws {
    let (descriptor, port) = try silentPort()
    defer { close(descriptor) }
    try withCaller(isLocal: true) { caller in
      let url = "http://127.0.0.1:\(port)/"
      let reasons = Guarded<[String]>([])
      let count = FealtyServer.Limits.partnerCallsEach + 5
      let done = DispatchSemaphore(value: 0)
      let deadline = SystemClock().monotonicNanoseconds() + 300_000_000
      let address = try #require(WebhookURL(url))
      for _ in 0..<count {
        caller.call(
          HTTPCall(url: address, request: [1], deadline: deadline, receiver: 1) { result in
            reasons.withLock { $0.append(reason(result)) }
            done.signal()
          }
        )
      }
      // Another receiver, at which nobody listens: told at once.
      let (closed, free) = try silentPort()
      close(closed)
      let other = try outcome(caller, "http://127.0.0.1:\(free)/", receiver: 2)
      #expect(reason(other).hasPrefix("no connection"))
      #expect(reasons.withLock { $0.isEmpty })
      for _ in 0..<count { #expect(done.wait(timeout: .now() + 20) == .success) }
      let found = reasons.withLock { $0 }
      #expect(found.count { $0 == "no answer in time" } == count - 5)
      #expect(found.count { $0 == "its turn did not come in time" } == 5)
    }
  }
}
