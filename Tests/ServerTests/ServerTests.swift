import FealtyWire
import Foundation
import Testing

@testable import FealtyServer

@Suite("A whole server")
struct ServerTests {
  /// A directory of its own, gone with the test.
  private final class Directory {
    let path = NSTemporaryDirectory() + "fealty-server-" + UUID().uuidString

    deinit {
      // What cannot be removed from the temporary directory stays there.
      try? FileManager.default.removeItem(atPath: path)
    }

    func configuration(shards: Int = 2) -> ServerConfiguration {
      var configuration = ServerConfiguration(directory: path)
      configuration.port = 0
      configuration.shardCount = shards
      configuration.segmentBytes = 4 << 20
      configuration.readySegments = 1
      configuration.drainMilliseconds = 2_000
      configuration.connection.farewellMilliseconds = 100
      return configuration
    }
  }

  private func serverInfo(_ client: TestClient, stream: UInt32) throws -> GetServerInfoResponse {
    try client.send(
      ClientFrames.request(
        MethodID.getServerInfo,
        stream: stream,
        GetServerInfoRequest().serialized()
      )
    )
    let frame = try client.receive()
    #expect(frame.kind == .response && frame.stream == stream && frame.aux == 0)
    return try GetServerInfoResponse(bytes: frame.payload)
  }

  @Test func `starts, serves on each shard, stops, and starts again`() throws {
    let directory = Directory()
    for _ in 0..<2 {
      let server = Server(configuration: directory.configuration(), log: Log(level: .error))
      let address = try server.start()
      #expect(address.port != 0)
      for shard in UInt32(1)...2 {
        let (client, welcome) = try TestClient.greeted(port: address.port, shard: shard)
        #expect(welcome.shard == shard - 1)
        let info = try serverInfo(client, stream: 1)
        #expect(info.shards == 2)
        #expect(info.connections >= 1)
        #expect(info.residentBytes > 0)
        #expect(info.dataDirectory == directory.path)
      }
      try server.stop()
    }
  }

  @Test func `answers an unknown method with a status, and goes on`() throws {
    let directory = Directory()
    let server = Server(configuration: directory.configuration(), log: Log(level: .error))
    let address = try server.start()
    let (client, _) = try TestClient.greeted(port: address.port)
    try client.send(ClientFrames.request(9_999, stream: 1))
    #expect(try client.receive().status.reason == .unknownMethod)
    #expect(try serverInfo(client, stream: 2).shards == 2)
    try server.stop()
  }

  @Test func `tells clients to go when it stops`() throws {
    let directory = Directory()
    let server = Server(configuration: directory.configuration(), log: Log(level: .error))
    let address = try server.start()
    let (client, _) = try TestClient.greeted(port: address.port)
    _ = try serverInfo(client, stream: 1)
    try server.stop()
    let frames = try client.receiveUntilClosed()
    #expect(frames.map(\.kind) == [.goAway])
    #expect(try frames.first?.goAway.code == .unavailable)
  }

  @Test func `a second server on the directory ends with its own exit code`() throws {
    let directory = Directory()
    let first = Server(configuration: directory.configuration(), log: Log(level: .error))
    _ = try first.start()
    let second = Server(configuration: directory.configuration(), log: Log(level: .error))
    #expect(throws: ServerFailure.self) { try second.start() }
    do {
      _ = try second.start()
    } catch {
      #expect(error.exitCode == .directoryBusy)
    }
    try first.stop()
  }

  @Test func `a port that is taken is a clear error, and the directory stays usable`() throws {
    let (one, other) = (Directory(), Directory())
    let first = Server(configuration: one.configuration(), log: Log(level: .error))
    var configuration = other.configuration()
    configuration.port = try first.start().port
    let second = Server(configuration: configuration, log: Log(level: .error))
    do {
      _ = try second.start()
      Issue.record("two servers listen on one port")
    } catch {
      #expect(error.exitCode == .unavailable)
      #expect(error.description.contains("\(configuration.port)"))
    }
    try first.stop()
    let third = Server(configuration: other.configuration(), log: Log(level: .error))
    _ = try third.start()
    try third.stop()
  }

  @Test(
    "listens on loopback only, for there is no TLS and no authentication yet",
    arguments: [
      (host: "127.0.0.1", allowed: true), ("localhost", true), ("::1", true), ("127.9.9.9", true),
      ("0.0.0.0", false), ("::", false), ("10.0.0.1", false), ("127.0.0.1.example", false),
      ("127.0.0", false), ("example.org", false), ("", false),
    ]
  )
  func loopback(host: String, allowed: Bool) throws {
    #expect(ServerConfiguration.isLoopback(host) == allowed)
    guard !allowed else { return }
    let directory = Directory()
    var configuration = directory.configuration()
    configuration.host = host
    let server = Server(configuration: configuration, log: Log(level: .error))
    do {
      _ = try server.start()
      Issue.record("it listens on \(host)")
    } catch {
      #expect(error.exitCode == .configuration)
    }
    #expect(!FileManager.default.fileExists(atPath: directory.path))
  }

  @Test func `exit codes differ, and only those that may mend themselves allow a restart`() {
    #expect(Set(ExitCode.allCases.map(\.rawValue)).count == ExitCode.allCases.count)
    #expect(
      ExitCode.allCases.filter(\.mayRestart) == [.unavailable, .defect, .system, .ioFailure]
    )
  }
}
