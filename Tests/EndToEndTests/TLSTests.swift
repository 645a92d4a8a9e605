import FealtyClient
import Foundation
import Testing

/// The real binary, the real library, real certificates.
@Suite("A server with TLS")
struct TLSTests {
  /// A directory with certificates, and the options of a server that uses them.
  private final class Keys {
    let directory = TemporaryDirectory()

    init() throws {
      let process = Process()
      process.executableURL = URL(
        fileURLWithPath: Repository.path + "/scripts/make-certificates"
      )
      process.arguments = [directory.path]
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }

    func path(_ name: String) -> String { directory.path + "/" + name }

    var options: [String] {
      ["--tls-cert", path("server.pem"), "--tls-key", path("server.key")]
    }

    func tls(authority: String = "ca.pem", own: String? = nil) -> ClientTLS {
      var tls = ClientTLS()
      tls.authorityFile = path(authority)
      tls.certificateFile = own.map { path($0 + ".pem") }
      tls.keyFile = own.map { path($0 + ".key") }
      return tls
    }
  }

  private func client(
    _ server: ServerProcess,
    _ tls: ClientTLS?
  ) throws -> FealtyClient {
    var configuration = FealtyClient.Configuration()
    configuration.tls = tls
    configuration.retry.maximumAttempts = 1
    configuration.timeout = .seconds(20)
    return try FealtyClient(host: "localhost", port: server.port, configuration: configuration)
  }

  private func info(_ client: FealtyClient) async throws -> GetServerInfoResponse {
    try await client.operations.getServerInfo(GetServerInfoRequest())
  }

  @Test(.timeLimit(.minutes(1)))
  func `serves tills on every shard, and keeps what it acknowledged`() async throws {
    let keys = try Keys()
    let data = keys.path("data")
    let options = keys.options + ["--shards", "2"]
    let server = try ServerProcess.start(data: data, options: options)
    let till = Till(client: try client(server, keys.tls()))
    try await till.putProgramme()
    for member in ["ada", "grace", "zoe"] { try await till.enrol(member) }
    for number in 0..<60 {
      _ = try await till.earn(1, for: ["ada", "grace", "zoe"][number % 3], receipt: "\(number)")
    }
    server.kill()
    let again = try ServerProcess.start(data: data, options: options)
    let later = Till(client: try client(again, keys.tls()))
    #expect(try await later.verifyLedger().balanced)
    #expect(again.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `is refused by a client that does not trust it, and refuses one without TLS`()
    async throws
  {
    let keys = try Keys()
    let server = try ServerProcess.start(data: keys.path("data"), options: keys.options)
    var misled = keys.tls()
    misled.serverName = "elsewhere.example"
    for tls in [keys.tls(authority: "other.pem"), ClientTLS(), misled] {
      let stranger = try client(server, tls)
      let error = await #expect(throws: ClientError.self) { try await info(stranger) }
      #expect(error?.code == .unavailable)
      #expect(error?.message.contains("certificate verify failed") == true, "\(error as Any)")
    }
    let plain = try client(server, nil)
    await #expect(throws: ClientError.self) { try await info(plain) }
    #expect(try await info(client(server, keys.tls())).connections >= 1)
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes the certificate of a client, where it asks for one`() async throws {
    let keys = try Keys()
    let server = try ServerProcess.start(
      data: keys.path("data"),
      options: keys.options + ["--tls-client-ca", keys.path("ca.pem")]
    )
    for own in [nil, "other-server"] {
      let stranger = try client(server, keys.tls(own: own))
      await #expect(throws: ClientError.self) { try await info(stranger) }
    }
    #expect(try await info(client(server, keys.tls(own: "client"))).connections >= 1)
    let called = try Binary.run([
      "call", "Operations/GetServerInfo", "--connect", "localhost:\(server.port)", "--tls-ca",
      keys.path("ca.pem"), "--tls-cert", keys.path("client.pem"), "--tls-key",
      keys.path("client.key"),
    ])
    #expect(called.exitCode == 0, "\(called.errors)")
    #expect(called.output.contains("durableBatch") || called.output.contains("version"))
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `reads new certificates on SIGHUP, for connections from then on`() async throws {
    let keys = try Keys()
    let server = try ServerProcess.start(data: keys.path("data"), options: keys.options)
    let old = try client(server, keys.tls())
    _ = try await info(old)
    func replace(_ name: String, with other: String) throws {
      try Data(contentsOf: URL(fileURLWithPath: keys.path(other)))
        .write(to: URL(fileURLWithPath: keys.path(name)), options: .atomic)
    }
    // A key of another certificate: nothing changes.
    try replace("server.key", with: "other-server.key")
    server.hangUp()
    _ = try await info(client(server, keys.tls()))
    try replace("server.pem", with: "other-server.pem")
    server.hangUp()
    var error: ClientError?
    // The signal is on its way.
    for _ in 0..<500 where error == nil {
      do { _ = try await info(client(server, keys.tls())) } catch let fault as ClientError {
        error = fault
      }
    }
    #expect(error?.message.contains("certificate verify failed") == true)
    _ = try await info(client(server, keys.tls(authority: "other.pem")))
    _ = try await info(old)
    #expect(server.stop() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `without TLS, SIGHUP does nothing`() async throws {
    let directory = TemporaryDirectory()
    let server = try ServerProcess.start(data: directory.path + "/data")
    server.hangUp()
    _ = try await info(server.client())
    // What it stops by comes behind what it was to pass over.
    #expect(server.stop() == 0)
  }

  @Test func `says which file it cannot use, and ends`() throws {
    let keys = try Keys()
    for (certificate, key) in [("server.pem", "client.key"), ("none.pem", "server.key")] {
      let failure = #expect(throws: ServerProcess.StartFailure.self) {
        try ServerProcess.start(
          data: keys.path("data"),
          options: ["--tls-cert", keys.path(certificate), "--tls-key", keys.path(key)]
        )
      }
      #expect(failure?.exitCode == 78)
      let named = certificate == "none.pem" ? certificate : key
      #expect(failure?.description.contains(named) == true, "\(failure as Any)")
    }
  }
}
