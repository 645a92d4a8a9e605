import FealtyWire
import Testing

@testable import FealtyActors
@testable import FealtyServer

@Suite("Who may call")
struct AccessLoopTests {
  private let directory = AccessDirectory()
  private let random = CountingRandom()

  /// A client of the directory, and the text of its secret.
  private func put(
    _ scopes: [AccessScope],
    programIDs: [String] = ["demo"],
    disabled: Bool = false,
    callsPerSecond: UInt32 = 0
  ) -> String {
    var stored = StoredApiClient(
      client: ApiClient(
        clientID: "till",
        programIDs: programIDs,
        scopes: scopes,
        disabled: disabled,
        callsPerSecond: callsPerSecond
      )
    )
    let secret = stored.addSecret(random, now: 0)
    directory.publish(stored, ends: true)
    return secret
  }

  private func auth(_ secret: String) -> [UInt8] {
    var bytes = OutputBuffer()
    bytes.appendFrame(.auth, Auth(clientID: "till", clientSecret: secret))
    return bytes.bytes()
  }

  private func reasons(_ frames: [ReceivedFrame]) throws -> [Reason] {
    try frames.map { $0.aux == 0 ? .reasonNone : try $0.status.reason }
  }

  @Test func `calls behind AUTH are judged by it, and it is said anew without closing`() throws {
    let loop = SimulatedLoop(access: directory)
    let secret = put([.accessPos])
    let socket = try loop.connectAndGreet()
    let earn = ClientFrames.request(MethodID.earn, stream: 1)
    let put = ClientFrames.request(MethodID.putProgramme, stream: 2)
    let unknown = ClientFrames.request(9_999, stream: 3)
    #expect(
      try reasons(loop.exchange(socket, earn + put)) == [.notAuthenticated, .notAuthenticated]
    )
    #expect(
      try reasons(loop.exchange(socket, auth("wrong") + earn)) == [
        .invalidClient, .notAuthenticated,
      ]
    )
    let frames = try loop.exchange(socket, auth(secret) + earn + put + unknown)
    #expect(frames.map(\.kind) == [.granted, .response, .response, .response])
    #expect(try reasons(frames) == [.reasonNone, .reasonNone, .scopeMissing, .reasonNone])
    let granted = try Granted(bytes: frames[0].payload)
    #expect(granted.clientID == "till" && granted.scopes == [.accessPos])
    #expect(granted.expiresInMs == 900_000)

    // A wrong secret takes nothing away.
    #expect(
      try reasons(loop.exchange(socket, auth("wrong") + earn)) == [.invalidClient, .reasonNone]
    )
    loop.clock.advance(milliseconds: 900_000)
    #expect(try reasons(loop.exchange(socket, earn)).last == .tokenExpired)
    #expect(
      try reasons(loop.exchange(socket, auth(secret) + earn)).suffix(2)
        == [.reasonNone, .reasonNone]
    )
    #expect(!loop.transport.isClosed(socket))
  }

  @Test func `what was granted ends with the next call when the client is changed`() throws {
    let loop = SimulatedLoop(access: directory)
    let secret = put([.accessPos])
    let socket = try loop.connectAndGreet()
    let earn = ClientFrames.request(MethodID.earn, stream: 1)
    #expect(try reasons(loop.exchange(socket, auth(secret) + earn)) == [.reasonNone, .reasonNone])
    let other = put([.accessPos], disabled: true)
    #expect(try reasons(loop.exchange(socket, earn)) == [.tokenExpired])
    #expect(try reasons(loop.exchange(socket, auth(other))) == [.invalidClient])
  }

  // What goes on by itself is the shard's to end; the connection stays.
  @Test func `the shard is told to look at its streams' grants once anybody needs one`() throws {
    let loop = SimulatedLoop(access: directory)
    let reader = try loop.connectAndGreet()
    loop.advance(milliseconds: 500)
    #expect(loop.handler.looksAtGrants == 0)
    let secret = put([.accessPos])
    let stream = ClientFrames.request(EchoHandler.Method.stream, stream: 1)
    #expect(try loop.exchange(reader, auth(secret) + stream).map(\.kind) == [.granted])
    _ = put([.accessPos])
    loop.advance(milliseconds: 500)
    #expect(loop.handler.looksAtGrants > 0 && !loop.transport.isClosed(reader))
  }

  @Test func `so many calls a second, and one more when its time has come`() throws {
    let loop = SimulatedLoop(access: directory)
    let secret = put([.accessPos], callsPerSecond: 10)
    let socket = try loop.connectAndGreet()
    _ = try loop.exchange(socket, auth(secret))
    let earns = (UInt32(1)...12).flatMap { ClientFrames.request(MethodID.earn, stream: $0) }
    let first = try loop.exchange(socket, earns)
    #expect(
      try reasons(first) == Array(repeating: .reasonNone, count: 10) + [.rateLimited, .rateLimited]
    )
    #expect(try first.last?.status.retryAfterMs == 100)
    loop.clock.advance(milliseconds: 100)
    let second = try loop.exchange(socket, earns)
    #expect(try reasons(second) == [.reasonNone] + Array(repeating: .rateLimited, count: 11))
  }

  @Test func `only who sees all programmes may call what shows more than one`() throws {
    let loop = SimulatedLoop(access: directory)
    let info = ClientFrames.request(MethodID.getServerInfo, stream: 1)
    for (programs, reason) in [(["demo"], Reason.scopeMissing), ([], .reasonNone)] {
      let secret = put([.accessAdmin], programIDs: programs)
      let socket = try loop.connectAndGreet()
      #expect(try reasons(loop.exchange(socket, auth(secret) + info)) == [.reasonNone, reason])
    }
  }

  @Test func `every method names scopes, and only the token's is open`() {
    for method in SchemaRegistry.methods {
      let required = AccessScopes.required[Int(method.id)]
      #expect(!required.isEmpty, "\(method.name)")
      #expect(required.contains(.open) == (method.name == "GenerateAccessToken"), "\(method.name)")
    }
  }
}

/// Chance that can be repeated.
private final class CountingRandom: RandomSource, @unchecked Sendable {
  private var state: UInt64 = 1
  func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1
    return state
  }
}
